"""Promises about the interview: it settles a verdict, and a client's file keeps all that it had."""

from __future__ import annotations

import os
import pty
import random
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from adieu.case import Case
from adieu.clients.answered import Given, insertions, says_the_same, with_answers
from adieu.clients.consistency import check_case
from adieu.clients.edit import CannotEdit, Insertion, edit
from adieu.clients.files import read_client, read_text
from adieu.commands.answers import Form, form_of, hint, is_skip, read_answer
from adieu.diagnostics import Diagnostics
from adieu.facts import derive
from adieu.language import LANGUAGES, Language
from adieu.load.policy import load_policy
from adieu.logic import Interval, is_known
from adieu.policy import Policy
from adieu.quantities import Type, Unreadable
from adieu.yaml_nodes import source_of

ROOT = Path(__file__).parents[1]
CLIENTS = ROOT / "clients"
HOUSE = ROOT / "rules"
DAY = date.today().isoformat()
BY = f"# answered by Ann on {DAY}"
QUIET = {name: value for name, value in os.environ.items() if name not in ("LANG", "LC_ALL")}
ENVIRONMENT = {**QUIET, "ADIEU_LANG": "en", "NO_COLOR": "1", "PYTHONUTF8": "1", "TERM": "dumb"}
SECONDS = 60

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


class Terminal:
    """A person at a terminal: waits for words, types a line."""

    def __init__(self, file: Path, policy: Path, *options: str, **environment: str) -> None:
        self.pid, self.screen = pty.fork()
        if not self.pid:
            os.environ.clear()
            os.environ.update({**ENVIRONMENT, **environment})
            arguments = ["ask", str(file), "--policy", str(policy), "--by", "Ann", *options]
            os.execv(sys.executable, [sys.executable, "-m", "adieu", *arguments])
        self.seen = ""

    def wait(self, words: str) -> str:
        """What is shown until these words have come."""
        end = time.monotonic() + SECONDS
        while words not in self.seen:
            ready, _, _ = select.select([self.screen], [], [], max(end - time.monotonic(), 0))
            assert ready, f"{words!r} did not come: {self.seen}"
            part = self.more()
            assert part, f"{words!r} did not come: {self.seen}"
        before, _, self.seen = self.seen.partition(words)
        return before + words

    def more(self) -> str:
        """What has come since; nothing at the end."""
        try:
            part = os.read(self.screen, 65536).decode("utf-8", "replace")
        except OSError:
            part = ""
        self.seen += part
        return part

    def type(self, line: str) -> None:
        """Type a line."""
        os.write(self.screen, f"{line}\n".encode())

    def end(self) -> tuple[str, int]:
        """What is shown until the end, and the status."""
        while self.more():
            pass
        _, status = os.waitpid(self.pid, 0)
        os.close(self.screen)
        return self.seen, os.waitstatus_to_exitcode(status)


@cache
def policy_of(path: Path) -> Policy:
    """A policy, loaded once."""
    return load_policy(path, Diagnostics())


def case_in(text: str, policy: Policy, name: str = "x.yaml") -> Case | None:
    """The case that a text describes, where it is right."""
    found = Diagnostics()
    source = source_of(name, text.removeprefix("\ufeff"))
    case = read_text(source, policy, None, date.today(), found)
    if case is not None:
        check_case(policy, case, found)
    return None if found.failed else case


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


def until(person: Terminal, *words: str) -> str:
    """What is shown until one of these has come."""
    while not any(one in person.seen for one in words):
        assert person.more(), person.seen
    first = min((one for one in words if one in person.seen), key=person.seen.index)
    return person.wait(first)


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
    os.kill(person.pid, signal.SIGINT)
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


@pytest.mark.parametrize(("environment", "styled"), [({}, False), ({"NO_COLOR": ""}, True)])
def test_no_color_is_respected(environment: dict[str, str], styled: bool, tmp_path: Path) -> None:
    """Bold print is for terminals whose owner has nothing against it."""
    file, policy = copied("transport-lambert", tmp_path)
    person = Terminal(file, policy, **environment)
    shown = person.wait("> ")
    person.type("q")
    assert ("\x1b[1m" in shown) is styled
    assert person.end()[1] == 0


