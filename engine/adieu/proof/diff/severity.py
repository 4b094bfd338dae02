"""Two lists of verdicts → how harsh each verdict of either is, on one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

Direction = Literal["stricter", "milder", "other"]


class Scale:
    """The verdicts of two policies on one scale, harshest first.

    The new policy's order holds.  A verdict that only one of them has stands where it stood between
    its neighbours; two that stand in the same place are level.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        common = [one for one in new if one in set(old)]
        places = {one: (place, 0) for place, one in enumerate(common)}
        self.old = {**_between(old, places, len(common)), **places}
        self.new = {**_between(new, places, len(common)), **places}

    def direction(self, old: str, new: str) -> Direction:
        """Whether a client who gets another verdict fares worse, better or neither."""
        before, after = self.old[old], self.new[new]
        return "stricter" if after < before else "milder" if after > before else "other"


def _between(
    verdicts: Sequence[str], places: Mapping[str, tuple[int, int]], last: int
) -> dict[str, tuple[int, int]]:
    """The places of verdicts that only one policy has: just before the next milder that both have.

    Several in one gap are counted from its milder end.
    """
    found: dict[str, tuple[int, int]] = {}
    gap, depth = last, 0
    for one in reversed(verdicts):
        if one in places:
            gap, depth = places[one][0], 0
        else:
            depth -= 1
            found[one] = (gap, depth)
    return found
