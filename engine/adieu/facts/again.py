"""Facts + what is otherwise → the facts that change with it, without deriving all of them again."""

from __future__ import annotations

from collections.abc import Mapping

from adieu import policy as p
from adieu.case import Case, Record
from adieu.evaluate import evaluate
from adieu.facts.derivation import Facts, Member, aggregated, derive, derived
from adieu.facts.scope import FactScope, RecordScope
from adieu.logic import FALSE, Value


def computed(policy: p.Policy, case: Case, name: str) -> Value:
    """The value that a fact would have were it not given."""
    answers = {key: answer for key, answer in case.answers.items() if key != name}
    bare = Case(case.client, case.name, case.as_of, answers, case.sections, case.place)
    return derive(policy, bare).values[name]


def recounted(facts: Facts, case: Case, before: Record, after: Record) -> dict[str, Value]:
    """The counts and sums that change where one record is replaced by another in a case.

    Only for records that no other record asks for as an earlier one.
    """
    policy = facts.policy
    values: dict[str, Value] = {}
    scope = RecordScope(policy, case, after)
    for name, members in facts.members.items():
        definition = policy.facts[name].definition
        assert isinstance(definition, p.Count | p.Sum)
        if definition.section != before.section or facts.origins[name] in ("given", "assumed"):
            continue
        others = [one for one in members if one.record is not before]
        belongs = evaluate(definition.where, scope)
        if belongs is not FALSE:
            others.append(Member(after, belongs))
        value = aggregated(policy.facts[name], policy, case, tuple(others))
        if value != facts.values[name]:
            values[name] = value
    return values


def rederive(
    facts: Facts, answers: Mapping[str, Value]
) -> tuple[Mapping[str, Value], frozenset[str]]:
    """The values of all facts with other answers, and the names of those that changed."""
    policy = facts.policy
    values = {**facts.values, **answers}
    changed = set(answers)
    hanging = frozenset().union(*(policy.hanging_on[name] for name in answers)) - answers.keys()
    scope = FactScope(policy, facts.case.as_of.toordinal(), values)
    for name in policy.facts if hanging else ():
        if name in hanging and facts.origins[name] not in ("given", "assumed"):
            value = derived(policy.facts[name], policy, facts.case, scope, {}, {})
            if value != values[name]:
                values[name] = value
                changed.add(name)
    return values, frozenset(changed)


def derived_within(facts: Facts, case: Case, name: str, scope: FactScope) -> Value:
    """The value of a derived fact where records and other facts are as a case and a scope say."""
    return derived(facts.policy.facts[name], facts.policy, case, scope, {}, {})
