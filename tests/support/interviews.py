"""A provisional client → how many questions it takes at worst, in the best order and in ours.

The best order is found by trying every question at every point against every kind of answer.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from adieu.case import Answer, Case
from adieu.explain.completions.tally import with_fields
from adieu.explain.questions import asks
from adieu.explain.trial import Trial
from adieu.facts import derive
from adieu.infer import reference
from adieu.logic import FALSE, TRUE, Value
from adieu.policy import Policy

Given = frozenset[tuple[str, Value]]


class TooLong(Exception):
    """There are more points in the interview than anybody wants to try."""


class Interviews:
    """Every interview that one client may lead to; each point in them is judged once."""

    def __init__(self, policy: Policy, case: Case, most: int) -> None:
        self.policy, self.case, self.most = policy, case, most
        self._open: dict[Given, Mapping[str, tuple[Value, ...]]] = {}
        self._best: dict[Given, int] = {}
        self._ours: dict[Given, int] = {}

    def open(self, given: Given) -> Mapping[str, tuple[Value, ...]]:
        """The questions in our order, with the kinds of answers to each; none where it is final."""
        if given not in self._open:
            if len(self._open) >= self.most:
                raise TooLong
            facts = derive(self.policy, answered(self.case, dict(given)))
            inference = reference.infer(self.policy, facts)
            trial = Trial(facts, inference)
            exact = replace(inference, possible=trial.settled().possible)
            self._open[given] = {
                ask.name: _kinds(trial, ask.name) for ask in asks(facts, exact, trial)
            }
        return self._open[given]

    def best(self, given: Given = frozenset()) -> int:
        """The worst number of questions in the best order."""
        if given not in self._best:
            self._best[given] = min(
                (
                    1 + max(self.best(given | {(name, value)}) for value in values)
                    for name, values in self.open(given).items()
                ),
                default=0,
            )
        return self._best[given]

    def ours(self, given: Given = frozenset()) -> int:
        """The worst number of questions in our order."""
        if given not in self._ours:
            first = next(iter(self.open(given).items()), None)
            self._ours[given] = (
                1 + max(self.ours(given | {(first[0], value)}) for value in first[1])
                if first
                else 0
            )
        return self._ours[given]


def _kinds(trial: Trial, name: str) -> tuple[Value, ...]:
    behind = name.replace("repair_tried.", "went_on.")
    if name.startswith("repair_tried.") and behind in trial.prospects.openings.inputs:
        return TRUE, FALSE
    return tuple(trial.prospects.answers(name))


def answered(case: Case, given: Mapping[str, Value]) -> Case:
    """The case with these answers, to facts and to fields of records."""
    fields = {name: value for name, value in given.items() if "[" in name}
    facts = {name: Answer(value, "") for name, value in given.items() if "[" not in name}
    filled = with_fields(case, fields)
    return replace(filled, answers={**filled.answers, **facts})
