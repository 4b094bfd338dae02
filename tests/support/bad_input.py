"""Broken policies, client files and tables in ``bad/`` → what is said about them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath

from adieu.clients.folder import read_cases
from adieu.diagnostics import Diagnostic, Diagnostics, Unusable
from adieu.language import say_diagnostic
from adieu.load.policy import load_policy
from adieu.policy import Policy

BAD = Path(__file__).parents[1] / "bad"
SUPPORT = ("base", "circle", "broken")
"""What lies among the policies to be extended by them."""
POLICY = "house-from-2026.yaml"
TODAY = date(2026, 11, 1)


def cases(group: str) -> list[str]:
    """The cases of a group, as paths relative to ``bad/``."""
    found = sorted(one for one in (BAD / group).iterdir() if one.suffix != ".txt")
    return [f"{group}/{one.name}" for one in found if one.stem not in SUPPORT]


POLICIES, CLIENTS, TABLES, HOSTILE = map(cases, ("policy", "client", "tables", "hostile"))
ALL = [*POLICIES, *CLIENTS, *TABLES, *HOSTILE]


@cache
def policy() -> Policy:
    """The policy by which the clients are read."""
    return load_policy(BAD / POLICY)


def policy_faults(path: Path) -> list[Diagnostic]:
    """What is wrong with a policy."""
    found = Diagnostics()
    try:
        load_policy(path, found)
    except Unusable as error:
        return list(error.diagnostics)
    return list(found)


def client_faults(path: Path) -> list[Diagnostic]:
    """What is wrong with clients: a file, a folder, or tables."""
    found = read_cases([path], policy(), None, TODAY)
    return [one for case in found for one in case.diagnostics]


@cache
def faults_of(case: str) -> list[Diagnostic]:
    """What is wrong with a case, read as what it is a case of."""
    return (policy_faults if case in POLICIES else client_faults)(Path(case))


def golden_of(case: str) -> PurePosixPath:
    """The golden beside a case."""
    return PurePosixPath(case.removesuffix(".yaml") + ".txt")


def said(found: list[Diagnostic]) -> str:
    """Every diagnostic in English."""
    return "".join(say_diagnostic("en", one) + "\n" for one in found)


def one_code(found: list[Diagnostic]) -> str:
    """The code of the only diagnostic."""
    assert len(found) == 1, said(found)
    return found[0].code
