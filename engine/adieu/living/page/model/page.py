"""The whole page, in the order in which it says things."""

from __future__ import annotations

from msgspec import Struct

from adieu.language import Language
from adieu.living.page.model.examples import Examples
from adieu.living.page.model.parts import (
    Classes,
    Entry,
    Gate,
    Kind,
    Parameter,
    PlanStep,
    Promise,
    Rule,
    Verdict,
    Weight,
)
from adieu.living.page.model.pieces import Link
from adieu.living.page.model.since import Since


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
