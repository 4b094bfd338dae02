"""Levers that a bound lets through, though nothing tried works → a proof that nothing would.

The last word on what would change a verdict: a proof takes longer than a trial, so few are asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from adieu.expression import Compare, Fact
from adieu.facts import Facts
from adieu.logic import Interval
from adieu.policy import Count
from adieu.proof.relations import inclusions

if TYPE_CHECKING:
    from adieu.proof.client import ClientLogic

MOST = 6
"""So many proofs at most for one review: each takes a tenth of a second or more."""


class Last:
    """Proofs about one client's levers."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.left = MOST
        self._logic: ClientLogic | None = None
        self._within: tuple[tuple[str, str], ...] | None = None

    def is_impossible(self, verdict: str, levers: Iterable[str]) -> bool:
        """Whether it is proved that no values of these facts give the verdict."""
        free = self._freed(frozenset(levers))
        if not self.left or not self._consistent(free):
            return False
        self.left -= 1
        # It takes a fifth of a second to start, and few reviews come this far.
        from adieu.proof import Impossible
        from adieu.proof.client import ClientLogic

        if self._logic is None:
            self._logic = ClientLogic(self.facts)
        return isinstance(self._logic.changes(verdict, free), Impossible)

    def _freed(self, levers: frozenset[str]) -> frozenset[str]:
        """The levers, and the counts that lie within theirs or around them: those go along."""
        ties = self._inclusions()
        beside = {one for pair in ties if not levers.isdisjoint(pair) for one in pair}
        return levers | beside

    def _inclusions(self) -> tuple[tuple[str, str], ...]:
        """Counts within wider ones, of which the policy does not say so itself."""
        if self._within is None:
            policy = self.facts.policy
            stated = {
                (one.left.name, one.right.name)
                for one in policy.invariants
                if isinstance(one, Compare)
                and isinstance(one.left, Fact)
                and isinstance(one.right, Fact)
                and one.relation == "<="
            }
            self._within = tuple(pair for pair in inclusions(policy) if pair not in stated)
        return self._within

    def _consistent(self, free: frozenset[str]) -> bool:
        """Whether counts lie within others as they should, so that a proof says something."""
        for narrow, wide in self._inclusions():
            less, more = self.facts.values[narrow], self.facts.values[wide]
            if narrow in free or wide in free:
                continue
            assert isinstance(less, Interval)
            assert isinstance(more, Interval)
            is_count = isinstance(self.facts.policy.facts[narrow].definition, Count)
            if (less.low > more.high) if is_count else (more.high == 0 < less.low):
                return False
        return True
