"""A known fact + everything else as it is → other values for it, the smallest step first.

What hangs on a number changes at a few marks only, so that one value at each mark and one between
any two stand for all others.  Of those that do equally well the nearest is taken, of those as many
steps away the roundest.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.explain.change.terrain import terrain_of
from adieu.explain.completions.breakpoints import LAST_DAY, Line
from adieu.facts import Facts, FactScope, rederive
from adieu.logic import (
    FALSE,
    TRUE,
    Bound,
    Interval,
    Options,
    Truth,
    Value,
    exactly,
    is_known,
    word,
)
from adieu.quantities import Type

NUMBERS = ("number", "share", "money", "date")
FEW = 12
"""So many whole numbers are all tried, without asking where anything changes."""

FINER = 4
"""How often a step may be divided by ten before the exact value is taken."""


class Shift(Struct, frozen=True):
    """One fact that is known, and another value for it."""

    fact: str
    before: Value
    after: Value


class Told(NamedTuple):
    """Values of a fact, and whether they stand for all others."""

    values: tuple[Value, ...]
    exact: bool


class Steps:
    """Other values of one client's facts, nearest first."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.policy = facts, facts.policy
        self.terrain = terrain_of(self.policy)
        self.exact = True
        """Whether the values told since this was last set stand for all others."""
        self._known: dict[tuple[str, frozenset[tuple[str, Value]]], Told] = {}
        self._leaves: dict[str, tuple[ex.Condition, ...]] = {}

    def values(self, name: str, moved: Mapping[str, Value]) -> tuple[Value, ...]:
        """What a fact may be instead, where other facts have moved."""
        key = name, frozenset(moved.items())
        if key not in self._known:
            before, self.exact = self.exact, True
            values = tuple(self._values(name, moved))
            self._known[key] = Told(values, self.exact)
            self.exact = before
        told = self._known[key]
        self.exact = self.exact and told.exact
        return told.values

    def has_few(self, name: str) -> bool:
        """Whether a fact has so few values that all of them are told."""
        fact = self.policy.facts[name]
        low, high = _range(fact.type)
        return fact.type.name in ("yes-no", "choice") or (is_whole(fact) and high - low < FEW)

    def ends(self, name: str) -> tuple[Value, ...]:
        """The farthest that a fact can go: the ends of its range, or every other answer."""
        now, type_ = self.facts.values[name], self.policy.facts[name].type
        if not isinstance(now, Interval):
            return self.values(name, {})
        found = [one for one in self.values(name, {}) if isinstance(one, Interval)]
        bounds = [one.low for one in (*found, now)]
        low, high = _range(type_)
        ends = (
            min(bounds) - 1 if isinstance(low, float) else low,
            max(bounds) + 1 if isinstance(high, float) else high,
        )
        return tuple(exactly(end, now.unit) for end in ends if end != now.low)

    def _values(self, name: str, moved: Mapping[str, Value]) -> Iterator[Value]:
        now, type_ = self.facts.values[name], self.policy.facts[name].type
        match now:
            case Truth():
                yield FALSE if now is TRUE else TRUE
            case Options():
                yield from (word(one) for one in type_.choices if word(one) != now)
            case Interval(low, _, unit) if not isinstance(low, float):
                for one in self._numbers(name, low, moved):
                    yield exactly(one, unit)
            case _:
                self.exact = False

    def _numbers(
        self, name: str, now: int | Fraction, moved: Mapping[str, Value]
    ) -> list[int | Fraction]:
        fact = self.policy.facts[name]
        low, high = _range(fact.type)
        if self.has_few(name):
            listed = range(int(low), int(high) + 1)
            return sorted(
                (one for one in listed if one != now), key=lambda one: (abs(one - now), one)
            )
        marks = set(self.marks(name, moved)) | {Fraction(now)}
        marks |= {Fraction(end) for end in (low, high) if not isinstance(end, float)}
        inside = sorted(one for one in marks if low <= one <= high)
        found = set(_in_order(inside, now, low, high, fact))
        return [_plain(one) for *_, one in sorted(found) if one != now]

    def marks(self, name: str, moved: Mapping[str, Value]) -> Iterator[Fraction]:
        """Where the truth of a condition that hangs on the fact may change.

        What is not known exactly is taken at both ends of what it may be.
        """
        values, _ = rederive(self.facts, moved) if moved else (self.facts.values, frozenset())
        hangs, day = self._hanging(name), self.facts.case.as_of.toordinal()
        low = Line(self.policy, name, FactScope(self.policy, day, _at_end(values, False)), hangs)
        high = Line(self.policy, name, FactScope(self.policy, day, _at_end(values, True)), hangs)
        for leaf in self.leaves(name):
            rests_on = self._rests_on(leaf)
            known = all(is_known(values[one]) for one in rests_on)
            for one in _without_findings(leaf, len(self.policy.active)):
                marks = low.marks(one)
                yield from marks
                if not known:
                    others = high.marks(one)
                    yield from others
                    # More may change between the two ends than at them.
                    self.exact = self.exact and marks == others
        self.exact = self.exact and low.exact and high.exact

    def _rests_on(self, leaf: ex.Condition) -> frozenset[str]:
        """The facts that a comparison speaks of, and those that they are derived from."""
        waiting, found = list(ex.fact_names(leaf)), set()
        while waiting:
            name = waiting.pop()
            found.add(name)
            waiting += p.speaks_of(self.policy.facts[name].definition) - found
        return frozenset(found)

    def leaves(self, name: str) -> tuple[ex.Condition, ...]:
        """The comparisons of quantities and classes that speak of a fact or of what hangs on it."""
        if name not in self._leaves:
            spoken = (name, *(one for one in self.policy.facts if one in self._hanging(name)))
            leaves = self.terrain.leaves
            self._leaves[name] = tuple(
                dict.fromkeys(leaf for one in spoken for leaf in leaves.get(one, ()))
            )
        return self._leaves[name]

    def _hanging(self, name: str) -> frozenset[str]:
        """The facts that are derived from a fact, save those that the file answers."""
        origins = self.facts.origins
        after = self.policy.hanging_on[name]
        return frozenset(one for one in after if origins[one] not in ("given", "assumed"))


