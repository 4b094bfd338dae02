"""A verdict + its facts → what would change it: the fewest changes, the lapse, the margin.

Only facts that somebody can change are changed (``who`` is the client or the firm), never the past.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from msgspec import Struct

from adieu.explain.change.attempts import Attempts, BudgetSpent
from adieu.explain.change.fewest import Alternative, Search
from adieu.explain.change.lapse import Lapse, lapse_of
from adieu.explain.change.levers import Levers, changeable
from adieu.explain.change.margin import Margin, margin_of
from adieu.explain.change.steps import Shift, Steps
from adieu.explain.trial import Trial
from adieu.facts import Facts
from adieu.infer import Inference
from adieu.logic import INFINITY

__all__ = ["Alternative", "Lapse", "Margin", "Outlook", "Shift", "outlook_of"]

MOST_SHOWN = 3
MOST_TRIED = 4_000


class Outlook(Struct, frozen=True):
    """What would change a verdict; ``proved`` unless time ran out before fewer were ruled out.

    No alternatives and ``proved``: nothing that anybody can change makes the verdict milder.
    """

    alternatives: tuple[Alternative, ...] = ()
    lapse: Lapse | None = None
    margin: Margin | None = None
    proved: bool = True


def outlook_of(facts: Facts, inference: Inference, trial: Trial) -> Outlook:
    """What would make the verdict milder, when it lapses, and what would make it harsher."""
    steps = Steps(facts)
    verdict = inference.verdict
    attempts = Attempts(trial, MOST_TRIED)
    alternatives, proved = alternatives_of(facts, verdict, attempts, steps)
    attempts.renew()
    lapse = margin = None
    try:
        lapse = lapse_of(facts, verdict, attempts)
        attempts.renew()
        margin = margin_of(facts, verdict, attempts, steps)
    except BudgetSpent:
        proved = False
    return Outlook(alternatives, lapse, margin, proved)


def alternatives_of(
    facts: Facts, verdict: str, attempts: Attempts, steps: Steps
) -> tuple[tuple[Alternative, ...], bool]:
    """One for each milder verdict, the nearest first, then others for the nearest; if proved.

    A verdict that takes more changes than a milder one is left out.
    """
    nearest = facts.policy.severity[verdict] + 1
    firsts: list[Alternative] = []
    others: Iterator[Alternative] = iter(())
    try:
        levers = Levers(facts, attempts, changeable(facts))
        allowed = levers.allowed(levers.all)
        search = Search(levers, steps)
        most: float = INFINITY
        # The mildest first: what takes more changes and gives less is of no use to anybody.
        for row in reversed(facts.policy.verdicts[nearest:]):
            if row.verdict in allowed:
                found = search.fewest(row.verdict, most)
                for one in islice(found, 1):
                    firsts.insert(0, one)
                    others, most = found, len(one.shifts)
        told = (*firsts[:MOST_SHOWN], *islice(others, max(0, MOST_SHOWN - len(firsts))))
    except BudgetSpent:
        return tuple(firsts[:MOST_SHOWN]), False
    return told, not search.unsettled and attempts.proved
