"""Feature files → their scenarios as pytest runs them: chosen, spread, reported, or in Python.

Needed where scenarios are chosen (``-k``, ``-m``), spread over processes or written as JUnit XML,
and where a firm has steps of its own in a ``conftest.py``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from adieu.commands.summary import Summary
from adieu.living.example import Example

if TYPE_CHECKING:
    from adieu.living.plugin import FeatureFile

_UNUSED = ("cacheprovider", "terminal", "faulthandler", "hypothesispytest", "anyio", "pastebin")
"""Plugins that have nothing to do with scenarios, or that speak where ``Summary`` does."""

PolicyOf = Callable[[Path], Path]


def by_pytest(
    files: Sequence[Path],
    policy_of: PolicyOf,
    options: Mapping[str, str | Path | None],
    summary: Summary,
) -> tuple[bool, list[tuple[Path, Example]]]:
    """Run scenarios; whether the options were usable, and the examples that were read here.

    Args:
        files: Where the features are.
        policy_of: Which policy a feature file speaks of.
        options: Options of pytest with their values; one without a value is left out.
        summary: Hears what comes of each scenario.
    """
    listener = _Listener(summary, policy_of)
    status = pytest.main(_arguments(files, options), plugins=[listener])
    return status != pytest.ExitCode.USAGE_ERROR, listener.examples


def _arguments(files: Sequence[Path], options: Mapping[str, str | Path | None]) -> list[str]:
    """The words of pytest's command line: nothing of the folder's own configuration counts."""
    stated = [f"{name}={value}" if name.startswith("--") else f"{name}{value}"
              for name, value in options.items() if value is not None]  # fmt: skip
    unused = [word for one in _UNUSED for word in ("-p", f"no:{one}")]
    plugin = [] if _installed() else ["-p", "adieu.living.plugin"]
    return [
        "-c", os.devnull, f"--rootdir={Path.cwd()}", f"--confcutdir={Path.cwd()}", *unused,
        "--continue-on-collection-errors", "--import-mode=importlib", *plugin, *stated,
        *map(str, files),
    ]  # fmt: skip


def _installed() -> bool:
    """Whether pytest finds the plugin by itself."""
    return any(one.value == "adieu.living.plugin" for one in entry_points(group="pytest11"))


class _Listener:
    """Hears what pytest finds and what comes of it."""

    def __init__(self, summary: Summary, policy_of: PolicyOf) -> None:
        self.summary, self.policy_of = summary, policy_of
        self.examples: list[tuple[Path, Example]] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> FeatureFile | None:
        """A feature file that lies in no firm's folder: the plugin leaves it alone."""
        from adieu.living.firm import policy_path
        from adieu.living.plugin import FeatureFile

        stated = parent.config.getoption("--adieu-policy")
        if file_path.suffix.lower() != ".feature" or stated or policy_path(file_path):
            return None
        return FeatureFile.of(parent, file_path, self.policy_of(file_path))

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """The examples of what was chosen; those with steps of the firm's own have none."""
        from adieu.living.plugin import FeatureFile, ScenarioItem

        for one in session.items:
            if isinstance(one, ScenarioItem) and isinstance(one.parent, FeatureFile):
                self.examples.append((one.parent.policy_path, one.example))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that cannot be read."""
        if report.failed:
            self.summary.unread(str(report.longrepr))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A scenario that was run."""
        if report.when != "call" and not report.failed:
            return
        file = report.nodeid.split("::", 1)[0]
        feature = str(dict(report.user_properties).get("feature", ""))
        if report.failed:
            self.summary.add(file, feature, "failed", str(report.longrepr))
        else:
            confirmed = "to-confirm" not in report.keywords
            self.summary.add(file, feature, "passed" if confirmed else "to-confirm")
