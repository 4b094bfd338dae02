"""Provisional rows + a policy → the questions that settle most of them, each answer tried.

Every answer that a question allows is put in the place of what is unknown, and the reference
infers anew.  A number's range is cut where conditions compare it; a piece is tried whole, as an
interval, so that what it settles it settles for every number in it.  Where a piece cannot be
settled whole it is halved a few times; what is open then counts as not settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from math import floor

from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Case
from adieu.evaluate import measure
from adieu.explain.trial import Trial
from adieu.facts import Facts, FactScope, Origin, derived_within
from adieu.infer import Inference, Outcome
from adieu.logic import (
    FALSE,
    INFINITY,
    TRUE,
    Bound,
    Interval,
    Options,
    Truth,
    Value,
    exactly,
    is_known,
    word,
)
from adieu.policy import Policy
from adieu.portfolio.report.roles import facts_to_settle
from adieu.portfolio.rows import Row

MOST_KINDS = 150
"""So many kinds of clients are tried; clients are of one kind where all is alike that matters."""

HALVINGS = 3
ROUNDED = Fraction(1, 20_000)
"""By so much at most a number in the rows of a statement differs from the exact one."""

NEAR = Fraction(1, 10**24)
"""Closer to a border than any number that a file can hold."""


class Settles(Struct, frozen=True):
    """A question, and of how many clients it makes the verdict final, whatever the answer is.

    ``may_settle`` counts those whom some answer settles, ``narrows`` those of whom some answer
    rules a verdict out.
    """

    fact: str
    settled: int
    may_settle: int
    narrows: int


class Settling(Struct, frozen=True):
    """The questions, the one that settles most first, and how many clients were tried."""

    questions: tuple[Settles, ...]
    tried: int


def settling(policy: Policy, rows: Iterable[Row]) -> Settling:
    """What each single answer would settle among provisional rows that hold what it takes."""
    names = facts_to_settle(policy)
    kinds: dict[object, list[Row]] = {}
    for row in rows:
        if row.final or any(name not in row.values for name in names):
            continue
        values = tuple(row.values[name] for name in _relevant(policy, row))
        lists = row.findings, row.superseded, row.excused, row.undetermined
        kind = row.as_of, row.possible, lists, values
        if kind in kinds or len(kinds) < MOST_KINDS:
            kinds.setdefault(kind, []).append(row)
    counts = {name: [0, 0, 0] for name in names}
    for alike in kinds.values():
        for name, left in _tried(policy, alike[0]):
            final = [len(one) == 1 for one in left]
            for place, counted in enumerate((all(final), any(final), True)):
                counts[name][place] += counted * len(alike)
    found = [Settles(name, *counted) for name, counted in counts.items() if counted[-1]]
    found.sort(key=lambda one: (-one.settled, -one.may_settle, -one.narrows))
    return Settling(tuple(found), sum(map(len, kinds.values())))


def _relevant(policy: Policy, row: Row) -> list[str]:
    """The facts that can still matter: what undetermined rules, gates, repairs and rows rest on."""
    wanted = {name for rule in row.undetermined for name in policy.speaking[rule]}
    wanted |= {name for one in policy.verdicts for name in ex.fact_names(one.when)}
    wanted |= {
        f"repair_tried.{rule}" for rule in (*row.findings, *row.superseded, *row.undetermined)
    }
    # The count behind a repair matters only in whether it was tried, which is asked instead.
    return [
        name
        for name in row.values
        if not name.startswith("went_on.")
        and (name in wanted or not policy.hanging_on[name].isdisjoint(wanted))
    ]


def _tried(policy: Policy, row: Row) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """Each question of which some answer rules a verdict out, and what each answer leaves."""
    facts = facts_of(policy, row)
    trial = Trial(facts, _inference(policy, row, facts))
    relevant = set(_relevant(policy, row))
    for name, value in facts.values.items():
        if name not in relevant or is_known(value) or not _is_asked(policy, name):
            continue
        answers = [one for one in _answers(facts, name, trial) if trial.allows({name: one})]
        left = [trial.with_fact(name, one).possible for one in answers]
        if any(set(one) < set(row.possible) for one in left):
            yield name, left


def _is_asked(policy: Policy, name: str) -> bool:
    """Whether a person can answer it: it is given or counted, or the policy asks for it."""
    fact = policy.facts[name]
    if fact.rule is not None:
        return name.startswith("repair_tried.")
    return fact.question is not None or isinstance(fact.definition, p.Given | p.Count | p.Sum)


def facts_of(policy: Policy, row: Row) -> Facts:
    """The facts of a client from its row; those that the row does not hold are unknown.

    A derived fact whose value does not follow from the others was given, and stays as it is.
    """
    case = Case(row.client, row.name, row.as_of)
    values: dict[str, Value] = {}
    origins: dict[str, Origin] = {}
    facts = Facts(policy, case, values, origins)
    scope = FactScope(policy, row.as_of.toordinal(), values)
    for name, fact in policy.facts.items():
        unknown = fact.type.unknown(row.as_of.toordinal())
        held = row.values.get(name, unknown)
        if isinstance(fact.definition, p.Given | p.Count | p.Sum):
            values[name] = held
            origins[name] = "given" if is_known(held) else "unknown"
            continue
        follows = derived_within(facts, case, name, scope)
        derived = held in (unknown, fact.type.unknown()) or _alike(held, follows)
        values[name] = follows if derived else held
        origins[name] = "derived" if derived else "given"
    return facts


def _alike(held: Value, follows: Value) -> bool:
    """Whether a value is what follows, be it rounded as the rows of a statement are."""
    if not isinstance(held, Interval) or not isinstance(follows, Interval):
        return held == follows
    return _close(held.low, follows.low) and _close(held.high, follows.high)


def _close(one: Bound, other: Bound) -> bool:
    return one == other or -ROUNDED <= one - other <= ROUNDED


def _inference(policy: Policy, row: Row, facts: Facts) -> Inference:
    outcomes = {rule.name: Outcome.NOT_FOUND for rule in policy.active}
    outcomes |= dict.fromkeys((*row.findings, *row.superseded), Outcome.FOUND)
    outcomes |= dict.fromkeys(row.excused, Outcome.EXCUSED)
    outcomes |= dict.fromkeys(row.undetermined, Outcome.UNDETERMINED)
    repairs = {
        rule.name: _truth(facts.values[fact.name])
        for rule in policy.active
        if (fact := policy.repair_fact(rule)) is not None
    }
    gates = {name: _truth(facts.values[name]) for name in policy.gates}
    return Inference(outcomes, repairs, gates, row.possible)


def _truth(value: Value) -> Truth:
    assert isinstance(value, Truth)
    return value


# The answers to try


def _answers(facts: Facts, name: str, trial: Trial) -> list[Value]:
    """Values that stand for every answer; ranges where a whole range is answered alike."""
    fact, value = facts.policy.facts[name], facts.values[name]
    match value:
        case Truth():
            return [TRUE, FALSE]
        case Options(words):
            return [word(one) for one in sorted(words or fact.type.choices)] or [value]
        case Interval():
            whole = isinstance(fact.definition, p.Count) or fact.type.name == "date"
            pieces = _pieces(value, sorted(_borders(facts, name)), whole)
            return [part for one in pieces for part in _cut(trial, name, one, HALVINGS, whole)]
        case _:
            return [value]


def _pieces(value: Interval, borders: list[Fraction], whole: bool) -> Iterator[Interval]:
    """The borders within a range, and what lies between them."""
    inner = [one for one in borders if value.low < one < value.high]
    ends: list[Bound] = [value.low, *inner, value.high]
    near: Bound = 1 if whole else NEAR
    for place, (low, high) in enumerate(pairwise(ends)):
        if place == 0 and abs(low) != INFINITY:
            yield exactly(low, value.unit)
        bottom = _next(low, near, whole)
        top = -_next(-high, near, whole)
        if bottom <= top:
            yield Interval(bottom, top, value.unit)
        if abs(high) != INFINITY:
            yield exactly(high, value.unit)


def _next(end: Bound, near: Bound, whole: bool) -> Bound:
    """What comes right after an end of a piece."""
    if abs(end) == INFINITY:
        return end
    return floor(end) + 1 if whole else end + near


def _cut(trial: Trial, name: str, piece: Interval, times: int, whole: bool) -> Iterator[Interval]:
    """A piece that is settled whole, in halves where need be; else a number that is not settled."""
    bounded = abs(piece.low) != INFINITY and abs(piece.high) != INFINITY
    if piece.known or not bounded or trial.with_fact(name, piece).final:
        yield piece
        return
    middle = (Fraction(piece.low) + Fraction(piece.high)) / 2
    inner: Bound = floor(middle) if whole else middle
    if not trial.with_fact(name, exactly(inner, piece.unit)).final:
        yield exactly(inner, piece.unit)
    elif not times:
        yield piece
    else:
        for low, high in ((piece.low, inner), (inner + 1 if whole else inner, piece.high)):
            yield from _cut(trial, name, Interval(low, high, piece.unit), times - 1, whole)


def _borders(facts: Facts, name: str) -> set[Fraction]:
    """The numbers with which conditions compare a fact, as far as they are known."""
    scope, found = facts.scope(), set[Fraction]()
    for leaf in facts.policy.once(_comparisons).get(name, ()):
        for side, other in ((leaf.left, leaf.right), (leaf.right, leaf.left)):
            if isinstance(side, ex.Fact) and side.name == name:
                value = measure(other, scope)
                if isinstance(value, Interval):
                    ends = (value.low, value.high)
                    found |= {Fraction(one) for one in ends if not isinstance(one, float)}
    return found


def _comparisons(policy: Policy) -> Mapping[str, tuple[ex.Compare, ...]]:
    """For each fact, the comparisons in which it stands alone on a side."""
    conditions = [one for rule in policy.active for one in (*rule.when, *rule.unless)]
    conditions += [
        fact.definition.condition
        for fact in policy.facts.values()
        if isinstance(fact.definition, p.Holds)
    ]
    conditions += [leaf for row in policy.verdicts for leaf in _without_findings(row.when)]
    found: dict[str, list[ex.Compare]] = {}
    for condition in conditions:
        for leaf in _leaves(condition):
            if isinstance(leaf, ex.Compare):
                for side in (leaf.left, leaf.right):
                    if isinstance(side, ex.Fact):
                        found.setdefault(side.name, []).append(leaf)
    return {name: tuple(leaves) for name, leaves in found.items()}


def _leaves(condition: ex.Condition) -> Iterator[ex.Condition]:
    parts = ex.parts_of(condition)
    if not parts:
        yield condition
    for part in parts:
        yield from _leaves(part)


def _without_findings(condition: ex.Condition) -> Iterator[ex.Condition]:
    """The conditions of a verdict row without parts that do not count findings."""
    for leaf in _leaves(condition):
        if not any(isinstance(one, ex.Findings) for one in ex.walk(leaf)):
            yield leaf
