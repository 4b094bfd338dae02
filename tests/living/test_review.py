"""Promises about reviews of examples: quick, and yet what the reference and the proofs say."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from adieu.case import Case
from adieu.explain.trial import Trial
from adieu.facts import derive
from adieu.infer import reference
from adieu.living.example import examples_in
from adieu.living.review import Review
from adieu.living.shortfall import shortfalls
from adieu.load.policy import load_policy
from support.examples import ROOT
from support.random_cases import random_case
from support.random_policies import random_policy

FEATURES = sorted((ROOT / "features").rglob("changes-mind.feature"))


@pytest.mark.parametrize("seed", range(20))
def test_as_the_reference(seed: int) -> None:
    """Facts, inference and verdict are those of the plain way, for any policy and any client."""
    rng = random.Random(seed)
    policy = random_policy(rng)
    for _ in range(2):
        case = random_case(rng, policy, wild=False)
        review = Review(policy, case)
        facts = derive(policy, case)
        inference = reference.infer(policy, facts)
        assert review.facts.values == facts.values
        assert review.inference == inference
        settled = Trial(facts, inference).settled()
        assert review.possible == settled.possible
        assert Review(policy, case).verdict == settled.verdict


def test_without_records() -> None:
    """The same where no section holds a record, and answers alone tell of the client."""
    policy = load_policy(ROOT / "rules")
    rng = random.Random(1)
    for _ in range(25):
        case = random_case(rng, policy, wild=False)
        empty = {name: one for name, one in case.sections.items() if not one.records}
        bare = Case(case.client, case.name, date(2026, 11, 1), case.answers, empty)
        facts = derive(policy, bare)
        review = Review(policy, bare)
        inference = reference.infer(policy, facts)
        assert review.facts.values == facts.values
        assert review.facts.origins == facts.origins
        assert review.inference == inference
        assert review.verdict == Trial(facts, inference).settled().verdict


@pytest.mark.parametrize("path", FEATURES, ids=lambda one: one.stem)
def test_examples_need_no_test_runner(path: Path) -> None:
    """The examples of a feature are cases and expectations, and they hold."""
    policy = load_policy(ROOT / "rules")
    examples = examples_in(path, policy)
    assert len(examples) > 5
    for one in examples:
        review = Review(policy, one.case, frozenset(one.taken))
        assert not review.faults
        assert shortfalls(one, review) == ()
        assert one.rules == ("changes-mind",)
