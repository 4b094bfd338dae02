"""The states that occur + every way to settle what they leave open → what is possible in each.

The mirror of ``adieu.infer.settings`` and ``adieu.infer.reference.possible``.  Clients share a few
states: what is possible is worked out once for each.
"""

from __future__ import annotations

from sqlglot import exp

from adieu import expression as ex
from adieu import policy as p
from adieu.portfolio.sql import conditions as c
from adieu.portfolio.sql import rules as r
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql import truths
from adieu.portfolio.sql import verdicts as v
from adieu.portfolio.sql.facts import FactScope
from adieu.portfolio.sql.nouns import MAYBE, End, Number, Ranged, Test, Value
from adieu.portfolio.sql.over import Over
from adieu.portfolio.sql.stages import Stages
from adieu.portfolio.sql.trees import Sql

STATES, BY_STATE = "states of clients", "by state"
"""What occurs, and what is possible then: no section has names like these."""


class _SettledScope(Over):
    """Gates settled, and repairs counted as settled; all else stays columns of the state."""

    def __init__(
        self,
        scope: FactScope,
        masks: r.Masks,
        stages: Stages,
        gates: dict[str, Value],
        counts: dict[ex.Findings, Number],
    ) -> None:
        super().__init__(scope, masks)
        self.stages, self.gates, self.counts = stages, gates, counts

    def let(self, name: str, piece: Sql) -> Sql:
        """A name for a piece, unlike any of the state."""
        return self.stages.let(f"settled {name}", piece)

    def fact(self, name: str) -> Value:
        """The value of a fact, settled where it is a gate."""
        return self.gates.get(name) or self.scope.fact(name)

    def findings(self, node: ex.Findings) -> Number:
        """How many rules were found, each by its own condition."""
        if node in self.counts:
            return self.counts[node]
        return super().findings(node)


def settled(
    scope: FactScope, rows: v.Rows, masks: r.Masks, state: v.State
) -> tuple[list[tuple[str, exp.Query]], list[str]]:
    """The queries that settle each of the states that occur, and the columns that make a state.

    The last of them is called ``by state`` and has the verdicts that are possible.
    """
    query = exp.select().from_(exp.to_table(STATES, quoted=True))
    stages = Stages("settled states", query)
    gates: dict[str, Value] = {f" {index}": test for index, test in enumerate(state.atoms)}
    for name, test in state.gates.items():
        gates[name] = _settle_gate(stages, name, test)
    counts = _settle_groups(stages, rows, state)
    inside = _SettledScope(scope, masks, stages, gates, counts)
    held: list[Sql] = []
    for row, when in zip(scope.policy.verdicts, rows.whens, strict=True):
        test = MAYBE
        with scope.collecting(f"verdict:{row.verdict}"):
            test = c.test(when, inside)
        held.append(stages.let(f"{row.verdict} holds", test.sql, always=True))
    return _grouped(scope.policy, stages, held)


def occurring(source: str, columns: list[str]) -> exp.Query:
    """The states that occur, each once."""
    named: list[Sql] = [t.column(one) for one in columns]
    named = named or [t.aliased(exp.Literal.number(1), "none")]
    return exp.select(*named).from_(exp.to_table(source, quoted=True)).distinct()


def _settle_gate(stages: Stages, name: str, test: Test) -> Test:
    if test.sure or isinstance(test.sql, exp.Boolean):
        return Test(test.sql, True)
    table = f"{name} settled"
    answers = t.values(
        [(exp.Boolean(this=True),), (exp.Boolean(this=False),)], table, ["the answer"]
    )
    answer = t.column("the answer", table)
    fits: Sql = exp.Boolean(this=True)
    if not isinstance(test.sql, exp.Null):
        fits = t.possible(t.related(test.sql, "=", answer))
    stages.source.join(answers, on=fits, copy=False)
    return Test(stages.add(t.aliased(answer, table)), True)


