"""A text, or a typed cell, that is a number, a share or an amount → its parts and whether it fits.

The same as ``adieu.quantities``: at most eighteen digits, within the range of its type.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from msgspec import Struct
from sqlglot import exp

from adieu.clients.decimals import BETWEEN, GROUPED
from adieu.logic import Bound
from adieu.portfolio.layout import MAX_DIGITS, Column
from adieu.portfolio.sources.kinds import without_zeros
from adieu.portfolio.sources.pieces import BLANK, BLANKS, NO, YES, Let, call, choose, fully, one_of
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.trees import Sql
from adieu.quantities import Type

PLACES = (0, 2, 4, 6, 9)
"""How many digits after the point a binary fraction may turn out to have."""
_NUMBER = r"[+-]?([0-9]+(\.[0-9]+)?|\.[0-9]+)"


class Written(Struct, frozen=True):
    """A number in a text: whether it is one, its value, its currency, and how many digits it has.

    ``digits`` is the text of the number itself, ``percent`` whether it is so many hundredths.
    """

    fits: Sql
    value: Sql
    unit: Sql
    whole: Sql
    places: Sql
    digits: Sql
    percent: Sql

    def exactly(self, whole: int, places: int) -> Sql:
        """The number as an integer or a decimal wide enough for it; NULL where there is none."""
        if not places and whole <= MAX_DIGITS:
            return _cast(self.digits, "bigint")
        kind = f"decimal({whole + places}, {places})"
        plain = _cast(self.digits, kind)
        if isinstance(self.percent, exp.Boolean) or places < 2:
            return plain
        before = _cast(self.digits, f"decimal({whole + places - 2}, {places - 2})")
        return choose([(self.percent, t.as_type(_hundredths(before), kind))], plain)


def _with_point(text: Sql, comma: Sql) -> Sql:
    """A number with its point, as ``adieu.clients.decimals`` does it; ``""`` where it is none."""
    if comma is NO:
        return text
    close = call("regexp_replace", text, t.text(f"[{BETWEEN}]"), t.text(""), t.text("g"))
    plain = call("replace", close, t.text(","), t.text("."))
    return choose([(t.negation(comma), text), (fully(text, GROUPED), plain)], t.text(""))


def _cast(text: Sql, kind: str) -> Sql:
    return exp.TryCast(this=t.own(text), to=exp.DataType.build(kind))


def _hundredths(number: Sql) -> Sql:
    return t.binary(exp.Mul, number, t.as_type(t.text("0.01"), "decimal(2, 2)"))


def written(name: str, text: Sql, type_: Type, currency: str, comma: Sql, let: Let) -> Written:
    """The number, the share or the amount that a text says.

    Args:
        name: The field that it is the value of.
        text: The text.
        type_: The type of the field.
        currency: The currency of a plain amount; ``""`` where there is none.
        comma: Whether its decimals stand after a comma.
        let: Names what is used several times.
    """
    digits: Sql = text
    fits: Sql = YES
    unit: Sql = t.null("text")
    percent: Sql = NO
    if type_.name == "share":
        percent = call("ends_with", text, t.text("%"))
        less = call("rtrim", call("rtrim", text, t.text("%")), t.text(BLANKS))
        digits = choose([(percent, less)], text)
        fits = t.negation(call("ends_with", text, t.text("%%")))
    if type_.name == "money":
        amount = fully(text, rf"[A-Z]{{3}}{BLANK}?[+\-0-9.]+")
        if comma is not NO:
            amount = fully(text, rf"[A-Z]{{3}}{BLANK}?{GROUPED}")
        digits = call("ltrim", call("substr", text, t.number(4)), t.text(BLANKS))
        unit, fits = call("left", text, t.number(3)), amount
        if currency:
            first = "+-.0123456789" if comma is NO else "+-.,0123456789"
            bare = one_of(call("left", text, t.number(1)), first)
            digits = choose([(bare, text)], digits)
            unit = choose([(bare, t.text(currency))], unit)
            fits = t.disjunction([bare, amount])
    digits = let(f"{name} digits", _with_point(let(f"{name} written", digits), comma))
    length, point = call("length", digits), call("strpos", digits, t.text("."))
    has_point = t.related(point, ">", t.number(0))
    sign = t.as_type(one_of(call("left", digits, t.number(1)), "+-"), "int")
    unsigned = t.binary(exp.Sub, length, sign)
    count = t.binary(exp.Sub, unsigned, t.as_type(has_point, "int"))
    short = t.related(count, "<=", t.number(MAX_DIGITS))
    fits = let(f"{name} fits", t.conjunction([fits, fully(digits, _NUMBER), short]))
    after = choose([(has_point, t.binary(exp.Sub, length, point))], t.number(0))
    before = choose([(has_point, t.binary(exp.Sub, t.binary(exp.Sub, point, t.number(1)), sign))],
                    unsigned)  # fmt: skip
    value = let(f"{name} exactly", _cast(digits, "decimal(36, 18)"))
    places = after
    if type_.name == "share":
        value = choose([(percent, _hundredths(value))], t.as_type(value, "decimal(38, 20)"))
        two = choose([(percent, t.number(2))], t.number(0))
        places = t.binary(exp.Add, after, two)
    return Written(fits, value, unit, before, places, digits, percent)


def within(value: Sql, type_: Type) -> Sql:
    """Whether a number lies within the range of its type; false where there is none."""
    ends = [t.is_not_null(value)]
    if not isinstance(type_.low, float):
        ends.append(t.related(value, ">=", t.number(_rounded(type_.low, up=True))))
    if not isinstance(type_.high, float):
        ends.append(t.related(value, "<=", t.number(_rounded(type_.high, up=False))))
    return t.function(exp.Coalesce, t.conjunction(ends), NO)


def _rounded(bound: Bound, up: bool) -> int | Fraction:
    """A bound as a decimal: the nearest within the range that a number in a file can be."""
    assert not isinstance(bound, float)
    scaled = Fraction(bound) * 10**20
    whole = math.ceil(scaled) if up else math.floor(scaled)
    return Fraction(whole, 10**20)


# Columns with a type of their own


def declared(type_: str) -> tuple[int, int]:
    """How many digits a decimal type has before and after the point."""
    return Column(type_).digits


def short_enough(node: Sql, type_: str) -> Sql:
    """Whether a typed number has no more digits than a number in a file."""
    match Column(type_).family:
        case "whole":
            if sum(declared(type_)) < MAX_DIGITS:
                return YES
            limit = t.number(10**MAX_DIGITS - 1)
            return exp.Between(this=t.wrapped(node), low=exp.Neg(this=limit), high=limit.copy())
        case "decimal":
            return YES if sum(declared(type_)) <= MAX_DIGITS else _few_digits(node)
        case _:
            limit = t.as_type(t.number(10**MAX_DIGITS), "double")
            size = t.related(call("abs", node), "<", limit)
            return t.conjunction([call("isfinite", node), size])


def _few_digits(node: Sql) -> Sql:
    """Whether a decimal has at most eighteen digits, zeros that say nothing left aside."""
    digits = call("regexp_replace", _plain(node), t.text(r"^-?0?\.|[-.]"), t.text(""), t.text("g"))
    return t.related(call("length", digits), "<=", t.number(MAX_DIGITS))


def _plain(node: Sql) -> Sql:
    return without_zeros(t.as_type(node, "text"))


def places_of(node: Sql) -> Sql:
    """How many digits a decimal has after the point."""
    return call("length", call("split_part", _plain(node), t.text("."), t.number(2)))


def digits_of(name: str, kind: str, measured: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """How many digits a column's numbers have at most, by what was measured of it."""
    most = measured.get(f"{name} most")
    whole = len(str(int(abs(most)))) if most is not None else 1
    if kind == "double":
        fitting = (one for one in PLACES if measured.get(f"{name} {one}") in (True, None))
        return whole, next(fitting, None)
    return whole, measured.get(f"{name} places", None if kind == "decimal" else 0)
