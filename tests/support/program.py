"""Words of a command line → a run of the program in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

QUIET = {name: value for name, value in os.environ.items() if name not in ("LANG", "LC_ALL")}
"""The environment without a language of its own."""


def run(
    *arguments: str | Path, cwd: Path | None = None, status: int = 0
) -> subprocess.CompletedProcess[str]:
    """A run of the program as a user starts it; its status is part of the promise."""
    done = subprocess.run(
        [sys.executable, "-m", "adieu", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
        env={**QUIET, "ADIEU_LANG": "en", "PYTHONUTF8": "1"},
    )
    assert done.returncode == status, done.stderr
    return done
