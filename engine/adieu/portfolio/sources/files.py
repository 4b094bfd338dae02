"""A ``tables.yaml`` and the files that it names → tables that DuckDB can read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import duckdb
from msgspec.structs import replace
from sqlglot import exp

from adieu import policy as p
from adieu.clients.description import DELIMITERS, Description
from adieu.clients.grid import PARQUET, TEXTS, Broken, Grid, is_file
from adieu.clients.parquet import parquet_grid
from adieu.clients.tables import TableReader, tables_shape
from adieu.diagnostics import Diagnostics, Note, Place, Source
from adieu.portfolio.sources import csv_files
from adieu.portfolio.sources.beside import misfits
from adieu.portfolio.sources.kinds import kind_of
from adieu.portfolio.sources.loaded import column_of, load, make, table, trim
from adieu.portfolio.sources.nouns import LINE, Connection, Found
from adieu.portfolio.sql import trees as t
from adieu.quantities import Type
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import read_yaml


def described(
    path: Path, policy: p.Policy, as_of: date, connection: Connection, diagnostics: Diagnostics
) -> list[Found]:
    """The tables that a ``tables.yaml`` describes; those that cannot be read are left out."""
    root = read_yaml(path, diagnostics)
    if root is None:
        return []
    before = diagnostics.errors
    tables_shape(policy).check(root, diagnostics)
    if diagnostics.errors > before or not isinstance(root, Tree):
        return []
    found = []
    for name, (_, node) in root.entries.items():
        assert isinstance(node, Tree)
        reader = TableReader(name, Description(node), policy, as_of, {}, diagnostics)
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
    grid = reader.grid(path)
    return None if grid is None else _loaded(reader, grid, connection)


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

    def again() -> Found:
        found = _loaded(reader, csv_files.grid(path, said), connection, path)
        assert found is not None
        return found

    if head is None:
        return again()
    header, delimiter = head
    source = Source(str(path), (scanned.first,))
    reader.rows.delimiter = delimiter
    fields = reader.columns(Grid(source, header, Place(source, 1), lambda _: iter(()), delimiter))
    if fields is None:
        return None
    name = reader.section
    raw, width = f"{name} in the file", len(header)
    csv_files.view(connection, raw, path, delimiter, width)
    trim(connection, name, raw, width, scanned.spaces_only)
    columns = [(column_of(index), "VARCHAR") for index in range(len(header))]
    return Found(name, said, Source(str(path)), name, header, fields, columns,
                 delimiter=delimiter, text=path, again=again,
                 expected=scanned.lines - 1, raw=raw)  # fmt: skip


def _loaded(
    reader: TableReader, grid: Grid, connection: Connection, text: Path | None = None
) -> Found | None:
    """A table whose rows are read here, each with its number."""
    reader.rows.delimiter = grid.delimiter
    fields = reader.columns(grid)
    if fields is None:
        return None
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
    if not _readable(reader, path):
        return None
    grid = parquet_grid(path, most=None)
    fields = reader.columns(grid)
    if fields is None:
        return None
    try:
        columns = parquet_view(connection, reader.section, path)
    except duckdb.Error as error:
        raise damaged(path, error) from None
    found = Found(
        reader.section, reader.description, grid.source, reader.section, grid.header, fields,
        columns, numbered=True, typed=True,
    )  # fmt: skip
    return found if fitting(found, reader.rows.types, reader.found) else None


def parquet_view(connection: Connection, name: str, path: Path) -> list[tuple[str, str]]:
    """Have DuckDB read a Parquet file; the names and types of its columns."""
    settings: dict[str, exp.Expression] = {
        "file_row_number": exp.true(), "hive_partitioning": exp.false(),
    }  # fmt: skip
    number = t.binary(exp.Add, t.column("file_row_number"), t.number(1))
    query = exp.select(
        exp.Star(except_=[exp.to_identifier("file_row_number")]),
        t.aliased(number, LINE),
    ).from_(csv_files.table_function("read_parquet", path, settings))
    make(connection, name, query)
    return columns_of(connection, name)


def columns_of(connection: Connection, name: str) -> list[tuple[str, str]]:
    """The names and types of the columns of a table as it was found."""
    rows = connection.query(exp.Describe(this=table(name)))
    listed = [(str(one["column_name"]), str(one["column_type"])) for one in rows]
    return [one for one in listed if one[0] != LINE]


def fitting(found: Found, types: Mapping[str, Type], diagnostics: Diagnostics) -> bool:
    """Whether every column that is wanted has cells; else it is said which has not."""
    fits = True
    for name, type_ in misfits(found, types):
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
    problem = " ".join(str(error).split("\n", 1)[0].split())
    place = Place(Source(str(path)))
    return Broken("table-damaged", place, Note("help.parquet-damaged"), problem=problem)
