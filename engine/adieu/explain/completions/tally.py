"""Facts + answers to open fields of records → a count or a sum with these answers.

A record answers for itself: what it adds is worked out once for each way to answer its own fields,
unless the count asks for earlier records of which something is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec.structs import replace

from adieu.case import Case, Record
from adieu.evaluate import evaluate
from adieu.explain.asked import Asked, asked_by
from adieu.facts import Facts, Member, RecordScope, aggregated, counted, derived_within
from adieu.logic import FALSE, Truth, Value

Answers = Mapping[str, Value]


class Tally:
    """Counts the records of one client with fields of them answered."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.policy = facts, facts.policy
        self._known: dict[object, Value] = {}
        self._members: dict[object, Member] = {}

    def value(self, name: str, given: Answers) -> Value:
        """A count or a sum if fields of records (``incidents[2].deliberate``) were as given."""
        key = (name, *given.items())
        if key not in self._known:
            self._known[key] = self._counted(name, given)
        return self._known[key]

    def _counted(self, name: str, given: Answers) -> Value:
        asked = asked_by(self.policy)[name]
        fields = _by_record(given)
        if any(ref.partition("[")[0] in asked.earlier for ref in fields):
            case = with_fields(self.facts.case, given)
            return derived_within(self.facts, case, name, self.facts.scope())
        belongs = self._belongs[name]
        found = (
            self._member(name, asked, one, fields[one.ref])
            if one.ref in fields
            else Member(one, belongs.get(one.ref, FALSE))
            for one in self._records[asked.section]
        )
        members = tuple(one for one in found if one.belongs is not FALSE)
        return aggregated(self.policy.facts[name], self.policy, self.facts.case, members)

    def _member(self, name: str, asked: Asked, record: Record, answers: Answers) -> Member:
        key = (name, record.ref, *answers.items())
        if key not in self._members:
            after = replace(record, fields={**record.fields, **answers})
            scope = RecordScope(self.policy, self.facts.case, after)
            self._members[key] = Member(after, evaluate(asked.where, scope))
        return self._members[key]

    @cached_property
    def _records(self) -> Mapping[str, tuple[Record, ...]]:
        sections = {one.section for one in asked_by(self.policy).values()}
        return {one: counted(self.policy, self.facts.case, one) for one in sections}

    @cached_property
    def _belongs(self) -> Mapping[str, Mapping[str, Truth]]:
        return {
            name: {one.record.ref: one.belongs for one in members}
            for name, members in self.facts.members.items()
        }


def with_fields(case: Case, answers: Answers) -> Case:
    """The case with these fields of records (``incidents[2].deliberate``) as answered."""
    changed = _by_record(answers)
    sections = dict(case.sections)
    for section in {ref.partition("[")[0] for ref in changed}:
        kept = sections[section]
        records = tuple(
            replace(one, fields={**one.fields, **changed[one.ref]}) if one.ref in changed else one
            for one in kept.records
        )
        sections[section] = replace(kept, records=records)
    return replace(case, sections=sections)


def _by_record(answers: Answers) -> Mapping[str, dict[str, Value]]:
    found: dict[str, dict[str, Value]] = {}
    for name, value in answers.items():
        ref, _, field = name.partition("].")
        found.setdefault(f"{ref}]", {})[field] = value
    return found
