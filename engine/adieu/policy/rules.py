"""A policy's judgement: rules and their sources, verdict rows, the plan, the scorecard."""

from __future__ import annotations

from msgspec import Struct

from adieu.expression import Condition
from adieu.language import Text

GRADES = ("red-flag", "final", "ground", "concern")
"""How much a finding weighs, heaviest first."""


class SourceText(Struct, frozen=True):
    """A text that rules cite."""

    title: Text
    items: int | None


class Citation(Struct, frozen=True):
    """Where a rule comes from: a source, and the item in it where its items are numbered."""

    source: str
    item: str | None


class Nearly(Struct, frozen=True):
    """A near miss worth saying: when, why and what would help."""

    when: Condition
    because: Text
    remedy: Text | None


class Rule(Struct, frozen=True):
    """A condition for parting with a client, its exception, its weight and its words.

    ``matter`` is what one can talk about (``its kind``: the kind of the incident concerned);
    ``conduct`` names the fact whose records are the conduct; ``off`` says why a firm does without.
    """

    name: str
    title: Text
    grade: str
    theme: str
    matter: str | None
    conduct: str | None
    superseded_by: str | None
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    because: Text
    excused: Text | None
    remedy: Text | None
    nearly: Nearly | None
    cites: tuple[Citation, ...]
    off: Text | None = None


class VerdictRow(Struct, frozen=True):
    """A verdict and when it holds; the last row holds otherwise."""

    verdict: str
    title: Text
    sentence: Text
    meaning: Text
    when: Condition


class Step(Struct, frozen=True):
    """A step of the plan: for which verdicts, under what condition, what to do and why."""

    name: str
    verdicts: frozenset[str]
    when: Condition
    title: Text
    do: Text
    why: Text


class Criterion(Struct, frozen=True):
    """One criterion of the scorecard, scored 1 to 5; ``left_out`` of the mean where unknown."""

    name: str
    weight: int
    left_out: bool
    opinion: bool
    low: Text
    high: Text


class Scorecard(Struct, frozen=True):
    """Weighted criteria and where each class begins, best class first."""

    agreed: bool
    criteria: tuple[Criterion, ...]
    classes: tuple[tuple[str, int], ...]
