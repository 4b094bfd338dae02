"""A policy + tables in memory or on disk → a row a client, as one Arrow table.

What the Python API calls ``adieu.portfolio``.
"""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from adieu.clients.description import is_currency
from adieu.clients.review_date import day_of
from adieu.diagnostics import Diagnostic, Diagnostics, Note, Place, Source, did_you_mean
from adieu.errors import InputError
from adieu.language import say_diagnostic
from adieu.policy import Policy
from adieu.portfolio.layout import CLIENTS
from adieu.quantities import Unreadable

if TYPE_CHECKING:
    import pyarrow as pa


def portfolio(
    policy: Policy,
    tables: str | Path | Mapping[str, Any],
    *,
    as_of: date | str | None = None,
    facts: str | Sequence[str] = (),
    currency: str = "",
    skip_bad_rows: bool = False,
    memory: str | None = None,
) -> pa.Table:
    """What a policy makes of every client at once, by one SQL statement: a row a client.

    The columns are ``client``, ``name``, ``as_of``, ``verdict`` (at least this), ``final``,
    ``possible``, ``findings``, ``superseded``, ``excused``, ``undetermined``, ``class``,
    ``score_low``, ``score_high``, and the facts that were asked for.

    >>> import adieu, pyarrow as pa
    >>> policy = adieu.load_policy("rules")
    >>> clients = pa.table({"client": ["a", "b"], "mind_changes": [4, 0],
    ...                     "billed_hourly": [False, None]})
    >>> rows = adieu.portfolio(policy, {"clients": clients})
    >>> rows.select(["client", "verdict", "findings"]).to_pylist()
    [{'client': 'a', 'verdict': 'talk', 'findings': ['changes-mind']}, \
{'client': 'b', 'verdict': 'keep', 'findings': []}]

    Args:
        policy: What decides.
        tables: Where the clients are: what ``adieu portfolio`` takes (a folder, a ``tables.yaml``,
            a database), or tables by name: ``clients`` with a row a client, and one for each
            section of records.  A table is Arrow's, pandas' or Polars', or whatever else hands
            itself over by Arrow's C interface; null is unknown.
        as_of: The review date of clients that have none of their own; today without one.
        facts: The facts to show beside what was decided.
        currency: Of amounts that name none.
        skip_bad_rows: Go on without rows that cannot be read; their clients' counts are ranges.
        memory: How much memory it may take, as ``2GB``; what does not fit is kept on disk.

    Raises:
        InputError: where tables or the policy cannot be used; with everything that is wrong.

    Warns:
        UserWarning: of rows that are left out, and of columns that are probably misspelt.
    """
    from adieu.portfolio.sources import Asked, open_book
    from adieu.portfolio.sources.connect import connect
    from adieu.portfolio.statement import kept, statement

    found = Diagnostics()
    wanted = [facts] if isinstance(facts, str) else facts
    for name in wanted:
        if name not in policy.facts:
            help = did_you_mean(name, policy.facts)
            found.error("fact-unknown-client", Place(Source("facts")), help, name=name)
    if currency and not is_currency(currency):
        help = Note("expected.currency")
        found.error("value-unreadable", Place(Source("currency")), help, text=currency)
    asked = Asked(day_of(as_of, found), date.today(), skip_bad_rows, currency)
    limit = _bytes(memory, found)
    with tempfile.TemporaryDirectory() as folder:
        spill = Path(folder) / "spill"
        source = tables
        if isinstance(tables, Mapping) and tables:
            source = Path(folder) / "tables"
            _write(tables, policy, source, found)
        elif not isinstance(tables, str | Path):
            found.error("tables-unnamed", Place(Source("tables")), Note("help.tables-unnamed"))
        _stop(found)
        connection = connect(limit, spill)
        try:
            book = open_book(str(source), policy, asked, connection, found)
            if book is None or book.incomplete:
                raise InputError([_placed(one, Path(folder)) for one in found.in_order()])
            query = kept(statement(policy, book.layout, asked.day, wanted))
            rows: pa.Table = connection.duck.sql(query.sql("duckdb")).to_arrow_table()
        finally:
            connection.duck.close()
        said = [_placed(one, Path(folder)) for one in found.in_order()]
    for one in said:
        warnings.warn(say_diagnostic("en", one), stacklevel=2)
    return rows


def _bytes(memory: str | None, found: Diagnostics) -> int | None:
    """How many bytes a limit of memory is; it is said where it is none."""
    from adieu.portfolio.sources.connect import memory_bytes

    try:
        return None if memory is None else memory_bytes(str(memory))
    except Unreadable as error:
        place = Place(Source("memory"))
        found.error("value-unreadable", place, error.expected, text=str(memory))
        return None


def _stop(found: Diagnostics) -> None:
    if found.failed:
        raise InputError(found.in_order())


def _placed(one: Diagnostic, folder: Path) -> Diagnostic:
    """A diagnostic that names a table as the caller does."""
    if one.where is None or folder not in Path(one.where.source.name).parents:
        return one
    name = f"tables.{Path(one.where.source.name).stem}"
    source = replace(one.where.source, name=name)
    return replace(one, where=replace(one.where, source=source))


def _write(tables: Mapping[str, Any], policy: Policy, folder: Path, found: Diagnostics) -> None:
    """Write tables to a folder of Parquet, from where they are read and checked as any others."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    known = (CLIENTS, *policy.records)
    folder.mkdir()
    for name, one in tables.items():
        if name not in known:
            help = did_you_mean(str(name), known)
            found.error("table-unknown", Place(Source("tables")), help, name=name)
            continue
        table = _arrow(one)
        if table is None:
            found.error("table-not-arrow", Place(Source(f"tables.{name}")), name=name)
        else:
            try:
                pq.write_table(table, folder / f"{name}.parquet")
            except pa.ArrowException as error:
                place = Place(Source(f"tables.{name}"))
                found.error("table-damaged", place, problem=" ".join(str(error).split()))


def _arrow(table: Any) -> pa.Table | None:
    """A table as Arrow holds it; nothing where it is none."""
    import pyarrow as pa

    if isinstance(table, pa.Table):
        return table
    if hasattr(table, "__arrow_c_stream__"):
        return pa.table(table)
    if hasattr(table, "to_arrow_table"):
        made = table.to_arrow_table()
        return made if isinstance(made, pa.Table) else None
    return None
