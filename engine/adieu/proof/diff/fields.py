"""The fields of a record of one section → symbols, which policies share.

How many records are earlier than one is a symbol too: any number, as far as one record can tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import z3

from adieu import expression as ex
from adieu import policy as p
from adieu.proof import terms as t
from adieu.proof.inputs import LAST_DAY, variable
from adieu.proof.terms import Formula, Symbol

LAST_MINUTE = 24 * 60 - 1
MOST_WORDS = 1_000_000
"""The code of a word that nobody names."""


class FieldVariable(NamedTuple):
    """What stands for a field: its declaration, z3's variables, and whether it is known at all.

    ``other`` is whether an open date is still to come, or the minute of a moment.
    """

    field: p.RecordField
    term: t.Number
    known: Formula
    other: t.Number | None = None


class RecordFields:
    """The symbols of a record's fields, and of how many records are earlier than it."""

    def __init__(self, section: str, as_of: int, asked: frozenset[str]) -> None:
        self.section, self.as_of, self.asked = section, as_of, asked
        self.codes = t.Codes()
        self.constraints: list[Formula] = []
        self.variables: dict[tuple[str, str], FieldVariable] = {}
        self.earlier: dict[ex.Earlier, z3.ArithRef] = {}

    def symbol(self, field: p.RecordField) -> Symbol:
        """The symbol of a given field; policies share it where its type is of one kind."""
        type_, key = field.type, (field.name, field.type.name)
        name = f"{self.section}.{field.name}:{type_.name}"
        known = z3.Bool(f"{name}?") if field.name in self.asked else True
        match type_.name:
            case "word" | "text":
                code = z3.Int(name)
                self.constraints += [code >= 0, code <= MOST_WORDS]
                self.variables[key] = FieldVariable(field, code, known)
                return t.Word(code, known, None)
            case "date" | "moment":
                if known is not True:
                    raise t.Beyond("a date that may be unknown")
                day = z3.Int(name)
                self.constraints += [day >= 1, day <= LAST_DAY]
                return self._dated(field, key, day)
            case _:
                symbol, term = variable(name, type_, known, False, self.codes, self.constraints)
                self.variables[key] = FieldVariable(field, term, known)
                return symbol

    def _dated(self, field: p.RecordField, key: tuple[str, str], day: z3.ArithRef) -> Symbol:
        if field.type.name == "moment":
            minute = z3.Int(f"{day}'")
            self.constraints += [minute >= 0, minute <= LAST_MINUTE]
            self.variables[key] = FieldVariable(field, day, True, minute)
            return t.Instant(day, minute, True)
        if not field.type.open:
            self.variables.setdefault(key, FieldVariable(field, day, True))
            return t.one(day)
        to_come = z3.Bool(f"{day}'")
        self.variables[key] = FieldVariable(field, day, True, to_come)
        # What came after the review date has not come yet.
        return t.OpenDay(t.one(day), t.certain(z3.Or(to_come, day > self.as_of)))

    def count(self, node: ex.Earlier) -> t.Range:
        """How many records are earlier than this one: any number."""
        if node not in self.earlier:
            self.earlier[node] = z3.Int(f"{self.section}>{len(self.earlier)}")
        return t.one(self.earlier[node])

    def relations(self) -> Iterator[Formula]:
        """What holds between numbers of earlier records: who asks for less finds no fewer."""
        kind = self.variables.get(("kind", "choice"))
        for node, term in self.earlier.items():
            yield term >= 0
            for other, wider in self.earlier.items():
                less = set(node.sections) <= set(other.sections)
                if other is node or not less or not set(other.having) <= set(node.having):
                    continue
                if node.about == other.about:
                    yield term <= wider
                elif kind is not None and None in (node.about, other.about):
                    code = self.codes.of(node.about or other.about or "")
                    yield z3.Implies(kind.term == code, term <= wider)
