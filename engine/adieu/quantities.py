"""A text and its type → an exact value, or the reason why it cannot be read.

The types are those of the policy language.  Numbers are exact (``int`` or ``Fraction``), never
binary floats; a number has at most eighteen digits.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, datetime
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from adieu.diagnostics import Note, did_you_mean
from adieu.logic import (
    FALSE,
    INFINITY,
    TRUE,
    UNKNOWN,
    Bound,
    Interval,
    Moment,
    OpenDate,
    Options,
    Value,
    exactly,
    word,
)

TypeName = Literal[
    "yes-no", "number", "share", "money", "date", "moment", "choice", "word", "text",
    "duration", "hours", "weekdays", "words",
]  # fmt: skip
MAX_DIGITS = 18
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Type(Struct, frozen=True):
    """The type of a fact, a field or a parameter, with its range and its choices.

    ``unit`` is hours, days, months or nothing; ``low`` and ``high`` bound numbers, shares (as
    fractions of one) and amounts; ``open`` marks a date that is still open where it is left out.
    """

    name: TypeName
    choices: tuple[str, ...] = ()
    low: Bound = -INFINITY
    high: Bound = INFINITY
    unit: str = ""
    open: bool = False

    @property
    def is_quantity(self) -> bool:
        """Whether its values are intervals of numbers or amounts."""
        return self.name in ("number", "share", "money")

    def unknown(self, today: int | None = None) -> Value:
        """The value of which nothing is known: all that the type allows, up to today for dates."""
        match self.name:
            case "yes-no":
                return UNKNOWN
            case "choice":
                return Options(frozenset(self.choices))
            case "date":
                days = Interval(-INFINITY, INFINITY if today is None else today)
                return OpenDate(days, UNKNOWN) if self.open else days
            case "number" | "share" | "money":
                return Interval(self.low, self.high)
            case _:
                return Options(None)


YES_NO = Type("yes-no")


class Duration(Struct, frozen=True):
    """A length of time in calendar months and days."""

    months: int = 0
    days: int = 0

    def before(self, day: date) -> date:
        """The date this long before a day; the last of the month where that day does not exist."""
        return shift(day, -self.months, -self.days)


class Hours(Struct, frozen=True):
    """A part of the day in minutes since midnight, both ends included; it may pass midnight."""

    start: int
    end: int

    def holds(self, minute: int) -> bool:
        """Whether a time of day lies within."""
        if self.start <= self.end:
            return self.start <= minute <= self.end
        return minute >= self.start or minute <= self.end


class Weekdays(Struct, frozen=True):
    """Days of the week, Monday being 0."""

    days: frozenset[int]


Setting = Interval | Duration | Hours | Weekdays | Options
"""The value of a parameter; a list of words is the set of them."""


class Unreadable(Exception):
    """A text that is not of its type; carries what was expected."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.expected = Note(
            f"expected.{key}", {name: str(value) for name, value in values.items()}
        )


