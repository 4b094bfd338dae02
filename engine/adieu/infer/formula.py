"""Tests of attributes + every, some, at least N → positive formulas, each kept once.

Rules of a forward-chaining engine can only conclude, never deny, so that a formula has no negation:
whoever builds one pushes it to the tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from math import comb
from typing import Literal

from msgspec import Struct

from adieu.infer.attributes import Always, Attribute

Comparison = Literal["==", "!=", "<", "<=", ">", ">="]
MAX_COMBINATIONS = 200

ALWAYS = 0
Node = int
"""A formula, by its number in the book of formulas."""


class Test(Struct, frozen=True):
    """One attribute, by its number in the book, compared with a constant."""

    __test__ = False

    attribute: int
    comparison: Comparison
    value: int | str


class Every(Struct, frozen=True):
    """Each part holds; of no parts, true."""

    parts: tuple[Node, ...]


class Some(Struct, frozen=True):
    """At least one part holds; of no parts, false."""

    parts: tuple[Node, ...]


Formula = Test | Every | Some


class Formulas:
    """The book of formulas: equal ones have one number, so that what is shared is derived once.

    Attributes are numbered too, ``Always`` first.
    """

    def __init__(self) -> None:
        self._attributes: dict[Attribute, int] = {Always(): ALWAYS}
        self._numbers: dict[Formula, Node] = {}
        self._formulas: list[Formula] = []
        self.true = self._number(Every(()))
        self.false = self._number(Some(()))

    def __getitem__(self, node: Node) -> Formula:
        return self._formulas[node]

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """Every attribute that a test looks at, by number."""
        return tuple(self._attributes)

    def tests(self) -> Iterator[Test]:
        """Every test in the book."""
        return (one for one in self._formulas if isinstance(one, Test))

    def test(self, attribute: Attribute, comparison: Comparison, value: int | str) -> Node:
        """The formula that holds where the attribute compares so."""
        number = self._attributes.setdefault(attribute, len(self._attributes))
        return self._number(Test(number, comparison, value))

    def every(self, nodes: Iterable[Node]) -> Node:
        """The conjunction, simplified."""
        return self._joined(Every, nodes, self.false)

    def some(self, nodes: Iterable[Node]) -> Node:
        """The disjunction, simplified."""
        return self._joined(Some, nodes, self.true)

    def _joined(self, kind: type[Every | Some], nodes: Iterable[Node], decisive: Node) -> Node:
        """The parts under one sign, each once; one part alone, or the one that decides it all."""
        parts: dict[Node, None] = {}
        for node in nodes:
            formula = self[node]
            parts.update(dict.fromkeys(formula.parts if isinstance(formula, kind) else (node,)))
        if decisive in parts:
            return decisive
        return next(iter(parts)) if len(parts) == 1 else self._number(kind(tuple(parts)))

    def at_least(self, count: int, nodes: Iterable[Node]) -> Node:
        """At least ``count`` of them: every combination, or a chain where those are many."""
        parts = tuple(nodes)
        if count <= 0:
            return self.true
        if comb(len(parts), count) <= MAX_COMBINATIONS:
            return self.some(self.every(chosen) for chosen in combinations(parts, count))
        # reached[n]: at least n of the parts seen so far.
        reached = [self.true] + [self.false] * count
        for part in parts:
            for number in range(count, 0, -1):
                more = self.every((reached[number - 1], part))
                before = reached[number]
                # Not merged into one long disjunction: each link of the chain is a fact of its own.
                reached[number] = (
                    more if before == self.false else self._number(Some((before, more)))
                )
        return reached[count]

    def _number(self, formula: Formula) -> Node:
        number = self._numbers.setdefault(formula, len(self._formulas))
        if number == len(self._formulas):
            self._formulas.append(formula)
        return number
