"""Shipped policies, and small ones that extend the base of the broken ones → policies."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from adieu import policy as p
from adieu.load.policy import load_policy

ROOT = Path(__file__).parents[2]
BASE = ROOT / "tests" / "bad" / "policy" / "base.yaml"
FIRMS = sorted((ROOT / "rules" / "firms").glob("*.yaml"))
SHIPPED = [ROOT / "rules", *FIRMS, *sorted((ROOT / "engine/adieu/starter").glob("*/policy.yaml"))]
TEXT = "text: {en: Own, nl: Eigen, fr: Propre}"


@cache
def loaded(path: Path) -> p.Policy:
    """A shipped policy."""
    return load_policy(path)


def name_of(path: Path) -> str:
    """A policy's path, short enough for the name of a test."""
    return path.relative_to(ROOT).as_posix()


@cache
def house() -> p.Policy:
    """The house policy."""
    return loaded(ROOT / "rules")


def written(folder: Path, text: str, name: str = "own.yaml") -> p.Policy:
    """A policy with this text, which extends the base."""
    (folder / "base.yaml").write_bytes(BASE.read_bytes())
    (folder / name).write_text(text, encoding="utf-8")
    return load_policy(folder / name)


def claims(policy: p.Policy) -> dict[str, p.Claim]:
    """What each promise claims, by its id."""
    return {one.name: one.what for one in policy.promises}
