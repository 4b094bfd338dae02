"""Values of facts + what the tests of a policy ask of them → attributes that an engine can compare.

An engine that compares 64-bit integers and words gets exact answers about exact numbers: a bound
v of a quantity whose thresholds have denominators that divide S is told as 2·⌊v·S⌋, plus one where
v·S is no integer, and a threshold t as 2·t·S.  The codes compare just as the two numbers do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import lcm
from operator import attrgetter
from typing import assert_never

from msgspec import Struct

from adieu import expression as ex
from adieu.evaluate import Scope, measure
from adieu.logic import (
    FALSE,
    TRUE,
    Bound,
    Interval,
    Moment,
    Options,
    Value,
    common_unit,
    exactly,
    is_known,
)
from adieu.quantities import Duration

MAX_CODE = 2**61
"""Codes end here, well within 64 bits; infinities and all that lies beyond are told as this."""


class Quantity(Struct, frozen=True):
    """What a comparison looks at: an operand (in a currency), or its difference from another."""

    left: ex.Operand
    right: ex.Operand | None
    unit: str = ""


class Edge(Struct, frozen=True):
    """The lowest or highest value of a quantity, in steps of 1/(2·scale)."""

    quantity: Quantity
    scale: int
    upper: bool


class Answer(Struct, frozen=True):
    """What is known of a yes/no fact: yes, no, unknown, or derived (to be found by the engine)."""

    fact: str


class May(Struct, frozen=True):
    """Whether a choice may be this word: may, or cannot."""

    operand: ex.Operand
    word: str


class Known(Struct, frozen=True):
    """Whether an operand is known or unknown."""

    operand: ex.Operand


class Always(Struct, frozen=True):
    """What holds in every session: 1."""


Attribute = Edge | Answer | May | Known | Always
Source = Quantity | Answer | ex.Operand | Always
"""What attributes are read from; several may share one."""

YES, NO, OPEN, DERIVED = "yes", "no", "unknown", "derived"
MAY, CANNOT = "may", "cannot"
KNOWN, UNKNOWN = "known", "unknown"


def source_of(attribute: Attribute) -> Source:
    """What has to be measured to tell an attribute."""
    match attribute:
        case Edge(quantity):
            return quantity
        case May(operand) | Known(operand):
            return operand
        case Answer() | Always():
            return attribute
        case _:
            assert_never(attribute)


def code(bound: Bound, scale: int) -> int:
    """The code of a bound: it compares with codes of thresholds as the numbers do."""
    if isinstance(bound, float):
        return MAX_CODE if bound > 0 else -MAX_CODE
    whole, rest = divmod(bound.numerator * scale, bound.denominator)
    return max(-MAX_CODE, min(MAX_CODE, 2 * whole + (rest != 0)))


def threshold_code(threshold: int | Fraction, scale: int) -> int:
    """The code of a threshold, whose denominator divides the scale."""
    exact = 2 * threshold * scale
    assert exact.denominator == 1
    return int(exact)


def fits(threshold: int | Fraction, scale: int) -> bool:
    """Whether the code of a threshold stays clear of where codes end."""
    return -MAX_CODE < 2 * threshold * scale < MAX_CODE


def scales(thresholds: Iterable[int | Fraction]) -> Mapping[int | Fraction, int]:
    """The scale for each threshold of a quantity: one for all where the codes allow it."""
    listed = list(thresholds)
    common = lcm(*(one.denominator for one in listed))
    if all(fits(one, common) for one in listed):
        return dict.fromkeys(listed, common)
    return {one: one.denominator for one in listed}


def reader(source: Source) -> Callable[[Scope], Value | Duration]:
    """How to read a source; a quantity is a range.

    What is returned raises ``UnitMismatch`` where amounts in different currencies meet.
    """
    match source:
        case Quantity(left, None, unit):
            beside = exactly(0, unit)
            read_left = reader(left)

            def bounded(scope: Scope) -> Interval:
                value = _interval(read_left(scope))
                common_unit(value, beside)
                return value

            return bounded
        case Quantity(left, right):
            assert right is not None
            return lambda scope: _interval(measure(left, scope)) - _interval(measure(right, scope))
        case Answer(name) | ex.Fact(name):
            return lambda scope: scope.fact(name)
        case Always():
            return lambda _: TRUE
        case _:
            return lambda scope: measure(source, scope)


def teller(attribute: Attribute) -> Callable[[Value | Duration], int | str]:
    """How to tell an attribute, from what was read of its source."""
    match attribute:
        case Edge(_, scale, upper):
            end = attrgetter("high" if upper else "low")
            return lambda value: code(end(value), scale)
        case May(_, word):
            return lambda value: MAY if _may(value, word) else CANNOT
        case Known():
            return lambda value: (
                KNOWN if isinstance(value, Duration) or is_known(value) else UNKNOWN
            )
        case Answer():
            return lambda value: YES if value is TRUE else NO if value is FALSE else OPEN
        case Always():
            return lambda _: 1
        case _:
            assert_never(attribute)


def _may(value: Value | Duration, word: str) -> bool:
    assert isinstance(value, Options)
    return value.words is None or word in value.words


def _interval(value: Value | Duration) -> Interval:
    if isinstance(value, Moment):
        return exactly(value.day)
    assert isinstance(value, Interval)
    return value
