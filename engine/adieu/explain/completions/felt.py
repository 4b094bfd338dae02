"""What is open of one client + other values of known facts → whether anything open feels them."""

from __future__ import annotations

from collections.abc import Iterable

from adieu import expression as ex
from adieu.evaluate import evaluate
from adieu.explain.checked import leaves
from adieu.explain.completions.explored import spoken_of
from adieu.explain.completions.grid import Part
from adieu.explain.completions.openings import Openings
from adieu.explain.completions.parts import conducts
from adieu.facts import Facts
from adieu.infer import Inference, Outcome
from adieu.logic import UNKNOWN, is_known


class Felt:
    """What has to stay as it is for all that is open to stay so; ``parts`` are what is open."""

    def __init__(self, openings: Openings, parts: Iterable[Part], weighed: frozenset[str]) -> None:
        self.facts, self.policy, self.weighed = openings.facts, openings.policy, weighed
        limits = (*self.policy.invariants, *(one for _, one in conducts(openings)))
        self.parts = (*parts, Part("limit", "", limits, ()))
        spoken = {name for one in self.parts for each in one.conditions
                  for name in ex.fact_names(each)}  # fmt: skip
        unknown = frozenset(name for name in spoken if not is_known(self.facts.values[name]))
        within = [Part("fact", "", tuple(_itself(self.facts, name) for name in unknown), ())]
        self.behind = spoken_of(self.policy, within)
        self.leaves = tuple(
            (leaf, ex.fact_names(leaf))
            for one in self.parts
            for condition in one.conditions
            for leaf, _ in leaves(condition)
        )

    def by(self, facts: Facts, changed: frozenset[str], before: Inference, now: Inference) -> bool:
        """Whether something open feels that these facts changed; in doubt it does."""
        values = self.facts.values, facts.values
        if not all(is_known(told[name]) for told in values for name in changed):
            return True
        if not changed.isdisjoint(self.behind):
            return True
        if any(self._hangs(rule, before, now) for rule, outcome in now.outcomes.items()
               if outcome is not before.outcomes[rule]
               or now.repair_tried.get(rule) is not before.repair_tried.get(rule)):  # fmt: skip
            return True
        scopes = self.facts.scope(), facts.scope()
        return any(
            UNKNOWN in (truths := tuple(evaluate(leaf, scope) for scope in scopes))
            or truths[0] is not truths[1]
            for leaf, names in self.leaves
            if not changed.isdisjoint(names)
        )

    def _hangs(self, rule: str, before: Inference, now: Inference) -> bool:
        """Whether a rule hangs on something open, before or now."""
        both = before, now
        tried = (one.repair_tried.get(rule) for one in both)
        return Outcome.UNDETERMINED in (one.outcomes[rule] for one in both) or (
            rule in self.weighed and UNKNOWN in tried
        )


def _itself(facts: Facts, name: str) -> ex.Condition:
    fact = ex.Fact(name, facts.policy.facts[name].type)
    return ex.Compare(fact, "=", fact)
