"""A summary + words → the picture of revenue against hours: a sign a client, its verdict the shape.

Above the line a client takes a larger share of the hours than of the revenue.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from msgspec import Struct

from adieu.language import Filling
from adieu.portfolio.report.letters import fitted, width
from adieu.portfolio.report.lists import axes_of
from adieu.portfolio.report.roles import limit
from adieu.portfolio.report.summary import Summary
from adieu.portfolio.report.teller import Teller, ends
from adieu.portfolio.rows import Row
from adieu.report import svg
from adieu.report.words import capital

NAME = "balance"
WIDTH, HEIGHT = 800.0, 520.0
LEFT, RIGHT, TOP, BOTTOM = 74.0, 24.0, 46.0, 52.0
MOST_NAMES = 14
STEPS = 6
KEY = 20.0
LONGEST = 150.0
"""So much room a name may take in the picture."""


_Point = tuple[float, float]
_Box = tuple[float, float, float, float]


class _Scale(Struct, frozen=True):
    """From 0 to the largest value, rounded up, in steps; places are picture points between ends."""

    most: Fraction
    steps: int
    start: float
    end: float

    def at(self, value: Fraction) -> float:
        """The place of a value."""
        share = min(max(value / self.most, Fraction(0)), Fraction(1))
        return self.start + float(share) * (self.end - self.start)


def balance_svg(summary: Summary, teller: Teller) -> str | None:
    """The picture, or nothing where revenue and hours of fewer than two clients are known."""
    axes, rows = axes_of(summary.roles), summary.points.items
    if axes is None or len(rows) < 2:
        return None
    points: list[tuple[Row, Fraction, Fraction]] = [(row, *_point(row, axes)) for row in rows]
    shares = teller.policy.facts[axes[0]].type.name == "share"
    widest = _rounded(max(revenue for _, revenue, _ in points))
    highest = _rounded(max(hours for _, _, hours in points))
    if shares:
        widest = highest = max(widest, highest)
    across = _Scale(*widest, LEFT, WIDTH - RIGHT)
    up = _Scale(*highest, HEIGHT - BOTTOM, TOP)
    body = [*_grid(summary, teller, axes, across, up)]
    if shares:
        body += _lines(summary, teller, across, up)
    # The harshest verdicts are drawn last, so that none of them is hidden.
    harsh = summary.policy.severity
    for row, revenue, hours in sorted(points, key=lambda one: -harsh[one[0].verdict]):
        at = across.at(revenue), up.at(hours)
        shape = svg.mark(at, harsh[row.verdict], len(harsh), hollow=not row.final)
        body.append(svg.titled(_said(row, axes, teller, shares), [shape]))
    placed = [(row, across.at(revenue), up.at(hours)) for row, revenue, hours in points]
    borders = [ends_ for _, *ends_ in _borders(summary, across, up)] if shares else []
    body += _names(placed, borders, summary)
    keys, lines = _key(summary, [row for row, _, _ in points], teller)
    body += keys
    title = teller.say("balance.title", count=len(rows))
    told = ". ".join(_said(row, axes, teller, shares) for row, _, _ in points[:MOST_NAMES])
    return svg.picture(NAME, (WIDTH, HEIGHT + KEY * lines), title, f"{told}.", body)


def _point(row: Row, axes: tuple[str, str]) -> tuple[Fraction, Fraction]:
    found = [ends(row.values[name]) for name in axes]
    assert found[0] is not None
    assert found[1] is not None
    return found[0][0], found[1][0]


def _rounded(most: Fraction) -> tuple[Fraction, int]:
    """Where an axis ends, and in how many equal steps: of 1, 2, 2.5 or 5 times a power of ten."""
    step = Fraction(1)
    while step * STEPS < most:
        step *= 10
    while step > Fraction(1, 1_000) and step * STEPS >= most * 10:
        step /= 10
    parts = (Fraction(1, 10), Fraction(1, 5), Fraction(1, 4), Fraction(1, 2), Fraction(1))
    chosen = next(step * one for one in parts if step * one * STEPS >= most)
    steps = max(1, ceil(most / chosen))
    return chosen * steps, steps


def _grid(
    summary: Summary, teller: Teller, axes: tuple[str, str], across: _Scale, up: _Scale
) -> Iterator[str]:
    """Lines and numbers, and what the two axes are."""
    facts = [summary.policy.facts[name] for name in axes]
    # A currency would crowd the axis; the texts of the signs have it.
    for step in range(across.steps + 1):
        value = across.most * step / across.steps
        yield svg.line((across.at(value), TOP), (across.at(value), HEIGHT - BOTTOM))
        said = teller.words.number(value, "", facts[0].type)
        place = across.at(value), HEIGHT - BOTTOM + 16
        yield svg.label(place, said, "muted", "middle", size=10.5)
    for step in range(up.steps + 1):
        value = up.most * step / up.steps
        yield svg.line((LEFT, up.at(value)), (WIDTH - RIGHT, up.at(value)))
        said = teller.words.number(value, "", facts[1].type)
        yield svg.label((LEFT - 8, up.at(value) + 4), said, "muted", "end", size=10.5)
    titles = [capital(teller.own(fact.label, fact.name)) for fact in facts]
    place = (WIDTH - RIGHT, HEIGHT - BOTTOM + 34)
    yield svg.label(place, f"{titles[0]} →", "ink", "end", size=11.5)
    yield svg.label((10, 18), f"↑ {titles[1]}", "ink", size=11.5)


def _lines(summary: Summary, teller: Teller, across: _Scale, up: _Scale) -> Iterator[str]:
    """As much time as revenue; and as much more as the policy takes for too much."""
    for times, started, ended in _borders(summary, across, up):
        yield svg.line(started, ended, "" if times == 1 else "5 3", "mark")
        said = teller.say("balance.even")
        if times != 1:
            said = teller.say("balance.factor", factor=teller.number(times))
        yield svg.label((ended[0] + 6, ended[1] - 6), said, "muted", "end", size=10.5)


def _borders(
    summary: Summary, across: _Scale, up: _Scale
) -> Iterator[tuple[Fraction, _Point, _Point]]:
    """The lines: so many times as much time as revenue, and where each starts and ends."""
    factor = limit(summary.policy, "hours_to_revenue")
    for times in dict.fromkeys((Fraction(1), factor)):
        if times is not None and times > 0:
            end = min(across.most, up.most / times)
            yield times, (LEFT, HEIGHT - BOTTOM), (across.at(end), up.at(end * times))


def _along(line: list[_Point]) -> Iterator[_Box]:
    """Small boxes along a line, so that no name is written across it."""
    (left, bottom), (right, top) = line
    steps = ceil(max(right - left, bottom - top) / 4)
    for step in range(steps + 1):
        x, y = left + (right - left) * step / steps, bottom + (top - bottom) * step / steps
        yield x - 2, y - 2, x + 2, y + 2


def _names(
    points: list[tuple[Row, float, float]], lines: list[list[_Point]], summary: Summary
) -> Iterator[str]:
    """The names of those that matter most, where there is room for them."""
    harsh = summary.policy.severity
    taken = [(x - 7, y - 7, x + 7, y + 7) for _, x, y in points]
    across = [box for line in lines for box in _along(line)]
    ordered = sorted(points, key=lambda one: (harsh[one[0].verdict], -one[1] - (HEIGHT - one[2])))
    named = 0
    for row, x, y in ordered:
        text = fitted(row.name, LONGEST, 11)
        wide = width(text, 11)
        beside = ((x + 10, y), (x - 10 - wide, y), (x - wide / 2, y - 14), (x - wide / 2, y + 15))
        boxes = [(left, at - 7, left + wide, at + 7) for left, at in beside]
        free = [box for box in boxes if _inside(box) and not _overlaps(box, taken)]
        if free:
            # Where nothing else is left, a name may lie across a line.
            box = next((one for one in free if not _overlaps(one, across)), free[0])
            yield svg.label((box[0], box[1] + 11), text, "ink", size=11)
            taken.append(box)
            named += 1
        if named == MOST_NAMES:
            return


def _inside(box: _Box) -> bool:
    return box[0] >= LEFT and box[1] >= TOP and box[2] <= WIDTH and box[3] <= HEIGHT - BOTTOM


def _overlaps(one: _Box, others: list[_Box]) -> bool:
    return any(
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
        for other in others
    )


def _key(summary: Summary, rows: list[Row], teller: Teller) -> tuple[list[str], int]:
    """What the signs mean: those that occur; and how many lines that takes."""
    harsh, shapes = summary.policy.severity, []
    occurring = {row.verdict for row in rows}
    signs = [
        (place, False, teller.verdict(name)) for name, place in harsh.items() if name in occurring
    ]
    if not all(row.final for row in rows):
        signs.append((len(harsh) - 1, True, teller.say("balance.outline")))
    x, line = 16.0, 0
    for place, hollow, text in signs:
        wide = 34 + width(text, 11)
        if x > 16 and x + wide > WIDTH:
            x, line = 16.0, line + 1
        y = HEIGHT + 6 + KEY * line
        shapes.append(svg.mark((x, y - 4), place, len(harsh), hollow=hollow))
        shapes.append(svg.label((x + 12, y), text, "muted", size=11))
        x += wide
    return shapes, line + 1


def _said(row: Row, axes: tuple[str, str], teller: Teller, shares: bool) -> str:
    """A client in words."""
    revenue, hours = (Filling(teller.value(row, name)) for name in axes)
    key = "balance.point" if shares else "balance.point_amounts"
    standing = Filling(teller.standing(row))
    return teller.say(key, client=Filling(row.name), verdict=standing, revenue=revenue, hours=hours)
