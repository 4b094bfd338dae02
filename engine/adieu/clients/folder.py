"""Paths that a user names + a policy → the cases found there, each with its diagnostics."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from adieu import policy as p
from adieu.case import Case, Section
from adieu.clients.consistency import check_case
from adieu.clients.files import read_client
from adieu.clients.grid import FORMATS
from adieu.diagnostics import Diagnostics, Note, Place, Source

if TYPE_CHECKING:
    from adieu.clients.tables import Tables

TABLES = "tables.yaml"


class Found(Struct, frozen=True):
    """A client that was found: its case, or nothing and why it is unusable."""

    case: Case | None
    diagnostics: Diagnostics


def read_cases(
    paths: list[Path],
    policy: p.Policy,
    as_of: date | None,
    today: date,
    skip_bad_rows: bool = False,
) -> Iterator[Found]:
    """Every client that the paths name: files, folders of files, tables.

    Args:
        paths: Client files, folders, or a ``tables.yaml``.
        policy: Whose vocabulary they are read by.
        as_of: The review date that beats the files' own, where given.
        today: The review date where neither says one.
        skip_bad_rows: Go on without table rows that cannot be read.
    """
    seen: dict[str, str] = {}
    for path in paths:
        for found in _found_at(path, policy, as_of, today, skip_bad_rows):
            case = found.case
            if case is not None:
                where = str(case.place.source.name if case.place else path)
                if case.client.lower() in seen:
                    other = seen[case.client.lower()]
                    found.diagnostics.error(
                        "client-twice", case.place, client=case.client, other=other
                    )
                else:
                    check_case(policy, case, found.diagnostics)
                    seen[case.client.lower()] = where
            usable = None if found.diagnostics.failed else case
            yield Found(usable, found.diagnostics)


def _found_at(
    path: Path, policy: p.Policy, as_of: date | None, today: date, skip_bad_rows: bool
) -> Iterator[Found]:
    diagnostics = Diagnostics()
    try:
        if path.is_dir():
            yield from _folder(path, policy, as_of, today, skip_bad_rows)
            return
    except OSError as error:
        where = Place(Source(str(path)))
        diagnostics.error("file-unreadable", where, reason=error.strerror or error)
        yield Found(None, diagnostics)
        return
    if path.name == TABLES:
        yield from _tables_alone(path, policy, as_of or today, skip_bad_rows)
        return
    if path.suffix.lower() in FORMATS and path.is_file():
        diagnostics.error("table-alone", Place(Source(str(path))), Note("help.table-alone"))
        yield Found(None, diagnostics)
        return
    yield Found(read_client(path, policy, as_of, today, diagnostics), diagnostics)


def _folder(
    folder: Path, policy: p.Policy, as_of: date | None, today: date, skip_bad_rows: bool
) -> Iterator[Found]:
    files = sorted(one for one in folder.iterdir() if one.suffix in (".yaml", ".yml"))
    tables: Tables | None = None
    if folder / TABLES in files:
        files.remove(folder / TABLES)
        from adieu.clients.tables import read_tables

        diagnostics = Diagnostics()
        tables = read_tables(folder / TABLES, policy, as_of or today, skip_bad_rows, diagnostics)
        if tables is not None and not tables.clients and not files:
            diagnostics.warn("clients-nobody", Place(Source(str(folder / TABLES))))
        if diagnostics:
            yield Found(None, diagnostics)
    elif not files:
        empty = Diagnostics()
        empty.error("clients-none", Place(Source(str(folder))), Note("help.clients-folder"))
        yield Found(None, empty)
    own: set[str] = set()
    for file in files:
        diagnostics = Diagnostics()
        case = read_client(file, policy, as_of, today, diagnostics)
        if case is not None and tables is not None and case.client in tables.clients:
            own.add(case.client)
            case = _joined(case, tables, diagnostics)
        yield Found(case, diagnostics)
    for client in sorted(tables.clients) if tables else ():
        if client not in own and tables is not None:
            yield Found(tables.case(client, as_of or today), Diagnostics())


def _tables_alone(
    path: Path, policy: p.Policy, as_of: date, skip_bad_rows: bool
) -> Iterator[Found]:
    from adieu.clients.tables import read_tables

    diagnostics = Diagnostics()
    tables = read_tables(path, policy, as_of, skip_bad_rows, diagnostics)
    if tables is not None and not tables.clients:
        diagnostics.warn("clients-nobody", Place(Source(str(path))))
    if diagnostics:
        yield Found(None, diagnostics)
    for client in sorted(tables.clients) if tables else ():
        if tables is not None:
            yield Found(tables.case(client, as_of), Diagnostics())


def _joined(case: Case, tables: Tables, diagnostics: Diagnostics) -> Case:
    """A client's own file with what the tables say of the same client."""
    other = tables.case(case.client, case.as_of)
    both = sorted(case.sections.keys() & other.sections.keys())
    answered = sorted(case.answers.keys() & other.answers.keys())
    for name in (*both, *answered):
        records = case.sections[name].records if name in case.sections else ()
        first = records[0] if records else case
        place = case.answers[name].place if name in case.answers else first.place
        diagnostics.error("said-twice", place, name=name, client=case.client)
    sections: dict[str, Section] = {**other.sections, **case.sections}
    return replace(case, sections=sections, answers={**other.answers, **case.answers})
