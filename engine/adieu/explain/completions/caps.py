"""Conditions of verdict rows → how many findings can still make a difference to them."""

from __future__ import annotations

import math

from adieu import expression as ex
from adieu.policy import Policy


def only_truth_matters(leaf: ex.Condition) -> bool:
    """Whether only its truth matters: a condition on facts that are neither gates nor counts."""
    walked = list(ex.walk(leaf))
    facts = [one for one in walked if isinstance(one, ex.Fact)]
    counts = any(isinstance(one, ex.Findings) for one in walked)
    return bool(facts) and not counts and all(one.type.name != "yes-no" for one in facts)


def enough(
    when: ex.Condition, nodes: tuple[ex.Findings, ...], policy: Policy
) -> tuple[int, int] | None:
    """Which count makes a row hold, and from how many findings on; nothing where more is asked."""
    match when:
        case ex.All((one,)) | ex.AnyOf((one,)):
            return enough(one, nodes, policy)
        case ex.Compare(ex.Findings() as node, ">=" | ">" as relation, right):
            number = policy.number(right)
            if number is not None:
                needed = math.ceil(number) if relation == ">=" else math.floor(number) + 1
                return nodes.index(node), needed
        case _:
            pass
    return None


def cap(node: ex.Findings, leaves: list[ex.Condition], policy: Policy) -> int | None:
    """From where on more findings make no difference to a count; nothing where they always do."""
    most = 0
    for leaf in leaves:
        if not any(one == node for one in ex.walk(leaf)):
            continue
        match leaf:
            case ex.Compare(left, _, right) if left == node:
                limit = _limit(right, policy)
            case ex.Compare(left, _, right) if right == node:
                limit = _limit(left, policy)
            case _:
                limit = None
        if limit is None:
            return None
        most = max(most, limit)
    return most


def _limit(operand: ex.Operand, policy: Policy) -> int | None:
    number = policy.number(operand)
    return None if number is None else max(0, min(math.floor(number) + 1, 10**6))
