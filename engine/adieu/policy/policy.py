"""Vocabulary, rules, verdicts, plan and promises → a whole policy, and what readings ask of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TypeVar, cast

from msgspec import Struct, field

from adieu import expression as ex
from adieu.diagnostics import Place
from adieu.expression import Condition
from adieu.language import Text
from adieu.logic import Interval
from adieu.policy.promises import Promise
from adieu.policy.rules import Rule, Scorecard, SourceText, Step, VerdictRow
from adieu.policy.vocabulary import Definition, Fact, Parameter, RecordKind, Scored, speaks_of
from adieu.quantities import Setting

Made = TypeVar("Made")


class Policy(Struct, frozen=True, dict=True, weakref=True):
    """A firm's policy, complete: what it extends has been merged in."""

    name: str
    version: str
    effective_from: date | None
    title: Text
    sha256: str
    sources: Mapping[str, SourceText]
    themes: Mapping[str, Text]
    matters: Mapping[str, Text]
    records: Mapping[str, RecordKind]
    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    rules: Mapping[str, Rule]
    verdicts: tuple[VerdictRow, ...]
    scorecard: Scorecard | None
    plan: tuple[Step, ...]
    invariants: tuple[Condition, ...]
    assumed_sections: frozenset[str]
    assumed_facts: Mapping[str, str]
    promises: tuple[Promise, ...] = ()
    """Those that the firm keeps: what is under ``off`` is left out."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where each part stands, by its path (``load.places``); no part of what the policy says."""

    @cached_property
    def _made(self) -> dict[object, object]:
        return {}

    def once(self, make: Callable[[Policy], Made]) -> Made:
        """What a function makes of this policy, made when it is first asked for."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(Made, self._made[make])

    @cached_property
    def settings(self) -> Mapping[str, Setting]:
        """The value of each parameter."""
        return {name: one.value for name, one in self.parameters.items()}

    def number(self, operand: ex.Operand) -> int | Fraction | None:
        """The number that a constant or a parameter is; nothing for any other operand."""
        value: object = None
        if isinstance(operand, ex.Constant):
            value = operand.value
        elif isinstance(operand, ex.Parameter):
            value = self.settings[operand.name]
        if isinstance(value, Interval) and value.known and not isinstance(value.low, float):
            return value.low
        return None

    @cached_property
    def active(self) -> tuple[Rule, ...]:
        """The rules that the firm has not turned off."""
        return tuple(rule for rule in self.rules.values() if rule.off is None)

    @cached_property
    def severity(self) -> Mapping[str, int]:
        """How harsh each verdict is: 0 is the harshest."""
        return {row.verdict: index for index, row in enumerate(self.verdicts)}

    @cached_property
    def gates(self) -> tuple[str, ...]:
        """The yes/no facts that verdict rows speak of, in their order."""
        names = [
            one.name
            for row in self.verdicts
            for one in ex.walk(row.when)
            if isinstance(one, ex.Fact) and one.type.name == "yes-no"
        ]
        return tuple(dict.fromkeys(names))

    @cached_property
    def counts(self) -> tuple[ex.Findings, ...]:
        """The counts of findings that verdict rows speak of, each once."""
        walked = (one for row in self.verdicts for one in ex.walk(row.when))
        return tuple(dict.fromkeys(one for one in walked if isinstance(one, ex.Findings)))

    @cached_property
    def speaking(self) -> Mapping[str, frozenset[str]]:
        """The facts that the condition and the exception of each active rule speak of."""
        return {
            rule.name: frozenset().union(*map(ex.fact_names, (*rule.when, *rule.unless)))
            for rule in self.active
        }

    @cached_property
    def _fitting(self) -> dict[ex.Findings, tuple[Rule, ...]]:
        return {}

    def fitting(self, node: ex.Findings) -> tuple[Rule, ...]:
        """The active rules that a count of findings looks at, whatever became of them."""
        if node not in self._fitting:
            self._fitting[node] = tuple(
                rule
                for rule in self.active
                if node.grade in (None, rule.grade)
                and node.theme in (None, rule.theme)
                and node.rule in (None, rule.name)
            )
        return self._fitting[node]

    @cached_property
    def hanging_on(self) -> Mapping[str, frozenset[str]]:
        """The facts that are derived, directly or through others, from each fact."""
        hanging: dict[str, set[str]] = {name: set() for name in self.facts}
        for name in reversed(tuple(self.facts)):
            for before in self._needed_for(self.facts[name].definition):
                hanging[before] |= {name, *hanging[name]}
        return {name: frozenset(after) for name, after in hanging.items()}

    def _needed_for(self, definition: Definition) -> frozenset[str]:
        """The facts that a definition rests on: those that it names, or the criteria of a score."""
        if isinstance(definition, Scored) and definition.what != "agreed" and self.scorecard:
            return frozenset(one.name for one in self.scorecard.criteria)
        return speaks_of(definition)

    def repair_fact(self, rule: Rule) -> Fact | None:
        """The fact that says whether repair was tried, for a rule that has a matter."""
        return self.facts.get(f"repair_tried.{rule.name}")
