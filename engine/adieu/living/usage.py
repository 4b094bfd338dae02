"""A policy → what of it its decisions hang on: facts, derived fields, parameters, the scorecard."""

from __future__ import annotations

from collections.abc import Iterable

from adieu import expression as ex
from adieu import policy as p


class Usage:
    """The parts that a finding, a repair, a verdict, a class or a step of the plan hangs on.

    Each in the order of the policy; facts that the loader makes of rules are walked through, but
    not named, for nobody wrote them.
    """

    def __init__(self, policy: p.Policy) -> None:
        self.policy = policy
        self._facts: set[str] = set()
        self._fields: set[tuple[str, str]] = set()
        self._parameters: set[str] = set()
        self.scorecard = policy.scorecard is not None
        for rule in policy.active:
            self._conditions((*rule.when, *rule.unless))
            if (tried := policy.repair_fact(rule)) is not None:
                self._fact(tried.name)
        self._conditions(row.when for row in policy.verdicts)
        self._conditions(step.when for step in policy.plan)
        self.facts = tuple(
            name for name, one in policy.facts.items() if name in self._facts and one.rule is None
        )
        self.fields = tuple(
            (kind.name, one.name)
            for kind in policy.records.values()
            for one in kind.derived
            if (kind.name, one.name) in self._fields
        )
        self.parameters = tuple(name for name in policy.parameters if name in self._parameters)

    def _conditions(self, conditions: Iterable[ex.Condition], section: str = "") -> None:
        for condition in conditions:
            for operand in ex.walk(condition):
                self._operand(operand, section)

    def _operand(self, operand: ex.Operand, section: str) -> None:
        match operand:
            case ex.Fact(name):
                self._fact(name)
            case ex.Parameter(name):
                self._parameters.add(name)
            case ex.Field(name):
                when = self.policy.records[section].fields[name].when
                if when is not None and (section, name) not in self._fields:
                    self._fields.add((section, name))
                    self._conditions((when,), section)
            case _:
                pass

    def _fact(self, name: str) -> None:
        if name in self._facts:
            return
        self._facts.add(name)
        match self.policy.facts[name].definition:
            case p.Count(section, where) | p.Sum(_, section, where):
                self._conditions((where,), section)
                if self.policy.records[section].windowed and "window" in self.policy.parameters:
                    self._parameters.add("window")
            case p.Calculation(operand):
                for one in ex.walk_operand(operand):
                    self._operand(one, "")
            case p.Holds(condition):
                self._conditions((condition,))
            case p.Given() | p.Scored():
                pass
