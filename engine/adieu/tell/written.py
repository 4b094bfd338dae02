"""A value + its type → the text that a client's file, and ``adieu whatif``, write for it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from adieu.clients.change_texts import OPEN
from adieu.clients.fields import UNKNOWN_WORD
from adieu.logic import TRUE, UNKNOWN, Bound, Interval, Moment, OpenDate, Options, Truth, Value
from adieu.quantities import Type, plain

MOST_PLACES = 6
"""A number without an end in decimals (a third) is written with so many."""


def written(value: Value, type_: Type) -> str:
    """A value as a file writes it: ``yes``, ``3``, ``12%``, ``EUR 1250.00``, ``2026-11-01``.

    What is not known is ``unknown``; the text of everything else reads back as the same value,
    save that a number without an end in decimals is rounded.
    """
    match value:
        case Truth():
            return UNKNOWN_WORD if value is UNKNOWN else "yes" if value is TRUE else "no"
        case Options(words):
            return next(iter(words)) if words and value.known else UNKNOWN_WORD
        case Moment(day, minute):
            time = "" if minute is None else f"T{minute // 60:02}:{minute % 60:02}"
            return _day(day) + time
        case OpenDate(days, open_):
            if open_ is TRUE:
                return OPEN
            return _day(days.low) if value.known else UNKNOWN_WORD
        case Interval():
            return _amount(value, type_) if value.known else UNKNOWN_WORD
        case _:
            assert_never(value)


def places_of(bound: Bound) -> int:
    """How many decimals a number needs to be written exactly, or as many as are written at all."""
    text = _decimal(Fraction(bound))
    return len(text.partition(".")[2])


def _amount(value: Interval, type_: Type) -> str:
    match type_.name:
        case "date" | "moment":
            return _day(value.low)
        case "share":
            return f"{_decimal(Fraction(value.low) * 100)}%"
        case "money":
            digits = _decimal(Fraction(value.low))
            whole, _, cents = digits.partition(".")
            return f"{value.unit} {whole}.{cents.ljust(2, '0')}".strip()
        case _:
            return _decimal(Fraction(value.low))


def _decimal(exact: Fraction) -> str:
    """A number in decimals, rounded where it has no end."""
    text = plain(exact)
    if "/" not in text:
        return text
    return format(Decimal(round(exact * 10**MOST_PLACES)).scaleb(-MOST_PLACES).normalize(), "f")


def _day(number: Bound) -> str:
    return date.fromordinal(int(number)).isoformat()
