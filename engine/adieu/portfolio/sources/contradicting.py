"""Tables that were read + a policy → the clients whose answers contradict themselves, left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

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

    def keep(name: str, query: exp.Query) -> exp.Table:
        make(connection, name, query, "TABLE")
        return table(name)

    wrong = contradicting(policy, layout, as_of, source, connection.query, keep, diagnostics)
    if wrong is not None:
        leave_out(connection, wrong)
    return wrong is not None


def contradicting(
    policy: p.Policy,
    layout: Layout,
    as_of: date,
    source: Source,
    ask: Callable[[exp.Query], list[dict[str, Any]]],
    keep: Callable[[str, exp.Query], exp.Table],
    diagnostics: Diagnostics,
) -> exp.Table | None:
    """Name the clients whose answers contradict themselves, up to a limit, with a count.

    Args:
        policy: What they are read by.
        layout: The tables.
        as_of: The review date.
        source: What is named as the place.
        ask: Gives the rows of a query.
        keep: Keeps a query's rows under a name, and gives that table.
        diagnostics: Receives what is said.

    Returns:
        A table of their ids; nothing where there are none.
    """
    kept: list[exp.Table] = []
    said = 0
    for number, one in enumerate(contradictions(policy, layout, as_of)):
        found = keep(f"{_WRONG} {number}", one.query)
        shown = exp.select("*").from_(found.copy()).order_by(t.column(CLIENT)).limit(MAX_SHOWN)
        rows = ask(shown)
        if rows:
            kept.append(found)
        for row in rows:
            for words in _faults(one, row):
                code = "answer-of" if one.given is not None else "invariant-of"
                if said < MAX_SHOWN:
                    diagnostics.error(code, Place(source), None, client=row[CLIENT], name=words)
                said += 1
    if not kept:
        return None
    clients: exp.Query = exp.select(t.column(CLIENT)).from_(kept[0].copy())
    for other in kept[1:]:
        clients = exp.union(clients, exp.select(t.column(CLIENT)).from_(other.copy()))
    wrong = keep(_WRONG, clients)
    count = exp.select(t.aliased(exp.Count(this=exp.Star()), "clients")).from_(wrong.copy())
    (row,) = ask(count)
    diagnostics.error("clients-contradictory", Place(source), None, count=int(row["clients"]))
    return wrong


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
