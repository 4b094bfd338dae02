"""A case + a plain way to answer → the case with everything that is open answered in that way.

One such completion that leads to a verdict shows that it is possible, at no cost; where none does,
nothing is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isinf

from msgspec.structs import replace

from adieu import policy as p
from adieu.case import Answer, Case, Record, Section
from adieu.explain.trial import Trial
from adieu.facts import derive
from adieu.infer import reference
from adieu.logic import (
    FALSE,
    TRUE,
    Bound,
    Interval,
    Moment,
    OpenDate,
    Options,
    Truth,
    Value,
    exactly,
    is_known,
    word,
)
from adieu.quantities import Type

_FAR = 10**9
WAYS = (False, True)
"""Amounts as low as they may be, or as high; nothing happened, nobody says yes to anything."""


def completed(policy: p.Policy, case: Case, high: bool) -> Trial:
    """Trials on a client of whom everything is known: nothing was recorded, scores are the best."""
    card = policy.scorecard
    criteria = {one.name for one in card.criteria} if card else set()
    answers = dict(case.answers)
    for name, fact in policy.facts.items():
        if isinstance(fact.definition, p.Given) and name not in policy.assumed_facts:
            answer = answers.get(name)
            if answer is None or not is_known(answer.value):
                before = fact.type.unknown() if answer is None else answer.value
                value = _settled(before, fact.type, case, high or name in criteria)
                answers[name] = Answer(value, "")
    sections = {name: _filled(policy, case, name, high) for name in policy.records}
    facts = derive(policy, replace(case, answers=answers, sections=sections))
    return Trial(facts, reference.infer(policy, facts))


def others(value: Value, type_: Type) -> Iterator[Value]:
    """A few other values of a fact that is known."""
    match value:
        case Truth():
            yield ~value
        case Interval(low, high, unit):
            ends = (_end(type_.low, -_FAR), _end(type_.high, _FAR))
            yield from (exactly(one, unit) for one in ends if (low, high) != (one, one))
        case Options(words):
            yield from (word(one) for one in type_.choices if words != frozenset((one,)))
        case OpenDate() | Moment():
            return


def _filled(policy: p.Policy, case: Case, name: str, high: bool) -> Section:
    kept = case.sections.get(name, Section())
    types = {one.name: one.type for one in policy.records[name].given}

    def known(record: Record) -> Record:
        fields = {
            key: _settled(value, types[key], case, high) for key, value in record.fields.items()
        }
        return replace(record, fields=fields)

    return Section(tuple(known(one) for one in kept.records))


def _settled(value: Value, type_: Type, case: Case, high: bool) -> Value:
    """A value as it is, or one of those that it may be."""
    if is_known(value):
        return value
    match value:
        case Truth():
            return FALSE
        case Interval(low, top, unit):
            if type_.name == "date":
                return exactly(case.as_of.toordinal())
            return exactly(_end(top, _FAR) if high else _end(low, -_FAR), unit)
        case Options(words):
            return word(min(words) if words else "")
        case OpenDate(days, _):
            return OpenDate(days, TRUE)
        case Moment(day, _):
            return Moment(day, 0)


def _end(bound: Bound, far: int) -> Bound:
    return far if isinf(bound) else bound
