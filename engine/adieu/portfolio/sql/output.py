"""Facts in SQL → the columns of a result, each number as the decimal that it is or rounds to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from msgspec.structs import replace
from sqlglot import exp

from adieu.portfolio.sql import comparison as cmp
from adieu.portfolio.sql import ends as e
from adieu.portfolio.sql import numbers as n
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql import truths
from adieu.portfolio.sql import words as w
from adieu.portfolio.sql.nouns import At, Choices, End, OpenDay, Plain, Ranged, Side, Test, Value
from adieu.portfolio.sql.trees import Sql
from adieu.quantities import Type

PLACES = 4
"""A quotient is rounded to so many places, half up; it is compared unrounded."""

SHOWN = "decimal(18, 4)"
"""The type of a number that nothing is known of."""

Let = Callable[[str, Sql], Sql]


def shown(side: Side) -> Sql:
    """A number as an integer or a decimal; NULL where it is infinite."""
    if isinstance(side, float):
        return t.null(SHOWN)
    if side.sort == "day":
        return e.day_of(side)
    if side.top is None:
        return _constant(side)
    if side.bottom is None and e.places_of(side.factor) is not None:
        return _product(side)
    return _rounded(side)


def _constant(end: End) -> Sql:
    places = e.places_of(end.factor)
    value = end.factor
    if places is None:
        value = Fraction(round_half_up(value, PLACES))
    return t.number(value)


def round_half_up(value: Fraction, places: int) -> Fraction:
    """A number rounded, halves away from zero."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, 10**places)


def _product(end: End) -> Sql:
    if end.factor == 1:
        return t.own(end.top or exp.null())
    factor = End(None, end.factor)
    places = e.places_of(end.factor) or 0
    whole = max(len(str(abs(int(end.factor)))), 1)
    top = e.exact(replace(end, factor=Fraction(1)))
    e.fit(top.whole + whole, top.places + places)
    assert top.top is not None
    assert factor.factor
    digits = f"decimal({top.whole + whole + top.places}, {top.places})"
    return t.binary(exp.Mul, t.as_type(top.top, digits), t.number(end.factor))


def _rounded(end: End) -> Sql:
    """A quotient rounded to a few places, by division of whole numbers."""
    end = e.exact(end)
    bottom = e.exact(end.bottom) if end.bottom is not None else End(None, Fraction(1))
    places = max(end.places, bottom.places)
    shift = 10 ** (places + PLACES)
    factor = end.factor * 2 * shift
    above = replace(end, bottom=None, factor=Fraction(factor.numerator))
    below = replace(bottom, factor=bottom.factor * 10**places * factor.denominator)
    positive = cmp.compared(end if end.bottom is None else replace(end, bottom=None), ">=",
                          End(None, Fraction(0)))  # fmt: skip
    top, under = _integer(above), _integer(below)
    twice = _integer(e.scaled(below, Fraction(2)))
    half_up = exp.IntDiv(
        this=t.wrapped(exp.Add(this=t.own(top), expression=t.wrapped(under))),
        expression=t.wrapped(twice),
    )
    half_down = exp.Neg(
        this=exp.Paren(
            this=exp.IntDiv(
                this=t.wrapped(exp.Sub(this=t.own(under), expression=t.wrapped(top))),
                expression=t.wrapped(twice),
            )
        )
    )
    whole = t.case([(positive, half_up), (t.is_not_null(top), half_down)])
    scaled = t.as_type(whole, "decimal(28, 0)")
    unit = t.as_type(t.number(Fraction(1, 10**PLACES)), f"decimal({PLACES + 1}, {PLACES})")
    return exp.Mul(this=scaled, expression=unit)


def _integer(end: Side) -> Sql:
    """A whole number, its factor multiplied in, wide enough for what is done with it."""
    assert isinstance(end, End)
    if end.top is None:
        return t.number(end.factor)
    digits = len(str(abs(end.factor.numerator)))
    whole = end.whole + digits
    if not end.places and end.sort == "whole" and whole < e.INTEGER_DIGITS:
        return t.binary(exp.Mul, t.as_type(end.top, "bigint"), t.number(end.factor))
    e.fit(whole + end.places, 0)
    # As wide as the product: DuckDB takes the width of the piece for that of what it is times.
    piece = t.as_type(end.top, f"decimal({whole + end.places}, {end.places})")
    return t.as_type(t.binary(exp.Mul, piece, t.number(end.factor)), "int128")


def columns_of(name: str, value: Value, type_: Type, let: Let) -> Iterator[tuple[str, Sql]]:
    """The columns of a fact that was asked for."""
    match value:
        case Test(sql, _):
            yield name, t.as_type(sql, "boolean") if isinstance(sql, exp.Null) else sql
        case Plain():
            yield name, shown(value.end)
            if value.sure or not type_.is_quantity:
                return
            yield f"{name}.low", shown(n.low_of(value))
            yield f"{name}.high", shown(n.high_of(value))
        case Ranged():
            if not type_.is_quantity:
                yield name, _known(value, let, "date")
                return
            yield name, _known(value, let, SHOWN)
            yield f"{name}.low", shown(value.low)
            yield f"{name}.high", shown(value.high)
        case OpenDay(days, open_):
            known = n.if_known(days, let)
            yield name, t.case([(truths.denied(open_).sql, shown(known.end))])
        case At():
            raise AssertionError(name)
        case Choices() | _:
            piece = w.if_known(value)
            yield name, t.null("text") if isinstance(piece, exp.Null) else piece


def _known(value: Ranged, let: Let, kind: str) -> Sql:
    side = value.low if isinstance(value.low, End) else value.high
    known = n.known(value).sql
    if not isinstance(side, End):
        return t.null(kind)
    made = t.case([(let("known", known), shown(side))])
    return t.null(kind) if isinstance(made, exp.Null) else made
