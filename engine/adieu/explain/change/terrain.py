"""A policy → what every look ahead needs of it: where values matter, and where the date does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.explain.checked import leaves
from adieu.quantities import Duration


class Terrain(Struct, frozen=True, eq=False):
    """What hangs on what, beyond what a policy says of itself."""

    conditions: tuple[ex.Condition, ...]
    """Those over facts that a verdict hangs on, or that say what facts can be."""
    spoken: frozenset[str]
    """The facts of which these speak."""
    leaves: Mapping[str, tuple[ex.Condition, ...]]
    """The comparisons of quantities and choices in them that speak of a fact."""
    rows: frozenset[str]
    """The facts of which verdict rows speak."""
    ties: tuple[frozenset[str], ...]
    """The facts of which each invariant speaks."""
    opaque: frozenset[str]
    """Facts of which it matters whether they are known, or of which leaving out tells more."""
    asks: bool
    """Whether the policy looks at what is known."""
    dated: tuple[ex.Compare, ...]
    """The comparisons of facts with the review date."""
    dated_in: Mapping[str, tuple[ex.Compare, ...]]
    """Those of fields of records, by section."""
    window: Duration | None
    windowed: tuple[str, ...]
    """The counts and sums over records that leave the window."""


def terrain_of(policy: p.Policy) -> Terrain:
    """The terrain of a policy, surveyed once."""
    return policy.once(_survey)


def _survey(policy: p.Policy) -> Terrain:
    conditions = tuple(_conditions(policy))
    every = tuple(dict.fromkeys(leaf for one in conditions for leaf, _ in leaves(one)))
    speaking: dict[str, list[ex.Condition]] = {}
    for leaf in every:
        for name in ex.fact_names(leaf) if _is_measured(leaf) else ():
            speaking.setdefault(name, []).append(leaf)
    asked = frozenset(
        name for leaf in every if isinstance(leaf, ex.IsUnknown) for name in ex.fact_names(leaf)
    )
    window = policy.settings.get("window")
    return Terrain(
        conditions,
        frozenset().union(*map(ex.fact_names, conditions)),
        {name: tuple(found) for name, found in speaking.items()},
        frozenset().union(*(ex.fact_names(row.when) for row in policy.verdicts)),
        tuple(map(ex.fact_names, policy.invariants)),
        asked | frozenset(_bounded(policy)),
        bool(asked),
        tuple(_dated(every)),
        {name: tuple(_dated(_leaves_on(policy, kind))) for name, kind in policy.records.items()},
        window if isinstance(window, Duration) else None,
        tuple(_windowed(policy)) if isinstance(window, Duration) else (),
    )


def _conditions(policy: p.Policy) -> Iterator[ex.Condition]:
    for rule in policy.active:
        yield from (*rule.when, *rule.unless)
    yield from (row.when for row in policy.verdicts)
    yield from policy.invariants
    for fact in policy.facts.values():
        if isinstance(fact.definition, p.Holds):
            yield fact.definition.condition


def _is_measured(leaf: ex.Condition) -> bool:
    match leaf:
        case ex.Compare(left, _, right):
            return "yes-no" not in (left.type.name, right.type.name)
        case ex.OneOf():
            return True
        case _:
            return False


def _bounded(policy: p.Policy) -> Iterator[str]:
    """Facts that know less where an input is known: left out if unknown, or out of their range."""
    for one in policy.scorecard.criteria if policy.scorecard else ():
        if one.left_out:
            yield one.name
    for name, fact in policy.facts.items():
        ends = (fact.type.low, fact.type.high)
        bounded = not all(isinstance(end, float) for end in ends)
        if bounded and isinstance(fact.definition, p.Calculation):
            yield name


def _windowed(policy: p.Policy) -> Iterator[str]:
    for name, fact in policy.facts.items():
        match fact.definition:
            case p.Count(section) | p.Sum(_, section) if policy.records[section].windowed:
                yield name
            case _:
                pass


def _leaves_on(policy: p.Policy, kind: p.RecordKind) -> Iterator[ex.Condition]:
    """Every condition without parts over the records of a section."""
    listed = [one.when for one in kind.derived if one.when is not None]
    for fact in policy.facts.values():
        if isinstance(fact.definition, p.Count | p.Sum) and fact.definition.section == kind.name:
            listed.append(fact.definition.where)
    return (leaf for one in dict.fromkeys(listed) for leaf, _ in leaves(one))


def _dated(listed: Iterable[ex.Condition]) -> Iterator[ex.Compare]:
    for leaf in dict.fromkeys(listed):
        if isinstance(leaf, ex.Compare) and any(isinstance(one, ex.AsOf) for one in ex.walk(leaf)):
            yield leaf
