"""Promises about ``adieu test --coverage --mutate --write``, on a policy of one rule."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from adieu.language import LANGUAGES
from support.program import run

POLICY = """\
policy: small
version: "1"
title: {en: Small, nl: Klein, fr: Petite}
themes: {fit: {en: Fit, nl: Klik, fr: Entente}}
records: {}
facts:
  calls:
    type: number
    range: [0, 100]
    label: {en: calls, nl: telefoontjes, fr: appels}
    question: {en: "How many?", nl: "Hoeveel?", fr: "Combien ?"}
  friendly:
    type: yes-no
    label: {en: friendly, nl: vriendelijk, fr: aimable}
    question: {en: "Friendly?", nl: "Vriendelijk?", fr: "Aimable ?"}
rules:
  - rule: calls-often
    title: {en: Calls often, nl: Belt vaak, fr: Appelle souvent}
    grade: ground
    theme: fit
    when: [calls is at least 3]
    unless: [friendly is yes]
    because: {en: "{calls} calls.", nl: "{calls} telefoontjes.", fr: "{calls} appels."}
    excused: {en: Friendly., nl: Vriendelijk., fr: Aimable.}
verdicts:
  - verdict: talk
    title: {en: Talk, nl: Praten, fr: Parler}
    sentence: {en: "Talk with {client}.", nl: "Praat met {client}.", fr: "Parlez avec {client}."}
    meaning: {en: Talk., nl: Praat., fr: Parlez.}
    when: [findings with grade ground is at least 1]
  - verdict: keep
    title: {en: Keep, nl: Behouden, fr: Garder}
    sentence: {en: "Keep {client}.", nl: "Behoud {client}.", fr: "Gardez {client}."}
    meaning: {en: Keep., nl: Behoud., fr: Gardez.}
    otherwise: yes
plan: []
"""
FEATURE = """\
@rule:calls-often
Feature: Calling

  Scenario: At the limit
    Given calls is 3
    And friendly is no
    When the client is reviewed on 2026-11-01
    Then the reason is "calls-often"
    And the verdict is "talk"

  Scenario: Below the limit
    Given calls is 2
    And friendly is no
    When the client is reviewed on 2026-11-01
    Then "calls-often" is not found
    And the verdict is "keep"
"""
BEYOND = """
  Scenario: Beyond the limit
    Given calls is 4
    And friendly is no
    When the client is reviewed on 2026-11-01
    Then the reason is "calls-often"
"""
FRIENDLY = """
  Scenario: Friendly
    Given calls is 5
    And friendly is yes
    When the client is reviewed on 2026-11-01
    Then "calls-often" is excused
"""


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """A firm with a small policy and one feature."""
    (tmp_path / "rules").mkdir()
    (tmp_path / "features").mkdir()
    (tmp_path / "rules" / "policy.yaml").write_text(POLICY, "utf-8")
    (tmp_path / "features" / "calls.feature").write_text(FEATURE + BEYOND + FRIENDLY, "utf-8")
    return tmp_path


def measured(firm: Path, *words: str, status: int = 0) -> dict[str, Any]:
    """What the JSON says of the firm's one policy, and of its scenarios."""
    done = run("test", *words, "--format", "json", cwd=firm, status=status)
    document = json.loads(done.stdout)
    (policy,) = document["policies"]
    return {**policy, "scenarios": document["scenarios"]}


def survivors(found: dict[str, Any]) -> set[str]:
    """The ids of the mutants that nothing notices."""
    mutants = found["mutation"]["mutants"]
    return {one["id"] for one in mutants if one["status"] == "survived"}


def test_tables(firm: Path) -> None:
    """The score stands by rule, by kind of mistake and by language; coverage by kind of part."""
    told = run("test", "--coverage", "--mutate", cwd=firm).stdout
    assert "4 scenarios passed" in told
    assert re.search(r"^Rules +3 +4$", told, re.MULTILINE)
    assert re.search(r"^rule:calls-often +\d+/\d+ +\d", told, re.MULTILINE)
    assert re.search(r"^Comparisons +\d+/\d+ +\d", told, re.MULTILINE)
    assert re.search(r"^all languages +\d+/\d+ +\d", told, re.MULTILINE)
    assert re.search(r"^rule:calls-often +undetermined$", told, re.MULTILINE)


