"""Verdict rows + gates and findings in SQL → the state of each client, which decides the verdict.

The verdict rows see of a client only its *state*: the gates, the truths that no way to settle what
is open changes, and how many repairs of each sort are known and unknown.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace
from sqlglot import exp

from adieu import expression as ex
from adieu import policy as p
from adieu.infer import MAX_SETTINGS
from adieu.infer.counting import most_counted
from adieu.logic import TRUE
from adieu.portfolio.sql import conditions as c
from adieu.portfolio.sql import rules as r
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.facts import FactScope
from adieu.portfolio.sql.nouns import MAYBE, Test
from adieu.portfolio.sql.over import Over
from adieu.portfolio.sql.trees import Sql
from adieu.quantities import YES_NO

# What the rows depend on


class Group(Struct, frozen=True):
    """Rules that every count of tried repairs sees alike; counted up to ``most`` of each sort."""

    rules: tuple[str, ...]
    nodes: tuple[bool, ...]
    most: int


class Rows(Struct, frozen=True):
    """The verdict rows of a policy, taken apart.

    ``whens`` are their conditions, in which a truth that no setting changes stands as an atom;
    ``owners`` names the verdict of each atom.  ``mixed`` where a count of tried repairs is compared
    with what differs by client.
    """

    whens: tuple[ex.Condition, ...]
    atoms: tuple[ex.Condition, ...]
    owners: tuple[str, ...]
    nodes: tuple[ex.Findings, ...]
    groups: tuple[Group, ...]
    mixed: bool


def _atom(index: int) -> ex.Compare:
    return ex.Compare(ex.Fact(f" {index}", YES_NO), "=", ex.Constant(TRUE, YES_NO))


def rows_of(policy: p.Policy) -> Rows:
    """What the verdict rows depend on."""
    gates = frozenset(policy.gates)
    owner = ""
    atoms: dict[ex.Condition, str] = {}

    def settled(operand: ex.Operand) -> bool:
        if isinstance(operand, ex.Fact):
            return operand.name in gates
        return isinstance(operand, ex.Findings) and operand.repair_tried

    def atom(condition: ex.Condition) -> ex.Condition:
        if not any(True for _ in ex.walk(condition)):
            return condition
        atoms.setdefault(condition, owner)
        return _atom(list(atoms).index(condition))

    def apart(condition: ex.Condition) -> ex.Condition:
        if not any(settled(one) for one in ex.walk(condition)):
            return atom(condition)
        match condition:
            case ex.All(parts) | ex.AnyOf(parts) | ex.NoneOf(parts):
                still = [one for one in parts if not any(settled(o) for o in ex.walk(one))]
                moving = [apart(one) for one in parts if one not in still]
                kind = ex.All if isinstance(condition, ex.All) else ex.AnyOf
                joined = [atom(kind(tuple(still)))] if still else []
                return type(condition)((*joined, *moving))
            case ex.AtLeast(count, parts):
                return ex.AtLeast(count, tuple(apart(one) for one in parts))
            case _:
                return condition

    whens: tuple[ex.Condition, ...] = ()
    for row in policy.verdicts:
        owner = row.verdict
        whens = (*whens, apart(row.when))
    walked = [one for when in whens for one in ex.walk(when)]
    nodes = tuple(
        dict.fromkeys(one for one in walked if isinstance(one, ex.Findings) and one.repair_tried)
    )
    known = {*gates, *(f" {index}" for index in range(len(atoms)))}
    mixed = any(
        (isinstance(one, ex.Fact) and one.name not in known)
        or (isinstance(one, ex.Findings) and not one.repair_tried)
        for one in walked
    )
    groups = tuple(_groups(policy, nodes))
    return Rows(whens, tuple(atoms), tuple(atoms.values()), nodes, groups, mixed)


def _groups(policy: p.Policy, nodes: tuple[ex.Findings, ...]) -> Iterator[Group]:
    alike: dict[tuple[bool, ...], list[str]] = {}
    for rule in policy.active:
        seen = tuple(rule in policy.fitting(node) for node in nodes)
        if any(seen) and policy.repair_fact(rule) is not None:
            alike.setdefault(seen, []).append(rule.name)
    for seen, names in alike.items():
        limits = [
            most_counted(policy, node) for node, sees in zip(nodes, seen, strict=True) if sees
        ]
        size = len(names)
        most = max(size if one is None else one for one in limits)
        yield Group(tuple(names), seen, min(size, most))


def most_settings(policy: p.Policy, rows: Rows) -> int:
    """How many ways there are at most to settle what is open."""
    ways: int = 1 << len(policy.gates)
    for group in rows.groups:
        size = len(group.rules)
        ways *= (size // 2 + 1) * (size - size // 2 + 1)
    return ways


# The state of a client


class State(Struct, frozen=True):
    """What the verdict rows see of a client.

    ``groups`` holds of each group how many repairs were tried and how many are unknown: of the
    rules that were found, then of those that are undetermined.
    """

    gates: dict[str, Test]
    atoms: tuple[Test, ...]
    groups: tuple[tuple[Sql, Sql, Sql, Sql], ...]
    too_many: Sql


def state_of(scope: FactScope, rows: Rows, masks: r.Masks) -> State:
    """The state of each client."""
    gates = {}
    for name in scope.policy.gates:
        value = scope.fact(name)
        assert isinstance(value, Test)
        gates[name] = value
    inside = Over(scope, masks)
    atoms = []
    for index, condition in enumerate(rows.atoms):
        held = MAYBE
        with scope.collecting(f"verdict:{rows.owners[index]}"):
            held = c.test(condition, inside)
        atoms.append(Test(scope.let(f"atom {index + 1}", held.sql), held.sure))
    groups = []
    sorts = [
        (one, other)
        for one in (masks.found, masks.undetermined)
        for other in (masks.tried, masks.untold)
    ]
    for group in rows.groups:
        first, second, third, fourth = (r.tally(pair, group.rules) for pair in sorts)
        groups.append((first, second, third, fourth))
    state = State(gates, tuple(atoms), tuple(groups), exp.Boolean(this=False))
    return replace(state, too_many=_too_many(scope, rows, state))


def _too_many(scope: FactScope, rows: Rows, state: State) -> Sql:
    """Whether there are more ways to settle what is open than the definition tries."""
    if most_settings(scope.policy, rows) <= MAX_SETTINGS:
        return exp.Boolean(this=False)
    one, two = exp.Literal.number(1), exp.Literal.number(2)
    factors = [t.case([(r.unknown(gate), two)], one) for gate in state.gates.values()]
    for _, found, _, undetermined in state.groups:
        factors += [r.total([piece, one]) for piece in (found, undetermined)]
    ways: Sql = one
    for factor in factors:
        product = t.binary(exp.Mul, ways, factor)
        limit = exp.Literal.number(MAX_SETTINGS + 1)
        ways = scope.let("ways", t.function(exp.Least, product, limit))
    return t.related(ways, ">", exp.Literal.number(MAX_SETTINGS))
