"""Promises about what is still possible: exactly what completions give, and exactly what matters.

Set ``ADIEU_COMPLETED`` to a number to try so many clients instead of the usual ones.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from msgspec.structs import replace

from adieu.explain.questions import asks, other_inputs
from adieu.explain.trial import Trial
from adieu.facts import Facts, derive
from adieu.infer import Inference, reference
from adieu.logic import Value
from support.completions import Enumerated, enumerated, known_case, opened
from support.random_policies import Shape, random_policy

CLIENTS = int(os.environ.get("ADIEU_COMPLETED", "40"))
SHAPES = (
    Shape(rules=(1, 4), rows=(1, 3), depth=1, tame=True),
    Shape(rules=(2, 6), rows=(1, 4), depth=2, tame=True),
)
MOST = 150
"""Clients with more completions than this are left out."""


@dataclass(frozen=True)
class Tried:
    """A client of whom something is open, and all completions."""

    name: str
    facts: Facts
    inference: Inference
    trial: Trial
    completions: Enumerated


def _tried(clients: int) -> Iterator[Tried]:
    made = number = 0
    while made < clients:
        rng = random.Random(f"settle/{number}")
        policy = random_policy(rng, SHAPES[number % len(SHAPES)])
        before = made
        for index in range(24):
            if index == 3 and made == before:
                break
            facts = derive(policy, opened(rng, policy, known_case(rng, policy), 4))
            inference = reference.infer(policy, facts)
            if inference.final:
                continue
            before -= 1
            trial = Trial(facts, inference)
            # Whatever is said to be possible is looked for at the very values that say so.
            said = {
                name: [kind.value for kind in one.by_value(name)]
                for one in trial.prospects.components
                for name in one.inputs
            }
            completions = enumerated(facts, MOST, said)
            if completions is not None and made < clients:
                yield Tried(f"{number}/{index}", facts, inference, trial, completions)
                made += 1
        number += 1


@cache
def tried() -> tuple[Tried, ...]:
    """The clients that all promises are checked against."""
    return tuple(_tried(CLIENTS))


def test_possible_verdicts_are_exactly_those_of_completions() -> None:
    """A verdict is called possible where some way to answer what is open gives it, else never."""
    narrowed = unproved = 0
    for one in tried():
        settled = one.trial.settled()
        possible = frozenset(settled.possible)
        assert possible >= one.completions.possible, one.name
        assert possible == one.completions.possible or not settled.proved, one.name
        narrowed += len(settled.possible) < len(one.inference.possible)
        unproved += not settled.proved
    assert unproved <= CLIENTS // 100
    # Where Kleene's logic allows more, it is put right: this happens often enough to be tested.
    assert narrowed > CLIENTS // 50


def test_questions_are_exactly_those_that_matter() -> None:
    """A question is asked where two completions that differ in it alone give other verdicts."""
    unsettled = 0
    for one in tried():
        exact = replace(one.inference, possible=one.trial.settled().possible)
        asked = {_input(ask.name, one.facts) for ask in asks(one.facts, exact, one.trial)}
        openings = one.trial.prospects.openings
        inputs = {name for each in one.completions.all for name in each.answers}
        inputs |= set(one.completions.fields)
        matter = {name for name in inputs if one.completions.matters(name)}
        assert {name for name in matter - asked if openings.is_askable(name)} == set(), one.name
        unsettled += asked > matter
    # Where neither trying nor proof tells whether it matters, it is asked all the same.
    assert unsettled <= CLIENTS // 100


def test_what_no_longer_matters_is_named() -> None:
    """Open inputs that cannot change the verdict any more are listed apart."""
    listed = 0
    for one in tried():
        exact = replace(one.inference, possible=one.trial.settled().possible)
        asked = asks(one.facts, exact, one.trial)
        others = other_inputs(one.facts, exact, one.trial, asked)
        assert {ask.name for ask in asked}.isdisjoint(others)
        for name in others:
            assert not one.completions.matters(_input(name, one.facts)), one.name
        listed += len(others)
    assert listed


def _input(name: str, facts: Facts) -> str:
    """The input behind a question: for whether repair was tried, the count of what went on."""
    behind = name.replace("repair_tried.", "went_on.")
    return behind if behind in facts.values else name


def test_an_answer_that_two_rules_share_rules_a_verdict_out() -> None:
    """What a verdict rests on is settled with other answers as exactly as without."""
    for one in tried()[:100]:
        for name, kinds in _kinds(one):
            for value in kinds:
                with_it = one.trial.settled_with({name: value}).possible
                given = {
                    verdict
                    for each in one.completions.all
                    if each.answers.get(name) == value
                    for verdict in each.possible
                }
                assert set(with_it) == given, (one.name, name)


def _kinds(one: Tried) -> Iterator[tuple[str, list[Value]]]:
    """The answers to facts that a person gives, with each kind of value."""
    for component in one.trial.prospects.components:
        for name in component.inputs:
            kinds = component.by_value(name)
            if "[" not in name and not one.facts.members.get(name):
                yield name, [kind.value for kind in kinds]
