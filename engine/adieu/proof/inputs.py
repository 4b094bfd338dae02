"""Facts that a client's file may give → a variable for each, with what it may be.

``AnyClient`` stands for every client at once: whatever a person can answer is answered, save where
the policy looks at knowledge itself (``is unknown``) or leaves an unknown criterion out of a mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple, Protocol

import z3
from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.facts import Facts
from adieu.logic import FALSE, TRUE, Bound, Interval, Truth, Value, exactly, word
from adieu.proof import terms as t
from adieu.proof.logic import constant
from adieu.proof.terms import Formula, Pair, Symbol
from adieu.quantities import Type

LAST_DAY = 3_652_059
"""The last day of the calendar, 9999-12-31, as a day number."""


class Variable(NamedTuple):
    """What stands for an input: its type, z3's variable, and whether it is known at all."""

    type: Type
    term: t.Number
    known: Formula


class Inputs(Protocol):
    """Where the symbols of inputs come from."""

    codes: t.Codes
    constraints: list[Formula]
    variables: dict[str, Variable]

    def symbol(self, fact: p.Fact) -> Symbol | None:
        """The symbol of a fact that is an input; nothing for one that is to be derived."""


class AnyClient:
    """A variable for each input fact of the vocabularies of one or several policies.

    Scores are ``whole`` numbers, or else any number that a client's file may hold.
    """

    def __init__(self, policies: Iterable[p.Policy], suffix: str = "", whole: bool = True) -> None:
        self.codes = t.Codes()
        self.constraints: list[Formula] = []
        self.variables: dict[str, Variable] = {}
        self.suffix, self.whole = suffix, whole
        self._symbols: dict[tuple[str, Type], Symbol] = {}
        self._flagged = frozenset(one for policy in policies for one in flagged(policy))

    def symbol(self, fact: p.Fact) -> Symbol | None:
        """A variable for what a person answers or records count."""
        if not is_input(fact):
            return None
        key = fact.name, fact.type
        if key not in self._symbols:
            clash = any(name == fact.name for name, _ in self._symbols)
            name = f"{fact.name}{self.suffix}{'~' if clash else ''}"
            known = z3.Bool(f"{name}?") if fact.name in self._flagged else True
            score = self.whole and is_score(fact.type)
            whole = isinstance(fact.definition, p.Count) or score
            symbol, term = variable(name, fact.type, known, whole, self.codes, self.constraints)
            self.variables[fact.name + ("~" if clash else "")] = Variable(fact.type, term, known)
            self._symbols[key] = symbol
        return self._symbols[key]


class OneClient:
    """What is known of one client as it is; a variable for each fact that is left ``free``.

    A free fact is known, and lies in the range that the client's records leave it.  Two of them
    ``beside`` one another share every variable save those set ``apart``.
    """

    def __init__(
        self,
        facts: Facts,
        free: frozenset[str],
        beside: OneClient | None = None,
        apart: frozenset[str] = frozenset(),
    ) -> None:
        self.facts, self.free, self.beside, self.apart = facts, free, beside, apart
        self.codes: t.Codes = beside.codes if beside else t.Codes()
        self.constraints: list[Formula] = []
        self.variables: dict[str, Variable] = {}
        self._symbols: dict[str, Symbol] = {}

    def symbol(self, fact: p.Fact) -> Symbol | None:
        """A variable for a free fact, a constant for one that is given or counted."""
        origin = self.facts.origins[fact.name]
        if fact.name not in self.free and not (is_input(fact) or origin in ("given", "assumed")):
            return None
        if self.beside is not None and fact.name not in self.apart:
            return self.beside.symbol(fact)
        if fact.name not in self._symbols:
            self._symbols[fact.name] = self._new(fact)
        return self._symbols[fact.name]

    def _new(self, fact: p.Fact) -> Symbol:
        value = self.facts.values[fact.name]
        if fact.name not in self.free:
            return constant(value, self.codes)
        type_ = fact.type
        if isinstance(value, Interval) and not value.known:
            type_ = replace(type_, low=value.low, high=value.high)
        name = f"{fact.name}'" if self.beside else fact.name
        whole = isinstance(fact.definition, p.Count) or is_score(fact.type)
        symbol, term = variable(name, type_, True, whole, self.codes, self.constraints)
        self.variables[fact.name] = Variable(type_, term, True)
        return symbol


def is_input(fact: p.Fact) -> bool:
    """Whether a client's file gives the fact, or records that are counted do."""
    return isinstance(fact.definition, p.Given | p.Count | p.Sum)


def is_score(type_: Type) -> bool:
    """Whether values are scores from 1 to 5."""
    return type_.name == "number" and (type_.low, type_.high) == (1, 5)


