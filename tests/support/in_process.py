"""Words of a command line → a run of the program within the tests' own process: much faster."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest

from adieu.cli import app


class Done(NamedTuple):
    """What a run has printed."""

    stdout: str
    stderr: str


class Run(Protocol):
    """Runs the program in a folder; its status is part of the promise."""

    def __call__(
        self, *arguments: str | Path, cwd: Path | None = None, status: int = 0
    ) -> Done: ...


def runner(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program, in English."""
    monkeypatch.setattr("adieu.cli.options.HERE", "en")

    def go(*arguments: str | Path, cwd: Path | None = None, status: int = 0) -> Done:
        capfd.readouterr()
        with chdir(cwd or Path.cwd()), pytest.raises(SystemExit) as ended:
            app([*map(str, arguments)], prog_name="adieu")
        done = Done(*capfd.readouterr())
        assert ended.value.code == status, done.stderr
        return done

    return go
