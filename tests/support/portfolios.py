"""A policy + a seed → clients that tables can hold, and the rows that the reference gives."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from msgspec.structs import replace

from adieu import policy as p
from adieu.case import Answer, Case, Record
from adieu.logic import Interval, OpenDate, Options, Value, exactly, is_known
from adieu.portfolio.rows import Row, rows_of
from adieu.quantities import Type
from support.random_cases import random_case

PLACES = Decimal("0.0001")
ODD_NAMES = (
    "plain", "O'Hara & zonen", 'het "Gouden" huis', "; DROP TABLE clients; --", "*/ -- /*",
    "naïve café", "🦆 duck", "two\nlines", "back\\slash", "%s {name} $1", " ", "NULL",
)  # fmt: skip


def portfolio(rng: random.Random, policy: p.Policy, size: int, wild: bool = True) -> list[Case]:
    """Clients of every sort whose answers and records a table can hold."""
    styles: dict[str, int] = {}
    cases = []
    for number in range(size):
        case = tabular(rng, policy, random_case(rng, policy, wild), styles)
        name = f"{number} {rng.choice(ODD_NAMES)}"
        cases.append(replace(case, client=name, name=rng.choice(ODD_NAMES)))
    return cases


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
        records = [_record(rng, kind, one, styles) for one in section.records]
        sections[name] = replace(section, records=tuple(records))
    return replace(case, answers=answers, sections=sections)


def _style(rng: random.Random, styles: dict[str, int], name: str) -> int:
    """How many places the numbers of a column have; −1 where they may be of eighteen digits."""
    return styles.setdefault(name, rng.choice((-1, 0, 0, 1, 2, 4)))


def _record(
    rng: random.Random, kind: p.RecordKind, record: Record, styles: dict[str, int]
) -> Record:
    fields = {}
    for name, value in record.fields.items():
        type_ = kind.fields[name].type
        cell = value
        if isinstance(value, OpenDate):
            if value.known and value.open:
                cell = value
        elif is_known(value):
            cell = _cell(value, type_, _style(rng, styles, name)) or value
        fields[name] = cell
    return replace(record, fields=fields)


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
    from datetime import date

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
