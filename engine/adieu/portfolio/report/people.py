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
    card = summary.policy.scorecard
    key = "by_class" if scored else "not_scored" if card is not None else "no_classes"
    yield Paragraph(teller.say(f"service.{key}"))
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
    if summary.service.more:
        yield Paragraph(teller.say("service.more", count=summary.service.more))


def undecided(summary: Summary, settling: Settling | None, teller: Teller) -> Iterator[Block]:
    """Who cannot be decided yet, and the questions that settle most of them."""
    if not summary.clients:
        return
    count = summary.undecided.count
    if not count:
        yield Paragraph(teller.say("unknown.none"))
        return
    yield Paragraph(teller.say("unknown.intro", count=count))
    shown = summary.undecided
    if shown.more:
        yield _by_outlook(summary, teller)
    rows = tuple((teller.client(row), *_outlook(row.possible, teller)) for row in shown.items)
    titles = tuple(teller.say(f"unknown.{key}") for key in ("client", "verdict", "possible"))
    yield Grid(titles, rows)
    yield from more(shown, summary, teller)
    if settling is not None and settling.tried:
        yield from _questions(count, settling, teller)


def _by_outlook(summary: Summary, teller: Teller) -> Grid:
    """How many clients have which verdicts before them, the harshest first."""
    harsh = summary.policy.severity
    sets = sorted(summary.possible.items(), key=lambda one: [harsh[name] for name in one[0]])
    rows = tuple((*_outlook(names, teller), teller.number(count)) for names, count in sets)
    titles = tuple(teller.say(f"unknown.{key}") for key in ("verdict", "possible", "clients"))
    return Grid(titles, rows, (2,))


def _outlook(possible: tuple[str, ...], teller: Teller) -> tuple[str, str]:
    """The verdict that is sure to be reached, and those that are still possible beyond it."""
    *beyond, surely = map(teller.verdict, possible)
    return surely, teller.listing(beyond, "or")


def _questions(count: int, settling: Settling, teller: Teller) -> Iterator[Block]:
    """The questions, the one that settles most first; ``count`` clients are provisional."""
    yield Subheading(teller.say("unknown.questions"))
    best = settling.questions[0] if settling.questions else None
    if best is not None and best.settled:
        text = Filling(teller.question(best.fact))
        yield Paragraph(teller.say("unknown.best", count=best.settled, question=text), strong=True)
        names = teller.names(best.names, best.settled)
        yield Paragraph(teller.say("unknown.whom", count=best.settled, names=names))
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
