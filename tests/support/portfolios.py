"""A policy + a seed → clients that tables can hold, and the rows that the reference gives."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pyarrow as pa
from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Answer, Case, Record
from adieu.clients.fields import still_open
from adieu.logic import (
    FALSE,
    INFINITY,
    TRUE,
    UNKNOWN,
    Interval,
    Moment,
    OpenDate,
    Options,
    Value,
    exactly,
    is_known,
)
from adieu.portfolio.rows import Row, rows_of
from adieu.quantities import Type
from support.random_cases import random_case
from support.random_conditions import (
    COUNT,
    DATE,
    EQUALITIES,
    MATTERS,
    RELATIONS,
    TODAY,
    constant,
)

PLACES = Decimal("0.0001")
ODD_NAMES = (
    "plain", "O'Hara & zonen", 'het "Gouden" huis', "; DROP TABLE clients; --", "*/ -- /*",
    "naïve café", "🦆 duck", "two\nlines", "back\\slash", "%s {name} $1", " ", "NULL",
)  # fmt: skip


def portfolio(rng: random.Random, policy: p.Policy, size: int, wild: bool = True) -> list[Case]:
    """Clients of every sort whose answers and records a table can hold."""
    styles: dict[str, int] = {}
    cases = []
    days = (TODAY,) if rng.random() < 0.5 else DAYS
    for number in range(size):
        as_of = rng.choice(days)
        case = replace(random_case(rng, policy, wild), as_of=as_of)
        case = tabular(rng, policy, case, styles)
        name = f"{number} {rng.choice(ODD_NAMES)}"
        cases.append(replace(case, client=name, name=rng.choice(ODD_NAMES)))
    return cases


def spiced(rng: random.Random, policy: p.Policy) -> p.Policy:
    """The policy with facts of every other sort, and a verdict row that compares what it can."""
    yes, word, number = Type("yes-no"), Type("word"), Type("number")
    colours = Type("choice", ("red", "green", "money"))
    given = {
        "day": DATE, "other_day": DATE, "colour": colours, "hue": Type("choice", ("red", "blue")),
        "only": Type("choice", ("red",)), "free": word, "text": Type("text"), "count": COUNT,
        "least": Type("number", low=-3, high=3), "positive": Type("number", low=1, high=9),
    }  # fmt: skip
    facts = {name: p.Fact(name, type_, p.Given(), {}) for name, type_ in given.items()}
    named = {name: ex.Fact(name, type_) for name, type_ in given.items()}

    def drawn(*names: str) -> ex.Operand:
        return named[rng.choice(names)]

    numbers = ("count", "least", "positive")
    sign: tuple[ex.Sign, ...] = ("+", "-")
    apart = ex.Arithmetic(
        "-", drawn("day", "other_day"), rng.choice((named["day"], ex.AsOf())), number
    )
    days = rng.choice((drawn(*numbers), constant(rng.choice((0, 1, 30, 10**6)), number)))
    later = ex.Arithmetic(rng.choice(sign), drawn("day", "other_day"), days, DATE)
    four: tuple[ex.Sign, ...] = ("+", "-", "*", "/")
    sums = ex.Arithmetic(rng.choice(four), drawn(*numbers), drawn(*numbers), number)
    whole = rng.choice(((-INFINITY, INFINITY), (0, 1), (0, INFINITY), (-2, 2), (5, 9)))
    made: dict[str, p.Definition] = {
        "apart": p.Calculation(apart),
        "summed": p.Calculation(sums),
        "later": p.Holds(ex.Compare(later, rng.choice(RELATIONS), named["other_day"])),
        "alike": p.Holds(
            ex.Compare(
                drawn("colour", "hue", "only", "free"), rng.choice(EQUALITIES),
                drawn("colour", "hue", "only", "free"),
            )
        ),
        "listed": p.Holds(ex.OneOf(drawn("free", "text", "hue"), frozenset(("red", "chat")))),
        "said": p.Holds(ex.IsUnknown(drawn(*named), rng.random() < 0.5)),
        "ordered": p.Holds(ex.Compare(drawn(*numbers), rng.choice(RELATIONS), drawn(*numbers))),
    }  # fmt: skip
    types = {"apart": number, "summed": Type("number", low=whole[0], high=whole[1])}
    facts |= {
        name: p.Fact(name, types.get(name, yes), definition, {})
        for name, definition in made.items()
    }
    tried = ex.Findings(rng.choice((None, *p.GRADES)), repair_tried=True)
    mixed = ex.Compare(tried, rng.choice(RELATIONS), drawn("count", "least"))
    row = p.VerdictRow("mixed", {}, {}, {}, ex.AnyOf((mixed, policy.verdicts[0].when)))
    rows = (row, *policy.verdicts) if rng.random() < 0.3 else policy.verdicts
    policy = replace(policy, facts={**policy.facts, **facts}, verdicts=rows)
    return _after_one(rng, policy) if rng.random() < 0.6 else policy


def _after_one(rng: random.Random, policy: p.Policy) -> p.Policy:
    """The policy whose counts of what went on are of records after one about a matter.

    Nothing else asks for an earlier one, or for their number: whether there is one is enough.
    """
    facts = dict(policy.facts)
    for name, fact in policy.facts.items():
        if isinstance(fact.definition, p.Count | p.Sum):
            where = without_earlier(fact.definition.where)
            if name.startswith("went_on."):
                having = (("worked", rng.random() < 0.5),) if rng.random() < 0.5 else ()
                told = ex.Earlier(("talks",), rng.choice(MATTERS), having)
                least, relation = rng.choice(_FROM_ONE)
                after = ex.Compare(told, relation, constant(least, COUNT))
                where = ex.All(tuple(rng.sample((where, after), 2)))
            facts[name] = replace(fact, definition=replace(fact.definition, where=where))
    return replace(policy, facts=facts)


_FROM_ONE: tuple[tuple[int, ex.Relation], ...] = ((1, ">="), (0, ">"))


def without_earlier(condition: ex.Condition) -> ex.Condition:
    """A condition on records of which nothing asks what came earlier."""
    match condition:
        case ex.All(parts) | ex.AnyOf(parts) | ex.NoneOf(parts):
            kept = [
                one for one in parts if not any(isinstance(o, ex.Earlier) for o in ex.walk(one))
            ]
            return type(condition)(tuple(kept)) if kept else ex.ALWAYS
        case _:
            return condition


def tabular(rng: random.Random, policy: p.Policy, case: Case, styles: dict[str, int]) -> Case:
    """The case with every number in decimals, every answer one value, and one currency."""
    answers = {}
    for name, answer in case.answers.items():
        value = _cell(answer.value, policy.facts[name].type, _style(rng, styles, name))
        if value is not None:
            answers[name] = Answer(value, "")
    sections = {}
    for name, section in case.sections.items():
        kind = policy.records[name]
        today = case.as_of
        records = [_record(rng, kind, one, today, styles) for one in section.records]
        sections[name] = replace(section, records=tuple(records))
    return replace(case, answers=answers, sections=sections)


DAYS = (
    TODAY, date(2026, 10, 31), date(2024, 2, 29), date(2025, 3, 31), date(2026, 2, 28),
    date(1, 1, 1), date(9999, 12, 31),
)  # fmt: skip
"""Review dates at the ends of months, of a leap year's February, and of the calendar."""


