"""A policy → every client there can be, and a way to ask about them all.

A score may be any number that a file may hold.  All are reviewed on one day, or on any where the
policy compares the review date with dates that it names.  What was reported once (a dead rule, a
class that nobody gets) is left open afterwards, as is what the firm turned off or has not signed
off yet, so that one cause is not reported for all that follows from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import z3

from adieu import expression as ex
from adieu import policy as p
from adieu.proof import terms as t
from adieu.proof.check.switched import Switched
from adieu.proof.inputs import LAST_DAY, AnyClient, Variable, conditions
from adieu.proof.solve import SECONDS, Solver
from adieu.proof.terms import Formula
from adieu.proof.witness import review_date
from adieu.quantities import Type

AS_OF = "as_of"
"""The name of the review date among the variables, where it is one."""


class Index:
    """Formulas by the names of their variables."""

    def __init__(self) -> None:
        self.found: dict[str, list[Formula]] = {}
        self._taken = [0, 0, 0]

    def take(self, place: int, formulas: list[Formula]) -> None:
        """Take in what a list has grown by since."""
        for one in formulas[self._taken[place] :]:
            for name in variables_in(one):
                self.found.setdefault(name, []).append(one)
        self._taken[place] = len(formulas)


def variables_in(formula: Formula) -> dict[str, Formula]:
    """The variables in a formula, by their names."""
    names: dict[str, Formula] = {}
    waiting, seen = [formula], set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, bool) or one.get_id() in seen:
            continue
        seen.add(one.get_id())
        if one.num_args():
            waiting += one.children()
        elif one.decl().kind() == z3.Z3_OP_UNINTERPRETED:
            names[str(one)] = one
    return names


class Everyone:
    """Every client there can be, judged by one policy.

    Args:
        policy: The policy.
        seconds: How long each question may take.
        freed: Facts that may be anything, whatever they are derived from.
    """

    def __init__(
        self, policy: p.Policy, seconds: float = SECONDS, freed: frozenset[str] = frozenset()
    ) -> None:
        self.policy, self.seconds = policy, seconds
        self.on = review_date(policy)
        self.inputs = AnyClient([policy], whole=False)
        self.day: Variable | None = None
        as_of: t.Number = self.on.toordinal()
        if _hangs_on_dates(policy):
            term = z3.Int(AS_OF)
            self.inputs.constraints += [term >= as_of, term <= LAST_DAY]
            self.day, as_of = Variable(Type("date"), term, True), term
        self.world = Switched(policy, self.inputs, as_of, freed)
        self.beyond: set[str] = set()
        """The rules of which nothing can be asked."""
        self._bare = Solver((), seconds)
        self._judged: Solver | None = None
        self._given: dict[int, tuple[int, int]] = {}
        limits = tuple(self.world.constraints())
        self.limits: list[Formula] = [*limits]
        self._bare.add(limits)
        self.index = Index()
        self.dead: set[str] = set()
        self.open: set[str] = {name for name, rule in policy.rules.items() if rule.off is not None}
        for name in policy.rules:
            try:
                self.world.rule(name)
            except t.Beyond:
                self.beyond.add(name)

    @cached_property
    def rules(self) -> tuple[p.Rule, ...]:
        """The rules that can be asked about."""
        return tuple(rule for rule in self.policy.active if rule.name not in self.beyond)

    @cached_property
    def verdict(self) -> t.Number:
        """The index of the verdict shown, which hangs on the switches.

        Raises:
            Beyond: where z3 cannot be asked for it.
        """
        return self.world.verdict()

    @property
    def variables(self) -> dict[str, Variable]:
        """What a witness says: each input, and answers to what is otherwise worked out."""
        facts = self.world.policy.facts
        own = {name: one for name, one in self.world.own.items()
               if isinstance(facts[name].definition, p.Holds)}  # fmt: skip
        day = {AS_OF: self.day} if self.day else {}
        return {**self.inputs.variables, **own, **day}

    def gives(self, verdicts: Iterable[str]) -> Formula:
        """That the verdict shown is one of these."""
        severity = self.policy.severity
        return t.disj(
            t.compared(self.verdict, "=", severity[one]) for one in verdicts if one in severity
        )

    def defined(self, name: str) -> Formula:
        """That the switch of a rule says what became of the rule."""
        switch, told = self.world.switches[name], self.world.rule(name)
        return z3.And(
            switch.certain == _lifted(told.found), switch.possible == _lifted(told.possible)
        )

    def ask(self, *wanted: Formula) -> bool:
        """Whether all of this holds for somebody, verdicts and switches apart.

        Raises:
            TimeIsUp: where neither could be found out in time.
        """
        self.settle(self._bare)
        return self._bare.allows(*wanted)

    def judged(self) -> Solver:
        """What also knows the switches: those of dead rules, and of rules turned off, are open."""
        if self._judged is None:
            switches = self.world.switches
            free = self.dead | self.open | self.beyond
            settled = [self.defined(name) for name in switches if name not in free]
            sound = [switches[name].sound for name in switches if name in free]
            self._judged = Solver((*self.limits, *settled, *sound), self.seconds)
        self.settle(self._judged)
        return self._judged

    def as_it_is(self) -> Solver:
        """What knows the switches as the policy stands."""
        switches = self.world.switches
        settled = [self.defined(name) for name in switches if name not in self.open | self.beyond]
        off = [switches[name].off for name in switches if name in self.open]
        sound = [switches[name].sound for name in switches if name in self.beyond]
        solver = Solver((*self.limits, *settled, *off, *sound), self.seconds)
        self.settle(solver)
        return solver

    def speaking_of(self, name: str) -> list[Formula]:
        """What holds of every client and speaks of a variable of this name."""
        self.index.take(0, self.limits)
        self.index.take(1, self.inputs.constraints)
        self.index.take(2, self.world.defined)
        return self.index.found.get(name, [])

    def settle(self, solver: Solver) -> None:
        """Tell a solver what was defined since it was last asked."""
        ranges, defined = self.inputs.constraints, self.world.defined
        before = self._given.get(id(solver), (0, 0))
        solver.add((*ranges[before[0] :], *defined[before[1] :]))
        self._given[id(solver)] = len(ranges), len(defined)


def _hangs_on_dates(policy: p.Policy) -> bool:
    """Whether the policy compares the review date with dates that it names."""
    operands = [one for condition in conditions(policy) for one in ex.walk(condition)]
    named = any(isinstance(one, ex.Constant) and one.type.name == "date" for one in operands)
    return named and any(isinstance(one, ex.AsOf) for one in operands)


def unlike(left: Formula, right: Formula) -> Formula:
    """That two formulas, or two numbers, do not say the same."""
    if isinstance(left, bool) and isinstance(right, bool):
        return left != right
    if isinstance(left, bool) or isinstance(right, bool):
        fixed, other = (left, right) if isinstance(left, bool) else (right, left)
        return z3.Not(other) if fixed else other
    if t.is_exact(left) and t.is_exact(right):
        return bool(left != right)
    return t.lifted(left) != t.lifted(right)


def _lifted(formula: Formula) -> Formula:
    return z3.BoolVal(formula) if isinstance(formula, bool) else formula
