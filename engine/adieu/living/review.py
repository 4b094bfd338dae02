"""A policy + a case → what is inferred of it, each part worked out when it is first asked for.

A verdict needs no explanation: facts and inference come from those of a client of whom nothing is
known, redone where an answer changes them, and the reference alone infers.  What the report says is
judged by both engines.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from adieu import policy as p
from adieu.case import Case
from adieu.clients.consistency import check_case
from adieu.diagnostics import Diagnostics
from adieu.evaluate import evaluate
from adieu.explain.explanation import Explanation
from adieu.explain.trial import Trial
from adieu.facts import Facts, derive, rederive
from adieu.infer import Inference, Setting, reference
from adieu.infer.reference import VerdictScope
from adieu.judge import judge
from adieu.living.mild import completion
from adieu.living.per_policy import per_policy
from adieu.living.told import ties
from adieu.logic import FALSE, TRUE, Truth, Value

_MOST = 500
_Key = tuple[date, frozenset[str]]


class Blank:
    """A client of whom only this is known: which sections hold nothing."""

    def __init__(self, policy: p.Policy, case: Case) -> None:
        self.facts = derive(policy, case)
        self.trial = Trial(self.facts, reference.infer(policy, self.facts))
        answers = completion(self.facts)
        values, _ = rederive(self.facts, answers)
        origins = {**self.facts.origins, **dict.fromkeys(answers, "given")}
        mild = Facts(policy, case, values, origins)  # type: ignore[arg-type]
        self.mild = Trial(mild, reference.infer(policy, mild))
        self.sound = _contradicts_nothing(self.mild, {}, sound=False)


def _contradicts_nothing(trial: Trial, answers: Mapping[str, Value], sound: bool) -> bool:
    """Whether every invariant holds with these answers; before them they do where it is sound."""
    values, changed = rederive(trial.facts, answers)
    scope = Facts(trial.policy, trial.facts.case, values, {}).scope()
    return all(
        evaluate(one, scope) is TRUE
        for names, one in ties(trial.policy)
        if not sound or not names.isdisjoint(changed)
    )


@per_policy
def _blanks(policy: p.Policy) -> dict[_Key, Blank]:
    """The blank clients of a policy, made as they are needed."""
    return {}


def _blank(policy: p.Policy, case: Case) -> Blank:
    kept = _blanks(policy)
    key = case.as_of, frozenset(case.sections)
    if key not in kept:
        if len(kept) >= _MOST:
            kept.clear()
        kept[key] = Blank(policy, Case("", "", case.as_of, {}, case.sections))
    return kept[key]


class Review:
    """What is inferred of one client."""

    def __init__(
        self, policy: p.Policy, case: Case, standing: frozenset[str] = frozenset()
    ) -> None:
        """Review a case; answers that are ``standing`` need no check against the rest."""
        self.policy, self.case, self.standing = policy, case, standing

    @cached_property
    def faults(self) -> Diagnostics:
        """What contradicts itself in the case."""
        found = Diagnostics()
        check_case(self.policy, self.case, found, self.standing, self.facts)
        return found

    @cached_property
    def blank(self) -> Blank | None:
        """The client without answers, where there are no records that make it this one's own."""
        bare = all(not one.records and not one.missing for one in self.case.sections.values())
        return _blank(self.policy, self.case) if bare and not self.policy.assumed_facts else None

    @cached_property
    def answers(self) -> Mapping[str, Value]:
        """The values of the answers."""
        return {name: one.value for name, one in self.case.answers.items()}

    @cached_property
    def facts(self) -> Facts:
        """Every fact.

        Raises:
            adieu.logic.UnitMismatch: where amounts in different currencies meet.
        """
        if self.blank is None:
            return derive(self.policy, self.case)
        base = self.blank.facts
        values, _ = rederive(base, self.answers)
        origins = {**base.origins, **dict.fromkeys(self.answers, "given")}
        members = {name: one for name, one in base.members.items() if name not in self.answers}
        return Facts(self.policy, self.case, values, origins, members, base.assumed_sections)  # type: ignore[arg-type]

    @cached_property
    def inference(self) -> Inference:
        """What the reference infers; its possible verdicts are those of Kleene's logic."""
        if self.blank is not None:
            return self.blank.trial.with_facts(self.answers)
        return reference.infer(self.policy, self.facts)

    @cached_property
    def possible(self) -> tuple[str, ...]:
        """The verdicts that are possible, exactly."""
        if self.inference.final:
            return self.inference.possible
        return Trial(self.facts, self.inference).settled().possible

    @cached_property
    def verdict(self) -> str:
        """The mildest possible verdict, exactly."""
        mildest = self.inference.verdict
        if self.inference.final or "possible" in self.__dict__ or not self._reached(mildest):
            return self.possible[-1]
        return mildest

    def _reached(self, verdict: str) -> bool:
        """Whether the mild completion of the case gives a verdict, and contradicts nothing."""
        if self.blank is not None:
            trial, answers = self.blank.mild, self.answers
        else:
            trial, answers = Trial(self.facts, self.inference), completion(self.facts)
        if trial.with_facts(answers).possible != (verdict,):
            return False
        sound = self.blank is not None and self.blank.sound
        return _contradicts_nothing(trial, answers, sound)

    @property
    def final(self) -> bool:
        """Whether no answer can change the verdict."""
        return self.inference.final or len(self.possible) == 1

    @cached_property
    def plan(self) -> Mapping[str, Truth]:
        """Each step of the plan: whether it is in it."""
        settled = Setting(self.inference.gates, self.inference.repair_tried)
        scope = VerdictScope(self.policy, self.facts.scope(), self.inference.outcomes, settled)
        return {
            step.name: evaluate(step.when, scope) if self.verdict in step.verdicts else FALSE
            for step in self.policy.plan
        }

    @cached_property
    def explanation(self) -> Explanation:
        """The whole explanation.

        Raises:
            adieu.judge.EnginesDisagree: where the two engines differ.
        """
        return judge(self.policy, self.case)
