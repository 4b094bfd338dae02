"""Dates in SQL + lengths of time → the dates that these lead to, within the calendar.

``adieu.quantities.shift`` is the definition.
"""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace
from sqlglot import exp

from adieu import quantities as q
from adieu.logic import Interval
from adieu.portfolio.sql import ends as e
from adieu.portfolio.sql import numbers as n
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.nouns import End, Number, Plain, Ranged, Side, Unstatable
from adieu.portfolio.sql.trees import Sql

_FAR = 100_000
"""Moved by so many days, a date in the calendar is still one that every database knows."""


def some_days_later(day: Number, by: Number, turn: int) -> Number | None:
    """A date moved by a few days that are known beforehand; nothing where it has to be counted."""
    if not isinstance(by, Plain) or by.end.top is not None:
        return None
    days = turn * by.end.factor
    if days.denominator != 1 or abs(days) > _FAR:
        return None

    def later(side: Side) -> Side:
        if isinstance(side, float) or not days:
            return side
        if side.top is None:
            return replace(side, factor=side.factor + days)
        return replace(side, top=_plus_days(side.top, int(days)))

    sides = (day.end,) if isinstance(day, Plain) else (day.low, day.high)
    fixed = [later(one) for one in sides if isinstance(one, End) and one.top is None]
    last = date.max.toordinal()
    if any(isinstance(one, End) and not 1 <= one.factor <= last for one in fixed):
        return None
    least, most = (
        one if isinstance(one, float) else one + int(days) for one in (day.least, day.most)
    )
    if isinstance(day, Ranged):
        return replace(day, low=later(day.low), high=later(day.high), least=least, most=most)
    end = later(day.end)
    assert isinstance(end, End)
    return replace(day, end=end, least=least, most=most)


def moved(number: Number, by: q.Duration, turn: int, let: n.Let) -> Number:
    """A date moved by a length of time, as ``adieu.quantities.shift`` does it."""
    months, days = turn * by.months, turn * by.days

    def side(one: Side) -> Side:
        if isinstance(one, float):
            return one
        if one.top is None:
            from_ = date.fromordinal(min(max(int(one.factor // 1), 1), date.max.toordinal()))
            return e.const(q.shift(from_, months, days).toordinal(), "day")
        if one.sort != "day":
            raise Unstatable("moved-number")
        return replace(one, top=_shifted(let("day", one.top), months, days))

    if isinstance(number, Plain):
        end = side(number.end)
        assert isinstance(end, End)
        if number.sure and end.top is None:
            return n.fixed(Interval(int(end.factor), int(end.factor)), True)
        return Plain(end, sure=number.sure)
    return Ranged(side(number.low), side(number.high))


def _shifted(day: Sql, months: int, days: int) -> Sql:
    """A date moved by calendar months, then by days, and kept within the calendar."""

    def kept(node: Sql) -> Sql:
        return t.case(_beyond(node), node)

    if not months:
        return kept(_plus_days(day, days)) if days else day
    span = exp.Interval(this=t.text(str(abs(months))), unit=exp.var("MONTH"))
    kind = exp.Add if months > 0 else exp.Sub
    there = t.as_type(kind(this=t.own(day), expression=span), "date")
    if not days:
        return kept(there)
    return t.case(_beyond(there), kept(_plus_days(there, days)))


def _beyond(day: Sql) -> list[tuple[Sql, Sql]]:
    """What stands for a day that lies outside the calendar."""
    first, last = t.day(date.min), t.day(date.max)
    return [(t.related(day, "<", first), first), (t.related(day, ">", last), last)]


def _plus_days(day: Sql, days: int) -> Sql:
    kind = exp.Add if days >= 0 else exp.Sub
    return kind(this=t.own(day), expression=exp.Literal.number(abs(days)))
