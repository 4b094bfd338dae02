"""Promises about ``adieu new-rule``: what it adds is sound and runs, all else stays as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from adieu.commands.insert import Flow, inserted
from adieu.diagnostics import Diagnostics, Source
from adieu.language import LANGUAGES, Language
from adieu.living.example import examples_of
from adieu.living.gherkin import parse_feature
from adieu.living.holding import holds
from adieu.living.review import Review
from adieu.living.scaffold import feature, names_for, sections
from adieu.load.policy import load_policy
from support.program import run
from support.stated import BASE

FLOW = "policy: x\n# why\nparameters: {a: 1}\n"
TEXTS = (
    "policy: x\n",
    "policy: x # no more\n\nrules:\n- rule: a\n  grade: final\n# the end\n",
    "rules:\n    # deep\n    - rule: a\n      grade: final\n\nfacts:\n    b: 1\n\n# last\n",
    '"rules":\r\n  - {rule: a, grade: final}\r\npolicy: x\r\n',
)
"""Files without the section, with it in the middle and at the end, indented this way and that."""


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """A firm with a small policy in a folder."""
    (tmp_path / "rules").mkdir()
    shutil.copy(BASE, tmp_path / "rules" / "policy.yaml")
    return tmp_path


@pytest.mark.parametrize("text", TEXTS)
def test_what_was_written_stays(text: str) -> None:
    """Entries are added to a file; every line that was there is there, in its order."""
    entries = "  # one more\n  - rule: new\n    grade: concern\n"
    told = inserted(text, {"rules": entries, "facts": "  c: 2\n"})
    lines, kept = told.splitlines(), text.splitlines()
    rest = iter(lines)
    assert all(line in rest for line in kept)
    assert "# one more" in told
    before, after = yaml.safe_load(text), yaml.safe_load(told)
    added = {"rule": "new", "grade": "concern"}
    assert after["rules"] == [*before.get("rules", []), added]
    assert after["facts"] == {**before.get("facts", {}), "c": 2}
    assert ("\r\n" in told) == ("\r\n" in text)


def test_a_section_between_brackets_is_left_alone() -> None:
    """What cannot be added to without being written anew is refused, with its line."""
    with pytest.raises(Flow) as refused:
        inserted(FLOW, {"parameters": "  b: 2\n"})
    assert (refused.value.section, refused.value.line) == ("parameters", 3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_scenarios_hold(firm: Path, language: Language) -> None:
    """In each language the scenarios show the rule found, not found, unknown and excused."""
    policy = load_policy(firm / "rules")
    names = names_for(policy, "Calls.at-Night")
    text = "\n".join(
        f"{section}:\n{entries}" for section, entries in sections(policy, names, language).items()
    )
    (firm / "rules" / "new.yaml").write_text(text, "utf-8")
    known = load_policy(firm / "rules")
    found = Diagnostics()
    parsed = parse_feature(Source("", tuple(feature(known, names, language).split("\n"))), found)
    assert parsed is not None
    examples = [one for one in examples_of(parsed, known, found) if one is not None]
    assert not found
    reviews = [Review(known, one.case) for one in examples]
    assert {one.inference.outcomes["Calls.at-Night"] for one in reviews} == {
        "found", "not_found", "undetermined", "excused",
    }  # fmt: skip
    for one, review in zip(examples, reviews, strict=True):
        assert one.to_confirm
        assert one.rules == ("Calls.at-Night",)
        assert all(holds(each, review, language) for each in one.expectations)


def test_names_that_are_taken_are_not_used_again(firm: Path) -> None:
    """A rule that is called as a fact is gets facts of its own."""
    policy = load_policy(firm / "rules")
    assert names_for(policy, "Late Invoices").counted == "late_invoices_2"
    assert names_for(policy, "2026").counted == "rule_2026"
    assert names_for(policy, "window").limit == "window_2_limit"


def test_it_runs_and_checks_at_once(firm: Path) -> None:
    """A new rule is a file of its own; the policy stays sound and the scenarios pass."""
    before = (firm / "rules" / "policy.yaml").read_bytes()
    told = run("new-rule", "calls-often", "--lang", "nl", cwd=firm).stdout
    assert "features/nl/calls-often.feature" in told
    assert (firm / "rules" / "policy.yaml").read_bytes() == before
    assert "(in te vullen)" in (firm / "rules" / "calls-often.yaml").read_text("utf-8")
    assert "no errors" in run("check", cwd=firm).stdout
    assert "0 scenarios passed, 6 to confirm" in run("test", cwd=firm).stdout


def test_a_policy_of_one_file(firm: Path) -> None:
    """A firm in one file that extends another gets the rule into it, its comments kept."""
    own = firm / "rules" / "firms" / "ours.yaml"
    own.parent.mkdir()
    shutil.copy(BASE, own.parent / "base.yaml")
    text = (
        "# Ours.\npolicy: ours\nversion: '1'\nextends: base.yaml\nparameters:\n  late_min: 3 # so\n"
    )
    own.write_text(text, "utf-8")
    run("new-rule", "calls-often", "--policy", own, cwd=firm)
    told = own.read_text("utf-8")
    assert told.startswith(text[: text.index("parameters")])
    assert "  late_min: 3 # so\n" in told
    assert "calls-often" in load_policy(own).rules
    assert (firm / "features" / "firms" / "ours" / "en" / "calls-often.feature").is_file()


REFUSED = (
    ("lying", "there is a rule `lying` already", "as in `lying-2`"),
    ("../lie", "is no id for a rule", "as in `lie`"),
    ("Too Late!", "is no id for a rule", "as in `too-late`"),
    ("x" * 99, "is no id for a rule", "as in `" + "x" * 60 + "`"),
)


@pytest.mark.parametrize(("name", "message", "help"), REFUSED)
def test_names_are_refused(firm: Path, name: str, message: str, help: str) -> None:
    """An id that is taken, or is none, is refused with one that would do; nothing is written."""
    told = run("new-rule", name, cwd=firm, status=2).stderr
    assert message in told
    assert help in told
    assert sorted(one.name for one in firm.rglob("*")) == ["policy.yaml", "rules"]


def test_nothing_is_left_behind(firm: Path) -> None:
    """Where scenarios cannot be written the policy stays as it was; no file is replaced."""
    (firm / "features").write_text("no folder")
    assert "features" in run("new-rule", "calls-often", cwd=firm, status=2).stderr
    assert [one.name for one in (firm / "rules").iterdir()] == ["policy.yaml"]
    (firm / "features").unlink()
    (firm / "rules" / "calls-often.yaml").write_text("plan: []\n")
    assert "exists already" in run("new-rule", "calls-often", cwd=firm, status=2).stderr
    assert (firm / "rules" / "calls-often.yaml").read_text() == "plan: []\n"
    assert "no policy here" in run("new-rule", "x", "--policy", "none", cwd=firm, status=2).stderr
