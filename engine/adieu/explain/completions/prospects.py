"""One client's open inputs → every verdict that answers can still give, and what each one decides.

Only how many findings of each kind there are, and what the verdict rows ask beside that, decides on
a verdict.  So whatever can become of one component is a few states; the components' states are
added up, and each sum is tried on the verdict rows once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import combinations, compress, product
from math import prod

from adieu.evaluate import evaluate
from adieu.explain.completions.component import Component, Kind, Pairs
from adieu.explain.completions.felt import Felt
from adieu.explain.completions.grid import Part
from adieu.explain.completions.openings import Openings
from adieu.explain.completions.parts import components, outputs
from adieu.explain.completions.rows import rows_of
from adieu.facts import Facts
from adieu.infer import Inference, Outcome
from adieu.logic import FALSE, TRUE, UNKNOWN, Truth, Value

MAX_STATES, MAX_LOOSE = 3_000, 500


class Prospects:
    """What can become of one client, as far as the verdict goes.

    ``cut`` says that there were too many states to look at them all.
    """

    def __init__(self, facts: Facts, inference: Inference) -> None:
        self.facts, self.inference, self.policy = facts, inference, facts.policy
        self.openings = Openings(facts)
        self.rows = rows_of(facts)
        self.outputs = tuple(outputs(self.openings, self.rows, inference))
        self.components = tuple(components(self.openings, self.outputs))
        self.cut = False
        self._apart: dict[int, tuple[int, ...] | None] = {}
        self._sums: dict[tuple[frozenset[int], frozenset[int]], frozenset[int]] = {}
        self._found: dict[tuple[object, object], frozenset[int]] = {}
        self.states = tuple(self._states(one) for one in self.components)

    def moved(
        self, facts: Facts, inference: Inference, changed: frozenset[str]
    ) -> Prospects | None:
        """What can become of the client with other values of known facts that nothing open feels.

        Nothing where that has to be worked out anew.
        """
        if self.openings.blind or self._felt.by(facts, changed, self.inference, inference):
            return None
        return _Moved(self, facts, inference)

    @cached_property
    def _felt(self) -> Felt:
        parts = (part for component in self.components for part in component.parts)
        return Felt(self.openings, (*parts, *self.outputs), self.rows.weighed)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The open inputs that some part of a verdict hangs on, in the order of the policy.

        The fields that narrow a count come after it.
        """
        named = dict.fromkeys(name for one in self.outputs for name in one.inputs)
        return tuple(
            dict.fromkeys(one for name in named for one in (name, *self.openings.narrow(name)))
        )

    @property
    def complete(self) -> bool:
        """Whether nothing was left out."""
        return not self.cut and all(one.complete for one in self.components)

    @property
    def size(self) -> int:
        """How many ways to answer what hangs on records were looked at."""
        return sum(len(one.seen) for one in self.components if any("[" in n for n in one.inputs))

    # What becomes of it

    @cached_property
    def base(self) -> int:
        """What no input can change any more."""
        scope = self.facts.scope()
        moving = {one.name for one in self.outputs if one.what in ("rule", "tried")}
        fixed = {name: self._known(name) for name in self.inference.outcomes if name not in moving}
        told: dict[str | int, Value] = {name: self.facts.values[name] for name in self.rows.asked}
        told |= {place: evaluate(leaf, scope) for place, leaf in enumerate(self.rows.leaves)}
        for one in self.outputs:
            if one.what in ("fact", "row"):
                told.pop(int(one.name) if one.what == "row" else one.name)
        return self.rows.state(fixed, told)

    def _known(self, rule: str) -> tuple[Outcome, Truth]:
        return self.inference.outcomes[rule], self.inference.repair_tried.get(rule, FALSE)

    def _states(self, component: Component) -> tuple[int, ...]:
        """What each vector of a component adds to the rest."""
        return tuple(self._state(component.parts, vector) for vector in component.vectors)

    def _state(self, parts: Iterable[Part], vector: tuple[object, ...]) -> int:
        found: dict[str, tuple[Outcome, Truth]] = {}
        told: dict[str | int, Value] = {}
        for part, value in zip(parts, vector, strict=True):
            match value:
                case Outcome():
                    _, tried = found.get(part.name, self._known(part.name))
                    found[part.name] = value, tried
                case Truth() if part.what == "tried":
                    outcome, _ = found.get(part.name, self._known(part.name))
                    found[part.name] = outcome, value
                case _:
                    key = int(part.name) if part.what == "row" else part.name
                    told[key] = value  # type: ignore[assignment]
        return self.rows.state(found, told)

    def sums(self, lists: Iterable[Iterable[int]]) -> frozenset[int]:
        """Every sum of one state of each."""
        found = frozenset((self.base,))
        for states in sorted(map(frozenset, lists), key=sorted):
            key = found, states
            if key not in self._sums:
                self._sums[key] = self._sum(found, states)
            found = self._sums[key]
        return found

    def _sum(self, found: frozenset[int], states: frozenset[int]) -> frozenset[int]:
        added = self.rows.added
        total = frozenset([added(one, other) for one in found for other in states])
        if len(total) > MAX_STATES:
            self.cut = True
            return frozenset(sorted(total)[:MAX_STATES])
        return total

    @cached_property
    def rest(self) -> tuple[frozenset[int], ...]:
        """For each component, what can become of all others."""
        return tuple(
            self.sums(states for other, states in enumerate(self.states) if other != place)
            for place in range(len(self.states))
        )

    @cached_property
    def verdicts(self) -> frozenset[int]:
        """The rows of all verdicts that completions were seen to give."""
        return self.over(self.sums(self.states))

    # What is certain where not everything could be looked at

    @cached_property
    def bound(self) -> frozenset[int] | None:
        """Rows beyond which no completion goes, proved; nothing where that cannot be said."""
        if self.complete:
            return self.verdicts
        states = [self._loose(place) for place in range(len(self.components))]
        cut, self.cut = self.cut, False
        sums = self.sums(one for one in states if one is not None)
        whole, self.cut = not self.cut, cut or self.cut
        return self.over(sums) if whole and None not in states else None

    def _loose(self, place: int) -> tuple[int, ...] | None:
        """The states of a component were each of its parts to go its own way."""
        if place not in self._apart:
            component = self.components[place]
            vectors = () if component.complete else self._loosened(component)
            self._apart[place] = (
                self.states[place]
                if component.complete
                else None
                if vectors is None
                else tuple({self._state(component.parts, one) for one in vectors})
            )
        return self._apart[place]

    def _loosened(self, component: Component) -> list[tuple[object, ...]] | None:
        """Every way for parts to be settled apart, or not at all where answers may not do so."""
        ways: list[tuple[object, ...]] = []
        for part in component.parts:
            open_ = self.openings.may_stay_open(part.conditions)
            if part.what == "rule":
                settled = (Outcome.FOUND, Outcome.NOT_FOUND)
                ways.append((*settled, Outcome.UNDETERMINED) if open_ else settled)
            elif part.what == "fact" and self.policy.facts[part.name].type.name != "yes-no":
                return None
            else:
                ways.append((TRUE, FALSE, UNKNOWN) if open_ else (TRUE, FALSE))
        return list(product(*ways)) if prod(map(len, ways)) <= MAX_LOOSE else None

    def is_irrelevant(self, name: str) -> bool:
        """Whether it is proved that an input decides nothing, whatever the others are."""
        if self.complete:
            return not self.decides(name)
        place = self.place(name)
        rest = [self._loose(other) for other in range(len(self.components)) if other != place]
        if None in rest:
            return False
        cut, self.cut = self.cut, False
        beside = self.sums(one for one in rest if one is not None)
        whole, self.cut = not self.cut, cut or self.cut
        pairs = self._pairs(place, name)
        return whole and pairs is not None and not self._parted(beside, pairs)

    def _pairs(self, place: int, name: str) -> frozenset[tuple[int, int]] | None:
        """The states between which an input may make the difference, at most."""
        component = self.components[place]
        if component.complete:
            return self._apart_by(place, component.pairs[name])
        vectors = self._loosened(component)
        if vectors is None:
            return None
        fixed = [name not in one.inputs for one in component.parts]
        alike: dict[tuple[object, ...], set[int]] = {}
        for vector in vectors:
            state = self._state(component.parts, vector)
            alike.setdefault(tuple(compress(vector, fixed)), set()).add(state)
        return frozenset(
            pair for states in alike.values() for pair in combinations(sorted(states), 2)
        )

    def over(self, states: Iterable[int]) -> frozenset[int]:
        """The rows that some of these states allow."""
        return frozenset(row for one in states for row in self.rows.verdicts(one))

    def place(self, name: str) -> int:
        """The component of an input."""
        return next(i for i, one in enumerate(self.components) if name in one.inputs)

    def answers(self, name: str) -> Mapping[Value, frozenset[int]]:
        """The values of an input that stand for all others, each with the rows it leaves open."""
        place = self.place(name)
        return {
            kind.value: self._after(self.rest[place], self._left(place, kind))
            for kind in self.components[place].by_value(name)
        }

    def _left(self, place: int, kind: Kind) -> frozenset[int]:
        """The states of a component that a value of an input leaves."""
        return frozenset(self.states[place][number] for number in kind.vectors)

    def _after(self, rest: frozenset[int], states: frozenset[int]) -> frozenset[int]:
        key = rest, states
        if key not in self._found:
            self._found[key] = self.over(self._sum(rest, states))
        return self._found[key]

    def remaining(self, name: str, others: Iterable[str]) -> int:
        """By how many of some inputs tied to one the worst answer to it leaves fewer to ask.

        The less, the better: none is left over where it is minus all of them.
        """
        place = self.place(name)
        tied = [one for one in others if one != name and self.place(one) == place]
        component, rest = self.components[place], self.rest[place]
        left = []
        for kind in component.by_value(name) if tied else ():
            if len(self._after(rest, self._left(place, kind))) > 1:
                pairs = component.pairs_left(name, kind)
                apart = (self._apart_by(place, pairs[one]) for one in tied)
                left.append(sum(bool(self._parted(rest, each)) for each in apart))
        return max(left, default=0) - len(tied)

    def _apart_by(self, place: int, pairs: Pairs) -> frozenset[tuple[int, int]]:
        """Pairs of vectors as pairs of states."""
        states = self.states[place]
        found = ((states[one], states[other]) for one, other in pairs)
        return frozenset((min(pair), max(pair)) for pair in found if pair[0] != pair[1])

    def decides(self, name: str) -> frozenset[int]:
        """The rows of the verdicts shown that an input alone decides between, all else equal."""
        place = self.place(name)
        pairs = self._apart_by(place, self.components[place].pairs[name])
        return self._parted(self.rest[place], pairs)

    def _parted(self, rest: frozenset[int], pairs: frozenset[tuple[int, int]]) -> frozenset[int]:
        """The rows of the verdicts shown that differ within pairs of states, beside any other."""
        key = rest, pairs
        if key not in self._found:
            rows, found = self.rows, set[int]()
            for beside in rest:
                for one, other in pairs:
                    left = rows.shown(rows.added(beside, one))
                    right = rows.shown(rows.added(beside, other))
                    if left != right:
                        found |= {left, right}
            self._found[key] = frozenset(found)
        return self._found[key]


class _Moved(Prospects):
    """Prospects in which only what is settled has moved: what is open stays as it was."""

    def __init__(self, before: Prospects, facts: Facts, inference: Inference) -> None:
        self.facts, self.inference, self.policy = facts, inference, facts.policy
        self.openings, self.rows, self.outputs = before.openings, before.rows, before.outputs
        self.components, self.states, self.cut = before.components, before.states, False
        self._apart, self._sums, self._found = {}, {}, {}
