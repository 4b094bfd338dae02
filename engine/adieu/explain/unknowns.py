"""A condition that is unknown → the answers and record fields that it hangs on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Record
from adieu.evaluate import Scope, evaluate, measure
from adieu.facts import Facts, RecordScope, section_of
from adieu.logic import INFINITY, UNKNOWN, is_known
from adieu.quantities import Duration


def needed_for(facts: Facts, conditions: Iterable[ex.Condition]) -> tuple[str, ...]:
    """The facts (``hours_share``) and record fields (``incidents[2].deliberate``) still to ask.

    Only those in a part of a condition that is itself unknown: what cannot change its truth is left
    out.  Where rows of a table could not be read, the section that lacks them is named.
    """
    scope = facts.scope()
    names = (name for one in conditions for leaf in open_leaves(one, scope)
             for name in _of_leaf(facts, leaf))  # fmt: skip
    return tuple(dict.fromkeys(names))


def inputs_of(facts: Facts, name: str) -> tuple[str, ...]:
    """What to ask so that one fact becomes known."""
    return tuple(dict.fromkeys(_of_fact(facts, name)))


def open_leaves(condition: ex.Condition, scope: Scope) -> Iterator[ex.Condition]:
    """The conditions without parts that keep a condition unknown."""
    if evaluate(condition, scope) is not UNKNOWN:
        return
    parts = ex.parts_of(condition)
    if not parts:
        yield condition
    for part in parts:
        yield from open_leaves(part, scope)


def _of_leaf(facts: Facts, leaf: ex.Condition) -> Iterator[str]:
    for operand in ex.operands_of(leaf):
        yield from _of_operand(facts, operand)


def _of_operand(facts: Facts, operand: ex.Operand) -> Iterator[str]:
    for one in ex.walk_operand(operand):
        if isinstance(one, ex.Fact) and not is_known(facts.values[one.name]):
            yield from _of_fact(facts, one.name)


def _of_fact(facts: Facts, name: str) -> Iterator[str]:
    fact = facts.policy.facts[name]
    match fact.definition:
        case p.Given():
            yield name
        case p.Count() | p.Sum():
            yield from _of_count(facts, fact, name)
        case p.Calculation(operand):
            yield from _of_operand(facts, operand)
        case p.Holds(condition):
            names = tuple(_of_holds(facts, condition))
            yield from (name if one.startswith("went_on.") else one for one in names)
        case p.Scored():
            card = facts.policy.scorecard
            for one in card.criteria if card else ():
                if not one.left_out and not is_known(facts.values[one.name]):
                    yield one.name


def _of_holds(facts: Facts, condition: ex.Condition) -> Iterator[str]:
    for leaf in open_leaves(condition, facts.scope()):
        yield from _of_leaf(facts, leaf)


def _of_count(facts: Facts, fact: p.Fact, name: str) -> Iterator[str]:
    definition = fact.definition
    assert isinstance(definition, p.Count | p.Sum)
    missing = section_of(facts.policy, facts.case, definition.section).missing
    if missing == INFINITY:
        yield name
        return
    if missing:
        yield definition.section
    for member in facts.members.get(name, ()):
        if isinstance(definition, p.Sum) and not is_known(member.record.fields[definition.field]):
            yield f"{member.record.ref}.{definition.field}"
        if member.belongs is UNKNOWN:
            scope = RecordScope(facts.policy, facts.case, member.record)
            yield from _of_record(facts, scope, member.record, definition.where, name)


def _of_record(
    facts: Facts, scope: RecordScope, record: Record, condition: ex.Condition, name: str
) -> Iterator[str]:
    """The unknown fields that keep it open whether a record belongs.

    Where the section that would tell is not kept, it is the count itself.
    """
    for leaf in open_leaves(condition, scope):
        for operand in ex.operands_of(leaf):
            if isinstance(operand, ex.Earlier):
                yield from _of_earlier(facts, operand, record, name)
            elif isinstance(operand, ex.Field):
                field = facts.policy.records[record.section].fields[operand.name]
                if field.when is not None:
                    yield from _of_record(facts, scope, record, field.when, name)
                elif not _known(scope, operand):
                    yield f"{record.ref}.{operand.name}"


def _known(scope: Scope, operand: ex.Operand) -> bool:
    value = measure(operand, scope)
    return isinstance(value, Duration) or is_known(value)


def _of_earlier(facts: Facts, node: ex.Earlier, record: Record, name: str) -> Iterator[str]:
    if node.about is None and not is_known(record.fields["kind"]):
        yield f"{record.ref}.kind"
    for section in node.sections:
        kept = section_of(facts.policy, facts.case, section)
        if kept.missing:
            yield name if kept.missing == INFINITY else section
        for other in kept.records:
            if other.day < record.day:
                for field in ("about", *(one for one, _ in node.having)):
                    if not is_known(other.fields[field]):
                        yield f"{other.ref}.{field}"
