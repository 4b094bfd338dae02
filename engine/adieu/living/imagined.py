"""A policy + a mutant → clients with made-up records of the kind that the mistake is about."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from msgspec.structs import replace

from adieu import policy as p
from adieu.case import Case, Record, Section, day_of
from adieu.clients.fields import still_open
from adieu.living.rerun import Rerun
from adieu.logic import FALSE, INFINITY, TRUE, Interval, Moment, OpenDate, Options, Value, exactly
from adieu.logic import word as as_word
from adieu.quantities import Duration, Hours, Type, plain

_MOST = 6
"""So many records of one sort are tried at most."""


def imagined_records(
    policy: p.Policy, quiet: Case, rerun: Rerun, rng: random.Random
) -> Iterator[Case]:
    """A quiet client to whom the same thing happened a few times, told about it before or not."""
    sections = _sections(policy, rerun)
    told = [name for name, kind in policy.records.items() if "about" in kind.fields]
    while sections:
        name = rng.choice(sections)
        day = quiet.as_of.toordinal()
        days = sorted(rng.sample(_days(policy, day), rng.randint(1, 2)))
        rows: list[Record] = []
        for index in range(rng.choice((1, 1, 1, 2, 3, 4, _MOST))):
            same = rows and rng.random() < 0.7
            fields = rows[-1].fields if same else _fields(policy, name, days[-1], day, rng)
            rows.append(_record(policy, name, index, fields))
        made = {**quiet.sections, name: Section(written(rows))}
        for other in told:
            if rng.random() < 0.6:
                again = rng.choice((1, 1, 2, 3))
                before = _fields(policy, other, min(one.day for one in rows) - 9, day, rng)
                if "kind" in rows[0].fields and rng.random() < 0.5:
                    before["about"] = _about(policy, other, rows[0], before["about"])
                records = [_record(policy, other, place, before) for place in range(again)]
                kept = made[other].records if other == name else ()
                made[other] = Section(written([*kept, *records]))
        yield replace(quiet, sections=made)


def _about(policy: p.Policy, section: str, row: Record, other: Value) -> Value:
    kind, type_ = row.fields["kind"], policy.records[section].fields["about"].type
    fits = isinstance(kind, Options) and (kind.words or frozenset()) <= set(type_.choices)
    return kind if fits else other


def written(records: Sequence[Record]) -> tuple[Record, ...]:
    """Records numbered as they stand in a client's file."""
    return tuple(replace(one, index=index) for index, one in enumerate(records))


def _sections(policy: p.Policy, rerun: Rerun) -> list[str]:
    """The sections that the facts count which the mistake reaches."""
    names = set(rerun.dirty)
    for rule in policy.active:
        if rule.name in rerun.rules:
            names |= policy.speaking[rule.name]
    found = set()
    for name in names & policy.facts.keys():
        definition = policy.facts[name].definition
        if isinstance(definition, p.Count | p.Sum):
            found.add(definition.section)
    return sorted(found)


def _days(policy: p.Policy, today: int) -> list[int]:
    """Days that matter: now, lately, and around the beginning of the window."""
    days = [today - 40, today - 100, today, today - 1, today + 1]
    window = policy.settings.get("window")
    if isinstance(window, Duration):
        first = window.before(date.fromordinal(today)).toordinal()
        days += [first - 1, first, first + 1, first - 15, first + 15, first + 29]
    return days


def _record(policy: p.Policy, section: str, index: int, fields: Mapping[str, Value]) -> Record:
    return Record(section, index, day_of(fields[policy.records[section].date]), fields)


def _fields(
    policy: p.Policy, section: str, day: int, today: int, rng: random.Random
) -> dict[str, Value]:
    """The fields of one record: what the policy's conditions tell apart."""
    kind = policy.records[section]
    found: dict[str, Value] = {}
    for one in kind.given:
        if one.name == kind.date:
            found[one.name] = _dated(policy, one.type, day, rng)
        elif not one.required and one.type.name != "text" and rng.random() < 0.15:
            found[one.name] = one.type.unknown(today)
        else:
            found[one.name] = _value(policy, one.type, day, today, rng)
    return found


def _dated(policy: p.Policy, type_: Type, day: int, rng: random.Random) -> Value:
    if type_.name != "moment":
        return exactly(day)
    minutes = [None, 3 * 60]
    for one in policy.settings.values():
        if isinstance(one, Hours):
            minutes += [one.start, one.end, one.start - 1, one.end + 1]
    minute = rng.choice(minutes)
    return Moment(day - rng.randrange(7), None if minute is None else minute % (24 * 60))


def _value(policy: p.Policy, type_: Type, day: int, today: int, rng: random.Random) -> Value:
    match type_.name:
        case "yes-no":
            return rng.choice((TRUE, FALSE))
        case "choice":
            return as_word(rng.choice(type_.choices))
        case "date":
            last = min(day + rng.choice((0, 1, 2, 14, 15)), today)
            if type_.open:
                opened = rng.random() < 0.4
                return (
                    still_open(date.fromordinal(today))
                    if opened
                    else OpenDate(exactly(last), FALSE)
                )
            return exactly(last)
        case "number" | "share" | "money":
            low = 0 if type_.low == -INFINITY else type_.low
            drawn = low + rng.choice((0, 1, 2, 5, 10))
            unit = "EUR" if type_.name == "money" else ""
            return exactly(Fraction(min(drawn, type_.high)).numerator, unit)
        case "word":
            words = [
                one
                for setting in policy.settings.values()
                if isinstance(setting, Options)
                for one in sorted(setting.words or ())
            ]
            return as_word(rng.choice([*words, "other"]))
        case _:
            return as_word("-")


def text_of(value: Value, type_: Type) -> str:
    """A value as a client's file writes it; ``unknown`` where it is not one value."""
    match value:
        case Interval(low, high, unit) if low == high and not isinstance(low, float):
            if type_.name == "date":
                return date.fromordinal(int(low)).isoformat()
            if type_.name == "share":
                return f"{plain(Fraction(low) * 100)}%"
            return f"{unit or 'EUR'} {plain(low)}" if type_.name == "money" else plain(low)
        case OpenDate(days, open_):
            return "open" if open_ is TRUE else text_of(days, Type("date"))
        case Moment(day, minute):
            on = date.fromordinal(day).isoformat()
            return on if minute is None else f"{on} {minute // 60:02}:{minute % 60:02}"
        case Options(words) if words is not None and len(words) == 1:
            return next(iter(words))
        case _ if value is TRUE:
            return "yes"
        case _ if value is FALSE:
            return "no"
        case _:
            return "unknown"
