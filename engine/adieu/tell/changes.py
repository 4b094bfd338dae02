"""Changes + a client's facts before and after + a language → each change in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, assert_never

from msgspec import Struct

from adieu import policy as p
from adieu.case import Record
from adieu.clients.changes import Change, LeaveOut, SetFact, SetField
from adieu.facts import Facts
from adieu.language import Filling, Language
from adieu.logic import TRUE
from adieu.tell.conditions import fact_label
from adieu.tell.records import evidence_of
from adieu.tell.values import Words

Remark = Literal["given-instead", "still-derived", "as-it-was"]


class ToldChange(Struct, frozen=True):
    """A change in words; ``after`` is none for a record that is left out, ``text`` as it was asked.

    ``remark``: it is given instead of what follows from the rest, it still follows from the rest,
    or it is as it was.
    """

    text: str
    target: str
    label: str
    before: str
    after: str | None
    remark: Remark | None


def told_changes(
    changes: Sequence[Change], before: Facts, after: Facts, language: Language
) -> tuple[ToldChange, ...]:
    """Every change in words, in the order in which they were asked."""
    words = Words(language)
    return tuple(_told(one, before, after, words) for one in changes)


def _told(change: Change, before: Facts, after: Facts, words: Words) -> ToldChange:
    policy = before.policy
    match change:
        case SetFact(text, name, answer):
            fact = policy.facts[name]
            old, new = before.values[name], after.values[name]
            shown = [words.value(one, fact.type, fact.choices) for one in (old, new)]
            label = fact_label(policy, name, words)
            remark = _remark(name, answer is None, before, old == new)
            return ToldChange(text, change.target, label, shown[0], shown[1], remark)
        case LeaveOut(text):
            gone = evidence_of(policy, _record(before, change.target), TRUE, words)
            label = f"{change.target}, {gone.day}"
            return ToldChange(text, change.target, label, gone.event, None, None)
        case SetField(text, section, _, name, value):
            record = _record(before, change.ref)
            field = policy.records[section].fields[name]
            shown = [
                words.value(one, field.type, field.choices) for one in (record.fields[name], value)
            ]
            described = Filling(_described(policy, record, change.ref, words))
            details = Filling(field.label[words.language])
            label = words.say("event-details", event=described, details=details)
            same = record.fields[name] == value
            as_it_was: Remark | None = "as-it-was" if same else None
            return ToldChange(text, change.target, label, shown[0], shown[1], as_it_was)
        case _:
            assert_never(change)


def _remark(name: str, forgotten: bool, before: Facts, same: bool) -> Remark | None:
    """What has to be said about another answer."""
    fact = before.policy.facts[name]
    derived = before.origins[name] in ("records", "derived")
    if derived and forgotten:
        return "still-derived"
    if derived and before.values[name] != fact.type.unknown():
        return "given-instead"
    return "as-it-was" if same else None


def _record(facts: Facts, ref: str) -> Record:
    section = ref.partition("[")[0]
    return next(one for one in facts.case.sections[section].records if one.ref == ref)


def _described(policy: p.Policy, record: Record, ref: str, words: Words) -> str:
    """Which record is meant: its place, its date and what it says."""
    told = evidence_of(policy, record, TRUE, words)
    return words.say("detail", label=Filling(f"{ref}, {told.day}"), value=Filling(told.event))
