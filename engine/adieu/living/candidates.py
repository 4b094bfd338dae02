"""A policy + a mutant of it → clients at the very borders of what the mistake is about.

Of small ones little more is known than that; others are the examples' own, with one answer changed.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import islice

from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Answer, Case, Section
from adieu.clients.fields import answerable
from adieu.diagnostics import Place, Source
from adieu.explain.completions.breakpoints import Line
from adieu.facts import Facts
from adieu.living import steps as s
from adieu.living.holding import holds
from adieu.living.imagined import text_of
from adieu.living.mild import completion
from adieu.living.mutants import Mutant
from adieu.living.mutate_conditions import unit_step
from adieu.living.rerun import Rerun
from adieu.living.seen import Base
from adieu.living.told import nothing_else
from adieu.logic import FALSE, TRUE, Value, exactly, word
from adieu.quantities import plain

SMALL, CHANGED = 300, 150
"""How many clients of each sort are made at most: of whom little is known, changed a little."""
_DAY = date(2026, 11, 2)
"""The review date of clients, where the policy is in effect by then."""


class Candidates:
    """Clients who may tell mutants of one policy apart from it; the same ones every time."""

    def __init__(self, policy: p.Policy, cases: Sequence[Case] = ()) -> None:
        self.policy, self.cases = policy, cases
        self._kept: dict[str, dict[str, Value]] = {}
        day = max([_DAY, *([policy.effective_from] if policy.effective_from else [])])
        nothing = {name: Section() for name in policy.records}
        empty = Case("client", "", day, {}, nothing)
        mild = completion(Base(policy, empty).facts)
        given = {n: v for n, v in mild.items() if isinstance(policy.facts[n].definition, p.Given)}
        self.quiet = replace(empty, answers=answers_of(policy, given))
        self.silent, self.bare = empty, replace(empty, sections={})

    def small(self, rerun: Rerun, mutant: Mutant) -> Iterator[Case]:
        """Clients of whom little is known but what the mistake is about."""
        names = self._facts_of(rerun)
        leaves = self._leaves(rerun)
        if mutant.root.startswith(("class:", "criterion:")):
            yield from self._scored(random.Random(mutant.name))
            return
        for base in (self.quiet, self.silent, self.bare):
            for answers in islice(self._assignments(base, names, leaves), SMALL // 3):
                yield self._client(base, answers)
        found = [self._found(rule) for rule in self.policy.active]
        for one in found:
            yield from self._with_gates(one)
        for number, one in enumerate(found):
            for other in found[number + 1 :]:
                yield from self._with_gates({**one, **other})

    def changed(self, rerun: Rerun, rng: random.Random) -> Iterator[Case]:
        """The examples' own clients, then with one answer more, less or different."""
        names, leaves = self._facts_of(rerun), self._leaves(rerun)
        yield from self.cases
        for _ in range(CHANGED if self.cases and names else 0):
            case, name = rng.choice(self.cases), rng.choice(names)
            facts = Base(self.policy, case).facts
            values = [*_values(self.policy, name, facts, leaves)]
            chosen = rng.choice([*values, None])
            rest = {key: one for key, one in case.answers.items() if key != name}
            more = {} if chosen is None else answers_of(self.policy, {name: chosen})
            yield replace(case, answers={**rest, **more})

    def _client(self, base: Case, values: Mapping[str, Value]) -> Case:
        """A client with some answers of their own; where nothing else happened, nothing did."""
        place = Place(Source("", ()))
        answers = {**base.answers, **answers_of(self.policy, values)}
        sections: dict[str, Section] = {}
        if base.sections:
            nothing_else(self.policy, answers, sections, frozenset(), place)
        return replace(base, answers=answers, sections=sections)

    def _with_gates(self, answers: Mapping[str, Value]) -> Iterator[Case]:
        """A quiet client with these answers, every gate as it comes, open and shut."""
        yield self._client(self.quiet, answers)
        for gate in self.policy.gates:
            if gate in answerable(self.policy):
                for value in (TRUE, FALSE):
                    yield self._client(self.quiet, {**answers, gate: value})

    def _found(self, rule: p.Rule) -> dict[str, Value]:
        """Answers for which a rule is found, of somebody of whom nothing else is said."""
        if rule.name not in self._kept:
            self._kept[rule.name] = self._search(rule)
        return self._kept[rule.name]

    def _search(self, rule: p.Rule) -> dict[str, Value]:
        spoken = self.policy.speaking[rule.name]
        names = [name for name in answerable(self.policy) if name in spoken]
        leaves = [one for whole in rule.when for one in ex.leaves(whole)]
        wanted = s.StateIs(rule.name, "found")
        for answers in islice(self._assignments(self.quiet, names, leaves), SMALL // 3):
            if holds(wanted, Base(self.policy, self._client(self.quiet, answers)), "en"):
                tried = f"repair_tried.{rule.name}"
                return {**answers, tried: TRUE} if tried in self.policy.facts else answers
        return {}

    def _scored(self, rng: random.Random) -> Iterator[Case]:
        """Clients with scores: all the same, then any."""
        card = self.policy.scorecard
        for number in range(SMALL) if card else ():
            answers: dict[str, Value] = {}
            for one in card.criteria if card else ():
                fact = self.policy.facts[one.name]
                low, high = fact.type.low, fact.type.high
                assert isinstance(low, int)
                assert isinstance(high, int)
                drawn = low + number if number <= high - low else rng.randint(low, high)
                if number <= high - low or rng.random() < 0.9:
                    answers[one.name] = exactly(drawn)
            yield self._client(self.quiet, answers)

    def _assignments(
        self, base: Case, names: Sequence[str], leaves: Sequence[ex.Condition]
    ) -> Iterator[dict[str, Value]]:
        """Values of facts at and beside every border, each in the light of those before it."""

        def assigned(known: dict[str, Value], left: Sequence[str]) -> Iterator[dict[str, Value]]:
            if not left:
                yield known
                return
            facts = Base(self.policy, self._client(base, known)).facts
            for value in _values(self.policy, left[0], facts, leaves):
                yield from assigned({**known, left[0]: value}, left[1:])
            yield from assigned(known, left[1:])

        yield from assigned({}, names)

    def _facts_of(self, rerun: Rerun) -> list[str]:
        """The facts that can be answered, and that the mistake is about."""
        names: set[str] = set()
        for leaf in self._leaves(rerun):
            names |= ex.fact_names(leaf)
        for name in rerun.dirty:
            if name in self.policy.facts:
                names |= p.speaks_of(self.policy.facts[name].definition)
        can = answerable(self.policy)
        return [name for name in can if name in names]

    def _leaves(self, rerun: Rerun) -> list[ex.Condition]:
        """The comparisons that the mistake is in or leads to."""
        wholes: list[ex.Condition] = []
        for rule in self.policy.active:
            if rule.name in rerun.rules or not self.policy.speaking[rule.name].isdisjoint(
                rerun.dirty
            ):
                wholes += [*rule.when, *rule.unless]
        for name in rerun.dirty:
            fact = self.policy.facts.get(name)
            if fact is not None and isinstance(fact.definition, p.Holds) and fact.rule is None:
                wholes.append(fact.definition.condition)
        if rerun.steps:
            wholes += [step.when for step in self.policy.plan]
        return [leaf for whole in wholes for leaf in ex.leaves(whole)]


def _values(
    policy: p.Policy, name: str, facts: Facts, leaves: Iterable[ex.Condition]
) -> Iterator[Value]:
    """The values of a fact that matter: each answer, or at each border and a step beside it."""
    type_ = policy.facts[name].type
    match type_.name:
        case "yes-no":
            yield from (TRUE, FALSE)
        case "choice":
            yield from map(word, type_.choices)
        case "number" | "share" | "money":
            line = Line(policy, name, facts.scope(), policy.hanging_on[name])
            near = policy.hanging_on[name] | {name}
            marks = {
                mark
                for leaf in leaves
                if not near.isdisjoint(ex.fact_names(leaf))
                and not any(isinstance(one, ex.Findings) for one in ex.walk(leaf))
                for mark in line.marks(leaf)
            }
            step = unit_step(type_)
            around = {mark + turn * step for mark in marks for turn in (-1, 0, 1)}
            unit = "EUR" if type_.name == "money" else ""
            for one in sorted(around):
                if type_.low <= one <= type_.high and _writable(one):
                    yield exactly(one.numerator if one.denominator == 1 else one, unit)
        case _:
            return


def _writable(number: Fraction) -> bool:
    """Whether a number has an end in decimals, so that it can be written."""
    return "/" not in plain(number)


def answers_of(policy: p.Policy, values: Mapping[str, Value]) -> dict[str, Answer]:
    """Values as answers that a client's file could give."""
    return {
        name: Answer(value, text_of(value, policy.facts[name].type))
        for name, value in values.items()
    }
