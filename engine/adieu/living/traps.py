"""A feature as Gherkin reads it → what it would pass over in silence, each at its place.

A step that became prose, a scenario that vanishes behind another of its name, a scenario that
expects nothing, a column that nobody uses: all of these pass in pytest-bdd, and are refused here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

from adieu.diagnostics import Diagnostics, Note, Place, Source, did_you_mean, shorten
from adieu.language import Language
from adieu.living.gherkin import COLUMN, place_of
from adieu.living.keywords import keyword, meant, nearly_title
from adieu.living.misread import lost

if TYPE_CHECKING:
    from gherkin import parser_types as g


_COLUMNS = Note("help.feature-column")


def check(source: Source, language: Language, tree: g.Feature, diagnostics: Diagnostics) -> None:
    """Report everything that would pass in silence."""
    _Checker(source, language, diagnostics).feature(tree)


class _Checker:
    """Walks one feature."""

    def __init__(self, source: Source, language: Language, diagnostics: Diagnostics) -> None:
        self.source, self.language, self.found = source, language, diagnostics
        self.names: dict[str, Place] = {}

    def place(self, tree: g.Scenario | g.Rule | g.Feature | g.Background | g.Examples) -> Place:
        """Where the title of a part stands; its keyword where it has none."""
        return place_of(self.source, tree["location"], tree["name"] or tree["keyword"])

    def write(self, kind: str) -> Note:
        """The keyword to write."""
        return Note("help.feature-keyword", {"keyword": keyword(self.language, kind)})

    def unnamed(self, tree: g.Scenario | g.Feature) -> None:
        """Report a title without a name."""
        help = Note("help.feature-unnamed", {"keyword": tree["keyword"]})
        self.found.error("feature-unnamed", self.place(tree), help, keyword=tree["keyword"])

    def feature(self, tree: g.Feature) -> None:
        """The feature, its rules and its scenarios."""
        if not tree["name"]:
            self.unnamed(tree)
        self.prose(tree, titles_only=True)
        if not list(self.below(tree)) and not self.found.failed:
            help = Note("help.feature-keyword", {"keyword": keyword(self.language, "scenario")})
            self.found.error("feature-empty", self.place(tree), help)

    def below(self, tree: g.Feature | g.Rule) -> Iterator[g.Scenario]:
        """Check what stands below a feature or a rule; the scenarios there."""
        backgrounds: list[g.Step] = []
        for child in cast("list[dict[str, object]]", tree["children"]):
            if "background" in child:
                background = cast("g.Background", child["background"])
                backgrounds += self.background(background)
            elif "scenario" in child:
                scenario = cast("g.Scenario", child["scenario"])
                self.scenario(scenario, backgrounds)
                yield scenario
            elif "rule" in child:
                rule = cast("g.Rule", child["rule"])
                self.prose(rule, titles_only=True)
                scenarios = list(self.below(rule))
                if not scenarios:
                    help = self.write("scenario")
                    where = self.place(rule)
                    self.found.error("feature-rule-empty", where, help, name=rule["name"])
                yield from scenarios

    def background(self, tree: g.Background) -> Iterator[g.Step]:
        """A background gives, and expects nothing; its other steps."""
        self.prose(tree)
        self.first(tree["steps"])
        if not tree["steps"]:
            help = self.write("given")
            self.found.error("feature-no-steps", self.place(tree), help, name=tree["keyword"])
        kind = "Context"
        for step in tree["steps"]:
            self.rows_end(table["rows"] if (table := step.get("dataTable")) else ())
            kind = _kind(step, kind)
            where = place_of(self.source, step["location"], step["text"])
            if kind == "Outcome":
                self.found.error("feature-background-then", where, Note("help.feature-background"))
            else:
                yield step
            for match in COLUMN.finditer(step["text"]):
                self.found.error("feature-column-unknown", where, _COLUMNS, column=match[1])

    def scenario(self, tree: g.Scenario, before: list[g.Step]) -> None:
        """A scenario or an outline."""
        where = self.place(tree)
        self.prose(tree)
        name = " ".join(tree["name"].split())
        if not name:
            self.unnamed(tree)
        elif name in self.names:
            first = self.names[name]
            help = Note("help.feature-name-twice")
            self.found.error("feature-name-twice", where, help, name=name, first=first.line)
        self.names.setdefault(name, where)
        for step in tree["steps"]:
            self.rows_end(table["rows"] if (table := step.get("dataTable")) else ())
        if not tree["steps"]:
            help = self.write("given")
            self.found.error("feature-no-steps", where, help, name=name or tree["keyword"])
        else:
            self.first(tree["steps"])
            self.order(tree, before)
        self.outline(tree)

    def first(self, steps: list[g.Step]) -> None:
        """The first step says what it is."""
        if steps and steps[0]["keywordType"] not in ("Context", "Action", "Outcome"):
            step = steps[0]
            where = Place(self.source, step["location"]["line"], step["location"].get("column", 1),
                          len(step["keyword"].strip()))  # fmt: skip
            help = Note("help.feature-keyword", {"keyword": keyword(self.language, "given")})
            self.found.error("feature-first-step", where, help, word=step["keyword"].strip())

    def order(self, tree: g.Scenario, before: list[g.Step]) -> None:
        """What is given, one review, what is expected: in this order, and each is there."""
        kinds = {"Context": 0, "Action": 1, "Outcome": 2}
        kind, last, whens = "Context", 0, 0
        for step in (*before, *tree["steps"]):
            own = _kind(step, kind)
            whens += own == "Action"
            where = place_of(self.source, step["location"], step["text"])
            if kinds[own] < last:
                self.found.error("feature-step-order", where, Note("help.feature-step-order"))
            elif own == "Action" and whens > 1:
                self.found.error("feature-two-whens", where, Note("help.feature-two-whens"))
            kind, last = own, max(last, kinds[own])
        for missing, there in (("when", whens > 0), ("then", last == 2)):
            if not there:
                word = keyword(self.language, missing)
                help = Note("help.feature-keyword", {"keyword": word})
                self.found.error(f"feature-no-{missing}", self.place(tree), help, word=word)

    def rows_end(self, rows: Iterable[g.TableRow]) -> None:
        """Every row of a table ends with a bar; what stands behind the last one is passed over."""
        for row in rows:
            number = row["location"]["line"]
            line = self.source.lines[number - 1].rstrip()
            if not re.search(r"(?<!\\)(?:\\\\)*\|\Z", line):
                indent = len(line) - len(line.lstrip())
                where = Place(self.source, number, indent + 1, len(line.strip()))
                self.found.error("feature-row-open", where, Note("help.feature-row-open"))

    def outline(self, tree: g.Scenario) -> None:
        """The columns of an outline: each is there, and each is used."""
        used: dict[str, Place] = {}
        for text, line in _texts(tree):
            for match in COLUMN.finditer(text):
                used.setdefault(match[1], place_of(self.source, {"line": line}, match[0]))
        outline = tree["keyword"] not in _plain_scenarios(self.language)
        if not tree["examples"]:
            if outline:
                word = keyword(self.language, "examples")
                help = Note("help.feature-keyword", {"keyword": f"{word}:"})
                self.found.error("feature-no-examples", self.place(tree), help)
            else:
                for column, where in used.items():
                    self.found.error("feature-column-unknown", where, _COLUMNS, column=column)
        rows: dict[tuple[str, ...], int] = {}
        for table in tree["examples"]:
            self.prose(table)
            self.table(tree, table, used, rows)

    def table(
        self,
        tree: g.Scenario,
        table: g.Examples,
        used: dict[str, Place],
        rows: dict[tuple[str, ...], int],
    ) -> None:
        """One table of examples."""
        if not table.get("tableHeader") or not table.get("tableBody"):
            rows_help = Note("help.feature-examples-empty")
            self.found.error("feature-examples-empty", self.place(table), rows_help)
            return
        self.rows_end([table["tableHeader"], *table["tableBody"]])
        names: list[str] = []
        for cell in table["tableHeader"]["cells"]:
            where = place_of(self.source, cell["location"], cell["value"])
            if cell["value"] in names or not cell["value"]:
                self.found.error("feature-column-twice", where, column=cell["value"])
            elif cell["value"] not in used:
                help = did_you_mean(cell["value"], used)
                self.found.error("feature-column-unused", where, help, column=cell["value"])
            names.append(cell["value"])
        for column, where in used.items():
            if column not in names:
                help = did_you_mean(column, names) or _COLUMNS
                self.found.error("feature-column-unknown", where, help, column=column)
        for row in table["tableBody"]:
            values = tuple(cell["value"] for cell in row["cells"])
            where = place_of(self.source, row["location"], values[0])
            line = row["location"]["line"]
            if values in rows:
                help = Note("help.feature-row-twice")
                self.found.error("feature-row-twice", where, help, first=rows[values])
            rows.setdefault(values, line)

    def prose(
        self,
        tree: g.Feature | g.Rule | g.Background | g.Scenario | g.Examples,
        titles_only: bool = False,
    ) -> None:
        """Lines that were read as prose but begin with a keyword."""
        number = tree["location"]["line"]
        for text in tree["description"].split("\n"):
            if not text.strip():
                continue
            while (
                number < len(self.source.lines)
                and self.source.lines[number].strip() != text.strip()
            ):
                number += 1
            number += 1
            found = meant(text, self.language) or nearly_title(text, self.language)
            if found is not None and not (found.is_step and titles_only):
                line = self.source.lines[number - 1]
                indent = len(line) - len(line.lstrip())
                lost(Place(self.source, number, indent + 1, len(line.strip())), found, self.found)


def _kind(step: g.Step, before: str) -> str:
    own = step["keywordType"]
    return own if own in ("Context", "Action", "Outcome") else before


def _plain_scenarios(language: Language) -> tuple[str, ...]:
    from gherkin.dialect import DIALECTS

    return tuple(DIALECTS[language]["scenario"])


def _texts(tree: g.Scenario) -> Iterator[tuple[str, int]]:
    """The texts of a scenario in which columns may stand, each with its line."""
    yield tree["name"], tree["location"]["line"]
    for step in tree["steps"]:
        yield step["text"], step["location"]["line"]
        table = step.get("dataTable")
        for row in table["rows"] if table else ():
            for cell in row["cells"]:
                yield cell["value"], row["location"]["line"]
        if doc := step.get("docString"):
            for offset, line in enumerate(doc["content"].split("\n"), 1):
                yield shorten(line, 400), doc["location"]["line"] + offset
