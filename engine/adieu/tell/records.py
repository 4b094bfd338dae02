"""A record + a language → what happened, in words: for evidence, for the timeline."""

from __future__ import annotations

from collections.abc import Mapping

from adieu import language as lang
from adieu import policy as p
from adieu.case import Record
from adieu.language import Filling, placeholders
from adieu.logic import TRUE, Options, Truth, is_known
from adieu.narrative import Evidence
from adieu.tell.values import RecordFillings, Words

_ELSEWHERE = ("note", "hearsay")


def evidence_of(policy: p.Policy, record: Record, belongs: Truth, words: Words) -> Evidence:
    """A record as evidence."""
    return Evidence(
        record.ref,
        record.on,
        lang.short_day(words.language, record.on),
        *happened(policy, record, words),
        note_of(record),
        is_hearsay(record),
        belongs is TRUE,
    )


def happened(policy: p.Policy, record: Record, words: Words) -> tuple[str, str]:
    """What happened: the sentence of its kind with what else is known of it, and without."""
    kind = policy.records[record.section]
    template = kind.event[words.language]
    fillings: Mapping[str, Filling] = RecordFillings(policy, record, words)
    if kind.fields[kind.date].type.name == "moment":
        fillings = {**fillings, kind.date: Filling(words.clock(record.fields[kind.date]))}
    sentence = lang.fill(words.language, template, fillings)
    said = {*placeholders(template), kind.date, *_ELSEWHERE}
    details = [
        words.say("detail", label=field.label[words.language], value=fillings[field.name].words)
        for field in kind.given
        if field.name not in said and _worth_telling(record, field)
    ]
    if not details:
        return sentence, sentence
    listed = Filling(", ".join(details))
    return words.say("event-details", event=Filling(sentence), details=listed), sentence


def _worth_telling(record: Record, field: p.RecordField) -> bool:
    """Whether a field says more than nothing: it is known, and not merely its default."""
    return field.name not in record.defaulted and is_known(record.fields[field.name])


def note_of(record: Record) -> str | None:
    """The firm's own note."""
    note = record.fields.get("note")
    if isinstance(note, Options) and note.known and note.words:
        return next(iter(note.words))
    return None


def is_hearsay(record: Record) -> bool:
    """Whether it was heard from others."""
    return record.fields.get("hearsay") is TRUE
