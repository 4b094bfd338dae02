"""A typed cell → the text that a client's file would have for it.

A table is read as text, whatever its format: one way to read a cell, one way to say what is wrong
with it.  What a cell's own type says already need not be spelled as ``tables.yaml`` says.
"""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext

from adieu.quantities import MAX_DIGITS


class Exact(str):
    """A date, or a date and its time, whose cell says that it is one: in ISO 8601."""

    __slots__ = ()


class Numeric(str):
    """A number whose cell says that it is one: with a decimal point, however people write them."""

    __slots__ = ()


class Faulty(str):
    """What a spreadsheet shows in a cell that has no value: an error; ``""``: nothing at all."""

    __slots__ = ()


def truth_text(value: bool) -> str:
    """Yes or no."""
    return "true" if value else "false"


def decimal_text(value: Decimal) -> str:
    """An exact number in digits, without exponent, and without zeros that say nothing.

    Before the point a zero is left out where eighteen digits would not do with it.
    """
    if not value.is_finite():
        return str(value)
    with localcontext() as context:
        context.prec = 400
        plain = value.normalize()
        text = format(plain if plain else Decimal(0), "f")
    long = sum(map(str.isdigit, text)) > MAX_DIGITS
    return text.replace("0.", ".", 1) if long and abs(value) < 1 else text


def float_text(shortest: str) -> str:
    """A binary fraction by the shortest text that means it, with at most 18 decimals.

    The shortest text is what a program prints for it (Steele and White 1990, as in Python's
    ``repr``): ``0.1`` and not the binary fraction nearest to it.
    """
    value = Decimal(shortest)
    if not value.is_finite():
        return shortest
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -MAX_DIGITS:
        with localcontext() as context:
            context.prec = 400
            value = value.quantize(Decimal(1).scaleb(-MAX_DIGITS), rounding=ROUND_HALF_UP)
    return decimal_text(value)


def day_text(value: date) -> Exact:
    """A date."""
    return Exact(value.isoformat())


def moment_text(value: datetime) -> Exact:
    """A date and its time, to the minute; a clock that is off by less than a second is right."""
    near = value + timedelta(milliseconds=500) if value.microsecond else value
    return Exact(near.strftime("%Y-%m-%d %H:%M").rjust(16, "0"))


def text_of(value: object) -> str:
    """The text of a cell of a spreadsheet."""
    match value:
        case str():
            return value
        case bool():
            return truth_text(value)
        case int():
            return Numeric(value)
        case float():
            return Numeric(float_text(repr(value))) if math.isfinite(value) else str(value)
        case datetime():
            return moment_text(value)
        case date():
            return day_text(value)
        case None:
            return ""
        case _:
            return str(value)
