"""A column as it was found + the type of its field → what its cells say, and which say nothing.

The same meaning as ``adieu.clients.rows``, as SQL: texts are read as a client's file writes them,
columns of a type of their own are used as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct, field
from sqlglot import exp

from adieu.clients.description import DATE_TOKENS, Description
from adieu.clients.fields import MAX_TEXT, UNKNOWN_WORD
from adieu.portfolio.layout import minute_of, open_flag
from adieu.portfolio.sources import numbers as n
from adieu.portfolio.sources.kinds import Kind, kind_of, textual
from adieu.portfolio.sources.pieces import (
    NO,
    YES,
    Let,
    call,
    choose,
    inline,
    literal,
    one_of,
    trimmed,
)
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.trees import Sql
from adieu.quantities import Type

Measured = Mapping[str, Any]


class Cell(Struct, frozen=True):
    """A column as it stands: its piece of SQL, its type, and how typed cells are marked, if so.

    ``exact`` says of a text that it is a date in ISO 8601 whatever the table's way of writing
    dates; ``numeric`` that it is a number with a point, whatever the table's decimals; ``faulty``
    that there is no value in the cell, only an error.
    """

    node: Sql
    type: str
    exact: Sql = NO
    numeric: Sql = NO
    faulty: Sql = NO
    whole_numbers_answer: bool = False
    trimmed: bool = False

    @property
    def kind(self) -> Kind:
        """What sort of type it is."""
        return kind_of(self.type)


class Reading(Struct, frozen=True):
    """What the cells of a column say.

    ``values`` are the columns of the layout, made when the column has been measured; ``bad``
    whether a cell cannot be read, ``unknown`` whether it says nothing; neither is ever NULL.
    ``measures`` are aggregates by name: a function, and what it is taken of.  ``unit`` and
    ``digits`` are made of them.  ``beside`` are the columns that belong to this one in the form of
    the layout, and whether a cell of theirs cannot be.
    """

    values: Callable[[Measured], dict[str, Sql]]
    bad: Sql
    unknown: Sql
    measures: Mapping[str, tuple[str, Sql]] = field(default_factory=dict)
    unit: Callable[[Measured], str] = lambda _: ""
    digits: Callable[[Measured], tuple[int | None, int | None]] = lambda _: (None, None)
    beside: Mapping[str, Sql] = field(default_factory=dict)


def reading_of(name: str, type_: Type, cell: Cell, said: Description, let: Let = inline) -> Reading:
    """How the cells of a column are read, by the type of their field."""
    blank_open = said.says_open(name)
    kind = cell.kind
    match type_.name:
        case "yes-no" if kind == "boolean":
            return _plain(name, cell.node)
        case "yes-no" if kind == "whole" and cell.whole_numbers_answer:
            yes, no = t.related(cell.node, "=", t.number(1)), t.related(cell.node, "=", t.number(0))
            value = choose([(yes, YES), (no, NO)], t.null("boolean"))
            unread = t.conjunction([t.is_not_null(cell.node), t.is_null(value)])
            return Reading(lambda _: {name: value}, unread, t.is_null(cell.node))
        case "yes-no":
            return _yes_no(name, cell)
        case "number" | "share" | "money" if kind in ("whole", "decimal", "double"):
            return _typed_number(name, type_, cell, said)
        case "number" | "share" | "money":
            return _number(name, type_, cell, said, let)
        case "date" if kind in ("date", "timestamp"):
            return _typed_date(name, type_, cell, blank_open)
        case "moment" if kind in ("date", "timestamp"):
            return _typed_moment(name, cell)
        case "date" | "moment":
            return _date(name, type_, cell, said, blank_open, let)
        case _:
            return _words(name, type_, cell)


def _plain(name: str, node: Sql) -> Reading:
    return Reading(lambda _: {name: node}, NO, t.is_null(node))


def text_of(cell: Cell) -> Sql:
    """The text of a cell without blanks around it; ``""`` for none."""
    return cell.node if cell.trimmed else trimmed(textual(cell.node, cell.kind))


def _said(text: Sql) -> tuple[Sql, Sql]:
    """Whether a text says something, and whether it says nothing."""
    return t.negation(one_of(text, ("", UNKNOWN_WORD))), one_of(text, ("", UNKNOWN_WORD))


def _unread(cell: Cell, says: Sql, fits: Sql) -> Sql:
    """Whether a cell cannot be read: an error, or a text that is not of the type."""
    return t.disjunction([cell.faulty, t.conjunction([says, t.negation(fits)])])


def _yes_no(name: str, cell: Cell) -> Reading:
    text = text_of(cell)
    says, silent = _said(text)
    low = call("lower", text)
    yes, no = one_of(low, ("yes", "true")), one_of(low, ("no", "false"))
    value = choose([(yes, YES), (no, NO)], t.null("boolean"))
    return Reading(lambda _: {name: value}, _unread(cell, says, t.disjunction([yes, no])), silent)


def _words(name: str, type_: Type, cell: Cell) -> Reading:
    text = text_of(cell)
    says, silent = _said(text)
    if type_.name == "text":
        silent = t.related(text, "=", t.text(""))
        says = t.negation(silent)
    fits: Sql = t.related(call("length", text), "<=", t.number(MAX_TEXT))
    if type_.name == "choice":
        fits = one_of(text, type_.choices)
    value = choose([(says, text)], t.null("text"))
    return Reading(lambda _: {name: value}, _unread(cell, says, fits), silent)


# Numbers


def _number(name: str, type_: Type, cell: Cell, said: Description, let: Let) -> Reading:
    text = let(f"{name} text", text_of(cell))
    says, silent = _said(text)
    comma = t.negation(cell.numeric) if said.decimal_comma else NO
    number = n.written(name, text, type_, said.text("currency"), comma, let)
    fits = t.conjunction([number.fits, n.within(number.value, type_)])
    measures = {
        f"{name} whole": ("max", choose([(number.fits, number.whole)])),
        f"{name} places": ("max", choose([(number.fits, number.places)])),
    }
    if type_.name == "money":
        unit_ = choose([(number.fits, number.unit)])
        measures |= {f"{name} {end} unit": (end, unit_) for end in ("min", "max")}

    def values(measured: Measured) -> dict[str, Sql]:
        return {name: number.exactly(*digits(measured))}

    def digits(measured: Measured) -> tuple[int, int]:
        places = int(measured[f"{name} places"] or 0)
        return min(max(int(measured[f"{name} whole"] or 0), 1), 38 - places), places

    def unit(measured: Measured) -> str:
        return str(measured.get(f"{name} min unit") or "")

    return Reading(values, _unread(cell, says, fits), silent, measures, unit, digits)


def _typed_number(name: str, type_: Type, cell: Cell, said: Description) -> Reading:
    node, kind = cell.node, cell.kind
    unit = said.text("currency")
    unknown, present = t.is_null(node), t.is_not_null(node)
    if type_.name == "money" and not unit:
        return Reading(lambda _: {name: node}, present, unknown)
    shown = t.as_type(t.as_type(node, "text"), "double") if cell.type == "FLOAT" else node
    fits = t.conjunction([n.short_enough(shown, cell.type), n.within(shown, type_)])
    counted = t.conjunction([present, fits])
    counts = choose([(counted, shown)])
    measures = {f"{name} most": ("max", call("abs", counts))}
    if kind == "double":
        for places in n.PLACES:
            rounded = t.related(counts, "=", call("round", counts, t.number(places)))
            measures[f"{name} {places}"] = ("bool_and", rounded)
    elif cell.type.startswith("DECIMAL") and sum(n.declared(cell.type)) > 18:
        measures[f"{name} places"] = ("max", n.places_of(counts))

    return Reading(
        lambda _: {name: shown},
        t.conjunction([present, t.negation(fits)]),
        unknown,
        measures,
        lambda _: unit if type_.name == "money" else "",
        lambda measured: n.digits_of(name, kind, measured),
    )


# Dates


def _open(name: str, blank_open: bool, day: Sql, blank: Sql) -> dict[str, Sql]:
    """A date that may be open, and whether it is; NULL where nobody knows."""
    given = (t.is_not_null(day), NO)
    is_open = [(blank, YES), given] if blank_open else [given]
    return {name: day, open_flag(name): choose(is_open, t.null("boolean"))}


def _near(node: Sql) -> Sql:
    """A date and time to the nearest second, as its minute is written."""
    return exp.Add(this=t.wrapped(node), expression=call("to_milliseconds", t.number(500)))


def _typed_date(name: str, type_: Type, cell: Cell, blank_open: bool) -> Reading:
    kind, node = cell.kind, cell.node
    day = node if kind == "date" else t.as_type(_near(node), "date")
    unknown, present = t.is_null(node), t.is_not_null(node)
    bad = t.conjunction([present, t.negation(in_calendar(day))])
    if not type_.open:
        return Reading(lambda _: {name: day}, bad, unknown)
    return Reading(lambda _: _open(name, blank_open, day, unknown), bad, unknown)


def in_calendar(day: Sql) -> Sql:
    """Whether a date lies in the years that a file can name."""
    ends = (exp.cast(t.text(one), "date") for one in ("0001-01-01", "9999-12-31"))
    return exp.Between(this=t.wrapped(day), low=next(ends), high=next(ends))


def _typed_moment(name: str, cell: Cell) -> Reading:
    kind, node = cell.kind, cell.node
    near = node if kind == "date" else _near(node)
    day = t.as_type(near, "date")
    minute = t.null("smallint")
    if kind == "timestamp":
        sixty = t.binary(exp.Mul, call("hour", near), t.number(60))
        minute = t.as_type(t.binary(exp.Add, sixty, call("minute", near)), "smallint")
    present = t.is_not_null(node)
    bad = t.conjunction([present, t.negation(in_calendar(day))])
    return Reading(lambda _: {name: day, minute_of(name): minute}, bad, t.is_null(node))


_PARTS = {"year": 4, "month": 2, "day": 2, "hour": 2, "minute": 2}


def _date(
    name: str, type_: Type, cell: Cell, said: Description, blank_open: bool, let: Let
) -> Reading:
    """A date that is written as the description says, or in ISO where its cell is marked so."""
    text = let(f"{name} text", text_of(cell))
    says, silent = _said(text)
    pattern, parts = _written_as(said.text("dates", "YYYY-MM-DD"))
    iso, iso_parts = _written_as("YYYY-MM-DD")
    with_time, timed_parts = _written_as("YYYY-MM-DD HH:mm")
    timed = t.related(call("length", text), ">", t.number(10))
    exact = cell.exact

    def part(which: str) -> Sql:
        ways = [(pattern, parts, t.negation(exact))]
        if not isinstance(exact, exp.Boolean):
            ways += [
                (with_time, timed_parts, t.conjunction([exact, timed])),
                (iso, iso_parts, exact),
            ]
        branches = [
            (where, call("nullif", _group(text, way, named.index(which) + 1), t.text("")))
            for way, named, where in ways
            if which in named
        ]
        return let(f"{name} {which}", choose(branches, t.null("text")))

    def padded(which: str) -> Sql:
        return call("lpad", part(which), t.number(_PARTS[which]), t.text("0"))

    joined = exp.DPipe(
        this=exp.DPipe(this=padded("year"), expression=t.text("-")),
        expression=exp.DPipe(
            this=exp.DPipe(this=padded("month"), expression=t.text("-")),
            expression=padded("day"),
        ),
    )
    day: Sql = exp.TryCast(this=choose([(says, joined)]), to=exp.DataType.build("date"))
    day = let(f"{name} date", day)
    in_calendar = t.related(part("year"), ">", t.text("0000"))
    fits = t.conjunction([t.certain(in_calendar), t.is_not_null(day)])
    if type_.name == "moment":
        hour, minute = (exp.TryCast(this=part(one), to=exp.DataType.build("smallint"))
                        for one in ("hour", "minute"))  # fmt: skip
        sixty = t.binary(exp.Mul, hour, t.number(60))
        none = t.number(0)
        minutes = t.binary(exp.Add, sixty, t.function(exp.Coalesce, minute, none))
        real = t.conjunction(
            [t.related(hour, "<", t.number(24)),
             t.related(t.function(exp.Coalesce, minute, none), "<", t.number(60))]
        )  # fmt: skip
        fits = t.conjunction([fits, t.disjunction([t.is_null(hour), t.certain(real)])])
        at = t.as_type(choose([(says, minutes)]), "smallint")
        return Reading(
            lambda _: {name: day, minute_of(name): at}, _unread(cell, says, fits), silent
        )
    bad = _unread(cell, says, fits)
    if not type_.open:
        return Reading(lambda _: {name: day}, bad, silent)
    blank = t.related(text, "=", t.text(""))
    return Reading(lambda _: _open(name, blank_open, day, blank), bad, silent)


def _written_as(written: str) -> tuple[str, list[str]]:
    """The regular expression of a way to write dates, and what each of its groups is."""
    names: list[str] = []
    pieces = []
    for piece in re.split(r"(YYYY|MM|M|DD|D|HH|H|mm)", written):
        if piece in DATE_TOKENS:
            found = re.fullmatch(r"\(\?P<(\w+)>\\d(\{[\d,]+\})\)", DATE_TOKENS[piece])
            assert found is not None
            names.append(found[1])
            pieces.append(f"([0-9]{found[2]})")
        else:
            pieces.append(literal(piece))
    return "^" + "".join(pieces) + r"\z", names


def _group(text: Sql, pattern: str, group: int) -> Sql:
    return call("regexp_extract", text, t.text(pattern), t.number(group))
