"""A table as it was found + the vocabulary → how it is read, and how much of it cannot be.

One query looks at every cell that is wanted and measures what the columns hold: how many digits,
which currency.  Most tables have nothing wrong with them, and are then read as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import duckdb
from msgspec import Struct
from msgspec.structs import replace
from sqlglot import exp

from adieu import policy as p
from adieu.clients.cells import Exact, Faulty, Numeric
from adieu.clients.rows import RowReader, safe_id
from adieu.portfolio.layout import CLIENT, CLIENTS, NAME
from adieu.portfolio.sources.beside import faults_beside, with_beside
from adieu.portfolio.sources.cells import Cell, Reading, reading_of, text_of
from adieu.portfolio.sources.loaded import SIGNS, make, table
from adieu.portfolio.sources.nouns import CELLS, MARKS, Connection, Found
from adieu.portfolio.sources.pieces import NO, Let, call, choose, fully, inline
from adieu.portfolio.sources.tidy import ID, tidy
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.stages import Stages
from adieu.portfolio.sql.trees import Sql
from adieu.quantities import Type

GIVEN, SAFE = "name of the client", "safe id of the client"
_ODD, _ROWS, _FAULTS, _BLANK = "odd", "rows", "faults", "blank rows"


class Checked(Struct, frozen=True):
    """A table that has been looked at: its readings, what was measured, how many faults it has."""

    found: Found
    readings: Mapping[str, Reading]
    measured: Mapping[str, Any]
    required: Sequence[str]
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

    def name(self) -> Sql | None:
        """The client's name in a row, NULL where there is none; nothing without such a column."""
        if NAME not in self.found.fields:
            return None
        index = self.found.fields[NAME]
        if self.is_tidy:
            return self.found.column(index)
        return call("nullif", text_of(_cell(self.found, index)), t.text(""))

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
        return _count(_signs(self.found, self.readings, self.required))

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
        clean = Checked(found, quick[0], {**quick[1], **nothing}, required, None, is_tidy=True)
        if not (clean.is_clients and _anybody_twice(clean, connection)):
            return clean
    readings = _readings(found, types)
    try:
        measured = connection.one(_measuring(found, types, required))
    except duckdb.Error:
        if found.again is None:
            raise
        return check(found.again(), policy, as_of, connection)
    if found.again is not None and found.expected not in (None, measured[_ROWS]):
        return check(found.again(), policy, as_of, connection)
    ids = _safe_ids(found, connection) if measured[_ODD] else None
    checked = Checked(found, readings, measured, required, ids)
    twice = checked.is_clients and _anybody_twice(checked, connection)
    if (measured[_FAULTS] or twice) and found.again is not None:
        return check(found.again(), policy, as_of, connection)
    return replace(checked, twice=twice)


def _anybody_twice(checked: Checked, connection: Connection) -> bool:
    """Whether a client has more than one row, be it in other capitals."""
    low = call("lower", checked.client())
    clients = checked.rows(t.aliased(low, CLIENT)).where(t.negation(checked.is_blank()))
    # As many hashes as rows: no two are alike.  Numbers are counted much faster than texts.
    hashes = exp.Count(this=exp.Distinct(expressions=[call("hash", t.column(CLIENT))]))
    columns = [t.aliased(exp.Count(this=exp.Star()), "rows"), t.aliased(hashes, "hashes")]
    counted = connection.one(exp.select(*columns).from_(clients.subquery("clients")))
    if counted["rows"] == counted["hashes"]:
        return False
    groups = (
        clients.copy()
        .group_by(low)
        .having(t.related(exp.Count(this=exp.Star()), ">", t.number(1)))
        .limit(1)
    )
    return bool(connection.query(groups))


def _readings(found: Found, types: Mapping[str, Type], let: Let = inline) -> dict[str, Reading]:
    readings = {}
    for name, index in found.fields.items():
        if name in types:
            reading = reading_of(name, types[name], _cell(found, index), found.description, let)
            readings[name] = with_beside(found, name, types[name], reading)
    return readings


