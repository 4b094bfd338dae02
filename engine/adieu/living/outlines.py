"""The tree of a feature → the feature, each row of an outline written out as a scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

from adieu.diagnostics import Diagnostics, Note, Place, Source, shorten
from adieu.language import Language

if TYPE_CHECKING:
    from gherkin import parser_types as g

from adieu.living.gherkin import (
    COLUMN,
    Cell,
    Doc,
    Feature,
    Kind,
    Outline,
    Rule,
    Scenario,
    Step,
    place_of,
)

MAX_SCENARIOS = 10_000
_KINDS: Mapping[str, Kind] = {"Context": "given", "Action": "when", "Outcome": "then"}


def written_out(
    source: Source, language: Language, tree: g.Feature, diagnostics: Diagnostics
) -> Feature | None:
    """The feature; nothing where two scenarios have one name, or there are too many."""
    return _Writer(source, language).feature(tree, diagnostics)


class _Writer:
    """Writes the scenarios of one feature out."""

    def __init__(self, source: Source, language: Language) -> None:
        self.source, self.language = source, language

    def place(self, location: g.Location, text: str) -> Place:
        """Where a text stands."""
        return place_of(self.source, location, text)

    def feature(self, tree: g.Feature, diagnostics: Diagnostics) -> Feature | None:
        """The whole feature."""
        rules: list[Rule] = []
        scenarios: list[Scenario] = []
        named: dict[str, Place] = {}
        for found in self.scenarios(tree, _tags(tree["tags"]), None, (), rules):
            scenarios.append(found)
            if found.name in named:
                first, help = named[found.name].line, Note("help.feature-name-twice")
                diagnostics.error("feature-name-twice", found.place, help, name=found.name,
                                  first=first)  # fmt: skip
            named.setdefault(found.name, found.place)
            if len(scenarios) > MAX_SCENARIOS:
                diagnostics.error("feature-scenarios", found.place, limit=MAX_SCENARIOS)
                return None
        return Feature(
            self.language,
            tree["name"],
            _prose(tree["description"]),
            self.place(tree["location"], tree["name"]),
            _tags(tree["tags"]),
            tuple(rules),
            tuple(scenarios),
            tuple(self.prose(tree)),
        )

    def prose(self, tree: Mapping[str, object]) -> Iterator[Cell]:
        """The lines below the title of a part, and of all that stands in it."""
        number = cast("g.Location", tree["location"])["line"]
        for text in str(tree.get("description") or "").split("\n"):
            if not text.strip():
                continue
            lines = self.source.lines
            while number < len(lines) and lines[number].strip() != text.strip():
                number += 1
            number += 1
            shown = lines[number - 1] if number <= len(lines) else ""
            start = len(shown) - len(shown.lstrip())
            place = Place(self.source, number, start + 1, len(text.strip()))
            yield Cell(text.strip(), place)
        for child in cast("list[Mapping[str, Mapping[str, object]]]", tree.get("children") or []):
            for part in child.values():
                yield from self.prose(part)
        for table in cast("list[Mapping[str, object]]", tree.get("examples") or []):
            yield from self.prose(table)

    def scenarios(
        self,
        tree: g.Feature | g.Rule,
        tags: tuple[str, ...],
        rule: Rule | None,
        before: tuple[Step, ...],
        rules: list[Rule],
    ) -> Iterator[Scenario]:
        """The scenarios below a feature or a rule; the rules are gathered on the way."""
        for child in cast("list[dict[str, object]]", tree["children"]):
            if "background" in child:
                steps = cast("g.Background", child["background"])["steps"]
                before = (*before, *self.steps(steps, 0 if rule is None else 1))
            elif "scenario" in child:
                one = cast("g.Scenario", child["scenario"])
                yield from self.rows(one, tags, rule, before)
            elif "rule" in child:
                below = cast("g.Rule", child["rule"])
                own = _tags(below["tags"])
                place = self.place(below["location"], below["name"])
                rules.append(Rule(below["name"], _prose(below["description"]), own, place))
                joined = tuple(dict.fromkeys((*tags, *own)))
                yield from self.scenarios(below, joined, rules[-1], before, rules)

    def rows(
        self, tree: g.Scenario, tags: tuple[str, ...], rule: Rule | None, before: tuple[Step, ...]
    ) -> Iterator[Scenario]:
        """A scenario, or each row of an outline as one."""
        own = tuple(dict.fromkeys((*tags, *_tags(tree["tags"]))))
        steps = (*before, *self.steps(tree["steps"]))
        place, prose = self.place(tree["location"], tree["name"]), _prose(tree["description"])
        if not tree["examples"]:
            yield Scenario(tree["name"], place, own, steps, prose, rule)
        for table in tree["examples"]:
            names = [cell["value"] for cell in table["tableHeader"]["cells"]]
            joined = tuple(dict.fromkeys((*own, *_tags(table["tags"]))))
            for line in table["tableBody"]:
                values = [cell["value"] for cell in line["cells"]]
                row = dict(zip(names, values, strict=True))
                outline = Outline(tree["name"], steps, row, place, table["name"])
                at = Place(self.source, *_at(line["location"]), max(len("|".join(values)), 1))
                filled = tuple(_filled(one, row) for one in steps)
                name = _row_name(tree["name"], row)
                yield Scenario(name, at, joined, filled, prose, rule, outline)

    def steps(self, trees: Iterable[g.Step], level: int = Step.OWN) -> Iterator[Step]:
        """Steps; one that begins with And, But or an asterisk is of the kind before it."""
        kind: Kind = "given"
        for tree in trees:
            kind = _KINDS.get(tree["keywordType"], kind)
            table = tree.get("dataTable")
            rows = table["rows"] if table else ()
            yield Step(
                tree["keyword"].strip(),
                kind,
                tree["text"],
                self.place(tree["location"], tree["text"]),
                tuple(tuple(map(self.cell, row["cells"])) for row in rows),
                self.doc(tree.get("docString")),
                level,
            )

    def cell(self, tree: g.Cell) -> Cell:
        """A cell."""
        line, column = _at(tree["location"])
        width = max(len(tree["value"]), 1)
        return Cell(tree["value"], Place(self.source, line, column, width))

    def doc(self, tree: g.DocString | None) -> Doc | None:
        """The text between two fences."""
        if tree is None:
            return None
        return Doc(tree["content"], Place(self.source, *_at(tree["location"]), 3))


def _at(location: g.Location) -> tuple[int, int]:
    return location["line"], location.get("column", 1)


def _tags(trees: Iterable[g.Tag]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one["name"].removeprefix("@") for one in trees))


def _prose(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def _row_name(name: str, row: Mapping[str, str]) -> str:
    """The name of a row: what the outline's name says of it, and all that it does not."""
    told = set(COLUMN.findall(name))
    rest = [value for column, value in row.items() if column not in told]
    said = fill(name, row)
    return f"{said} [{shorten(', '.join(rest), 120)}]" if rest else said


def fill(text: str, row: Mapping[str, str]) -> str:
    """A text with the values of a row in the places of its columns."""
    return COLUMN.sub(lambda match: row.get(match[1], match[0]), text)


def _filled(step: Step, row: Mapping[str, str]) -> Step:
    """A step of an outline with the values of a row."""
    table = tuple(
        tuple(Cell(fill(one.text, row), one.place) for one in line) for line in step.table
    )
    doc = step.doc and Doc(fill(step.doc.text, row), step.doc.place)
    text = fill(step.text, row)
    return Step(step.keyword, step.kind, text, step.place, table, doc, step.level)
