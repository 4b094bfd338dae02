"""A ``tables.yaml`` and the files that it names → tables that DuckDB can read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb
from msgspec.structs import replace
from sqlglot import exp

from adieu import policy as p
from adieu.clients.description import DELIMITERS
from adieu.clients.grid import PARQUET, TEXTS, Broken, Grid, is_file
from adieu.clients.parquet import parquet_grid
from adieu.clients.tables import TableReader, descriptions
from adieu.diagnostics import Diagnostics, Note, Place, Source
from adieu.portfolio.sources import csv_files
from adieu.portfolio.sources.beside import kinds_beside, misfits
from adieu.portfolio.sources.connect import problem_of
from adieu.portfolio.sources.kinds import kind_of
from adieu.portfolio.sources.loaded import column_of, load, make, table, trim
from adieu.portfolio.sources.nouns import LINE, Connection, Found
from adieu.portfolio.sources.pieces import call
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.trees import Sql
from adieu.quantities import Type


def described(
    path: Path, policy: p.Policy, as_of: date, connection: Connection, diagnostics: Diagnostics
) -> list[Found]:
    """The tables that a ``tables.yaml`` describes; those that cannot be read are left out."""
    found = []
    for name, description in descriptions(path, policy, diagnostics).items():
        reader = TableReader(name, description, policy, as_of, {}, diagnostics)
        try:
            one = _found(reader, path.parent, connection)
        except Broken as error:
            error.report(diagnostics)
            continue
        if one is not None:
            found.append(one)
    return found


def _found(reader: TableReader, folder: Path, connection: Connection) -> Found | None:
    path = reader.path(folder)
    if path is None:
        return None
    ending = path.suffix.lower()
    if ending in PARQUET:
        return _parquet(reader, path, connection)
    if ending in TEXTS:
        return _text(reader, path, connection)
    return _sheet(reader, path, connection)


def _readable(reader: TableReader, path: Path) -> bool:
    """Whether there is such a file; else it is said where the description names it."""
    own = Diagnostics()
    if is_file(path, own, limit=None):
        return True
    place = reader.description.place("file")
    for one in own:
        reader.found.error(one.code, place, one.help, **one.values)
    return False


def _text(reader: TableReader, path: Path, connection: Connection) -> Found | None:
    if not _readable(reader, path):
        return None
    said = reader.description
    scanned = csv_files.scan(path, DELIMITERS.get(said.text("delimiter")))
    head = csv_files.header_of(scanned, said) if scanned.plain else None

    if head is None:
        return _text_by_row(reader, path, connection)
    header, delimiter = head
    source = Source(str(path), (scanned.first,))
    reader.rows.delimiter = delimiter
    fields = reader.columns(Grid(source, header, Place(source, 1), lambda _: iter(()), delimiter))
    if fields is None:
        return None

    def again() -> Found:
        return _loaded(reader, csv_files.grid(path, said), fields, connection, path)

    name = reader.section
    raw, width = f"{name} in the file", len(header)
    csv_files.view(connection, raw, path, delimiter, width)
    trim(connection, name, raw, width, scanned.spaces_only)
    columns = [(column_of(index), "VARCHAR") for index in range(len(header))]
    return Found(name, said, Source(str(path)), name, header, fields, columns,
                 delimiter=delimiter, text=path, again=again,
                 expected=scanned.lines - 1, raw=raw)  # fmt: skip


def _text_by_row(reader: TableReader, path: Path, connection: Connection) -> Found | None:
    """A text that DuckDB does not read as Python's reader does."""
    grid = csv_files.grid(path, reader.description)
    reader.rows.delimiter = grid.delimiter
    fields = reader.columns(grid)
    return None if fields is None else _loaded(reader, grid, fields, connection, path)


def _sheet(reader: TableReader, path: Path, connection: Connection) -> Found | None:
    """A sheet of a workbook."""
    grid = reader.grid(path)
    fields = None if grid is None else reader.columns(grid)
    if grid is None or fields is None:
        return None
    return _loaded(reader, grid, fields, connection)


