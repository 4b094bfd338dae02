"""Levers + a milder verdict → the fewest that give it, and how far each has to go.

A set of levers that cannot give the verdict, whatever their values, shows that one of the others
has to move: a cut.  Sets that hit every cut are looked at smallest first, so that the first that
works is one of the fewest, and only sets that a bound rules out are never tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from heapq import heappop, heappush
from itertools import combinations, islice, permutations, product
from math import comb, prod

from msgspec import Struct

from adieu.explain.change.levers import Levers, Pull
from adieu.explain.change.ruled_out import Last
from adieu.explain.change.steps import Shift, Steps
from adieu.logic import INFINITY, Value

MOST_CORNERS, MOST_TURNS, MOST_CHOICES, ROUNDS = 64, 3, 40, 3
MOST_FOR_ONE = 300
"""So many values are tried for one set of facts, before a proof is asked for."""
MOST_UNSETTLED = 5
"""After so many sets of which nothing is known no larger ones are looked at."""


class Alternative(Struct, frozen=True):
    """Changes that together make the verdict this milder one; no fewer do."""

    verdict: str
    shifts: tuple[Shift, ...]


class Cut(Struct, frozen=True):
    """What lies outside a set that gives nothing: one of these has to be pulled as well.

    Of a group, so many at least; nothing where the set held the whole group.
    """

    single: frozenset[str]
    counts: tuple[int | None, ...]

    def is_hit(self, pull: Pull) -> bool:
        """Whether one of them is pulled."""
        counts = zip(pull.counts, self.counts, strict=True)
        return not self.single.isdisjoint(pull.single) or any(
            needed is not None and count >= needed for count, needed in counts
        )


class Search:
    """Looks for the fewest changes that give milder verdicts."""

    def __init__(self, levers: Levers, steps: Steps) -> None:
        self.levers, self.steps, self.attempts = levers, steps, levers.attempts
        self.facts = levers.facts
        self.last = Last(levers.facts)
        self.unsettled = 0
        """How many sets were left unsettled, though fewer facts might do."""
        self._everything: dict[str, bool] = {}
        """Of which verdicts it is proved, or not, that no values of all levers give them."""
        self._all_tried = True
        self._enough = 0
        self._order = {name: index for index, name in enumerate(self.facts.policy.facts)}

    def fewest(self, verdict: str, most: float = INFINITY) -> Iterator[Alternative]:
        """Every set of the smallest size that gives the verdict, in the order of the facts.

        Args:
            verdict: A milder verdict.
            most: So many changes at most; where more are needed, nothing.

        Raises:
            BudgetSpent: where too much has been tried.
        """
        cuts: list[Cut] = [self._outside(self.levers.none)]
        waiting: list[tuple[int, tuple[int, ...], tuple[int, ...], Pull]] = []
        seen: set[Pull] = set()
        found = False
        self._push(waiting, seen, self.levers.none)
        while waiting:
            pull = heappop(waiting)[-1]
            if pull.size > most:
                return
            cut = next((one for one in cuts if not one.is_hit(pull)), None)
            if cut is None and verdict not in self.levers.allowed(pull):
                cut = self._outside(self._widest(pull, verdict))
                cuts.append(cut)
            if cut is None:
                for one in self._solutions(pull, verdict):
                    found, most = True, pull.size
                    yield one
                if not found and self._is_hopeless(pull, verdict):
                    return
                cut = self._outside(pull)
            for wider in self._wider(pull, cut):
                self._push(waiting, seen, wider)

    def _push(
        self,
        waiting: list[tuple[int, tuple[int, ...], tuple[int, ...], Pull]],
        seen: set[Pull],
        pull: Pull,
    ) -> None:
        if pull not in seen:
            seen.add(pull)
            order = tuple(sorted(self._order[name] for name in pull.single))
            heappush(waiting, (pull.size, order, pull.counts, pull))

    # Cuts

    def _widest(self, pull: Pull, verdict: str) -> Pull:
        """A set around this one that still cannot give the verdict, as large as can be."""
        for wider in self._grown(pull):
            larger = Pull(pull.single | wider.single, tuple(map(max, pull.counts, wider.counts)))
            if verdict not in self.levers.allowed(larger):
                pull = larger
        return pull

    def _grown(self, pull: Pull) -> Iterator[Pull]:
        for name in self.levers.single:
            if name not in pull.single:
                yield Pull(frozenset((name,)), self.levers.none.counts)
        for index, group in enumerate(self.levers.groups):
            for count in range(pull.counts[index] + 1, len(group.members) + 1):
                counts = list(self.levers.none.counts)
                counts[index] = count
                yield Pull(frozenset(), tuple(counts))

    def _outside(self, pull: Pull) -> Cut:
        return Cut(
            frozenset(self.levers.single) - pull.single,
            tuple(
                count + 1 if count < len(group.members) else None
                for count, group in zip(pull.counts, self.levers.groups, strict=True)
            ),
        )

    def _wider(self, pull: Pull, cut: Cut) -> Iterator[Pull]:
        for name in self.levers.single:
            if name in cut.single:
                yield Pull(pull.single | {name}, pull.counts)
        for index, needed in enumerate(cut.counts):
            if needed is not None and needed > pull.counts[index]:
                counts = (*pull.counts[:index], needed, *pull.counts[index + 1 :])
                yield Pull(pull.single, counts)

    # Values

    def _solutions(self, pull: Pull, verdict: str) -> Iterator[Alternative]:
        """Sets of facts to which a pull comes down, with the values that work."""
        found, self.steps.exact = False, True
        for names in self._choices(pull):
            values = self._values(names, verdict)
            if values is not None:
                found = True
                yield Alternative(verdict, self._shifts(values))
        self._all_tried = found or self._tried_all(pull)

    def _is_hopeless(self, pull: Pull, verdict: str) -> bool:
        """Whether to look no further, where a set gave nothing though it might have."""
        if self._all_tried or not pull.size:
            return False
        if verdict not in self._everything:
            self._everything[verdict] = self._is_impossible(self.levers.all, verdict)
        if self._everything[verdict]:
            return True
        self.unsettled += not self._is_impossible(pull, verdict)
        return self.unsettled > MOST_UNSETTLED

    def _is_impossible(self, pull: Pull, verdict: str) -> bool:
        members = (name for one in self.levers.groups for name in one.members)
        return self.last.is_impossible(
            verdict, (*pull.single, *(members if any(pull.counts) else ()))
        )

    def _tried_all(self, pull: Pull) -> bool:
        """Whether the values tried stand for all others: at most one has more than a few."""
        groups = zip(self.levers.groups, pull.counts, strict=True)
        chosen = prod(comb(len(group.members), count) for group, count in groups)
        many = [name for name in pull.single if not self.steps.has_few(name)]
        return chosen <= MOST_CHOICES and len(many) <= 1 and self.steps.exact

    def _choices(self, pull: Pull) -> Iterator[tuple[str, ...]]:
        """The sets of facts with so many of each group, those with the greatest room first."""
        groups = [
            tuple(islice(combinations(group.members, count), MOST_CHOICES))
            for group, count in zip(self.levers.groups, pull.counts, strict=True)
        ]
        single = sorted(pull.single, key=self._order.__getitem__)
        for chosen in islice(product(*groups), MOST_CHOICES):
            yield (*single, *(name for one in chosen for name in one))

    def _values(self, names: tuple[str, ...], verdict: str) -> dict[str, Value] | None:
        """Values of these facts that work, each as near as the others let it be."""
        if not names:
            return None
        found = next(self._candidates(names, verdict), None)
        if found is None:
            return None
        for _ in range(ROUNDS):
            before = dict(found)
            for name in names:
                found = self._nearer(name, found, verdict)
            if found == before:
                break
        return found

    def _nearer(self, name: str, found: dict[str, Value], verdict: str) -> dict[str, Value]:
        others = {key: value for key, value in found.items() if key != name}
        for value in self.steps.values(name, others):
            if value == found[name]:
                break
            if self.attempts.works({**others, name: value}, verdict):
                return {**others, name: value}
        return found

    def _candidates(self, names: tuple[str, ...], verdict: str) -> Iterator[dict[str, Value]]:
        """Values that work: the farthest that all can go, else one after another."""
        if len(names) > 1:
            corners = product(*(self.steps.ends(name) for name in names))
            for corner in islice(corners, MOST_CORNERS):
                values = dict(zip(names, corner, strict=True))
                if self.attempts.works(values, verdict):
                    yield values
        self._enough = self.attempts.left - MOST_FOR_ONE
        few = [name for name in names if self.steps.has_few(name)]
        many = [name for name in names if name not in few]
        for turn in islice(permutations(many), MOST_TURNS):
            yield from self._one_by_one({}, (*few, *turn), verdict)

    def _one_by_one(
        self, moved: dict[str, Value], rest: tuple[str, ...], verdict: str
    ) -> Iterator[dict[str, Value]]:
        if self.attempts.left < self._enough:
            self.steps.exact = False
            return
        name, after = rest[0], rest[1:]
        nearest = self.steps.values(name, moved)
        farthest = self.steps.ends(name) if after else ()
        for value in dict.fromkeys((*nearest, *farthest)):
            values = {**moved, name: value}
            if not after:
                if self.attempts.works(values, verdict):
                    yield values
            elif self.levers.still(values, after, verdict):
                yield from self._one_by_one(values, after, verdict)

    def _shifts(self, values: Mapping[str, Value]) -> tuple[Shift, ...]:
        ordered = sorted(values, key=self._order.__getitem__)
        return tuple(Shift(name, self.facts.values[name], values[name]) for name in ordered)
