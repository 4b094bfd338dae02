"""Promises about ``adieu check``: each defect once, at its place; witnesses are real clients."""

from __future__ import annotations

import json
from pathlib import Path
from typing import assert_never

import pytest
from msgspec.structs import replace

from adieu import policy as p
from adieu.commands.check import Request, check
from adieu.commands.review import Request as ReviewRequest
from adieu.commands.review import review
from adieu.language import LANGUAGES, Language
from adieu.load.policy import load_policy
from adieu.proof.check.findings import Checked
from adieu.proof.check.promises import Promises
from adieu.proof.check.proofs import check as prove
from support.defects import DEFECTS, RULE_END, SOUND, planted, rule
from support.program import run
from support.stated import ROOT, SHIPPED, loaded, name_of

HERE = Path(__file__).parent
GOLDEN = HERE / "policies"


def reported(path: Path, checked: Checked) -> list[tuple[str, str, str]]:
    """Every finding with its severity and the line at which it stands."""
    policy = load_policy(path)
    lines = path.read_text("utf-8").splitlines()
    found = []
    for one in checked.findings:
        where = one.said_of(policy).where
        found.append((one.code, one.severity, lines[where.line - 1] if where else ""))
    return sorted(found)


def assert_reported(path: Path, names: list[str]) -> None:
    """A policy is said to have these defects, each once and at its line, and no others."""
    found = reported(path, prove(load_policy(path)))
    wanted = sorted((one.code, one.severity, one.line) for one in map(DEFECTS.__getitem__, names))
    assert [one[:2] for one in found] == [one[:2] for one in wanted]
    for told, planted_ in zip(found, wanted, strict=True):
        assert told[2].startswith(planted_[2])


def test_nothing_is_said_against_a_sound_policy() -> None:
    """Every part of the sound policy matters, and what it promises is proved."""
    checked = prove(load_policy(SOUND))
    assert checked == Checked((), dict.fromkeys(checked.promises, "proved"))
    assert len(checked.promises) == 2


@pytest.mark.parametrize("name", DEFECTS)
def test_each_defect_is_reported_alone(name: str, tmp_path: Path) -> None:
    """One planted defect gives one finding at its line."""
    path = tmp_path / "policy.yaml"
    path.write_text(planted(name), encoding="utf-8")
    assert_reported(path, [name])


def test_all_defects_are_reported_once_each(tmp_path: Path) -> None:
    """A policy with one defect of every kind gets each reported once at its line, nothing else."""
    path = tmp_path / "policy.yaml"
    path.write_text(planted(*DEFECTS), encoding="utf-8")
    assert len({one.code for one in DEFECTS.values()}) == len(DEFECTS) >= 12
    assert_reported(path, list(DEFECTS))


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_the_shipped_policies_pass(path: Path) -> None:
    """The house, the example firms and the starters have no finding, and all promises proved."""
    checked = prove(loaded(path))
    assert checked.findings == ()
    assert set(checked.promises.values()) == {"proved"}
    assert len(checked.promises) >= 8


BROKEN = {
    "promise-broken": [
        "when: [findings with rule insulting is 0]\n    never: [part]",
        "when: [hours is more than 200]\n    always: [talk, part]",
        "more: late_bills\n    verdict: never harsher",
        "more: bills_due\n    verdict: never milder",
        "more: sorry\n    verdict: never milder",
        "more: revenue\n    verdict: never milder",
        "without: [hours]",
        "without: [late_bills, bills_due]",
        "when: [rude is no]\n    without: [revenue]",
    ],
    "rules-together": [
        "apart: [insulting, late-payer, time-sink]",
        "when: [revenue is at least EUR 500]\n    apart: [late-payer, time-sink]",
    ],
}
KEPT = [
    "when: [findings with rule insulting is at least 1]\n    always: [part]",
    "more: hours\n    verdict: never milder",
    "more: sorry\n    verdict: never harsher",
    "more: revenue\n    verdict: never harsher",
    "without: [pleasant]",
    "when: [rude is yes, sorry is no]\n    without: [hours, revenue, bills_due, late_bills]",
    "when: [hours is 0]\n    without: [revenue]",
    "when: [revenue is at least EUR 1000]\n    apart: [late-payer, time-sink]",
]


