"""A sort of records → the quietest record of that sort, and what must have come before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

import z3

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Record
from adieu.clients.fields import left_out, still_open
from adieu.logic import FALSE, TRUE, Moment, OpenDate, Options, Value, exactly, word
from adieu.proof import terms as t
from adieu.proof.diff.fields import MOST_WORDS, FieldVariable
from adieu.proof.diff.records import SectionLogic, Sort
from adieu.proof.inputs import LAST_DAY, exact
from adieu.proof.solve import Solver
from adieu.proof.terms import Formula
from adieu.quantities import Type

EARLIER = (0, 1, 2, 3, 4, 5, 8, 12, 20)
LATELY = (5, 6, 7, 8, 9, 10, 11, 4, 3, 2, 1, 0)
BEFORE = (60, 61, 62, 63, 64, 65, 66, 90, 120, 200, 300, 360, 400, 401, 402, 403, 404, 405, 406)
AFTER = (0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120)
MINUTES = (12 * 60, 20 * 60, 7 * 60 + 30, 6 * 60)
NUMBERS = (0, 1, 2, 3, 5, 8, 10, 20, 50, 100)
PLAIN_WORD = "something-else"
"""A word that no policy names, for where any will do."""


class Need(NamedTuple):
    """So many earlier records about a matter, which a record asks for."""

    node: ex.Earlier
    matter: str
    number: int


class Sample(NamedTuple):
    """A record: its day, what is known of its fields, what came before, what may be left out."""

    day: int
    values: Mapping[tuple[str, str], Value]
    needs: tuple[Need, ...]
    idle: frozenset[str]

    def record(self, policy: p.Policy, section: str, as_of: date, full: bool) -> Record:
        """The record as one policy reads it; ``full`` with fields that tell nothing here."""
        kind = policy.records[section]
        fields: dict[str, Value] = {}
        defaulted = set()
        for field in kind.given:
            told = self.values.get((field.name, field.type.name))
            needed = field.required or field.name == kind.date
            if told is None and needed:
                told = _any_value(field.type, self.day)
            if told is None or not (needed or full or field.name not in self.idle):
                fields[field.name] = left_out(field, as_of)
                defaulted |= {field.name} if field.default is not None else set()
            else:
                fields[field.name] = told
        return Record(section, 0, self.day, fields, frozenset(defaulted))


def sample(
    told: SectionLogic, sort: Sort, sums: Mapping[str, Fraction | int], unit: str
) -> Sample | None:
    """The quietest record of a sort whose summed fields have these values; nothing if none has."""
    solver, is_sort = told.solver(), told.formula(sort)
    summed = [
        one.term == t.number(sums[name])
        for (name, _), one in told.fields.variables.items()
        if name in sums
    ]
    with solver.narrowed(is_sort, *summed):
        model = solver.model()
        if model is None:
            return None
        sampler = _Sampler(told, solver, model, unit)
        drawn = sampler.sample()
    with solver.narrowed(*summed):
        idle = frozenset(sampler.idle(is_sort)) - frozenset(sums)
    return drawn._replace(idle=idle)


class _Sampler:
    """Brings one thing after another as near to quiet as the sort allows."""

    def __init__(
        self,
        told: SectionLogic,
        solver: Solver,
        model: z3.ModelRef,
        unit: str,
    ) -> None:
        self.told, self.solver, self.model, self.unit = told, solver, model, unit
        self.fields = told.fields
        self.kept: list[Formula] = []
        self.base: list[Formula] = []
        self.pins: dict[str, list[Formula]] = {}

    def sample(self) -> Sample:
        """The record, as quiet as the solver lets it be; nothing is said of what is idle."""
        earlier = self.fields.earlier
        for term in earlier.values():
            self.prefer(term == count for count in EARLIER)
        counts = {node: self.number(term) for node, term in earlier.items()}
        days = [side.day() for side in self.told.sides if side is not None]
        back = (*LATELY, *BEFORE) if any(counts.values()) else (*BEFORE, *LATELY)
        self.prefer(z3.And(*(day == self.fields.as_of - one for day in days)) for one in back)
        first = self.number(days[0])
        self.base = list(self.kept)
        for (name, _), one in self.fields.variables.items():
            before = len(self.kept)
            self.pin(one, first)
            self.pins[name] = self.pins.get(name, []) + self.kept[before:]
        values = {
            key: value
            for key, one in self.fields.variables.items()
            if (value := self.value(one)) is not None
        }
        kind = values.get(("kind", "choice"))
        own = next(iter(kind.words or ())) if isinstance(kind, Options) else ""
        needs = tuple(
            Need(node, node.about or own, count) for node, count in counts.items() if count
        )
        return Sample(first, values, needs, frozenset())

    def prefer(self, wishes: Iterable[Formula]) -> bool:
        """Keep the first wish that can be met."""
        for wish in wishes:
            if wish is not True and not z3.is_true(self.model.eval(wish, model_completion=True)):
                other = self.solver.model(wish)
                if other is None:
                    continue
                self.model = other
            self.keep(wish)
            return True
        return False

    def keep(self, wish: Formula) -> None:
        """Hold on to a wish."""
        self.kept.append(wish)
        self.solver.add([wish])

    def number(self, term: t.Number) -> int:
        """The whole number that a term has."""
        return int(self.model.eval(t.lifted(term), model_completion=True).as_long())

    def pin(self, one: FieldVariable, day: int) -> None:
        """Give a field its quietest value, or the one that it happens to have."""
        if one.known is not True and self.prefer([z3.Not(one.known)]):
            return
        if not self.prefer(self.wishes(one, day)):
            told = self.model.eval(one.term, model_completion=True)
            self.keep(one.term == told)
        if one.field.type.name == "moment":
            assert one.other is not None
            if not self.prefer(one.other == minute for minute in MINUTES):
                self.keep(one.other == self.number(one.other))

    def wishes(self, one: FieldVariable, day: int) -> Iterator[Formula]:
        """Values of a field, the quietest first."""
        type_, codes = one.field.type, self.fields.codes
        match type_.name:
            case "yes-no":
                yield from (z3.Not(one.term), one.term)
            case "choice":
                yield from (one.term == codes.of(choice) for choice in type_.choices)
            case "word" | "text":
                yield one.term == MOST_WORDS
            case "date":
                near = (one.term == day + after for after in AFTER if day + after <= LAST_DAY)
                if one.other is None:
                    yield from near
                else:
                    yield from (z3.And(z3.Not(one.other), wish) for wish in near)
                    yield one.other
            case "moment":
                return
            case _:
                yield from (one.term == number for number in NUMBERS)

    def value(self, one: FieldVariable) -> Value | None:
        """What the field says; nothing where it is unknown."""
        known = self.model.eval(t.conj((one.known, z3.BoolVal(True))), model_completion=True)
        if not z3.is_true(known):
            return None
        told = self.model.eval(one.term, model_completion=True)
        type_ = one.field.type
        match type_.name:
            case "yes-no":
                return TRUE if z3.is_true(told) else FALSE
            case "choice" | "word" | "text":
                named = self.fields.codes.word(told.as_long())
                return word(named if named is not None else PLAIN_WORD)
            case "moment":
                assert one.other is not None
                return Moment(told.as_long(), self.number(one.other))
            case "date" if type_.open:
                day = int(told.as_long())
                to_come = self.model.eval(one.other, model_completion=True)
                if z3.is_true(to_come) or day > self.fields.as_of:
                    return still_open(date.fromordinal(self.fields.as_of))
                return OpenDate(exactly(day), FALSE)
            case _:
                return exactly(exact(told), self.unit if type_.name == "money" else "")

    def idle(self, is_sort: Formula) -> Iterator[str]:
        """The fields that may say anything: the record is of its sort all the same."""
        self.solver.add([*self.base, t.neg(is_sort)])
        needed = dict(self.pins)
        for name in self.pins:
            others = [one for key, told in needed.items() if key != name for one in told]
            if not self.solver.allows(*others):
                del needed[name]
                yield name


def _any_value(type_: Type, day: int) -> Value | None:
    """A value for a field that has to be there and tells nothing."""
    match type_.name:
        case "choice":
            return word(type_.choices[-1])
        case "date":
            return exactly(day)
        case "moment":
            return Moment(day, MINUTES[0])
        case "yes-no":
            return FALSE
        case "word" | "text":
            return word(PLAIN_WORD)
        case _:
            return exactly(0 if isinstance(type_.low, float) else type_.low)
