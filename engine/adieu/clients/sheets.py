"""An XLSX workbook → the header and rows of one of its sheets.

The values are calamine's.  Before it sees the file, ``workbook`` has looked at every part: what
unfolds to too much is refused, and cells that hold an error, or a formula without its result, are
known.  Formulas are never worked out and links never followed: a cell says what was stored in it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from adieu.clients.cells import Faulty, text_of
from adieu.clients.description import Description
from adieu.clients.grid import Broken, Grid, Rows
from adieu.clients.workbook import Sheet, examined
from adieu.diagnostics import Note, Place, Source, did_you_mean


def sheet_grid(path: Path, description: Description) -> Grid:
    """The table on the sheet that the description names, else on the first that is shown.

    Raises:
        Broken: where the workbook is damaged, too large, or has no such sheet.
    """
    wanted = description.text("sheet")
    sheets = examined(path)
    if wanted and wanted not in sheets:
        help = did_you_mean(wanted, sheets)
        place = description.place("sheet")
        raise Broken("sheet-missing", place, help, name=wanted, file=path.name)
    shown = (name for name, one in sheets.items() if not one.hidden)
    name = wanted or next(shown, next(iter(sheets)))
    source = Source(str(path), sheet=name)
    rows = _rows(path, source, sheets[name])
    first = next(rows, None)
    if first is None:
        raise Broken("table-empty", Place(Source(str(path))))
    header, place = first

    def below(_: Collection[int]) -> Rows:
        for row, where in rows:
            yield [*row, *[""] * (len(header) - len(row))], where

    return Grid(source, header, place, below)


def _rows(path: Path, source: Source, sheet: Sheet) -> Rows:
    """The rows in which something stands; a row's number is its line."""
    from python_calamine import CalamineError, load_workbook

    try:
        with load_workbook(path) as workbook:
            read = workbook.get_sheet_by_name(source.sheet)
            before = [""] * (read.start[1] if read.start else 0)
            for line, cells in enumerate(read.iter_rows(), start=1):
                row = before + [_text(one) for one in cells]
                for column, shown in sheet.faulty.get(line, {}).items():
                    row += [""] * (column - len(row))
                    row[column - 1] = Faulty(shown)
                if any(isinstance(cell, Faulty) or cell.strip() for cell in row):
                    yield row, Place(source, line)
    except (CalamineError, ValueError, OSError) as error:
        raise damaged(path, error) from None


def _text(value: object) -> str:
    """The text of a cell; midnight, which a sheet cannot tell from a bare date, is the date."""
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date() if not value.microsecond else value
    return text_of(value)


def damaged(path: Path, error: object) -> Broken:
    """What is said of a workbook that cannot be read."""
    place, help = Place(Source(str(path))), Note("help.workbook-damaged")
    return Broken("table-damaged", place, help, problem=str(error) or type(error).__name__)
