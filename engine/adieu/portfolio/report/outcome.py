"""Clients that leave + a summary → sentences: what goes, what comes free, who carries it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from adieu.language import Filling
from adieu.portfolio.report.roles import limit
from adieu.portfolio.report.summary import Summary
from adieu.portfolio.report.teller import Teller
from adieu.portfolio.report.what_if import Group, WhatIf, let_go
from adieu.report.words import capital


def in_short(summary: Summary, leaving: Group, teller: Teller) -> Iterator[str]:
    """What goes, what comes free, and what is left over: the few sentences to take along."""
    told = let_go(leaving, summary.whole)
    yield from _revenue(summary, told, teller)
    yield from _hours(summary, told, teller)
    yield from _margins(summary, told, teller)


def at_length(summary: Summary, leaving: Group, teller: Teller) -> Iterator[str]:
    """The same with the cost, what an hour has to earn, and what the policy says: paragraphs."""
    told = let_go(leaving, summary.whole)
    for sentences in (
        (*_revenue(summary, told, teller), *_cost(summary, told, teller)),
        _time(summary, told, teller),
        _margins(summary, told, teller),
        _resold(summary, told, teller),
        _left_out(told, teller),
        _gates(summary, told, teller),
    ):
        said = " ".join(sentences)
        if said:
            yield said


def _revenue(summary: Summary, told: WhatIf, teller: Teller) -> Iterator[str]:
    """The revenue that goes."""
    revenue, tally = summary.roles.revenue, told.leaving.tally("revenue")
    if revenue is None:
        return
    if tally.known:
        amount, part = Filling(teller.sums(tally, revenue)), told.revenue_part
        if part is None:
            yield teller.say("parting.revenue_lost", amount=amount)
        else:
            share = Filling(teller.share(part))
            yield teller.say("parting.revenue_part", amount=amount, share=share)
    yield from _unknown("revenue", told.leaving, teller)


def _unknown(role: str, group: Group, teller: Teller) -> Iterator[str]:
    """Of how many of those who leave an amount is not known."""
    unknown = group.unknown(role)
    if unknown and unknown == group.clients:
        yield teller.say(f"parting.unknown_{role}")
    elif unknown:
        yield teller.say(f"unknown_of.{role}", unknown=unknown, count=group.clients)


def _cost(summary: Summary, told: WhatIf, teller: Teller) -> Iterator[str]:
    """The cost that falls away."""
    cost, tally = summary.roles.cost, told.leaving.tally("cost")
    if cost and tally.known:
        yield teller.say("parting.cost_freed", amount=Filling(teller.sums(tally, cost)))


def _time(summary: Summary, told: WhatIf, teller: Teller) -> Iterator[str]:
    """The hours that come free, as a share of all and as agreed."""
    share = summary.told("hours_share")
    if share and told.leaving.tally("hours_share").known:
        yield teller.say("parting.share_freed", share=_at_least(told, "hours_share", teller))
    yield from _hours(summary, told, teller)


def _hours(summary: Summary, told: WhatIf, teller: Teller) -> Iterator[str]:
    """The agreed work that falls away."""
    hours, tally = summary.roles.hours, told.leaving.tally("hours")
    if hours is None:
        return
    if tally.known:
        yield teller.say("parting.hours_freed", hours=Filling(teller.sums(tally, hours)))
    yield from _unknown("hours", told.leaving, teller)


def _at_least(told: WhatIf, role: str, teller: Teller) -> Filling:
    """A share of those who leave: at least this where some are not known, for none is negative."""
    tally = told.leaving.tally(role)
    said = teller.share(sum((one.total for one in tally.sums.values()), Fraction(0)))
    if tally.known < told.leaving.clients:
        return Filling(teller.say("at_least", amount=Filling(said)))
    return Filling(said)


def _money(summary: Summary, teller: Teller, amount: Fraction, unit: str) -> Filling:
    """An amount without its sign."""
    assert summary.roles.revenue is not None
    type_ = teller.policy.facts[summary.roles.revenue].type
    return Filling(teller.amount(abs(amount), unit, type_))


def _margins(summary: Summary, told: WhatIf, teller: Teller) -> Iterator[str]:
    """What those who leave earn the firm or cost it, and what the rest does."""
    lost, rest = told.leaving.tally("margin").single, told.staying.tally("margin").single
    if lost is None:
        return
    amount = _money(summary, teller, *lost)
    key = f"parting.margin_{_sign(lost[0], 'lost', 'won')}"
    yield teller.say(key, amount=amount, count=told.leaving.clients)
    if not told.staying.clients:
        yield teller.say("parting.rest_nobody")
    elif rest is not None:
        key = f"parting.rest_{_sign(rest[0], 'plus', 'minus')}"
        yield teller.say(key, amount=_money(summary, teller, *rest))


def _sign(amount: Fraction, plus: str, minus: str) -> str:
    return plus if amount > 0 else minus if amount < 0 else "even"


def _left_out(told: WhatIf, teller: Teller) -> Iterator[str]:
    """What the sums of what is left over do not hold."""
    if told.leaving.tally("margin").single is None:
        return
    yield teller.say("parting.overhead")
    whole = told.whole
    margin, hourly = whole.unknown("margin"), whole.unknown("margin_with_hours")
    if margin:
        yield teller.say("unknown_of.margin", unknown=margin, count=whole.clients)
    if hourly > margin and told.needed_an_hour:
        yield teller.say("unknown_of.by_the_hour", unknown=hourly, count=whole.clients)


def _resold(summary: Summary, told: WhatIf, teller: Teller) -> Iterator[str]:
    """How many of the hours that come free have to be sold again to make up for the loss."""
    needed, earned = told.needed_an_hour, told.earned_an_hour
    hours = told.leaving.tally("hours_with_margin").single
    if not needed or not earned or hours is None or summary.roles.hours is None:
        return
    if needed[0] <= 0 or earned[0] <= 0 or needed[1] != earned[1]:
        return
    said = [_money(summary, teller, *one) for one in (needed, earned)]
    yield teller.say("parting.an_hour", needed=said[0], earned=said[1])
    if earned[0] >= needed[0]:
        type_ = teller.policy.facts[summary.roles.hours].type
        again, freed = (
            Filling(teller.amount(one, hours[1], type_))
            for one in (Fraction(ceil(hours[0] * needed[0] / earned[0])), hours[0])
        )
        yield teller.say("parting.enough", hours=again, freed=freed)
    else:
        missing = (needed[0] - earned[0]) * hours[0]
        yield teller.say("parting.not_enough", amount=_money(summary, teller, missing, needed[1]))


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
    if border is None or group.clients < 2:
        return
    known = group.tally("revenue_share")
    if summary.told("revenue_share") and known.known:
        share, key = sum((one.total for one in known.sums.values()), Fraction(0)), "together"
        words = _at_least(told, "revenue_share", teller)
    elif told.revenue_part is not None:
        share, key = told.revenue_part, "together_known"
        words = Filling(teller.share(share))
    else:
        return
    yield teller.say(f"parting.{key}", share=words, limit=Filling(teller.share(border)))
    if share >= border and group.can > 1:
        yield teller.say("parting.one_by_one")
