"""The scorecard + the criteria in SQL → the score as a range, and the classes that it allows.

The mirror of ``adieu.scorecard``: weights are known beforehand, which criteria are scored is not.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from msgspec.structs import replace
from sqlglot import exp

from adieu import policy as p
from adieu.portfolio.sql import comparison as cmp
from adieu.portfolio.sql import ends as e
from adieu.portfolio.sql import numbers as n
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.choice import chosen
from adieu.portfolio.sql.nouns import Choices, End, Number, Plain, Ranged, Side
from adieu.portfolio.sql.trees import Sql
from adieu.scorecard import LOWEST, SPAN, UNKNOWN_SCORE

Score = Callable[[str], Number]


def _counting(card: p.Scorecard, without_opinions: bool) -> list[p.Criterion]:
    return [one for one in card.criteria if one.weight and not (without_opinions and one.opinion)]


def scored(card: p.Scorecard, score_of: Score, without_opinions: bool = False) -> Sql:
    """Whether anything that counts is scored."""
    counting = _counting(card, without_opinions)
    numbers = [score_of(one.name) for one in counting]
    columns = [
        one.end.top
        for one in numbers
        if isinstance(one, Plain) and not one.sure and one.end.top is not None
    ]
    if (
        len(columns) == len(numbers) > 1
        and len({one.end.sort for one in numbers if isinstance(one, Plain)}) == 1
    ):
        return t.is_not_null(t.function(exp.Coalesce, *columns))
    return t.disjunction(n.known(one).sql for one in numbers)


def score(card: p.Scorecard, score_of: Score, let: n.Let, without_opinions: bool = False) -> Number:
    """The score from 0 to 100; all of that range where nothing is scored."""
    counting = _counting(card, without_opinions)
    lows: list[Side] = []
    highs: list[Side] = []
    weights: list[Side] = []
    for one in counting:
        number, weight = score_of(one.name), Fraction(one.weight)
        low, high = n.low_of(number), n.high_of(number)
        mass: Side = End(None, weight)
        if one.left_out:
            known = n.known(number).sql
            if isinstance(number, Plain) and not number.sure:
                low = high = n.low_of(replace(number, least=LOWEST))
            else:
                low, high = (chosen([(known, end)], e.const(LOWEST)) for end in (low, high))
            mass = chosen([(known, mass)], End(None, Fraction(0)))
        for ends, end in ((lows, low), (highs, high)):
            ends += [e.scaled(end, weight), End(None, -LOWEST * weight)]
        weights.append(mass)
    if not counting:
        return n.fixed(UNKNOWN_SCORE)
    total = e.total(weights)
    assert isinstance(total, End)
    if any(not one.left_out for one in counting) and all(
        _from_one_to_five(one, score_of) for one in counting
    ):
        # Where nothing is scored the sums already run from 0 to 100.
        bottom, top = (_mean(e.total(sides), total) for sides in (lows, highs))
        return Ranged(bottom, top, UNKNOWN_SCORE.low, UNKNOWN_SCORE.high)
    found = let("anything scored", scored(card, score_of, without_opinions))
    bottom, top = (
        chosen([(found, _mean(e.total(sides), total))], limit)
        for sides, limit in ((lows, e.const(0)), (highs, e.const(100)))
    )
    return Ranged(bottom, top, UNKNOWN_SCORE.low, UNKNOWN_SCORE.high)


def _from_one_to_five(criterion: p.Criterion, score_of: Score) -> bool:
    number = score_of(criterion.name)
    return (number.least, number.most) == (LOWEST, LOWEST + SPAN)


def _mean(points: Side, total: End) -> Side:
    """Points over the weight of what counts: ``(mean − 1) ÷ 4 × 100``."""
    assert isinstance(points, End)
    if total.top is None and not total.factor:
        return e.const(0)
    return e.scaled(e.quotient(points, total), Fraction(100, SPAN))


def classes(card: p.Scorecard, within: Number) -> Choices:
    """The classes that a score in this range may fall into."""
    found: list[tuple[str, Sql]] = []
    above = Fraction(101)
    for name, border in card.classes:
        reaches: Sql = exp.Boolean(this=True)
        below: Sql = exp.Boolean(this=True)
        if within.least < border:
            reaches = cmp.compared(n.high_of(within), ">=", End(None, Fraction(border)))
        if within.most >= above:
            below = cmp.compared(n.low_of(within), "<", End(None, above))
        found.append((name, t.conjunction([reaches, below])))
        above = Fraction(border)
    return Choices(tuple(found))
