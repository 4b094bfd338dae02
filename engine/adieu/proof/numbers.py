"""Numbers as ranges, ratios and tallies → sums, products and quotients of them, as formulas."""

from __future__ import annotations

import math
from datetime import date
from fractions import Fraction
from typing import assert_never

import z3

from adieu import expression as ex
from adieu.logic import INFINITY
from adieu.proof import terms as t
from adieu.proof.terms import Beyond, Formula, Range
from adieu.quantities import Duration, shift


def as_range(value: t.Numeric, defined: list[Formula]) -> Range:
    """A number as two ends; what defines a quotient is added to ``defined``.

    Raises:
        Beyond: for a quotient of ranges and for a mean, which only compare with constants.
    """
    match value:
        case Range():
            return value
        case t.Tally(certain, possible):
            return Range(_counted(certain), _counted(possible))
        case t.Quotient(above, below, low, high):
            if not (above.exact and below.exact):
                raise Beyond("quotient of ranges")
            result, divisor = z3.FreshReal("ratio"), t.lifted(below.low)
            nothing = t.compared(below.low, "=", 0)
            if divisor.is_int():
                divisor = z3.ToReal(divisor)
            defined.append(t.disj((nothing, result * divisor == t.lifted(above.low))))
            ends = Range(result, result, t.neg(nothing), t.neg(nothing))
            return ends.clipped(low, high)
        case t.Mean():
            raise Beyond("mean")
        case _:
            assert_never(value)


def _counted(parts: tuple[Formula, ...]) -> t.Number:
    fixed = sum(part is True for part in parts)
    rest = [t.chosen(part, 1, 0) for part in parts if not isinstance(part, bool)]
    return z3.Sum([*rest, z3.IntVal(fixed)]) if rest else fixed


def calculated(
    sign: ex.Sign, left: t.Numeric, right: t.Numeric, defined: list[Formula]
) -> t.Numeric:
    """The sum, difference, product or quotient of two numbers.

    Raises:
        Beyond: for a product of two ranges that may be negative.
    """
    first, second = as_range(left, defined), as_range(right, defined)
    match sign:
        case "+":
            return _sum(first, second)
        case "-":
            return _sum(first, _negative(second))
        case "*":
            return _product(first, second)
        case "/":
            return _divided(first, second)
        case _:
            assert_never(sign)


def _divided(above: Range, below: Range) -> t.Numeric:
    if below.exact and t.is_exact(below.low) and below.low != 0:
        return _product(above, t.one(1 / Fraction(below.low)))
    return t.Quotient(above, below, -INFINITY, INFINITY)


def _sum(first: Range, second: Range) -> Range:
    low = added(first.low, second.low)
    high = low if first.exact and second.exact else added(first.high, second.high)
    return Range(
        low,
        high,
        t.conj((first.low_finite, second.low_finite)),
        t.conj((first.high_finite, second.high_finite)),
    )


def added(left: t.Number, right: t.Number) -> t.Number:
    """The sum of two numbers."""
    if t.is_exact(left) and t.is_exact(right):
        return left + right
    return t.lifted(left) + t.lifted(right)


def _negative(value: Range) -> Range:
    low = opposite(value.high)
    high = low if value.exact else opposite(value.low)
    return Range(low, high, value.high_finite, value.low_finite)


def _product(first: Range, second: Range) -> Range:
    """The product; one side is exact or both are never negative.

    Raises:
        Beyond: for two ranges of which one may be negative.
    """
    if second.exact and not (first.exact and t.is_exact(first.low)):
        first, second = second, first
    if first.exact and t.is_exact(first.low):
        factor = first.low
        if factor == 0:
            return t.one(0)
        if factor < 0:
            second = _negative(second)
            factor = -factor
        low = scaled(second.low, factor)
        high = low if second.exact else scaled(second.high, factor)
        return Range(low, high, second.low_finite, second.high_finite)
    if first.exact and second.exact:
        return t.one(first.low * second.low)
    if not (never_negative(first) and never_negative(second)):
        raise Beyond("product of ranges that may be negative")
    low = t.lifted(first.low) * t.lifted(second.low)
    nothing = t.disj(
        (
            t.conj((first.high_finite, t.compared(first.high, "=", 0))),
            t.conj((second.high_finite, t.compared(second.high, "=", 0))),
        )
    )
    both = t.conj((first.high_finite, second.high_finite))
    high = t.chosen(both, t.lifted(first.high) * t.lifted(second.high), 0)
    return Range(low, high, True, t.disj((both, nothing)))


def moved(value: Range, by: Duration, turn: int) -> Range:
    """A date moved by a length of time; by months only where the date is known."""
    if value.exact and t.is_exact(value.low):
        day = min(max(math.floor(value.low), 1), date.max.toordinal())
        there = shift(date.fromordinal(day), turn * by.months, turn * by.days)
        return t.one(there.toordinal())
    if by.months:
        raise Beyond("calendar months from a date that is not fixed")
    return _sum(value, t.one(turn * by.days))


def never_negative(below: Range) -> bool:
    """Whether a range starts at nothing or more, whatever else holds."""
    return t.is_exact(below.low) and below.low >= 0 and below.low_finite is True


def opposite(value: t.Number) -> t.Number:
    """The number with the other sign."""
    return -value


def scaled(value: t.Number, factor: t.Number) -> t.Number:
    """A number multiplied by an exact one."""
    if t.is_exact(value):
        return value * factor
    return value * t.lifted(factor)
