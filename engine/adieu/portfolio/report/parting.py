"""A summary → what it means to let clients go: whom, what goes, what comes free, who carries it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from adieu.language import Filling
from adieu.portfolio.report.document import Block, Cell, Grid, Paragraph, Subheading
from adieu.portfolio.report.figures import more, partly_known
from adieu.portfolio.report.lists import First
from adieu.portfolio.report.roles import limit
from adieu.portfolio.report.summary import Summary
from adieu.portfolio.report.teller import Teller
from adieu.portfolio.report.what_if import Group, WhatIf, let_go
from adieu.report.words import capital

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
        yield Paragraph(teller.say("parting.maybe", count=summary.maybe))


def _without(summary: Summary, leaving: Group, rows: First, teller: Teller) -> Iterator[Block]:
    told = let_go(leaving, summary.whole)
    yield Paragraph(teller.say("parting.intro", count=leaving.clients))
    yield _named(summary, rows, teller)
    yield from more(rows.more, teller)
    yield _table(summary, told, teller)
    known = [summary.whole.tally(measure).known for measure, _ in _MEASURES]
    yield from partly_known(known, summary, teller)
    for sentences in (
        _money(summary, told, teller),
        _time(summary, told, teller),
        _carried(summary, told, teller),
        _gates(summary, told, teller),
    ):
        said = " ".join(sentences)
        if said:
            yield Paragraph(said)


def _named(summary: Summary, rows: First, teller: Teller) -> Grid:
    """The clients that leave, each with what it brings in."""
    roles = summary.roles
    facts = [
        (role, fact)
        for role in ("revenue", "hours_share" if roles.hours_share else "hours")
        if (fact := getattr(roles, role)) and summary.whole.tally(role).known
    ]
    told = tuple(
        (teller.client(row), teller.standing(row), *(teller.value(row, fact) for _, fact in facts))
        for row in rows.items
    )
    titles = [teller.say(f"parting.{key}") for key in ("client", "verdict")]
    titles += [teller.say(f"numbers.{role}") for role, _ in facts]
    return Grid(tuple(titles), told, tuple(range(2, len(titles))))


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


def _money(summary: Summary, told: WhatIf, teller: Teller) -> Iterator[str]:
    """The revenue that goes and the cost that falls away."""
    revenue, cost = summary.roles.revenue, summary.roles.cost
    if revenue and told.leaving.tally("revenue").known:
        amount = Filling(teller.sums(told.leaving.tally("revenue"), revenue))
        part = told.revenue_part
        if part is None:
            yield teller.say("parting.revenue_lost", amount=amount)
        else:
            share = Filling(teller.share(part))
            yield teller.say("parting.revenue_part", amount=amount, share=share)
    if cost and told.leaving.tally("cost").known:
        amount = Filling(teller.sums(told.leaving.tally("cost"), cost))
        yield teller.say("parting.cost_freed", amount=amount)
    if revenue and (unknown := told.leaving.unknown("revenue")):
        clients = told.leaving.clients
        yield teller.say("unknown_of.revenue", unknown=unknown, count=clients)


def _time(summary: Summary, told: WhatIf, teller: Teller) -> Iterator[str]:
    """The hours that come free."""
    hours, share = summary.roles.hours, summary.told("hours_share")
    if share and told.leaving.tally("hours_share").known:
        yield teller.say("parting.share_freed", share=_at_least(told, "hours_share", teller))
    if hours and told.leaving.tally("hours").known:
        amount = Filling(teller.sums(told.leaving.tally("hours"), hours))
        yield teller.say("parting.hours_freed", hours=amount)
        if unknown := told.leaving.unknown("hours"):
            clients = told.leaving.clients
            yield teller.say("unknown_of.hours", unknown=unknown, count=clients)


def _at_least(told: WhatIf, role: str, teller: Teller) -> Filling:
    """A share of those who leave: at least this where some are not known, for none is negative."""
    tally = told.leaving.tally(role)
    said = teller.share(sum((one.total for one in tally.sums.values()), Fraction(0)))
    if tally.known < told.leaving.clients:
        return Filling(teller.say("at_least", amount=Filling(said)))
    return Filling(said)


def _carried(summary: Summary, told: WhatIf, teller: Teller) -> Iterator[str]:
    """Whether the rest carries it: what is left after cost, now and then, and an hour at a time."""
    revenue = summary.roles.revenue
    lost, rest = told.leaving.tally("margin").single, told.staying.tally("margin").single
    if revenue is None or lost is None:
        return
    type_ = teller.policy.facts[revenue].type

    def money(amount: Fraction, unit: str) -> Filling:
        return Filling(teller.amount(abs(amount), unit, type_))

    yield teller.say(f"parting.margin_{_sign(lost[0], 'lost', 'won')}", amount=money(*lost))
    if rest is not None:
        yield teller.say(f"parting.rest_{_sign(rest[0], 'plus', 'minus')}", amount=money(*rest))
    needed, earned = told.needed_an_hour, told.earned_an_hour
    if needed and earned and needed[0] > 0 and earned[0] > 0 and needed[1] == earned[1]:
        yield teller.say("parting.an_hour", needed=money(*needed), earned=money(*earned))
        yield teller.say("parting.enough" if earned[0] >= needed[0] else "parting.not_enough")
    if unknown := told.whole.unknown("margin"):
        clients = told.whole.clients
        yield teller.say("unknown_of.margin", unknown=unknown, count=clients)


def _sign(amount: Fraction, plus: str, minus: str) -> str:
    return plus if amount > 0 else minus if amount < 0 else "even"


def _gates(summary: Summary, told: WhatIf, teller: Teller) -> Iterator[str]:
    """What the policy says of doing without each, and how much they are together."""
    group = told.leaving
    if summary.roles.gate:
        counts = {"can": group.can, "cannot": group.cannot, "open": group.open}
        said = [
            teller.say(f"parting.gate_{key}", clients=teller.number(count))
            for key, count in counts.items()
            if count
        ]
        yield teller.say("parting.gate", answers=Filling(capital(", ".join(said))))
    border = limit(summary.policy, "revenue_share_limit")
    known = group.tally("revenue_share").known
    if summary.told("revenue_share") and known and border is not None:
        share = _at_least(told, "revenue_share", teller)
        yield teller.say("parting.together", share=share, limit=Filling(teller.share(border)))
