"""A few invoices in typed cells → workbooks, Parquet files, and what is read from their folder."""

from __future__ import annotations

import datetime as d
from pathlib import Path

import pyarrow as pa

from adieu.case import Case
from adieu.clients.folder import read_cases
from adieu.diagnostics import Diagnostic
from support.bad_input import TODAY, policy
from support.workbooks import Cell, write_parquet

HEADER: list[Cell] = ["client", "number", "due", "paid", "amount", "disputed"]
ROWS: list[list[Cell]] = [
    ["007", 14, d.date(2026, 3, 1), d.datetime(2026, 3, 20, 9, 30), 1250.5, False],
    [8.0, "0015", d.date(2026, 4, 1), None, 0.1, True],
    ["b", None, d.datetime(2026, 5, 1), d.date(2026, 5, 1), 1e6, None],
]


def described(folder: Path, file: str, more: str = "") -> Path:
    """A folder whose table of invoices is this file."""
    text = f"invoices: {{file: {file}, currency: EUR, dates: D/M/YYYY{more}}}\n"
    (folder / "tables.yaml").write_text(text, "utf-8")
    return folder


def cases_in(folder: Path, skip: bool = False) -> tuple[list[Case], list[Diagnostic]]:
    """The clients of a folder, and what is said about them."""
    found = list(read_cases([folder], policy(), None, TODAY, skip))
    return [one.case for one in found if one.case], [it for one in found for it in one.diagnostics]


def as_parquet(path: Path) -> Path:
    """The rows in columns of one type each."""
    return write_parquet(
        path,
        {
            "client": pa.array(["007", "8", "b"]).dictionary_encode(),
            "number": pa.array(["14", "0015", None], pa.large_string()),
            "due": pa.array([d.date(2026, 3, 1), d.date(2026, 4, 1), d.date(2026, 5, 1)]),
            "paid": pa.array(
                [d.datetime(2026, 3, 20, 9, 30), None, d.datetime(2026, 5, 1)], pa.timestamp("ns")
            ),
            "amount": pa.array([1250.5, 0.1, 1e6]),
            "disputed": pa.array([False, True, None]),
        },
    )
