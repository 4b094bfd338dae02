"""A number over another, of which some may be unknown → their quotient.

``adieu.logic.Interval`` is the definition.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace
from sqlglot import exp

from adieu.logic import INFINITY, Bound
from adieu.portfolio.sql import arithmetic as ar
from adieu.portfolio.sql import comparison as cmp
from adieu.portfolio.sql import ends as e
from adieu.portfolio.sql import numbers as n
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.choice import chosen
from adieu.portfolio.sql.nouns import End, Number, Plain, Ranged, Side
from adieu.portfolio.sql.trees import Sql


def divide(left: Number, right: Number, let: n.Let) -> Number:
    """The quotient; unknown where the divisor may be zero."""
    unit = "" if right.unit else left.unit
    if left.unit and right.unit:
        n.unit_of(left, right)
    if isinstance(right, Plain) and ar.static(right):
        if not right.end.factor:
            return Ranged(-INFINITY, INFINITY, unit=unit)
        return replace(ar.times(left, 1 / right.end.factor), unit=unit)
    if isinstance(left, Plain) and isinstance(right, Plain) and _divides_plainly(left, right):
        return Plain(_over(left.end, right), unit=unit)
    left, right = n.named(left, "dividend", let), n.named(right, "divisor", let)
    positive = _over_positive(left, right)
    negative_ = _over_positive(ar.negative(left), ar.negative(right))
    above = cmp.compared(n.low_of(right), ">", End(None, Fraction(0)))
    below = cmp.compared(n.high_of(right), "<", End(None, Fraction(0)))
    low = chosen([(above, positive[0]), (below, negative_[0])], -INFINITY)
    high = chosen([(above, positive[1]), (below, negative_[1])], INFINITY)
    return n.named(Ranged(low, high, unit=unit), "quotient", let)


def _divides_plainly(left: Plain, right: Plain) -> bool:
    """Whether NULL says all that is unknown of their quotient."""
    one_sign = right.least >= 0 or right.most <= 0
    return ar.free(left) and one_sign and (right.sure or right.least <= 0 <= right.most)


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
    end = chosen([(t.conjunction(inside), replace(made, bottom=None))], INFINITY)
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
        bottom = chosen(
            [(t.conjunction([at_least_zero, endless]), zero), (at_least_zero, far)],
            e.quotient(low, least),
        )
    top: Side = INFINITY
    if isinstance(high, End):
        nothing = t.is_null(high.top) if high.top is not None else exp.Boolean(this=False)
        far = e.quotient(high, most) if isinstance(most, End) else zero
        top = chosen(
            [(nothing, INFINITY), (cmp.compared(high, ">=", zero), e.quotient(high, least)),
             (endless, zero)],
            far,
        )  # fmt: skip
    return bottom, top
