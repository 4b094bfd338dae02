"""An outlook + the client that it is of → what is wrong with it, found by plain enumeration.

Written without any of the code that looks for changes: values are taken from a grid, and every
verdict from a review.  ``python tests/support/outlooks.py --cases 2000`` tries random clients.
"""

from __future__ import annotations

import argparse
import math
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, product

from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Answer, Case
from adieu.evaluate import evaluate
from adieu.explain.change.outlook import Lapse, Margin, Outlook, outlook_of
from adieu.explain.knowledge import looks_at_knowledge
from adieu.explain.trial import Trial
from adieu.facts import Facts, derive, rederive
from adieu.infer import Inference, reference
from adieu.logic import (
    FALSE,
    TRUE,
    Interval,
    OpenDate,
    Options,
    Truth,
    UnitMismatch,
    Value,
    exactly,
    is_known,
    word,
)
from adieu.quantities import Duration, shift
from support.random_cases import completed, random_case
from support.random_policies import Shape, random_policy

NUMBERS = ("number", "share", "money")
CASES_PER_POLICY, MOST_OPEN = 6, 5


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is enumerated: values of a number, and pairs of changes."""

    values: int
    pairs: int


THOROUGH, QUICK = Effort(14, 200), Effort(6, 12)


def reviewed(facts: Facts) -> tuple[Facts, Inference]:
    """Facts and their inference, its possible verdicts exact."""
    inference = reference.infer(facts.policy, facts)
    possible = Trial(facts, inference).settled().possible
    return facts, replace(inference, possible=possible)


def looked_at(facts: Facts) -> tuple[Inference, Outlook]:
    """A review and its outlook."""
    _, inference = reviewed(facts)
    return inference, outlook_of(facts, inference, Trial(facts, inference))


def shown(facts: Facts) -> str:
    """The verdict that a review of these facts shows."""
    return reviewed(facts)[1].verdict


def answered(facts: Facts, answers: Mapping[str, Value]) -> Facts:
    """The client's file with other answers, derived anew."""
    told = {**facts.case.answers, **{name: Answer(one, "") for name, one in answers.items()}}
    return derive(facts.policy, replace(facts.case, answers=told))


