"""Promises about tables read by DuckDB: they say what the reader of single clients says of them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from adieu.case import Case
from adieu.clients.folder import read_cases
from adieu.clients.tables import read_tables
from adieu.diagnostics import Diagnostics
from adieu.logic import FALSE, TRUE, UNKNOWN, Interval, Moment, OpenDate, Options, Truth, Value
from adieu.portfolio.layout import Layout, minute_of, missing_of, open_flag
from adieu.portfolio.sources import Asked, open_book
from adieu.portfolio.sources.connect import connect
from adieu.portfolio.sources.files import described
from adieu.portfolio.sources.looked_at import read_found
from adieu.portfolio.sources.nouns import Connection
from support.bad_input import BAD, TABLES, TODAY, policy, said
from support.random_tables import random_tables
from support.workbooks import write_parquet

TABLES_ALONE = [
    one for one in TABLES if [it.name for it in (BAD / one).glob("*.yaml")] == ["tables.yaml"]
]
Content = tuple[dict[str, Any], dict[str, dict[str, Counter[Any]]]]


def canonical(value: Value) -> Any:
    """A value of a case as a table has it."""
    match value:
        case Truth():
            return None if value is UNKNOWN else value is TRUE
        case OpenDate(days, is_open):
            if is_open is TRUE:
                return "open"
            return canonical(days) if is_open is FALSE else None
        case Interval(low, high, unit):
            return (Fraction(low), unit) if low == high and not isinstance(low, float) else None
        case Moment(day, minute):
            return day, minute
        case Options(words):
            return next(iter(words)) if words and len(words) == 1 else None


def by_reader(folder: Path, skip: bool) -> tuple[Content | None, str]:
    """What the reader of single clients makes of a folder, and what it says."""
    found = Diagnostics()
    tables = read_tables(folder / "tables.yaml", policy(), TODAY, skip, found)
    if tables is None:
        return None, said(found)
    cases = {one: tables.case(one, TODAY) for one in tables.clients}
    return of_cases(cases), said(found)


def of_cases(cases: Mapping[str, Case]) -> Content:
    """Cases by client: answers, and records as often as they occur."""
    answers: dict[str, Any] = {}
    records: dict[str, dict[str, Counter[Any]]] = {}
    for client, case in cases.items():
        given = {name: canonical(one.value) for name, one in case.answers.items()}
        answers[client] = case.name, given
        for name, section in case.sections.items():
            kept = records.setdefault(name, {})
            rows = (
                {key: canonical(one) for key, one in it.fields.items()} for it in section.records
            )
            kept[client] = Counter(tuple(sorted(row.items(), key=str)) for row in rows)
            kept[client]["missing"] = int(section.missing)
    return answers, records


def by_duckdb(folder: Path, skip: bool) -> tuple[Content | None, str]:
    """What DuckDB makes of a folder, and what is said."""
    found = Diagnostics()
    connection = connect()
    path = folder / "tables.yaml"
    tables = described(path, policy(), TODAY, connection, found)
    layout = read_found(tables, policy(), TODAY, skip, connection, found)
    return None if layout is None else of_tables(layout, connection), said(found)


def rows(connection: Connection, table: str) -> list[dict[str, Any]]:
    """Every row of a table."""
    result = connection.duck.execute(f'SELECT * FROM "{table}"')
    names = [one[0] for one in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def number(cell: Any) -> Fraction:
    """The number that a cell shows."""
    return Fraction(Decimal(repr(cell)) if isinstance(cell, float) else cell)


def cell_of(name: str, row: dict[str, Any], type_: Any, unit: str) -> Any:
    """A cell of the layout as a case has it."""
    cell = row[name]
    match type_.name:
        case "moment":
            return None if cell is None else (cell.toordinal(), row[minute_of(name)])
        case "date" if type_.open:
            if row[open_flag(name)]:
                return "open"
            return None if cell is None else (Fraction(cell.toordinal()), "")
        case "date":
            return None if cell is None else (Fraction(cell.toordinal()), "")
        case "number" | "share" | "money":
            return None if cell is None else (number(cell), unit)
        case _:
            return cell


def of_tables(layout: Layout, connection: Connection) -> Content:
    """The same content from the tables of the layout."""
    vocabulary = policy()
    answers: dict[str, Any] = {}
    records: dict[str, dict[str, Counter[Any]]] = {}
    for row in rows(connection, "clients"):
        given = {}
        for name in set(row) & set(vocabulary.facts) - {"name"}:
            fact = vocabulary.facts[name]
            value = cell_of(name, row, fact.type, layout.clients[name].unit)
            if value is not None:
                given[name] = value
        answers[row["client"]] = row["name"], given
        for section in layout.sections:
            kept = records.setdefault(section, {}).setdefault(row["client"], Counter())
            kept["missing"] = row.get(missing_of(section), 0)
    for section, columns in layout.sections.items():
        kind = vocabulary.records[section]
        for row in rows(connection, section):
            fields = {
                one.name: cell_of(one.name, row, one.type, columns[one.name].unit)
                for one in kind.given
                if one.name in columns
            }
            kept = records[section][row["client"]]
            kept[tuple(sorted(fields.items(), key=str))] += 1
    return answers, records


def without_left_out(content: Content | None, layout: Content | None) -> Content | None:
    """Only the fields that a table has: those left out of it are the statement's business."""
    if content is None or layout is None:
        return content
    answers, records = content
    known: dict[str, set[str]] = {}
    for name, kept in layout[1].items():
        for counter in kept.values():
            known.setdefault(name, set()).update(
                key for row in counter if row != "missing" for key, _ in row
            )
    shorter: dict[str, dict[str, Counter[Any]]] = {}
    for name, kept in records.items():
        for client, counter in kept.items():
            fresh: Counter[Any] = Counter()
            for row, count in counter.items():
                if row == "missing":
                    fresh["missing"] = count
                else:
                    fresh[tuple(one for one in row if one[0] in known.get(name, ()))] += count
            shorter.setdefault(name, {})[client] = fresh
    return answers, shorter


