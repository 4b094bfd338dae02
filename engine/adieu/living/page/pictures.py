"""A scale, or the borders of classes → a picture that can be read on a phone.

Signs differ by shape and by being filled, not by colour alone; the picture's text says the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from adieu.living.page.model import Classes, Dot, Scale
from adieu.report import svg

WIDTH, MARGIN, STEP = 360.0, 22.0, 12.0
TALLEST = 5
"""A higher pile shows a sign of each kind with their number."""
CHARACTER = 7.0
"""About how wide a character is that is 11 high."""
SIGNS = {
    "found": ("bad", False), "excused": ("bad", True), "undetermined": ("told", True),
    "not_found": ("plain", True), "true": ("told", False), "unknown": ("told", True),
    "false": ("plain", True),
}  # fmt: skip
"""The sign of what became of a rule or a gate: its shape, and whether it is hollow."""


def scale_svg(scale: Scale) -> str:
    """A scale with its threshold, the side on which the condition holds, and a sign a scenario."""
    place = _Axis(scale)
    piles = _piles(scale, place)
    top = 26.0
    base = top + max(3, *(_height(one) for one in piles.values())) * STEP + 6
    body = [*_holding(scale, place, top, base), svg.line((6, base), (WIDTH - 6, base))]
    body += _border(scale, place, top, base)
    for x, dots in piles.items():
        body += _pile(x, dots, base)
    body += _marks(scale, place, base + 16)
    key = list(_key(scale, base + 40))
    height = base + 50 + STEP * 1.5 * max(row for row, _ in key)
    return svg.picture(
        scale.name, (WIDTH, height), scale.title, scale.told, [*body, *(one for _, one in key)]
    )


class _Axis:
    """Where a value lies between the left and the right."""

    def __init__(self, scale: Scale) -> None:
        values = sorted({scale.threshold, *(one.value for one in scale.dots)})
        low, high = values[0], values[-1]
        if 0 <= low <= high / 2:
            low = Fraction(0)
        if low == high:
            low, high = low - 1, high + 1
        self.low, self.high = low, high
        self.places = {} if scale.even else {value: place for place, value in enumerate(values)}

    def at(self, value: Fraction) -> float:
        """The place of a value."""
        if self.places:
            share = self.places[value] / (len(self.places) - 1)
        else:
            share = float((value - self.low) / (self.high - self.low))
        return round(MARGIN + share * (WIDTH - 2 * MARGIN), 1)


def _piles(scale: Scale, place: _Axis) -> dict[float, list[Dot]]:
    """Signs that would overlap, together, from left to right."""
    piles: dict[float, list[Dot]] = {}
    for one in scale.dots:
        x = _apart(scale, one, place)
        near = next((other for other in reversed(piles) if x - other < STEP - 1), None)
        # What lies on different sides of the threshold is never piled up together.
        if near is not None and _side(scale, one) == _side(scale, piles[near][0]):
            piles[near].append(one)
        else:
            piles.setdefault(x, []).append(one)
    return piles


def _apart(scale: Scale, one: Dot, place: _Axis) -> float:
    """The place of a scenario: one just beside the threshold is drawn a sign's width from it."""
    at, side = place.at(scale.threshold), _side(scale, one)
    x = place.at(one.value)
    return x if side == 0 or abs(x - at) >= STEP else at + side * STEP


def _side(scale: Scale, one: Dot) -> int:
    return (one.value > scale.threshold) - (one.value < scale.threshold)


def _kinds(dots: Sequence[Dot]) -> dict[str, list[Dot]]:
    kinds: dict[str, list[Dot]] = {}
    for name in SIGNS:
        if same := [one for one in dots if one.outcome == name]:
            kinds[name] = same
    return kinds


def _height(dots: Sequence[Dot]) -> int:
    """How many signs high a pile is; a number takes as much as a sign."""
    if len(dots) <= TALLEST:
        return len(dots)
    return sum(2 if len(one) > 1 else 1 for one in _kinds(dots).values())


