"""What a page says of the parts of a policy: rules, verdicts, scorecard, plan, vocabulary."""

from __future__ import annotations

from msgspec import Struct

from adieu.living.page.model.examples import Examples
from adieu.living.page.model.pieces import Link, Scale, Tree


class Rule(Struct, frozen=True):
    """A rule: conditions, exception, pictures, examples.

    ``intro`` is what its feature says of it, ``sentence`` what a report says of a finding: of an
    example, or with gaps.
    """

    anchor: str
    name: str
    title: str
    grade: str
    grade_word: str
    theme: str
    off: str
    intro: str
    sentence: str
    when: Tree
    unless: Tree | None
    excused: str
    scales: tuple[Scale, ...]
    repair: str
    remedy: str
    nearly: str
    nearly_remedy: str
    superseded: Link | None
    sources: tuple[str, ...]
    examples: Examples
    summary: str


class Verdict(Struct, frozen=True):
    """A row of the verdict table."""

    anchor: str
    title: str
    meaning: str
    when: Tree | None


class Weight(Struct, frozen=True):
    """A grade: how many rules have it, and the verdicts that count its findings."""

    grade: str
    word: str
    meaning: str
    count: int
    verdicts: tuple[Link, ...]


class Gate(Struct, frozen=True):
    """A yes/no fact that the verdict table asks for: its question, and what answers it."""

    anchor: str
    title: str
    question: str
    when: Tree | None
    scales: tuple[Scale, ...]


class Criterion(Struct, frozen=True):
    """A criterion of the scorecard, with what its lowest and its highest score mean."""

    anchor: str
    title: str
    low: str
    high: str
    weight: str
    remarks: str


class Classes(Struct, frozen=True):
    """The scorecard: criteria, where each class begins (best first), whether it is signed off."""

    criteria: tuple[Criterion, ...]
    borders: tuple[tuple[str, int], ...]
    sentences: tuple[str, ...]
    title: str
    told: str
    weighted: bool


class Parameter(Struct, frozen=True):
    """A parameter: its value, what it means, what it may be."""

    anchor: str
    title: str
    meaning: str
    value: str
    range: str


class PlanStep(Struct, frozen=True):
    """A step of the plan."""

    anchor: str
    title: str
    verdicts: tuple[Link, ...]
    when: Tree | None
    do: str
    why: str


class Promise(Struct, frozen=True):
    """A promise, and whether it is kept: proved, refuted, not settled, not checked."""

    anchor: str
    text: str
    fate: str
    fate_word: str


class Entry(Struct, frozen=True):
    """A fact in the glossary; ``source`` says where it comes from."""

    anchor: str
    title: str
    type: str
    question: str
    source: str
    details: Tree | None
    who: str
    opinion: bool
    used: tuple[Link, ...]


class Kind(Struct, frozen=True):
    """A kind of records: its fields, and those derived with their condition."""

    anchor: str
    title: str
    counts: str
    fields: str
    derived: tuple[tuple[str, Tree], ...]
