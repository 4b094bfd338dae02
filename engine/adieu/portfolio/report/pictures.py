"""A summary + words → the pictures of a portfolio: revenue against hours, late payers, scores.

Verdicts are told apart by shape and by colour, so that a page in black and white says the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from adieu.language import Filling
from adieu.portfolio.report.balance_picture import balance_svg
from adieu.portfolio.report.figures import BALANCE, LATE, SCORES
from adieu.portfolio.report.letters import fitted
from adieu.portfolio.report.roles import limit
from adieu.portfolio.report.summary import BIN, Summary
from adieu.portfolio.report.teller import Teller, ends
from adieu.report import svg

WIDTH, LEFT, RIGHT = 800.0, 190.0, 78.0
ROW, BAR = 26.0, 13.0
HATCH = "hatch"
LETTERS = 11.5
"""The size of the names beside the bars; a long one is cut, and the table has all of it."""


def pictures(summary: Summary, teller: Teller) -> dict[str, str]:
    """Every picture for which there is something to show, by its name."""
    drawn = {
        BALANCE: balance_svg(summary, teller),
        LATE: _late(summary, teller),
        SCORES: _scores(summary, teller),
    }
    return {name: one for name, one in drawn.items() if one is not None}


# Who pays late


def _late(summary: Summary, teller: Teller) -> str | None:
    """A bar a client: the share of late invoices, what is possible beyond it hatched."""
    fact, rows = summary.roles.late_share, summary.late.items
    if fact is None or not rows:
        return None
    top = 40.0
    bottom = top + ROW * len(rows) + 6
    body = [svg.hatch(f"{LATE}-{HATCH}")]
    for tenth in range(0, 101, 25):
        x = _at(Fraction(tenth, 100))
        body.append(svg.line((x, top - 6), (x, bottom)))
        said = teller.share(Fraction(tenth, 100))
        body.append(svg.label((x, top - 12), said, "muted", "middle", size=10.5))
    for place, row in enumerate(rows):
        found = ends(row.values[fact])
        assert found is not None
        y = top + ROW * place
        body += _bar_row(row.name, found, teller.value(row, fact), y, LATE)
    border = limit(summary.policy, "always_late_share")
    if border is not None and 0 < border <= 1:
        x = _at(border)
        body.append(svg.line((x, top - 6), (x, bottom + 4), "5 3", "mark"))
        said = teller.say("late.limit", share=Filling(teller.share(border)))
        body.append(svg.label((x, bottom + 18), said, "muted", "middle", size=11))
    body += _key(LATE, [teller.say("late.known"), teller.say("late.maybe")],
                 any(_is_range(row.values[fact]) for row in rows), bottom + 18)  # fmt: skip
    told = [
        teller.say("late.line", client=Filling(row.name), share=Filling(teller.value(row, fact)))
        for row in rows
    ]
    title = teller.say("late.title", count=len(rows))
    return svg.picture(LATE, (WIDTH, bottom + 30), title, f"{'. '.join(told)}.", body)


def _bar_row(
    name: str, found: tuple[Fraction, Fraction], said: str, y: float, picture: str
) -> Iterator[str]:
    """A client's name, its bar from 0, and its value in words."""
    low, high = found
    text = fitted(name, LEFT - 14, LETTERS)
    yield svg.label((LEFT - 10, y + ROW / 2 + 4), text, "ink", "end", size=LETTERS)
    top = y + (ROW - BAR) / 2
    shapes = [svg.rect((LEFT, top), (max(1.0, _at(low) - LEFT), BAR), "sure")] if low else []
    if high > low:
        size = (max(1.0, _at(high) - _at(low)), BAR)
        shapes.append(svg.hatched((_at(low), top), size, f"{picture}-{HATCH}"))
    yield svg.titled(f"{name}: {said}", shapes)


def _at(share: Fraction) -> float:
    """The place of a share between 0 and 1."""
    return LEFT + float(min(max(share, Fraction(0)), Fraction(1))) * (WIDTH - LEFT - RIGHT)


def _is_range(value: object) -> bool:
    found = ends(value)  # type: ignore[arg-type]
    return found is None or found[0] != found[1]


def _key(picture: str, words: list[str], needed: bool, y: float) -> Iterator[str]:
    """What full and hatched bars mean, where both occur."""
    if not needed:
        return
    yield svg.rect((14, y - 10), (20, 11), "sure")
    yield svg.label((40, y), words[0], "muted", size=11)
    x = 56 + 6.4 * len(words[0])
    yield svg.hatched((x, y - 10), (20, 11), f"{picture}-{HATCH}")
    yield svg.label((x + 26, y), words[1], "muted", size=11)


# How the scores are spread


