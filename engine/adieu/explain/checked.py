"""A condition + the facts → its parts as they stand, each with the records that it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Record
from adieu.evaluate import evaluate
from adieu.facts import Facts
from adieu.logic import Truth


class Checked(Struct, frozen=True):
    """A condition without parts as it stands.

    ``evidence`` are the records that it counts, each with whether it belongs; ``alternative`` marks
    one of several conditions of which one is enough.
    """

    condition: ex.Condition
    truth: Truth
    evidence: tuple[tuple[Record, Truth], ...]
    alternative: bool = False


def checked(conditions: Iterable[ex.Condition], facts: Facts) -> Iterator[Checked]:
    """Conditions taken apart to what can be shown as actual against required."""
    scope = facts.scope()
    for condition in conditions:
        for leaf, alternative in leaves(condition):
            records = tuple(records_behind(facts, leaf))
            yield Checked(leaf, evaluate(leaf, scope), records, alternative)


def gate_conditions(facts: Facts, name: str) -> tuple[Checked, ...]:
    """The conditions behind a gate; none where the client's file answers it."""
    definition = facts.policy.facts[name].definition
    if not isinstance(definition, p.Holds) or facts.origins[name] in ("given", "assumed"):
        return ()
    return tuple(checked((definition.condition,), facts))


def leaves(
    condition: ex.Condition, alternative: bool = False
) -> Iterator[tuple[ex.Condition, bool]]:
    """The conditions without parts inside a condition; those under "any" are alternatives."""
    match condition:
        case ex.All(parts):
            for part in parts:
                yield from leaves(part, alternative)
        case ex.AnyOf(parts) | ex.AtLeast(_, parts):
            for part in parts:
                yield from leaves(part, True)
        case ex.NoneOf(parts):
            for part in parts:
                yield from leaves(ex.negated(part), alternative)
        case _:
            yield condition, alternative


def records_behind(facts: Facts, condition: ex.Condition) -> Iterator[tuple[Record, Truth]]:
    """The records that the counted facts of a condition rest on, each once."""
    seen: set[str] = set()
    for operand in ex.operands_of(condition)[:1]:
        for name in _counted_in(facts.policy, operand):
            for member in facts.members.get(name, ()):
                if member.record.ref not in seen:
                    seen.add(member.record.ref)
                    yield member.record, member.belongs


def _counted_in(policy: p.Policy, operand: ex.Operand) -> Iterator[str]:
    """The counts and sums that an operand speaks of; of a quotient, those of what is divided."""
    match operand:
        case ex.Arithmetic("/", left, _):
            yield from _counted_in(policy, left)
        case ex.Arithmetic(_, left, right):
            yield from _counted_in(policy, left)
            yield from _counted_in(policy, right)
        case ex.Fact(name):
            definition = policy.facts[name].definition
            if isinstance(definition, p.Calculation):
                yield from _counted_in(policy, definition.operand)
            elif isinstance(definition, p.Holds):
                for leaf, _ in leaves(definition.condition):
                    yield from _counted_in(policy, ex.operands_of(leaf)[0])
            else:
                yield name
        case _:
            return
