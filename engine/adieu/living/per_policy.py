"""A function of a policy → the same function, worked out once for each policy."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from weakref import finalize

from adieu.policy import Policy

Made = TypeVar("Made")


def per_policy(make: Callable[[Policy], Made]) -> Callable[[Policy], Made]:
    """Keep what is made of a policy as long as the policy lives."""
    kept: dict[int, Made] = {}

    def made(policy: Policy) -> Made:
        key = id(policy)
        if key not in kept:
            kept[key] = make(policy)
            finalize(policy, kept.pop, key, None)
        return kept[key]

    return made
