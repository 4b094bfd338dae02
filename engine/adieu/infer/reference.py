"""Facts + a policy → the inference by definition: Kleene's logic, read off the page.

This is the meaning that durable-rules, and every other reading, is held against.
"""

from __future__ import annotations

from collections.abc import Mapping

from adieu import expression as ex
from adieu.evaluate import evaluate
from adieu.facts import Facts, FactScope
from adieu.infer import (
    Inference,
    Outcome,
    Setting,
    count_findings,
    settings,
)
from adieu.logic import FALSE, TRUE, Interval, Truth, Value, all_of
from adieu.policy import Policy, Rule


def infer(policy: Policy, facts: Facts) -> Inference:
    """What the policy says of these facts."""
    scope = facts.scope()
    outcomes = {rule.name: outcome(rule, scope) for rule in policy.active}
    repairs = {
        rule.name: _truth(facts.values[fact.name])
        for rule in policy.active
        if (fact := policy.repair_fact(rule)) is not None
    }
    gates = {name: _truth(facts.values[name]) for name in policy.gates}
    return Inference(outcomes, repairs, gates, possible(policy, scope, outcomes, repairs, gates))


def outcome(rule: Rule, scope: FactScope) -> Outcome:
    """What becomes of one rule: its condition, less its exception."""
    when = all_of(evaluate(one, scope) for one in rule.when)
    unless = all_of(evaluate(one, scope) for one in rule.unless) if rule.unless else FALSE
    if when is FALSE:
        return Outcome.NOT_FOUND
    if unless is TRUE:
        return Outcome.EXCUSED
    return Outcome.FOUND if when is TRUE and unless is FALSE else Outcome.UNDETERMINED


def possible(
    policy: Policy,
    scope: FactScope,
    outcomes: Mapping[str, Outcome],
    repair_tried: Mapping[str, Truth],
    gates: Mapping[str, Truth],
) -> tuple[str, ...]:
    """The verdicts that are still possible, harshest first.

    Each way to settle the gates and repairs is tried; in each, every row that may be the first to
    hold counts, so that a row of which nobody knows whether it holds hides no harsher one.
    """
    found: set[str] = set()
    for setting in settings(policy, outcomes, repair_tried, gates):
        settled = VerdictScope(policy, scope, outcomes, setting)
        for row in policy.verdicts:
            holds = evaluate(row.when, settled)
            if holds is not FALSE:
                found.add(row.verdict)
            if holds is TRUE:
                break
    return tuple(row.verdict for row in policy.verdicts if row.verdict in found)


class VerdictScope(FactScope):
    """Facts with the gates settled, and the findings to count."""

    def __init__(
        self, policy: Policy, facts: FactScope, outcomes: Mapping[str, Outcome], setting: Setting
    ) -> None:
        super().__init__(policy, facts.as_of, facts.values)
        self.policy, self.outcomes, self.setting = policy, outcomes, setting

    def fact(self, name: str) -> Value:
        """The value of a fact, settled where it is a gate."""
        return self.setting.gates.get(name, self.values[name])

    def findings(self, node: ex.Findings) -> Interval:
        """How many rules were found, each by its own condition."""
        return count_findings(node, self.policy, self.outcomes, self.setting.repair_tried)


def _truth(value: Value) -> Truth:
    assert isinstance(value, Truth)
    return value
