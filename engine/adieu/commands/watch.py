"""A firm's folder + whoever works in it → the scenarios that a change touches, run again at once.

Files are looked at twice a second: that works everywhere, and needs nothing installed.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from adieu.commands import terminal as t
from adieu.commands.test import CONFTEST, PolicyOf, Request, run_features, shown, usable
from adieu.language import Filling

SECONDS = 0.5
"""How long between two looks."""
_MOST = 8
"""So many policies extend one another at most, as in ``load.files``."""

Stamps = Mapping[Path, tuple[int, int]]
"""When each file was written, and how long it is."""


def watch(request: Request) -> int:
    """Run the features, then again what each change touches, until somebody stops it."""
    paths = usable(request)
    if paths is None:
        return t.UNUSABLE
    try:
        run_features(request, paths)
        seen = stamps(request, paths)
        _say(request, "watch.waiting")
        while True:
            time.sleep(SECONDS)
            now = _settled(request, paths)
            if changed := {one for one in {*seen, *now} if seen.get(one) != now.get(one)}:
                seen = now
                _run_again(request, paths, changed)
    except KeyboardInterrupt:
        print()
        _say(request, "watch.ended")
        return t.DONE


def _run_again(request: Request, paths: Sequence[Path], changed: set[Path]) -> None:
    """Run what changes touch; all of it where something is measured of the whole."""
    from adieu.living.firm import look_again

    look_again()
    names = ", ".join(str(shown(one)) for one in sorted(changed))
    _say(request, "watch.changed", files=Filling(names))
    files = touched(request, paths, changed)
    if files:
        run_features(request, paths if request.measures else files, paths)
    _say(request, "watch.waiting" if files else "watch.untouched")


def _settled(request: Request, paths: Sequence[Path]) -> Stamps:
    """The stamps of all files, once nobody is writing any of them."""
    now = stamps(request, paths)
    while True:
        time.sleep(SECONDS / 10)
        again = stamps(request, paths)
        if again == now:
            return now
        now = again


def _say(request: Request, key: str, **values: Filling) -> None:
    print(t.printable(t.say(request.language, key, **values)), flush=True)


def stamps(request: Request, paths: Sequence[Path]) -> Stamps:
    """The features, the files of their policies, and what Python the firm has."""
    policies = PolicyOf(request.policy, paths)
    files: set[Path] = set()
    for feature in _features(paths):
        files |= {feature.absolute(), *_behind(policies(feature)), *_python(feature)}
    found: dict[Path, tuple[int, int]] = {}
    for one in files:
        try:
            known = one.stat()
        except OSError:
            continue
        found[one] = known.st_mtime_ns, known.st_size
    return found


def touched(request: Request, paths: Sequence[Path], changed: set[Path]) -> list[Path]:
    """The feature files that changed, or whose policy or Python did."""
    policies = PolicyOf(request.policy, paths)
    return [
        feature
        for feature in _features(paths)
        if feature.absolute() in changed
        or not changed.isdisjoint(_behind(policies(feature)))
        or any(one.name == CONFTEST and one.parent in feature.absolute().parents for one in changed)
    ]


def _features(paths: Iterable[Path]) -> Iterator[Path]:
    from adieu.living.run import feature_files

    for path in paths:
        if path.exists():
            yield from map(shown, feature_files(path))


def _python(feature: Path) -> Iterator[Path]:
    return (folder / CONFTEST for folder in feature.absolute().parents)


def _behind(policy: Path) -> frozenset[Path]:
    """The files of a policy, and of those that it extends."""
    from adieu.load.files import extended

    found: set[Path] = set()
    current: Path | None = policy
    for _ in range(_MOST):
        if current is None:
            break
        folder = current.is_dir()
        files = current.iterdir() if folder else iter((current,))
        found |= {one.absolute() for one in files if one.suffix in (".yaml", ".yml")}
        current = extended(current)
    return frozenset(found)
