"""Rows for portfolio reports: of the worked examples, of random clients, and as an Arrow table."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from adieu.case import Case
from adieu.clients.folder import read_cases
from adieu.language import LANGUAGES
from adieu.logic import TRUE, UNKNOWN, Interval, Options, UnitMismatch, Value
from adieu.policy import Policy
from adieu.portfolio.report import facts_to_settle, facts_wanted, portfolio_reports
from adieu.portfolio.rows import Row, rows_of
from adieu.quantities import Type
from support.random_cases import random_case
from support.random_policies import Shape, random_policy
from support.stated import ROOT, house

if TYPE_CHECKING:
    import pyarrow as pa

PLACES = Decimal("0.0001")
TODAY = date(2026, 12, 1)


def facts_for(policy: Policy) -> tuple[str, ...]:
    """Every fact that a report can use."""
    return tuple(dict.fromkeys((*facts_wanted(policy), *facts_to_settle(policy))))


@cache
def example_cases() -> tuple[Case, ...]:
    """The worked examples that the house policy judges."""
    found = read_cases([ROOT / "clients"], house(), None, TODAY)
    return tuple(one.case for one in found if one.case is not None)


@cache
def example_rows() -> tuple[Row, ...]:
    """Their rows, by the house policy."""
    return judged_by(house())


def judged_by(policy: Policy) -> tuple[Row, ...]:
    """The rows of the examples by a policy that extends the house's."""
    return tuple(rows_of(policy, example_cases(), facts_for(policy)))


def random_portfolio(
    seed: int, size: int, *, tame: bool = False
) -> tuple[Policy, list[Case], list[Row]]:
    """A random policy with so many random clients and their rows, every fact asked for."""
    rng = random.Random(seed)
    policy = random_policy(rng, Shape(tame=tame))
    cases: list[Case] = []
    rows: list[Row] = []
    while len(cases) < size:
        number = len(cases)
        drawn = random_case(rng, policy, wild=False)
        case = replace(drawn, client=f"c{number}", name=f"Client {number}")
        try:
            (row,) = rows_of(policy, [case], tuple(policy.facts))
        except UnitMismatch:
            continue
        cases.append(case)
        rows.append(row)
    return policy, cases, rows


def spread_out(rows: Sequence[Row], size: int) -> list[Row]:
    """As many rows as one likes, each of a client of its own."""
    return [
        replace(row, client=f"{row.client}-{number}", name=f"{row.name} {number}")
        for number, row in zip(range(size), cycle(rows), strict=False)
    ]


def plain_sum(rows: Iterable[Row], fact: str) -> dict[str, tuple[Fraction, int]]:
    """The sum of what is known of a fact and of how many it is, by currency: plain arithmetic."""
    sums: dict[str, tuple[Fraction, int]] = {}
    for row in rows:
        value = row.values[fact]
        if isinstance(value, Interval) and value.low == value.high:
            total, count = sums.get(value.unit, (Fraction(0), 0))
            sums[value.unit] = total + Fraction(value.low), count + 1
    return sums


def report_examples(out: Path) -> None:
    """Write the portfolio report of the worked examples beside their single reports."""
    rows = example_rows()
    links = {row.client: row.client + ".{language}.{format}" for row in rows}
    told = portfolio_reports(house(), rows, LANGUAGES, (), links, rows)
    for language, one in told.items():
        texts = {"md": one.markdown, "html": one.html}
        files = {f"portfolio.{language}.{format_}": text for format_, text in texts.items()}
        for name, text in {**files, **one.pictures}.items():
            (out / name).write_text(text, "utf-8")


# Rows as a table


def arrow(policy: Policy, rows: Sequence[Row]) -> tuple[pa.Table, Mapping[str, str]]:
    """The rows as the statement returns them, and the currency of each amount."""
    import pyarrow as pa

    texts = pa.list_(pa.string())
    columns: dict[str, Any] = {
        "client": pa.array([row.client for row in rows], pa.string()),
        "name": pa.array([row.name for row in rows], pa.string()),
        "as_of": pa.array([row.as_of for row in rows], pa.date32()),
        "verdict": pa.array([row.verdict for row in rows], pa.string()),
        "final": pa.array([row.final for row in rows], pa.bool_()),
    }
    for name in ("possible", "findings", "superseded", "excused", "undetermined"):
        columns[name] = pa.array([list(getattr(row, name)) for row in rows], texts)
    columns["class"] = pa.array(
        [None if row.classes is None else list(row.classes) for row in rows], texts
    )
    for end in ("low", "high"):
        scores = [None if row.score is None else _decimal(getattr(row.score, end)) for row in rows]
        columns[f"score_{end}"] = pa.array(scores, pa.decimal128(38, 4))
    currencies = {}
    for name in rows[0].values if rows else ():
        values = [row.values[name] for row in rows]
        columns |= _columns(name, policy.facts[name].type, values)
        units = {one.unit for one in values if isinstance(one, Interval) and one.unit}
        if units:
            (currencies[name],) = units
    return pa.table(columns), currencies


def _columns(name: str, type_: Type, values: list[Value]) -> dict[str, Any]:
    import pyarrow as pa

    if type_.name == "yes-no":
        cells = [None if one is UNKNOWN else one is TRUE for one in values]
        return {name: pa.array(cells, pa.bool_())}
    if type_.name == "date":
        days = [one if isinstance(one, Interval) and one.known else None for one in values]
        dates = [None if one is None else date.fromordinal(int(one.low)) for one in days]
        return {name: pa.array(dates, pa.date32())}
    if not type_.is_quantity:
        words = [one.words if isinstance(one, Options) else None for one in values]
        texts = [next(iter(one)) if one and len(one) == 1 else None for one in words]
        return {name: pa.array(texts, pa.string())}
    ranges = [one for one in values if isinstance(one, Interval)]
    wide = pa.decimal128(38, 4)
    known = [_decimal(one.low) if one.known else None for one in ranges]
    return {
        name: pa.array(known, wide),
        f"{name}.low": pa.array([_finite(one.low) for one in ranges], wide),
        f"{name}.high": pa.array([_finite(one.high) for one in ranges], wide),
    }


def _finite(end: int | Fraction | float) -> Decimal | None:
    return None if isinstance(end, float) else _decimal(end)


def _decimal(number: int | Fraction | float) -> Decimal:
    exact = Fraction(number)
    return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(PLACES)
