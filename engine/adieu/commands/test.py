"""A firm's features + its policy → which scenarios hold, and how much of the policy they pin down.

Scenarios are run directly; by pytest where somebody asks for what only it can do, or where the firm
has Python of its own.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from adieu import __version__
from adieu.commands import terminal as t
from adieu.commands.parallel import in_parallel
from adieu.commands.summary import State, Summary
from adieu.language import Language

if TYPE_CHECKING:
    from adieu.commands.measure import Held

_NEEDED = ("gherkin", "cucumber_expressions")
_BY_PYTEST = ("pytest", "pytest_bdd")
CONFTEST = "conftest.py"


class Request(Struct, frozen=True):
    """What the user asked for; ``workers`` is as pytest-xdist takes it.

    ``least`` is the mutation score asked for, in percent; ``write`` the folder for scenarios that
    notice what the others miss.
    """

    paths: tuple[Path, ...]
    policy: Path | None
    keyword: str | None
    marks: str | None
    junit: Path | None
    workers: str | None
    language: Language
    coverage: bool = False
    mutate: bool = False
    write: Path | None = None
    least: float | None = None
    format: Literal["text", "json"] = "text"

    @property
    def mutates(self) -> bool:
        """Whether mutants are held against the scenarios."""
        return self.mutate or self.write is not None or self.least is not None

    @property
    def measures(self) -> bool:
        """Whether anything is measured beside what holds."""
        return self.coverage or self.mutates

    @property
    def chooses(self) -> bool:
        """Whether something is asked for that only pytest can do."""
        return any(one is not None for one in (self.keyword, self.marks, self.junit, self.workers))


def test(request: Request) -> int:
    """Run the features; returns the exit status."""
    paths = usable(request)
    return t.UNUSABLE if paths is None else run_features(request, paths)


def usable(request: Request) -> tuple[Path, ...] | None:
    """The paths to features, or nothing where something is missing and has been said."""
    language = request.language
    if any(find_spec(one) is None for one in _NEEDED):
        print(t.say(language, "test.install"), file=sys.stderr)
        return None
    paths = request.paths or ((Path("features"),) if Path("features").is_dir() else ())
    for path in paths:
        if not path.exists():
            t.print_error(language, "file-missing", str(path))
            return None
    if not paths:
        print(t.say(language, "test.no-features"), file=sys.stderr)
        return None
    return paths


def run_features(request: Request, paths: Sequence[Path], roots: Sequence[Path] = ()) -> int:
    """Run features that are there, tell of them, and measure what is asked for.

    ``roots`` are the folders that were named, where not all that is in them is run.
    """
    policies = PolicyOf(request.policy, roots or paths)
    summary = Summary(request.language)
    if request.chooses or any(map(_has_python, paths)):
        done = _by_pytest(request, paths, policies, summary)
    else:
        done = _plainly(request, paths, policies, summary)
    if done is None:
        return t.UNUSABLE
    summary.complain()
    if request.format == "text":
        summary.tell()
    status = summary.status
    measured: list[dict[str, object]] = []
    if request.measures and summary.features:
        from adieu.commands.measure import measure

        told, measured = measure(request, done())
        status = max(status, told)
    if request.format == "json":
        document = {"adieu": __version__, **summary.data(), "policies": measured}
        print(json.dumps(document, indent=2, ensure_ascii=False))
    return status


class PolicyOf:
    """Which policy a feature file speaks of: one that is stated, its firm's, or the default.

    A folder that lies in no firm's is taken for features of the policy that would be used here.
    """

    def __init__(self, stated: Path | None, roots: Sequence[Path]) -> None:
        self.stated, self.roots = stated, roots

    def __call__(self, file: Path) -> Path:
        """Where the policy lies."""
        from adieu.living.firm import own_policy, policy_path

        if self.stated is not None:
            return self.stated
        if (own := policy_path(file)) is not None:
            return own
        folder = file.absolute().parent
        inside = (one.absolute() for one in self.roots if folder.is_relative_to(one.absolute()))
        root = next(inside, folder)
        return own_policy(t.default_policy(), folder.relative_to(root))


def _has_python(path: Path) -> bool:
    """Whether a ``conftest.py`` may take part: in the folders above a path, or inside it."""
    here, folder = Path.cwd(), path.absolute()
    around = (one for one in (folder, *folder.parents) if one not in here.parents)
    return any((one / CONFTEST).is_file() for one in around) or (
        path.is_dir() and next(path.rglob(CONFTEST), None) is not None
    )


def _by_pytest(
    request: Request, paths: Sequence[Path], policies: PolicyOf, summary: Summary
) -> Callable[[], list[Held]] | None:
    """Run by pytest; what is measured is what was chosen."""
    if any(find_spec(one) is None for one in _BY_PYTEST):
        print(t.say(request.language, "test.install"), file=sys.stderr)
        return None
    from adieu.commands.by_pytest import by_pytest

    options = {
        "--adieu-policy": request.policy,
        "-k": request.keyword,
        "-m": request.marks,
        "--junit-xml": request.junit,
        "-n": None if request.measures else request.workers,
    }
    fine, examples = by_pytest(paths, policies, options, summary)

    def held() -> list[Held]:
        from adieu.commands.measure import Held
        from adieu.living.firm import Policies

        known, kept = Policies(), dict[Path, Held]()
        for path, one in examples:
            kept.setdefault(path, Held(path, known.at(path), [])).examples.append(one)
        return list(kept.values())

    return held if fine else None


class _Told(Struct, frozen=True):
    """What a process says of a file that it ran."""

    feature: str
    scenarios: tuple[tuple[State, str], ...]
    unreadable: str | None


def _plainly(
    request: Request, paths: Sequence[Path], policies: PolicyOf, summary: Summary
) -> Callable[[], list[Held]]:
    """Run directly, on every core where there are many files."""
    from adieu.diagnostics import Unusable
    from adieu.living.firm import Policies
    from adieu.living.run import feature_files, run, unreadable

    files = list(dict.fromkeys(shown(file) for path in paths for file in feature_files(path)))
    places = {file: shown(policies(file)) for file in files}
    known = Policies()
    for place in dict.fromkeys(places.values()):
        try:
            known.at(place)
        except Unusable as error:
            first = next(one for one in files if places[one] == place)
            summary.unread(unreadable(first, error))
            files = [one for one in files if places[one] != place]

    def told(file: Path) -> _Told:
        ran = run(file, places[file], known)
        states = tuple(_state(one.failure, one.example.to_confirm) for one in ran.played)
        return _Told(ran.feature, states, ran.unreadable)

    readable: list[Path] = []
    for file, one in zip(files, in_parallel(told, files, chunk=1), strict=True):
        if one.unreadable is None:
            readable.append(file)
        else:
            summary.unread(one.unreadable)
        for state, text in one.scenarios:
            summary.add(file.as_posix(), one.feature, state, text)

    def held() -> list[Held]:
        from adieu.commands.measure import Held
        from adieu.living.example import examples_in

        kept: dict[Path, Held] = {}
        for file in readable:
            path = places[file]
            one = kept.setdefault(path, Held(path, known.at(path), []))
            one.examples.extend(examples_in(file, one.policy))
        return list(kept.values())

    return held


def _state(failure: str | None, to_confirm: bool) -> tuple[State, str]:
    if failure is not None:
        return "failed", failure
    return ("to-confirm" if to_confirm else "passed"), ""


def shown(path: Path) -> Path:
    """A path as messages show it: from here, where it lies below."""
    whole, here = path.absolute(), Path.cwd()
    return Path(PurePath(whole).relative_to(here)) if whole.is_relative_to(here) else whole
