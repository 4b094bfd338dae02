"""A policy → its mutants: the same policy with one small mistake each, as a person might make it.

Examples that notice every mistake pin the policy down.  A mutant is named by where its mistake is
and what it is, so that the names stay as long as the policy does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from adieu import policy as p
from adieu.living import mutate_parts, mutate_whole
from adieu.living.mutate_parts import Made
from adieu.living.usage import Usage

Level = Literal["rule", "condition", "comparison", "unknown", "verdict", "scorecard"]
LEVELS: tuple[Level, ...] = (
    "rule", "condition", "comparison", "unknown", "verdict", "scorecard",
)  # fmt: skip
_LEVEL_OF: dict[str, Level] = {
    "deleted": "rule",
    "regraded": "rule",
    "unexcused": "rule",
    "dropped": "condition",
    "negated": "condition",
    "joined": "condition",
    "swapped": "condition",
    "widened": "condition",
    "compared": "comparison",
    "shifted": "comparison",
    "shortened": "comparison",
    "unknown-true": "unknown",
    "unknown-false": "unknown",
    "row-deleted": "verdict",
    "rows-swapped": "verdict",
    "border": "scorecard",
    "weight": "scorecard",
}
OPERATORS = tuple(_LEVEL_OF)
"""Every kind of mistake; the catalogue has a sentence for each."""


class Mutant(Struct, frozen=True):
    """A policy with one mistake: which kind, where, and what was written and is written now.

    ``path`` is that of ``load.places``; ``was`` and ``became`` are in the words of the policy.
    """

    name: str
    level: Level
    operator: str
    path: str
    was: str
    became: str
    policy: p.Policy

    @property
    def root(self) -> str:
        """The part of the policy that the mistake is in: ``rule:always-late``."""
        return self.path.partition("/")[0]


def mutants(policy: p.Policy) -> tuple[Mutant, ...]:
    """Every mutant, in the order of the policy.

    Only of parts that a verdict, a finding, a class or a step of the plan hangs on.
    """
    usage = Usage(policy)
    found: dict[str, Mutant] = {}
    for one in _made(policy, usage):
        name = f"{one.path} {one.operator}"
        if one.variant:
            name = f"{name} {one.variant.strip('-')}"
        assert name not in found, name
        level = "verdict" if one.path.startswith("verdict:") else _LEVEL_OF[one.operator]
        found[name] = Mutant(name, level, one.operator, one.path, one.was, one.became, one.policy)
    return tuple(found.values())


def _made(policy: p.Policy, usage: Usage) -> Iterator[Made]:
    for rule in policy.active:
        yield from mutate_whole.of_rule(policy, rule)
        yield from mutate_parts.of_rule(policy, rule)
    for name in usage.facts:
        yield from mutate_parts.of_fact(policy, policy.facts[name])
    for section, name in usage.fields:
        yield from mutate_parts.of_field(policy, section, name)
    for name in usage.parameters:
        yield from mutate_whole.of_parameter(policy, policy.parameters[name])
    yield from mutate_whole.of_verdicts(policy)
    for index in range(len(policy.verdicts)):
        yield from mutate_parts.of_verdict(policy, index)
    for index in range(len(policy.plan)):
        yield from mutate_parts.of_step(policy, index)
    if policy.scorecard is not None and usage.scorecard:
        yield from mutate_whole.of_scorecard(policy, policy.scorecard)
