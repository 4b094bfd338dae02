"""A rule or a gate + facts → which of its conditions alone decided what became of it.

This is masking MC/DC (Chilenski, *An investigation of three forms of the modified condition
decision coverage criterion*, 2001): a condition decides alone where its being otherwise would have
made the whole otherwise, all others being as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.evaluate import Scope, evaluate
from adieu.living.mutate_conditions import spots
from adieu.logic import UNKNOWN, Truth, all_of, any_of, at_least_of


class Decision(Struct, frozen=True):
    """A condition and its exception, and the comparisons in both by their paths.

    ``fact`` is the fact that the condition answers, for a gate.
    """

    path: str
    when: ex.Condition
    unless: ex.Condition | None
    leaves: Mapping[str, ex.Condition]
    fact: str | None = None


def of_rule(rule: p.Rule) -> Decision:
    """What a rule decides: whether it is found."""
    path, when = f"rule:{rule.name}", ex.All(rule.when)
    unless = ex.All(rule.unless) if rule.unless else None
    leaves = _leaves(when, f"{path}/when")
    if unless is not None:
        leaves |= _leaves(unless, f"{path}/unless")
    return Decision(path, when, unless, leaves)


def of_fact(fact: p.Fact) -> Decision | None:
    """What a yes/no fact decides, where a condition answers it."""
    if not isinstance(fact.definition, p.Holds) or fact.rule is not None:
        return None
    path, when = f"fact:{fact.name}", fact.definition.condition
    return Decision(path, when, None, _leaves(when, f"{path}/when"), fact.name)


def _leaves(whole: ex.Condition, path: str) -> dict[str, ex.Condition]:
    return {
        spot.path: spot.node for spot in spots(whole, path) if not isinstance(spot.node, ex.Group)
    }


def shown(decision: Decision, scope: Scope) -> Iterator[tuple[str, Truth, bool]]:
    """Each condition with its truth for these facts, and whether it alone decided."""
    truths = {path: evaluate(leaf, scope) for path, leaf in decision.leaves.items()}
    for path, truth in truths.items():
        alone = False
        if truth is not UNKNOWN:
            as_is = decided(decision, truths)
            otherwise = decided(decision, {**truths, path: ~truth})
            alone = UNKNOWN not in (as_is, otherwise) and as_is is not otherwise
        yield path, truth, alone


def decided(decision: Decision, truths: Mapping[str, Truth]) -> Truth:
    """Whether the whole holds, if its comparisons are so."""
    when = _combined(decision.when, f"{decision.path}/when", truths)
    if decision.unless is None:
        return when
    return when & ~_combined(decision.unless, f"{decision.path}/unless", truths)


def _combined(condition: ex.Condition, path: str, truths: Mapping[str, Truth]) -> Truth:
    if path in truths:
        return truths[path]
    parts = [
        _combined(part, f"{path}/{index}", truths)
        for index, part in enumerate(ex.parts_of(condition))
    ]
    match condition:
        case ex.All():
            return all_of(parts)
        case ex.AnyOf():
            return any_of(parts)
        case ex.NoneOf():
            return ~any_of(parts)
        case ex.AtLeast(count):
            return at_least_of(count, parts)
        case _:
            raise LookupError(path)
