"""Promises about what would change a verdict: it is so, nothing smaller is, and it is nearest."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from adieu.explain.change.outlook import Outlook
from adieu.facts import Facts, derive
from adieu.infer import Inference
from adieu.logic import Truth, Value
from adieu.quantities import plain, read_value
from support.examples import EXAMPLES, client_file
from support.outlooks import QUICK, answered, faults, looked_at, shown_on
from support.reviewed import policy_of, read

HOUSE, ACCOUNTANT = "apotheek-lindenhof", "kapsalon-nadine"
SCORES = (
    "decent_fee", "can_afford", "improvable", "wants_change", "open_to_advice", "positive_mindset",
    "refers_others", "pays_well", "case_study", "well_known", "attends_events", "liked_by_you",
    "liked_by_team",
)  # fmt: skip


def facts_of(client: str, by: str | None = None, **texts: str) -> Facts:
    """An example, by the policy of another perhaps, with other answers as a file would say them."""
    policy = policy_of(by or client)
    facts = derive(policy, read(policy, client_file(client)))
    told = {name: read_value(text, policy.facts[name].type) for name, text in texts.items()}
    return answered(facts, told)


def spelled(value: Value) -> str:
    """A value in short."""
    if isinstance(value, Truth):
        return {"true": "yes", "false": "no"}[value.word]
    low = getattr(value, "low", None)
    assert low is not None
    return plain(low)


def told(outlook: Outlook) -> list[tuple[str, dict[str, str]]]:
    """The alternatives in short."""
    return [
        (one.verdict, {shift.fact: spelled(shift.after) for shift in one.shifts})
        for one in outlook.alternatives
    ]


@pytest.mark.parametrize("client", EXAMPLES)
def test_the_outlook_of_an_example_is_right(client: str) -> None:
    """Each change, lapse and margin of an example is as reviews of changed files say it is."""
    facts = facts_of(client)
    inference, outlook = looked_at(facts)
    assert faults(facts, inference, outlook, random.Random(client), QUICK) == []
    assert outlook.proved


# Worked out by hand from the house policy.
CHANGES: dict[str, tuple[dict[str, str], list[tuple[str, dict[str, str]]]]] = {
    "a loss that hardly is one, and is not denied": (
        {"cost_to_serve": "EUR 15600.01", "loss_will_not_change": "yes"},
        [("keep", {"cost_to_serve": "15600"}), ("keep", {"loss_will_not_change": "no"})],
    ),
    "both halves of an exception": (
        {"mind_changes": "3", "tolerates_rework": "no"},
        [("keep", {"billed_hourly": "yes", "tolerates_rework": "yes"})],
    ),
    "half of an exception": (
        {"mind_changes": "3"},
        [("keep", {"billed_hourly": "yes"})],
    ),
    "advice that was not followed cannot have been followed as well": (
        {"recommendations": "4", "followed_advice": "1", "ignored_advice": "3"},
        [("keep", {"followed_advice": "2", "ignored_advice": "2"})],
    ),
    "advice of which nobody knows what became of it": (
        {"recommendations": "4", "followed_advice": "1", "ignored_advice": "2"},
        [("keep", {"followed_advice": "2"})],
    ),
    "hours beside revenue": (
        {"revenue_share": "7%", "hours_share": "14.5%"},
        [("keep", {"hours_share": "0.13"})],
    ),
    "only the past": ({"threats_made": "1"}, []),
    "a red flag is past too": ({"deliberate_lies": "1"}, []),
}


@pytest.mark.parametrize("answers", CHANGES)
def test_changes_worked_out_by_hand(answers: str) -> None:
    """The fewest changes, and the smallest, for clients of the house that one can reckon."""
    texts, expected = CHANGES[answers]
    _, outlook = looked_at(facts_of(HOUSE, **texts))
    assert told(outlook) == expected
    assert outlook.proved


def test_a_gate_makes_the_next_milder_verdict() -> None:
    """A firm that needs the revenue after all prepares to part; the cause gone, it keeps."""
    texts = {
        "unpaid_extras": "3", "unpaid_hours": "1", "repair_tried.scope-creep": "yes",
        "revenue_share": "30%", "cash_months": "2", "pipeline_covers": "yes",
    }  # fmt: skip
    inference, outlook = looked_at(facts_of(HOUSE, **texts))
    assert inference.verdict == "fire"
    assert told(outlook) == [
        ("prepare", {"pipeline_covers": "no"}),
        ("keep", {"unpaid_extras": "2"}),
    ]


def test_a_class_is_left_by_the_fewest_criteria() -> None:
    """Of criteria that weigh 1 to 3, two are raised where no single one can leave class D."""
    texts = {**dict.fromkeys(SCORES, "1"), "liked_by_team": "2"}
    inference, outlook = looked_at(facts_of(HOUSE, by=ACCOUNTANT, **texts))
    assert inference.verdict == "talk"
    assert told(outlook)[0] == ("keep", {"decent_fee": "4", "open_to_advice": "5"})
    assert [len(one.shifts) for one in outlook.alternatives] == [2, 2, 2]
    assert outlook.proved


def test_facts_that_nobody_can_change_are_never_changed() -> None:
    """A policy in which nobody can change anything has no alternatives, and that is proved."""
    facts = facts_of("modehuis-elise")
    named = {name: replace(one, who="nobody") for name, one in facts.policy.facts.items()}
    _, outlook = looked_at(derive(replace(facts.policy, facts=named), facts.case))
    assert outlook.alternatives == ()
    assert outlook.proved


def test_what_is_unknown_is_a_question_and_no_change() -> None:
    """A fact that nobody knows is not among the changes, though its answer might decide."""
    facts = facts_of("vzw-de-brug")
    _, outlook = looked_at(facts)
    assert told(outlook) == [("keep", {"hours_share": "0.09"})]
    answers = {name: one for name, one in facts.case.answers.items() if name != "hours_share"}
    _, outlook = looked_at(derive(facts.policy, replace(facts.case, answers=answers)))
    assert outlook.alternatives == ()


@pytest.mark.parametrize("client", ["brasserie-du-parc", "drukkerij-janssens"])
def test_no_day_before_a_lapse_is_milder(client: str) -> None:
    """Reviewed day by day, the verdict is first milder on the day of its lapse."""
    facts = facts_of(client)
    inference, outlook = looked_at(facts)
    assert outlook.lapse is not None
    severity, day = facts.policy.severity, max(facts.case.as_of, outlook.lapse.on - timedelta(60))
    while (day := day + timedelta(1)) < outlook.lapse.on:
        assert severity[shown_on(facts, day)] <= severity[inference.verdict], day
    assert shown_on(facts, outlook.lapse.on) == outlook.lapse.verdict


def test_a_lapse_is_the_day_on_which_the_window_has_passed() -> None:
    """A threat of 18 June 2026 counts for twelve months: on that day a year later no more."""
    facts = facts_of("brasserie-du-parc")
    last = max(one.on for one in facts.case.sections["incidents"].records)
    _, outlook = looked_at(facts)
    assert outlook.lapse is not None
    assert outlook.lapse.on == date(last.year + 1, last.month, last.day)


MARGINS: dict[str, tuple[dict[str, str], tuple[str, str, str]]] = {
    "a second late invoice": (
        {"late_invoices": "1", "invoices_due": "30", "hours_share": "1%", "recommendations": "1",
         "followed_advice": "1", "ignored_advice": "0"},
        ("late_invoices", "2", "talk"),
    ),
    "hours that nearly outgrow the revenue": (
        {"hours_share": "13%"},
        ("hours_share", "0.14", "talk"),
    ),
    "the last cent of a profit": (
        {"loss_will_not_change": "yes", "cost_to_serve": "EUR 15600.00"},
        ("cost_to_serve", "15600.01", "talk"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("answers", MARGINS)
def test_margins_worked_out_by_hand(answers: str) -> None:
    """The step that is smallest beside where it leads, for clients of the house."""
    texts, (name, after, verdict) = MARGINS[answers]
    inference, outlook = looked_at(facts_of(HOUSE, **texts))
    assert inference.verdict == "keep"
    assert outlook.margin is not None
    found = outlook.margin.shift
    assert (found.fact, spelled(found.after), outlook.margin.verdict) == (name, after, verdict)


def test_the_mildest_verdict_has_no_change_and_the_harshest_no_margin() -> None:
    """Nothing is milder than to keep a client, and nothing harsher than to part at once."""
    inference, outlook = looked_at(facts_of(HOUSE))
    assert (inference.verdict, outlook.alternatives, outlook.lapse) == ("keep", (), None)
    inference, outlook = looked_at(facts_of("brasserie-du-parc"))
    assert (inference.verdict, outlook.margin) == ("fire-now", None)


def test_an_outlook_is_the_same_each_time() -> None:
    """Two looks at one client tell the same, in the same order."""

    def look(client: str) -> tuple[Inference, Outlook]:
        return looked_at(facts_of(client))

    for client in ("modehuis-elise", "kinderwinkel-pippa"):
        assert look(client) == look(client)
