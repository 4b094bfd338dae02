"""Inputs that hang together + what hangs on them → what becomes of it at each of their values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import prod
from typing import Literal, assert_never

from msgspec import Struct

from adieu import expression as ex
from adieu.evaluate import evaluate
from adieu.explain.candidates import candidates
from adieu.explain.openings import Completion, Openings
from adieu.infer import Outcome, reference
from adieu.logic import FALSE, Interval

MAX_TABLE = 3_000
LIMITS = ("limit", "within")


class Part(Struct, frozen=True, eq=False):
    """Something that hangs on inputs: a rule, whether repair was tried, a fact, a row's condition.

    A ``limit`` is what answers must not contradict; ``within`` is that of a count whose range the
    fields of records narrow.
    """

    what: Literal["rule", "tried", "fact", "row", "limit", "within"]
    name: str
    conditions: tuple[ex.Condition, ...]
    inputs: tuple[str, ...]


Vector = tuple[object, ...]
"""What becomes of each part of a component that is no limit, in its order."""
Point = tuple[int, ...]
"""For each input, in its order, the number of a value."""


class Grid:
    """Values of each input and what becomes of each part at each of them, worked out once.

    A point holds, for each input in its order, the number of a value; -1 where it is not answered.
    """

    def __init__(self, openings: Openings, parts: Sequence[Part], inputs: Sequence[str]) -> None:
        self.openings, self.inputs = openings, tuple(inputs)
        place = {name: index for index, name in enumerate(self.inputs)}
        self.places = {one: tuple(place[name] for name in one.inputs) for one in parts}
        self.parts = tuple(one for one in parts if one.what not in LIMITS)
        self.limits = tuple(one for one in parts if one.what in LIMITS)
        orders = {one: _order(one) for one in parts}
        found = candidates(
            openings,
            inputs,
            [each for one in parts if not orders[one] for each in one.conditions],
            [one for one in orders.values() if one],
        )
        self.complete = found.complete
        self.values = [found.values[name] for name in self.inputs]
        self.choices = [list(range(len(values))) for values in self.values]
        self.tables: dict[Part, dict[tuple[int, ...], object]] = {one: {} for one in parts}
        self._merge()

    def at(self, part: Part, point: Sequence[int]) -> object:
        """What becomes of a part at a point."""
        key = tuple([point[place] for place in self.places[part]])
        table = self.tables[part]
        if key not in table:
            own = {
                self.inputs[place]: self.values[place][number]
                for place, number in zip(self.places[part], key, strict=True)
            }
            table[key] = self._become(part, Completion(self.openings, own))
        return table[key]

    def _become(self, part: Part, scope: Completion) -> object:
        match part.what:
            case "rule":
                outcome = reference.outcome(self.openings.policy.rules[part.name], scope)
                return Outcome.NOT_FOUND if outcome is Outcome.EXCUSED else outcome
            case "tried":
                return scope.fact(f"repair_tried.{part.name}")
            case "fact":
                return scope.fact(part.name)
            case "row":
                return evaluate(part.conditions[0], scope)
            case "limit":
                return evaluate(part.conditions[0], scope) is not FALSE, False
            case "within":
                return self._within(part, scope)
            case _:
                assert_never(part.what)

    def _within(self, part: Part, scope: Completion) -> tuple[bool, bool]:
        """Whether a count fits what the fields of records leave it, and whether that is one."""
        own = {name: value for name, value in scope.answers.items() if name != part.name}
        room, value = self.openings.counted(part.name, own), scope.answers[part.name]
        assert isinstance(room, Interval)
        assert isinstance(value, Interval)
        return room.low <= value.low and value.high <= room.high, room.known

    def _merge(self) -> None:
        """Keep one of the values that have the same consequences whatever the others are.

        A value that limits allow wherever they allow another one stands for that one too.
        """
        for place in (*range(len(self.choices)), *range(len(self.choices))):
            choices = self.choices[place]
            parts = [one for one, places in self.places.items() if place in places]
            sizes = [prod(len(self.choices[each]) for each in self.places[one]) for one in parts]
            if len(choices) == 1 or sum(sizes) > MAX_TABLE:
                continue
            limits = [one for one in parts if one.what == "limit"]
            others = [one for one in parts if one.what != "limit"]
            rows: dict[tuple[object, ...], list[tuple[int, tuple[object, ...]]]] = {}
            for number in choices:
                alike = rows.setdefault(self._row(place, number, others), [])
                allowed = self._row(place, number, limits)
                if not any(_covers(row, allowed) for _, row in alike):
                    alike[:] = [one for one in alike if not _covers(allowed, one[1])]
                    alike.append((number, allowed))
            self.choices[place] = sorted(number for row in rows.values() for number, _ in row)

    def _row(self, place: int, number: int, parts: Sequence[Part]) -> tuple[object, ...]:
        row = []
        point = [-1] * len(self.inputs)
        for part in parts:
            places = self.places[part]
            lists = [[number] if one == place else self.choices[one] for one in places]
            for chosen in product(*lists):
                for one, each in zip(places, chosen, strict=True):
                    point[one] = each
                row.append(self.at(part, point))
        return tuple(row)

    def holds(self, limit: Part, point: Sequence[int]) -> bool:
        """Whether a limit allows a point."""
        found = self.at(limit, point)
        assert isinstance(found, tuple)
        return bool(found[0])

    def allows(self, point: Sequence[int]) -> bool:
        """Whether all limits allow a point."""
        return all(self.holds(one, point) for one in self.limits)

    def forced(self, point: Sequence[int]) -> frozenset[int]:
        """The counts to which the fields of records leave no choice at a point."""
        return frozenset(
            self.places[one][0]
            for one in self.limits
            if one.what == "within" and self.at(one, point) == (True, True)
        )

    def vector(self, point: Sequence[int]) -> Vector:
        """What becomes of all parts at a point."""
        return tuple([self.at(one, point) for one in self.parts])

    def points(self) -> Iterator[tuple[int, ...]]:
        """Every allowed way to answer all inputs."""
        due: list[list[Part]] = [[] for _ in self.inputs]
        for one in self.limits:
            due[max(self.places[one])].append(one)
        point = [-1] * len(self.inputs)

        def further(place: int) -> Iterator[tuple[int, ...]]:
            if place == len(point):
                yield tuple(point)
                return
            for number in self.choices[place]:
                point[place] = number
                if all(self.holds(one, point) for one in due[place]):
                    yield from further(place + 1)

        yield from further(0)


def _covers(one: Sequence[object], other: Sequence[object]) -> bool:
    """Whether limits that hold in one row are all those that hold in another, and maybe more."""
    return all(left in (right, (True, False)) for left, right in zip(one, other, strict=True))


def _order(part: Part) -> tuple[str, ...]:
    """The counts of a limit that says only that one does not exceed another, or a sum of others."""
    match part:
        case Part("limit", _, (ex.Compare(ex.Fact() as left, "<=", right),), inputs):
            names = [one.name for one in ex.walk_operand(right) if isinstance(one, ex.Fact)]
            return (
                (left.name, *names) if _is_sum(right) and {left.name, *names} == set(inputs) else ()
            )
        case _:
            return ()


def _is_sum(operand: ex.Operand) -> bool:
    match operand:
        case ex.Fact():
            return True
        case ex.Arithmetic("+", left, right):
            return _is_sum(left) and _is_sum(right)
        case _:
            return False
