"""Scenarios of a firm that has steps of its own → items that pytest-bdd runs.

A step of the firm's ``conftest.py`` wins over ours; one definition takes all others and plays
what ``wording`` read.  The firm's steps may ask for ``adieu_client``, to tell more of the client,
and for ``adieu_review``, to look at what came of it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pytest_bdd import scenario, step
from pytest_bdd.feature import features
from pytest_bdd.gherkin_parser import DataTable
from pytest_bdd.parser import Feature as BddFeature
from pytest_bdd.parser import ScenarioTemplate
from pytest_bdd.parser import Step as BddStep
from pytest_bdd.parsers import StepParser
from pytest_bdd.scenario import find_fixturedefs_for_step

from adieu import policy as p
from adieu.diagnostics import Diagnostics, Note, Place, Unusable
from adieu.living import steps as s
from adieu.living.example import TO_CONFIRM, Example
from adieu.living.gherkin import Feature, Scenario, Step
from adieu.living.played import FellShort, lines_of, play
from adieu.living.review import Review
from adieu.living.told import told
from adieu.living.wording import wording

if TYPE_CHECKING:
    from adieu.living.plugin import FeatureFile

OURS = "adieu"


class Anything(StepParser):
    """Matches every step of the scenario at hand that is not the firm's own."""

    item: BddItem | None = None

    def parse_arguments(self, name: str) -> dict[str, Any]:
        """Nothing: what the step says was read when the file was collected."""
        return {}

    def is_matching(self, name: str) -> bool:
        """Whether the next step is one of ours."""
        return self.item is not None and not self.item.next_is_own


_ANYTHING = Anything(OURS)


@step(_ANYTHING)
def _ours(request: pytest.FixtureRequest) -> None:
    """Play one of our steps."""
    assert isinstance(request.node, BddItem)
    request.node.play()


@pytest.fixture
def adieu_client(request: pytest.FixtureRequest) -> Client:
    """The client that the scenario tells of, for steps of the firm's own."""
    assert isinstance(request.node, BddItem)
    return Client(request.node)


@pytest.fixture
def adieu_review(request: pytest.FixtureRequest) -> Review:
    """What came of the review, for steps of the firm's own."""
    assert isinstance(request.node, BddItem)
    return request.node.review


class Client:
    """Tells more of the client of a scenario."""

    def __init__(self, item: BddItem) -> None:
        self.item = item

    def given(self, text: str) -> None:
        """Tell what one of our Given-steps would.

        Raises:
            adieu.diagnostics.Unusable: where no step reads it.
        """
        at = self.item.scenario.steps[self.item.at]
        self.item.hear(Step(at.keyword, "given", text, at.place, level=at.level))


