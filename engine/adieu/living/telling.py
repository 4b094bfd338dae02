"""The values and records that a step tells → as a client's file has them, or what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from adieu import policy as p
from adieu.clients.fields import read_field
from adieu.diagnostics import Diagnostics, Note, Place, did_you_mean
from adieu.language import Language, Text
from adieu.living import steps as s
from adieu.living.gherkin import Cell, Step
from adieu.living.names import Names
from adieu.living.phrases import QUOTED, alternatives, plain_marks
from adieu.living.values import canonical, plain, words
from adieu.quantities import Type, Unreadable

_TWICE = Note("help.step-field-twice")
_MARKS = '"“”„«»` '


class Teller:
    """Reads the values of facts and fields, and the records of lines and tables."""

    set_fact: tuple[re.Pattern[str], ...] = ()

    def __init__(self, policy: p.Policy, language: Language, names: Names) -> None:
        self.policy, self.language, self.names = policy, language, names
        joint = alternatives((*words(language, "and"), *words(language, "or")))
        self.joint = re.compile(rf"\s+(?:{joint})\s+|\s*[,;]\s*", re.IGNORECASE)
        self.also = alternatives(words(language, "and"))
        self.article = re.compile(
            rf"(?:(?:{alternatives(words(language, 'articles'))})\s+|l')", re.IGNORECASE
        )

    def set(self, name: str, text: str, place: Place, found: Diagnostics) -> s.SetFact | None:
        """A fact with its value."""
        fact = self.policy.facts[name]
        read = self.value(name, text, fact.type, fact.choices, part_of(place, text), found)
        return None if read is None else s.SetFact(name, read)

    def value(
        self,
        name: str,
        text: str,
        type_: Type,
        choices: Mapping[str, Text],
        place: Place,
        found: Diagnostics,
    ) -> str | None:
        """A value as a client's file writes it."""
        try:
            said = canonical(text, type_, self.language, choices)
            read_field(said, type_, date.max)
        except Unreadable as error:
            found.error("step-value", place, error.expected, text=text, name=name)
            return None
        return said

    def record(self, section: str, text: str, place: Place, found: Diagnostics) -> s.Record | None:
        """One record in a line: each field by its name or label, and its value."""
        fields: list[tuple[str, str, Place]] = []
        seen: set[str] = set()
        known = self.names.fields[section]
        field = rf"(?:{alternatives(known)})(?:\s*[:=]\s*|\s+)"
        named = re.compile(rf"({alternatives(known)})(?:\s*[:=]\s*|\s+)(.+)\Z", re.IGNORECASE)
        for piece in self.pieces(text, field):
            match = named.match(plain_marks(piece))
            if match is None:
                help = did_you_mean(piece.split(" ")[0], known) or Note("help.fields")
                found.error("step-fields", part_of(place, piece), help, text=piece)
                return None
            name = known[plain(match[1])]
            if name in seen:
                found.error("step-field-twice", part_of(place, piece), _TWICE, name=name)
            seen.add(name)
            read = self.field(section, name, match[2], part_of(place, match[2]), found)
            fields += [(name, *read)] if read else []
        return s.Record(section, tuple(fields))

    def pieces(self, text: str, field: str) -> list[str]:
        """The fields of a line: parted by commas, and by "and" where a field's name follows.

        What stands in quotation marks is kept together, and so is a number with its decimals.
        """
        kept = re.sub(QUOTED, lambda match: re.sub(r"\S", "\ue000", match[0]), text)
        parted = rf"\s*;\s*|\s*,(?!\d)\s*|\s*,\s+(?=\d)|\s+(?:{self.also})\s+(?={field})"
        ends = [match.span() for match in re.finditer(parted, kept, re.IGNORECASE)]
        starts = [0, *(end for _, end in ends)]
        return [
            text[start:end].strip()
            for start, end in zip(starts, [*(begin for begin, _ in ends), len(text)], strict=True)
        ]

    def field(
        self, section: str, name: str, text: str, place: Place, found: Diagnostics
    ) -> tuple[str, Place] | None:
        """The value of a field as a client's file writes it, and its place.

        Nothing where it is still open, as where a file leaves it out.
        """
        field = self.policy.records[section].fields[name]
        if field.type.open and plain(text.strip(_MARKS)) in words(self.language, "open"):
            return None
        read = self.value(name, text, field.type, field.choices, place, found)
        return None if read is None else (read, place)

    def records(self, section: str, step: Step, found: Diagnostics) -> s.Records | None:
        """The records of a table."""
        if not step.table:
            found.error("step-table-missing", step.place, Note("help.step-table"))
            return None
        known = self.names.fields[section]
        names = [self.column(section, cell, known, found) for cell in step.table[0]]
        for place, cell in enumerate(step.table[0]):
            if names[place] is not None and names[place] in names[:place]:
                found.error("step-field-twice", cell.place, _TWICE, name=names[place] or "")
        if len(step.table) == 1:
            help = Note("help.step-table-rows")
            found.error("step-table-rows", step.table[0][0].place, help)
            return None
        rows = []
        for line in step.table[1:]:
            row = []
            for name, cell in zip(names, line, strict=True):
                if name is not None and cell.text.strip():
                    read = self.field(section, name, cell.text, cell.place, found)
                    row += [(name, *read)] if read else []
            rows.append(tuple(row))
        return s.Records(section, tuple(rows))

    def column(
        self, section: str, cell: Cell, known: Mapping[str, str], found: Diagnostics
    ) -> str | None:
        """The field that a column is named after."""
        if plain(cell.text) not in known:
            help = did_you_mean(cell.text, known)
            found.error("step-field-unknown", cell.place, help, name=cell.text, section=section)
            return None
        return known[plain(cell.text)]


def part_of(place: Place, text: str) -> Place:
    """The part of a step's line that a text takes up; the whole where it is not found."""
    shown = (place.line_text or "").replace("’", "'")
    start = shown.find(text.replace("’", "'"), place.column - 1) if text else -1
    return Place(place.source, place.line, start + 1, len(text)) if start >= 0 else place
