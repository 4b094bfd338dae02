"""A verdict + its facts → what would change it: the fewest changes, the lapse, the margin.

Only facts that somebody can change are changed (``who`` is the client or the firm), never the past.
"""

from __future__ import annotations

from itertools import islice

from msgspec import Struct

from adieu.explain.attempts import Attempts, BudgetSpent
from adieu.explain.fewest import Alternative, Search
from adieu.explain.lapse import Lapse, lapse_of
from adieu.explain.levers import Levers, changeable
from adieu.explain.margin import Margin, margin_of
from adieu.explain.steps import Shift, Steps
from adieu.explain.trial import Trial
from adieu.facts import Facts
from adieu.infer import Inference

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
    alternatives, proved = alternatives_of(facts, verdict, Attempts(trial, MOST_TRIED), steps)
    lapse = margin = None
    try:
        lapse = lapse_of(facts, verdict, Attempts(trial, MOST_TRIED))
        margin = margin_of(facts, verdict, Attempts(trial, MOST_TRIED), steps)
    except BudgetSpent:
        proved = False
    return Outlook(alternatives, lapse, margin, proved)


def alternatives_of(
    facts: Facts, verdict: str, attempts: Attempts, steps: Steps
) -> tuple[tuple[Alternative, ...], bool]:
    """One for each milder verdict, the nearest first, then others for the nearest; if proved."""
    severity = facts.policy.severity
    found: list[Alternative] = []
    others: list[Alternative] = []
    search: Search | None = None
    try:
        levers = Levers(facts, attempts, changeable(facts))
        allowed = levers.allowed(levers.all)
        search = Search(levers, steps)
        for milder in facts.policy.verdicts[severity[verdict] + 1 :]:
            if milder.verdict in allowed and len(found) < MOST_SHOWN:
                told = tuple(islice(search.fewest(milder.verdict), 1 if found else MOST_SHOWN))
                found += told[:1]
                others += told[1:]
    except BudgetSpent:
        return tuple(found), False
    proved = not search.unsettled and attempts.proved
    return tuple([*found, *others][:MOST_SHOWN]), proved
