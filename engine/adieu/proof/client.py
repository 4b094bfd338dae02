"""One client's facts + a question → whether answers or changes lead to a verdict, proved.

The last word for ``explain``: it asks here only what trying could not settle.
"""

from __future__ import annotations

from collections.abc import Mapping

from adieu.facts import Facts
from adieu.logic import Value
from adieu.proof import Answer, NotSettled


class ClientLogic:
    """What is known of one client, as logic; built when the first question is asked."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def completion(self, verdict: str, answers: Mapping[str, Value] | None = None) -> Answer:
        """Whether some way to answer what is unknown (beside these answers) gives the verdict."""
        return NotSettled()

    def matters(self, name: str) -> Answer:
        """Whether two answers to one open question, all else equal, give different verdicts."""
        return NotSettled()

    def changes(self, verdict: str, levers: frozenset[str]) -> Answer:
        """Whether other values of these known facts make the mildest possible verdict this one."""
        return NotSettled()
