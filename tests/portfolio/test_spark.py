"""Promises about Spark: the same rows as from DuckDB, over Parquet; and what is said without it."""

from __future__ import annotations

import importlib.util
import random
import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from support.examples import ROOT
from support.in_process import Run, runner

OPTIONS = ("--policy", str(ROOT / "rules"), "--as-of", "2026-11-01", "--currency", "EUR")
needs_spark = pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None, reason="pyspark is not installed: adieu[spark]"
)
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java here")


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program."""
    return runner(capfd, monkeypatch)


def write_tables(folder: Path, rng: random.Random) -> Path:
    """Clients with a few answers, and invoices, with gaps."""
    count = 200
    clients = [f"c{number}" for number in range(count)]

    def some(*values: Any) -> list[Any]:
        return [None if rng.random() < 0.3 else rng.choice(values) for _ in range(count)]

    table = {
        "client": pa.array(clients),
        "name": pa.array([f"`{one}` “é” 'x'" for one in clients]),
        "feels_misused": pa.array(some(True, False)),
        "billed_hourly": pa.array(some(True, False)),
        "can_do_without": pa.array(some(True, False)),
        "revenue_share": pa.array(some(0.05, 0.125, 0.6)),
        "agreed_hours": pa.array(some(10, 20, 40), pa.int32()),
        "pays_well": pa.array(some(1, 2, 5), pa.int64()),
        "missing.invoices": pa.array([rng.choice((0, 0, 0, 1, None)) for _ in range(count)]),
    }
    pq.write_table(pa.table(table), folder / "clients.parquet")
    day, number = 20_400, 3 * count
    invoices = {
        "client": pa.array(rng.choices(clients, k=number)),
        "due": pa.array([day + rng.randint(-500, 60) for _ in range(number)], pa.int32()).cast(
            pa.date32()
        ),
        "paid": pa.array(
            [rng.choice((None, day + rng.randint(-500, 60))) for _ in range(number)], pa.int32()
        ).cast(pa.date32()),
        "amount": pa.array([rng.randint(1, 10**6) for _ in range(number)], pa.int64()),
    }
    pq.write_table(pa.table(invoices), folder / "invoices.parquet")
    contacts = {
        "client": pa.array(rng.choices(clients, k=number)),
        "at": pa.array([day - rng.randint(0, 500) for _ in range(number)], pa.int32()).cast(
            pa.date32()
        ),
        "at.minute": pa.array(
            [rng.choice((None, 0, 600, 1439)) for _ in range(number)], pa.int32()
        ),
        "reason": pa.array([rng.choice((None, "invoice", "idea")) for _ in range(number)]),
    }
    pq.write_table(pa.table(contacts), folder / "contacts.parquet")
    return folder


@needs_spark
@needs_java
def test_spark_gives_the_rows_of_duckdb(run: Run, tmp_path: Path) -> None:
    """The same statement in Spark's dialect gives the same rows, and the folder is whole."""
    source = write_tables(tmp_path, random.Random(7))
    facts = ("--facts", "late_share,late_invoices,calls_out_of_hours,revenue_share")
    spark, duck = tmp_path / "spark.parquet", tmp_path / "duck.parquet"
    said = [
        run("portfolio", source, *OPTIONS, *facts, *more, status=2).stderr.splitlines()[:-1]
        for more in (("--engine", "spark", "--out", spark), ("--out", duck))
    ]
    faults = [[line for line in one if line.startswith(str(source))] for one in said]
    assert faults[0] == faults[1] != []
    assert (spark / "_SUCCESS").is_file()
    one, other = (pq.read_table(path).sort_by("client").to_pylist() for path in (spark, duck))
    assert 100 < len(one) < 200
    assert one == other
    assert not list(tmp_path.glob(".spark.*"))
    untidy = tmp_path / "untidy"
    untidy.mkdir()
    for wrong in ({"client": ["a", "a"]}, {"client": ["a"], "missing.invoices": [-1]}):
        pq.write_table(pa.table(wrong), untidy / "clients.parquet")
        done = run("portfolio", untidy, *OPTIONS, "--engine", "spark", "--out", spark, status=2)
        assert "[spark-untidy]" in done.stderr
    assert (spark / "_SUCCESS").is_file()


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--out", "x.csv"), "spark-formats"),
        ((), "spark-formats"),
        (("--out", "x.parquet", "--report", "r"), "spark-options"),
        (("--out", "x.parquet", "--skip-bad-rows"), "spark-options"),
    ],
)
def test_what_spark_does_not_do(
    options: tuple[str, ...], code: str, run: Run, tmp_path: Path
) -> None:
    """What only DuckDB does is refused before Spark is started."""
    done = run("portfolio", tmp_path, *OPTIONS, "--engine", "spark", *options, status=2)
    assert f"[{code}]" in done.stderr
    assert not list(tmp_path.iterdir())
