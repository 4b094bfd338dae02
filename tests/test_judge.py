"""Promises about a review as a whole: two engines that agree, or no verdict."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from adieu.case import Case
from adieu.clients.folder import read_cases
from adieu.facts import Facts
from adieu.infer import Inference, durable, reference
from adieu.judge import Engine, EnginesDisagree, judge
from adieu.load.policy import load_policy
from adieu.policy import Policy

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def policy() -> Policy:
    """The house policy."""
    return load_policy(ROOT / "rules")


@pytest.fixture(scope="module")
def cases(policy: Policy) -> list[Case]:
    """The worked examples."""
    found = read_cases([ROOT / "clients"], policy, None, date(2026, 11, 1))
    return [one.case for one in found if one.case is not None]


def without_rule(policy: Policy, facts: Facts, name: str) -> tuple[Policy, Facts]:
    """The same with one rule whose condition can never hold: a planted fault."""
    rule = policy.rules[name]
    opposite = replace(rule, when=(*rule.when, *(policy.rules["lying"].when)))
    faulty = replace(policy, rules={**policy.rules, name: opposite})
    return faulty, replace(facts, policy=faulty)


def faulty_reference(policy: Policy, facts: Facts) -> Inference:
    """A reference in which a threat is found only beside a lie."""
    return reference.infer(*without_rule(policy, facts, "physical-abuse"))


def faulty_durable(policy: Policy, facts: Facts) -> Inference:
    """A durable-rules engine with the same fault."""
    return durable.infer(*without_rule(policy, facts, "physical-abuse"))


def threatened(policy: Policy, cases: list[Case]) -> Case:
    """A worked example in which the client threatened somebody."""
    return next(
        one
        for one in cases
        if any(finding.rule.name == "physical-abuse" for finding in judge(policy, one).findings)
    )


def test_engines_agree_on_every_example(policy: Policy, cases: list[Case]) -> None:
    """Every worked example is inferred by durable-rules and agreed with by the reference."""
    assert len(cases) >= 10
    for case in cases:
        explanation = judge(policy, case)
        assert explanation.engine == "durable-rules 2.0.28"
        assert explanation.agreed_with == "reference"


@pytest.mark.parametrize(
    ("faulty", "answers"),
    [
        ({"second": faulty_reference}, ["found", "not_found"]),
        ({"first": faulty_durable}, ["not_found", "found"]),
    ],
    ids=["in the reference", "in durable-rules"],
)
def test_a_fault_in_one_engine_is_refused(
    faulty: dict[str, Engine], answers: list[str], policy: Policy, cases: list[Case]
) -> None:
    """A fault planted in either engine makes the review refuse, with both answers."""
    with pytest.raises(EnginesDisagree) as refused:
        judge(policy, threatened(policy, cases), **faulty)
    both = (refused.value.durable.outcomes, refused.value.reference.outcomes)
    assert [one["physical-abuse"] for one in both] == answers


def test_without_durable_rules_the_reference_stands_alone(tmp_path: Path) -> None:
    """Where durable-rules cannot be imported the review goes on, and says so."""
    client = next(iter(sorted((ROOT / "clients").glob("*.yaml"))))
    code = (
        "import sys; sys.modules['durable_rules_engine'] = None\n"
        "sys.argv = ['adieu', 'review', sys.argv[1], '--policy', sys.argv[2],"
        " '--format', 'json', '--out', '-']\n"
        "from adieu.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(client), str(ROOT / "rules")],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert '"engine": "reference"' in done.stdout
    assert '"agreed_with": null' in done.stdout


def test_a_question_about_a_date_knows_the_future(tmp_path: Path) -> None:
    """Where a date that nobody gave may still come, the question says what that would lead to."""
    said = "{en: x, nl: x, fr: x}"
    (tmp_path / "firm.yaml").write_text(
        "policy: firm\nversion: 1\nextends: house\n"
        f"facts:\n  contract_ends: {{type: date, label: {said}, question: {said}}}\n"
        f"rules:\n  - rule: tied\n    title: {said}\n    grade: red-flag\n    theme: fit\n"
        f"    when: [contract_ends is after as_of]\n    because: {said}\n",
        "utf-8",
    )
    policy = load_policy(tmp_path / "firm.yaml")
    explanation = judge(policy, Case("x", "x", date(2026, 11, 1)))
    (asked,) = (one for one in explanation.questions if one.name == "contract_ends")
    assert asked.leads_to == ("fire-now", "keep")