TABLES = """
invoices: {file: invoices.csv, client: customer, currency: EUR}
"""
INVOICES = """customer,due,paid,amount,disputed
abc,2026-03-01,2026-03-01,100,yes
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
    assert "Part at once. Nothing can change" in shown


def test_one_client_at_a_time(tmp_path: Path) -> None:
    """A folder of several clients, a client that is not there, a broken file: each is said."""
    assert "[change-several-clients]" in ask(CLIENTS, HOUSE, typed="", status=2).stderr
    near = ask(CLIENTS / "de-gouden-adler", HOUSE, typed="", status=2).stderr
    assert "`de-gouden-arend`" in near
    (tmp_path / "x.yaml").write_text("client: X\nfacts: {billed_hourly: perhaps}\n", "utf-8")
    assert "x.yaml:2:24" in ask(tmp_path / "x.yaml", HOUSE, typed="", status=2).stderr
    assert "[file-missing]" in ask(tmp_path / "y.yaml", HOUSE, typed="", status=2).stderr


# The editor

A = Insertion("facts", None, "a", "yes")
B = Insertion("facts", None, "b", "12%")
S = Insertion("scores", None, "s", "4")
R = Insertion("incidents", 0, "r", "no", ("date", "kind"))
OUT = Insertion("invoices", 0, "paid", None)

EDITS = {
    "block": ("facts:\n  x: no\n", [A], "facts:\n  x: no\n  a: yes  # !\n"),
    "two": ("facts:\n  x: no\n", [A, B], "facts:\n  x: no\n  a: yes  # !\n  b: 12%  # !\n"),
    "before a comment": (
        "facts:\n  x: no  # sure\n  # z: later\n\nadvice: []\n", [A],
        "facts:\n  x: no  # sure\n  a: yes  # !\n  # z: later\n\nadvice: []\n",
    ),
    "flow": ("facts: {x: no}\n", [A, B], "facts: {x: no, a: yes, b: 12%}  # !: a, b\n"),
    "flow with a comment": ("facts: {x: no} # y\n", [A], "facts: {x: no, a: yes} # y  # !: a\n"),
    "empty flow": ("facts: {}\n", [A, B], "facts: {a: yes, b: 12%}  # !: a, b\n"),
    "spacious flow": ("facts: { x: no , }\n", [A], "facts: { x: no, a: yes , }  # !: a\n"),
    "flow on lines": (
        "facts: {\n  x: no,  # x\n  y: no  # y\n}\n", [A, B],
        "facts: {\n  x: no,  # x\n  y: no,  # y\n  a: yes,  # !\n  b: 12%  # !\n}\n",
    ),
    "flow on lines, comma": (
        "facts: {\n  x: no, # , x\n}\n", [A], "facts: {\n  x: no, # , x\n  a: yes,  # !\n}\n",
    ),
    "flow over lines": (
        'facts: {x: "a\n  b", y: no}\n', [A], 'facts: {x: "a\n  b", y: no, a: yes}  # !: a\n',
    ),
    "unknown": ("facts:\n  a: unknown  # ask\n", [A], "facts:\n  a: yes  # ask  # !\n"),
    "unknown in quotes": ("facts: {a: 'unknown'}\n", [A], "facts: {a: 'yes'}  # !: a\n"),
    "unknown score": (
        "scores:\n  s: {score: unknown, reason: no idea}\n", [S],
        "scores:\n  s: {score: 4, reason: no idea}  # !: score\n",
    ),
    "key in quotes": ('"facts":\n  "a": unknown\n', [A], '"facts":\n  "a": yes  # !\n'),
    "no section": ("", [A, S], "facts:\n  a: yes  # !\nscores:\n  s: 4  # !\n"),
    "no section, spaced": (
        "as_of: 2026-11-01\n\nadvice: []\n", [S, A],
        "as_of: 2026-11-01\n\nfacts:\n  a: yes  # !\n\nscores:\n  s: 4  # !\n\nadvice: []\n",
    ),
    "no scores": (
        "facts:\n    x: >-\n      much\n\n# next\nadvice: []\n", [S, A],
        "facts:\n    x: >-\n      much\n    a: yes  # !\n\nscores:\n    s: 4  # !\n\n"
        "# next\nadvice: []\n",
    ),
    "crlf": ("facts:\r\n  x: no\r\n", [A], "facts:\r\n  x: no\r\n  a: yes  # !\r\n"),
    "crlf without end": (
        "facts:\r\n  x: no", [A, B], "facts:\r\n  x: no\r\n  a: yes  # !\r\n  b: 12%  # !",
    ),
    "no line end": ("facts: {x: no}", [A], "facts: {x: no, a: yes}  # !: a"),
    "unicode": (
        "facts: {x: é\U0001f600é}  # é\n", [A],
        "facts: {x: é\U0001f600é, a: yes}  # é  # !: a\n",
    ),
    "record in block": (
        "incidents:\n  - date: x\n    kind: lie\n    note: >-\n      long\n      tale\n", [R],
        "incidents:\n  - date: x\n    kind: lie\n    r: no  # !\n"
        "    note: >-\n      long\n      tale\n",
    ),
    "record in flow": (
        "incidents:\n- {date: x, kind: lie, note: 'b}'}\n- {date: y}\n", [R],
        "incidents:\n- {date: x, kind: lie, r: no, note: 'b}'}  # !: r\n- {date: y}\n",
    ),
    "records in flow": (
        "incidents: [{date: x}, {date: y}]\n", [R],
        "incidents: [{date: x, r: no}, {date: y}]  # !: r\n",
    ),
    "text of several lines": (
        "incidents:\n  - {date: x, note: 'b\n     c', z: 1}\n", [R],
        "incidents:\n  - {date: x, r: no, note: 'b\n     c', z: 1}  # !: r\n",
    ),
    "left out in flow": (
        "invoices:\n  - {due: x, paid: unknown, n: 1}\n", [OUT],
        "invoices:\n  - {due: x, n: 1}  # !: paid\n",
    ),
    "left out first": (
        "invoices:\n  - {paid: unknown, due: x}\n", [OUT], "invoices:\n  - {due: x}  # !: paid\n",
    ),
    "kept line breaks": (
        "facts:\n  x: |+\n    text\n\n\nadvice: []\n", [A],
        "facts:\n  x: |+\n    text\n\n\n  a: yes  # !\nadvice: []\n",
    ),
    "odd words": (
        "facts: {x: no}\n", [Insertion("facts", None, "w", "a, b: \"c\" #d")],
        'facts: {x: no, w: "a, b: \\"c\\" #d"}  # !: w\n',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_edits(name: str) -> None:
    """Each answer goes where it belongs, in the style of the file, and nothing else moves."""
    before, changes, after = EDITS[name]
    head = "client: X\r\n" if "\r\n" in before else "client: X\n"
    assert edit(head + before, changes, "!") == head + after


def test_a_byte_order_mark_stays() -> None:
    """A byte order mark at the beginning of a file stays, and shifts nothing."""
    assert edit("\ufeffclient: X\nfacts: {x: no}\n", [A], "!") == (
        "\ufeffclient: X\nfacts: {x: no, a: yes}  # !: a\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "{client: X}\n",
        "client: X\nincidents: [date: x]\n",
        "client: X\nincidents:\n- {date: x\n  ,}\n",
    ],
)
def test_what_has_no_safe_place_is_refused(text: str) -> None:
    """Where there is no safe place for an answer the editor says so, and guesses nothing."""
    with pytest.raises(CannotEdit):
        edit(text, [A if text.startswith("{") else Insertion("incidents", 0, "r", "no")], "!")


def examples() -> Iterator[tuple[Path, Path]]:
    """Every worked example with its policy."""
    yield from ((one, HOUSE) for one in sorted(CLIENTS.glob("*.yaml")))
    for one in sorted((CLIENTS / "firms").glob("*/*.yaml")):
        yield one, HOUSE / "firms" / f"{one.parent.name}.yaml"


def answer_at_random(form: Form, chance: random.Random) -> str:
    """An answer of the form that is asked for."""
    low, high = form.type.low, form.type.high
    match form.type.name:
        case "yes-no":
            return chance.choice(["yes", "no", "ja", "non"])
        case "choice":
            return chance.choice(form.type.choices)
        case "share":
            return f"{chance.randrange(0, 1001) / 10}%"
        case "money":
            return f"EUR {chance.randrange(0, 10**6)}.{chance.randrange(0, 100):02}"
        case "date":
            return f"2026-{chance.randrange(1, 10):02}-{chance.randrange(1, 29):02}"
        case "moment":
            return f"{chance.randrange(24)}:{chance.randrange(60):02}"
        case "number":
            bottom = 0 if isinstance(low, float) else int(low)
            return str(chance.randrange(bottom, 20 if isinstance(high, float) else int(high) + 1))
        case _:
            return chance.choice(
                ["deadline", "new idea", "wat, nu?", "a: b # c", "«\u00e9»", "- x"]
            )


def open_names(case: Case, policy: Policy) -> list[str]:
    """What could be answered: unknown facts and scores, and fields that records lack."""
    facts = derive(policy, case)
    names = [
        name
        for name, fact in policy.facts.items()
        if fact.question is not None
        and name not in case.answers
        and not is_known(facts.values[name])
    ]
    for kind in policy.records.values():
        for record in case.section(kind.name).records:
            for field in kind.given:
                if field.question is not None and not is_known(record.fields[field.name]):
                    names.append(f"{record.ref}.{field.name}")
    return names


@pytest.mark.parametrize(("file", "policy_file"), list(examples()), ids=lambda one: Path(one).stem)
@pytest.mark.parametrize("style", ["as it is", "crlf"])
def test_everything_else_survives(file: Path, policy_file: Path, style: str) -> None:
    """Random answers to every example: all else stays, and the case has just the answers more."""
    policy = policy_of(policy_file)
    text = file.read_text("utf-8")
    if style == "crlf":
        text = text.replace("\n", "\r\n")
    chance = random.Random(f"{file.name} {style}")
    for _ in range(8):
        lines = text.splitlines(keepends=True)
        kept = forgetful(lines, chance)
        case = case_in("".join(kept), policy, file.name)
        if case is None:
            continue
        names = open_names(case, policy)
        chosen = chance.sample(names, min(len(names), chance.randrange(1, 6)))
        facts = derive(policy, case)
        given = []
        for name in chosen:
            form = form_of(facts, name)
            given.append(read_answer(answer_at_random(form, chance), form, "en"))
        survives("".join(kept), case, given, policy)


def forgetful(lines: list[str], chance: random.Random) -> list[str]:
    """A client's file from which some answers and some fields are gone."""
    kept = []
    for line in lines:
        if re.match(r"  \w+: ", line) and chance.random() < 0.2:
            continue
        if "- {" in line and chance.random() < 0.4:
            kept.append(re.sub(r", (paid|followed|toward|resolved): [^,}]*", "", line, count=1))
        else:
            kept.append(line)
    return kept


