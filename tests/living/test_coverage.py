"""What examples show of a policy, on clients worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from adieu.case import Answer, Case, Section
from adieu.clients.fields import read_field
from adieu.language import LANGUAGES, Language
from adieu.living.coverage import KINDS, Coverage, Covered, coverage
from adieu.living.figures import Figures, coverage_data
from adieu.living.review import Review
from support.stated import house

DAY = date(2026, 11, 1)


def reviewed(**answers: str) -> Review:
    """A client to whom nothing happened but what is answered."""
    policy = house()
    given = {
        name: Answer(read_field(text, policy.facts[name].type, DAY), text)
        for name, text in answers.items()
    }
    sections = {name: Section() for name in policy.records}
    return Review(policy, Case("client", "A client", DAY, given, sections))


CLIENTS = {
    "three times, fixed price": {"mind_changes": "3", "billed_hourly": "no"},
    "three times, by the hour": {
        "mind_changes": "3", "billed_hourly": "yes", "tolerates_rework": "yes",
    },
    "three times, by the hour, a burden": {
        "mind_changes": "3", "billed_hourly": "yes", "tolerates_rework": "no",
    },
    "twice": {"mind_changes": "2"},
    "three times, nobody knows how they pay": {"mind_changes": "3"},
}  # fmt: skip


def covered(*names: str) -> Coverage:
    """What these clients show."""
    return coverage(house(), [(name, reviewed(**CLIENTS[name])) for name in names])


def part(found: Coverage, kind: str, path: str) -> Covered:
    """One part of the policy."""
    return next(one for one in found.parts if (one.kind, one.path) == (kind, path))


def test_a_rule_is_found_not_found_undetermined_and_excused() -> None:
    """Each outcome is shown by the first example that has it."""
    found = part(covered(*CLIENTS), "rule", "rule:changes-mind")
    assert found.aspects == {
        "found": "three times, fixed price",
        "not_found": "twice",
        "undetermined": "three times, nobody knows how they pay",
        "excused": "three times, by the hour",
    }
    assert not found.missing


def test_a_condition_decides_alone_only_where_nothing_masks_it() -> None:
    """The price decides alone where redoing work is no burden, and not where the price excuses."""
    path = "rule:changes-mind/unless/1"
    some = part(covered("three times, fixed price", "twice"), "condition", path)
    assert some.missing == ("true", "false", "alone-true", "alone-false")
    more = part(covered(*CLIENTS), "condition", path)
    assert more.aspects == {
        "true": "three times, by the hour",
        "false": "three times, by the hour, a burden",
        "unknown": "three times, fixed price",
        "alone-true": "three times, by the hour",
        "alone-false": "three times, by the hour, a burden",
    }


def test_a_count_that_is_excused_does_not_decide_alone() -> None:
    """Of a client who may change their mind, how often they did makes no difference."""
    found = part(covered("three times, by the hour"), "condition", "rule:changes-mind/when/0")
    assert found.aspects["true"] == "three times, by the hour"
    assert found.aspects["alone-true"] is None


@pytest.mark.parametrize(
    ("changes", "shown"),
    [("1", set()), ("2", {"beside"}), ("3", {"at"}), ("4", {"beyond"}), ("9", {"beyond"})],
)
def test_a_border_is_shown_at_beside_and_beyond(changes: str, shown: set[str]) -> None:
    """Of a border at three, two is just beside it, three is at it, and four is beyond."""
    found = coverage(house(), [("x", reviewed(mind_changes=changes))])
    aspects = part(found, "threshold", "rule:changes-mind/when/0").aspects
    assert {name for name, one in aspects.items() if one} == shown


@pytest.mark.parametrize(
    ("share", "shown"),
    [("20%", {"beyond"}), ("24.5%", {"beside"}), ("25%", {"at"}), ("26%", set()), ("50%", set())],
)
def test_a_strict_border_turns_at_itself(share: str, shown: set[str]) -> None:
    """Less than a quarter: at a quarter it fails already, and just below it holds."""
    found = coverage(house(), [("x", reviewed(revenue_share=share))])
    path = "fact:can_do_without/when/0"
    aspects = part(found, "threshold", path).aspects
    assert {name for name, one in aspects.items() if one} == shown


def test_verdicts_gates_classes_and_steps_are_shown() -> None:
    """A red flag shows the harshest verdict for certain, and the steps that always belong to it."""
    found = coverage(house(), [("liable", reviewed(legal_risk_known="yes", revenue_share="5%"))])
    assert part(found, "verdict", "verdict:fire-now").aspects["final"] == "liable"
    assert part(found, "verdict", "verdict:keep").missing == ("final",)
    assert part(found, "gate", "fact:can_do_without").missing == ("false", "unknown")
    assert part(found, "step", "step:tell-in-person").missing == ()
    assert part(found, "step", "step:safety").aspects["in"] is None
    assert set(part(found, "border", "class:B").missing) == {"at", "beside", "beyond"}
    assert not found.complete


def test_the_scorecard_shows_classes_and_their_borders() -> None:
    """A client with fours throughout scores 75, which is at the border of class A."""
    policy = house()
    assert policy.scorecard is not None
    scores = {one.name: "4" for one in policy.scorecard.criteria}
    found = coverage(policy, [("fours", reviewed(**scores))])
    assert part(found, "class", "class:A").aspects == {"only": "fours"}
    assert part(found, "border", "class:A").missing == ("beside", "beyond")
    assert part(found, "border", "class:B").aspects["beyond"] == "fours"


@pytest.mark.parametrize("language", LANGUAGES)
def test_coverage_is_told_and_kept(language: Language) -> None:
    """The table counts what the JSON counts, and every missing aspect has its words."""
    found = covered(*CLIENTS)
    told, data = Figures(language), coverage_data(found)
    rows = told.covered(found)[1:]
    assert len(rows) == len(KINDS)
    assert isinstance(data["parts"], list)
    missing = [one for one in data["parts"] if one["missing"]]
    assert len(told.missing(found)) == len(missing) + 1
