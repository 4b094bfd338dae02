"""Promises about the interview: it settles a verdict, and a client's file keeps all that it had."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from support.client_texts import case_in, policy_of
from support.terminal import ENVIRONMENT, Terminal, until

ROOT = Path(__file__).parents[1]
CLIENTS = ROOT / "clients"
HOUSE = ROOT / "rules"
DAY = date.today().isoformat()
BY = f"# answered by Ann on {DAY}"

PROVISIONAL = {
    "transport-lambert": (HOUSE, CLIENTS),
    "de-gouden-arend": (HOUSE, CLIENTS),
    "kinderwinkel-pippa": (HOUSE / "firms" / "web-agency.yaml", CLIENTS / "firms" / "web-agency"),
}


def copied(name: str, tmp_path: Path) -> tuple[Path, Path]:
    """A worked example that may be written, and its policy."""
    policy, folder = PROVISIONAL[name]
    file = tmp_path / f"{name}.yaml"
    file.write_bytes((folder / f"{name}.yaml").read_bytes())
    return file, policy


def ask(
    file: Path | str, policy: Path, *options: str, typed: str, status: int = 0, cwd: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """A run of the command with its answers in a pipe; its status is part of the promise."""
    done = subprocess.run(
        [sys.executable, "-m", "adieu", "ask", str(file), "--policy", str(policy), "--by", "Ann",
         *options],
        input=typed, capture_output=True, encoding="utf-8", check=False, cwd=cwd, env=ENVIRONMENT,
    )  # fmt: skip
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


# The dialogue


@pytest.mark.parametrize(
    ("name", "answers", "verdict", "line"),
    [
        ("transport-lambert", ["yes"], "Part at once", f"    deliberate: yes  {BY}"),
        ("transport-lambert", ["no"], "Keep", f"    deliberate: no  {BY}"),
        ("kinderwinkel-pippa", ["2"], "Prepare to part", f"  cash_months: 2  {BY}"),
        ("kinderwinkel-pippa", ["12 months"], "Part", f"  cash_months: 12  {BY}"),
        ("de-gouden-arend", ["yes"], "Part at once", f"  legal_risk_known: yes  {BY}"),
    ],
)
def test_an_answer_settles_the_verdict(
    name: str, answers: list[str], verdict: str, line: str, tmp_path: Path
) -> None:
    """On a terminal, one answer settles a worked example, and one line more stands in its file."""
    file, policy = copied(name, tmp_path)
    before = file.read_text("utf-8").splitlines()
    person = Terminal(file, policy)
    for answer in answers:
        person.wait("> ")
        person.type(answer)
    person.wait(f"{verdict}. Nothing can change it any more.")
    person.wait("(yes or no)")
    person.type("yes")
    shown, status = person.end()
    assert (status, "Written into" in shown) == (0, True)
    after = file.read_text("utf-8").splitlines()
    assert line in after
    after.remove(line)
    assert after == before
    assert f"{verdict}. Nothing can change it" in ask(file, policy, typed="").stdout


def test_many_answers_settle_what_is_wide_open(tmp_path: Path) -> None:
    """Answering everything ends in a final verdict, and the file holds each answer."""
    file, policy = copied("de-gouden-arend", tmp_path)
    person = Terminal(file, policy, "--yes")
    number = 0
    while True:
        number += 1
        shown = person.wait("> ") if number == 1 else until(person, "> ", "Written into")
        if "Written into" in shown:
            break
        person.type(reply(shown))
    assert person.end()[1] == 0
    assert "Nothing can change it any more" in shown
    assert number > 5
    case = case_in(file.read_text("utf-8"), policy_of(policy))
    assert case is not None
    assert shown.count("?") >= 1


def reply(shown: str) -> str:
    """A harmless answer of the form that is asked for."""
    asked = shown.rstrip("> \r\n").rsplit("\n", 1)[-1]
    forms = {"yes or no": "no", "whole number": "0", "share": "3%", "amount": "900",
             "1 to 5": "5", "number of": "10", "number": "1"}  # fmt: skip
    return next(answer for form, answer in forms.items() if form in asked)


def test_why_tells_what_hangs_on_a_question(tmp_path: Path) -> None:
    """``?`` names the verdicts, the rules and what the records say, and asks again."""
    file, policy = copied("transport-lambert", tmp_path)
    shown = ask(file, policy, typed="?\n").stdout
    assert "decides between “Part at once” and “Keep”" in shown
    assert "“Deliberate lies”" in shown
    assert "eleven pallets" in shown


@pytest.mark.parametrize(
    "word", ["", "-", "don't know", "Don’t know", "weet niet", "je ne sais pas"]
)
def test_who_does_not_know_is_not_asked_again(word: str, tmp_path: Path) -> None:
    """Who does not know skips a question in any language, and nothing is written."""
    file, policy = copied("transport-lambert", tmp_path)
    before = file.read_bytes()
    shown = ask(file, policy, "--yes", typed=f"{word}\nyes\n").stdout
    assert "No question is left" in shown
    assert "Nothing was answered" in shown
    assert file.read_bytes() == before


def test_q_stops_and_keeps_what_was_answered(tmp_path: Path) -> None:
    """``q`` stops; what was answered before is still written."""
    file, policy = copied("de-gouden-arend", tmp_path)
    ask(file, policy, "--yes", typed="no\nq\n")
    assert f"  legal_risk_known: no  {BY}" in file.read_text("utf-8").splitlines()


def test_the_end_of_the_input_stops(tmp_path: Path) -> None:
    """At the end of a pipe nothing is written unless ``--yes`` said so."""
    file, policy = copied("de-gouden-arend", tmp_path)
    before = file.read_bytes()
    assert "Nothing was written" in ask(file, policy, typed="no\n").stdout
    assert file.read_bytes() == before
    ask(file, policy, "--yes", typed="no")
    assert b"legal_risk_known: no" in file.read_bytes()


def test_an_interruption_loses_nothing(tmp_path: Path) -> None:
    """Ctrl-C at a question stops the questions; the answers before it can still be written."""
    file, policy = copied("de-gouden-arend", tmp_path)
    person = Terminal(file, policy)
    person.wait("> ")
    person.type("no")
    person.wait("2. ")
    person.wait("> ")
    person.interrupt()
    person.wait("(yes or no)")
    person.type("yes")
    assert person.end()[1] == 0
    assert b"legal_risk_known: no" in file.read_bytes()


def test_unreadable_answers_are_explained_and_asked_again(tmp_path: Path) -> None:
    """An answer of another form is explained on stderr, and the question stays."""
    file, policy = copied("transport-lambert", tmp_path)
    done = ask(file, policy, "--yes", typed="perhaps\n12\nyes\n")
    assert done.stderr.count("yes or no") == 2
    assert "“perhaps”" in done.stderr
    assert "Part at once. Nothing can change it" in done.stdout


def test_a_contradiction_is_explained_and_asked_again(tmp_path: Path) -> None:
    """An answer that cannot go with the others is explained, and the question stays."""
    file, policy = copied("de-gouden-arend", tmp_path)
    text = file.read_text("utf-8").replace("facts:\n", "facts:\n  recommendations: 12\n")
    file.write_text(text, "utf-8")
    person = Terminal(file, policy, "--dry-run")
    while "did this client follow" not in person.wait("> "):
        person.type("")
    person.type("15")
    assert "`recommendations`" in person.wait("> ")
    person.type("2")
    person.wait("> ")
    person.type("q")
    shown, status = person.end()
    assert "followed_advice: 2" in shown
    assert status == 0


def test_dry_run_writes_nothing(tmp_path: Path) -> None:
    """``--dry-run`` shows the line with its number, asks nothing more, and writes nothing."""
    file, policy = copied("transport-lambert", tmp_path)
    before = file.read_bytes()
    file.chmod(0o444)
    shown = ask(file, policy, "--dry-run", typed="yes\n").stdout
    assert f"48 +     deliberate: yes  {BY}" in shown
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


def test_who_does_not_agree_keeps_the_file(tmp_path: Path) -> None:
    """Only a clear yes writes the file."""
    file, policy = copied("transport-lambert", tmp_path)
    before = file.read_bytes()
    assert "Nothing was written" in ask(file, policy, typed="yes\nhm\nnee\n").stdout
    assert file.read_bytes() == before


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """A file that somebody else changes during the interview is not written; nothing is lost."""
    file, policy = copied("transport-lambert", tmp_path)
    person = Terminal(file, policy)
    person.wait("> ")
    with file.open("a", encoding="utf-8") as stream:
        stream.write("# mine\n")
    changed = file.read_bytes()
    person.type("yes")
    person.wait("(yes or no)")
    person.type("yes")
    shown, status = person.end()
    assert (status, file.read_bytes()) == (2, changed)
    assert "has changed since it was read" in shown
    assert "incidents[0].deliberate: yes" in shown


def test_a_read_only_file_is_refused_at_once(tmp_path: Path) -> None:
    """A file that may not be written is refused before anybody answers anything."""
    file, policy = copied("transport-lambert", tmp_path)
    file.chmod(0o444)
    done = ask(file, policy, typed="yes\n", status=2)
    assert "[file-read-only]" in done.stderr
    assert "--dry-run" in done.stderr
    assert done.stdout == ""


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    """A file keeps its permissions, and a link stays a link."""
    file, policy = copied("transport-lambert", tmp_path)
    file.chmod(0o600)
    link = tmp_path / "link.yaml"
    link.symlink_to(file.name)
    ask(link, policy, "--yes", typed="yes\n")
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o600
    assert b"deliberate: yes" in file.read_bytes()


def test_a_final_verdict_asks_nothing(tmp_path: Path) -> None:
    """Where nothing can change the verdict no question is asked."""
    file = tmp_path / "hotel-de-linde.yaml"
    file.write_bytes((CLIENTS / file.name).read_bytes())
    shown = ask(file, HOUSE, typed="yes\n").stdout
    assert "Nothing can change it any more" in shown
    assert "1." not in shown


@pytest.mark.parametrize(
    ("language", "answer", "written", "final"),
    [
        ("nl", "ja", "yes", "Niets kan dat nog veranderen"),
        ("fr", "non", "no", "Plus rien ne peut y changer"),
    ],
)
def test_the_interview_speaks_the_readers_language(
    language: str, answer: str, written: str, final: str, tmp_path: Path
) -> None:
    """Questions and answers are in the reader's language; the file is in the contract's form."""
    file, policy = copied("transport-lambert", tmp_path)
    shown = ask(file, policy, "--yes", "--lang", language, typed=f"{answer}\n").stdout
    assert final in shown
    assert f"    deliberate: {written}  {BY}" in file.read_text("utf-8").splitlines()


@pytest.mark.parametrize("plain", [True, False])
def test_no_color_is_respected(plain: bool, tmp_path: Path) -> None:
    """Bold print is for terminals whose owner has nothing against it."""
    file, policy = copied("transport-lambert", tmp_path)
    person = Terminal(file, policy, plain=plain)
    shown = person.wait("> ")
    person.type("q")
    assert ("\x1b[1m" in shown) is not plain
    assert person.end()[1] == 0


TABLES = """
invoices: {file: invoices.csv, client: customer, currency: EUR}
"""
INVOICES = """customer,due,paid,amount,disputed
abc,2026-03-01,2026-03-01,100,yes
abc,2026-04-01,2026-04-01,100,yes
abc,2026-05-01,2026-05-01,100,yes
xyz,2026-03-01,2026-03-01,100,no
"""


def test_a_client_from_tables_gets_its_answers_printed(tmp_path: Path) -> None:
    """A client without a file is found by its id, and its answers are printed as YAML."""
    folder = tmp_path / "clients"
    folder.mkdir()
    (folder / "tables.yaml").write_text(TABLES, "utf-8")
    (folder / "invoices.csv").write_text(INVOICES, "utf-8")
    before = sorted(one.name for one in folder.iterdir())
    options = ("--as-of", "2026-11-01")
    shown = ask("clients/abc", HOUSE, *options, typed="1\n", cwd=tmp_path).stdout
    assert "comes from tables" in shown
    lines = shown[shown.index("client: abc") :].splitlines()
    assert lines[:3] == ["client: abc", "id: abc", "facts:"]
    assert [re.sub(r"\w+: 1", "x: 1", one) for one in lines[3:]] == [f"  x: 1  {BY}"]
    assert sorted(one.name for one in folder.iterdir()) == before
    (folder / "abc.yaml").write_text("\n".join(lines), "utf-8")
    shown = ask("abc", HOUSE, *options, typed="", cwd=tmp_path).stdout
    assert "Talk, provisional." in shown


def test_a_file_beside_tables_gets_its_answers(tmp_path: Path) -> None:
    """Answers go into the file beside the tables; what belongs into a table's row is only named."""
    folder = tmp_path / "clients"
    folder.mkdir()
    (folder / "tables.yaml").write_text(TABLES, "utf-8")
    (folder / "invoices.csv").write_text(INVOICES, "utf-8")
    own = folder / "abc.yaml"
    own.write_text("client: Abc\nfacts: {threats: 0}\n", "utf-8")
    options = ("--as-of", "2026-11-01", "--yes")
    assert "abc.yaml:2:9" in ask("abc", HOUSE, *options, typed="", cwd=tmp_path, status=2).stderr
    own.write_text("client: Abc\nfacts: {revenue_share: 2%}\n", "utf-8")
    file = folder / "invoices.csv"
    before = file.read_bytes()
    person = Terminal("clients/abc", HOUSE, *options, cwd=tmp_path)
    while "dispute about invoice" not in (shown := person.wait("> ")):
        person.type("no" if "yes or no" in shown else "0" if "whole number" in shown else "")
    person.type("yes")
    person.type("q")
    shown, status = person.end()
    assert status == 0
    assert "invoices.csv:2: dispute_founded: yes" in shown
    assert "Written into" in shown
    assert "revenue_share: 2%, " in own.read_text("utf-8")
    assert file.read_bytes() == before


def test_one_client_at_a_time(tmp_path: Path) -> None:
    """A folder of several clients, a client that is not there, a broken file: each is said."""
    assert "[change-several-clients]" in ask(CLIENTS, HOUSE, typed="", status=2).stderr
    near = ask(CLIENTS / "de-gouden-adler", HOUSE, typed="", status=2).stderr
    assert "`de-gouden-arend`" in near
    (tmp_path / "x.yaml").write_text("client: X\nfacts: {billed_hourly: perhaps}\n", "utf-8")
    assert "x.yaml:2:24" in ask(tmp_path / "x.yaml", HOUSE, typed="", status=2).stderr
    assert "[file-missing]" in ask(tmp_path / "y.yaml", HOUSE, typed="", status=2).stderr
