"""Tables that were read + a policy → the clients whose answers contradict themselves, left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from sqlglot import exp

from adieu import policy as p
from adieu.diagnostics import Diagnostics, Place, Source
from adieu.portfolio.contradictions import Contradictions, contradictions
from adieu.portfolio.layout import CLIENT, CLIENTS, Layout
from adieu.portfolio.sources.loaded import make, table
from adieu.portfolio.sources.nouns import Connection
from adieu.portfolio.sources.views import leave_out
from adieu.portfolio.sql import trees as t

MAX_SHOWN = 20
_WRONG = "contradicting"


def without_contradictions(
    policy: p.Policy,
    layout: Layout,
    as_of: date,
    source: Source,
    connection: Connection,
    diagnostics: Diagnostics,
) -> bool:
    """Name the clients whose answers contradict themselves, and go on without them.

    Returns:
        Whether there were any.
    """
    kept: list[str] = []
    said = 0
    for number, one in enumerate(contradictions(policy, layout, as_of)):
        name = f"{_WRONG} {number}"
        make(connection, name, one.query, "TABLE")
        shown = exp.select("*").from_(table(name)).order_by(t.column(CLIENT)).limit(MAX_SHOWN)
        rows = connection.query(shown)
        if rows:
            kept.append(name)
        for row in rows:
            for words in _faults(one, row):
                code = "answer-of" if one.given is not None else "invariant-of"
                if said < MAX_SHOWN:
                    diagnostics.error(code, Place(source), None, client=row[CLIENT], name=words)
                said += 1
    if not kept:
        return False
    clients: exp.Query = exp.select(t.column(CLIENT)).from_(table(kept[0]))
    for name in kept[1:]:
        clients = exp.union(clients, exp.select(t.column(CLIENT)).from_(table(name)))
    make(connection, _WRONG, clients, "TABLE")
    count = exp.select(t.aliased(exp.Count(this=exp.Star()), "clients")).from_(table(_WRONG))
    total = int(connection.one(count)["clients"])
    diagnostics.error("clients-contradictory", Place(source), None, count=total)
    leave_out(connection, _WRONG)
    return True


def _faults(one: Contradictions, row: dict[str, object]) -> Iterator[str]:
    """The facts that contradict themselves of one client."""
    if one.given is not None:
        yield one.given
        return
    for column, names in one.names.items():
        if row[column]:
            yield ", ".join(f"`{name}`" for name in names)


def clients_source(sources: Sequence[tuple[str, Source]]) -> Source:
    """The table of clients, else the first table that there is."""
    return dict(sources).get(CLIENTS, sources[0][1])
