"""What is unknown + what each answer would lead to → the questions, most decisive first.

A question matters where two completions that differ in its answer alone give different verdicts.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from adieu import policy as p
from adieu.explain.completions.prospects import Prospects
from adieu.explain.trial import Trial
from adieu.facts import Facts
from adieu.infer import Inference
from adieu.logic import is_known

_BEHIND, _TRIED = "went_on.", "repair_tried."


class Ask(Struct, frozen=True):
    """A fact or a field (``incidents[2].deliberate``) to ask for, and why.

    ``leads_to`` are the verdicts that it decides between, harshest first: ``alone``, or together
    with answers to other questions.
    """

    name: str
    leads_to: tuple[str, ...]
    alone: bool = True


def asks(facts: Facts, inference: Inference, trial: Trial) -> tuple[Ask, ...]:
    """Every question that still matters, the most decisive first.

    That is the one after which, at worst, the fewest verdicts are still possible; then the one
    after which, at worst, the fewest questions still matter; then the fewest verdicts on average;
    then the one that may lead to the harshest; then as the policy has it.
    """
    if inference.final:
        return ()
    prospects = trial.prospects
    weighed = []
    every = {facts.policy.severity[verdict] for verdict in inference.possible}
    relevant = tuple(_relevant(facts, prospects))
    for place, name in enumerate(relevant):
        after = prospects.answers(name).values()
        kinds = {rows for rows in after if rows}
        shown = {max(rows) for rows in kinds}
        alone = len(shown) > 1
        rows = shown if alone else prospects.decides(name) or every
        sizes = [len(each) for each in kinds] or [len(inference.possible)]
        titles = tuple(facts.policy.verdicts[row].verdict for row in sorted(rows))
        average = Fraction(sum(sizes), len(sizes))
        key = max(sizes), prospects.remaining(name, relevant), average, min(rows), place
        weighed.append((key, Ask(_asked(name), titles, alone)))
    return tuple(ask for _, ask in sorted(weighed, key=lambda one: one[0]))


def _relevant(facts: Facts, prospects: Prospects) -> Iterator[str]:
    """The inputs that a person can answer and of which it is not proved that they do not matter."""
    unsure = []
    for name in prospects.inputs:
        if not prospects.openings.is_askable(name):
            continue
        if prospects.decides(name):
            yield name
        elif not prospects.is_irrelevant(name):
            unsure.append(name)
    if unsure:
        # It takes a fifth of a second to start, and few reviews come this far.
        from adieu.proof import Impossible
        from adieu.proof.client import ClientLogic

        logic = ClientLogic(facts)
        for name in unsure:
            if not isinstance(logic.matters(name), Impossible):
                yield name


def _asked(name: str) -> str:
    """What to ask for an input: for the count behind a repair, whether it was tried."""
    return _TRIED + name.removeprefix(_BEHIND) if name.startswith(_BEHIND) else name


def other_inputs(
    facts: Facts, inference: Inference, trial: Trial, asked: tuple[Ask, ...]
) -> tuple[str, ...]:
    """Unknown answers of a person that cannot change the verdict any more."""
    names = [
        name
        for name, fact in facts.policy.facts.items()
        if isinstance(fact.definition, p.Given)
        and fact.question is not None
        and not is_known(facts.values[name])
    ]
    if not inference.final:
        openings = trial.prospects.openings
        names += [_asked(one) for one in trial.prospects.inputs if openings.is_askable(one)]
    listed = {one.name for one in asked}
    return tuple(name for name in dict.fromkeys(names) if name not in listed)
