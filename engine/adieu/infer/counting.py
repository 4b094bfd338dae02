"""A count of findings in the verdict rows → how many of them can still make a difference."""

from __future__ import annotations

import math

from adieu import expression as ex
from adieu import policy as p


def most_counted(policy: p.Policy, node: ex.Findings) -> int | None:
    """The number from which on all comparisons with this count come out alike.

    Nothing where it is calculated with, or compared with what differs by client.
    """
    highest = 1
    for leaf in (one for row in policy.verdicts for one in ex.leaves(row.when)):
        if node not in ex.walk(leaf):
            continue
        if not isinstance(leaf, ex.Compare) or node not in (leaf.left, leaf.right):
            return None
        on_left = leaf.left == node
        limit = policy.number(leaf.right if on_left else leaf.left)
        if limit is None:
            return None
        from_limit = leaf.relation in ((">=", "<") if on_left else ("<=", ">"))
        highest = max(highest, math.ceil(limit) if from_limit else math.floor(limit) + 1)
    return highest
