"""Promises about the unknown: it is never taken for false, and to know more only settles."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from msgspec.structs import replace

from adieu.case import Case
from adieu.facts import derive
from adieu.infer import Inference, Outcome, durable, reference
from adieu.load.policy import load_policy
from adieu.logic import UNKNOWN
from adieu.policy import Policy
from support.random_cases import completed, random_case
from support.random_policies import Shape, random_policy

RULES = Path(__file__).parents[2] / "rules"
LATER = {
    Outcome.FOUND: {Outcome.FOUND},
    Outcome.NOT_FOUND: {Outcome.NOT_FOUND},
    # Whether the condition of an excused rule holds may still be open.
    Outcome.EXCUSED: {Outcome.EXCUSED, Outcome.NOT_FOUND},
    Outcome.UNDETERMINED: set(Outcome),
}


def assert_settles(before: Inference, after: Inference) -> None:
    """Everything inferred before is still so after more became known."""
    for rule, outcome in before.outcomes.items():
        assert after.outcomes[rule] in LATER[outcome], rule
    for known, now in (
        (before.gates, after.gates),
        (before.repair_tried, after.repair_tried),
    ):
        assert all(now[name] is told for name, told in known.items() if told is not UNKNOWN)
    assert set(after.possible) <= set(before.possible)


def assert_completions_allowed(rng: random.Random, policy: Policy, case: Case) -> None:
    """Every completion of a case ends in an outcome and a verdict that the case allowed."""
    before = durable.infer(policy, derive(policy, case))
    for _ in range(3):
        facts = derive(policy, completed(rng, policy, case))
        assert_settles(before, reference.infer(policy, facts))


@pytest.mark.parametrize("seed", range(40))
def test_every_completion_of_a_random_case_was_allowed(seed: int) -> None:
    """What is found, not found or known stays so, and the verdict was among those possible."""
    rng = random.Random(f"unknown-{seed}")
    policy = random_policy(rng, Shape(tame=True))
    for _ in range(6):
        assert_completions_allowed(rng, policy, random_case(rng, policy, wild=False))


@pytest.mark.parametrize("seed", range(4))
def test_every_completion_of_a_house_client_was_allowed(seed: int) -> None:
    """The house policy never takes an unknown answer, record or field for a no."""
    rng = random.Random(f"house-{seed}")
    policy = load_policy(RULES)
    for _ in range(15):
        assert_completions_allowed(rng, policy, random_case(rng, policy, wild=False))


@pytest.mark.parametrize("seed", range(10))
def test_to_forget_an_answer_never_decides_anything(seed: int) -> None:
    """Taking an answer away leaves each outcome as it was, or makes it undetermined."""
    rng = random.Random(f"forget-{seed}")
    policy = random_policy(rng, Shape(tame=True))
    whole = completed(rng, policy, random_case(rng, policy, wild=False))
    after = durable.infer(policy, derive(policy, whole))
    for name in whole.answers:
        answers = {key: answer for key, answer in whole.answers.items() if key != name}
        facts = derive(policy, replace(whole, answers=answers))
        assert_settles(durable.infer(policy, facts), after)
