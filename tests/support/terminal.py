"""A command line on a pseudo-terminal → a person who waits for words and types."""

from __future__ import annotations

import os
import pty
import select
import signal
import sys
import time
from pathlib import Path

from support.program import QUIET

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**QUIET, "ADIEU_LANG": "en", "NO_COLOR": "1", "PYTHONUTF8": "1", "TERM": "dumb"}
SECONDS = 60


class Terminal:
    """A person at a terminal: waits for words, types a line."""

    def __init__(
        self, file: Path | str, policy: Path, *options: str, cwd: Path = ROOT, plain: bool = True
    ) -> None:
        self.pid, self.screen = pty.fork()
        if not self.pid:
            os.chdir(cwd)
            os.environ.clear()
            os.environ.update({**ENVIRONMENT, "NO_COLOR": "1" if plain else ""})
            arguments = ["ask", str(file), "--policy", str(policy), "--by", "Ann", *options]
            os.execv(sys.executable, [sys.executable, "-m", "adieu", *arguments])
        self.seen = ""

    def wait(self, words: str) -> str:
        """What is shown until these words have come."""
        end = time.monotonic() + SECONDS
        while words not in self.seen:
            part = self.more() if time.monotonic() < end else ""
            assert part, f"{words!r} did not come: {self.seen}"
        before, _, self.seen = self.seen.partition(words)
        return before + words

    def more(self) -> str:
        """What has come since; nothing at the end."""
        ready, _, _ = select.select([self.screen], [], [], SECONDS)
        assert ready, f"nothing more came: {self.seen}"
        try:
            part = os.read(self.screen, 65536).decode("utf-8", "replace")
        except OSError:
            part = ""
        self.seen += part
        return part

    def interrupt(self) -> None:
        """Press Ctrl-C; once more where it came just before the program began to wait for a key."""
        answered = False
        while not answered:
            os.kill(self.pid, signal.SIGINT)
            answered = bool(select.select([self.screen], [], [], 3)[0])

    def type(self, line: str) -> None:
        """Type a line."""
        os.write(self.screen, f"{line}\n".encode())

    def end(self) -> tuple[str, int]:
        """What is shown until the end, and the status."""
        while self.more():
            pass
        _, status = os.waitpid(self.pid, 0)
        os.close(self.screen)
        return self.seen, os.waitstatus_to_exitcode(status)


def until(person: Terminal, *words: str) -> str:
    """What is shown until one of these has come."""
    while not any(one in person.seen for one in words):
        assert person.more(), person.seen
    first = min((one for one in words if one in person.seen), key=person.seen.index)
    return person.wait(first)
