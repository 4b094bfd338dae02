"""A table as it was found + the vocabulary → how it is read, and how much of it cannot be.

One query looks at every cell that is wanted and measures what the columns hold: how many digits,
which currency.  Most tables have nothing wrong with them, and are then read as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import duckdb
from msgspec import Struct
from msgspec.structs import replace
from sqlglot import exp

from adieu import policy as p
from adieu.clients.rows import RowReader, safe_id
from adieu.portfolio.layout import CLIENT, CLIENTS, NAME, minute_of, open_flag
from adieu.portfolio.sources.cells import Cell, Reading, reading_of, with_own_flags
from adieu.portfolio.sources.kinds import textual
from adieu.portfolio.sources.loaded import EXACT, FAULTY, make, table
from adieu.portfolio.sources.nouns import CELLS, MARKS, Connection, Found
from adieu.portfolio.sources.pieces import NO, call, choose, fully, trimmed
from adieu.portfolio.sources.tidy import ID, tidy
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.trees import Sql
from adieu.quantities import Type

GIVEN, SAFE = "name of the client", "safe id of the client"
_ODD, _ROWS, _FAULTS, _BLANK = "odd", "rows", "faults", "blank rows"


class Checked(Struct, frozen=True):
    """A table that has been looked at: its readings, what was measured, how many faults it has."""

    found: Found
    readings: Mapping[str, Reading]
    measured: Mapping[str, Any]
    missing: Sql
    ids: str | None
    twice: bool = False
    is_tidy: bool = False

    @property
    def faults(self) -> int:
        """How many cells or rows cannot be read."""
        return int(self.measured[_FAULTS] or 0)

    @property
    def is_clients(self) -> bool:
        """Whether it is the table of clients."""
        return self.found.section == CLIENTS

    def given(self) -> Sql:
        """The client of a row as it stands there, without blanks around it."""
        if self.is_tidy:
            return self.found.column(self.found.fields[""])
        return _client(self.found)

    def client(self) -> Sql:
        """The client's id; the table of ids is joined where there is one."""
        if self.ids is None:
            return self.given()
        return t.function(exp.Coalesce, t.column(SAFE, self.ids), self.given())

    def rows(self, *columns: Sql) -> exp.Select:
        """A query over the rows, the ids made safe joined to them."""
        query = exp.select(*columns).from_(table(self.found.relation))
        if self.ids is not None:
            on = t.related(t.column(GIVEN, self.ids), "=", self.given())
            query = query.join(table(self.ids), on=on, join_type="left")
        return query

    def number_of_faults(self) -> Sql:
        """How many faults a row has."""
        return _faults(self.found, self.readings, self.missing)

    def is_blank(self) -> Sql:
        """Whether nothing stands in a row."""
        return _blank(self.found) if self.measured[_BLANK] else NO


def check(found: Found, policy: p.Policy, as_of: date, connection: Connection) -> Checked:
    """Look at a table; one whose rows have to be numbered, for it has faults, is read again.

    Raises:
        Broken: where its file turns out to be damaged.
    """
    kind = policy.records.get(found.section)
    required = [one.name for one in kind.given if one.required] if kind else []
    types = RowReader(found.section, found.description, policy, as_of, {}).types
    quick = tidy(found, types, required, connection.one, table(found.relation))
    if quick is not None:
        nothing = {_FAULTS: 0, _BLANK: 0, _ODD: 0}
        clean = Checked(found, quick[0], {**quick[1], **nothing}, NO, None, is_tidy=True)
        if not (clean.is_clients and _anybody_twice(clean, connection)):
            return clean
    readings = _readings(found, types)
    missing = _sum(readings[name].unknown for name in required if name in readings)
    try:
        measured = connection.one(_measuring(found, readings, missing))
    except duckdb.Error:
        if found.again is None:
            raise
        return check(found.again(), policy, as_of, connection)
    if found.again is not None and found.expected not in (None, measured[_ROWS]):
        return check(found.again(), policy, as_of, connection)
    ids = _safe_ids(found, connection) if measured[_ODD] else None
    checked = Checked(found, readings, measured, missing, ids)
    twice = checked.is_clients and _anybody_twice(checked, connection)
    if (measured[_FAULTS] or twice) and found.again is not None:
        return check(found.again(), policy, as_of, connection)
    return replace(checked, twice=twice)


def _anybody_twice(checked: Checked, connection: Connection) -> bool:
    """Whether a client has more than one row, be it in other capitals."""
    low = call("lower", checked.client())
    groups = (
        checked.rows(t.aliased(low, CLIENT))
        .where(t.negation(checked.is_blank()))
        .group_by(low)
        .having(t.related(exp.Count(this=exp.Star()), ">", t.number(1)))
        .limit(1)
    )
    return bool(connection.query(groups))


