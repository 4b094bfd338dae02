"""Held scenarios → the part of the policy that each belongs to.

A scenario belongs to the rule that its tags name; of several, to one of which it expects something.
A feature without a rule belongs to what most of its scenarios expect: a class, a step of the plan,
or a verdict.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from adieu.living import steps as s
from adieu.living.page.held import Held

RULE = "rule:"
VERDICTS, CLASSES, PLAN = "verdicts", "classes", "plan"


def homes_of(scenarios: Sequence[Held], rules: frozenset[str]) -> list[str]:
    """Where each scenario belongs."""
    expected: dict[str, Counter[str]] = {}
    for one in scenarios:
        own = expected.setdefault(file_of(one), Counter())
        own.update(_kinds(one))
    homes = []
    for one in scenarios:
        tagged = [tag for tag in one.scenario.tags if tag.startswith(RULE)]
        known = [tag for tag in tagged if tag.removeprefix(RULE) in rules]
        said = [tag for tag in known if tag.removeprefix(RULE) in expected_of(one)]
        home = next(iter((*said, *known)), None)
        own = expected[file_of(one)]
        homes.append(home or max((VERDICTS, CLASSES, PLAN), key=own.__getitem__))
    return homes


def _kinds(one: Held) -> Iterator[str]:
    """What a scenario expects, once each."""
    for said in one.example.expectations if one.example else ():
        match said:
            case s.ClassIs():
                yield CLASSES
            case s.PlanHas():
                yield PLAN
            case s.VerdictIs() | s.FinalIs() | s.PossibleAre() | s.CouldBecome():
                yield VERDICTS
            case _:
                pass


def is_about(one: Held, rule: str) -> bool:
    """Whether a scenario speaks of a rule."""
    return f"{RULE}{rule}" in one.scenario.tags or rule in expected_of(one)


def expected_of(one: Held) -> frozenset[str]:
    """The rules of which a scenario expects something."""
    expected = one.example.expectations if one.example else ()
    return frozenset(said.rule for said in expected if isinstance(said, s.StateIs | s.ReasonIs))


def file_of(one: Held) -> str:
    """The file that a scenario stands in."""
    return one.scenario.place.source.name
