"""Every client → verdict rows that never apply, steps that nobody takes, classes nobody gets."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

from adieu import policy as p
from adieu.diagnostics import Note
from adieu.expression import ALWAYS
from adieu.proof import terms as t
from adieu.proof.check.everyone import Everyone
from adieu.proof.check.findings import Finding
from adieu.proof.solve import TimeIsUp
from adieu.scorecard import LOWEST, SPAN

MOST_SUMS = 20_000
MOST_LEFT_OUT = 6


def dead_verdicts(everyone: Everyone, unsettled: list[str]) -> Iterator[Finding]:
    """Verdicts that nobody can get."""
    for row in everyone.policy.verdicts:
        path = f"verdict:{row.verdict}"
        try:
            if not everyone.judged().allows(everyone.gives([row.verdict])):
                help = Note("help.verdict-dead")
                yield Finding("verdict-dead", path, {"verdict": row.verdict}, help)
        except (TimeIsUp, t.Beyond):
            unsettled.append(path)


def dead_steps(
    everyone: Everyone, never: frozenset[str], unsettled: list[str]
) -> Iterator[Finding]:
    """Steps of the plan that nobody takes, although somebody gets one of their verdicts.

    Args:
        everyone: The clients.
        never: The verdicts that nobody gets.
        unsettled: Receives the steps of which nobody knows.
    """
    for step in everyone.policy.plan:
        path = f"step:{step.name}"
        if step.verdicts <= never or step.when == ALWAYS:
            continue
        try:
            may = t.neg(everyone.world.truth(step.when).no)
            if not everyone.judged().allows(everyone.gives(sorted(step.verdicts)), may):
                yield Finding("step-dead", path, {"step": step.name}, Note("help.step-dead"))
        except (TimeIsUp, t.Beyond):
            unsettled.append(path)


def dead_classes(policy: p.Policy) -> Iterator[Finding]:
    """Classes that no row of scores from 1 to 5 leads to, in whole points."""
    card = policy.scorecard
    if card is None:
        return
    reached = _classes_reached(card)
    for name, _ in card.classes:
        if reached is not None and name not in reached:
            yield Finding("class-dead", f"class:{name}", {"name": name}, Note("help.class-dead"))


def _classes_reached(card: p.Scorecard) -> set[str] | None:
    """The classes that scores lead to; nothing where there are too many rows of scores to try."""
    weighing = [one for one in card.criteria if one.weight]
    left_out = [one for one in weighing if one.left_out]
    reached: set[str] = set()
    for count in range(min(len(left_out), MOST_LEFT_OUT) + 1):
        for gone in combinations(left_out, count):
            weights = [one.weight for one in weighing if one not in gone]
            sums = _sums(weights)
            if sums is None:
                return None
            reached |= {_class_of(card, Fraction(one * 100, sum(weights) * SPAN)) for one in sums}
            if len(reached) == len(card.classes):
                return reached
    return reached if len(left_out) <= MOST_LEFT_OUT else None


def _sums(weights: list[int]) -> set[int] | None:
    sums = {0} if weights else set()
    for weight in weights:
        sums = {one + weight * above for one in sums for above in range(SPAN + LOWEST)}
        if len(sums) > MOST_SUMS:
            return None
    return sums


def _class_of(card: p.Scorecard, score: Fraction) -> str:
    return next(name for name, border in card.classes if score >= border)
