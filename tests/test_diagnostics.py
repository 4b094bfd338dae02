"""The source and the catalogue of diagnostics agree: nothing unsaid, nothing unused, well put."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

import adieu
from adieu.diagnostics import Diagnostics, Note, Place, Source, Unusable, did_you_mean, shorten
from adieu.language import LANGUAGES, Language, catalogue, placeholders, say_diagnostic, say_note
from adieu.load.shapes import UNIT
from adieu.quantities import TypeName

SOURCE = Path(adieu.__file__).parent
AREAS = ("diagnostic", "help", "expected", "type")
KINDS = ("text", "list", "keys", "nothing")

COMPOSED = {
    # what is expected × what stands there; a text is never expected where nothing stands, for a
    # blank value is a text that says nothing
    "diagnostic.needs-{}-found-{}": [
        f"diagnostic.needs-{expected}-found-{found}"
        for expected in ("text", "list", "keys")
        for found in KINDS
        if expected != found and (expected, found) != ("text", "nothing")
    ],
    "diagnostic.needs-text-found-{}": [
        "diagnostic.needs-text-found-list",
        "diagnostic.needs-text-found-keys",
    ],
    "diagnostic.needs-list-found-{}": [
        f"diagnostic.needs-list-found-{found}" for found in KINDS if found != "list"
    ],
    "diagnostic.needs-keys-found-{}": [
        f"diagnostic.needs-keys-found-{found}" for found in KINDS if found != "keys"
    ],
    # a rule's theme and matter; what findings are counted by
    "diagnostic.{}-unknown": [
        f"diagnostic.{name}-unknown" for name in ("grade", "theme", "rule", "matter")
    ],
    "help.promise-broken-{}": ["help.promise-broken-one", "help.promise-broken-two"],
    "help.{}": [
        # what can be given at the top of a client's file as a table of keys
        "help.facts",
        "help.scores",
        # the id of a client, stated or from the file's name
        "help.client-id",
        "help.client-id-of-file",
        # where a feature ends too soon
        "help.feature-ends",
        "help.feature-fence-open",
    ],
    # what is written beside a name of each type
    "help.write-{}": [f"help.write-{name}" for name in ("share", "number", "money", "date")],
    # what a step of a feature names, what a scenario lacks
    "diagnostic.step-{}-unknown": [
        f"diagnostic.step-{name}-unknown" for name in ("rule", "verdict", "plan", "class")
    ],
    "diagnostic.feature-no-{}": ["diagnostic.feature-no-when", "diagnostic.feature-no-then"],
    # counted where the parser says what it expects
    "diagnostic.expected-{}": [],
    "diagnostic.expected-{}-at-end": [],
    "expected.{}": [],  # every ``Unreadable(key)`` is counted where it is raised
    "type.{}": [f"type.{name}" for name in get_args(TypeName)],
    "type.in-{}": [f"type.in-{unit}" for unit in UNIT.words],
    "api.expected.{}": [],  # no diagnostic: what is expected of a value, where a program gives it
    "sql.{}": [],  # no diagnostic: a part of a policy, within the words of one
    # passed on as they were found elsewhere
    "diagnostic.{}": [],
}
"""Codes and keys that the source composes: the pattern, and what comes of it."""

NAMES = ("YAML", "DuckDB", "Java", "Spark")
"""Proper names, which keep their capital."""

NAMED = (
    "error", "warn", "fail", "refuse", "fault", "print_error", "Diagnostic",
    "Broken", "_Unsafe", "wrong", "_refuse", "SparkMissing",
)  # fmt: skip
UNSEEN = ("_refuse", "SparkMissing")
"""Those whose values are not passed by name."""
CODE_AT = {"fault": 1, "print_error": 1, "wrong": 1}
"""Where the code stands among the arguments, where it is not the first."""


@cache
def trees() -> dict[str, ast.Module]:
    """Every module of the package."""
    return {
        path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
    }


def calls() -> Iterator[tuple[str, ast.Call, ast.AST]]:
    """Every call: the name of what is called, the call, and the function (or module) around it."""
    for tree in trees().values():
        around: dict[ast.AST, ast.AST] = {}
        for scope in ast.walk(tree):
            if isinstance(scope, ast.FunctionDef | ast.Module):
                around.update(dict.fromkeys(ast.walk(scope), scope))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = node.func
                name = (
                    called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                )
                yield name, node, around[node]


def strings(node: ast.AST, scope: ast.AST) -> Iterator[str]:
    """The texts that an expression can be; a part that varies is ``{}``."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=other):
            yield from strings(body, scope)
            yield from strings(other, scope)
        case ast.JoinedStr(values=parts):
            yield "".join(
                str(one.value) if isinstance(one, ast.Constant) else "{}" for one in parts
            )
        case ast.Name(id=name):
            for one in [*ast.walk(scope), *(top for tree in trees().values() for top in tree.body)]:
                if isinstance(one, ast.Assign) and any(
                    isinstance(target, ast.Name) and target.id == name for target in one.targets
                ):
                    yield from strings(one.value, scope)


