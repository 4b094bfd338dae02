"""Two policies → inputs that they share, so that one client can be judged by both.

An answer is shared by name and kind; a count or a sum where both policies count the same records,
however that is written.  Where they do not, the whole section is told by its sorts of records.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import z3
from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.logic import INFINITY
from adieu.proof import terms as t
from adieu.proof.diff.meaning import Meaning, Meanings
from adieu.proof.diff.records import SectionLogic
from adieu.proof.inputs import Variable, flagged, is_input, is_score, variable
from adieu.proof.solve import TimeIsUp
from adieu.proof.terms import Formula, Symbol
from adieu.quantities import Type

NUMBER = Type("number", low=0)

Key = tuple[str, str | int]


class BothPolicies:
    """A variable for each input of two policies, and the sorts of records that they tell apart."""

    def __init__(self, old: p.Policy, new: p.Policy, on: date, seconds: float) -> None:
        self.policies = old, new
        self.codes = t.Codes()
        self.constraints: list[Formula] = []
        self.variables: dict[str, Variable] = {}
        self.sections: dict[str, SectionLogic] = {}
        self.beyond: set[str] = set()
        self.as_of, self.seconds = on.toordinal(), seconds
        meanings = Meanings()
        self.meanings = Meaning(old, meanings), Meaning(new, meanings)
        self.used = used(old), used(new)
        self._same: dict[int, int] = {}
        self._names: dict[Key, str] = {}
        self._sums: dict[tuple[str, int, str], t.Number] = {}
        for section in sorted(old.records.keys() & new.records.keys()):
            try:
                self._compare(section)
            except (t.Beyond, TimeIsUp):
                self.beyond.add(section)
        self.flagged = {
            self._key(side, policy.facts[name])
            for side, policy in enumerate(self.policies)
            for name in flagged(policy)
        }
        self.sides = Side(self, 0), Side(self, 1)

    def _counts(self, side: int, section: str, names: frozenset[str] | None = None) -> list[p.Fact]:
        """The counts and sums of a section; of all facts, or of those named."""
        facts = self.policies[side].facts
        return [
            one
            for name, one in facts.items()
            if isinstance(one.definition, p.Count | p.Sum)
            and one.definition.section == section
            and (names is None or name in names)
        ]

    def _compare(self, section: str) -> None:
        """Find out which counts are the same; where both have others, tell sorts apart."""
        known = [
            {self._count_number(side, one) for one in self._counts(side, section)}
            for side in (0, 1)
        ]
        lone = [
            [
                one
                for one in self._counts(side, section, self.used[side])
                if self._count_number(side, one) not in known[1 - side]
            ]
            for side in (0, 1)
        ]
        if not lone[0] or not lone[1]:
            return
        told = SectionLogic(section, self.policies, self.as_of, self.seconds)
        others = {one.name: one for one in lone[1]}
        pairs = [(one, others[one.name]) for one in lone[0] if one.name in others]
        if len(pairs) == len(lone[0]) or len(pairs) == len(lone[1]):
            belongs = [(self._belongs(told, 0, a), self._belongs(told, 1, b)) for a, b in pairs]
            solver = told.solver()
            if all(told.equivalent(solver, *both) for both in belongs):
                for one, other in pairs:
                    self._same[self._count_number(1, other)] = self._count_number(0, one)
                return
        self.sections[section] = told
        facts = [
            (side, one) for side in (0, 1) for one in self._counts(side, section, self.used[side])
        ]
        told.sort([self._belongs(told, side, one) for side, one in facts])
        for sort in told.sorts:
            self.constraints.append(sort.count >= 0)
            self.variables[sort.name] = Variable(NUMBER, sort.count, True)

    def _belongs(self, told: SectionLogic, side: int, fact: p.Fact) -> t.Pair:
        assert isinstance(fact.definition, p.Count | p.Sum)
        return told.belongs(side, fact.definition)

    def _count_number(self, side: int, fact: p.Fact) -> int:
        assert isinstance(fact.definition, p.Count | p.Sum)
        number = self.meanings[side].counted(fact.definition)
        return self._same.get(number, number)

    def _key(self, side: int, fact: p.Fact) -> Key:
        """What two facts have in common that share a variable."""
        if isinstance(fact.definition, p.Count | p.Sum):
            return "count", self._count_number(side, fact)
        return fact.type.name, fact.name

    def name(self, side: int, fact: p.Fact) -> str:
        """The name of the variable that stands for an input of one of the policies."""
        key = self._key(side, fact)
        if key not in self._names:
            taken, name = set(self._names.values()), fact.name
            while name in taken:
                name += "~"
            self._names[key] = name
        return self._names[key]

    def shared(self, side: int, fact: p.Fact) -> Symbol:
        """The variable of an answer, or of a count that is taken as it comes."""
        name = self.name(side, fact)
        known = z3.Bool(f"{name}?") if self._key(side, fact) in self.flagged else True
        whole = isinstance(fact.definition, p.Count) or any(
            is_score(policy.facts[fact.name].type)
            for policy in self.policies
            if fact.name in policy.facts
        )
        symbol, term = variable(name, fact.type, known, whole, self.codes, self.constraints)
        self.variables[name] = Variable(fact.type, term, known)
        return symbol

    def told(self, side: int, fact: p.Fact, told: SectionLogic) -> Symbol:
        """A count or a sum as a sum over the sorts of records.

        Raises:
            Beyond: for a sum over records that may or may not belong.
        """
        definition = fact.definition
        assert isinstance(definition, p.Count | p.Sum)
        if self._key(side, fact) in self.flagged:
            raise t.Beyond("whether a count is known")
        certain, possible = told.counted(told.belongs(side, definition))
        if isinstance(definition, p.Sum):
            if certain != possible:
                raise t.Beyond("a sum over records that may not belong")
            parts = [self._sum(told, one.number, side, definition) for one in certain]
            value, type_ = t.one(_total(parts)), fact.type
            unlimited = (type_.low, type_.high) == (0, INFINITY)
            return value if unlimited else value.clipped(type_.low, type_.high)
        low = _total([one.count for one in certain])
        if certain == possible:
            return t.one(low)
        return t.Range(low, _total([one.count for one in possible]))

    def _sum(self, told: SectionLogic, number: int, side: int, definition: p.Sum) -> t.Number:
        """What the records of a sort add up to."""
        key = told.section, number, definition.field
        if key not in self._sums:
            count = told.sorts[number].count
            name = f"{told.sorts[number].name}.{definition.field}"
            term = z3.Real(name)
            type_ = self.policies[side].records[told.section].fields[definition.field].type
            self.constraints.append(z3.Implies(count == 0, term == 0))
            if not isinstance(type_.low, float):
                self.constraints.append(term >= count * t.number(type_.low))
            if not isinstance(type_.high, float):
                self.constraints.append(term <= count * t.number(type_.high))
            whole = replace(type_, low=-INFINITY, high=INFINITY)
            self.variables[name] = Variable(whole, term, True)
            self._sums[key] = term
        return self._sums[key]


class Side:
    """The inputs of one of the two policies."""

    def __init__(self, both: BothPolicies, side: int) -> None:
        self.both, self.side = both, side
        self.codes, self.constraints = both.codes, both.constraints
        self.variables = both.variables
        self.names: dict[str, str] = {}
        self._symbols: dict[str, Symbol] = {}

    def symbol(self, fact: p.Fact) -> Symbol | None:
        """The symbol of an input; nothing for a fact that is to be derived.

        Raises:
            Beyond: for a count over a section that could not be told.
        """
        if not is_input(fact):
            return None
        if fact.name not in self._symbols:
            self._symbols[fact.name] = self._new(fact)
        return self._symbols[fact.name]

    def _new(self, fact: p.Fact) -> Symbol:
        both = self.both
        if isinstance(fact.definition, p.Count | p.Sum):
            section = fact.definition.section
            if section in both.beyond:
                raise t.Beyond(section)
            told = both.sections.get(section)
            if told is not None and fact.name in both.used[self.side]:
                return both.told(self.side, fact, told)
            if told is not None:
                return both.shared(self.side, fact)
        self.names[fact.name] = both.name(self.side, fact)
        return both.shared(self.side, fact)


def used(policy: p.Policy) -> frozenset[str]:
    """The facts that a verdict, a rule or an invariant rests on, directly or not."""
    tried: tuple[str, ...] = ()
    if any(node.repair_tried for node in policy.counts):
        facts = (policy.repair_fact(rule) for rule in policy.active)
        tried = tuple(fact.name for fact in facts if fact is not None)
    return behind(policy, _conditions(policy), tried)


def behind(
    policy: p.Policy, conditions: Iterable[ex.Condition], names: Iterable[str] = ()
) -> frozenset[str]:
    """The facts that conditions and these facts rest on, directly or not."""
    waiting = [*names, *(name for one in conditions for name in ex.fact_names(one))]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            definition = policy.facts[name].definition
            waiting += p.speaks_of(definition)
            if isinstance(definition, p.Scored) and policy.scorecard is not None:
                waiting += (one.name for one in policy.scorecard.criteria)
    return frozenset(found)


def _conditions(policy: p.Policy) -> Iterator[ex.Condition]:
    for rule in policy.active:
        yield from (*rule.when, *rule.unless)
    yield from (row.when for row in policy.verdicts)
    yield from policy.invariants


def _total(parts: list[t.Number]) -> t.Number:
    return z3.Sum(parts) if parts else 0
