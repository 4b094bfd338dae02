"""A policy + a mutant of it → a client whom the two review differently, where one is soon found.

Small clients are tried first: nothing happened to them but what the mistake is about, at the very
borders of its conditions.  Then those of the examples, changed a little; then made-up records.
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
from adieu.clients.fields import answerable, left_out
from adieu.diagnostics import Place, Source
from adieu.explain.completions.breakpoints import Line
from adieu.facts import Facts
from adieu.living import steps as s
from adieu.living.holding import classes_of, holds, state_of
from adieu.living.imagined import imagined_records, text_of, written
from adieu.living.mild import completion
from adieu.living.mutants import Mutant
from adieu.living.mutate_conditions import unit_step
from adieu.living.rerun import Base, Reach, Rerun
from adieu.living.review import Review
from adieu.living.told import nothing_else
from adieu.logic import FALSE, TRUE, UnitMismatch, Value, exactly, word
from adieu.quantities import plain

SMALL, CHANGED, RECORDS = 300, 150, 300
"""How many clients of each sort are tried."""
_DAY = date(2026, 11, 2)


class Witnesses:
    """Looks for clients that tell mutants of one policy apart from it; the same ones every time."""

    def __init__(self, policy: p.Policy, cases: Sequence[Case] = ()) -> None:
        self.policy, self.cases = policy, cases
        self.reach = Reach(policy)
        self._kept: dict[str, dict[str, Value]] = {}
        day = max([_DAY, *([policy.effective_from] if policy.effective_from else [])])
        nothing = {name: Section() for name in policy.records}
        empty = Case("client", "", day, {}, nothing)
        mild = completion(Base(policy, empty).facts)
        given = {n: v for n, v in mild.items() if isinstance(policy.facts[n].definition, p.Given)}
        self.quiet = replace(empty, answers=answers_of(policy, given))
        self.silent, self.bare = empty, replace(empty, sections={})

    def find(self, mutant: Mutant) -> Case | None:
        """A client whom the policy and the mutant review differently, as small as it gets."""
        rerun = Rerun(self.policy, mutant, self.reach)
        rng = random.Random(mutant.name)
        tried = (
            *islice(self._small(rerun, mutant), SMALL),
            *islice(self._changed(rerun, rng), CHANGED),
        )
        for case in tried:
            if self.differ(rerun, case):
                return self._least(rerun, case)
        for case in islice(imagined_records(self.policy, self.quiet, rerun, rng), RECORDS):
            if self.differ(rerun, case):
                return self._least(rerun, case)
        return None

    def differ(self, rerun: Rerun, case: Case) -> tuple[s.Expectation, ...]:
        """What is told of a client by the policy alone; of one that contradicts itself, nothing."""
        base = Base(self.policy, case)
        try:
            seen = rerun.seen(base)
            found = () if seen is None else differing(base, seen)
            return found if found and not base.faults.failed else ()
        except UnitMismatch:
            return ()

    def _least(self, rerun: Rerun, case: Case) -> Case:
        """The client with everything left out that makes no difference to the difference."""
        wanted = self.differ(rerun, case)
        for name in sorted(case.answers):
            rest = {key: one for key, one in case.answers.items() if key != name}
            less = replace(case, answers=rest)
            if self.differ(rerun, less) == wanted:
                case = less
        for name in sorted(case.sections):
            for one in case.sections[name].records:
                kept = tuple(each for each in case.sections[name].records if each is not one)
                less = replace(case, sections={**case.sections, name: Section(written(kept))})
                if self.differ(rerun, less) == wanted:
                    case = less
        return self._plainest(rerun, case, wanted)

    def _plainest(self, rerun: Rerun, case: Case, wanted: tuple[s.Expectation, ...]) -> Case:
        """The client with every field of a record left out that makes no difference either."""
        for name, section in sorted(case.sections.items()):
            for field in self.policy.records[name].given if section.records else ():
                if field.required:
                    continue
                blank = left_out(field, case.as_of)
                records = tuple(
                    replace(one, fields={**one.fields, field.name: blank})
                    for one in case.sections[name].records
                )
                less = replace(case, sections={**case.sections, name: Section(records)})
                if self.differ(rerun, less) == wanted:
                    case = less
        return case

    def _small(self, rerun: Rerun, mutant: Mutant) -> Iterator[Case]:
        """Clients of whom little is known but what the mistake is about."""
        names = self._facts_of(rerun)
        leaves = self._leaves(rerun)
        if mutant.root.startswith(("class:", "criterion:")):
            yield from self._scored(random.Random(mutant.name))
            return
        for base in (self.quiet, self.silent, self.bare):
            for answers in islice(self._assignments(base, names, leaves), SMALL // 3):
                yield self.client(base, answers)
        found = [self._found(rule) for rule in self.policy.active]
        for one in found:
            yield from self._with_gates(one)
        for number, one in enumerate(found):
            for other in found[number + 1 :]:
                yield from self._with_gates({**one, **other})

    def client(self, base: Case, values: Mapping[str, Value]) -> Case:
        """A client with some answers of his own; where nothing else happened, nothing did."""
        place = Place(Source("", ()))
        answers = {**base.answers, **answers_of(self.policy, values)}
        sections: dict[str, Section] = {}
        if base.sections:
            nothing_else(self.policy, answers, sections, frozenset(), place)
        return replace(base, answers=answers, sections=sections)

    def _with_gates(self, answers: Mapping[str, Value]) -> Iterator[Case]:
        """A quiet client with these answers, every gate as it comes, open and shut."""
        yield self.client(self.quiet, answers)
        for gate in self.policy.gates:
            if gate in answerable(self.policy):
                for value in (TRUE, FALSE):
                    yield self.client(self.quiet, {**answers, gate: value})

    def _found(self, rule: p.Rule) -> dict[str, Value]:
        """Answers for which a rule is found, of somebody of whom nothing else is said."""
        if rule.name not in self._kept:
            self._kept[rule.name] = self._search(rule)
        return self._kept[rule.name]

    def _search(self, rule: p.Rule) -> dict[str, Value]:
        spoken = self.policy.speaking[rule.name]
        names = [name for name in answerable(self.policy) if name in spoken]
        leaves = [one for whole in rule.when for one in _leaves(whole)]
        wanted = s.StateIs(rule.name, "found")
        for answers in islice(self._assignments(self.quiet, names, leaves), SMALL // 3):
            if holds(wanted, Base(self.policy, self.client(self.quiet, answers)), "en"):
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
            yield self.client(self.quiet, answers)

    def _assignments(
        self, base: Case, names: Sequence[str], leaves: Sequence[ex.Condition]
    ) -> Iterator[dict[str, Value]]:
        """Values of facts at and beside every border, each in the light of those before it."""

        def assigned(known: dict[str, Value], left: Sequence[str]) -> Iterator[dict[str, Value]]:
            if not left:
                yield known
                return
            facts = Base(self.policy, self.client(base, known)).facts
            for value in _values(self.policy, left[0], facts, leaves):
                yield from assigned({**known, left[0]: value}, left[1:])
            yield from assigned(known, left[1:])

        yield from assigned({}, names)

    def _changed(self, rerun: Rerun, rng: random.Random) -> Iterator[Case]:
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
        return [leaf for whole in wholes for leaf in _leaves(whole)]


def differing(base: Review, seen: Review) -> tuple[s.Expectation, ...]:
    """What holds of a client under the policy and not under the mutant, as steps can say it."""
    found: list[s.Expectation] = [
        s.StateIs(rule, state_of(rule, base))
        for rule in base.inference.outcomes
        if state_of(rule, base) != state_of(rule, seen)
    ]
    if classes_of(base) != classes_of(seen):
        found.append(s.ClassIs(classes_of(base)))
    ended = base.inference.final and seen.inference.final
    if not ended and (found or base.inference.possible == seen.inference.possible):
        return tuple(found)  # what is still possible, exactly, takes long to find out
    if base.verdict != seen.verdict:
        found.append(s.VerdictIs(base.verdict))
    if base.final != seen.final:
        found.append(s.FinalIs(base.final))
    for step, truth in base.plan.items():
        if truth is not seen.plan[step]:
            open_ = truth not in (TRUE, FALSE)
            found.append(s.PlanMayHave(step) if open_ else s.PlanHas(step, truth is TRUE))
    return tuple(found)


def _leaves(whole: ex.Condition) -> Iterator[ex.Condition]:
    parts = ex.parts_of(whole)
    if not parts:
        yield whole
    for part in parts:
        yield from _leaves(part)


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
