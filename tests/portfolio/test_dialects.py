"""Promises about dialects: what a database would not understand, or misread, is said otherwise."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
import sqlglot
from msgspec.structs import replace
from sqlglot import exp

from adieu import policy as p
from adieu.load.policy import load_policy
from adieu.portfolio.dialects import in_dialect
from adieu.portfolio.printed import DIALECTS, full_layout
from adieu.portfolio.statement import statement
from support.portfolios import spiced
from support.random_policies import Shape, random_policy

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 1)
LACKING = (exp.BitwiseCount, exp.IntDiv)
"""What PostgreSQL has no function for that takes and gives integers."""


def long_named(policy: p.Policy) -> p.Policy:
    """The policy with given facts whose names begin alike and are as long as names may be."""
    names = {f"{'a' * 70}_{number}" for number in range(12)}
    fact = next(one for one in policy.facts.values() if isinstance(one.definition, p.Given))
    return replace(
        policy, facts={**policy.facts, **{name: replace(fact, name=name) for name in names}}
    )


def names_in(text: str) -> set[str]:
    """The names that stand in a statement."""
    return {one.name for one in sqlglot.parse_one(text, read="postgres").find_all(exp.Identifier)}


def test_postgres_never_cuts_a_name() -> None:
    """Names that are too long become others, each its own; the rest stay as they are."""
    policy = long_named(load_policy(ROOT / "rules"))
    facts = [name for name in policy.facts if name.startswith("aaaa")]
    query = statement(policy, full_layout(policy), TODAY, facts)
    before = {one.name for one in query.find_all(exp.Identifier)}
    long = {name for name in before if len(name.encode()) > 63}
    after = names_in(in_dialect(query, "postgres"))
    assert len(long) >= 12
    assert max(len(name.encode()) for name in after) <= 63
    assert before - long <= after
    made = {name for name in after - before if not name.startswith("_t")}
    assert len(made) == len(long)


@pytest.mark.parametrize("seed", range(6))
def test_postgres_is_asked_for_nothing_that_it_lacks(seed: int) -> None:
    """No function of other databases, and no integers of 128 bits, whatever the policy."""
    rng = random.Random(f"dialect-{seed}")
    policy = spiced(rng, random_policy(rng, Shape(rules=(8, 20), rows=(3, 6))))
    query = statement(policy, full_layout(policy), TODAY)
    text = in_dialect(query, "postgres")
    assert "BITWISE_COUNT" not in text
    assert "INT128" not in text
    for whole in sqlglot.parse_one(text, read="postgres").find_all(exp.BitwiseAnd):
        assert not list(whole.find_all(*LACKING))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_statement_is_left_as_it_was(dialect: str) -> None:
    """Its text in one dialect does not change what it says in another."""
    policy = load_policy(ROOT / "rules")
    query = statement(policy, full_layout(policy), TODAY)
    before = query.sql("duckdb")
    assert in_dialect(query, dialect)
    assert query.sql("duckdb") == before
