"""Inputs that hang together + their parts → all that can become of them, and what each decides.

Findings, gates and conditions of verdict rows that share an input, or whose inputs a limit ties
together, are looked at together; what shares nothing is looked at apart.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations, compress, islice

from msgspec import Struct

from adieu.explain.completions.grid import Grid, Part, Point, Vector
from adieu.explain.completions.openings import Openings
from adieu.logic import Value

MAX_POINTS, MAX_SAMPLE = 6_000, 600

Pairs = frozenset[tuple[int, int]]
"""Numbers of vectors of which one input alone makes the one or the other."""


class Kind(Struct, frozen=True):
    """A value of an input that stands for others, its number, and the vectors that it leaves."""

    value: Value
    number: int
    vectors: frozenset[int]


class Component:
    """Parts, their inputs, and what can become of them: a vector for each point looked at.

    ``complete`` where nothing is left out.  What each input decides is worked out when somebody
    asks: a verdict needs the vectors alone.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid, self.parts, self.inputs = grid, grid.parts, grid.inputs
        self.complete = False
        self.numbers: dict[Vector, int] = {}
        self.seen: dict[tuple[int, ...], int] = {}
        self._kinds: dict[str, tuple[Kind, ...]] = {}
        self._left: dict[tuple[int, int], Mapping[str, Pairs]] = {}

    @property
    def vectors(self) -> tuple[Vector, ...]:
        """What can become of the parts."""
        return tuple(self.numbers)

    @cached_property
    def pairs(self) -> Mapping[str, Pairs]:
        """For each input, the vectors that differ by it alone."""
        return self._pairs(tuple(self.seen))

    def by_value(self, name: str) -> tuple[Kind, ...]:
        """What is left for each value of an input that makes a difference."""
        if name not in self._kinds:
            self._kinds[name] = self._by_value(name)
        return self._kinds[name]

    def note(self, point: tuple[int, ...]) -> int:
        """The number of the vector at a point."""
        if point not in self.seen:
            vector = self.grid.vector(point)
            self.seen[point] = self.numbers.setdefault(vector, len(self.numbers))
        return self.seen[point]

    def _pairs(self, points: Sequence[Point]) -> dict[str, Pairs]:
        """For each input, which vectors differ by it alone, among these points."""
        forced = {point: self.grid.forced(point) for point in points}
        sets = set(forced.values())
        size = len(self.grid.inputs)
        found: list[set[tuple[int, int]]] = [set() for _ in range(size)]
        for left_out in {one | other | self.grid.idle for one in sets for other in sets}:
            some = [point for point in points if forced[point] <= left_out]
            for place in set(range(size)) - left_out:
                rest = [one != place and one not in left_out for one in range(size)]
                alike: dict[Point, set[tuple[int, frozenset[int]]]] = {}
                for point in some:
                    entry = self.seen[point], forced[point]
                    alike.setdefault(tuple(compress(point, rest)), set()).add(entry)
                for entries in alike.values():
                    for (one, free), (other, more) in combinations(entries, 2):
                        if one != other and free | more | self.grid.idle == left_out:
                            found[place].add((min(one, other), max(one, other)))
        for places in self.grid.alike:
            together = set[tuple[int, int]]().union(*(found[place] for place in places))
            for place in places:
                found[place] = together
        return {name: frozenset(found[place]) for place, name in enumerate(self.grid.inputs)}

    def pairs_left(self, name: str, kind: Kind) -> Mapping[str, Pairs]:
        """For each input, the vectors that differ by it alone once another one has a value."""
        places = self._places(name)
        key = places[0], kind.number
        if key not in self._left:
            points = [p for p in self.seen if any(p[place] == kind.number for place in places)]
            self._left[key] = self._pairs(points)
        return self._left[key]

    def _places(self, name: str) -> Point:
        """The place of an input, and of those that may stand for it."""
        place = self.inputs.index(name)
        return next((each for each in self.grid.alike if place in each), (place,))

    def _by_value(self, name: str) -> tuple[Kind, ...]:
        place, groups = self.inputs.index(name), dict[int, set[int]]()
        for point, vector in self.seen.items():
            for one in self._places(name):
                groups.setdefault(point[one], set()).add(vector)
        return tuple(
            Kind(self.grid.values[place][number], number, frozenset(vectors))
            for number, vectors in sorted(groups.items())
        )


def explore(openings: Openings, parts: Sequence[Part], inputs: Sequence[str]) -> Component:
    """All that can become of the parts of a component; a sample of it where it is too large."""
    grid = Grid(openings, parts, inputs)
    found = Component(grid)
    for point in islice(grid.points(), MAX_POINTS):
        found.note(point)
    whole = len(found.seen) < MAX_POINTS
    for point in () if whole else sampled(grid):
        found.note(point)
    found.complete = grid.complete and whole
    return found


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
                    yield grid.in_order(beside)
            point[place] = high[place] if rng.random() < 0.5 else rng.choice(grid.choices[place])
