"""The parts of a policy in SQL → one statement: facts, outcomes, states, lists, what is shown.

Facts are worked out in a chain of queries, a row a client.  What the rest reads is narrowed to a
few columns; what many clients share (a verdict, a list of ids) is made once and joined to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlglot import exp

from adieu.policy import Policy
from adieu.portfolio.layout import AS_OF, CLIENT, NAME, Layout
from adieu.portfolio.sql import numbers as n
from adieu.portfolio.sql import output, scores, settling
from adieu.portfolio.sql import rules as r
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql import verdicts as v
from adieu.portfolio.sql.ends import day_of
from adieu.portfolio.sql.enough import facts_enough
from adieu.portfolio.sql.facts import FactScope
from adieu.portfolio.sql.packing import packed
from adieu.portfolio.sql.records import Review
from adieu.portfolio.sql.rules import Lists
from adieu.portfolio.sql.settling import BY_STATE

NARROW = "decided clients"
"""What there is of each client once every rule is decided: all that the rest reads."""
STATE = "the state"


class Statement:
    """Puts the parts together, and collects what cannot be stated."""

    def __init__(self, policy: Policy, layout: Layout, as_of: date, facts: Sequence[str]) -> None:
        self.policy, self.facts = policy, facts
        enough = policy.once(facts_enough).difference(facts)
        self.scope = FactScope(Review(policy, layout, as_of), enough)

    def made(self) -> exp.Select:
        """The statement.

        Raises:
            adieu.diagnostics.Unusable: with everything that cannot be stated.
        """
        scope, policy = self.scope, self.policy
        rows = policy.once(v.rows_of)
        repairs = frozenset(name for group in rows.groups for name in group.rules)
        masks = r.masks_of(scope, r.outcomes_of(scope, repairs))
        state = v.state_of(scope, rows, masks)
        if (whole := packed(rows, state, STATE)) is not None:
            scope.stages.let(STATE, whole.number, always=True)
            state = whole.state
        lists = [*r.lists_of(policy, masks)]
        shown: dict[str, exp.Expr] = {}
        with scope.collecting("fact:score"):
            lists += self._classes()
            shown |= self._score()
        shown |= self._asked()
        settled, columns = settling.settled(scope, rows, masks, state)
        scope.found.stop_on_error()

        source = scope.stages.last
        query = exp.select(
            *[t.column(one, source) for one in (CLIENT, NAME)],
            t.aliased(t.qualified(day_of(scope.as_of.end), source), AS_OF),
            *[t.column(one, BY_STATE) for one in ("verdict", "final", "possible")],
        ).from_(exp.to_table(source, quoted=True))
        queries = [(settling.STATES, settling.occurring(source, columns)), *settled]
        _join(query, source, BY_STATE, columns)
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
        before = [*scope.queries(), *scope.stages.queries(narrow.named_selects)]
        for name, part in [*before, (NARROW, narrow), *queries]:
            query = query.with_(exp.to_identifier(name, quoted=True), part, copy=False)
        return query

    def _classes(self) -> Iterator[Lists]:
        """The classes, best first; NULL where nothing that counts is scored."""
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
        card = self.policy.scorecard
        assert card is not None
        return self.scope.let("scored", scores.scored(card, self.scope.number))

    def _score(self) -> dict[str, exp.Expr]:
        """The ends of the score; NULL where nothing that counts is scored."""
        if self.policy.scorecard is None:
            number = t.null(output.SHOWN)
            return {"score_low": number, "score_high": number}
        scored, score = self._scored(), self.scope.score()
        ends = {"score_low": n.low_of(score), "score_high": n.high_of(score)}
        return {name: t.case([(scored, output.shown(one))]) for name, one in ends.items()}

    def _asked(self) -> dict[str, exp.Expr]:
        """The facts that were asked for."""
        found: dict[str, exp.Expr] = {}
        for name in self.facts:
            value, type_ = self.scope.fact(name), self.policy.facts[name].type
            with self.scope.collecting(f"fact:{name}"):
                found.update(output.columns_of(name, value, type_, self.scope.let))
        return found


def _narrowed(source: str, query: exp.Select, parts: Sequence[exp.Query]) -> exp.Select:
    """The few columns of a source that these read; afterwards they read those instead."""
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
    # Only the one number of a packed state, and a mask, are never NULL.
    sure = len(columns) == 1 and (columns[0] == STATE or name != BY_STATE)
    kind = exp.EQ if sure else exp.NullSafeEQ
    on = t.conjunction(
        kind(this=t.column(one, source), expression=t.column(_shared(name, one), name))
        for one in columns
    )
    query.append("joins", exp.Join(this=exp.to_table(name, quoted=True), on=on))


def _shared(name: str, column: str) -> str:
    """What a column that clients share is called beside the lists made of it."""
    return column if name == BY_STATE else f"{column} bits"


def _listed(source: str, name: str, lists: Lists) -> exp.Select:
    """Lists made once for each combination of what they hang on."""
    columns = [t.column(one) for one in lists.columns]
    each = exp.select(*columns).from_(exp.to_table(source, quoted=True)).distinct()
    kept = [t.aliased(one, _shared(name, one.name)) for one in columns]
    made = [t.aliased(piece, title) for title, piece in lists.lists.items()]
    return exp.select(*kept, *made).from_(each.subquery(exp.to_identifier("each", quoted=True)))
