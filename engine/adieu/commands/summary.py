"""What came of scenarios → a readable summary, feature by feature, or plain data for JSON."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from adieu.commands import terminal as t
from adieu.language import Filling, Language

PASSED, FAILED = "✓", "✗"
State = Literal["passed", "to-confirm", "failed"]
_STATES: tuple[State, ...] = ("passed", "failed", "to-confirm")


class Feature(Struct):
    """A feature so far: its name, how many scenarios are in which state, what failures say."""

    name: str
    counts: dict[State, int]
    failures: list[str]


class Summary:
    """Hears what comes of every scenario, and tells it feature by feature."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.started = time.monotonic()
        self.features: dict[str, Feature] = {}
        self.unreadable: list[str] = []

    def add(self, file: str, feature: str, state: State, text: str = "") -> None:
        """Note a scenario that was run, and what its failure says."""
        one = self.features.setdefault(file, Feature(feature, dict.fromkeys(_STATES, 0), []))
        one.name = one.name or feature
        one.counts[state] += 1
        if state == "failed":
            one.failures.append(text)

    def unread(self, text: str) -> None:
        """Note a file that cannot be read."""
        self.unreadable.append(text.rstrip())

    @property
    def total(self) -> dict[State, int]:
        """How many scenarios are in which state."""
        every = self.features.values()
        return {state: sum(one.counts[state] for one in every) for state in _STATES}

    @property
    def status(self) -> int:
        """The exit status that the scenarios ask for."""
        if self.unreadable or not self.features:
            return t.UNUSABLE
        return t.ANSWER_IS_NO if self.total["failed"] else t.DONE

    def complain(self) -> None:
        """Tell on stderr what could not be read, and that nothing ran."""
        for text in self.unreadable:
            print(t.printable(text), file=sys.stderr)
        if not self.features and not self.unreadable:
            print(t.say(self.language, "test.none"), file=sys.stderr)

    def tell(self) -> None:
        """Tell what came of every feature, and the sum of it."""
        for file, one in self.features.items():
            mark = FAILED if one.failures else PASSED
            print(t.printable(f"{mark} {file}  {one.name}: {self._counts(one.counts)}"))
            for text in one.failures:
                print(t.printable(f"\n{text}\n"))
        if self.features:
            seconds = Filling(f"{time.monotonic() - self.started:.1f}")
            said = self._counts(self.total, len(self.unreadable))
            print(f"\n{said} ({t.say(self.language, 'test.in-seconds', seconds=seconds)})")

    def _counts(self, counts: Mapping[State, int], unreadable: int = 0) -> str:
        """How many there are of each kind, those that there are."""
        named = [*counts.items(), ("unreadable", unreadable)]
        return ", ".join(
            t.say(self.language, f"test.{key}", count=count)
            for key, count in named
            if count or key == "passed"
        )

    def data(self) -> dict[str, object]:
        """All of it, as JSON has it."""
        return {
            "scenarios": {
                **{state.replace("-", "_"): count for state, count in self.total.items()},
                "unreadable": len(self.unreadable),
            },
            "features": [
                {
                    "file": file,
                    "feature": one.name,
                    **{state.replace("-", "_"): count for state, count in one.counts.items()},
                    "failures": one.failures,
                }
                for file, one in self.features.items()
            ],
            "unreadable": self.unreadable,
        }
