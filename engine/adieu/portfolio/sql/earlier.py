"""Records about a matter → how many of them are earlier than others, or when the first was.

Where it only matters whether there is one, each client has a first date, found for all matters in
one scan; elsewhere they are counted, for each client, date and kind that is asked about.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from sqlglot import exp

from adieu import expression as ex
from adieu import policy as p
from adieu.portfolio.layout import CLIENT
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql import truths
from adieu.portfolio.sql import words as w
from adieu.portfolio.sql.enough import earlier_enough
from adieu.portfolio.sql.nouns import Choices, Test, Value, Word
from adieu.portfolio.sql.records import RecordScope, Review
from adieu.portfolio.sql.stages import Stages
from adieu.portfolio.sql.trees import Sql

_ZERO = exp.Literal.number(0)


class OfClient(Protocol):
    """Rows that are each of some client, to which what is known of clients can be joined."""

    stages: Stages
    table: str


class EarlierQueries:
    """What came earlier, for all sections that ask."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self.asked: dict[tuple[str, ex.Earlier], tuple[Sql, Sql]] = {}
        self.counts: list[tuple[str, exp.Query]] = []
        self.firsts: dict[tuple[str, ...], Firsts] = {}

    def ask(self, scope: RecordScope, node: ex.Earlier) -> tuple[Sql, Sql] | None:
        """The columns with how many are certain and how many possible; none: no tables of them."""
        sections = tuple(one for one in node.sections if one in self.review.layout.sections)
        if not sections:
            return None
        key = (scope.stages.name, node)
        if key not in self.asked:
            self.asked[key] = self._counted(scope, node, sections)
        return self.asked[key]

    def once(self, scope: RecordScope, node: ex.Earlier) -> tuple[Sql, Sql] | None:
        """Whether there is one for certain, and perhaps; nothing where more are asked for."""
        if not self.first_enough(node):
            return None
        first = self.first(scope, node)
        if first is None:
            return exp.Boolean(this=False), exp.Boolean(this=False)
        day = scope.day()
        certain, perhaps = (t.certain(t.related(one, "<", day)) for one in first)
        return certain, perhaps

    def first_enough(self, node: ex.Earlier) -> bool:
        """Whether it is about one matter, and only asked whether there is one."""
        return node.about is not None and node in self.review.policy.once(earlier_enough)

    def first(self, scope: OfClient, node: ex.Earlier) -> tuple[Sql, Sql] | None:
        """When the first was, for certain and perhaps; nothing: there are no tables of them."""
        sections = tuple(one for one in node.sections if one in self.review.layout.sections)
        if not sections:
            return None
        if sections not in self.firsts:
            self.firsts[sections] = Firsts(self, sections)
        return self.firsts[sections].ask(scope, node)

    def told(self, name: str, section: str) -> RecordScope:
        """The records of a section, to be looked for among earlier ones."""
        kind = self.review.policy.records[section]
        return RecordScope(self.review, kind, self, f"{name}: {section}")

    def queries(self) -> list[tuple[str, exp.Query]]:
        """The queries, in an order in which each finds those that it reads."""
        return [*self.counts, *(one for first in self.firsts.values() for one in first.queries())]

    def _counted(
        self, scope: RecordScope, node: ex.Earlier, sections: tuple[str, ...]
    ) -> tuple[Sql, Sql]:
        """How many there are, for each client and date, and each kind where that matters."""
        name = f"earlier {len(self.asked) + 1}"
        kind = None if node.about is not None else scope.field("kind")
        assert kind is None or isinstance(kind, Word | Choices)
        by_kind = isinstance(kind, Word) and isinstance(kind.sql, exp.Column)
        scope.day()
        table = exp.to_table(scope.kind.name, quoted=True)
        keys = {"on": scope.kind.date} | ({"kind": "kind"} if by_kind else {})
        listed = [t.aliased(t.column(one), alias) for alias, one in keys.items()]
        asked = exp.select(t.column(CLIENT), *listed).from_(table).distinct()
        self.counts += self._told(f"told {name}", node, sections)
        self.counts.append((f"asked {name}", asked))
        about = _about_any(self.review.policy, sections)
        self.counts.append((name, _counting(name, list(keys), kind, about)))
        on = [t.related(t.column(CLIENT, name), "=", t.column(CLIENT, scope.table))]
        for alias, one in keys.items():
            sure = alias == "on" or (isinstance(kind, Word) and kind.sure)
            equal = exp.EQ if sure else exp.NullSafeEQ
            on.append(equal(this=t.column(alias, name), expression=t.column(one, scope.table)))
        _left_join(scope, name, t.conjunction(on))
        low, high = (
            scope.stages.read(
                f"{name} {what}", t.function(exp.Coalesce, t.column(what, name), _ZERO)
            )
            for what in ("certain", "possible")
        )
        return low, high

    def _told(
        self, name: str, node: ex.Earlier, sections: tuple[str, ...]
    ) -> Iterator[tuple[str, exp.Query]]:
        """The records that may be wanted, each with whether it is."""
        parts: list[exp.Select] = []
        for section in sections:
            scope = self.told(name, section)
            about = scope.field("about")
            assert isinstance(about, Word | Choices)
            fits = scope.stages.let("fits", fitting(scope, node).sql, always=True)
            matter = scope.stages.let("matter", w.if_known(about), always=True)
            day = scope.day()
            yield from scope.stages.queries()
            columns = [t.aliased(day, "on"), t.aliased(matter, "about"), t.aliased(fits, "fits")]
            part = exp.select(t.column(CLIENT), *columns)
            parts.append(
                part.from_(exp.to_table(scope.stages.last, quoted=True)).where(t.possible(fits))
            )
        yield name, _all_of(parts)


