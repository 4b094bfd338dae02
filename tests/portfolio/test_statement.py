"""Promises about the statement: its rows are the reference's, whoever the clients are."""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlglot
from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Answer, Case
from adieu.clients.folder import read_cases
from adieu.diagnostics import Unusable
from adieu.infer import MAX_SETTINGS
from adieu.load.policy import load_policy
from adieu.logic import TRUE, Options, exactly
from adieu.portfolio import duck
from adieu.portfolio.cases import layout_of, tables_of
from adieu.portfolio.layout import Column, Layout
from adieu.portfolio.printed import full_layout
from adieu.portfolio.statement import statement
from adieu.quantities import Duration, Type
from fuzz_portfolio import SHAPES, compared, some_facts, usable
from support.portfolios import differences, expected, portfolio, spiced
from support.random_conditions import DATE, NUMBER, TODAY
from support.random_policies import Shape, random_policy

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def house() -> p.Policy:
    """The house policy."""
    return load_policy(ROOT / "rules")


def rows(policy: p.Policy, cases: list[Case], facts: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """What DuckDB makes of these clients."""
    tables = tables_of(policy, cases)
    found: list[dict[str, Any]] = duck.run(
        statement(policy, layout_of(tables), TODAY, facts), tables
    ).to_pylist()
    return found


@pytest.mark.parametrize("seed", range(8))
def test_the_rows_are_those_of_the_reference(seed: int) -> None:
    """Every cell of every row, for random policies and portfolios, with odd names and dates."""
    rng = random.Random(f"statement-{seed}")
    policy = spiced(rng, random_policy(rng, rng.choice(SHAPES)))
    cases = usable(policy, portfolio(rng, policy, 25))
    assert compared(rng, policy, cases, some_facts(rng, policy)) == []


@pytest.mark.parametrize("firm", [""])
def test_the_rows_of_the_policies_that_are_shipped_are_those_of_the_reference(firm: str) -> None:
    """Windows, moments, free words, defaults and scores, as real policies use them."""
    policy = load_policy(ROOT / "rules" / (f"firms/{firm}.yaml" if firm else ""))
    rng = random.Random(firm)
    cases = usable(policy, portfolio(rng, policy, 25, wild=False))
    asked = [name for name in policy.facts if not name.startswith(("went_on", "repair"))]
    assert compared(rng, policy, cases, () if firm else asked) == []


@pytest.mark.parametrize("firm", ["accountant", "criminal-lawyer"])
def test_the_worked_clients_get_the_rows_of_the_reference(firm: str) -> None:
    """The worked examples, as they are read from their files."""
    policy = load_policy(ROOT / "rules" / (f"firms/{firm}.yaml" if firm else ""))
    folder = ROOT / "clients" / (f"firms/{firm}" if firm else "")
    found = read_cases([folder], policy, None, TODAY)
    cases = [one.case for one in found if one.case is not None]
    assert cases
    assert differences(expected(policy, cases, ()), rows(policy, cases)) == []


TOLD = {
    "before the last": "{date: 2026-05-02, about: payment}",
    "between the last two": "{date: 2026-07-15, about: payment}",
    "on the day of the last": "{date: 2026-08-01, about: payment}",
    "after the last": "{date: 2026-08-02, about: payment}",
    "about something else": "{date: 2026-05-02, about: extras}",
    "later about payment, earlier about another": (
        "{date: 2026-09-02, about: payment}, {date: 2026-01-02, about: extras}"
    ),
    "long before the window": "{date: 2019-05-02, about: payment}",
    "twice": "{date: 2026-09-02, about: payment}, {date: 2026-07-31, about: payment}",
}
"""When a client who always pays late was told, the last invoice being due on 1 August."""
PAYING = {"known": "2026-08-30", "of unknown date": "unknown", "in time": "2026-07-30"}
"""When the last invoice was paid: where it was in time, the last late one was due on 1 July."""

REST = """
repairs: []
incidents: []
contacts: []
changes: []
advice: []
facts: {legal_risk_known: no, loss_will_not_change: no, pipeline_covers: yes, cash_months: 9}
"""


@pytest.mark.parametrize("kept", [True, False], ids=["boundaries kept", "no boundaries kept"])
def test_repair_was_tried_where_the_last_late_invoice_came_after_the_first_word_of_it(
    house: p.Policy, tmp_path: Path, kept: bool
) -> None:
    """On the same day is not after; what is about something else, or not known, proves nothing."""
    for number, (told, paid) in enumerate(itertools.product(TOLD, PAYING)):
        invoices = [f"{{due: 2026-0{month}-01, paid: 2026-10-01}}" for month in range(1, 8)]
        invoices.append(f"{{due: 2026-08-01, paid: {PAYING[paid]}}}")
        text = f"client: {number} {told}, {paid}\nas_of: {TODAY}\n"
        text += f"invoices: [{', '.join(invoices)}]\n{REST}"
        text += f"boundaries: [{TOLD[told]}]\n" if kept else ""
        (tmp_path / f"{number}.yaml").write_text(text, "utf-8")
    cases = [one.case for one in read_cases([tmp_path], house, None, TODAY) if one.case]
    assert len(cases) == len(TOLD) * len(PAYING)
    found = rows(house, cases)
    assert differences(expected(house, cases, ()), found) == []
    possible = {tuple(row["possible"]) for row in found}
    wanted = {("fire",), ("talk",), ("fire", "talk")} if kept else {("fire", "talk")}
    assert possible == wanted


def test_more_ways_than_the_definition_tries_leave_repairs_unknown() -> None:
    """Where gates and repairs can be settled in too many ways, the statement gives up as well."""
    policy, cases = crowded()
    wanted = expected(policy, cases, ())
    assert {len(row["possible"]) for row in wanted.values()} > {1}
    assert differences(wanted, rows(policy, cases)) == []


def crowded() -> tuple[p.Policy, list[Case]]:
    """A policy whose counts see many rules each, and clients who leave more and more open."""
    yes = Type("yes-no")
    facts: dict[str, p.Fact] = {}
    rules: dict[str, p.Rule] = {}
    for index in range(48):
        name = f"rule-{index}"
        theme, grade = ("money", "work", "tone")[index % 3], ("ground", "final")[index % 2]
        facts[f"f{index}"] = p.Fact(f"f{index}", yes, p.Given(), {})
        facts[f"repair_tried.{name}"] = p.Fact(f"repair_tried.{name}", yes, p.Given(), {})
        when = ex.Compare(ex.Fact(f"f{index}", yes), "=", ex.Constant(TRUE, yes))
        rules[name] = p.Rule(
            name, {}, grade, theme, "other", None, None, (when,), (), {}, None, None, None, ()
        )
    counts = [
        ex.Findings(grade, theme, repair_tried=True)
        for grade in ("ground", "final", None)
        for theme in ("money", "work", "tone", None)
    ]
    limits = [ex.Constant(exactly(index + 2), NUMBER) for index in range(len(counts))]
    whens = [ex.Compare(one, "=", limit) for one, limit in zip(counts, limits, strict=True)]
    verdicts = [p.VerdictRow(f"v{index}", {}, {}, {}, when) for index, when in enumerate(whens)]
    verdicts.append(p.VerdictRow("keep", {}, {}, {}, ex.ALWAYS))
    rng = random.Random(4)
    base = random_policy(rng)
    policy = replace(
        base, facts=facts, rules=rules, verdicts=tuple(verdicts), records={}, scorecard=None,
        assumed_facts={}, assumed_sections=frozenset(), promises=(),
    )  # fmt: skip
    cases = []
    for open_ in (0, 2, 6, 12, 24, 40, 47, 48):
        left = set(rng.sample(range(48), open_))
        answers = {f"f{one}": Answer(TRUE, "") for one in range(48)}
        for one in set(range(48)) - left:
            answers[f"repair_tried.rule-{one}"] = Answer(rng.choice((TRUE, ~TRUE)), "")
        cases.append(Case(f"open {open_}", "", TODAY, answers))
    assert MAX_SETTINGS < 5**6
    return policy, cases


def test_a_policy_with_more_rules_than_bits_gives_the_rows_of_the_reference() -> None:
    """Rules beyond the bits of one whole number are counted and listed as all others."""
    rng = random.Random("many")
    policy = random_policy(rng, Shape(rules=(75, 75), depth=1))
    cases = usable(policy, portfolio(rng, policy, 6))
    assert len(policy.active) > 60
    assert compared(rng, policy, cases, list(policy.facts)) == []


def test_the_statement_is_the_same_in_every_run() -> None:
    """However Python orders its sets, so that a statement can be kept and compared."""
    asked = [sys.executable, "-m", "adieu", "sql", "--policy", str(ROOT / "rules")]
    first, second = (
        subprocess.run(
            asked, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    )
    assert first
    assert first == second


def test_what_files_say_never_ends_a_name_or_a_text(house: p.Policy) -> None:
    """Ids, names and words with quotes, comments and line breaks stay what they are."""
    odd = ("'; DROP TABLE clients; --", 'a"b', "*/ 1 /*", "x\\", "two\nlines", "🦆", "NULL")
    choices = Type("choice", odd)
    fact = p.Fact("odd", choices, p.Given(), {})
    rules = {
        name: replace(
            house.rules["lying"],
            name=name,
            when=(ex.OneOf(ex.Fact("odd", choices), frozenset({name})),),
        )
        for name in odd
    }  # fmt: skip
    policy = replace(house, facts={**house.facts, "odd": fact}, rules=rules)
    cases = [
        Case(f"{index} {name}", name, TODAY, {"odd": Answer(Options(frozenset((name,))), "")})
        for index, name in enumerate(odd)
    ]
    found = rows(policy, cases, ("odd",))
    assert differences(expected(policy, cases, ("odd",)), found) == []
    assert [row["findings"] for row in sorted(found, key=lambda row: str(row["client"]))] == [
        [name] for name in odd
    ]


def test_facts_may_be_called_like_any_part_of_the_statement() -> None:
    """Names of facts never meet those that the statement gives to its own columns and queries."""
    yes = Type("yes-no")
    names = (
        "state", "states", "verdict", "final", "possible", "findings", "found", "excused", "class",
        "undetermined", "one", "each", "facts", "score_low", "decided", "matter", "fits", "known",
    )  # fmt: skip
    base = random_policy(random.Random(2))
    rule = next(iter(base.rules.values()))
    facts = {name: p.Fact(name, yes, p.Given(), {}) for name in names}
    rules = {
        f"{name}-rule": replace(
            rule, name=f"{name}-rule", off=None, unless=(),
            when=(ex.Compare(ex.Fact(name, yes), "=", ex.Constant(TRUE, yes)),),
        )
        for name in names
    }  # fmt: skip
    gate = ex.Compare(ex.Fact("state", yes), "=", ex.Constant(TRUE, yes))
    rows_ = (p.VerdictRow("state", {}, {}, {}, gate), base.verdicts[-1])
    policy = replace(
        base, facts=facts, rules=rules, verdicts=rows_, records={}, scorecard=None,
        assumed_facts={}, assumed_sections=frozenset(), promises=(),
    )  # fmt: skip
    rng = random.Random(8)
    cases = []
    for index in range(20):
        answers = {
            name: Answer(rng.choice((TRUE, ~TRUE)), "") for name in names if rng.random() < 0.7
        }
        cases.append(Case(str(index), "", TODAY, answers))
    assert differences(expected(policy, cases, ()), rows(policy, cases)) == []


@pytest.mark.parametrize("dialect", ["duckdb", "spark", "postgres"])
def test_every_dialect_can_say_all_of_it(house: p.Policy, dialect: str) -> None:
    """The house policy over records is stated without anything that a dialect lacks."""
    layout = full_layout(house)
    query = statement(house, layout, TODAY, tuple(house.facts))
    said = query.sql(dialect, pretty=True, unsupported_level=sqlglot.ErrorLevel.RAISE)
    assert all(f"/* {rule.name} */" in said for rule in house.active)
    assert sqlglot.parse_one(said, read=dialect)


def test_what_cannot_be_said_exactly_is_named_with_its_place() -> None:
    """A product of more digits than a database keeps is refused, not rounded."""
    rng = random.Random("digits")
    base = random_policy(rng)
    number = Type("number")
    wide = ex.Fact("wide", number)
    squared = ex.Arithmetic("*", wide, wide, number)
    facts = {
        **base.facts,
        "wide": p.Fact("wide", number, p.Given(), {}),
        "squared": p.Fact("squared", number, p.Calculation(squared), {}),
    }
    policy = replace(base, facts=facts)
    layout = Layout({"client": Column("VARCHAR"), "wide": Column("DECIMAL(30,10)")})
    with pytest.raises(Unusable) as caught:
        statement(policy, layout, TODAY, ("squared",))
    assert [one.code for one in caught.value.diagnostics] == ["not-in-sql"]
    measured = Layout({"client": Column("VARCHAR"), "wide": Column("DECIMAL(30,10)", "", 8, 2)})
    assert statement(policy, measured, TODAY, ("squared",))


@pytest.mark.parametrize(
    ("day", "months", "days", "relation"),
    [
        (date(2024, 1, 31), 1, 0, "="), (date(2024, 3, 31), -1, 0, "="),
        (date(2023, 12, 31), 2, 1, "="), (date(2024, 2, 29), 12, 0, "="),
        (date(1, 1, 2), -1, 5, "="), (date(9999, 12, 1), 1, 10, "="),
        (date(9999, 12, 31), 0, 1, "="), (date(1, 1, 1), 0, -1, "="),
    ],
)  # fmt: skip
def test_dates_move_as_the_definition_moves_them(
    day: date, months: int, days: int, relation: ex.Relation
) -> None:
    """Month ends are kept, and nothing leaves the calendar."""
    turn: ex.Sign = "+" if months > 0 or days > 0 else "-"
    length = ex.Constant(Duration(abs(months), abs(days)), Type("duration"))
    moved = ex.Arithmetic(turn, ex.Fact("day", DATE), length, DATE)
    condition = ex.Compare(moved, relation, ex.Fact("other", DATE))
    yes = Type("yes-no")
    facts = {
        "day": p.Fact("day", DATE, p.Given(), {}), "other": p.Fact("other", DATE, p.Given(), {}),
        "same": p.Fact("same", yes, p.Holds(condition), {}),
    }  # fmt: skip
    base = random_policy(random.Random(1))
    policy = replace(
        base, facts=facts, rules={}, verdicts=(base.verdicts[-1],), records={}, scorecard=None,
        assumed_facts={}, assumed_sections=frozenset(),
    )  # fmt: skip
    others = [
        day,
        *(
            date.fromordinal(max(1, min(date.max.toordinal(), day.toordinal() + one)))
            for one in range(-40, 40)
        ),
    ]
    cases = [
        Case(str(index), "", TODAY, {
            "day": Answer(exactly(day.toordinal()), ""),
            "other": Answer(exactly(other.toordinal()), ""),
        })
        for index, other in enumerate(others)
    ]  # fmt: skip
    assert differences(expected(policy, cases, ("same",)), rows(policy, cases, ("same",))) == []
