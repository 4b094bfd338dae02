"""A feature file → its feature, with every scenario written out, or what is wrong with it.

Gherkin's own parser reads the lines (pytest-bdd uses the same); ``traps`` refuses what it passes
over in silence.  A scenario outline becomes one scenario a row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from gherkin.errors import CompositeParserException, ParserError
from gherkin.parser import Parser
from msgspec import Struct, field

from adieu.diagnostics import MANY, Diagnostics, Place, Source, Unusable
from adieu.language import Language
from adieu.living.keywords import as_gherkin
from adieu.yaml_nodes import read_source

if TYPE_CHECKING:
    from gherkin import parser_types as g

MAX_BYTES = 1024 * 1024
MAX_LINES, MAX_LENGTH = 50_000, 4_000
COLUMN = re.compile(r"<([^<>\n]+)>")

Kind = Literal["given", "when", "then"]
KINDS: tuple[Kind, ...] = ("given", "when", "then")


class Cell(Struct, frozen=True):
    """A cell of a table."""

    text: str
    place: Place


class Doc(Struct, frozen=True):
    """The text between two fences below a step; ``place`` is its first fence."""

    text: str
    place: Place


class Step(Struct, frozen=True):
    """A step: its keyword as written, what it is, its text, and what stands below it.

    ``place`` underlines the text.  ``level`` says how far in it stands: in the background of the
    feature, in that of a rule, or in the scenario itself (``OWN``).
    """

    OWN: ClassVar[int] = 2

    keyword: str
    kind: Kind
    text: str
    place: Place
    table: tuple[tuple[Cell, ...], ...] = ()
    doc: Doc | None = None
    level: int = 2

    @property
    def line(self) -> str:
        """The step as it is written."""
        joint = "" if self.keyword.endswith("'") else " "
        return f"{self.keyword}{joint}{self.text}"


class Rule(Struct, frozen=True):
    """A rule of the business that groups scenarios: its title and the prose below it."""

    name: str
    description: str
    tags: tuple[str, ...]
    place: Place


class Outline(Struct, frozen=True):
    """Where a scenario was written out from: the outline, its steps, and the row by its columns."""

    name: str
    steps: tuple[Step, ...]
    row: Mapping[str, str]
    place: Place
    table: str = ""


class Scenario(Struct, frozen=True):
    """A scenario: its steps (those of the background first) and all tags that apply to it.

    ``place`` is its own line, or that of its row; ``rule`` the rule that it stands under.
    """

    name: str
    place: Place
    tags: tuple[str, ...]
    steps: tuple[Step, ...]
    description: str = ""
    rule: Rule | None = None
    outline: Outline | None = None


class Feature(Struct, frozen=True):
    """A feature file, read; ``prose`` holds the lines below its titles, wherever they stand."""

    language: Language
    name: str
    description: str
    place: Place
    tags: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    scenarios: tuple[Scenario, ...] = field(default_factory=tuple)
    prose: tuple[Cell, ...] = ()


def read_feature(path: Path, diagnostics: Diagnostics) -> Feature | None:
    """The feature in a file; nothing where something is wrong with it."""
    source = read_source(path, diagnostics, MAX_BYTES)
    return None if source is None else parse_feature(source, diagnostics)


def parse_feature(source: Source, diagnostics: Diagnostics) -> Feature | None:
    """The feature that a text states; nothing where something is wrong with it."""
    own = Diagnostics(limit=MANY)
    source = as_gherkin(source)
    feature = None
    with suppress(Unusable):
        feature = _read(source, own)
    diagnostics.extend(own.in_order())
    return None if own.failed else feature


def _read(source: Source, own: Diagnostics) -> Feature | None:
    from adieu.living import misread, traps
    from adieu.living.outlines import written_out

    if not _too_large(source, own) and (language := misread.language_of(source, own)):
        document = _parsed(source, language, own)
        tree = document.get("feature") if document is not None else None
        if tree is not None:
            traps.check(source, language, tree, own)
            return None if own.failed else written_out(source, language, tree, own)
        if document is not None:
            misread.no_feature(source, language, own)
    return None


def _too_large(source: Source, diagnostics: Diagnostics) -> bool:
    if len(source.lines) > MAX_LINES:
        diagnostics.error("feature-too-long", Place(source), limit=MAX_LINES)
    for number, line in enumerate(source.lines, 1):
        if len(line) > MAX_LENGTH:
            diagnostics.error("feature-line-too-long", Place(source, number), limit=MAX_LENGTH)
    return diagnostics.failed


def _parsed(
    source: Source, language: Language, diagnostics: Diagnostics
) -> g.GherkinDocument | None:
    """Gherkin's own reading of the lines."""
    from adieu.living import misread

    try:
        return Parser().parse("\n".join(source.lines) + "\n")
    except CompositeParserException as error:
        for one in error.errors:
            misread.syntax(source, language, one, diagnostics)
    except ParserError as error:
        misread.syntax(source, language, error, diagnostics)
    return None


def place_of(source: Source, location: g.Location, text: str) -> Place:
    """Where a text stands that begins at a location, or after the keyword there."""
    line, column = location["line"], location.get("column", 1)
    shown = source.lines[line - 1] if line <= len(source.lines) else ""
    first = text.split("\n", 1)[0]
    # A title or a step ends its line; a cell stands somewhere in it.
    ended = shown.rstrip()
    start = len(ended) - len(first)
    if not ended.endswith(first) or start < column - 1:
        start = shown.find(first, column - 1)
    return Place(source, line, (start if start >= 0 else column - 1) + 1, max(len(first), 1))
