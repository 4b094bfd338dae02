"""Promises about places: every part of a policy is found where it is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from adieu import expression as ex
from adieu import policy as p
from adieu.clients.fields import criteria
from adieu.diagnostics import Place
from support.stated import ROOT, SHIPPED, TEXT, claims, house, loaded, name_of, written


def leaves(path: str, condition: ex.Condition) -> Iterator[tuple[str, ex.Condition]]:
    """The conditions that are no groups, by their paths."""
    if not isinstance(condition, ex.Group):
        yield path, condition
    for index, part in enumerate(ex.parts_of(condition)):
        yield from leaves(f"{path}/{index}", part)


def conditions(policy: p.Policy) -> Iterator[tuple[str, ex.Condition]]:
    """Every condition of a policy, by the path under which its place is looked for."""
    for rule in policy.rules.values():
        for key, row in (("when", rule.when), ("unless", rule.unless)):
            for index, one in enumerate(row):
                yield f"rule:{rule.name}/{key}/{index}", one
        if rule.nearly:
            yield f"rule:{rule.name}/nearly/when", rule.nearly.when
    yield from ((f"verdict:{row.verdict}/when", row.when) for row in policy.verdicts)
    yield from ((f"step:{step.name}/when", step.when) for step in policy.plan)
    yield from ((f"promise:{one.name}/when", one.what.when) for one in policy.promises)
    # Those that the policy states come first; what follows from its rules stands nowhere.
    stated = [one for one in policy.invariants if not _follows(one)]
    yield from ((f"invariant:{index}", one) for index, one in enumerate(stated))
    for kind in policy.records.values():
        for field in kind.derived:
            yield f"field:{kind.name}.{field.name}/when", field.when or ex.ALWAYS
    for name, fact in policy.facts.items():
        if isinstance(fact.definition, p.Count | p.Sum) and fact.rule is None:
            yield f"fact:{name}/where", fact.definition.where
        elif isinstance(fact.definition, p.Holds) and fact.rule is None:
            yield f"fact:{name}/when", fact.definition.condition


def there(place: Place) -> str:
    """What is underlined at a place."""
    line = place.line_text
    assert line is not None
    return line[place.column - 1 :][: place.width]


SHAPES = f"""
extends: base.yaml
rules:
  - rule: one-line
    title: {{en: Own, nl: Eigen, fr: Propre}}
    grade: concern
    theme: conduct
    because: {{en: Own, nl: Eigen, fr: Propre}}
    when: lies is at least 1
  - rule: wrapped
    title: {{en: Own, nl: Eigen, fr: Propre}}
    grade: concern
    theme: conduct
    because: {{en: Own, nl: Eigen, fr: Propre}}
    when: {{all: [lies is 0, {{any: [late_invoices is 1, {{none: revenue_share is 50%}}]}}]}}
  - rule: grouped
    title: {{en: Own, nl: Eigen, fr: Propre}}
    grade: concern
    theme: conduct
    because: {{en: Own, nl: Eigen, fr: Propre}}
    excused: {{en: Own, nl: Eigen, fr: Propre}}
    when: {{at least 1 of: [lies is 2, billed_hourly is yes]}}
    unless: [{{any: [notice_days is 3, {{all: [revenue_share is 0%]}}]}}]
    nearly: {{when: late_invoices is 4, because: {{en: Own, nl: Eigen, fr: Propre}}}}
promises:
  - {{promise: own, {TEXT}, when: billed_hourly is yes, never: [fire]}}
"""


def check_places(policy: p.Policy) -> int:
    """How many conditions stand where their paths say, each word that they speak of underlined."""
    count = 0
    for path, condition in conditions(policy):
        for leaf, one in leaves(path, condition):
            words = {each.name for each in ex.walk(one) if isinstance(each, ex.Fact | ex.Field)}
            text = there(policy.places[leaf])
            assert text
            assert all(each in text for each in words), (leaf, text, words)
            count += 1
    return count


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_every_condition_has_its_place(path: Path) -> None:
    """The place of every condition, however deep in a group, is where it is written."""
    assert check_places(loaded(path)) > 100


def test_every_way_to_write_a_condition_has_its_place(tmp_path: Path) -> None:
    """One line, a list and groups in groups are all found where the policy binds them."""
    policy = written(tmp_path, SHAPES)
    assert check_places(policy) > 20
    expected = {
        "rule:one-line/when/0": "lies is at least 1",
        "rule:wrapped/when/1/0": "late_invoices is 1",
        "rule:wrapped/when/1/1/0": "revenue_share is 50%",
        "rule:grouped/when/0": "at least 1 of",
        "rule:grouped/when/0/1": "billed_hourly is yes",
        "rule:grouped/unless/0/1/0": "revenue_share is 0%",
        "rule:grouped/nearly/when": "late_invoices is 4",
        "promise:own/when": "billed_hourly is yes",
    }
    assert {path: there(policy.places[path]) for path in expected} == expected


def test_every_part_has_its_place() -> None:
    """Every named part of the house stands where its name is written."""
    policy = house()
    named = {
        "rule": policy.rules,
        "verdict": policy.severity,
        "step": {one.name for one in policy.plan},
        "promise": claims(policy),
        "fact": {
            name
            for name, fact in policy.facts.items()
            if fact.rule is None and not isinstance(fact.definition, p.Scored)
        }
        - criteria(policy).keys(),
        "criterion": criteria(policy),
        "class": {name for name, _ in policy.scorecard.classes} if policy.scorecard else (),
        "parameter": policy.parameters,
        "source": policy.sources,
        "matter": policy.matters,
        "theme": policy.themes,
        "record": policy.records,
    }
    for what, names in named.items():
        assert names
        for name in names:
            assert there(policy.places[f"{what}:{name}"]) == name
    for kind in policy.records.values():
        for field in kind.fields:
            assert there(policy.places[f"field:{kind.name}.{field}"]) == field
    assert there(policy.places["rule:changes-mind/excused"]) == "excused"
    assert all(one.place == policy.places[f"promise:{one.name}"] for one in policy.promises)


OWN = f"""
extends: base.yaml
promises:
  - promise: own
    {TEXT}
    when: [lies is at least 1]
    never: [keep]
"""


def test_places_are_no_part_of_the_policy(tmp_path: Path) -> None:
    """Lines moved by a comment change the places and leave the hash of the policy alone."""
    before = written(tmp_path, OWN)
    after = written(tmp_path, "# A comment.\n\n" + OWN)
    assert after.sha256 == before.sha256
    path = "promise:own/when/0"
    assert after.places[path].line == before.places[path].line + 2


def test_a_firm_points_at_its_own_file() -> None:
    """What a firm overrides stands in its own file, what it inherits in that of the house."""
    places = loaded(ROOT / "rules/firms/web-agency.yaml").places
    assert places["parameter:mind_changes_limit"].source.name.endswith("web-agency.yaml")
    assert places["rule:lying"].source.name.endswith("ten-signs.yaml")


def _follows(invariant: ex.Condition) -> bool:
    """Whether an invariant follows from a rule and its conduct."""
    return any(name.startswith("repair_tried.") for name in ex.fact_names(invariant))
