"""A question about two policies → the simplest client whose answer is yes, replayed under both.

The client has the answers that both policies share; where they count records differently, it has
the records themselves, and what must have come before them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

import z3

from adieu import policy as p
from adieu.logic import Value
from adieu.proof import terms as t
from adieu.proof.diff.both import BothPolicies
from adieu.proof.diff.made import Maker, Witness
from adieu.proof.diff.records import SectionLogic
from adieu.proof.diff.shorter import Piece, shortened
from adieu.proof.inputs import Variable, equals
from adieu.proof.solve import Solver
from adieu.proof.terms import Formula
from adieu.proof.witness import first_quiet, simplest

FEW_RECORDS = (0, 1, 2, 3, 4, 5, 6, 8, 10, 14, 20, 40)


class Unshown(Exception):
    """The logic finds a client that could not be made, or that the reference judges otherwise."""


class Showing(Protocol):
    """What a witness is to show, and whether it does."""

    def quick(self) -> Callable[[Witness], bool]:
        """Tells of one client, and of what is left of it, whether it does."""

    def wholly(self, one: Witness) -> bool:
        """Whether reviews by both policies take its file and say so."""


class Examples:
    """Finds clients for whom two policies differ."""

    def __init__(self, both: BothPolicies, solver: Solver, on: date, unit: str) -> None:
        self.both, self.solver, self.unit = both, solver, unit
        self.maker = Maker(both, on, unit)
        self._needed: set[Piece] = set()
        self._loud: set[str] = set()
        facts = {name: None for policy in both.policies for name in policy.facts}
        self._order = {name: place for place, name in enumerate(facts)}
        self._firm: dict[str, Formula] = {}
        self._apart: dict[str, tuple[list[z3.ArithRef], list[z3.ArithRef]]] = {}

    def find(
        self, wanted: Sequence[Formula], shows: Showing, among: frozenset[str] | None = None
    ) -> Witness | None:
        """The simplest client for whom everything wanted holds; nothing where there is none.

        Args:
            wanted: What is to hold.
            shows: What the reference is to say of the client.
            among: The variables that this rests on, where it does not rest on all.

        Raises:
            TimeIsUp: where that was not found out in time.
            Beyond: where it cannot be asked.
            Unshown: where none that was tried holds out in the reference.
        """
        variables = {
            name: one for name, one in self.both.variables.items() if among is None or name in among
        }
        for attempt, limits in enumerate(self._limits()):
            if limits is None:
                continue
            values = self._quietest([*wanted, *limits], variables)
            if values is None:
                if not attempt:
                    return None
                continue
            for full in (False, True):
                made = self.maker.made(values, full)
                quickly = shows.quick()
                if made is None or not quickly(made):
                    continue
                shorter = shortened(made, quickly, self._needed, self._order)
                if shows.wholly(shorter):
                    return shorter
                if shows.wholly(made):
                    return shortened(made, shows.wholly, self._needed, self._order)
        raise Unshown

    def _limits(self) -> Iterator[list[Formula] | None]:
        """What is asked of a client beside the question: nothing, then what is easier to make.

        A client who had been told before some records and not before others is hard to date.
        """
        yield []
        if not any(told.fields.earlier for told in self.both.sections.values()):
            return
        pairs = [self._telling(told) for told in self.both.sections.values()]
        untold = [one == 0 for telling, _ in pairs for one in telling]
        always = [one == 0 for _, refusing in pairs for one in refusing]
        yield untold or None
        yield always or None
        yield [*always, *self._nothing_else()]

    def _telling(self, told: SectionLogic) -> tuple[list[z3.ArithRef], list[z3.ArithRef]]:
        """The numbers of records that need an earlier one, and of those that allow none."""
        if told.section not in self._apart:
            terms = list(told.fields.earlier.values())
            none = [term == 0 for term in terms]
            some = [z3.Or(*(term > 0 for term in terms))] if terms else [False]
            solver = told.solver()
            needing, refusing = [], []
            for one in told.sorts:
                formula = told.formula(one)
                if solver.model(formula, *none) is None:
                    needing.append(one.count)
                elif solver.model(formula, *some) is None:
                    refusing.append(one.count)
            self._apart[told.section] = needing, refusing
        return self._apart[told.section]

    def _nothing_else(self) -> Iterator[Formula]:
        """That nothing is counted in the sections of what may have come before."""
        before = {
            section
            for told in self.both.sections.values()
            for node in told.fields.earlier
            for section in node.sections
        }
        for side in self.both.sides:
            facts = self.both.policies[side.side].facts
            for name, variable in side.names.items():
                definition = facts[name].definition
                if isinstance(definition, p.Count | p.Sum) and definition.section in before:
                    yield self.both.variables[variable].term == 0

    def _quietest(
        self, wanted: list[Formula], variables: Mapping[str, Variable]
    ) -> dict[str, Value] | None:
        """The quietest values of the variables for which everything wanted holds."""
        with self.solver.narrowed(*wanted):
            model = self.solver.model()
            if model is None:
                return None
            model = self._few_records(variables, model)
            # What no client needed so far goes together: mostly none of it is needed now.
            firm = [
                (name, value)
                for name in sorted(variables, key=lambda one: (one in self._loud, one))
                if (one := variables[name]).known is True
                and (value := first_quiet(one.type, self.unit)) is not None
            ]
            quiet: dict[str, Value] = {}
            self._settle(firm, quiet, model)
            self._loud.update(name for name, _ in firm if name not in quiet)
            rest = {name: one for name, one in variables.items() if name not in quiet}
            told = simplest(self.solver, (), rest, self.both.codes, self.both.policies[1])
        return None if told is None else {**told, **quiet}

    def _few_records(self, variables: Mapping[str, Variable], model: z3.ModelRef) -> z3.ModelRef:
        """A model with as few records as can be; the solver keeps it so."""
        numbers = [
            one.count
            for told in self.both.sections.values()
            for one in told.sorts
            if one.name in variables
        ]
        if not numbers:
            return model
        few = [z3.Sum(numbers) <= most for most in FEW_RECORDS]
        low, high = 0, len(few)
        while low < high:
            middle = (low + high) // 2
            fewer = model if _holds(few[middle], model) else self.solver.model(few[middle])
            if fewer is None:
                low = middle + 1
            else:
                model, high = fewer, middle
        self.solver.add(few[high : high + 1])
        return model

    def _said(self, name: str, value: Value) -> Formula:
        """That a variable has its quietest value."""
        if name not in self._firm:
            self._firm[name] = equals(self.both.variables[name], value, self.both.codes)
        return self._firm[name]

    def _settle(
        self, firm: list[tuple[str, Value]], quiet: dict[str, Value], model: z3.ModelRef
    ) -> z3.ModelRef:
        """Make as many as possible quiet, halving those that cannot all be so at once."""
        if not firm:
            return model
        said = t.conj(self._said(name, value) for name, value in firm)
        quieter = model if _holds(said, model) else self.solver.model(said)
        if quieter is not None:
            self.solver.add([said])
            quiet.update(firm)
            return quieter
        if len(firm) > 1:
            middle = len(firm) // 2
            model = self._settle(firm[:middle], quiet, model)
            model = self._settle(firm[middle:], quiet, model)
        return model


def _holds(formula: Formula, model: z3.ModelRef) -> bool:
    return bool(z3.is_true(model.eval(formula, model_completion=True)))


def cone(both: BothPolicies, formulas: Sequence[Formula]) -> frozenset[str] | None:
    """The variables that formulas speak of; nothing where they speak of what others define."""
    found: set[str] = set()
    seen: set[int] = set()
    waiting = [one for one in formulas if not isinstance(one, bool)]
    while waiting:
        one = waiting.pop()
        if one.get_id() in seen:
            continue
        seen.add(one.get_id())
        waiting += one.children()
        if z3.is_const(one) and one.decl().kind() == z3.Z3_OP_UNINTERPRETED:
            name = str(one).removesuffix("?")
            if name not in both.variables:
                return None
            found |= {name, name.partition(".")[0]} if "#" in name else {name}
    return frozenset(found)
