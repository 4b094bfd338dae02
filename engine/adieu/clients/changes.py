"""A case + changes → the case as it would be: another answer, a record left out, another field.

Nothing is read here and nothing is written: a change is already bound to the vocabulary.  Records
keep the index that they have in the client's file, however many are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from adieu.case import Answer, Case, Record, Section
from adieu.diagnostics import Place
from adieu.logic import Value


class SetFact(Struct, frozen=True):
    """Another answer, score or derived fact; no answer: what was answered is forgotten."""

    text: str
    name: str
    answer: Answer | None

    @property
    def target(self) -> str:
        """What is changed."""
        return self.name


class LeaveOut(Struct, frozen=True):
    """One record that is left out."""

    text: str
    section: str
    index: int

    @property
    def target(self) -> str:
        """What is changed."""
        return f"{self.section}[{self.index}]"


class SetField(Struct, frozen=True):
    """Another value for a field of a record; ``day`` is its date, where the field says that."""

    text: str
    section: str
    index: int
    field: str
    value: Value
    place: Place
    day: int | None = None

    @property
    def ref(self) -> str:
        """Which record is changed."""
        return f"{self.section}[{self.index}]"

    @property
    def target(self) -> str:
        """What is changed."""
        return f"{self.ref}.{self.field}"


Change = SetFact | LeaveOut | SetField


def changed(case: Case, changes: Iterable[Change]) -> Case:
    """The case with every change made to it."""
    return reduce(_with, changes, case)


def _with(case: Case, change: Change) -> Case:
    match change:
        case SetFact(_, name, answer):
            return _with_answer(case, name, answer)
        case LeaveOut(_, section, index):
            kept = case.sections[section]
            rest = tuple(one for one in kept.records if one.index != index)
            return _with_records(case, section, rest)
        case SetField(_, section):
            kept = case.sections[section]
            other = tuple(_with_field(one, change) for one in kept.records)
            return _with_records(case, section, other)
        case _:
            assert_never(change)


def _with_answer(case: Case, name: str, answer: Answer | None) -> Case:
    """Another answer; one that says the same as before stays with its place and its reason."""
    before = case.answers.get(name)
    if answer is None:
        rest = {other: one for other, one in case.answers.items() if other != name}
        return replace(case, answers=rest)
    if before is not None and before.value == answer.value:
        return case
    return replace(case, answers={**case.answers, name: answer})


def _with_records(case: Case, section: str, records: tuple[Record, ...]) -> Case:
    missing = case.sections[section].missing
    return replace(case, sections={**case.sections, section: Section(records, missing)})


def _with_field(record: Record, change: SetField) -> Record:
    """The record with the field; what was taken by default before is said now."""
    name = change.field
    same = record.fields[name] == change.value and name not in record.defaulted
    if record.index != change.index or same:
        return record
    return replace(
        record,
        day=record.day if change.day is None else change.day,
        fields={**record.fields, name: change.value},
        defaulted=record.defaulted - {name},
        place=change.place,
    )
