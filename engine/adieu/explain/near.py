"""A rule that was not found + its conditions → what came nearest, and whether to say so."""

from __future__ import annotations

from adieu import expression as ex
from adieu import policy as p
from adieu.evaluate import evaluate, measure
from adieu.explain.checked import Checked
from adieu.facts import FactScope
from adieu.logic import FALSE, TRUE, Interval

HALF_WAY = 0.5
"""So near a count has to come for a near miss: 1 of 2 invoices."""

ALMOST = 0.9
"""So near an amount, a share or a time has to come."""


def nearest(conditions: tuple[Checked, ...], scope: FactScope) -> Checked | None:
    """The failed condition that came nearest to holding."""
    failed = [one for one in conditions if one.truth is FALSE]
    return max(failed, key=lambda one: _closeness(one, scope), default=None)


def is_near(
    rule: p.Rule, conditions: tuple[Checked, ...], closest: Checked | None, scope: FactScope
) -> bool:
    """Whether a rule that was not found came near enough to be worth saying."""
    if rule.nearly is not None and evaluate(rule.nearly.when, scope) is TRUE:
        return True
    if closest is None:
        return False
    needed = [one.truth for one in conditions if not one.alternative]
    any_of = [one.truth for one in conditions if one.alternative]
    failed = needed.count(FALSE) + (bool(any_of) and TRUE not in any_of)
    close = _closeness(closest, scope) >= (HALF_WAY if _is_tally(closest) else ALMOST)
    return close and (failed == 1 or TRUE in needed)


def _closeness(one: Checked, scope: FactScope) -> float:
    """How near a failed condition came, from 0 to 1; only for choosing what to show."""
    if not isinstance(one.condition, ex.Compare):
        return 0.0
    left, right = measure(one.condition.left, scope), measure(one.condition.right, scope)
    if not (isinstance(left, Interval) and isinstance(right, Interval)):
        return 0.0
    if one.condition.relation not in (">=", ">") or not right.low or left.high > right.low:
        return 0.0
    return max(0.0, float(left.high / right.low))


def _is_tally(one: Checked) -> bool:
    """Whether a condition compares a plain count with a fixed number, as 1 with at least 2."""
    match one.condition:
        case ex.Compare(left, _, ex.Parameter() | ex.Constant()):
            return left.type.name == "number" and not left.type.unit
        case _:
            return False
