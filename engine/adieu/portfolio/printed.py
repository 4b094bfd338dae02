"""A policy's vocabulary → the statement over tables that hold all of it, as text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from adieu import policy as p
from adieu.clients.fields import answerable, criteria
from adieu.portfolio.dialects import in_dialect
from adieu.portfolio.layout import (
    CLIENT,
    NAME,
    Column,
    Layout,
    minute_of,
    open_flag,
)
from adieu.portfolio.statement import kept, statement
from adieu.quantities import Type

DIALECTS = ("duckdb", "spark", "postgres")
_TYPES = {
    "yes-no": "BOOLEAN", "number": "DECIMAL(18,4)", "share": "DECIMAL(9,6)",
    "money": "DECIMAL(18,2)", "date": "DATE", "moment": "DATE",
}  # fmt: skip


def printed(
    policy: p.Policy,
    dialect: str,
    as_of: date,
    facts: Sequence[str] = (),
    layout: Layout | None = None,
) -> str:
    """The statement in a dialect of SQL, laid out for people.

    Args:
        policy: What decides.
        dialect: One of ``DIALECTS``.
        as_of: The review date.
        facts: The facts to show beside what was decided.
        layout: The tables it is for; where left out, those that hold all that a client may answer.

    Raises:
        adieu.diagnostics.Unusable: where a part of the policy cannot be stated exactly in SQL.
    """
    query = statement(policy, layout or full_layout(policy), as_of, facts)
    return in_dialect(query if dialect == "spark" else kept(query), dialect, pretty=True) + ";"


def full_layout(policy: p.Policy) -> Layout:
    """Tables with a column for each answer and each field that is not worked out."""
    clients = {CLIENT: Column("VARCHAR"), NAME: Column("VARCHAR")}
    for fact in {**answerable(policy), **criteria(policy)}.values():
        if isinstance(fact.definition, p.Given):
            clients[fact.name] = _column(fact.type)
    sections = {}
    for kind in policy.records.values():
        columns = {CLIENT: Column("VARCHAR")}
        for one in kind.given:
            columns[one.name] = _column(one.type)
            if one.type.open:
                columns[open_flag(one.name)] = Column("BOOLEAN")
            if one.type.name == "moment":
                columns[minute_of(one.name)] = Column("SMALLINT")
        sections[kind.name] = columns
    return Layout(clients, sections)


def _column(type_: Type) -> Column:
    return Column(_TYPES.get(type_.name, "VARCHAR"))
