"""A section's table + what is counted in it → one query with a row a client.

Every count and sum over a section comes from one scan of its records within the window.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from msgspec import Struct
from sqlglot import exp

from adieu import expression as ex
from adieu import policy as p
from adieu import quantities as q
from adieu.clients.fields import left_out
from adieu.logic import INFINITY, Bound, Interval, exactly
from adieu.portfolio.layout import AS_OF, CLIENT, CLIENTS, Layout, missing_of
from adieu.portfolio.sql import columns as col
from adieu.portfolio.sql import conditions as c
from adieu.portfolio.sql import ends as e
from adieu.portfolio.sql import numbers as n
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql import words as w
from adieu.portfolio.sql.nouns import (
    YES,
    At,
    Choices,
    End,
    Number,
    OpenDay,
    Plain,
    Ranged,
    Side,
    Test,
    Unstatable,
    Value,
    Word,
)
from adieu.portfolio.sql.stages import Stages
from adieu.portfolio.sql.trees import Sql

COUNT_DIGITS = 12
"""So many digits has a number of records at most."""
SUM_DIGITS = 10
"""So many digits more than an addend has a sum of as many records as there can be."""


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

    def __init__(
        self, review: Review, kind: p.RecordKind, earlier: EarlierQueries, name: str
    ) -> None:
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
            self.as_of = Plain(End(self.read("the as_of", day), sort="day"), sure=True)

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

    def read(self, name: str, piece: Sql) -> Sql:
        """A column of the source."""
        if name in self.stages.source.named_selects:
            return t.column(name)
        return self.stages.add(t.aliased(piece, name))

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
        field = self.kind.fields[name]
        if field.when is not None:
            held = c.test(field.when, self)
            return Test(self.let(name, held.sql), held.sure)
        if name not in self.columns:
            if field.default is not None:
                value = left_out(field, date.max)
                known = c.constant(value, field.type)
                assert not isinstance(known, q.Duration | q.Hours | q.Weekdays)
                return known
            value_ = col.unknown(field.type, self.as_of)
            if isinstance(value_, OpenDay):
                return OpenDay(self.as_of, YES)
            return value_
        sure = field.required or name == self.kind.date
        return col.field_of(name, field.type, self.columns, self.read, self.as_of, sure, self.table)

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

    def earlier(self, node: ex.Earlier) -> Number:
        """How many records about the matter are dated strictly earlier, however old they are."""
        found = self.queries.ask(self, node)
        low: Side = End(None, Fraction(0))
        high: Side = low
        if found is not None:
            low, high = (End(one, whole=COUNT_DIGITS) for one in found)
        for section in node.sections:
            missing = self.review.missing(section)
            if missing is None:
                name = missing_of(section)
                piece = self.read(name, self.of_client(name))
                missing = self.review.missing_in(section, piece)
            high = e.total([high, n.high_of(missing)])
        return Ranged(low, high, 0)


def first_enough(policy: p.Policy) -> frozenset[ex.Earlier]:
    """The counts of earlier records of which only whether there is one is ever asked."""
    asked: set[ex.Earlier] = set()
    more: set[ex.Earlier] = set()
    for leaf in _leaves(policy):
        once = _asks_for_one(leaf, policy)
        for operand in ex.walk(leaf):
            if isinstance(operand, ex.Earlier):
                (asked if once else more).add(operand)
    return frozenset(asked - more)


def _asks_for_one(leaf: ex.Condition, policy: p.Policy) -> bool:
    """Whether a condition is that a count is at least one, or its negation."""
    match leaf:
        case ex.Compare(ex.Earlier(), (">=" | "<") as relation, right):
            pass
        case ex.Compare(ex.Earlier(), (">" | "<=") as relation, right):
            pass
        case _:
            return False
    value = policy.settings[right.name] if isinstance(right, ex.Parameter) else None
    if isinstance(right, ex.Constant) and isinstance(right.value, Interval):
        value = right.value
    if not isinstance(value, Interval) or not value.known:
        return False
    return 0 < value.low <= 1 if relation in (">=", "<") else 0 <= value.low < 1


def _leaves(policy: p.Policy) -> Iterator[ex.Condition]:
    """Every condition on records that is no group."""
    waiting = [
        fact.definition.where
        for fact in policy.facts.values()
        if isinstance(fact.definition, p.Count | p.Sum)
    ]
    waiting += [
        field.when
        for kind in policy.records.values()
        for field in kind.fields.values()
        if field.when is not None
    ]
    while waiting:
        condition = waiting.pop()
        parts = ex.parts_of(condition)
        waiting += parts
        if not parts:
            yield condition


class EarlierQueries:
    """How many earlier records there are about a matter, for each client, date and kind."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self.queries: list[tuple[str, exp.Select]] = []
        self.asked: dict[tuple[str, ex.Earlier], tuple[Sql, Sql]] = {}
        self.scopes: dict[str, RecordScope] = {}

    def ask(self, scope: RecordScope, node: ex.Earlier) -> tuple[Sql, Sql] | None:
        """The columns with how many are certain and how many possible; none: no tables of them."""
        sections = [one for one in node.sections if one in self.review.layout.sections]
        if not sections:
            return None
        key = (scope.kind.name, node)
        if key not in self.asked:
            self.asked[key] = self._joined(scope, node, sections)
        return self.asked[key]

    def _joined(self, scope: RecordScope, node: ex.Earlier, sections: list[str]) -> tuple[Sql, Sql]:
        number = len(self.asked) + 1
        if node.about is not None and node in self.review.policy.once(first_enough):
            return self._since_first(scope, node, sections, number)
        kind = None if node.about is not None else scope.field("kind")
        assert kind is None or isinstance(kind, Word | Choices)
        scope.day()
        name = f"earlier {number}"
        self._told(f"told {number}", node, sections)
        asked = self._keys(scope, kind, f"asked {number}")
        self.queries.append(
            (name, _counted(f"asked {number}", f"told {number}", kind, node, self.about(sections)))
        )
        on = [
            t.related(t.column(CLIENT, name), "=", t.column(CLIENT, scope.table)),
            t.related(t.column("on", name), "=", t.column(scope.kind.date, scope.table)),
        ]
        if asked:
            left, right = t.column("kind", name), t.column("kind", scope.table)
            on.append(exp.NullSafeEQ(this=left, expression=right))
        scope.stages.source.join(
            exp.to_table(name, quoted=True), on=t.conjunction(on), join_type="left", copy=False
        )
        zero = exp.Literal.number(0)
        low, high = (
            scope.read(f"{name} {what}", t.function(exp.Coalesce, t.column(what, name), zero))
            for what in ("certain", "possible")
        )
        return low, high

    def _since_first(
        self, scope: RecordScope, node: ex.Earlier, sections: list[str], number: int
    ) -> tuple[Sql, Sql]:
        """One where the first record about the matter came before, else none: more are not asked.

        A client has one first date: nothing needs to be counted for each date that is asked about.
        """
        scope.day()
        name = f"first {number}"
        self._told(f"told {number}", node, sections)
        fits, on = t.column("fits"), t.column("on")
        first = exp.Filter(this=exp.Min(this=on), expression=exp.Where(this=t.certain(fits)))
        query = exp.select(t.aliased(t.column(CLIENT), CLIENT), t.aliased(first, "certain"))
        query.select(t.aliased(exp.Min(this=on.copy()), "possible"), copy=False)
        query = query.from_(exp.to_table(f"told {number}", quoted=True))
        self.queries.append((name, query.group_by(t.column(CLIENT))))
        scope.stages.source.join(
            exp.to_table(name, quoted=True),
            on=t.related(t.column(CLIENT, name), "=", t.column(CLIENT, scope.table)),
            join_type="left",
            copy=False,
        )
        day, one, none = t.column(scope.kind.date, scope.table), *map(exp.Literal.number, (1, 0))
        low, high = (
            scope.read(
                f"{name} {what}", t.case([(t.related(t.column(what, name), "<", day), one)], none)
            )
            for what in ("certain", "possible")
        )
        return low, high

    def _keys(self, scope: RecordScope, kind: Value | None, name: str) -> bool:
        """The dates, and the kinds where they matter, that are asked about."""
        table = exp.to_table(scope.kind.name, quoted=True)
        by_kind = isinstance(kind, Word) and isinstance(kind.sql, exp.Column)
        query = exp.select(
            t.aliased(t.column(CLIENT), CLIENT), t.aliased(t.column(scope.kind.date), "on")
        ).from_(table)
        if by_kind:
            query.select(t.aliased(t.column("kind"), "kind"), copy=False)
        self.queries.append((name, query.distinct()))
        return by_kind

    def about(self, sections: list[str]) -> Word:
        """What the records of these sections are about."""
        types = [self.review.policy.records[one].fields["about"].type for one in sections]
        if any(one.name != "choice" for one in types):
            return Word(t.column("about", "told"), None)
        choices = frozenset(word for one in types for word in one.choices)
        return Word(t.column("about", "told"), choices)

    def _told(self, name: str, node: ex.Earlier, sections: list[str]) -> None:
        """The records that may be about the matter, each with whether it is one of those wanted."""
        parts: list[exp.Select] = []
        for section in sections:
            kind = self.review.policy.records[section]
            scope = RecordScope(self.review, kind, self, f"{name}: {section}")
            about = scope.field("about")
            assert isinstance(about, Word | Choices)
            says = [c.signed(_test(scope.field(one)), not answer) for one, answer in node.having]
            if node.about is not None:
                says.append(_about(about, w.fixed(frozenset((node.about,)))))
            fits = c.all_of(says)
            day = scope.day()
            text = w.if_known(about)
            query = scope.stages
            fits_ = query.let("fits", fits.sql, always=True)
            about_ = query.let("matter", text, always=True)
            *before, (last, _) = query.queries()
            self.queries += [*before, query.queries()[-1]]
            parts.append(
                exp.select(
                    t.column(CLIENT), t.aliased(day, "on"), t.aliased(about_, "about"),
                    t.aliased(fits_, "fits"),
                ).from_(exp.to_table(last, quoted=True)).where(t.possible(fits_))
            )  # fmt: skip
        union: exp.Query = parts[0]
        for one in parts[1:]:
            union = exp.union(union, one, distinct=False, copy=False)
        self.queries.append((name, union))  # type: ignore[arg-type]


