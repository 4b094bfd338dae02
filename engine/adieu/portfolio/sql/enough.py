"""A policy → the counts of which only whether there is one at all is ever asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adieu import expression as ex
from adieu import policy as p


def earlier_enough(policy: p.Policy) -> frozenset[ex.Earlier]:
    """The counts of earlier records of which only whether there is one is ever asked."""
    asked, more = _asked(_of_records(policy), policy)
    return frozenset(one for one in asked - more if isinstance(one, ex.Earlier))


def facts_enough(policy: p.Policy) -> frozenset[str]:
    """The facts of which only whether they are at least one is ever asked, and never assumed."""
    asked, more = _asked(_of_facts(policy), policy)
    calculated = {
        name
        for fact in policy.facts.values()
        if not isinstance(fact.definition, p.Holds)
        for name in p.speaks_of(fact.definition)
    }
    if policy.scorecard is not None:
        calculated |= {one.name for one in policy.scorecard.criteria}
    names = {one.name for one in asked - more if isinstance(one, ex.Fact)}
    return frozenset(names - calculated - policy.assumed_facts.keys())


def asks_for_one(leaf: ex.Condition, policy: p.Policy) -> bool:
    """Whether a condition is that a count is at least one, or its negation."""
    match leaf:
        case ex.Compare(ex.Earlier() | ex.Fact(), (">=" | "<" | ">" | "<=") as relation, right):
            pass
        case _:
            return False
    number = policy.number(right)
    if number is None:
        return False
    return 0 < number <= 1 if relation in (">=", "<") else 0 <= number < 1


def _asked(
    conditions: Iterable[ex.Condition], policy: p.Policy
) -> tuple[set[ex.Operand], set[ex.Operand]]:
    """What is asked whether there is one; and what more is asked about."""
    asked: set[ex.Operand] = set()
    more: set[ex.Operand] = set()
    for leaf in (leaf for one in conditions for leaf in ex.leaves(one)):
        (asked if asks_for_one(leaf, policy) else more).update(ex.walk(leaf))
    return asked, more


def _of_records(policy: p.Policy) -> Iterator[ex.Condition]:
    """Every condition on records."""
    for fact in policy.facts.values():
        if isinstance(fact.definition, p.Count | p.Sum):
            yield fact.definition.where
    for kind in policy.records.values():
        yield from (field.when for field in kind.fields.values() if field.when is not None)


def _of_facts(policy: p.Policy) -> Iterator[ex.Condition]:
    """Every condition on facts that a statement can ask about."""
    for rule in policy.active:
        yield from (*rule.when, *rule.unless)
    yield from (row.when for row in policy.verdicts)
    for fact in policy.facts.values():
        if isinstance(fact.definition, p.Holds):
            yield fact.definition.condition
