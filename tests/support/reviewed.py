"""The worked examples, each by its firm's policy → reviews of them, and what they rest on."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from adieu.case import Case
from adieu.clients.folder import read_cases
from adieu.explain.reasons.basis import Basis
from adieu.load.policy import load_policy
from adieu.policy import Policy
from support.examples import EXAMPLES, ROOT, client_file
from support.reasons import Review


@cache
def policy_of(client: str) -> Policy:
    """The policy by which an example is reviewed."""
    firm = EXAMPLES[client].firm
    return load_policy(ROOT / "rules" / "firms" / f"{firm}.yaml" if firm else ROOT / "rules")


def read(policy: Policy, file: Path) -> Case:
    """The client of a file."""
    (found,) = read_cases([file], policy, None, date(2026, 12, 1))
    assert found.case is not None, [one.code for one in found.diagnostics]
    return found.case


@cache
def reviewed(client: str) -> tuple[Review, Basis]:
    """A worked example as it is reviewed, and what its verdict rests on."""
    policy = policy_of(client)
    review = Review(policy, read(policy, client_file(client)))
    return review, review.basis()
