"""Numbers of which some are unknown → how they compare, as intervals do it.

``adieu.logic.Interval`` is the definition.  What a range decides beforehand is left out; a number
stays plain as long as NULL gives the right answer over its range.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from msgspec.structs import replace
from sqlglot import exp

from adieu.logic import INFINITY, Bound, Interval, common_unit
from adieu.portfolio.sql import comparison as cmp
from adieu.portfolio.sql import ends as e
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.choice import chosen
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
    return chosen([(nothing, e.const(value))], end)


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
    same = cmp.compared(number.low, "=", number.high)
    return Test(t.certain(same), True)


def if_known(number: Number, let: Let) -> Plain:
    """The number where it is known, else NULL."""
    if isinstance(number, Plain):
        return number
    low = number.low if isinstance(number.low, End) else number.high
    if not isinstance(low, End):
        return Plain(End(t.null("bigint")), number.least, number.most, number.unit)
    found = chosen([(let("known", known(number).sql), low)], INFINITY)
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


def unit_of(left: Number, right: Number) -> str:
    """The currency of both.

    Raises:
        adieu.logic.UnitMismatch: where their currencies differ.
    """
    return common_unit(Interval(0, 0, left.unit), Interval(0, 0, right.unit))


def compare(left: Number, relation: str, right: Number) -> Test:
    """Whether a relation holds between two numbers, taken as independent.

    Raises:
        adieu.logic.UnitMismatch: where their currencies differ.
    """
    unit_of(left, right)
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
    if cmp.holds(left.least, relation, right.most):
        return YES
    if not cmp.holds(left.most, relation, right.least):
        return NO
    if isinstance(left, Plain) and isinstance(right, Plain):
        sure = left.sure and right.sure
        if sure or _says_nothing(left, relation, right):
            return Test(cmp.compared(left.end, relation, right.end), sure)
    contrary = "<" if relation == ">=" else "<="
    holds = cmp.compared(low_of(left), relation, high_of(right))
    fails = cmp.compared(high_of(left), contrary, low_of(right))
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
            return Test(cmp.compared(left.end, "=", right.end), sure)
    first, last = low_of(left), high_of(left)
    least, most = low_of(right), high_of(right)
    holds = t.conjunction([cmp.compared(first, ">=", most), cmp.compared(least, ">=", last)])
    fails = t.disjunction([cmp.compared(last, "<", least), cmp.compared(most, "<", first)])
    return _three(holds, fails)


def _covers(one: Plain, other: Plain) -> bool:
    """Whether what the first may be where it is NULL holds all that the second may be."""
    if one.sure:
        return True
    return one.least <= other.least and other.most <= one.most and one.least < one.most
