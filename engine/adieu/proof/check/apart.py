"""Every client → which rules have something to do with one another, and which go their own ways.

Inputs that a limit ties together form a knot.  Rules that share no knot are independent: some of
those for whom the one is found lack the other, if anybody lacks it at all.
"""

from __future__ import annotations

from collections.abc import Iterable

from adieu.proof.check.everyone import Everyone, variables_in
from adieu.proof.terms import Formula


class Knots:
    """The knots of a policy's inputs, and those that each rule hangs on."""

    def __init__(self, everyone: Everyone) -> None:
        self._above: dict[str, str] = {}
        limits = (*everyone.limits, *everyone.inputs.constraints, *everyone.world.defined)
        for one in limits:
            self._tie(variables_in(one))
        self._rules = {
            rule.name: frozenset(self._behind(everyone, rule.name)) for rule in everyone.rules
        }

    def near(self, name: str) -> frozenset[str]:
        """The rules that share a knot with a rule, itself among them."""
        own = self._rules[name]
        return frozenset(one for one, knots in self._rules.items() if not knots.isdisjoint(own))

    def _behind(self, everyone: Everyone, name: str) -> Iterable[str]:
        told = everyone.world.rule(name)
        formulas: tuple[Formula, ...] = (told.found, told.possible)
        return (self._top(one) for formula in formulas for one in variables_in(formula))

    def _tie(self, names: Iterable[str]) -> None:
        first, *others = [self._top(one) for one in names] or [""]
        for one in others:
            if one != first:
                self._above[one] = first

    def _top(self, name: str) -> str:
        while (above := self._above.get(name, name)) != name:
            name = above
        return name
