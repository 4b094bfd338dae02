"""A column of a table + the type of what it holds → the value that it stands for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from adieu import quantities as q
from adieu.portfolio.layout import MAX_DIGITS, Column, Columns, minute_of, open_flag
from adieu.portfolio.sql import conditions as c
from adieu.portfolio.sql import ends as e
from adieu.portfolio.sql import numbers as n
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql import words as w
from adieu.portfolio.sql.nouns import (
    MAYBE,
    NO,
    At,
    End,
    OpenDay,
    Plain,
    Ranged,
    Test,
    Unstatable,
    Value,
    Word,
)
from adieu.portfolio.sql.trees import Sql
from adieu.quantities import Type

FAMILIES = {
    "yes-no": {"boolean"},
    "number": {"whole", "decimal", "double"},
    "share": {"whole", "decimal", "double"},
    "money": {"whole", "decimal", "double"},
    "date": {"date"},
    "moment": {"date"},
}
"""The types of columns that can hold each type of value; any other is text."""

_AS_READ = {"INTEGER": "", "INT": "", "BIGINT": "", "LONG": ""} | dict.fromkeys(
    ("TINYINT", "UTINYINT", "SMALLINT", "USMALLINT"), "int"
)
"""What smaller and larger whole numbers are read as; any that is not named here, as a BIGINT."""

Read = Callable[[str, Sql], Sql]
"""Adds a column of the table, under a name, to what is read."""


def value_of(
    name: str, type_: Type, columns: Columns, read: Read, sure: bool = False, table: str = ""
) -> Value:
    """The value that a column stands for; ``sure`` where it is never NULL.

    Raises:
        Unstatable: where its type holds no such values.
    """
    found = columns[name]
    if found.family not in FAMILIES.get(type_.name, {"text"}):
        raise Unstatable("column-type", name=name, type=found.type)
    node: Sql = t.column(name, table or None)
    match type_.name:
        case "yes-no":
            return Test(read(name, node), sure)
        case "number" | "share" | "money":
            end = _number(found, type_, lambda piece: read(name, piece), node)
            return Plain(end, type_.low, type_.high, found.unit, sure)
        case "date" | "moment":
            return Plain(End(read(name, node), sort="day"), sure=sure)
        case "choice":
            choices = frozenset(type_.choices)
            if len(choices) == 1:
                return w.fixed(choices)
            return Word(read(name, node), choices, sure)
        case _:
            return Word(read(name, node), None, sure)


def _number(found: Column, type_: Type, read: Callable[[Sql], Sql], node: Sql) -> End:
    whole, places = found.digits
    for limit in (type_.low, type_.high):
        if isinstance(limit, float):
            break
    else:
        most = max(abs(int(type_.low)), abs(int(type_.high)))
        whole = min(whole, len(str(most)))
    match found.family:
        case "whole":
            kind = _AS_READ.get(found.type.upper(), "bigint")
            return End(read(t.as_type(node, kind) if kind else node), whole=whole)
        case "decimal":
            narrow = f"DECIMAL({whole + places},{places})"
            if found.type.upper().replace(" ", "") != narrow and whole + places <= MAX_DIGITS:
                node = t.as_type(node, f"decimal({whole + places}, {places})")
            return End(read(node), sort="decimal", whole=whole, places=places)
        case _:
            if found.type.upper() != "DOUBLE":
                node = t.as_type(t.as_type(node, "text"), "double")
            return End(read(node), sort="double", whole=whole, places=places)


def field_of(
    name: str, type_: Type, columns: Columns, read: Read, as_of: Plain, sure: bool, table: str
) -> Value:
    """The value of a field of a record, which may be a moment or a date still open."""
    value = value_of(name, type_, columns, read, sure, table)
    if type_.name == "moment":
        assert isinstance(value, Plain)
        minute = minute_of(name)
        found: Sql = t.null("smallint")
        if minute in columns:
            found = read(minute, t.column(minute, table or None))
        return At(value, found)
    if not type_.open:
        return value
    assert isinstance(value, Plain)
    day = value.end.top
    assert day is not None
    flag = open_flag(name)
    given = t.case([(t.is_not_null(day), NO.sql)])
    if flag in columns:
        given = read(flag, t.column(flag, table or None))
    today = n.low_of(as_of)
    assert isinstance(today, End)
    now = e.day_of(today)
    late = t.certain(t.related(day, ">", now))
    return OpenDay(value, Test(t.disjunction([given, late])), as_of)


def unknown(type_: Type, as_of: Plain) -> Value:
    """A value of which nothing is known."""
    match type_.name:
        case "moment":
            raise AssertionError(type_)
        case "date" if type_.open:
            return OpenDay(Ranged(float("-inf"), float("inf")), MAYBE, as_of)
        case "date":
            return Ranged(float("-inf"), float("inf"))
        case "word" | "text":
            return w.fixed(None)
        case _:
            value = c.constant(type_.unknown(date.max.toordinal()), type_)
            assert not isinstance(value, q.Duration | q.Hours | q.Weekdays)
            return value
