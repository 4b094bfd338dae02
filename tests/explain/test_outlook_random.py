"""Promises about what would change a verdict, for any policy and any client."""

from __future__ import annotations

import random

import pytest

from support.outlooks import QUICK, faults, looked_at, random_clients
from support.random_policies import Shape

SHAPES = {"tame": Shape(tame=True), "any": Shape(), "rows": Shape(rules=(3, 8), rows=(3, 5))}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_outlook_of_any_client_is_right(shape: str) -> None:
    """Each change gives what it promises and no smaller one does; so for lapses and margins."""
    seen = [0, 0, 0]
    for name, facts in random_clients(f"tests-{shape}", 8, SHAPES[shape]):
        inference, outlook = looked_at(facts)
        assert faults(facts, inference, outlook, random.Random(name), QUICK) == [], name
        for place, told in enumerate((outlook.alternatives, outlook.lapse, outlook.margin)):
            seen[place] += bool(told)
    assert any(seen), "nothing was promised that could have been wrong"
