"""A database, or a folder of Parquet files, with tables named as the vocabulary names them.

The tables may be in the very form of the layout: ``as_of``, ``missing.SECTION``, ``FIELD.open`` and
``FIELD.minute`` are read where they are there.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from pathlib import Path

import duckdb
from msgspec.structs import replace
from sqlglot import exp

from adieu import policy as p
from adieu.clients.description import Description
from adieu.clients.grid import Broken, Grid
from adieu.clients.rows import RowReader
from adieu.clients.tables import TableReader, listed
from adieu.diagnostics import Diagnostics, Note, Place, Source
from adieu.portfolio.layout import CLIENTS
from adieu.portfolio.sources.beside import kinds_beside, kinds_of_clients, misfits
from adieu.portfolio.sources.connect import problem_of
from adieu.portfolio.sources.files import columns_of, fitting, parquet_table
from adieu.portfolio.sources.kinds import kind_of
from adieu.portfolio.sources.loaded import make, table
from adieu.portfolio.sources.nouns import LINE, Asked, Connection, Found
from adieu.portfolio.sources.pieces import call
from adieu.portfolio.sql import trees as t
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import Scalar

ATTACHED = "attached"
ENDINGS = (".duckdb", ".ddb", ".db")
SQLITE = (".sqlite", ".sqlite3")
EXTENSIONS = {"sqlite": "sqlite", "postgres": "postgres", "postgresql": "postgres",
              "mysql": "mysql"}  # fmt: skip
"""What a source begins with, before a colon, and the extension of DuckDB's that reads it."""
_SQLITE_FILE = b"SQLite format 3\0"


def is_database(source: str) -> bool:
    """Whether a source names a database."""
    kind, colon, _ = source.partition(":")
    ending = Path(source).suffix.lower()
    return bool(colon and kind in EXTENSIONS) or ending in (*ENDINGS, *SQLITE)


def is_remote(source: str) -> bool:
    """Whether a source is an address on the network, which nothing is fetched from."""
    kind, slashes, _ = source.partition("://")
    address = slashes and re.fullmatch(r"[a-z][a-z0-9+.-]*", kind) and kind not in EXTENSIONS
    return bool(address) or source.startswith("md:")


def _address(source: str) -> tuple[str, str]:
    """What reads a database, ``""`` for DuckDB itself, and what is to be opened."""
    kind, colon, rest = source.partition(":")
    if colon and kind in EXTENSIONS:
        return kind, rest
    path = Path(source)
    with suppress(OSError), path.open("rb") as stream:
        if stream.read(len(_SQLITE_FILE)) == _SQLITE_FILE:
            return "sqlite", source
    return ("sqlite" if path.suffix.lower() in SQLITE else ""), source


def attached(
    source: str,
    policy: p.Policy,
    asked: Asked,
    connection: Connection,
    diagnostics: Diagnostics,
) -> list[Found]:
    """The tables of a database that the vocabulary knows; it is opened for reading only."""
    kind, target = _address(source)
    extension = EXTENSIONS.get(kind)
    shown = source if target == source else kind
    place = Place(Source(shown))
    if target == source and not Path(source).exists():
        diagnostics.error("file-missing", place)
        return []
    try:
        if extension is not None:
            connection.duck.execute(f"LOAD {extension}")
    except duckdb.Error:
        help = Note("help.extension", {"name": extension or ""})
        diagnostics.error("extension-missing", place, help, name=extension)
        return []
    options = "READ_ONLY" if extension is None else f"READ_ONLY, TYPE {extension}"
    try:
        connection.duck.execute(f"ATTACH {t.text(target).sql('duckdb')} AS {ATTACHED} ({options})")
        connection.duck.execute("SET enable_external_access = false")
        names = _tables(connection)
    except duckdb.Error as error:
        diagnostics.error("database-unreadable", place, None, problem=problem_of(error))
        return []
    known = [one for one in (CLIENTS, *policy.records) if one in names]
    if not known:
        help = Note("help.database-tables", {"names": listed((CLIENTS, *policy.records))})
        diagnostics.error("database-without-tables", place, help)
    found = []
    for name in known:
        try:
            one = _of_database(name, shown, names[name], connection, extension is None)
        except duckdb.Error as error:
            where = Place(Source(f"{place}:{name}"))
            diagnostics.error("database-unreadable", where, None, problem=problem_of(error))
            continue
        found += _with_fields(one, policy, asked, connection, diagnostics)
    return found


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


