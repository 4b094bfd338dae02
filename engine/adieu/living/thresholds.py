"""A policy → the borders that its conditions draw + facts → how near a client comes to each.

A border is where a comparison of numbers turns.  *At* it, both sides are equal; just *beside* it,
a step further, the comparison is otherwise; *beyond* it lies what holds and is not at it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.evaluate import measure
from adieu.facts import Facts
from adieu.living.mutate_conditions import spots, unit_step
from adieu.logic import Interval

Nearness = Literal["at", "beside", "beyond"]


class Threshold(Struct, frozen=True):
    """A comparison of numbers, by its path; an equality has nothing beyond it."""

    path: str
    comparison: ex.Compare
    fact: str | None = None

    @property
    def wanted(self) -> tuple[Nearness, ...]:
        """What examples can show of it."""
        if self.comparison.relation in ("=", "!="):
            return "at", "beside"
        return "at", "beside", "beyond"


def thresholds(policy: p.Policy) -> Iterator[Threshold]:
    """The borders in the conditions of rules, of gates and of the plan's steps."""
    for rule in policy.active:
        yield from _in(ex.All(rule.when), f"rule:{rule.name}/when")
        yield from _in(ex.All(rule.unless), f"rule:{rule.name}/unless")
    for name in policy.gates:
        fact = policy.facts[name]
        if isinstance(fact.definition, p.Holds) and fact.rule is None:
            yield from _in(fact.definition.condition, f"fact:{name}/when", name)
    for step in policy.plan:
        yield from _in(step.when, f"step:{step.name}/when")


def _in(whole: ex.Condition, path: str, fact: str | None = None) -> Iterator[Threshold]:
    for spot in spots(whole, path):
        match spot.node:
            case ex.Compare(left, _, right) if left.type.is_quantity:
                sides = (*ex.walk_operand(left), *ex.walk_operand(right))
                if not any(isinstance(one, ex.Findings) for one in sides):
                    yield Threshold(spot.path, spot.node, fact)
            case _:
                pass


def nearness(one: Threshold, facts: Facts) -> Iterator[Nearness]:
    """How near these facts come to a border; nothing where a side is not known."""
    if one.fact is not None and one.fact in facts.case.answers:
        return
    scope, comparison = facts.scope(), one.comparison
    left, right = measure(comparison.left, scope), measure(comparison.right, scope)
    if not (isinstance(left, Interval) and isinstance(right, Interval)):
        return
    if not (left.known and right.known) or isinstance(left.low, float):
        return
    apart, step = Fraction(left.low) - Fraction(right.low), unit_step(comparison.left.type)
    if apart == 0:
        yield "at"
        return
    relation = comparison.relation
    if relation in ("=", "!="):
        if abs(apart) <= step:
            yield "beside"
        return
    upward = apart if relation in (">=", ">") else -apart
    turns = -upward if relation in (">=", "<=") else upward
    if 0 < turns <= step:
        yield "beside"
    if upward > (0 if relation in (">=", "<=") else step):
        yield "beyond"