def given(call: ast.Call) -> frozenset[str] | None:
    """The values that a call passes by name; nothing where that cannot be seen."""
    names = {one.arg for one in call.keywords}
    return None if None in names else frozenset(str(one) for one in names)


def keys_of(table: ast.AST) -> frozenset[str] | None:
    """The keys of a table that is written out; nothing where that cannot be seen."""
    if not isinstance(table, ast.Dict):
        return None
    keys = [one.value for one in table.keys if isinstance(one, ast.Constant)]
    return frozenset(map(str, keys)) if len(keys) == len(table.keys) else None


@cache
def produced() -> dict[str, list[frozenset[str] | None]]:
    """Every key that the source can produce, and the values that each place passes."""
    found: dict[str, list[frozenset[str] | None]] = {}

    def add(key: str, values: frozenset[str] | None) -> None:
        for one in COMPOSED[key] if "{}" in key else [key]:
            found.setdefault(one, []).append(values)

    for name, call, scope in calls():
        at = CODE_AT.get(name, 0)
        if name in NAMED and len(call.args) > at:
            values = given(call) if name not in UNSEEN else None
            if name == "Diagnostic" and len(call.args) > 2:
                values = keys_of(call.args[2])
            if name == "fail" and values is not None:
                values |= {"where"}
            for code in strings(call.args[at], scope):
                add(f"diagnostic.{code}", values)
        elif name in ("expected", "next") and call.args:
            for what in strings(call.args[0], scope):
                add(f"diagnostic.expected-{what}", frozenset({"found"}))
                add(f"diagnostic.expected-{what}-at-end", frozenset())
        elif name == "Unreadable":
            for key in strings(call.args[0], scope):
                add(f"expected.{key}", given(call))
        elif name == "_pattern":
            for key in strings(call.args[1], scope):
                add(f"expected.{key}", frozenset())
        elif name == "_unused":
            for code in strings(call.args[0], scope):
                add(f"diagnostic.{code}", frozenset({"name"}))
        elif name == "Finding":
            for code in strings(call.args[0], scope):
                add(f"diagnostic.{code}", keys_of(call.args[2]))
        elif name == "Note":
            table = call.args[1] if len(call.args) > 1 else ast.Dict([], [])
            keys = table.keys if isinstance(table, ast.Dict) else []
            said = frozenset(str(one.value) for one in keys if isinstance(one, ast.Constant))
            for key in strings(call.args[0], scope):
                add(key, said if isinstance(table, ast.Dict) else None)
    found["help.label"] = [frozenset()]
    return found


def entries(language: Language) -> dict[str, str]:
    """The catalogue of diagnostics in a language."""
    return {key: text for key, text in catalogue(language).items() if key.split(".")[0] in AREAS}


ENGLISH = entries("en")
EVERYTHING = [(language, key) for language in LANGUAGES for key in ENGLISH]


def test_everything_is_said() -> None:
    """Every code and every note that the source can produce is in the catalogue."""
    said = {key for key in produced() if key.split(".")[0] in AREAS}
    assert sorted(said - ENGLISH.keys()) == []


def test_nothing_is_said_in_vain() -> None:
    """Every entry of the catalogue can be produced by the source."""
    assert sorted(ENGLISH.keys() - produced().keys()) == []


def test_enough_was_scanned() -> None:
    """The scan found what there is: far more than a hundred codes."""
    assert len([key for key in produced() if key.startswith("diagnostic.")]) > 150
    assert len([key for key in produced() if key.startswith("expected.")]) > 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same(language: Language) -> None:
    """Every entry is there in every language, and leaves the same to be filled in."""
    own = entries(language)
    assert own.keys() == ENGLISH.keys()
    for key, text in own.items():
        assert set(placeholders(text)) == set(placeholders(ENGLISH[key])), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_left_to_be_filled_in_is_passed(language: Language) -> None:
    """Whoever reports something passes all that its words leave to be filled in."""
    for key, text in entries(language).items():
        for values in produced()[key]:
            assert values is None or set(placeholders(text)) <= values, (key, values)


@pytest.mark.parametrize(("language", "key"), EVERYTHING)
def test_style(language: Language, key: str) -> None:
    """Messages are lower case, without a final period, in the user's words and in one line."""
    text = entries(language)[key]
    first = text[0]
    assert first in "`{" or first.islower() or text.startswith(NAMES), text
    assert not text.endswith((".", "!")), text
    assert text.count("`") % 2 == 0, text
    assert not re.search(r"^\s|\s$|[\t\n]|  ", text), text
    assert len(text) <= 180, text


@pytest.mark.parametrize(("language", "key"), EVERYTHING)
def test_no_names_of_types(language: Language, key: str) -> None:
    """Nobody has to know Python to understand a message."""
    names = "str|int|float|bool|dict|tuple|NoneType|None|True|False|null|Fraction|Decimal|Interval"
    assert not re.search(rf"\b({names})\b", entries(language)[key])


