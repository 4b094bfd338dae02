"""Exact numbers in SQL → their sums, products and quotients, exact as well.

Nothing is calculated with binary fractions, and nothing is divided: a quotient keeps both parts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from msgspec.structs import replace
from sqlglot import exp

from adieu.logic import Bound
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.nouns import MOST_DIGITS, End, Side, Sort, Unstatable
from adieu.portfolio.sql.trees import Sql

INTEGER_DIGITS = 18
"""So many digits fit in SQL's BIGINT, whatever they are."""
SMALL_DIGITS = 9
"""So many digits fit in SQL's INTEGER, whatever they are."""
DOUBLE_DIGITS = 15
"""A number of so many digits is a binary fraction's shortest text, and no other number's."""
ONE = End(None, Fraction(1))


def const(value: Bound, sort: Sort = "whole") -> Side:
    """A number that is known beforehand."""
    return value if isinstance(value, float) else End(None, Fraction(value), sort)


def places_of(value: Fraction) -> int | None:
    """How many digits a number has after the point; nothing where they have no end."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


# Pieces that can be calculated with


def exact(end: End) -> End:
    """The same number as an integer or a decimal."""
    if end.sort != "double" or end.top is None:
        return end
    node = end.top
    digits = end.whole + end.places
    if digits > DOUBLE_DIGITS:
        node = t.as_type(node, "text")
    return replace(end, top=decimal(node, end.whole, end.places), sort="decimal")


def decimal(node: Sql, whole: int, places: int) -> Sql:
    """A piece as a decimal of so many digits before and after the point."""
    return t.as_type(node, f"decimal({max(whole + places, 1)}, {places})")


def fit(whole: int, places: int) -> None:
    """Refuse more digits than a decimal has."""
    if whole + places > MOST_DIGITS:
        raise Unstatable("digits", digits=str(whole + places), limit=str(MOST_DIGITS))


def _prepared(end: End, whole: int, places: int) -> Sql:
    """The top of an end, of the type that a result of so many digits needs."""
    assert end.top is not None
    if end.sort == "whole" and SMALL_DIGITS < whole + places <= INTEGER_DIGITS:
        return t.as_type(end.top, "bigint")
    narrow = end.sort == "whole" or end.whole + end.places <= INTEGER_DIGITS
    if narrow and whole + places > INTEGER_DIGITS:
        return decimal(end.top, max(end.whole, INTEGER_DIGITS + 1 - end.places), end.places)
    return end.top


def levelled(end: End, whole: int, places: int) -> Sql:
    """The top of an end beside others, which have so many digits at most.

    DuckDB drops digits after the point where two types together have too many: a wide number is
    given one type with those beside it.
    """
    assert end.top is not None
    if whole + places <= INTEGER_DIGITS:
        return _prepared(end, whole, places)
    return decimal(end.top, whole, places)


def multiplied(end: End, by: int) -> End:
    """An end whose top is multiplied by a whole number; its factor stays."""
    if by == 1 or end.top is None:
        return end
    end = exact(end)
    whole = end.whole + len(str(abs(by))) - (str(abs(by)).strip("0") == "1")
    fit(whole, end.places)
    if by == -1:
        return replace(end, top=exp.Neg(this=t.wrapped(end.top or exp.null())))
    top = t.binary(exp.Mul, t.number(by), _prepared(end, whole, end.places))
    sort: Sort = "whole" if end.sort == "whole" and whole <= INTEGER_DIGITS else "decimal"
    return replace(end, top=top, whole=whole, sort=sort)


def of_tops(left: End, right: End) -> End:
    """The product of two tops and two factors; bottoms are for others to deal with."""
    factor = left.factor * right.factor
    if left.top is None:
        return replace(right, factor=factor, bottom=None)
    if right.top is None:
        return replace(left, factor=factor, bottom=None)
    left, right = exact(left), exact(right)
    whole, places = left.whole + right.whole, left.places + right.places
    fit(whole + 1, places)  # Spark counts one digit more
    tops = _prepared(left, whole, places), _prepared(right, whole, places)
    sort: Sort = "decimal"
    if left.sort == right.sort == "whole" and whole <= INTEGER_DIGITS:
        sort = "whole"
    return End(t.binary(exp.Mul, *tops), factor, sort, whole, places)


# Arithmetic


def scaled(side: Side, by: Fraction) -> Side:
    """A number times one that is known beforehand."""
    if not by:
        return End(None, Fraction(0))
    if isinstance(side, float):
        return side if by > 0 else -side
    return replace(side, factor=side.factor * by)


def product(left: End, right: End) -> End:
    """The product of two numbers."""
    return over(of_tops(left, right), of_tops(left.bottom or ONE, right.bottom or ONE))


def quotient(left: End, right: End) -> End:
    """The quotient of two numbers, the second of which is positive."""
    if right.top is None:
        return replace(left, factor=left.factor / right.factor)
    below = replace(exact(right), bottom=None)
    if right.factor < 0:
        below = replace(multiplied(below, -1), factor=-right.factor)
    return over(of_tops(left, right.bottom or ONE), of_tops(left.bottom or ONE, below))


def over(above: End, below: End) -> End:
    """One number over another that is positive; neither has a bottom."""
    factor = above.factor / below.factor
    if below.top is None or not factor:
        return replace(above, factor=factor, bottom=None)
    bottom = replace(below, factor=Fraction(1), bottom=None)
    if above.top is None:
        return End(exp.Literal.number(1), factor, bottom=bottom)
    return replace(above, factor=factor, bottom=bottom)


def total(parts: Iterable[Side]) -> Side:
    """The sum of numbers; NULL or an infinity where one of them is."""
    listed = list(parts)
    for one in listed:
        if isinstance(one, float):
            return one
    ends = [exact(one) for one in listed if isinstance(one, End)]
    fixed = sum((one.factor for one in ends if one.top is None), Fraction(0))
    moving = [one for one in ends if one.top is not None]
    if not moving:
        return End(None, fixed)
    terms = [*moving, End(None, fixed)] if fixed else moving
    if all(one.bottom is None for one in terms):
        return _sum(terms)
    found = terms[0]
    for one in terms[1:]:
        found = _sum_of_quotients(found, one)
    return found


def _sum_of_quotients(left: End, right: End) -> End:
    bottom = left.bottom
    if left.bottom == right.bottom:
        left, right = replace(left, bottom=None), replace(right, bottom=None)
    else:
        one, other = left.bottom or ONE, right.bottom or ONE
        left, right = of_tops(left, other), of_tops(right, one)
        bottom = of_tops(one, other)
    return over(_sum([left, right]), bottom or ONE)


def _sum(terms: list[End]) -> End:
    """The sum of numbers without bottoms, of which one moves."""
    if len(terms) == 1:
        return terms[0]
    alike = same_factor(terms)
    factor = next(one.factor for one in alike if one.top is not None)
    ends = [constant_over(one, factor) for one in alike]
    places = max(one.places for one in ends)
    whole = max(one.whole for one in ends) + len(str(len(ends) - 1))
    fit(whole, places)
    found: Sql | None = None
    for one in ends:
        piece = t.number(one.factor) if one.top is None else levelled(one, whole, places)
        found = piece if found is None else _plus(found, piece)
    narrow = all(one.sort == "whole" for one in ends) and whole <= INTEGER_DIGITS
    return End(found, factor, "whole" if narrow else "decimal", whole, places)


def _plus(left: Sql, right: Sql) -> Sql:
    if isinstance(right, exp.Neg):
        return t.binary(exp.Sub, left, right.this)
    joined = t.own(left) if isinstance(left, exp.Add | exp.Sub) else t.wrapped(left)
    return exp.Add(this=joined, expression=t.wrapped(right))


def constant_over(end: End, factor: Fraction) -> End:
    """What is known beforehand as a number to be multiplied by a factor; all else as it is."""
    if end.top is not None:
        return end
    value = end.factor / factor
    places = places_of(value) or 0
    return End(None, value, "decimal" if places else "whole", len(str(abs(int(value)))), places)


def same_factor(ends: Iterable[End]) -> list[End]:
    """Ends of one factor, so that their tops can stand in one place."""
    listed = list(ends)
    moving = [one for one in listed if one.top is not None]
    factors = {one.factor for one in moving}
    if len(factors) == 1:
        (factor,) = factors
        fixed = [one.factor / factor for one in listed if one.top is None]
        if all(places_of(one) is not None for one in fixed):
            return listed
    parts = [abs(one.factor) for one in listed if one.factor]
    below = math.lcm(*(one.denominator for one in parts))
    common = Fraction(math.gcd(*(int(one * below) for one in parts)), below)
    return [
        one
        if one.top is None
        else replace(multiplied(one, int(one.factor / common)), factor=common)
        for one in listed
    ]


# Days


def day_of(end: End) -> Sql:
    """A day as a DATE."""
    if end.top is not None:
        return end.top
    last = date.max.toordinal()
    return t.day(date.fromordinal(min(max(math.floor(end.factor), 1), last)))


def day_number(end: End) -> End:
    """A day as a number of days, as ``date.toordinal`` counts them."""
    if end.sort != "day":
        return end
    if end.top is None:
        return End(None, end.factor)
    return End(exp.Add(this=days_since(end), expression=exp.Literal.number(1)), whole=7)


def days_since(end: End) -> Sql:
    """How many days a DATE lies after the first day of the calendar."""
    return exp.DateDiff(this=day_of(end).copy(), expression=t.day(date.min), unit=exp.var("DAY"))
