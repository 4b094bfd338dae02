"""Promises about what is written: the same rows in every format, whole or not at all."""

from __future__ import annotations

import csv
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
import sqlglot
from python_calamine import load_workbook

from adieu.portfolio import sinks
from adieu.portfolio.parts import Part, part_of
from adieu.portfolio.sources.connect import connect, memory_bytes
from adieu.quantities import Unreadable
from support.program import QUIET, run

NAMES = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\nx",
    'a "b"; c',
    "É 🙂",
    "'",
)
LISTS = (("a", "b"), (), None, ("late",), ("=x",), ("a",), ("b",), ("c",), ("d",), ("e",))
QUERY = "SELECT * FROM rows"


@pytest.fixture
def rows() -> tuple[Any, list[dict[str, Any]]]:
    """A connection with rows of every sort of value in it, and the rows."""
    import pyarrow as pa

    listed = [
        {
            "client": f"c{index}",
            "name": name,
            "as_of": date(2026, 11, index + 1),
            "final": index % 2 == 0,
            "findings": list(found) if found is not None else None,
            "score": Decimal("-12.3450") if index else None,
            "count": -index,
        }
        for index, (name, found) in enumerate(zip(NAMES, LISTS, strict=True))
    ]
    connection = connect()
    connection.duck.register("rows", pa.Table.from_pylist(listed))
    return connection, listed


def written(rows: tuple[Any, list[dict[str, Any]]], file: Path) -> Path:
    """The rows in a file, in the format of its ending."""
    format_ = sinks.format_of(file)
    assert format_ is not None
    sinks.write(
        rows[0],
        sqlglot.parse_one(QUERY, read="duckdb"),
        Part(file, file.with_suffix(".spill")),
        format_,
    )
    return file


def test_parquet_and_json_keep_every_value(
    rows: tuple[Any, list[dict[str, Any]]], tmp_path: Path
) -> None:
    """Parquet and JSON lines hold the very values, lists as lists."""
    assert pq.read_table(written(rows, tmp_path / "x.parquet")).to_pylist() == rows[1]
    lines = (tmp_path / "x.jsonl", written(rows, tmp_path / "x.jsonl"))[1].read_text("utf-8")
    read = [json.loads(line, parse_float=Decimal) for line in lines.splitlines()]
    for one, original in zip(read, rows[1], strict=True):
        assert one == {**original, "as_of": original["as_of"].isoformat()}


def test_printed_lines_are_the_written_ones(
    rows: tuple[Any, list[dict[str, Any]]], tmp_path: Path
) -> None:
    """What goes into a pipe says the same as the file."""
    query = sqlglot.parse_one(QUERY, read="duckdb")
    printed = b"".join(map(sinks.json_lines, sinks.batches(rows[0], query)))
    file = written(rows, tmp_path / "x.jsonl").read_text("utf-8")
    assert [json.loads(one) for one in printed.splitlines()] == [
        json.loads(one) for one in file.splitlines()
    ]


def cells_of_csv(file: Path) -> list[list[str]]:
    """The cells of a CSV file."""
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def cells_of_xlsx(file: Path) -> list[list[Any]]:
    """The cells of a workbook."""
    return load_workbook(file).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize(("ending", "cells"), [("csv", cells_of_csv), ("xlsx", cells_of_xlsx)])
def test_no_text_is_a_formula(
    ending: str,
    cells: Callable[[Path], list[list[Any]]],
    rows: tuple[Any, list[dict[str, Any]]],
    tmp_path: Path,
) -> None:
    """A text that begins like a formula begins with an apostrophe; a negative number stays one."""
    head, *found = cells(written(rows, tmp_path / f"x.{ending}"))
    assert head == list(rows[1][0])
    for row, original in zip(found, rows[1], strict=True):
        name, list_, count = row[1], row[4], row[6]
        risky = original["name"][0] in "=+-@\t\r\n"
        assert str(name).replace("\r\n", "\n") in (
            f"'{original['name']}" if risky else original["name"],
            f"'{original['name']}".replace("\r", "\n"),
        )
        assert float(count) == original["count"]
        assert not str(list_).startswith("=")
    assert found[0][4] == "a; b"


def test_a_workbook_has_types(rows: tuple[Any, list[dict[str, Any]]], tmp_path: Path) -> None:
    """Dates are dates, truths are truths and numbers are numbers in a workbook."""
    _, _, row, *_ = cells_of_xlsx(written(rows, tmp_path / "x.xlsx"))
    assert row[2] == date(2026, 11, 2)
    assert row[3] is False
    assert row[5] == -12.345


