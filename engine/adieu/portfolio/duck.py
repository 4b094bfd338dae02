"""A statement + tables → its rows, from DuckDB inside this process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa
    from sqlglot import exp


def run(query: exp.Expression, tables: Mapping[str, pa.Table]) -> pa.Table:
    """The rows of a statement over Arrow tables, in no particular order."""
    import duckdb

    from adieu.portfolio.statement import kept

    with duckdb.connect() as connection:
        for name, table in tables.items():
            connection.register(name, table)
        rows: pa.Table = connection.sql(kept(query).sql("duckdb")).to_arrow_table()
    return rows
