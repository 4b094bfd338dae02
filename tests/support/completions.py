"""A policy and a client's facts → every way to complete them, tried one by one: a second opinion.

It knows nothing of how the program looks for completions: values stand on a grid, and each
completion is inferred by the reference.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product
from math import ceil, floor, prod

from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Answer, Case, Section
from adieu.evaluate import evaluate
from adieu.facts import Facts, derive, rederive
from adieu.infer import reference
from adieu.logic import FALSE, TRUE, Interval, OpenDate, Options, Value, exactly, is_known, word
from adieu.quantities import Duration, Type
from support.random_cases import random_record, random_value
from support.random_conditions import TODAY


@dataclass(frozen=True)
class Completed:
    """One completion: the open fields, the other answers, and the verdicts that it gives."""

    fields: tuple[Value, ...]
    answers: Mapping[str, Value]
    possible: tuple[str, ...]


@dataclass(frozen=True)
class Enumerated:
    """All completions of a client on a grid."""

    fields: tuple[str, ...]
    all: tuple[Completed, ...]

    @property
    def possible(self) -> frozenset[str]:
        """The verdicts that some completion gives."""
        return frozenset(verdict for one in self.all for verdict in one.possible)

    def matters(self, name: str) -> bool:
        """Whether two completions that differ in this answer alone show different verdicts."""
        if name in self.fields:
            return self._field_matters(self.fields.index(name))
        alike: dict[object, set[str]] = {}
        for one in self.all:
            if name in one.answers:
                rest = frozenset((key, each) for key, each in one.answers.items() if key != name)
                alike.setdefault((one.fields, rest), set()).add(one.possible[-1])
        return any(len(shown) > 1 for shown in alike.values())

    def _field_matters(self, place: int) -> bool:
        groups: dict[tuple[Value, ...], list[Completed]] = {}
        for one in self.all:
            groups.setdefault(one.fields, []).append(one)
        for left, ones in groups.items():
            for right, others in groups.items():
                differing = [n for n, pair in enumerate(zip(left, right, strict=True))
                             if pair[0] != pair[1]]  # fmt: skip
                if differing == [place]:
                    # A count that the fields leave no choice is no answer of its own.
                    common = ones[0].answers.keys() & others[0].answers.keys()
                    alike: dict[object, set[str]] = {}
                    sides: dict[object, set[int]] = {}
                    for side, some in enumerate((ones, others)):
                        for one in some:
                            key = tuple(one.answers[name] for name in sorted(common))
                            alike.setdefault(key, set()).add(one.possible[-1])
                            sides.setdefault(key, set()).add(side)
                    if any(len(alike[key]) > 1 and len(sides[key]) > 1 for key in alike):
                        return True
        return False


Also = Mapping[str, Iterable[Value]]


def enumerated(facts: Facts, most: int, also: Also | None = None) -> Enumerated | None:
    """Every completion on the grid; nothing where there are more than so many.

    ``also`` adds values to the grid: what somebody says that these give is looked at as well.
    """
    policy, case = facts.policy, facts.case
    more = also or {}
    open_fields = [
        (f"{record.ref}.{name}", policy.records[section].fields[name].type, value)
        for section, kept in case.sections.items()
        for record in kept.records
        for name, value in record.fields.items()
        if not is_known(value)
    ]
    grids = [
        _with(_grid(policy, facts, name.partition(".")[2], type_, value, False), more.get(name, ()))
        for name, type_, value in open_fields
    ]
    if prod(len(grid) for grid in grids) > most:
        return None
    found: list[Completed] = []
    for chosen in product(*grids):
        names = [name for name, _, _ in open_fields]
        filled = derive(policy, _filled(case, dict(zip(names, chosen, strict=True))))
        # What was asked about facts, beside the client's file, stays as asked.
        own = {name: facts.values[name] for name, origin in facts.origins.items()
               if origin == "given"}  # fmt: skip
        values, _ = rederive(filled, {n: v for n, v in own.items() if v != filled.values[n]})
        filled = replace(filled, values=values)
        open_ = {name: value for name, value in filled.values.items()
                 if _is_free(policy, filled, name, value)}  # fmt: skip
        lists = [
            _with(
                _grid(policy, facts, name, policy.facts[name].type, value,
                      isinstance(policy.facts[name].definition, p.Count)),
                (one for one in more.get(name, ()) if _lies_in(one, value)),
            )
            for name, value in open_.items()
        ]  # fmt: skip
        if len(found) + prod(len(each) for each in lists) > most:
            return None
        for values_ in product(*lists):
            answers = dict(zip(open_, values_, strict=True))
            completed, _ = rederive(filled, answers)
            facts_ = replace(filled, values=completed)
            scope = facts_.scope()
            if any(evaluate(one, scope) is FALSE for one in policy.invariants):
                continue
            if not all(_went_on(policy, rule, completed) for rule in policy.active):
                continue
            found.append(Completed(chosen, answers, reference.infer(policy, facts_).possible))
    return Enumerated(tuple(name for name, _, _ in open_fields), tuple(found))


def _with(grid: list[Value], more: Iterable[Value]) -> list[Value]:
    return list(dict.fromkeys((*grid, *more)))


def _lies_in(value: Value, room: Value) -> bool:
    if isinstance(value, Interval) and isinstance(room, Interval):
        return room.low <= value.low and value.high <= room.high
    return True


def _went_on(policy: p.Policy, rule: p.Rule, values: Mapping[str, Value]) -> bool:
    behind = values.get(f"went_on.{rule.name}")
    conduct = values.get(rule.conduct) if rule.conduct else None
    if not isinstance(behind, Interval) or not isinstance(conduct, Interval):
        return True
    return behind.low <= conduct.high


def _is_free(policy: p.Policy, facts: Facts, name: str, value: Value) -> bool:
    definition = policy.facts[name].definition
    card = policy.scorecard
    left_out = card is not None and any(one.left_out and one.name == name for one in card.criteria)
    return (
        not is_known(value)
        and not left_out
        and (
            isinstance(definition, p.Given | p.Count | p.Sum)
            or facts.origins[name] in ("given", "assumed")
        )
    )


def _filled(case: Case, answers: Mapping[str, Value]) -> Case:
    sections = {
        name: replace(
            kept,
            records=tuple(
                replace(record, fields={
                    field: answers.get(f"{record.ref}.{field}", value)
                    for field, value in record.fields.items()
                })
                for record in kept.records
            ),
        )
        for name, kept in case.sections.items()
    }  # fmt: skip
    return replace(case, sections=sections)


def _grid(
    policy: p.Policy, facts: Facts, name: str, type_: Type, value: Value, whole: bool
) -> list[Value]:
    match value:
        case Options(words):
            return [word(one) for one in sorted(words or ())] or [word("any")]
        case OpenDate(days, _):
            today = facts.case.as_of.toordinal()
            closed = _numbers(policy, facts, name, days.clipped(1, today), True)
            opened: list[Value] = [OpenDate(exactly(today), TRUE)]
            return opened + [OpenDate(exactly(one), FALSE) for one in closed]
        case Interval() if type_.name == "date":
            return [exactly(one) for one in
                    _numbers(policy, facts, name, value.clipped(1, 3_652_059), True)]  # fmt: skip
        case Interval(low, high, unit):
            whole = whole or (type_.low, type_.high) == (1, 5)
            return [exactly(one, unit) for one in
                    _numbers(policy, facts, name, Interval(low, high), whole)]  # fmt: skip
        case _:
            return [TRUE, FALSE]


def _numbers(
    policy: p.Policy, facts: Facts, name: str, room: Interval, whole: bool
) -> list[int | Fraction]:
    """Numbers at and beside all that conditions that mention a name compare it with."""
    marks: set[Fraction] = set()
    for leaf in _leaves(policy, name):
        near = {Fraction(0)}
        for operand in ex.walk(leaf):
            near |= set(_constants(policy, facts, operand))
        marks |= near
        arithmetic = any(isinstance(one, ex.Arithmetic) for one in ex.walk(leaf))
        if arithmetic:
            marks |= {a + b for a in near for b in near} | {a - b for a in near for b in near}
            marks |= {a / b for a in near for b in near if b}
            marks |= {a * b for a in near for b in near if abs(a * b) < 10**6}
    marks |= {Fraction(end) for end in (room.low, room.high) if not isinstance(end, float)}
    ordered = sorted(marks) or [Fraction(0)]
    if whole:
        found = {each + step for one in ordered for each in (floor(one), ceil(one))
                 for step in (-1, 0, 1)}  # fmt: skip
        return sorted(one for one in found if room.low <= one <= room.high)
    between = {(one + other) / 2 for one, other in pairwise(ordered)}
    every = {*ordered, *between, ordered[0] - 1, ordered[-1] + 1}
    return sorted(one for one in every if room.low <= one <= room.high)


def _constants(policy: p.Policy, facts: Facts, operand: ex.Operand) -> Iterator[Fraction]:
    today = facts.case.as_of
    value: object = None
    match operand:
        case ex.Constant(known):
            value = known
        case ex.Parameter(name):
            value = policy.settings[name]
        case ex.Fact(name):
            value = facts.values[name]
        case ex.AsOf():
            value = exactly(today.toordinal())
        case ex.Field("date"):
            for section in facts.case.sections.values():
                yield from (Fraction(one.day) for one in section.records)
        case _:
            pass
    if isinstance(value, Duration):
        yield Fraction(value.before(today).toordinal())
        yield Fraction(Duration(-value.months, -value.days).before(today).toordinal())
    if isinstance(value, Interval) and value.known and not isinstance(value.low, float):
        yield Fraction(value.low)


def _leaves(policy: p.Policy, name: str) -> Iterator[ex.Condition]:
    """Every condition without parts; those of facts that hang on the name are among them."""
    waiting = [one for rule in policy.active for one in (*rule.when, *rule.unless)]
    waiting += [row.when for row in policy.verdicts]
    waiting += [field.when for kind in policy.records.values() for field in kind.derived
                if field.when is not None]  # fmt: skip
    hanging = {name}
    for fact in policy.facts.values():
        match fact.definition:
            case p.Holds(condition):
                waiting.append(condition)
            case p.Count(_, where):
                waiting.append(where)
            case p.Sum(field, _, where):
                waiting.append(where)
                if field == name:
                    hanging.add(fact.name)
            case p.Calculation(operand):
                waiting.append(ex.Compare(operand, "=", ex.Fact(fact.name, fact.type)))
            case _:
                pass
    for one in tuple(hanging):
        hanging |= policy.hanging_on.get(one, frozenset())
    while waiting:
        condition = waiting.pop()
        waiting += ex.parts_of(condition)
        if not ex.parts_of(condition) and any(
            isinstance(one, ex.Fact | ex.Field) and one.name in hanging
            for one in ex.walk(condition)
        ):
            yield condition


def opened(rng: random.Random, policy: p.Policy, case: Case, most: int) -> Case:
    """The case with so many of its answers and fields taken back, and at times a section."""
    answers, sections = dict(case.answers), dict(case.sections)
    if rng.random() < 0.3 and sections:
        del sections[rng.choice(sorted(sections))]
    for _ in range(rng.randint(1, most)):
        filled = [one for kept in sections.values() for one in kept.records]
        if filled and rng.random() < 0.4:
            record = rng.choice(filled)
            kind, kept = policy.records[record.section], sections[record.section]
            name = rng.choice([one.name for one in kind.given if one.name != kind.date])
            unknown = kind.fields[name].type.unknown(case.as_of.toordinal())
            fields = {**record.fields, name: unknown}
            records = tuple(
                replace(one, fields=fields) if one is record else one for one in kept.records
            )
            sections[record.section] = replace(kept, records=records)
        elif answers:
            del answers[rng.choice(sorted(answers))]
    return replace(case, answers=answers, sections=sections)


def known_case(rng: random.Random, policy: p.Policy) -> Case:
    """A client of whom everything is known, with few records."""
    answers = {
        name: Answer(random_value(rng, fact.type), "")
        for name, fact in policy.facts.items()
        if isinstance(fact.definition, p.Given)
    }
    sections = {
        name: Section(tuple(random_record(rng, kind, n) for n in range(rng.randint(0, 3))))
        for name, kind in policy.records.items()
    }
    return Case("client", "A client", TODAY, answers, sections)
