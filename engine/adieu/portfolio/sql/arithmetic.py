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
    return (_free(left) and _free(right)) or _static(left) or _static(right)


def _static(number: Plain) -> bool:
    return number.end.top is None


def _free(number: Plain) -> bool:
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
        if isinstance(one, Plain) and _static(one):
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
        return e.chosen(none, INFINITY)
    return e.chosen(none, e.product(left, right))


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
    low = e.chosen([(t.disjunction(down), -INFINITY)], _extreme(products, "<="))
    high = e.chosen([(t.disjunction(up), INFINITY)], _extreme(products, ">="))
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
        found = e.chosen([(t.conjunction([there, *first]), one)], found)
    return found


def divide(left: Number, right: Number, let: n.Let) -> Number:
    """The quotient; unknown where the divisor may be zero."""
    unit = "" if right.unit else left.unit
    if left.unit and right.unit:
        n.unit_of(left, right)
    if isinstance(right, Plain) and _static(right):
        if not right.end.factor:
            return Ranged(-INFINITY, INFINITY, unit=unit)
        return replace(times(left, 1 / right.end.factor), unit=unit)
    if isinstance(left, Plain) and isinstance(right, Plain) and _divides_plainly(left, right):
        return Plain(_over(left.end, right), unit=unit)
    left, right = n.named(left, "dividend", let), n.named(right, "divisor", let)
    positive = _over_positive(left, right)
    negative_ = _over_positive(negative(left), negative(right))
    above = cmp.compared(n.low_of(right), ">", End(None, Fraction(0)))
    below = cmp.compared(n.high_of(right), "<", End(None, Fraction(0)))
    low = e.chosen([(above, positive[0]), (below, negative_[0])], -INFINITY)
    high = e.chosen([(above, positive[1]), (below, negative_[1])], INFINITY)
    return n.named(Ranged(low, high, unit=unit), "quotient", let)


def _divides_plainly(left: Plain, right: Plain) -> bool:
    """Whether NULL says all that is unknown of their quotient."""
    one_sign = right.least >= 0 or right.most <= 0
    return _free(left) and one_sign and (right.sure or right.least <= 0 <= right.most)


def ratio(left: Number, right: Number, low: Bound, high: Bound) -> Plain | None:
    """A quotient within a declared range, plain; nothing where NULL would not tell all of it.

    It is plain where an unknown dividend or divisor leaves the whole of the range open.
    """
    if not (isinstance(left, Plain) and isinstance(right, Plain) and right.least == 0):
        return None
    if left.end.top is None or right.end.top is None:
        return None
    downwards = left.least == -INFINITY or (left.least == 0 and low >= 0)
    upwards = left.most == INFINITY or (left.most == 0 and high <= 0)
    if not left.sure and not (downwards and upwards):
        return None
    unit = "" if right.unit else left.unit
    if left.unit and right.unit:
        n.unit_of(left, right)
    divisor = e.exact(right.end)
    made = e.quotient(left.end, divisor)
    inside = [cmp.compared(divisor, ">", End(None, Fraction(0)))]
    if not (left.least >= 0 and low <= 0):
        inside.append(cmp.compared(made, ">=", e.const(low)))
    inside.append(cmp.compared(made, "<=", e.const(high)))
    end = e.chosen([(t.conjunction(inside), replace(made, bottom=None))], INFINITY)
    assert isinstance(end, End)
    return Plain(replace(end, bottom=made.bottom), low, high, unit)


def _over(above: End, divisor: Plain) -> End:
    """A quotient that is NULL where the divisor is zero or unknown; the divisor has one sign."""
    below = divisor.end
    if divisor.most <= 0:
        above, below = replace(above, factor=-above.factor), replace(below, factor=-below.factor)
    below = e.exact(below)
    assert below.top is not None
    if divisor.least <= 0 <= divisor.most:
        top: Sql = exp.Nullif(this=t.own(below.top), expression=t.number(0))
        below = replace(below, top=top)
    made = e.quotient(above, below)
    # The top alone tells whether the quotient is known, also where nothing is divided.
    top = made.top if made.top is not None else exp.Literal.number(0)
    known = t.case([(t.is_not_null(below.top or exp.null()), top)])
    return replace(made, top=known, factor=made.factor or Fraction(1))


def _over_positive(left: Number, right: Number) -> tuple[Side, Side]:
    """The ends of a quotient where the divisor is positive throughout."""
    zero = End(None, Fraction(0))
    low, high = n.low_of(left), n.high_of(left)
    least, most = n.low_of(right), n.high_of(right)
    constants = [one for one in (least, most) if isinstance(one, End) and one.top is None]
    if isinstance(least, float) or any(one.factor <= 0 for one in constants):
        return -INFINITY, INFINITY  # never positive: this is not asked of it
    endless: Sql = exp.Boolean(this=isinstance(most, float))
    if isinstance(most, End) and most.top is not None:
        endless = t.is_null(most.top)
    bottom: Side = -INFINITY
    if isinstance(low, End):
        at_least_zero = cmp.compared(low, ">=", zero)
        far = e.quotient(low, most) if isinstance(most, End) else zero
        bottom = e.chosen(
            [(t.conjunction([at_least_zero, endless]), zero), (at_least_zero, far)],
            e.quotient(low, least),
        )
    top: Side = INFINITY
    if isinstance(high, End):
        nothing = t.is_null(high.top) if high.top is not None else exp.Boolean(this=False)
        far = e.quotient(high, most) if isinstance(most, End) else zero
        top = e.chosen(
            [(nothing, INFINITY), (cmp.compared(high, ">=", zero), e.quotient(high, least)),
             (endless, zero)],
            far,
        )  # fmt: skip
    return bottom, top


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
        end = e.chosen([(inside, number.end)], INFINITY)
        assert isinstance(end, End)
        return Plain(end, low, high, number.unit)
    number = n.named(number, "unclipped", let)
    first, last = n.low_of(number), n.high_of(number)
    outside = t.disjunction([cmp.compared(first, ">", ceiling), cmp.compared(last, "<", floor)])
    bottom = e.chosen([(outside, floor), (cmp.compared(first, ">", floor), first)], floor)
    top = e.chosen([(outside, ceiling), (cmp.compared(last, "<", ceiling), last)], ceiling)
    if low == -INFINITY:
        bottom = e.chosen([(outside, floor)], first)
    if high == INFINITY:
        top = e.chosen([(outside, ceiling)], last)
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
        end = e.chosen([(there, given.end)], other.end)
        assert isinstance(end, End)
        return Plain(end, least, most, unit, other.sure)
    low = e.chosen([(there, given.end)], n.low_of(other))
    high = e.chosen([(there, given.end)], n.high_of(other))
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