def is_whole(fact: p.Fact) -> bool:
    """Whether a fact is a whole number: a count, a score from 1 to 5, a date."""
    score = fact.type.name == "number" and (fact.type.low, fact.type.high) == (1, 5)
    return isinstance(fact.definition, p.Count) or score or fact.type.name == "date"


def unit_step(fact: p.Fact) -> Fraction:
    """The step in which people speak of a fact: 1, 1 %, or a cent."""
    return Fraction(1, 100) if fact.type.name in ("share", "money") else Fraction(1)


def distance(one: Value, other: Value) -> Fraction:
    """How far two numbers lie apart; nothing for what is no number."""
    if isinstance(one, Interval) and isinstance(other, Interval):
        assert not isinstance(one.low, float)
        assert not isinstance(other.low, float)
        return abs(Fraction(one.low) - other.low)
    return Fraction(0)


def _range(type_: Type) -> tuple[Bound, Bound]:
    return (1, LAST_DAY) if type_.name == "date" else (type_.low, type_.high)


def _in_order(
    marks: list[Fraction], now: int | Fraction, low: Bound, high: Bound, fact: p.Fact
) -> Iterator[tuple[int, int, Fraction, Fraction]]:
    """One value for each mark and each span between marks, after what it is told by.

    That is how many steps away it is, how fine, and how far exactly.
    """
    finer, step = 0 if is_whole(fact) else FINER, unit_step(fact)
    edges: list[Bound] = [low, *marks, high]
    for start, end in pairwise(edges):
        for bounds in ((start, start), (start, end)):
            found = _roundest(*bounds, Fraction(now), step, finer)
            if found is not None and low <= found[1] <= high:
                far = abs(found[1] - now)
                yield math.ceil(far / step), found[0], far, found[1]


def _roundest(
    start: Bound, end: Bound, now: Fraction, step: Fraction, finer: int
) -> tuple[int, Fraction] | None:
    """The roundest number of a span, and of those the nearest; a span ends before its ends."""
    if start == end:
        if isinstance(start, float):
            return None
        fine = next((n for n in range(finer + 1) if not Fraction(start) % (step / 10**n)), None)
        if fine is None:
            return (finer + 1, Fraction(start)) if finer else None
        return fine, Fraction(start)
    for fine in range(finer + 1):
        grid = step / 10**fine
        if start >= now:
            assert not isinstance(start, float)
            number = (start // grid + 1) * grid
        else:
            assert not isinstance(end, float)
            number = -((-end) // grid + 1) * grid
        if start < number < end:
            return fine, number
    if not finer or isinstance(start, float) or isinstance(end, float):
        return None
    return finer + 1, (Fraction(start) + end) / 2


def _at_end(values: Mapping[str, Value], upper: bool) -> dict[str, Value]:
    """Facts with each number that is not known exactly at one end of what it may be."""
    told = dict(values)
    for name, value in values.items():
        if isinstance(value, Interval) and not value.known:
            ends = (value.high, value.low) if upper else (value.low, value.high)
            finite = [end for end in ends if not isinstance(end, float)]
            if finite:
                told[name] = exactly(finite[0], value.unit)
    return told


def _without_findings(leaf: ex.Condition, rules: int) -> Iterator[ex.Condition]:
    """The comparison for every number of findings that it may count."""
    if not any(isinstance(one, ex.Findings) for one in ex.walk(leaf)):
        yield leaf
        return
    assert isinstance(leaf, ex.Compare)
    for number in range(rules + 1):
        left, right = (_counting(one, number) for one in (leaf.left, leaf.right))
        yield ex.Compare(left, leaf.relation, right)


def _counting(operand: ex.Operand, number: int) -> ex.Operand:
    match operand:
        case ex.Findings():
            return ex.Constant(exactly(number), operand.type)
        case ex.Arithmetic(sign, left, right):
            return ex.Arithmetic(
                sign, _counting(left, number), _counting(right, number), operand.type
            )
        case _:
            return operand


def _plain(number: Fraction) -> int | Fraction:
    return number.numerator if number.denominator == 1 else number
