"""Two exact numbers in SQL → whether one is less than the other, or the same.

Quotients are compared by cross-multiplication.  A binary fraction is read as the decimal that it
prints as: beside a constant, the least binary fraction that prints as no less stands for it.
"""

from __future__ import annotations

import math
from fractions import Fraction

from msgspec.structs import replace
from sqlglot import exp

from adieu.logic import Bound
from adieu.portfolio.sql import ends as e
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.nouns import End, Side
from adieu.portfolio.sql.trees import Sql


def compared(left: Side, relation: str, right: Side) -> Sql:
    """Whether a relation holds; NULL where a NULL end is compared."""
    if isinstance(left, float) or isinstance(right, float):
        first = left if isinstance(left, float) else 0
        second = right if isinstance(right, float) else 0
        return exp.Boolean(this=holds(first, relation, second))
    if left.top is None and right.top is None:
        return exp.Boolean(this=holds(left.factor, relation, right.factor))
    if "day" in (left.sort, right.sort):
        return t.related(e.day_of(left), relation, e.day_of(right))
    if left.top is None:
        return compared(right, TURNED[relation], left)
    if right.top is None:
        return _against(left, relation, right.factor)
    return _against_other(left, relation, right)


_ANY: dict[tuple[str, Fraction | int], str] = {
    (">=", 1): "!=", (">", 0): "!=", ("<", 1): "=", ("<=", 0): "=",
}  # fmt: skip
"""Whether any bit is set, said of the bits themselves."""

TURNED = {">=": "<=", ">": "<", "<=": ">=", "<": ">", "=": "=", "!=": "!="}


def holds(left: Bound, relation: str, right: Bound) -> bool:
    """Whether a relation holds between two numbers that are known beforehand."""
    match relation:
        case ">=":
            return left >= right
        case ">":
            return left > right
        case "<=":
            return left <= right
        case "<":
            return left < right
        case "=":
            return left == right
        case _:
            return left != right


def _against(left: End, relation: str, value: Fraction) -> Sql:
    """A number that moves against one that does not."""
    if left.factor < 0:
        relation = TURNED[relation]
    limit = value / left.factor
    assert left.top is not None
    if left.bottom is not None and limit:
        below = replace(left.bottom, factor=left.bottom.factor * limit)
        return _against_other(replace(left, factor=Fraction(1), bottom=None), relation, below)
    if left.sort == "double":
        return _against_double(left.top, relation, limit)
    if (relation, limit) in _ANY and (bits := t.bits_counted(left.top)) is not None:
        return t.related(bits, _ANY[relation, limit], exp.Literal.number(0))
    limit = max(min(limit, Fraction(10**left.whole)), -Fraction(10**left.whole))
    step = Fraction(1, 10**left.places)
    if limit % step and relation in ("=", "!="):
        return t.case([(t.is_not_null(left.top), exp.Boolean(this=relation == "!="))])
    snapped = {">=": math.ceil, ">": math.floor, "<=": math.floor, "<": math.ceil}
    if limit % step:
        limit = snapped[relation](limit / step) * step
    return t.related(left.top, relation, t.number(limit))


def _against_double(node: Sql, relation: str, limit: Fraction) -> Sql:
    """A binary fraction, read as the decimal that it prints as, against a number."""
    match relation:
        case ">=" | "<":
            return t.related(node, relation, _double(_first_double(limit, True)))
        case ">" | "<=":
            turned = ">=" if relation == ">" else "<"
            border = _first_double(limit, False)
            plain = e.places_of(limit) is not None and _shown(float(limit)) == limit
            if plain:
                return t.related(node, relation, _double(float(limit)))
            return t.related(node, turned, _double(border))
        case _:
            if _shown(float(limit)) == limit:
                return t.related(node, relation, _double(float(limit)))
            return t.case([(t.is_not_null(node), exp.Boolean(this=relation == "!="))])


def _shown(value: float) -> Fraction:
    return Fraction(repr(value))


def _first_double(limit: Fraction, itself: bool) -> float:
    """The least binary fraction that prints as a number of at least this, or more than this."""
    found = float(limit)
    while _shown(found) > limit or (itself and _shown(found) == limit):
        found = math.nextafter(found, -math.inf)
    while _shown(found) < limit or (not itself and _shown(found) == limit):
        found = math.nextafter(found, math.inf)
    return found


def _double(value: float) -> Sql:
    shown = repr(value)
    if "e" in shown or len(shown.replace(".", "").replace("-", "").strip("0")) > e.DOUBLE_DIGITS:
        return t.as_type(t.text(shown), "double")
    return t.number(Fraction(shown))


def _against_other(left: End, relation: str, right: End) -> Sql:
    """Two numbers that move, by cross-multiplication: their bottoms are positive."""
    one, other = left.bottom or e.ONE, right.bottom or e.ONE
    first, second = (
        (left, right) if one == other else (e.of_tops(left, other), e.of_tops(right, one))
    )
    if first.sort == second.sort == "double" and first.factor == second.factor:
        if first.factor < 0:
            relation = TURNED[relation]
        assert first.top is not None
        assert second.top is not None
        return t.related(first.top, relation, second.top)
    first, second = e.exact(replace(first, bottom=None)), e.exact(replace(second, bottom=None))
    if first.factor < 0:
        relation = TURNED[relation]
    ratio = second.factor / first.factor
    first = e.multiplied(first, ratio.denominator)
    second = e.multiplied(second, ratio.numerator)
    whole, places = max(first.whole, second.whole), max(first.places, second.places)
    e.fit(whole, places)
    return t.related(e.levelled(first, whole, places), relation, e.levelled(second, whole, places))
