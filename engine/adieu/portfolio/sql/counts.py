"""The records of every section → counts and sums as numbers, over one row a client.

Of some records nobody knows whether they belong, and some may be missing: a count has two ends.
"""

from __future__ import annotations

from fractions import Fraction

from sqlglot import exp

from adieu import expression as ex
from adieu import policy as p
from adieu.logic import INFINITY, Bound
from adieu.portfolio.layout import CLIENT, CLIENTS, missing_of
from adieu.portfolio.sql import arithmetic as ar
from adieu.portfolio.sql import ends as e
from adieu.portfolio.sql import numbers as n
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.after import after
from adieu.portfolio.sql.aggregates import Aggregates
from adieu.portfolio.sql.choice import chosen
from adieu.portfolio.sql.earlier import EarlierQueries
from adieu.portfolio.sql.nouns import End, Number, Plain, Ranged, Side
from adieu.portfolio.sql.records import COUNT_DIGITS, Review, some_missing
from adieu.portfolio.sql.stages import Stages
from adieu.portfolio.sql.trees import Sql

_ZERO, _ONE = exp.Literal.number(0), exp.Literal.number(1)
_NONE = End(None, Fraction(0))


class Counts:
    """Counts and sums, read from one query a section that is joined to the clients.

    Of a count in ``enough`` it is only asked whether it is at least one: more is not counted.
    """

    table = CLIENTS

    def __init__(self, review: Review, stages: Stages, enough: frozenset[str]) -> None:
        self.review, self.stages, self.enough = review, stages, enough
        self.earlier = EarlierQueries(review)
        self.sections: dict[str, Aggregates] = {}

    def count(self, name: str, section: str, where: ex.Condition) -> Number:
        """How many records of a section belong."""
        missing = self._missing(section)
        aggregates = self._aggregates(section)
        if aggregates is None:
            return Ranged(_NONE, n.high_of(missing), 0)
        if name in self.enough and (some := self._some(name, aggregates, where)) is not None:
            low, high = (End(t.case([(one, _ONE)], _ZERO)) for one in some)
            return Ranged(low, e.total([high, n.high_of(missing)]), 0)
        columns = aggregates.count(name, where)
        low, high = (self._counted(section, one) for one in columns)
        if columns[0] == columns[1] and n.high_of(missing) == _NONE:
            return Plain(low, 0, INFINITY, sure=True)
        return Ranged(low, e.total([high, n.high_of(missing)]), 0)

    def sum(self, fact: p.Fact, field: str, section: str, where: ex.Condition) -> Number:
        """The sum of a field over the records of a section that belong."""
        missing = self._missing(section)
        aggregates = self._aggregates(section)
        low: Side = _NONE
        high: Side = _NONE
        unit = ""
        if aggregates is not None:
            low, high, unit = aggregates.sum(fact.name, field, where)
            low, high = (self._summed(section, one) for one in (low, high))
        type_ = self.review.policy.records[section].fields[field].type
        low = e.total([low, _unread(missing, min(type_.low, 0))])
        high = e.total([high, _unread(missing, max(type_.high, 0))])
        found = Ranged(low, high, unit=unit)
        return ar.clipped(found, fact.type.low, fact.type.high, self.stages.let)

    def queries(self) -> list[tuple[str, exp.Query]]:
        """The queries of the sections, in an order in which each finds those that it reads."""
        made = [one for section in self.sections.values() for one in section.queries()]
        return [*self.earlier.queries(), *made]

    def _missing(self, section: str) -> Number:
        missing = self.review.missing(section)
        if missing is None:
            name = missing_of(section)
            piece = self.stages.read(name, t.column(name, CLIENTS))
            missing = self.review.missing_in(section, piece)
            missing = n.named(missing, name, self.stages.let)
        return missing

    def _aggregates(self, section: str) -> Aggregates | None:
        if section not in self.review.layout.sections:
            return None
        if section not in self.sections:
            kind = self.review.policy.records[section]
            self.sections[section] = Aggregates(self.review, kind, self.earlier)
            name = _by_client(section)
            self.stages.source.join(
                exp.to_table(name, quoted=True),
                on=t.related(t.column(CLIENT, name), "=", t.column(CLIENT, CLIENTS)),
                join_type="left",
                copy=False,
            )
        return self.sections[section]

    def _some(
        self, name: str, aggregates: Aggregates, where: ex.Condition
    ) -> tuple[Sql, Sql] | None:
        """Whether any record belongs for certain, and whether one may, where the last tells."""
        found = after(self.review.policy, where, self.earlier)
        first = self.earlier.first(self, found.node) if found is not None else None
        if found is None or first is None:
            return None
        table = _by_client(aggregates.kind.name)
        last = [
            self.stages.read(one, t.column(one, table)) for one in aggregates.last(name, found.rest)
        ]
        certain, perhaps = (
            t.certain(t.related(one, ">", other)) for one, other in zip(last, first, strict=True)
        )
        unread = some_missing(self._missing(one) for one in found.node.sections)
        unseen = t.conjunction([unread, t.is_not_null(last[1])])
        return certain, t.disjunction([perhaps, unseen])

    def _counted(self, section: str, name: str) -> End:
        piece = t.function(exp.Coalesce, t.column(name, _by_client(section)), _ZERO)
        return End(self.stages.read(name, piece), whole=COUNT_DIGITS)

    def _summed(self, section: str, side: Side) -> Side:
        """An end of a sum over the columns of the section's query."""
        if isinstance(side, float) or side.top is None:
            return side
        for name in dict.fromkeys(one.name for one in side.top.find_all(exp.Column)):
            self.stages.read(name, t.column(name, _by_client(section)))
        return side


def _by_client(section: str) -> str:
    """The query with a row a client."""
    return f"{section} by client"


def _unread(missing: Number, limit: Bound) -> Side:
    """The most, or the least, that records which are missing may add to a sum."""
    most = n.high_of(missing)
    if not limit:
        return _NONE
    if isinstance(limit, float) or isinstance(most, float):
        endless = -INFINITY if limit < 0 else INFINITY
        return chosen([(some_missing([missing]), endless)], _NONE)
    return e.scaled(most, Fraction(limit))
