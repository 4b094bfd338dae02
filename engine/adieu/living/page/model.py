"""What a page says, in one language, in the order in which it says it.

Every text is raw: the page's rendering escapes it.  ``anchor`` is where a part can be linked to,
``href`` an anchor of the same page, or nothing where there is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from adieu.language import Language

Status = Literal["passed", "failed", "not-run"]
"""What came of a scenario; one with steps of the firm's own only its own tests can run."""


class Line(Struct, frozen=True):
    """A condition: what it is about and what is required of that."""

    subject: str
    required: str
    subject_href: str = ""
    required_href: str = ""


class Tree(Struct, frozen=True):
    """Conditions of which, as ``heading`` says, all, some or none have to hold."""

    heading: str
    parts: tuple[Line | Tree, ...]


class Link(Struct, frozen=True):
    """A name, and where on the page it is explained."""

    text: str
    href: str = ""


class Dot(Struct, frozen=True):
    """A scenario on a scale: its value, what became of the rule, its name."""

    value: Fraction
    outcome: str
    name: str


class Scale(Struct, frozen=True):
    """A threshold with the scenarios around it.

    ``above`` says on which side of the threshold the condition holds (nothing: only on it),
    ``reached`` whether the threshold itself is enough.  Where it is not ``even``, values lie at
    equal distances, since some are too close together.  ``marks`` are values with their words,
    ``told`` the picture in words, ``outcomes`` the words of what became of rules.
    """

    name: str
    title: str
    threshold: Fraction
    above: bool | None
    reached: bool
    even: bool
    words: str
    marks: tuple[tuple[Fraction, str], ...]
    dots: tuple[Dot, ...]
    told: str
    outcomes: Mapping[str, str]


Pieces = tuple[tuple[str, bool], ...]
"""A text in pieces: each with whether it stands for a column of an outline."""


class Step(Struct, frozen=True):
    """A step of a scenario: its keyword, its text, its table, the text below it."""

    keyword: str
    text: Pieces
    table: tuple[tuple[Pieces, ...], ...] = ()
    doc: Pieces = ()


class Row(Struct, frozen=True):
    """A row of an outline: its cells, what came of it, and why it failed where it did."""

    anchor: str
    cells: tuple[str, ...]
    status: Status
    to_confirm: bool
    fault: str = ""


class Table(Struct, frozen=True):
    """The rows of an outline that stand below one heading."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class Scenario(Struct, frozen=True):
    """A scenario, or an outline with its tables, which then hold what came of it.

    It is ``open`` where its tables are short enough to be seen at once.
    """

    anchor: str
    name: str
    prose: str
    steps: tuple[Step, ...]
    status: Status | None
    to_confirm: bool
    fault: str = ""
    tables: tuple[Table, ...] = ()
    open: bool = False


class Group(Struct, frozen=True):
    """Scenarios that stand below one rule of the business, with the steps that they share."""

    title: str
    prose: str
    shared: tuple[Step, ...]
    scenarios: tuple[Scenario, ...]


class Feature(Struct, frozen=True):
    """A feature: its title, prose and groups; ``language`` where it is not the page's own."""

    anchor: str
    title: str
    prose: str
    groups: tuple[Group, ...]
    language: Language
    passed: int
    failed: int
    to_confirm: int
    summary: str


class Examples(Struct, frozen=True):
    """The examples of one part of the policy; ``note`` says so where they are in another language.

    ``elsewhere`` are scenarios about the same that stand in another place.
    """

    features: tuple[Feature, ...] = ()
    note: str = ""
    elsewhere: tuple[Link, ...] = ()


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


class ToldClient(Struct, frozen=True):
    """A client in words: what is known and is neither no nor zero, what is, what happened."""

    caption: str
    facts: tuple[tuple[str, str], ...]
    quiet: str
    records: tuple[str, ...]


class Change(Struct, frozen=True):
    """Clients who get another verdict than under the last version, with the simplest of them."""

    old: str
    new: str
    direction: str
    client: ToldClient | None


class RuleChange(Struct, frozen=True):
    """A rule that changed, with clients of whom it is found now, or was before."""

    title: str
    href: str
    changes: str
    clients: tuple[ToldClient, ...]


class Shift(Struct, frozen=True):
    """A parameter that has another value than before."""

    title: str
    href: str
    old: str
    new: str


class Since(Struct, frozen=True):
    """What changed since another version of the policy."""

    title: str
    headline: str
    remarks: tuple[str, ...]
    changes: tuple[Change, ...]
    rules: tuple[RuleChange, ...]
    shifts: tuple[Shift, ...]
    same: str
    listed: tuple[str, ...]


class Figure(Struct, frozen=True):
    """A headline number with its words; ``href`` leads to what it counts."""

    number: str
    words: str
    href: str = ""


class Page(Struct, frozen=True):
    """All of it."""

    language: Language
    others: tuple[tuple[Language, str, str], ...]
    """The page in each language: the language, its own name, the file."""
    title: str
    version: str
    effective: str
    sha256: str
    program: str
    figures: tuple[Figure, ...]
    remarks: tuple[str, ...]
    since: Since | None
    verdicts: tuple[Verdict, ...]
    weights: tuple[Weight, ...]
    gates: tuple[Gate, ...]
    repair: str
    rules: tuple[tuple[str, tuple[Rule, ...]], ...]
    """The rules by theme."""
    classes: Classes | None
    class_examples: Examples
    plan: tuple[PlanStep, ...]
    plan_examples: Examples
    promises: tuple[Promise, ...]
    parameters: tuple[Parameter, ...]
    open: tuple[Link, ...]
    """Scenarios that a person has still to confirm."""
    failing: tuple[Link, ...]
    verdict_examples: Examples
    entries: tuple[tuple[str, tuple[Entry, ...]], ...]
    """The facts by where they come from."""
    kinds: tuple[Kind, ...]
