"""Rows of typed values → workbooks and Parquet files, sound ones and damaged ones."""

from __future__ import annotations

import datetime as d
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter  # type: ignore[import-untyped]

Cell = str | int | float | bool | d.date | d.datetime | None
SHEET_PART = "xl/worksheets/sheet1.xml"


def write_xlsx(path: Path, sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> Path:
    """A workbook; text that begins like a formula is one."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        clock = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        book.set_properties({"created": d.datetime(2026, 1, 1)})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, d.datetime):
                        sheet.write_datetime(line, column, value, clock)
                    elif isinstance(value, d.date):
                        sheet.write_datetime(line, column, value, day)
                    elif isinstance(value, str) and not value.startswith("="):
                        sheet.write_string(line, column, value)
                    elif value is not None:
                        sheet.write(line, column, value)
    return path


def repacked(path: Path, change: Callable[[bytes], bytes], part: str = SHEET_PART) -> Path:
    """The same workbook with one of its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    parts[part] = change(parts.get(part, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def write_parquet(path: Path, columns: Mapping[str, Any]) -> Path:
    """A Parquet file of these columns."""
    pq.write_table(pa.table(dict(columns)), path)
    return path
