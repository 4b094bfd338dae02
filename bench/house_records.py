"""A number of clients and records + the house policy → tables of made-up records, as Parquet.

The same numbers always give the same tables.  Which client a record is about is drawn as well: some
have many, others none, and a table is in no order that helps.
"""

from __future__ import annotations

from pathlib import Path

from house_tables import ANSWERS, SCORES, amounts, column, write

RECORDS = 25
"""So many records has a client on average: 20 invoices, and 5 others."""
SHARES = {
    "invoices": 0.8, "incidents": 0.04, "contacts": 0.04, "changes": 0.04, "advice": 0.04,
    "boundaries": 0.02, "repairs": 0.02,
}  # fmt: skip
"""So much of all records belongs to each section."""
UNKNOWN = 40
"""One of so many fields of a record is not known."""
_DATE = "(DATE '2025-07-01' + (r % 500)::INTEGER)"
_MATTERS = (
    "'payment', 'payment', 'disputes', 'extras', 'mind-changes', 'out-of-hours', 'belittling',"
    "'unreasonable-demand', 'lie', 'competitor-pressure', 'ultimatum', 'profit', 'other'"
)
_KINDS = (
    "'other', 'other', 'belittling', 'unreasonable-demand', 'unreasonable-demand', 'lie',"
    "'competitor-pressure', 'review-threat', 'ultimatum', 'price-cut', 'threatening'"
)


def records_given(folder: Path, clients: int, records: int = RECORDS) -> None:
    """A table of clients, and one for each section, with so many records a client."""
    folder.mkdir(exist_ok=True)
    columns = [
        "'c' || lpad(i::VARCHAR, 9, '0') AS client",
        "'Client ' || i AS name",
        *(column(name, "r % 7 = 0", 40 + n) for n, name in enumerate(ANSWERS)),
        *(column(name, "(1 + r % 5)::TINYINT", 60 + n) for n, name in enumerate(SCORES)),
        column("cash_months", "(r % 9)::INTEGER", 80),
        *amounts(),
    ]
    write(folder / "clients.parquet", _rows(columns, clients))
    for section, fields in _SECTIONS.items():
        about = f"'c' || lpad((hash(i * 1000 + 99) % {clients})::VARCHAR, 9, '0') AS client"
        count = round(clients * records * SHARES[section])
        write(folder / f"{section}.parquet", _rows([about, *fields], count))


def _rows(columns: list[str], count: int) -> str:
    return f"SELECT {', '.join(columns)} FROM range({count}) AS made(i)"


def _sure(name: str, value: str, salt: int) -> str:
    return column(name, value, salt, unknown=0)


def _field(name: str, value: str, salt: int) -> str:
    return column(name, value, salt, UNKNOWN)


def _one_of(words: str) -> str:
    return f"[{words}][1 + (r % {words.count(',') + 1})::INTEGER]"


_OPEN = "(hash(i * 1000 + 120) % 31)"
"""Of 31 invoices, 2 are open, and of 1 nobody knows whether it was paid."""
_LATER = "+ (CASE WHEN hash(client) % 16 = 0 THEN 15 ELSE 0 END)"
"""One of 16 clients makes a habit of paying late."""
_SECTIONS = {
    "invoices": (
        _sure("due", _DATE, 100),
        f"CASE WHEN {_OPEN} > 2 THEN due - 20 + (hash(i * 1000 + 101) % 24)::INTEGER {_LATER} END"
        " AS paid",
        f'CASE WHEN {_OPEN} > 0 THEN {_OPEN} < 3 END AS "paid.open"',
        _field("disputed", "r % (CASE WHEN hash(client) % 25 = 1 THEN 2 ELSE 15 END) = 0", 102),
        column("dispute_founded", "r % 3 = 0", 103),
    ),
    "incidents": (
        _sure("date", _DATE, 200),
        _sure("kind", _one_of(_KINDS), 201),
        _field("toward", _one_of("'owner', 'staff', 'other'"), 202),
        _field("deliberate", "r % 3 = 0", 203),
        _field("reason", _one_of("'price', 'deadline'"), 204),
        _field("work", _one_of("'wanted', 'wanted', 'agreed', 'in-progress'"), 205),
    ),
    "contacts": (
        _sure("at", _DATE, 300),
        _field("at.minute", "(r % 1440)::SMALLINT", 301),
        _field("reason", _one_of("'question', 'urgent'"), 302),
    ),
    "changes": (
        _sure("date", _DATE, 400),
        _sure("kind", _one_of("'extra', 'change-of-mind'"), 401),
        _field("paid", "r % 3 = 0", 402),
        _field("hours", "((r % 400) / 10)::DECIMAL(6, 1)", 403),
    ),
    "advice": (
        _sure("date", _DATE, 500),
        _field("followed", "r % 2 = 0", 501),
        _field("rescue_asked", "r % 9 = 0", 502),
        _field("resolved", "r % 2 = 0", 503),
    ),
    "boundaries": (_sure("date", _DATE, 600), _sure("about", _one_of(_MATTERS), 601)),
    "repairs": (
        _sure("date", _DATE, 700),
        _sure("about", _one_of(_MATTERS), 701),
        _field("worked", "r % 4 = 0", 702),
    ),
}  # fmt: skip
"""The fields of each section."""
