"""Promises about feature files that would pass in silence: each is refused, with place and help."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from adieu.diagnostics import Diagnostics, Unusable
from adieu.language import LANGUAGES, say_diagnostic
from adieu.living.example import examples_in
from adieu.load.policy import load_policy
from adieu.policy import Policy

HERE = Path(__file__).parent / "bad"
FILES = sorted(one.stem for one in HERE.glob("*.feature"))


@cache
def policy() -> Policy:
    """The policy that the features speak of."""
    return load_policy(HERE / "policy.yaml", Diagnostics())


def said(name: str) -> str:
    """All that is said of a file, in every language."""
    path = HERE / f"{name}.feature"
    with pytest.raises(Unusable) as refused:
        examples_in(path, policy())
    blocks = [
        "\n".join(say_diagnostic(language, one) for one in refused.value.diagnostics)
        for language in LANGUAGES
    ]
    return "\n\n".join(blocks).replace(f"{HERE}{os.sep}", "") + "\n"


@pytest.mark.parametrize("name", FILES)
def test_trap_is_refused(name: str) -> None:
    """What is wrong is said in each language, with its place, its line and what to do."""
    golden = HERE / f"{name}.txt"
    found = said(name)
    if os.environ.get("ADIEU_UPDATE_GOLDEN"):
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")


@pytest.mark.parametrize("name", FILES)
def test_every_trap_has_its_place(name: str) -> None:
    """Each diagnostic names the file and the line, and says what to do."""
    with pytest.raises(Unusable) as refused:
        examples_in(HERE / f"{name}.feature", policy())
    for one in refused.value.diagnostics:
        assert one.help is not None
        assert one.where is not None
        assert one.where.line > 0
        assert one.where.source.name.endswith(f"{name}.feature")


HOSTILE = {
    "much": "Feature: F\n" + "x\n" * 600_000,
    "long": "Feature: F\n  Scenario: S\n    Given " + "x" * 100_000 + "\n",
    "lines": "Feature: F\n" + "\n" * 60_000,
    "faults": "Feature: F\n"
    + "".join(
        f"  Scenario: S {n}\n    Given nonsense {n}\n    When the client is reviewed\n"
        '    Then the verdict is "keep"\n'
        for n in range(300)
    ),
    "lost": "Feature: F\n  Scenario: S\n" + "    given x\n" * 5_000,
    "rows": "Feature: F\n  Scenario Outline: S\n    Given mind_changes is <n>\n"
    '    When the client is reviewed\n    Then the verdict is "keep"\n    Examples:\n      | n |\n'
    + "".join(f"      | {n} |\n" for n in range(20_000)),
    "marks": "Feature: F\n  Scenario: \x1b[31m\u202eS\n    Given \x07 is \x00\n",
    "yaml": 'Feature: F\n  Scenario: S\n    Given this file:\n      """\n      a: &a [*a]\n'
    '      """\n    When the client is reviewed\n    Then the verdict is "keep"\n',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file(name: str, tmp_path: Path) -> None:
    """A file made to do harm is refused with few words."""
    path = tmp_path / "x.feature"
    path.write_text(HOSTILE[name], "utf-8")
    with pytest.raises(Unusable) as refused:
        examples_in(path, policy())
    assert 1 <= len(refused.value.diagnostics) <= 102
    said = "".join(say_diagnostic("en", one) for one in refused.value.diagnostics)
    assert "\x1b" not in said
