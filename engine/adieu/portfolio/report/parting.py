"""A summary → what it means to let clients go: who they are, what goes and what stays."""

from __future__ import annotations

from collections.abc import Iterator

from adieu.language import Filling
from adieu.portfolio.report.document import Block, Cell, Grid, Paragraph, Subheading
from adieu.portfolio.report.figures import more, partly_known
from adieu.portfolio.report.lists import First
from adieu.portfolio.report.outcome import at_length
from adieu.portfolio.report.summary import Summary
from adieu.portfolio.report.teller import Teller
from adieu.portfolio.report.what_if import Group, WhatIf, let_go

_MEASURES = (
    ("revenue", "revenue"), ("cost", "cost"), ("margin", "revenue"), ("hours", "hours"),
    ("revenue_share", "revenue_share"), ("hours_share", "hours_share"),
)  # fmt: skip
"""What is told of each group, and the role whose type its numbers have."""


def parting(summary: Summary, teller: Teller) -> Iterator[Block]:
    """What if: for the clients that were named, and for those whom the verdicts propose."""
    if summary.chosen is not None:
        yield Subheading(teller.say("parting.chosen"))
        if summary.chosen.clients:
            yield from _without(summary, summary.chosen, summary.named, teller)
        else:
            yield Paragraph(teller.say("parting.nobody"))
        if summary.absent:
            shown = summary.absent[:20]
            ids = ", ".join(shown) + (" …" if len(shown) < len(summary.absent) else "")
            yield Paragraph(teller.say("parting.absent", ids=Filling(ids)))
        yield Subheading(teller.say("parting.proposed"))
    if summary.parted.clients:
        yield from _without(summary, summary.parted, summary.leaving, teller)
    else:
        yield Paragraph(teller.say("parting.none"))
    if summary.maybe:
        said = [teller.say("parting.maybe", count=summary.maybe)]
        if summary.parted.clients:
            said.append(teller.say("parting.not_summed", count=summary.maybe))
        yield Paragraph(" ".join(said))


def _without(summary: Summary, leaving: Group, rows: First, teller: Teller) -> Iterator[Block]:
    told = let_go(leaving, summary.whole)
    yield Paragraph(teller.say("parting.intro", count=leaving.clients))
    yield _named(summary, rows, teller)
    yield from more(rows, summary, teller)
    yield _table(summary, told, teller)
    known = [summary.whole.tally(measure).known for measure, _ in _MEASURES]
    yield from partly_known(known, summary, teller)
    for said in at_length(summary, leaving, teller):
        yield Paragraph(said)


def _named(summary: Summary, rows: First, teller: Teller) -> Grid:
    """The clients that leave: what each brings in, and whether the firm can do without it."""
    roles = summary.roles
    facts = [
        (role, fact)
        for role in ("revenue", "hours_share" if roles.hours_share else "hours")
        if (fact := getattr(roles, role)) and summary.whole.tally(role).known
    ]
    gate = roles.gate
    told = tuple(
        (
            teller.client(row),
            teller.standing(row),
            *(teller.value(row, fact) for _, fact in facts),
            teller.value(row, gate) if gate else "",
        )
        for row in rows.items
    )
    titles = [teller.say(f"parting.{key}") for key in ("client", "verdict")]
    titles += [teller.say(f"numbers.{role}") for role, _ in facts]
    return Grid((*titles, teller.say("parting.missed")), told, tuple(range(2, len(titles))))


def _table(summary: Summary, told: WhatIf, teller: Teller) -> Grid:
    """Those who leave beside the rest and the whole, measure by measure."""
    groups = (told.leaving, told.staying, told.whole)
    counts = (teller.number(one.clients) for one in groups)
    rows: list[tuple[Cell, ...]] = [(teller.say("parting.clients"), *counts)]
    for measure, role in _MEASURES:
        fact = summary.told(role)
        if fact and told.whole.tally(measure).known:
            cells = (teller.total(one.tally(measure), one.clients, fact) for one in groups)
            rows.append((teller.say(f"parting.{measure}"), *cells))
    titles = tuple(
        teller.say(f"parting.{key}") for key in ("measure", "leaving", "staying", "whole")
    )
    return Grid(titles, tuple(rows), (1, 2, 3))
