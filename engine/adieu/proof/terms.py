"""Values that z3 reasons about: truths as pairs, numbers as ranges, words as codes.

Nothing about a value need be known: a range has two ends, each finite or not; a truth is a pair of
"certainly" and "certainly not", and unknown is neither.  Where Python knows a part already it stays
a Python value, so that what is fixed about a client never reaches the solver.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any, NamedTuple

import z3

from adieu.logic import Bound

Formula = Any
"""A z3 formula (``z3.BoolRef``, for which there are no types), or a Python truth."""

Number = Any
"""A z3 number (``z3.ArithRef``), or an exact Python one."""


class Beyond(Exception):
    """The question is beyond this logic; it ends in "not settled", never in a guess."""


def conj(parts: Iterable[Formula]) -> Formula:
    """All of them; what is certain is folded away."""
    kept = []
    for part in parts:
        if part is False:
            return False
        if part is not True:
            kept.append(part)
    return True if not kept else kept[0] if len(kept) == 1 else z3.And(kept)


def disj(parts: Iterable[Formula]) -> Formula:
    """At least one of them; what is certain is folded away."""
    kept = []
    for part in parts:
        if part is True:
            return True
        if part is not False:
            kept.append(part)
    return False if not kept else kept[0] if len(kept) == 1 else z3.Or(kept)


def neg(part: Formula) -> Formula:
    """Not so."""
    return not part if isinstance(part, bool) else z3.Not(part)


def at_least(count: int, parts: Iterable[Formula]) -> Formula:
    """At least so many of them."""
    listed = list(parts)
    count -= sum(part is True for part in listed)
    listed = [part for part in listed if not isinstance(part, bool)]
    if count <= 0:
        return True
    if count > len(listed):
        return False
    if count == 1:
        return disj(listed)
    return conj(listed) if count == len(listed) else z3.AtLeast(*listed, count)


def number(exact: Bound) -> Number:
    """An exact number as z3 writes it."""
    if isinstance(exact, float):
        raise Beyond("infinite")
    if isinstance(exact, Fraction) and exact.denominator != 1:
        return z3.RealVal(f"{exact.numerator}/{exact.denominator}")
    return z3.IntVal(int(exact))


def is_exact(value: Number) -> bool:
    """Whether Python knows the number."""
    return isinstance(value, int | Fraction)


def lifted(value: Number) -> Number:
    """A number that z3 can calculate with."""
    return number(value) if is_exact(value) else value


def compared(left: Number, relation: str, right: Number) -> Formula:
    """One number against another."""
    if is_exact(left) and is_exact(right):
        return bool(_EXACTLY[relation](left, right))
    left, right = lifted(left), lifted(right)
    return _EXACTLY[relation](left, right)


_EXACTLY: dict[str, Callable[[Any, Any], Any]] = {
    ">=": lambda left, right: left >= right,
    ">": lambda left, right: left > right,
    "=": lambda left, right: left == right,
}


class Pair(NamedTuple):
    """A truth: certainly so, certainly not so; unknown where neither holds."""

    yes: Formula
    no: Formula

    def __invert__(self) -> Pair:
        return Pair(self.no, self.yes)

    @property
    def open(self) -> Formula:
        """Unknown."""
        return conj((neg(self.yes), neg(self.no)))


YES, NO, OPEN = Pair(True, False), Pair(False, True), Pair(False, False)


def certain(formula: Formula) -> Pair:
    """The truth of what is either so or not so."""
    return Pair(formula, neg(formula))


def all_of(parts: Iterable[Pair]) -> Pair:
    """Kleene's conjunction."""
    listed = list(parts)
    return Pair(conj(part.yes for part in listed), disj(part.no for part in listed))


def any_of(parts: Iterable[Pair]) -> Pair:
    """Kleene's disjunction."""
    listed = list(parts)
    return Pair(disj(part.yes for part in listed), conj(part.no for part in listed))


def some_of(count: int, parts: Iterable[Pair]) -> Pair:
    """Whether at least ``count`` hold."""
    listed = list(parts)
    failing = len(listed) - count + 1
    return Pair(
        at_least(count, (part.yes for part in listed)),
        at_least(failing, (part.no for part in listed)),
    )


