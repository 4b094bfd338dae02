"""Numbers of which some are unknown → their calculation and comparison, as intervals do it.

``adieu.logiInterval`` is the definition.  What a range decides beforehand is left out; a number
stays plain as long as NULL gives the right answer over its range.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from msgspec.structs import replace
from sqlglot import exp

from adieu.logic import INFINITY, Bound, Interval, common_unit
from adieu.portfolio.sql import ends as e
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.nouns import NO, YES, End, Number, Plain, Ranged, Side, Sort, Test
from adieu.portfolio.sql.trees import Sql

Let = Callable[[str, Sql], Sql]
"""Names a piece, so that it is calculated once."""


def fixed(value: Interval, day: bool = False) -> Number:
    """A number that is known beforehand, or a range that is."""
    sort: Sort = "day" if day else "whole"
    low, high = e.const(value.low, sort), e.const(value.high, sort)
    if isinstance(low, End) and value.known:
        return Plain(low, value.low, value.high, value.unit, True)
    return Ranged(low, high, value.low, value.high, value.unit)


def low_of(number: Number) -> Side:
    """The least that it may be."""
    if isinstance(number, Ranged):
        return number.low
    return number.end if number.sure else _filled(number.end, number.least)


def high_of(number: Number) -> Side:
    """The most that it may be."""
    if isinstance(number, Ranged):
        return number.high
    return number.end if number.sure else _filled(number.end, number.most)


def _filled(end: End, value: Bound) -> Side:
    if isinstance(value, float) or end.top is None:
        return end
    nothing = t.is_null(end.top)
    limit = Fraction(value) / end.factor
    if end.bottom is None and e.places_of(limit) is not None and end.sort != "day":
        end = e.exact(end)
        places = e.places_of(limit) or 0
        whole, places = max(end.whole, len(str(abs(int(limit))))), max(end.places, places)
        e.fit(whole, places)
        top = t.function(exp.Coalesce, e.levelled(end, whole, places), t.number(limit))
        narrow = end.sort == "whole" and not places and whole <= e.INTEGER_DIGITS
        sort: Sort = "whole" if narrow else "decimal"
        return replace(end, top=top, whole=whole, places=places, sort=sort)
    return e.chosen([(nothing, e.const(value))], end)


def known(number: Number) -> Test:
    """Whether it is one number."""
    if number.least == number.most:
        return YES
    if isinstance(number, Plain):
        return YES if number.sure or number.end.top is None else Test(
            t.is_not_null(number.end.top), True
        )  # fmt: skip
    if isinstance(number.low, float) or isinstance(number.high, float):
        return NO
    same = e.compared(number.low, "=", number.high)
    return Test(t.certain(same), True)


def if_known(number: Number, let: Let) -> Plain:
    """The number where it is known, else NULL."""
    if isinstance(number, Plain):
        return number
    low = number.low if isinstance(number.low, End) else number.high
    if not isinstance(low, End):
        return Plain(End(t.null("bigint")), number.least, number.most, number.unit)
    found = e.chosen([(let("known", known(number).sql), low)], INFINITY)
    if not isinstance(found, End):
        found = End(t.null("bigint"))
    return Plain(found, number.least, number.most, number.unit)


def named(number: Number, name: str, let: Let) -> Number:
    """The same number, its pieces under a name."""
    if isinstance(number, Plain):
        return replace(number, end=_named(number.end, name, let))
    low, high = number.low, number.high
    if isinstance(low, End):
        low = _named(low, f"{name} low", let)
    if isinstance(high, End):
        high = _named(high, f"{name} high", let)
    return replace(number, low=low, high=high)


def _named(end: End, name: str, let: Let) -> End:
    if end.top is None:
        return end
    bottom = end.bottom and _named(end.bottom, f"{name} divisor", let)
    return replace(end, top=let(name, end.top), bottom=bottom)


# Comparison


def _unit(left: Number, right: Number) -> str:
    return common_unit(Interval(0, 0, left.unit), Interval(0, 0, right.unit))


def compare(left: Number, relation: str, right: Number) -> Test:
    """Whether a relation holds between two numbers, taken as independent.

    Raises:
        adieu.logic.UnitMismatch: where their currencies differ.
    """
    _unit(left, right)
    match relation:
        case ">=":
            return _ordered(left, ">=", right)
        case ">":
            return _ordered(left, ">", right)
        case "<=":
            return _ordered(right, ">=", left)
        case "<":
            return _ordered(right, ">", left)
        case "=":
            return _equal(left, right)
        case _:
            same = _equal(left, right)
            return Test(_denied(same.sql), same.sure)


def _denied(node: Sql) -> Sql:
    if isinstance(node, exp.EQ):
        return exp.NEQ(this=node.this.copy(), expression=node.expression.copy())
    return t.negation(node)


def _ordered(left: Number, relation: str, right: Number) -> Test:
    """Whether left ≥ right, or left > right."""
    if e.holds(left.least, relation, right.most):
        return YES
    if not e.holds(left.most, relation, right.least):
        return NO
    if isinstance(left, Plain) and isinstance(right, Plain):
        sure = left.sure and right.sure
        if sure or _says_nothing(left, relation, right):
            return Test(e.compared(left.end, relation, right.end), sure)
    contrary = "<" if relation == ">=" else "<="
    holds = e.compared(low_of(left), relation, high_of(right))
    fails = e.compared(high_of(left), contrary, low_of(right))
    return _three(holds, fails)


def _three(holds: Sql, fails: Sql) -> Test:
    """True where one holds, false where the other does, else unknown."""
    yes, no = exp.Boolean(this=True), exp.Boolean(this=False)
    if isinstance(holds, exp.Boolean) and holds.this:
        return YES
    made = t.case([(holds, yes), (fails, no)])
    return Test(made, isinstance(made, exp.Boolean))


def _says_nothing(left: Plain, relation: str, right: Plain) -> bool:
    """Whether a comparison of which one side is NULL is never decided by what it may be."""
    strict = relation == ">"

    def beyond(one: Bound, other: Bound, equal: bool) -> bool:
        return one > other or (one == other and equal) or one == INFINITY

    on_left = left.sure or (
        beyond(-left.least, -right.least, strict) and beyond(left.most, right.most, not strict)
    )
    on_right = right.sure or (
        beyond(right.most, left.most, strict) and beyond(-right.least, -left.least, not strict)
    )
    return on_left and on_right


def _equal(left: Number, right: Number) -> Test:
    if left.least > right.most or left.most < right.least:
        return NO
    if left.least == left.most == right.least == right.most:
        return YES
    if isinstance(left, Plain) and isinstance(right, Plain):
        sure = left.sure and right.sure
        if sure or (_covers(left, right) and _covers(right, left)):
            return Test(e.compared(left.end, "=", right.end), sure)
    first, last = low_of(left), high_of(left)
    least, most = low_of(right), high_of(right)
    holds = t.conjunction([e.compared(first, ">=", most), e.compared(least, ">=", last)])
    fails = t.disjunction([e.compared(last, "<", least), e.compared(most, "<", first)])
    return _three(holds, fails)


def _covers(one: Plain, other: Plain) -> bool:
    """Whether what the first may be where it is NULL holds all that the second may be."""
    if one.sure:
        return True
    return one.least <= other.least and other.most <= one.most and one.least < one.most


# Arithmetic


def add(left: Number, right: Number) -> Number:
    """The sum."""
    unit = _unit(left, right)
    least, most = _plus(left.least, right.least), _plus(left.most, right.most)
    if isinstance(left, Plain) and isinstance(right, Plain) and _adds_plainly(left, right):
        end = e.total([left.end, right.end])
        assert isinstance(end, End)
        return Plain(end, least, most, unit, left.sure and right.sure)
    low = e.total([low_of(left), low_of(right)])
    high = e.total([high_of(left), high_of(right)])
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
        return replace(fixed(Interval(0, 0)), unit=number.unit)
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


def multiply(left: Number, right: Number, let: Let) -> Number:
    """The product."""
    unit = left.unit or right.unit
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Plain) and _static(one):
            return replace(times(other, one.end.factor), unit=unit)
    bounds = [_times(a, b) for a in (left.least, left.most) for b in (right.least, right.most)]
    least, most = min(bounds), max(bounds)
    if isinstance(left, Plain) and isinstance(right, Plain) and left.sure and right.sure:
        return Plain(e.product(left.end, right.end), least, most, unit, True)
    left, right = named(left, "factor", let), named(right, "factor", let)
    if left.least >= 0 and right.least >= 0:
        low = _multiplied(low_of(left), low_of(right))
        high = _multiplied(high_of(left), high_of(right))
        return named(Ranged(low, high, least, most, unit), "product", let)
    low, high = _mixed(left, right)
    return named(Ranged(low, high, least, most, unit), "product", let)


def _multiplied(left: Side, right: Side) -> Side:
    """The product of two ends where an infinity is NULL and nothing times it is nothing."""
    zero = End(None, Fraction(0))
    none = [
        (e.compared(one, "=", zero), zero)
        for one, other in ((left, right), (right, left))
        if isinstance(one, End) and (isinstance(other, float) or other.top is not None)
    ]
    if isinstance(left, float) or isinstance(right, float):
        return e.chosen(none, INFINITY)
    return e.chosen(none, e.product(left, right))


def _mixed(left: Number, right: Number) -> tuple[Side, Side]:
    """The least and the greatest of the four products of ends of any sign."""
    zero = End(None, Fraction(0))
    left_ends, right_ends = (low_of(left), high_of(left)), (low_of(right), high_of(right))
    down: list[Sql] = []
    up: list[Sql] = []

    def sign(side: Side, infinite: float) -> tuple[Sql, Sql, Sql]:
        """Whether an end is below zero, above it, infinite."""
        if isinstance(side, float):
            yes, no = exp.Boolean(this=True), exp.Boolean(this=False)
            return (yes if side < 0 else no, yes if side > 0 else no, yes)
        below, above = e.compared(side, "<", zero), e.compared(side, ">", zero)
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
            beats = e.compared(one, relation, other)
            nothing = t.is_null(other.top) if other.top is not None else exp.Boolean(this=False)
            first.append(t.disjunction([nothing, beats]))
        there = t.is_not_null(one.top) if one.top is not None else exp.Boolean(this=True)
        found = e.chosen([(t.conjunction([there, *first]), one)], found)
    return found


def divide(left: Number, right: Number, let: Let) -> Number:
    """The quotient; unknown where the divisor may be zero."""
    unit = "" if right.unit else left.unit
    if left.unit and right.unit:
        _unit(left, right)
    if isinstance(right, Plain) and _static(right):
        if not right.end.factor:
            return Ranged(-INFINITY, INFINITY, unit=unit)
        return replace(times(left, 1 / right.end.factor), unit=unit)
    if isinstance(left, Plain) and isinstance(right, Plain) and _divides_plainly(left, right):
        return Plain(_over(left.end, right), unit=unit)
    left, right = named(left, "dividend", let), named(right, "divisor", let)
    positive = _over_positive(left, right)
    negative_ = _over_positive(negative(left), negative(right))
    above = e.compared(low_of(right), ">", End(None, Fraction(0)))
    below = e.compared(high_of(right), "<", End(None, Fraction(0)))
    low = e.chosen([(above, positive[0]), (below, negative_[0])], -INFINITY)
    high = e.chosen([(above, positive[1]), (below, negative_[1])], INFINITY)
    return named(Ranged(low, high, unit=unit), "quotient", let)


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
        _unit(left, right)
    divisor = e.exact(right.end)
    made = e.quotient(left.end, divisor)
    inside = [e.compared(divisor, ">", End(None, Fraction(0)))]
    if not (left.least >= 0 and low <= 0):
        inside.append(e.compared(made, ">=", e.const(low)))
    inside.append(e.compared(made, "<=", e.const(high)))
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
        top = exp.Nullif(this=t.own(below.top), expression=t.number(0))
        below = replace(below, top=top)
    return _null_with(e.quotient(above, below))


def _null_with(end: End) -> End:
    """A quotient whose top is NULL where its bottom is, so that one of them tells both."""
    if end.bottom is None or end.bottom.top is None or end.top is None:
        return end
    top = t.case([(t.is_not_null(end.bottom.top), end.top)])
    return replace(end, top=top)


def _over_positive(left: Number, right: Number) -> tuple[Side, Side]:
    """The ends of a quotient where the divisor is positive throughout."""
    zero = End(None, Fraction(0))
    low, high = low_of(left), high_of(left)
    least, most = low_of(right), high_of(right)
    constants = [one for one in (least, most) if isinstance(one, End) and one.top is None]
    if isinstance(least, float) or any(one.factor <= 0 for one in constants):
        return -INFINITY, INFINITY  # never positive: this is not asked of it
    endless: Sql = exp.Boolean(this=isinstance(most, float))
    if isinstance(most, End) and most.top is not None:
        endless = t.is_null(most.top)
    bottom: Side = -INFINITY
    if isinstance(low, End):
        at_least_zero = e.compared(low, ">=", zero)
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
            [(nothing, INFINITY), (e.compared(high, ">=", zero), e.quotient(high, least)),
             (endless, zero)],
            far,
        )  # fmt: skip
    return bottom, top


# Ranges


def clipped(number: Number, low: Bound, high: Bound, let: Let) -> Number:
    """What lies within a declared range; the range itself where nothing does."""
    if low <= number.least and number.most <= high:
        return number
    least, most = max(number.least, low), min(number.most, high)
    if least > most:
        return fixed(Interval(low, high, number.unit))
    floor, ceiling = e.const(low), e.const(high)
    if isinstance(number, Plain) and (number.sure or (number.least <= low and high <= number.most)):
        number = named(number, "unclipped", let)
        assert isinstance(number, Plain)
        inside = t.conjunction(
            [e.compared(number.end, ">=", floor), e.compared(number.end, "<=", ceiling)]
        )
        end = e.chosen([(inside, number.end)], INFINITY)
        assert isinstance(end, End)
        return Plain(end, low, high, number.unit)
    number = named(number, "unclipped", let)
    first, last = low_of(number), high_of(number)
    outside = t.disjunction([e.compared(first, ">", ceiling), e.compared(last, "<", floor)])
    bottom = e.chosen([(outside, floor), (e.compared(first, ">", floor), first)], floor)
    top = e.chosen([(outside, ceiling), (e.compared(last, "<", ceiling), last)], ceiling)
    if low == -INFINITY:
        bottom = e.chosen([(outside, floor)], first)
    if high == INFINITY:
        top = e.chosen([(outside, ceiling)], last)
    return Ranged(bottom, top, low, high, number.unit)


def either(given: Plain, other: Number) -> Number:
    """What was given; where nothing was, the other."""
    unit = _unit(given, other)
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
    low = e.chosen([(there, given.end)], low_of(other))
    high = e.chosen([(there, given.end)], high_of(other))
    return Ranged(low, high, least, most, unit)


def or_else(number: Number, value: Interval, day: bool, let: Let) -> Number:
    """The number where it is known, else one that is assumed."""
    plain = if_known(number, let)
    if plain.sure:
        return plain
    fallback = fixed(value, day)
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
