"""The benchmark's ways to decide + drawn clients → the same outputs, without any rule library."""

from __future__ import annotations

import operator
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from adieu.infer.ahead import Decider
from adieu.policy import Policy

sys.path.append(str(Path(__file__).parents[1] / "bench"))  # scripts, not a package

import asked
import given
import plain
import policies
import stated

RELATIONS = {
    ">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt,
    "=": operator.eq, "!=": operator.ne,
}  # fmt: skip
SIGNS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


@cache
def bench_policy() -> Policy:
    """The benchmark's policy, loaded once."""
    return policies.bench_policy()


def answered(question: asked.Question, facts: Mapping[str, Any]) -> bool:
    """What a library would answer."""
    match question:
        case asked.Joined(all_, parts):
            return (all if all_ else any)(answered(part, facts) for part in parts)
        case asked.Test(left, relation, right):
            return bool(RELATIONS[relation](value(left, facts), value(right, facts)))
        case asked.Listed(left, words, negated):
            return (value(left, facts) in words) != negated


def value(operand: asked.Operand, facts: Mapping[str, Any]) -> Any:
    """The value of an operand, unknown facts taken for what the question says."""
    match operand:
        case asked.Given(name, otherwise):
            return otherwise if facts[name] is None else facts[name]
        case asked.Calculated(sign, left, right):
            return SIGNS[sign](value(left, facts), value(right, facts))
        case _:
            return operand


@pytest.mark.parametrize("unknown", [0.0, 0.1, 0.5, 0.9])
def test_plain_python_says_the_same(unknown: float) -> None:
    """Plain Python by hand agrees with adieu.decide, however much is unknown."""
    decide = Decider(bench_policy()).decide
    for facts in given.clients(bench_policy(), 500, seed=7, unknown=unknown):
        one = decide(facts)
        wanted = (one.verdict, list(one.findings), list(one.undetermined))
        assert plain.decide_fully(facts) == wanted
        assert plain.decide(facts) == wanted[:2]


@pytest.mark.parametrize("unknown", [0.0, 0.1, 0.5, 0.9])
def test_questions_say_the_same(unknown: float) -> None:
    """The questions that libraries are asked have the answers of adieu.decide."""
    policy = bench_policy()
    verdicts = stated.Verdicts(policy)
    certain = stated.questions(policy, asked.certainly, asked.certainly)
    possible = stated.questions(policy, asked.certainly, asked.possibly)
    decide = Decider(policy).decide
    for facts in given.clients(policy, 300, seed=8, unknown=unknown):
        one = decide(facts)
        wanted = (one.verdict, list(one.findings), list(one.undetermined))
        surely = [answered(question, facts) for question in certain]
        maybe = [answered(question, facts) for question in possible]
        graded = [may + must for may, must in zip(maybe, surely, strict=True)]
        assert verdicts.certain(surely) == wanted[:2]
        assert verdicts.graded([*graded[:-2], *surely[-2:]]) == wanted


def test_policies_of_any_size_are_decided_by_the_facts_they_look_at() -> None:
    """A policy cut short or grown decides alike with and without facts that it does not look at."""
    for rules in (5, 20, 50):
        decider = Decider(policies.grown_policy(rules))
        for facts in given.clients(decider.policy, 50):
            used = {name: one for name, one in facts.items() if name in decider.used}
            assert decider.decide(used) == decider.decide(facts)
