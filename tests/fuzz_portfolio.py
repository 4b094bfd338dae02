"""Random policies × random portfolios → how often the statement and the reference differ.

Run it as ``python tests/fuzz_portfolio.py --policies 200 --clients 1000``; the status is 1 where
they differ.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from sqlglot import exp

from adieu import policy as p
from adieu.case import Case
from adieu.diagnostics import Unusable
from adieu.facts import derive
from adieu.infer import reference
from adieu.logic import UnitMismatch
from adieu.portfolio import duck, spark
from adieu.portfolio.cases import layout_of, tables_of
from adieu.portfolio.dialects import in_dialect
from adieu.portfolio.statement import statement
from support.portfolios import differences, expected, portfolio, reshaped, spiced
from support.random_conditions import TODAY
from support.random_policies import Shape, random_policy

SHAPES = (Shape(), Shape(), Shape(rules=(1, 3), depth=3), Shape(rules=(8, 20), rows=(3, 6)))


def usable(policy: p.Policy, cases: list[Case]) -> list[Case]:
    """The cases in which no two currencies meet."""
    found = []
    for case in cases:
        try:
            reference.infer(policy, derive(policy, case))
        except UnitMismatch:
            continue
        found.append(case)
    return found


Rows = Callable[[exp.Select, Mapping[str, pa.Table]], list[dict[str, Any]]]
"""What runs a statement over tables."""


def by_duckdb(query: exp.Select, tables: Mapping[str, pa.Table]) -> list[dict[str, Any]]:
    """The rows from DuckDB."""
    rows: list[dict[str, Any]] = duck.run(query, tables).to_pylist()
    return rows


def by_spark(query: exp.Select, tables: Mapping[str, pa.Table]) -> list[dict[str, Any]]:
    """The rows from Spark, by the statement in its dialect, over Parquet."""
    session = spark.session()
    session.conf.set("spark.sql.shuffle.partitions", "2")
    with tempfile.TemporaryDirectory() as folder:
        for name, table in tables.items():
            path = str(Path(folder) / f"{name}.parquet")
            pq.write_table(table, path)
            session.read.parquet(path).createOrReplaceTempView(name)
        found = session.sql(in_dialect(query, "spark")).collect()
    return [row.asDict() for row in found]


def by_postgres(server: str) -> Rows:
    """What gives the rows from PostgreSQL, by the statement in its dialect; it needs psycopg."""
    import psycopg
    from psycopg.rows import dict_row

    connection = psycopg.connect(server, autocommit=True)

    def run(query: exp.Select, tables: Mapping[str, pa.Table]) -> list[dict[str, Any]]:
        with connection.cursor(row_factory=dict_row) as cursor:
            for name, table in tables.items():
                fields = ", ".join(f'"{one.name}" {_in_postgres(one.type)}' for one in table.schema)
                cursor.execute(f'DROP TABLE IF EXISTS "{name}"; CREATE TABLE "{name}" ({fields})')
                with cursor.copy(f'COPY "{name}" FROM STDIN') as rows:
                    for row in zip(*(one.to_pylist() for one in table.columns), strict=True):
                        rows.write_row(row)
            return list(cursor.execute(in_dialect(query, "postgres")))

    return run


def _in_postgres(kind: pa.DataType) -> str:
    if pa.types.is_decimal(kind):
        return f"numeric({kind.precision}, {kind.scale})"
    return {"bool": "boolean", "double": "double precision", "date32[day]": "date"}.get(
        str(kind), "bigint" if pa.types.is_integer(kind) else "text"
    )


def compared(
    rng: random.Random,
    policy: p.Policy,
    cases: list[Case],
    facts: Sequence[str],
    run: Rows = by_duckdb,
) -> list[str]:
    """Where the statement's rows differ from the reference's.

    Raises:
        adieu.diagnostics.Unusable: where the policy cannot be stated.
    """
    tables = tables_of(policy, cases)
    if rng.random() < 0.5:
        tables = reshaped(rng, tables)
    query = statement(policy, layout_of(tables), TODAY, facts)
    return differences(expected(policy, cases, facts), run(query, tables))


def some_facts(rng: random.Random, policy: p.Policy) -> list[str]:
    """The facts to show: all of them, or some; what is not shown may be stated more simply."""
    names = list(policy.facts)
    return names if rng.random() < 0.5 else rng.sample(names, rng.randint(0, len(names) // 2))


def main() -> int:
    """Compare, and say how it goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--policies", type=int, default=200)
    parser.add_argument("--clients", type=int, default=1000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--only", default="", help="the name of one policy")
    parser.add_argument("--engine", choices=("duckdb", "spark", "postgres"), default="duckdb")
    parser.add_argument(
        "--server", default="dbname=postgres", help="a PostgreSQL to make tables in"
    )
    arguments = parser.parse_args()
    run = {"spark": by_spark, "duckdb": by_duckdb}.get(arguments.engine) or by_postgres(
        arguments.server
    )
    tally: Counter[str] = Counter()
    number = 0
    while tally["policies"] < arguments.policies:
        name, number = f"{arguments.seed}/{number}", number + 1
        if arguments.only and name != arguments.only:
            continue
        rng = random.Random(name)
        policy = spiced(rng, random_policy(rng, rng.choice(SHAPES)))
        cases = usable(policy, portfolio(rng, policy, arguments.clients))
        try:
            found = compared(rng, policy, cases, some_facts(rng, policy), run)
        except Unusable as error:
            tally["not stated"] += 1
            tally[str(error)[:80]] += 1
            continue
        except Exception:
            print(name, traceback.format_exc()[-1500:])
            tally["errors"] += 1
            found = []
        tally["policies"] += 1
        tally["rows"] += len(cases)
        if found:
            tally["differ"] += 1
            print(name, len(found), *found[:4], sep="\n  ", flush=True)
        if arguments.only or tally["errors"] + tally["differ"] > 12:
            break
    print(dict(tally))
    return 1 if tally["differ"] or tally["errors"] else 0


if __name__ == "__main__":
    sys.exit(main())
