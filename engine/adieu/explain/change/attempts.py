"""Other values of a client's facts → the verdict that would be shown, each worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from adieu import policy as p
from adieu.evaluate import evaluate
from adieu.explain.change.terrain import terrain_of
from adieu.explain.completions.settle import Settled
from adieu.explain.trial import Trial
from adieu.facts import FactScope
from adieu.logic import FALSE, TRUE, UNKNOWN, Interval, Options, Value, exactly, is_known, word

MOST_EXACT, MOST_HARD = 60, 2
"""So many verdicts are made exact, and so many where what is open is too much to look at whole."""

Answers = frozenset[tuple[str, Value]]


class BudgetSpent(Exception):
    """So much was tried that the rest is left unsettled."""


class Attempts:
    """Tries other values on one client, each once, and not too many."""

    def __init__(self, trial: Trial, most: int) -> None:
        self.trial, self.most = trial, most
        self.facts, self.policy = trial.facts, trial.policy
        self.terrain = terrain_of(self.policy)
        self._possible: dict[Answers, tuple[str, ...]] = {}
        self._scopes: dict[Answers, FactScope] = {}
        self._allows: dict[Answers, bool] = {}
        self._settled: dict[Answers, Settled] = {}
        self.renew()

    def renew(self) -> None:
        """Start on another question about the same client, with as much to try as at first."""
        self.left = self.most
        self._exact: int | None = None
        self.proved = True
        """Whether every verdict so far was exact."""
        self.pinned: Mapping[str, Value] = {}
        """Derived facts that no verdict feels: they are left as they are."""

    def possible(self, answers: Mapping[str, Value]) -> tuple[str, ...]:
        """The verdicts that Kleene's logic allows; never fewer than are possible.

        Raises:
            BudgetSpent: where too much has been tried.
        """
        key = frozenset(answers.items())
        if key not in self._possible:
            if not self.left:
                raise BudgetSpent
            self.left -= 1
            pins = self.pinned.keys() & self._touched(answers)
            pinned = {name: self.pinned[name] for name in pins}
            scope, outcomes, repairs, gates = self.trial.premises({**pinned, **answers})
            self._possible[key] = self.trial.possible(scope, outcomes, repairs, gates)
            self._scopes[key] = scope
        return self._possible[key]

    def allows(self, answers: Mapping[str, Value]) -> bool:
        """Whether facts can have these values: no invariant of the policy forbids it."""
        key = frozenset(answers.items())
        if key not in self._allows:
            self.possible(answers)
            touched = self._spans(answers)
            scope = self._scopes[key]
            listed = zip(self.policy.invariants, self.terrain.ties, self._kept, strict=True)
            self._allows[key] = all(
                (kept and tie.isdisjoint(touched)) or evaluate(one, scope) is not FALSE
                for one, tie, kept in listed
            )
        return self._allows[key]

    def shown(self, answers: Mapping[str, Value]) -> str:
        """The verdict that would be shown: the mildest that is possible, exactly.

        An empty text where it would take too long to say.
        """
        possible = self.possible(answers)
        if len(possible) == 1:
            return possible[0]
        key = frozenset(answers.items())
        if key not in self._settled:
            settled = self._settle(answers, possible[-1])
            if settled is None:
                self.proved = False
                return ""
            self._settled[key] = settled
        # What was left unproved under one question is no more certain under the next.
        self.proved = self.proved and self._settled[key].proved
        return self._settled[key].verdict

    def works(self, answers: Mapping[str, Value], verdict: str) -> bool:
        """Whether facts can have these values, and the verdict would then be this one."""
        possible = self.possible(answers)
        return verdict in possible and self.allows(answers) and self.shown(answers) == verdict

    def never(self, name: str, verdicts: frozenset[str]) -> bool:
        """Whether no value of a known fact makes one of these harsher verdicts the one shown.

        That is so where answers to what is open lead elsewhere whatever the fact is.
        """
        if self._best is None:
            return False
        opened = {**self._best, name: self.policy.facts[name].type.unknown()}
        if not verdicts.isdisjoint(self.possible(opened)):
            return False
        scope, own = self._scopes[frozenset(opened.items())], self._spans((name,))
        if not all(self._is_anything(one, scope) for one in own & self.terrain.opaque):
            return False
        others = self._spans(self._best)
        # Values that an invariant forbids by itself do not count, those that only these answers
        # make impossible do.
        return all(
            evaluate(one, scope) in ((TRUE,) if not tie.isdisjoint(own) else (TRUE, UNKNOWN))
            for one, tie in zip(self.policy.invariants, self.terrain.ties, strict=True)
            if not tie.isdisjoint(others)
        )

    def _is_anything(self, name: str, scope: FactScope) -> bool:
        """Whether a fact that is unknown outside its range may be anything within it."""
        fact = self.policy.facts[name]
        return isinstance(fact.definition, p.Calculation) and (
            scope.values[name] == fact.type.unknown()
        )

    def _settle(self, answers: Mapping[str, Value], mildest: str) -> Settled | None:
        """The verdicts, the mildest seen in a completion or proved; nothing once none is left."""
        if self._best is not None:
            completed = {**self._best, **answers}
            if self.possible(completed) == (mildest,) and self.allows(completed):
                return Settled((mildest,))
        if self._exact is None:
            self._exact = MOST_EXACT if self.trial.prospects.complete else MOST_HARD
        if not self._exact:
            return None
        self._exact -= 1
        return self.trial.settled_with(answers)

    def _touched(self, names: Iterable[str]) -> frozenset[str]:
        return frozenset().union(*(self.policy.hanging_on[name] for name in names))

    def _spans(self, names: Iterable[str]) -> frozenset[str]:
        """Facts, and all that hang on them."""
        return self._touched(names).union(names)

    @cached_property
    def _kept(self) -> tuple[bool, ...]:
        """Whether each invariant is kept as things stand."""
        scope = self.facts.scope()
        return tuple(evaluate(one, scope) is not FALSE for one in self.policy.invariants)

    @cached_property
    def _best(self) -> dict[str, Value] | None:
        """Answers to what is open with which the verdict is as mild as it can be.

        Nothing where fields of records are open: what counts say then hangs together.
        """
        openings = self.trial.prospects.openings
        if self.terrain.asks or any(openings.fields_of(name) for name in self.facts.members):
            return None
        verdict = self.possible({})[-1]
        ways = {
            name: tuple(_settlings(fact, self.facts.values[name]))
            for name, fact in self.policy.facts.items()
            if isinstance(fact.definition, p.Given | p.Count | p.Sum)
            and not is_known(self.facts.values[name])
        }
        quiet = {name: values[0] for name, values in ways.items() if values}
        if self.possible(quiet) == (verdict,):
            return quiet
        found: dict[str, Value] = {}
        for name, values in ways.items():
            for one in values:
                if verdict in self.possible({**found, name: one}):
                    found[name] = one
                    break
        return found


def _settlings(fact: p.Fact, value: Value) -> Iterator[Value]:
    """A few values that an open fact may have; a count at its least, to lie within others."""
    match value:
        case Interval(low, high, unit):
            ends = (low,) if isinstance(fact.definition, p.Count | p.Sum) else (low, high, 0)
            for end in ends:
                if not isinstance(end, float) and low <= end <= high:
                    yield exactly(end, unit)
        case Options(words):
            yield from (word(one) for one in sorted(words or ()))
        case _ if fact.type.name == "yes-no":
            yield from (FALSE, TRUE)
        case _:
            return