@pytest.mark.parametrize("language", LANGUAGES)
def test_dutch_and_french_are_not_english(language: Language) -> None:
    """No message was left in English."""
    left = [key for key, text in entries(language).items() if text == ENGLISH[key]]
    assert language == "en" or left == []


# What a diagnostic is


def fault(line: str, column: int, width: int, code: str = "key-unknown", **values: str) -> str:
    """A diagnostic about part of a line, as it is printed."""
    found = Diagnostics()
    found.error(code, Place(Source("x.yaml", (line,)), 1, column, width), **values)
    return say_diagnostic("en", found[0])


def test_place_line_and_caret() -> None:
    """A diagnostic shows the place, what is wrong, its code, and a caret line under the words."""
    assert fault("  facts: {billd: no}", 11, 5, key="billd") == (
        "x.yaml:1:11: unknown key `billd` [key-unknown]\n"
        "    1 |   facts: {billd: no}\n"
        "      |           ~~~~~"
    )


def test_long_line_is_cut() -> None:
    """Of a long line the part around the fault is shown, the caret still under it."""
    _, shown, caret = fault(" " * 400 + "billd" + " " * 400, 401, 5, key="billd").splitlines()
    assert shown.index("billd") == caret.index("~~~~~")
    assert len(shown) < 140


def test_tab_does_not_move_the_caret() -> None:
    """A tab counts as one character, as the column does."""
    _, shown, caret = fault("\tbilld", 2, 5, key="billd").splitlines()
    assert shown.index("billd") == caret.index("~~~~~")


def test_same_thing_is_said_once() -> None:
    """What was said of a place is not said again; something else of it is."""
    found, where = Diagnostics(), Place(Source("x.yaml"), 1, 1)
    for key in ("a", "a", "b"):
        found.error("key-unknown", where, key=key)
    assert [one.values["key"] for one in found] == ["a", "b"]


def test_warning_is_no_error() -> None:
    """A warning does not make the input unusable, and is marked as one."""
    found = Diagnostics()
    found.warn("override-same", None, name="window")
    found.stop_on_error()
    assert say_diagnostic("en", found[0]).startswith("warning: `window`")


def test_unusable_carries_all_in_order() -> None:
    """Everything that was found is raised together, from the first line to the last."""
    found, source = Diagnostics(), Source("x.yaml")
    for line in (3, 1, 2):
        found.error("key-unknown", Place(source, line, 1), key=str(line))
    with pytest.raises(Unusable) as raised:
        found.stop_on_error()
    assert [one.values["key"] for one in raised.value.diagnostics] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("lines", "text", "offset", "at"),
    [
        (("a: b is c",), "b is c", 5, (1, 9)),
        (("a: 'b is c'",), "b is c", 5, (1, 10)),
        (('a: "b is b"',), "b is b", 5, (1, 10)),
        (("a: b is", "   c"), "b is c", 5, (2, 4)),
        (("a: >", "  b is", "  c"), "b is c\n", 5, (3, 3)),
    ],
)
def test_part_of_a_text(
    lines: tuple[str, ...], text: str, offset: int, at: tuple[int, int]
) -> None:
    """Part of a text is found again inside quotes, and on the second line of a folded one."""
    part = Place(Source("x.yaml", lines), 1, 4, 1).part(text, offset, 1)
    assert (part.line, part.column) == at


def test_did_you_mean() -> None:
    """The nearest word is suggested; else a short list; else nothing."""
    assert did_you_mean("late_invoice", ["late_invoices", "lies"]) == Note(
        "help.did-you-mean", {"near": "late_invoices"}
    )
    listed = did_you_mean("colour", ["no", "yes"])
    assert listed is not None
    assert say_note("en", listed) == "it can be `no`, `yes`"
    assert did_you_mean("colour", [f"word_{number}" for number in range(20)]) is None


def test_note_within_a_note() -> None:
    """A value that is itself a note is put into words of the same language."""
    found = Diagnostics()
    found.error("unit-unwanted", None, type=Note("type.yes-no"))
    assert [say_note(one, found[0].message) for one in LANGUAGES] == [
        "yes or no has no `unit`",
        "ja of nee heeft geen `unit`",
        "pas de `unit` pour oui ou non",
    ]


def test_numbers_choose_the_plural() -> None:
    """A value that is a number is written as the language does, and chooses singular or plural."""
    found = Diagnostics()
    found.error("cells-more", None, count=1)
    found.error("cells-more", None, count=1200)
    assert [say_note("en", one.message).split(" of ")[0] for one in found] == [
        "1 more cell or row",
        "1,200 more cells or rows",
    ]


def test_values_are_short() -> None:
    """What a user wrote is quoted on one line, its end left out where it is long."""
    assert shorten("a\n b") == "a b"
    assert shorten("x" * 81) == "x" * 79 + "…"
    assert len(shorten("x" * 1_000_000)) == 80
