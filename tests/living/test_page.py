"""Promises about the page of a policy: complete, honest, one file, and never hostile."""

from __future__ import annotations

import random
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from itertools import pairwise

import pytest
from msgspec.structs import replace

from adieu import policy as p
from adieu.language import LANGUAGES, Language
from adieu.living.page import model as m
from adieu.living.page.html import to_html
from adieu.living.page.page import Known, Noticed, page_of
from adieu.living.page.pictures import scale_svg
from adieu.living.speech import Speaker, Unspoken
from adieu.quantities import Unreadable
from adieu.report.escape import clean
from living.page_parts import HOUSE, MIND, MIND_NL, PICTURE, TAGS, page, rule
from living.pages import Read, scenarios_of
from support.random_cases import random_case
from support.random_policies import random_policy


@cache
def small(language: Language) -> str:
    """The page of the house policy with few examples, as HTML."""
    return to_html(page(language=language))


# One file


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_file_that_needs_nothing_else(language: Language) -> None:
    """A page loads nothing; it leads to its own parts and to itself in other languages."""
    html = small(language)
    seen = Read(html)
    assert set(seen.tags) <= TAGS | PICTURE
    ids, links = seen.values("id"), seen.values("href")
    assert len(ids) == len(set(ids))
    own = {link.removeprefix("#") for link in links if link.startswith("#")}
    assert own <= set(ids)
    others = [link for link in links if not link.startswith("#")]
    assert others == [f"house.{one}.html" for one in LANGUAGES]
    assert not seen.odd
    assert "url(" not in html
    assert "@import" not in html
    assert " style=" not in html
    assert not [name for _, attributes in seen.elements for name in attributes if name[:2] == "on"]


