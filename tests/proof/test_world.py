"""Promises about the policy as logic: it says of every client what the reference says."""

from __future__ import annotations

import random

import pytest
import z3
from msgspec.structs import replace

from adieu.evaluate import evaluate
from adieu.facts import Facts, derive, rederive
from adieu.infer import Outcome, reference
from adieu.logic import FALSE, UnitMismatch, Value
from adieu.policy import Policy
from adieu.proof import Found, Impossible
from adieu.proof.client import ClientLogic
from adieu.proof.inputs import OneClient
from adieu.proof.terms import Beyond, Formula, Pair
from adieu.proof.world import RuleLogic, World
from support.random_cases import completed, random_case
from support.random_policies import Shape, random_policy


def outcome(rule: RuleLogic) -> Outcome:
    """What became of a rule of which everything is folded away."""
    if rule.when.no:
        return Outcome.NOT_FOUND
    if rule.unless.yes:
        return Outcome.EXCUSED
    return Outcome.FOUND if rule.found else Outcome.UNDETERMINED


def settled(formula: Formula) -> bool:
    """Whether a formula without variables holds."""
    if isinstance(formula, bool):
        return formula
    told = z3.simplify(formula)
    assert z3.is_true(told) or z3.is_false(told), told
    return bool(z3.is_true(told))


def plain(pair: Pair) -> Pair:
    """A truth without variables."""
    return Pair(settled(pair.yes), settled(pair.no))


def assert_same(policy: Policy, facts: Facts) -> int:
    """Both readings give every rule the same outcome, where the logic can be asked at all."""
    inference = reference.infer(policy, facts)
    world = World(policy, OneClient(facts, frozenset()), facts.case.as_of.toordinal())
    told = 0
    for name, wanted in inference.outcomes.items():
        try:
            rule = world.rule(name)
        except Beyond:
            continue
        if world.defined:
            world.defined.clear()
            continue
        assert outcome(RuleLogic(*map(plain, rule))) is wanted, name
        told += 1
    return told


@pytest.mark.parametrize("seed", range(60))
def test_every_rule_of_a_random_policy_has_the_outcome_of_the_reference(seed: int) -> None:
    """Known, unknown or a range: whatever is said of a client, the formulas say the same."""
    rng = random.Random(f"world-{seed}")
    policy = random_policy(rng)
    told = 0
    for _ in range(12):
        try:
            facts = derive(policy, random_case(rng, policy))
            reference.infer(policy, facts)
        except UnitMismatch:
            continue
        told += assert_same(policy, facts)
    assert told or not policy.active


def as_facts(policy: Policy, facts: Facts, values: dict[str, Value]) -> Facts:
    """The facts with these values given."""
    told, _ = rederive(facts, values)
    return replace(facts, values=told)


@pytest.mark.parametrize("seed", range(40))
def test_a_completion_that_is_found_gives_the_verdict_and_one_ruled_out_never_comes(
    seed: int,
) -> None:
    """What is found is replayed; what is impossible is no verdict of any completion tried."""
    rng = random.Random(f"completion-{seed}")
    policy = random_policy(rng, Shape(tame=True))
    for _ in range(4):
        case = random_case(rng, policy, wild=False)
        facts = derive(policy, case)
        logic = ClientLogic(facts)
        told = {row.verdict: logic.completion(row.verdict) for row in policy.verdicts}
        allowed = reference.infer(policy, facts).possible
        for verdict, answer in told.items():
            if isinstance(answer, Found):
                after = as_facts(policy, facts, dict(answer.values))
                assert reference.infer(policy, after).verdict == verdict
                assert verdict in allowed
        for _ in range(6):
            after = derive(policy, completed(rng, policy, case))
            if contradicts(policy, after):
                continue
            verdict = reference.infer(policy, after).verdict
            assert not isinstance(told[verdict], Impossible), verdict


def contradicts(policy: Policy, facts: Facts) -> bool:
    """Whether an invariant of the policy is broken."""
    return any(evaluate(one, facts.scope()) is FALSE for one in policy.invariants)
