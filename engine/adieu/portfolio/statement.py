"""A policy + the layout of tables → one SQL statement with a row a client.

The statement is a syntax tree from end to end: no text of a file is ever pasted into it.  It is
exactly ``adieu.facts`` and ``adieu.infer.reference``, read once more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from adieu.policy import Policy
from adieu.portfolio.layout import AS_OF, CLIENT, NAME, Layout

if TYPE_CHECKING:
    from sqlglot import exp

    from adieu.portfolio.sql.rules import Lists

Query = TypeVar("Query", bound="exp.Expression")


def statement(
    policy: Policy,
    layout: Layout,
    as_of: date,
    facts: Sequence[str] = (),
) -> exp.Select:
    """The statement that says of each client what the policy makes of it.

    Args:
        policy: what decides.
        layout: the tables that there are, and their columns.
        as_of: the review date, save for clients that have their own.
        facts: the facts to show beside what was decided.

    Raises:
        adieu.diagnostics.Unusable: where a part of the policy cannot be stated exactly in SQL.
    """
    return _Statement(policy, layout, as_of).made(facts)


NARROW = "decided"
"""What there is of each client once every rule is decided: all that the rest reads."""


class _Statement:
    """Puts the parts together, and collects what cannot be stated."""

    def __init__(self, policy: Policy, layout: Layout, as_of: date) -> None:
        from adieu.portfolio.sql.facts import FactScope
        from adieu.portfolio.sql.records import Review

        self.policy = policy
        self.scope = FactScope(Review(policy, layout, as_of))

    def made(self, facts: Sequence[str]) -> exp.Select:
        """The statement.

        Raises:
            adieu.diagnostics.Unusable: with everything that cannot be stated.
        """
        from sqlglot import exp

        from adieu.portfolio.sql import rules as r
        from adieu.portfolio.sql import settling
        from adieu.portfolio.sql import trees as t
        from adieu.portfolio.sql import verdicts as v
        from adieu.portfolio.sql.ends import day_of

        scope, policy = self.scope, self.policy
        rows = policy.once(v.rows_of)
        seen = frozenset(name for group in rows.groups for name in group.rules)
        masks = r.masks_of(scope, r.outcomes_of(scope), seen)
        state = v.state_of(scope, rows, masks)
        if (packed := v.packed(rows, state, "state")) is not None:
            scope.stages.let("state", packed.number, always=True)
            state = packed.state
        lists = [*r.lists_of(policy, masks)]
        shown: dict[str, exp.Expr] = {}
        with scope.collecting("fact:score"):
            lists += self._classes()
            shown |= self._score()
        shown |= self._asked(facts)
        settled, columns = settling.settled(scope, rows, masks, state, scope.stages.last)
        scope.found.stop_on_error()

        source = scope.stages.last
        query = exp.select(
            *[t.column(one, source) for one in (CLIENT, NAME)],
            t.aliased(t.qualified(day_of(scope.as_of.end), source), AS_OF),
            *[t.column(one, "state") for one in ("verdict", "final", "possible")],
        ).from_(exp.to_table(source, quoted=True))
        before = [*scope.queries(), *scope.stages.queries()]
        queries = [*settled]
        _join(query, source, "state", columns)
        for one in lists:
            if not one.columns:
                listed = [t.aliased(piece, name) for name, piece in one.lists.items()]
                query = query.select(*listed, copy=False)
                continue
            name = f"by {one.name}"
            queries.append((name, _listed(source, name, one)))
            _join(query, source, name, one.columns)
            query = query.select(*[t.column(title, name) for title in one.lists], copy=False)
        for name, piece in shown.items():
            query = query.select(t.aliased(t.qualified(piece, source), name), copy=False)
        narrow = _narrowed(source, query, [part for _, part in queries])
        for name, part in [*before, (NARROW, narrow), *queries]:
            query = query.with_(exp.to_identifier(name, quoted=True), part, copy=False)
        return query

    def _classes(self) -> Iterator[Lists]:
        """The classes, best first; NULL where nothing that counts is scored."""
        from sqlglot import exp

        from adieu.portfolio.sql import rules as r
        from adieu.portfolio.sql import scores
        from adieu.portfolio.sql import trees as t

        card = self.policy.scorecard
        if card is None:
            yield r.Lists("class", (), {"class": t.null("array<text>")})
            return
        scored = self._scored()
        may = dict(scores.classes(card, self.scope.score()).may)
        truths = {one: t.conjunction([scored, piece]) for one, piece in may.items()}
        mask = r.mask("classes", truths, may, self.scope)
        entries = r.id_list((one, mask.holds(one)) for one in may)
        columns = tuple(one.name for one in mask.columns if isinstance(one, exp.Column))
        some = t.disjunction(mask.holds(one) for one in may)
        yield r.Lists("class", columns, {"class": t.case([(some, entries)])})

    def _scored(self) -> exp.Expr:
        from adieu.portfolio.sql import scores

        card = self.policy.scorecard
        assert card is not None
        return self.scope.let("scored", scores.scored(card, self.scope.number))

    def _score(self) -> dict[str, exp.Expr]:
        """The ends of the score; NULL where nothing that counts is scored."""
        from adieu.portfolio.sql import numbers as n
        from adieu.portfolio.sql import output
        from adieu.portfolio.sql import trees as t

        if self.policy.scorecard is None:
            number = t.null(output.SHOWN)
            return {"score_low": number, "score_high": number}
        scored, score = self._scored(), self.scope.score()
        ends = {"score_low": n.low_of(score), "score_high": n.high_of(score)}
        return {name: t.case([(scored, output.shown(one))]) for name, one in ends.items()}

    def _asked(self, facts: Sequence[str]) -> dict[str, exp.Expr]:
        """The facts that were asked for."""
        from adieu.portfolio.sql.output import columns_of

        found: dict[str, exp.Expr] = {}
        for name in facts:
            value, type_ = self.scope.fact(name), self.policy.facts[name].type
            with self.scope.collecting(f"fact:{name}"):
                found.update(columns_of(name, value, type_, self.scope.let))
        return found


def kept(query: Query) -> Query:
    """The statement for engines that work a shared part out anew wherever it is read.

    DuckDB does so, unless it is told to keep what clients are read from time and again.
    """
    from sqlglot import exp

    copied = query.copy()
    for part in copied.find_all(exp.CTE):
        if part.alias == NARROW:
            part.set("materialized", True)
    return copied


def _narrowed(source: str, query: exp.Select, parts: Sequence[exp.Query]) -> exp.Select:
    """The few columns of a source that these read; afterwards they read those instead."""
    from sqlglot import exp

    from adieu.portfolio.sql import trees as t

    named: dict[str, None] = {}
    for column in query.find_all(exp.Column):
        if column.table == source:
            named[column.name] = None
            column.set("table", exp.to_identifier(NARROW, quoted=True))
    for part in (query, *parts):
        for table in list(part.find_all(exp.Table)):
            if table.name == source:
                table.set("this", exp.to_identifier(NARROW, quoted=True))
                select = table.find_ancestor(exp.Select)
                if select is not None and select is not query:
                    named |= dict.fromkeys(one.name for one in select.find_all(exp.Column))
    columns = [t.column(one) for one in named]
    return exp.select(*columns).from_(exp.to_table(source, quoted=True))


def _join(query: exp.Select, source: str, name: str, columns: Sequence[str]) -> None:
    """Join what clients share to each of them."""
    from sqlglot import exp

    from adieu.portfolio.sql import trees as t

    # Only the one number of a packed state, and a mask, are never NULL.
    sure = len(columns) == 1 and (columns[0] == "state" or name != "state")
    kind = exp.EQ if sure else exp.NullSafeEQ
    on = t.conjunction(
        kind(this=t.column(one, source), expression=t.column(_shared(name, one), name))
        for one in columns
    )
    query.append("joins", exp.Join(this=exp.to_table(name, quoted=True), on=on))


def _shared(name: str, column: str) -> str:
    """What a column that clients share is called beside the lists made of it."""
    return column if name == "state" else f"{column} bits"


def _listed(source: str, name: str, lists: Lists) -> exp.Select:
    """Lists made once for each combination of what they hang on."""
    from sqlglot import exp

    from adieu.portfolio.sql import trees as t

    columns = [t.column(one) for one in lists.columns]
    each = exp.select(*columns).from_(exp.to_table(source, quoted=True)).distinct()
    kept = [t.aliased(one, _shared(name, one.name)) for one in columns]
    made = [t.aliased(piece, title) for title, piece in lists.lists.items()]
    return exp.select(*kept, *made).from_(each.subquery(exp.to_identifier("each", quoted=True)))
