"""What is proved to make no difference makes none to any client that is drawn, gaps and all."""

from __future__ import annotations

import random

import pytest

from adieu.case import Case
from adieu.clients.consistency import check_case
from adieu.diagnostics import Diagnostics
from adieu.facts import derive
from adieu.infer import reference
from adieu.living.mutants import Mutant, mutants
from adieu.living.seen import steps_of
from adieu.logic import UnitMismatch, is_known
from adieu.policy import Policy
from adieu.proof.alike import alike
from support.random_cases import completed, random_case
from support.random_policies import Shape, random_policy
from support.stated import house

SMALL = Shape(rules=(1, 3), rows=(1, 3), depth=1)
SAME = (
    "rule:class-d deleted",
    "rule:drains-time/when/0 compared is-not",
    "rule:after-hours/grade regraded final",
    "rule:ignores-advice/when/0 unknown-true",
    "fact:late_invoices/where/0 dropped",
    "field:invoices.late/when/0/0 unknown-false",
    "field:incidents.discounted/when/0/0 negated",
    "verdict:prepare/when/0 dropped",
    "step:resolve-predicament/when/0 compared is",
)
"""One of each kind: never found, always so, known otherwise, an empty list, a row before it."""
OTHER = (
    "rule:late-payment/when/0 unknown-true",
    "rule:late-payment/when/0 unknown-false",
    "rule:drains-staff/grade regraded ground",
    "field:invoices.late/when/0/0 compared at-least",
    "step:collect-first/when/0 unknown-true",
    "parameter:demands_limit/value shifted more",
)
"""Of these some differ only for clients of whom not everything is known."""


def made(policy: Policy, case: Case) -> tuple[object, object, tuple[str, ...]]:
    """What becomes of the rules, the steps of the plan, and the possible verdicts."""
    facts = derive(policy, case)
    inference = reference.infer(policy, facts)
    return inference.outcomes, steps_of(policy, facts, inference), inference.possible


def tells(policy: Policy, mutant: Mutant, case: Case, whole: bool) -> bool:
    """Whether a client that a file could tell of gets something else under a mutant.

    Of the ``whole`` client the verdicts count; of one with gaps those that logic leaves open may
    be more than there are.
    """
    found = Diagnostics()
    if any(not is_known(one.value) for one in case.answers.values()):
        return False
    try:
        check_case(policy, case, found)
        one, other = made(policy, case), made(mutant.policy, case)
    except UnitMismatch:
        return False
    return not found.failed and (one if whole else one[:2]) != (other if whole else other[:2])


@pytest.mark.parametrize("seed", range(6))
def test_nobody_is_told_anything_else(seed: int) -> None:
    """A mutant that is proved to be the policy itself reviews random clients as the policy does."""
    rng = random.Random(seed)
    policy = random_policy(rng, SMALL)
    cases = [(random_case(rng, policy, wild=False), False) for _ in range(12)]
    cases += [(completed(rng, policy, one), True) for one, _ in cases]
    for mutant in rng.sample(mutants(policy), min(25, len(mutants(policy)))):
        told = [case for case, whole in cases if tells(policy, mutant, case, whole)]
        if told:
            assert not alike(policy, mutant.policy), mutant.name


def test_what_makes_no_difference_is_proved() -> None:
    """Changes of the house policy that no client would feel are known as such."""
    named = {one.name: one for one in mutants(house())}
    assert [one for one in SAME if not alike(house(), named[one].policy)] == []


def test_what_makes_a_difference_is_not_proved() -> None:
    """Nothing is proved of a change that somebody would feel, be it for what is unknown alone."""
    named = {one.name: one for one in mutants(house())}
    assert [one for one in OTHER if alike(house(), named[one].policy)] == []
