"""Promises about the difference between two policies: each change named, shown, and all of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from adieu.clients.folder import read_cases
from adieu.facts import derive
from adieu.infer import Inference, Outcome, reference
from adieu.policy import Policy
from adieu.proof.diff.difference import Difference, difference
from adieu.proof.diff.made import Witness
from adieu.tell.witness import witness_text
from support.house_clients import policy
from support.mutants import CARDS, MUTANTS, Mutant, house_with


def reviewed(folder: Path, stated: Policy, text: str) -> Inference:
    """What the reference says of a client's file, read as any other."""
    file = folder / "witness.yaml"
    file.write_text(text, "utf-8")
    (found,) = read_cases([file], stated, None, date(2027, 1, 1))
    assert found.case is not None, list(found.diagnostics)
    return reference.infer(stated, derive(stated, found.case))


def both(folder: Path, told: Difference, witness: Witness) -> tuple[Inference, Inference]:
    """A witness under the old and the new policy, from its text."""
    return (
        reviewed(folder, told.old, witness_text(told.old, witness.before)),
        reviewed(folder, told.new, witness_text(told.new, witness.after)),
    )


def assert_shown(folder: Path, told: Difference) -> None:
    """Every witness, written and read again, gets what it is shown for."""
    for one in told.verdicts:
        assert one.witness is not None
        before, after = both(folder, told, one.witness)
        assert (before.verdict, after.verdict) == (one.old, one.new)
    for rule in told.rules:
        for under_new, witness in ((True, rule.more_witness), (False, rule.fewer_witness)):
            if witness is not None:
                before, after = both(folder, told, witness)
                found, other = (after, before) if under_new else (before, after)
                assert found.outcomes[rule.name] is Outcome.FOUND
                assert other.outcomes.get(rule.name) is not Outcome.FOUND


@pytest.mark.parametrize("mutant", MUTANTS, ids=[one.name for one in MUTANTS])
def test_a_mutant(mutant: Mutant, tmp_path: Path) -> None:
    """A change is named: its direction, its rules, and clients who are replayed under both."""
    told = difference(policy(), house_with(tmp_path, mutant.edits))
    assert (told.overall, told.settled) == (mutant.overall, True)
    assert {one.name for one in told.rules} == mutant.rules
    assert told.verdicts
    for one in told.rules:
        changed = one.more_witness, one.fewer_witness, one.grades
        assert any(changed)
        assert "open" not in (one.more, one.fewer)
    assert_shown(tmp_path, told)


@pytest.mark.parametrize("mutant", CARDS, ids=[one.name for one in CARDS])
def test_a_scorecard(mutant: Mutant, tmp_path: Path) -> None:
    """Weights and borders change verdicts once the firm has agreed to the scorecard."""
    old, new = (
        replace(one, scorecard=replace(one.scorecard, agreed=True))
        for one in (policy(), house_with(tmp_path, mutant.edits))
        if one.scorecard is not None
    )
    told = difference(old, new)
    assert (told.overall, told.settled) == (mutant.overall, True)
    assert {one.name for one in told.rules} == mutant.rules
    assert_shown(tmp_path, told)
    assert difference(policy(), house_with(tmp_path / "off", mutant.edits)).overall == "same"


def test_a_rule_turned_off_on_new_and_gone(tmp_path: Path) -> None:
    """A rule that a firm does without is named as such, and so is one that only one policy has."""
    old = policy()
    rule = old.rules["drains-time"]
    off = replace(old, rules={**old.rules, rule.name: replace(rule, off={"en": "no need"})})
    less = {name: one for name, one in old.rules.items() if name != rule.name}
    gone = replace(old, rules=less)
    for before, after, status, overall in (
        (old, off, "off", "milder"),
        (off, old, "on", "stricter"),
        (old, gone, "gone", "milder"),
        (gone, old, "new", "stricter"),
    ):
        told = difference(before, after)
        assert told.overall == overall
        assert [(one.name, one.status) for one in told.rules] == [(rule.name, status)]
        assert_shown(tmp_path, told)


def test_verdict_rows(tmp_path: Path) -> None:
    """A row that is dropped hands its clients on; two that change places turn the scale."""
    old = policy()
    rows = {row.verdict: row for row in old.verdicts}
    dropped = replace(
        old, verdicts=tuple(rows[one] for one in ("fire-now", "fire", "talk", "keep"))
    )
    told = difference(old, dropped)
    assert (told.overall, told.settled) == ("milder", True)
    assert {(one.old, one.new) for one in told.verdicts} == {
        ("prepare", "talk"),
        ("prepare", "keep"),
    }
    assert_shown(tmp_path, told)
    order = ("fire", "fire-now", "prepare", "talk", "keep")
    swapped = difference(old, replace(old, verdicts=tuple(rows[one] for one in order)))
    (change,) = swapped.verdicts
    assert (change.old, change.new, change.direction) == ("fire-now", "fire", "stricter")


def test_a_verdict_renamed() -> None:
    """A verdict under another name is another verdict, neither harsher nor milder."""
    old = policy()
    rows = tuple(
        replace(row, verdict="part") if row.verdict == "fire" else row for row in old.verdicts
    )
    told = difference(old, replace(old, verdicts=rows))
    assert [(one.old, one.new, one.direction) for one in told.verdicts] == [
        ("fire", "part", "other")
    ]
    assert told.overall == "other"


def test_the_simplest_client() -> None:
    """A rule that needs one late invoice more: the witness has just as many, and nothing else."""
    old = policy()
    later = replace(old.rules["late-payment"], when=old.rules["always-late"].when)
    told = difference(old, replace(old, rules={**old.rules, "late-payment": later}))
    (rule,) = told.rules
    assert rule.fewer_witness is not None
    answers = rule.fewer_witness.before.answers
    assert {name: one.value for name, one in answers.items()}["late_invoices"].low == 2  # type: ignore[union-attr]


def test_the_same_question_gives_the_same_answer(tmp_path: Path) -> None:
    """Compared twice, two policies yield the same witnesses."""
    new = house_with(tmp_path, next(one.edits for one in MUTANTS if one.name == "grace"))
    assert difference(policy(), new) == difference(policy(), new)


def test_time_that_is_up_is_said(tmp_path: Path) -> None:
    """Without time nothing is claimed: neither that nothing changes nor that all was found."""
    new = house_with(tmp_path, next(one.edits for one in MUTANTS if one.name == "grace"))
    told = difference(policy(), new, seconds=0.001)
    assert not told.settled
    assert told.overall != "same"
