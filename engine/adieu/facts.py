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
from adieu.case import Case, Record, Section
from adieu.evaluate import evaluate, measure
from adieu.logic import (
    FALSE,
    TRUE,
    UNKNOWN,
    Interval,
    OpenDate,
    Options,
    Truth,
    Value,
    all_of,
    exactly,
    is_known,
    truth,
)
from adieu.quantities import Duration, Setting, read_value

Origin = Literal["given", "records", "derived", "assumed", "unknown"]


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


class FactScope:
    """Facts and parameters by name; no record is at hand, and no findings are known yet."""

    def __init__(self, policy: p.Policy, as_of: int, values: Mapping[str, Value]) -> None:
        self.as_of = as_of
        self.parameters: Mapping[str, Setting] = policy.settings
        self.values = values

    def fact(self, name: str) -> Value:
        """The value of a fact."""
        return self.values[name]

    def field(self, name: str) -> Value:
        """There is no record at hand."""
        raise LookupError(name)

    def earlier(self, node: ex.Earlier) -> Interval:
        """There is no record at hand."""
        raise LookupError(node)

    def findings(self, node: ex.Findings) -> Interval:
        """Nothing has been inferred yet."""
        raise LookupError(node)


class RecordScope:
    """The fields of one record, derived ones included, and the records earlier than it."""

    def __init__(self, policy: p.Policy, case: Case, record: Record) -> None:
        self.as_of = case.as_of.toordinal()
        self.parameters: Mapping[str, Setting] = policy.settings
        self.policy, self.case, self.record = policy, case, record
        self.derived: dict[str, Value] = {}

    def fact(self, name: str) -> Value:
        """A record's conditions speak of its own fields only."""
        raise LookupError(name)

    def field(self, name: str) -> Value:
        """The value of a field; what came after the review date has not come yet."""
        if name in self.record.fields:
            value = self.record.fields[name]
            if isinstance(value, OpenDate) and value.open is FALSE and value.days.low > self.as_of:
                return OpenDate(value.days, TRUE)
            return value
        if name not in self.derived:
            condition = self.policy.records[self.record.section].fields[name].when
            assert condition is not None
            self.derived[name] = evaluate(condition, self)
        return self.derived[name]

    def earlier(self, node: ex.Earlier) -> Interval:
        """How many records about the matter are dated strictly earlier, however old they are."""
        low, high = 0, exactly(0)
        wanted = self.field("kind") if node.about is None else Options(frozenset((node.about,)))
        for name in node.sections:
            section = section_of(self.policy, self.case, name)
            for other in section.records:
                if other.day < self.record.day and other.day <= self.as_of:
                    fits = _about(other, wanted) & all_of(
                        _says(other.fields[one], answer) for one, answer in node.having
                    )
                    low += fits is TRUE
                    high = high + exactly(fits is not FALSE)
            high = high + exactly(section.missing)
        return Interval(low, high.high)

    def findings(self, node: ex.Findings) -> Interval:
        """Nothing has been inferred yet."""
        raise LookupError(node)


def _about(record: Record, wanted: Value) -> Truth:
    about = record.fields["about"]
    assert isinstance(about, Options)
    assert isinstance(wanted, Options)
    if wanted.words is None or about.words is None:
        return UNKNOWN
    known = wanted.known and about.known
    return truth(wanted.words == about.words) if known else (
        UNKNOWN if wanted.words & about.words else FALSE
    )  # fmt: skip


def _says(value: Value, answer: bool) -> Truth:
    assert isinstance(value, Truth)
    return value if answer else ~value


def section_of(policy: p.Policy, case: Case, name: str) -> Section:
    """A section of the case; one that is absent but assumed to be empty is empty."""
    if name not in case.sections and name in policy.assumed_sections:
        return Section()
    return case.section(name)


def counted(policy: p.Policy, case: Case, name: str) -> tuple[Record, ...]:
    """The records of a section that count: up to the review date, within the window if limited."""
    last = case.as_of.toordinal()
    window = policy.settings.get("window")
    first = 0
    if policy.records[name].windowed and isinstance(window, Duration):
        first = window.before(case.as_of).toordinal()
    records = section_of(policy, case, name).records
    return tuple(one for one in records if first < one.day <= last)


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
        value = _derived(fact, policy, case, scope, scopes, members)
        assumed = policy.assumed_facts.get(name)
        if assumed is not None and not is_known(value):
            values[name], origins[name] = read_value(assumed, fact.type), "assumed"
            continue
        values[name] = value
        origins[name] = _origin(fact, value)
    assumed_sections = frozenset(policy.assumed_sections - case.sections.keys())
    return Facts(policy, case, values, origins, members, assumed_sections)


def computed(policy: p.Policy, case: Case, name: str) -> Value:
    """The value that a fact would have were it not given."""
    answers = {key: answer for key, answer in case.answers.items() if key != name}
    bare = Case(case.client, case.name, case.as_of, answers, case.sections, case.place)
    return derive(policy, bare).values[name]


def _origin(fact: p.Fact, value: Value) -> Origin:
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


def _derived(
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


def recounted(facts: Facts, case: Case, before: Record, after: Record) -> dict[str, Value]:
    """The counts and sums that change where one record is replaced by another in a case.

    Only for records that no other record asks for as an earlier one.
    """
    policy = facts.policy
    values: dict[str, Value] = {}
    scope = RecordScope(policy, case, after)
    for name, members in facts.members.items():
        definition = policy.facts[name].definition
        assert isinstance(definition, p.Count | p.Sum)
        if definition.section != before.section or facts.origins[name] in ("given", "assumed"):
            continue
        others = [one for one in members if one.record is not before]
        belongs = evaluate(definition.where, scope)
        if belongs is not FALSE:
            others.append(Member(after, belongs))
        value = aggregated(policy.facts[name], policy, case, tuple(others))
        if value != facts.values[name]:
            values[name] = value
    return values


def rederive(
    facts: Facts, answers: Mapping[str, Value]
) -> tuple[Mapping[str, Value], frozenset[str]]:
    """The values of all facts with other answers, and the names of those that changed."""
    policy = facts.policy
    values = {**facts.values, **answers}
    changed = set(answers)
    hanging = frozenset().union(*(policy.hanging_on[name] for name in answers)) - answers.keys()
    scope = FactScope(policy, facts.case.as_of.toordinal(), values)
    for name in policy.facts if hanging else ():
        if name in hanging and facts.origins[name] not in ("given", "assumed"):
            value = _derived(policy.facts[name], policy, facts.case, scope, {}, {})
            if value != values[name]:
                values[name] = value
                changed.add(name)
    return values, frozenset(changed)


def derived_within(facts: Facts, case: Case, name: str, scope: FactScope) -> Value:
    """The value of a derived fact where records and other facts are as a case and a scope say."""
    return _derived(facts.policy.facts[name], facts.policy, case, scope, {}, {})
