"""A question about a client + what is known → answers that stand for every possible answer.

A number's range is cut where conditions compare it; a piece is tried whole, as an interval, so that
what it settles it settles for every number in it.  Where a piece cannot be settled whole it is
halved a few times; what is open then counts as not settled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from math import floor

from adieu import expression as ex
from adieu import policy as p
from adieu.evaluate import measure
from adieu.explain.trial import Trial
from adieu.facts import Facts
from adieu.logic import (
    FALSE,
    INFINITY,
    TRUE,
    Bound,
    Interval,
    Options,
    Truth,
    Value,
    exactly,
    word,
)
from adieu.policy import Policy

HALVINGS = 3

NEAR = Fraction(1, 10**24)
"""Closer to a border than any number that a file can hold."""


def answers(facts: Facts, name: str, trial: Trial) -> list[Value]:
    """Values that stand for every answer; ranges where a whole range is answered alike."""
    fact, value = facts.policy.facts[name], facts.values[name]
    match value:
        case Truth():
            return [TRUE, FALSE]
        case Options(words):
            return [word(one) for one in sorted(words or fact.type.choices)] or [value]
        case Interval():
            whole = isinstance(fact.definition, p.Count) or fact.type.name == "date"
            pieces = _pieces(value, sorted(_borders(facts, name)), whole)
            return [part for one in pieces for part in _cut(trial, name, one, HALVINGS, whole)]
        case _:
            return [value]


def _pieces(value: Interval, borders: list[Fraction], whole: bool) -> Iterator[Interval]:
    """The borders within a range, and what lies between them."""
    inner = [one for one in borders if value.low < one < value.high]
    ends: list[Bound] = [value.low, *inner, value.high]
    near: Bound = 1 if whole else NEAR
    for place, (low, high) in enumerate(pairwise(ends)):
        if place == 0 and abs(low) != INFINITY:
            yield exactly(low, value.unit)
        bottom = _next(low, near, whole)
        top = -_next(-high, near, whole)
        if bottom <= top:
            yield Interval(bottom, top, value.unit)
        if abs(high) != INFINITY:
            yield exactly(high, value.unit)


def _next(end: Bound, near: Bound, whole: bool) -> Bound:
    """What comes right after an end of a piece."""
    if abs(end) == INFINITY:
        return end
    return floor(end) + 1 if whole else end + near


def _cut(trial: Trial, name: str, piece: Interval, times: int, whole: bool) -> Iterator[Interval]:
    """A piece that is settled whole, in halves where need be; else a number that is not settled."""
    bounded = abs(piece.low) != INFINITY and abs(piece.high) != INFINITY
    if piece.known or not bounded or trial.with_fact(name, piece).final:
        yield piece
        return
    middle = (Fraction(piece.low) + Fraction(piece.high)) / 2
    inner: Bound = floor(middle) if whole else middle
    if not trial.with_fact(name, exactly(inner, piece.unit)).final:
        yield exactly(inner, piece.unit)
    elif not times:
        yield piece
    else:
        for low, high in ((piece.low, inner), (inner + 1 if whole else inner, piece.high)):
            yield from _cut(trial, name, Interval(low, high, piece.unit), times - 1, whole)


def _borders(facts: Facts, name: str) -> set[Fraction]:
    """The numbers with which conditions compare a fact, as far as they are known."""
    scope, found = facts.scope(), set[Fraction]()
    for leaf in facts.policy.once(_comparisons).get(name, ()):
        for side, other in ((leaf.left, leaf.right), (leaf.right, leaf.left)):
            if isinstance(side, ex.Fact) and side.name == name:
                value = measure(other, scope)
                if isinstance(value, Interval):
                    ends = (value.low, value.high)
                    found |= {Fraction(one) for one in ends if not isinstance(one, float)}
    return found


def _comparisons(policy: Policy) -> Mapping[str, tuple[ex.Compare, ...]]:
    """For each fact, the comparisons in which it stands alone on a side."""
    conditions = [one for rule in policy.active for one in (*rule.when, *rule.unless)]
    conditions += [
        fact.definition.condition
        for fact in policy.facts.values()
        if isinstance(fact.definition, p.Holds)
    ]
    conditions += [leaf for row in policy.verdicts for leaf in _without_findings(row.when)]
    found: dict[str, list[ex.Compare]] = {}
    for condition in conditions:
        for leaf in ex.leaves(condition):
            if isinstance(leaf, ex.Compare):
                for side in (leaf.left, leaf.right):
                    if isinstance(side, ex.Fact):
                        found.setdefault(side.name, []).append(leaf)
    return {name: tuple(leaves) for name, leaves in found.items()}


def _without_findings(condition: ex.Condition) -> Iterator[ex.Condition]:
    """The conditions of a verdict row without parts that do not count findings."""
    for leaf in ex.leaves(condition):
        if not any(isinstance(one, ex.Findings) for one in ex.walk(leaf)):
            yield leaf