class Enumeration:
    """What a client's verdict becomes with other values, one fact and two facts at a time."""

    def __init__(
        self, facts: Facts, verdict: str, rng: random.Random, effort: Effort = THOROUGH
    ) -> None:
        self.facts, self.policy, self.rng, self.effort = facts, facts.policy, rng, effort
        self.rank = self.policy.severity
        self.here = self.rank[verdict]
        self.numbers = sorted(set(_numbers_in(self.policy)))

    def is_whole(self) -> bool:
        """Whether what is open is not too much to look at whole."""
        inference = reference.infer(self.policy, self.facts)
        return inference.final or Trial(self.facts, inference).prospects.complete

    def levers(self) -> list[str]:
        """The known facts that the client or the firm can change."""
        return [
            name
            for name, fact in self.policy.facts.items()
            if fact.who != "nobody"
            and is_known(self.facts.values[name])
            and (
                isinstance(fact.definition, p.Given | p.Count | p.Sum)
                or self.facts.origins[name] == "given"
            )
        ]

    def verdict(self, answers: Mapping[str, Value]) -> str | None:
        """The verdict with other values; nothing where an invariant forbids them, or time ran out.

        Exact only where it would be milder than now, which is all that is asked of it.
        """
        values, _ = rederive(self.facts, answers)
        origins = {**self.facts.origins, **dict.fromkeys(answers, "given")}
        moved = replace(self.facts, values=values, origins=origins)
        if any(evaluate(one, moved.scope()) is FALSE for one in self.policy.invariants):
            return None
        inference = reference.infer(self.policy, moved)
        if inference.final or self.rank[inference.verdict] <= self.here:
            return inference.verdict
        settled = Trial(moved, inference).settled()
        certain = settled.proved or looks_at_knowledge(self.policy)
        return settled.verdict if certain else None

    def grid(self, name: str) -> list[Value]:
        """Other values of a fact, at and beside everything that the policy compares with."""
        now, type_ = self.facts.values[name], self.policy.facts[name].type
        match now:
            case Truth():
                return [FALSE if now is TRUE else TRUE]
            case Options():
                return [word(one) for one in type_.choices if word(one) != now]
            case Interval(low, _, unit) if type_.name in NUMBERS:
                assert not isinstance(low, float)
                step = self.step(name)
                marks = {Fraction(0), Fraction(low), *self.numbers}
                marks |= {Fraction(end) for end in (type_.low, type_.high) if not math.isinf(end)}
                around = {(mark // step + turn) * step for mark in marks for turn in (-1, 0, 1, 2)}
                inside = sorted(one for one in around if type_.low <= one <= type_.high)
                near = sorted(inside, key=lambda one: abs(one - low))[: self.effort.values]
                some = self.rng.sample(inside, min(4, len(inside)))
                return [exactly(_plain(one), unit) for one in {*near, *some} if one != low]
            case _:
                return []

    def step(self, name: str) -> Fraction:
        """The step in which people count a fact."""
        fact = self.policy.facts[name]
        return Fraction(1, 100) if fact.type.name in ("share", "money") else Fraction(1)

    def reached(self, size: int) -> Iterator[tuple[str, dict[str, Value]]]:
        """The milder verdicts that so many changes on the grid give, and the changes."""
        grids = {name: grid for name in self.levers() if (grid := self.grid(name))}
        sets: Iterable[dict[str, Value]]
        if size == 1:
            sets = ({name: value} for name, grid in grids.items() for value in grid)
        else:
            sets = self._some_pairs(grids)
        for answers in sets:
            verdict = self.verdict(answers)
            if verdict is not None and self.rank[verdict] > self.here:
                yield verdict, answers

    def _some_pairs(self, grids: Mapping[str, list[Value]]) -> Iterator[dict[str, Value]]:
        """All pairs of changes, or some where there are too many."""
        names = list(combinations(grids, 2))
        if sum(len(grids[one]) * len(grids[other]) for one, other in names) <= self.effort.pairs:
            for one, other in names:
                for values in product(grids[one], grids[other]):
                    yield dict(zip((one, other), values, strict=True))
            return
        for _ in range(self.effort.pairs):
            one, other = self.rng.choice(names)
            yield {one: self.rng.choice(grids[one]), other: self.rng.choice(grids[other])}


def faults(
    facts: Facts,
    inference: Inference,
    outlook: Outlook,
    rng: random.Random,
    effort: Effort = THOROUGH,
) -> list[str]:
    """What is wrong with an outlook."""
    tried = Enumeration(facts, inference.verdict, rng, effort)
    return [
        *_wrong_alternatives(tried, outlook),
        *_missed_alternatives(tried, outlook),
        *_wrong_lapse(facts, inference.verdict, outlook.lapse),
        *_wrong_margin(tried, inference.verdict, outlook.margin),
    ]


def _wrong_alternatives(tried: Enumeration, outlook: Outlook) -> Iterator[str]:
    seen = set()
    for one in outlook.alternatives:
        answers = {shift.fact: shift.after for shift in one.shifts}
        if not set(answers) <= set(tried.levers()):
            yield f"{answers}: not everything can be changed"
        if (one.verdict, frozenset(answers)) in seen:
            yield f"{answers}: listed twice"
        seen.add((one.verdict, frozenset(answers)))
        replayed = answered(tried.facts, answers)
        if any(evaluate(each, replayed.scope()) is FALSE for each in tried.policy.invariants):
            yield f"{answers}: an invariant forbids it"
        if (told := shown(replayed)) != one.verdict:
            yield f"{answers}: {one.verdict} promised, but {told}"
        for name, value in answers.items():
            for nearer in _between(tried, name, value):
                if tried.verdict({**answers, name: nearer}) == one.verdict:
                    yield f"{answers}: {name} need only go to {nearer}"


def _between(tried: Enumeration, name: str, value: Value) -> Iterator[Value]:
    """Values on the grid that are nearer than this one."""
    now = tried.facts.values[name]
    if isinstance(now, Interval) and isinstance(value, Interval):
        far = abs(Fraction(value.low) - Fraction(now.low))
        for one in tried.grid(name):
            assert isinstance(one, Interval)
            if abs(Fraction(one.low) - Fraction(now.low)) < far:
                yield one


def _missed_alternatives(tried: Enumeration, outlook: Outlook) -> Iterator[str]:
    if not outlook.proved:
        return
    sizes: dict[str, int] = {}
    for one in outlook.alternatives:
        if sizes.setdefault(one.verdict, len(one.shifts)) != len(one.shifts):
            yield f"{one.verdict}: two sizes"
    last = max((tried.rank[verdict] for verdict in sizes), default=math.inf)
    complete = len(sizes) < 3
    for size in (1, 2):
        for verdict, answers in tried.reached(size):
            listed = verdict in sizes
            rank = tried.rank
            if any(rank[one] > rank[verdict] and sizes[one] < size for one in sizes):
                continue
            if not listed and (complete or tried.rank[verdict] < last):
                yield f"{answers}: gives {verdict}, of which nothing is said"
            if listed and sizes[verdict] > size:
                yield f"{answers}: gives {verdict} with fewer changes"


def _wrong_lapse(facts: Facts, verdict: str, lapse: Lapse | None) -> Iterator[str]:
    rank = facts.policy.severity
    days = _days_ahead(facts)
    if lapse is not None:
        days = sorted({*(one for one in days if one < lapse.on), lapse.on - timedelta(1), lapse.on})
    for day in days:
        if day > facts.case.as_of:
            told = shown_on(facts, day)
            if lapse is not None and day == lapse.on:
                if told != lapse.verdict or rank[told] <= rank[verdict]:
                    yield f"{day}: {lapse.verdict} promised, but {told}"
            elif rank[told] > rank[verdict]:
                yield f"{day}: {told} already"


def shown_on(facts: Facts, day: date) -> str:
    """The verdict that a review of the same file shows on a later day."""
    return shown(derive(facts.policy, replace(facts.case, as_of=day)))


def _days_ahead(facts: Facts) -> list[date]:
    """Days on and around which something may change."""
    window = facts.policy.settings.get("window")
    months = window.months if isinstance(window, Duration) else 0
    days: set[date] = set()
    for section in facts.case.sections.values():
        for record in section.records:
            ends = {record.day}
            for value in record.fields.values():
                if isinstance(value, OpenDate) and not isinstance(value.days.low, float):
                    ends.add(int(value.days.low))
            for end in ends:
                for base in (date.fromordinal(end), shift(date.fromordinal(end), months, 0)):
                    days |= {base + timedelta(turn) for turn in (0, 1)}
    return sorted(day for day in days if day > facts.case.as_of)


def _wrong_margin(tried: Enumeration, verdict: str, margin: Margin | None) -> Iterator[str]:
    facts, rank = tried.facts, tried.rank
    best = None
    if margin is not None:
        answers = {margin.shift.fact: margin.shift.after}
        told = shown(answered(facts, answers))
        if told != margin.verdict or rank[told] >= rank[verdict]:
            yield f"margin {answers}: {margin.verdict} promised, but {told}"
        best = _relative(margin.shift.before, margin.shift.after)
    for name, fact in facts.policy.facts.items():
        now = facts.values[name]
        told_ = isinstance(fact.definition, p.Given | p.Count | p.Sum)
        if fact.type.name not in NUMBERS or not is_known(now):
            continue
        if not (told_ or facts.origins[name] == "given"):
            continue
        assert isinstance(now, Interval)
        if now.low <= (0 if isinstance(fact.type.low, float) else fact.type.low):
            continue
        for value in sorted(tried.grid(name), key=lambda one: _far(now, one)):
            harsher = tried.verdict({name: value})
            if harsher is None or rank[harsher] >= rank[verdict]:
                continue
            if best is None and tried.is_whole():
                yield f"{name} = {value} gives {harsher}, but no margin is told"
            if best is None:
                return
            if margin is not None and margin.shift.fact == name:
                if _far(now, value) < _far(now, margin.shift.after):
                    yield f"{name} = {value} gives {harsher}, which is nearer than {margin}"
            elif _relative(now, value) < best:
                yield f"{name} = {value} gives {harsher}, which is less than {margin}"
            break


def _far(before: Value, after: Value) -> Fraction:
    assert isinstance(before, Interval)
    assert isinstance(after, Interval)
    return abs(Fraction(after.low) - Fraction(before.low))


def _relative(before: Value, after: Value) -> Fraction:
    assert isinstance(before, Interval)
    assert isinstance(after, Interval)
    one, other = Fraction(before.low), Fraction(after.low)
    return abs(other - one) / (abs(other) or abs(one))


def _numbers_in(policy: p.Policy) -> Iterator[Fraction]:
    """Every number in the conditions and the parameters of a policy."""
    listed = [one for rule in policy.active for one in (*rule.when, *rule.unless)]
    listed += [row.when for row in policy.verdicts]
    listed += policy.invariants
    operands: list[ex.Operand] = [one for condition in listed for one in ex.walk(condition)]
    for fact in policy.facts.values():
        if isinstance(fact.definition, p.Holds):
            operands += ex.walk(fact.definition.condition)
        if isinstance(fact.definition, p.Calculation):
            operands += ex.walk_operand(fact.definition.operand)
    values = [one.value for one in operands if isinstance(one, ex.Constant)]
    for value in (*values, *policy.settings.values()):
        if isinstance(value, Interval) and not isinstance(value.low, float):
            yield Fraction(value.low)


def _plain(number: Fraction) -> int | Fraction:
    return number.numerator if number.denominator == 1 else number


def with_levers(rng: random.Random, policy: p.Policy) -> p.Policy:
    """The policy with facts that people can change, and at times an invariant between two."""
    facts = {
        name: replace(fact, who=rng.choice(("client", "firm", "nobody")))
        for name, fact in policy.facts.items()
    }
    numbers = [fact for fact in facts.values() if fact.type.name == "number"]
    invariants: tuple[ex.Condition, ...] = ()
    if rng.random() < 0.4 and len(numbers) > 1:
        one, other = (ex.Fact(fact.name, fact.type) for fact in rng.sample(numbers, 2))
        invariants = (ex.Compare(one, "<=", other),)
    return replace(policy, facts=facts, invariants=invariants)


def random_clients(seed: int | str, cases: int, shape: Shape) -> Iterator[tuple[str, Facts]]:
    """So many clients of random policies that do not say the same of everybody, each named."""
    made = number = 0
    while made < cases:
        rng = random.Random(f"{seed}/{number}")
        policy = with_levers(rng, random_policy(rng, shape))
        found = list(_clients(rng, policy))
        if len({verdict for _, verdict in found}) > 1:
            for index, (facts, _) in enumerate(found[: cases - made]):
                yield f"{seed}/{number}/{index}", facts
                made += 1
        number += 1


def client_named(name: str, shape: Shape) -> Facts:
    """The client that ``random_clients`` gives this name."""
    made, _, index = name.rpartition("/")
    rng = random.Random(made)
    policy = with_levers(rng, random_policy(rng, shape))
    return list(_clients(rng, policy))[int(index)][0]


def _clients(rng: random.Random, policy: p.Policy) -> Iterator[tuple[Facts, str]]:
    """Some clients that the invariants allow, and their verdicts."""
    for _ in range(CASES_PER_POLICY):
        case: Case = random_case(rng, policy, wild=False)
        case = completed(rng, policy, case) if rng.random() < 0.6 else case
        try:
            facts = derive(policy, case)
            verdict = reference.infer(policy, facts).verdict
        except UnitMismatch:
            continue
        kept = all(evaluate(one, facts.scope()) is not FALSE for one in policy.invariants)
        if kept and _open_facts(facts) <= MOST_OPEN:
            yield facts, verdict


def _open_facts(facts: Facts) -> int:
    """How many facts are open: each makes an exact verdict take several times as long."""
    return sum(
        not is_known(facts.values[name])
        for name, fact in facts.policy.facts.items()
        if isinstance(fact.definition, p.Given | p.Count | p.Sum)
    )


def main() -> None:
    """Try random clients and say how it goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2_000)
    parser.add_argument("--seed", default="1")
    arguments = parser.parse_args()
    wrong = changes = none = lapses = margins = unproved = done = 0
    for shape in (Shape(tame=True), Shape(tame=False)):
        for name, facts in random_clients(arguments.seed, arguments.cases // 2, shape):
            inference, outlook = looked_at(facts)
            found = faults(facts, inference, outlook, random.Random(name))
            done += 1
            wrong += bool(found)
            changes += len(outlook.alternatives)
            none += not outlook.alternatives and outlook.proved
            lapses += outlook.lapse is not None
            margins += outlook.margin is not None
            unproved += not outlook.proved
            for fault in found[:1]:
                print(f"{name} {'tame' if shape.tame else 'any'}: {fault}", flush=True)
    print(
        f"{done} clients: {changes} changes, {none} proved to have none, {unproved} not settled,"
        f" {lapses} lapses, {margins} margins; {wrong} wrong"
    )


if __name__ == "__main__":
    main()
