"""Rows of texts → a table in DuckDB, in pieces, each row with its number in the file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlglot import exp

from adieu.clients.cells import Exact, Faulty, Numeric
from adieu.clients.grid import Broken, Rows
from adieu.portfolio.sources.nouns import CELLS, FOUND, LINE, MARKS, Connection
from adieu.portfolio.sources.pieces import trimmed
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.trees import Sql

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 16_384
PLAIN = "."
SIGNS: dict[type[str], str] = {Exact: "e", Numeric: "n", Faulty: "f"}
"""What stands for a cell that says more than its text."""


def column_of(index: int) -> str:
    """What a column of texts is called in DuckDB."""
    return f"c{index}"


def table(name: str) -> exp.Table:
    """A table as it was found."""
    return exp.table_(exp.to_identifier(name, quoted=True), db=exp.to_identifier(FOUND))


def make(connection: Connection, name: str, query: Sql, kind: str = "VIEW") -> None:
    """Keep a query under a name, as a view or as a table."""
    made = exp.Create(this=table(name), kind=kind, expression=query, replace=True)
    connection.duck.execute(made.sql("duckdb"))


def load(connection: Connection, name: str, rows: Rows, width: int) -> Broken | None:
    """Put rows into a table of texts; what broke off the file, if anything did.

    ``CELLS`` is how many cells a row has, ``MARKS`` has a sign for each of them: a date or a number
    of its own type, or no value at all.
    """
    import pyarrow as pa

    fields: list[tuple[str, pa.DataType]] = [
        (LINE, pa.int64()),
        (CELLS, pa.int32()),
        (MARKS, pa.string()),
        *((column_of(index), pa.string()) for index in range(width)),
    ]
    schema = pa.schema(fields)
    broken: list[Broken] = []

    def whole() -> Rows:
        try:
            yield from rows
        except Broken as error:
            broken.append(error)

    def batches() -> Iterator[pa.RecordBatch]:
        left = whole()
        while piece := list(islice(left, _BATCH)):
            lines = [place.line for _, place in piece]
            cells = [len(row) for row, _ in piece]
            marks = [_marks(row) for row, _ in piece]
            columns = [
                [row[index] if index < len(row) else "" for row, _ in piece]
                for index in range(width)
            ]
            arrays: list[Any] = [
                pa.array(lines, pa.int64()),
                pa.array(cells, pa.int32()),
                pa.array(marks, pa.string()),
                *(pa.array(one, pa.string()) for one in columns),
            ]
            yield pa.RecordBatch.from_arrays(arrays, schema=schema)

    reader = pa.RecordBatchReader.from_batches(schema, batches())
    connection.duck.register("read", reader)
    make(connection, name, exp.select("*").from_("read"), "TABLE")
    connection.duck.unregister("read")
    return broken[0] if broken else None


def _marks(row: list[str]) -> str | None:
    """A sign for each cell; nothing where all are plain texts."""
    if all(type(one) is str for one in row):
        return None
    return "".join(SIGNS.get(type(one), PLAIN) for one in row)


def trim(
    connection: Connection, name: str, raw: str, width: int, spaces_only: bool = False
) -> None:
    """A view of a table of texts in which no cell has blanks around it, and none is NULL."""
    cells = [
        t.aliased(trimmed(t.column(column_of(index)), spaces_only), column_of(index))
        for index in range(width)
    ]
    rest = exp.Star(
        except_=[exp.to_identifier(column_of(index), quoted=True) for index in range(width)]
    )
    loaded = any(one in columns_in(connection, raw) for one in (LINE,))
    make(connection, name, exp.select(*([rest] if loaded else []), *cells).from_(table(raw)))


def columns_in(connection: Connection, name: str) -> list[str]:
    """The names of the columns of a table as it was found."""
    rows = connection.query(exp.Describe(this=table(name)))
    return [str(one["column_name"]) for one in rows]