def _scores(summary: Summary, teller: Teller) -> str | None:
    """A line a client where they are few; bars of how many where they are many."""
    spread = summary.spread
    if not spread.count:
        return None
    few = bool(spread.few)
    top = 46.0
    height = ROW * len(spread.few) if few else 190.0
    bottom = top + height + 6
    body = [svg.hatch(f"{SCORES}-{HATCH}"), *_classes(summary, top, bottom)]
    body += _one_by_one(summary, teller, top) if few else _bins(summary, teller, top, height)
    words = [teller.say("scores.known"), teller.say("scores.maybe" if few else "scores.middle")]
    body += _key(SCORES, words, any(spread.ranges), bottom + 18)
    told = [
        teller.say("scores.line", client=Filling(row.name), score=Filling(teller.score(row)))
        for row in spread.few
    ] or [
        teller.say("scores.bin", low=place * BIN, high=(place + 1) * BIN, count=count)
        for place, count in enumerate(map(sum, zip(spread.known, spread.ranges, strict=True)))
        if count
    ]
    title = teller.say("scores.title", count=spread.count)
    return svg.picture(SCORES, (WIDTH, bottom + 30), title, f"{'. '.join(told)}.", body)


def _classes(summary: Summary, top: float, bottom: float) -> Iterator[str]:
    """The classes as bands, their borders with letter and number."""
    card = summary.policy.scorecard
    borders = sorted(card.classes, key=lambda one: one[1]) if card else []
    for place, (name, low) in enumerate(borders):
        high = borders[place + 1][1] if place + 1 < len(borders) else 100
        left, right = _at(Fraction(low, 100)), _at(Fraction(high, 100))
        if place % 2 == 0:
            yield svg.rect((left, top - 6), (right - left, bottom - top + 6), "band")
        yield svg.label(((left + right) / 2, top - 28), name, "ink", "middle", size=13, bold=True)
        yield svg.line((left, top - 6), (left, bottom), "3 3" if low else "")
        yield svg.label((left, top - 12), f"{low}", "muted", "middle", size=10)
    yield svg.line((_at(Fraction(1)), top - 6), (_at(Fraction(1)), bottom))
    yield svg.label((_at(Fraction(1)), top - 12), "100", "muted", "middle", size=10)


def _one_by_one(summary: Summary, teller: Teller, top: float) -> Iterator[str]:
    """A sign where the score is known, a hatched bar where it is a range."""
    for place, row in enumerate(summary.spread.few):
        assert row.score is not None
        low, high = (Fraction(one) / 100 for one in (row.score.low, row.score.high))
        y = top + ROW * place
        text = fitted(row.name, LEFT - 14, LETTERS)
        yield svg.label((LEFT - 10, y + ROW / 2 + 4), text, "ink", "end", size=LETTERS)
        middle = y + ROW / 2
        if low == high:
            shape = svg.rect((_at(low) - 3, middle - BAR / 2), (6, BAR), "sure")
        else:
            size = (max(2.0, _at(high) - _at(low)), BAR)
            shape = svg.hatched((_at(low), middle - BAR / 2), size, f"{SCORES}-{HATCH}")
        yield svg.titled(f"{row.name}: {teller.score(row)}", [shape])
        yield svg.label((WIDTH - 8, middle + 4), teller.score(row), "muted", "end", size=11)


def _bins(summary: Summary, teller: Teller, top: float, height: float) -> Iterator[str]:
    """How many clients have a score in each five points."""
    spread = summary.spread
    counts = list(zip(spread.known, spread.ranges, strict=True))
    most = max(map(sum, counts))
    base = top + height
    wide = _at(Fraction(BIN, 100)) - _at(Fraction(0))
    for place, (known, ranges) in enumerate(counts):
        if not known + ranges:
            continue
        x = _at(Fraction(place * BIN, 100)) + 2
        sure, maybe = (float(Fraction(one, most)) * (height - 16) for one in (known, ranges))
        said = teller.say("scores.bin", low=place * BIN, high=(place + 1) * BIN,
                          count=known + ranges)  # fmt: skip
        shapes = []
        if known:
            shapes.append(svg.rect((x, base - sure), (wide - 4, max(1.0, sure)), "sure"))
        if ranges:
            at = (x, base - sure - maybe)
            shapes.append(svg.hatched(at, (wide - 4, max(1.0, maybe)), f"{SCORES}-{HATCH}"))
        yield svg.titled(said, shapes)
        number = teller.number(known + ranges)
        at = (x + wide / 2 - 2, base - sure - maybe - 4)
        yield svg.label(at, number, "muted", "middle", size=10)
    yield svg.line((LEFT, base), (WIDTH - RIGHT, base))