class Firsts:
    """When the first record about each of several matters was, for each client."""

    def __init__(self, asked: EarlierQueries, sections: tuple[str, ...]) -> None:
        self.name = f"first told in {' and '.join(sections)}"
        self.scopes = [asked.told(self.name, one) for one in sections]
        self.fits: dict[ex.Earlier, list[Test]] = {}
        self.joined: set[str] = set()

    def ask(self, scope: OfClient, node: ex.Earlier) -> tuple[Sql, Sql]:
        """When the first record was for certain, and perhaps: columns of the source."""
        if node not in self.fits:
            self.fits[node] = [fitting(one, node) for one in self.scopes]
        if scope.stages.name not in self.joined:
            self.joined.add(scope.stages.name)
            same = t.related(t.column(CLIENT, self.name), "=", t.column(CLIENT, scope.table))
            _left_join(scope, self.name, same)
        certain, perhaps = (
            scope.stages.read(f"{self.name}: {title}", t.column(title, self.name))
            for title in self._titles(node)
        )
        return certain, perhaps

    def _titles(self, node: ex.Earlier) -> tuple[str, str]:
        having = "".join(f" {name} {'yes' if yes else 'no'}" for name, yes in node.having)
        certain = f"first {node.about}{having}"
        sure = all(one.sure for one in self.fits[node])
        return certain, certain if sure else f"{certain}, perhaps"

    def queries(self) -> Iterator[tuple[str, exp.Query]]:
        """The queries, the last of which has a row a client."""
        parts = []
        titles = {node: self._titles(node) for node in self.fits}
        for index, scope in enumerate(self.scopes):
            columns = [t.aliased(scope.day(), "on")]
            for node, fits in self.fits.items():
                piece = scope.stages.let(titles[node][0], fits[index].sql, always=True)
                columns.append(t.aliased(piece, titles[node][0]))
            yield from scope.stages.queries()
            part = exp.select(t.column(CLIENT), *columns)
            parts.append(part.from_(exp.to_table(scope.stages.last, quoted=True)))
        yield f"{self.name}, each", _all_of(parts)
        query = exp.select(t.column(CLIENT))
        for certain, perhaps in titles.values():
            column = t.column(certain)
            query.select(t.aliased(_first(t.certain(column)), certain), copy=False)
            if perhaps != certain:
                query.select(t.aliased(_first(t.possible(column)), perhaps), copy=False)
        each = exp.to_table(f"{self.name}, each", quoted=True)
        yield self.name, query.from_(each).group_by(t.column(CLIENT))


def _first(condition: Sql) -> Sql:
    first = exp.Min(this=t.column("on"))
    return exp.Filter(this=first, expression=exp.Where(this=t.own(condition)))


def _all_of(parts: list[exp.Select]) -> exp.Query:
    union: exp.Query = parts[0]
    for one in parts[1:]:
        union = exp.union(union, one, distinct=False, copy=False)
    return union


def _left_join(scope: OfClient, name: str, on: Sql) -> None:
    table = exp.to_table(name, quoted=True)
    scope.stages.source.join(table, on=on, join_type="left", copy=False)


def fitting(scope: RecordScope, node: ex.Earlier) -> Test:
    """Whether a record says what is wanted, and is about the matter where one is named."""
    tests = [truths.signed(_test(scope.field(name)), not answer) for name, answer in node.having]
    if node.about is not None:
        about = scope.field("about")
        assert isinstance(about, Word | Choices)
        tests.append(_about(about, w.fixed(frozenset((node.about,)))))
    return truths.all_of(tests)


def _about_any(policy: p.Policy, sections: tuple[str, ...]) -> Word:
    """What the records of these sections are about."""
    fields = [policy.records[one].fields["about"] for one in sections]
    sure = all(one.required for one in fields)
    if any(one.type.name != "choice" for one in fields):
        return Word(t.column("about", "told"), None, sure)
    choices = frozenset(word for one in fields for word in one.type.choices)
    return Word(t.column("about", "told"), choices, sure)


def _counting(name: str, keys: list[str], kind: Value | None, about: Word) -> exp.Select:
    """How many are earlier than each date that is asked about."""
    fits: Test = Test(t.column("fits", "told"))
    sure = False
    if kind is not None:
        assert isinstance(kind, Word | Choices)
        sure = about.sure and isinstance(kind, Word) and kind.sure
        wanted = kind
        if isinstance(kind, Word) and "kind" in keys:
            wanted = Word(t.column("kind", "asked"), kind.choices, kind.sure)
        fits = truths.all_of([fits, _about(about, wanted)])
    columns = [t.column(one, "asked") for one in (CLIENT, *keys)]
    parts = fits.sql.flatten() if isinstance(fits.sql, exp.And) else [fits.sql]
    on = [
        t.related(t.column(CLIENT, "told"), "=", t.column(CLIENT, "asked")),
        t.related(t.column("on", "told"), "<", t.column("on", "asked")),
        *(one if isinstance(one, exp.EQ) and sure else t.possible(one) for one in parts),
    ]
    query = exp.select(*[t.aliased(one, one.name) for one in columns])
    query.select(t.aliased(t.count(t.certain(fits.sql)), "certain"), copy=False)
    query.select(t.aliased(exp.Count(this=exp.Star()), "possible"), copy=False)
    query = query.from_(_named_table(f"asked {name}", "asked"))
    query.join(_named_table(f"told {name}", "told"), on=t.conjunction(on), copy=False)
    return query.group_by(*[one.copy() for one in columns])


def _named_table(name: str, alias: str) -> exp.Table:
    return exp.to_table(name, quoted=True, alias=exp.to_identifier(alias, quoted=True))


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