def _style(rng: random.Random, styles: dict[str, int], name: str) -> int:
    """How many places the numbers of a column have; −1 where they may be of eighteen digits."""
    return styles.setdefault(name, rng.choice((-1, 0, 0, 1, 2, 4)))


def _record(
    rng: random.Random, kind: p.RecordKind, record: Record, today: date, styles: dict[str, int]
) -> Record:
    day = record.day
    if rng.random() < 0.3:
        near = (0, -1, 1, -28, -30, -31, -365, -366, -(10**7), 10**7)
        day = today.toordinal() + rng.choice(near)
        day = max(1, min(date.max.toordinal(), day))
    fields: dict[str, Value] = {}
    for name, value in record.fields.items():
        type_ = kind.fields[name].type
        if name == kind.date:
            fields[name] = Moment(day, value.minute) if isinstance(value, Moment) else exactly(day)
        elif isinstance(value, OpenDate):
            fields[name] = _open_date(rng, value, today)
        elif is_known(value):
            fields[name] = _cell(value, type_, _style(rng, styles, name)) or value
        else:
            fields[name] = type_.unknown(today.toordinal())
    return replace(record, day=day, fields=fields)


def _open_date(rng: random.Random, value: OpenDate, today: date) -> OpenDate:
    if value.open is TRUE:
        return still_open(today)
    if not value.known:
        return OpenDate(Interval(-INFINITY, today.toordinal()), UNKNOWN)
    if rng.random() < 0.1:
        return OpenDate(exactly(rng.choice((1, date.max.toordinal()))), FALSE)
    return value


