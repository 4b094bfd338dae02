"""Promises about ``adieu whatif``: what changes, what flips and why, what a change may not be."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from adieu.cli import app
from adieu.clients.change_texts import grouped
from adieu.commands.whatif import wanted
from adieu.diagnostics import Diagnostics
from adieu.language import LANGUAGES, Language, say_diagnostic
from support.house_clients import CLIENTS, ROOT, example, faults, policy

Run = Callable[..., str]


@pytest.fixture
def whatif(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Run:
    """A run of the command in an empty folder, which has to stay empty; returns its stdout."""

    def run(name: str, *words: str, status: int = 0, errors: str = "") -> str:
        monkeypatch.chdir(tmp_path)
        language = () if "--lang" in words else ("--lang", "en")
        client = str(CLIENTS / f"{name}.yaml")
        with pytest.raises(SystemExit) as ended:
            app(["whatif", client, *words, *language], prog_name="adieu")
        printed = capsys.readouterr()
        assert (ended.value.code or 0) == status, printed.err
        assert bool(printed.err) == (status != 0)
        assert errors in printed.err
        assert list(tmp_path.iterdir()) == []
        return printed.out

    return run


# What is found


TABLE = [
    # a gate turns: the firm can do without the revenue after all
    ("metaalwerken-de-smet", "pipeline_covers=yes", "fire", {}),
    # the only finding goes
    ("taxi-noord", "without incidents[0]", "keep", {"threats": ("found", "not_found")}),
    # the exception goes
    ("maison-fontaine", "tolerates_rework=no", "talk", {"changes-mind": ("excused", "found")}),
    # the open question is answered, one way and the other
    ("transport-lambert", "deliberate incidents[0]=yes", "fire-now",
     {"lying": ("undetermined", "found")}),
    ("transport-lambert", "incidents[0].deliberate=no", "keep",
     {"lying": ("undetermined", "not_found")}),
    # what was known is forgotten
    ("bouwbedrijf-claes", "deliberate incidents[1]=unknown legal_risk_known=no", "keep",
     {"lying": ("found", "undetermined"), "legal-liability": ("found", "not_found")}),
    # a derived fact instead of its records
    ("hotel-de-linde", "late_invoices=2", "talk", {"late-payment": ("not_found", "found")}),
    # the heavier finding goes, and what it covered comes to light
    ("drukkerij-janssens", "late_invoices=3", "talk",
     {"always-late": ("found", "not_found"), "late-payment": ("superseded", "found")}),
    # nothing that matters
    ("hotel-de-linde", "cash_months=5 without contacts[0]", "keep", {}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "words", "verdict", "flips"), TABLE)
def test_verdicts_and_flips(
    name: str, words: str, verdict: str, flips: dict[str, tuple[str, str]], whatif: Run
) -> None:
    """The verdict after a change, and exactly the rules that flip, each from where to where."""
    told = json.loads(whatif(name, *words.split(), "--format", "json"))
    assert told["after"]["verdict"] == verdict
    assert {one["rule"]: (one["from"], one["to"]) for one in told["flipped"]} == flips


def test_why_a_rule_flips(whatif: Run) -> None:
    """A flip names the condition: its truth and what was found before and after, and required."""
    told = json.loads(whatif("hotel-de-linde", "late_invoices=2", "--format", "json"))
    (rule,) = told["flipped"]
    (condition,) = rule["conditions"]
    assert condition["before"] == {"truth": "false", "actual": "1", "required": "at least 2"}
    assert condition["after"] == {"truth": "true", "actual": "2", "required": "at least 2"}
    assert condition["exception"] is False
    assert [one["rule"] for one in told["moved"]] == ["always-late"]


def test_an_exception_is_marked(whatif: Run) -> None:
    """Where an exception no longer applies, its condition is named as an exception."""
    text = whatif("maison-fontaine", "tolerates_rework=no")
    assert "exception: firm can stand redoing work: yes → no; required: yes (now not met)" in text


def test_gates_and_plan(whatif: Run) -> None:
    """A gate that turns is named with its reason, and so is a step that goes."""
    told = json.loads(whatif("metaalwerken-de-smet", "pipeline_covers=yes", "--format", "json"))
    (gate,) = told["gates"]
    assert (gate["fact"], gate["from"], gate["to"]) == ("can_do_without", "false", "true")
    assert [one["after"]["actual"] for one in gate["conditions"]] == ["yes"]
    assert told["plan"] == [{"step": "replace-revenue", "from": "yes", "to": "no"}]


def test_repairs(whatif: Run) -> None:
    """Whether repair was tried is compared too, with how often it went on before and after."""
    words = ("without", "boundaries[0]", "--format", "json")
    told = json.loads(whatif("metaalwerken-de-smet", *words))
    (repair,) = told["repairs"]
    assert (repair["fact"], repair["to"]) == ("repair_tried.constant-disputes", "false")
    (condition,) = repair["conditions"]
    assert condition["after"]["actual"] == "0"


def test_a_derived_fact_is_taken_as_given(whatif: Run) -> None:
    """A derived fact beats its records, and the text says so; so does one that nobody answered."""
    text = whatif("hotel-de-linde", "late_invoices=2")
    assert "late invoices: 1 → 2 (given here, instead of what follows from the rest)" in text
    assert "(given here" in whatif("hotel-de-linde", "can_do_without=no")
    forgotten = whatif("hotel-de-linde", "late_invoices=unknown")
    assert "late invoices: 1 → 1 (no answer to forget; it follows from the rest)" in forgotten


NOTHING = {
    "en": "Nothing else changes: verdict, class, rules and plan stay as they are.",
    "nl": "Verder verandert er niets: oordeel, klasse, regels en plan blijven zoals ze zijn.",
    "fr": "Rien d’autre ne change\u00a0: verdict, classe, règles et plan restent tels quels.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_changes(language: str, whatif: Run) -> None:
    """Where nothing changes, that is said plainly, in each language."""
    text = whatif("hotel-de-linde", "notice_days=30", "--lang", language)
    assert text.rstrip().endswith(NOTHING[language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_side_by_side(language: Language, whatif: Run) -> None:
    """Verdicts before and after stand beside each other, under one another, in each language."""
    text = whatif("metaalwerken-de-smet", "pipeline_covers=yes", "--lang", language)
    titles = {one.verdict: one.title[language] for one in policy().verdicts}
    rows = [re.split(r" {3,}", one.strip()) for one in text.splitlines()]
    assert [row[1:] for row in rows].count([titles["prepare"], titles["fire"]]) == 2


def test_the_example_in_the_readme_is_real(whatif: Run) -> None:
    """What the README shows of this command is what it prints."""
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = re.search(r"\$ adieu whatif clients/(\S+)\.yaml (.+)\n\n?((?:.*\n)+?)```", readme)
    assert shown is not None
    assert whatif(shown[1], *shlex.split(shown[2])) == shown[3]


def test_as_of_and_policy(whatif: Run) -> None:
    """The review date and the policy can be others, as in a review."""
    firm = ROOT / "rules" / "firms" / "accountant.yaml"
    options = ("--as-of", "2026-10-01", "--policy", str(firm), "--format", "json")
    told = json.loads(whatif("taxi-noord", "without", "incidents[0]", *options))
    assert told["as_of"] == "2026-10-01"
    assert told["policy"]["id"] == "accountant"
    assert told["same"], "on that day the incident had not happened yet"


# How changes are written


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        (["late_invoices=3"], ["late_invoices=3"]),
        (["without", "incidents[2]"], ["without incidents[2]"]),
        (["without incidents[2]"], ["without incidents[2]"]),
        (["paid", "invoices[3]=2026-02-01", "a=1"], ["paid invoices[3]=2026-02-01", "a=1"]),
        (["paid invoices[3]=2026-02-01", "a=1"], ["paid invoices[3]=2026-02-01", "a=1"]),
        (["a=1", "without", "x[0]", "b", "y[1]=2"], ["a=1", "without x[0]", "b y[1]=2"]),
        (["revenue=EUR", "12.50", "a=1"], ["revenue=EUR 12.50", "a=1"]),
        (["at", "contacts[0]=2026-05-02", "23:40"], ["at contacts[0]=2026-05-02 23:40"]),
        (["late_invoices", "=", "3", "a=1"], ["late_invoices=3", "a=1"]),
        (["late_invoices=", "3"], ["late_invoices=3"]),
        (["a=", "b=1"], ["a=", "b=1"]),
        (["late_invoices", "3"], ["late_invoices 3"]),
    ],
)
def test_quoted_and_unquoted(words: list[str], texts: list[str]) -> None:
    """A change is the same whether the shell gives it as one word or as several."""
    assert list(grouped(words)) == texts


BAD = [
    ("late_invoice=3", "fact-unknown-client", "late_invoice", "late_invoices"),
    ("pays_wel=3", "fact-unknown-client", "pays_wel", "pays_well"),
    ("paid=open", "fact-unknown-client", "paid", "paid invoices[0]=…"),
    ("invoices=[]", "fact-unknown-client", "invoices", "invoices[0]=…"),
    ("client_class=A", "fact-not-given", "client_class", ""),
    ("grace_days=3", "parameter-in-client", "grace_days", "policy"),
    ("feels_misused=perhaps", "field-unreadable", "perhaps", "yes or no"),
    ("revenue_share=120%", "field-unreadable", "120%", "100%"),
    ("pays_well=6", "field-unreadable", "6", "from 1 to 5"),
    ("cash_months=", "field-blank", "=", "unknown"),
    ("without incidents[2]", "change-record", "incidents[2]", "incidents[1]"),
    ("without incidents[-1]", "change-record", "incidents[-1]", "incidents[0]"),
    ("without advice[1]", "change-record", "advice[1]", "advice[0]"),
    ("without boundaries[0]", "change-record", "boundaries[0]", "no records"),
    ("without incident[0]", "change-section", "incident", "incidents"),
    ("payed invoices[0]=open", "field-unknown-record", "payed", "paid"),
    ("late invoices[0]=yes", "field-derived", "late", ""),
    ("due invoices[0]=unknown", "field-required-unknown", "unknown", ""),
    ("paid invoices[0]=13/12/2026", "field-unreadable", "13/12/2026", "2026-11-01"),
    ("kind incidents[0]=bellitling", "field-unreadable", "bellitling", "belittling"),
    ("issued invoices[0]=open", "field-unreadable", "open", "2026-11-01"),
    ("remove everything", "change-shape", "remove everything", "without incidents[2]"),
    ("without", "change-shape", "without", "without incidents[2]"),
    ("late_invoices=9", "invariant", "late_invoices=9", ""),
]


@pytest.mark.parametrize(("change", "code", "marked", "help_"), BAD)
def test_a_bad_change(change: str, code: str, marked: str, help_: str) -> None:
    """A bad change is reported at the part that is wrong, with what was probably meant."""
    (fault,) = faults("hotel-de-linde", change)
    assert fault.code == code
    where = fault.where
    assert where is not None
    assert where.source.lines == (change,)
    assert change[where.column - 1 :][: where.width] == marked
    said = {say_diagnostic(language, fault) for language in LANGUAGES}
    assert len(said) == len(LANGUAGES)
    label, _, help_line = say_diagnostic("en", fault).rpartition("help: ")
    assert help_ in help_line
    assert bool(label) or not help_


def test_every_bad_change_at_once(whatif: Run) -> None:
    """All changes that are wrong are reported in one run, and the status is 2."""
    words = [word for change, code, *_ in BAD if code != "invariant" for word in change.split()]
    assert whatif("hotel-de-linde", *words, status=2, errors="late_invoices") == ""
    found = faults("hotel-de-linde", *(change for change, code, *_ in BAD if code != "invariant"))
    assert len(found) == len(BAD) - 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (["cash_months=1", "cash_months=2"], "change-twice"),
        (["without incidents[0]", "without incidents[0]"], "change-twice"),
        (["kind incidents[0]=lie", "incidents[0].kind=other"], "change-twice"),
        (["kind incidents[0]=lie", "without incidents[0]"], "change-left-out"),
    ],
)
def test_changes_that_exclude_each_other(changes: list[str], code: str) -> None:
    """Two changes of the same thing are refused."""
    assert [one.code for one in faults("hotel-de-linde", *changes)] == [code]


def test_one_client_and_at_least_one_change(whatif: Run) -> None:
    """Without a change there is nothing to compare; with several clients nobody knows which."""
    assert whatif("hotel-de-linde", status=2, errors="late_invoices=3") == ""
    assert whatif("../clients/no-such", "late_invoices=3", status=2, errors="no such file") == ""


def test_a_folder_holds_several(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder of one client is that client; a folder of several is refused."""
    text = (CLIENTS / "taxi-noord.yaml").read_text("utf-8")
    for name, status in (("one", 0), ("two", 2)):
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
        with pytest.raises(SystemExit) as ended:
            app(["whatif", str(tmp_path), "cash_months=1", "--lang", "en"])
        assert (ended.value.code or 0) == status
    assert "2 clients are found here" in capsys.readouterr().err


def test_hostile_words(whatif: Run) -> None:
    """Control characters and broken bytes in a change neither reach the terminal nor crash."""
    for words in (["note", "incidents[0]=\x1b[31mred\nx"], ["note", "incidents[0]=\udcff"]):
        text = whatif("hotel-de-linde", *words)
        assert "\x1b" not in text
        assert json.loads(whatif("hotel-de-linde", *words, "--format", "json"))["same"]
    fault = whatif("hotel-de-linde", "a\x1b=\udcff\n", status=2, errors="unknown fact")
    assert fault == ""


def test_indices_stay_as_in_the_file(whatif: Run) -> None:
    """Leaving out the first record does not renumber the second: both can be left out."""
    words = ("without", "incidents[0]", "without", "incidents[1]", "--format", "json")
    told = json.loads(whatif("hotel-de-linde", *words))
    assert [one["of"] for one in told["changes"]] == ["incidents[0]", "incidents[1]"]
    _, after = wanted(["without incidents[0]"], policy(), example("hotel-de-linde"), Diagnostics())
    assert [one.ref for one in after.section("incidents").records] == ["incidents[1]"]
