"""Facts of one client → what is open: the inputs that an answer can give, and what hangs on each.

An input is an answer that nobody gave, a count over records that are not kept, or an open field of
a record.  A completion gives each of them a value; all else is derived from these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import assert_never

from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Record
from adieu.clients.consistency import sections_behind
from adieu.evaluate import Scope, evaluate
from adieu.explain.completions.tally import Tally
from adieu.explain.knowledge import looks_at_knowledge
from adieu.facts import Facts, FactScope, RecordScope, derived_within, section_of
from adieu.logic import INFINITY, UNKNOWN, Value, is_known
from adieu.quantities import Type


class Input(Struct, frozen=True):
    """What can be answered: a fact, or a field of a record (``incidents[2].deliberate``).

    ``value`` is all that it may be; ``whole`` marks a count.
    """

    name: str
    type: Type
    value: Value
    whole: bool = False


class Completion(FactScope):
    """Facts with answers to some of the inputs; what hangs on these is derived when asked for."""

    def __init__(self, openings: Openings, answers: Mapping[str, Value]) -> None:
        facts = openings.facts
        super().__init__(facts.policy, facts.case.as_of.toordinal(), facts.values)
        self.openings, self.answers = openings, answers
        self.derived: dict[str, Value] = {}

    def fact(self, name: str) -> Value:
        """The value of a fact with these answers."""
        if name in self.answers:
            return self.answers[name]
        if self.openings.settled(name):
            return self.values[name]
        if name not in self.derived:
            self.derived[name] = self._derive(name)
        return self.derived[name]

    def _derive(self, name: str) -> Value:
        openings = self.openings
        if isinstance(openings.facts.policy.facts[name].definition, p.Count | p.Sum):
            return openings.counted(name, self.answers)
        return derived_within(openings.facts, openings.facts.case, name, self)


class Openings:
    """The inputs of one client, and which of them each fact and each condition hangs on."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.policy = facts, facts.policy
        self.scope = facts.scope()
        self.inputs: dict[str, Input] = {}
        self._of_fact: dict[str, tuple[str, ...]] = {}
        self._fields: dict[str, tuple[str, ...]] = {}
        self._tally = Tally(facts)

    @cached_property
    def blind(self) -> bool:
        """Whether all that is unknown counts: the policy looks at knowledge itself."""
        return self.policy.once(looks_at_knowledge)

    def settled(self, name: str) -> bool:
        """Whether a fact is what it is, whatever the inputs are."""
        if self.facts.origins[name] in ("given", "assumed"):
            return True
        match self.policy.facts[name].definition:
            case p.Given():
                return True
            case p.Count() | p.Sum():
                return is_known(self.facts.values[name])
            case p.Calculation() | p.Holds() | p.Scored():
                return not self.blind and is_known(self.facts.values[name])
            case _:
                assert_never(self.policy.facts[name].definition)

    def of_conditions(self, conditions: Iterable[ex.Condition]) -> tuple[str, ...]:
        """The inputs that conditions over facts hang on."""
        names = (name for one in conditions for name in self._of_condition(one))
        return tuple(dict.fromkeys(names))

    def open_leaves(self, condition: ex.Condition) -> Iterator[ex.Condition]:
        """The conditions without parts that an input can still change."""
        if not self.blind and evaluate(condition, self.scope) is not UNKNOWN:
            return
        parts = ex.parts_of(condition)
        if not parts:
            yield condition
        for part in parts:
            yield from self.open_leaves(part)

    def _of_condition(self, condition: ex.Condition) -> Iterator[str]:
        for leaf in self.open_leaves(condition):
            yield from self.of_leaf(leaf)

    def of_leaf(self, leaf: ex.Condition) -> Iterator[str]:
        """The inputs that a condition without parts hangs on."""
        for operand in ex.operands_of(leaf):
            yield from self._of_operand(operand)

    def _of_operand(self, operand: ex.Operand) -> Iterator[str]:
        for one in ex.walk_operand(operand):
            if isinstance(one, ex.Fact):
                yield from self.of_fact(one.name)

    def of_fact(self, name: str) -> tuple[str, ...]:
        """The inputs that a fact hangs on; itself where it is one."""
        if name not in self._of_fact:
            self._of_fact[name] = tuple(dict.fromkeys(self._find(name)))
        return self._of_fact[name]

    def _find(self, name: str) -> Iterator[str]:
        fact, value = self.policy.facts[name], self.facts.values[name]
        definition = fact.definition
        given = self.facts.origins[name] in ("given", "assumed")
        if given or isinstance(definition, p.Given):
            if not is_known(value) and not self._left_out(name):
                yield self._add(Input(name, fact.type, value, isinstance(definition, p.Count)))
            return
        if self.settled(name):
            return
        match definition:
            case p.Count() | p.Sum():
                if self.is_free(name):
                    yield self._add(Input(name, fact.type, value, isinstance(definition, p.Count)))
                else:
                    yield from self.fields_of(name)
            case p.Calculation(operand):
                yield from self._of_operand(operand)
            case p.Holds(condition):
                yield from self._of_condition(condition)
            case p.Scored():
                card = self.policy.scorecard
                for one in card.criteria if card else ():
                    yield from self.of_fact(one.name)
            case _:
                assert_never(definition)

    def _add(self, found: Input) -> str:
        self.inputs[found.name] = found
        return found.name

    def _left_out(self, name: str) -> bool:
        card = self.policy.scorecard
        return card is not None and any(one.left_out and one.name == name for one in card.criteria)

    def is_free(self, name: str) -> bool:
        """Whether records that are not kept decide on a count, so that it is an input itself."""
        return not self.settled(name) and any(
            section_of(self.policy, self.facts.case, one).missing
            for one in sections_behind(self.policy, name)
        )

    def is_askable(self, name: str) -> bool:
        """Whether a person can answer: not where rows of a table were merely unreadable."""
        if "[" in name or isinstance(self.policy.facts[name].definition, p.Given):
            return True
        return any(
            section_of(self.policy, self.facts.case, one).missing == INFINITY
            for one in sections_behind(self.policy, name)
        )

    def may_stay_open(self, conditions: Iterable[ex.Condition]) -> bool:
        """Whether something may be unknown however the inputs are answered.

        That is what is divided by zero or lies outside its range, and a criterion that is left out.
        """
        names, waiting = set[str](), [one for each in conditions for one in ex.walk(each)]
        while waiting:
            operand = waiting.pop()
            if isinstance(operand, ex.Arithmetic) and operand.sign == "/":
                return True
            if not isinstance(operand, ex.Fact) or operand.name in names:
                continue
            names.add(operand.name)
            fact = self.policy.facts[operand.name]
            match fact.definition:
                case p.Calculation(inside):
                    if not (fact.type.low == -INFINITY and fact.type.high == INFINITY):
                        return True
                    waiting += ex.walk_operand(inside)
                case p.Holds(condition):
                    waiting += ex.walk(condition)
                case p.Scored():
                    return True
                case p.Given() if self._left_out(operand.name):
                    return True
                case _:
                    pass
        return False

    def counted(self, name: str, answers: Mapping[str, Value]) -> Value:
        """A count or a sum if fields of records were as these answers say."""
        given = {one: answers[one] for one in self.fields_of(name) if one in answers}
        if not given:
            return self.facts.values[name]
        return self._tally.value(name, given)

    def fields_of(self, name: str) -> tuple[str, ...]:
        """The open fields of records that a count or a sum hangs on."""
        if name not in self._fields:
            self._fields[name] = tuple(dict.fromkeys(self._find_fields(name)))
        return self._fields[name]

    def narrow(self, name: str) -> tuple[str, ...]:
        """The fields of records that narrow a count whose records are not all kept."""
        free = name in self.facts.members and self.is_free(name)
        return self.fields_of(name) if free else ()

    def _find_fields(self, name: str) -> Iterator[str]:
        definition = self.policy.facts[name].definition
        assert isinstance(definition, p.Count | p.Sum)
        for member in self.facts.members.get(name, ()):
            if isinstance(definition, p.Sum):
                yield from self._field(member.record, definition.field)
            if member.belongs is UNKNOWN:
                scope = RecordScope(self.policy, self.facts.case, member.record)
                yield from self._of_record(member.record, definition.where, scope)

    def _of_record(self, record: Record, condition: ex.Condition, scope: Scope) -> Iterator[str]:
        if not self.blind and evaluate(condition, scope) is not UNKNOWN:
            return
        for part in ex.parts_of(condition):
            yield from self._of_record(record, part, scope)
        for outer in ex.operands_of(condition):
            for operand in ex.walk_operand(outer):
                if isinstance(operand, ex.Earlier):
                    yield from self._of_earlier(record, operand)
                elif isinstance(operand, ex.Field):
                    when = self.policy.records[record.section].fields[operand.name].when
                    if when is not None:
                        yield from self._of_record(record, when, scope)
                    else:
                        yield from self._field(record, operand.name)

    def _of_earlier(self, record: Record, node: ex.Earlier) -> Iterator[str]:
        if node.about is None:
            yield from self._field(record, "kind")
        for section in node.sections:
            for other in section_of(self.policy, self.facts.case, section).records:
                if other.day < record.day:
                    for field in ("about", *(one for one, _ in node.having)):
                        yield from self._field(other, field)

    def _field(self, record: Record, field: str) -> Iterator[str]:
        value = record.fields[field]
        if not is_known(value):
            type_ = self.policy.records[record.section].fields[field].type
            yield self._add(Input(f"{record.ref}.{field}", type_, value))
