"""Every client + a promise → proved, or a client for whom it is broken.

What a promise says of one client is asked of that one; where it compares two, of a client and
another who is alike but for some facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Literal, NamedTuple, assert_never

import z3

from adieu import policy as p
from adieu.diagnostics import Note
from adieu.infer import Outcome
from adieu.proof import terms as t
from adieu.proof.check.confirmed import Seen, Wanted, confirmed
from adieu.proof.check.everyone import Everyone
from adieu.proof.check.findings import Finding, Witness
from adieu.proof.check.twins import Pairs, others, replaced, twin
from adieu.proof.inputs import Variable, is_input
from adieu.proof.solve import Solver, TimeIsUp
from adieu.proof.terms import Formula

Fate = Literal["proved", "refuted", "not settled"]


class Question(NamedTuple):
    """What a client would look like for whom a promise is broken."""

    solver: Solver
    wanted: tuple[Formula, ...]
    others: Mapping[str, Variable]


class Promises:
    """Tells of one promise after another whether it is kept."""

    def __init__(self, policy: p.Policy, seconds: float) -> None:
        self.policy, self.seconds = policy, seconds
        self._everyone: dict[frozenset[str], tuple[Everyone, Solver]] = {}

    def fate(self, promise: p.Promise) -> tuple[Fate, Finding | None]:
        """Whether a promise is kept, and the finding where it is broken."""
        varied = _varied(promise.what)
        try:
            everyone, solver = self._world(varied)
            broken = False
            for wanted in self._asked(everyone, solver, promise.what):
                if not solver.allows(*wanted.wanted):
                    continue
                broken = True
                witness = self._witness(everyone, promise.what, wanted)
                if witness is not None:
                    return "refuted", _refuted(promise, witness)
            return ("not settled" if broken else "proved"), None
        except (t.Beyond, TimeIsUp):
            return "not settled", None

    def _world(self, varied: tuple[str, ...]) -> tuple[Everyone, Solver]:
        """Every client, answers to facts that are otherwise worked out among what varies."""
        freed = frozenset(name for name in varied if not is_input(self.policy.facts[name]))
        if freed not in self._everyone:
            everyone = Everyone(self.policy, self.seconds, freed)
            _ = everyone.verdict
            self._everyone[freed] = everyone, everyone.as_it_is()
        return self._everyone[freed]

    def _asked(self, everyone: Everyone, solver: Solver, claim: p.Claim) -> Iterator[Question]:
        """How the claim could be broken, each way by itself."""
        world = everyone.world
        holds = world.truth(claim.when).yes
        for name in _varied(claim):
            world.fact(name)
        everyone.settle(solver)
        match claim:
            case p.Excludes(_, verdicts):
                yield Question(solver, (holds, everyone.gives(verdicts)), {})
            case p.Assures(_, verdicts):
                yield Question(solver, (holds, t.neg(everyone.gives(verdicts))), {})
            case p.Apart(_, rules):
                on = [one for one in rules if one not in everyone.open]
                for one, other in combinations(on, 2):
                    both = (world.switches[one].certain, world.switches[other].certain)
                    yield Question(solver, (holds, *both), {})
            case p.Monotone():
                yield self._more(everyone, solver, claim, holds)
            case p.Independent(_, facts):
                by, told = self._twin(everyone, facts)
                known = (everyone.variables[name].known for name in facts)
                after = replaced(everyone.verdict, by)
                moved = t.neg(t.compared(after, "=", everyone.verdict))
                wanted = (holds, replaced(holds, by), moved, *known, *told)
                yield Question(solver, wanted, others(everyone, facts))
            case _:
                assert_never(claim)

    def _more(
        self, everyone: Everyone, solver: Solver, claim: p.Monotone, holds: Formula
    ) -> Question:
        """A client, and another with more of the fact who fares as nobody should for it."""
        by, told = self._twin(everyone, (claim.fact,))
        less = everyone.variables[claim.fact]
        more = others(everyone, (claim.fact,))[claim.fact]
        is_yes_no = z3.is_bool(less.term)
        grows = z3.And(z3.Not(less.term), more.term) if is_yes_no else more.term > less.term
        before, after = everyone.verdict, replaced(everyone.verdict, by)
        milder, harsher = (after, before) if claim.direction == "milder" else (before, after)
        moved = t.compared(milder, ">", harsher)
        wanted = (holds, replaced(holds, by), grows, less.known, moved, *told)
        return Question(solver, wanted, {claim.fact: more})

    def _twin(self, everyone: Everyone, facts: tuple[str, ...]) -> tuple[Pairs, list[Formula]]:
        """The other client: what differs, rules and what they are found by among it."""
        by, told = twin(everyone, facts)
        hanging = frozenset(facts).union(*(self.policy.hanging_on[name] for name in facts))
        world = everyone.world
        for rule in everyone.rules:
            if not self.policy.speaking[rule.name] & hanging:
                continue
            switch = world.switches[rule.name]
            for one in (switch.certain, switch.possible):
                by.append((one, z3.Bool(f"{one} otherwise")))
        for rule in everyone.rules:
            if self.policy.speaking[rule.name] & hanging:
                told.append(replaced(everyone.defined(rule.name), by))
        for other in others(everyone, facts).values():
            told.append(other.known)
        return by, told

    def _witness(self, everyone: Everyone, claim: p.Claim, question: Question) -> Witness | None:
        """The simplest client, or pair of clients, for whom the claim is broken."""

        def broken(one: Seen, other: Seen) -> bool:
            return _breaks(claim, one, other)

        return confirmed(
            everyone, question.solver, Wanted(question.wanted, broken, question.others)
        )


def _breaks(claim: p.Claim, one: Seen, other: Seen) -> bool:
    """Whether a client, or two clients alike but for some facts, break a claim."""
    if not (one.fulfils(claim.when) and other.fulfils(claim.when)):
        return False
    match claim:
        case p.Excludes(_, verdicts):
            return one.inference.verdict in verdicts
        case p.Assures(_, verdicts):
            return one.inference.verdict not in verdicts
        case p.Monotone(_, _, direction):
            milder = other.severity - one.severity
            return milder > 0 if direction == "milder" else milder < 0
        case p.Independent():
            return one.severity != other.severity
        case p.Apart(_, rules):
            outcomes = one.inference.outcomes
            return sum(outcomes.get(rule) is Outcome.FOUND for rule in rules) > 1
        case _:
            assert_never(claim)


def _varied(claim: p.Claim) -> tuple[str, ...]:
    match claim:
        case p.Monotone(_, fact):
            return (fact,)
        case p.Independent(_, facts):
            return facts
        case _:
            return ()


def _refuted(promise: p.Promise, witness: Witness) -> Finding:
    code = "rules-together" if isinstance(promise.what, p.Apart) else "promise-broken"
    pair = "one" if witness.other is None else "two"
    values = {"name": promise.name}
    help = Note(f"help.promise-broken-{pair}")
    return Finding(code, f"promise:{promise.name}", values, help, "error", witness)
