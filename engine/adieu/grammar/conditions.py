"""A whole line → the condition that it says, its two sides of types that go together."""

from __future__ import annotations

from collections.abc import Mapping

from adieu import expression as ex
from adieu.diagnostics import Note, did_you_mean
from adieu.grammar.line import Line, Wrong
from adieu.grammar.operands import operand
from adieu.grammar.tokens import Token
from adieu.grammar.types import ORDERED, SETTINGS, dimension, fits, type_note
from adieu.quantities import Type, spell

_RELATIONS: tuple[tuple[tuple[str, ...], ex.Relation], ...] = (
    (("is", "at", "least"), ">="),
    (("is", "more", "than"), ">"),
    (("is", "at", "most"), "<="),
    (("is", "less", "than"), "<"),
    (("is", "after"), ">"),
    (("is", "before"), "<"),
    (("is", "not"), "!="),
    (("is",), "="),
)
_SYMBOLS: Mapping[str, ex.Relation] = {
    ">=": ">=", "≥": ">=", ">": ">", "<=": "<=", "≤": "<=", "<": "<",
    "=": "=", "!=": "!=", "≠": "!=",
}  # fmt: skip
_COMPARISONS = ", ".join(f"`{' '.join(words)}`" for words, _ in _RELATIONS)
_MISTAKEN = frozenset(
    ["above", "at", "below", "between", "bigger", "equal", "equals", "exactly", "fewer", "greater",
     "higher", "larger", "less", "lower", "maximum", "minimum", "more", "over", "smaller", "under"]
)  # fmt: skip
"""Words that people write after ``is`` where the language has another word."""
_WRITE = {one: Note(f"help.write-{one}") for one in ("share", "number", "money", "date")}
"""What is written beside a name of each type."""


def condition(line: Line) -> ex.Condition:
    """condition = operand relation"""
    start = line.at
    left = operand(line)
    subject = line.since(start)
    negated = line.peek("is", "not")
    skipped = 2 if negated else 1
    ahead = line.ahead(skipped)[:2] if line.peek("is") else []
    if ahead == ["one", "of"]:
        line.at += skipped + 2
        return _one_of(line, left, subject, negated)
    if ahead[:1] == ["unknown"]:
        line.at += skipped + 1
        return ex.IsUnknown(left, negated)
    if ahead[:1] == ["open"] and "open" not in left.type.choices:
        line.at += skipped + 1
        if not (isinstance(left, ex.Field) and left.type.open):
            line.fail("not-open-date", subject, name=subject.text)
        return ex.IsOpen(left, negated)
    if ahead[:1] == ["within"]:
        line.at += skipped + 1
        return _within(line, left, subject, negated)
    return _comparison(line, left, subject)


def _comparison(line: Line, left: ex.Operand, subject: Token) -> ex.Condition:
    """comparison = relation operand"""
    if left.type.name == "text":
        line.fail("text-compared", subject, name=subject.text)
    relation = _relation(line)
    start = line.at
    right = operand(line, left.type)
    _check_types(line, left.type, relation, right.type, subject, start)
    if isinstance(right, ex.Constant) and left.type.is_quantity:
        _check_reach(line, left.type, right, subject, line.since(start))
    return ex.Compare(left, relation, right)


def _relation(line: Line) -> ex.Relation:
    """relation = "is at least" | "is more than" | "is at most" | … | their symbols"""
    help = Note("help.relations", {"words": _COMPARISONS})
    for words, relation in _RELATIONS:
        if line.take(*words):
            ahead = line.ahead()
            if len(ahead) > 1 and ahead[0] in _MISTAKEN - line.names.known:
                line.expected("relation", help)
            return relation
    if line.here.text not in _SYMBOLS:
        line.expected("relation", help)
    line.at += 1
    return _SYMBOLS[line.tokens[line.at - 1].text]


def _check_types(
    line: Line, left: Type, relation: ex.Relation, right: Type, subject: Token, start: int
) -> None:
    """Refuse to compare what is of another type or unit, or has no order."""
    name, type_ = subject.text, type_note(left)
    other, other_type = line.since(start), type_note(right)
    if left.name in SETTINGS:
        line.fail("setting-compared", subject, name=name, type=type_)
    if not fits(right, left):
        pair = {dimension(left), dimension(right)}
        code = "wrong-unit" if pair == {"number", "share"} else "wrong-type"
        help = _WRITE.get(left.name) if line.tokens[start].kind == "quantity" else None
        line.fail(code, other, help, name=name, type=type_, other=other.text, other_type=other_type)
    if relation not in ("=", "!=") and left.name not in ORDERED:
        line.fail("not-ordered", subject, Note("help.write-is"), name=name, type=type_)
    if len({left.unit, right.unit} - {"", "ratio"}) > 1:
        line.fail(
            "wrong-unit", other, name=name, type=type_, other=other.text, other_type=other_type
        )


def _check_reach(line: Line, left: Type, right: ex.Constant, subject: Token, other: Token) -> None:
    """Refuse to compare with a constant outside the range of the fact."""
    bound = getattr(right.value, "low", None)
    if bound is not None and not left.low <= bound <= left.high:
        line.fail(
            "constant-out-of-range",
            other,
            name=subject.text,
            text=other.text,
            low=spell(left.low, left),
            high=spell(left.high, left),
        )


def _one_of(line: Line, left: ex.Operand, subject: Token, negated: bool) -> ex.Condition:
    """one-of = "[" word {"," word} "]" | the name of a parameter that is a list of words"""
    if left.type.name not in ("choice", "word"):
        line.fail("not-a-word", subject, name=subject.text, type=type_note(left.type))
    if line.take("["):
        words = [_choice(line, left.type)]
        while line.take(","):
            words.append(_choice(line, left.type))
        if not line.take("]"):
            line.expected("closing-bracket")
        return ex.OneOf(left, frozenset(words), negated)
    return ex.OneOf(left, _parameter(line, "words"), negated)


def _choice(line: Line, type_: Type) -> str:
    """word = one of the words that a choice allows"""
    token = line.next("word")
    if type_.name == "choice" and token.text not in type_.choices:
        help = did_you_mean(token.text, type_.choices)
        line.fail("choice-unknown", token, help, text=token.text)
    return token.text


def _within(line: Line, left: ex.Operand, subject: Token, negated: bool) -> ex.Condition:
    """within = name "on" name"""
    if not isinstance(left, ex.Field) or left.type.name != "moment":
        line.fail("not-a-moment", subject, name=subject.text, type=type_note(left.type))
    hours = _parameter(line, "hours")
    if not line.take("on"):
        line.expected("on")
    return ex.Within(left, hours, _parameter(line, "weekdays"), negated)


def _parameter(line: Line, type_name: str) -> ex.Parameter:
    """name = the name of a parameter of this type"""
    token = line.next("parameter")
    if token.text in line.names.reported:
        raise Wrong
    fitting = {name: one for name, one in line.names.parameters.items() if one.name == type_name}
    if token.text not in fitting:
        help, type_ = did_you_mean(token.text, fitting), Note(f"type.{type_name}")
        line.fail("parameter-unknown", token, help, name=token.text, type=type_)
    return ex.Parameter(token.text, fitting[token.text])
