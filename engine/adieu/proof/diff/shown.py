"""A witness + what it is to show under two policies → whether the reference says so."""

from __future__ import annotations

from collections.abc import Callable

from adieu import policy as p
from adieu.case import Case
from adieu.clients.consistency import check_case
from adieu.diagnostics import Diagnostics
from adieu.evaluate import evaluate
from adieu.facts import Facts, derive
from adieu.infer import Outcome, reference
from adieu.logic import FALSE, UnitMismatch
from adieu.proof.diff.made import Witness
from adieu.proof.diff.replay import Replay

CERTAINLY_NOT = (Outcome.NOT_FOUND, Outcome.EXCUSED)


class Verdicts:
    """That a client gets one verdict under the old policy and another under the new.

    ``final``: whatever else is answered.
    """

    def __init__(self, old: p.Policy, new: p.Policy, wanted: tuple[str, str], final: bool) -> None:
        self.old, self.new, self.wanted, self.final = old, new, wanted, final

    def quick(self) -> Callable[[Witness], bool]:
        """Tells of one client, and of what is left of it, whether it gets these verdicts."""
        before, after = Replay(self.old), Replay(self.new)

        old, new = self.wanted
        return lambda one: (
            after.gets(one.after, new, self.final) and before.gets(one.before, old, self.final)
        )

    def wholly(self, one: Witness) -> bool:
        """Whether reviews by both policies take its file and say so."""
        sides = (self.old, one.before, self.wanted[0]), (self.new, one.after, self.wanted[1])
        return all(
            (facts := _facts(policy, case)) is not None
            and self._gets(reference.infer(policy, facts).possible, verdict)
            for policy, case, verdict in sides
        )

    def _gets(self, possible: tuple[str, ...], verdict: str) -> bool:
        return possible == (verdict,) if self.final else possible[-1:] == (verdict,)


class Finding:
    """That a rule is found under one policy and not under the other; ``certain``: nor may be."""

    def __init__(
        self, old: p.Policy, new: p.Policy, rule: str, under_new: bool, certain: bool
    ) -> None:
        self.old, self.new, self.rule = old, new, rule
        self.under_new, self.certain = under_new, certain

    def quick(self) -> Callable[[Witness], bool]:
        """Tells of one client, and of what is left of it, whether the rule's outcomes differ."""
        before, after = Replay(self.old), Replay(self.new)

        def outcome(told: Replay, case: Case) -> Outcome | None:
            rule = _active(told.policy, self.rule)
            return told.outcome(rule, case) if rule else Outcome.NOT_FOUND

        return lambda one: self._differs(outcome(before, one.before), outcome(after, one.after))

    def wholly(self, one: Witness) -> bool:
        """Whether reviews by both policies take its file and say so."""
        told: list[Outcome | None] = []
        for policy, case in ((self.old, one.before), (self.new, one.after)):
            facts = _facts(policy, case)
            if facts is None:
                return False
            told.append(reference.infer(policy, facts).outcomes.get(self.rule, Outcome.NOT_FOUND))
        return self._differs(*told)

    def _differs(self, before: Outcome | None, after: Outcome | None) -> bool:
        found, other = (after, before) if self.under_new else (before, after)
        is_not = other in CERTAINLY_NOT if self.certain else other not in (None, Outcome.FOUND)
        return found is Outcome.FOUND and is_not


def _active(policy: p.Policy, name: str) -> p.Rule | None:
    rule = policy.rules.get(name)
    return rule if rule is not None and rule.off is None else None


def _facts(policy: p.Policy, case: Case) -> Facts | None:
    """The facts of a client whose file a review takes; nothing where it does not."""
    found = Diagnostics()
    check_case(policy, case, found)
    if found.failed:
        return None
    try:
        facts = derive(policy, case)
        broken = any(evaluate(one, facts.scope()) is FALSE for one in policy.invariants)
    except UnitMismatch:
        return None
    return None if broken else facts
