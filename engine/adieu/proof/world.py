"""A policy + inputs → its facts, rules and verdicts as formulas.

Mirrors ``facts``, ``infer.reference`` and ``scorecard``: strata in the same order, Kleene's logic
throughout.  What is unknown after every question was answered is unknown here as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple, assert_never

import z3

from adieu import expression as ex
from adieu import policy as p
from adieu.proof import logic
from adieu.proof import terms as t
from adieu.proof.comparisons import mean_at_least
from adieu.proof.inputs import Inputs
from adieu.proof.numbers import as_range
from adieu.proof.relations import inclusions
from adieu.proof.terms import NO, YES, Formula, Pair, Symbol
from adieu.quantities import Setting, read_value

MOST_OPEN_GATES = 4


class RuleLogic(NamedTuple):
    """What becomes of a rule: its condition, its exception and its repair, as truths."""

    when: Pair
    unless: Pair
    tried: Pair

    @property
    def found(self) -> Formula:
        """Found for certain."""
        return t.conj((self.when.yes, self.unless.no))

    @property
    def possible(self) -> Formula:
        """Found, or undetermined."""
        return t.conj((t.neg(self.when.no), t.neg(self.unless.yes)))

    @property
    def excused(self) -> Formula:
        """The exception holds, and the condition may."""
        return t.conj((t.neg(self.when.no), self.unless.yes))


class World:
    """Every client that the inputs allow, judged by one policy."""

    def __init__(self, policy: p.Policy, inputs: Inputs, as_of: t.Number) -> None:
        self.policy, self.inputs, self.as_of = policy, inputs, as_of
        self.parameters: Mapping[str, Setting] = policy.settings
        self.codes = inputs.codes
        self.defined: list[Formula] = []
        self._facts: dict[str, Symbol] = {}
        self._rules: dict[str, RuleLogic] = {}
        self._without: frozenset[str] = frozenset()

    def fact(self, name: str) -> Symbol:
        """The symbol of a fact, derived once."""
        if name not in self._facts:
            fact = self.policy.facts[name]
            given = self.inputs.symbol(fact)
            derived = self._assumed(fact, self._derived(fact)) if given is None else given
            self._facts[name] = derived
        return self._facts[name]

    def field(self, name: str) -> Symbol:
        """There is no record at hand."""
        raise LookupError(name)

    def earlier(self, node: ex.Earlier) -> t.Range:
        """There is no record at hand."""
        raise LookupError(node)

    def findings(self, node: ex.Findings) -> t.Tally:
        """Which rules were found that a count looks at."""
        certain, possible = [], []
        for rule in self.policy.fitting(node):
            told = self.rule(rule.name)
            tried = told.tried if node.repair_tried else YES
            certain.append(t.conj((told.found, tried.yes)))
            possible.append(t.conj((told.possible, t.neg(tried.no))))
        return t.Tally(tuple(certain), tuple(possible))

    def truth(self, condition: ex.Condition) -> Pair:
        """Whether a condition over facts and findings holds."""
        return logic.truth(condition, self)

    def rule(self, name: str) -> RuleLogic:
        """What becomes of a rule."""
        if name not in self._rules:
            rule = self.policy.rules[name]
            when = t.all_of(map(self.truth, rule.when))
            unless = t.all_of(map(self.truth, rule.unless)) if rule.unless else NO
            fact = self.policy.repair_fact(rule)
            tried = _pair(self.fact(fact.name)) if fact else NO
            self._rules[name] = RuleLogic(when, unless, tried)
        return self._rules[name]

    def verdict(self) -> t.Number:
        """The index of the verdict shown: the mildest possible one."""
        rows = self.policy.verdicts
        gates = {name: _pair(self.fact(name)) for name in self.policy.gates}
        unsure = [name for name, gate in gates.items() if not self._always_known(gate)]
        if len(unsure) > MOST_OPEN_GATES:
            raise t.Beyond("gates that no answer settles")
        shown: t.Number = -1
        for answers in product((YES, NO), repeat=len(unsure)):
            settled = dict(zip(unsure, answers, strict=True))
            fits = t.conj(
                t.neg(gates[name].no if answer is YES else gates[name].yes)
                for name, answer in settled.items()
            )
            index = self._first(tuple(self._row(row, settled) for row in rows))
            if not unsure:
                return index
            shown = t.chosen(t.conj((fits, t.compared(index, ">", shown))), index, shown)
        return shown

    def constraints(self) -> Iterator[Formula]:
        """What holds of every client: the policy's invariants, and counts within counts."""
        for invariant in self.policy.invariants:
            yield t.neg(self.truth(invariant).no)
        yield from self.included()

    def included(self) -> Iterator[Formula]:
        """Counts within counts, whatever the records say."""
        for narrow, wide in inclusions(self.policy):
            less, more = self.fact(narrow), self.fact(wide)
            if not (isinstance(less, t.Range) and isinstance(more, t.Range)):
                continue
            if isinstance(self.policy.facts[narrow].definition, p.Count):
                if less.exact and more.exact:
                    yield t.compared(more.low, ">=", less.low)
            elif less.exact and more.exact:
                nothing = t.compared(more.low, "=", 0)
                yield t.disj((t.neg(nothing), t.compared(less.low, "=", 0)))

    @staticmethod
    def _always_known(gate: Pair) -> bool:
        if gate.open is False:
            return True
        solver = z3.Solver()
        solver.set("timeout", 500)
        solver.add(gate.open)
        return bool(solver.check() == z3.unsat)

    def _row(self, row: p.VerdictRow, gates: Mapping[str, Pair]) -> Pair:
        if not gates or not gates.keys() & ex.fact_names(row.when):
            return self.truth(row.when)
        return logic.truth(row.when, _Settled(self, gates))

    @staticmethod
    def _first(rows: tuple[Pair, ...]) -> t.Number:
        """The index of the first row that holds for certain: no later row is possible."""
        index: t.Number = len(rows) - 1
        for place in range(len(rows) - 2, -1, -1):
            index = t.chosen(rows[place].yes, place, index)
        return index

    def _derived(self, fact: p.Fact) -> Symbol:
        match fact.definition:
            case p.Calculation(operand):
                return self._within(logic.measure(operand, self), fact)
            case p.Holds(condition):
                return self.truth(condition)
            case p.Scored(what, without_opinions):
                return self._scored(what, without_opinions)
            case p.Given() | p.Count() | p.Sum():
                raise LookupError(fact.name)
            case _:
                assert_never(fact.definition)

    def _within(self, value: object, fact: p.Fact) -> Symbol:
        low, high = fact.type.low, fact.type.high
        if isinstance(value, t.Quotient):
            return t.Quotient(value.above, value.below, low, high)
        assert isinstance(value, t.Range | t.Tally | t.Mean)
        return as_range(value, self.defined).clipped(low, high)

    def _assumed(self, fact: p.Fact, value: Symbol) -> Symbol:
        """What is assumed where a derived fact stays unknown."""
        text = self.policy.assumed_facts.get(fact.name)
        if text is None:
            return value
        other = logic.constant(read_value(text, fact.type), self.codes)
        match value, other:
            case Pair(), Pair():
                return Pair(
                    t.disj((value.yes, t.conj((value.open, other.yes)))),
                    t.disj((value.no, t.conj((value.open, other.no)))),
                )
            case ((t.Range() | t.Quotient() | t.Tally()), t.Range()):
                told = as_range(value, self.defined)
                return t.Range(
                    *(t.chosen(told.known, *pair) for pair in zip(told, other, strict=True))
                )
            case _:
                raise t.Beyond("an assumption about a class or a score")

    def _scored(self, what: str, without_opinions: bool) -> Symbol:
        card = self.policy.scorecard
        assert card is not None
        if what == "agreed":
            return YES if card.agreed else NO
        parts: list[tuple[int, t.Range, Formula]] = []
        for one in card.criteria:
            score = self.fact(one.name)
            assert isinstance(score, t.Range)
            if one.weight and not (without_opinions and one.opinion):
                parts.append((one.weight, score, score.known if one.left_out else True))
        known = t.disj(t.conj((counted, score.known)) for _, score, counted in parts)
        mean = t.Mean(tuple(parts), known)
        return mean if what == "score" else self._class(card, mean)

    def _class(self, card: p.Scorecard, mean: t.Mean) -> t.Word:
        if any(counted is True and not score.exact for _, score, counted in mean.parts):
            raise t.Beyond("a class from scores that are ranges")
        names = [name for name, _ in card.classes]
        code: t.Number = self.codes.of(names[-1])
        for name, border in reversed(card.classes[:-1]):
            code = t.chosen(mean_at_least(mean, border), self.codes.of(name), code)
        return t.Word(code, mean.known, frozenset(names))


def _pair(value: Symbol) -> Pair:
    assert isinstance(value, Pair)
    return value


class _Settled:
    """A world in which gates have been settled."""

    def __init__(self, world: World, gates: Mapping[str, Pair]) -> None:
        self.world, self.gates = world, gates
        self.codes, self.defined = world.codes, world.defined
        self.as_of, self.parameters = world.as_of, world.parameters

    def fact(self, name: str) -> Symbol:
        """A gate as it was settled; any other fact as it is."""
        return self.gates[name] if name in self.gates else self.world.fact(name)

    def field(self, name: str) -> Symbol:
        """There is no record at hand."""
        raise LookupError(name)

    def earlier(self, node: ex.Earlier) -> t.Range:
        """There is no record at hand."""
        raise LookupError(node)

    def findings(self, node: ex.Findings) -> t.Tally:
        """Which rules were found that a count looks at."""
        return self.world.findings(node)
