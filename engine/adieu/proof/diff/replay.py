"""A client's file, shorter and shorter + a policy → what the reference says, told quickly.

What was told of a fact or a rule is told again as long as nothing that it rests on was left out.
Nobody sees a client because of this alone: in the end the reference is asked as in any review.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping

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


class Replay:
    """What a policy says of one client, of whom things are left out."""

    def __init__(self, policy: p.Policy, names: frozenset[str]) -> None:
        self.policy = policy
        self._facts = [fact for name, fact in policy.facts.items() if name in names]
        self._rests: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self._values: dict[tuple[str, Key], Value] = {}
        self._outcomes: dict[tuple[str, Key], Outcome] = {}
        self._kept: dict[Key, bool] = {}
        self._behind(names)
        self._rules = {
            rule.name: self._behind(behind(policy, (*rule.when, *rule.unless)))
            for rule in policy.active
        }
        stated = behind(policy, policy.invariants)
        self._stated = self._behind(stated) if stated <= names else ((), ())

    def _behind(self, names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The answers and the sections that facts rest on."""
        answers: set[str] = set()
        sections: set[str] = set()
        for name in names:
            if name not in self._rests:
                definition = self.policy.facts[name].definition
                counted = isinstance(definition, p.Count | p.Sum)
                inner = behind(self.policy, (), (name,)) - {name}
                own = sections_behind(self.policy, name) if counted else frozenset[str]()
                more = self._behind(inner) if inner else ((), ())
                self._rests[name] = tuple(sorted({name, *more[0]})), tuple(sorted({*own, *more[1]}))
            rests = self._rests[name]
            answers.update(rests[0])
            sections.update(rests[1])
        return tuple(sorted(answers)), tuple(sorted(sections))

    def verdicts(self, case: Case) -> tuple[str, ...]:
        """The verdicts that are possible, harshest first; none where an invariant is broken."""
        values = self.values(case)
        if values is None:
            return ()
        policy, scope = self.policy, FactScope(self.policy, case.as_of.toordinal(), values)
        keys = _present(case)
        outcomes = {rule.name: self._outcome(rule, scope, case, keys) for rule in policy.active}
        repairs = {
            rule.name: _truth(values[fact.name])
            for rule in policy.active
            if (fact := policy.repair_fact(rule)) is not None and fact.name in values
        }
        gates = {name: _truth(values[name]) for name in policy.gates}
        return reference.possible(policy, scope, outcomes, repairs, gates)

    def outcome(self, rule: p.Rule, case: Case) -> Outcome | None:
        """What becomes of a rule; nothing where an invariant is broken."""
        values = self.values(case)
        if values is None:
            return None
        scope = FactScope(self.policy, case.as_of.toordinal(), values)
        return reference.outcome(rule, scope)

    def values(self, case: Case) -> Mapping[str, Value] | None:
        """The facts; nothing where they contradict the invariants."""
        values: dict[str, Value] = {}
        scope = FactScope(self.policy, case.as_of.toordinal(), values)
        keys = _present(case)
        try:
            for fact in self._facts:
                key = fact.name, _key(case, keys, self._rests[fact.name])
                if key not in self._values:
                    self._values[key] = self._value(fact, case, scope)
                values[fact.name] = self._values[key]
            told = _key(case, keys, self._stated)
            if told not in self._kept:
                broken = (evaluate(one, scope) is FALSE for one in self.policy.invariants)
                self._kept[told] = not any(broken)
        except UnitMismatch:
            return None
        return values if self._kept[told] else None

    def _value(self, fact: p.Fact, case: Case, scope: FactScope) -> Value:
        if fact.name in case.answers:
            return case.answers[fact.name].value
        value = derived_within(Facts(self.policy, case, {}, {}), case, fact.name, scope)
        assumed = self.policy.assumed_facts.get(fact.name)
        if assumed is not None and not is_known(value):
            return read_value(assumed, fact.type)
        return value

    def _outcome(
        self, rule: p.Rule, scope: FactScope, case: Case, keys: Mapping[str, Hashable]
    ) -> Outcome:
        key = rule.name, _key(case, keys, self._rules[rule.name])
        if key not in self._outcomes:
            self._outcomes[key] = reference.outcome(rule, scope)
        return self._outcomes[key]


def _present(case: Case) -> dict[str, Hashable]:
    """The records that are left in each section."""
    return {name: tuple(one.index for one in told.records) for name, told in case.sections.items()}


def _key(
    case: Case, keys: Mapping[str, Hashable], rests: tuple[tuple[str, ...], tuple[str, ...]]
) -> Key:
    """What is left of that on which something rests."""
    answers, sections = rests
    return (*(one in case.answers for one in answers), *(keys.get(one) for one in sections))


def _truth(value: Value) -> Truth:
    assert isinstance(value, Truth)
    return value
