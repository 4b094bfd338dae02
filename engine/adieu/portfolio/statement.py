"""A policy + the layout of tables → one SQL statement with a row a client.

The statement is a syntax tree from end to end: no text of a file is ever pasted into it.  It is
exactly ``adieu.facts`` and ``adieu.infer.reference``, read once more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from adieu.policy import Policy
from adieu.portfolio.layout import Layout

if TYPE_CHECKING:
    from sqlglot import exp

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
    from adieu.portfolio.sql.assembly import Statement

    return Statement(policy, layout, as_of, facts).made()


def kept(query: Query) -> Query:
    """The statement for engines that work a shared part out anew wherever it is read.

    DuckDB does so, unless it is told to keep what clients are read from time and again.
    """
    from sqlglot import exp

    from adieu.portfolio.sql.assembly import NARROW

    copied = query.copy()
    for part in copied.find_all(exp.CTE):
        if part.alias == NARROW:
            part.set("materialized", True)
    return copied
