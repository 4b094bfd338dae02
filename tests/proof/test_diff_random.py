"""Promises about the difference of random policies: no client ever contradicts what is claimed."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from msgspec.structs import replace

from adieu import policy as p
from adieu.case import Case
from adieu.facts import derive
from adieu.infer import Inference, Outcome, reference
from adieu.logic import UnitMismatch
from adieu.proof.diff.difference import Difference, difference
from adieu.quantities import Duration
from support.random_cases import completed, random_case
from support.random_conditions import TODAY
from support.random_policies import Shape, random_policy

CLIENTS = 40
"""So many random clients are judged by both policies of a pair."""


def _dropped(rng: random.Random, old: p.Policy) -> p.Policy:
    """A rule with a condition less."""
    rule = rng.choice(list(old.rules.values()))
    when = tuple(rng.sample(rule.when, max(0, len(rule.when) - 1)))
    return replace(old, rules={**old.rules, rule.name: replace(rule, when=when)})


def _unexcused(rng: random.Random, old: p.Policy) -> p.Policy:
    """A rule without its exception."""
    rule = rng.choice(list(old.rules.values()))
    return replace(old, rules={**old.rules, rule.name: replace(rule, unless=())})


def _regraded(rng: random.Random, old: p.Policy) -> p.Policy:
    """A rule with another grade."""
    rule = rng.choice(list(old.rules.values()))
    other = replace(rule, grade=rng.choice(p.GRADES))
    return replace(old, rules={**old.rules, rule.name: other})


def _reset(rng: random.Random, old: p.Policy) -> p.Policy:
    """A parameter with another value."""
    name = rng.choice(("p_count", "p_number", "p_share", "p_words", "window"))
    stated = old.parameters[name]
    if name == "window":
        other = replace(stated, value=Duration(months=rng.choice((1, 6, 18))))
    else:
        same = random_policy(rng).parameters
        other = replace(stated, value=same[name].value)
    return replace(old, parameters={**old.parameters, name: other})


def _recounted(rng: random.Random, old: p.Policy) -> p.Policy:
    """A count that counts other records."""
    counts = [one for one in old.facts.values() if isinstance(one.definition, p.Count)]
    others = [
        one.definition
        for one in random_policy(rng).facts.values()
        if isinstance(one.definition, p.Count)
    ]
    if not counts or not others:
        return _dropped(rng, old)
    fact = rng.choice(counts)
    other = replace(fact, definition=rng.choice(others))
    return replace(old, facts={**old.facts, fact.name: other})


def _redated(rng: random.Random, old: p.Policy) -> p.Policy:
    """A section that the window limits, or no longer does."""
    kind = old.records["events"]
    other = replace(kind, windowed=not kind.windowed)
    return replace(old, records={**old.records, "events": other})


def _swapped(rng: random.Random, old: p.Policy) -> p.Policy:
    """Two verdict rows in each other's place."""
    rows = list(old.verdicts[:-1])
    rng.shuffle(rows)
    return replace(old, verdicts=(*rows, old.verdicts[-1]))


MUTATIONS: tuple[Callable[[random.Random, p.Policy], p.Policy], ...] = (
    _dropped, _unexcused, _regraded, _reset, _recounted, _redated, _swapped,
)  # fmt: skip


def pair(seed: int) -> tuple[random.Random, Difference]:
    """A random policy, a mutant of it, and what is claimed of the two."""
    rng = random.Random(f"diff-{seed}")
    shape = Shape(rules=(3, 7), rows=(2, 4), depth=1, tame=True)
    old = new = replace(random_policy(rng, shape), effective_from=TODAY)
    for _ in range(rng.randint(1, 4)):
        new = rng.choice(MUTATIONS)(rng, new)
    return rng, difference(old, new, 2)


def judged(told: Difference, case: Case) -> tuple[Inference, Inference]:
    """A client under both policies."""
    return (
        reference.infer(told.old, derive(told.old, case)),
        reference.infer(told.new, derive(told.new, case)),
    )


@pytest.mark.parametrize("seed", range(12))
def test_what_is_claimed_holds_of_every_client_that_is_tried(seed: int) -> None:
    """A verdict or a finding that changes for a random client was named; each witness shows it."""
    rng, told = pair(seed)
    assert told.on == TODAY or told.old.settings["window"] != told.new.settings["window"]
    for one in told.verdicts:
        assert one.witness is not None
        before = reference.infer(told.old, derive(told.old, one.witness.before))
        after = reference.infer(told.new, derive(told.new, one.witness.after))
        assert (before.verdict, after.verdict) == (one.old, one.new)
    pairs = {(one.old, one.new) for one in told.verdicts}
    more = {one.name for one in told.rules if one.more != "no"}
    fewer = {one.name for one in told.rules if one.fewer != "no"}
    for _ in range(CLIENTS):
        case = replace(random_case(rng, told.old, wild=False), as_of=told.on)
        try:
            before, after = judged(told, completed(rng, told.old, case))
        except UnitMismatch:
            continue
        if told.settled and before.verdict != after.verdict:
            assert (before.verdict, after.verdict) in pairs
        for name in {**before.outcomes, **after.outcomes}:
            found = [one.outcomes.get(name) is Outcome.FOUND for one in (before, after)]
            assert found != [False, True] or name in more, name
            assert found != [True, False] or name in fewer, name
