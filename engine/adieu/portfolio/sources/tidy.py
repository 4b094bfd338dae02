"""A typed table in which everything is as it should be → how it is read, after one quick look.

The ends of each column say whether it keeps within its range; a choice, an id and a text are
compared with what they may be.  Where anything at all is amiss, nothing is said here: ``check``
looks at every cell, and finds what it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlglot import exp

from adieu.clients.description import Description
from adieu.clients.fields import MAX_TEXT, UNKNOWN_WORD
from adieu.portfolio.layout import CLIENTS, MAX_DIGITS, NAME, minute_of, open_flag
from adieu.portfolio.sources import numbers as n
from adieu.portfolio.sources.beside import faults_beside, kinds_beside, misfits, with_beside
from adieu.portfolio.sources.cells import Reading, in_calendar
from adieu.portfolio.sources.kinds import Kind, kind_of
from adieu.portfolio.sources.nouns import Found
from adieu.portfolio.sources.pieces import BLANK, NO, YES, call, choose, one_of
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.trees import Sql
from adieu.quantities import Type

ID = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z"
_AROUND = rf"^{BLANK}|{BLANK}\z"
_NUMBERS = ("number", "share", "money")

Fits = Callable[[Mapping[str, Any]], bool]


class _Look:
    """What is asked of a table, and how the answers tell whether a column is tidy."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.measures: dict[str, Sql] = {"rows": exp.Count(this=exp.Star())}
        self.fits: list[Fits] = []

    def client(self) -> bool:
        """Whether the column of the client can be tidy."""
        node, kind = self.column("")
        self.measures["ids"] = call(
            "count_if", exp.RegexpLike(this=t.own(node), expression=t.text(ID))
        )
        self.fits.append(lambda it: it["ids"] == it["rows"])
        return kind == "text" and self.found.columns[self.found.fields[""]][1] == "VARCHAR"

    def name(self) -> bool:
        """Whether the column with the names of clients can be tidy."""
        node, kind = self.column(NAME)
        _text(self, NAME, node, long=True)
        return kind == "text" and self.found.columns[self.found.fields[NAME]][1] == "VARCHAR"

    def column(self, name: str) -> tuple[Sql, Kind]:
        """The piece and the sort of a field's column."""
        index = self.found.fields[name]
        return self.found.column(index), kind_of(self.found.columns[index][1])

    def needed(self, name: str) -> None:
        """A field that every record has."""
        node, _ = self.column(name)
        self.measures[f"{name} known"] = exp.Count(this=t.own(node))
        self.fits.append(lambda it: it[f"{name} known"] == it["rows"])

    def ends(self, name: str) -> None:
        """The lowest and the highest value of a column."""
        node, _ = self.column(name)
        self.measures |= {f"{name} {end}": call(end, node) for end in ("min", "max")}

    def always(self, name: str, fits: Sql) -> None:
        """Something that holds wherever the column says anything."""
        self.measures[f"{name} fits"] = call("bool_and", fits)
        self.fits.append(lambda it: it[f"{name} fits"] is not False)


def tidy(
    found: Found,
    types: Mapping[str, Type],
    required: list[str],
    ask: Callable[[exp.Select], Mapping[str, Any]],
    table: exp.Table,
) -> tuple[dict[str, Reading], dict[str, Any]] | None:
    """How a table is read and what was measured; nothing where it has to be looked at closely.

    ``ask`` gives the only row of a query over the ``table``.
    """
    look = _Look(found)
    named = found.section == CLIENTS and NAME in found.fields
    if not found.typed or not look.client() or (named and not look.name()):
        return None
    if set(found.fields) - {"", *types, *((NAME,) if named else ())}:
        return None
    if any(
        misfits(found, kinds_beside({name: types[name] for name in found.fields if name in types}))
    ):
        return None
    readings = {}
    for name in found.fields:
        if name in types:
            reading = _reading(look, name, types[name], found.description)
            if reading is None:
                return None
            readings[name] = with_beside(found, name, types[name], reading)
    for name in required:
        look.needed(name)
    for name, bad in faults_beside(found, readings).items():
        look.always(name, t.negation(bad))
    listed = [t.aliased(piece, name) for name, piece in look.measures.items()]
    measured = dict(ask(exp.select(*listed).from_(table)))
    if not all(fits(measured) for fits in look.fits):
        return None
    for name in readings:
        low, high = measured.get(f"{name} min"), measured.get(f"{name} max")
        if low is not None and high is not None:
            measured[f"{name} most"] = max(abs(low), abs(high))
    return readings, measured


