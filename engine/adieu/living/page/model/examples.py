"""What a page says of scenarios: features, their groups, steps, tables, and what came of them."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from adieu.language import Language
from adieu.living.page.model.pieces import Link

Status = Literal["passed", "failed", "not-run"]
"""What came of a scenario; one with steps of the firm's own only its own tests can run."""

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