def test_a_part_takes_the_name_when_it_is_whole(tmp_path: Path) -> None:
    """The file is there at once and whole; permissions of the one before are kept."""
    out = tmp_path / "x.csv"
    out.write_text("before")
    out.chmod(0o640)
    with part_of(out) as part:
        part.file.write_text("after")
        assert out.read_text() == "before"
    assert out.read_text() == "after"
    assert out.stat().st_mode & 0o777 == 0o640
    assert [one.name for one in tmp_path.iterdir()] == ["x.csv"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_part_that_is_broken_off_leaves_nothing(
    error: type[BaseException], tmp_path: Path
) -> None:
    """Whatever goes wrong, neither the file nor a part of it stays."""

    def break_off() -> None:
        with part_of(tmp_path / "x.csv") as part:
            part.file.write_text("half")
            part.spill.mkdir()
            raise error

    with pytest.raises(error):
        break_off()
    assert not list(tmp_path.iterdir())


def test_what_a_killed_run_left_is_taken_away(tmp_path: Path) -> None:
    """Parts of runs that live no longer are removed; those of others that live are not."""
    done = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    dead, alive = int(done.stdout), os.getppid()
    (tmp_path / f".x.csv.{dead}.part").touch()
    (tmp_path / f".x.csv.{dead}.spill").mkdir()
    (tmp_path / f".x.csv.{dead}.spill" / "tmp").touch()
    kept = {f".x.csv.{alive}.part", f".y.csv.{dead}.part", ".x.csv.part"}
    for name in kept:
        (tmp_path / name).touch()
    with part_of(tmp_path / "x.csv"):
        pass
    assert {one.name for one in tmp_path.iterdir()} == kept | {"x.csv"}


def test_cells_that_another_separator_would_make(tmp_path: Path) -> None:
    """Where a program parts a line of CSV elsewhere, no piece of it is a formula either."""
    import pyarrow as pa

    names = ["A;=1+1", "A | @SUM(A1)", 'A\n"=1+1', "A;-1", "A\t=1", "A\r=1", "＝1+1", "A - B; C"]
    table = pa.table({"client": list("abcdefgh"), "name": names})
    connection = connect()
    connection.duck.register("rows", table)
    text = written((connection, []), tmp_path / "x.csv").read_text("utf-8")
    for piece in re.split(r"[,;|\t\r\n]", text):
        assert piece.strip(' "')[:1] not in [*"=+-@＝＋－＠"], piece
    assert "A - B; C" in text


def test_a_link_is_written_through(tmp_path: Path) -> None:
    """Where the name of the file is a link, what it leads to is written, and the link stays."""
    (tmp_path / "there").mkdir()
    link = tmp_path / "x.csv"
    link.symlink_to("there/y.csv")
    with part_of(link) as part:
        part.file.write_text("rows")
    assert link.is_symlink()
    assert (tmp_path / "there" / "y.csv").read_text() == "rows"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A folder of that name is refused before anything is worked out."""
    out = tmp_path / "x.csv"
    out.mkdir()
    with pytest.raises(IsADirectoryError), part_of(out):
        pytest.fail("something was worked out")
    assert [one.name for one in tmp_path.iterdir()] == ["x.csv"]


def many_clients(folder: Path, count: int = 400_000) -> Path:
    """Clients enough to be busy with for a while."""
    source = folder / "many"
    source.mkdir()
    target = f"{source}/clients.parquet"
    duckdb.execute(
        f"COPY (SELECT 'c' || i AS client, i % 7 = 0 AS feels_misused, i % 5 AS price_cuts"
        f" FROM range({count}) t(i)) TO '{target}' (FORMAT parquet)"
    )
    return source


def is_written(path: Path) -> bool:
    """Whether something stands in a file already."""
    try:
        return path.is_file() and path.stat().st_size > 0
    except OSError:
        return False


@pytest.mark.parametrize(
    ("ending", "blow"),
    [("parquet", signal.SIGKILL), ("parquet", signal.SIGTERM), ("xlsx", signal.SIGINT)],
)
def test_half_a_file_never_looks_finished(
    ending: str, blow: signal.Signals, tmp_path: Path
) -> None:
    """Killed or interrupted half-way, a run leaves no file; run again, it finishes."""
    source, out = many_clients(tmp_path), tmp_path / "out" / f"rows.{ending}"
    out.parent.mkdir()
    options = ["portfolio", str(source), "--as-of", "2026-11-01", "--out", str(out)]
    command = [sys.executable, "-m", "adieu", *options]
    environment = {**QUIET, "ADIEU_LANG": "en"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment) as child:
        while child.poll() is None and not any(map(is_written, out.parent.rglob("*"))):
            time.sleep(0.01)
        child.send_signal(blow)
        _, said = child.communicate()
    assert child.returncode != 0
    assert not out.exists()
    if blow != signal.SIGKILL:
        assert child.returncode == 2
        assert said.decode().strip().endswith("interrupted")
        assert not list(out.parent.iterdir())
    if ending == "xlsx":
        return
    run(*options)
    assert [one.name for one in out.parent.iterdir()] == ["rows.parquet"]
    assert pq.read_metadata(out).num_rows == 400_000


def test_who_reads_no_further_is_left_in_peace(tmp_path: Path) -> None:
    """Where only the first lines are wanted, as by ``head``, nothing is said of the others."""
    source = many_clients(tmp_path, 20_000)
    command = [sys.executable, "-m", "adieu", "portfolio", str(source), "--as-of", "2026-11-01"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert json.loads(child.stdout.readline())["client"] == "c0"
        child.stdout.close()
        assert child.stderr is not None
        assert not child.stderr.read()
    assert child.returncode == 0


def test_a_long_query_says_how_far_it_is() -> None:
    """While a query runs, a bar can show how much of it is done."""
    connection = connect()
    connection.duck.execute("CREATE TABLE t AS SELECT range AS i FROM range(3000000)")
    done: list[float] = []
    query = "SELECT count(DISTINCT sqrt(i) || 'x') FROM t"
    working = threading.Thread(target=lambda: connection.duck.execute(query))
    working.start()
    while working.is_alive():
        done.append(connection.duck.query_progress())
    assert max(done) > 0


@pytest.mark.parametrize(
    ("text", "size"),
    [("2GB", 2 * 10**9), ("512 MB", 512 * 10**6), ("1.5GiB", 3 * 2**29), ("1tb", 10**12)],
)
def test_sizes_of_memory(text: str, size: int) -> None:
    """A size is written as people write it."""
    assert memory_bytes(text) == size


@pytest.mark.parametrize("text", ["", "2", "GB", "-2GB", "2 G B", "1KB", "9" * 50 + "GB", "2PB"])
def test_what_is_no_size(text: str) -> None:
    """What is no size, or far too small, is refused."""
    with pytest.raises(Unreadable):
        memory_bytes(text)