def _counted(
    asked: str, told: str, kind: Value | None, node: ex.Earlier, about: Word
) -> exp.Select:
    fits: Test = Test(t.column("fits", "told"))
    if kind is not None:
        assert isinstance(kind, Word | Choices)
        wanted = kind
        if isinstance(kind, Word) and isinstance(kind.sql, exp.Column):
            wanted = Word(t.column("kind", "asked"), kind.choices, kind.sure)
        fits = c.all_of([fits, _about(about, wanted)])
    keys = [t.column(CLIENT, "asked"), t.column("on", "asked")]
    if isinstance(kind, Word) and isinstance(kind.sql, exp.Column):
        keys.append(t.column("kind", "asked"))
    on = [
        t.related(t.column(CLIENT, "told"), "=", t.column(CLIENT, "asked")),
        t.related(t.column("on", "told"), "<", t.column("on", "asked")),
        t.possible(fits.sql),
    ]
    query = exp.select(*[t.aliased(one, one.name) for one in keys])
    query.select(t.aliased(count(t.certain(fits.sql)), "certain"), copy=False)
    query.select(t.aliased(exp.Count(this=exp.Star()), "possible"), copy=False)
    query = query.from_(
        exp.to_table(asked, quoted=True, alias=exp.to_identifier("asked", quoted=True))
    )
    query.join(
        exp.to_table(told, quoted=True, alias=exp.to_identifier("told", quoted=True)),
        on=t.conjunction(on),
        copy=False,
    )
    return query.group_by(*[one.copy() for one in keys])


