"""A seed + a policy → facts as a caller gives them, and the reference's decision about them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from adieu import policy as p
from adieu.case import Answer, Case
from adieu.clients.fields import answerable, criteria
from adieu.facts import derive
from adieu.infer import Outcome, reference
from adieu.logic import FALSE, TRUE, Interval, Options, Truth, Value, exactly, word
from support.random_cases import random_value
from support.random_conditions import TODAY

Given = bool | int | float | Decimal | Fraction | date | str


def random_facts(rng: random.Random, policy: p.Policy, floats: bool = True) -> dict[str, Given]:
    """Facts for any policy: some known, some not, numbers in every form that a caller may use."""
    gap = rng.choice((0.0, 0.1, 0.5, 0.9))
    facts = {}
    for name, fact in {**answerable(policy), **criteria(policy)}.items():
        derived = not isinstance(fact.definition, p.Given)
        if rng.random() < gap or (derived and rng.random() < 0.7):
            continue
        facts[name] = _as_given(rng, random_value(rng, fact.type), fact, floats)
    names = list(facts)
    rng.shuffle(names)
    return {name: facts[name] for name in names}


def _as_given(rng: random.Random, value: Value, fact: p.Fact, floats: bool) -> Given:
    match value:
        case Truth():
            return value is TRUE
        case Options(words):
            assert words
            return next(iter(words))
        case Interval(low):
            if fact.type.name == "date":
                return date.fromordinal(int(low))
            number = Fraction(low)
            forms: list[Given] = [number]
            if number.denominator == 1:
                forms += [int(number)] * 3
            if floats and _fits(float(number), fact):
                forms += [float(number)] * 3
            decimal = Decimal(number.numerator) / Decimal(number.denominator)
            if _fits(decimal, fact):
                forms.append(decimal)
            return rng.choice(forms)
        case _:
            raise AssertionError(value)


def _fits(number: float | Decimal, fact: p.Fact) -> bool:
    return bool(fact.type.low <= Fraction(str(number)) <= fact.type.high)


def value_of(given: Given) -> Value:
    """What a given fact means: a float is what its text says."""
    match given:
        case bool():
            return TRUE if given else FALSE
        case str():
            return word(given)
        case date():
            return exactly(given.toordinal())
        case _:
            return exactly(Fraction(str(given)))


def by_reference(
    policy: p.Policy, given: Mapping[str, Given | None], as_of: date = TODAY
) -> dict[str, object]:
    """The decision that the definition makes, as the parts that must be equal."""
    answers = {name: Answer(value_of(one), "") for name, one in given.items() if one is not None}
    facts = derive(policy, Case("client", "client", as_of, answers))
    inferred = reference.infer(policy, facts)
    found = [name for name, one in inferred.outcomes.items() if one is Outcome.FOUND]
    superseded = [name for name in found if policy.rules[name].superseded_by in found]
    return {
        "verdict": inferred.verdict,
        "possible": inferred.possible,
        "findings": tuple(name for name in found if name not in superseded),
        "superseded": tuple(superseded),
        "undetermined": _outcome(inferred.outcomes, Outcome.UNDETERMINED),
        "excused": _outcome(inferred.outcomes, Outcome.EXCUSED),
    }


def _outcome(outcomes: Mapping[str, Outcome], wanted: Outcome) -> tuple[str, ...]:
    return tuple(name for name, one in outcomes.items() if one is wanted)
