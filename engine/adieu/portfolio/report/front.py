"""A summary + what settles → the first screen: who is concerned, what it means, what to ask."""

from __future__ import annotations

from collections.abc import Iterator

from adieu import language as lang
from adieu.language import Filling
from adieu.portfolio.report.document import Noted
from adieu.portfolio.report.outcome import in_short
from adieu.portfolio.report.settling import Settling
from adieu.portfolio.report.summary import Summary
from adieu.portfolio.report.teller import Teller


def title(summary: Summary, teller: Teller) -> str:
    """What the report is, and of what day."""
    if summary.dates is None:
        return teller.say("title_empty")
    first, last = (lang.day(teller.language, one) for one in summary.dates)
    if first == last:
        return teller.say("title", date=last)
    return teller.say("title_span", first=first, last=last)


def lead(summary: Summary, teller: Teller) -> str:
    """How many clients there are, and with how many the firm would part; one alone by its name."""
    if not summary.clients:
        return teller.say("no_clients")
    if summary.clients == 1:
        (row,) = summary.service.items
        said = Filling(row.name), Filling(teller.standing(row))
        return f"{teller.say('label', name=said[0], value=said[1])}."
    clients = teller.say("headline.clients", count=summary.clients)
    return f"{clients}. {_leaving(summary, teller)}"


def _leaving(summary: Summary, teller: Teller) -> str:
    leaving = summary.parted.clients
    if leaving == summary.clients:
        return teller.say("headline.leaving_all")
    if leaving:
        return teller.say("headline.leaving", count=leaving)
    if summary.maybe:
        return teller.say("headline.leaving_open", count=summary.maybe)
    return teller.say("headline.leaving_none")


def status(summary: Summary, settling: Settling | None, teller: Teller) -> Iterator[str | Noted]:
    """Whom each verdict is about, what parting means, what is open, what all amount to."""
    if not summary.clients:
        return
    if summary.clients > 1:
        for line in summary.lines:
            if line.clients:
                verdict, count = Filling(teller.verdict(line.verdict)), teller.number(line.clients)
                names = teller.names(
                    [row.name for row in summary.tops[line.verdict].items], line.clients
                )
                label = teller.say("headline.verdict", verdict=verdict, clients=count)
                yield Noted(label, f"{names.words}.")
    for key, group in (("chosen", summary.chosen), ("without", summary.parted)):
        if group is not None and group.clients:
            label = teller.say(f"headline.{key}", count=group.clients)
            said = " ".join(in_short(summary, group, teller))
            yield from [Noted(label, said)] if said else []
    yield " ".join(_open(summary, settling, teller))
    said = " ".join(_amounts(summary, teller))
    if said:
        yield said


def _open(summary: Summary, settling: Settling | None, teller: Teller) -> Iterator[str]:
    """How many verdicts are provisional, and the question to begin with."""
    open_ = summary.undecided.count
    if not open_:
        yield teller.say("headline.final", count=summary.clients)
        return
    yield teller.say("headline.provisional", count=open_)
    best = settling.questions[0] if settling is not None and settling.questions else None
    if best is None:
        return
    question = Filling(teller.question(best.fact))
    if best.settled:
        names = teller.names(best.names, best.settled)
        yield teller.say("headline.ask", question=question, names=names)
    elif best.may_settle:
        yield teller.say("headline.ask_some", question=question, count=best.may_settle)


def _amounts(summary: Summary, teller: Teller) -> Iterator[str]:
    """What all clients bring in and how many hours they take, as far as it is known."""
    for role, key in (("revenue", "amount"), ("hours", "hours")):
        fact, tally = getattr(summary.roles, role), summary.whole.tally(role)
        if not fact:
            continue
        if not tally.known:
            yield teller.say(f"unknown_of.{role}_all")
            continue
        said = {key: Filling(teller.sums(tally, fact))}
        yield teller.say(f"headline.{role}", count=summary.clients, **said)
        if unknown := summary.whole.unknown(role):
            yield teller.say(f"unknown_of.{role}", unknown=unknown, count=summary.clients)
