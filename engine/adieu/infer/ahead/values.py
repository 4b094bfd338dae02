"""What a caller gives for a fact + its type → a plain value that the program compares exactly.

A number is an ``int`` or a ``float`` where that says it exactly, read by its shortest text (0.1 is
one tenth), and a ``Fraction`` otherwise.  Distinct floats have distinct shortest texts in the same
order, so that to compare floats is to compare what they say.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational, Real

from adieu import language as lang
from adieu.clients.fields import read_field
from adieu.diagnostics import Note, did_you_mean
from adieu.logic import INFINITY, UNKNOWN, Bound, Interval, Options, Truth
from adieu.policy import Fact
from adieu.quantities import Type, Unreadable, spell

Answer = bool | int | float | Decimal | Fraction | date | str | None
"""What a caller may give for a fact; nothing where it is not known."""
Plain = bool | int | float | Fraction | str | date
"""A known value as the program takes it."""

LIMIT = 2**53
"""Below this, whole numbers and floats are compared without loss."""
SMALLEST = 1e-30
"""Products of floats above this lose nothing that their comparison needs."""
NEAR = 1e-9
"""Products of floats that differ by less than this share of the smaller are not told apart."""
_DIGITS = 400
"""A decimal with more digits than this, before or behind the point, is refused."""


class FactError(Exception):
    """A fact that cannot be used; names the fact and what was expected."""

    def __init__(self, fact: str, message: Note, help: Note | None = None) -> None:
        super().__init__(fact, message, help)
        self.fact, self.message, self.help = fact, message, help

    def __str__(self) -> str:
        return self.said("en")

    def said(self, language: lang.Language) -> str:
        """The message in one of the languages."""
        text = lang.say_note(language, self.message)
        return f"{text}; {lang.say_note(language, self.help)}" if self.help else text


class UnknownFact(FactError, ValueError):
    """No fact has this name, or it is worked out and cannot be given."""


class WrongType(FactError, TypeError):
    """The value is of another type than the fact."""


class WrongValue(FactError, ValueError):
    """The value is of the right type, but not one that the fact can have."""


class Doubt(Exception):
    """Two products of floats lie so close that only exact numbers tell which is larger."""


def unknown_fact(name: object, known: Iterable[str], derived: Iterable[str]) -> UnknownFact:
    """What is said of a name that cannot be given."""
    text = name if isinstance(name, str) else repr(name)
    if text in derived:
        return UnknownFact(text, Note("diagnostic.fact-not-given", {"name": text}))
    message = Note("diagnostic.fact-unknown-client", {"name": text})
    return UnknownFact(text, message, did_you_mean(text, known))


def read(fact: Fact, value: object) -> tuple[Plain | None, str]:
    """A value as the program compares it, and its currency where it names one.

    Raises:
        WrongType: where it is of another type than the fact.
        WrongValue: where the fact cannot have it.
    """
    type_ = fact.type
    if isinstance(value, str) and type_.name not in ("choice", "word", "text"):
        return _text(fact, value)
    match type_.name:
        case "yes-no":
            if isinstance(value, bool):
                return value, ""
        case "choice" | "word" | "text":
            if isinstance(value, str):
                return _text(fact, value)
        case "date":
            if isinstance(value, date) and not isinstance(value, datetime):
                return value, ""
        case _:
            if isinstance(value, Real | Decimal) and not isinstance(value, bool):
                return simple(_within(fact, _number(fact, value), value)), ""
    raise WrongType(fact.name, _wrong(fact, value), _expected(type_))


def _number(fact: Fact, value: Real | Decimal) -> int | Fraction:
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Rational):
        return Fraction(int(value.numerator), int(value.denominator))
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        if isinstance(exponent, int) and exponent >= -_DIGITS and value.adjusted() <= _DIGITS:
            return exact(Fraction(value))
    elif math.isfinite(close := float(value)):
        return exact(close)
    raise WrongValue(fact.name, _wrong(fact, value), _expected(fact.type))


def _within(fact: Fact, number: int | Fraction, value: object) -> int | Fraction:
    if fact.type.low <= number <= fact.type.high:
        return number
    raise WrongValue(fact.name, _wrong(fact, value), _range(fact.type))


def _text(fact: Fact, text: str) -> tuple[Plain | None, str]:
    """What a client's file would make of this text."""
    try:
        value = read_field(text, fact.type, date.max)
    except Unreadable as error:
        raise WrongValue(fact.name, _wrong(fact, text), error.expected) from None
    match value:
        case Truth():
            return None if value is UNKNOWN else bool(value), ""
        case Interval(low, high, unit) if low == high and not isinstance(low, float):
            if fact.type.name == "date":
                return date.fromordinal(int(low)), ""
            return simple(low), unit
        case Options(words) if words is not None and len(words) == 1:
            return next(iter(words)), ""
        case _:
            return None, ""