def _readings(found: Found, types: Mapping[str, Type]) -> dict[str, Reading]:
    readings = {}
    for name, index in found.fields.items():
        if name in types:
            said, cell = found.description, _cell(found, index)
            reading = reading_of(name, types[name], cell, said, said.says_open(name))
            readings[name] = with_own_flags(name, types[name], reading, _beside(found, name))
    return readings


def _beside(found: Found, name: str) -> Mapping[str, Sql]:
    """The columns that stand beside a date in the form of the layout."""
    if not found.typed:
        return {}
    indices = {header: index for index, header in enumerate(found.header)}
    names = (one for one in (open_flag(name), minute_of(name)) if one in indices)
    return {one: found.column(indices[one]) for one in names}


def _cell(found: Found, index: int) -> Cell:
    node, type_ = found.column(index), found.columns[index][1]
    answer = found.whole_numbers_answer
    if not found.marked:
        return Cell(node, type_, whole_numbers_answer=answer, spaces_only=found.spaces_only)
    sign = call("substr", t.column(MARKS), t.number(index + 1), t.number(1))
    exact, faulty = (t.certain(t.related(sign, "=", t.text(one))) for one in (EXACT, FAULTY))
    return Cell(node, type_, exact, faulty)


def _client(found: Found) -> Sql:
    cell = _cell(found, found.fields[""])
    text = trimmed(textual(cell.node, cell.kind), found.spaces_only)
    return choose([(cell.faulty, t.text(""))], text)


def name_of(found: Found) -> Sql | None:
    """The client's name in a row, ``""`` where it is blank."""
    if NAME not in found.fields:
        return None
    cell = _cell(found, found.fields[NAME])
    return trimmed(textual(cell.node, cell.kind), found.spaces_only)


def _sum(truths: Any) -> Sql:
    total: Sql = t.number(0)
    for one in truths:
        if not isinstance(one, exp.Boolean):
            number = t.as_type(one, "int")
            total = number if isinstance(total, exp.Literal) else t.binary(exp.Add, total, number)
    return total


def _blank(found: Found) -> Sql:
    """Whether nothing stands in a row; a typed table has no such rows."""
    if found.typed:
        return NO
    cells = range(len(found.columns))
    marked = [t.is_null(t.column(MARKS))] if found.marked else []
    blank = [
        t.related(trimmed(found.column(one), found.spaces_only), "=", t.text("")) for one in cells
    ]
    return t.conjunction([*marked, *blank])


def _faults(found: Found, readings: Mapping[str, Reading], missing: Sql) -> Sql:
    """How many faults a row has: no client, wrong length, cells that cannot be read or lack."""
    nobody = t.related(_client(found), "=", t.text(""))
    bad = [one.bad for one in readings.values()]
    if NAME in found.fields and found.section == CLIENTS:
        bad.append(_cell(found, found.fields[NAME]).faulty)
    unread = _sum(bad)
    branches = [(_blank(found), t.number(0))] if not found.typed else []
    if found.ragged:
        width = t.number(len(found.header))
        branches = [(t.related(t.column(CELLS), "!=", width), t.number(1)), *branches]
    branches.append((nobody, t.number(1)))
    if not isinstance(unread, exp.Literal):
        branches.append((t.related(unread, ">", t.number(0)), unread))
    return choose(branches, missing)


def _measuring(found: Found, readings: Mapping[str, Reading], missing: Sql) -> exp.Select:
    """The query that counts faults and measures columns."""
    measures = {
        _ROWS: exp.Count(this=exp.Star()),
        _FAULTS: call("sum", _faults(found, readings, missing)),
        _BLANK: call("count_if", _blank(found)),
        _ODD: call("count_if", t.negation(fully(_client(found), ID))),
    }
    for one in readings.values():
        measures |= one.measures
    named = [t.aliased(piece, name) for name, piece in measures.items()]
    return exp.select(*named).from_(table(found.relation))


def _safe_ids(found: Found, connection: Connection) -> str | None:
    """A table of ids for the names of clients that cannot be ids; nothing where there are none."""
    import pyarrow as pa

    client = _client(found)
    odd = t.conjunction([t.negation(fully(client, ID)), t.related(client, "!=", t.text(""))])
    query = exp.select(t.aliased(client, GIVEN)).distinct().from_(table(found.relation)).where(odd)
    names = [str(one[GIVEN]) for one in connection.query(query)]
    if not names:
        return None
    kept = f"ids of {found.section}"
    ids = pa.table({GIVEN: names, SAFE: [safe_id(one) for one in names]})
    connection.duck.register("read", ids)
    make(connection, kept, exp.select("*").from_("read"), "TABLE")
    connection.duck.unregister("read")
    return kept
