"""pytest + a firm's folder → its scenarios as tests, without a line of Python.

A feature file belongs to a firm where a ``rules`` folder lies beside (or above) its ``features``;
any other is left alone.  Where the firm has steps of its own in a ``conftest.py`` the scenarios
run through pytest-bdd (``living.bdd``); elsewhere they are held to the policy directly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from adieu import policy as p
    from adieu.diagnostics import Diagnostics
    from adieu.living.example import Example
    from adieu.living.firm import Policies
    from adieu.living.gherkin import Feature, Step

_POLICIES: pytest.StashKey[Policies] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """The policy to hold features to, in place of the firm's own."""
    # pytest rewrites the assertions of every module of a package that brings a plugin, which takes
    # longer than to run some hundred scenarios; ours are no tests.
    marked = getattr(pluginmanager.rewrite_hook, "_must_rewrite", None)
    if isinstance(marked, set):
        marked.discard("adieu")
    group = parser.getgroup("adieu", "scenarios of a firm's policy")
    group.addoption("--adieu-policy", metavar="PATH", help="the policy that features speak of")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> FeatureFile | None:
    """A feature file that belongs to a firm."""
    if file_path.suffix.lower() != ".feature":
        return None
    from adieu.living.firm import policy_path

    stated = parent.config.getoption("--adieu-policy")
    policy = Path(stated) if stated else policy_path(file_path)
    return None if policy is None else FeatureFile.of(parent, file_path, policy)


class FeatureFile(pytest.File):
    """A feature file; its items are its scenarios."""

    policy_path: Path
    policy: p.Policy
    has_own: bool
    is_own: Callable[[Step], bool]

    @classmethod
    def of(cls, parent: pytest.Collector, path: Path, policy: Path) -> FeatureFile:
        """The file, and where its policy lies."""
        file: FeatureFile = cls.from_parent(parent, path=path)
        file.policy_path = policy
        return file

    def collect(self) -> Iterator[pytest.Item]:
        """Every scenario; one thing wrong with the file, and none of them is run.

        Raises:
            pytest.Collector.CollectError: with everything that is wrong.
        """
        from adieu.diagnostics import Diagnostics, Unusable
        from adieu.living.example import examples_of
        from adieu.living.firm import Policies
        from adieu.living.gherkin import read_feature
        from adieu.living.run import unreadable

        found = Diagnostics()
        policies = self.config.stash.setdefault(_POLICIES, Policies())
        feature, examples = None, []
        try:
            self.policy = policies.at(self.policy_path)
            feature = read_feature(_shown(self.path, self.config), found)
            own = self._own_steps(found)
            if feature is not None:
                examples = list(examples_of(feature, self.policy, found, own))
            found.stop_on_error()
        except Unusable as error:
            raise self.CollectError(unreadable(self.path, error)) from None
        assert feature is not None
        yield from self._items(feature, examples)

    def _own_steps(self, found: Diagnostics) -> Callable[[Step], bool]:
        """Which steps are the firm's own; none where it has no Python."""
        manager = self.session._fixturemanager
        names = [one for one in _fixture_names(manager) if one.startswith("pytestbdd_stepdef")]
        defined = [
            each
            for one in names
            if not one.endswith(("_trace", "_adieu"))
            for each in manager.getfixturedefs(one, self) or ()
        ]
        self.has_own, self.is_own = bool(defined), _nobody
        if defined:
            from adieu.living.bdd import owned

            self.is_own = owned(self, found)
        return self.is_own

    def _items(self, feature: Feature, examples: list[Example | None]) -> Iterator[pytest.Item]:
        taken: set[str] = set()
        for scenario, example in zip(feature.scenarios, examples, strict=True):
            name = scenario.name.replace("::", ":")
            assert name not in taken
            taken.add(name)
            item: pytest.Item
            if self.has_own:
                from adieu.living.bdd import item_of

                item = item_of(self, feature, scenario, example, name)
            else:
                assert example is not None
                item = ScenarioItem.of(self, example, name)
            _tag(item, scenario.tags)
            item.user_properties.append(("feature", feature.name))
            yield item


class ScenarioItem(pytest.Item):
    """A scenario, every step of which is one of ours."""

    example: Example

    @classmethod
    def of(cls, parent: FeatureFile, example: Example, name: str) -> ScenarioItem:
        """The item of an example."""
        item: ScenarioItem = cls.from_parent(parent, name=name)
        item.example = example
        return item

    def runtest(self) -> None:
        """Hold the policy to the example."""
        from adieu.living.played import play

        assert isinstance(self.parent, FeatureFile)
        play(self.parent.policy, self.example)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The steps with what came of each, not a traceback."""
        from adieu.living.played import FellShort

        if isinstance(excinfo.value, FellShort):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the scenario stands."""
        return self.path, self.example.place.line - 1, self.name


def _nobody(step: Step) -> bool:
    return False


def _fixture_names(manager: Any) -> list[str]:
    """The names of all fixtures, as releases of pytest have kept them."""
    for kept in ("_arg2node2fixturedefs", "_arg2fixturedefs"):
        if hasattr(manager, kept):
            return list(getattr(manager, kept))
    return []


def _tag(item: pytest.Item, tags: tuple[str, ...]) -> None:
    """Tags as marks; a tag needs no registration, and may hold a colon."""
    for tag in tags:
        mark = pytest.Mark(tag, (), {}, _ispytest=True)
        item.own_markers.append(mark)
        item.keywords[tag] = mark


def _shown(path: Path, config: pytest.Config) -> Path:
    """A path as messages show it: from where pytest was called."""
    start = config.invocation_params.dir
    return path.relative_to(start) if path.is_relative_to(start) and start == Path.cwd() else path
