"""What a user names as a portfolio + a policy → tables in DuckDB, and their layout."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from sqlglot import exp

from adieu import policy as p
from adieu.case import Case
from adieu.clients.folder import TABLES, read_cases
from adieu.diagnostics import Diagnostics, Note, Place, Source
from adieu.logic import UnitMismatch
from adieu.portfolio.layout import CLIENTS, Layout
from adieu.portfolio.sources.contradicting import clients_source, without_contradictions
from adieu.portfolio.sources.databases import attached, is_database, is_remote, of_parquet
from adieu.portfolio.sources.files import described
from adieu.portfolio.sources.looked_at import read_found
from adieu.portfolio.sources.nouns import Asked, Connection, Found

__all__ = ["Asked", "Book", "open_book"]


class Book(Struct, frozen=True):
    """A portfolio that is ready: its tables are in the connection, named as in the layout.

    ``incomplete``: clients were left out whose files cannot be read.  ``files`` are the tables that
    are read while a statement runs.
    """

    connection: Connection
    layout: Layout
    incomplete: bool = False
    files: tuple[Path, ...] = ()


def open_book(
    source: str, policy: p.Policy, asked: Asked, connection: Connection, diagnostics: Diagnostics
) -> Book | None:
    """The portfolio in a folder, in tables or in a database; nothing where it cannot be read.

    Args:
        source: A folder of clients or of tables, a ``tables.yaml``, a client's file, a DuckDB
            file, or ``sqlite:``, ``postgres:`` or ``mysql:`` and what to connect to.
        policy: Whose vocabulary it is read by.
        asked: How it is to be read.
        connection: Where the tables are made.
        diagnostics: Receives everything that is wrong, with all tables at once.
    """
    if policy.effective_from and asked.day < policy.effective_from and asked.as_of is not None:
        place = Place(Source("--as-of"))
        effective = policy.effective_from
        diagnostics.error("as-of-too-early", place, as_of=asked.day, effective=effective)
        return None
    if is_remote(source):
        diagnostics.error("source-remote", Place(Source(source)), Note("help.source-remote"))
        return None
    path = Path(source)
    if is_database(source):
        found = attached(source, policy, asked, connection, diagnostics)
        return _of_found(found, policy, asked, connection, diagnostics)
    if path.is_dir():
        files = sorted(one for one in path.iterdir() if one.suffix in (".yaml", ".yml"))
        parquet = any(one.suffix == ".parquet" for one in path.iterdir())
        if not files and parquet:
            found = of_parquet(path, policy, asked, connection, diagnostics)
            return _of_found(found, policy, asked, connection, diagnostics)
        path = path / TABLES if [one.name for one in files] == [TABLES] else path
    if path.name == TABLES:
        found = described(path, policy, asked.day, connection, diagnostics)
        return _of_found(found, policy, asked, connection, diagnostics)
    return _of_clients(path, policy, asked, connection, diagnostics)


def _of_found(
    found: Sequence[Found],
    policy: p.Policy,
    asked: Asked,
    connection: Connection,
    diagnostics: Diagnostics,
) -> Book | None:
    """The tables, once each has been looked at; clients who contradict themselves are left out."""
    own = Diagnostics()
    layout = read_found(found, policy, asked.day, asked.skip_bad_rows, connection, own)
    diagnostics.extend(own)
    if layout is None or diagnostics.failed:
        return None
    source = clients_source([(one.section, one.source) for one in found])
    if not connection.query(exp.select("1").from_(exp.to_table(CLIENTS)).limit(1)):
        diagnostics.warn("clients-nobody", Place(source))
    wrong = without_contradictions(policy, layout, asked.day, source, connection, diagnostics)
    return Book(connection, layout, wrong, tuple(Path(one.source.name) for one in found))


def _of_clients(
    path: Path,
    policy: p.Policy,
    asked: Asked,
    connection: Connection,
    diagnostics: Diagnostics,
) -> Book | None:
    """The clients of YAML files, with what tables beside them say."""
    from adieu.portfolio.cases import layout_of, tables_of

    cases: list[Case] = []
    incomplete = False
    for found in read_cases([path], policy, asked.as_of, asked.today, asked.skip_bad_rows):
        for one in found.diagnostics:
            if one not in diagnostics:
                diagnostics.append(one)
        incomplete = incomplete or found.diagnostics.failed
        if found.case is not None:
            cases.append(found.case)
    if not cases:
        if not diagnostics:
            place = Place(Source(str(path)))
            diagnostics.error("clients-none", place, Note("help.clients-folder"))
        return None
    try:
        tables = tables_of(policy, cases)
    except UnitMismatch as error:
        place = Place(Source(str(path)))
        diagnostics.error("currencies", place, left=error.left, right=error.right)
        return None
    for name, table in tables.items():
        connection.duck.register(name, table)
    return Book(connection, layout_of(tables), incomplete)
