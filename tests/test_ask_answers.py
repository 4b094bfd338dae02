"""Promises about the answers of an interview: how they are read, and where they are written."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from adieu.case import Case
from adieu.clients.answered import Given, insertions, says_the_same, with_answers
from adieu.clients.edit import CannotEdit, Insertion, edit
from adieu.clients.files import read_client, read_text
from adieu.commands.answers import Form, form_of, hint, is_skip, read_answer
from adieu.diagnostics import Diagnostics
from adieu.facts import derive
from adieu.language import LANGUAGES, Language
from adieu.logic import Interval, is_known
from adieu.policy import Policy
from adieu.quantities import Type, Unreadable
from adieu.yaml_nodes import source_of
from support.client_texts import case_in, policy_of

ROOT = Path(__file__).parents[1]
CLIENTS = ROOT / "clients"
HOUSE = ROOT / "rules"


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
