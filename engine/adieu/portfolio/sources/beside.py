"""Columns in the form of the layout → what they add to the fields that they stand beside.

``FIELD.open`` and ``FIELD.minute`` belong to a date; ``as_of`` and ``missing.SECTION`` to a client.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace
from sqlglot import exp

from adieu import policy as p
from adieu.diagnostics import Note
from adieu.portfolio.layout import AS_OF, minute_of, missing_of, open_flag
from adieu.portfolio.sources.cells import Reading, in_calendar
from adieu.portfolio.sources.kinds import Kind, kind_of
from adieu.portfolio.sources.nouns import Found
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.trees import Sql
from adieu.quantities import Type

MINUTES = 24 * 60


def _column(found: Found, name: str) -> Sql | None:
    return found.column(found.header.index(name)) if name in found.header else None


def kinds_beside(types: Mapping[str, Type]) -> dict[str, Kind]:
    """The columns that may stand beside fields of these types, and what each has to hold."""
    kinds: dict[str, Kind] = {}
    for name, type_ in types.items():
        if type_.open:
            kinds[open_flag(name)] = "boolean"
        if type_.name == "moment":
            kinds[minute_of(name)] = "whole"
    return kinds


def kinds_of_clients(policy: p.Policy, with_dates: bool = True) -> dict[str, Kind]:
    """The columns that a table of clients may have as well, and what each has to hold."""
    kinds: dict[str, Kind] = {AS_OF: "date"} if with_dates else {}
    return {**kinds, **dict.fromkeys(map(missing_of, policy.records), "whole")}


def misfits(found: Found, kinds: Mapping[str, Kind]) -> Iterator[tuple[str, str]]:
    """Those of these columns that hold something else, with the type that they have."""
    for name, kind in kinds.items():
        if name in found.header:
            type_ = found.columns[found.header.index(name)][1]
            if kind_of(type_) != kind:
                yield name, type_


def with_beside(found: Found, name: str, type_: Type, reading: Reading) -> Reading:
    """The reading of a date, with the columns that say whether it is open, or its minute."""
    if not found.typed:
        return reading
    values = reading.values
    flag = _column(found, open_flag(name)) if type_.open else None
    if flag is not None:
        return replace(
            reading,
            unknown=t.conjunction([reading.unknown, t.is_null(flag)]),
            values=lambda it: {**values(it), open_flag(name): flag},
        )
    minute = _column(found, minute_of(name)) if type_.name == "moment" else None
    if minute is not None:
        return replace(
            reading,
            values=lambda it: {**values(it), minute_of(name): minute},
            beside={minute_of(name): no_minute(minute)},
        )
    return reading


def no_minute(minute: Sql) -> Sql:
    """Whether a number is no minute of a day."""
    within = exp.Between(this=t.wrapped(minute), low=t.number(0), high=t.number(MINUTES - 1))
    return t.certain(t.negation(within))


def faults_beside(found: Found, readings: Mapping[str, Reading]) -> dict[str, Sql]:
    """The columns beside the fields, and whether a cell of theirs cannot be."""
    faults = {name: bad for one in readings.values() for name, bad in one.beside.items()}
    for name in found.passed:
        node = t.column(name)
        fits = in_calendar(node) if name == AS_OF else t.related(node, ">=", t.number(0))
        faults[name] = t.certain(t.negation(fits))
    return faults


def expected_beside(name: str) -> Note:
    """What a cell of a column beside the fields has to be."""
    if name == AS_OF:
        return Note("expected.real-date")
    return Note("expected.minute" if name.endswith(minute_of("")) else "expected.missing-records")