def _reading(look: _Look, name: str, type_: Type, said: Description) -> Reading | None:
    """How a column is read if it is tidy; nothing where it cannot be."""
    node, kind = look.column(name)
    plain = Reading(lambda _: {name: node}, NO, t.is_null(node))
    match type_.name:
        case "yes-no" if kind == "boolean":
            return plain
        case "number" | "share" | "money" if kind in ("whole", "decimal", "double"):
            return _number(look, name, type_, said)
        case "date" if kind == "date":
            look.always(name, in_calendar(node))
            return plain if not type_.open else _open(name, node, said)
        case "moment" if kind == "date":
            look.always(name, in_calendar(node))
            day = {name: node, minute_of(name): t.null("smallint")}
            return Reading(lambda _: day, NO, t.is_null(node))
        case "choice" if kind == "text":
            look.always(name, one_of(node, type_.choices))
            return plain
        case "text" if kind == "text":
            _text(look, name, node)
            return plain
        case "word" if kind == "text":
            _text(look, name, node)
            look.always(f"{name} word", t.related(node, "!=", t.text(UNKNOWN_WORD)))
            return plain
    return None


def _text(look: _Look, name: str, node: Sql, long: bool = False) -> None:
    length = call("length", node)
    look.measures[f"{name} shortest"] = call("min", length)
    look.fits.append(lambda it: it[f"{name} shortest"] != 0)
    if not long:
        look.measures[f"{name} longest"] = call("max", length)
        look.fits.append(lambda it: (it[f"{name} longest"] or 1) <= MAX_TEXT)
    look.always(name, t.negation(exp.RegexpLike(this=t.own(node), expression=t.text(_AROUND))))


def _number(look: _Look, name: str, type_: Type, said: Description) -> Reading | None:
    node, kind = look.column(name)
    declared = look.found.columns[look.found.fields[name]][1]
    unit = said.text("currency")
    too_wide = kind == "decimal" and sum(n.declared(declared)) > MAX_DIGITS
    if declared == "FLOAT" or too_wide or (type_.name == "money" and not unit):
        return None
    look.ends(name)
    look.fits.append(lambda it: _within(it[f"{name} min"], it[f"{name} max"], type_))
    if kind == "double":
        for places in n.PLACES:
            rounded = t.related(node, "=", call("round", node, t.number(places)))
            look.measures[f"{name} {places}"] = call("bool_and", rounded)
    return Reading(
        lambda _: {name: node}, NO, t.is_null(node),
        unit=lambda _: unit if type_.name == "money" else "",
        digits=lambda measured: n.digits_of(name, kind, measured),
    )  # fmt: skip


def _within(low: Any, high: Any, type_: Type) -> bool:
    """Whether all numbers from one to the other lie within a range; NaN is above everything."""
    if low is None:
        return True
    if isinstance(low, Decimal):
        low, high = Fraction(low), Fraction(high)
    limit = 10**MAX_DIGITS
    return bool(max(type_.low, -limit + 1) <= low and high <= min(type_.high, limit - 1))


def _open(name: str, node: Sql, said: Description) -> Reading:
    """A date that may be open."""
    blank, given = t.is_null(node), [(t.is_not_null(node), NO)]
    ways = [(blank, YES), *given] if said.says_open(name) else given
    is_open = choose(ways, t.null("boolean"))
    return Reading(lambda _: {name: node, open_flag(name): is_open}, NO, blank)
