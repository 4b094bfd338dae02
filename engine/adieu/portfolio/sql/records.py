"""A record of a section → the values of its fields, derived ones included, as pieces of SQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Protocol

from msgspec import Struct
from sqlglot import exp

from adieu import expression as ex
from adieu import policy as p
from adieu import quantities as q
from adieu.clients.fields import left_out
from adieu.logic import INFINITY, Interval, exactly
from adieu.portfolio.layout import AS_OF, CLIENT, CLIENTS, Layout, missing_of
from adieu.portfolio.sql import columns as col
from adieu.portfolio.sql import comparison as cmp
from adieu.portfolio.sql import conditions as c
from adieu.portfolio.sql import ends as e
from adieu.portfolio.sql import numbers as n
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql import truths
from adieu.portfolio.sql.nouns import (
    YES,
    At,
    End,
    Number,
    OpenDay,
    Plain,
    Ranged,
    Side,
    Test,
    Unstatable,
    Value,
)
from adieu.portfolio.sql.stages import Stages
from adieu.portfolio.sql.trees import Sql

COUNT_DIGITS = 9
"""So many digits has a number of records at most."""


class Asked(Protocol):
    """Who knows of earlier records."""

    def ask(self, scope: RecordScope, node: ex.Earlier) -> tuple[Sql, Sql] | None:
        """The columns with how many are certain and how many possible; none: no tables of them."""

    def once(self, scope: RecordScope, node: ex.Earlier) -> tuple[Sql, Sql] | None:
        """Whether there is one for certain, and perhaps; nothing where more are asked for."""


class Review(Struct, frozen=True):
    """What holds for every query: the policy, the layout, and the date unless clients have one."""

    policy: p.Policy
    layout: Layout
    as_of: date

    @property
    def day(self) -> Plain:
        """The review date of clients that have none of their own."""
        day = n.fixed(exactly(self.as_of.toordinal()), day=True)
        assert isinstance(day, Plain)
        return day

    def missing(self, section: str) -> Number | None:
        """How many records are missing, where that does not differ by client."""
        if missing_of(section) in self.layout.clients:
            return None
        kept = section in self.layout.sections or section in self.policy.assumed_sections
        return n.fixed(Interval(0, 0)) if kept else Ranged(INFINITY, INFINITY)

    def missing_in(self, section: str, piece: Sql) -> Number:
        """How many records are missing, from the column that says so for each client."""
        if section in self.policy.assumed_sections:
            piece = t.function(exp.Coalesce, piece, exp.Literal.number(0))
        end = End(t.as_type(piece, "bigint"), whole=COUNT_DIGITS)
        return Ranged(End(None, Fraction(0)), end, 0)


class RecordScope:
    """The fields of the records of a section, derived ones included, and what came before them."""

    def __init__(self, review: Review, kind: p.RecordKind, earlier: Asked, name: str) -> None:
        self.review, self.kind, self.queries = review, kind, earlier
        self.settings: Mapping[str, q.Setting] = review.policy.settings
        self.columns = review.layout.sections[kind.name]
        self.table = kind.name
        source = exp.select(
            t.aliased(t.column(CLIENT, self.table), CLIENT)
        ).from_(exp.to_table(kind.name, quoted=True))  # fmt: skip
        self.stages = Stages(name, source)
        self.values: dict[str, Value] = {}
        self.joined = False
        self.tests: dict[ex.Condition, Test] = {}
        self.as_of = review.day
        if AS_OF in review.layout.clients:
            own = self.of_client(AS_OF)
            day = t.function(exp.Coalesce, own, e.day_of(review.day.end))
            self.as_of = Plain(End(self.stages.read("the as_of", day), sort="day"), sure=True)

    def of_client(self, name: str) -> Sql:
        """A column of the client whom a record is about."""
        if not self.joined:
            self.joined = True
            ours = t.column(CLIENT, "of client")
            self.stages.source.join(
                exp.to_table(CLIENTS, alias=exp.to_identifier("of client", quoted=True)),
                on=t.related(ours, "=", t.column(CLIENT, self.table)),
                copy=False,
            )
        return t.column(name, "of client")

    def let(self, name: str, piece: Sql) -> Sql:
        """A name for a piece."""
        return self.stages.let(name, piece)

    def fact(self, name: str) -> Value:
        """A record's conditions speak of its own fields only."""
        raise LookupError(name)

    def findings(self, node: ex.Findings) -> Number:
        """Nothing has been inferred yet."""
        raise LookupError(node)

    def field(self, name: str) -> Value:
        """The value of a field; what came after the review date has not come yet."""
        if name not in self.values:
            self.values[name] = self._field(name)
        return self.values[name]

    def _field(self, name: str) -> Value:
        if name == CLIENT:
            raise Unstatable("name-taken", name=name)
        field = self.kind.fields[name]
        if field.when is not None:
            held = c.test(field.when, self)
            return Test(self.let(name, held.sql), held.sure)
        if name not in self.columns:
            if field.default is not None:
                value = left_out(field, date.max)
                known = c.constant(value, field.type)
                assert not isinstance(known, q.Duration | q.Hours | q.Weekdays)
                if isinstance(known, OpenDay):
                    ahead = c.compare(known.days, ">", self.as_of)
                    return OpenDay(known.days, truths.any_of([known.open, ahead]), known.latest)
                return known
            value_ = col.unknown(field.type, self.as_of)
            if isinstance(value_, OpenDay):
                return OpenDay(self.as_of, YES, self.as_of)
            return value_
        sure = field.required or name == self.kind.date
        return col.field_of(
            name, field.type, self.columns, self.stages.read, self.as_of, sure, self.table
        )

    def day(self) -> Sql:
        """The date of the record."""
        value = self.field(self.kind.date)
        number = value.day if isinstance(value, At) else value
        assert isinstance(number, Plain)
        return e.day_of(number.end)

    def test(self, condition: ex.Condition) -> Test:
        """Whether a record belongs to a count, named where it is asked for twice."""
        if condition not in self.tests:
            held = c.test(condition, self)
            self.tests[condition] = Test(self.let("belongs", held.sql), held.sure)
        return self.tests[condition]

    def once(self, node: ex.Earlier) -> Test | None:
        """Whether there is an earlier record at all; nothing where more are asked for."""
        found = self.queries.once(self, node)
        if found is None:
            return None
        certain, perhaps = found
        unread = some_missing(self._missing(one) for one in node.sections)
        possible = t.disjunction([perhaps, unread])
        if possible == certain:
            return Test(certain, True)
        yes, no = exp.Boolean(this=True), exp.Boolean(this=False)
        return Test(t.case([(certain, yes), (t.negation(possible), no)]))

    def _missing(self, section: str) -> Number:
        missing = self.review.missing(section)
        if missing is None:
            name = missing_of(section)
            piece = self.stages.read(name, self.of_client(name))
            missing = self.review.missing_in(section, piece)
        return missing

    def earlier(self, node: ex.Earlier) -> Number:
        """How many records about the matter are dated strictly earlier, however old they are."""
        found = self.queries.ask(self, node)
        low: Side = End(None, Fraction(0))
        high: Side = low
        if found is not None:
            low, high = (End(one, whole=COUNT_DIGITS) for one in found)
        for section in node.sections:
            high = e.total([high, n.high_of(self._missing(section))])
        return Ranged(low, high, 0)


def some_missing(missing: Iterable[Number]) -> Sql:
    """Whether records may be missing, of which there are so many in several sections."""
    parts: list[Sql] = []
    for one in missing:
        high = n.high_of(one)
        if isinstance(high, End) and high.top is not None:
            parts.append(t.is_null(high.top))
        parts.append(cmp.compared(high, ">", End(None, Fraction(0))))
    return t.disjunction(parts)
