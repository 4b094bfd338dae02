"""Every client at once: adieu's statement, SQL by hand and Polars, Parquet to Parquet.

Run as ``python bench/portfolio.py [--only facts|records] [--clients N] [--recorded N] [--rounds N]
[--grow N] [--out FILE]``.  What the ways write is compared first, row by row.  Then they take
turns, each run in a process of its own, whose processor time and peak memory are those given;
ratios are medians of paired rounds.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
from batches import HERE, by_duckdb, by_polars, generated
from house_records import RECORDS, records_given
from house_tables import bench_facts, facts_given
from msgspec import Struct
from policies import bench_policy, grown_policy
from table import machine, markdown, write_part

from adieu.load.policy import load_policy
from adieu.policy import Policy


class Run(Struct):
    """One run: processor seconds, seconds on the clock, and peak memory in megabytes."""

    processor: float
    clock: float
    memory: float


def run(way: str, clients: Path, out: Path) -> Run:
    """A way over a file, in a process of its own."""
    asked = [sys.executable, __file__, "--run", way, str(clients), str(out)]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    return Run(**json.loads(done.stdout))


def _run_here(way: str, clients: Path, out: Path) -> None:
    query = "" if way == "polars" else Path(way).read_text("utf-8")
    started, before = time.perf_counter(), time.process_time()
    if way == "polars":
        by_polars(clients, out)
    else:
        by_duckdb(query, clients, out)
    spent = {"processor": time.process_time() - before, "clock": time.perf_counter() - started}
    print(json.dumps({**spent, "memory": _peak()}))


def _peak() -> float:
    """The most memory that this process has held, in megabytes; what started it does not count."""
    match = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text("utf-8"))
    return int(match[1]) / 1000 if match else 0.0


def differing(one: Path, other: Path) -> int:
    """How many rows of one file the other does not have, and the other way round."""
    with duckdb.connect() as connection:
        files = [connection.read_parquet(str(path)) for path in (one, other)]
        names = [name for name in files[1].columns if name in files[0].columns]
        mine, theirs = (file.project(", ".join(f'"{name}"' for name in names)) for file in files)
        gone = mine.except_(theirs).count("*").fetchall()[0][0]
        new = theirs.except_(mine).count("*").fetchall()[0][0]
    return int(gone) + int(new)


def compared(
    ways: dict[str, str], clients: Path, folder: Path, rounds: int
) -> list[tuple[str, ...]]:
    """A row for each way; the first of them is what the others are compared with.

    Raises:
        SystemExit: where two of them do not write the same rows.
    """
    outs = {name: folder / f"{number}.parquet" for number, name in enumerate(ways)}
    runs: dict[str, list[Run]] = {
        name: [run(way, clients, outs[name])] for name, way in ways.items()
    }
    first, *others = outs
    for name in others:
        if wrong := differing(outs[first], outs[name]):
            raise SystemExit(f"{name} and {first} differ in {wrong} rows")
    for _ in range(rounds):
        for name, way in ways.items():
            runs[name].append(run(way, clients, outs[name]))
    rows: list[tuple[str, ...]] = []
    for name, measured in runs.items():
        pairs = list(zip(measured[1:], runs[first][1:], strict=True))
        processor = statistics.median(one.processor / other.processor for one, other in pairs)
        clock = statistics.median(one.clock / other.clock for one, other in pairs)
        rows.append(
            (
                name,
                f"{statistics.median(one.processor for one in measured[1:]):.2f}",
                f"{processor:.2f}",
                f"{clock:.2f}",
                f"{max(one.memory for one in measured):,.0f}",
            )
        )
    return rows


HEAD = ("way", "processor s", "÷ first", "clock ÷ first", "peak MB")


def main() -> int:
    """Check, time, print, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--only", choices=("facts", "records"), help="one part of the page")
    parser.add_argument("--clients", type=int, default=1_000_000)
    parser.add_argument("--recorded", type=int, default=200_000, help="clients with records")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--grow", type=int, default=10_000_000, help="the most clients to grow to")
    parser.add_argument("--out", type=Path, help="the Markdown file whose part is replaced")
    asked = parser.parse_args()
    if asked.run:
        way, clients, out = asked.run
        _run_here(way, Path(clients), Path(out))
        return 0
    if asked.only != "records":
        with tempfile.TemporaryDirectory() as name:
            text = _measured(Path(name), asked.clients, asked.rounds, asked.grow)
        _told("Every client at once", text, asked.out)
    if asked.only != "facts":
        with tempfile.TemporaryDirectory() as name:
            text = _measured_records(Path(name), asked.recorded, asked.rounds)
        _told("Every client at once, from records", text, asked.out)
    return 0


def _told(title: str, text: str, out: Path | None) -> None:
    print(text)
    if out:
        write_part(out, title, text)


