"""A database, or a folder of Parquet files, with tables named as the vocabulary names them.

The tables may be in the very form of the layout: ``as_of``, ``missing.SECTION``, ``FIELD.open`` and
``FIELD.minute`` are read where they are there.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import duckdb
from msgspec.structs import replace
from sqlglot import exp

from adieu import policy as p
from adieu.clients.description import Description
from adieu.clients.grid import Broken, Grid
from adieu.clients.tables import TableReader
from adieu.diagnostics import Diagnostics, Note, Place, Source
from adieu.portfolio.layout import AS_OF, CLIENTS, missing_of
from adieu.portfolio.sources.files import columns_of, damaged, fitting, parquet_view
from adieu.portfolio.sources.kinds import kind_of
from adieu.portfolio.sources.loaded import make, table
from adieu.portfolio.sources.nouns import LINE, Asked, Connection, Found
from adieu.portfolio.sources.pieces import call
from adieu.portfolio.sql import trees as t
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import Scalar

ATTACHED = "attached"
ENDINGS = (".duckdb", ".ddb", ".db")
EXTENSIONS = {"sqlite": "sqlite", "postgres": "postgres", "postgresql": "postgres",
              "mysql": "mysql"}  # fmt: skip
"""What a source begins with, before a colon, and the extension of DuckDB's that reads it."""


def is_database(source: str) -> bool:
    """Whether a source names a database."""
    kind, colon, _ = source.partition(":")
    return bool(colon and kind in EXTENSIONS) or Path(source).suffix.lower() in ENDINGS


