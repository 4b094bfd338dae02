"""A policy or a case → the same in another order, which must not change what is inferred."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Case

Thing = TypeVar("Thing")


def shuffled(rng: random.Random, mapping: Mapping[str, Thing]) -> dict[str, Thing]:
    """The same mapping in another order."""
    listed = list(mapping.items())
    rng.shuffle(listed)
    return dict(listed)


def reordered(rng: random.Random, policy: p.Policy) -> p.Policy:
    """The policy with its rules, parameters, and the parts of every group in another order."""
    rules = {
        name: replace(
            rule,
            when=_reordered_all(rng, rule.when),
            unless=_reordered_all(rng, rule.unless),
        )
        for name, rule in shuffled(rng, policy.rules).items()
    }
    rows = tuple(replace(row, when=_reordered(rng, row.when)) for row in policy.verdicts)
    parameters = shuffled(rng, policy.parameters)
    return replace(policy, rules=rules, verdicts=rows, parameters=parameters)


def _reordered_all(
    rng: random.Random, conditions: Sequence[ex.Condition]
) -> tuple[ex.Condition, ...]:
    parts = [_reordered(rng, one) for one in conditions]
    rng.shuffle(parts)
    return tuple(parts)


def _reordered(rng: random.Random, one: ex.Condition) -> ex.Condition:
    match one:
        case ex.All(parts) | ex.AnyOf(parts) | ex.NoneOf(parts):
            return type(one)(_reordered_all(rng, parts))
        case ex.AtLeast(count, parts):
            return ex.AtLeast(count, _reordered_all(rng, parts))
        case _:
            return one


def reordered_case(rng: random.Random, case: Case) -> Case:
    """The case with its answers, sections and records in another order."""
    sections = {}
    for name, section in shuffled(rng, case.sections).items():
        records = list(section.records)
        rng.shuffle(records)
        sections[name] = replace(section, records=tuple(records))
    return replace(case, answers=shuffled(rng, case.answers), sections=sections)
