"""A narrative's lists and the words of a language → the tables of a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache

from adieu.language import Language, number
from adieu.narrative import Happening, Line, Narrative, OtherRule, ScoreLine
from adieu.report.escape import Safe, finalize
from adieu.report.layout import Cell, table
from adieu.report.words import Words, capital, language_of, line_text, remarked, remarks

SYMBOLS = {("bad", False): "◆", ("bad", True): "◇", ("told", False): "▲", ("told", True): "△"}
TRUTHS = {"true": "✓", "false": "✗"}


def conditions(words: Words, lines: Iterable[Line]) -> Safe:
    """Conditions: actual against required, and whether each holds."""
    headers = [words(f"finding.{key}") for key in ("condition", "actual", "required", "holds")]
    return table(
        headers,
        [
            [
                line_text(words, line),
                line.actual,
                line.required,
                f"{TRUTHS.get(line.truth, '?')} {line.truth_word}",
            ]
            for line in lines
        ],
    )


def not_found(words: Words, rules: Iterable[OtherRule]) -> Safe:
    """Rules that were not found, each with the condition that came nearest."""
    keys = ("rule", "nearest_condition", "actual", "required")
    rows: list[list[Cell]] = [
        [
            one.title,
            line_text(words, one.nearest) if one.nearest else None,
            one.nearest.actual if one.nearest else None,
            one.nearest.required if one.nearest else None,
        ]
        for one in rules
    ]
    return table([words(f"considered.{key}") for key in keys], rows)


def happenings(words: Words, told: Iterable[Happening]) -> Safe:
    """The timeline: day, kind with its sign, what happened."""
    headers = [words(f"timeline.{key}") for key in ("date", "kind", "what")]
    return table(headers, list(_rows(words, told)))


def _rows(words: Words, told: Iterable[Happening]) -> Iterator[list[Cell]]:
    for one in told:
        symbol = SYMBOLS.get((one.tone, one.hearsay), "○" if one.hearsay else "●")
        marks = remarks(words, hearsay=one.hearsay)
        yield [one.day, f"{symbol} {one.lane_word}", remarked(one.text, marks)]


def score_table(narrative: Narrative, words: Words) -> Safe:
    """The waterfall in numbers; weights only where they differ."""
    sheet = narrative.score
    assert sheet is not None
    keys = ["criterion", "given", "weight", "points", "reason"]
    weights = {line.weight for line in sheet.lines}
    rows: list[list[Cell]] = []
    for line in sheet.lines:
        label = remarked(capital(line.label), remarks(words, opinion=line.opinion))
        weight = number(language_of(narrative.language), line.weight) if len(weights) > 1 else None
        rows.append([label, line.score, weight, points(narrative, line), _because(line)])
    total = f"**{finalize(words('score.total'))}**"
    rows.append([Safe(total), None, None, Safe(f"**{finalize(sheet.score_words)}**"), None])
    return table([words(f"score.{key}") for key in keys], rows, right=(2, 3))


def points(narrative: Narrative, line: ScoreLine) -> str:
    """The points that a criterion adds: a number, a range where unknown, a dash where left out."""
    if is_left_out(line):
        return "\u2013"
    return _range(language_of(narrative.language), line.low, line.high)


def is_left_out(line: ScoreLine) -> bool:
    """Whether a criterion is left out of the mean: it has no score, and adds nothing either way."""
    return line.low == line.high == 0 and not line.score.strip().isdigit()


@lru_cache(maxsize=4096)
def _range(language: Language, low: Fraction, high: Fraction) -> str:
    first, last = (number(language, bound, 1) for bound in (low, high))
    return first if first == last else f"{first}\u2013{last}"


def _because(line: ScoreLine) -> str:
    return " · ".join(part for part in (line.reason, line.beside) if part)


def facts(narrative: Narrative, words: Words) -> Safe:
    """The head of the colophon: what it takes to make this report again."""

    def row(key: str, value: Cell) -> list[Cell]:
        return [words(f"colophon.{key}"), value]

    engine = (
        words("colophon.agreed", engine=narrative.engine, other=narrative.agreed_with)
        if narrative.agreed_with
        else words("colophon.alone", engine=narrative.engine)
    )
    policy = words(
        "colophon.policy_value", title=narrative.policy_title, version=narrative.policy_version
    )
    rows = [row("policy", policy), row("policy_hash", _code(narrative.policy_sha256))]
    if narrative.audience != "client":
        rows.append(row("facts", narrative.client_place))
    rows += [
        row("facts_hash", _code(narrative.facts_sha256)),
        row("engine", engine),
        row("version", f"adieu {narrative.version}"),
    ]
    return table([words("colophon.subject"), words("colophon.value")], rows)


def _code(digest: str) -> Cell:
    return Safe(f"`{digest}`") if digest.isascii() and digest.isalnum() else digest


def origins(narrative: Narrative, words: Words) -> Safe:
    """Where each fact comes from; opinions are marked."""
    headers = [words(f"colophon.{key}") for key in ("fact", "fact_value", "origin")]
    rows = [
        [
            remarked(capital(one.label), remarks(words, opinion=one.opinion)),
            one.value,
            one.origin,
        ]
        for one in narrative.origins
    ]
    return table(headers, rows)


def signature(words: Words) -> Safe:
    """Room for a name, a date and a signature."""
    blank = "\u00a0" * 24
    headers = [words(f"decision.{key}") for key in ("name", "date", "signature")]
    return table(headers, [[Safe(blank)] * len(headers)])