@pytest.mark.parametrize("skip", [False, True])
@pytest.mark.parametrize("seed", [*range(8), 1109])
def test_both_readers_say_the_same(seed: int, skip: bool, tmp_path: Path) -> None:
    """Random tables in any format mean the same, and their faults are said in the same words."""
    rng = random.Random(seed)
    random_tables(rng, policy(), tmp_path, rng.choice((0.0, 0.0, 0.02, 0.2)))
    native, native_said = by_duckdb(tmp_path, skip)
    reader, reader_said = by_reader(tmp_path, skip)
    assert native_said == reader_said
    reader = without_left_out(reader, native)
    assert (native is None) == (reader is None)
    if native is not None and reader is not None:
        assert native[0] == reader[0]
        assert native[1] == reader[1]


@pytest.mark.parametrize("seed", range(6))
def test_contradictions_leave_the_same_clients_out(seed: int, tmp_path: Path) -> None:
    """Clients whose answers contradict themselves are the same as those of single reviews."""
    rng = random.Random(seed)
    names = ["invoices_due", "late_invoices", "late_share", "unfounded_disputes",
             "recommendations", "followed_advice", "advice_followed_share"]  # fmt: skip
    names = [one for one in names if one in policy().facts]
    lines = ["client," + ",".join(names)]
    for number in range(40):
        cells = [
            rng.choice(("", "50%", "25%", "0.75"))
            if name.endswith("share")
            else rng.choice(("", *map(str, range(5))))
            for name in names
        ]
        lines.append(f"c{number}," + ",".join(cells))
    (tmp_path / "clients.csv").write_text("\n".join(lines) + "\n", "utf-8")
    (tmp_path / "tables.yaml").write_text("clients: {file: clients.csv}\n", "utf-8")
    single = {one.case.client for one in read_cases([tmp_path], policy(), TODAY, TODAY) if one.case}
    found = Diagnostics()
    book = open_book(str(tmp_path), policy(), Asked(TODAY, TODAY), connect(), found)
    assert book is not None
    assert 0 < len(single) < 40
    assert book.incomplete
    assert {row["client"] for row in rows(book.connection, "clients")} == single
    assert "left out" in said(list(found))


@pytest.mark.parametrize("case", TABLES_ALONE)
def test_bad_tables_are_said_in_the_same_words(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every bad table of the collection gives the diagnostics of its golden."""
    monkeypatch.chdir(BAD)
    _, native = by_duckdb(Path(case), skip=False)
    assert native == Path(f"{case}.txt").read_text("utf-8")


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_names_of_files_mean_themselves(ending: str, tmp_path: Path) -> None:
    """Nothing in the name of a folder or a file stands for other files, or for more columns."""
    folder = tmp_path / "year=2026" / "a[b]*?'\" é"
    folder.mkdir(parents=True)
    name = f"x*'[1].{ending}"
    if ending == "csv":
        (folder / name).write_text("client,feels_misused\na,yes\n", "utf-8")
        (folder / "x2'1.csv").write_text("client,feels_misused\nb,yes\n", "utf-8")
    else:
        columns = {"client": pa.array(["a"]), "feels_misused": pa.array([True])}
        write_parquet(folder / name, columns)
        write_parquet(folder / "x2'1.parquet", {**columns, "client": pa.array(["b"])})
    (folder / "tables.yaml").write_text(f'clients: {{file: "{name}"}}\n', "utf-8")
    content, found = by_duckdb(folder, skip=False)
    assert not found
    assert content is not None
    assert content[0] == {"a": ("a", {"feels_misused": True})}
