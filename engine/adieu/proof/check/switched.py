"""A policy + inputs → its world, with a switch for each rule between condition and verdict.

What hangs on findings speaks of the switches alone, so that a rule can be left out, or left open,
without building the verdict anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import z3
from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.proof import terms as t
from adieu.proof.inputs import Inputs, Variable, variable
from adieu.proof.terms import YES, Formula, Symbol
from adieu.proof.world import World


class Switch:
    """Two variables for a rule: that it is found for certain, and that it may be."""

    def __init__(self, name: str) -> None:
        self.certain, self.possible = z3.Bool(f"{name} found"), z3.Bool(f"{name} possible")

    @cached_property
    def sound(self) -> Formula:
        """What holds of any rule: what is certain is possible."""
        return z3.Implies(self.certain, self.possible)

    @cached_property
    def off(self) -> Formula:
        """That it is not found."""
        return z3.And(z3.Not(self.certain), z3.Not(self.possible))

    @cached_property
    def left_out(self) -> list[tuple[Formula, Formula]]:
        """What to substitute so that it is not found."""
        return [(self.certain, z3.BoolVal(False)), (self.possible, z3.BoolVal(False))]


class Switched(World):
    """The world of a policy, with switches; facts that are ``freed`` may be anything.

    Rules that are turned off have switches too.
    """

    def __init__(
        self, policy: p.Policy, inputs: Inputs, as_of: t.Number, freed: frozenset[str] = frozenset()
    ) -> None:
        super().__init__(everything_on(policy), inputs, as_of)
        self.freed = freed
        self.own: dict[str, Variable] = {}
        self.switches = {name: Switch(name) for name in self.policy.rules}

    def fact(self, name: str) -> Symbol:
        """The symbol of a fact; a variable of its own for one that is freed."""
        if name in self.freed and name not in self._facts:
            type_ = self.policy.facts[name].type
            own, codes = self.inputs.constraints, self.inputs.codes
            symbol, term = variable(f"{name} freed", type_, True, False, codes, own)
            self.own[name] = Variable(type_, term, True)
            self._facts[name] = symbol
        return super().fact(name)

    def findings(self, node: ex.Findings) -> t.Tally:
        """Which switches are on of the rules that a count looks at."""
        certain, possible = [], []
        for rule in self.policy.fitting(node):
            tried = YES
            if node.repair_tried:
                fact = self.policy.repair_fact(rule)
                told = self.fact(fact.name) if fact else t.NO
                assert isinstance(told, t.Pair)
                tried = told
            switch = self.switches[rule.name]
            certain.append(t.conj((switch.certain, tried.yes)))
            possible.append(t.conj((switch.possible, t.neg(tried.no))))
        return t.Tally(tuple(certain), tuple(possible))

    def constraints(self) -> Iterator[Formula]:
        """What holds of every client; an invariant that is beyond the logic is left out."""
        for invariant in self.policy.invariants:
            try:
                yield t.neg(self.truth(invariant).no)
            except t.Beyond:
                continue
        yield from self.included()


def everything_on(policy: p.Policy) -> p.Policy:
    """The policy with every rule that the firm turned off turned on again."""
    if all(rule.off is None for rule in policy.rules.values()):
        return policy
    rules = {name: replace(rule, off=None) for name, rule in policy.rules.items()}
    return replace(policy, rules=rules)
