"""An example under the policy, and under a mutant of it → what its expectations are held to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.evaluate import evaluate
from adieu.explain.trial import Trial
from adieu.facts import Facts, derive, rederive
from adieu.infer import Inference, Setting, reference
from adieu.infer.reference import VerdictScope
from adieu.living.mild import completion
from adieu.living.review import Review
from adieu.logic import TRUE, Truth, Value

Steps = Mapping[str, Truth]
"""Whether the condition of each step of the plan holds."""


class Base(Review):
    """An example under the policy as it is, worked out once for all mutants."""

    @cached_property
    def steps(self) -> Steps:
        """Whether the condition of each step of the plan holds, whatever the verdict."""
        return steps_of(self.policy, self.facts, self.inference)

    @cached_property
    def filled(self) -> frozenset[str]:
        """The sections that hold records: counts over others are the same whatever they count."""
        return frozenset(name for name, one in self.case.sections.items() if one.records)

    @cached_property
    def unscored(self) -> bool:
        """Whether no criterion of the scorecard has a score: there is nothing to weigh then."""
        card = self.policy.scorecard
        scores = {one.name for one in card.criteria} if card else set()
        return scores.isdisjoint((*self.case.answers, *self.policy.assumed_facts))

    @cached_property
    def mild_answers(self) -> Mapping[str, Value]:
        """Answers to what is open that are likely to give the mildest verdict."""
        return completion(self.facts)


class Seen(Review):
    """An example under a mutant: what was worked out, and the rest when it is asked for.

    Where it takes a proof to tell the verdict, it is the policy's unless it is to be ``exact``: a
    difference may go unnoticed then.
    """

    def __init__(self, base: Base, facts: Facts, inference: Inference, exact: bool) -> None:
        super().__init__(facts.policy, base.case)
        self.base, self.facts, self.inference, self.blank = base, facts, inference, None
        self.exact = exact

    @cached_property
    def possible(self) -> tuple[str, ...]:
        """The verdicts that are possible; those of the policy where it takes a proof to tell."""
        mine = self.inference.possible
        if self.inference.final or not set(self.base.possible) <= set(mine):
            return mine
        if not self.exact:
            return self.base.possible
        facts = derive(self.policy, self.case)
        return Trial(facts, self.inference).settled().possible

    @cached_property
    def verdict(self) -> str:
        """The mildest possible verdict; that of the policy where it takes a proof to tell."""
        mildest, known = self.inference.verdict, self.base.verdict
        severity = self.base.policy.severity
        harsher = severity[mildest] < severity[known]
        if self.inference.final or harsher or (mildest == known and not self.exact):
            return mildest
        if self._reached(mildest):
            return mildest
        return self.possible[-1] if self.exact else known

    def _reached(self, verdict: str) -> bool:
        """Whether the mild answers give a verdict under the mutant too, and contradict nothing."""
        answers = self.base.mild_answers
        values, _ = rederive(self.facts, answers)
        facts = replace(self.facts, values=values)
        if reference.infer(self.policy, facts).possible != (verdict,):
            return False
        return all(evaluate(one, facts.scope()) is TRUE for one in self.policy.invariants)


def steps_of(
    policy: p.Policy, facts: Facts, inference: Inference, steps: Sequence[p.Step] | None = None
) -> Steps:
    """Whether the condition of each step of the plan holds, whatever the verdict."""
    settled = Setting(inference.gates, inference.repair_tried)
    scope = VerdictScope(policy, facts.scope(), inference.outcomes, settled)
    if steps is None:
        steps = [one for one in policy.plan if one.when != ex.ALWAYS]
    return {one.name: evaluate(one.when, scope) for one in steps}
