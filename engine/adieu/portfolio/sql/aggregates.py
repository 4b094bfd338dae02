"""A section's table + what is counted in it → one query with a row a client.

Every count and sum over a section comes from one scan of its records within the window.
"""

from __future__ import annotations

from fractions import Fraction

from sqlglot import exp

from adieu import expression as ex
from adieu import policy as p
from adieu import quantities as q
from adieu.logic import Bound
from adieu.portfolio.layout import CLIENT
from adieu.portfolio.sql import comparison as cmp
from adieu.portfolio.sql import days
from adieu.portfolio.sql import ends as e
from adieu.portfolio.sql import numbers as n
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.choice import chosen
from adieu.portfolio.sql.earlier import EarlierQueries
from adieu.portfolio.sql.nouns import End, Plain, Ranged, Side, Test
from adieu.portfolio.sql.records import RecordScope, Review
from adieu.portfolio.sql.trees import Sql

SUM_DIGITS = 6
"""So many digits more than an addend has a sum of as many records as there can be."""


class Aggregates:
    """The counts and sums over one section, collected and then asked for in one query."""

    def __init__(self, review: Review, kind: p.RecordKind, earlier: EarlierQueries) -> None:
        self.scope = RecordScope(review, kind, earlier, f"{kind.name} read")
        self.kind, self.review = kind, review
        self.columns: dict[str, Sql] = {}
        self.counted: dict[ex.Condition, tuple[str, str]] = {}

    def count(self, name: str, where: ex.Condition) -> tuple[str, str]:
        """The columns with how many records belong for certain, and how many may."""
        if where not in self.counted:
            belongs = self.scope.test(where)
            low, high = f"{name} certain", f"{name} possible"
            self.columns[low] = t.count(belongs.sql)
            if belongs.sure:
                high = low
            else:
                self.columns[high] = t.count(t.possible(belongs.sql))
            self.counted[where] = low, high
        return self.counted[where]

    def last(self, name: str, where: ex.Condition) -> tuple[str, str]:
        """The columns with when the last record was that belongs for certain, and that may."""
        belongs, day = self.scope.test(where), self.scope.day()
        certain, possible = f"{name} last certain", f"{name} last possible"
        self.columns[certain] = _last(day, t.certain(belongs.sql))
        if belongs.sure:
            return certain, certain
        self.columns[possible] = _last(day, t.possible(belongs.sql))
        return certain, possible

    def sum(self, name: str, field: str, where: ex.Condition) -> tuple[Side, Side, str]:
        """The ends of the sum over the records that there are, named as columns."""
        value = self.scope.field(field)
        assert isinstance(value, Plain | Ranged)
        belongs = self.scope.test(where)
        addend = n.named(value, f"{name} addend", self.scope.let)
        low = self._end(f"{name} low", n.low_of(addend), belongs, addend.least, 1)
        high = self._end(f"{name} high", n.high_of(addend), belongs, addend.most, -1)
        return low, high, addend.unit

    def _end(self, name: str, end: Side, belongs: Test, limit: Bound, sign: int) -> Side:
        """One end of a sum; an addend that may not belong counts only where it takes away."""
        helps = sign * limit >= 0
        rows = t.certain(belongs.sql) if helps else t.possible(belongs.sql)
        if isinstance(end, float):
            self.columns[f"{name} endless"] = t.count(rows)
            return End(t.case([(self._none(f"{name} endless"), exp.Literal.number(0))]))
        end = e.exact(end)
        assert end.top is None or end.bottom is None
        zero = End(None, Fraction(0))
        if not helps and not belongs.sure:
            less = cmp.compared(end, ">" if sign > 0 else "<", zero)
            kept = [(t.conjunction([t.negation(t.certain(belongs.sql)), less]), zero)]
            kept_or_zero = chosen(kept, end)
            assert isinstance(kept_or_zero, End)
            end = kept_or_zero
        whole = end.whole + SUM_DIGITS
        e.fit(whole, end.places)
        top = end.top if end.top is not None else t.number(end.factor)
        added = exp.Sum(this=t.own(top))
        self.columns[name] = exp.Filter(this=added, expression=exp.Where(this=t.own(rows)))
        endless = end.top is not None and isinstance(limit, float)
        if endless and end.top is not None:
            nothing = t.conjunction([rows, t.is_null(end.top)])
            self.columns[f"{name} endless"] = t.count(nothing)
        digits = f"decimal({whole + end.places}, {end.places})"
        total = t.as_type(t.function(exp.Coalesce, t.column(name), exp.Literal.number(0)), digits)
        if endless:
            total = t.case([(self._none(f"{name} endless"), total)])
        factor = end.factor if end.top is not None else Fraction(1)
        return End(total, factor, "decimal", whole, end.places)

    def _none(self, name: str) -> Sql:
        zero = exp.Literal.number(0)
        return t.related(t.function(exp.Coalesce, t.column(name), zero), "=", zero)

    def queries(self) -> list[tuple[str, exp.Select]]:
        """The queries, the last of which has a row a client; named as the section."""
        scope = self.scope
        day = scope.day()
        today = scope.as_of
        limits = [t.related(day, "<=", e.day_of(today.end))]
        window = self.review.policy.settings.get("window")
        if self.kind.windowed and isinstance(window, q.Duration):
            first = days.moved(today, window, -1, scope.let)
            assert isinstance(first, Plain)
            limits.insert(0, t.related(day, ">", e.day_of(first.end)))
        *before, (name, last) = scope.stages.queries()
        query = exp.select(t.column(CLIENT)).from_(exp.to_table(name, quoted=True))
        for alias, piece in self.columns.items():
            query.select(t.aliased(piece, alias), copy=False)
        query = query.where(t.conjunction(limits)).group_by(t.column(CLIENT))
        return [*before, (name, last), (f"{self.kind.name} by client", query)]


def _last(day: Sql, condition: Sql) -> Sql:
    last = exp.Max(this=t.own(day))
    if isinstance(condition, exp.Boolean) and condition.this:
        return last
    return exp.Filter(this=last, expression=exp.Where(this=t.own(condition)))
