"""A policy + the layout of its tables → every fact of the vocabulary as a piece of SQL.

The mirror of ``adieu.facts``.  Facts are made when they are first asked for: a statement computes
what its verdict, its lists and the facts asked for need, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import assert_never

from sqlglot import exp

from adieu import expression as ex
from adieu import policy as p
from adieu import quantities as q
from adieu.diagnostics import Diagnostics, Note
from adieu.logic import Interval, OpenDate, Options, Truth, UnitMismatch
from adieu.portfolio.layout import AS_OF, CLIENT, CLIENTS, NAME
from adieu.portfolio.sql import arithmetic as ar
from adieu.portfolio.sql import columns as col
from adieu.portfolio.sql import conditions as c
from adieu.portfolio.sql import division, scores, truths
from adieu.portfolio.sql import ends as e
from adieu.portfolio.sql import numbers as n
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql import words as w
from adieu.portfolio.sql.counts import Counts
from adieu.portfolio.sql.nouns import (
    Choices,
    End,
    Number,
    OpenDay,
    Plain,
    Ranged,
    Test,
    Unstatable,
    Value,
    Word,
)
from adieu.portfolio.sql.records import Review
from adieu.portfolio.sql.stages import Stages
from adieu.portfolio.sql.trees import Sql


class FactScope:
    """Facts by name, over one row a client.

    Of a count in ``enough`` it is only asked whether it is at least one: more is not counted.
    """

    def __init__(self, review: Review, enough: frozenset[str] = frozenset()) -> None:
        self.review, self.policy = review, review.policy
        self.settings: Mapping[str, q.Setting] = review.policy.settings
        self.stages = Stages("facts of clients", self._source())
        self.counts = Counts(review, self.stages, enough)
        self.values: dict[str, Value] = {}
        self.found = Diagnostics()
        today = self._as_of()
        self.as_of = today

    def _source(self) -> exp.Select:
        ours = t.column(CLIENT, CLIENTS)
        name: Sql = ours
        if NAME in self.review.layout.clients:
            name = t.function(exp.Coalesce, t.column(NAME, CLIENTS), ours)
        return exp.select(t.aliased(ours, CLIENT), t.aliased(name, NAME)).from_(
            exp.to_table(CLIENTS, quoted=True)
        )

    def _as_of(self) -> Plain:
        day = self.review.day
        if AS_OF not in self.review.layout.clients:
            return day
        own = t.function(exp.Coalesce, t.column(AS_OF, CLIENTS), e.day_of(day.end))
        return Plain(End(self.stages.read(AS_OF, own), sort="day"), sure=True)

    def let(self, name: str, piece: Sql) -> Sql:
        """A name for a piece."""
        return self.stages.let(name, piece)

    def field(self, name: str) -> Value:
        """There is no record at hand."""
        raise LookupError(name)

    def earlier(self, node: ex.Earlier) -> Number:
        """There is no record at hand."""
        raise LookupError(node)

    def once(self, node: ex.Earlier) -> Test | None:
        """There is no record at hand."""
        raise LookupError(node)

    def findings(self, node: ex.Findings) -> Number:
        """Nothing has been inferred yet."""
        raise LookupError(node)

    def fact(self, name: str) -> Value:
        """The value of a fact."""
        if name not in self.values:
            fact = self.policy.facts[name]
            self.values[name] = col.unknown(fact.type, self.as_of)
            with self.collecting(f"fact:{name}"):
                self.values[name] = self._named(self._fact(fact), name)
        return self.values[name]

    @contextmanager
    def collecting(self, path: str) -> Iterator[None]:
        """Collect what cannot be stated of a part of the policy."""
        place = self.policy.places.get(path)
        try:
            yield
        except Unstatable as error:
            problem = Note(f"sql.{error.reason}", error.values)
            self.found.error("not-in-sql", place, problem=problem)
        except UnitMismatch as error:
            self.found.error("currencies", place, left=error.left, right=error.right)

    def number(self, name: str) -> Number:
        """The value of a fact that is a number."""
        value = self.fact(name)
        assert isinstance(value, Plain | Ranged)
        return value

    def _named(self, value: Value, name: str) -> Value:
        match value:
            case Test(sql, sure):
                return Test(self.let(name, sql), sure)
            case Plain() | Ranged():
                return n.named(value, name, self.let)
            case Word(sql, choices, sure):
                return Word(self.let(name, sql), choices, sure)
            case Choices(may):
                return Choices(tuple((one, self.let(f"{name} {one}", piece)) for one, piece in may))
            case _:
                return value

    def _fact(self, fact: p.Fact) -> Value:
        given = None
        own = isinstance(fact.definition, p.Given)
        if own and fact.name in (CLIENT, NAME, AS_OF):
            raise Unstatable("name-taken", name=fact.name)
        if fact.name in self.review.layout.clients and fact.name not in (CLIENT, NAME, AS_OF):
            alias = fact.name
            if not isinstance(fact.definition, p.Given):
                alias = f"{fact.name} given"
            given = col.value_of(
                fact.name, fact.type, self.review.layout.clients,
                lambda _, piece: self.stages.read(alias, piece), table=CLIENTS,
            )  # fmt: skip
        if given is not None and isinstance(fact.definition, p.Given):
            value = given
        else:
            value = self._derived(fact)
            if given is not None:
                value = self._either(given, value)
        assumed = self.policy.assumed_facts.get(fact.name)
        if assumed is None:
            return value
        if given is not None and not isinstance(fact.definition, p.Given):
            value = self._either(given, self._assumed(self._derived(fact), assumed, fact.type))
            return value
        return self._assumed(value, assumed, fact.type)

    def _either(self, given: Value, other: Value) -> Value:
        """What was given; where nothing was, what is derived."""
        match given, other:
            case Test(), Test():
                if isinstance(other.sql, exp.Null):
                    return given
                return Test(t.function(exp.Coalesce, given.sql, other.sql), other.sure)
            case Plain(), (Plain() | Ranged()):
                return ar.either(given, n.named(other, "derived", self.let))
            case Word(), (Word() | Choices()):
                return w.either(given, other)
            case _:
                raise AssertionError(given)

    def _assumed(self, value: Value, text: str, type_: q.Type) -> Value:
        """The value where it is known, else the one that the policy assumes."""
        read = q.read_value(text, type_)
        match value, read:
            case Test(sql, _), Truth():
                return Test(t.function(exp.Coalesce, sql, truths.truth(read).sql), True)
            case ((Plain() | Ranged()), Interval()):
                value = n.named(value, "unassumed", self.let)
                return ar.or_else(value, read, type_.name == "date", self.let)
            case ((Word() | Choices()), Options(words)):
                (one,) = words or ("",)
                known = w.if_known(value)
                choices = type_.choices or None
                piece = t.function(exp.Coalesce, known, t.text(one))
                return Word(piece, choices and frozenset(choices), True)
            case OpenDay(), OpenDate():
                raise AssertionError(text)
            case _:
                raise AssertionError(text)

    def _derived(self, fact: p.Fact) -> Value:
        match fact.definition:
            case p.Given():
                return col.unknown(fact.type, self.as_of)
            case p.Count(section, where):
                return self.counts.count(fact.name, section, where)
            case p.Sum(field, section, where):
                return self.counts.sum(fact, field, section, where)
            case p.Calculation(operand):
                plain = self._ratio(operand, fact.type)
                if plain is not None:
                    return plain
                value = c.measure(operand, self)
                assert isinstance(value, Plain | Ranged)
                low, high = fact.type.low, fact.type.high
                return ar.clipped(value, low, high, self.let)
            case p.Holds(condition):
                return c.test(condition, self)
            case p.Scored(what, without_opinions):
                return self._scored(what, without_opinions)
            case _:
                assert_never(fact.definition)

    def _ratio(self, operand: ex.Operand, type_: q.Type) -> Plain | None:
        """The quotient of two facts, where NULL says all that is unknown about it."""
        match operand:
            case ex.Arithmetic("/", ex.Fact(above), ex.Fact(below)):
                left, right = self.fact(above), self.fact(below)
                if isinstance(left, Plain) and isinstance(right, Plain):
                    return division.ratio(left, right, type_.low, type_.high)
        return None

    def _scored(self, what: str, without_opinions: bool) -> Value:
        card = self.policy.scorecard
        assert card is not None
        if what == "agreed":
            return truths.truth(Truth.TRUE if card.agreed else Truth.FALSE)
        if what == "score":
            return scores.score(card, self.number, self.let, without_opinions)
        return scores.classes(card, self.score(without_opinions))

    def score(self, without_opinions: bool = False) -> Number:
        """The score as a fact of the vocabulary, or else calculated."""
        wanted = p.Scored("score", without_opinions)
        for name, fact in self.policy.facts.items():
            if fact.definition == wanted:
                return self.number(name)
        raise LookupError(wanted)

    def queries(self) -> list[tuple[str, exp.Query]]:
        """The queries of the sections, in an order in which each finds those that it reads."""
        return self.counts.queries()
