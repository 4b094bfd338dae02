"""A policy → what each of its facts, rules and rows speaks of beside facts, by its path."""

from __future__ import annotations

from collections.abc import Iterable

from adieu import expression as ex
from adieu import policy as p


class Reach:
    """What of a policy each fact, each rule and the verdict rows speak of, by their paths.

    ``parameter:NAME``, ``field:SECTION.NAME`` and ``scorecard``: what is not a fact.
    """

    def __init__(self, policy: p.Policy) -> None:
        self.policy = policy
        self.facts = {name: self._of_fact(one) for name, one in policy.facts.items()}
        self.rules = {one.name: self._of((*one.when, *one.unless)) for one in policy.active}
        self.steps = {one.name: self._of((one.when,)) for one in policy.plan}
        self.rows = self._of(row.when for row in policy.verdicts)
        self.row_facts = frozenset().union(*(ex.fact_names(one.when) for one in policy.verdicts))

    def _of_fact(self, fact: p.Fact) -> frozenset[str]:
        match fact.definition:
            case p.Count(section, where) | p.Sum(_, section, where):
                windowed = self.policy.records[section].windowed
                return self._of((where,), section) | ({"parameter:window"} if windowed else set())
            case p.Calculation(operand):
                return self._of((ex.IsUnknown(operand),))
            case p.Holds(condition):
                return self._of((condition,))
            case p.Scored():
                return frozenset({"scorecard"})
            case p.Given():
                return frozenset()

    def _of(self, conditions: Iterable[ex.Condition], section: str = "") -> frozenset[str]:
        found: set[str] = set()
        for condition in conditions:
            for one in ex.walk(condition):
                if isinstance(one, ex.Parameter):
                    found.add(f"parameter:{one.name}")
                elif isinstance(one, ex.Field) and section:
                    when = self.policy.records[section].fields[one.name].when
                    if when is not None:
                        found.add(f"field:{section}.{one.name}")
                        found |= self._of((when,), section)
        return frozenset(found)
