"""What is known of one client on the day of the review: answers, scores and records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct, field

from adieu.diagnostics import Place
from adieu.logic import INFINITY, Bound, Moment, OpenDate, Value
from adieu.logic import Interval as Days


class Record(Struct, frozen=True):
    """One record: an invoice, an incident, …  ``ref`` is its place, as ``invoices[3]``.

    ``fields`` holds every given field, unknown ones too; ``defaulted`` names those left out for
    which the vocabulary declares a default.
    """

    section: str
    index: int
    day: int
    fields: Mapping[str, Value]
    defaulted: frozenset[str] = frozenset()
    place: Place | None = None

    @property
    def ref(self) -> str:
        """Where it stands in the client's file, counted from 0."""
        return f"{self.section}[{self.index}]"

    @property
    def on(self) -> date:
        """Its date."""
        return date.fromordinal(self.day)


class Section(Struct, frozen=True):
    """Records of one kind; ``missing`` more may exist (rows that could not be read, or all)."""

    records: tuple[Record, ...] = ()
    missing: Bound = 0


ABSENT = Section((), INFINITY)
"""A section that is not kept: nothing is known about how many records there are."""


class Answer(Struct, frozen=True):
    """A value given for a fact, its place, and the reason given for it (scores)."""

    value: Value
    text: str
    place: Place | None = None
    reason: str | None = None


class Case(Struct, frozen=True):
    """One client's file, read: exactly what it says, nothing derived."""

    client: str
    name: str
    as_of: date
    answers: Mapping[str, Answer] = field(default_factory=dict)
    sections: Mapping[str, Section] = field(default_factory=dict)
    place: Place | None = None

    def section(self, name: str) -> Section:
        """The section of that name; one that is absent is unknown."""
        return self.sections.get(name, ABSENT)


def day_of(value: Value) -> int:
    """The day number of a date or moment that is known."""
    if isinstance(value, Moment):
        return value.day
    if isinstance(value, OpenDate):
        value = value.days
    assert isinstance(value, Days)
    assert isinstance(value.low, int)
    return value.low
