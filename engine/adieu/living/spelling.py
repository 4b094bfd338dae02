"""A condition → the words of the policy language that say it, as it could stand in YAML."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import assert_never

from adieu import expression as ex
from adieu.logic import TRUE, Interval, Options, Truth, Value
from adieu.quantities import WEEKDAYS, Duration, Hours, Setting, Type, Weekdays, plain, spell

_RELATIONS: dict[ex.Relation, str] = {
    ">=": "is at least",
    ">": "is more than",
    "<=": "is at most",
    "<": "is less than",
    "=": "is",
    "!=": "is not",
}
_SIGNS: dict[ex.Sign, str] = {"+": "+", "-": "-", "*": "×", "/": "÷"}
NEVER = "never"
"""What is said of a condition that cannot hold; no word of the language."""


def spelled(condition: ex.Condition) -> str:
    """A condition on one line; groups as ``all [a, b]``, as YAML has them."""
    match condition:
        case ex.Compare(left, relation, right):
            words = _RELATIONS[relation]
            if left.type.name in ("date", "moment") and relation in ("<", ">"):
                words = "is after" if relation == ">" else "is before"
            return f"{operand(left)} {words} {operand(right)}"
        case ex.OneOf(left, ex.Parameter(name), negated):
            return f"{operand(left)} is {_not(negated)}one of {name}"
        case ex.OneOf(left, words, negated):
            listed = ", ".join(sorted(words)) if isinstance(words, frozenset) else words.name
            return f"{operand(left)} is {_not(negated)}one of [{listed}]"
        case ex.IsUnknown(left, negated):
            return f"{operand(left)} is {_not(negated)}unknown"
        case ex.IsOpen(left, negated):
            return f"{left.name} is {_not(negated)}open"
        case ex.Within(left, hours, days, negated):
            return f"{left.name} is {_not(negated)}within {hours.name} on {days.name}"
        case ex.All(()) | ex.NoneOf(()):
            return "otherwise"
        case ex.AnyOf(()):
            return NEVER
        case ex.All((one,)) | ex.AnyOf((one,)):
            return spelled(one)
        case ex.All(parts):
            return f"all [{_listed(parts)}]"
        case ex.AnyOf(parts):
            return f"any [{_listed(parts)}]"
        case ex.NoneOf(parts):
            return f"none [{_listed(parts)}]"
        case ex.AtLeast(count, parts):
            return f"at least {count} [{_listed(parts)}]"
        case _:
            assert_never(condition)


def operand(one: ex.Operand) -> str:
    """An operand, calculations within it in brackets."""
    match one:
        case ex.Constant(value, type_):
            return constant(value, type_)
        case ex.Fact(name) | ex.Field(name) | ex.Parameter(name):
            return name
        case ex.AsOf():
            return "as_of"
        case ex.Arithmetic(sign, left, right):
            return f"{_within(left)} {_SIGNS[sign]} {_within(right)}"
        case ex.Earlier(sections, about, having):
            said = " and ".join(f"{name} {'yes' if answer else 'no'}" for name, answer in having)
            which = f"earlier {' or '.join(sections)} about {about or 'its kind'}"
            return f"{which} with {said}" if said else which
        case ex.Findings(grade, theme, rule, tried):
            named = {"grade": grade, "theme": theme, "rule": rule}
            filters = [f"{key} {word}" for key, word in named.items() if word is not None]
            return f"findings with {' and '.join([*filters, *(['repair_tried'] * tried)])}"
        case _:
            assert_never(one)


def constant(value: Value | Duration, type_: Type) -> str:
    """A value as it stands in a condition."""
    match value:
        case Duration():
            return setting(value, type_)
        case Truth():
            return "yes" if value is TRUE else "no"
        case Interval(low) if type_.name == "date" and isinstance(low, int):
            return date.fromordinal(low).isoformat()
        case Interval():
            return setting(value, type_)
        case Options(words) if words:
            return " or ".join(sorted(words))
        case _:
            return "unknown"


def setting(value: Setting, type_: Type) -> str:
    """The value of a parameter as it stands in YAML."""
    match value:
        case Interval(low, _, unit) if not isinstance(low, float):
            if type_.name == "share":
                return f"{plain(Fraction(low) * 100)}%"
            return f"{unit} {plain(low)}" if unit else plain(low)
        case Interval(low):
            return spell(low, type_)
        case Duration(months, days):
            count, word = (months, "month") if months else (days, "day")
            return f"{count} {word}{'s' * (count != 1)}"
        case Hours(start, end):
            return f"{_clock(start)}–{_clock(end)}"
        case Weekdays(days):
            return ", ".join(WEEKDAYS[day] for day in sorted(days))
        case Options(words):
            return f"[{', '.join(sorted(words or ()))}]"
        case _:
            assert_never(value)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _within(one: ex.Operand) -> str:
    return f"({operand(one)})" if isinstance(one, ex.Arithmetic) else operand(one)


def _listed(parts: tuple[ex.Condition, ...]) -> str:
    return ", ".join(map(spelled, parts))


def _not(negated: bool) -> str:
    return "not " if negated else ""
