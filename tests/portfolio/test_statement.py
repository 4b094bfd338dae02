"""Promises about the statement: its rows are the reference's, whatever the policy and the clients."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest
import sqlglot
from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Case, Section
from adieu.clients.folder import read_clients
from adieu.diagnostics import Diagnostics, Unusable
from adieu.load.policy import load_policy
from adieu.portfolio import duck
from adieu.portfolio.cases import layout_of, tables_of
from adieu.portfolio.layout import Column, Layout
from adieu.portfolio.statement import statement
from fuzz_portfolio import SHAPES, compared, usable
from support.portfolios import differences, expected, portfolio
from support.random_conditions import TODAY
from support.random_policies import Shape, random_policy

ROOT = Path(__file__).parents[2]
FIRMS = ("", "firms/accountant.yaml", "firms/criminal-lawyer.yaml", "firms/web-agency.yaml")


@pytest.fixture(scope="module")
def house() -> p.Policy:
    """The house policy."""
    return load_policy(ROOT / "rules")


@pytest.mark.parametrize("seed", range(10))
def test_the_rows_are_those_of_the_reference(seed: int) -> None:
    """Every cell of every row, for random policies and portfolios, with odd names and dates."""
    rng = random.Random(f"statement-{seed}")
    policy = random_policy(rng, rng.choice(SHAPES))
    cases = usable(policy, portfolio(rng, policy, 30))
    try:
        assert compared(rng, policy, cases) == []
    except Unusable as error:
        assert {one.code for one in error.diagnostics} == {"not-in-sql"}


@pytest.mark.parametrize("firm", FIRMS)
def test_the_rows_of_the_house_and_its_firms_are_those_of_the_reference(firm: str) -> None:
    """Windows, moments, free words, defaults and scores, as the policies that are shipped use them."""
    policy = load_policy(ROOT / "rules" / firm)
    rng = random.Random(firm)
    cases = usable(policy, portfolio(rng, policy, 60, wild=False))
    assert compared(rng, policy, cases) == []
