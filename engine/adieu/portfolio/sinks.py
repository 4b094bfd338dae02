"""The rows of a statement → a Parquet, CSV, XLSX or JSON-lines file, a piece at a time.

Numbers, dates and truths keep their types where the format has them.  In CSV and XLSX a list is one
text, its words parted by semicolons, and what a spreadsheet would take for a formula begins with an
apostrophe; in CSV that holds within a text as well, wherever another program may part its cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from sqlglot import exp

from adieu.portfolio.layout import CLIENT
from adieu.portfolio.parts import Part
from adieu.portfolio.sources.nouns import Connection
from adieu.portfolio.sources.pieces import call, choose
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.trees import Sql

if TYPE_CHECKING:
    import pyarrow as pa

Format = Literal["parquet", "csv", "xlsx", "jsonl"]
FORMATS: tuple[Format, ...] = ("parquet", "csv", "xlsx", "jsonl")
BETWEEN = "; "
MAX_SHEET_ROWS = 1_048_576
_MAX_CELL = 32_767
_BATCH = 8_192
_BEGINS = r"^[=+\-@\t\r\n＝＋－＠]"
"""How a text begins that a spreadsheet would work out (OWASP, *CSV Injection*)."""
_WITHIN = r"""([;|\t\r\n][\s"']*)([=+\-@＝＋－＠])"""
"""The same within a text, where a program that parts cells by something else begins a new one."""


class TooManyRows(Exception):
    """More rows than a sheet can hold."""


def format_of(out: Path) -> Format | None:
    """The format that the ending of a file asks for."""
    ending = out.suffix.lower().removeprefix(".")
    return next((one for one in FORMATS if one == ending), None)


def write(connection: Connection, query: Sql, part: Part, format_: Format) -> None:
    """Write the rows of a query to a file; rows of text formats are in the order of the clients.

    Raises:
        TooManyRows: where a sheet cannot hold them.
        duckdb.Error: where the query fails, or the disk is full.
        OSError: where the disk is full.
    """
    file = part.file
    match format_:
        case "parquet":
            _copy(connection, query, file, "FORMAT parquet")
        case "jsonl":
            _copy(connection, in_order(query), file, "FORMAT json")
        case "csv":
            plain = in_order(_flat(connection, query, _harmless_throughout))
            _copy(connection, plain, file, "FORMAT csv, HEADER true")
        case "xlsx":
            _write_sheet(connection, in_order(_flat(connection, query, harmless)), part)


def _copy(connection: Connection, query: Sql, file: Path, options: str) -> None:
    target = t.text(str(file.absolute())).sql("duckdb")
    # The file is a part already: another one of DuckDB's own would be left where it is killed.
    options = f"{options}, USE_TMP_FILE false"
    connection.duck.execute(f"COPY ({query.sql('duckdb')}) TO {target} ({options})")


def in_order(query: Sql) -> Sql:
    """The rows in the order of the clients."""
    assert isinstance(query, exp.Select)
    return exp.select("*").from_(query.subquery("rows")).order_by(t.column(CLIENT))


def _flat(connection: Connection, query: Sql, safe: Callable[[Sql], Sql]) -> Sql:
    """The query with every list as a text, and no text that could be a formula."""
    assert isinstance(query, exp.Select)
    columns = []
    for one in connection.query(exp.Describe(this=query)):
        name, type_ = str(one["column_name"]), str(one["column_type"])
        node: Sql = t.column(name)
        if type_.endswith("[]"):
            node = call("array_to_string", node, t.text(BETWEEN))
        if type_ == "VARCHAR" or type_.endswith("[]"):
            node = safe(node)
        columns.append(t.aliased(node, name))
    return exp.select(*columns).from_(query.subquery("flat"))


def harmless(text: Sql) -> Sql:
    """A text that no spreadsheet takes for a formula."""
    begins = call("regexp_matches", text, t.text(_BEGINS))
    return choose([(begins, exp.DPipe(this=t.text("'"), expression=t.own(text)))], text)


def _harmless_throughout(text: Sql) -> Sql:
    """A text that no program takes for a formula, whatever it parts the cells of a line by."""
    within = call("regexp_replace", text, t.text(_WITHIN), t.text(r"\1'\2"), t.text("g"))
    return harmless(within)


# A workbook


def _write_sheet(connection: Connection, query: Sql, part: Part) -> None:
    """Fill a workbook and put it together; one that is broken off is never put together."""
    import xlsxwriter  # type: ignore[import-untyped]
    from xlsxwriter.exceptions import XlsxWriterException  # type: ignore[import-untyped]

    part.spill.mkdir(exist_ok=True)
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False, "tmpdir": str(part.spill)}  # fmt: skip
    book = xlsxwriter.Workbook(str(part.file), options)
    sheet = book.add_worksheet()
    try:
        _fill(book, sheet, connection, query)
        book.close()
    except XlsxWriterException as error:
        raise OSError(str(error)) from error
    finally:
        with suppress(OSError):
            sheet.row_data_fh.close()


def _fill(book: Any, sheet: Any, connection: Connection, query: Sql) -> None:
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    head = book.add_format({"bold": True})
    line = 0
    for batch in batches(connection, query):
        if line == 0:
            sheet.freeze_panes(1, 1)
            for column, name in enumerate(batch.schema.names):
                sheet.write_string(0, column, name, head)
        columns = [batch.column(one).to_pylist() for one in range(batch.num_columns)]
        for row in zip(*columns, strict=True):
            line += 1
            if line >= MAX_SHEET_ROWS:
                raise TooManyRows
            if connection.stopped:
                raise KeyboardInterrupt
            for column, value in enumerate(row):
                _write_cell(sheet, line, column, value, day)


def _write_cell(sheet: Any, line: int, column: int, value: object, day: Any) -> None:
    match value:
        case None:
            return
        case bool():
            sheet.write_boolean(line, column, value)
        case int() | float() | Decimal():
            sheet.write_number(line, column, value)
        case str():
            sheet.write_string(line, column, value[:_MAX_CELL])
        case _:
            sheet.write_datetime(line, column, value, day)


def batches(connection: Connection, query: Sql) -> Iterator[pa.RecordBatch]:
    """The rows of a query, some thousands at a time; at least one batch, though it be empty.

    Raises:
        KeyboardInterrupt: where the connection was stopped meanwhile.
    """
    reader = connection.duck.sql(query.sql("duckdb")).to_arrow_reader(_BATCH)
    found = False
    for batch in reader:
        found = True
        yield batch
        if connection.stopped:
            raise KeyboardInterrupt
    if not found:
        import pyarrow as pa

        yield pa.RecordBatch.from_pylist([], schema=reader.schema)


# Lines of JSON


def json_lines(batch: pa.RecordBatch) -> bytes:
    """The rows of a batch as JSON, a line each."""
    encoder = msgspec.json.Encoder(decimal_format="number")
    return encoder.encode_lines(batch.to_pylist())