def _measured(folder: Path, clients: int, rounds: int, most: int) -> str:
    house, policy = load_policy(HERE.parent / "rules"), bench_policy()
    given = folder / "house.parquet"
    facts_given(given, clients)
    by_house = compared(
        {
            "SQL by hand (bench/house.sql)": str(HERE / "house.sql"),
            "adieu’s statement": _statement(house, given, folder / "house.sql"),
        },
        given, folder, rounds,
    )  # fmt: skip
    facts = folder / "bench.parquet"
    bench_facts(facts, clients)
    by_bench = compared(
        {
            "SQL by hand (bench/bench.sql)": str(HERE / "bench.sql"),
            "Polars, by hand": "polars",
            "adieu’s statement": _statement(policy, facts, folder / "bench.sql"),
        },
        facts, folder, rounds,
    )  # fmt: skip
    return "\n\n".join(
        (
            f"{clients:,} clients, Parquet to Parquet, with 1 GB for DuckDB.  "
            + machine("duckdb", "polars"),
            "The house policy, facts given; all columns of `adieu portfolio`, the same rows:",
            markdown(HEAD, by_house),
            "The benchmark’s policy.  By hand: verdict and findings only; adieu’s statement also "
            "says what is possible, undetermined and excused:",
            markdown(HEAD, by_bench),
            "adieu’s statement by the number of clients (benchmark’s policy):",
            markdown(("clients", "processor s", "peak MB"), list(_grown(policy, folder, most))),
            f"adieu’s statement by the number of rules ({clients // 10:,} clients):",
            markdown(("rules", "processor s", "peak MB"), list(_by_rules(folder, clients // 10))),
        )
    )


def _measured_records(folder: Path, clients: int, rounds: int) -> str:
    house, tables = load_policy(HERE.parent / "rules"), folder / "records"
    records_given(tables, clients)
    by_house = compared(
        {
            "SQL by hand (bench/house_records.sql)": str(HERE / "house_records.sql"),
            "adieu’s statement": _statement(house, tables, folder / "records.sql"),
        },
        tables, folder, rounds,
    )  # fmt: skip
    head = (
        "records a client", "clients", "by hand, processor s", "peak MB",
        "adieu’s statement, processor s", "peak MB",
    )  # fmt: skip
    return "\n\n".join(
        (
            f"{clients:,} clients with {RECORDS} records each on average, 20 of them invoices, and "
            "with the facts that only a file can give; Parquet to Parquet, with 1 GB for DuckDB.  "
            + machine("duckdb"),
            "The house policy; all columns of `adieu portfolio`, the same rows:",
            markdown(HEAD, by_house),
            f"{clients * 10:,} records, of ever fewer clients; the same rows:",
            markdown(head, list(_by_records(house, folder, clients))),
        )
    )


def _by_records(policy: Policy, folder: Path, clients: int) -> Iterator[tuple[str, ...]]:
    """Both ways over as many records, of ever fewer clients.

    Raises:
        SystemExit: where the two do not write the same rows.
    """
    for fewer in (1, 10, 100):
        tables, count = folder / f"of {clients // fewer}", clients // fewer
        records_given(tables, count, 10 * fewer)
        ways = (
            str(HERE / "house_records.sql"),
            _statement(policy, tables, folder / "records.sql"),
        )
        outs = (folder / "by hand.parquet", folder / "out.parquet")
        done = [run(way, tables, out) for way, out in zip(ways, outs, strict=True)]
        if wrong := differing(*outs):
            raise SystemExit(f"with {10 * fewer} records a client, {wrong} rows differ")
        figures = [one for way in done for one in (f"{way.processor:.2f}", f"{way.memory:,.0f}")]
        yield (f"{10 * fewer:,}", f"{count:,}", *figures)


def _statement(policy: Policy, clients: Path, out: Path) -> str:
    out.write_text(generated(policy, clients), "utf-8")
    return str(out)


def _grown(policy: Policy, folder: Path, most: int) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    count = 10_000
    while count <= most:
        facts = folder / "grown.parquet"
        bench_facts(facts, count)
        done = run(_statement(policy, facts, folder / "grown.sql"), facts, folder / "out.parquet")
        rows.append((f"{count:,}", f"{done.processor:.2f}", f"{done.memory:,.0f}"))
        count *= 10
    return rows


def _by_rules(folder: Path, clients: int) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    facts = folder / "rules.parquet"
    bench_facts(facts, clients)
    for count in (20, 50, 100, 200, 400):
        query = _statement(grown_policy(count), facts, folder / "rules.sql")
        done = run(query, facts, folder / "out.parquet")
        rows.append((f"{count}", f"{done.processor:.2f}", f"{done.memory:,.0f}"))
    return rows


if __name__ == "__main__":
    raise SystemExit(main())
