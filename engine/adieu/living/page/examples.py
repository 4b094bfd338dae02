"""Held scenarios + a language → the examples of each part of a policy, as they were told."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from adieu.language import LANGUAGES, Filling, number
from adieu.living import gherkin as g
from adieu.living.page import model as m
from adieu.living.page.held import Held
from adieu.living.page.homes import RULE, file_of, homes_of, is_about
from adieu.living.page.words import PageWords

MOST_ROWS = 12
"""An outline with more rows is shown folded."""


class Shelf:
    """Puts scenarios where they belong, and gives each its anchor, once for a page."""

    def __init__(self, words: PageWords, scenarios: Sequence[Held]) -> None:
        self.words, self.all = words, scenarios
        homes = homes_of(scenarios, frozenset(words.policy.rules))
        self.homes: dict[str, list[Held]] = {}
        for one, home in zip(scenarios, homes, strict=True):
            self.homes.setdefault(home, []).append(one)
        self.described: set[str] = set()
        self.anchors: dict[int, str] = {}
        taken: Counter[str] = Counter()
        for one in scenarios:
            name = f"example-{slug(one.file)}-{slug(one.scenario.name)}"
            taken[name] += 1
            self.anchors[id(one)] = name if taken[name] == 1 else f"{name}-{taken[name]}"
        self._chosen = {home: self._in_language(found) for home, found in self.homes.items()}
        self.shown = frozenset(id(one) for found in self._chosen.values() for one in found)

    def _in_language(self, found: Sequence[Held]) -> list[Held]:
        for language in (self.words.language, *LANGUAGES):
            if told := [one for one in found if one.language == language]:
                return told
        return []

    def chosen(self, home: str) -> list[Held]:
        """The scenarios of a part in the page's language; in another where there are none."""
        return self._chosen.get(home, [])

    def about(self, rule: str) -> list[Held]:
        """The shown scenarios that speak of a rule: by a tag, or in what they expect."""
        home = RULE + rule
        own = self.chosen(home)
        others = (one for key in self.homes if key != home for one in self.chosen(key))
        return [*own, *(one for one in others if is_about(one, rule))]

    def examples(self, home: str) -> m.Examples:
        """The examples of a part of the policy."""
        chosen = self.chosen(home)
        note = ""
        if chosen and chosen[0].language != self.words.language:
            language = Filling(self.words.say(f"language.{chosen[0].language}"))
            note = self.words.say("examples.other-language", language=language)
        features = tuple(self.feature(list(group)) for _, group in groupby(chosen, key=file_of))
        return m.Examples(features, note, tuple(self._elsewhere(home)))

    def intro(self, home: str) -> str:
        """What the first feature says of a rule that all of it is about, in the page's language."""
        for one in self.chosen(home)[:1]:
            own = {id(each) for each in self.homes[home]}
            file = one.scenario.place.source.name
            alone = all(id(each) in own for each in self.all if file_of(each) == file)
            return one.feature.description if alone and one.language == self.words.language else ""
        return ""

    def _elsewhere(self, home: str) -> Iterator[m.Link]:
        """Scenarios tagged with the rule that stand with another."""
        outlines: set[tuple[str, int]] = set()
        for one in self.tagged(home):
            if one.scenario.outline is None:
                yield self.link(one)
            elif _outline_of(one) not in outlines:
                outlines.add(_outline_of(one))
                yield m.Link(_plain(one.scenario.outline.name), self._outline(one))

    def tagged(self, home: str) -> list[Held]:
        """The scenarios tagged with a rule that stand with another."""
        others = (key for key in self.homes if key != home and home.startswith(RULE))
        return [one for key in others for one in self.chosen(key) if home in one.scenario.tags]

    def _outline(self, first: Held) -> str:
        return f"outline-{self.anchors[id(first)].removeprefix('example-')}"

    def link(self, one: Held) -> m.Link:
        """A scenario's name, and where it stands."""
        return m.Link(one.scenario.name, self.anchors[id(one)] if id(one) in self.shown else "")

    def feature(self, scenarios: Sequence[Held]) -> m.Feature:
        """A feature, or what of it belongs to one part of the policy."""
        feature, file = scenarios[0].feature, file_of(scenarios[0])
        # What a feature says of itself is said once, however many rules it is about.
        prose = "" if file in self.described else feature.description
        self.described.add(file)
        states = Counter(one.status for one in scenarios)
        waiting = sum(one.to_confirm for one in scenarios)
        groups: list[m.Group] = []
        before: tuple[m.Step, ...] = ()
        for _, group in groupby(scenarios, key=_group_of):
            told = self._group(list(group))
            # What every scenario begins with is said once, above the first of them.
            groups.append(replace(told, shared=()) if told.shared == before else told)
            before = told.shared
        return m.Feature(
            f"feature-{self.anchors[id(scenarios[0])].removeprefix('example-')}",
            feature.name,
            prose,
            tuple(groups),
            feature.language,
            states["passed"],
            states["failed"],
            waiting,
            self.summary(scenarios),
        )

    def brief(self, scenarios: Sequence[Held]) -> str:
        """How many examples there are, and how many need to be looked at."""
        states = Counter(one.status for one in scenarios)
        said = [number(self.words.language, len(scenarios))]
        if states["failed"]:
            said.append(self.words.say("examples.failed", count=states["failed"]))
        if waiting := sum(one.to_confirm for one in scenarios):
            said.append(self.words.say("examples.to-confirm", count=waiting))
        return " · ".join(said)

    def summary(self, scenarios: Sequence[Held]) -> str:
        """How many examples there are, and how many of them do not simply hold."""
        states = Counter(one.status for one in scenarios)
        say = self.words.say
        said = [say("examples.count", count=len(scenarios))]
        if states["failed"]:
            said.append(say("examples.failed", count=states["failed"]))
        elif states["passed"]:
            said.append(say("examples.hold"))
        if states["not-run"]:
            said.append(say("examples.not-run", count=states["not-run"]))
        if waiting := sum(one.to_confirm for one in scenarios):
            said.append(say("examples.to-confirm", count=waiting))
        return " · ".join(said)

    def _group(self, scenarios: Sequence[Held]) -> m.Group:
        rule = scenarios[0].scenario.rule
        shared = tuple(_step(one) for one in scenarios[0].scenario.steps if one.level < g.Step.OWN)
        told = tuple(self._scenario(list(rows)) for _, rows in groupby(scenarios, key=_outline_of))
        return m.Group(rule.name if rule else "", rule.description if rule else "", shared, told)

    def _scenario(self, rows: Sequence[Held]) -> m.Scenario:
        """A scenario; the rows of an outline together."""
        first = rows[0]
        scenario, outline = first.scenario, first.scenario.outline
        if outline is None:
            steps = tuple(_step(one) for one in scenario.steps if one.level == g.Step.OWN)
            return m.Scenario(
                self.anchors[id(first)], scenario.name, scenario.description, steps,
                first.status, first.to_confirm, first.fault,
            )  # fmt: skip
        steps = tuple(_step(one, outline.row) for one in outline.steps if one.level == g.Step.OWN)
        tables = tuple(
            self._table(list(group))
            for _, group in groupby(rows, key=lambda one: _columns(one.scenario))
        )
        anchor, name = self._outline(first), _plain(outline.name)
        waiting = all(one.to_confirm for one in rows)
        return m.Scenario(
            anchor,
            name,
            scenario.description,
            steps,
            None,
            waiting,
            tables=tables,
            open=len(rows) <= MOST_ROWS,
        )

    def _table(self, rows: Sequence[Held]) -> m.Table:
        title, *columns = _columns(rows[0].scenario)
        told = (
            m.Row(
                self.anchors[id(one)],
                tuple(one.scenario.outline.row.values()) if one.scenario.outline else (),
                one.status,
                one.to_confirm,
                one.fault,
            )
            for one in rows
        )
        return m.Table(title, tuple(columns), tuple(told))