def variable(
    name: str, type_: Type, known: Formula, whole: bool, codes: t.Codes, constraints: list[Formula]
) -> tuple[Symbol, t.Number]:
    """A symbol with a variable of its own, and that variable; its range is added as constraints."""
    if type_.name == "yes-no":
        said = z3.Bool(name)
        return Pair(t.conj((known, said)), t.conj((known, z3.Not(said)))), said
    if type_.name == "choice":
        code = z3.Int(name)
        options = frozenset(type_.choices)
        constraints.append(t.disj(code == codes.of(one) for one in sorted(options)))
        return t.Word(code, known, options), code
    low, high = (type_.low, type_.high)
    if type_.name == "date":
        low, high, whole = 1, LAST_DAY, True
    term = z3.Int(name) if whole else z3.Real(name)
    for end, relation in ((low, ">="), (high, "<=")):
        if not isinstance(end, float):
            limit = t.number(end)
            constraints.append(term >= limit if relation == ">=" else term <= limit)
    if known is True:
        return t.one(term), term
    unknown = t.between(type_.low, type_.high)
    ends = t.Range(
        t.chosen(known, term, unknown.low),
        t.chosen(known, term, unknown.high),
        t.disj((known, unknown.low_finite)),
        t.disj((known, unknown.high_finite)),
    )
    return ends, term


def flagged(policy: p.Policy) -> frozenset[str]:
    """The inputs of which the policy asks whether they are known."""
    asked = {one for condition in conditions(policy) for one in _asked(condition)}
    card = policy.scorecard
    left_out = (one.name for one in card.criteria if one.left_out) if card else ()
    return frozenset(left_out).union(*(inputs_behind(policy, one) for one in asked))


def conditions(policy: p.Policy) -> Iterator[ex.Condition]:
    """Every condition over facts in a policy."""
    for rule in policy.active:
        yield from (*rule.when, *rule.unless)
    yield from (row.when for row in policy.verdicts)
    yield from (step.when for step in policy.plan)
    for fact in policy.facts.values():
        if isinstance(fact.definition, p.Holds):
            yield fact.definition.condition


def _asked(condition: ex.Condition) -> Iterator[str]:
    if isinstance(condition, ex.IsUnknown):
        yield from ex.fact_names(condition)
    for part in ex.parts_of(condition):
        yield from _asked(part)


def inputs_behind(policy: p.Policy, name: str) -> frozenset[str]:
    """The inputs that a fact is derived from; itself where it is one."""
    fact = policy.facts[name]
    if is_input(fact):
        return frozenset((name,))
    if isinstance(fact.definition, p.Scored):
        card = policy.scorecard
        scored = card is not None and fact.definition.what != "agreed"
        return frozenset(one.name for one in card.criteria) if card and scored else frozenset()
    behind = (inputs_behind(policy, one) for one in p.speaks_of(fact.definition))
    return frozenset().union(*behind)


def value_of(model: z3.ModelRef, one: Variable, codes: t.Codes, unit: str) -> Value | None:
    """The value that a model gives an input; nothing where it leaves it unknown."""
    if one.known is not True and not z3.is_true(model.eval(one.known, model_completion=True)):
        return None
    told = model.eval(one.term, model_completion=True)
    if one.type.name == "yes-no":
        return TRUE if z3.is_true(told) else FALSE
    if one.type.name == "choice":
        named = codes.word(told.as_long())
        return word(named if named is not None else one.type.choices[0])
    number = exact(told)
    return exactly(number, unit if one.type.name == "money" else "")


def exact(told: z3.ArithRef) -> Bound:
    """A number of a model, exactly.

    Raises:
        Beyond: for a number that is no fraction.
    """
    if z3.is_int_value(told):
        return int(told.as_long())
    if not z3.is_rational_value(told):
        raise t.Beyond("irrational")
    fraction = Fraction(told.numerator_as_long(), told.denominator_as_long())
    return fraction.numerator if fraction.denominator == 1 else fraction


def equals(one: Variable, value: Value, codes: t.Codes) -> Formula:
    """That an input is known and has this value."""
    if isinstance(value, Truth):
        said = one.term if value is TRUE else z3.Not(one.term)
    else:
        words = getattr(value, "words", None)
        told = codes.of(next(iter(words))) if words else t.number(getattr(value, "low"))  # noqa: B009
        said = one.term == told
    return t.conj((one.known, said))


def values_of(
    model: z3.ModelRef, variables: Mapping[str, Variable], codes: t.Codes, unit: str
) -> dict[str, Value]:
    """Every input that a model makes known, with its value."""
    told = {name: value_of(model, one, codes, unit) for name, one in variables.items()}
    return {name: value for name, value in told.items() if value is not None}
