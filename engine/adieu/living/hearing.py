"""What steps give, one after the other → what a scenario says in the end, or what it says twice.

A scenario begins with the background of its feature, then comes that of its rule, then its own
steps.  What stands further in has the last word; two steps of one level that differ are refused.
Records add up, whoever tells them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal, assert_never

from msgspec import Struct
from msgspec.structs import replace

from adieu import policy as p
from adieu.case import Answer, Case, Record, Section
from adieu.clients.fields import Written, make_record, read_field
from adieu.diagnostics import Diagnostics, Note, Place
from adieu.living import steps as s
from adieu.living.gherkin import Doc, Step

Row = tuple[tuple[str, str, Place], ...]
ReadDoc = Callable[[Step, Doc], Case | None]
_State = Literal["kept", "empty", "unkept"]


class _Answered(Struct, frozen=True):
    """An answer as it was told last; nothing where it was said that nobody knows."""

    answer: Answer | None
    step: Step


class _Kept(Struct, frozen=True):
    """What was told of a section last: records, that there are none, or that none are kept."""

    state: _State
    step: Step
    told: tuple[tuple[Step, Row | Record], ...] = ()


class Heard:
    """Gathers what is told of one client."""

    def __init__(
        self, policy: p.Policy, on: date | None, read_doc: ReadDoc, found: Diagnostics
    ) -> None:
        self.policy, self.on, self.read_doc, self.found = policy, on, read_doc, found
        self.nothing_else = False
        self.answered: dict[str, _Answered] = {}
        self.kept: dict[str, _Kept] = {}
        self.called: tuple[str, Step] | None = None
        self.dated: tuple[date, Step] | None = None

    def hear(self, step: Step, one: s.Given) -> None:
        """Add what one step gives."""
        match one:
            case s.SetFact(name, text):
                value = read_field(text, self.policy.facts[name].type, date.max)
                unknown = text == "unknown"
                self.answer(name, None if unknown else Answer(value, text, step.place), step)
            case s.Record(section, fields):
                self.section(section, _Kept("kept", step, ((step, fields),)))
            case s.Records(section, rows):
                told = tuple((step, row) for row in rows)
                self.section(section, _Kept("kept" if told else "empty", step, told))
            case s.NoRecords(section):
                self.section(section, _Kept("empty", step))
            case s.NotKept(section):
                self.section(section, _Kept("unkept", step))
            case s.NothingElse():
                self.nothing_else = True
            case s.Client(name):
                if name is not None:
                    self.name(name, step)
            case s.Fragment(doc):
                self.file(step, doc)
            case _:
                assert_never(one)

    def answer(self, name: str, answer: Answer | None, step: Step) -> None:
        """A fact, or that nobody knows it."""
        before = self.answered.get(name)
        if before is not None and before.step.level == step.level:
            same = (before.answer and before.answer.value) == (answer and answer.value)
            self.once(same, name, step)
        self.answered[name] = _Answered(answer, step)

    def section(self, name: str, new: _Kept) -> None:
        """Records of a kind, or that there are none, or that nobody keeps them."""
        before = self.kept.get(name)
        if before is not None and before.state == new.state:
            new = _Kept(new.state, new.step, before.told + new.told)
        elif before is not None:
            self.once(before.step.level != new.step.level, name, new.step)
        self.kept[name] = new

    def name(self, name: str, step: Step) -> None:
        """What the client is called."""
        if self.called is not None and self.called[1].level == step.level:
            self.once(self.called[0] == name, "client", step)
        self.called = name, step

    def file(self, step: Step, doc: Doc) -> None:
        """Part of a client's file: its answers and records count as if steps had told them."""
        case = self.read_doc(step, doc)
        if case is None:
            return
        for name, answer in case.answers.items():
            self.answer(name, answer, step)
        for name, section in case.sections.items():
            told = tuple((step, one) for one in section.records)
            self.section(name, _Kept("kept" if told else "empty", step, told))

    def reviewed(self, day: date, step: Step) -> None:
        """The day of the review that a file states; the step that reviews beats a background."""
        before = self.dated
        if before is not None and before[1].level == step.level:
            self.once(before[0] == day, "as_of", step)
        if self.on is not None and step.level == Step.OWN:
            self.once(day == self.on, "as_of", step)
        self.dated = day, step

    def once(self, same: bool, name: str, step: Step) -> None:
        """Refuse what one level says twice, differently."""
        if not same:
            self.found.error("told-twice", step.place, Note("help.told-twice"), name=name)

    # What was heard in the end

    @property
    def has_records(self) -> bool:
        """Whether any record was told."""
        return any(one.told for one in self.kept.values())

    @property
    def unknown(self) -> Mapping[str, Step]:
        """The facts of which it was said that nobody knows them."""
        return {name: one.step for name, one in self.answered.items() if one.answer is None}

    @property
    def unkept(self) -> frozenset[str]:
        """The sections that nobody keeps."""
        return frozenset(name for name, one in self.kept.items() if one.state == "unkept")

    def answers(self) -> dict[str, Answer]:
        """The answers."""
        return {name: one.answer for name, one in self.answered.items() if one.answer}

    def sections(self, as_of: date) -> dict[str, Section]:
        """The sections that are kept, with their records in the order in which they were told."""
        return {
            name: Section(tuple(self.records(name, kept, as_of)))
            for name, kept in self.kept.items()
            if kept.state != "unkept"
        }

    def records(self, section: str, kept: _Kept, as_of: date) -> list[Record]:
        """The records of a section."""
        kind = self.policy.records[section]
        records: list[Record] = []
        for step, one in kept.told:
            if isinstance(one, Record):
                records.append(replace(one, index=len(records)))
                continue
            place = one[0][2] if one else step.place
            written = {name: Written(text, at) for name, text, at in one}
            values = {
                name: read_field(text, kind.fields[name].type, as_of) for name, text, _ in one
            }
            made = make_record(kind, len(records), written, values, place, as_of, self.found)
            records += [made] if made is not None else []
        return records
