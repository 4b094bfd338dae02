"""Promises about ``adieu test --watch``: what a change touches runs again, until Ctrl-C."""

from __future__ import annotations

import queue
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from adieu.commands.test import Request
from adieu.commands.watch import stamps, touched
from support.program import QUIET
from support.stated import BASE

LONG = 60
"""So many seconds nobody waits in vain, however slow the machine."""
FEATURE = """\
Feature: {name}
  Scenario: Nothing happened
    Given nothing else happened
    When the client is reviewed on 2026-11-01
    Then the verdict is "keep"
"""


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """A firm with a policy, one that extends it, and a feature of each."""
    rules, features = tmp_path / "rules", tmp_path / "features"
    (rules / "firms").mkdir(parents=True)
    (features / "firms" / "own").mkdir(parents=True)
    shutil.copy(BASE, rules / "policy.yaml")
    shutil.copy(BASE, rules / "firms" / "base.yaml")
    (rules / "firms" / "own.yaml").write_text('policy: own\nversion: "1"\nextends: base.yaml\n')
    (features / "one.feature").write_text(FEATURE.format(name="One"))
    (features / "two.feature").write_text(FEATURE.format(name="Two"))
    (features / "firms" / "own" / "three.feature").write_text(FEATURE.format(name="Three"))
    return tmp_path


class Watched:
    """A process that watches a folder, and what it prints, line by line."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "adieu", "test", "--watch"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            cwd=folder,
            env={**QUIET, "ADIEU_LANG": "en", "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
        )
        self.lines: queue.Queue[str] = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line.rstrip())

    def until(self, wanted: str) -> list[str]:
        """What it prints up to a line that begins so."""
        told: list[str] = []
        while not (told and told[-1].startswith(wanted)):
            told.append(self.lines.get(timeout=LONG))
        return told

    def end(self) -> tuple[int, list[str]]:
        """Ctrl-C: the exit status, and what it said last."""
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(LONG)
        self.reader.join(LONG)
        return status, list(self.lines.queue)


@pytest.fixture
def watched(firm: Path) -> Iterator[Watched]:
    """A process that watches the firm."""
    started = Watched(firm)
    yield started
    started.process.kill()
    started.process.wait()
    assert started.process.stdout is not None
    started.process.stdout.close()


def test_what_changes_runs_again(firm: Path, watched: Watched) -> None:
    """A feature runs when it changes, those of a policy when its YAML does; Ctrl-C ends it well."""
    assert "3 scenarios passed" in "\n".join(watched.until("Waiting for changes"))
    (firm / "features" / "two.feature").write_text(
        FEATURE.format(name="Two").replace('"keep"', '"fire"')
    )
    told = watched.until("Waiting for changes")
    assert "Changed: features/two.feature" in told
    assert any("0 scenarios passed, 1 failed" in line for line in told)
    assert not any("one.feature" in line for line in told)
    policy = firm / "rules" / "policy.yaml"
    policy.write_text(policy.read_text("utf-8") + "# a word more\n", "utf-8")
    told = watched.until("Waiting for changes")
    assert "Changed: rules/policy.yaml" in told
    assert any("1 scenario passed, 1 failed" in line for line in told)
    policy.write_text("policy: [\n")
    told = watched.until("Waiting for changes")
    assert any("rules/policy.yaml:" in line for line in told)
    status, last = watched.end()
    assert status == 0
    assert last[-1] == "No longer watching."
    assert not any("Traceback" in line for line in last)


def test_what_a_change_touches(firm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A feature hangs on itself, on its policy and all that it extends, and on Python above it."""
    monkeypatch.chdir(firm)
    paths = (Path("features"),)
    request = Request(paths, None, None, None, None, None, "en")
    one, two, three = (Path("features") / name for name in (
        "one.feature", "two.feature", "firms/own/three.feature"))  # fmt: skip
    hanging = {
        "features/one.feature": {one},
        "rules/policy.yaml": {one, two},
        "rules/firms/own.yaml": {three},
        "rules/firms/base.yaml": {three},
        "features/firms/conftest.py": {three},
        "README.md": set(),
    }
    for name, wanted in hanging.items():
        assert set(touched(request, paths, {firm / name})) == wanted
    known = {one.relative_to(firm).as_posix() for one in stamps(request, paths)}
    assert known == hanging.keys() - {"README.md", "features/firms/conftest.py"} | {
        two.as_posix(),
        three.as_posix(),
    }
