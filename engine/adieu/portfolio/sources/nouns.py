"""A table as it was found: what it is about, where its fields stand, how its cells look."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from adieu.clients.description import Description
from adieu.diagnostics import Source
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.trees import Sql

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FOUND = "found"
"""The schema of the tables as they were found; those of the layout lie in the main one."""
LINE, MARKS, CELLS = "row of the file", "kinds of the cells", "number of cells"
"""What goes with the rows of some tables: no name of a column of a file can collide with it."""


class Asked(Struct, frozen=True):
    """How a source is to be read: the date, what to do with bad rows, plain amounts' currency."""

    as_of: date | None = None
    today: date = date.max
    skip_bad_rows: bool = False
    currency: str = ""

    @property
    def day(self) -> date:
        """The review date of clients that have none of their own."""
        return self.as_of or self.today


class Found(Struct, frozen=True):
    """A table that DuckDB can read, and what its columns are.

    ``fields`` says at which index of the header each field stands; ``""`` is the client's.
    ``columns`` are the names and types in DuckDB, by index.  ``numbered``: there is a column
    ``LINE``.  ``again`` makes the same table with one, where this one cannot have it; it is made
    as well where there are more or fewer rows than ``expected``: blank lines, breaks within cells.
    ``raw`` is the table with its texts as they stand in the file, where ``relation`` has them
    without blanks around them.  ``passed`` are columns of clients in the form of the layout.
    """

    section: str
    description: Description
    source: Source
    relation: str
    header: list[str]
    fields: Mapping[str, int]
    columns: list[tuple[str, str]]
    numbered: bool = False
    ragged: bool = False
    marked: bool = False
    typed: bool = False
    whole_numbers_answer: bool = False
    delimiter: str = ","
    text: Path | None = None
    again: Callable[[], Found] | None = None
    expected: int | None = None
    passed: tuple[str, ...] = ()
    raw: str = ""

    def column(self, index: int) -> Sql:
        """A column by its index."""
        return t.column(self.columns[index][0])


class Connection:
    """DuckDB with what is made along the way; closed, nothing is left of it."""

    def __init__(self, duck: DuckDBPyConnection) -> None:
        self.duck = duck
        self.stopped = False

    def stop(self) -> None:
        """Break off what is being worked out, and whatever else was to be read."""
        self.stopped = True
        self.duck.interrupt()

    def query(self, query: Sql) -> list[dict[str, Any]]:
        """The rows of a query."""
        result = self.duck.execute(query.sql("duckdb"))
        names = [one[0] for one in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def one(self, query: Sql) -> dict[str, Any]:
        """The only row of a query."""
        (row,) = self.query(query)
        return row