def _loaded(
    reader: TableReader,
    grid: Grid,
    fields: Mapping[str, int],
    connection: Connection,
    text: Path | None = None,
) -> Found:
    """A table whose rows are read here, each with its number."""
    width = len(grid.header)
    name, raw = f"{reader.section} by row", f"{reader.section} loaded"
    broken = load(connection, raw, grid.rows(fields.values()), width)
    trim(connection, name, raw, width)
    if broken is not None:
        if text is not None and broken.where.line:
            lines = csv_files.with_lines(text, [broken.where.line])
            broken.where = replace(broken.where, source=lines)
        broken.report(reader.found)
    columns = [(column_of(index), "VARCHAR") for index in range(width)]
    source = grid.source if text is None else Source(str(text))
    return Found(
        reader.section, reader.description, source, name, grid.header, fields, columns,
        numbered=True, ragged=text is not None, marked=text is None, delimiter=grid.delimiter,
        text=text, raw=raw,
    )  # fmt: skip


def _parquet(reader: TableReader, path: Path, connection: Connection) -> Found | None:
    """A Parquet file: its columns have types of their own."""
    return parquet_table(reader, path, connection) if _readable(reader, path) else None


def parquet_table(reader: TableReader, path: Path, connection: Connection) -> Found | None:
    """A Parquet file as a table; nothing, and it is said why, where its columns do not fit.

    Raises:
        Broken: where the file is damaged.
    """
    grid = parquet_grid(path, most=None)
    fields = reader.columns(grid)
    if fields is None:
        return None
    try:
        columns = _parquet_view(connection, reader.section, path, grid.header)
    except duckdb.Error as error:
        raise damaged(path, error) from None
    found = Found(
        reader.section, reader.description, grid.source, reader.section, grid.header, fields,
        columns, numbered=True, typed=True,
    )  # fmt: skip
    return found if fitting(found, reader.rows.types, reader.found) else None


def _parquet_view(
    connection: Connection, name: str, path: Path, header: Sequence[str]
) -> list[tuple[str, str]]:
    """Have DuckDB read a Parquet file; the names and types of its columns."""
    settings: dict[str, exp.Expression] = {"hive_partitioning": exp.false()}
    rows = csv_files.table_function("read_parquet", path, settings)
    number: Sql = t.binary(exp.Add, t.column(_ROW), t.number(1))
    if _ROW in map(str.lower, header):
        number = exp.Window(this=call("row_number"))
    make(connection, name, exp.select(exp.Star(), t.aliased(number, LINE)).from_(rows))
    return columns_of(connection, name)


_ROW = "file_row_number"
"""A column that DuckDB adds, unless the file has one of that name."""


def columns_of(connection: Connection, name: str) -> list[tuple[str, str]]:
    """The names and types of the columns of a table as it was found."""
    rows = connection.query(exp.Describe(this=table(name)))
    listed = [(str(one["column_name"]), str(one["column_type"])) for one in rows]
    return [one for one in listed if one[0] != LINE]


def fitting(found: Found, types: Mapping[str, Type], diagnostics: Diagnostics) -> bool:
    """Whether every column that is wanted has cells; else it is said which has not."""
    fits = True
    kinds = kinds_beside({name: types[name] for name in found.fields if name in types})
    for name, type_ in misfits(found, kinds):
        place = Place(found.source)
        diagnostics.error("column-kind", place, None, name=name, kind=type_.lower())
        fits = False
    for index in sorted(set(found.fields.values())):
        name, type_ = found.header[index], found.columns[index][1]
        place = Place(found.source)
        if kind_of(type_) == "zoned":
            diagnostics.error("column-zone", place, Note("help.column-zone"), name=name)
            fits = False
        elif kind_of(type_) == "other" and type_ != '"NULL"':
            diagnostics.error("column-kind", place, None, name=name, kind=type_.lower())
            fits = False
    return fits


def damaged(path: Path, error: Exception) -> Broken:
    """What is said of a Parquet file that DuckDB cannot read."""
    place, help = Place(Source(str(path))), Note("help.parquet-damaged")
    return Broken("table-damaged", place, help, problem=problem_of(error))
