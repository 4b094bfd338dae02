"""A mutant + an example as the policy sees it → how the mutant sees it, redoing only what differs.

Most mutants leave most examples as they are: the facts that the mistake reaches are derived again,
then the rules that speak of what changed, and nothing further where nothing did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec.structs import replace

from adieu import policy as p
from adieu.facts import Facts, FactScope, derived_within, origin_of
from adieu.infer import Inference, Outcome, reference
from adieu.living.mutants import Mutant
from adieu.living.reach import Reach
from adieu.living.seen import Base, Seen, steps_of
from adieu.logic import Truth, Value, is_known
from adieu.quantities import read_value

_COUNTED = (Outcome.FOUND, Outcome.UNDETERMINED)
"""The outcomes of rules that a count of findings counts, or may count."""


class Rerun:
    """What a mutant changes, worked out once for all examples."""

    def __init__(self, policy: p.Policy, mutant: Mutant, reach: Reach) -> None:
        self.policy, self.mutant = mutant.policy, mutant
        self.reach = reach
        root = mutant.root
        if root.startswith(("criterion:", "class:")):
            root = "scorecard"
        self.of_card = root == "scorecard"
        facts = self.policy.facts
        dirty = {
            name
            for name, one in facts.items()
            if policy.facts.get(name) is not one or root in reach.facts[name]
        }
        self.mistaken = frozenset(dirty)
        after = frozenset().union(*(policy.hanging_on.get(name, frozenset()) for name in dirty))
        self.dirty = tuple(name for name in facts if name in dirty or name in after)
        dirty_ = frozenset(self.dirty)
        self.counted = {
            name: definition.section
            for name in self.dirty
            if isinstance(definition := facts[name].definition, p.Count | p.Sum)
        }
        self.needs = {name: self._needs(facts[name].definition) for name in self.dirty}
        self.rules = {
            rule.name
            for rule in self.policy.active
            if policy.rules[rule.name] is not rule or root in reach.rules[rule.name]
        }
        self.after = tuple(
            rule
            for rule in self.policy.active
            if rule.name not in self.rules and not policy.speaking[rule.name].isdisjoint(dirty_)
        )
        self.rows = self.policy.verdicts is not policy.verdicts or root in reach.rows
        self.regraded = [
            name for name, old in policy.rules.items() if self.policy.rules[name].grade != old.grade
        ]
        self.seen_by = {
            rule.name: tuple(rule in self.policy.fitting(node) for node in self.policy.counts)
            for rule in self.policy.active
        }
        self.known: dict[object, tuple[str, ...]] = {}
        self.steps = tuple(
            one
            for one, old in zip(self.policy.plan, policy.plan, strict=True)
            if one.when != old.when or root in reach.steps[one.name]
        )

    def _needs(self, definition: p.Definition) -> frozenset[str]:
        """The facts that a derived fact is worked out from."""
        card = self.policy.scorecard
        if isinstance(definition, p.Scored) and card is not None:
            return frozenset(one.name for one in card.criteria)
        return p.speaks_of(definition)

    def seen(self, base: Base, always: bool = False, exact: bool = False) -> Seen | None:
        """The example under the mutant; nothing where it differs in nothing that can be expected.

        ``always`` leaves nothing out: something is expected that facts and inference do not tell.
        A provisional verdict that differs only in what a proof would rule out is not noticed, save
        where it is to be ``exact``.

        Raises:
            adieu.logic.UnitMismatch: where amounts in different currencies meet.
        """
        facts, changed = self._facts(base)
        again = self._outcomes(facts.scope(), base, changed)
        known = base.inference.outcomes
        differs = bool(changed) or any(known[name] is not one for name, one in again.items())
        counts = self.rows or any(known[name] in _COUNTED for name in self.regraded)
        inference = base.inference
        if differs or counts:
            inference = self._inferred(base, facts, again, changed)
            differs = differs or inference != base.inference
        felt = always or differs
        if not felt and self.steps:
            steps = steps_of(self.policy, facts, inference, self.steps)
            felt = any(base.steps.get(name) is not one for name, one in steps.items())
        return Seen(base, facts, inference, exact) if felt else None

    def _facts(self, base: Base) -> tuple[Facts, set[str]]:
        """The facts under the mutant, and those whose value differs."""
        facts = base.facts
        if not self.dirty or (self.of_card and base.unscored):
            return replace(facts, policy=self.policy), set()
        wanted = self._to_derive(base)
        if not wanted:
            return replace(facts, policy=self.policy), set()
        values, origins = dict(facts.values), dict(facts.origins)
        scope = FactScope(self.policy, base.case.as_of.toordinal(), values)
        mine = replace(facts, policy=self.policy, values=values, origins=origins)
        changed: set[str] = set()
        for name in self.dirty:
            if name not in wanted and self.needs[name].isdisjoint(changed):
                continue
            if name in base.case.answers:
                continue
            value = derived_within(mine, base.case, name, scope)
            origin = origin_of(self.policy.facts[name], value)
            assumed = self.policy.assumed_facts.get(name)
            if assumed is not None and not is_known(value):
                value, origin = read_value(assumed, self.policy.facts[name].type), "assumed"
            if name not in values or value != values[name]:
                changed.add(name)
                values[name] = value
            origins[name] = origin
        return mine, changed & base.policy.facts.keys()

    def _to_derive(self, base: Base) -> frozenset[str]:
        """The facts that the mistake is in, where it can matter to the example."""
        return frozenset(
            name
            for name in self.mistaken
            if name not in base.case.answers
            and (
                name not in self.counted
                or self.counted[name] in base.filled
                or name not in base.facts.values
            )
        )

    def _outcomes(self, scope: FactScope, base: Base, changed: set[str]) -> dict[str, Outcome]:
        """What becomes of the rules that have to be looked at again."""
        speaking = base.policy.speaking
        found = {
            name: reference.outcome(self.policy.rules[name], scope) for name in sorted(self.rules)
        }
        for rule in self.after if changed else ():
            if not speaking[rule.name].isdisjoint(changed):
                found[rule.name] = reference.outcome(rule, scope)
        return found

    def _inferred(
        self, base: Base, facts: Facts, again: Mapping[str, Outcome], changed: set[str]
    ) -> Inference:
        """The inference; the verdicts are looked for where something they rest on differs."""
        known = base.inference
        outcomes: dict[str, Outcome] = {**known.outcomes, **again}
        repairs: dict[str, Truth] = dict(known.repair_tried)
        for name in repairs:
            if f"repair_tried.{name}" in changed:
                repairs[name] = _truth(facts.values[f"repair_tried.{name}"])
        gates = {name: _truth(facts.values[name]) for name in self.policy.gates}
        possible = self._possible(facts, outcomes, repairs, gates)
        return Inference(outcomes, repairs, gates, possible)

    def _possible(
        self,
        facts: Facts,
        outcomes: Mapping[str, Outcome],
        repairs: Mapping[str, Truth],
        gates: Mapping[str, Truth],
    ) -> tuple[str, ...]:
        """The possible verdicts; looked for once for all findings that the rows see alike."""
        counted = Counter(
            (self.seen_by[name], outcome, repairs.get(name))
            for name, outcome in outcomes.items()
            if outcome in _COUNTED
        )
        values = tuple(facts.values[name] for name in sorted(self.reach.row_facts))
        key = frozenset(counted.items()), tuple(gates.items()), values, facts.case.as_of
        if key not in self.known:
            scope = facts.scope()
            self.known[key] = reference.possible(self.policy, scope, outcomes, repairs, gates)
        return self.known[key]


def _truth(value: Value) -> Truth:
    assert isinstance(value, Truth)
    return value
