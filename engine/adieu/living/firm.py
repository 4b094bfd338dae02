"""A feature file → the policy that it speaks of: that of the firm in whose folder it lies.

``FIRM/features/…`` goes with ``FIRM/rules``; ``FIRM/features/firms/web-agency/…`` with
``FIRM/rules/firms/web-agency.yaml``, where there is one.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path, PurePath

from adieu import policy as p
from adieu.diagnostics import Diagnostic, Diagnostics, Place, Source, Unusable
from adieu.language import LANGUAGES
from adieu.living.phrases import check_phrases
from adieu.load.policy import load_policy

FEATURES, RULES, ENDING = "features", "rules", ".feature"
_POLICY = re.compile(rb"^(policy|extends)\s*:", re.MULTILINE)
_YAML = (".yaml", ".yml")


def policy_path(feature: Path) -> Path | None:
    """Where the policy of a feature file lies; nothing where it belongs to no firm."""
    folder = feature.absolute().parent
    for inside in (folder, *folder.parents):
        if inside.name == FEATURES:
            for firm in inside.parents:
                rules = firm / RULES
                if _is_policy(rules):
                    return own_policy(rules, folder.relative_to(inside))
            return None
    return None


def own_policy(rules: Path, folder: PurePath) -> Path:
    """The policy whose place in ``rules`` is that of a folder of features, or of one around it.

    ``new/firms/web-agency/nl`` goes with ``firms/web-agency`` too: a folder around it does no harm.
    """
    parts = folder.parts if rules.is_dir() else ()
    for start, end in ((a, b) for a in range(len(parts)) for b in range(len(parts), a, -1)):
        inside = rules.joinpath(*parts[start:end])
        for ending in _YAML:
            file = inside.with_name(f"{inside.name}{ending}")
            if _says_policy(file):
                return file
        if _is_policy(inside) and not _has_policies(inside):
            return inside
    for length in range(1, len(parts)):
        beside = rules.joinpath(*parts[:length])
        if parts[length] not in LANGUAGES and _has_policies(beside):
            return beside / f"{parts[length]}{_YAML[0]}"
    return rules


@cache
def _has_policies(folder: Path) -> bool:
    """Whether a folder holds policies, each in a file of its own; a feature must be of one."""
    if not folder.is_dir() or any((folder / f"policy{one}").exists() for one in _YAML):
        return False
    files = [one for one in folder.iterdir() if one.suffix in _YAML]
    return bool(files) and all(map(_says_policy, files))


@cache
def _is_policy(rules: Path) -> bool:
    """Whether a folder holds a policy: one of its YAML files says so."""
    if not rules.is_dir():
        return False
    return any(_says_policy(one) for one in sorted(rules.iterdir()) if one.suffix in _YAML)


@cache
def _says_policy(file: Path) -> bool:
    try:
        return file.is_file() and _POLICY.search(file.read_bytes()) is not None
    except OSError:
        return False


def look_again() -> None:
    """Forget which folders hold policies: files have changed."""
    for one in (_is_policy, _says_policy, _has_policies):
        one.cache_clear()


class Policies:
    """Policies by path, each loaded once, whatever came of it."""

    def __init__(self) -> None:
        self.kept: dict[Path, p.Policy | Unusable] = {}

    def at(self, path: Path) -> p.Policy:
        """The policy that lies there.

        Raises:
            Unusable: with every error of its files.
        """
        if path not in self.kept:
            found = Diagnostics()
            try:
                loaded = load_policy(path, found)
                check_phrases(loaded, found)
                found.stop_on_error()
                self.kept[path] = loaded
            except Unusable as error:
                self.kept[path] = _said_before(path)
                raise error
        kept = self.kept[path]
        if isinstance(kept, Unusable):
            raise kept
        return kept


def _said_before(path: Path) -> Unusable:
    """What is said of a policy whose errors were told once."""
    return Unusable([Diagnostic("policy-unusable", Place(Source(str(path))))])