def _test(value: Value) -> Test:
    assert isinstance(value, Test)
    return value


def _about(about: Word | Choices, wanted: Word | Choices) -> Test:
    """Whether a record is about a matter; unknown where either is a free word not known."""
    if isinstance(about, Word) and isinstance(wanted, Word) and None in (
        about.choices, wanted.choices
    ):  # fmt: skip
        return Test(t.related(about.sql, "=", wanted.sql))
    return w.same(wanted, about)


def count(condition: Sql) -> Sql:
    """How many rows fulfil a condition."""
    rows = exp.Count(this=exp.Star())
    if isinstance(condition, exp.Boolean) and condition.this:
        return rows
    return exp.Filter(this=rows, expression=exp.Where(this=t.own(condition)))


# Counts and sums


class Aggregates:
    """The counts and sums over one section, collected and then asked for in one query."""

    def __init__(self, review: Review, kind: p.RecordKind, earlier: EarlierQueries) -> None:
        self.scope = RecordScope(review, kind, earlier, f"{kind.name} read")
        self.kind, self.review = kind, review
        self.columns: dict[str, Sql] = {}

    def count(self, name: str, where: ex.Condition) -> tuple[str, str]:
        """The columns with how many records belong for certain, and how many may."""
        belongs = self.scope.test(where)
        low, high = f"{name} certain", f"{name} possible"
        self.columns[low] = count(t.certain(belongs.sql))
        if belongs.sure:
            return low, low
        self.columns[high] = count(t.possible(belongs.sql))
        return low, high

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
            self.columns[f"{name} endless"] = count(rows)
            return End(t.case([(self._none(f"{name} endless"), exp.Literal.number(0))]))
        end = e.exact(end)
        assert end.top is None or end.bottom is None
        zero = End(None, Fraction(0))
        if not helps and not belongs.sure:
            less = e.compared(end, ">" if sign > 0 else "<", zero)
            kept = [(t.conjunction([t.negation(t.certain(belongs.sql)), less]), zero)]
            chosen = e.chosen(kept, end)
            assert isinstance(chosen, End)
            end = chosen
        whole = end.whole + SUM_DIGITS
        e.fit(whole, end.places)
        top = end.top if end.top is not None else t.number(end.factor)
        added = exp.Sum(this=t.own(top))
        self.columns[name] = exp.Filter(this=added, expression=exp.Where(this=t.own(rows)))
        endless = end.top is not None and isinstance(limit, float)
        if endless and end.top is not None:
            nothing = t.conjunction([rows, t.is_null(end.top)])
            self.columns[f"{name} endless"] = count(nothing)
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
            first = c.moved(today, window, -1, scope)
            assert isinstance(first, Plain)
            limits.insert(0, t.related(day, ">", e.day_of(first.end)))
        *before, (name, last) = scope.stages.queries()
        query = exp.select(t.column(CLIENT)).from_(exp.to_table(name, quoted=True))
        for alias, piece in self.columns.items():
            query.select(t.aliased(piece, alias), copy=False)
        query = query.where(t.conjunction(limits)).group_by(t.column(CLIENT))
        return [*before, (name, last), (f"{self.kind.name} by client", query)]


__all__ = ["Aggregates", "EarlierQueries", "RecordScope", "Review", "Unstatable", "count"]
