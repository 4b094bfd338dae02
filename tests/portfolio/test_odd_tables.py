"""Promises about tables that are odd: what is wrong is named, and nothing is taken for granted."""

from __future__ import annotations

import datetime as d
import json
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
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


def test_a_column_that_is_called_as_duckdb_calls_its_own(run: Run, tmp_path: Path) -> None:
    """No name of a column that is not read changes which row is which."""
    columns = {
        "client": pa.array(["a", "b"]),
        "feels_misused": pa.array(["yes", "perhaps"]),
        "file_row_number": pa.array([7, 7]),
        "x": pa.array([1, 2]),
    }
    write_parquet(tmp_path / "clients.parquet", columns)
    done = run("portfolio", tmp_path, *OPTIONS, status=2)
    assert "clients.parquet:2:2: `perhaps`" in done.stderr


def test_two_columns_of_one_name(run: Run, tmp_path: Path) -> None:
    """Nothing decides in silence which of two columns is meant."""
    arrays: list[pa.Array[Any]] = [pa.array(["a"]), pa.array([True]), pa.array([False])]
    names = ["client", "feels_misused", "feels_misused"]
    pq.write_table(pa.Table.from_arrays(arrays, names=names), tmp_path / "clients.parquet")
    assert "[column-twice]" in run("portfolio", tmp_path, *OPTIONS, status=2).stderr


def test_clients_that_differ_in_capitals_only(run: Run, tmp_path: Path) -> None:
    """Two clients whose reports would have one name are both named."""
    path = database(
        tmp_path / "x.duckdb", "CREATE TABLE clients AS FROM (VALUES ('a'), ('A')) t(client)"
    )
    done = run("portfolio", path, *OPTIONS, status=2)
    assert "the clients `A` and `a` differ in capitals only" in done.stderr


@pytest.mark.parametrize("place", ["header", "row"])
def test_a_very_long_cell(place: str, run: Run, tmp_path: Path) -> None:
    """A cell that is longer than any can be is named by its line, in both commands."""
    long = "x" * 200_000
    head = f"client,due,{long if place == 'header' else 'note'}\n"
    (tmp_path / "x.csv").write_text(f"{head}a,2026-01-01,y\na,2026-01-01,{long}\n", "utf-8")
    (tmp_path / "tables.yaml").write_text("invoices: {file: x.csv}\n", "utf-8")
    line = 1 if place == "header" else 3
    for command in (("portfolio",), ("review", "--out", "-")):
        done = run(command[0], tmp_path, *OPTIONS, *command[1:], status=2)
        assert f"x.csv:{line}:1: a cell here has more than 131,072 characters" in done.stderr


@pytest.mark.parametrize("text", ["client\nx,2026\n", 'client ,"dueue"\na,2026-01-01\n', "due\r"])
def test_warnings_and_errors_are_said_once(text: str, run: Run, tmp_path: Path) -> None:
    """However often a table has to be read, what is wrong with its columns is said once."""
    (tmp_path / "x.csv").write_bytes(text.encode())
    (tmp_path / "tables.yaml").write_text("invoices: {file: x.csv}\n", "utf-8")
    done = run("portfolio", tmp_path, *OPTIONS, status=2)
    said = [one for one in done.stderr.splitlines() if one.endswith("]")]
    assert len(said) == len(set(said)) > 0


def test_the_statement_for_a_database_with_amounts(run: Run, tmp_path: Path) -> None:
    """The statement for a database whose amounts name no currency can be printed as well."""
    statement = "CREATE TABLE clients AS SELECT 'a' AS client, 5 AS revenue"
    path = database(tmp_path / "x.duckdb", statement)
    options = ("--policy", OPTIONS[1])
    assert "[column-currency]" in run("sql", path, *options, status=2).stderr
    assert "SELECT" in run("sql", path, *options, "--currency", "EUR").stdout
    broken = database(tmp_path / "y.duckdb", "CREATE VIEW clients AS SELECT error('x') AS client")
    assert "[database-failed]" in run("sql", broken, *options, status=2).stderr


@pytest.mark.parametrize("odd", [None, "", " ", " x", "x\u00a0"])
def test_names_of_clients_in_a_typed_table(odd: str | None, run: Run, tmp_path: Path) -> None:
    """A name is told without blanks around it; where there is none, the client's id is."""
    for number, name in enumerate(("A name", odd)):
        folder = tmp_path / str(number)
        folder.mkdir()
        columns = {"client": pa.array(["a", "b"]), "name": pa.array(["A name", name])}
        write_parquet(folder / "clients.parquet", columns)
        run("portfolio", folder, *OPTIONS, "--out", folder / "rows.jsonl")
    plain, told = (
        [
            json.loads(line)["name"]
            for line in (tmp_path / one / "rows.jsonl").read_text("utf-8").splitlines()
        ]
        for one in ("0", "1")
    )
    assert plain == ["A name", "A name"]
    assert told == ["A name", (odd or "").strip() or "b"]
