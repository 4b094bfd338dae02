"""Numbers as ranges, ratios, tallies and means → comparisons of them, as formulas.

Quotients are compared by multiplying both sides with the divisor, by its sign; a divisor that may
be zero leaves the quotient unknown.  A mean is compared by summing the distances of its scores.
"""

from __future__ import annotations

import math

import z3

from adieu.proof import terms as t
from adieu.proof.numbers import added, as_range, never_negative, opposite, scaled
from adieu.proof.terms import Formula, Pair, Range
from adieu.scorecard import LOWEST, SPAN, UNKNOWN_SCORE


def at_least(left: t.Numeric, right: t.Numeric, defined: list[Formula]) -> Pair:
    """Whether ``left`` ≥ ``right``."""
    for one, other, turned in ((left, right, False), (right, left, True)):
        if isinstance(other, Range) and other.exact and t.is_exact(other.low):
            match one:
                case t.Tally():
                    return _tally_against(one, other.low, turned)
                case t.Mean():
                    return _mean_against(one, other.low, turned)
                case t.Quotient():
                    return _quotient_against(one, other.low, turned)
    first, second = as_range(left, defined), as_range(right, defined)
    yes = t.conj((first.low_finite, second.high_finite, t.compared(first.low, ">=", second.high)))
    no = t.conj((first.high_finite, second.low_finite, t.compared(second.low, ">", first.high)))
    return Pair(yes, no)


def _tally_against(tally: t.Tally, limit: t.Number, turned: bool) -> Pair:
    """Whether so many hold; ``turned``: whether at most so many do."""
    if turned:
        needed = math.floor(limit) + 1
        return Pair(t.neg(t.at_least(needed, tally.possible)), t.at_least(needed, tally.certain))
    needed = math.ceil(limit)
    return Pair(t.at_least(needed, tally.certain), t.neg(t.at_least(needed, tally.possible)))


def mean_at_least(mean: t.Mean, limit: t.Number) -> Formula:
    """Whether the points of a mean certainly reach a limit."""
    return _mean_against(mean, limit, turned=False).yes


def _mean_against(mean: t.Mean, limit: t.Number, turned: bool) -> Pair:
    """Whether the points reach a limit: the weighted distances to it sum to nothing less."""
    if not mean.parts:
        return _nothing_scored(limit, turned)

    def reaches(high: bool, relation: str) -> Formula:
        distances = []
        for weight, score, counted in mean.parts:
            points = scaled(added(score.high if high else score.low, -LOWEST), weight * 100)
            distances.append(t.chosen(counted, added(points, -limit * weight * SPAN), 0))
        return t.compared(_total(distances), relation, 0)

    some = Pair(reaches(False, ">="), t.neg(reaches(True, ">=")))
    if turned:
        some = Pair(t.neg(reaches(True, ">")), reaches(False, ">"))
    nothing = _nothing_scored(limit, turned)
    return Pair(
        t.chosen(mean.known, some.yes, nothing.yes), t.chosen(mean.known, some.no, nothing.no)
    )


def _nothing_scored(limit: t.Number, turned: bool) -> Pair:
    whole = t.between(UNKNOWN_SCORE.low, UNKNOWN_SCORE.high)
    return _at_most(whole, limit) if turned else _reaches(whole, limit)


def _total(parts: list[t.Number]) -> t.Number:
    fixed = sum(part for part in parts if t.is_exact(part))
    rest = [part for part in parts if not t.is_exact(part)]
    return z3.Sum([*rest, t.lifted(fixed)]) if rest else fixed


