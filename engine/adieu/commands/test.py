"""A firm's features + its policy → which scenarios hold, on the terminal."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from adieu.commands import terminal as t
from adieu.language import Filling, Language

if TYPE_CHECKING:
    import pytest

_NEEDED = ("pytest", "pytest_bdd", "gherkin", "cucumber_expressions")
PASSED, FAILED = "✓", "✗"


class Request(Struct, frozen=True):
    """What the user asked for; ``workers`` is as pytest-xdist takes it."""

    paths: tuple[Path, ...]
    policy: Path | None
    keyword: str | None
    marks: str | None
    junit: Path | None
    workers: str | None
    language: Language


def test(request: Request) -> int:
    """Run the features; returns the exit status."""
    language = request.language
    if any(find_spec(one) is None for one in _NEEDED):
        print(t.say(language, "test.install"), file=sys.stderr)
        return t.UNUSABLE
    paths = request.paths or _features()
    for path in paths:
        if not path.exists():
            t.print_error(language, "file-missing", str(path))
            return t.UNUSABLE
    if not paths:
        print(t.say(language, "test.no-features"), file=sys.stderr)
        return t.UNUSABLE
    import pytest

    summary = Summary(language)
    status = pytest.main(_arguments(request, paths), plugins=[summary])
    return t.UNUSABLE if status == pytest.ExitCode.USAGE_ERROR else summary.end()


def _features() -> tuple[Path, ...]:
    return (Path("features"),) if Path("features").is_dir() else ()


def _arguments(request: Request, paths: Sequence[Path]) -> list[str]:
    """The words of pytest's command line: nothing of the folder's own configuration counts."""
    options = {
        "--adieu-policy": request.policy,
        "-k": request.keyword,
        "-m": request.marks,
        "--junit-xml": request.junit,
        "-n": request.workers,
    }
    stated = [f"{name}={value}" if name.startswith("--") else f"{name}{value}"
              for name, value in options.items() if value is not None]  # fmt: skip
    plugin = [] if _installed() else ["-p", "adieu.living.plugin"]
    return [
        "-c", os.devnull, f"--rootdir={Path.cwd()}", f"--confcutdir={Path.cwd()}",
        "-p", "no:cacheprovider", "-p", "no:terminal",
        "--continue-on-collection-errors", "--import-mode=importlib", *plugin, *stated,
        *map(str, paths),
    ]  # fmt: skip


def _installed() -> bool:
    """Whether pytest finds the plugin by itself."""
    from importlib.metadata import entry_points

    return any(one.value == "adieu.living.plugin" for one in entry_points(group="pytest11"))


class Summary:
    """Hears what comes of every scenario, and tells it feature by feature."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.started = time.monotonic()
        self.features: dict[str, str] = {}
        self.passed: dict[str, int] = {}
        self.to_confirm: dict[str, int] = {}
        self.failures: dict[str, list[str]] = {}
        self.unreadable: list[str] = []
        self.usage = ""

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A file that cannot be read."""
        if report.failed:
            self.unreadable.append(str(report.longrepr).rstrip())

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A scenario that was run."""
        if report.when != "call" and not report.failed:
            return
        file = report.nodeid.split("::", 1)[0]
        self.features[file] = str(dict(report.user_properties).get("feature", ""))
        if report.failed:
            self.failures.setdefault(file, []).append(str(report.longrepr))
        elif "to-confirm" in report.keywords:
            self.to_confirm[file] = self.to_confirm.get(file, 0) + 1
        else:
            self.passed[file] = self.passed.get(file, 0) + 1

    def end(self) -> int:
        """Tell all of it; the exit status."""
        for text in self.unreadable:
            print(t.printable(text), file=sys.stderr)
        for file, name in self.features.items():
            failed = self.failures.get(file, [])
            counts = self.counts(
                self.passed.get(file, 0), len(failed), self.to_confirm.get(file, 0), 0
            )
            print(t.printable(f"{FAILED if failed else PASSED} {file}  {name}: {counts}"))
            for text in failed:
                print(t.printable(f"\n{text}\n"))
        total = [sum(one.values()) for one in (self.passed, self.to_confirm)]
        failed_all = sum(map(len, self.failures.values()))
        if self.features:
            seconds = Filling(f"{time.monotonic() - self.started:.1f}")
            said = self.counts(total[0], failed_all, total[1], len(self.unreadable))
            print(f"\n{said} ({t.say(self.language, 'test.in-seconds', seconds=seconds)})")
        elif not self.unreadable:
            print(t.say(self.language, "test.none"), file=sys.stderr)
        if self.unreadable or not self.features:
            return t.UNUSABLE
        return t.ANSWER_IS_NO if failed_all else t.DONE

    def counts(self, passed: int, failed: int, to_confirm: int, unreadable: int) -> str:
        """How many there are of each kind, those that there are."""
        named = {"passed": passed, "failed": failed, "to-confirm": to_confirm}
        named["unreadable"] = unreadable
        return ", ".join(
            t.say(self.language, f"test.{key}", count=count)
            for key, count in named.items()
            if count or key == "passed"
        )
