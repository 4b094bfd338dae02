"""A seed + a policy → clients for it, with known answers, ranges and gaps."""

from __future__ import annotations

import math
import random

from msgspec.structs import replace

from adieu import policy as p
from adieu.case import Answer, Case, Record, Section
from adieu.logic import FALSE, TRUE, Interval, Moment, OpenDate, Options, Value, exactly, word
from adieu.quantities import Type
from support.random_conditions import DATE, MATTERS, TODAY, drawn_number, drawn_share
from support.reordering import shuffled


def random_case(rng: random.Random, policy: p.Policy, wild: bool = True) -> Case:
    """A client for any policy: answers, ranges and gaps.

    A case that is not ``wild`` answers no derived fact and has no amounts in another currency.
    """
    gap = rng.choice((0.0, 0.2, 0.5, 0.9))
    answers = {}
    for name, fact in policy.facts.items():
        derived = not isinstance(fact.definition, p.Given)
        if derived and (not wild or rng.random() > 0.06 or name.startswith(("score", "client_cl"))):
            continue
        if not derived and rng.random() < gap:
            continue
        value = random_value(rng, fact.type)
        if isinstance(value, Interval) and rng.random() < 0.1:
            value = value.hull(_as_interval(random_value(rng, fact.type)))
        if wild and fact.type.name == "money" and rng.random() < 0.02:
            value = replace(_as_interval(value), unit="USD")
        answers[name] = Answer(value, "")
    sections = {}
    for name, kind in policy.records.items():
        if rng.random() < 0.75:
            records = [random_record(rng, kind, number, gap) for number in range(_size(rng))]
            missing = rng.choice((0,) * 8 + (1, 2))
            sections[name] = Section(tuple(records), missing)
    return Case("client", "A client", TODAY, shuffled(rng, answers), shuffled(rng, sections))


def _size(rng: random.Random) -> int:
    return rng.choice((0, 0, 1, 1, 2, 3, 4, 6))


def random_record(rng: random.Random, kind: p.RecordKind, index: int, gap: float = 0.0) -> Record:
    """A record of any kind, some of its fields left open."""
    day = TODAY.toordinal() - rng.randint(-20, 500)
    fields: dict[str, Value] = {}
    for one in kind.given:
        if one.name == kind.date:
            minute = rng.choice((None, rng.randrange(1440)))
            moment = one.type.name == "moment"
            fields[one.name] = Moment(day, minute) if moment else exactly(day)
        elif not one.required and one.type.name != "text" and rng.random() < gap / 2:
            fields[one.name] = one.type.unknown(TODAY.toordinal())
        else:
            fields[one.name] = random_value(rng, one.type)
    return Record(kind.name, index, day, fields)


def random_value(rng: random.Random, type_: Type) -> Value:
    """A known value of a type, within its range."""
    match type_.name:
        case "yes-no":
            return rng.choice((TRUE, FALSE))
        case "choice":
            return word(rng.choice(type_.choices))
        case "date":
            days = exactly(TODAY.toordinal() - rng.randint(0, 400))
            if type_.open:
                return OpenDate(days, TRUE if rng.random() < 0.3 else FALSE)
            return days
        case "share":
            return exactly(drawn_share(rng))
        case "number" | "money":
            unit = "EUR" if type_.name == "money" else ""
            drawn = rng.randint(0, 9) * 100 if unit else drawn_number(rng)
            low = type_.low if not isinstance(type_.low, float) else drawn
            high = type_.high if not isinstance(type_.high, float) else drawn
            return exactly(max(low, min(high, max(low, drawn))), unit)
        case _:
            return word(rng.choice(("new-idea", "emergency", "chat", *MATTERS)))


def completed(rng: random.Random, policy: p.Policy, case: Case) -> Case:
    """The case with everything settled that it leaves open, in one of the ways that it allows.

    Criteria that do not count where they are unknown stay so: to score one changes what is counted.
    """
    card = policy.scorecard
    left_out = {one.name for one in card.criteria if one.left_out} if card else set()
    answers = {
        name: Answer(_settled(rng, answer.value, policy.facts[name].type), "")
        for name, answer in case.answers.items()
    }
    for name, fact in policy.facts.items():
        if isinstance(fact.definition, p.Given) and name not in {*answers, *left_out}:
            answers[name] = Answer(random_value(rng, fact.type), "")
    sections = {}
    for name, kind in policy.records.items():
        section = case.section(name)
        records = [
            replace(
                one,
                fields={
                    key: _settled(rng, value, kind.fields[key].type)
                    for key, value in one.fields.items()
                },
            )
            for one in section.records
        ]
        most = 3 if math.isinf(section.missing) else int(section.missing)
        for number in range(rng.randint(0, most)):
            records.append(random_record(rng, kind, len(records) + number))
        sections[name] = Section(tuple(records))
    return replace(case, answers=answers, sections=sections)


def _settled(rng: random.Random, value: Value, type_: Type) -> Value:
    match value:
        case Interval(low, high, unit) if low != high:
            ends = [end for end in (low, high) if not isinstance(end, float)]
            drawn = _as_interval(random_value(rng, type_)).low
            return exactly(rng.choice([*ends, max(low, min(high, drawn))]), unit)
        case OpenDate(days, open_) if not value.known:
            opened = rng.choice((TRUE, FALSE)) if open_ not in (TRUE, FALSE) else open_
            return OpenDate(_as_interval(_settled(rng, days, DATE)), opened)
        case Options(words) if not value.known:
            return word(rng.choice(sorted(words))) if words else random_value(rng, type_)
        case Moment(day, None):
            return Moment(day, rng.randrange(1440))
        case _ if value is not TRUE and value is not FALSE and type_.name == "yes-no":
            return rng.choice((TRUE, FALSE))
        case _:
            return value


def _as_interval(value: Value) -> Interval:
    assert isinstance(value, Interval)
    return value
