"""A verdict + the dates of what was recorded → the first day on which it would be milder.

The same file is read again on later days, as if nothing were added to it.  Only on days on which a
record leaves the window or comes due, or a condition on the review date turns, can anything change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Record
from adieu.evaluate import compare, measure
from adieu.explain.change.attempts import Attempts
from adieu.explain.change.terrain import terrain_of
from adieu.explain.trial import Trial
from adieu.facts import (
    Facts,
    FactScope,
    RecordScope,
    aggregated,
    counted,
    derive,
    members_of,
)
from adieu.infer import reference
from adieu.logic import Interval, OpenDate, Truth, Value
from adieu.quantities import shift

LAST_DAY = date.max.toordinal()
FAR = 40_000
"""So many days ahead nothing waits for its date any more: a century."""


class Lapse(Struct, frozen=True):
    """The first day on which the verdict is milder if nothing new is recorded."""

    on: date
    verdict: str


def lapse_of(facts: Facts, verdict: str, attempts: Attempts) -> Lapse | None:
    """The first later day with a milder verdict; nothing where there is none.

    Raises:
        adieu.explain.change.attempts.BudgetSpent: where too much was tried.
    """
    return _Calendar(facts, verdict, attempts).first()


class _Calendar:
    """The days ahead of one client."""

    def __init__(self, facts: Facts, verdict: str, attempts: Attempts) -> None:
        self.facts, self.policy, self.case = facts, facts.policy, facts.case
        self.attempts = attempts
        self.today = facts.case.as_of.toordinal()
        self.far = min(self.today + FAR, LAST_DAY)
        severity = self.policy.severity
        self.milder = frozenset(one for one in severity if severity[one] > severity[verdict])
        self.terrain = terrain_of(self.policy)
        self.window = self.terrain.window
        self.windowed = [name for name in self.terrain.windowed if name in facts.members]
        self.blind = bool(self.terrain.asks or self.terrain.dated or self.policy.assumed_facts)
        """Whether only a whole review tells what a day brings."""
        self.turning: dict[str, set[int]] = {}
        """The days on which something else changes in a section than that records leave it."""

    def first(self) -> Lapse | None:
        """The first day with a milder verdict."""
        if not self.milder:
            return None
        leaving = {
            member.record.ref: self._gone(member.record.day)
            for name in self.windowed
            for member in self.facts.members[name]
        }
        days = {*leaving.values(), *self._turns_of_records(), *self._turns_of_facts()}
        if not self.blind and not self.turning and not self._may_lapse():
            return None
        for day in sorted(days):
            if day <= LAST_DAY:
                shown = self._reviewed(day) if self.blind else self._counted(day, leaving)
                if shown in self.milder:
                    return Lapse(date.fromordinal(day), shown)
        return None

    # Days

    def _gone(self, day: int) -> int:
        """The first day on which a record of this day is no longer within the window."""
        assert self.window is not None
        passed = shift(date.fromordinal(day), self.window.months, self.window.days).toordinal()
        on = max(passed - 4, 1)
        while on <= LAST_DAY and self.window.before(date.fromordinal(on)).toordinal() < day:
            on += 1
        return on

    def _turns_of_records(self) -> Iterator[int]:
        """The days on which records come to count, are paid, or fall due."""
        for name, section in self.case.sections.items():
            kind = self.policy.records[name]
            leaves = self.terrain.dated_in[name]
            days = {
                day for one in section.records for day in self._turns_of(one, kind, leaves)
                if self.today < day
            }  # fmt: skip
            if days:
                self.turning[name] = days
                yield from days

    def _turns_of(
        self, record: Record, kind: p.RecordKind, leaves: tuple[ex.Compare, ...]
    ) -> Iterator[int]:
        if kind.windowed and self.window is not None:
            gone = self._gone(record.day)
            if gone <= self.today:
                return
            if record.day > self.today:
                yield gone
        yield record.day
        for value in record.fields.values():
            if isinstance(value, OpenDate) and not isinstance(value.days.low, float):
                yield int(value.days.low)
        if leaves:
            scopes = [self._record_scope(record, on) for on in (self.today, self.far)]
            for leaf in leaves:
                if _sides(leaf, scopes[0]) != _sides(leaf, scopes[1]):
                    yield from self._turns(leaf, lambda on: self._record_scope(record, on))

    def _record_scope(self, record: Record, on: int) -> RecordScope:
        return RecordScope(self.policy, replace(self.case, as_of=date.fromordinal(on)), record)

    def _turns_of_facts(self) -> Iterator[int]:
        """The days on which a condition on facts and the review date turns."""
        values = self.facts.values
        for leaf in self.terrain.dated:
            yield from self._turns(leaf, lambda on: FactScope(self.policy, on, values))

    def _turns(
        self, leaf: ex.Compare, scope_on: Callable[[int], FactScope | RecordScope]
    ) -> Iterator[int]:
        """The later days from which a comparison with the review date says something else."""
        now, then = (_sides(leaf, scope_on(on)) for on in (self.today, self.far))
        for side in (0, 1):
            if now[side] is not then[side]:
                low, high = self.today, self.far
                while high - low > 1:
                    middle = (low + high) // 2
                    if _sides(leaf, scope_on(middle))[side] is now[side]:
                        low = middle
                    else:
                        high = middle
                yield high

    # Verdicts

    def _may_lapse(self) -> bool:
        """Whether a milder verdict is possible where records leave in any order at all."""
        box: dict[str, Value] = {}
        for name in self.windowed:
            value = self.facts.values[name]
            if self.facts.members[name]:
                assert isinstance(value, Interval)
                box[name] = value.hull(Interval(0, 0))
        return bool(box) and not self.milder.isdisjoint(self.attempts.possible(box))

    def _counted(self, day: int, leaving: Mapping[str, int]) -> str:
        """The verdict on a day, by the records that count on it."""
        on = replace(self.case, as_of=date.fromordinal(day))
        values: dict[str, Value] = {}
        scopes: dict[str, list[RecordScope]] = {}
        for name, members in self.facts.members.items():
            section = _section(self.policy, name)
            if self.turning:
                if section not in scopes:
                    records = counted(self.policy, on, section)
                    scopes[section] = [RecordScope(self.policy, on, one) for one in records]
                kept = tuple(members_of(self._where(name), scopes[section]))
            else:
                kept = tuple(one for one in members if leaving.get(one.record.ref, FAR + day) > day)
            if self.turning or len(kept) < len(members):
                values[name] = aggregated(self.policy.facts[name], self.policy, on, kept)
        possible = self.attempts.possible(values)
        if possible[-1] not in self.milder:
            return possible[-1]
        return self.attempts.shown(values) or self._reviewed(day)

    def _where(self, name: str) -> ex.Condition:
        definition = self.policy.facts[name].definition
        assert isinstance(definition, p.Count | p.Sum)
        return definition.where

    def _reviewed(self, day: int) -> str:
        """The verdict that a review on that day shows."""
        facts = derive(self.policy, replace(self.case, as_of=date.fromordinal(day)))
        inference = reference.infer(self.policy, facts)
        if inference.verdict not in self.milder:
            return inference.verdict
        return Trial(facts, inference).settled().verdict


def _section(policy: p.Policy, name: str) -> str:
    definition = policy.facts[name].definition
    assert isinstance(definition, p.Count | p.Sum)
    return definition.section


def _sides(leaf: ex.Compare, scope: FactScope | RecordScope) -> tuple[Truth, Truth]:
    """Whether one side has reached the other, and whether it has passed it."""
    left, right = measure(leaf.left, scope), measure(leaf.right, scope)
    return compare(left, ">=", right), compare(left, ">", right)