def _plain(name: str) -> str:
    """The name of an outline without the brackets around its columns."""
    return g.COLUMN.sub(r"\1", name)


def _group_of(one: Held) -> tuple[str, int]:
    rule = one.scenario.rule
    return (rule.name, rule.place.line) if rule else ("", 0)


def _outline_of(one: Held) -> tuple[str, int]:
    outline = one.scenario.outline
    place = outline.place if outline else one.scenario.place
    return place.source.name, place.line


def _columns(scenario: g.Scenario) -> tuple[str, ...]:
    assert scenario.outline is not None
    return (scenario.outline.table, *scenario.outline.row)


def _step(one: g.Step, columns: Iterable[str] = ()) -> m.Step:
    """A step; the columns of an outline stand out."""
    known = frozenset(columns)
    table = tuple(tuple(_pieces(cell.text, known) for cell in row) for row in one.table)
    doc = _pieces(one.doc.text, known) if one.doc else ()
    return m.Step(one.keyword, _pieces(one.text, known), table, doc)


def _pieces(text: str, columns: frozenset[str]) -> m.Pieces:
    """A text in pieces, those apart that stand for a column."""
    pieces: list[tuple[str, bool]] = []
    end = 0
    for match in g.COLUMN.finditer(text):
        if match[1] in columns:
            pieces += [(text[end : match.start()], False), (match[1], True)]
            end = match.end()
    pieces.append((text[end:], False))
    return tuple(piece for piece in pieces if piece[0])


def slug(text: str) -> str:
    """A text as part of an anchor: plain letters and digits, the same every time."""
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:72].strip("-") or "x"
