"""A summary → what its numbers say: counts, classes, revenue against hours, concentration."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from adieu.language import Filling
from adieu.portfolio.report.document import Block, Cell, Grid, Paragraph, Picture, Subheading
from adieu.portfolio.report.lists import First, axes_of
from adieu.portfolio.report.summary import Summary
from adieu.portfolio.report.teller import NO_VALUE, Teller
from adieu.portfolio.report.what_if import Group

BALANCE, LATE, SCORES = "balance", "late", "scores"
"""The names of the pictures."""

_SUMMED = ("revenue", "revenue_share", "hours_share", "hours")


def numbers(summary: Summary, teller: Teller) -> Iterator[Block]:
    """Verdicts with what their clients amount to, and verdicts by class."""
    if not summary.clients:
        yield Paragraph(teller.say("no_clients"))
        return
    roles = [role for role in _SUMMED if summary.told(role)]
    if "hours_share" in roles and "hours" in roles:
        roles.remove("hours")
    headers = ["verdict", "clients", "provisional", *roles]
    open_ = summary.undecided.count
    rows: list[tuple[Cell, ...]] = []
    for line in summary.lines:
        provisional = _or_dash(line.provisional, teller) if open_ else ""
        told = [teller.verdict(line.verdict), teller.number(line.clients), provisional]
        rows.append((*told, *_sums(line.group, roles, summary, teller)))
    whole = [teller.number(summary.clients), teller.number(open_) if open_ else ""]
    sums = _sums(summary.whole, roles, summary, teller)
    rows.append((teller.say("numbers.all"), *whole, *sums))
    titles = tuple(teller.say(f"numbers.{one}") for one in headers)
    yield Grid(titles, tuple(rows), tuple(range(1, len(headers))))
    yield from partly_known([summary.whole.tally(role).known for role in roles], summary, teller)
    for role in ("revenue_share", "hours_share"):
        recorded = summary.whole.tally(role).single
        if recorded is not None and not summary.adds_up(role):
            share = Filling(teller.share(recorded[0]))
            yield Paragraph(teller.say(f"numbers.too_much.{role}", share=share))
    yield from _by_class(summary, teller)


def _sums(group: Group, roles: list[str], summary: Summary, teller: Teller) -> Iterator[Cell]:
    for role in roles:
        yield teller.total(group.tally(role), group.clients, getattr(summary.roles, role))


def partly_known(known: list[int], summary: Summary, teller: Teller) -> Iterator[Block]:
    """How to read a sum that runs over some of the clients only, where a table has one."""
    if any(0 < one < summary.clients for one in known):
        yield Paragraph(teller.say("partly_means"))


def _by_class(summary: Summary, teller: Teller) -> Iterator[Block]:
    """How many clients each verdict has in each class."""
    card = summary.policy.scorecard
    if card is None or all(classes is None for _, classes in summary.cells):
        return
    cells: Counter[tuple[str, str]] = Counter()
    for (verdict, classes), count in summary.cells.items():
        column = "not_scored" if classes is None else "range" if len(classes) > 1 else ""
        cells[verdict, column or f"class {classes[0] if classes else ''}"] += count
    named = [(f"class {name}", teller.say("numbers.class", **{"class": Filling(name)}))
             for name, _ in card.classes]  # fmt: skip
    others = ("range", "not_scored")
    named += [
        (key, teller.say(f"numbers.{key}")) for key in others if any(one == key for _, one in cells)
    ]
    rows = [
        (
            teller.verdict(row.verdict),
            *(_or_dash(cells[row.verdict, key], teller) for key, _ in named),
        )
        for row in summary.policy.verdicts
    ]
    totals = (sum(cells[row.verdict, key] for row in summary.policy.verdicts) for key, _ in named)
    rows.append((teller.say("numbers.all"), *(_or_dash(one, teller) for one in totals)))
    headers = (teller.say("numbers.verdict"), *(title for _, title in named))
    yield Subheading(teller.say("numbers.classes"))
    yield Grid(headers, tuple(rows), tuple(range(1, len(headers))))
    notes = [teller.say("numbers.range_note")] if any(key == "range" for key, _ in named) else []
    notes += [] if card.agreed else [teller.words.say("score.not-agreed")]
    if notes:
        yield Paragraph(" ".join(notes))


def _or_dash(count: int, teller: Teller) -> str:
    return teller.number(count) if count else NO_VALUE


def balance(summary: Summary, teller: Teller) -> Iterator[Block]:
    """Revenue against hours: the picture, and the clients that take more than they bring in."""
    axes = axes_of(summary.roles)
    if axes is None or not summary.points.count:
        return
    if summary.points.count > 1:
        yield Picture(BALANCE, teller.say("balance.picture"))
    count = summary.clients
    if unknown := count - summary.points.count:
        yield Paragraph(teller.say("unknown_of.balance", unknown=unknown, count=count))
    if summary.points.more:
        kept = teller.number(len(summary.points.items))
        yield Paragraph(teller.say("balance.most", count=kept))
    if teller.policy.facts[axes[0]].type.name == "share":
        yield from _draining(summary, teller)


def _draining(summary: Summary, teller: Teller) -> Iterator[Block]:
    revenue, hours = summary.roles.revenue_share, summary.roles.hours_share
    assert revenue is not None
    assert hours is not None
    group = summary.drained
    if not group.clients:
        yield Paragraph(teller.say("balance.none"))
        return
    said = [teller.say("balance.draining", count=group.clients)]
    if summary.told("hours_share") and summary.told("revenue_share"):
        sums = {
            "hours": Filling(teller.sums(group.tally("hours_share"), hours)),
            "revenue": Filling(teller.sums(group.tally("revenue_share"), revenue)),
        }
        said.append(teller.say("balance.together", **sums))
    yield Paragraph(" ".join(said))
    rows = tuple(
        (teller.client(row), teller.value(row, hours), teller.value(row, revenue),
         teller.standing(row))
        for row in summary.draining.items
    )  # fmt: skip
    headers = ("hours_share", "revenue_share", "verdict")
    titles = tuple(teller.say(f"numbers.{one}") for one in headers)
    yield Grid((teller.say("parting.client"), *titles), rows, (1, 2))
    yield from more(summary.draining, summary, teller)


def late(summary: Summary, teller: Teller) -> Iterator[Block]:
    """Who pays late, the latest first."""
    roles = summary.roles
    if not summary.late.count or roles.late_share is None:
        return
    yield Picture(LATE, teller.say("late.picture"))
    yield Paragraph(teller.say("late.shown", count=summary.late.count))
    wanted = (("late", roles.late), ("due", roles.due), ("share", roles.late_share))
    columns = [(key, fact) for key, fact in wanted if fact]
    rows = tuple(
        (
            teller.client(row),
            *(teller.value(row, fact) for _, fact in columns),
            teller.standing(row),
        )
        for row in summary.late.items
    )
    keys = ("client", *(key for key, _ in columns), "verdict")
    titles = tuple(teller.say(f"late.{key}") for key in keys)
    yield Grid(titles, rows, tuple(range(1, len(columns) + 1)))
    yield from more(summary.late, summary, teller)


def scores(summary: Summary, teller: Teller) -> Iterator[Block]:
    """How the scores are spread over the classes."""
    spread = summary.spread
    if not spread.count:
        return
    yield Picture(SCORES, teller.say("scores.picture"))
    ranges, unscored = sum(spread.ranges), summary.clients - spread.count
    said = [teller.say("scores.all" if not unscored else "scores.some", count=summary.clients,
                       scored=spread.count)]  # fmt: skip
    if ranges:
        said.append(teller.say("scores.ranges", count=ranges))
    yield Paragraph(" ".join(said))


def more(shown: First, summary: Summary, teller: Teller) -> Iterator[Block]:
    """How many were left out of a list, and where they are if they are all in another."""
    if shown.more:
        key = "more" if summary.service.more else "more_below"
        yield Paragraph(teller.say(key, count=shown.more))
