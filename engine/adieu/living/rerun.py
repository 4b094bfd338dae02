"""A mutant + an example as the policy sees it → how the mutant sees it, redoing only what differs.

Most mutants leave most examples as they are: the facts that the mistake reaches are derived again,
then the rules that speak of what changed, and nothing further where nothing did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.evaluate import evaluate
from adieu.explain.trial import Trial
from adieu.facts import Facts, FactScope, Origin, derive, derived_within, rederive
from adieu.infer import Inference, Outcome, Setting, reference
from adieu.infer.reference import VerdictScope
from adieu.living.mild import completion
from adieu.living.mutants import Mutant
from adieu.living.review import Review
from adieu.logic import TRUE, Interval, Truth, Value, is_known
from adieu.quantities import read_value

Steps = Mapping[str, Truth]
_COUNTED = (Outcome.FOUND, Outcome.UNDETERMINED)
"""The outcomes of rules that a count of findings counts, or may count."""


class Base(Review):
    """An example under the policy as it is, worked out once for all mutants."""

    @cached_property
    def steps(self) -> Steps:
        """Whether the condition of each step of the plan holds, whatever the verdict."""
        return steps_of(self.policy, self.facts, self.inference)

    @cached_property
    def filled(self) -> frozenset[str]:
        """The sections that hold records: counts over others are the same whatever they count."""
        return frozenset(name for name, one in self.case.sections.items() if one.records)

    @cached_property
    def unscored(self) -> bool:
        """Whether no criterion of the scorecard has a score: there is nothing to weigh then."""
        card = self.policy.scorecard
        scores = {one.name for one in card.criteria} if card else set()
        return scores.isdisjoint((*self.case.answers, *self.policy.assumed_facts))

    @cached_property
    def mild_answers(self) -> Mapping[str, Value]:
        """Answers to what is open that are likely to give the mildest verdict."""
        return completion(self.facts)


class Seen(Review):
    """An example under a mutant: what was worked out, and the rest when it is asked for.

    Where it takes a proof to tell the verdict that is not ``exact`` is that of the policy: a
    difference may go unnoticed then.
    """

    def __init__(self, base: Base, facts: Facts, inference: Inference, exact: bool) -> None:
        super().__init__(facts.policy, base.case)
        self.base, self.facts, self.inference, self.blank = base, facts, inference, None
        self.exact = exact

    @cached_property
    def possible(self) -> tuple[str, ...]:
        """The verdicts that are possible; those of the policy where it takes a proof to tell."""
        mine = self.inference.possible
        if self.inference.final or not set(self.base.possible) <= set(mine):
            return mine
        if not self.exact:
            return self.base.possible
        facts = derive(self.policy, self.case)
        return Trial(facts, self.inference).settled().possible

    @cached_property
    def verdict(self) -> str:
        """The mildest possible verdict; that of the policy where it takes a proof to tell."""
        mildest, known = self.inference.verdict, self.base.verdict
        severity = self.base.policy.severity
        harsher = severity[mildest] < severity[known]
        if self.inference.final or harsher or (mildest == known and not self.exact):
            return mildest
        if self._reached(mildest):
            return mildest
        return self.possible[-1] if self.exact else known

    def _reached(self, verdict: str) -> bool:
        """Whether the mild answers give a verdict under the mutant too, and contradict nothing."""
        answers = self.base.mild_answers
        values, _ = rederive(self.facts, answers)
        facts = replace(self.facts, values=values)
        if reference.infer(self.policy, facts).possible != (verdict,):
            return False
        return all(evaluate(one, facts.scope()) is TRUE for one in self.policy.invariants)


def steps_of(
    policy: p.Policy, facts: Facts, inference: Inference, steps: Sequence[p.Step] | None = None
) -> Steps:
    """Whether the condition of each step of the plan holds, whatever the verdict."""
    settled = Setting(inference.gates, inference.repair_tried)
    scope = VerdictScope(policy, facts.scope(), inference.outcomes, settled)
    if steps is None:
        steps = [one for one in policy.plan if one.when != ex.ALWAYS]
    return {one.name: evaluate(one.when, scope) for one in steps}


class Reach:
    """What of a policy each fact, each rule and the verdict rows speak of, by their paths.

    ``parameter:NAME``, ``field:SECTION.NAME`` and ``scorecard``: what is not a fact.
    """

    def __init__(self, policy: p.Policy) -> None:
        self.policy = policy
        self.facts = {name: self._of_fact(one) for name, one in policy.facts.items()}
        self.rules = {one.name: self._of((*one.when, *one.unless)) for one in policy.active}
        self.steps = {one.name: self._of((one.when,)) for one in policy.plan}
        self.rows = self._of(row.when for row in policy.verdicts)
        self.row_facts = frozenset().union(*(ex.fact_names(one.when) for one in policy.verdicts))

    def _of_fact(self, fact: p.Fact) -> frozenset[str]:
        match fact.definition:
            case p.Count(section, where) | p.Sum(_, section, where):
                windowed = self.policy.records[section].windowed
                return self._of((where,), section) | ({"parameter:window"} if windowed else set())
            case p.Calculation(operand):
                return self._of((ex.IsUnknown(operand),))
            case p.Holds(condition):
                return self._of((condition,))
            case p.Scored():
                return frozenset({"scorecard"})
            case p.Given():
                return frozenset()

    def _of(self, conditions: Iterable[ex.Condition], section: str = "") -> frozenset[str]:
        found: set[str] = set()
        for condition in conditions:
            for one in ex.walk(condition):
                if isinstance(one, ex.Parameter):
                    found.add(f"parameter:{one.name}")
                elif isinstance(one, ex.Field) and section:
                    when = self.policy.records[section].fields[one.name].when
                    if when is not None:
                        found.add(f"field:{section}.{one.name}")
                        found |= self._of((when,), section)
        return frozenset(found)


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
            origin = _origin(self.policy.facts[name], value)
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


def _origin(fact: p.Fact, value: Value) -> Origin:
    """Where the value of a derived fact comes from."""
    if isinstance(fact.definition, p.Count | p.Sum):
        unbounded = isinstance(value, Interval) and value == fact.type.unknown()
        return "unknown" if unbounded else "records"
    return "unknown" if isinstance(fact.definition, p.Given) else "derived"


def _truth(value: Value) -> Truth:
    assert isinstance(value, Truth)
    return value
