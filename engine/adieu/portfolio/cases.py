"""Cases → the tables that a statement reads, as Arrow, and their layout.

A table's cell holds one value or none: a case in which an answer is a range has no place in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from adieu import policy as p
from adieu.case import Case, Record
from adieu.logic import (
    TRUE,
    UNKNOWN,
    Interval,
    Moment,
    OpenDate,
    Options,
    Truth,
    UnitMismatch,
    Value,
    is_known,
)
from adieu.portfolio.layout import (
    AS_OF,
    CLIENT,
    CLIENTS,
    MAX_DIGITS,
    NAME,
    Column,
    Layout,
    minute_of,
    missing_of,
    open_flag,
)
from adieu.quantities import Type

if TYPE_CHECKING:
    import pyarrow as pa

    Cells = pa.Array[Any]
    Named = dict[str, tuple[Cells, str]]

_UNIT = b"currency"


def tables_of(policy: p.Policy, cases: Iterable[Case]) -> dict[str, pa.Table]:
    """The tables that say what these cases say: ``clients``, and one for each section kept.

    The currency of a column of amounts stands in the metadata of its field.

    Raises:
        adieu.logic.UnitMismatch: where a column would hold amounts in different currencies.
        ValueError: where a number has no end in decimals, or an answer is a range.
    """
    listed = tuple(cases)
    sections = {name: _section(kind, listed) for name, kind in policy.records.items()}
    return {
        CLIENTS: _clients(policy, listed),
        **{name: table for name, table in sections.items() if table is not None},
    }


def layout_of(tables: Mapping[str, pa.Table]) -> Layout:
    """What Arrow tables look like to a statement."""
    import pyarrow as pa

    def column(field: pa.Field[Any]) -> Column:
        unit = (field.metadata or {}).get(_UNIT, b"").decode()
        match field.type:
            case kind if pa.types.is_decimal(kind):
                return Column(f"DECIMAL({kind.precision},{kind.scale})", unit)
            case kind if pa.types.is_integer(kind):
                return Column({8: "TINYINT", 16: "SMALLINT", 32: "INTEGER"}.get(
                    kind.bit_width, "BIGINT"), unit)  # fmt: skip
            case kind if pa.types.is_floating(kind):
                return Column("DOUBLE" if kind.bit_width == 64 else "FLOAT", unit)
            case kind if pa.types.is_boolean(kind):
                return Column("BOOLEAN")
            case kind if pa.types.is_date(kind):
                return Column("DATE")
            case kind if pa.types.is_string(kind) or pa.types.is_large_string(kind):
                return Column("VARCHAR")
            case kind:
                return Column(str(kind).upper())

    layouts = {
        name: {field.name: column(field) for field in table.schema}
        for name, table in tables.items()
    }
    return Layout(layouts.pop(CLIENTS), layouts)


def _clients(policy: p.Policy, cases: tuple[Case, ...]) -> pa.Table:
    import pyarrow as pa

    columns: Named = {
        CLIENT: (pa.array([one.client for one in cases], pa.string()), ""),
        NAME: (pa.array([one.name for one in cases], pa.string()), ""),
        AS_OF: (pa.array([one.as_of for one in cases], pa.date32()), ""),
    }
    answered = {name for one in cases for name in one.answers}
    for name, fact in policy.facts.items():
        if name in answered:
            answers = [one.answers.get(name) for one in cases]
            values = [None if one is None else one.value for one in answers]
            columns[name] = _column(name, fact.type, values)
    for name in policy.records:
        missing = [one.sections[name].missing if name in one.sections else None for one in cases]
        if any(missing) or None in missing:
            whole = [None if isinstance(one, float) else one for one in missing]
            columns[missing_of(name)] = pa.array(whole, pa.int64()), ""
    return _table(columns)


def _section(kind: p.RecordKind, cases: tuple[Case, ...]) -> pa.Table | None:
    import pyarrow as pa

    if all(kind.name not in one.sections for one in cases):
        return None
    owned = [(one.client, record) for one in cases for record in one.section(kind.name).records]
    columns: Named = {CLIENT: (pa.array([client for client, _ in owned], pa.string()), "")}
    for field in kind.given:
        columns |= _field(field, [record for _, record in owned])
    return _table(columns)


def _field(field: p.RecordField, records: list[Record]) -> Iterator[tuple[str, tuple[Cells, str]]]:
    import pyarrow as pa

    name, values = field.name, [one.fields[field.name] for one in records]
    if field.type.name == "moment":
        moments = [one for one in values if isinstance(one, Moment)]
        days = [date.fromordinal(one.day) for one in moments]
        yield name, (pa.array(days, pa.date32()), "")
        yield minute_of(name), (pa.array([one.minute for one in moments], pa.int16()), "")
        return
    if field.type.open:
        dates = [one for one in values if isinstance(one, OpenDate)]
        flags = [None if one.open is UNKNOWN else one.open is TRUE for one in dates]
        yield name, _column(name, Type("date"), [one.days for one in dates])
        yield open_flag(name), (pa.array(flags, pa.bool_()), "")
        return
    yield name, _column(name, field.type, values)


def _column(name: str, type_: Type, values: Sequence[Value | None]) -> tuple[Cells, str]:
    """A column of these values and their currency."""
    import pyarrow as pa

    match type_.name:
        case "yes-no":
            return pa.array([_yes(one) for one in values], pa.bool_()), ""
        case "number" | "share" | "money":
            return _numbers(name, values, type_)
        case "date":
            exact = _exact(name, values, type_)
            days = [None if one is None else date.fromordinal(int(one)) for one in exact]
            return pa.array(days, pa.date32()), ""
        case _:
            return pa.array([_word(one) for one in values], pa.string()), ""


def _yes(value: Value | None) -> bool | None:
    return value is TRUE if isinstance(value, Truth) and value is not UNKNOWN else None


def _word(value: Value | None) -> str | None:
    if isinstance(value, Options) and value.words is not None and len(value.words) == 1:
        return next(iter(value.words))
    return None


def _exact(name: str, values: Sequence[Value | None], type_: Type) -> list[Fraction | None]:
    """The numbers; nothing where nothing is known."""
    found: list[Fraction | None] = []
    for value in values:
        if not isinstance(value, Interval) or not is_known(value):
            unknown = type_.unknown()
            if isinstance(value, Interval) and type_.is_quantity and value != unknown:
                raise ValueError(f"`{name}` is a range: {value}")
            found.append(None)
        else:
            found.append(Fraction(value.low))
    return found


def _numbers(name: str, values: Sequence[Value | None], type_: Type) -> tuple[Cells, str]:
    import pyarrow as pa

    exact = _exact(name, values, type_)
    units = sorted({one.unit for one in values if isinstance(one, Interval)} - {""})
    if len(units) > 1:
        raise UnitMismatch(units[0], units[1])
    unit = units[0] if units else ""
    known = [one for one in exact if one is not None]
    places = max((_places(name, one) for one in known), default=0)
    whole = max((len(str(abs(int(one)))) for one in known), default=1)
    if not places and whole <= MAX_DIGITS:
        return pa.array([None if one is None else int(one) for one in exact], pa.int64()), unit
    if whole + places > 38:
        raise ValueError(f"`{name}` has more than 38 digits")
    scaled = [None if one is None else _decimal(one, places) for one in exact]
    return pa.array(scaled, pa.decimal128(whole + places, places)), unit


def _places(name: str, number: Fraction) -> int:
    """How many digits a number has after the point."""
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        raise ValueError(f"`{name}` has no end in decimals: {number}")
    return max(twos, fives)


def _decimal(number: Fraction, places: int) -> Decimal:
    scaled = int(number * 10**places)
    digits = tuple(map(int, str(abs(scaled))))
    return Decimal((int(scaled < 0), digits, -places))


def _table(columns: Named) -> pa.Table:
    import pyarrow as pa

    fields = [
        pa.field(name, array.type, metadata={_UNIT: unit.encode()} if unit else None)
        for name, (array, unit) in columns.items()
    ]
    return pa.Table.from_arrays([array for array, _ in columns.values()], schema=pa.schema(fields))
