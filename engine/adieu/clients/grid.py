"""A table's file → its header and its rows as texts, each with its place; CSV, XLSX or Parquet."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from adieu.clients.description import Description
from adieu.diagnostics import Diagnostics, Note, Place, Source
from adieu.yaml_nodes import read_source

MAX_TABLE_BYTES = 512 * 1024 * 1024
MAX_CELL = csv.field_size_limit()
_TOO_LONG = "field larger"
TEXTS = (".csv", ".tsv", ".txt")
SHEETS = (".xlsx",)
PARQUET = (".parquet",)
FORMATS = (*TEXTS, *SHEETS, *PARQUET)

Rows = Iterator[tuple[list[str], Place]]


class Grid(Struct, frozen=True):
    """A table: its header, and its rows when they are asked for.

    ``rows`` takes the columns that are wanted; the cells of others may be left blank.  It raises
    ``Broken`` where the file turns out to be damaged.
    """

    source: Source
    header: list[str]
    place: Place
    rows: Callable[[Collection[int]], Rows]
    delimiter: str = ","


class Broken(Exception):
    """A file that cannot be read, or not further; carries what is to be said of it."""

    def __init__(self, code: str, where: Place, help: Note | None = None, **values: object) -> None:
        super().__init__(code)
        self.code, self.where, self.help, self.values = code, where, help, values

    def report(self, diagnostics: Diagnostics) -> None:
        """Say it."""
        diagnostics.error(self.code, self.where, self.help, **self.values)


def open_grid(path: Path, description: Description, diagnostics: Diagnostics) -> Grid | None:
    """The table in a file, or nothing and the diagnostics that say why.

    Raises:
        Broken: where the file is damaged or larger than its limits.
    """
    ending = path.suffix.lower()
    if ending in TEXTS:
        return _text_grid(path, description, diagnostics)
    if not is_file(path, diagnostics):
        return None
    if ending in PARQUET:
        from adieu.clients.parquet import parquet_grid

        return parquet_grid(path)
    from adieu.clients.sheets import sheet_grid

    return sheet_grid(path, description)


def is_file(path: Path, diagnostics: Diagnostics, limit: int | None = MAX_TABLE_BYTES) -> bool:
    """Whether there is a file that can be read, within the limit if any; else it is said."""
    where = Place(Source(str(path)))
    try:
        if path.is_dir():
            diagnostics.error("file-is-folder", where)
        elif not path.is_file():
            diagnostics.error("file-not-regular" if path.exists() else "file-missing", where)
        elif limit is not None and path.stat().st_size > limit:
            diagnostics.error("file-too-large", where, limit=limit // (1024 * 1024))
        else:
            with path.open("rb"):
                return True
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        diagnostics.error("file-unreadable", where, reason=reason)
    return False


def _text_grid(path: Path, description: Description, diagnostics: Diagnostics) -> Grid | None:
    source = read_source(path, diagnostics, MAX_TABLE_BYTES)
    if source is None:
        return None
    first = next((line for line in source.lines if line.strip()), None)
    if first is None:
        raise Broken("table-empty", Place(source))
    delimiter = description.delimiter(first)
    rows = read_csv(source.lines, delimiter, source)
    head = next(rows, None)
    if head is None:
        raise Broken("table-empty", Place(source))
    header, place = head
    return Grid(source, header, place, lambda _: rows, delimiter)


def read_csv(lines: Iterable[str], delimiter: str, source: Source) -> Rows:
    """The rows of comma-separated lines in which something stands, each at its first line.

    Raises:
        Broken: where a quote is not closed, or something follows one.
    """
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            place, help = Place(source, line, 1), Note("help.table-csv")
            if _TOO_LONG in str(error):
                raise Broken("cell-too-long", place, help, limit=MAX_CELL) from None
            raise Broken("table-csv", place, help) from None
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield row, Place(source, line)
        line = reader.line_num + 1