def attached(
    source: str,
    policy: p.Policy,
    asked: Asked,
    connection: Connection,
    diagnostics: Diagnostics,
) -> list[Found]:
    """The tables of a database that the vocabulary knows; it is opened for reading only."""
    kind, colon, rest = source.partition(":")
    extension = EXTENSIONS.get(kind) if colon else None
    place = Place(Source(source if extension is None else f"{kind}:"))
    try:
        if extension is not None:
            connection.duck.execute(f"LOAD {extension}")
    except duckdb.Error:
        help = Note("help.extension", {"name": extension or ""})
        diagnostics.error("extension-missing", place, help, name=extension)
        return []
    options = "READ_ONLY" if extension is None else f"READ_ONLY, TYPE {extension}"
    target = t.text(source if extension is None else rest).sql("duckdb")
    try:
        connection.duck.execute(f"ATTACH {target} AS {ATTACHED} ({options})")
        connection.duck.execute("SET enable_external_access = false")
        names = _tables(connection)
    except duckdb.Error as error:
        problem = " ".join(str(error).split("\n", 1)[0].split())
        diagnostics.error("database-unreadable", place, None, problem=problem)
        return []
    known = [one for one in (CLIENTS, *policy.records) if one in names]
    if not known:
        help = Note("help.database-tables", {"names": _listed((CLIENTS, *policy.records))})
        diagnostics.error("database-without-tables", place, help)
    found = []
    for name in known:
        try:
            one = _of_database(name, source if extension is None else kind, names[name], connection)
        except duckdb.Error as error:
            problem = " ".join(str(error).split("\n", 1)[0].split())
            where = Place(Source(f"{place}:{name}"))
            diagnostics.error("database-unreadable", where, None, problem=problem)
            continue
        found += _with_fields(one, policy, asked, diagnostics)
    return found


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{one}`" for one in names)


def _tables(connection: Connection) -> dict[str, tuple[str, bool]]:
    """The tables of what was attached: their schema, and whether their rows have numbers."""
    query = (
        exp.select("database_name", "schema_name", "table_name", exp.true().as_("own"))
        .from_(exp.Anonymous(this="duckdb_tables"))
        .where(t.related(t.column("database_name"), "=", t.text(ATTACHED)))
    )
    views = (
        exp.select("database_name", "schema_name", "view_name", exp.false().as_("own"))
        .from_(exp.Anonymous(this="duckdb_views"))
        .where(t.related(t.column("database_name"), "=", t.text(ATTACHED)))
    )
    rows = [*connection.query(views), *connection.query(query)]
    found: dict[str, tuple[str, bool]] = {}
    for one in rows:
        name = str(one.get("table_name") or one.get("view_name"))
        found[name] = str(one["schema_name"]), bool(one["own"])
    return found


def _of_database(name: str, shown: str, where: tuple[str, bool], connection: Connection) -> Found:
    """A table of the database, as a view."""
    schema, numbered = where
    identified = [exp.to_identifier(one, quoted=True) for one in (name, schema)]
    original = exp.Table(this=identified[0], db=identified[1], catalog=exp.to_identifier(ATTACHED))
    star: list[exp.Expr] = [exp.Star()]
    own = numbered and shown not in EXTENSIONS
    if own:
        number = t.binary(exp.Add, exp.column("rowid"), t.number(1))
        star.append(t.aliased(number, LINE))
    make(connection, name, exp.select(*star).from_(original))
    columns = columns_of(connection, name)

    def again() -> Found:
        count = exp.Window(this=call("row_number"))
        query = exp.select(exp.Star(), t.aliased(count, LINE)).from_(table(name))
        make(connection, f"{name} by row", query, "TABLE")
        return found(f"{name} by row", numbered=True)

    def found(relation: str, numbered: bool) -> Found:
        return Found(
            name, Description(_EMPTY), Source(f"{shown}:{name}"), relation,
            [one for one, _ in columns], {}, columns, numbered=numbered, typed=True,
            whole_numbers_answer=True, again=None if numbered else again,
        )  # fmt: skip

    return found(name, own)


_EMPTY = Tree({}, Place(Source("")))


def of_parquet(
    folder: Path,
    policy: p.Policy,
    asked: Asked,
    connection: Connection,
    diagnostics: Diagnostics,
) -> list[Found]:
    """The Parquet files of a folder that are named as the vocabulary names its tables."""
    found = []
    for name in (CLIENTS, *policy.records):
        path = folder / f"{name}.parquet"
        if not path.is_file():
            continue
        try:
            columns = parquet_view(connection, name, path)
        except duckdb.Error as error:
            damaged(path, error).report(diagnostics)
            continue
        one = Found(
            name, Description(_EMPTY), Source(str(path)), name, [it for it, _ in columns], {},
            columns, numbered=True, typed=True,
        )  # fmt: skip
        found += _with_fields(one, policy, asked, diagnostics)
    return found


def _with_fields(
    found: Found, policy: p.Policy, asked: Asked, diagnostics: Diagnostics
) -> list[Found]:
    """The table with what its columns hold; nothing, and it is said why, where they do not fit."""
    place = Place(found.source)
    said = Description(stating(asked.currency, place))
    reader = TableReader(found.section, said, policy, asked.day, {}, diagnostics)
    try:
        grid = Grid(found.source, found.header, place, lambda _: iter(()))
        fields = reader.columns(grid)
    except Broken as error:
        error.report(diagnostics)
        return []
    if fields is None:
        return []
    passed: list[str] = []
    if found.section == CLIENTS:
        missing = dict.fromkeys(map(missing_of, policy.records), "whole")
        dates = {} if asked.as_of else {AS_OF: "date"}
        for name, wanted in {**dates, **missing}.items():
            type_ = dict(found.columns).get(name)
            if type_ is not None and kind_of(type_) != wanted:
                diagnostics.error("column-kind", place, None, name=name, kind=type_.lower())
                return []
            passed += [name] if type_ is not None else []
    described = replace(found, fields=fields, description=said, passed=tuple(passed))
    again = found.again
    if again is not None:
        later = again

        def numbered() -> Found:
            return replace(later(), fields=fields, description=said, passed=tuple(passed))

        described = replace(described, again=numbered)
    return [described] if fitting(described, reader.rows.types, diagnostics) else []


def stating(currency: str, place: Place) -> Tree:
    """A description that says no more than the currency of plain amounts."""
    if not currency:
        return Tree({}, place)
    pair = Scalar("currency", True, place), Scalar(currency, True, place)
    return Tree({"currency": pair}, place)
