"""The records of one section, read by two policies → which sorts of record there are.

A record of which every field is a symbol tells whether two conditions on it mean the same.  Where
they do not, every sort of record that the conditions tell apart is listed; a count is then the sum
of the numbers of records of the sorts that it counts.  How many records are earlier than one is
taken for any number, so that what is impossible here is impossible; what is found is replayed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import z3

from adieu import expression as ex
from adieu import policy as p
from adieu.proof import logic
from adieu.proof import terms as t
from adieu.proof.diff.fields import RecordFields
from adieu.proof.solve import Solver
from adieu.proof.terms import Formula, Pair, Symbol
from adieu.quantities import Duration, Setting

MOST_SORTS = 300
"""With more sorts of records than these, a section is beyond what is asked."""


class RecordLogic:
    """One record as one policy reads it."""

    def __init__(self, policy: p.Policy, fields: RecordFields) -> None:
        self.policy, self.fields = policy, fields
        self.kind = policy.records[fields.section]
        self.as_of, self.codes = fields.as_of, fields.codes
        self.parameters: Mapping[str, Setting] = policy.settings
        self.defined: list[Formula] = []
        self._symbols: dict[str, Symbol] = {}

    def fact(self, name: str) -> Symbol:
        """A record's conditions speak of its own fields only."""
        raise LookupError(name)

    def field(self, name: str) -> Symbol:
        """The symbol of a field; of one that is derived, its condition's."""
        if name not in self._symbols:
            field = self.kind.fields[name]
            given = field.when is None
            self._symbols[name] = (
                self.fields.symbol(field) if given else logic.truth(field.when or ex.ALWAYS, self)
            )
        return self._symbols[name]

    def earlier(self, node: ex.Earlier) -> t.Range:
        """How many records are earlier."""
        if node.about is None:
            self.field("kind")
        return self.fields.count(node)

    def findings(self, node: ex.Findings) -> t.Tally:
        """Nothing has been inferred yet."""
        raise LookupError(node)

    def day(self) -> t.Number:
        """The day that the record is of."""
        told = self.field(self.kind.date)
        if isinstance(told, t.Instant):
            return told.day
        assert isinstance(told, t.Range)
        return told.low

    def belongs(self, where: ex.Condition) -> Pair:
        """Whether the record counts and fulfils a condition."""
        day = self.day()
        window = self.parameters.get("window")
        inside = [day <= self.as_of]
        if self.kind.windowed and isinstance(window, Duration):
            inside.append(day > window.before(date.fromordinal(self.as_of)).toordinal())
        fits = logic.truth(where, self)
        return Pair(t.conj((*inside, fits.yes)), t.disj((t.neg(t.conj(inside)), fits.no)))


class Sort(NamedTuple):
    """Records alike: which of the conditions (by number) they fulfil; how many, and its name."""

    number: int
    holds: frozenset[int]
    count: z3.ArithRef
    name: str


