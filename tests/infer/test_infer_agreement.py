"""Promises about the two engines: they infer the same, whatever the policy and the client."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from msgspec.structs import replace

from adieu import expression as ex
from adieu.facts import derive
from adieu.infer import Outcome, durable, reference
from adieu.load.policy import load_policy
from adieu.logic import UnitMismatch
from adieu.policy import Policy
from fuzz_engines import difference, inferred, pairs
from support.random_cases import random_case
from support.random_policies import random_policy
from support.reordering import reordered, reordered_case

RULES = Path(__file__).parents[2] / "rules"


@pytest.fixture(scope="module")
def house() -> Policy:
    """The house policy."""
    return load_policy(RULES)


@pytest.mark.parametrize("seed", range(6))
def test_both_engines_infer_the_same_of_any_policy_and_client(seed: int) -> None:
    """Outcomes, gates, repairs and possible verdicts are equal for random policies and clients."""
    for name, policy, facts in pairs(f"tests-{seed}", 400):
        first, second = (
            inferred(reference.infer, policy, facts),
            inferred(durable.infer, policy, facts),
        )
        assert not difference(first, second), name


@pytest.mark.parametrize("seed", range(3))
def test_both_engines_infer_the_same_of_the_house_policy(house: Policy, seed: int) -> None:
    """The house policy says the same of random clients in both engines."""
    rng = random.Random(seed)
    for _ in range(60):
        try:
            facts = derive(house, random_case(rng, house))
        except UnitMismatch:
            continue
        first, second = (
            inferred(reference.infer, house, facts),
            inferred(durable.infer, house, facts),
        )
        assert not difference(first, second)


def test_the_random_clients_meet_every_outcome_and_verdict(house: Policy) -> None:
    """The comparison is worth something: every outcome and every verdict of the house occurs."""
    rng = random.Random(5)
    outcomes: set[Outcome] = set()
    verdicts: set[str] = set()
    for _ in range(150):
        facts = derive(house, random_case(rng, house, wild=False))
        inference = reference.infer(house, facts)
        outcomes |= set(inference.outcomes.values())
        verdicts |= set(inference.possible)
    assert outcomes == set(Outcome)
    assert verdicts == {row.verdict for row in house.verdicts}


def test_a_changed_rule_makes_the_engines_differ(house: Policy) -> None:
    """An engine that is handed a policy with one rule negated is found out."""
    rng = random.Random(1)
    rule = house.rules["lying"]
    faulty = replace(rule, when=(ex.NoneOf(rule.when),))
    fault = replace(house, rules={**house.rules, rule.name: faulty})
    facts = derive(house, random_case(rng, house, wild=False))
    assert not difference(reference.infer(house, facts), durable.infer(house, facts))
    assert difference(reference.infer(house, facts), durable.infer(fault, facts))
    assert difference(reference.infer(fault, facts), durable.infer(house, facts))


@pytest.mark.parametrize("seed", range(20))
def test_no_order_changes_an_inference(seed: int) -> None:
    """Rules, parts of groups, parameters, answers and records may stand in any order."""
    rng = random.Random(f"order-{seed}")
    policy = random_policy(rng)
    for _ in range(8):
        case = random_case(rng, policy)
        try:
            facts = derive(policy, case)
            expected = reference.infer(policy, facts)
        except UnitMismatch:
            continue
        other = reordered(rng, policy)
        turned = derive(other, reordered_case(rng, case))
        assert reference.infer(other, turned) == expected
        assert durable.infer(other, turned) == expected
