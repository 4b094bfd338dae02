"""Numbers of which some are unknown → their sums, products, quotients, and what lies in a range.

``adieu.logic.Interval`` is the definition.  A number stays plain as long as NULL says all that is
not known of it.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace
from sqlglot import exp

from adieu.logic import INFINITY, Bound, Interval
from adieu.portfolio.sql import comparison as cmp
from adieu.portfolio.sql import ends as e
from adieu.portfolio.sql import numbers as n
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.choice import chosen
from adieu.portfolio.sql.nouns import End, Number, Plain, Ranged, Side
from adieu.portfolio.sql.trees import Sql


def add(left: Number, right: Number) -> Number:
    """The sum."""
    unit = n.unit_of(left, right)
    least, most = _plus(left.least, right.least), _plus(left.most, right.most)
    if isinstance(left, Plain) and isinstance(right, Plain) and _adds_plainly(left, right):
        end = e.total([left.end, right.end])
        assert isinstance(end, End)
        return Plain(end, least, most, unit, left.sure and right.sure)
    low = e.total([n.low_of(left), n.low_of(right)])
    high = e.total([n.high_of(left), n.high_of(right)])
    return Ranged(low, high, least, most, unit)


def _adds_plainly(left: Plain, right: Plain) -> bool:
    """Whether NULL says all that is unknown of their sum."""
    return (free(left) and free(right)) or static(left) or static(right)


def static(number: Plain) -> bool:
    """Whether a number is known beforehand."""
    return number.end.top is None


def free(number: Plain) -> bool:
    """Whether NULL, if it occurs, is no limit at either side."""
    return number.sure or (number.least == -INFINITY and number.most == INFINITY)


def _plus(left: Bound, right: Bound) -> Bound:
    return left if isinstance(left, float) else right if isinstance(right, float) else left + right


def negative(number: Number) -> Number:
    """The number with its sign turned."""
    return times(number, Fraction(-1))


def times(number: Number, by: Fraction) -> Number:
    """The number times one that is known beforehand."""
    if not by:
        return replace(n.fixed(Interval(0, 0)), unit=number.unit)
    ends = sorted(_times(one, by) for one in (number.least, number.most))
    if isinstance(number, Plain):
        end = e.scaled(number.end, by)
        assert isinstance(end, End)
        return replace(number, end=end, least=ends[0], most=ends[1])
    low, high = e.scaled(number.low, by), e.scaled(number.high, by)
    if by < 0:
        low, high = high, low
    return replace(number, low=low, high=high, least=ends[0], most=ends[1])


def _times(left: Bound, right: Bound) -> Bound:
    if not left or not right:
        return 0
    if isinstance(left, float) or isinstance(right, float):
        return INFINITY if (left > 0) == (right > 0) else -INFINITY
    return left * right


def multiply(left: Number, right: Number, let: n.Let) -> Number:
    """The product."""
    unit = left.unit or right.unit
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Plain) and static(one):
            return replace(times(other, one.end.factor), unit=unit)
    bounds = [_times(a, b) for a in (left.least, left.most) for b in (right.least, right.most)]
    least, most = min(bounds), max(bounds)
    if isinstance(left, Plain) and isinstance(right, Plain) and left.sure and right.sure:
        return Plain(e.product(left.end, right.end), least, most, unit, True)
    left, right = n.named(left, "factor", let), n.named(right, "factor", let)
    if left.least >= 0 and right.least >= 0:
        low = _multiplied(n.low_of(left), n.low_of(right))
        high = _multiplied(n.high_of(left), n.high_of(right))
        return n.named(Ranged(low, high, least, most, unit), "product", let)
    low, high = _mixed(left, right)
    return n.named(Ranged(low, high, least, most, unit), "product", let)


def _multiplied(left: Side, right: Side) -> Side:
    """The product of two ends where an infinity is NULL and nothing times it is nothing."""
    zero = End(None, Fraction(0))
    none = [
        (cmp.compared(one, "=", zero), zero)
        for one, other in ((left, right), (right, left))
        if isinstance(one, End) and (isinstance(other, float) or other.top is not None)
    ]
    if isinstance(left, float) or isinstance(right, float):
        return chosen(none, INFINITY)
    return chosen(none, e.product(left, right))


def _mixed(left: Number, right: Number) -> tuple[Side, Side]:
    """The least and the greatest of the four products of ends of any sign."""
    zero = End(None, Fraction(0))
    left_ends, right_ends = (n.low_of(left), n.high_of(left)), (n.low_of(right), n.high_of(right))
    down: list[Sql] = []
    up: list[Sql] = []

    def sign(side: Side, infinite: float) -> tuple[Sql, Sql, Sql]:
        """Whether an end is below zero, above it, infinite."""
        if isinstance(side, float):
            yes, no = exp.Boolean(this=True), exp.Boolean(this=False)
            return (yes if side < 0 else no, yes if side > 0 else no, yes)
        below, above = cmp.compared(side, "<", zero), cmp.compared(side, ">", zero)
        if side.top is None:
            return below, above, exp.Boolean(this=False)
        nothing = t.is_null(side.top)
        if infinite < 0:
            return t.disjunction([nothing, below]), t.certain(above), nothing
        return t.certain(below), t.disjunction([nothing, above]), nothing

    products: list[Side] = []
    for one, limit in zip(left_ends, (-INFINITY, INFINITY), strict=True):
        for other, bound in zip(right_ends, (-INFINITY, INFINITY), strict=True):
            first, second = sign(one, limit), sign(other, bound)
            endless = t.disjunction([first[2], second[2]])
            up.append(t.conjunction([endless, _same_sign(first, second)]))
            down.append(t.conjunction([endless, _same_sign(first, second[1::-1])]))
            products.append(_multiplied(one, other))
    low = chosen([(t.disjunction(down), -INFINITY)], _extreme(products, "<="))
    high = chosen([(t.disjunction(up), INFINITY)], _extreme(products, ">="))
    return low, high


def _same_sign(one: tuple[Sql, ...], other: tuple[Sql, ...]) -> Sql:
    below = t.conjunction([one[0], other[0]])
    above = t.conjunction([one[1], other[1]])
    return t.disjunction([below, above])


def _extreme(sides: list[Side], relation: str) -> Side:
    """The least or the greatest of ends, those that are infinite left aside."""
    ends = [one for one in sides if isinstance(one, End)]
    if not ends:
        return INFINITY
    found: Side = ends[-1]
    for index in range(len(ends) - 2, -1, -1):
        one = ends[index]
        first = []
        for other in ends[index + 1 :]:
            beats = cmp.compared(one, relation, other)
            nothing = t.is_null(other.top) if other.top is not None else exp.Boolean(this=False)
            first.append(t.disjunction([nothing, beats]))
        there = t.is_not_null(one.top) if one.top is not None else exp.Boolean(this=True)
        found = chosen([(t.conjunction([there, *first]), one)], found)
    return found


# Ranges


def clipped(number: Number, low: Bound, high: Bound, let: n.Let) -> Number:
    """What lies within a declared range; the range itself where nothing does."""
    if low <= number.least and number.most <= high:
        return number
    least, most = max(number.least, low), min(number.most, high)
    if least > most:
        return n.fixed(Interval(low, high, number.unit))
    floor, ceiling = e.const(low), e.const(high)
    if isinstance(number, Plain) and (number.sure or (number.least <= low and high <= number.most)):
        number = n.named(number, "unclipped", let)
        assert isinstance(number, Plain)
        inside = t.conjunction(
            [cmp.compared(number.end, ">=", floor), cmp.compared(number.end, "<=", ceiling)]
        )
        end = chosen([(inside, number.end)], INFINITY)
        assert isinstance(end, End)
        return Plain(end, low, high, number.unit)
    number = n.named(number, "unclipped", let)
    first, last = n.low_of(number), n.high_of(number)
    outside = t.disjunction([cmp.compared(first, ">", ceiling), cmp.compared(last, "<", floor)])
    bottom = chosen([(outside, floor), (cmp.compared(first, ">", floor), first)], floor)
    top = chosen([(outside, ceiling), (cmp.compared(last, "<", ceiling), last)], ceiling)
    if low == -INFINITY:
        bottom = chosen([(outside, floor)], first)
    if high == INFINITY:
        top = chosen([(outside, ceiling)], last)
    return Ranged(bottom, top, low, high, number.unit)


def either(given: Plain, other: Number) -> Number:
    """What was given; where nothing was, the other."""
    unit = n.unit_of(given, other)
    least, most = min(given.least, other.least), max(given.most, other.most)
    if given.sure or given.end.top is None:
        return given
    nothing_known = isinstance(other, Ranged) and (
        (other.least, other.most) == (given.least, given.most)
        and (other.low, other.high) == (e.const(given.least), e.const(given.most))
    )
    if nothing_known:
        return replace(given, unit=unit)
    there = t.is_not_null(given.end.top)
    if isinstance(other, Plain) and (other.sure or (other.least, other.most) == (least, most)):
        end = chosen([(there, given.end)], other.end)
        assert isinstance(end, End)
        return Plain(end, least, most, unit, other.sure)
    low = chosen([(there, given.end)], n.low_of(other))
    high = chosen([(there, given.end)], n.high_of(other))
    return Ranged(low, high, least, most, unit)


def or_else(number: Number, value: Interval, day: bool, let: n.Let) -> Number:
    """The number where it is known, else one that is assumed."""
    plain = n.if_known(number, let)
    if plain.sure:
        return plain
    fallback = n.fixed(value, day)
    assert isinstance(fallback, Plain)
    return either(plain, fallback)


def whole_days(number: Number) -> Number:
    """A date as a number of days."""
    if isinstance(number, Plain):
        return replace(number, end=e.day_number(number.end))
    low, high = number.low, number.high
    return replace(
        number,
        low=e.day_number(low) if isinstance(low, End) else low,
        high=e.day_number(high) if isinstance(high, End) else high,
    )