class BddItem(pytest.Function):
    """A scenario in which the firm's own steps may take part."""

    scenario: Scenario
    feature: Feature
    policy: p.Policy
    own: tuple[bool, ...]
    at: int

    @property
    def next_is_own(self) -> bool:
        """Whether the next step is the firm's own."""
        return self.own[self.at + 1]

    def begin(self) -> None:
        """Nothing is told yet."""
        _ANYTHING.item = self
        self.at, self.told = -1, list[tuple[Step, s.Given]]()
        self.seen: Review | None = None

    @property
    def review(self) -> Review:
        """What is inferred of the client told of."""
        if self.seen is None:
            raise LookupError("the client is not reviewed yet")
        return self.seen

    def hear(self, one: Step) -> s.Said:
        """What a step says; what it gives is kept."""
        found = Diagnostics()
        said = wording(self.policy, self.feature.language).read(one, found)
        found.stop_on_error()
        assert said is not None
        if isinstance(said, s.Given):
            self.told.append((one, said))
        return said

    def play(self) -> None:
        """Play the step at hand."""
        one = self.scenario.steps[self.at]
        said = self.hear(one)
        if isinstance(said, s.Reviewed):
            found = Diagnostics()
            case = told(self.name, self.scenario.place, self.told, said, self.policy, found)
            found.stop_on_error()
            assert case is not None
            self.seen = Review(self.policy, case.case, frozenset(case.taken))
            self.taken = case.taken
        elif not isinstance(said, s.Given):
            play(self.policy, self.example(said))

    def example(self, said: s.Expectation) -> Example:
        """The scenario as far as one expectation of it goes."""
        return Example(
            self.scenario.name,
            self.feature.language,
            self.scenario.place,
            self.scenario.tags,
            self.review.case,
            (said,),
            TO_CONFIRM in self.scenario.tags,
            self.scenario,
            (self.at,),
            self.taken,
        )

    def repr_failure(  # type: ignore[override]
        self, excinfo: pytest.ExceptionInfo[BaseException]
    ) -> Any:
        """The steps with what came of each, not a traceback, unless a step of the firm's failed."""
        from adieu.language import say_diagnostic

        match excinfo.value:
            case FellShort():
                return str(excinfo.value)
            case Unusable(diagnostics=found):
                said = [say_diagnostic(self.feature.language, one) for one in found]
                return "\n".join([*lines_of(self.scenario, self.at), "", *said])
            case _:
                return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the scenario stands."""
        return self.path, self.scenario.place.line - 1, self.name


@pytest.hookimpl(tryfirst=True)
def pytest_bdd_before_scenario(request: pytest.FixtureRequest) -> None:
    """Begin with nothing told."""
    if isinstance(request.node, BddItem):
        request.node.begin()


@pytest.hookimpl(tryfirst=True)
def pytest_bdd_before_step(request: pytest.FixtureRequest) -> None:
    """Go to the next step."""
    if isinstance(request.node, BddItem):
        request.node.at += 1


def ready(config: pytest.Config) -> None:
    """Make our step and fixtures known to this run."""
    import sys

    if not config.pluginmanager.has_plugin(OURS + "-bdd"):
        config.pluginmanager.register(sys.modules[__name__], OURS + "-bdd")


def owned(file: FeatureFile, found: Diagnostics) -> Callable[[Step], bool]:
    """Which steps the firm's own definitions take; two of one place that do are reported."""
    ready(file.config)
    manager = file.session._fixturemanager

    def is_own(one: Step) -> bool:
        bdd = BddStep(one.text, one.kind, 0, one.place.line, one.keyword)
        matching = [
            each
            for each in find_fixturedefs_for_step(bdd, manager, file)
            if not each.argname.endswith((f"_{OURS}", "_trace"))
        ]
        nearest = max((len(each.baseid or "") for each in matching), default=0)
        same = [each.argname for each in matching if len(each.baseid or "") == nearest]
        if len(same) > 1:
            ways = ", ".join(f"`{name.split('_', 2)[-1]}`" for name in same)
            help = Note("help.step-own-ambiguous")
            found.error("step-ambiguous", one.place, help, ways=ways)
        return bool(matching)

    return is_own


def item_of(
    file: FeatureFile, feature: Feature, one: Scenario, example: Example | None, name: str
) -> BddItem:
    """The item of a scenario, made by pytest-bdd's own ``scenario``."""
    key = str(file.path)
    if features.get(key) is None or features[key].name != feature.name:
        features[key] = BddFeature(
            OrderedDict(), key, str(file.path.name), feature.language, "Feature", feature.name,
            set(), None, feature.place.line, feature.description,
        )  # fmt: skip
    features[key].scenarios[name] = _template(features[key], one, name)
    wrapped = scenario(key, name, features_base_dir="")(_nothing)
    made: BddItem = BddItem.from_parent(file, name=name, callobj=wrapped)
    made.scenario, made.feature, made.policy = one, feature, file.policy
    made.own = tuple(map(file.is_own, one.steps))
    return made


def _nothing() -> None:
    """What is left to do after the steps."""


def _template(feature: BddFeature, one: Scenario, name: str) -> ScenarioTemplate:
    """A scenario as pytest-bdd keeps it; our tags are marks already."""
    made = ScenarioTemplate(feature, "Scenario", name, one.place.line, False, one.description)
    for each in one.steps:
        table = [
            {"id": "", "location": _at(row[0].place), "cells": [
                {"location": _at(cell.place), "value": cell.text} for cell in row]}
            for row in each.table
        ]  # fmt: skip
        made.add_step(
            BddStep(
                each.text,
                each.kind,
                0,
                each.place.line,
                each.keyword,
                _table(each.place, table) if table else None,
                each.doc.text if each.doc else None,
            )
        )
    return made


def _table(place: Place, rows: list[dict[str, Any]]) -> DataTable:
    made: DataTable = DataTable.from_dict({"location": _at(place), "rows": rows})
    return made


def _at(place: Place) -> dict[str, int]:
    return {"line": place.line, "column": place.column}
