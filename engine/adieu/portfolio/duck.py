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

    with duckdb.connect() as connection:
        for name, table in tables.items():
            connection.register(name, table)
        return connection.sql(query.sql("duckdb")).to_arrow_table()
