"""Inputs that hang together + their parts → all that can become of them, and what each decides.

Findings, gates and conditions of verdict rows that share an input, or whose inputs a limit ties
together, are looked at together; what shares nothing is looked at apart.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, compress, islice

from msgspec import Struct

from adieu.explain.grid import Grid, Part, Point, Vector
from adieu.explain.openings import Openings
from adieu.logic import Value

MAX_POINTS, MAX_SAMPLE = 6_000, 600

Pairs = frozenset[tuple[int, int]]
"""Numbers of vectors of which one input alone makes the one or the other."""


class Kind(Struct, frozen=True):
    """A value of an input that stands for others: the vectors it leaves, and their pairs."""

    value: Value
    vectors: frozenset[int]
    pairs: Mapping[str, Pairs]


class Component(Struct, frozen=True):
    """Parts, their inputs, and what can become of them.

    ``by_value`` has, for each input, the values that make a difference; ``pairs`` the vectors that
    differ by that input alone.  ``complete`` where nothing is left out.
    """

    parts: tuple[Part, ...]
    inputs: tuple[str, ...]
    vectors: tuple[Vector, ...]
    by_value: Mapping[str, tuple[Kind, ...]]
    pairs: Mapping[str, Pairs]
    complete: bool


class Notes:
    """The points that were looked at, and what they say."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.numbers: dict[Vector, int] = {}
        self.seen: dict[tuple[int, ...], int] = {}

    def note(self, point: tuple[int, ...]) -> int:
        """The number of the vector at a point."""
        if point not in self.seen:
            vector = self.grid.vector(point)
            self.seen[point] = self.numbers.setdefault(vector, len(self.numbers))
        return self.seen[point]

    def pairs(self, points: Sequence[Point]) -> dict[str, Pairs]:
        """For each input, which vectors differ by it alone, among these points."""
        forced = {point: self.grid.forced(point) for point in points}
        sets = set(forced.values())
        size = len(self.grid.inputs)
        found: list[set[tuple[int, int]]] = [set() for _ in range(size)]
        for left_out in {one | other for one in sets for other in sets}:
            some = [point for point in points if forced[point] <= left_out]
            for place in set(range(size)) - left_out:
                rest = [one != place and one not in left_out for one in range(size)]
                alike: dict[Point, set[tuple[int, frozenset[int]]]] = {}
                for point in some:
                    entry = self.seen[point], forced[point]
                    alike.setdefault(tuple(compress(point, rest)), set()).add(entry)
                for entries in alike.values():
                    for (one, free), (other, more) in combinations(entries, 2):
                        if one != other and free | more == left_out:
                            found[place].add((min(one, other), max(one, other)))
        return {name: frozenset(found[place]) for place, name in enumerate(self.grid.inputs)}

    def by_value(self, place: int) -> tuple[Kind, ...]:
        """What is left for each value of an input."""
        groups: dict[int, list[Point]] = {}
        for point in self.seen:
            groups.setdefault(point[place], []).append(point)
        return tuple(
            Kind(
                self.grid.values[place][number],
                frozenset(self.seen[point] for point in points),
                self.pairs(points),
            )
            for number, points in sorted(groups.items())
        )

    def component(self, complete: bool) -> Component:
        """What was found."""
        grid = self.grid
        return Component(
            grid.parts,
            grid.inputs,
            tuple(self.numbers),
            {name: self.by_value(place) for place, name in enumerate(grid.inputs)},
            self.pairs(tuple(self.seen)),
            complete,
        )


def explore(openings: Openings, parts: Sequence[Part], inputs: Sequence[str]) -> Component:
    """All that can become of the parts of a component; a sample of it where it is too large."""
    grid = Grid(openings, parts, inputs)
    notes = Notes(grid)
    for point in islice(grid.points(), MAX_POINTS):
        notes.note(point)
    whole = len(notes.seen) < MAX_POINTS
    for point in () if whole else sampled(grid):
        notes.note(point)
    return notes.component(grid.complete and whole)


def sampled(grid: Grid) -> Iterator[tuple[int, ...]]:
    """Points on ways from one end of all inputs to the other, and beside them."""
    low = [each[0] for each in grid.choices]
    high = [each[-1] for each in grid.choices]
    rng = random.Random(len(low))
    tried = 0
    order = list(range(len(low)))
    while tried < MAX_SAMPLE:
        rng.shuffle(order)
        point = [rng.choice(each) for each in grid.choices] if tried else list(low)
        for place in order:
            for number in grid.choices[place]:
                beside = (*point[:place], number, *point[place + 1 :])
                tried += 1
                if grid.allows(beside):
                    yield beside
            point[place] = high[place] if rng.random() < 0.5 else rng.choice(grid.choices[place])
