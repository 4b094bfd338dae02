"""A case + a policy → every fact of the vocabulary, derived from answers and records.

A count over records of which some may or may not belong is a range; an absent section makes it run
from zero without limit.  Nothing is guessed: what was assumed or taken by default is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, assert_never

from msgspec import Struct, field

from adieu import expression as ex
from adieu import policy as p
from adieu import scorecard
from adieu.case import Case, Record
from adieu.evaluate import evaluate, measure
from adieu.facts.scope import FactScope, RecordScope, section_of
from adieu.logic import FALSE, TRUE, Interval, Truth, Value, exactly, is_known, truth
from adieu.quantities import Duration, read_value

Origin = Literal["given", "records", "derived", "assumed", "unknown"]
"""Where the value of a fact comes from."""


class Member(Struct, frozen=True):
    """A record that belongs to a count, or may."""

    record: Record
    belongs: Truth


class Facts(Struct, frozen=True):
    """Every fact with its value and origin, and the records behind each count."""

    policy: p.Policy
    case: Case
    values: Mapping[str, Value]
    origins: Mapping[str, Origin]
    members: Mapping[str, tuple[Member, ...]] = field(default_factory=dict)
    assumed_sections: frozenset[str] = frozenset()

    def scope(self) -> FactScope:
        """What names stand for in a condition over facts."""
        return FactScope(self.policy, self.case.as_of.toordinal(), self.values)


def derive(policy: p.Policy, case: Case) -> Facts:
    """Every fact of the vocabulary for this case.

    Raises:
        adieu.logic.UnitMismatch: where amounts in different currencies meet.
    """
    values: dict[str, Value] = {}
    origins: dict[str, Origin] = {}
    members: dict[str, tuple[Member, ...]] = {}
    scopes: dict[str, list[RecordScope]] = {}
    scope = FactScope(policy, case.as_of.toordinal(), values)
    for name, fact in policy.facts.items():
        answer = case.answers.get(name)
        if answer is not None:
            values[name], origins[name] = answer.value, "given"
            continue
        value = derived(fact, policy, case, scope, scopes, members)
        assumed = policy.assumed_facts.get(name)
        if assumed is not None and not is_known(value):
            values[name], origins[name] = read_value(assumed, fact.type), "assumed"
            continue
        values[name] = value
        origins[name] = origin_of(fact, value)
    assumed_sections = frozenset(policy.assumed_sections - case.sections.keys())
    return Facts(policy, case, values, origins, members, assumed_sections)


def origin_of(fact: p.Fact, value: Value) -> Origin:
    """Where the value of a fact comes from that is neither given nor assumed."""
    match fact.definition:
        case p.Given():
            return "unknown"
        case p.Count() | p.Sum():
            unbounded = isinstance(value, Interval) and value == fact.type.unknown()
            return "unknown" if unbounded else "records"
        case p.Calculation() | p.Holds() | p.Scored():
            return "derived"
        case _:
            assert_never(fact.definition)


def derived(
    fact: p.Fact,
    policy: p.Policy,
    case: Case,
    scope: FactScope,
    scopes: dict[str, list[RecordScope]],
    members: dict[str, tuple[Member, ...]],
) -> Value:
    """The value of one fact from what was derived before it."""
    match fact.definition:
        case p.Given():
            return fact.type.unknown()
        case p.Count(section) | p.Sum(_, section):
            if section not in scopes:
                records = counted(policy, case, section)
                scopes[section] = [RecordScope(policy, case, one) for one in records]
            found = tuple(members_of(fact.definition.where, scopes[section]))
            members[fact.name] = found
            return aggregated(fact, policy, case, found)
        case p.Calculation(operand):
            value = measure(operand, scope)
            assert isinstance(value, Interval)
            return value.clipped(fact.type.low, fact.type.high)
        case p.Holds(condition):
            return evaluate(condition, scope)
        case p.Scored(what, without_opinions):
            return _scored(what, without_opinions, policy, scope)
        case _:
            assert_never(fact.definition)


def counted(policy: p.Policy, case: Case, name: str) -> tuple[Record, ...]:
    """The records of a section that count: up to the review date, within the window if limited."""
    last = case.as_of.toordinal()
    window = policy.settings.get("window")
    first = 0
    if policy.records[name].windowed and isinstance(window, Duration):
        first = window.before(case.as_of).toordinal()
    records = section_of(policy, case, name).records
    return tuple(one for one in records if first < one.day <= last)


def members_of(where: ex.Condition, scopes: list[RecordScope]) -> Iterator[Member]:
    """The records that fulfil a condition, and those that may."""
    for scope in scopes:
        belongs = evaluate(where, scope)
        if belongs is not FALSE:
            yield Member(scope.record, belongs)


def aggregated(fact: p.Fact, policy: p.Policy, case: Case, found: tuple[Member, ...]) -> Interval:
    """The count or the sum over these members, and over the records that are missing."""
    definition = fact.definition
    assert isinstance(definition, p.Count | p.Sum)
    missing = exactly(section_of(policy, case, definition.section).missing)
    if isinstance(definition, p.Sum):
        return _sum(fact, definition, policy, found, missing)
    low = sum(one.belongs is TRUE for one in found)
    return Interval(low, (exactly(len(found)) + missing).high)


def _sum(
    fact: p.Fact,
    definition: p.Sum,
    policy: p.Policy,
    found: tuple[Member, ...],
    missing: Interval,
) -> Interval:
    """The sum; an addend that may not belong counts from zero, an unknown one over its range."""
    zero = exactly(0)
    type_ = policy.records[definition.section].fields[definition.field].type
    total = zero
    for one in found:
        addend = one.record.fields[definition.field]
        assert isinstance(addend, Interval)
        total = total + (addend if one.belongs is TRUE else zero.hull(addend))
    each = zero.hull(Interval(type_.low, type_.high))
    unread = Interval(0, missing.high) * each
    return (total + unread).clipped(fact.type.low, fact.type.high)


def _scored(
    what: Literal["score", "class", "agreed"],
    without_opinions: bool,
    policy: p.Policy,
    scope: FactScope,
) -> Value:
    card = policy.scorecard
    assert card is not None

    def score_of(name: str) -> Interval:
        value = scope.fact(name)
        assert isinstance(value, Interval)
        return value

    if what == "agreed":
        return truth(card.agreed)
    within = scorecard.score(card, score_of, without_opinions)
    return within if what == "score" else scorecard.classes(card, within)