def _of_database(
    name: str, shown: str, where: tuple[str, bool], connection: Connection, is_own: bool
) -> Found:
    """A table of the database, as a view."""
    schema, numbered = where
    identified = [exp.to_identifier(one, quoted=True) for one in (name, schema)]
    original = exp.Table(this=identified[0], db=identified[1], catalog=exp.to_identifier(ATTACHED))
    star: list[exp.Expr] = [exp.Star()]
    own = numbered and is_own
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
    names = (CLIENTS, *policy.records)
    paths = {name: folder / f"{name}.parquet" for name in names}
    there = {name: path for name, path in paths.items() if path.is_file()}
    if not there:
        help = Note("help.parquet-tables", {"names": listed(one.name for one in paths.values())})
        diagnostics.error("parquet-without-tables", Place(Source(str(folder))), help)
    found = []
    for name, path in there.items():
        reader = _reader(name, Source(str(path)), policy, asked)
        try:
            one = parquet_table(reader, path, connection)
        except Broken as error:
            error.report(reader.found)
            one = None
        _say(reader, policy, diagnostics)
        if one is not None:
            found += _in_form(one, policy, asked, connection, diagnostics)
    return found


def _reader(section: str, source: Source, policy: p.Policy, asked: Asked) -> TableReader:
    """What looks at the columns of a table that nobody describes."""
    said = Description(stating(asked.currency, Place(source)))
    return TableReader(section, said, policy, asked.day, {}, Diagnostics())


def _say(reader: TableReader, policy: p.Policy, diagnostics: Diagnostics) -> None:
    """Say what was found of the columns, save that those in the form of the layout are not read."""
    known = {*kinds_of_clients(policy), *kinds_beside(reader.rows.types)}
    for one in reader.found:
        if one.code != "column-unread" or one.values["name"] not in known:
            diagnostics.append(one)


def _with_fields(
    found: Found,
    policy: p.Policy,
    asked: Asked,
    connection: Connection,
    diagnostics: Diagnostics,
) -> list[Found]:
    """The table with what its columns hold; nothing, and it is said why, where they do not fit."""
    reader = _reader(found.section, found.source, policy, asked)
    fields = reader.columns(
        Grid(found.source, found.header, Place(found.source), lambda _: iter(()))
    )
    _say(reader, policy, diagnostics)
    if fields is None:
        return []
    described = replace(found, fields=fields, description=reader.description)
    if not fitting(described, reader.rows.types, diagnostics):
        return []
    return _in_form(described, policy, asked, connection, diagnostics)


def _in_form(
    found: Found,
    policy: p.Policy,
    asked: Asked,
    connection: Connection,
    diagnostics: Diagnostics,
) -> list[Found]:
    """The table with its columns in the form of the layout, and amounts whose currency is known."""
    own = found.section == CLIENTS
    kinds = kinds_of_clients(policy, with_dates=not asked.as_of) if own else {}
    for name, type_ in misfits(found, kinds):
        place = Place(found.source)
        diagnostics.error("column-kind", place, None, name=name, kind=type_.lower())
        return []
    passed = tuple(name for name in kinds if name in found.header)
    if not asked.currency and not _said_with_currency(found, policy, connection, diagnostics):
        return []
    again = found.again

    def numbered() -> Found:
        assert again is not None
        fields, said = found.fields, found.description
        return replace(again(), fields=fields, description=said, passed=passed)

    return [replace(found, passed=passed, again=None if again is None else numbered)]


def _said_with_currency(
    found: Found, policy: p.Policy, connection: Connection, diagnostics: Diagnostics
) -> bool:
    """Whether no column holds amounts as plain numbers; else it is said once a column."""
    own = Diagnostics()
    types = RowReader(found.section, found.description, policy, date.max, {}).types
    for name, index in found.fields.items():
        is_amount = name in types and types[name].name == "money"
        if is_amount and kind_of(found.columns[index][1]) in ("whole", "decimal", "double"):
            given = t.is_not_null(found.column(index))
            query = exp.select(exp.Literal.number(1)).from_(table(found.relation))
            if connection.query(query.where(given).limit(1)):
                place, help = Place(found.source), Note("help.column-currency")
                own.error("column-currency", place, help, name=found.header[index])
    diagnostics.extend(own)
    return not own.failed


def stating(currency: str, place: Place) -> Tree:
    """A description that says no more than the currency of plain amounts."""
    if not currency:
        return Tree({}, place)
    pair = Scalar("currency", True, place), Scalar(currency, True, place)
    return Tree({"currency": pair}, place)