def test_json_is_alone_and_stable(firm: Path) -> None:
    """JSON says the same at every run, with nothing else on stdout."""
    first, second = (
        run("test", "--coverage", "--mutate", "--format", "json", cwd=firm) for _ in range(2)
    )
    assert first.stdout == second.stdout
    document = json.loads(first.stdout)
    assert document["scenarios"] == {"passed": 4, "failed": 0, "to_confirm": 0, "unreadable": 0}
    (policy,) = document["policies"]
    assert (policy["id"], policy["own_parts_only"]) == ("small", False)
    score = policy["mutation"]["score"]
    statuses = [one["status"] for one in policy["mutation"]["mutants"]]
    assert score["killed"] == statuses.count("killed")
    assert score["of"] == len(statuses) - statuses.count("equivalent")
    assert policy["coverage"]["kinds"]["verdict"] == {"shown": 2, "of": 2}


def test_a_least_score(firm: Path) -> None:
    """Fewer mistakes noticed than asked for ends with status 1, and says so."""
    (firm / "features" / "calls.feature").write_text(FEATURE, "utf-8")
    told = run("test", "--min-mutation", "100", cwd=firm, status=1)
    assert "small: " in told.stderr
    assert "at least 100" in told.stderr
    assert run("test", "--min-mutation", "40", cwd=firm).stderr == ""
    assert "--min-mutation" in run("test", "--min-mutation", "101", cwd=firm, status=2).stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_written_brings_the_score_back(firm: Path, language: str) -> None:
    """Without some scenarios mistakes pass; those written for them run, wherever they are put."""
    (firm / "features" / "calls.feature").write_text(FEATURE, "utf-8")
    run("test", "--write", "new", "--lang", language, cwd=firm)
    written = sorted((firm / "new").rglob("*.feature"))
    assert {one.parent.name for one in written} == {language}
    assert all("@to-confirm" in one.read_text("utf-8") for one in written)
    again = measured(firm, "features", "new", "--mutate")
    count = sum(one.read_text("utf-8").count("  @to-confirm") for one in written)
    assert again["scenarios"] == {"passed": 2, "failed": 0, "to_confirm": count, "unreadable": 0}
    assert not survivors(again)
    stated, confirmed = again["mutation"]["score"], again["mutation"]["with_unconfirmed"]
    assert stated["killed"] < confirmed["killed"] == confirmed["of"]


def test_what_is_written_runs_by_itself(firm: Path) -> None:
    """A folder of scenarios that lies in no firm's is held to the policy here; nothing is lost."""
    (firm / "features" / "calls.feature").write_text(FEATURE, "utf-8")
    for _ in range(2):
        run("test", "--write", "new", cwd=firm)
    names = sorted(one.name for one in (firm / "new" / "en").iterdir())
    assert "rule-calls-often.feature" in names
    assert "rule-calls-often-2.feature" in names
    told = run("test", "new", cwd=firm).stdout
    assert "0 scenarios passed" in told
    assert "to confirm" in told


def test_only_what_was_chosen_is_measured(firm: Path) -> None:
    """Scenarios that ``-k`` leaves out notice nothing."""
    few = measured(firm, "--mutate", "-k", "Friendly")["mutation"]["score"]
    all_ = measured(firm, "--mutate")["mutation"]["score"]
    assert 0 < few["killed"] < all_["killed"]


def test_a_firm_that_extends_is_held_to_its_own_words(firm: Path) -> None:
    """Of a policy that extends another only what its own files say is mutated."""
    own = firm / "rules" / "firms"
    own.mkdir()
    (own / "small.yaml").write_text(POLICY, "utf-8")
    (own / "strict.yaml").write_text(
        'policy: strict\nversion: "1"\nextends: small.yaml\ngrades: {calls-often: concern}\n'
    )
    features = firm / "features" / "firms" / "strict"
    features.mkdir(parents=True)
    (features / "own.feature").write_text(
        "Feature: Ours\n  Scenario: Calls\n    Given calls is 3\n    And friendly is no\n"
        '    When the client is reviewed on 2026-11-01\n    Then the verdict is "keep"\n'
    )
    found = measured(firm, "features/firms", "--mutate")
    mutants = found["mutation"]["mutants"]
    assert found["own_parts_only"] is True
    assert {one["path"] for one in mutants} == {"rule:calls-often/grade"}
    assert [one["status"] for one in mutants] == ["killed"]


def test_a_failing_scenario_takes_no_part(firm: Path) -> None:
    """A scenario that fails notices nothing, and the status says that it failed."""
    text = FEATURE.replace('is "talk"', 'is "keep"')
    (firm / "features" / "calls.feature").write_text(text, "utf-8")
    found = measured(firm, "--mutate", status=1)
    assert found["mutation"]["failing"] == ["At the limit"]
    assert found["scenarios"]["failed"] == 1