def promising(folder: Path, claim: str) -> Path:
    """The sound policy with one more promise."""
    path = folder / "policy.yaml"
    text = SOUND.read_text("utf-8")
    words = "{en: Words, nl: Woorden, fr: Mots}"
    path.write_text(f"{text}  - promise: own\n    text: {words}\n    {claim}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("claim", KEPT)
def test_a_promise_that_is_kept_is_proved(claim: str, tmp_path: Path) -> None:
    """What holds of all clients is proved."""
    assert prove(load_policy(promising(tmp_path, claim))).promises["own"] == "proved"


def reviewed(folder: Path, policy: Path) -> dict[str, tuple[str, bool]]:
    """The verdict of each client in a folder by the real review, and whether it is final."""
    out = folder / "reviews"
    asked = ReviewRequest((folder,), policy, None, ("en",), "internal", ("json",), out, False, None)
    assert review(asked) == 0
    told = [json.loads(one.read_text("utf-8")) for one in out.iterdir()]
    return {one["client"]: (one["verdict"], one["final"]) for one in told}


@pytest.mark.parametrize(
    ("code", "claim"), [(code, claim) for code, claims in BROKEN.items() for claim in claims]
)
def test_a_broken_promise_comes_with_a_client(
    code: str, claim: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A promise that is broken for somebody is refuted; a review of the witness says the same."""
    path = promising(tmp_path, claim)
    folder = tmp_path / "witnesses"
    assert check(Request(path, "en", "json", folder)) == 1
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert (found["code"], found["severity"]) == (code, "error")
    witness, stem = found["witness"], f"{code}-own"
    assert (folder / f"{stem}.yaml").read_text("utf-8") == witness["file"]
    wanted = {stem: (witness["verdict"], True)}
    if "otherwise" in witness:
        wanted[f"{stem}-otherwise"] = (witness["otherwise"]["verdict"], True)
    assert reviewed(folder, path) == wanted


def test_the_other_client_is_one_change_away(tmp_path: Path) -> None:
    """``adieu whatif`` leads from the witness of a pair to the other verdict."""
    path = promising(tmp_path, BROKEN["promise-broken"][3])
    folder = tmp_path / "witnesses"
    done = run("check", path, "--format", "json", "--witnesses", folder, status=1)
    witness = json.loads(done.stdout)["findings"][0]["witness"]
    client = folder / "promise-broken-own.yaml"
    changes = witness["otherwise"]["changes"]
    told = run("whatif", client, *changes, "--policy", path, "--format", "json")
    after = json.loads(told.stdout)["after"]
    assert after["verdict"] == witness["otherwise"]["verdict"] != witness["verdict"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_printed(
    language: Language,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every finding is told with place, help and witness, in each language."""
    monkeypatch.chdir(tmp_path)
    Path("policy.yaml").write_text(planted(*DEFECTS), encoding="utf-8")
    assert check(Request(Path("policy.yaml"), language)) == 1
    told = capsys.readouterr()
    golden = GOLDEN / f"defects.{language}.txt"
    assert told.err + told.out == golden.read_text("utf-8")


def test_without_proofs_only_the_files_are_checked() -> None:
    """``--no-proofs`` says that nothing was proved."""
    done = run("check", SOUND, "--no-proofs")
    assert done.stdout.splitlines()[1] == "nothing was proved about all clients"


def otherwise(claim: p.Claim) -> p.Claim:
    """A claim that says the opposite, or more than is true."""
    match claim:
        case p.Excludes(when, verdicts):
            return p.Assures(when, verdicts)
        case p.Assures(when, verdicts):
            return p.Excludes(when, verdicts)
        case p.Monotone(when, fact, direction):
            return p.Monotone(when, fact, "harsher" if direction == "milder" else "milder")
        case p.Independent(when, facts):
            return p.Independent(when, (*facts, "legal_risk_known"))
        case p.Apart():
            return claim
        case _:
            assert_never(claim)


def test_mutants_of_the_house_promises_are_refuted() -> None:
    """The opposite of every fourth promise is refuted for a firm that signed off its scorecard."""
    policy = loaded(ROOT / "rules" / "firms" / "accountant.yaml")
    promises = Promises(policy, 5.0)
    fates = {
        one.name: promises.fate(replace(one, what=otherwise(one.what)))[0]
        for one in policy.promises[::4]
    }
    assert set(fates.values()) == {"refuted"}, fates


def test_what_cannot_be_proved_is_said(tmp_path: Path) -> None:
    """A question that is beyond the logic ends in a warning, never in a guess."""
    path = tmp_path / "policy.yaml"
    odd = rule("odd-rule", "concern", "[hours × (hours - 3) is more than revenue_hours]")
    text = SOUND.read_text("utf-8").replace(RULE_END, odd + RULE_END)
    fact = (
        "  revenue_hours:\n    type: number\n    label: {en: a, nl: b, fr: c}\n"
        "    question: {en: a, nl: b, fr: c}\n"
    )
    path.write_text(text.replace("\nscorecard:\n", f"{fact}\nscorecard:\n"), encoding="utf-8")
    checked = prove(load_policy(path), seconds=0.05)
    told = {(one.code, one.path) for one in checked.findings}
    assert told <= {("not-settled", one) for one in (
        "rule:odd-rule", "fact:revenue_hours", "promise:more-late-never-milder"
    )}  # fmt: skip


OWN = """
policy: firm
version: "1"
title: {en: Firm, nl: Firma, fr: Entreprise}
extends: base.yaml
"""


def firm(
    folder: Path, base: str, text: str, capsys: pytest.CaptureFixture[str]
) -> list[tuple[str, str]]:
    """What is said of a firm that extends a policy."""
    (folder / "base.yaml").write_text(base, encoding="utf-8")
    path = folder / "firm.yaml"
    path.write_text(OWN + text, encoding="utf-8")
    check(Request(path, "en", "json"))
    found = json.loads(capsys.readouterr().out)["findings"]
    return [(one["code"], one["about"]) for one in found]


def test_a_firm_may_do_without_inherited_rules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Facts, steps and rows that only rules turned off need are no findings for the firm."""
    off = "off: {insulting: we are never insulted, time-sink: we have time}\n"
    assert firm(tmp_path, SOUND.read_text("utf-8"), off, capsys) == []


def test_a_firm_is_not_told_of_what_it_inherits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A warning that the extended policy gives rise to by itself is not repeated."""
    base = planted("condition that changes nothing", "fact that nothing uses")
    assert firm(tmp_path, base, "parameters: {late_limit: 4}\n", capsys) == []


def test_a_firm_is_told_of_what_it_caused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A grade that makes an inherited rule superfluous is a finding, where the rule stands."""
    base = planted("rule that includes another")
    assert firm(tmp_path, base, "grades: {heavy-sink: final}\n", capsys) == [
        ("rule-idle", "rule:heavy-sink")
    ]
