"""Inputs that hang together + what hangs on them → what becomes of it at each of their values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from math import prod
from typing import Literal, assert_never

from msgspec import Struct

from adieu import expression as ex
from adieu.evaluate import evaluate
from adieu.explain.completions.alike import interchangeable
from adieu.explain.completions.candidates import candidates
from adieu.explain.completions.openings import Completion, Openings
from adieu.infer import Outcome, reference
from adieu.logic import FALSE, Interval

LEAST_TABLE, MAX_TABLE = 200, 3_000
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
    Of inputs that may stand for one another (``alike``) only how many have which value matters:
    points hold their numbers in order.  Inputs on which limits alone hang are ``idle``.
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
        self.alike = tuple(self._alike())
        self._merge()
        felt = {place for one in self.parts for place in self.places[one]}
        for one in self.limits:
            if one.what == "within" and self.places[one][0] in felt:
                felt.update(self.places[one])
        self.idle = frozenset(range(len(self.inputs))) - felt

    def _alike(self) -> Iterator[Point]:
        """The places of inputs that may stand for one another, those with two values."""
        place = {name: index for index, name in enumerate(self.inputs)}
        for names in interchangeable(self.openings.facts, self.inputs):
            places = tuple(sorted(place[name] for name in names))
            choices = self.choices[places[0]]
            if len(choices) <= 2 and all(self.choices[one] == choices for one in places):
                yield places

    def in_order(self, point: Sequence[int]) -> Point:
        """The point with the numbers of inputs that are alike in order."""
        ordered = list(point)
        for places in self.alike:
            numbers = sorted(point[one] for one in places)
            for one, number in zip(places, numbers, strict=True):
                ordered[one] = number
        return tuple(ordered)

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

        A value that limits allow wherever they allow another one stands for that one too.  What
        costs more than looking at every point is not worth it.
        """
        axes = self._axes(range(len(self.inputs)))
        for place, *others_alike in (*axes, *axes):
            choices = self.choices[place]
            most = min(MAX_TABLE, max(LEAST_TABLE, prod(len(self._numbers(one)) for one in axes)))
            parts = [one for one, places in self.places.items() if place in places]
            if len(choices) == 1 or sum(map(self._ways, parts)) > most:
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
            kept = sorted(number for row in rows.values() for number, _ in row)
            for one in (place, *others_alike):
                self.choices[one] = kept

    def _axes(self, places: Iterable[int]) -> list[Point]:
        """Places by what may stand for one another, the others alone, in their order."""
        wanted = tuple(places)
        together = {one: each for each in self.alike for one in each}
        axes = {together.get(place, (place,)): None for place in wanted}
        return [tuple(one for one in axis if one in wanted) for axis in axes]

    def _numbers(self, axis: Point) -> list[Point]:
        """The ways to answer inputs that are alike, where only how many have which value counts."""
        choices, size = self.choices[axis[0]], len(axis)
        if size == 1:
            return [(number,) for number in choices]
        low, high = choices[0], choices[-1]
        counts = range(size + 1) if len(choices) == 2 else (0,)
        return [(*(low,) * (size - count), *(high,) * count) for count in counts]

    def _ways(self, part: Part) -> int:
        """How many ways there are to answer the inputs of a part, one for all that are alike."""
        return prod(len(self._numbers(axis)) for axis in self._axes(self.places[part]))

    def _row(self, place: int, number: int, parts: Sequence[Part]) -> tuple[object, ...]:
        row = []
        point = [-1] * len(self.inputs)
        point[place] = number
        for part in parts:
            axes = self._axes(one for one in self.places[part] if one != place)
            for chosen in product(*map(self._numbers, axes)):
                for axis, numbers in zip(axes, chosen, strict=True):
                    for one, each in zip(axis, numbers, strict=True):
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

    def points(self) -> Iterator[Point]:
        """Every allowed way to answer all inputs: one for all alike, and one for all idle."""
        axes = sorted(
            self._axes(range(len(self.inputs))), key=lambda axis: not self.idle.isdisjoint(axis)
        )
        felt = sum(self.idle.isdisjoint(axis) for axis in axes)
        step = {place: index for index, axis in enumerate(axes) for place in axis}
        due: list[list[Part]] = [[] for _ in axes]
        for one in self.limits:
            due[max(step[place] for place in self.places[one])].append(one)
        point = [-1] * len(self.inputs)

        def further(index: int) -> Iterator[Point]:
            if index == len(axes):
                yield tuple(point)
                return
            for numbers in self._numbers(axes[index]):
                for place, number in zip(axes[index], numbers, strict=True):
                    point[place] = number
                if all(self.holds(one, point) for one in due[index]):
                    found = further(index + 1)
                    yield from islice(found, 1) if index + 1 == felt else found

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
