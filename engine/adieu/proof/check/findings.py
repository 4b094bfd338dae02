"""What the proofs about a policy found out: the nouns of ``adieu check``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from adieu.case import Case
from adieu.diagnostics import Diagnostic, Note, Place
from adieu.policy import Policy

Severity = Literal["error", "warning"]


class Witness(Struct, frozen=True):
    """A client of whom the reference says what was found; of a pair, who differs in these facts.

    ``verdict`` is the client's, ``otherwise`` that of the other.
    """

    case: Case
    verdict: str
    other: Case | None = None
    otherwise: str | None = None

    @property
    def changed(self) -> tuple[str, ...]:
        """The facts in which the two differ."""
        if self.other is None:
            return ()
        before, after = self.case.answers, self.other.answers
        return tuple(one for one in after if one not in before or before[one] != after[one])


class Finding(Struct, frozen=True):
    """One thing that is wrong with a policy, or worth a look, about all of its clients.

    ``path`` says what it is about (``load.places``): ``rule:always-late/when/1``.
    """

    code: str
    path: str
    values: Mapping[str, str | int | Note] = field(default_factory=dict)
    help: Note | None = None
    severity: Severity = "warning"
    witness: Witness | None = None

    def said_of(self, policy: Policy) -> Diagnostic:
        """As a diagnostic, at its place."""
        place = place_of(policy, self.path)
        return Diagnostic(self.code, place, self.values, self.help, self.severity)


class Checked(Struct, frozen=True):
    """Everything that was found, and how each promise fared."""

    findings: tuple[Finding, ...]
    promises: Mapping[str, Literal["proved", "refuted", "not settled"]]


def place_of(policy: Policy, path: str) -> Place | None:
    """Where a part stands, or else the part around it."""
    while path:
        if path in policy.places:
            return policy.places[path]
        path = path.rpartition("/")[0]
    return None
