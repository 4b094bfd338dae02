"""Truths, intervals and sets of options: what can be said of a value that may be unknown.

Truth follows Kleene's strong three-valued logic (S. C. Kleene, *Introduction to Metamathematics*,
1952, section 64), as SQL's ``AND``, ``OR`` and ``NOT`` do.  A number that is not known exactly is
an interval, a choice that is not known is the set of what it may be; a comparison holds or fails
where it does so throughout, and is unknown otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from enum import IntEnum
from fractions import Fraction

from msgspec import Struct

Bound = int | Fraction | float
"""An end of an interval: an exact number, or one of the infinities (the only floats)."""

INFINITY = math.inf


class Truth(IntEnum):
    """True, false or unknown; ``&``, ``|`` and ``~`` are Kleene's."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2

    def __and__(self, other: int) -> Truth:
        return Truth(min(self.value, int(other)))

    def __or__(self, other: int) -> Truth:
        return Truth(max(self.value, int(other)))

    def __invert__(self) -> Truth:
        return Truth(2 - self.value)

    @property
    def word(self) -> str:
        """``true``, ``false`` or ``unknown``, as the JSON of a review spells it."""
        return self.name.lower()


TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def truth(known: bool) -> Truth:
    """The truth of something that is known."""
    return TRUE if known else FALSE


def all_of(truths: Iterable[Truth]) -> Truth:
    """Kleene's conjunction; of nothing, true."""
    return min(truths, default=TRUE)


def any_of(truths: Iterable[Truth]) -> Truth:
    """Kleene's disjunction; of nothing, false."""
    return max(truths, default=FALSE)


def at_least_of(count: int, truths: Iterable[Truth]) -> Truth:
    """Whether at least ``count`` of them are true."""
    listed = list(truths)
    certain = sum(one is TRUE for one in listed)
    possible = sum(one is not FALSE for one in listed)
    return TRUE if certain >= count else UNKNOWN if possible >= count else FALSE


class UnitMismatch(Exception):
    """Two amounts in different currencies met in a sum or a comparison."""

    def __init__(self, left: str, right: str) -> None:
        super().__init__(left, right)
        self.left, self.right = left, right


class Interval(Struct, frozen=True):
    """Every number from ``low`` to ``high``, both included; ``unit`` is a currency or empty.

    Dates are intervals of day numbers (``date.toordinal``); shares are fractions of one.
    """

    low: Bound
    high: Bound
    unit: str = ""

    @property
    def known(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high

    def clipped(self, low: Bound, high: Bound) -> Interval:
        """What lies within a declared range; the range itself where nothing does."""
        bottom, top = max(self.low, low), min(self.high, high)
        return Interval(bottom, top, self.unit) if bottom <= top else Interval(low, high, self.unit)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        unit = common_unit(self, other)
        return Interval(min(self.low, other.low), max(self.high, other.high), unit)

    def __add__(self, other: Interval) -> Interval:
        unit = common_unit(self, other)
        return Interval(_plus(self.low, other.low), _plus(self.high, other.high), unit)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.unit)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        ends = [_times(a, b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends), self.unit or other.unit)

    def __truediv__(self, other: Interval) -> Interval:
        """The quotient; everything where the divisor may be zero, for that is unknown."""
        unit = "" if other.unit else self.unit
        if self.unit and other.unit:
            common_unit(self, other)
        if other.low <= 0 <= other.high:
            return Interval(-INFINITY, INFINITY, unit)
        inverse = Interval(_inverse(other.high), _inverse(other.low))
        product = Interval(self.low, self.high) * inverse
        return Interval(product.low, product.high, unit)


def exactly(number: Bound, unit: str = "") -> Interval:
    """The interval that holds one number."""
    return Interval(number, number, unit)


def common_unit(left: Interval, right: Interval) -> str:
    """The currency both are in; a number without one (an unknown amount, zero) goes with any.

    Raises:
        UnitMismatch: where the currencies differ.
    """
    if left.unit and right.unit and left.unit != right.unit:
        raise UnitMismatch(left.unit, right.unit)
    return left.unit or right.unit


def at_least(left: Interval, right: Interval) -> Truth:
    """Whether ``left`` ≥ ``right``, the two taken as independent."""
    common_unit(left, right)
    return TRUE if left.low >= right.high else FALSE if left.high < right.low else UNKNOWN


def more_than(left: Interval, right: Interval) -> Truth:
    """Whether ``left`` > ``right``, the two taken as independent."""
    common_unit(left, right)
    return TRUE if left.low > right.high else FALSE if left.high <= right.low else UNKNOWN


def equal(left: Interval, right: Interval) -> Truth:
    """Whether ``left`` = ``right``, the two taken as independent."""
    return at_least(left, right) & at_least(right, left)


class Options(Struct, frozen=True):
    """What a choice or a free word may be: one word where it is known; ``None`` for any word."""

    words: frozenset[str] | None

    @property
    def known(self) -> bool:
        """Whether it is one word."""
        return self.words is not None and len(self.words) == 1

    def within(self, allowed: frozenset[str]) -> Truth:
        """Whether the word is one of those allowed."""
        if not allowed:
            return FALSE
        if self.words is None:
            return UNKNOWN
        return (
            TRUE if self.words <= allowed else FALSE if self.words.isdisjoint(allowed) else UNKNOWN
        )


def word(text: str) -> Options:
    """A word that is known."""
    return Options(frozenset((text,)))


class OpenDate(Struct, frozen=True):
    """A date that may not have come yet: a payment.  ``open`` says whether it is still to come."""

    days: Interval
    open: Truth

    @property
    def known(self) -> bool:
        """Whether it is one date, or known to be open."""
        return self.open is TRUE or (self.open is FALSE and self.days.known)


class Moment(Struct, frozen=True):
    """A day, and the minutes since midnight where the time is recorded (in local time)."""

    day: int
    minute: int | None

    @property
    def known(self) -> bool:
        """Whether the time of day is recorded."""
        return self.minute is not None


Value = Truth | Interval | Options | OpenDate | Moment


def is_known(value: Value) -> bool:
    """Whether nothing about the value is open."""
    return value is not UNKNOWN if isinstance(value, Truth) else value.known


def _plus(left: Bound, right: Bound) -> Bound:
    return left if isinstance(left, float) else right if isinstance(right, float) else left + right


def _times(left: Bound, right: Bound) -> Bound:
    if not left or not right:
        return 0
    if isinstance(left, float) or isinstance(right, float):
        return INFINITY if (left > 0) == (right > 0) else -INFINITY
    return left * right


def _inverse(number: Bound) -> Bound:
    return 0 if isinstance(number, float) else Fraction(1) / number
