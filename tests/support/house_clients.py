"""The worked examples, read by the house policy, and what is wrong with changes to them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from adieu.case import Case
from adieu.clients.folder import read_cases
from adieu.commands.whatif import wanted
from adieu.diagnostics import Diagnostic, Diagnostics, Unusable
from adieu.load.policy import load_policy
from adieu.policy import Policy

ROOT = Path(__file__).parents[2]
CLIENTS = ROOT / "clients"
EXAMPLES = sorted(one.stem for one in CLIENTS.glob("*.yaml"))
TODAY = date(2026, 12, 1)


@cache
def policy() -> Policy:
    """The house policy."""
    return load_policy(ROOT / "rules")


def cases(file: Path) -> tuple[Case | None, Diagnostics]:
    """The client of a file, or nothing and what is wrong with it."""
    (found,) = read_cases([file], policy(), None, TODAY)
    return found.case, found.diagnostics


@cache
def example(name: str) -> Case:
    """A worked example."""
    case, _ = cases(CLIENTS / f"{name}.yaml")
    assert case is not None
    return case


def faults(name: str, *words: str) -> list[Diagnostic]:
    """What is wrong with changes to an example."""
    try:
        wanted(words, policy(), example(name), Diagnostics())
    except Unusable as error:
        return list(error.diagnostics)
    return []