def reshaped(rng: random.Random, tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """The same tables with some numbers as binary fractions, some as smaller or wider types."""
    return {name: _reshaped(rng, table) for name, table in tables.items()}


def _reshaped(rng: random.Random, table: pa.Table) -> pa.Table:
    for index, field in enumerate(table.schema):
        column = table.column(index)
        values = [one for one in column.to_pylist() if one is not None]
        kind = field.type
        if not (pa.types.is_integer(kind) or pa.types.is_decimal(kind)) or "." in field.name:
            continue
        choice = rng.random()
        if choice < 0.25 and all(Decimal(repr(float(one))) == one for one in values):
            kind = pa.float64()
        elif choice < 0.4 and all(one == int(one) and abs(one) < 2**31 for one in values):
            kind = pa.int32()
        elif choice < 0.5 and pa.types.is_integer(kind):
            kind = pa.decimal128(24, rng.randint(0, 4))
        else:
            continue
        cells = [_as(kind, one) for one in column.to_pylist()]
        new = pa.field(field.name, kind, metadata=field.metadata)
        table = table.set_column(index, new, pa.array(cells, kind))
    return table


def _as(kind: pa.DataType, cell: Any) -> Any:
    if cell is None:
        return None
    if pa.types.is_floating(kind):
        return float(cell)
    return int(cell) if pa.types.is_integer(kind) else Decimal(cell)


def _cell(value: Value, type_: Type, places: int) -> Value | None:
    if not isinstance(value, Interval) or not type_.is_quantity:
        return value if is_known(value) else None
    if not value.known:
        return None
    number = Fraction(value.low)
    if places < 0:
        rounded = Fraction(round(number))
    else:
        if abs(number) >= 10**9:
            number = number % 10**7
        scaled = Fraction(round(number * 10**places), 10**places)
        rounded = scaled
    rounded = max(Fraction(type_.low) if type_.low > -(10**30) else rounded, rounded)
    rounded = min(Fraction(type_.high) if type_.high < 10**30 else rounded, rounded)
    whole = rounded.numerator if rounded.denominator == 1 else rounded
    return exactly(whole, "EUR" if type_.name == "money" else "")


# What the reference says, as cells


def expected(
    policy: p.Policy, cases: Sequence[Case], facts: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """The rows by definition, each as the cells of a result."""
    return {row.client: _cells(policy, row, facts) for row in rows_of(policy, cases, facts)}


def _cells(policy: p.Policy, row: Row, facts: Sequence[str]) -> dict[str, Any]:
    cells: dict[str, Any] = {
        name: getattr(row, name) for name in ("client", "name", "as_of", "verdict", "final")
    }
    for name in ("possible", "findings", "superseded", "excused", "undetermined"):
        cells[name] = list(getattr(row, name))
    cells["class"] = None if row.classes is None else list(row.classes)
    cells["score_low"] = None if row.score is None else rounded(row.score.low)
    cells["score_high"] = None if row.score is None else rounded(row.score.high)
    for name in facts:
        cells |= _fact(name, row.values[name], policy.facts[name].type)
    return cells


def _fact(name: str, value: Value, type_: Type) -> dict[str, Any]:
    known = is_known(value)
    if isinstance(value, Interval) and type_.is_quantity:
        return {
            name: rounded(value.low) if known else None,
            f"{name}.low": rounded(value.low),
            f"{name}.high": rounded(value.high),
        }
    if not known:
        return {name: None}
    if isinstance(value, Interval):
        return {name: date.fromordinal(int(value.low))}
    if isinstance(value, Options):
        return {name: next(iter(value.words or ()))}
    return {name: bool(value)}


def rounded(number: int | Fraction | float | Decimal) -> Decimal | None:
    """A number as it is shown, rounded half up; nothing where it is infinite."""
    if number in (float("inf"), float("-inf")):
        return None
    exact = Fraction(number)
    places = Fraction(exact * 10**4)
    whole = (2 * abs(places.numerator) + places.denominator) // (2 * places.denominator)
    shown = Decimal(whole if exact >= 0 else -whole).scaleb(-4)
    return shown.quantize(PLACES, ROUND_HALF_UP) if abs(shown) < 10**20 else shown


def differences(
    wanted: Mapping[str, Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]
) -> list[str]:
    """Where the rows of a statement are not those wanted."""
    found = []
    by_client = {row["client"]: row for row in rows}
    if len(by_client) != len(rows) or by_client.keys() != wanted.keys():
        found.append(f"clients: {len(rows)} rows, {len(by_client)} clients, {len(wanted)} wanted")
    for client, cells in wanted.items():
        row = by_client.get(client, {})
        for name, cell in cells.items():
            shown = row.get(name)
            if name.endswith((".low", ".high")) and name not in row:
                continue
            if isinstance(shown, int | float | Decimal) and not isinstance(shown, bool):
                shown = rounded(Fraction(repr(shown)) if isinstance(shown, float) else shown)
            if shown != cell:
                found.append(f"{client!r} {name}: {shown!r}, wanted {cell!r}")
    return found
