"""What is unknown + what each answer would lead to → the questions, most decisive first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.explain.trial import Trial
from adieu.explain.unknowns import inputs_of, needed_for
from adieu.facts import Facts
from adieu.infer import Inference, Outcome
from adieu.logic import (
    FALSE,
    TRUE,
    UNKNOWN,
    Interval,
    OpenDate,
    Options,
    Value,
    exactly,
    is_known,
    word,
)
from adieu.quantities import Type

_FAR = 10**9
_OTHER_WORD = "\0other"


class Ask(Struct, frozen=True):
    """A fact or a field (``incidents[2].deliberate``) to ask for, and why.

    ``verdicts`` are those that answers to it alone lead to, harshest first.
    """

    name: str
    leads_to: tuple[str, ...]


def asks(facts: Facts, inference: Inference, trial: Trial) -> tuple[Ask, ...]:
    """Every answer that the verdict still hangs on, the most decisive first."""
    listed = []
    for name in open_inputs(facts, inference):
        verdicts = {one.verdict for one in _tried(trial, name)} or {inference.verdict}
        ordered = tuple(row.verdict for row in facts.policy.verdicts if row.verdict in verdicts)
        listed.append(Ask(name, ordered))
    severity = facts.policy.severity
    return tuple(sorted(listed, key=lambda one: (-len(one.leads_to), severity[one.leads_to[0]])))


def open_inputs(facts: Facts, inference: Inference) -> tuple[str, ...]:
    """What undetermined rules, and then repairs and gates that matter, hang on."""
    if inference.final:
        return ()
    names: list[str] = []
    for rule in facts.policy.active:
        outcome = inference.outcomes[rule.name]
        if outcome is Outcome.UNDETERMINED:
            names += needed_for(facts, (*rule.when, *rule.unless))
        if outcome in (Outcome.UNDETERMINED, Outcome.FOUND):
            tried = inference.repair_tried.get(rule.name)
            if tried is UNKNOWN and _repair_matters(facts.policy, rule):
                names += inputs_of(facts, f"repair_tried.{rule.name}")
    for gate, value in inference.gates.items():
        if value is UNKNOWN:
            names += inputs_of(facts, gate)
    sections = facts.policy.records.keys()
    return tuple(name for name in dict.fromkeys(names) if name not in sections)


def other_inputs(facts: Facts, asked: tuple[Ask, ...]) -> tuple[str, ...]:
    """Unknown answers of a person that cannot change the verdict any more."""
    names = {one.name for one in asked}
    return tuple(
        name
        for name, fact in facts.policy.facts.items()
        if isinstance(fact.definition, p.Given)
        and name not in names
        and fact.question is not None
        and not is_known(facts.values[name])
    )


def _repair_matters(policy: p.Policy, rule: p.Rule) -> bool:
    """Whether a verdict row asks of this rule whether repair was tried."""
    return any(
        one.repair_tried and (one.grade in (None, rule.grade))
        for row in policy.verdicts
        for one in ex.walk(row.when)
        if isinstance(one, ex.Findings)
    )


def _tried(trial: Trial, name: str) -> Iterator[Inference]:
    policy, today = trial.policy, trial.facts.case.as_of.toordinal()
    if "[" not in name:
        for value in _answers(policy, name, policy.facts[name].type, today):
            yield trial.with_fact(name, value)
        return
    ref, _, field = name.partition(".")
    section = policy.records[ref.partition("[")[0]]
    for value in _answers(policy, "", section.fields[field].type, today):
        yield trial.with_field(ref, field, value)


def _answers(policy: p.Policy, name: str, type_: Type, today: int) -> list[Value]:
    """Answers that stand for all others: each choice, and numbers at and beside each threshold."""
    match type_.name:
        case "yes-no":
            return [TRUE, FALSE]
        case "choice":
            return [word(one) for one in type_.choices]
        case "word":
            known = {one for setting in policy.settings.values() if isinstance(setting, Options)
                     for one in setting.words or ()}  # fmt: skip
            return [word(one) for one in (*sorted(known)[:1], _OTHER_WORD)]
        case "date" if type_.open:
            days = exactly(today)
            return [OpenDate(days, TRUE), OpenDate(days, FALSE), OpenDate(exactly(1), FALSE)]
        case "date":
            return [exactly(1), exactly(today), exactly(date.max.toordinal())]
        case "number" | "share" | "money":
            return [exactly(one) for one in _numbers(policy, name, type_)]
        case _:
            return []


def _numbers(policy: p.Policy, name: str, type_: Type) -> list[int | Fraction]:
    step = Fraction(1, 100) if type_.name == "share" else 1
    low = -_FAR if isinstance(type_.low, float) else type_.low
    high = _FAR if isinstance(type_.high, float) else type_.high
    marks: set[int | Fraction] = {low, high}
    for threshold in _thresholds(policy, name):
        marks |= {threshold - step, threshold, threshold + step}
    return sorted(one for one in marks if low <= one <= high)


def _thresholds(policy: p.Policy, name: str) -> Iterator[int | Fraction]:
    conditions = [one for rule in policy.active for one in (*rule.when, *rule.unless)]
    definitions = [fact.definition for fact in policy.facts.values()]
    conditions += [one.condition for one in definitions if isinstance(one, p.Holds)]
    for condition in conditions:
        for leaf in _leaves(condition):
            match leaf:
                case ex.Compare(ex.Fact(asked), _, right) if asked == name:
                    yield from _constant(policy, right)


def _leaves(condition: ex.Condition) -> Iterator[ex.Condition]:
    parts = ex.parts_of(condition)
    if not parts:
        yield condition
    for part in parts:
        yield from _leaves(part)


def _constant(policy: p.Policy, operand: ex.Operand) -> Iterator[int | Fraction]:
    value = (
        operand.value
        if isinstance(operand, ex.Constant)
        else policy.settings[operand.name]
        if isinstance(operand, ex.Parameter)
        else None
    )
    if isinstance(value, Interval) and not isinstance(value.low, float):
        yield value.low
