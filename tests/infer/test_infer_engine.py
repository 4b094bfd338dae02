"""Promises about driving durable-rules: named, safe in threads, its failures never a verdict."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import pytest

from adieu.facts import derive
from adieu.infer import durable, reference
from adieu.infer.session import EngineFailure, Ruleset
from support.random_cases import random_case
from support.random_policies import random_policy

GROWN: Mapping[str, Mapping[str, object]] = {
    "grown": {"all": [{"m": {"$gte": {"age": 18}}}]},
    "old": {"all": [{"m": {"$gt": {"age": 80}}}]},
}
CONCLUSIONS = {"grown": "grown", "old": "old"}


def concluded(ruleset: Ruleset, *messages: str) -> list[str]:
    """What a ruleset about ages concludes."""
    return ruleset.run(messages, {}, CONCLUSIONS, frozenset())


def test_the_engine_is_named_with_its_version() -> None:
    """A review says which engine inferred, and in which version."""
    assert re.fullmatch(r"durable-rules \d+\.\d+\.\d+", durable.engine_name() or "")


def test_a_session_leaves_nothing_behind() -> None:
    """What one session was told is not known in the next."""
    ruleset = Ruleset(GROWN)
    assert concluded(ruleset, '{"id":"1","age":90}') == ["grown", "old"]
    assert concluded(ruleset, '{"id":"1","age":10}') == []
    assert concluded(ruleset) == []
    assert concluded(ruleset, '{"id":"1","age":18}') == ["grown"]


@pytest.mark.parametrize(
    "messages",
    [
        ['{"id":"1","age":'],
        ['{"id":"1","age":20}', '{"id":"1","age":30}'],
        ["not a message"],
    ],
)
def test_a_message_that_is_refused_is_a_failure(messages: list[str]) -> None:
    """A broken or repeated message ends in one kind of error, and the ruleset works again after."""
    ruleset = Ruleset(GROWN)
    with pytest.raises(EngineFailure):
        concluded(ruleset, *messages)
    assert concluded(ruleset, '{"id":"1","age":20}') == ["grown"]


def test_a_definition_that_is_refused_is_a_failure() -> None:
    """A ruleset that the engine cannot create ends in the same kind of error."""
    ruleset = Ruleset({"wrong": {"all": [{"m": {"$gte": {"age": [1]}}}]}})
    with pytest.raises(EngineFailure):
        concluded(ruleset, '{"id":"1","age":20}')


def test_what_fires_without_a_conclusion_is_a_failure() -> None:
    """A rule that fires and was not expected is never passed over."""
    ruleset = Ruleset(GROWN)
    with pytest.raises(EngineFailure):
        ruleset.run(['{"id":"1","age":90}'], {}, {"grown": "grown"}, frozenset())


def test_threads_infer_what_one_thread_infers() -> None:
    """Reviews in several threads do not meet in the engine."""
    rng = random.Random(11)
    policies = [random_policy(rng) for _ in range(4)]
    work = [
        (policy, derive(policy, random_case(rng, policy, wild=False)))
        for _ in range(30)
        for policy in policies
    ]
    expected = [reference.infer(policy, facts) for policy, facts in work]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda pair: durable.infer(*pair), work))
    assert found == expected
