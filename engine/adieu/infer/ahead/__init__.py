"""A policy compiled ahead + facts given → a decision, for services that ask for many.

The reference by other means: where it stands on exact numbers and Kleene's logic, this is a Python
function, made of the policy's own syntax tree, that compares plain numbers.  Both say the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from adieu import policy as p
from adieu.infer.ahead.decide import Decider
from adieu.infer.ahead.decision import Decision
from adieu.infer.ahead.values import Answer, FactError, UnknownFact, WrongType, WrongValue

__all__ = [
    "Answer", "Decider", "Decision", "FactError", "UnknownFact", "WrongType", "WrongValue",
    "decide",
]  # fmt: skip


def decide(policy: p.Policy, facts: Mapping[str, Answer], as_of: date | None = None) -> Decision:
    """What a policy says of facts that are given: for other people's services, without a report.

    The first decision by a policy makes its program, which takes a moment; the others take
    microseconds.  Any number of threads may ask at once.

    The possible verdicts are Kleene's: they contain the exact ones that a review has worked out,
    so that the verdict is never harsher than the review's.  Nor is it asked whether the answers
    contradict each other, as a review does: each is taken as it is given.

    >>> import adieu
    >>> policy = adieu.load_policy("rules")
    >>> decision = adieu.decide(policy, {"mind_changes": 4, "billed_hourly": False})
    >>> decision.verdict, decision.final, decision.findings
    ('talk', False, ('changes-mind',))
    >>> adieu.decide(policy, {"mind_changes": 4, "billed_hourly": True}).findings
    ()
    >>> adieu.decide(policy, {"mind_change": 4})
    Traceback (most recent call last):
        ...
    adieu.infer.ahead.values.UnknownFact: unknown fact `mind_change`; did you mean `mind_changes`?
    >>> adieu.decide(policy, {"mind_changes": -4})
    Traceback (most recent call last):
        ...
    adieu.infer.ahead.values.WrongValue: `mind_changes` cannot be `-4`; write a value from 0 on

    Args:
        policy: What to decide by.
        facts: Answers and scores by name; one that is missing or None is not known.  Numbers are
            exact: a float is what its shortest text says.  Texts are read as in a client's file
            (``"12%"``, ``"EUR 1250.00"``, ``"2026-11-01"``, ``"yes"``).
        as_of: The review date; today where none is given.

    Raises:
        UnknownFact: where no fact has that name; a ValueError.
        WrongType: where a value is of another type than its fact; a TypeError.
        WrongValue: where a fact cannot have that value; a ValueError.
    """
    return policy.once(Decider).decide(facts, as_of)
