"""A feature file + its policy → what came of every scenario, without a test runner.

The plugin does the same for pytest, which takes several times as long to name and count them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from adieu import policy as p
from adieu.diagnostics import Diagnostics, Unusable
from adieu.language import LANGUAGES, Language, say_diagnostic
from adieu.living.example import Example, examples_of
from adieu.living.firm import ENDING, Policies
from adieu.living.gherkin import read_feature
from adieu.living.keywords import stated_language
from adieu.living.played import FellShort, play

_PASSED_OVER = ("build", "dist", "node_modules", "venv")
"""Folders that nobody keeps scenarios in; pytest passes over them too."""


class Played(Struct, frozen=True):
    """A scenario that was run, and what its reader is told where it fails."""

    example: Example
    failure: str | None = None


class Ran(Struct, frozen=True):
    """What came of a file: its scenarios, or why it cannot be read."""

    file: Path
    feature: str = ""
    policy: p.Policy | None = None
    played: tuple[Played, ...] = ()
    unreadable: str | None = None


def feature_files(path: Path) -> Iterator[Path]:
    """The feature files in a folder, in the order of their names; the path itself where it is one.

    Links to folders are not followed, and hidden folders are passed over.
    """
    if not path.is_dir():
        if path.suffix.lower() == ENDING:
            yield path
        return
    for one in sorted(path.iterdir()):
        if one.is_dir():
            if not (one.is_symlink() or one.name.startswith(".") or one.name in _PASSED_OVER):
                yield from feature_files(one)
        elif one.suffix.lower() == ENDING:
            yield one


def run(path: Path, policy_path: Path, policies: Policies) -> Ran:
    """Hold a policy to every scenario of a file."""
    found = Diagnostics()
    try:
        policy = policies.at(policy_path)
        feature = read_feature(path, found)
        examples = [] if feature is None else list(examples_of(feature, policy, found))
        found.stop_on_error()
    except Unusable as error:
        return Ran(path, unreadable=unreadable(path, error))
    assert feature is not None
    played = tuple(_played(policy, one) for one in examples if one is not None)
    return Ran(path, feature.name, policy, played)


def _played(policy: p.Policy, example: Example) -> Played:
    try:
        play(policy, example)
    except FellShort as error:
        return Played(example, str(error))
    return Played(example)


def unreadable(path: Path, error: Unusable) -> str:
    """What is wrong with a file, in the language that it is written in."""
    language = language_of(path)
    return "\n".join(say_diagnostic(language, one) for one in error.diagnostics)


def language_of(path: Path) -> Language:
    """The language that a file states; English where it states none of ours."""
    try:
        lines = path.read_text("utf-8-sig", errors="replace").splitlines()[:20]
    except OSError:
        lines = []
    stated = {stated_language(line) for line in lines}
    return next((one for one in LANGUAGES if one in stated), "en")
