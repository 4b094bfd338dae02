"""A language → the fixed words of a report in it, and the turns of phrase that renderings share."""

from __future__ import annotations

from collections.abc import Callable

from adieu.language import LANGUAGES, Filling, Language, say
from adieu.narrative import Evidence, Line, Origin, Pivot, Reason

Words = Callable[..., str]
"""``words("finding.none")``: the entry ``report.finding.none``, filled in."""


def language_of(name: str) -> Language:
    """The language of a narrative, checked."""
    if name not in LANGUAGES:
        raise ValueError(f"no report in the language `{name}`")
    return name


def words_in(language: Language) -> Words:
    """The fixed words of a report in one language."""

    def words(key: str, **values: str | int | Filling) -> str:
        return say(language, f"report.{key}", **values)

    return words


def capital(text: str) -> str:
    """A text that begins a line, with a capital."""
    return text[:1].upper() + text[1:]


def remarks(words: Words, *parts: str, hearsay: bool = False, opinion: bool = False) -> str:
    """What is to be remarked, in a row: "concern, hearsay"."""
    marks = [part for part in parts if part]
    marks += [words("hearsay")] if hearsay else []
    marks += [words("opinion")] if opinion else []
    return ", ".join(marks)


def remarked(text: str, marks: str) -> str:
    """A text with its remarks in brackets."""
    return f"{text} ({marks})" if marks else text


def reason_marks(words: Words, reason: Reason) -> str:
    """The grade of a reason, and whether it is hearsay or an opinion."""
    return remarks(words, reason.grade_word, hearsay=reason.hearsay, opinion=reason.opinion)


def line_text(words: Words, line: Line) -> str:
    """What a condition is about, where what it requires stands beside it; an opinion is marked."""
    return remarked(capital(line.subject), remarks(words, opinion=line.opinion))


def evidence_text(words: Words, evidence: Evidence) -> str:
    """A record in words: its day, what it says, the firm's note, what is not certain about it."""
    doubt = "" if evidence.certain else words("finding.uncertain")
    marks = ", ".join(part for part in (remarks(words, hearsay=evidence.hearsay), doubt) if part)
    text = remarked(words("finding.item", day=evidence.day, text=evidence.text), marks)
    return f"{text}. {words('finding.note', note=evidence.note)}" if evidence.note else text


def record_text(words: Words, evidence: Evidence) -> str:
    """A record in short: its day and what happened; its details stand elsewhere."""
    text = words("finding.item", day=evidence.day, text=evidence.event)
    return remarked(text, remarks(words, hearsay=evidence.hearsay))


def fact_text(words: Words, fact: Origin) -> str:
    """A fact with its value; an opinion is marked."""
    label = remarked(capital(fact.label), remarks(words, opinion=fact.opinion))
    return words("basis.fact", label=label, value=fact.value)


def pivot_text(words: Words, pivot: Pivot) -> str:
    """A record that holds the verdict up, with the field that would have to be otherwise."""
    record = record_text(words, pivot.record)
    return words("basis.point", record=record, point=pivot.point) if pivot.point else record
