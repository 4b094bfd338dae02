"""Tables as they were found + the vocabulary → those of the layout, or everything that is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlglot import exp

from adieu import policy as p
from adieu.clients.consistency import sections_behind
from adieu.clients.grid import Broken
from adieu.diagnostics import Diagnostics, Note, Place
from adieu.portfolio.layout import AS_OF, CLIENT, CLIENTS, Layout
from adieu.portfolio.sources.check import Checked, check
from adieu.portfolio.sources.faults import bad_rows, report, say_skipped
from adieu.portfolio.sources.loaded import table
from adieu.portfolio.sources.nouns import Connection, Found
from adieu.portfolio.sources.pieces import call
from adieu.portfolio.sources.views import Read, layout_of
from adieu.portfolio.sql import trees as t

MAX_SHOWN = 20


def read_found(
    found: Sequence[Found],
    policy: p.Policy,
    as_of: date,
    skip_bad_rows: bool,
    connection: Connection,
    diagnostics: Diagnostics,
) -> Layout | None:
    """Look at each table, say what is wrong in all of them, and make those of the layout.

    Args:
        found: The tables as they were found.
        policy: Whose vocabulary they are read by.
        as_of: The review date.
        skip_bad_rows: Go on without rows that cannot be read; counts become ranges.
        connection: Where the tables are made.
        diagnostics: Receives everything that is wrong, with all tables; nothing is made then.
    """
    tables = []
    for one in found:
        try:
            checked = check(one, policy, as_of, connection)
        except Broken as error:
            error.report(diagnostics)
            continue
        bad = bad_rows(checked, connection)
        if bad.any and skip_bad_rows:
            say_skipped(checked, bad, connection, diagnostics)
        elif bad.any:
            report(checked, bad, policy, as_of, connection, diagnostics)
        _check_currencies(checked, diagnostics)
        tables.append(Read(checked, bad))
    if diagnostics.failed or not tables:
        return None
    _check_answers(tables, policy, connection, diagnostics)
    layout, alone = layout_of(tables, connection)
    if not alone or any(one.checked.twice for one in tables):
        _check_ids(tables[0].checked, connection, diagnostics)
    _check_dates(layout, policy, tables[0].checked, connection, diagnostics)
    return None if diagnostics.failed else layout


def _check_currencies(checked: Checked, diagnostics: Diagnostics) -> None:
    """Refuse a column that holds amounts in two currencies."""
    for name in checked.readings:
        low = checked.measured.get(f"{name} min unit")
        high = checked.measured.get(f"{name} max unit")
        if low != high:
            column = checked.found.header[checked.found.fields[name]]
            diagnostics.error(
                "currencies-mixed", Place(checked.found.source), None,
                column=column, left=low, right=high,
            )  # fmt: skip


def _check_answers(
    tables: Sequence[Read], policy: p.Policy, connection: Connection, diagnostics: Diagnostics
) -> None:
    """Refuse answers for facts that the records already give."""
    kept = {one.checked.found.section for one in tables} - {CLIENTS}
    for one in tables:
        checked = one.checked
        for name in checked.readings if checked.is_clients else ():
            if name not in policy.facts or isinstance(policy.facts[name].definition, p.Given):
                continue
            behind = sections_behind(policy, name)
            if behind and behind <= kept and _is_answered(checked, name, connection):
                sections = ", ".join(f"`{section}`" for section in sorted(behind))
                help = Note("help.answer-or-records")
                place = Place(checked.found.source)
                diagnostics.error("fact-derived", place, help, name=name, sections=sections)


def _is_answered(checked: Checked, name: str, connection: Connection) -> bool:
    """Whether a column says anything of anybody."""
    says = t.negation(checked.readings[name].unknown)
    query = exp.select(exp.Literal.number(1)).from_(table(checked.found.relation))
    return bool(connection.query(query.where(says).limit(1)))


def _check_ids(first: Checked, connection: Connection, diagnostics: Diagnostics) -> None:
    """Refuse clients whose ids differ in nothing but capitals: their reports would."""
    low = call("lower", t.column(CLIENT))
    query = (
        exp.select(
            t.aliased(call("min", t.column(CLIENT)), "one"),
            t.aliased(call("max", t.column(CLIENT)), "other"),
        )
        .from_(exp.to_table(CLIENTS, quoted=True))
        .group_by(low)
        .having(t.related(exp.Count(this=exp.Star()), ">", t.number(1)))
        .order_by(low)
        .limit(MAX_SHOWN)
    )
    for row in connection.query(query):
        place = Place(first.found.source)
        help = Note("help.clients-alike")
        diagnostics.error("clients-alike", place, help, client=row["one"], other=row["other"])


def _check_dates(
    layout: Layout,
    policy: p.Policy,
    first: Checked,
    connection: Connection,
    diagnostics: Diagnostics,
) -> None:
    """Refuse review dates of clients' own that are before the policy holds."""
    if AS_OF not in layout.clients or policy.effective_from is None:
        return
    earliest = t.aliased(call("min", t.column(AS_OF)), AS_OF)
    found = connection.one(exp.select(earliest).from_(exp.to_table(CLIENTS, quoted=True)))[AS_OF]
    if found is not None and found < policy.effective_from:
        place = Place(first.found.source)
        effective = policy.effective_from
        diagnostics.error("as-of-too-early", place, as_of=found, effective=effective)
