"""A Parquet file → its header and rows, the columns that are wanted alone.

Words stay coded while they are read, so that a small file cannot grow in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adieu.clients.cells import Numeric, day_text, decimal_text, float_text, moment_text, truth_text
from adieu.clients.grid import Broken, Grid, Rows
from adieu.diagnostics import Note, Place, Source

if TYPE_CHECKING:
    import pyarrow as pa

MAX_ROWS = 20_000_000
_BATCH = 16_384
Write = Callable[[Any], str]


def parquet_grid(path: Path, most: int | None = MAX_ROWS) -> Grid:
    """The table in a Parquet file, of ``most`` rows if that is limited; they count from 1.

    Raises:
        Broken: where the file is damaged or has too many rows.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    source = Source(str(path))
    place = Place(source)
    try:
        with pq.ParquetFile(path) as file:
            schema, rows = file.schema_arrow, file.metadata.num_rows
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _damaged(place, error) from None
    if most is not None and rows > most:
        raise Broken("table-too-many-rows", place, None, limit=most)
    return Grid(source, schema.names, place, lambda wanted: _rows(path, source, schema, wanted))


def _rows(path: Path, source: Source, schema: pa.Schema, wanted: Collection[int]) -> Rows:
    import pyarrow as pa
    import pyarrow.parquet as pq

    names = [schema.names[index] for index in sorted(wanted)]
    words = [name for name in names if _is_word(schema.field(name).type)]
    writers = [writer_of(schema.field(name), source) for name in names]
    line = 0
    try:
        with pq.ParquetFile(path, read_dictionary=words) as file:
            for batch in file.iter_batches(_BATCH, columns=names):
                if batch.schema.names != names:
                    raise ValueError(", ".join(batch.schema.names))
                texts = [texts_of(batch.column(name), write) for name, write in
                         zip(names, writers, strict=True)]  # fmt: skip
                blank = [""] * len(schema.names)
                for cells in zip(*texts, strict=True):
                    line += 1
                    row = blank.copy()
                    for index, text in zip(sorted(wanted), cells, strict=True):
                        row[index] = text
                    yield row, Place(source, line)
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise _damaged(Place(source), error) from None


def _is_word(type_: pa.DataType) -> bool:
    import pyarrow.types as t

    return bool(t.is_string(type_) or t.is_large_string(type_))


def writer_of(column: pa.Field[Any], source: Source) -> Write:
    """How the values of a column are written as text.

    Raises:
        Broken: where they are of a kind that no cell can be.
    """
    import pyarrow.types as t

    type_ = column.type.value_type if t.is_dictionary(column.type) else column.type
    if _is_word(type_) or t.is_null(type_):
        return str
    if t.is_integer(type_):
        return Numeric
    if t.is_boolean(type_):
        return truth_text
    if t.is_floating(type_):
        return _float
    if t.is_decimal(type_):
        return _decimal
    if t.is_date(type_):
        return day_text
    if t.is_timestamp(type_):
        if type_.tz is None:
            return moment_text
        help = Note("help.column-zone")
        raise Broken("column-zone", Place(source), help, name=column.name)
    raise Broken("column-kind", Place(source), None, name=column.name, kind=str(type_))


def _float(shortest: str) -> Numeric:
    return Numeric(float_text(shortest))


def _decimal(value: Decimal) -> Numeric:
    return Numeric(decimal_text(value))


def texts_of(column: Any, write: Write) -> list[str]:
    """The texts of a piece of a column; nothing is blank."""
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.types as t

    if t.is_dictionary(column.type):
        known = texts_of(column.dictionary, write)
        return ["" if one is None else known[one] for one in column.indices.to_pylist()]
    if t.is_floating(column.type):
        column = pc.cast(column, pa.string())
    elif t.is_timestamp(column.type):
        column = pc.cast(column, pa.timestamp("us"), safe=column.type.unit != "ns")
    try:
        return ["" if one is None else write(one) for one in column.to_pylist()]
    except OverflowError:
        return [_beyond(one, write) for one in column]


_DAYS_OF_400_YEARS = 146_097
_PARTS_OF_A_DAY = {"date32[day]": 1, "date64[ms]": 86_400_000, "timestamp[us]": 86_400_000_000}


def _beyond(cell: Any, write: Write) -> str:
    """The text of a date, of one before the year 1 or after 9999 as well: that is no ``Exact``."""
    try:
        value = cell.as_py()
        return "" if value is None else write(value)
    except OverflowError:
        days = cell.value // _PARTS_OF_A_DAY[str(cell.type)] + date(1970, 1, 1).toordinal() - 1
        cycles, rest = divmod(days, _DAYS_OF_400_YEARS)
        day = date.fromordinal(rest + 1)
        return f"{day.year + 400 * cycles}-{day.month:02}-{day.day:02}"


def _damaged(place: Place, error: Exception) -> Broken:
    problem = " ".join(str(error).split()) or type(error).__name__
    return Broken("table-damaged", place, Note("help.parquet-damaged"), problem=problem)
