"""Promises about the phrases of a vocabulary: what is wrong with one is said where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from adieu.diagnostics import Diagnostics
from adieu.living.phrases import check_phrases
from adieu.load.policy import load_policy
from support.examples import ROOT
from support.program import run

POLICY = """\
policy: x
version: "1"
extends: house
facts:
  weight:
    type: number
    range: [0, 100]
    label: {{en: weight, nl: gewicht, fr: poids}}
    question: {{en: How much?, nl: Hoeveel?, fr: Combien ?}}
    phrases: {{en: ["{phrase}"]}}
"""
WRONG = {
    "weighs {share}": "phrase-type",
    "weighs (": "phrase-unreadable",
    "weighs {inch}": "phrase-parameter",
    "weighs {int} and {int}": "phrase-values",
    "weighs {int} = 3": "phrase-values",
    "weighs a lot": "phrase-no-value",
    "weighs a lot = much": "value-unreadable",
    "weighs a lot = 101": "value-unreadable",
    "the client pays by/per the hour = 3": "phrase-twofold",
    "(a/the )client who pays": "phrase-unreadable",
}


@pytest.mark.parametrize(("phrase", "code"), WRONG.items())
def test_wrong_phrase(phrase: str, code: str, tmp_path: Path) -> None:
    """A phrase that cannot be read, says no value or speaks of two facts is an error."""
    path = tmp_path / "policy.yaml"
    path.write_text(POLICY.format(phrase=phrase))
    found = Diagnostics()
    check_phrases(load_policy(path), found)
    assert [one.code for one in found] == [code]
    assert found[0].where is not None
    assert found[0].where.line == 10


def test_check_looks_at_phrases(tmp_path: Path) -> None:
    """``adieu check`` reports phrases too."""
    path = tmp_path / "policy.yaml"
    path.write_text(POLICY.format(phrase="weighs {inch}"))
    assert "[phrase-parameter]" in run("check", path, status=1).stderr


def test_phrases_are_no_part_of_the_policy(tmp_path: Path) -> None:
    """The hash of a policy is that of what it says, however scenarios speak of it."""
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_text(POLICY.format(phrase="weighs {int}"))
    second.write_text(POLICY.format(phrase="weighing {int}"))
    assert load_policy(first).sha256 == load_policy(second).sha256


def test_house_phrases() -> None:
    """Every phrase of the house policy can be read, and no two say the same."""
    found = Diagnostics()
    check_phrases(load_policy(ROOT / "rules"), found)
    assert not found
