"""A text and the field or fact that it answers → its value; shared by client files and tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from adieu import policy as p
from adieu.case import Record, day_of
from adieu.diagnostics import Diagnostics, Note, Place, did_you_mean
from adieu.logic import TRUE, Interval, OpenDate, Value
from adieu.quantities import Type, Unreadable, read_value

UNKNOWN_WORD = "unknown"
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\Z")
MAX_TEXT = 4_000


class Written(Struct, frozen=True):
    """What stands in a file for a field: the text and its place."""

    text: str
    place: Place


def read_field(text: str, type_: Type, today: date) -> Value:
    """The value of a field or an answer; ``unknown`` says that nobody knows.

    Raises:
        Unreadable: where the text is not of the type, or is left blank.
    """
    if not text.strip():
        raise Unreadable("not-blank")
    if len(text) > MAX_TEXT:
        raise Unreadable("shorter", limit=MAX_TEXT)
    if text == UNKNOWN_WORD and type_.name != "text":
        return type_.unknown(today.toordinal())
    return read_value(text if type_.name == "text" else text.strip(), type_)


def left_out(field: p.RecordField, today: date) -> Value:
    """The value of a field that was left out: its default, still open, or unknown."""
    if field.default is not None:
        return read_value(field.default, field.type)
    if field.type.open:
        return still_open(today)
    return field.type.unknown(today.toordinal())


def still_open(today: date) -> OpenDate:
    """The value of a date that has not come yet: an invoice that is not paid."""
    return OpenDate(Interval(today.toordinal(), today.toordinal()), TRUE)


def make_record(
    kind: p.RecordKind,
    index: int,
    written: Mapping[str, Written],
    values: Mapping[str, Value],
    place: Place,
    today: date,
    diagnostics: Diagnostics,
) -> Record | None:
    """The record of the fields that were read, or nothing where one that is needed is missing."""
    complete = True
    for field in kind.given:
        value = values.get(field.name)
        if not field.required:
            continue
        if field.name not in written:
            diagnostics.error("field-required", place, name=field.name, section=kind.name)
            complete = False
        elif value is None or value == field.type.unknown(today.toordinal()):
            if value is not None:
                where = written[field.name].place
                diagnostics.error("field-required-unknown", where, name=field.name)
            complete = False
    if not complete:
        return None
    fields = {
        field.name: values[field.name] if field.name in values else left_out(field, today)
        for field in kind.given
    }
    defaulted = frozenset(
        field.name
        for field in kind.given
        if field.default is not None and field.name not in written
    )
    return Record(kind.name, index, day_of(fields[kind.date]), fields, defaulted, place)


def answerable(policy: p.Policy) -> dict[str, p.Fact]:
    """The facts that a client's file may give under ``facts``."""
    criteria = {one.name for one in policy.scorecard.criteria} if policy.scorecard else set()
    return {
        name: fact
        for name, fact in policy.facts.items()
        if name not in criteria
        and not isinstance(fact.definition, p.Scored)
        and not name.startswith("went_on.")
    }


def criteria(policy: p.Policy) -> dict[str, p.Fact]:
    """The facts that a client's file may give under ``scores``."""
    card = policy.scorecard
    return {one.name: policy.facts[one.name] for one in card.criteria} if card else {}


def unknown_fact(
    name: str, place: Place, policy: p.Policy, section: str, diagnostics: Diagnostics
) -> None:
    """Report a name that is no fact here, and where it belongs if it is known elsewhere."""
    fields = {one for kind in policy.records.values() for one in kind.fields}
    if section == "facts" and name in criteria(policy):
        diagnostics.error("score-under-facts", place, Note("help.under-scores"), name=name)
    elif section == "scores" and name in answerable(policy):
        diagnostics.error("fact-under-scores", place, Note("help.under-facts"), name=name)
    elif name in policy.facts and section == "facts":
        diagnostics.error("fact-not-given", place, name=name)
    elif name in policy.parameters:
        diagnostics.error("parameter-in-client", place, Note("help.in-policy"), name=name)
    else:
        known = answerable(policy) if section == "facts" else criteria(policy)
        help = did_you_mean(name, known) or (Note("help.in-records") if name in fields else None)
        code = "fact-unknown-client" if section == "facts" else "criterion-unknown"
        diagnostics.error(code, place, help, name=name)
