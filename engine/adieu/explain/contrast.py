"""A verdict + what it rests on → the least that separates it from a milder one."""

from __future__ import annotations

from msgspec import Struct

from adieu import policy as p
from adieu.explain.trial import Trial
from adieu.facts import Facts
from adieu.infer import Inference, Outcome
from adieu.logic import UNKNOWN


class Contrast(Struct, frozen=True):
    """What separates a verdict from a milder one.

    ``without`` are findings but for which it would be milder, or ``gate`` is one turned round.
    """

    without: tuple[str, ...]
    gate: str | None
    verdict: str


def contrast_of(facts: Facts, inference: Inference, trial: Trial) -> Contrast | None:
    """One finding, one gate, or all findings down to a grade; nothing for the mildest verdict."""
    severity = facts.policy.severity
    here = severity[inference.verdict]
    if here == len(severity) - 1:
        return None
    options: list[tuple[int, Contrast]] = []
    found = [name for name, one in inference.outcomes.items() if one is Outcome.FOUND]
    by_grade = [
        frozenset(name for name in found if facts.policy.rules[name].grade in p.GRADES[: index + 1])
        for index in range(len(p.GRADES))
    ]
    for group in (*(frozenset({name}) for name in found), *by_grade):
        if group:
            verdict = trial.without(group)[-1]
            if severity[verdict] > here:
                options.append((len(group), Contrast(tuple(sorted(group)), None, verdict)))
    for gate, value in inference.gates.items():
        if value is not UNKNOWN:
            verdict = trial.with_fact(gate, ~value).verdict
            if severity[verdict] > here:
                options.append((1, Contrast((), gate, verdict)))
    nearest = sorted(options, key=lambda one: (severity[one[1].verdict], one[0]))
    return nearest[0][1] if nearest else None
