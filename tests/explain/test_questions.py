"""Promises about the order of questions: an interview takes no longer than the best order does."""

from __future__ import annotations

import random
from datetime import date

import pytest
from msgspec.structs import replace

from adieu.case import Case, Section
from adieu.clients.files import read_client
from adieu.diagnostics import Diagnostics
from adieu.explain.questions import Ask, asks
from adieu.explain.trial import Trial
from adieu.facts import derive
from adieu.infer import reference
from adieu.load.policy import load_policy
from adieu.logic import FALSE, TRUE, Value, exactly
from adieu.policy import Policy
from support.completions import known_case, opened
from support.examples import EXAMPLES, ROOT, client_file
from support.interviews import Interviews, TooLong, answered
from support.random_policies import Shape, random_policy

MOST = 700
"""Interviews with more points than this are left out: nobody finds their best order by search."""


def example(name: str) -> tuple[Policy, Case]:
    """A worked example and its policy."""
    firm = EXAMPLES[name].firm
    policy = load_policy(ROOT / "rules" / (f"firms/{firm}.yaml" if firm else ""), Diagnostics())
    case = read_client(client_file(name), policy, None, date(2026, 12, 1), Diagnostics())
    assert case is not None
    return policy, case


def known_but(case: Case, policy: Policy, absent: set[str], answers: dict[str, Value]) -> Case:
    """The client with more answers; sections that are neither kept nor absent are empty."""
    empty = {name: Section() for name in policy.records if name not in {*case.sections, *absent}}
    return answered(replace(case, sections={**case.sections, **empty}), answers)


MONEY: dict[str, Value] = {"revenue": exactly(9), "cost_to_serve": exactly(5)}
CALM: dict[str, Value] = {
    "hours_share": exactly(0),
    "liked_by_team": exactly(4),
    "agreed_hours": exactly(99),
    "invoices[2].dispute_founded": TRUE,
}
PARTS: dict[str, tuple[set[str], dict[str, Value]]] = {
    "contacts": ({"contacts", "boundaries", "repairs"}, {**CALM, **MONEY}),
    "money": (set(), {**CALM, "feels_misused": FALSE, "revenue": exactly(9)}),
    "changes": (
        {"changes", "boundaries", "repairs"},
        {**CALM, **MONEY, "feels_misused": FALSE, "tolerates_rework": FALSE,
         "legal_risk_known": FALSE, "unpaid_hours": exactly(0), "gone_on": exactly(0)},
    ),
    "advice": (
        {"advice"},
        {**CALM, **MONEY, "feels_misused": FALSE, "recommendations": exactly(12)},
    ),
}  # fmt: skip
"""De Gouden Arend with all but a part of what is missing: its 24 questions are too many at once."""


@pytest.mark.parametrize("name", ["transport-lambert", "kinderwinkel-pippa"])
def test_an_example_takes_as_few_questions_as_can_be(name: str) -> None:
    """The worst case of our order is that of the best order, found by trying all of them."""
    policy, case = example(name)
    interviews = Interviews(policy, case, MOST)
    assert interviews.ours() == interviews.best() == 1


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_a_large_example_takes_as_few_questions_as_can_be(part: str) -> None:
    """So it is for each part of the client of whom almost nothing is known."""
    policy, case = example("de-gouden-arend")
    interviews = Interviews(policy, known_but(case, policy, *PARTS[part]), MOST)
    asked = len(interviews.open(frozenset()))
    ours, best = interviews.ours(), interviews.best()
    assert ours == best, f"{asked} questions: {ours} asked at worst, {best} in the best order"
    assert 1 < best <= asked


def test_random_clients_take_hardly_more_questions_than_can_be() -> None:
    """Over small policies our worst case is the best one but for at most one question."""
    more: list[int] = []
    number = 0
    while len(more) < 15:
        rng = random.Random(f"order/{number}")
        policy = random_policy(rng, Shape(rules=(2, 6), rows=(1, 4), depth=2, tame=True))
        number += 1
        for _ in range(3):
            case = opened(rng, policy, known_case(rng, policy), 12)
            interviews = Interviews(policy, case, 100)
            try:
                if 2 <= len(interviews.open(frozenset())) <= 6:
                    more.append(interviews.ours() - interviews.best())
            except TooLong:
                continue
    assert max(more) <= 1, more
    assert sum(more) <= len(more) // 10, more


def asked_of(name: str) -> dict[str, Ask]:
    """The questions about a worked example, by what they ask for."""
    policy, case = example(name)
    facts = derive(policy, case)
    inference = reference.infer(policy, facts)
    return {one.name: one for one in asks(facts, inference, Trial(facts, inference))}


def test_a_question_says_whether_it_decides_alone() -> None:
    """What one answer settles by itself is told from what it settles with others only."""
    asked = asked_of("de-gouden-arend")
    assert asked["legal_risk_known"] == Ask("legal_risk_known", ("fire-now", "keep"))
    assert asked["feels_misused"] == Ask("feels_misused", ("talk", "keep"))
    assert asked["loss_will_not_change"] == Ask(
        "loss_will_not_change", ("fire", "talk", "keep"), alone=False
    )
    assert next(iter(asked)) == "legal_risk_known"


def test_what_happened_is_asked_before_what_was_said_about_it() -> None:
    """Whether the client was told matters only where there was something to tell."""
    asked = list(asked_of("de-gouden-arend"))
    for conduct, tried in (
        ("unpaid_extras", "repair_tried.scope-creep"),
        ("mind_changes", "repair_tried.changes-mind"),
    ):
        assert asked.index(conduct) < asked.index(tried)
