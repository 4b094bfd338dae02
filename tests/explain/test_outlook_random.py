"""Promises about what would change a verdict, for any policy and any client."""

from __future__ import annotations

import random

import pytest

from adieu.explain.change.attempts import Attempts
from adieu.explain.trial import Trial
from support.outlooks import (
    QUICK,
    Enumeration,
    client_named,
    faults,
    looked_at,
    random_clients,
    reviewed,
)
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


WENT_WRONG = {"of two steps as long the one that is less beside where it leads": "long-any/156/1"}


@pytest.mark.parametrize("what", WENT_WRONG)
def test_what_once_went_wrong_goes_right(what: str) -> None:
    """Nothing wrong is said any more of clients of whom it was."""
    name = WENT_WRONG[what]
    facts = client_named(name, SHAPES["any"])
    inference, outlook = looked_at(facts)
    assert faults(facts, inference, outlook, random.Random(name), QUICK) == []


def test_what_is_not_proved_is_not_proved_the_second_time() -> None:
    """A verdict that stayed open under one question is not taken for certain under the next."""
    facts, inference = reviewed(client_named("again/68/2", SHAPES["any"]))
    attempts = Attempts(Trial(facts, inference), most=100)
    tried = Enumeration(facts, inference.verdict, random.Random(0), QUICK)
    told = []
    for _ in range(2):
        attempts.renew()
        shown = [attempts.shown({"g4": value}) for value in tried.grid("g4")]
        told.append((shown, attempts.proved))
    assert told[0] == told[1]
    assert told[0][1] is False
