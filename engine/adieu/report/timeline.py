"""A narrative → a picture of what happened when: a lane for each section, months across."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from msgspec import Struct

from adieu.language import Language, day, month
from adieu.narrative import Happening, Narrative
from adieu.report import svg
from adieu.report.words import Words, language_of, words_in

WIDTH, LEFT, RIGHT, TOP = 800.0, 136.0, 20.0, 34.0
GUTTER = 80.0
"""Room at the left for what happened before the period: boundaries and repairs never expire."""

STEP = 13.0
"""The distance between two signs, beside or above each other."""

TALLEST = 4
"""A higher pile becomes one sign a kind, with its number."""

LANES = ("invoices", "incidents", "contacts", "changes", "advice", "boundaries", "repairs")
"""The order of the house's own lanes; a firm's further ones follow."""

MONTH_WIDTH, TITLES = 66.0, 6


class _Axis(Struct, frozen=True):
    """Where a day lies."""

    start: date
    end: date
    left: float
    right: float

    def at(self, on: date) -> float:
        """The place of a day; an earlier one lies in the gutter."""
        if on < self.start:
            return self.left - 50.0
        share = (on - self.start).days / max(1, (self.end - self.start).days)
        return self.left + min(1.0, share) * (self.right - self.left)


class _Mark(Struct, frozen=True):
    """A sign for one happening, or for several of one kind."""

    tone: str
    hearsay: bool
    happenings: tuple[Happening, ...]


class _Pile(Struct, frozen=True):
    """Signs above each other."""

    x: float
    marks: tuple[_Mark, ...]

    @property
    def height(self) -> float:
        """How much room the pile takes; a number takes as much as a sign."""
        return STEP * sum(2 if len(mark.happenings) > 1 else 1 for mark in self.marks)


def timeline_svg(narrative: Narrative) -> str | None:
    """The timeline as a picture, or nothing where nothing happened."""
    if not narrative.timeline:
        return None
    words, language = words_in(language_of(narrative.language)), language_of(narrative.language)
    start, end = narrative.timeline_span
    earlier = any(one.on < start for one in narrative.timeline)
    axis = _Axis(start, end, LEFT + (GUTTER if earlier else 10.0), WIDTH - RIGHT)
    bands: list[str] = []
    signs: list[str] = []
    top = TOP
    lanes = _lanes(narrative.timeline)
    for number, (_, happenings) in enumerate(lanes):
        piles = _piles(axis, happenings)
        height = max(30.0, 16 + max(pile.height for pile in piles))
        if number % 2 == 0:
            bands.append(svg.rect((0, top), (WIDTH, height), "band"))
        signs += _lane(happenings[0].lane_word, piles, top, height, words)
        top += height
    months = list(_months(axis, top, language))
    if earlier:
        place = (axis.at(date.min), TOP - 12)
        months.append(svg.label(place, words("timeline.earlier"), "muted", "middle", size=11))
        edge = axis.left - 24
        months.append(svg.line((edge, TOP), (edge, top), "2 3"))
    text = _told(words, lanes)
    title = words(
        "timeline.title", client=narrative.name, start=day(language, start), end=day(language, end)
    )
    shapes = [*bands, *months, *signs, *_key(words, narrative.timeline, top + 24)]
    return svg.picture("timeline", (WIDTH, top + 38), title, text, shapes)


def _lanes(happenings: Iterable[Happening]) -> list[tuple[str, list[Happening]]]:
    lanes: dict[str, list[Happening]] = {}
    for one in happenings:
        lanes.setdefault(one.lane, []).append(one)
    known = [(lane, lanes[lane]) for lane in LANES if lane in lanes]
    return known + [(lane, found) for lane, found in lanes.items() if lane not in LANES]


def _piles(axis: _Axis, happenings: list[Happening]) -> list[_Pile]:
    """Happenings that would overlap, piled up."""
    piles: list[tuple[float, list[Happening]]] = []
    for one in sorted(happenings, key=lambda one: (one.on, one.ref)):
        x = axis.at(one.on)
        if piles and x - piles[-1][0] < STEP:
            piles[-1][1].append(one)
        else:
            piles.append((x, [one]))
    return [_Pile(x, _marks(pile)) for x, pile in piles]


def _marks(pile: list[Happening]) -> tuple[_Mark, ...]:
    def kind(one: Happening) -> tuple[str, bool]:
        return (one.tone, one.hearsay)

    if len(pile) <= TALLEST:
        return tuple(_Mark(one.tone, one.hearsay, (one,)) for one in pile)
    kinds = groupby(sorted(pile, key=kind), key=kind)
    return tuple(_Mark(tone, hearsay, tuple(found)) for (tone, hearsay), found in kinds)


def _lane(word: str, piles: list[_Pile], top: float, height: float, words: Words) -> Iterator[str]:
    middle = top + height / 2
    lines = svg.broken(word, 19)
    for place, text in enumerate(lines):
        yield svg.label((10, middle + 4 + (place - (len(lines) - 1) / 2) * 14), text)
    for pile in piles:
        y = middle - pile.height / 2 + STEP / 2
        for mark in pile.marks:
            shapes = [svg.symbol((pile.x, y), mark.tone, mark.hearsay)]
            y += STEP
            if len(mark.happenings) > 1:
                number = f"{len(mark.happenings)}"
                shapes.append(
                    svg.label((pile.x, y + 2), number, "ink", "middle", size=9, bold=True)
                )
                y += STEP
            told = [
                words("finding.item", day=one.day, text=one.text)
                for one in mark.happenings[:TITLES]
            ]
            more = ["…"] if len(mark.happenings) > TITLES else []
            yield svg.titled(" · ".join(told + more), shapes)


def _months(axis: _Axis, bottom: float, language: Language) -> Iterator[str]:
    """A line at each first of a month, with as many names as there is room for."""
    firsts = []
    year, number = axis.start.year, axis.start.month
    while (first := date(year, number, 1)) <= axis.end:
        if first >= axis.start:
            firsts.append(first)
        year, number = (year, number + 1) if number < 12 else (year + 1, 1)
    room = (axis.right - axis.left) / max(1, len(firsts))
    every = next((step for step in (1, 2, 3, 6, 12, 24, 60) if room * step >= MONTH_WIDTH), 120)
    for place, first in enumerate(firsts):
        named = place % every == 0
        if named or every <= 12:
            yield svg.line((axis.at(first), TOP - (6 if named else 0)), (axis.at(first), bottom))
        if named:
            anchor = "middle" if axis.at(first) + MONTH_WIDTH / 2 < WIDTH else "end"
            name = month(language, first)
            yield svg.label((axis.at(first), TOP - 12), name, "muted", anchor, size=11)


def _key(words: Words, happenings: Iterable[Happening], y: float) -> Iterator[str]:
    """What the signs mean: only those that occur."""
    tones = {one.tone if one.tone in ("bad", "told") else "plain" for one in happenings}
    x = 14.0
    for tone in ("bad", "told", "plain"):
        if tone in tones:
            text = words(f"timeline.{tone}")
            yield svg.symbol((x, y - 4), tone, hollow=False)
            yield svg.label((x + 11, y), text, "muted", size=11)
            x += 36 + 6.2 * len(text)
    if any(one.hearsay for one in happenings):
        yield svg.symbol((x, y - 4), "bad", hollow=True)
        yield svg.label((x + 11, y), words("timeline.outline"), "muted", size=11)


def _told(words: Words, lanes: list[tuple[str, list[Happening]]]) -> str:
    """The same in words, for those who do not see the picture."""
    sentences = []
    for _, happenings in lanes:
        bad = sum(one.tone == "bad" for one in happenings)
        key, counts = ("lane_bad", {"bad": bad}) if bad else ("lane", {})
        kind = happenings[0].lane_word
        sentences.append(words(f"timeline.{key}", kind=kind, count=len(happenings), **counts))
    return ". ".join(sentences) + "."
