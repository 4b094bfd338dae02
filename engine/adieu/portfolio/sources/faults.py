"""A table that has faults → what is said of them, in the words of the reader of single clients.

The rows that SQL has found are read once more by ``RowReader``, which knows how to say it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct
from sqlglot import exp

from adieu import policy as p
from adieu.clients.parquet import texts_of, writer_of
from adieu.clients.rows import RowReader
from adieu.clients.tables import MAX_SHOWN
from adieu.diagnostics import Diagnostics, Note, Place, Source
from adieu.portfolio.layout import CLIENT
from adieu.portfolio.sources.beside import expected_beside, faults_beside
from adieu.portfolio.sources.check import Checked
from adieu.portfolio.sources.csv_files import with_lines
from adieu.portfolio.sources.kinds import kind_of
from adieu.portfolio.sources.loaded import SIGNS, make, table
from adieu.portfolio.sources.nouns import CELLS, LINE, MARKS, Connection
from adieu.portfolio.sources.pieces import NO, call, choose
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.trees import Sql

AGAIN = "seen before"


class Bad(Struct, frozen=True):
    """The rows of a table that cannot be used, by number: kept as a table, if there are any.

    ``again`` are rows about a client of whom there was one before.
    """

    rows: str
    faults: int
    again: int

    @property
    def any(self) -> bool:
        """Whether there are any."""
        return bool(self.faults or self.again)


def bad_rows(checked: Checked, connection: Connection) -> Bad:
    """Collect the rows of a table that cannot be used."""
    name = f"bad rows of {checked.found.section}"
    again: Sql = NO
    if checked.twice:
        readable = t.related(checked.number_of_faults(), "=", t.number(0))
        window = exp.Window(
            this=call("row_number"),
            partition_by=[checked.client(), readable],
            order=exp.Order(expressions=[exp.Ordered(this=t.column(LINE))]),
        )
        usable = t.conjunction([readable, t.negation(checked.is_blank())])
        again = t.conjunction([usable, t.related(window, ">", t.number(1))])
    if not checked.faults and isinstance(again, exp.Boolean):
        return Bad(name, 0, 0)
    faults = checked.number_of_faults()
    inner = checked.rows(
        t.aliased(t.column(LINE), LINE),
        t.aliased(_whose(checked), CLIENT),
        t.aliased(faults, "faults"),
        t.aliased(again, AGAIN),
    )
    nothing = t.related(t.column("faults"), ">", t.number(0))
    query = exp.select("*").from_(inner.subquery("numbered")).where(
        t.disjunction([nothing, t.column(AGAIN)])
    )  # fmt: skip
    make(connection, name, query, "TABLE")
    count = exp.select(
        t.aliased(call("sum", t.column("faults")), "faults"),
        t.aliased(call("count_if", t.column(AGAIN)), AGAIN),
    ).from_(table(name))
    counted = connection.one(count)
    return Bad(name, int(counted["faults"] or 0), int(counted[AGAIN] or 0))


def _whose(checked: Checked) -> Sql:
    """The client that a row is about; ``""`` where its cells may stand in the wrong columns."""
    if not checked.found.ragged:
        return checked.client()
    width = t.number(len(checked.found.header))
    ragged = t.related(t.column(CELLS), "!=", width)
    return choose([(ragged, t.text(""))], checked.client())


def report(
    checked: Checked, bad: Bad, policy: p.Policy, as_of: date, connection: Connection,
    diagnostics: Diagnostics,
) -> None:  # fmt: skip
    """Name every cell that cannot be read by file, row and column, up to a limit, with a count."""
    found = checked.found
    wanted = sorted(set(found.fields.values()))
    whole = found.raw or found.relation
    columns = [t.column(found.columns[index][0], whole) for index in wanted]
    extra: list[Sql] = [t.column(MARKS)] if found.marked else []
    extra += [t.column(CELLS, whole)] if found.ragged else []
    extra += _beside(checked)
    query = (
        exp.select(t.column(LINE, whole), t.column(AGAIN), *extra, *columns)
        .from_(table(whole))
        .join(table(bad.rows), using=[exp.to_identifier(LINE, quoted=True)])
        .order_by(t.column(LINE))
        .limit(MAX_SHOWN)
    )
    result: Any = connection.duck.sql(query.sql("duckdb")).to_arrow_table()
    lines = result.column(LINE).to_pylist()
    source = with_lines(found.text, lines) if isinstance(found.text, Path) else found.source
    reader = RowReader(found.section, found.description, policy, as_of, {})
    reader.delimiter = found.delimiter
    rows = zip(_rows(checked, result, wanted, reader), result.column(AGAIN).to_pylist(), lines,
               strict=True)  # fmt: skip
    for index, (row, again, line) in enumerate(rows):
        place = Place(source, line)
        if again:
            client = reader.client(row[found.fields[""]].strip(), place)
            reader.twice(client, place)
        else:
            reader.read(row, found.header, found.fields, place)
            if row[found.fields[""]].strip():
                _say_beside(checked, result, index, place, reader.bad)
    shown = reader.bad[:MAX_SHOWN]
    diagnostics.extend(shown)
    more = bad.faults + bad.again - len(shown)
    if more > 0:
        help = Note("help.skip-bad-rows")
        diagnostics.error("cells-more", Place(Source(str(source.name))), help, count=more)


def _beside(checked: Checked) -> Iterator[Sql]:
    """The columns beside the fields as texts, those of them that cannot be."""
    for name, bad in faults_beside(checked.found, checked.readings).items():
        yield t.aliased(choose([(bad, t.as_type(t.column(name), "text"))]), f"{name} as text")


def _say_beside(
    checked: Checked, result: Any, row: int, place: Place, diagnostics: Diagnostics
) -> None:
    """Name the cells of a row beside the fields that cannot be."""
    header = checked.found.header
    for name in faults_beside(checked.found, checked.readings):
        text = result.column(f"{name} as text")[row].as_py()
        if text is not None:
            where = Place(place.source, place.line, header.index(name) + 1)
            expected = expected_beside(name)
            diagnostics.error("cell-unreadable", where, expected, text=text, column=name)


_ANSWERS = {"1": "yes", "0": "no"}
_OF_SIGN = {sign: kind for kind, sign in SIGNS.items()}


def _answers_in_numbers(checked: Checked, reader: RowReader) -> Iterator[int]:
    """The columns in which 1 means yes and 0 means no."""
    found = checked.found
    for name, index in found.fields.items() if found.whole_numbers_answer else ():
        type_ = reader.types.get(name)
        if type_ and type_.name == "yes-no" and kind_of(found.columns[index][1]) == "whole":
            yield index


def _rows(checked: Checked, result: Any, wanted: list[int], reader: RowReader) -> list[list[str]]:
    """The rows as texts, each as long as it is in the file."""
    found = checked.found
    width = len(found.header)
    rows = [[""] * width for _ in range(result.num_rows)]
    for index in wanted:
        name = found.columns[index][0]
        field = result.schema.field(name)
        column = result.column(name).combine_chunks()
        for row, text in zip(rows, texts_of(column, writer_of(field, found.source)), strict=True):
            row[index] = text
    for index in _answers_in_numbers(checked, reader):
        for row in rows:
            row[index] = _ANSWERS.get(row[index], row[index])
    if found.marked:
        for row, marks in zip(rows, result.column(MARKS).to_pylist(), strict=True):
            for index, mark in enumerate(marks or ""):
                row[index] = _OF_SIGN.get(mark, str)(row[index])
    if found.ragged:
        cells = result.column(CELLS).to_pylist()
        return [[*row[:count], *[""] * (count - width)]
                for row, count in zip(rows, cells, strict=True)]  # fmt: skip
    return rows


def say_skipped(
    checked: Checked, bad: Bad, connection: Connection, diagnostics: Diagnostics
) -> None:
    """Say how many rows of which client are left out, of twenty clients at most."""
    place = Place(checked.found.source)
    count = exp.Count(this=exp.Star())
    groups = (
        exp.select(t.aliased(t.column(CLIENT), CLIENT), t.aliased(count, "rows"))
        .from_(table(bad.rows))
        .group_by(t.column(CLIENT))
    )
    shown = connection.query(groups.order_by(t.column(CLIENT)).limit(MAX_SHOWN))
    for one in shown:
        code = "rows-skipped" if one[CLIENT] else "rows-skipped-nobody"
        diagnostics.warn(code, place, client=one[CLIENT], count=int(one["rows"]))
    if len(shown) < MAX_SHOWN:
        return
    total = connection.one(
        exp.select(t.aliased(count, "clients"), t.aliased(call("sum", t.column("rows")), "rows"))
        .from_(groups.subquery("groups"))
    )  # fmt: skip
    if more := int(total["clients"]) - len(shown):
        rest = int(total["rows"]) - sum(int(one["rows"]) for one in shown)
        diagnostics.warn("rows-skipped-more", place, clients=more, count=rest)
