"""Several ends, each under a condition → the one end that they are together."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

from sqlglot import exp

from adieu.portfolio.sql import ends as e
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.nouns import End, Side
from adieu.portfolio.sql.trees import Sql


def chosen(branches: Iterable[tuple[Sql, Side]], otherwise: Side) -> Side:
    """The first of several numbers whose condition holds."""
    listed = []
    for condition, side in branches:
        if isinstance(condition, exp.Boolean) and condition.this:
            otherwise = side
            break
        if not isinstance(condition, exp.Boolean | exp.Null):
            listed.append((condition, side))
    if not listed or all(side == otherwise for _, side in listed):
        return otherwise
    sides = [side for _, side in listed] + [otherwise]
    ends = [e.exact(one) for one in sides if isinstance(one, End)]
    if any(one.sort == "day" for one in ends):
        return _chosen_day([condition for condition, _ in listed], sides)
    if not any(one.top is not None for one in ends):
        return _chosen_constant([condition for condition, _ in listed], sides)
    uniform = iter(e.same_factor(ends))
    matched = [next(uniform) if isinstance(one, End) else one for one in sides]
    factor = next(one.factor for one in matched if isinstance(one, End) and one.top is not None)
    even = [e.constant_over(one, factor) if isinstance(one, End) else one for one in matched]
    return _cased([condition for condition, _ in listed], even, factor)


def _chosen_constant(conditions: list[Sql], sides: list[Side]) -> Side:
    ends = [one for one in sides if isinstance(one, End)]
    below = math.lcm(*(one.factor.denominator for one in ends))
    scale = Fraction(1)
    if any(e.places_of(one.factor) is None for one in ends):
        scale = Fraction(1, below)
    even = [
        e.constant_over(End(None, one.factor), scale) if isinstance(one, End) else one
        for one in sides
    ]
    return _cased(conditions, even, scale)


def _cased(conditions: list[Sql], sides: list[Side], factor: Fraction) -> Side:
    ends = [one for one in sides if isinstance(one, End)]
    whole, places = max(one.whole for one in ends), max(one.places for one in ends)
    e.fit(whole, places)
    mixed = len({one.sort for one in ends}) > 1

    def top(side: Side) -> Sql:
        if isinstance(side, float):
            return exp.null()
        if side.top is None:
            return t.number(side.factor)
        if mixed and side.sort == "whole" and whole + places <= e.INTEGER_DIGITS:
            return e.decimal(side.top, side.whole, 0)
        return e.levelled(side, whole, places)

    *firsts, last = [top(one) for one in sides]
    made = End(
        t.case(zip(conditions, firsts, strict=True), last), factor,
        "decimal" if mixed else ends[0].sort, whole, places,
    )  # fmt: skip
    if all(one.bottom is None for one in ends):
        return made
    below = [one.bottom or e.ONE if isinstance(one, End) else e.ONE for one in sides]
    bottom = chosen(list(zip(conditions, below[:-1], strict=True)), below[-1])
    assert isinstance(bottom, End)
    return e.over(made, bottom)


def _chosen_day(conditions: list[Sql], sides: list[Side]) -> Side:
    *firsts, last = [exp.null() if isinstance(one, float) else e.day_of(one) for one in sides]
    return End(t.case(zip(conditions, firsts, strict=True), last), sort="day")
