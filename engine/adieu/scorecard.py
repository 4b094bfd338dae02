"""Scores of the criteria + the scorecard → the score as a range and the classes that it allows.

score = (weighted mean − 1) ÷ 4 × 100, exact.  A criterion that nobody scored counts with its whole
range; one marked ``unknown: left-out`` leaves the mean where it is unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from msgspec import Struct

from adieu.logic import Bound, Interval, Options, is_known
from adieu.policy import Criterion, Scorecard

LOWEST, SPAN = 1, 4
UNKNOWN_SCORE = Interval(0, 100)


class Contribution(Struct, frozen=True):
    """A criterion that counts: its scores, and the points from 0 to 100 that it adds."""

    criterion: Criterion
    points: Interval


def contributions(
    card: Scorecard, score_of: Callable[[str], Interval], without_opinions: bool = False
) -> tuple[Contribution, ...]:
    """What each criterion that counts adds to the score; nothing where nothing is scored."""
    counted = [
        (one, score_of(one.name))
        for one in card.criteria
        if one.weight
        and not (without_opinions and one.opinion)
        and not (one.left_out and not is_known(score_of(one.name)))
    ]
    if not any(is_known(score) for _, score in counted):
        return ()
    total = sum(one.weight for one, _ in counted)

    def points(criterion: Criterion, end: Bound) -> Fraction:
        return Fraction(criterion.weight * 100, total) * (Fraction(end) - LOWEST) / SPAN

    return tuple(
        Contribution(one, Interval(points(one, score.low), points(one, score.high)))
        for one, score in counted
    )


def score(
    card: Scorecard, score_of: Callable[[str], Interval], without_opinions: bool = False
) -> Interval:
    """The score from 0 to 100; all of that range where nothing is scored."""
    parts = contributions(card, score_of, without_opinions)
    if not parts:
        return UNKNOWN_SCORE
    low = sum((Fraction(one.points.low) for one in parts), Fraction(0))
    high = sum((Fraction(one.points.high) for one in parts), Fraction(0))
    return Interval(low, high)


def classes(card: Scorecard, within: Interval) -> Options:
    """The classes that a score in this range may fall into, compared unrounded."""
    found, above = set(), Fraction(101)
    for name, border in card.classes:
        if within.high >= border and within.low < above:
            found.add(name)
        above = Fraction(border)
    return Options(frozenset(found))
