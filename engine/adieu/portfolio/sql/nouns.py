"""What a value of the policy language is in SQL: its pieces, and what is known of them beforehand.

A truth is a nullable boolean.  A number is either *plain*, one piece that is NULL where the number
is unknown, or *ranged*, a low and a high end.  What is infinite is NULL, or known beforehand.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from msgspec import Struct
from sqlglot import exp

from adieu.logic import INFINITY, Bound
from adieu.portfolio.sql.trees import Sql
from adieu.quantities import Duration, Hours, Weekdays

MOST_DIGITS = 38
"""So many digits has a decimal in DuckDB and in Spark at most."""


class Unstatable(Exception):
    """What SQL cannot say exactly; ``reason`` is an entry of the catalogue."""

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(reason)
        self.reason, self.values = reason, values


class Test(Struct, frozen=True):
    """A truth; ``sure`` where it is never unknown."""

    sql: Sql
    sure: bool = False


YES = Test(exp.Boolean(this=True), True)
NO = Test(exp.Boolean(this=False), True)
MAYBE = Test(exp.Null())


Sort = Literal["whole", "decimal", "double", "day"]


class End(Struct, frozen=True):
    """A number: ``factor`` × ``top`` ÷ ``bottom``; without a top, the factor itself.

    The bottom, where there is one, is positive.  ``whole`` and ``places`` are how many digits the
    top has before and after the point at most; ``sort`` is what SQL calculates with.  A day is a
    DATE, or, without a top, a day number.
    """

    top: Sql | None
    factor: Fraction = Fraction(1)
    sort: Sort = "whole"
    whole: int = 1
    places: int = 0
    bottom: End | None = None


Side = End | float
"""An end, or the infinity that is known to stand there."""


class Plain(Struct, frozen=True):
    """A number that is known or, where it is NULL, anything from ``least`` to ``most``.

    It is never outside them.  ``sure`` where it is never unknown.
    """

    end: End
    least: Bound = -INFINITY
    most: Bound = INFINITY
    unit: str = ""
    sure: bool = False


class Ranged(Struct, frozen=True):
    """A number between two ends, where NULL is no limit; never outside ``least`` and ``most``."""

    low: Side
    high: Side
    least: Bound = -INFINITY
    most: Bound = INFINITY
    unit: str = ""


Number = Plain | Ranged


class Word(Struct, frozen=True):
    """A choice or a free word, NULL where it is unknown; no choices: any word."""

    sql: Sql
    choices: frozenset[str] | None
    sure: bool = False


class Choices(Struct, frozen=True):
    """A choice of which each word may be, or may not: truths that are never unknown."""

    may: tuple[tuple[str, Sql], ...]


class OpenDay(Struct, frozen=True):
    """A date that may be still to come; where it has come it is none after ``latest``."""

    days: Number
    open: Test
    latest: Plain


class At(Struct, frozen=True):
    """A day, and the minutes since midnight: NULL where they are not recorded."""

    day: Plain
    minute: Sql


Value = Test | Number | Word | Choices | OpenDay | At
Setting = Value | Duration | Hours | Weekdays