def _settle_groups(stages: Stages, rows: v.Rows, state: v.State) -> dict[ex.Findings, Number]:
    lows: list[tuple[Sql, Sql]] = []
    wide = state.too_many
    for index, (group, sorts) in enumerate(zip(rows.groups, state.groups, strict=True)):
        tried, open_, maybe, maybe_open = sorts
        first, second = (
            _settle_count(stages, f"group {index + 1} {what}", piece, len(group.rules), wide)
            for what, piece in (("found", open_), ("undetermined", maybe_open))
        )
        low = _sum(tried, first)
        unsettled = t.case([(wide, _sum(open_, maybe_open))], exp.Literal.number(0))
        lows.append((low, _sum(low, maybe, second, unsettled)))
    counts: dict[ex.Findings, Number] = {}
    for position, node in enumerate(rows.nodes):
        seen = [one for one, group in zip(lows, rows.groups, strict=True) if group.nodes[position]]
        size = sum(len(group.rules) for group in rows.groups if group.nodes[position])
        low = stages.let(f"count {position + 1} low", _sum(*(one for one, _ in seen)))
        high = stages.let(f"count {position + 1} high", _sum(*(one for _, one in seen)))
        digits = len(str(size))
        counts[node] = Ranged(End(low, whole=digits), End(high, whole=digits), 0, size)
    return counts


def _settle_count(stages: Stages, name: str, piece: Sql, size: int, wide: Sql) -> Sql:
    """How many of so many open repairs are settled as tried: each number of them in turn."""
    if isinstance(piece, exp.Literal):
        size = int(piece.name)
    if not size:
        return exp.Literal.number(0)
    numbers = t.values([(exp.Literal.number(one),) for one in range(size + 1)], name, ["how many"])
    tried = t.column("how many", name)
    limit = t.case([(wide, exp.Literal.number(0))], piece)
    stages.source.join(numbers, on=t.related(tried, "<=", limit), copy=False)
    return stages.add(t.aliased(tried, f"{name} settled"))


def _sum(*pieces: Sql) -> Sql:
    kept = [one for one in pieces if not (isinstance(one, exp.Literal) and one.name == "0")]
    if not kept:
        return exp.Literal.number(0)
    found = t.wrapped(kept[0])
    for one in kept[1:]:
        found = exp.Add(this=found, expression=t.wrapped(one))
    return found


def _label(row: p.VerdictRow) -> str:
    return f"verdict {row.verdict}"


def _grouped(
    policy: p.Policy, stages: Stages, held: list[Sql]
) -> tuple[list[tuple[str, exp.Query]], list[str]]:
    queries: list[tuple[str, exp.Query]] = [*stages.queries()]
    own = {one.casefold() for _, query in queries for one in query.named_selects}
    pieces = [piece for level in stages.levels for piece in level.values()]
    pieces += [join.args["on"] for join in stages.source.args.get("joins", ())]
    names = dict.fromkeys(
        one.name
        for piece in pieces
        for one in piece.find_all(exp.Column)
        if not one.table and one.name.casefold() not in own
    )
    columns = list(names)
    if not columns:
        stages.source.select(t.aliased(exp.Literal.number(1), "none"), copy=False)
    for name in columns:
        stages.source.select(t.aliased(t.column(name, STATES), name), copy=False)
    last = queries[-1][0]
    reached: list[Sql] = []
    before: list[Sql] = []
    for one in held:
        reached.append(t.conjunction([*before, t.possible(one)]))
        before.append(t.negation(t.certain(one)))
    query = exp.select(*[t.column(name) for name in columns]).from_(exp.to_table(last, quoted=True))
    for row, piece in zip(policy.verdicts, reached, strict=True):
        query.select(t.aliased(exp.LogicalOr(this=t.own(piece)), _label(row)), copy=False)
    query = query.group_by(*[t.column(name) for name in columns]) if columns else query
    verdicts: list[tuple[str, Sql]] = [
        (row.verdict, t.column(_label(row))) for row in policy.verdicts
    ]
    listed = exp.select(
        *[t.column(name) for name in columns],
        t.aliased(t.case([(piece, t.text(one)) for one, piece in reversed(verdicts)]), "verdict"),
        t.aliased(
            t.related(truths.tally(piece for _, piece in verdicts), "=", exp.Literal.number(1)),
            "final",
        ),
        t.aliased(r.id_list(verdicts), "possible"),
    ).from_(exp.to_table("possible by state", quoted=True))
    return [*queries, ("possible by state", query), (BY_STATE, listed)], columns
