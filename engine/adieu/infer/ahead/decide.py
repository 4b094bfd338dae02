"""Facts by name → a decision: the quick program, the exact one where it is needed, and errors."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Answer as Said
from adieu.case import Case
from adieu.clients.fields import answerable, criteria
from adieu.diagnostics import Note
from adieu.facts import derive
from adieu.infer import Outcome, reference
from adieu.infer.ahead.decision import Decision, Graded
from adieu.infer.ahead.operands import NotSimple
from adieu.infer.ahead.program import Program, program
from adieu.infer.ahead.usage import operands
from adieu.infer.ahead.values import (
    LIMIT,
    Answer,
    Doubt,
    Plain,
    WrongType,
    WrongValue,
    all_simple,
    exact,
    read,
    shown,
    unknown_fact,
)
from adieu.logic import Interval, UnitMismatch, Value, exactly, truth, word
from adieu.quantities import read_value


class Decider:
    """Decides by one policy; made once, then safe to use from any number of threads."""

    def __init__(self, policy: p.Policy) -> None:
        self.policy = policy
        self.known = {**answerable(policy), **criteria(policy)}
        self.currencies = _currencies(policy)
        self.effective = policy.effective_from
        dated = any(isinstance(one, ex.AsOf) for one in operands(policy))
        self.dated = dated or self.effective is not None
        self.quick: Program | None = None
        self.exact: Program | None = None
        self.used: frozenset[str] = frozenset()
        if len(self.currencies) > 1:
            return
        self.exact = program(policy, exact=True, check_others=_nothing)
        self.used = self.exact.used
        with suppress(NotSimple):
            self.quick = program(policy, exact=False, check_others=self._check_others)

    @property
    def states(self) -> int:
        """How many states of a client's findings were met and are remembered."""
        return sum(one.states() for one in (self.quick, self.exact) if one is not None)

    def decide(self, facts: Mapping[str, Answer], as_of: date | None = None) -> Decision:
        """What the policy says of these facts; see ``adieu.infer.ahead.decide``."""
        day = 0
        if self.dated or as_of is not None:
            on = date.today() if as_of is None else as_of
            if self.effective is not None and on < self.effective:
                days = {"as_of": str(on), "effective": str(self.effective)}
                raise WrongValue("as_of", Note("diagnostic.as-of-too-early", days))
            day = on.toordinal()
        if self.quick is not None and (type(facts) is dict or isinstance(facts, Mapping)):
            try:
                decision = self.quick.run(facts, day)
            except Doubt:
                decision = None
            if decision is not None:
                return decision
        return self._with_care(facts, day)

    def _with_care(self, facts: Mapping[str, Answer], day: int) -> Decision:
        """The decision about facts of which some have to be read first."""
        if not isinstance(facts, Mapping):
            raise WrongType("facts", Note("api.facts", {"value": shown(facts)}))
        given: dict[str, Plain] = {}
        units: dict[str, str] = {}
        for name, value in facts.items():
            answer, units[name] = self._read(name, value)
            if answer is not None:
                given[name] = answer
        if self.exact is None or len(self.currencies.union(units.values()) - {""}) > 1:
            return self._by_definition(given, units, day)
        used = {name: value for name, value in given.items() if name in self.used}
        if self.quick is not None and all_simple(used):
            try:
                decision = self.quick.run(used, day)
            except Doubt:
                decision = None
            if decision is not None:
                return decision
        numbers = {
            name: exact(value) if isinstance(value, float) else value
            for name, value in used.items()
        }
        decision = self.exact.run(numbers, day)
        assert decision is not None
        return decision

    def _read(self, name: str, value: object) -> tuple[Plain | None, str]:
        """An answer as the programs take it, and its currency."""
        fact = self.known.get(name)
        if fact is None:
            raise unknown_fact(name, self.known, self.policy.facts)
        return (None, "") if value is None else read(fact, value)

    def _check_others(self, facts: Mapping[str, object]) -> None:
        """Read the facts that decide nothing, for what is wrong with them."""
        others = facts.keys() - self.used
        doubtful = [name for name in others if not self._is_plain(name, facts[name])]
        for name in sorted(doubtful, key=list(facts).index):
            self._read(name, facts[name])

    def _is_plain(self, name: str, value: object) -> bool:
        """Whether there is nothing to read in a value: it is unknown, or fits as it stands."""
        fact = self.known.get(name)
        if fact is None or value is None:
            return fact is not None
        type_ = fact.type
        match value:
            case bool():
                return type_.name == "yes-no"
            case int() | float():
                within = type_.low <= value <= type_.high and -LIMIT < value < LIMIT
                return type_.is_quantity and within
            case str():
                return type_.name == "choice" and value in type_.choices
            case _:
                return False

    def _by_definition(
        self, given: Mapping[str, Plain], units: Mapping[str, str], day: int
    ) -> Decision:
        """The decision by the reference, where amounts in several currencies are about."""
        policy = self.policy
        answers = {name: Said(_value(one, units[name]), "") for name, one in given.items()}
        case = Case("client", "client", date.fromordinal(max(day, 1)), answers)
        try:
            facts = derive(policy, case)
            inferred = reference.infer(policy, facts)
        except UnitMismatch as error:
            name = next((name for name, unit in units.items() if unit == error.right), "")
            clash = {"left": error.left, "right": error.right}
            raise WrongValue(name, Note("diagnostic.currencies", clash)) from None

        def listed(outcome: Outcome) -> tuple[str, ...]:
            return tuple(name for name, one in inferred.outcomes.items() if one is outcome)

        found = listed(Outcome.FOUND)
        gone = tuple(name for name in found if policy.rules[name].superseded_by in found)
        return Decision(
            inferred.verdict,
            inferred.possible,
            tuple(name for name in found if name not in gone),
            listed(Outcome.UNDETERMINED),
            listed(Outcome.EXCUSED),
            gone,
            *self._marks(facts.values),
        )

    def _marks(self, values: Mapping[str, Value]) -> tuple[Graded, tuple[None, ...]] | tuple[()]:
        card = self.policy.scorecard
        if card is None:
            return ()
        return Graded(card, tuple(values[one.name] for one in card.criteria)), (None,) * len(
            card.criteria
        )


def _value(given: Plain, unit: str) -> Value:
    match given:
        case bool():
            return truth(given)
        case str():
            return word(given)
        case date():
            return exactly(given.toordinal())
        case _:
            return exactly(exact(given), unit)


def _currencies(policy: p.Policy) -> frozenset[str]:
    """The currencies in which a policy itself names amounts."""
    values = [one.value for one in operands(policy) if isinstance(one, ex.Constant)]
    amounts = [*values, *policy.settings.values()]
    for name, text in policy.assumed_facts.items():
        amounts.append(read_value(text, policy.facts[name].type))
    return frozenset(one.unit for one in amounts if isinstance(one, Interval)) - {""}


def _nothing(facts: Mapping[str, object]) -> None:
    """The exact program sees only facts that decide something."""