def _pile(x: float, dots: Sequence[Dot], base: float) -> Iterator[str]:
    y = base - STEP / 2 - 2
    for name, same in _kinds(dots).items():
        tone, hollow = SIGNS[name]
        if len(dots) <= TALLEST:
            for one in same:
                yield svg.titled(one.name, [svg.symbol((x, y), tone, hollow)])
                y -= STEP
            continue
        title = " · ".join(one.name for one in same[:TALLEST]) + (
            "…" if len(same) > TALLEST else ""
        )
        yield svg.titled(title, [svg.symbol((x, y), tone, hollow)])
        y -= STEP
        if len(same) > 1:
            yield svg.label((x, y + 4), f"{len(same)}", "ink", "middle", size=10, bold=True)
            y -= STEP


def _holding(scale: Scale, place: _Axis, top: float, base: float) -> Iterator[str]:
    """The side on which the condition holds, as a band."""
    at = place.at(scale.threshold)
    if scale.above is not None:
        left, right = (at, WIDTH - 6) if scale.above else (6.0, at)
        yield svg.rect((left, top), (max(1.0, right - left), base - top), "band")


def _border(scale: Scale, place: _Axis, top: float, base: float) -> Iterator[str]:
    """The threshold with its words."""
    at = place.at(scale.threshold)
    yield svg.line((at, top - 6), (at, base + 4), "" if scale.reached else "3 2")
    half = CHARACTER * 1.1 * len(scale.words) / 2
    anchor = "start" if at - half < 4 else "end" if at + half > WIDTH - 4 else "middle"
    x = {"start": max(4.0, at - 4), "middle": at, "end": min(WIDTH - 4, at + 4)}[anchor]
    yield svg.label((x, top - 11), scale.words, "ink", anchor, size=12, bold=True)


def _marks(scale: Scale, place: _Axis, y: float) -> Iterator[str]:
    """Numbers below the axis, as many as there is room for; the first come first."""
    taken: list[tuple[float, float]] = []
    for value, text in scale.marks:
        half = CHARACTER * len(text) / 2
        x = min(max(place.at(value), half + 2), WIDTH - half - 2)
        if all(x + half + 4 < left or x - half - 4 > right for left, right in taken):
            taken.append((x - half, x + half))
            yield svg.label((x, y), text, "muted", "middle", size=11)


def _key(scale: Scale, y: float) -> Iterator[tuple[int, str]]:
    """What the signs mean: only those that occur, in as many rows as they take."""
    x, row = 10.0, 0
    for name, text in scale.outcomes.items():
        width = 18 + CHARACTER * len(text)
        if x > 10 and x + width > WIDTH:
            x, row = 10.0, row + 1
        tone, hollow = SIGNS[name]
        line = y + row * STEP * 1.5
        yield row, svg.symbol((x, line - 4), tone, hollow)
        yield row, svg.label((x + 10, line), text, "muted", size=11)
        x += width + 8


def classes_svg(classes: Classes) -> str:
    """The classes as bands from 0 to 100, with their borders."""
    top, bottom = 8.0, 52.0
    borders = sorted(classes.borders, key=lambda one: one[1])

    def x(score: int) -> float:
        return MARGIN / 2 + score / 100 * (WIDTH - MARGIN)

    body: list[str] = []
    last = -CHARACTER * 4
    for number, (name, low) in enumerate(borders):
        high = borders[number + 1][1] if number + 1 < len(borders) else 100
        if number % 2 == 0:
            body.append(svg.rect((x(low), top), (max(1.0, x(high) - x(low)), bottom - top), "band"))
        body.append(svg.line((x(low), top), (x(low), bottom + 4)))
        room = max(1, int((x(high) - x(low)) / 16))
        text = name if len(name) <= room else f"{name[: room - 1]}…"
        middle = (x(low) + x(high)) / 2
        body.append(svg.label((middle, 37), text, "ink", "middle", size=15, bold=True))
        if x(low) - last > CHARACTER * 3.5:
            last = x(low)
            body.append(svg.label((x(low), bottom + 17), f"{low}", "muted", "middle", size=11))
    body.append(svg.line((x(100), top), (x(100), bottom + 4)))
    body.append(svg.label((x(100), bottom + 17), "100", "muted", "middle", size=11))
    return svg.picture("classes-picture", (WIDTH, bottom + 26), classes.title, classes.told, body)