class Range(NamedTuple):
    """A number between two ends; an end that is not ``finite`` is unbounded there."""

    low: Number
    high: Number
    low_finite: Formula = True
    high_finite: Formula = True

    @property
    def known(self) -> Formula:
        """Whether it is one number."""
        if self.exact:
            return True
        both = conj((self.low_finite, self.high_finite))
        return conj((both, compared(self.low, "=", self.high)))

    @property
    def exact(self) -> bool:
        """Whether it is one number whatever else holds."""
        if self.low_finite is not True or self.high_finite is not True:
            return False
        if is_exact(self.low) and is_exact(self.high):
            return bool(self.low == self.high)
        return self.low is self.high

    def clipped(self, low: Bound, high: Bound) -> Range:
        """What lies within a declared range; the range itself where nothing does."""
        if isinstance(low, float) and isinstance(high, float):
            return self
        above = Range(*_ends(low, high))
        bottom = _higher(self.low, self.low_finite, above.low, above.low_finite)
        top = _lower(self.high, self.high_finite, above.high, above.high_finite)
        fits = disj((neg(bottom[1]), neg(top[1]), compared(top[0], ">=", bottom[0])))
        if fits is True:
            return Range(bottom[0], top[0], bottom[1], top[1])
        return Range(
            chosen(fits, bottom[0], above.low),
            chosen(fits, top[0], above.high),
            chosen(fits, bottom[1], above.low_finite),
            chosen(fits, top[1], above.high_finite),
        )


def between(low: Bound, high: Bound) -> Range:
    """Every number of a declared range."""
    return Range(*_ends(low, high))


def one(value: Number) -> Range:
    """One number."""
    return Range(value, value)


def _ends(low: Bound, high: Bound) -> tuple[Number, Number, bool, bool]:
    low_finite, high_finite = not isinstance(low, float), not isinstance(high, float)
    return low if low_finite else 0, high if high_finite else 0, low_finite, high_finite


def chosen(condition: Formula, yes: Any, no: Any) -> Any:
    """One of two values, as a condition says."""
    if isinstance(condition, bool):
        return yes if condition else no
    if yes is no or (type(yes) is type(no) and isinstance(yes, int | Fraction) and yes == no):
        return yes
    if isinstance(yes, bool) or isinstance(no, bool) or z3.is_bool(yes):
        return disj((conj((condition, yes)), conj((neg(condition), no))))
    yes, no = lifted(yes), lifted(no)
    if yes.is_int() != no.is_int():
        yes, no = (z3.ToReal(one) if one.is_int() else one for one in (yes, no))
    return z3.If(condition, yes, no)


def _higher(
    left: Number, left_finite: Formula, right: Number, right_finite: Formula
) -> tuple[Number, Formula]:
    """The higher of two lower ends."""
    takes_left = disj((neg(right_finite), conj((left_finite, compared(left, ">=", right)))))
    return chosen(takes_left, left, right), disj((left_finite, right_finite))


def _lower(
    left: Number, left_finite: Formula, right: Number, right_finite: Formula
) -> tuple[Number, Formula]:
    """The lower of two higher ends."""
    takes_left = disj((neg(right_finite), conj((left_finite, compared(right, ">=", left)))))
    return chosen(takes_left, left, right), disj((left_finite, right_finite))


class Quotient(NamedTuple):
    """A ratio, kept as its two sides so that comparing it stays linear; limits where declared."""

    above: Range
    below: Range
    low: Bound
    high: Bound


class Tally(NamedTuple):
    """How many of several things hold, certainly and possibly."""

    certain: tuple[Formula, ...]
    possible: tuple[Formula, ...]


class Mean(NamedTuple):
    """A weighted mean of scores as points from 0 to 100: weight, score, whether it is counted."""

    parts: tuple[tuple[int, Range, Formula], ...]
    known: Formula
    """Whether anything is scored at all."""


class Word(NamedTuple):
    """A word or a choice as a code, where it is known; else any of ``options`` (all, if none)."""

    code: Number
    known: Formula
    options: frozenset[str] | None


class OpenDay(NamedTuple):
    """A date that may be still to come."""

    days: Range
    open: Pair


class Instant(NamedTuple):
    """A day and, where it is recorded, the minute of it."""

    day: Number
    minute: Number
    timed: Formula


Numeric = Range | Quotient | Tally | Mean
Symbol = Pair | Numeric | Word | OpenDay | Instant


class Codes:
    """Words as numbers: one numbering for all, so that equal words are equal everywhere."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def of(self, word: str) -> int:
        """The number of a word."""
        return self.numbers.setdefault(word, len(self.numbers))

    def word(self, code: int) -> str | None:
        """The word of a number; nothing for a word that nobody names."""
        return next((word for word, number in self.numbers.items() if number == code), None)