def shift(day: date, months: int, days: int) -> date:
    """A date moved by calendar months (clamped to the month's end), then by days."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    if not 1 <= year <= 9999:
        return date.min if year < 1 else date.max
    moved = date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    ordinal = min(max(moved.toordinal() + days, 1), date.max.toordinal())
    return date.fromordinal(ordinal)


_NUMBER = re.compile(r"[+-]?(\d+(\.\d+)?|\.\d+)\Z")
_SHARE = re.compile(r"([+-]?[\d.]+)\s*%\Z")
_MONEY = re.compile(r"([A-Z]{3})\s?([+-]?[\d.]+)\Z")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?\Z"
)
_DURATION = re.compile(r"(\d{1,5})\s+(day|week|month|year)s?\Z")
_HOURS = re.compile(r"(\d{1,2}):(\d{2})\s*(?:–|-|—|to)\s*(\d{1,2}):(\d{2})\Z")
_YES_NO = {"yes": TRUE, "true": TRUE, "no": FALSE, "false": FALSE}


def number(text: str) -> int | Fraction:
    """An exact number of at most eighteen digits, as ``12`` or ``12.5``."""
    if not _NUMBER.match(text) or not text.isascii():
        raise Unreadable("number")
    if sum(character.isdigit() for character in text) > MAX_DIGITS:
        raise Unreadable("digits", limit=MAX_DIGITS)
    exact = Fraction(text)
    return exact.numerator if exact.denominator == 1 else exact


def share(text: str) -> int | Fraction:
    """A share as a fraction of one: ``12%`` or ``0.12``."""
    match = _SHARE.match(text)
    try:
        return Fraction(number(match[1])) / 100 if match else number(text)
    except Unreadable as error:
        if error.expected.key == "expected.digits":
            raise
        raise Unreadable("share") from None


def money(text: str) -> tuple[int | Fraction, str]:
    """An amount and its currency, as ``EUR 1250.00``."""
    match = _MONEY.match(text)
    if not match:
        raise Unreadable("money")
    return number(match[2]), match[1]


def day(text: str) -> date:
    """An ISO date, as ``2026-11-01``."""
    if not _DATE.match(text) or not text.isascii():
        raise Unreadable("date")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unreadable("real-date") from None


def moment(text: str) -> Moment:
    """A date with or without a time of day; a zone is read over: local time, as recorded."""
    match = _MOMENT.match(text)
    if not match or not text.isascii():
        raise Unreadable("moment")
    on = day(match[1])
    if match[2] is None:
        return Moment(on.toordinal(), None)
    try:
        at = datetime(on.year, on.month, on.day, int(match[2]), int(match[3]))
    except ValueError:
        raise Unreadable("real-time") from None
    return Moment(on.toordinal(), at.hour * 60 + at.minute)


def duration(text: str) -> Duration:
    """A length of time, as ``12 months`` or ``30 days``."""
    match = _DURATION.match(text)
    if not match:
        raise Unreadable("duration")
    count = int(match[1])
    match match[2]:
        case "day":
            return Duration(days=count)
        case "week":
            return Duration(days=7 * count)
        case "month":
            return Duration(months=count)
        case _:
            return Duration(months=12 * count)


def hours(text: str) -> Hours:
    """A part of the day, as ``08:00–18:00``."""
    match = _HOURS.match(text)
    parts = [int(part) for part in match.groups()] if match else [99]
    if not match or max(parts[0], parts[2]) > 24 or max(parts[1], parts[3]) > 59:
        raise Unreadable("hours")
    return Hours(parts[0] * 60 + parts[1], parts[2] * 60 + parts[3])


def weekdays(texts: list[str]) -> Weekdays:
    """Days of the week, each a name or a range of names, as ``monday–friday``."""
    days: set[int] = set()
    for text in texts:
        ends = [_weekday(part) for part in re.split(r"\s*[–—-]\s*|\s+to\s+", text.strip())]
        if len(ends) > 2:
            raise Unreadable("weekdays")
        span = (ends[-1] - ends[0]) % 7
        days.update((ends[0] + offset) % 7 for offset in range(span + 1))
    return Weekdays(frozenset(days))


def _weekday(text: str) -> int:
    for index, name in enumerate(WEEKDAYS):
        if len(text) >= 2 and name.startswith(text.lower()):
            return index
    raise Unreadable("weekdays")


def yes_no(text: str) -> Value:
    """Yes or no, in any case; true and false mean the same."""
    answer = _YES_NO.get(text.lower())
    if answer is None:
        raise Unreadable("yes-no")
    return answer


def _choice(text: str, type_: Type) -> Value:
    if text not in type_.choices:
        wrong = Unreadable("choice", choices=", ".join(f"`{one}`" for one in type_.choices))
        wrong.expected = did_you_mean(text, type_.choices) or wrong.expected
        raise wrong
    return word(text)


def _dated(text: str, type_: Type) -> Value:
    days = exactly(day(text).toordinal())
    return OpenDate(days, FALSE) if type_.open else days


def _word(text: str, type_: Type) -> Value:
    if not text.strip():
        raise Unreadable("word")
    return word(text)


_READERS: dict[str, Callable[[str, Type], Value]] = {
    "yes-no": lambda text, _: yes_no(text),
    "number": lambda text, _: exactly(number(text)),
    "share": lambda text, _: exactly(share(text)),
    "money": lambda text, _: exactly(*money(text)),
    "date": _dated,
    "moment": lambda text, _: moment(text),
    "choice": _choice,
    "word": _word,
    "text": lambda text, _: word(text),
}


def read_value(text: str, type_: Type) -> Value:
    """The value that a text of this type says.

    Raises:
        Unreadable: where the text is not of the type or lies outside its range.
    """
    try:
        value = _READERS[type_.name](text, type_)
    except Unreadable as error:
        bounded = type_.name == "number" and type_.high < INFINITY
        raise (
            _outside(type_) if bounded and error.expected.key == "expected.number" else error
        ) from None
    if not isinstance(value, Interval) or not type_.is_quantity:
        return value
    if type_.name == "share" and value.low > max(type_.high, 1) and "%" not in text:
        raise Unreadable("share")
    if not type_.low <= value.low <= type_.high:
        raise _outside(type_)
    return value


def _outside(type_: Type) -> Unreadable:
    """What is said of a number outside the range of its type."""
    low, high = spell(type_.low, type_), spell(type_.high, type_)
    if type_.high == INFINITY:
        return Unreadable("in-range-from", low=low)
    if type_.low == -INFINITY:
        return Unreadable("in-range-to", high=high)
    return Unreadable("in-range", low=low, high=high)


def spell(bound: Bound, type_: Type) -> str:
    """A bound as it is written in YAML."""
    if isinstance(bound, float):
        return "unlimited"
    if type_.name == "share":
        return f"{plain(Fraction(bound) * 100)}%"
    return plain(bound)


def plain(exact: int | Fraction) -> str:
    """A number in decimals where it has an end, as a fraction where it has none."""
    value = Fraction(exact)
    if value.denominator == 1:
        return str(value.numerator)
    rest, places = value.denominator, 0
    while rest % 10 == 0:
        rest //= 10
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    while value.denominator != 1:
        value, places = value * 10, places + 1
    digits = str(abs(value.numerator)).rjust(places + 1, "0")
    return f"{'-' if exact < 0 else ''}{digits[:-places]}.{digits[-places:]}"
