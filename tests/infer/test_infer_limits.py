"""Promises about size: what exceeds a limit of the engine is split, and the answer stays exact."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction

import pytest
from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Answer, Case
from adieu.facts import derive
from adieu.infer import Outcome, durable, reference
from adieu.logic import FALSE, TRUE, Interval, Truth, UnitMismatch, Value, exactly
from adieu.quantities import YES_NO
from support.random_cases import random_case
from support.random_conditions import NUMBER, TODAY
from support.random_policies import DEFAULT, Shape, random_policy

HUGE = 999_999_999_999_999_999


def yes(name: str) -> ex.Condition:
    """The fact of that name is yes."""
    return ex.Compare(ex.Fact(name, YES_NO), "=", ex.Constant(TRUE, YES_NO))


def number(name: str, relation: ex.Relation, threshold: int | Fraction) -> ex.Condition:
    """The fact of that name, compared with a number."""
    return ex.Compare(ex.Fact(name, NUMBER), relation, ex.Constant(exactly(threshold), NUMBER))


def policy_of(conditions: Sequence[ex.Condition]) -> p.Policy:
    """A policy with a rule for each condition, over the facts that they speak of."""
    empty = random_policy(random.Random(0))
    types = {
        one.name: one.type
        for condition in conditions
        for one in ex.walk(condition)
        if isinstance(one, ex.Fact)
    }
    facts = {name: p.Fact(name, type_, p.Given(), {}) for name, type_ in types.items()}
    plain = next(iter(empty.rules.values()))
    rules = {
        f"rule-{index}": replace(
            plain, name=f"rule-{index}", when=(condition,), unless=(), off=None, grade="ground"
        )
        for index, condition in enumerate(conditions)
    }
    some = ex.Compare(ex.Findings(grade="ground"), ">=", ex.Constant(exactly(1), NUMBER))
    rows = (
        p.VerdictRow("talk", {}, {}, {}, some),
        p.VerdictRow("keep", {}, {}, {}, ex.ALWAYS),
    )
    return replace(empty, facts=facts, rules=rules, verdicts=rows, scorecard=None, assumed_facts={})


def outcomes(policy: p.Policy, **answers: Value) -> list[Outcome]:
    """What becomes of the rules for these answers, in which both engines agree."""
    told = {name: Answer(value, "") for name, value in answers.items()}
    facts = derive(policy, Case("client", "A client", TODAY, told))
    inference = durable.infer(policy, facts)
    assert inference == reference.infer(policy, facts)
    return list(inference.outcomes.values())


@pytest.mark.parametrize("rules", [100, 400])
def test_a_large_policy_compiles_and_both_engines_agree(rules: int) -> None:
    """Policies of a hundred and of four hundred rules run in as many rulesets as they need."""
    rng = random.Random(rules)
    policy = random_policy(rng, Shape(rules=(rules, rules), rows=(6, 6)))
    for _ in range(4):
        try:
            facts = derive(policy, random_case(rng, policy))
        except UnitMismatch:
            continue
        assert durable.infer(policy, facts) == reference.infer(policy, facts)


def test_one_fact_may_be_compared_with_hundreds_of_numbers() -> None:
    """More conditions on a fact than one message can match are spread over rulesets."""
    policy = policy_of([number("g", ">=", threshold) for threshold in range(300)])
    found = outcomes(policy, g=exactly(120))
    assert found.count(Outcome.FOUND) == 121
    assert found.count(Outcome.NOT_FOUND) == 179


def test_one_condition_may_be_used_by_hundreds_of_rules() -> None:
    """A condition that more rules share than the engine can count is repeated."""
    conditions = [ex.All((yes("shared"), yes(f"own{index}"))) for index in range(300)]
    answers = {f"own{index}": TRUE if index % 2 else FALSE for index in range(300)}
    found = outcomes(policy_of(conditions), shared=TRUE, **answers)
    assert found.count(Outcome.FOUND) == 150


@pytest.mark.parametrize("size", [16, 17, 40])
@pytest.mark.parametrize("group", [ex.All, ex.AnyOf, ex.NoneOf])
def test_a_group_may_have_more_parts_than_a_rule_has_premises(
    size: int, group: type[ex.All] | type[ex.AnyOf] | type[ex.NoneOf]
) -> None:
    """Groups of any size mean what small ones mean."""
    names = [f"g{index}" for index in range(size)]
    policy = policy_of([group(tuple(yes(name) for name in names))])
    for told in ({}, {"g0": FALSE}, {"g0": TRUE}, dict.fromkeys(names, TRUE)):
        outcomes(policy, **told)
        outcomes(policy, **{**dict.fromkeys(names, FALSE), **told})


@pytest.mark.parametrize(
    ("count", "size"), [(0, 2), (1, 3), (2, 3), (4, 3), (3, 9), (5, 12), (9, 30), (12, 60)]
)
def test_at_least_n_of_any_number_of_parts(count: int, size: int) -> None:
    """`at least N of` counts, whether it is written out or chained, and so does its denial."""
    rng = random.Random(f"{count}/{size}")
    at_least = ex.AtLeast(count, tuple(yes(f"g{index}") for index in range(size)))
    policy = policy_of([at_least, ex.NoneOf((at_least,))])
    for certain in range(0, size + 1, 1 + size // 12):
        truths: list[Truth] = [TRUE] * certain + [
            rng.choice((TRUE, FALSE)) for _ in range(rng.randint(0, size - certain))
        ]
        rng.shuffle(truths)
        outcomes(policy, **{f"g{index}": one for index, one in enumerate(truths)})


@pytest.mark.parametrize("relation", [">=", ">", "<=", "<", "=", "!="])
def test_numbers_of_eighteen_digits_are_compared_exactly(relation: ex.Relation) -> None:
    """One more or one less than a threshold of eighteen digits makes the difference that it is."""
    thresholds = (HUGE, -HUGE, Fraction(HUGE, 10**9), Fraction(HUGE, 10**17))
    for threshold in thresholds:
        policy = policy_of([number("g", relation, threshold)])
        least = Fraction(1, Fraction(threshold).denominator)
        for offset in (-least, -least / 10, 0, least / 10, least):
            found = outcomes(policy, g=exactly(threshold + offset))
            holds = {
                ">=": offset >= 0, ">": offset > 0, "<=": offset <= 0, "<": offset < 0,
                "=": offset == 0, "!=": offset != 0,
            }[relation]  # fmt: skip
            assert found == [Outcome.FOUND if holds else Outcome.NOT_FOUND]


def test_thresholds_with_unlike_denominators_are_compared_exactly() -> None:
    """Thirds, sevenths and thousandths of one fact need no common binary fraction."""
    denominators = (3, 7, 11, 13, 10**9 + 7, 10**9 + 9, 10**17)
    thresholds = [Fraction(1, one) for one in denominators]
    policy = policy_of([number("g", "=", threshold) for threshold in thresholds])
    for threshold in thresholds:
        for value in (threshold, threshold + Fraction(1, 10**40)):
            found = outcomes(policy, g=exactly(value))
            assert found.count(Outcome.FOUND) == (value == threshold)


def test_thresholds_beyond_all_codes_are_compared_exactly() -> None:
    """A threshold that policy arithmetic makes larger than any code is compared by difference."""
    huge = ex.Constant(exactly(HUGE), NUMBER)
    product = ex.Arithmetic("*", huge, huge, NUMBER)
    policy = policy_of([ex.Compare(ex.Fact("g", NUMBER), ">", product)])
    assert outcomes(policy, g=exactly(HUGE * HUGE)) == [Outcome.NOT_FOUND]
    assert outcomes(policy, g=exactly(HUGE * HUGE + 1)) == [Outcome.FOUND]
    assert outcomes(policy, g=Interval(0, HUGE**3)) == [Outcome.UNDETERMINED]


def test_many_verdict_rows_are_tried_in_their_order() -> None:
    """Rows that fill several rulesets still end at the first that is certain."""
    policy = policy_of([number("g", ">=", 3)])
    rows = tuple(
        p.VerdictRow(f"row-{index}", {}, {}, {}, number("g", ">=", 300 - index))
        for index in range(300)
    )
    policy = replace(policy, verdicts=(*rows, *policy.verdicts))
    facts = derive(policy, Case("c", "C", TODAY, {"g": Answer(Interval(100, 104), "")}))
    inference = durable.infer(policy, facts)
    assert inference == reference.infer(policy, facts)
    assert inference.possible == tuple(f"row-{index}" for index in range(196, 201))


def test_a_policy_is_compiled_once() -> None:
    """The same policy object gives the same compiled programs; an equal one has its own."""
    policy = random_policy(random.Random(3), DEFAULT)
    assert durable.compile_policy(policy) is durable.compile_policy(policy)
    assert durable.compile_policy(replace(policy)) is not durable.compile_policy(policy)
