"""A client's file, shorter and shorter + a policy → what the reference says, told quickly.

What was told of a fact or a rule is told again as long as nothing that it rests on was left out.
Nobody sees a client because of this alone: in the end the reference is asked as in any review.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import NamedTuple

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Case
from adieu.clients.consistency import sections_behind
from adieu.evaluate import evaluate
from adieu.facts import Facts, FactScope, derived_within
from adieu.infer import Outcome, reference
from adieu.logic import FALSE, Truth, UnitMismatch, Value, is_known
from adieu.proof.diff.both import behind
from adieu.quantities import read_value

Key = tuple[Hashable, ...]


class Rests(NamedTuple):
    """The answers and the sections that something rests on."""

    answers: frozenset[str]
    sections: tuple[str, ...]


class Ground:
    """What each fact, rule and invariant of a policy rests on."""

    def __init__(self, policy: p.Policy) -> None:
        self.policy = policy
        self._facts: dict[str, Rests] = {}
        self.rules = {rule.name: self._of((*rule.when, *rule.unless)) for rule in policy.active}
        self.invariants = tuple((one, self._of((one,))) for one in policy.invariants)
        self.weighs_repairs = any(node.repair_tried for node in policy.counts)

    def _of(self, conditions: Iterable[ex.Condition]) -> Rests:
        names = {name for one in conditions for name in ex.fact_names(one)}
        return self._joined([self.fact(name) for name in names])

    @staticmethod
    def _joined(rests: list[Rests]) -> Rests:
        sections = {name for one in rests for name in one.sections}
        answers = frozenset().union(*(one.answers for one in rests))
        return Rests(answers, tuple(sorted(sections)))

    def fact(self, name: str) -> Rests:
        """What a fact rests on: answers to it, or to what it is derived from; sections."""
        if name not in self._facts:
            definition = self.policy.facts[name].definition
            counted = isinstance(definition, p.Count | p.Sum)
            inner = behind(self.policy, (), (name,)) - {name}
            own = sections_behind(self.policy, name) if counted else frozenset[str]()
            itself = Rests(frozenset((name,)), tuple(own))
            self._facts[name] = self._joined([itself, *map(self.fact, inner)])
        return self._facts[name]


class Replay:
    """What a policy says of one client, of whom things are left out."""

    def __init__(self, policy: p.Policy) -> None:
        self.policy, self.ground = policy, policy.once(Ground)
        self.values: dict[tuple[str, Key], Value] = {}
        self._outcomes: dict[tuple[str, Key], Outcome] = {}
        self._kept: dict[tuple[int, Key], bool] = {}

    def gets(self, case: Case, verdict: str, final: bool) -> bool:
        """Whether this verdict is shown (``final``: whatever else is answered).

        Nobody gets any whose facts contradict the invariants.
        """
        left = _Left(self, case)
        try:
            possible = self._possible(left)
            shown = possible == (verdict,) if final else possible[-1:] == (verdict,)
            return shown and self._keeps_invariants(left)
        except UnitMismatch:
            return False

    def _possible(self, left: _Left) -> tuple[str, ...]:
        policy = self.policy
        outcomes = {rule.name: self._outcome(rule, left) for rule in policy.active}
        repairs = {
            rule.name: _truth(left[fact.name])
            for rule in policy.active if self.ground.weighs_repairs
            if (fact := policy.repair_fact(rule)) is not None
        }  # fmt: skip
        gates = {name: _truth(left[name]) for name in policy.gates}
        return reference.possible(policy, left.scope, outcomes, repairs, gates)

    def outcome(self, rule: p.Rule, case: Case) -> Outcome | None:
        """What becomes of a rule; nothing where an invariant is broken."""
        left = _Left(self, case)
        try:
            outcome = self._outcome(rule, left)
            return outcome if self._keeps_invariants(left) else None
        except UnitMismatch:
            return None

    def _keeps_invariants(self, left: _Left) -> bool:
        return all(
            self._keeps(number, one, rests, left)
            for number, (one, rests) in enumerate(self.ground.invariants)
        )

    def _keeps(self, number: int, invariant: ex.Condition, rests: Rests, left: _Left) -> bool:
        key = number, left.key(rests)
        if key not in self._kept:
            self._kept[key] = evaluate(invariant, left.scope) is not FALSE
        return self._kept[key]

    def _outcome(self, rule: p.Rule, left: _Left) -> Outcome:
        key = rule.name, left.key(self.ground.rules[rule.name])
        if key not in self._outcomes:
            self._outcomes[key] = reference.outcome(rule, left.scope)
        return self._outcomes[key]


class _Left(dict[str, Value]):
    """The facts of what is left of a client, each derived when it is first asked for."""

    def __init__(self, told: Replay, case: Case) -> None:
        super().__init__()
        self.told, self.case = told, case
        self.scope = FactScope(told.policy, case.as_of.toordinal(), self)
        self._answers = frozenset(case.answers)
        self._records = {
            name: tuple(one.index for one in kept.records) for name, kept in case.sections.items()
        }

    def key(self, rests: Rests) -> Key:
        """What is left of that on which something rests."""
        return (self._answers & rests.answers, *map(self._records.get, rests.sections))

    def __missing__(self, name: str) -> Value:
        key = name, self.key(self.told.ground.fact(name))
        known = self.told.values
        if key not in known:
            known[key] = self._derived(name)
        self[name] = known[key]
        return known[key]

    def _derived(self, name: str) -> Value:
        policy, case = self.told.policy, self.case
        if name in case.answers:
            return case.answers[name].value
        value = derived_within(Facts(policy, case, {}, {}), case, name, self.scope)
        assumed = policy.assumed_facts.get(name)
        if assumed is not None and not is_known(value):
            return read_value(assumed, policy.facts[name].type)
        return value


def _truth(value: Value) -> Truth:
    assert isinstance(value, Truth)
    return value
