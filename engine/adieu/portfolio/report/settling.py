"""Provisional rows + a policy → the questions that settle most of them, each answer tried.

Every answer that a question allows is put in the place of what is unknown, and the reference
infers anew.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator
from fractions import Fraction

from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Case
from adieu.explain.trial import Trial
from adieu.facts import Facts, FactScope, Origin, derived_within
from adieu.infer import Inference, Outcome
from adieu.logic import Bound, Interval, Truth, Value, is_known
from adieu.policy import Policy
from adieu.portfolio.report.answers import answers
from adieu.portfolio.report.roles import facts_to_settle
from adieu.portfolio.rows import Row

MOST_KINDS = 400
"""So many kinds of clients are tried; clients are of one kind where all is alike that matters."""

MOST_NAMED = 5
"""So many of those whom a question settles are named."""

ROUNDED = Fraction(1, 20_000)
"""By so much at most a number in the rows of a statement differs from the exact one."""


class Settles(Struct, frozen=True):
    """A question, and of how many clients it makes the verdict final, whatever the answer is.

    ``may_settle`` counts those whom some answer settles, ``narrows`` those of whom some answer
    rules a verdict out.  ``names`` are the first few of those whom it settles, by their ids.
    """

    fact: str
    settled: int
    may_settle: int
    narrows: int
    names: tuple[str, ...] = ()


class Settling(Struct, frozen=True):
    """The questions, the one that settles most first, and how many clients were tried."""

    questions: tuple[Settles, ...]
    tried: int


def settling(policy: Policy, rows: Iterable[Row]) -> Settling:
    """What each single answer would settle among provisional rows that hold what it takes."""
    names = facts_to_settle(policy)
    kinds: dict[object, _Kind] = {}
    for row in rows:
        if row.final or any(name not in row.values for name in names):
            continue
        values = tuple(row.values[name] for name in _relevant(policy, row))
        lists = row.findings, row.superseded, row.excused, row.undetermined
        kind = row.as_of, row.possible, lists, values
        if kind not in kinds and len(kinds) < MOST_KINDS:
            kinds[kind] = _Kind(row)
        if kind in kinds:
            kinds[kind].add(row)
    counts = {name: [0, 0, 0] for name in names}
    settled: dict[str, list[tuple[str, str]]] = {name: [] for name in names}
    for alike in kinds.values():
        for name, left in _tried(policy, alike.row):
            final = [len(one) == 1 for one in left]
            for place, counted in enumerate((all(final), any(final), True)):
                counts[name][place] += counted * alike.count
            if all(final):
                settled[name] = sorted([*settled[name], *alike.first])[:MOST_NAMED]
    found = [
        Settles(name, all_, some, narrows, tuple(one for _, one in settled[name]))
        for name, (all_, some, narrows) in counts.items()
        if narrows
    ]
    found.sort(key=lambda one: (-one.settled, -one.may_settle, -one.narrows))
    return Settling(tuple(found), sum(one.count for one in kinds.values()))


class _Kind:
    """Clients of whom all is alike that matters: one of them, how many, the first few names."""

    def __init__(self, row: Row) -> None:
        self.row, self.count = row, 0
        self.first: list[tuple[str, str]] = []

    def add(self, row: Row) -> None:
        """Take in a client."""
        self.count += 1
        insort(self.first, (row.client, row.name))
        del self.first[MOST_NAMED:]


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
        given = [one for one in answers(facts, name, trial) if trial.allows({name: one})]
        left = [trial.with_fact(name, one).possible for one in given]
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
