"""A policy + a layout → queries for clients whose answers contradict the policy or one another.

What ``adieu.clients.consistency`` refuses of one client, asked of all: an invariant that fails, and
an answer for a fact that the rest of what is known rules out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace
from sqlglot import exp

from adieu import expression as ex
from adieu import policy as p
from adieu.portfolio.layout import CLIENT, CLIENTS, Layout
from adieu.portfolio.sql import columns as col
from adieu.portfolio.sql import conditions as c
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql import truths
from adieu.portfolio.sql.facts import FactScope
from adieu.portfolio.sql.records import Review
from adieu.portfolio.sql.trees import Sql


class Contradictions(Struct, frozen=True):
    """A query for clients of whom something contradicts itself, with a truth for each such thing.

    ``names`` are the facts that contradict one another, by column; ``given`` is the answer that the
    rest rules out, where it is one.
    """

    query: exp.Query
    names: Mapping[str, tuple[str, ...]]
    given: str | None = None


def contradictions(policy: p.Policy, layout: Layout, as_of: date) -> Iterator[Contradictions]:
    """What can contradict itself in these tables at all; mostly nothing.

    An invariant between facts of which nobody answered one is taken to hold: they are counted from
    the same records.
    """
    scope = FactScope(Review(policy, layout, as_of))
    fails: dict[str, Sql] = {}
    names: dict[str, tuple[str, ...]] = {}
    for number, invariant in enumerate(policy.invariants):
        about = ex.fact_names(invariant)
        if _answered(policy, layout, about):
            test = c.test(invariant, scope)
            fails[f"invariant {number}"] = t.certain(truths.denied(test).sql)
            names[f"invariant {number}"] = tuple(sorted(about))
    yield from _asked(scope, fails, names)
    for name in layout.clients:
        fact = policy.facts.get(name)
        if fact is not None and _is_worked_out(policy, layout, fact):
            yield from _of_answer(policy, layout, as_of, fact)


def _of_answer(
    policy: p.Policy, layout: Layout, as_of: date, fact: p.Fact
) -> Iterator[Contradictions]:
    """Whether what is worked out leaves room for what was given."""
    name = fact.name
    rest = {key: one for key, one in layout.clients.items() if key != name}
    scope = FactScope(Review(policy, replace(layout, clients=rest), as_of))

    def read(key: str, piece: Sql) -> Sql:
        return scope.stages.read(f"given {key}", t.qualified(piece, CLIENTS))

    given = col.value_of(name, fact.type, layout.clients, read)
    same = c.compare(given, "=", scope.fact(name))
    yield from _asked(
        scope, {"answer": t.certain(truths.denied(same).sql)}, {"answer": (name,)}, name
    )


def _answered(policy: p.Policy, layout: Layout, about: frozenset[str]) -> bool:
    """Whether somebody answered one of these facts, or one that it rests on."""
    answered = layout.clients.keys() & policy.facts.keys()
    return any(about & {name, *policy.hanging_on[name]} for name in answered)


def _is_worked_out(policy: p.Policy, layout: Layout, fact: p.Fact) -> bool:
    """Whether a fact would have a value of its own were it not given."""
    match fact.definition:
        case p.Given() | p.Scored():
            return False
        case p.Count(section):
            return section in {*layout.sections, *policy.assumed_sections}
        case _:
            return fact.type.name != "date"


def _asked(
    scope: FactScope,
    fails: Mapping[str, Sql],
    names: Mapping[str, tuple[str, ...]],
    given: str | None = None,
) -> Iterator[Contradictions]:
    """The query for clients of whom something fails; none where nothing can, or can be stated."""
    if scope.found:
        return
    columns = {
        name: scope.stages.let(name, piece, always=True)
        for name, piece in fails.items()
        if not isinstance(piece, exp.Boolean | exp.Null)
    }
    if not columns:
        return
    queries = [*scope.queries(), *scope.stages.queries()]
    source = queries[-1][0]
    query = (
        exp.select(t.column(CLIENT), *(t.own(one) for one in columns.values()))
        .from_(exp.to_table(source, quoted=True))
        .where(t.disjunction(columns.values()))
        .order_by(t.column(CLIENT))
    )
    for name, one in queries:
        query = query.with_(exp.to_identifier(name, quoted=True), one, copy=False)
    yield Contradictions(query, {name: names[name] for name in columns}, given)
