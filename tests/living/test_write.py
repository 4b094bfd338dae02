"""Scenarios written for mistakes that nobody would notice: they run, and they notice them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest

from adieu.case import Case
from adieu.diagnostics import Diagnostics
from adieu.language import LANGUAGES, Language
from adieu.living.example import Example, examples_in
from adieu.living.gherkin import read_feature
from adieu.living.killing import kill, prepare
from adieu.living.mutants import Mutant, mutants
from adieu.living.witness import Witnesses
from adieu.living.write import write
from support.stated import ROOT, house

NAMES = (
    "rule:always-late/when/1 compared more-than",
    "rule:threats/grade regraded ground",
    "rule:drains-time/when/1 swapped sides",
    "rule:late-payment/when/0 unknown-true",
    "fact:demands_after_told/where/2 compared more-than",
    "step:safety/when/0 widened grade",
    "parameter:demands_limit/value shifted more",
)
"""Mistakes in answers, in weights, in what is unknown, in records, in the plan, in a parameter."""


@cache
def witnesses() -> tuple[tuple[Mutant, Case], ...]:
    """Each of these mistakes with a client whom it makes a difference to."""
    found = Witnesses(house())
    named = {one.name: one for one in mutants(house())}
    told = [(named[name], found.find(named[name])) for name in NAMES]
    return tuple((mutant, case) for mutant, case in told if case is not None)


def read(folder: Path, files: Mapping[str, str]) -> list[Example]:
    """The examples in files that were written."""
    examples: list[Example] = []
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
        examples += examples_in(folder / name, house())
    return examples


def killed(found: Sequence[Mutant], examples: Sequence[Example]) -> set[str]:
    """The mutants that examples kill, those to confirm included."""
    ready = [one for example in examples if (one := prepare(house(), example)) is not None]
    assert len(ready) == len(examples)
    fates = zip(found, kill(house(), found, ready), strict=True)
    return {mutant.name for mutant, fate in fates if fate.by or fate.to_confirm}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_runs_and_kills(tmp_path: Path, language: Language) -> None:
    """Every scenario reads without fault, holds under the policy, and its mutant is killed."""
    told = witnesses()
    assert {mutant.name for mutant, _ in told} == set(NAMES)
    examples = read(tmp_path, write(house(), told, language))
    assert {one.language for one in examples} == {language}
    assert all(one.to_confirm for one in examples)
    assert killed([mutant for mutant, _ in told], examples) == set(NAMES)


def test_a_scenario_about_a_rule_is_tagged_with_it(tmp_path: Path) -> None:
    """The tags say that a person has to confirm it, and which rule it is about."""
    examples = read(tmp_path, write(house(), witnesses()[:1], "nl"))
    assert [one.tags for one in examples] == [("to-confirm", "rule:always-late")]
    found = Diagnostics()
    assert read_feature(tmp_path / "rule-always-late.feature", found) is not None
    assert not found


def test_no_scenario_is_written_for_what_another_notices() -> None:
    """Two mistakes that one client shows need one scenario."""
    first = witnesses()[0]
    (text,) = write(house(), [first, first], "en").values()
    assert text.count("@to-confirm @rule") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_deleted_scenario_noticed_is_noticed_again(
    tmp_path: Path, language: Language
) -> None:
    """Without one of its scenarios a feature lets mistakes pass; what is written finds them."""
    examples = [
        one
        for file in sorted((ROOT / "features" / language).glob("*.feature"))
        for one in examples_in(file, house())
        if "changes-mind" in one.rules
    ][:5]
    found = [one for one in mutants(house()) if one.root == "rule:changes-mind"]
    before = killed(found, examples)
    alone = [
        (len(before - killed(found, examples[:index] + examples[index + 1 :])), index)
        for index in range(len(examples))
    ]
    missed, index = max(alone)
    assert missed
    rest = examples[:index] + examples[index + 1 :]
    lost = [one for one in found if one.name in before - killed(found, rest)]
    search = Witnesses(house(), [one.case for one in rest])
    told = [(one, case) for one in lost if (case := search.find(one)) is not None]
    again = read(tmp_path, write(house(), told, language))
    assert killed(found, [*rest, *again]) >= before
