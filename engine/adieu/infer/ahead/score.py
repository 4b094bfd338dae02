"""The scorecard + the scores so far → the total score as a range, and the classes it allows."""

from __future__ import annotations

import ast
from fractions import Fraction
from functools import lru_cache

from adieu import policy as p
from adieu import scorecard
from adieu.infer.ahead import code
from adieu.infer.ahead.operands import Source
from adieu.infer.ahead.ranges import ONE, Ends, Range, fixed_range, put_range
from adieu.logic import Bound, Interval


def score(
    card: p.Scorecard,
    without_opinions: bool,
    variables: Ends,
    source: Source,
) -> list[ast.stmt]:
    """Statements that store the score, 0 to 100, in the variables of a range.

    It is 25 times the weighted sum of what each mark, 1 to 5, is above one, divided by the weights;
    where nothing is scored it may be anything.
    """
    counted = [
        one for one in card.criteria if one.weight and not (without_opinions and one.opinion)
    ]
    lows: list[ast.expr] = []
    highs: list[ast.expr] = []
    weights: list[ast.expr] = []
    scored: list[ast.expr] = []
    for one in counted:
        held = source.held[one.name]
        assert isinstance(held, Range)
        known = source.comparing.known(held)
        weight = ast.Constant(one.weight)
        counts = known if one.left_out else code.TRUE
        scored.append(known)
        for ends, end in ((lows, held.low), (highs, held.high)):
            points = code.calculate(weight, "*", code.calculate(end.above, "-", ONE))
            ends.append(code.choose(counts, points, ast.Constant(0)))
        weights.append(code.choose(counts, weight, ast.Constant(0)))
    low_above, low_below, high_above, high_below = variables
    result = [
        code.put(low_above, code.calculate(ast.Constant(25), "*", code.total(lows))),
        code.put(high_above, code.calculate(ast.Constant(25), "*", code.total(highs))),
        code.put_all((low_below, high_below), code.total(weights)),
    ]
    return code.when(code.either(scored), result, put_range(variables, fixed_range(0, 100)))


def classes_of(card: p.Scorecard, variables: Ends, source: Source) -> ast.expr:
    """The set of classes that the score in these variables allows, as code."""

    @lru_cache(maxsize=4096, typed=True)
    def classes(low: Bound, low_below: int, high: Bound, high_below: int) -> frozenset[str]:
        within = Interval(_ratio(low, low_below), _ratio(high, high_below))
        return scorecard.classes(card, within).words or frozenset()

    return code.call(source.bind(classes), *map(code.name, variables))


def _ratio(above: Bound, below: int) -> Bound:
    return Fraction(above) / below
