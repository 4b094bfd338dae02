"""Verdict rows + how many findings there are and what else rows ask → the verdicts they allow.

What a state leads to is the same for every client of a policy on one day, and is worked out once.
What verdict rows do not tell apart is one state: findings that every count sees alike are counted,
up to where more of them make no difference any more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, assert_never

from adieu import expression as ex
from adieu.evaluate import evaluate
from adieu.explain.completions.caps import cap, enough, only_truth_matters
from adieu.facts import Facts, FactScope
from adieu.infer import Outcome, Setting, count_findings, settings
from adieu.logic import (
    FALSE,
    TRUE,
    UNKNOWN,
    Bound,
    Interval,
    Truth,
    Value,
    all_of,
    any_of,
    at_least_of,
)
from adieu.policy import Policy

Told = Value | None


class State(NamedTuple):
    """All that verdict rows can see, or a part of it to be added to others.

    ``counts`` has the certain findings that each count sees; ``open`` the rules that nothing
    settles (a division by zero) with their outcome and repair; ``told`` what else rows ask.
    """

    counts: tuple[int, ...]
    open: tuple[tuple[str, Outcome, Truth], ...]
    told: tuple[Told, ...]


HARSHEST = 0
"""The state in which the first row holds for certain: nothing that is added can change that."""


MOST = 50_000
"""How many states are kept for a policy and a day."""


def rows_of(facts: Facts) -> Rows:
    """The verdict rows for a client: those of its policy, on the day of its review."""
    days = facts.policy.once(_no_days)
    day = facts.case.as_of.toordinal()
    if day not in days or days[day].states > MOST:
        days[day] = Rows(facts.policy, day)
    return days[day]


def _no_days(_: Policy) -> dict[int, Rows]:
    return {}


class Rows:
    """The verdict rows of a policy on one day; states go by a number."""

    def __init__(self, policy: Policy, as_of: int) -> None:
        self.policy, self.as_of = policy, as_of
        self.nodes = self.policy.counts
        self.seen = {
            rule.name: tuple(rule in self.policy.fitting(node) for node in self.nodes)
            for rule in self.policy.active
        }
        self.weighed = frozenset(
            name
            for name, seen in self.seen.items()
            if any(fits and node.repair_tried for fits, node in zip(seen, self.nodes, strict=True))
        )
        """The rules of which some row asks whether repair was tried."""
        leaves = [leaf for row in self.policy.verdicts for leaf in ex.leaves(row.when)]
        self.caps = tuple(cap(node, leaves, self.policy) for node in self.nodes)
        self.leaves = tuple(dict.fromkeys(one for one in leaves if only_truth_matters(one)))
        named = [one for leaf in leaves if leaf not in self.leaves for one in ex.walk(leaf)]
        self.asked = tuple(dict.fromkeys(one.name for one in named if isinstance(one, ex.Fact)))
        """The facts that rows look at themselves: gates, and what they compare with counts."""
        self._states = [State((), (), ())]
        self._numbers: dict[State, int] = {}
        self._verdicts: dict[int, tuple[int, ...]] = {HARSHEST: (0,)}
        self._sums: dict[tuple[int, int], int] = {}
        self._place = {one: len(self.asked) + place for place, one in enumerate(self.leaves)}
        self._first = enough(self.policy.verdicts[0].when, self.nodes, self.policy)
        self._nothing = dict.fromkeys(self.seen, Outcome.NOT_FOUND)

    @property
    def states(self) -> int:
        """How many states have a number."""
        return len(self._states)

    def state(
        self, found: Mapping[str, tuple[Outcome, Truth]], told: Mapping[str | int, Value]
    ) -> int:
        """The state of some rules, each with whether repair was tried, and of what rows ask.

        ``told`` has facts by name, and the conditions of rows by their place in ``leaves``.
        """
        counts = [0] * len(self.nodes)
        open_ = []
        for name, (outcome, tried) in found.items():
            if outcome is Outcome.UNDETERMINED or (
                outcome is Outcome.FOUND and tried is UNKNOWN and name in self.weighed
            ):
                open_.append((name, outcome, tried))
            elif outcome is Outcome.FOUND:
                for place, node in enumerate(self.nodes):
                    if self.seen[name][place] and (tried is TRUE or not node.repair_tried):
                        counts[place] += 1
        names: list[str | int] = [*self.asked, *range(len(self.leaves))]
        told_ = tuple(map(told.get, names))
        return self._number(State(self._capped(counts), tuple(sorted(open_)), told_))

    def _number(self, state: State) -> int:
        if self._first is not None and state.counts[self._first[0]] >= self._first[1]:
            return HARSHEST
        number = self._numbers.setdefault(state, len(self._states))
        if number == len(self._states):
            self._states.append(state)
        return number

    def added(self, one: int, other: int) -> int:
        """Two states of different rules and facts as one."""
        if HARSHEST in (one, other):
            return HARSHEST
        key = one, other
        if key not in self._sums:
            self._sums[key] = self._number(self._added(self._states[one], self._states[other]))
        return self._sums[key]

    def _added(self, one: State, other: State) -> State:
        counts = [left + right for left, right in zip(one.counts, other.counts, strict=True)]
        told = tuple([
            right if left is None else left
            for left, right in zip(one.told, other.told, strict=True)
        ])  # fmt: skip
        open_ = one.open + other.open
        return State(self._capped(counts), tuple(sorted(open_)) if open_ else (), told)

    def _capped(self, counts: list[int]) -> tuple[int, ...]:
        return tuple([
            count if cap is None or count < cap else cap
            for count, cap in zip(counts, self.caps, strict=True)
        ])  # fmt: skip

    def verdicts(self, state: int) -> tuple[int, ...]:
        """The rows that may be the first to hold in a state, as the reference tries them."""
        if state not in self._verdicts:
            self._verdicts[state] = self._tried(self._states[state])
        return self._verdicts[state]

    def shown(self, state: int) -> int:
        """The row of the mildest verdict that a state allows."""
        return self.verdicts(state)[-1]

    def _tried(self, state: State) -> tuple[int, ...]:
        told = zip(self.asked, state.told, strict=False)
        values = {name: value for name, value in told if value is not None}
        gates = {name: values[name] for name in self.policy.gates}
        truths = {name: value for name, value in gates.items() if isinstance(value, Truth)}
        outcomes = {**self._nothing, **{name: outcome for name, outcome, _ in state.open}}
        repairs = {name: tried for name, _, tried in state.open}
        ways: Iterator[Setting] | list[Setting] = [Setting(truths, repairs)]
        if state.open or UNKNOWN in truths.values():
            ways = settings(self.policy, outcomes, repairs, truths)
        found: set[int] = set()
        for way in ways:
            scope = _Counted(self, state, values, outcomes, way)
            for place, row in enumerate(self.policy.verdicts):
                holds = self._holds(row.when, state, scope)
                if holds is not FALSE:
                    found.add(place)
                if holds is TRUE:
                    break
        return tuple(sorted(found))

    def _holds(self, condition: ex.Condition, state: State, scope: _Counted) -> Truth:
        match condition:
            case ex.All(parts):
                return all_of(self._holds(one, state, scope) for one in parts)
            case ex.AnyOf(parts):
                return any_of(self._holds(one, state, scope) for one in parts)
            case ex.NoneOf(parts):
                return ~any_of(self._holds(one, state, scope) for one in parts)
            case ex.AtLeast(count, parts):
                return at_least_of(count, [self._holds(one, state, scope) for one in parts])
            case ex.Compare() | ex.OneOf() | ex.IsUnknown() | ex.IsOpen() | ex.Within():
                place = self._place.get(condition)
                told = None if place is None else state.told[place]
                return told if isinstance(told, Truth) else evaluate(condition, scope)
            case _:
                assert_never(condition)


class _Counted(FactScope):
    """What names stand for in the rows, in one state with what is unknown about it settled."""

    def __init__(
        self,
        rows: Rows,
        state: State,
        values: Mapping[str, Value],
        outcomes: Mapping[str, Outcome],
        way: Setting,
    ) -> None:
        super().__init__(rows.policy, rows.as_of, values)
        self.rows, self.state, self.outcomes, self.way = rows, state, outcomes, way

    def fact(self, name: str) -> Value:
        """The value of a fact, settled where it is a gate."""
        return self.way.gates.get(name, self.values[name])

    def findings(self, node: ex.Findings) -> Interval:
        """The certain findings that a count sees, and those that may be."""
        count = self.state.counts[self.rows.nodes.index(node)]
        if not self.state.open:
            return Interval(count, count)
        more = count_findings(node, self.rows.policy, self.outcomes, self.way.repair_tried)
        return Interval(count + _whole(more.low), count + _whole(more.high))


def _whole(count: Bound) -> int:
    assert isinstance(count, int)
    return count
