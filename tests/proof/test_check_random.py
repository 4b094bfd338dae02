"""Promises about what ``adieu check`` says of random policies: no client ever contradicts it."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from adieu import policy as p
from adieu.evaluate import evaluate
from adieu.facts import Facts, derive
from adieu.infer import Inference, Outcome, reference
from adieu.logic import FALSE, Interval, UnitMismatch
from adieu.proof.check.confirmed import Seen
from adieu.proof.check.findings import Finding
from adieu.proof.check.proofs import check
from support.random_cases import completed, random_case
from support.random_policies import Shape, random_policy

CLIENTS = 200
SEEDS = range(4)
SECONDS = 1.0


def contradicts(policy: p.Policy, facts: Facts, told: Inference, one: Finding) -> bool:
    """Whether a client shows that a finding is wrong."""
    name = one.path.partition(":")[2].partition("/")[0]
    outcome = told.outcomes.get(name)
    match one.code:
        case "rule-dead" | "conditions-contradict":
            return outcome is Outcome.FOUND
        case "exception-dead":
            return outcome is Outcome.EXCUSED
        case "verdict-dead":
            return told.verdict == name
        case "rule-includes":
            other = told.outcomes[str(one.values["other"])]
            return outcome is Outcome.FOUND and other is not Outcome.FOUND
        case "rule-idle":
            left_out = {**told.outcomes, name: Outcome.NOT_FOUND}
            rest = (left_out, told.repair_tried, told.gates)
            return reference.possible(policy, facts.scope(), *rest)[-1] != told.verdict
        case "count-dead":
            value = facts.values[name]
            return isinstance(value, Interval) and value.low > 0
        case _:
            return False


def breaks(seen: Seen, claim: p.Claim) -> bool:
    """Whether a client breaks a claim about single clients."""
    if not isinstance(claim, p.Excludes | p.Assures) or not seen.fulfils(claim.when):
        return False
    return (seen.inference.verdict in claim.verdicts) is isinstance(claim, p.Excludes)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_client_contradicts_what_was_proved(seed: int) -> None:
    """Hundreds of clients, judged by the reference, find nothing wrong with any finding."""
    rng = random.Random(f"check-{seed}")
    policy = random_policy(rng, Shape(tame=rng.random() < 0.5))
    checked = check(policy, SECONDS)
    proved = [one for one in policy.promises if checked.promises.get(one.name) == "proved"]
    for _ in range(CLIENTS):
        case = completed(rng, policy, random_case(rng, policy, wild=False))
        try:
            facts = derive(policy, case)
            told = reference.infer(policy, facts)
        except UnitMismatch:
            continue
        if any(evaluate(one, facts.scope()) is FALSE for one in policy.invariants):
            continue
        assert not [one for one in checked.findings if contradicts(policy, facts, told, one)]
        seen = Seen(policy, facts, told)
        assert not [one.name for one in proved if breaks(seen, one.what)]


def test_findings_and_promises_of_every_kind_were_tried() -> None:
    """The random policies give rise to what is checked above, promises kept and broken alike."""
    counts: Counter[str] = Counter()
    for seed in SEEDS:
        rng = random.Random(f"check-{seed}")
        checked = check(random_policy(rng, Shape(tame=rng.random() < 0.5)), SECONDS)
        counts.update(one.code for one in checked.findings)
        counts.update(checked.promises.values())
    kinds = ("rule-dead", "rule-idle", "exception-dead", "verdict-dead", "proved", "refuted")
    assert all(counts[one] for one in kinds), counts
