"""The condition language as a closed union of nodes, bound to names and typed.

A reading of a policy is a ``match`` over these nodes that ends in ``assert_never``: a new node makes
the type checker point at every reading that lacks it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

from adieu.logic import Value
from adieu.quantities import Duration, Type

Relation = Literal[">=", ">", "<=", "<", "=", "!="]
Sign = Literal["+", "-", "*", "/"]


@dataclass(frozen=True, slots=True)
class Constant:
    """A value written in the condition: a number, a share, an amount, a date, a word, yes or no."""

    value: Value | Duration
    type: Type


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the vocabulary, by name."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the record at hand, by name."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of the policy, by name."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class AsOf:
    """The review date."""

    type: Type = Type("date")


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """The sum, difference, product or quotient of two operands."""

    sign: Sign
    left: Operand
    right: Operand
    type: Type


@dataclass(frozen=True, slots=True)
class Earlier:
    """How many records of these sections are about a matter and strictly earlier than the record.

    ``about`` is a matter, or nothing for the kind of the record at hand; ``having`` are yes/no fields
    and what they must say.  Never limited to the window.
    """

    sections: tuple[str, ...]
    about: str | None
    having: tuple[tuple[str, bool], ...] = ()
    type: Type = Type("number", low=0)


@dataclass(frozen=True, slots=True)
class Findings:
    """How many rules were found that are of this grade, theme or id, and whose repair was tried."""

    grade: str | None = None
    theme: str | None = None
    rule: str | None = None
    repair_tried: bool = False
    type: Type = Type("number", low=0)


Operand = Constant | Fact | Field | Parameter | AsOf | Arithmetic | Earlier | Findings


@dataclass(frozen=True, slots=True)
class Compare:
    """One operand against another of the same type."""

    left: Operand
    relation: Relation
    right: Operand


@dataclass(frozen=True, slots=True)
class OneOf:
    """A word that is, or is not, among those listed here or in a parameter."""

    left: Operand
    words: frozenset[str] | Parameter
    negated: bool = False


@dataclass(frozen=True, slots=True)
class IsUnknown:
    """Whether the value is not known; itself always known."""

    left: Operand
    negated: bool = False


@dataclass(frozen=True, slots=True)
class IsOpen:
    """Whether a date is still to come."""

    left: Field
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """Whether a moment lies within hours of the day on days of the week."""

    left: Field
    hours: Parameter
    days: Parameter
    negated: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """No part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
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