def _wrong(fact: Fact, value: object) -> Note:
    return Note("api.fact-value", {"name": fact.name, "value": shown(value)})


def shown(value: object) -> str:
    """What a caller gave, on one line and short."""
    text = value if isinstance(value, str) else type(value).__name__
    long = isinstance(value, int | Fraction) and value.numerator.bit_length() > 100
    if isinstance(value, bool | int | float | Decimal | Fraction | date) and not long:
        text = str(value)
    return lang.printable(text if len(text) <= 60 else f"{text[:59]}…")


def _expected(type_: Type) -> Note:
    if type_.name == "choice":
        listed = ", ".join(f"`{one}`" for one in type_.choices)
        return Note("expected.choice", {"choices": listed})
    return Note(f"api.expected.{type_.name}")


def _range(type_: Type) -> Note:
    low, high = spell(type_.low, type_), spell(type_.high, type_)
    if type_.high == INFINITY:
        return Note("expected.in-range-from", {"low": low})
    if type_.low == -INFINITY:
        return Note("expected.in-range-to", {"high": high})
    return Note("expected.in-range", {"low": low, "high": high})


def exact(number: int | float | Fraction) -> int | Fraction:
    """The number that a person reads: of a float, its shortest text."""
    if isinstance(number, float):
        number = Fraction(repr(number))
    return number.numerator if number.denominator == 1 else number


def simple(number: int | Fraction) -> int | float | Fraction:
    """The number as an ``int`` or a ``float`` where its text is the same, else as it is."""
    if -LIMIT < number < LIMIT:
        if number.denominator == 1:
            return int(number)
        close = float(number)
        if abs(close) >= SMALLEST and Fraction(repr(close)) == number:
            return close
    return number


def from_at_least(limit: Bound) -> int | float:
    """The least number ``x`` such that what ``x`` says is at least the limit."""
    if isinstance(limit, float) or limit.denominator == 1:
        return limit if isinstance(limit, float) else int(limit)
    if not -LIMIT < limit < LIMIT:
        return math.ceil(limit)
    close = float(limit)
    while Fraction(repr(close)) < limit:
        close = math.nextafter(close, INFINITY)
    while Fraction(repr(before := math.nextafter(close, -INFINITY))) >= limit:
        close = before
    return close


def to_at_most(limit: Bound) -> int | float:
    """The greatest number ``x`` such that what ``x`` says is at most the limit."""
    return -from_at_least(-limit)


def at_least(left: float, right: float) -> bool:
    """Whether one product is at least another.

    Raises:
        Doubt: where they are floats too close to each other for their rounding to be told apart.
    """
    gap = left - right
    if type(gap) is int or abs(gap) > NEAR * min(abs(left), abs(right)):
        return gap >= 0
    if not left or not right:
        return left >= right
    raise Doubt


def more_than(left: float, right: float) -> bool:
    """Whether one product is more than another.

    Raises:
        Doubt: as ``at_least`` does.
    """
    gap = left - right
    if type(gap) is int or abs(gap) > NEAR * min(abs(left), abs(right)):
        return gap > 0
    if not left or not right:
        return left > right
    raise Doubt


def equal(left: float, right: float) -> bool:
    """Whether two products are equal.

    Raises:
        Doubt: as ``at_least`` does.
    """
    return at_least(left, right) and not more_than(left, right)


def all_simple(values: Mapping[str, Plain]) -> bool:
    """Whether no value needs exact numbers beyond ``int`` and ``float``."""
    return not any(isinstance(one, Fraction) for one in values.values())
