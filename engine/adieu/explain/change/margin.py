"""A verdict + what is known of the client → the smallest step that would make it harsher."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from msgspec import Struct

from adieu.explain.change.attempts import Attempts
from adieu.explain.change.levers import Levers, Pull, is_told
from adieu.explain.change.steps import NUMBERS, Shift, Steps, distance
from adieu.facts import Facts
from adieu.logic import Interval, Value, exactly


class Margin(Struct, frozen=True):
    """The smallest step of one fact that would make the verdict harsher."""

    shift: Shift
    verdict: str


def margin_of(facts: Facts, verdict: str, attempts: Attempts, steps: Steps) -> Margin | None:
    """The step that is smallest beside where it leads, of the quantities of which there is some.

    Raises:
        adieu.explain.change.attempts.BudgetSpent: where too much was tried.
    """
    harsher = frozenset(
        one for one, rank in facts.policy.severity.items() if rank < facts.policy.severity[verdict]
    )
    if not harsher:
        return None
    levers = Levers(facts, attempts, tuple(_quantities(facts)))
    if harsher.isdisjoint(levers.allowed(levers.all)):
        return None
    found: tuple[Fraction, Margin] | None = None
    grouped = (name for group in levers.groups for name in group.members)
    for name in sorted((*levers.single, *grouped), key=tuple(facts.policy.facts).index):
        pull = Pull(frozenset((name,)), levers.none.counts)
        if harsher.isdisjoint(levers.allowed(pull)):
            continue
        if attempts.never(name, harsher):
            continue
        most = found[0] if found else None
        found = _nearest(facts, name, harsher, attempts, steps, most) or found
    # Where some verdict could not be told, a smaller step may have been missed: none is told then.
    return found[1] if found and attempts.proved else None


def _quantities(facts: Facts) -> Iterator[str]:
    """The known quantities of which there is something: more than none, or than the least."""
    for name, fact in facts.policy.facts.items():
        value = facts.values[name]
        if fact.type.name in NUMBERS and fact.type.name != "date" and is_told(facts, name):
            assert isinstance(value, Interval)
            low = fact.type.low
            if value.low > (0 if isinstance(low, float) else low):
                yield name


def _nearest(
    facts: Facts,
    name: str,
    harsher: frozenset[str],
    attempts: Attempts,
    steps: Steps,
    most: Fraction | None,
) -> tuple[Fraction, Margin] | None:
    """The smallest step of one fact to a harsher verdict, and its size beside where it leads.

    Nothing where none is smaller than what was found before.
    """
    now = facts.values[name]
    values = steps.values(name, {})
    if most is not None and all(_beside(now, value) >= most for value in values):
        return None
    for _, alike in groupby(values, lambda value: distance(now, value)):
        reached = [(value, _harsher(name, value, harsher, attempts)) for value in alike]
        sizes = [(_beside(now, value), value, shown) for value, shown in reached if shown]
        if sizes:
            size, value, shown = min(sizes, key=lambda one: one[0])
            better = most is None or size < most
            return (size, Margin(Shift(name, now, value), shown)) if better else None
    return None


def _harsher(name: str, value: Value, harsher: frozenset[str], attempts: Attempts) -> str | None:
    """The verdict with this value of a fact, where it is one of these."""
    answer = {name: value}
    if harsher.isdisjoint(attempts.possible(answer)) or not attempts.allows(answer):
        return None
    shown = attempts.shown(answer)
    return shown if shown in harsher else None


def _beside(now: Value, value: Value) -> Fraction:
    """How large a step is beside where it leads."""
    return distance(now, value) / (_size(value) or _size(now))


def _size(value: Value) -> Fraction:
    return distance(value, exactly(0))
