"""The condition language as a closed union of nodes, bound to names and typed.

A reading of a policy is a ``match`` over these nodes that ends in ``assert_never``: a new node
makes the type checker point at every reading that lacks it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, assert_never

from msgspec import Struct

from adieu.logic import Value
from adieu.quantities import Duration, Type

Relation = Literal[">=", ">", "<=", "<", "=", "!="]
Sign = Literal["+", "-", "*", "/"]


class Constant(Struct, frozen=True):
    """A value written in the condition: a number, a share, an amount, a date, a word, yes or no."""

    value: Value | Duration
    type: Type


class Fact(Struct, frozen=True):
    """A fact of the vocabulary, by name."""

    name: str
    type: Type


class Field(Struct, frozen=True):
    """A field of the record at hand, by name."""

    name: str
    type: Type


class Parameter(Struct, frozen=True):
    """A parameter of the policy, by name."""

    name: str
    type: Type


class AsOf(Struct, frozen=True):
    """The review date."""

    type: Type = Type("date")


class Arithmetic(Struct, frozen=True):
    """The sum, difference, product or quotient of two operands."""

    sign: Sign
    left: Operand
    right: Operand
    type: Type


class Earlier(Struct, frozen=True):
    """How many records of these sections are about a matter and strictly earlier than the record.

    ``about`` is a matter, or nothing for the kind of the record at hand; ``having`` are yes/no
    fields and what they must say.  Never limited to the window.
    """

    sections: tuple[str, ...]
    about: str | None
    having: tuple[tuple[str, bool], ...] = ()
    type: Type = Type("number", low=0)


class Findings(Struct, frozen=True):
    """How many rules were found that are of this grade, theme or id, and whose repair was tried."""

    grade: str | None = None
    theme: str | None = None
    rule: str | None = None
    repair_tried: bool = False
    type: Type = Type("number", low=0)


Operand = Constant | Fact | Field | Parameter | AsOf | Arithmetic | Earlier | Findings


class Compare(Struct, frozen=True):
    """One operand against another of the same type."""

    left: Operand
    relation: Relation
    right: Operand


class OneOf(Struct, frozen=True):
    """A word that is, or is not, among those listed here or in a parameter."""

    left: Operand
    words: frozenset[str] | Parameter
    negated: bool = False


class IsUnknown(Struct, frozen=True):
    """Whether the value is not known; itself always known."""

    left: Operand
    negated: bool = False


class IsOpen(Struct, frozen=True):
    """Whether a date is still to come."""

    left: Field
    negated: bool = False


class Within(Struct, frozen=True):
    """Whether a moment lies within hours of the day on days of the week."""

    left: Field
    hours: Parameter
    days: Parameter
    negated: bool = False


class All(Struct, frozen=True):
    """Every part holds."""

    parts: tuple[Condition, ...]


class AnyOf(Struct, frozen=True):
    """At least one part holds."""

    parts: tuple[Condition, ...]


class NoneOf(Struct, frozen=True):
    """No part holds."""

    parts: tuple[Condition, ...]


class AtLeast(Struct, frozen=True):
    """At least ``count`` parts hold."""

    count: int
    parts: tuple[Condition, ...]


Group = All | AnyOf | NoneOf | AtLeast
Condition = Compare | OneOf | IsUnknown | IsOpen | Within | Group

ALWAYS = All(())


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The conditions directly inside a group; of anything else, none."""
    match condition:
        case All(parts) | AnyOf(parts) | NoneOf(parts) | AtLeast(_, parts):
            return parts
        case Compare() | OneOf() | IsUnknown() | IsOpen() | Within():
            return ()
        case _:
            assert_never(condition)


def operands_of(condition: Condition) -> tuple[Operand, ...]:
    """The operands of a condition that is no group."""
    match condition:
        case Compare(left, _, right):
            return left, right
        case OneOf(left, Parameter() as words):
            return left, words
        case Within(left, hours, days):
            return left, hours, days
        case OneOf(left) | IsUnknown(left) | IsOpen(left):
            return (left,)
        case All() | AnyOf() | NoneOf() | AtLeast():
            return ()
        case _:
            assert_never(condition)


def walk(condition: Condition) -> Iterator[Operand]:
    """Every operand in a condition, inside groups and arithmetic too."""
    for operand in operands_of(condition):
        yield from walk_operand(operand)
    for part in parts_of(condition):
        yield from walk(part)


def walk_operand(operand: Operand) -> Iterator[Operand]:
    """An operand and every operand inside it."""
    yield operand
    if isinstance(operand, Arithmetic):
        yield from walk_operand(operand.left)
        yield from walk_operand(operand.right)


def leaves(condition: Condition) -> Iterator[Condition]:
    """The conditions inside groups that are no group themselves."""
    if isinstance(condition, Group):
        for part in parts_of(condition):
            yield from leaves(part)
    else:
        yield condition


def fact_names(condition: Condition) -> frozenset[str]:
    """The facts that a condition speaks of."""
    return frozenset(one.name for one in walk(condition) if isinstance(one, Fact))


_OPPOSITE: dict[Relation, Relation] = {
    ">=": "<", ">": "<=", "<=": ">", "<": ">=", "=": "!=", "!=": "=",
}  # fmt: skip


def negated(condition: Condition) -> Condition:
    """The condition over facts that holds where this one fails, is unknown where it is unknown."""
    match condition:
        case Compare(left, relation, right):
            return Compare(left, _OPPOSITE[relation], right)
        case OneOf(left, words, flag):
            return OneOf(left, words, not flag)
        case IsUnknown(left, flag):
            return IsUnknown(left, not flag)
        case IsOpen(left, flag):
            return IsOpen(left, not flag)
        case Within(left, hours, days, flag):
            return Within(left, hours, days, not flag)
        case All(parts):
            return AnyOf(tuple(negated(part) for part in parts))
        case AnyOf(parts):
            return All(tuple(negated(part) for part in parts))
        case NoneOf(parts):
            return AnyOf(parts)
        case AtLeast(count, parts):
            return AtLeast(len(parts) - count + 1, tuple(negated(part) for part in parts))
        case _:
            assert_never(condition)
