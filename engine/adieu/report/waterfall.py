"""A narrative → a picture of how its score adds up, criterion by criterion."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from adieu.narrative import Narrative, ScoreLine, ScoreSheet
from adieu.report import svg
from adieu.report.tables import is_left_out, points
from adieu.report.words import Words, capital, language_of, words_in

WIDTH, LEFT, RIGHT, TOP, ROW = 800.0, 226.0, 104.0, 44.0, 27.0
BAR = 13.0
PATTERN = "score-hatch"


def waterfall_svg(narrative: Narrative) -> str | None:
    """The classification as a waterfall, or nothing where nothing is scored."""
    sheet = narrative.score
    if sheet is None or not sheet.lines:
        return None
    words = words_in(language_of(narrative.language))
    bottom = TOP + ROW * (len(sheet.lines) + 1) + 8
    body = [svg.hatch(PATTERN), *_borders(sheet, bottom), *_rows(narrative, sheet)]
    body += [*_total(sheet, words, bottom - ROW - 8), *_key(sheet, words, bottom + 20)]
    title = words(
        "score.title", client=narrative.name, score=sheet.score_words, classes=sheet.class_words
    )
    said = [
        words("score.line", label=line.label, points=_said(narrative, line)) for line in sheet.lines
    ]
    text = f"{'. '.join(said)}. {sheet.sentence}"
    return svg.picture("score", (WIDTH, bottom + 34), title, text, body)


def _x(score: Fraction) -> float:
    """The place of a score between 0 and 100."""
    return LEFT + float(min(max(score, Fraction(0)), Fraction(100))) / 100 * (WIDTH - LEFT - RIGHT)


def _said(narrative: Narrative, line: ScoreLine) -> str:
    return line.score if is_left_out(line) else points(narrative, line)


def _borders(sheet: ScoreSheet, bottom: float) -> Iterator[str]:
    """The classes as bands, their borders as lines with letter and number."""
    borders = sorted(sheet.borders, key=lambda border: border[1])
    for place, (name, low) in enumerate(borders):
        high = borders[place + 1][1] if place + 1 < len(borders) else 100
        left, right = _x(Fraction(low)), _x(Fraction(high))
        if place % 2 == 0:
            yield svg.rect((left, TOP - 6), (right - left, bottom - TOP + 6), "band")
        yield svg.label(((left + right) / 2, TOP - 26), name, "ink", "middle", size=13, bold=True)
        yield svg.line((left, TOP - 6), (left, bottom), "3 3" if low else "")
        yield svg.label((left, TOP - 11), f"{low}", "muted", "middle", size=10)
    yield svg.line((_x(Fraction(100)), TOP - 6), (_x(Fraction(100)), bottom))
    yield svg.label((_x(Fraction(100)), TOP - 11), "100", "muted", "middle", size=10)


def _rows(narrative: Narrative, sheet: ScoreSheet) -> Iterator[str]:
    reached = Fraction(0)
    for place, line in enumerate(sheet.lines):
        y = TOP + ROW * place
        lines = svg.broken(capital(line.label), 33)
        for row, text in enumerate(lines):
            shift = (row - (len(lines) - 1) / 2) * 12
            yield svg.label((LEFT - 12, y + ROW / 2 + 4 + shift), text, "ink", "end", size=11.5)
        yield from _bar(reached, line.low, line.high, y + (ROW - BAR) / 2)
        middle = y + ROW / 2 + 4
        if is_left_out(line):
            yield svg.label((_x(reached) + 5, middle), line.score, "muted", size=11)
        shown = points(narrative, line)
        yield svg.label((WIDTH - 12, middle), shown, "muted", "end", size=11.5)
        reached += line.low
        if place + 1 < len(sheet.lines):
            yield svg.line((_x(reached), y + ROW - 7), (_x(reached), y + ROW + 7))


def _bar(start: Fraction, low: Fraction, high: Fraction, y: float) -> Iterator[str]:
    """What is certain as a full bar, what is possible beyond it hatched."""
    left, sure, most = _x(start), _x(start + low), _x(start + high)
    if low > 0:
        yield svg.rect((left, y), (max(1.0, sure - left), BAR), "sure")
    if high > low:
        yield svg.hatched((sure, y), (max(1.0, most - sure), BAR), PATTERN)
    if high == 0:
        yield svg.rect((left - 0.75, y), (1.5, BAR), "sure")


def _total(sheet: ScoreSheet, words: Words, y: float) -> Iterator[str]:
    low, high = sheet.score
    yield svg.line((12, y + 1), (WIDTH - 12, y + 1))
    text = words("score.total")
    yield svg.label((LEFT - 12, y + ROW / 2 + 6), text, "ink", "end", size=12, bold=True)
    yield from _bar(Fraction(0), low, high, y + (ROW - BAR) / 2 + 2)
    yield svg.label(
        (WIDTH - 12, y + ROW / 2 + 6), sheet.score_words, "ink", "end", size=12, bold=True
    )


def _key(sheet: ScoreSheet, words: Words, y: float) -> Iterator[str]:
    """What the bars mean, where both kinds occur."""
    if sheet.score[0] == sheet.score[1]:
        return
    yield svg.rect((LEFT, y - 10), (22, 11), "sure")
    yield svg.label((LEFT + 28, y), words("score.certain"), "muted", size=11)
    yield svg.hatched((LEFT + 130, y - 10), (22, 11), PATTERN)
    yield svg.label((LEFT + 158, y), words("score.possible"), "muted", size=11)
