"""A value + its type + a language → words: 86%, at least 2, yes, B or C, unknown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from msgspec import Struct

from adieu import language as lang
from adieu import policy as p
from adieu.case import Record
from adieu.facts import Facts
from adieu.language import Filling, Language, Text
from adieu.logic import (
    INFINITY,
    TRUE,
    UNKNOWN,
    Bound,
    Interval,
    Moment,
    OpenDate,
    Options,
    Truth,
    Value,
)
from adieu.quantities import Duration, Hours, Setting, Type, Weekdays

_MOST_PLACES = 6


class Words(Struct, frozen=True):
    """Puts values into one language."""

    language: Language

    def say(self, key: str, **values: str | int | Filling) -> str:
        """An entry of the catalogue."""
        return lang.say(self.language, f"sentences.{key}", **values)

    def truth(self, value: Truth) -> str:
        """Yes, no or unknown."""
        return self.say("yes" if value is TRUE else "unknown" if value is UNKNOWN else "no")

    def value(
        self,
        value: Value | Duration,
        type_: Type,
        choices: Mapping[str, Text] | None = None,
        places: int | None = None,
    ) -> str:
        """Any value."""
        match value:
            case Truth():
                return self.truth(value)
            case Duration():
                return lang.duration(self.language, value)
            case Moment(on, minute):
                day = self.day(on)
                return day if minute is None else f"{day}, {minute // 60:02}:{minute % 60:02}"
            case OpenDate(days, open_):
                if open_ is UNKNOWN:
                    return self.say("unknown")
                return self.say("open") if open_ is TRUE else self.interval(days, type_, places)
            case Options(words):
                return self.options(words, choices or {}, type_)
            case Interval():
                return self.interval(value, type_, places)

    def options(
        self, words: frozenset[str] | None, choices: Mapping[str, Text], type_: Type
    ) -> str:
        """A word; those that it may be where it is not known."""
        if words is None or (len(words) > 1 and len(words) == len(type_.choices)):
            return self.say("unknown")
        shown = [choices[one][self.language] if one in choices else one for one in sorted(words)]
        return lang.listing(self.language, shown, "or")

    def interval(self, value: Interval, type_: Type, places: int | None = None) -> str:
        """A number, or the range that it lies in."""

        def one(bound: Bound) -> str:
            return self.number(bound, value.unit, type_, places)

        bottom = value.low == -INFINITY or (value.low == type_.low and value.low != value.high)
        top = value.high == INFINITY or (value.high == type_.high and value.low != value.high)
        if value.known:
            return one(value.low)
        if bottom and top:
            return self.say("unknown")
        if bottom:
            return self.say("at-most", value=one(value.high))
        if top:
            return self.say("at-least", value=one(value.low))
        return self.say("from-to", low=one(value.low), high=one(value.high))

    def number(self, bound: Bound, currency: str, type_: Type, places: int | None = None) -> str:
        """One number by its type."""
        exact = Fraction(bound)
        match type_.name:
            case "share":
                return lang.share(self.language, exact, 1 if places is None else places)
            case "money":
                return lang.money(self.language, exact, currency)
            case "date" | "moment":
                return self.day(int(exact))
            case _:
                if type_.unit in ("hours", "days", "months"):
                    return lang.unit(self.language, type_.unit, exact)
                return lang.number(self.language, exact, 2 if places is None else places)

    def day(self, on: int) -> str:
        """A day number as a date."""
        return lang.day(self.language, date.fromordinal(min(max(on, 1), date.max.toordinal())))

    def clock(self, moment: Value) -> str:
        """The day of the week and the time of a moment, where its date stands beside it."""
        if not isinstance(moment, Moment):
            return self.say("unknown")
        weekday = self.say(f"weekday.{date.fromordinal(moment.day).weekday()}")
        if moment.minute is None:
            return weekday
        return f"{weekday} {moment.minute // 60:02}:{moment.minute % 60:02}"

    def setting(self, setting: Setting, type_: Type) -> str:
        """The value of a parameter."""
        match setting:
            case Interval():
                return self.interval(setting, type_)
            case Duration():
                return lang.duration(self.language, setting)
            case Hours(start, end):
                times = [f"{one // 60:02}:{one % 60:02}" for one in (start, end)]
                return "–".join(times)
            case Weekdays(days):
                names = [self.say(f"weekday.{one}") for one in sorted(days)]
                return lang.listing(self.language, names)
            case Options(words):
                return lang.listing(self.language, sorted(words or ())) or self.say("none")

    def apart(
        self, left: Interval, right: Interval, left_type: Type, right_type: Type
    ) -> int | None:
        """How many decimals two numbers need so that they do not look alike when they differ."""
        if not (left.known and right.known) or left == right:
            return None
        for places in range(1, _MOST_PLACES + 1):
            if self.interval(left, left_type, places) != self.interval(right, right_type, places):
                return places if places > 1 else None
        return _MOST_PLACES


class FactFillings(Mapping[str, Filling]):
    """What facts and parameters fill in a text; ``client`` is the client's name."""

    def __init__(self, facts: Facts, words: Words) -> None:
        self.facts, self.words = facts, words

    def __getitem__(self, name: str) -> Filling:
        policy = self.facts.policy
        if name == "client":
            return Filling(self.facts.case.name)
        if name in policy.facts:
            fact = policy.facts[name]
            value = self.facts.values[name]
            return Filling(self.words.value(value, fact.type, fact.choices), _count(value))
        parameter = policy.parameters[name]
        setting = parameter.value
        return Filling(self.words.setting(setting, parameter.type), _count(setting))

    def __iter__(self) -> Iterator[str]:
        return iter(("client", *self.facts.policy.facts, *self.facts.policy.parameters))

    def __len__(self) -> int:
        return 1 + len(self.facts.policy.facts) + len(self.facts.policy.parameters)


class RecordFillings(Mapping[str, Filling]):
    """What the given fields of a record fill in a text."""

    def __init__(self, policy: p.Policy, record: Record, words: Words) -> None:
        self.fields = {one.name: one for one in policy.records[record.section].given}
        self.record, self.words = record, words

    def __getitem__(self, name: str) -> Filling:
        field, value = self.fields[name], self.record.fields[name]
        return Filling(self.words.value(value, field.type, field.choices), _count(value))

    def __iter__(self) -> Iterator[str]:
        return iter(self.fields)

    def __len__(self) -> int:
        return len(self.fields)


def _count(value: object) -> Fraction | None:
    """The number that the plural goes by: the upper end of a range."""
    if isinstance(value, Interval) and not isinstance(value.high, float):
        return Fraction(value.high)
    return None
