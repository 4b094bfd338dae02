"""What verdict rows look at + a table → the verdicts that are still possible, worked out once.

Clients that are alike in everything that the rows look at share their possible verdicts: the
definition works them out for the first of them.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.facts import FactScope
from adieu.infer import MAX_SETTINGS, Outcome, reference
from adieu.infer.ahead import code
from adieu.infer.ahead.conditions import holds
from adieu.infer.ahead.operands import Answered, Source
from adieu.infer.counting import most_counted
from adieu.logic import FALSE, TRUE, UNKNOWN, Truth

MOST_STATES = 20_000
"""Of so many states the possible verdicts are remembered."""

Possible = tuple[str, ...]


class Counter(Struct, frozen=True):
    """A count of findings: the variables for those certain and those only possible.

    Above ``most`` no verdict row tells one number from another; nothing where one may.  Where that
    is one, ``certain`` alone says it all: 2 where one is certain, 1 where one is possible.
    """

    node: ex.Findings
    certain: str
    open: str
    most: int | None

    def count(self, certainly: bool) -> list[ast.stmt]:
        """Statements that count one more."""
        if self.most != 1:
            return [code.add(self.certain if certainly else self.open, ast.Constant(1))]
        if certainly:
            return [code.put(self.certain, ast.Constant(2))]
        nothing = code.inverse(code.name(self.certain))
        return code.when(nothing, [code.put(self.certain, ast.Constant(1))])

    def key(self) -> list[ast.expr]:
        """What the verdict rows can tell of the count."""
        certain, open_ = code.name(self.certain), code.name(self.open)
        if self.most == 1:
            return [certain]
        if self.most is None:
            return [certain, open_]
        highest = code.calculate(certain, "+", open_)
        return [_capped(certain, self.most), _capped(highest, self.most)]


class Group(Struct, frozen=True):
    """Rules alike whose repair is undecided: how many of them there are."""

    variable: str
    most: int | None


class Looking:
    """What the verdict rows of a policy look at."""

    def __init__(self, source: Source) -> None:
        self.source, self.policy = source, source.policy
        self.counters = [
            Counter(
                node, source.variable("n"), source.variable("m"), most_counted(self.policy, node)
            )
            for node in self.policy.counts
        ]
        self.groups: dict[tuple[object, ...], Group] = {}

    def at_repair_of(self, rule: p.Rule) -> bool:
        """Whether some row counts this rule by whether its repair was tried."""
        nodes = [one.node for one in self.counters if one.node.repair_tried]
        return any(rule in self.policy.fitting(node) for node in nodes)

    def group(self, rule: p.Rule, outcome: Outcome) -> Group | None:
        """The group of a rule whose repair is undecided; nothing where no row looks at it."""
        seeing = [one for one in self.counters if one.node.repair_tried]
        fits = tuple(rule in self.policy.fitting(one.node) for one in seeing)
        if not any(fits):
            return None
        limits = [one.most for one, fit in zip(seeing, fits, strict=True) if fit]
        most = None if None in limits else max(one for one in limits if one is not None)
        key = (outcome, *fits)
        if key not in self.groups:
            self.groups[key] = Group(self.source.variable("k"), most)
        return self.groups[key]

    def variables(self) -> list[str]:
        """Every variable that counts, all of them zero at first."""
        counted = [one.certain for one in self.counters]
        counted += [one.open for one in self.counters if one.most != 1]
        return [*counted, *(one.variable for one in self.groups.values())]

    def key(self) -> ast.expr:
        """Everything by which two clients may differ for the verdict rows."""
        source = self.source
        parts: list[ast.expr] = []
        for one in self.counters:
            parts += one.key()
        for group in self.groups.values():
            variable = code.name(group.variable)
            parts.append(variable if group.most is None else _capped(variable, group.most))
        for name in self.policy.gates:
            held = source.held[name]
            assert isinstance(held, Answered)
            parts.append(held.variable)
        if self.groups:
            parts.append(self._beyond())
        parts += self._leaves()
        return code.tuple_of(parts)

    def _beyond(self) -> ast.expr:
        """Whether there are more ways to settle what is undecided than are tried."""
        ways: ast.expr = ast.Constant(1)
        for group in self.groups.values():
            one = code.calculate(code.name(group.variable), "+", ast.Constant(1))
            ways = code.calculate(ways, "*", one)
        for name in self.policy.gates:
            held = self.source.held[name]
            assert isinstance(held, Answered)
            open_ = code.compare(held.variable, "is", code.NONE)
            ways = code.calculate(ways, "*", code.choose(open_, ast.Constant(2), ast.Constant(1)))
        some = code.either([code.name(one.variable) for one in self.groups.values()])
        return code.both((some, code.compare(ways, ">", ast.Constant(MAX_SETTINGS))))

    def _leaves(self) -> Iterator[ast.expr]:
        """What rows ask of facts, beside gates: the answer, or the facts where findings count."""
        gates = frozenset(self.policy.gates)
        seen: set[ex.Condition] = set()
        for leaf in (one for row in self.policy.verdicts for one in ex.leaves(row.when)):
            walked = list(ex.walk(leaf))
            names = {one.name for one in walked if isinstance(one, ex.Fact)} - gates
            dated = any(isinstance(one, ex.AsOf) for one in walked)
            if leaf in seen or not (names or dated):
                continue
            seen.add(leaf)
            if any(isinstance(one, ex.Findings) for one in walked):
                yield from self.source.scope_of(walked, gates)[1]
            else:
                asked = holds(leaf, self.source)
                yield code.calculate(asked.certain, "+", asked.possible)

    def settle(self) -> tuple[Callable[..., Possible], list[ast.expr]]:
        """What works out the possible verdicts by definition, and the values that it needs."""
        walked = [one for row in self.policy.verdicts for one in ex.walk(row.when)]
        rebuild, arguments = self.source.scope_of(walked)
        return _Settling(self.policy, rebuild).settle, arguments


class _Settling:
    """Works out possible verdicts, each state once."""

    def __init__(
        self, policy: p.Policy, rebuild: Callable[[tuple[object, ...]], FactScope]
    ) -> None:
        self.policy, self.rebuild = policy, rebuild

    def settle(
        self,
        table: dict[tuple[object, ...], Possible],
        key: tuple[object, ...],
        found: Possible,
        undetermined: Possible,
        tried: Possible,
        untold: Possible,
        *values: object,
    ) -> Possible:
        """The possible verdicts of a client, as of everybody with the same key."""
        policy, scope = self.policy, self.rebuild(values)
        outcomes = {one.name: Outcome.NOT_FOUND for one in policy.active}
        outcomes |= dict.fromkeys(found, Outcome.FOUND)
        outcomes |= dict.fromkeys(undetermined, Outcome.UNDETERMINED)
        repairs: Mapping[str, Truth] = {
            one.name: TRUE if one.name in tried else UNKNOWN if one.name in untold else FALSE
            for one in policy.active
            if policy.repair_fact(one) is not None
        }
        gates: dict[str, Truth] = {}
        for name in policy.gates:
            value = scope.values[name]
            assert isinstance(value, Truth)
            gates[name] = value
        possible = reference.possible(policy, scope, outcomes, repairs, gates)
        if len(table) < MOST_STATES:
            table[key] = possible
        return possible


def _capped(number: ast.expr, most: int) -> ast.expr:
    limit = ast.Constant(most)
    return code.choose(code.compare(number, "<", limit), number, limit)