def test_a_browser_may_run_the_search_and_nothing_else() -> None:
    """The page's security policy allows its own style and script, by their hashes."""
    html = small("en")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    told = policy[1].replace("&#39;", "'")
    assert told.startswith("default-src 'none'; ")
    for name in ("style", "script"):
        inner = re.search(rf"<{name}>(.*?)</{name}>", html, re.DOTALL)
        assert inner
        digest = b64encode(sha256(inner[1].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in told


def test_the_same_every_time() -> None:
    """The same policy and examples give the same page, to the byte."""
    assert to_html(page()) == to_html(page())


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_the_policy_says_can_be_linked_to(language: Language) -> None:
    """Rules, verdicts, facts, parameters, steps, promises and criteria have stable anchors."""
    ids = set(Read(small(language)).values("id"))
    wanted = {f"rule-{one}" for one in HOUSE.rules}
    wanted |= {f"verdict-{row.verdict}" for row in HOUSE.verdicts}
    wanted |= {f"fact-{name}" for name, one in HOUSE.facts.items() if one.rule is None}
    wanted |= {f"parameter-{one}" for one in HOUSE.parameters}
    wanted |= {f"step-{one.name}" for one in HOUSE.plan}
    wanted |= {f"promise-{one.name}" for one in HOUSE.promises}
    wanted |= {f"records-{one}" for one in HOUSE.records}
    assert wanted <= ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_go_down_one_step_at_a_time(language: Language) -> None:
    """No level of heading is skipped, so that a listener can jump from part to part."""
    tags = Read(small(language).split("<main", 1)[1]).tags
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 2
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


# What it says


def test_a_rule_says_what_it_asks() -> None:
    """A rule shows its conditions with the firm's own numbers, exception, source and remedy."""
    told = rule(page(), "changes-mind")
    assert told.when == m.Tree(
        "Found when",
        (
            m.Line(
                "Changes of mind",
                "at least 3",
                "fact-mind_changes",
                "parameter-mind_changes_limit",
            ),
        ),
    )
    assert told.unless is not None
    assert told.unless.heading == "Except when all of this holds"
    assert [one.required for one in told.unless.parts if isinstance(one, m.Line)] == ["yes", "yes"]
    assert told.excused == "The work is billed by the hour, and the firm can stand redoing it."
    assert told.sources == (
        "Ten signs that it is time to part with a client, article for small consultancies, item 7",
    )
    assert told.intro.startswith("Why this matters")


SAID = [
    ("scope-creep", "en", "Unpaid extra hours: more than 20% of agreed hours"),
    ("scope-creep", "nl", "Onbetaalde extra uren: meer dan 20% van afgesproken uren"),
    ("class-d", "en", "Class: D"),
    ("drains-time", "fr", "Part des heures de l’entreprise: plus de 0\u00a0%"),
    (
        "costs-more-than-it-yields",
        "nl",
        "Kosten om deze klant te bedienen: meer dan omzet bij deze",
    ),
    ("feels-misused", "fr", "Sentiment d’être exploité au sein de l’entreprise: oui"),
]


@pytest.mark.parametrize(("name", "language", "said"), SAID)
def test_conditions_in_plain_words(name: str, language: Language, said: str) -> None:
    """A condition reads as people say it, without names of facts or signs."""
    tree = rule(page(language=language), name).when
    assert any(line.startswith(said) for line in _lines(tree)), _lines(tree)


def _lines(tree: m.Tree) -> list[str]:
    found = []
    for one in tree.parts:
        found += [f"{one.subject}: {one.required}"] if isinstance(one, m.Line) else _lines(one)
    return found


def test_a_finding_reads_as_in_a_report() -> None:
    """A rule's sentence is that of the example nearest to its border; without one it has gaps."""
    with_example = rule(page(), "changes-mind").sentence
    assert (
        with_example == "The client had 3 changes of mind in 12 months, and the rework is a burden."
    )
    without = rule(page(MIND_NL), "changes-mind").sentence
    assert "3 changes of mind" in without  # there is no English example: the Dutch one serves
    bare = rule(page_of(HOUSE, [], "en", Known()), "changes-mind").sentence
    assert bare == "The client had […] changes of mind in 12 months, and the rework is a burden."


def test_the_threshold_with_the_scenarios_around_it() -> None:
    """A picture shows every scenario at its value, by what became of the rule; its text says so."""
    (scale,) = rule(page(), "changes-mind").scales
    assert (int(scale.threshold), scale.words, scale.above, scale.reached) == (
        3,
        "at least 3",
        True,
        True,
    )
    assert [(int(one.value), one.outcome) for one in scale.dots] == [
        (2, "not_found"), (3, "found"), (4, "found"), (7, "undetermined"),
    ]  # fmt: skip
    assert scale.told == (
        "Required: at least 3. found, 2 examples: 3 · 4; still open, 1 example: 7; "
        "not found, 1 example: 2."
    )
    html = to_html(page())
    assert html.count(f'id="{scale.name}-title"') == 1
    assert clean(scale.told) in html


def test_a_threshold_that_depends_on_the_client() -> None:
    """Where what is required depends on the client, the scale compares the one with the other."""
    text = """\
@rule:scope-creep
Feature: Hours
  Scenario Outline: <hours> of 100
    Given unpaid extra hours is <hours>
    And agreed hours is 100
    When the client is reviewed
    Then the verdict is "talk"

    Examples:
      | hours |
      | 20    |
      | 21    |
"""
    scale = next(
        one for one in rule(page(text), "scope-creep").scales if one.words == "more than 20%"
    )
    assert scale.title == "Unpaid extra hours, compared with agreed hours"
    assert [float(one.value) for one in scale.dots] == [0.2, 0.21]
    assert scale.reached is False


def test_values_that_lie_close_together() -> None:
    """Where differences are too small to be seen, values lie at equal distances, and it is said."""
    text = """\
@rule:late-payment
Feature: Late
  Scenario Outline: <late> late
    Given late invoices is <late>
    When the client is reviewed
    Then the verdict is provisional

    Examples:
      | late |
      | 1    |
      | 2    |
      | 500  |
"""
    (scale,) = rule(page(text), "late-payment").scales
    assert scale.even is False
    assert scale.title == "Late invoices (not to scale)"
    drawn = re.findall(r'<path d="M([\d.]+) |<circle cx="([\d.]+)"', scale_svg(scale))
    places = sorted({float(one or other) for one, other in drawn})
    assert 22.0 in places
    assert 180.0 in places
    assert 338.0 in places


# Examples


def test_an_outline_is_a_table() -> None:
    """An outline shows its rows with what came of each; a row that does not hold says why."""
    (feature,) = rule(page(), "changes-mind").examples.features
    (group,) = feature.groups
    outline, single = group.scenarios
    (table,) = outline.tables
    assert table.columns == ("times", "outcome")
    assert [one.status for one in table.rows] == ["passed", "passed", "failed"]
    assert "expected" in table.rows[2].fault
    assert [one.keyword for one in group.shared] == ["Given"]
    assert single.to_confirm
    assert feature.summary == "4 examples · 1 does not hold · 1 to confirm"


def test_what_a_person_has_still_to_confirm() -> None:
    """Scenarios to confirm, and those that do not hold, are listed with links to them."""
    told = page()
    ids = Read(to_html(told)).values("id")
    assert [one.text for one in told.open] == ["By the hour"]
    assert [one.text for one in told.failing] == ["How often [4, not found]"]
    assert {one.href for one in (*told.open, *told.failing)} <= set(ids)
    assert Read(to_html(page(MIND_NL))).values("id").count("failing") == 0


def test_examples_in_the_readers_language() -> None:
    """Examples are those of the page's language; where there are none, others with a note."""
    dutch = page(MIND_NL, "nl")
    assert rule(dutch, "changes-mind").examples.note == ""
    english = page(MIND_NL, "en")
    assert rule(english, "changes-mind").examples.note == (
        "There are no examples in this language yet. These are in Dutch."
    )
    assert ("div", "nl") in [
        (tag, attributes.get("lang")) for tag, attributes in Read(to_html(english)).elements
    ]
    both = page_of(
        HOUSE, [*scenarios_of(HOUSE, MIND), *scenarios_of(HOUSE, MIND_NL)], "nl", Known()
    )
    assert [one.title for one in rule(both, "changes-mind").examples.features] == [
        "Van gedachten veranderen"
    ]


def test_steps_of_the_firms_own() -> None:
    """A scenario with a step that only the firm's tests can run is shown, and counted apart."""
    text = MIND_NL.replace("En de klant betaalt", "En de maan is vol\n    En de klant betaalt")
    told = page_of(HOUSE, scenarios_of(HOUSE, text, with_own_steps=True), "nl", Known())
    (feature,) = rule(told, "changes-mind").examples.features
    assert feature.groups[0].scenarios[0].status == "not-run"
    assert feature.summary == "1 voorbeeld · 1 loopt in de eigen tests van het bedrijf"


def test_headline_numbers() -> None:
    """The page begins with rules, examples, what waits for a person, mistakes noticed, promises."""
    known = Known({"red-flag-means-at-once": "proved"}, Noticed(9999, 10000))
    told = {one.words: one.number for one in page(known=known).figures}
    assert told == {
        "rules (red flag: 5 · final: 2 · ground: 9 · concern: 7)": "23",
        "examples": "4",
        "example that does not hold": "1",
        "to confirm": "1",
        "of small mistakes noticed": "99.9%",
        "promise proved (of 21)": "1",
    }


def test_a_promise_says_whether_it_is_kept() -> None:
    """Each promise is proved, broken, not settled or not checked, in words."""
    names = [one.name for one in HOUSE.promises]
    fates = dict(zip(names, ("proved", "refuted", "not settled"), strict=False))
    told = page(known=Known(fates)).promises
    assert [one.fate_word for one in told[:4]] == [
        "proved", "broken", "not settled", "not checked here",
    ]  # fmt: skip


# Any policy


@pytest.mark.parametrize("seed", range(12))
def test_any_policy_has_a_page(seed: int) -> None:
    """Whatever a policy says, and however little it names, there is a page in every language."""
    rng = random.Random(seed)
    policy = _named(random_policy(rng))
    scenarios = scenarios_of(policy, _feature(rng, policy))
    for language in LANGUAGES:
        told = page_of(policy, scenarios, language, Known())
        seen = Read(to_html(told))
        ids = seen.values("id")
        assert set(seen.tags) <= TAGS | PICTURE
        assert len(ids) == len(set(ids))
        assert {f"rule-{one}" for one in policy.rules} <= set(ids)
        assert {f"verdict-{row.verdict}" for row in policy.verdicts} <= set(ids)
        links = [one[1:] for one in seen.values("href") if one.startswith("#")]
        assert set(links) <= set(ids)
        failed = sum(one.status == "failed" for one in scenarios)
        assert len(told.failing) == failed
        assert [one.text for one in told.failing] == [
            one.scenario.name for one in scenarios if one.fault
        ]


def _named(policy: p.Policy) -> p.Policy:
    """The policy with names in English alone, which is all that reading a scenario takes."""
    return replace(
        policy,
        rules={
            name: replace(one, title={"en": f"Rule {name}"}) for name, one in policy.rules.items()
        },
        verdicts=tuple(replace(row, title={"en": row.verdict}) for row in policy.verdicts),
    )


def _feature(rng: random.Random, policy: p.Policy) -> str:
    """Scenarios about every rule, most of them of a client of whom something is known."""
    speaker = Speaker(policy, "en")
    lines = ["Feature: Whatever there is"]
    for number, name in enumerate(policy.rules):
        lines += [f"  @rule:{name}", f"  Scenario: Number {number}", "    Given a client"]
        for fact, answer in random_case(rng, policy, wild=False).answers.items():
            if isinstance(policy.facts[fact].definition, p.Given):
                try:
                    lines.append(f"    And {speaker.fact(fact, answer)}")
                except (Unspoken, Unreadable):
                    continue
        lines += ["    When the client is reviewed", f'    Then "{name}" is not found']
    return "\n".join(lines)
