"""A policy's path + folders of features → the scenarios that speak of it, held to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from adieu.commands.parallel import in_parallel
from adieu.diagnostics import Diagnostics
from adieu.policy import Policy

if TYPE_CHECKING:
    from adieu.living.page.held import Held

FEATURES, CONFTEST = "features", "conftest.py"


def features_of(path: Path, asked: Sequence[Path]) -> list[Path]:
    """The feature files to show with a policy.

    Of a folder that holds features of several policies, those that speak of this one; where none
    does, the firm means to hold all of them to it.

    Args:
        path: Where the policy lies.
        asked: The files and folders that were asked for; else the policy's own.
    """
    from adieu.commands.test import PolicyOf, shown
    from adieu.living.run import feature_files

    roots = tuple(asked) or tuple(_beside(path))
    files = list(dict.fromkeys(shown(file) for root in roots for file in feature_files(root)))
    policy_of = PolicyOf(None, roots)
    own = [file for file in files if _same(policy_of(file), path)]
    return own if own or not asked else files


def _beside(path: Path) -> Iterator[Path]:
    """The folder of features beside the folder of rules that a policy lies in, or here."""
    for folder in (path.absolute(), *path.absolute().parents):
        if folder.name == "rules" and (folder.parent / FEATURES).is_dir():
            yield folder.parent / FEATURES
            return
    if Path(FEATURES).is_dir():
        yield Path(FEATURES)


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def held(policy: Policy, files: Sequence[Path], diagnostics: Diagnostics) -> list[Held]:
    """The scenarios of these files, held to a policy; what is wrong is collected."""
    from adieu.living.gherkin import read_feature
    from adieu.living.page.held import hold, read

    found: list[Held] = []
    for file in files:
        feature = read_feature(file, diagnostics)
        if feature is not None:
            found += read(policy, feature, diagnostics, _has_python(file))
    if not diagnostics.failed:
        hold(found, partial(in_parallel, chunk=16))
    return found


def _has_python(file: Path) -> bool:
    """Whether a firm may have steps of its own: in a ``conftest.py`` above the file."""
    here = Path.cwd()
    return any(
        (one / CONFTEST).is_file() for one in file.absolute().parents if one not in here.parents
    )
