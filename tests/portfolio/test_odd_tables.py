"""Promises about tables that are odd: what is wrong is named, and nothing is taken for granted."""

from __future__ import annotations

import datetime as d
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from support.examples import ROOT
from support.in_process import Run, runner
from support.workbooks import write_parquet

OPTIONS = ("--policy", str(ROOT / "rules"), "--as-of", "2026-11-01")


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program."""
    return runner(capfd, monkeypatch)


def database(path: Path, *statements: str) -> Path:
    """A DuckDB file in which these statements were run."""
    with duckdb.connect(str(path)) as connection:
        for one in statements:
            connection.execute(one)
    return path


CLIENT = "'a' AS client"
INVOICE = f"{CLIENT}, DATE '2026-01-01' AS due"


@pytest.mark.parametrize(
    ("table", "columns", "words"),
    [
        ("invoices", f"{CLIENT}, DATE 'infinity' AS due", ":1:2: `5881580-07-11` in"),
        ("invoices", f"{CLIENT}, DATE '0044-03-15 (BC)' AS due", ":1:2: `-43-03-15` in"),
        ("invoices", f"{INVOICE}, TIMESTAMP '20000-01-01' AS paid", ":1:3: `20000-01-01` in"),
        ("clients", f"{CLIENT}, -2 AS \"missing.invoices\"", ":1:2: `-2` in"),
        ("clients", f"{CLIENT}, 'x' AS \"missing.invoices\"", "`missing.invoices` holds"),
        ("invoices", f"{INVOICE}, due AS paid, 1 AS \"paid.open\"", "`paid.open` holds"),
        ("contacts", f"{CLIENT}, DATE '2026-01-01' AS at, 5000 AS \"at.minute\"", "`5000` in"),
        ("contacts", f"{CLIENT}, DATE '2026-01-01' AS at, 'x' AS \"at.minute\"", "`at.minute` h"),
        ("clients", "'a' AS client, 2 AS billed_hourly, 1 AS feels_misused", ":1:2: `2` in"),
    ],
)  # fmt: skip
def test_impossible_cells_of_a_database(
    table: str, columns: str, words: str, run: Run, tmp_path: Path
) -> None:
    """A cell that cannot be is named, alone, whatever the type of its column allows."""
    path = database(tmp_path / "x.duckdb", f"CREATE TABLE {table} AS SELECT {columns}")
    done = run("portfolio", path, *OPTIONS, status=2)
    assert words in done.stderr
    assert done.stderr.count("[") == 1
    assert not done.stdout


def test_a_review_date_beyond_the_calendar(run: Run, tmp_path: Path) -> None:
    """A client's own review date has to be one, unless one date holds for all."""
    statement = "CREATE TABLE clients AS SELECT 'a' AS client, DATE 'infinity' AS as_of"
    path = database(tmp_path / "x.duckdb", statement)
    done = run("portfolio", path, *OPTIONS[:2], status=2)
    assert ":1:2: `infinity` in column `as_of` cannot be read" in done.stderr
    run("portfolio", path, *OPTIONS)


@pytest.mark.parametrize(
    "column",
    [
        pa.array([10**7, -(10**7)], pa.int32()).cast(pa.date32()),
        pa.array([2**62, -(2**62)], pa.timestamp("us")),
    ],
)
def test_dates_that_no_calendar_has(column: pa.Array[Any], run: Run, tmp_path: Path) -> None:
    """Dates far beyond the calendar are bad cells, in a portfolio and in single reviews."""
    columns = {"client": pa.array(["a", "b"]), "due": column}
    write_parquet(tmp_path / "invoices.parquet", columns)
    alone = run("portfolio", tmp_path, *OPTIONS, status=2).stderr
    (tmp_path / "tables.yaml").write_text("invoices: {file: invoices.parquet}\n", "utf-8")
    described = run("portfolio", tmp_path, *OPTIONS, status=2).stderr
    single = run("review", tmp_path, *OPTIONS, "--out", "-", status=2).stderr
    assert alone == described == single
    assert alone.count("[cell-unreadable]") == 2


def test_a_column_of_uuids(run: Run, tmp_path: Path) -> None:
    """Clients may be named by UUIDs."""
    id_ = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"
    columns = f"'{id_}'::UUID AS client, true AS feels_misused"
    path = database(tmp_path / "x.duckdb", f"CREATE TABLE clients AS SELECT {columns}")
    assert f'"client":"{id_}"' in run("portfolio", path, *OPTIONS).stdout


def test_dates_beside_which_a_table_says_more(run: Run, tmp_path: Path) -> None:
    """What is open, and at which minute, is read from the columns that say so."""
    days = [d.date(2026, 5, 4), d.date(2026, 5, 5)]
    columns = {
        "client": pa.array(["a", "a"]),
        "at": pa.array(days),
        "at.minute": pa.array([23 * 60 + 40, None], pa.int32()),
        "reason": pa.array(["new-idea", "new-idea"]),
    }
    write_parquet(tmp_path / "contacts.parquet", columns)
    dues = pa.array([d.date(2026, 1, 1)] * 3)
    paid = pa.array([None, None, d.date(2026, 6, 1)], pa.date32())
    opened = pa.array([True, None, False])
    columns = {"client": pa.array(["a"] * 3), "due": dues, "paid": paid, "paid.open": opened}
    write_parquet(tmp_path / "invoices.parquet", columns)
    done = run("portfolio", tmp_path, *OPTIONS, "--facts", "calls_out_of_hours,late_invoices")
    assert '"calls_out_of_hours.low":1,' in done.stdout
    assert '"calls_out_of_hours.high":2,' in done.stdout
    assert '"late_invoices.low":2,' in done.stdout
    assert '"late_invoices.high":3}' in done.stdout
