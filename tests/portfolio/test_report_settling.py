"""Promises about the questions that settle most: every claim is tried again on whole clients."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from msgspec.structs import replace

from adieu import policy as p
from adieu.case import Answer, Case
from adieu.facts import derive
from adieu.infer import reference
from adieu.logic import FALSE, TRUE, Interval, Options, Truth, Value, is_known, word
from adieu.policy import Policy
from adieu.portfolio.report.settling import MOST_NAMED, facts_of, settling
from adieu.portfolio.rows import Row, rows_in, rows_of
from support.random_cases import random_value
from support.reported import arrow, example_cases, example_rows, facts_for, random_portfolio
from support.stated import house


def _answered(policy: Policy, case: Case, name: str, value: Value) -> Row:
    """The row of a client whose file answers one more question."""
    answers = {**case.answers, name: Answer(value, "")}
    (row,) = rows_of(policy, [replace(case, answers=answers)])
    return row


def _is_only_given(policy: Policy, name: str) -> bool:
    return isinstance(policy.facts[name].definition, p.Given)


@pytest.mark.parametrize("seed", range(40))
def test_a_row_holds_what_the_verdict_rests_on(seed: int) -> None:
    """The facts read back from a row are those of the client, and lead to the same verdicts."""
    policy, cases, rows = random_portfolio(seed, 5)
    for case, row in zip(cases, rows, strict=True):
        facts = facts_of(policy, row)
        assert facts.values == derive(policy, case).values
        assert reference.infer(policy, facts).possible == row.possible


@pytest.mark.parametrize("seed", range(60))
def test_what_settles_settles_whatever_the_answer(seed: int) -> None:
    """Where a question is said to settle a client, any answer makes the verdict final."""
    policy, cases, rows = random_portfolio(seed, 4)
    rng = random.Random(seed)
    for case, row in zip(cases, rows, strict=True):
        claims = settling(policy, [row])
        assert claims.tried == (not row.final)
        for one in claims.questions:
            if not _is_only_given(policy, one.fact):
                continue
            held = row.values[one.fact]
            finals = [
                _answered(policy, case, one.fact, value).final
                for value in _possible_answers(rng, policy.facts[one.fact], held)
            ]
            if one.settled:
                assert all(finals), one.fact
            if isinstance(held, Truth | Options):
                assert (one.settled, one.may_settle) == (all(finals), any(finals)), one.fact
            elif any(finals) and policy.facts[one.fact].type.unit == "":
                assert one.narrows


def _possible_answers(rng: random.Random, fact: p.Fact, held: Value) -> Iterable[Value]:
    """Every answer where they can be listed, else some that the range allows."""
    if isinstance(held, Truth):
        return [TRUE, FALSE]
    if isinstance(held, Options):
        return [word(one) for one in sorted(held.words or fact.type.choices)]
    drawn = [random_value(rng, fact.type) for _ in range(12)]
    assert isinstance(held, Interval)
    return [
        one for one in drawn
        if isinstance(one, Interval) and one.known and held.low <= one.low <= held.high
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(25))
def test_yes_or_no_questions_left_out_settle_nobody(seed: int) -> None:
    """A yes/no question that is not listed rules no verdict out by itself."""
    policy, cases, rows = random_portfolio(seed, 4, tame=True)
    for case, row in zip(cases, rows, strict=True):
        if row.final:
            continue
        listed = {one.fact for one in settling(policy, [row]).questions}
        for name, fact in policy.facts.items():
            open_ = isinstance(fact.definition, p.Given) and not is_known(row.values[name])
            if open_ and name not in listed and fact.type.name == "yes-no":
                for value in (TRUE, FALSE):
                    left = _answered(policy, case, name, value).possible
                    assert not set(left) < set(row.possible), name


@pytest.mark.parametrize("seed", range(10))
def test_clients_are_counted_each(seed: int) -> None:
    """What is said of many clients is the sum of what is said of each."""
    policy, _, rows = random_portfolio(seed, 20)
    together = {one.fact: one for one in settling(policy, rows).questions}
    alone = [one for row in rows for one in settling(policy, [row]).questions]
    for name, one in together.items():
        each = [other for other in alone if other.fact == name]
        assert one.settled == sum(other.settled for other in each)
        assert one.may_settle == sum(other.may_settle for other in each)
        assert one.narrows == len(each)
    assert {one.fact for one in alone} == set(together)


@pytest.mark.parametrize("seed", range(10))
def test_those_whom_an_answer_settles_are_named(seed: int) -> None:
    """The first by their ids of exactly those whom the question settles when tried alone."""
    policy, _, rows = random_portfolio(seed, 20)
    for one in settling(policy, rows[::-1]).questions:
        alone = [
            row for row in sorted(rows, key=lambda row: row.client)
            for other in settling(policy, [row]).questions
            if other.fact == one.fact and other.settled
        ]  # fmt: skip
        assert one.names == tuple(row.name for row in alone)[:MOST_NAMED]


@pytest.mark.parametrize("seed", range(30))
def test_a_table_settles_as_its_rows_do(seed: int) -> None:
    """Rows of a table, with rounded numbers, lead to the same questions as exact ones."""
    policy, _, rows = random_portfolio(seed, 8)
    table, currencies = arrow(policy, rows)
    assert settling(policy, rows_in(policy, table, currencies)) == settling(policy, rows)


def test_whether_the_haulier_lied_on_purpose() -> None:
    """Of the worked examples one hangs on a single question; it comes first."""
    first, *others = settling(house(), example_rows()).questions
    assert (first.fact, first.settled, first.names) == (
        "deliberate_lies", 1, ("Transport Lambert",),
    )  # fmt: skip
    assert not any(one.settled for one in others)


def test_without_the_facts_nothing_is_claimed() -> None:
    """Rows that lack what a verdict hangs on are not tried."""
    bare = [replace(row, values={}) for row in example_rows()]
    assert settling(house(), bare).questions == ()
    assert settling(house(), bare).tried == 0


def test_a_gate_can_be_what_is_asked() -> None:
    """Where all hangs on whether the firm can do without, that question settles the client."""
    case = next(one for one in example_cases() if one.client == "metaalwerken-de-smet")
    left_out = ("revenue_share", "pipeline_covers", "cash_months")
    answers = {name: one for name, one in case.answers.items() if name not in left_out}
    (row,) = rows_of(house(), [replace(case, answers=answers)], facts_for(house()))
    assert row.possible == ("fire", "prepare")
    found = {one.fact: one.settled for one in settling(house(), [row]).questions}
    assert found["can_do_without"] == 1
    assert found["revenue_share"] == 0
