"""A summary → its clients one by one: in order of service, and those who cannot be decided yet."""

from __future__ import annotations

from collections.abc import Iterator

from adieu.language import Filling
from adieu.portfolio.report.document import Block, Grid, Paragraph, Subheading
from adieu.portfolio.report.figures import more
from adieu.portfolio.report.settling import Settling
from adieu.portfolio.report.summary import Summary
from adieu.portfolio.report.teller import Teller

MOST_QUESTIONS = 8


def service(summary: Summary, teller: Teller) -> Iterator[Block]:
    """Every client in the firm's order of service, with the reason in one sentence."""
    if not summary.clients:
        return
    scored = summary.spread.count > 0
    yield Paragraph(teller.say("service.by_class" if scored else "service.by_verdict"))
    rows = tuple(
        (
            teller.client(row),
            teller.classes(row) if scored else "",
            teller.score(row) if scored else "",
            teller.standing(row),
            teller.reason(row),
        )
        for row in summary.service.items
    )
    keys = ("client", "class", "score", "verdict", "reason")
    yield Grid(tuple(teller.say(f"service.{key}") for key in keys), rows)
    yield from more(summary.service.more, teller)


def undecided(summary: Summary, settling: Settling | None, teller: Teller) -> Iterator[Block]:
    """Who cannot be decided yet, and the questions that settle most of them."""
    if not summary.clients:
        return
    count = summary.undecided.count
    if not count:
        yield Paragraph(teller.say("unknown.none"))
        return
    yield Paragraph(teller.say("unknown.intro", count=count))
    rows = tuple(
        (
            teller.client(row),
            teller.verdict(row.verdict),
            teller.listing([teller.verdict(one) for one in row.possible[:-1]], "or"),
        )
        for row in summary.undecided.items
    )
    titles = tuple(teller.say(f"unknown.{key}") for key in ("client", "verdict", "possible"))
    yield Grid(titles, rows)
    yield from more(summary.undecided.more, teller)
    if settling is not None and settling.tried:
        yield from _questions(count, settling, teller)


def _questions(count: int, settling: Settling, teller: Teller) -> Iterator[Block]:
    """The questions, the one that settles most first; ``count`` clients are provisional."""
    yield Subheading(teller.say("unknown.questions"))
    best = settling.questions[0] if settling.questions else None
    if best is not None and best.settled:
        text = Filling(teller.question(best.fact))
        yield Paragraph(teller.say("unknown.best", count=best.settled, question=text), strong=True)
    else:
        yield Paragraph(teller.say("unknown.no_single"))
    said = [teller.say("unknown.tried", count=settling.tried)]
    if count > settling.tried:
        said.append(teller.say("unknown.untried", count=count - settling.tried))
    yield Paragraph(" ".join(said))
    shown = settling.questions[:MOST_QUESTIONS]
    if shown:
        rows = tuple(
            (
                teller.question(one.fact),
                *map(teller.number, (one.settled, one.may_settle, one.narrows)),
            )
            for one in shown
        )
        keys = ("question", "settles", "may_settle", "narrows")
        yield Grid(tuple(teller.say(f"unknown.{key}") for key in keys), rows, (1, 2, 3))
        yield Paragraph(teller.say("unknown.columns"))