def _quotient_against(ratio: t.Quotient, limit: t.Number, turned: bool) -> Pair:
    """Whether a quotient is at least (``turned``: at most) a limit.

    Where the divisor may be zero, and where what is known lies wholly outside the declared limits,
    the quotient is anything that those allow.
    """
    whole = t.between(ratio.low, ratio.high)
    anything = _at_most(whole, limit) if turned else _reaches(whole, limit)
    defined, above, below = _positive(ratio)
    inside = []
    if whole.low_finite:
        inside.append(_side(above.high, above.high_finite, below, whole.low, ">="))
    if whole.high_finite:
        inside.append(_side_below(above.low, above.low_finite, below, whole.high))
    here = t.conj((defined, *inside))
    high_reaches = _side(above.high, above.high_finite, below, limit, ">=")
    low_reaches = _certainly(above.low, above.low_finite, below, limit, ">=")
    high_beyond = _side(above.high, above.high_finite, below, limit, ">")
    low_beyond = _certainly(above.low, above.low_finite, below, limit, ">")
    if turned:
        told = Pair(t.neg(high_beyond), low_beyond)
        clip_yes = t.conj((whole.high_finite, t.compared(limit, ">=", whole.high)))
        clip_no = t.conj((whole.low_finite, t.compared(whole.low, ">", limit)))
    else:
        told = Pair(low_reaches, t.neg(high_reaches))
        clip_yes = t.conj((whole.low_finite, t.compared(whole.low, ">=", limit)))
        clip_no = t.conj((whole.high_finite, t.compared(limit, ">", whole.high)))
    yes, no = t.disj((told.yes, clip_yes)), t.disj((told.no, clip_no))
    return Pair(t.chosen(here, yes, anything.yes), t.chosen(here, no, anything.no))


def _reaches(whole: Range, limit: t.Number) -> Pair:
    return Pair(
        t.conj((whole.low_finite, t.compared(whole.low, ">=", limit))),
        t.conj((whole.high_finite, t.compared(limit, ">", whole.high))),
    )


def _at_most(whole: Range, limit: t.Number) -> Pair:
    return Pair(
        t.conj((whole.high_finite, t.compared(limit, ">=", whole.high))),
        t.conj((whole.low_finite, t.compared(whole.low, ">", limit))),
    )


def _positive(ratio: t.Quotient) -> tuple[Formula, Range, Range]:
    """Whether the divisor is not zero, and both sides turned so that it is positive."""
    above, below = ratio.above, ratio.below
    plus = t.conj((below.low_finite, t.compared(below.low, ">", 0)))
    if not below.exact and (plus is True or never_negative(below)):
        return plus, above, below
    if below.exact and never_negative(below):
        return plus, above, below
    minus = t.conj((below.high_finite, t.compared(0, ">", below.high)))
    return (
        t.disj((plus, minus)),
        Range(
            t.chosen(plus, above.low, opposite(above.high)),
            t.chosen(plus, above.high, opposite(above.low)),
            t.chosen(plus, above.low_finite, above.high_finite),
            t.chosen(plus, above.high_finite, above.low_finite),
        ),
        Range(
            t.chosen(plus, below.low, opposite(below.high)),
            t.chosen(plus, below.high, opposite(below.low)),
            t.chosen(plus, below.low_finite, below.high_finite),
            t.chosen(plus, below.high_finite, below.low_finite),
        ),
    )


def _certainly(
    end: t.Number, finite: Formula, below: Range, limit: t.Number, relation: str
) -> Formula:
    """Whether the lowest value of the dividend exceeds the limit for every divisor there is."""
    worst = below.high if limit >= 0 else below.low
    bounded = below.high_finite if limit > 0 else True
    reached = t.compared(end, relation, scaled(worst, limit))
    return t.conj((finite, bounded, reached))


def _side(end: t.Number, finite: Formula, below: Range, limit: t.Number, relation: str) -> Formula:
    """Whether the highest value of the dividend exceeds the limit for some divisor there is."""
    best = below.low if limit >= 0 else below.high
    unbounded = t.neg(below.high_finite) if limit < 0 else False
    return t.disj((t.neg(finite), unbounded, t.compared(end, relation, scaled(best, limit))))


def _side_below(end: t.Number, finite: Formula, below: Range, limit: t.Number) -> Formula:
    """Whether the lowest value of the dividend stays within the limit for some divisor."""
    best = below.high if limit >= 0 else below.low
    unbounded = t.neg(below.high_finite) if limit > 0 else False
    return t.disj((t.neg(finite), unbounded, t.compared(scaled(best, limit), ">=", end)))
