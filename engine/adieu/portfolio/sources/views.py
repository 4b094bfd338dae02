"""Tables that have been looked at → the tables that a statement reads, and their layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from sqlglot import exp

from adieu.portfolio.layout import CLIENT, CLIENTS, NAME, Column, Layout, missing_of
from adieu.portfolio.sources.check import Checked
from adieu.portfolio.sources.faults import Bad
from adieu.portfolio.sources.loaded import make, table
from adieu.portfolio.sources.nouns import CELLS, LINE, Connection
from adieu.portfolio.sources.pieces import call
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.trees import Sql

EVERYONE, ALL = "everyone", "all clients"


class Read(Struct, frozen=True):
    """A table, and those of its rows that cannot be used."""

    checked: Checked
    bad: Bad


def layout_of(tables: Sequence[Read], connection: Connection) -> tuple[Layout, bool]:
    """Make the tables that a statement reads, and say what they look like.

    A tidy table is read where it lies; what has to be converted is converted once, and kept.
    Says as well whether the table of clients is all that there is about who they are.
    """
    for one in tables:
        kind = "VIEW" if one.checked.is_tidy else "TABLE"
        make(connection, f"read {one.checked.found.section}", _usable(one), kind)
    alone = _alone(tables, connection)
    if not alone:
        _everyone(tables, connection)
    sections = {}
    for one in tables:
        section = one.checked.found.section
        if section != CLIENTS:
            query = exp.select("*").from_(table(f"read {section}"))
            _show(connection, section, query)
            sections[section] = _columns(connection, section, one.checked)
    clients = next((one for one in tables if one.checked.is_clients), None)
    own = exp.select("*").from_(table(f"read {CLIENTS}"))
    make(connection, ALL, own if alone else _clients(clients, tables))
    _show(connection, CLIENTS, exp.select("*").from_(table(ALL)))
    checked = clients.checked if clients is not None else None
    return Layout(_columns(connection, CLIENTS, checked), sections), alone


def _alone(tables: Sequence[Read], connection: Connection) -> bool:
    """Whether every client has a row in the table of clients, and no row is left out."""
    sections = [one.checked.found.section for one in tables]
    if CLIENTS not in sections or any(one.bad.any for one in tables):
        return False
    for one in sections:
        if one != CLIENTS:
            known = exp.select(t.column(CLIENT)).from_(table(f"read {CLIENTS}"))
            stranger = exp.Not(this=exp.In(this=t.column(CLIENT), query=known.subquery()))
            query = exp.select(t.column(CLIENT)).from_(table(f"read {one}"))
            if connection.query(query.where(stranger).limit(1)):
                return False
    return True


def leave_out(connection: Connection, clients: exp.Table) -> None:
    """Leave the clients of a table out of those that a statement reads."""
    _show(connection, CLIENTS, others(table(ALL), clients))


def others(everyone: exp.Table, clients: exp.Table) -> exp.Select:
    """The clients that are not in a table."""
    wrong = exp.select(t.column(CLIENT)).from_(clients.copy())
    apart = exp.Not(this=exp.In(this=t.column(CLIENT), query=wrong.subquery()))
    return exp.select("*").from_(everyone).where(apart)


def _show(connection: Connection, name: str, query: Sql) -> None:
    view = exp.to_table(name, quoted=True)
    made = exp.Create(this=view, kind="VIEW", expression=query, replace=True)
    connection.duck.execute(made.sql("duckdb"))


def _columns(connection: Connection, name: str, checked: Checked | None) -> Mapping[str, Column]:
    """The columns of a table: their types, and what was measured of them."""
    rows = connection.query(exp.Describe(this=exp.to_table(name, quoted=True)))
    columns = {}
    for one in rows:
        column, type_ = str(one["column_name"]), str(one["column_type"])
        columns[column] = Column(type_)
        if checked is not None and column in checked.readings:
            reading = checked.readings[column]
            whole, places = reading.digits(checked.measured)
            columns[column] = Column(type_, reading.unit(checked.measured), whole, places)
    return columns


def _usable(one: Read) -> exp.Select:
    """The rows that can be used, as the layout has them."""
    checked = one.checked
    columns = [t.aliased(checked.client(), CLIENT)]
    if checked.is_clients:
        given = t.aliased(checked.given(), NAME)
        name = checked.name()
        if name is not None:
            given = t.aliased(t.function(exp.Coalesce, name, checked.given()), NAME)
        columns.append(given)
    for reading in checked.readings.values():
        for column, piece in reading.values(checked.measured).items():
            columns.append(t.aliased(piece, column))
    columns += [t.aliased(t.column(one), one) for one in checked.found.passed]
    query = checked.rows(*columns)
    if one.bad.any:
        bad = exp.select(t.column(LINE)).from_(table(one.bad.rows))
        return query.where(exp.Not(this=exp.In(this=t.column(LINE), query=bad.subquery())))
    blank = checked.is_blank()
    return query if isinstance(blank, exp.Boolean) else query.where(t.negation(blank))


def _everyone(tables: Sequence[Read], connection: Connection) -> None:
    """Every client that a table names, with the name by which it does; bad rows name them too.

    Save rows of another length than the header's, whose cells may stand in the wrong columns.
    """
    pieces = []
    for one in tables:
        checked = one.checked
        named = checked.rows(t.aliased(checked.client(), CLIENT), t.aliased(checked.given(), NAME))
        named = named.where(t.related(checked.given(), "!=", t.text("")))
        if checked.found.ragged:
            width = t.number(len(checked.found.header))
            named = named.where(t.related(t.column(CELLS), "=", width))
        pieces.append(named)
    union: Sql = pieces[0]
    for piece in pieces[1:]:
        union = exp.union(union, piece, distinct=False)
    name = t.aliased(call("min", t.column(NAME)), NAME)
    query = (
        exp.select(t.column(CLIENT), name)
        .from_(exp.Subquery(this=union, alias=exp.to_identifier("named")))
        .group_by(t.column(CLIENT))
    )
    make(connection, EVERYONE, query)


def _clients(clients: Read | None, tables: Sequence[Read]) -> exp.Select:
    """A row a client: what the table of clients says, and how many records are missing."""
    skipped = [one for one in tables if one.bad.any and not one.checked.is_clients]
    everyone = "everyone"
    own = [t.column(CLIENT, everyone)]
    columns: list[Sql] = [*own]
    name: Sql = t.column(NAME, everyone)
    if clients is not None:
        name = t.function(exp.Coalesce, t.column(NAME, "own"), name)
    columns.append(t.aliased(name, NAME))
    query = exp.select().from_(exp.alias_(table(EVERYONE), everyone, table=True))
    using = exp.to_identifier(CLIENT, quoted=True)
    if clients is not None:
        checked = clients.checked
        for reading in checked.readings.values():
            columns += [t.column(one, "own") for one in reading.values(checked.measured)]
        columns += [t.column(one, "own") for one in checked.found.passed]
        own_table = exp.alias_(table(f"read {CLIENTS}"), "own", table=True)
        query = query.join(own_table, using=using, join_type="left")
    for number, one in enumerate(skipped):
        section, alias = one.checked.found.section, f"skipped {number}"
        counted = (
            exp.select(t.column(CLIENT), t.aliased(exp.Count(this=exp.Star()), "rows"))
            .from_(table(one.bad.rows))
            .group_by(t.column(CLIENT))
        )
        query = query.join(
            counted.subquery(exp.to_identifier(alias, quoted=True)), using=using, join_type="left"
        )
        nobody = (
            exp.select(exp.Count(this=exp.Star()))
            .from_(table(one.bad.rows))
            .where(t.related(t.column(CLIENT), "=", t.text("")))
        )
        total = t.binary(
            exp.Add,
            t.function(exp.Coalesce, t.column("rows", alias), t.number(0)),
            nobody.subquery(),
        )
        columns.append(t.aliased(total, missing_of(section)))
    return query.select(*columns)
