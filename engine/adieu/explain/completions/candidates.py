"""Inputs that conditions share + those conditions → the values of each that stand for all others.

Where every condition that speaks of an input speaks of no other, its values are complete: whatever
it is, one of them has the same consequences.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import islice, product

from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.explain.completions.breakpoints import LAST_DAY, Line, spread, words_in
from adieu.explain.completions.openings import Completion, Input, Openings
from adieu.facts import RecordScope
from adieu.logic import (
    FALSE,
    INFINITY,
    TRUE,
    Bound,
    Interval,
    Moment,
    OpenDate,
    Options,
    Value,
    exactly,
    word,
)
from adieu.quantities import Hours

COMBINATIONS, MOST = 24, 16
_OTHER_WORD = "\0other"


class Candidates(Struct, frozen=True):
    """Values for each input; ``complete`` where they stand for all others together."""

    values: Mapping[str, tuple[Value, ...]]
    complete: bool


def candidates(
    openings: Openings,
    inputs: Iterable[str],
    conditions: Iterable[ex.Condition],
    orders: Iterable[tuple[str, ...]],
) -> Candidates:
    """The values of these inputs at and beside everything that these conditions compare with.

    ``orders`` are counts of which the first must not exceed the second, or the sum of the others.
    To round all counts that these tie together down to the marks of any of them changes no
    comparison with a fixed number, and keeps the order: so each has the marks of all.  Where there
    are sums, to cut them off above the highest mark does: so each has every number up to there.
    """
    finder = _Finder(openings, tuple(inputs), conditions, _groups(orders))
    finder.spread()
    for name in finder.inputs:
        finder.look(name, alone=True)
    finder.spread()
    if finder.tangled:
        for name in finder.inputs:
            finder.look(name, alone=False)
            finder.spread()
    return Candidates(finder.values, finder.complete and not finder.tangled)


class _Group(Struct, frozen=True):
    """Counts that limits tie together, and whether sums are among these."""

    names: frozenset[str]
    sums: bool


def _groups(orders: Iterable[tuple[str, ...]]) -> list[_Group]:
    groups: list[_Group] = []
    for one in orders:
        touched = [each for each in groups if not each.names.isdisjoint(one)]
        groups = [each for each in groups if each not in touched]
        names = frozenset(one).union(*(each.names for each in touched))
        groups.append(_Group(names, len(one) > 2 or any(each.sums for each in touched)))
    return groups


class _Finder:
    """The marks found so far for each input, and the values between and at them."""

    def __init__(
        self,
        openings: Openings,
        inputs: tuple[str, ...],
        conditions: Iterable[ex.Condition],
        groups: list[_Group],
    ) -> None:
        self.openings, self.inputs, self.groups = openings, inputs, groups
        leaves = tuple(dict.fromkeys(leaves_of(openings, conditions)))
        self.behind = {leaf: tuple(dict.fromkeys(openings.of_leaf(leaf))) for leaf in leaves}
        self.marks: dict[str, set[Fraction]] = {name: set() for name in inputs}
        self.values: dict[str, tuple[Value, ...]] = {}
        self.complete = True
        self.tangled = False
        """Whether some condition compares several inputs."""

    def look(self, name: str, alone: bool) -> None:
        """Mark where conditions on this input alone may change, or those on several."""
        one = self.openings.inputs[name]
        if not isinstance(one.value, Interval | OpenDate):
            return
        if alone and "[" in name:
            scope, leaves = _of_field(self.openings, name)
            line = Line(self.openings.policy, name.partition(".")[2], scope, frozenset())
            for leaf in leaves:
                self.marks[name] |= set(line.marks(leaf))
            self.complete = self.complete and line.exact
        hangs = _hanging(self.openings, name)
        for leaf, names in self.behind.items():
            if name not in names or not _measures(leaf, {name, *hangs}):
                continue
            rest = [each for each in names if each != name]
            tangled = any(map(self._is_number, rest)) or self._ways(rest) > COMBINATIONS
            self.tangled = self.tangled or tangled
            if alone != tangled:
                for answers in self._answered(rest):
                    line = Line(self.openings.policy, name, _scope(self.openings, answers, name),
                                hangs)  # fmt: skip
                    self.marks[name] |= set(line.marks(leaf))
                    self.complete = self.complete and line.exact

    def _is_number(self, name: str) -> bool:
        return isinstance(self.openings.inputs[name].value, Interval | OpenDate)

    def _ways(self, names: list[str]) -> int:
        """In how many ways inputs can be answered that are no numbers, or have values already."""
        return math.prod(len(self.values[name]) for name in names)

    def spread(self) -> None:
        """Values at and between the marks."""
        for group in self.groups:
            shared = set().union(*(self._own(one) for one in group.names))
            top = math.ceil(max(shared, default=0)) + 1
            if group.sums and top < MOST:
                shared = set(map(Fraction, range(top + 1)))
            self.complete = self.complete and not (group.sums and top >= MOST)
            for name in group.names:
                self.marks[name] |= shared
        for name in self.inputs:
            self.values[name] = self._values(self.openings.inputs[name])

    def _own(self, name: str) -> set[Fraction]:
        value = self.openings.inputs[name].value
        assert isinstance(value, Interval)
        ends = (one for one in (value.low, value.high) if not isinstance(one, float))
        return {*self.marks[name], *map(Fraction, ends)}

    def _values(self, one: Input) -> tuple[Value, ...]:
        match one.value:
            case Options(words) if words is not None:
                return tuple(word(each) for each in one.type.choices if each in words)
            case Options():
                _, leaves = _of_field(self.openings, one.name)
                named = words_in(self.openings.policy, leaves)
                return tuple(word(each) for each in (*named, _OTHER_WORD))
            case Interval() | OpenDate():
                found = _spread(one, self.marks[one.name])
                self.complete = self.complete and len(found) <= MOST
                return _thinned(found)
            case Moment(day):
                return tuple(Moment(day, minute) for minute in _minutes(self.openings.policy))
            case _:
                return (TRUE, FALSE)

    def _answered(self, names: list[str]) -> Iterator[Mapping[str, Value]]:
        """Some of the ways to answer other inputs, spread over all of them."""
        lists = [self.values[name] for name in names]
        step = max(1, self._ways(names) // COMBINATIONS)
        while step > 1 and any(math.gcd(step, len(each)) > 1 for each in lists):
            step += 1
        for answers in islice(product(*lists), 0, None, step):
            yield dict(zip(names, answers, strict=True)) if names else {}


def _scope(openings: Openings, answers: Mapping[str, Value], name: str) -> Completion:
    """A completion in which a field that is added to sums counts as nothing."""
    return Completion(openings, {**answers, name: exactly(0)} if "[" in name else answers)


def leaves_of(openings: Openings, conditions: Iterable[ex.Condition]) -> Iterator[ex.Condition]:
    """The open conditions without parts, those inside yes/no facts and scores too."""
    waiting, seen = list(conditions), set[str]()
    while waiting:
        for leaf in openings.open_leaves(waiting.pop()):
            yield leaf
            for name in ex.fact_names(leaf) - seen:
                seen.add(name)
                definition = openings.policy.facts[name].definition
                if isinstance(definition, p.Holds) and not openings.settled(name):
                    waiting.append(definition.condition)


def _measures(leaf: ex.Condition, names: set[str]) -> bool:
    """Whether a condition compares one of these facts, other than by yes or no."""
    facts = (one for one in ex.walk(leaf) if isinstance(one, ex.Fact))
    return any(one.name in names and one.type.name != "yes-no" for one in facts)


def _hanging(openings: Openings, name: str) -> frozenset[str]:
    """The facts that are calculated from an input."""
    policy = openings.policy
    if "[" not in name:
        return policy.hanging_on[name]
    section, field = name.partition("[")[0], name.partition(".")[2]
    hanging: set[str] = set()
    for fact in policy.facts.values():
        match fact.definition:
            case p.Sum(added, of) if (added, of) == (field, section):
                if name in openings.fields_of(fact.name):
                    hanging |= {fact.name, *policy.hanging_on[fact.name]}
            case _:
                pass
    return frozenset(hanging)


def _of_field(openings: Openings, name: str) -> tuple[RecordScope, tuple[ex.Condition, ...]]:
    """A record's scope, and the conditions without parts that its section's counts look at."""
    policy, case = openings.policy, openings.facts.case
    ref = name.partition(".")[0]
    section = ref.partition("[")[0]
    record = next(one for one in case.sections[section].records if one.ref == ref)
    conditions = [one.when for one in policy.records[section].derived if one.when is not None]
    for fact in policy.facts.values():
        match fact.definition:
            case p.Count(of, where) | p.Sum(_, of, where) if of == section:
                conditions.append(where)
            case _:
                pass
    field = name.partition(".")[2]
    leaves = (leaf for one in conditions for leaf in ex.leaves(one))
    named = tuple(
        leaf
        for leaf in leaves
        if any(isinstance(one, ex.Field) and one.name == field for one in ex.walk(leaf))
    )
    return RecordScope(policy, case, record), named


def _spread(one: Input, marks: Iterable[Fraction]) -> tuple[Value, ...]:
    match one.value:
        case OpenDate(days, open_):
            low, high = _calendar(days)
            found: list[Value] = [
                OpenDate(exactly(day), FALSE) for day in spread(marks, low, high, whole=True)
            ]
            if open_ is FALSE:
                return tuple(found)
            opened: list[Value] = [OpenDate(exactly(high), TRUE)]
            return tuple(opened if open_ is TRUE else [*opened, *found])
        case Interval(low, high, unit) as days:
            whole = one.whole or one.type.name == "date"
            whole = whole or (one.type.low, one.type.high) == (1, 5)
            if one.type.name == "date":
                low, high = _calendar(days)
            return tuple(exactly(each, unit) for each in spread(marks, low, high, whole))
        case _:
            return ()


def _calendar(days: Interval) -> tuple[Bound, Bound]:
    low = 1 if days.low == -INFINITY else days.low
    return low, LAST_DAY if days.high == INFINITY else days.high


def _thinned(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """At most so many values, the ends among them."""
    if len(values) <= MOST:
        return values
    last = len(values) - 1
    chosen = sorted({last * index // (MOST - 1) for index in range(MOST)})
    return tuple(values[index] for index in chosen)


def _minutes(policy: p.Policy) -> list[int]:
    marks = {0, 1439}
    for setting in policy.settings.values():
        if isinstance(setting, Hours):
            for end in (setting.start, setting.end):
                marks |= {end - 1, end, end + 1}
    return sorted(one for one in marks if 0 <= one <= 1439)
