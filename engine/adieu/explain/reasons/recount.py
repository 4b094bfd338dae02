"""Facts + a case with other records → the values that differ, and which records are alike.

Only the counts and sums that a record touches are worked out again: those of its section, and
those that ask for earlier records such as it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from msgspec.structs import replace

from adieu import policy as p
from adieu.case import Case, Record, Section
from adieu.evaluate import evaluate
from adieu.explain.asked import Asked, asked_by
from adieu.facts import Facts, Member, Origin, RecordScope, aggregated, counted, rederive
from adieu.logic import FALSE, Truth, Value

Changes = Mapping[str, Record | None]
"""Records by place, each with what replaces it (on the same day), or nothing: it is left out."""


def with_records(case: Case, changes: Changes) -> Case:
    """The case with some records, by place, replaced or left out."""
    sections = dict(case.sections)
    for name in {one.partition("[")[0] for one in changes}:
        kept = case.sections[name]
        after = (changes.get(one.ref, one) for one in kept.records)
        sections[name] = Section(tuple(one for one in after if one is not None), kept.missing)
    return replace(case, sections=sections)


class Recount:
    """Counts the records of one client again as if some of them were otherwise."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.policy = facts, facts.policy
        self.asked: Mapping[str, Asked] = {
            name: one
            for name, one in asked_by(facts.policy).items()
            if facts.origins[name] not in ("given", "assumed")
        }
        self.told_of = frozenset().union(*(one.earlier for one in self.asked.values()))
        self.asking = frozenset(one.section for one in self.asked.values() if one.nodes)

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """Every record by its place."""
        kept = self.facts.case.sections.values()
        return {one.ref: one for section in kept for one in section.records}

    @cached_property
    def counted(self) -> Mapping[str, tuple[Record, ...]]:
        """The records of each section that count."""
        names = {one.section for one in self.asked.values()}
        return {name: counted(self.policy, self.facts.case, name) for name in names}

    @cached_property
    def belongs(self) -> Mapping[str, Mapping[str, Truth]]:
        """Whether each record, by place, belongs to a count or a sum, or may."""
        return {
            name: {one.record.ref: one.belongs for one in self.facts.members[name]}
            for name in self.asked
        }

    def values(self, changes: Changes) -> dict[str, Value]:
        """The counts and sums that differ where some records are replaced or left out."""
        return self._differing(self._changed(changes))

    def facts_with(self, changes: Changes) -> Facts:
        """Every fact where some records are replaced or left out.

        Only where the policy assumes no fact: what is assumed depends on what is known.
        """
        members = self._changed(changes)
        values, _ = rederive(self.facts, self._differing(members))
        origins: dict[str, Origin] = {
            name: "unknown" if values[name] == self.policy.facts[name].type.unknown() else "records"
            for name in members
        }
        return replace(
            self.facts,
            case=with_records(self.facts.case, changes),
            values=values,
            origins={**self.facts.origins, **origins},
            members={**self.facts.members, **members},
        )

    def _differing(self, members: Mapping[str, tuple[Member, ...]]) -> dict[str, Value]:
        """The counts and sums over other members whose value differs."""
        policy, case = self.policy, self.facts.case
        values: dict[str, Value] = {
            name: aggregated(policy.facts[name], policy, case, one) for name, one in members.items()
        }
        return {name: one for name, one in values.items() if one != self.facts.values[name]}

    def _changed(self, changes: Changes) -> dict[str, tuple[Member, ...]]:
        """The members of the counts and sums that the changes touch."""
        touched = [(self.records[ref], after) for ref, after in changes.items()]
        sections = {one.section for one, _ in touched}
        told = [one for one in touched if one[0].section in self.told_of]
        case = with_records(self.facts.case, changes) if told else self.facts.case
        scopes: dict[str, RecordScope] = {}
        found: dict[str, tuple[Member, ...]] = {}
        for name, asked in self.asked.items():
            days = [one.day for one, after in told if asked.asks_for(one, after)]
            if days or asked.section in sections:
                since = min(days, default=None)
                found[name] = tuple(self._members(name, case, changes, since, scopes))
        return found

    def _members(
        self,
        name: str,
        case: Case,
        changes: Changes,
        since: int | None,
        scopes: dict[str, RecordScope],
    ) -> Iterator[Member]:
        """The members of a count in another case; only what may have changed is looked at."""
        asked, before = self.asked[name], self.belongs[name]
        for record in self.counted[asked.section]:
            ref = record.ref
            after = changes.get(ref, record)
            if after is None:
                continue
            belongs = before.get(ref, FALSE)
            later = since is not None and record.day > since
            if later or (after is not record and asked.looks_at(record, after)):
                if ref not in scopes:
                    scopes[ref] = RecordScope(self.policy, case, after)
                belongs = evaluate(asked.where, scopes[ref])
            if belongs is not FALSE:
                yield Member(after, belongs)

    def alike(self) -> tuple[tuple[Record, ...], ...]:
        """Records that may stand for one another, whatever is done to them; earliest first.

        They answer every condition of every count alike, are asked for by the same later records
        and ask for the same earlier ones.
        """
        classes: dict[object, list[Record]] = {}
        for key, records in self._similar().items():
            for one in records:
                seen = self._seen(one) if len(records) > 1 else ()
                classes.setdefault((key, seen), []).append(one)
        ordered = [tuple(sorted(one, key=lambda each: each.day)) for one in classes.values()]
        return tuple(sorted(ordered, key=lambda one: one[0].day))

    def _similar(self) -> dict[object, list[Record]]:
        """Records that are alike in what can be told without looking at any condition."""
        told, asking = self._days(self.told_of), self._days(self.asking)
        groups: dict[object, list[Record]] = {}
        for name in self.policy.records:
            if name not in self.facts.case.sections:
                continue
            if name not in self.counted and name not in self.told_of:
                continue
            inside = {one.ref for one in self.counted.get(name, ())}
            yes_no = [one.name for one in self.policy.records[name].given if _yes_no(one)]
            for record in self.facts.case.sections[name].records:
                key = (
                    name,
                    record.ref in inside,
                    bisect_left(told, record.day) if name in self.asking else 0,
                    bisect_right(asking, record.day) if name in self.told_of else 0,
                    record.fields.get("about") if name in self.told_of else None,
                    tuple(record.fields[one] for one in yes_no),
                )
                groups.setdefault(key, []).append(record)
        return groups

    def _seen(self, record: Record) -> tuple[object, ...]:
        """How a record answers what the counts over its section look at."""
        scope = RecordScope(self.policy, self.facts.case, record)
        looked_at = (
            look
            for asked in self.asked.values()
            if asked.section == record.section
            for look in asked.looks
        )
        return tuple(
            record.fields[one] if isinstance(one, str) else evaluate(one, scope)
            for one in dict.fromkeys(looked_at)
        )

    def _days(self, sections: Iterable[str]) -> list[int]:
        """The days of all records of some sections, in order."""
        kept = (self.facts.case.sections.get(one, Section()) for one in sections)
        return sorted(one.day for section in kept for one in section.records)


def turned(record: Record, before: Record, after: Record) -> Record:
    """A record in which the fields differ in which one record differs from another."""
    differing = {key: one for key, one in after.fields.items() if one != before.fields[key]}
    return replace(record, fields={**record.fields, **differing})


def _yes_no(field: p.RecordField) -> bool:
    return field.type.name == "yes-no"
