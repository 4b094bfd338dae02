"""A summary → how much of the revenue hangs on a few clients, and on whom the firm depends."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from adieu.language import Filling
from adieu.logic import is_known
from adieu.portfolio.report.document import Block, Cell, Grid, Paragraph
from adieu.portfolio.report.roles import limit
from adieu.portfolio.report.summary import Summary
from adieu.portfolio.report.teller import Teller, ends


def concentration(summary: Summary, teller: Teller) -> Iterator[Block]:
    """How much of the revenue hangs on the largest clients, and on whom the firm depends."""
    revenue, shares = summary.roles.revenue, summary.roles.revenue_share
    total = summary.whole.tally("revenue").single
    if revenue and total and total[0] > 0:
        yield from _largest(summary, teller, revenue, total[0])
    elif len(summary.whole.tally("revenue").sums) > 1:
        yield Paragraph(teller.say("parting.currencies"))
    if shares is None or not summary.whole.tally("revenue_share").known:
        return
    border = limit(summary.policy, "revenue_share_limit")
    if border is not None:
        above = [
            teller.say("named", name=Filling(row.name), value=Filling(teller.value(row, shares)))
            for row in summary.dependent.items
        ]
        count = summary.dependent.count
        said = {"limit": Filling(teller.share(border)), "names": teller.names(above, count)}
        key = "above" if count else "none_above"
        yield Paragraph(teller.say(f"concentration.{key}", **said, count=count))


def _largest(summary: Summary, teller: Teller, revenue: str, total: Fraction) -> Iterator[Block]:
    """The largest clients with their part of the known revenue."""
    shares = summary.roles.revenue_share
    unknown = summary.whole.unknown("revenue")
    rows: list[tuple[Cell, ...]] = []
    running, said = Fraction(0), []
    for place, row in enumerate(summary.largest.items, start=1):
        found = ends(row.values[revenue])
        assert found is not None
        running += found[0]
        if place == 1:
            said.append(teller.say("concentration.largest", share=_part(found[0], total, teller)))
        cells = [teller.value(row, revenue), _part(found[0], total, teller).words]
        cells.append(_part(running, total, teller).words)
        known = shares is not None and is_known(row.values.get(shares, row.values[revenue]))
        cells.append(teller.value(row, shares) if shares and known else "")
        rows.append((teller.client(row), *cells, teller.standing(row)))
    if len(rows) > 1:
        part = _part(running, total, teller)
        said.append(teller.say("concentration.several", count=teller.number(len(rows)), share=part))
    if unknown:
        said.append(teller.say("unknown_of.revenue", unknown=unknown, count=summary.clients))
    yield Paragraph(" ".join(said))
    keys = ("client", "revenue", "share", "running", "of_firm", "verdict")
    titles = tuple(teller.say(f"concentration.{key}") for key in keys)
    yield Grid(titles, tuple(rows), (1, 2, 3, 4))


def _part(some: Fraction, total: Fraction, teller: Teller) -> Filling:
    return Filling(teller.share(some / total))