class SectionLogic:
    """A section of records as two policies read it."""

    def __init__(self, section: str, policies: Sequence[p.Policy], as_of: int, seconds: float):
        asked = frozenset(one for policy in policies for one in _asked(policy, section))
        self.section = section
        self.fields = RecordFields(section, as_of, asked)
        self.sides = [
            RecordLogic(policy, self.fields) if section in policy.records else None
            for policy in policies
        ]
        self.seconds = seconds
        self.conditions: list[Formula] = []
        self.sorts: list[Sort] = []
        self.settled = True
        self._places: dict[int, int] = {}
        self._solver: tuple[tuple[int, ...], Solver] | None = None
        self._belongs: dict[tuple[int, p.Count | p.Sum], Pair] = {}

    def belongs(self, side: int, definition: p.Count | p.Sum) -> Pair:
        """Whether a record is counted, as one of the policies reads it."""
        key = side, definition
        if key not in self._belongs:
            reading = self.sides[side]
            assert reading is not None
            if isinstance(definition, p.Sum):
                reading.field(definition.field)
            self._belongs[key] = reading.belongs(definition.where)
        return self._belongs[key]

    def solver(self) -> Solver:
        """A solver for one record; whoever asks it more than a question narrows it first."""
        rules = [*self.fields.constraints, *self.fields.relations()]
        for side in self.sides:
            rules += side.defined if side else ()
        told = tuple(one.get_id() for one in rules if not isinstance(one, bool))
        if self._solver is None or self._solver[0] != told:
            self._solver = told, Solver(rules, self.seconds)
        return self._solver[1]

    @staticmethod
    def equivalent(solver: Solver, one: Pair, other: Pair) -> bool:
        """Whether no record fulfils one and not the other.

        Raises:
            TimeIsUp: where that was not found out in time.
        """
        apart = (z3.Xor(_lift(a), _lift(b)) for a, b in zip(one, other, strict=True))
        return solver.model(z3.Or(*apart)) is None

    def sort(self, belongs: Sequence[Pair]) -> None:
        """List every sort of record that conditions tell apart, save what fulfils none of them.

        Raises:
            Beyond: where there are too many.
            TimeIsUp: where that was not found out in time.
        """
        solver = self.solver()
        self.settled = not solver.allows(t.disj(one.open for one in belongs))
        for one in belongs:
            self._place(one.yes)
            if not self.settled:
                self._place(t.neg(one.no))
        with solver.narrowed():
            found = self._found(solver)
        # In an order of their own: z3 finds them in any.
        for number, holds in enumerate(sorted(found)):
            name = f"{self.section}#{number:03}"
            self.sorts.append(Sort(number, frozenset(holds), z3.Int(name), name))

    def _found(self, solver: Solver) -> list[list[int]]:
        """Which conditions the records of each sort fulfil."""
        bits = [z3.Bool(f"{self.section}={place}") for place in range(len(self.conditions))]
        pairs = zip(bits, self.conditions, strict=True)
        solver.add([bit == condition for bit, condition in pairs])
        if bits:
            solver.add([z3.Or(*bits)])
        found: list[list[int]] = []
        while bits and (model := solver.model()) is not None:
            if len(found) >= MOST_SORTS:
                raise t.Beyond("sorts of records")
            told = [z3.is_true(model.eval(bit, model_completion=True)) for bit in bits]
            found.append([place for place, one in enumerate(told) if one])
            flips = (z3.Not(b) if one else b for b, one in zip(bits, told, strict=True))
            solver.add([z3.Or(*flips)])
        return found

    def counted(self, belongs: Pair) -> tuple[list[Sort], list[Sort]]:
        """The sorts that belong, and those that may."""
        certain = self._fulfilling(belongs.yes)
        return certain, certain if self.settled else self._fulfilling(t.neg(belongs.no))

    def _fulfilling(self, condition: Formula) -> list[Sort]:
        place = self._place(condition)
        return [one for one in self.sorts if place in one.holds]

    def _place(self, condition: Formula) -> int | None:
        """The number of a condition that sorts are told apart by; nothing for one never met."""
        if condition is False:
            return None
        condition = _lift(condition)
        key = condition.get_id()
        if key not in self._places:
            self._places[key] = len(self.conditions)
            self.conditions.append(condition)
        return self._places[key]

    def formula(self, sort: Sort) -> Formula:
        """That a record is of a sort."""
        return t.conj(
            condition if place in sort.holds else z3.Not(condition)
            for place, condition in enumerate(self.conditions)
        )


def _lift(formula: Formula) -> z3.BoolRef:
    return z3.BoolVal(formula) if isinstance(formula, bool) else formula


def _asked(policy: p.Policy, section: str) -> Iterator[str]:
    """The fields of which the policy asks whether they are known."""
    kind = policy.records.get(section)
    if kind is None:
        return
    wheres = [one.when for one in kind.derived if one.when is not None]
    for fact in policy.facts.values():
        if isinstance(fact.definition, p.Count | p.Sum) and fact.definition.section == section:
            wheres.append(fact.definition.where)
    while wheres:
        condition = wheres.pop()
        wheres += ex.parts_of(condition)
        if isinstance(condition, ex.IsUnknown) and isinstance(condition.left, ex.Field):
            yield from _given_behind(kind, condition.left.name)


def _given_behind(kind: p.RecordKind, name: str) -> Iterator[str]:
    """The given fields that a field is derived from; itself where it is given."""
    when = kind.fields[name].when
    if when is None:
        yield name
        return
    for operand in ex.walk(when):
        if isinstance(operand, ex.Field):
            yield from _given_behind(kind, operand.name)