def _cell(found: Found, index: int) -> Cell:
    node, type_ = found.column(index), found.columns[index][1]
    answer = found.whole_numbers_answer
    if not found.marked:
        return Cell(node, type_, whole_numbers_answer=answer, trimmed=not found.typed)
    sign = call("substr", t.column(MARKS), t.number(index + 1), t.number(1))
    exact, numeric, faulty = (
        t.certain(t.related(sign, "=", t.text(SIGNS[one]))) for one in (Exact, Numeric, Faulty)
    )
    return Cell(node, type_, exact, numeric, faulty, trimmed=not found.typed)


def _client(found: Found) -> Sql:
    cell = _cell(found, found.fields[""])
    text = text_of(cell)
    return choose([(cell.faulty, t.text(""))], text)


def _blank(found: Found) -> Sql:
    """Whether nothing stands in a row; a typed table has no such rows."""
    if found.typed:
        return NO
    cells = range(len(found.columns))
    marked = [t.is_null(t.column(MARKS))] if found.marked else []
    blank = [t.related(found.column(one), "=", t.text("")) for one in cells]
    return t.conjunction([*marked, *blank])


_RAGGED, _NOBODY, _BAD, _LACKING = "ragged", "nobody", "bad ", "lacking "


def _signs(
    found: Found, readings: Mapping[str, Reading], required: Sequence[str]
) -> dict[str, Sql]:
    """What can be wrong with a row, as truths that are never NULL."""
    signs = {_BLANK: _blank(found), _NOBODY: t.related(_client(found), "=", t.text(""))}
    if found.ragged:
        signs[_RAGGED] = t.related(t.column(CELLS), "!=", t.number(len(found.header)))
    signs |= {_BAD + name: one.bad for name, one in readings.items()}
    signs |= {_BAD + name: bad for name, bad in faults_beside(found, readings).items()}
    if NAME in found.fields and found.section == CLIENTS:
        signs[_BAD + NAME] = _cell(found, found.fields[NAME]).faulty
    signs |= {_LACKING + name: readings[name].unknown for name in required}
    return {name: one for name, one in signs.items() if not isinstance(one, exp.Boolean)}


def _count(signs: Mapping[str, Sql]) -> Sql:
    """How many faults a row has: its length, no client, cells that cannot be read or that lack."""
    one, none = t.number(1), t.number(0)
    weights = {_RAGGED: one, _BLANK: none, _NOBODY: one}
    branches = [(signs[name], weight) for name, weight in weights.items() if name in signs]
    bad = [piece for name, piece in signs.items() if name.startswith(_BAD)]
    lacking = [piece for name, piece in signs.items() if name.startswith(_LACKING)]
    if bad:
        branches.append((t.disjunction(bad), _sum(bad)))
    return choose(branches, _sum(lacking))


def _sum(truths: Sequence[Sql]) -> Sql:
    numbers = [t.as_type(one, "int") for one in truths]
    total: Sql = numbers[0] if numbers else t.number(0)
    for one in numbers[1:]:
        total = t.binary(exp.Add, total, one)
    return total


def _measuring(found: Found, types: Mapping[str, Type], required: Sequence[str]) -> exp.Select:
    """The query that counts faults and measures columns; each piece is worked out once."""
    stages = Stages("cells", exp.select("*").from_(table(found.relation)))
    readings = _readings(found, types, stages.let)
    signs = {
        name: stages.let(name, piece, always=True)
        for name, piece in _signs(found, readings, required).items()
    }
    measures: dict[str, Sql] = {
        _ROWS: exp.Count(this=exp.Star()),
        _FAULTS: call("sum", stages.let("faults", _count(signs))),
        _BLANK: call("count_if", signs.get(_BLANK, NO)),
        _ODD: call("count_if", t.negation(fully(_client(found), ID))),
    }
    for one in readings.values():
        measures |= {
            name: call(kind, stages.let(name, piece))
            for name, (kind, piece) in one.measures.items()
        }
    queries = stages.queries()
    named = [t.aliased(piece, name) for name, piece in measures.items()]
    query = exp.select(*named).from_(exp.to_table(queries[-1][0], quoted=True))
    for name, step in queries:
        query = query.with_(exp.to_identifier(name, quoted=True), step, copy=False)
    return query


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
