"""A case + answers → the case with them, and where in the client's file each of them goes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from adieu import policy as p
from adieu.case import Answer, Case, Record
from adieu.clients import fields as f
from adieu.clients.changes import Change, SetFact, SetField, changed
from adieu.clients.edit import Insertion, edit, spelled
from adieu.diagnostics import Place, Source
from adieu.logic import Value


class Given(Struct, frozen=True):
    """An answer to a question: the name of the fact or the field, its value, and its text.

    ``name`` is as questions have it (``hours_share``, ``incidents[2].deliberate``); the text is as
    a client's file writes it, or nothing where that leaves the field out (``paid``: still open).
    """

    name: str
    value: Value
    text: str | None

    @property
    def field(self) -> tuple[str, int, str] | None:
        """The section, the index and the field, where it is about a record."""
        return field_of(self.name)


def field_of(name: str) -> tuple[str, int, str] | None:
    """The section, the index and the field that a question is about; nothing for a fact."""
    ref, _, field = name.partition("].")
    section, bracket, index = ref.partition("[")
    return (section, int(index), field) if bracket else None


def with_answers(case: Case, answers: Iterable[Given]) -> Case:
    """The case with these answers in it."""
    return changed(case, map(_change, answers))


def _change(given: Given) -> Change:
    text = given.text or ""
    place = Place(Source(given.name, (text,)))
    if given.field is None:
        return SetFact(text, given.name, Answer(given.value, text, place))
    section, index, field = given.field
    return SetField(text, section, index, field, given.value, place)


def insertions(policy: p.Policy, answers: Iterable[Given]) -> tuple[Insertion, ...]:
    """Where in a client's file each answer goes; in a record, below the fields that come before."""
    found = []
    scores = f.criteria(policy)
    for given in answers:
        if given.field is None:
            section = "scores" if given.name in scores else "facts"
            found.append(Insertion(section, None, given.name, given.text))
            continue
        section, index, field = given.field
        names = [one.name for one in policy.records[section].given]
        before = tuple(names[: names.index(field)])
        found.append(Insertion(section, index, field, given.text, before))
    return tuple(found)


def row_of(case: Case, name: str, file: Path | None) -> Place | None:
    """Where the row of a table that a question is about stands; nothing where there is none."""
    place = record_of(case, name).place if field_of(name) else None
    return place if place is not None and place.source.name != str(file) else None


def record_of(case: Case, name: str) -> Record:
    """The record that a question is about."""
    ref = name.rpartition(".")[0]
    section = case.sections[ref.partition("[")[0]]
    return next(one for one in section.records if one.ref == ref)


def as_new_file(policy: p.Policy, case: Case, answers: Iterable[Given], remark: str) -> str:
    """Answers as a client's file that holds nothing else."""
    head = f"client: {spelled(case.name)}\nid: {spelled(case.client)}\n"
    own = [one for one in answers if one.field is None]
    return edit(head, insertions(policy, own), remark)


def says_the_same(one: Case, other: Case) -> bool:
    """Whether two cases say the same, wherever it is written."""
    return _said(one) == _said(other)


def _said(case: Case) -> object:
    sections = {
        name: (
            section.missing,
            [(one.index, one.day, dict(one.fields), one.defaulted) for one in section.records],
        )
        for name, section in case.sections.items()
    }
    answers = {name: one.value for name, one in case.answers.items()}
    return case.client, case.name, case.as_of, answers, sections
