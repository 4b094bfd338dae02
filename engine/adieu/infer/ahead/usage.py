"""A policy → what its program needs to know of each fact: whether and how it is used."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from adieu import expression as ex
from adieu import policy as p
from adieu.logic import INFINITY, Bound, Interval, Value


def needed_facts(policy: p.Policy) -> frozenset[str]:
    """The facts that rules and verdict rows rest on, directly or through others."""
    looking = [*(one for rule in policy.active for one in (*rule.when, *rule.unless))]
    looking += [row.when for row in policy.verdicts]
    names: set[str] = set()
    waiting = [name for one in looking for name in ex.fact_names(one)]
    told = any(one.repair_tried for one in policy.counts)
    for rule in policy.active:
        fact = policy.repair_fact(rule)
        if told and fact is not None:
            waiting += p.speaks_of(fact.definition)
    while waiting:
        name = waiting.pop()
        if name not in names:
            names.add(name)
            definition = policy.facts[name].definition
            waiting += p.speaks_of(definition)
            if isinstance(definition, p.Scored) and policy.scorecard:
                waiting += [one.name for one in policy.scorecard.criteria]
    return frozenset(names)


def factors(policy: p.Policy) -> frozenset[str]:
    """The facts that something is calculated from, and those that are calculated."""
    calculated = {
        name for name, fact in policy.facts.items() if isinstance(fact.definition, p.Calculation)
    }
    return frozenset(calculated).union(
        inner.name
        for operand in operands(policy)
        if isinstance(operand, ex.Arithmetic)
        for inner in ex.walk_operand(operand)
        if isinstance(inner, ex.Fact)
    )


def stand_ins(
    policy: p.Policy, blanks: Mapping[str, Value], graded: bool
) -> dict[str, tuple[Bound, Bound]]:
    """Ends for numbers that are compared with nothing but constants, where they are not known.

    A range without limit ends just beyond the constants instead: nothing tells the two apart, and
    small whole numbers are compared faster than infinities.
    """
    limits: dict[str, list[Bound]] = {}
    elsewhere: set[str] = set()
    for leaf in (one for condition in _conditions(policy) for one in ex.leaves(condition)):
        compared = _compared(leaf, policy)
        if compared is not None:
            limits.setdefault(compared[0], []).append(compared[1])
        elif not (isinstance(leaf, ex.IsUnknown) and isinstance(leaf.left, ex.Fact)):
            elsewhere |= ex.fact_names(leaf)
    for row in policy.verdicts:
        elsewhere |= ex.fact_names(row.when)
    for fact in policy.facts.values():
        if isinstance(fact.definition, p.Calculation):
            elsewhere |= p.speaks_of(fact.definition)
    if graded and policy.scorecard is not None:
        elsewhere |= {one.name for one in policy.scorecard.criteria}
    found = {}
    for name, constants in limits.items():
        blank, type_ = blanks[name], policy.facts[name].type
        if name not in elsewhere and type_.is_quantity and isinstance(blank, Interval):
            found[name] = _within_reach(blank, constants)
    return found


def _within_reach(blank: Interval, constants: list[Bound]) -> tuple[Bound, Bound]:
    low, high = blank.low, blank.high
    if low == -INFINITY:
        low = math.ceil(min(constants)) - 1
        low = low if high == INFINITY else min(low, math.ceil(high) - 1)
    if high == INFINITY:
        high = max(math.floor(max(constants)), math.floor(low)) + 1
    return low, high


def _compared(leaf: ex.Condition, policy: p.Policy) -> tuple[str, Bound] | None:
    """The fact and the constant that a condition compares, where it does just that."""
    match leaf:
        case ex.Compare(ex.Fact(name), _, (ex.Constant() | ex.Parameter()) as other):
            pass
        case ex.Compare((ex.Constant() | ex.Parameter()) as other, _, ex.Fact(name)):
            pass
        case _:
            return None
    number = policy.number(other)
    return None if number is None else (name, number)


def operands(policy: p.Policy) -> Iterator[ex.Operand]:
    """Every operand of rules, verdict rows and facts derived from facts."""
    for condition in _conditions(policy):
        yield from ex.walk(condition)
    for fact in policy.facts.values():
        if isinstance(fact.definition, p.Calculation):
            yield from ex.walk_operand(fact.definition.operand)


def _conditions(policy: p.Policy) -> Iterator[ex.Condition]:
    """What is asked of facts: by rules, and by facts that follow from others."""
    for rule in policy.active:
        yield from (*rule.when, *rule.unless)
    for row in policy.verdicts:
        yield row.when
    for fact in policy.facts.values():
        if isinstance(fact.definition, p.Holds):
            yield fact.definition.condition
