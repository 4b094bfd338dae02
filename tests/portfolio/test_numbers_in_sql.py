"""Promises about numbers in SQL: nothing is rounded, whatever its type, its sign or its size."""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import duckdb
import pytest
from sqlglot import exp

from adieu.logic import Interval
from adieu.portfolio.sql import comparison as cmp
from adieu.portfolio.sql import division
from adieu.portfolio.sql import ends as e
from adieu.portfolio.sql import numbers as n
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.nouns import End, Plain, Ranged, Unstatable

RELATIONS = (">=", ">", "<=", "<", "=", "!=")


def asked(piece: exp.Expr, columns: Mapping[str, tuple[str | None, str]]) -> Any:
    """What a piece says of one row, whose columns are given as texts with their types."""
    cells = [
        f"CAST({'NULL' if text is None else repr(text)} AS {kind}) AS {name}"
        for name, (text, kind) in columns.items()
    ]
    query = f"SELECT {piece.sql('duckdb')} FROM (SELECT {', '.join(cells)})"
    return duckdb.execute(query).fetchall()[0][0]


def test_a_binary_fraction_is_compared_as_the_decimal_that_it_prints_as() -> None:
    """Beside any constant, also one that no binary fraction equals or that lies between two."""
    rng = random.Random(3)
    column = End(t.column("x"), sort="double", whole=3, places=17)
    for _ in range(300):
        drawn = rng.random()
        number = rng.choice((drawn, round(drawn, 2), 0.1 + 0.2, 0.3, rng.uniform(-9, 9)))
        shown = Fraction(repr(number))
        near = Fraction(rng.choice((-1, 0, 1)), 10 ** rng.randint(14, 22))
        limit = rng.choice((shown, shown + near, Fraction(round(shown * 100), 100), Fraction(1, 3)))
        relation = rng.choice(RELATIONS)
        piece = cmp.compared(column, relation, End(None, limit))
        wanted = cmp.holds(shown, relation, limit)
        assert asked(piece, {"x": (repr(number), "DOUBLE")}) is wanted, (number, relation, limit)


def test_what_is_calculated_is_what_fractions_give() -> None:
    """Sums, products and quotients of decimals, compared with one another and with constants."""
    rng = random.Random(5)
    for _ in range(150):
        values = [Fraction(rng.randint(-(10**6), 10**6), 10 ** rng.randint(0, 3)) for _ in range(3)]
        columns = {
            name: (str(float(value)), "DECIMAL(12,3)")
            for name, value in zip("abc", values, strict=True)
        }
        a, b, c = (End(t.column(name), sort="decimal", whole=9, places=3) for name in "abc")
        factor = Fraction(rng.randint(-9, 9) or 1, rng.choice((1, 2, 3, 7, 10)))
        left = e.total([e.scaled(a, factor), b, End(None, Fraction(1, 3))])
        exact = values[0] * factor + values[1] + Fraction(1, 3)
        if values[2] > 0 and isinstance(left, End):
            left, exact = e.quotient(left, c), exact / values[2]
        right, other = e.scaled(b, Fraction(2, 7)), values[1] * Fraction(2, 7)
        relation = rng.choice(RELATIONS)
        assert asked(cmp.compared(left, relation, right), columns) is cmp.holds(
            exact, relation, other
        )
        limit = rng.choice((exact, exact + Fraction(1, 10**4)))
        said = asked(cmp.compared(left, relation, End(None, limit)), columns)
        assert said is cmp.holds(exact, relation, limit)


@pytest.mark.parametrize(
    ("least", "most", "relation", "limit", "said"),
    [
        (0, 1, ">=", Fraction(4, 5), '"x" >= 0.8'),
        (0, 1, ">", Fraction(4, 5), '"x" > 0.8'),
        (0, 1, "<", Fraction(1, 3), '"x" < 0.34'),
        (0, 1, ">=", Fraction(0), "TRUE"),
        (0, 1, ">", Fraction(1), "FALSE"),
        (0, 1, "=", Fraction(2), "FALSE"),
        (1, 5, "=", Fraction(1), '"x" = 1'),
    ],
)
def test_a_comparison_is_stated_as_a_person_would(
    least: int, most: int, relation: str, limit: Fraction, said: str
) -> None:
    """A fact beside a constant stays what it is; what its range decides is not asked."""
    fact = Plain(End(t.column("x"), sort="decimal", whole=1, places=2), least, most)
    assert n.compare(fact, relation, n.fixed(Interval(limit, limit))).sql.sql("duckdb") == said


def test_a_number_that_is_not_known_is_compared_by_its_ends() -> None:
    """No unpaid hour is never more than a share of hours that nobody knows."""
    hours = Plain(End(t.column("hours"), whole=9), 0)
    agreed = Plain(End(t.column("agreed"), whole=9), 0)
    piece = n.compare(hours, ">", agreed).sql
    cases = (("0", None, False), ("1", None, None), (None, "3", None), ("4", "3", True))
    for one, other, wanted in cases:
        said = asked(piece, {"hours": (one, "BIGINT"), "agreed": (other, "BIGINT")})
        assert said is wanted


@pytest.mark.parametrize(("divisor", "wanted"), [("0", None), (None, None), ("4", True)])
def test_nothing_divided_by_what_may_be_zero_is_not_known(
    divisor: str | None, wanted: bool | None
) -> None:
    """Not even nothing at all."""
    below = Plain(End(t.column("x"), whole=9), 0)
    none = n.fixed(Interval(0, 0))
    piece = n.compare(division.divide(none, below, lambda _, one: one), "<=", none).sql
    assert asked(piece, {"x": (divisor, "BIGINT")}) is wanted


def test_too_many_digits_are_refused() -> None:
    """A product that no decimal holds cannot be stated."""
    wide = End(t.column("x"), sort="decimal", whole=18, places=2)
    with pytest.raises(Unstatable):
        e.product(wide, wide)


def test_an_infinity_that_is_known_decides_beforehand() -> None:
    """A range without limit is never at least anything, nor below it."""
    endless = Ranged(End(t.column("x"), whole=9), float("inf"), 0)
    assert n.compare(endless, ">=", n.fixed(Interval(3, 3))).sql.sql("duckdb") == (
        'CASE WHEN "x" >= 3 THEN TRUE END'
    )
