"""A narrative → the sections of its report in Markdown, in the order in which people read them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote

from msgspec import Struct

from adieu.narrative import (
    Alternative,
    Evidence,
    FoundRule,
    Happening,
    Line,
    Narrative,
    OtherRule,
    Pivot,
)
from adieu.report import tables
from adieu.report import words as phrases
from adieu.report.escape import Safe, finalize
from adieu.report.layout import wrapped
from adieu.report.words import Words, language_of, words_in

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_ToVerdict = TypeVar("_ToVerdict", Alternative, Pivot)

ORDER = (
    "verdict", "reasons", "contrast", "timeline", "findings", "considered", "unknown", "change",
    "score", "revenue", "plan", "decision", "colophon",
)  # fmt: skip
"""The sections of the internal report; each has a template of its own."""

CLIENT_ORDER = (
    "verdict", "reasons", "timeline", "findings", "considered", "change", "colophon",
)  # fmt: skip
"""The sections that are shown to the client itself."""

MANY_HAPPENINGS = 60
"""A longer timeline shows only what matters in its table; the picture shows all."""

MUCH_EVIDENCE = 12
"""Longer evidence goes on in the timeline's table."""


FEW_RECORDS = 6
"""So many of the records that hold the verdict up are named; the timeline has them all."""


class Pictures(Struct, frozen=True):
    """The relative file names of the pictures that lie beside the Markdown."""

    timeline: str | None = None
    score: str | None = None


class Section(Struct, frozen=True):
    """A section: its key, its heading (raw) and its Markdown, heading included."""

    key: str
    heading: str
    markdown: str


def sections(narrative: Narrative, pictures: Pictures | None = None) -> tuple[Section, ...]:
    """The sections of a report; those that would say nothing are left out."""
    words = words_in(language_of(narrative.language))
    context = _context(narrative, pictures or Pictures(), words)
    told = []
    for key in CLIENT_ORDER if narrative.audience == "client" else ORDER:
        if _says_something(narrative, key):
            heading = _heading(narrative, words, key)
            markdown = wrapped(_template(key).render(context, heading=heading))
            told.append(Section(key, heading, markdown))
    return tuple(told)


def _says_something(narrative: Narrative, key: str) -> bool:
    """Whether a section holds anything; only the client's report is silent about empty lists."""
    client = narrative.audience == "client"
    needed = {
        "reasons": (narrative.reasons, narrative.no_red_flags),
        "contrast": (narrative.contrast,),
        "score": (narrative.score,),
        "revenue": (narrative.revenue_sentence, narrative.gates),
        "timeline": (narrative.timeline, not client),
        "findings": (narrative.findings, not client),
        "change": (narrative.outlook.alternatives, not client),
        "considered": (narrative.excused, narrative.superseded, not client),
    }
    return any(needed.get(key, (True,)))


def _heading(narrative: Narrative, words: Words, key: str) -> str:
    if key == "verdict":
        return words("title", client=narrative.name)
    return (key == "plan" and narrative.plan_title) or words(f"heading.{key}")


@cache
def _environment() -> Environment:
    """Templates of which every output is escaped for Markdown, save ``Safe`` fragments."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(  # noqa: S701 - finalize escapes, for Markdown and HTML alike
        loader=PackageLoader("adieu.report"),
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _template(key: str) -> Template:
    return _environment().get_template(f"{key}.md.jinja")


def _context(narrative: Narrative, pictures: Pictures, words: Words) -> dict[str, object]:
    """What the templates speak with: the narrative, the words, and tables made of both."""
    bound: dict[str, Callable[..., object]] = {
        "conditions": tables.conditions,
        "not_found": tables.not_found,
        "happenings": tables.happenings,
        "marked": _marked,
        "evidence_text": phrases.evidence_text,
        "line_text": phrases.line_text,
        "pivot_text": phrases.pivot_text,
        "record_text": phrases.record_text,
        "fact_text": phrases.fact_text,
        "reason_marks": phrases.reason_marks,
    }
    near = tuple(one for one in narrative.not_found if one.near)
    return {
        **{name: partial(function, words) for name, function in bound.items()},
        "n": narrative,
        "t": words,
        "client": narrative.audience == "client",
        "pictures": pictures,
        "picture": _picture,
        "capital": phrases.capital,
        "says_itself": _says_itself,
        "evidence": _evidence,
        "alternatives": _by_verdict(narrative.outlook.alternatives),
        "pivots": _by_verdict(one for one in narrative.basis.pivots if not one.point),
        "points": _by_verdict(one for one in narrative.basis.pivots if one.point),
        "most": FEW_RECORDS,
        "near": near,
        "others": tuple(one for one in narrative.not_found if not one.near),
        "shown": _shown(narrative.timeline),
        "score_table": partial(tables.score_table, narrative, words),
        "facts": partial(tables.facts, narrative, words),
        "origins": partial(tables.origins, narrative, words),
        "signature": partial(tables.signature, words),
    }


def _picture(text: str, name: str) -> Safe:
    """A picture that lies beside the report, with its text alternative."""
    return Safe(f"![{finalize(text)}]({quote(name)})")


def _evidence(finding: FoundRule) -> tuple[tuple[Evidence, ...], int]:
    """The records that a finding rests on, each once and by date, and how many more there are.

    Where one condition counts some of what another counts, the wider one adds nothing: invoices
    that were paid in time are no evidence of late payment.
    """
    refs = [{one.ref for one in line.evidence} for line in finding.lines]
    narrow = [own for own in refs if own and not any(other and other < own for other in refs)]
    kept = set().union(*narrow)
    found = {one.ref: one for line in finding.lines for one in line.evidence if one.ref in kept}
    ordered = sorted(found.values(), key=lambda one: (one.on, one.ref))
    # One more line is not worth a sentence that says so.
    shown = MUCH_EVIDENCE if len(ordered) > MUCH_EVIDENCE + 1 else len(ordered)
    return tuple(ordered[:shown]), len(ordered) - shown


def _by_verdict(told: Iterable[_ToVerdict]) -> tuple[tuple[str, tuple[_ToVerdict, ...]], ...]:
    """What leads to a verdict, together for each that it leads to, under the verdict's title."""
    groups: dict[str, list[_ToVerdict]] = {}
    for one in told:
        groups.setdefault(one.title, []).append(one)
    return tuple((title, tuple(group)) for title, group in groups.items())


def _shown(happenings: tuple[Happening, ...]) -> tuple[Happening, ...]:
    """What the timeline's table shows: everything, or where that is too much what matters."""
    if len(happenings) <= MANY_HAPPENINGS:
        return happenings
    return tuple(one for one in happenings if one.tone != "plain")


def _says_itself(rule: OtherRule, nearest: Line) -> bool:
    """Whether a near miss already says how much there is, and how much it would take."""
    told = (nearest.actual, nearest.required)
    return all(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", rule.sentence) for one in told)


def _marked(words: Words, finding: FoundRule) -> str:
    """The line under a finding's title: grade, theme, what kind of knowledge it rests on."""
    marks = phrases.remarks(words, hearsay=finding.hearsay, opinion=finding.opinion)
    parts = (phrases.capital(finding.grade_word), finding.theme_word, marks)
    return " · ".join(part for part in parts if part)