def survives(text: str, case: Case, given: list[Given], policy: Policy) -> None:
    """The edited text says the answers and nothing else; what stood there stands there."""
    after = edit(text, insertions(policy, given), "answered by Ann")
    source = source_of(case.place.source.name if case.place else "x.yaml", after)
    found = Diagnostics()
    again = read_text(source, policy, None, date.today(), found)
    assert again is not None, found
    assert says_the_same(again, with_answers(case, given))
    old, new = text.splitlines(keepends=True), iter(after.splitlines(keepends=True))
    for line in (one for one in old if "unknown" not in one):
        words = [part for part in re.split(r"([,}]?\s*$|, |})", line.rstrip("\r\n")) if part]
        assert any(all(one in other for one in words) for other in new), line
    comments = re.findall(r"(?<=\s)#[^\r\n]*", text)
    assert all(one in after for one in comments)
    assert after.count("answered by Ann") <= len(given)
    assert after.count("\r\n") == (after.count("\n") if "\r\n" in text else 0)


# The forms of answers


def typed(text: str, type_: Type, language: Language = "en", **more: str) -> str | None:
    """How an answer is written in the file; nothing where it is not understood."""
    form = Form("x", type_, date(2026, 11, 1), currency=more.get("currency", ""))
    try:
        given = read_answer(text, form, language)
    except Unreadable:
        return None
    assert isinstance(given.value, Interval)
    return given.text


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("12%", "en", "12%"), ("12,5 %", "nl", "12.5%"), ("12,5\u00a0%", "fr", "12.5%"),
        ("0.125", "nl", "12.5%"), ("12 procent", "nl", "12%"), ("12", "en", None),
        ("1", "en", None), ("120%", "en", None), ("-3%", "en", None), ("a lot", "en", None),
    ],
)  # fmt: skip
def test_shares(text: str, language: Language, written: str | None) -> None:
    """A share is read with its sign in any language; a bare 12 is not guessed."""
    assert typed(text, Type("share", low=0, high=1), language) == written


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("EUR 1250.00", "en", "EUR 1250.00"), ("1.250,50 eur", "nl", "EUR 1250.50"),
        ("€ 1 250", "fr", "EUR 1250.00"), ("1250", "en", "EUR 1250.00"), ("£12", "en", "GBP 12.00"),
        ("1,250", "en", None), ("EUR 1.250", "nl", None), ("EUR 1.250", "en", "EUR 1.25"),
        ("1,250,000", "en", "EUR 1250000.00"), ("12.50.1", "en", None), ("EUR 5 EUR", "en", None),
    ],
)  # fmt: skip
def test_amounts(text: str, language: Language, written: str | None) -> None:
    """An amount is read as the language writes it; what can mean two things is not guessed."""
    assert typed(text, Type("money"), language, currency="EUR") == written
    assert typed("1250", Type("money"), language) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", [HOUSE])
def test_every_question_has_a_hint(language: Language, path: Path) -> None:
    """Whatever the policy can ask, the reader is told what an answer looks like."""
    policy = policy_of(path)
    for file, _ in examples():
        case = read_client(file, policy, None, date.today(), Diagnostics())
        if case is not None:
            facts = derive(policy, case)
            for name in open_names(case, policy):
                assert "{" not in hint(form_of(facts, name), language)


def test_not_knowing_is_no_answer() -> None:
    """The words for not knowing are understood; answers are not taken for them."""
    assert all(map(is_skip, ("", " ", "-", "unknown", "Onbekend.", "weet ik niet", "inconnu")))
    assert not any(map(is_skip, ("no", "0", "nee", "other", "deadline")))
