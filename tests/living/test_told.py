"""Promises about what a scenario tells: the last word, what is said twice, what nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from adieu.diagnostics import Unusable
from adieu.language import Language
from adieu.living.example import Example, examples_in
from adieu.living.played import FellShort, play
from support.stated import house

FILE = """\
      \"\"\"
      facts: {mind_changes: 5, billed_hourly: yes}
      incidents:
        - {date: 2026-03-04, kind: ultimatum}
      \"\"\"
"""


def examples(tmp_path: Path, text: str) -> list[Example]:
    """The examples of a feature."""
    path = tmp_path / "x.feature"
    path.write_text(text, "utf-8")
    return examples_in(path, house())


def holds(tmp_path: Path, text: str) -> None:
    """Every scenario of a feature holds."""
    found = examples(tmp_path, text)
    assert found
    for one in found:
        play(house(), one)


def refused(tmp_path: Path, text: str) -> list[str]:
    """What a feature is refused for."""
    with pytest.raises(Unusable) as error:
        examples(tmp_path, text)
    return [one.code for one in error.value.diagnostics]


def test_the_innermost_background_has_the_last_word(tmp_path: Path) -> None:
    """A rule's background beats the feature's, and the scenario beats both."""
    holds(
        tmp_path,
        "Feature: F\n  Background:\n    Given the client pays by the hour\n"
        "    And mind_changes is 5\n    And there were no incidents\n"
        "  Scenario: A\n    When the client is reviewed\n    Then billed_hourly is yes\n"
        "  Rule: R\n    Background:\n      Given the client pays a fixed price\n"
        "    Scenario: B\n      Given mind_changes is unknown\n"
        "      When the client is reviewed\n      Then billed_hourly is no\n"
        "      And mind_changes is unknown\n"
        "    Scenario: C\n      Given billed_hourly is unknown\n"
        "      And incidents: date 2026-03-04, kind ultimatum\n"
        "      When the client is reviewed on 2026-11-01\n      Then mind_changes is 5\n"
        "      And billed_hourly is unknown\n      And threats_made is 1\n",
    )


def test_a_step_beats_the_file_of_a_background(tmp_path: Path) -> None:
    """What a scenario says of an answer of the file counts, and so does that nobody knows it."""
    holds(
        tmp_path,
        f"Feature: F\n  Background:\n    Given this client file:\n{FILE}"
        "  Scenario: A\n    Given mind_changes is unknown\n    And billed_hourly is no\n"
        "    When the client is reviewed on 2026-11-01\n    Then mind_changes is unknown\n"
        "    And billed_hourly is no\n    And threats_made is 1\n"
        "  Scenario: B\n    Given no incidents\n"
        "    When the client is reviewed on 2026-11-01\n    Then threats_made is 0\n"
        "  Scenario: C\n    Given incidents are not recorded\n"
        "    When the client is reviewed on 2026-11-01\n    Then threats_made is unknown\n",
    )


def test_records_add_up(tmp_path: Path) -> None:
    """Records of a file, of a table and of a line are one list, in the order of the scenario."""
    (one,) = examples(
        tmp_path,
        f"Feature: F\n  Background:\n    Given this client file:\n{FILE}"
        "  Scenario: S\n    Given these incidents:\n      | date       | kind          |\n"
        "      | 2026-05-04 | review-threat |\n"
        "    And incidents: date 2026-06-04, kind ultimatum\n"
        "    When the client is reviewed on 2026-11-01\n    Then threats_made is 3\n",
    )
    play(house(), one)
    records = one.case.sections["incidents"].records
    assert [each.ref for each in records] == ["incidents[0]", "incidents[1]", "incidents[2]"]
    assert [str(each.on) for each in records] == ["2026-03-04", "2026-05-04", "2026-06-04"]


UNKNOWN: list[tuple[Language, str]] = [
    (
        "en",
        "Feature: F\n  Scenario: S\n    Given late invoices is unknown\n"
        "    And nothing else happened\n    When the client is reviewed\n"
        "    Then late invoices is unknown\n    And open invoices is 0\n",
    ),
    (
        "fr",
        "# language: fr\nFonctionnalité: F\n  Scénario: S\n"
        "    Soit changements d’avis est inconnu\n    Et que rien d’autre ne s’est passé\n"
        "    Quand on évalue le client\n    Alors mind_changes est inconnu\n"
        "    Et suppléments non payés est 0\n",
    ),
]


@pytest.mark.parametrize(("language", "text"), UNKNOWN)
def test_a_count_that_nobody_knows(tmp_path: Path, language: Language, text: str) -> None:
    """Nothing else happened, and still nobody knows what was said to be unknown."""
    (one,) = examples(tmp_path, text)
    assert one.language == language
    play(house(), one)


def test_the_same_value_twice(tmp_path: Path) -> None:
    """One value in two ways of writing is one value."""
    holds(
        tmp_path,
        "Feature: F\n  Scenario: S\n    Given the client brings in 80% of our revenue\n"
        "    And revenue_share is 0.8\n    When the client is reviewed\n"
        "    Then revenue_share is 80%\n",
    )


def test_a_verdict_that_becomes_another(tmp_path: Path) -> None:
    """A verdict can only become what it is not yet; it may well be the same."""
    text = (
        "Feature: F\n  Scenario: S\n    Given a client who once became aggressive\n"
        "    When the client is reviewed\n"
        '    Then the verdict would {verb} "part at once" if revenue_share is 5%\n'
    )
    holds(tmp_path, text.format(verb="be"))
    with pytest.raises(FellShort):
        holds(tmp_path, text.format(verb="become"))


def test_a_plan_that_depends_on_what_is_unknown(tmp_path: Path) -> None:
    """A step that hangs on an unknown is in the plan perhaps: neither in it nor not."""
    text = (
        "Feature: F\n  Scenario: S\n    Given a client who once cut an agreed price\n"
        "    And invoices are not recorded\n    And nothing else happened\n"
        "    When the client is reviewed\n"
        '    Then the plan {verb} "collect what is owed first"\n'
    )
    holds(tmp_path, text.format(verb="may contain"))
    for verb in ("contains", "does not contain"):
        with pytest.raises(FellShort, match="unknown"):
            holds(tmp_path, text.format(verb=verb))


def test_near_and_not_near(tmp_path: Path) -> None:
    """What is not found was near or not near, and a failure says which."""
    text = (
        "Feature: F\n  Scenario: S\n    Given 20 invoices fell due\n"
        "    And {late} of them were late\n    And nothing else happened\n"
        '    When the client is reviewed\n    Then "late payment" is {near}\n'
    )
    holds(tmp_path, text.format(late=1, near="a near miss"))
    holds(tmp_path, text.format(late=0, near="not a near miss"))
    holds(tmp_path, text.format(late=5, near="not a near miss"))
    with pytest.raises(FellShort, match=r"actual: +“Late payment”: a near miss"):
        holds(tmp_path, text.format(late=1, near="not a near miss"))


def test_a_day_in_a_background(tmp_path: Path) -> None:
    """The day of the review beats that of a file in a background, not that of a file beside it."""
    dated = (
        '    Given this client file:\n      """\n      as_of: 2026-03-01\n      incidents:\n'
        '        - {date: 2026-02-01, kind: ultimatum}\n      """\n'
    )
    ended = "    When the client is reviewed on 2027-06-01\n    Then threats_made is 0\n"
    holds(tmp_path, f"Feature: F\n  Background:\n{dated}  Scenario: S\n{ended}")
    assert refused(tmp_path, f"Feature: F\n  Scenario: S\n{dated}{ended}") == ["told-twice"]
