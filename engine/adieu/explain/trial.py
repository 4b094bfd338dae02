"""Facts + one other answer → the inference with it, redoing only what hangs on that answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

from msgspec.structs import replace

from adieu import expression as ex
from adieu.case import Section
from adieu.evaluate import evaluate
from adieu.explain.completions.prospects import Prospects
from adieu.explain.completions.settle import Settled, settle
from adieu.facts import Facts, FactScope, Origin, derive, recounted, rederive
from adieu.infer import Inference, Outcome, reference
from adieu.logic import FALSE, Truth, Value

_GIVEN: Origin = "given"


class Trial:
    """Tries answers on one client; what several trials have in common is worked out once."""

    def __init__(self, facts: Facts, inference: Inference) -> None:
        self.facts, self.inference = facts, inference
        self.policy = facts.policy
        self.seen = {
            rule.name: tuple(rule in self.policy.fitting(node) for node in self.policy.counts)
            for rule in self.policy.active
        }
        self.row_facts = tuple(
            dict.fromkeys(name for row in self.policy.verdicts for name in ex.fact_names(row.when))
        )
        self.known: dict[object, tuple[str, ...]] = {}

    def with_fact(self, name: str, value: Value) -> Inference:
        """The inference if a fact had this value."""
        return self.with_facts({name: value})

    def with_facts(self, answers: Mapping[str, Value]) -> Inference:
        """The inference if facts had these values."""
        scope, outcomes, repairs, gates = self.premises(answers)
        return Inference(outcomes, repairs, gates, self.possible(scope, outcomes, repairs, gates))

    def premises(
        self, answers: Mapping[str, Value]
    ) -> tuple[FactScope, dict[str, Outcome], dict[str, Truth], dict[str, Truth]]:
        """What a verdict is inferred from if facts had these values: rules, repairs, gates."""
        values, changed = rederive(self.facts, answers)
        scope = FactScope(self.policy, self.facts.case.as_of.toordinal(), values)
        outcomes = dict(self.inference.outcomes)
        repairs = dict(self.inference.repair_tried)
        gates = {gate: _truth(values[gate]) for gate in self.inference.gates}
        for rule in self.policy.active:
            if not self.policy.speaking[rule.name].isdisjoint(changed):
                outcomes[rule.name] = reference.outcome(rule, scope)
            tried = f"repair_tried.{rule.name}"
            if tried in changed and rule.name in repairs:
                repairs[rule.name] = _truth(values[tried])
        return scope, outcomes, repairs, gates

    def settled(self) -> Settled:
        """The verdicts that are possible as things stand, exactly."""
        if self.inference.final:
            return Settled(self.inference.possible)
        return settle(self.facts, self.inference, self.prospects)

    @cached_property
    def prospects(self) -> Prospects:
        """What can become of the client as things stand."""
        return Prospects(self.facts, self.inference)

    def settled_with(self, answers: Mapping[str, Value]) -> Settled:
        """The verdicts that would be possible, exactly, if facts had these values."""
        inference = self.with_facts(answers)
        if inference.final:
            return Settled(inference.possible)
        values, changed = rederive(self.facts, answers)
        origins = {**self.facts.origins, **dict.fromkeys(answers, _GIVEN)}
        facts = replace(self.facts, values=values, origins=origins)
        moved = self.prospects.moved(facts, inference, changed)
        return settle(facts, inference, moved)

    def allows(self, answers: Mapping[str, Value]) -> bool:
        """Whether facts can have these values: no invariant of the policy forbids it."""
        values, _ = rederive(self.facts, answers)
        scope = FactScope(self.policy, self.facts.case.as_of.toordinal(), values)
        return all(evaluate(one, scope) is not FALSE for one in self.policy.invariants)

    def with_field(self, ref: str, field: str, value: Value) -> Inference:
        """The inference if a field of a record had this value."""
        section = ref.partition("[")[0]
        kept = self.facts.case.sections[section]
        before = next(one for one in kept.records if one.ref == ref)
        after = replace(before, fields={**before.fields, field: value})
        records = tuple(after if one is before else one for one in kept.records)
        sections = {**self.facts.case.sections, section: Section(records, kept.missing)}
        case = replace(self.facts.case, sections=sections)
        if "about" in before.fields:
            return reference.infer(self.policy, derive(self.policy, case))
        return self.with_facts(recounted(self.facts, case, before, after))

    def without(self, rules: frozenset[str]) -> tuple[str, ...]:
        """The possible verdicts had these rules not been found."""
        outcomes = {
            name: Outcome.NOT_FOUND if name in rules else outcome
            for name, outcome in self.inference.outcomes.items()
        }
        scope = self.facts.scope()
        return self.possible(scope, outcomes, self.inference.repair_tried, self.inference.gates)

    def possible(
        self,
        scope: FactScope,
        outcomes: Mapping[str, Outcome],
        repairs: Mapping[str, Truth],
        gates: Mapping[str, Truth],
    ) -> tuple[str, ...]:
        """The possible verdicts; worked out once for findings that every verdict row sees alike."""
        seen = Counter(
            (
                self.seen[rule.name],
                outcomes[rule.name],
                repairs.get(rule.name),
            )
            for rule in self.policy.active
            if outcomes[rule.name] in (Outcome.FOUND, Outcome.UNDETERMINED)
        )
        others = tuple(scope.values[name] for name in self.row_facts)
        key = (frozenset(seen.items()), others)
        if key not in self.known:
            self.known[key] = reference.possible(self.policy, scope, outcomes, repairs, gates)
        return self.known[key]


def _truth(value: Value) -> Truth:
    assert isinstance(value, Truth)
    return value
