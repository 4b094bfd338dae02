"""A model → the simplest client of its kind, replayed in the reference.

Simple is quiet: nothing happened, nothing is owed, the answer is no.  Each input in turn is brought
as near to that as the question allows; what the answer does not need is then left out of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import chain

import z3
from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Answer, Case, Section
from adieu.evaluate import evaluate
from adieu.facts import Facts, derive
from adieu.infer import Inference, reference
from adieu.logic import FALSE, TRUE, Interval, UnitMismatch, Value, exactly, word
from adieu.proof.inputs import Variable, conditions, equals, values_of
from adieu.proof.solve import Solver
from adieu.proof.terms import Codes, Formula
from adieu.quantities import Type

NAME = "witness"
AS_OF = date(2026, 1, 1)
"""The date of every review in a proof; a policy in effect only later is reviewed from then on."""

Holds = Callable[[Facts, Inference], bool]
"""What a witness shows, told by the reference."""

MIDDLE = 3
"""The score that says least."""


def review_date(*policies: p.Policy) -> date:
    """The date on which proofs review."""
    return max([AS_OF, *(one.effective_from for one in policies if one.effective_from)])


def simplest(
    solver: Solver,
    wanted: Sequence[Formula],
    inputs: Mapping[str, Variable],
    codes: Codes,
    policy: p.Policy,
) -> dict[str, Value] | None:
    """The quietest values of the inputs for which everything wanted holds; nothing if none do.

    Raises:
        TimeIsUp: where that could not be found out in time.
    """
    with solver.narrowed(*wanted):
        model = solver.model()
        if model is None:
            return None
        unit = currency(policy)
        marks = tuple(_marks(policy))
        for name in sorted(inputs):
            model = _quieted(solver, inputs[name], codes, marks, unit, model)
        return values_of(model, inputs, codes, unit)


def _quieted(
    solver: Solver,
    one: Variable,
    codes: Codes,
    marks: Sequence[tuple[str, int | Fraction]],
    unit: str,
    model: z3.ModelRef,
) -> z3.ModelRef:
    """The model with an input as quiet as it can be; the solver keeps it so."""
    wishes = (equals(one, value, codes) for value in _quiet(one.type, marks, unit))
    unknown = () if one.known is True else (z3.Not(one.known),)
    for wish in chain(unknown, wishes):
        if not z3.is_true(model.eval(wish, model_completion=True)):
            quieter = solver.model(wish)
            if quieter is None:
                continue
            model = quieter
        solver.add([wish])
        return model
    told = values_of(model, {"": one}, codes, unit)
    solver.add(equals(one, value, codes) for value in told.values())
    return model


def _quiet(type_: Type, marks: Sequence[tuple[str, int | Fraction]], unit: str) -> Iterator[Value]:
    """Values of a type, the quietest first."""
    match type_.name:
        case "yes-no":
            yield from (FALSE, TRUE)
        case "choice":
            yield from map(word, type_.choices)
        case "date":
            yield exactly(AS_OF.toordinal())
        case _:
            money = unit if type_.name == "money" else ""
            step = Fraction(1, 100) if type_.name == "share" else 1
            start = MIDDLE if (type_.low, type_.high) == (1, 5) else 0
            named = (mark for kind, mark in marks if kind == type_.name)
            near = {
                start,
                start + step,
                start - step,
                *(mark + by for mark in named for by in (-step, 0, step)),
            }
            inside = (one for one in near if type_.low <= one <= type_.high)
            yield from (
                exactly(one, money)
                for one in sorted(inside, key=lambda one: (abs(one - start), -one))
            )


def _marks(policy: p.Policy) -> Iterator[tuple[str, int | Fraction]]:
    """Every number that a condition of the policy names, with the type that it has there."""
    operands = dict.fromkeys(one for condition in conditions(policy) for one in ex.walk(condition))
    for operand in operands:
        value = _setting(policy, operand)
        if value is not None and not isinstance(value.low, float):
            yield operand.type.name, value.low


def _setting(policy: p.Policy, operand: ex.Operand) -> Interval | None:
    """The number that a constant or a parameter stands for."""
    match operand:
        case ex.Constant(Interval() as value):
            return value
        case ex.Parameter(name):
            setting = policy.settings[name]
            return setting if isinstance(setting, Interval) else None
        case _:
            return None


def currency(*policies: p.Policy) -> str:
    """The currency that conditions name; euros where they name none."""
    operands = (one for policy in policies for condition in conditions(policy)
                for one in ex.walk(condition))  # fmt: skip
    named = (one.value.unit for one in operands
             if isinstance(one, ex.Constant) and isinstance(one.value, Interval))  # fmt: skip
    return next(filter(None, named), "EUR")


def as_case(
    policy: p.Policy, values: Mapping[str, Value], on: date, named: frozenset[str] = frozenset()
) -> Case:
    """A client's file that says this and nothing else.

    Where nothing of a section is counted it is there and empty; where something is, the counts are
    given instead, and so are those of a fact that is to be ``named``.  The hidden count behind
    ``repair_tried.RULE`` is given as that answer.
    """
    answers: dict[str, Answer] = {}
    happened: set[str] = set()
    sections: set[str] = set()
    for name, value in values.items():
        definition = policy.facts[name].definition
        if not isinstance(definition, p.Count | p.Sum):
            answers[name] = Answer(value, "")
            continue
        sections.add(definition.section)
        nothing = value == exactly(0) or (isinstance(value, Interval) and value.low == 0)
        if name in named or not nothing:
            happened.add(definition.section)
    for name, value in values.items():
        fact = policy.facts[name]
        if isinstance(fact.definition, p.Count | p.Sum) and fact.definition.section in happened:
            assert isinstance(value, Interval)
            if fact.rule is None:
                answers[name] = Answer(value, "")
            else:
                answer = FALSE if value.low == 0 else TRUE
                answers.setdefault(f"repair_tried.{fact.rule}", Answer(answer, ""))
    empty = {name: Section() for name in sorted(sections - happened)}
    return Case(NAME, NAME, on, dict(sorted(answers.items())), empty)


def replayed(policy: p.Policy, case: Case, holds: Holds) -> bool:
    """Whether the reference says of a client what it is to show.

    Where an invariant is broken it shows nothing.
    """
    try:
        facts = derive(policy, case)
        if any(evaluate(one, facts.scope()) is FALSE for one in policy.invariants):
            return False
        return holds(facts, reference.infer(policy, facts))
    except UnitMismatch:
        return False


def shortest(case: Case, shows: Callable[[Case], bool]) -> Case:
    """The client with every answer and every empty section left out that it does not need.

    Many at once are tried first, so that little is tried where little is needed.
    """
    waiting = [tuple(case.answers), tuple(case.sections)]
    while waiting:
        names = waiting.pop(0)
        if not names:
            continue
        answers = {key: one for key, one in case.answers.items() if key not in names}
        sections = {key: one for key, one in case.sections.items() if key not in names}
        shorter = replace(case, answers=answers, sections=sections)
        if shows(shorter):
            case = shorter
        elif len(names) > 1:
            half = len(names) // 2
            waiting = [names[:half], names[half:], *waiting]
    return case


def first_quiet(type_: Type, unit: str) -> Value | None:
    """The quietest value of a type, whatever the policy names; nothing where none stands out."""
    return next(_quiet(type_, (), unit), None)
