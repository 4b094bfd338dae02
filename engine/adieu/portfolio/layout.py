"""What the tables of a portfolio look like: one row a client, and a table for each section.

``clients`` has one row a client: ``client`` (unique), optionally ``name`` and ``as_of``, a column
for each fact or criterion that somebody answered, and ``missing.SECTION``.  A section's table has
``client`` and the given fields; a date that may be open has ``FIELD.open`` beside it, a moment
``FIELD.minute``.  NULL is unknown; a column that is not there was answered, or recorded, by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

CLIENTS = "clients"
CLIENT, NAME, AS_OF = "client", "name", "as_of"

MAX_DIGITS = 18
"""So many digits has a number that a client's file may hold; a column is taken to keep to that."""
DOUBLE_PLACES = 9
"""So many digits after the point has a binary fraction, unless its column says otherwise."""

_INTEGERS = {
    "TINYINT": 3, "UTINYINT": 3, "SMALLINT": 5, "USMALLINT": 5, "INTEGER": 10, "UINTEGER": 10,
    "INT": 10, "BIGINT": MAX_DIGITS, "UBIGINT": MAX_DIGITS, "LONG": MAX_DIGITS,
    "HUGEINT": MAX_DIGITS, "UHUGEINT": MAX_DIGITS,
}  # fmt: skip
_DECIMAL = re.compile(r"(?:DECIMAL|NUMERIC)\((\d+),\s*(\d+)\)\Z")

Family = Literal["whole", "decimal", "double", "boolean", "date", "text", "other"]


class Column(Struct, frozen=True):
    """A column: its SQL type as DuckDB's ``DESCRIBE`` spells it, and what else is known of it.

    ``unit`` is the one currency of an amount (empty: none was read).  ``whole`` and ``places`` are
    how many digits its numbers have before and after the point at most, where that was measured.
    """

    type: str
    unit: str = ""
    whole: int | None = None
    places: int | None = None

    @property
    def family(self) -> Family:
        """What sort of type it is."""
        name = self.type.upper()
        if name in _INTEGERS:
            return "whole"
        if _DECIMAL.match(name):
            return "decimal"
        match name:
            case "DOUBLE" | "FLOAT" | "REAL":
                return "double"
            case "BOOLEAN" | "BOOL":
                return "boolean"
            case "DATE":
                return "date"
            case "VARCHAR" | "TEXT" | "STRING":
                return "text"
        return "text" if name.startswith(("VARCHAR(", "CHAR(", "ENUM(")) else "other"

    @property
    def digits(self) -> tuple[int, int]:
        """How many digits its numbers have at most before and after the point."""
        whole, places = MAX_DIGITS, 0
        if match := _DECIMAL.match(self.type.upper()):
            places = int(match[2])
            whole = min(int(match[1]) - places, MAX_DIGITS)
        elif self.family == "double":
            places = DOUBLE_PLACES
        elif self.family == "whole":
            whole = _INTEGERS[self.type.upper()]
        return (
            whole if self.whole is None else self.whole,
            places if self.places is None else self.places,
        )


Columns = Mapping[str, Column]


class Layout(Struct, frozen=True):
    """The columns of ``clients``, and those of each section's table that there is."""

    clients: Columns
    sections: Mapping[str, Columns] = field(default_factory=dict)


def open_flag(name: str) -> str:
    """The column that says whether a date is still open."""
    return f"{name}.open"


def minute_of(name: str) -> str:
    """The column that holds the minutes since midnight of a moment."""
    return f"{name}.minute"


def missing_of(section: str) -> str:
    """The column of ``clients`` that says how many records of a section are missing.

    NULL: the section is not kept for this client.  Without the column nothing is missing where the
    section has a table; where it has none, the section is not kept for anybody.
    """
    return f"missing.{section}"
