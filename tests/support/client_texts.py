"""The text of a client's file + a policy → its case, as the tests of the interview read it."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from adieu.case import Case
from adieu.clients.consistency import check_case
from adieu.clients.files import read_text
from adieu.diagnostics import Diagnostics
from adieu.load.policy import load_policy
from adieu.policy import Policy
from adieu.yaml_nodes import source_of


@cache
def policy_of(path: Path) -> Policy:
    """A policy, loaded once."""
    return load_policy(path, Diagnostics())


def case_in(text: str, policy: Policy, name: str = "x.yaml") -> Case | None:
    """The case that a text describes, where it is right."""
    found = Diagnostics()
    source = source_of(name, text.removeprefix("\ufeff"))
    case = read_text(source, policy, None, date.today(), found)
    if case is not None:
        check_case(policy, case, found)
    return None if found.failed else case
