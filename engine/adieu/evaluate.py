"""A condition + what it speaks of → its truth: the one meaning of the policy language.

Every other reading (durable-rules, the sentences, proofs, SQL) is tested against these functions.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Protocol, assert_never

from adieu import expression as ex
from adieu.logic import (
    FALSE,
    UNKNOWN,
    Bound,
    Interval,
    Moment,
    OpenDate,
    Options,
    Truth,
    Value,
    all_of,
    any_of,
    at_least,
    at_least_of,
    equal,
    exactly,
    is_known,
    more_than,
    truth,
)
from adieu.quantities import Duration, Hours, Setting, Weekdays, shift


class Scope(Protocol):
    """What the names in a condition stand for."""

    @property
    def as_of(self) -> int:
        """The review date as a day number."""

    @property
    def parameters(self) -> Mapping[str, Setting]:
        """The values of the policy's parameters."""

    def fact(self, name: str) -> Value:
        """The value of a fact."""

    def field(self, name: str) -> Value:
        """The value of a field of the record at hand."""

    def earlier(self, node: ex.Earlier) -> Interval:
        """How many earlier records there are."""

    def findings(self, node: ex.Findings) -> Interval:
        """How many rules were found."""


def evaluate(condition: ex.Condition, scope: Scope) -> Truth:
    """Whether a condition holds: true, false, or unknown where it may still be either."""
    match condition:
        case ex.Compare(left, relation, right):
            return compare(measure(left, scope), relation, measure(right, scope))
        case ex.OneOf(left, words, negated):
            allowed = words if isinstance(words, frozenset) else _words(scope, words)
            return _signed(_options(measure(left, scope)).within(allowed), negated)
        case ex.IsUnknown(left, negated):
            value = measure(left, scope)
            return truth((isinstance(value, Duration) or is_known(value)) == negated)
        case ex.IsOpen(left, negated):
            value = scope.field(left.name)
            return _signed(value.open if isinstance(value, OpenDate) else FALSE, negated)
        case ex.Within(left, hours, days, negated):
            return _signed(_within(scope, left, hours, days), negated)
        case ex.All(parts):
            return all_of(evaluate(part, scope) for part in parts)
        case ex.AnyOf(parts):
            return any_of(evaluate(part, scope) for part in parts)
        case ex.NoneOf(parts):
            return ~any_of(evaluate(part, scope) for part in parts)
        case ex.AtLeast(count, parts):
            return at_least_of(count, [evaluate(part, scope) for part in parts])
        case _:
            assert_never(condition)


def measure(operand: ex.Operand, scope: Scope) -> Value | Duration:
    """The value of an operand, as an interval or a set where it is not known exactly."""
    match operand:
        case ex.Constant(value):
            return value
        case ex.Fact(name):
            return scope.fact(name)
        case ex.Field(name):
            return scope.field(name)
        case ex.Parameter(name):
            setting = scope.parameters[name]
            assert isinstance(setting, Interval | Duration | Options)
            return setting
        case ex.AsOf():
            return exactly(scope.as_of)
        case ex.Arithmetic(sign, left, right):
            return _calculate(sign, measure(left, scope), measure(right, scope))
        case ex.Earlier():
            return scope.earlier(operand)
        case ex.Findings():
            return scope.findings(operand)
        case _:
            assert_never(operand)


def compare(left: Value | Duration, relation: ex.Relation, right: Value | Duration) -> Truth:
    """Whether a relation holds between two values of one type."""
    if isinstance(left, Truth):
        assert isinstance(right, Truth)
        same = UNKNOWN if UNKNOWN in (left, right) else truth(left is right)
        return _signed(same, relation == "!=")
    if isinstance(left, Options):
        return _signed(_same_word(left, _options(right)), relation == "!=")
    if isinstance(left, OpenDate):
        return ~left.open & compare(left.days, relation, right)
    if isinstance(right, OpenDate):
        return ~right.open & compare(left, relation, right.days)
    first, second = _interval(left), _interval(right)
    match relation:
        case ">=":
            return at_least(first, second)
        case ">":
            return more_than(first, second)
        case "<=":
            return at_least(second, first)
        case "<":
            return more_than(second, first)
        case "=":
            return equal(first, second)
        case "!=":
            return ~equal(first, second)
        case _:
            assert_never(relation)


def _same_word(left: Options, right: Options) -> Truth:
    same = UNKNOWN if right.words is None else left.within(right.words)
    return same if right.known else same & UNKNOWN


def _signed(value: Truth, negated: bool) -> Truth:
    return ~value if negated else value


def _words(scope: Scope, parameter: ex.Parameter) -> frozenset[str]:
    setting = scope.parameters[parameter.name]
    assert isinstance(setting, Options)
    return setting.words or frozenset()


def _options(value: Value | Duration) -> Options:
    assert isinstance(value, Options)
    return value


def _interval(value: Value | Duration) -> Interval:
    if isinstance(value, Moment):
        return exactly(value.day)
    assert isinstance(value, Interval)
    return value


def _within(scope: Scope, left: ex.Field, hours: ex.Parameter, days: ex.Parameter) -> Truth:
    moment = scope.field(left.name)
    span, week = scope.parameters[hours.name], scope.parameters[days.name]
    assert isinstance(span, Hours)
    assert isinstance(week, Weekdays)
    if not isinstance(moment, Moment):
        return UNKNOWN
    on_day = truth((moment.day - 1) % 7 in week.days)
    return on_day & (UNKNOWN if moment.minute is None else truth(span.holds(moment.minute)))


def _calculate(sign: ex.Sign, left: Value | Duration, right: Value | Duration) -> Value:
    if isinstance(left, OpenDate):
        left = left.days
    first = _interval(left)
    if isinstance(right, Duration):
        turn = 1 if sign == "+" else -1
        return Interval(_moved(first.low, right, turn), _moved(first.high, right, turn))
    second = _interval(right)
    match sign:
        case "+":
            return first + second
        case "-":
            return first - second
        case "*":
            return first * second
        case "/":
            return first / second
        case _:
            assert_never(sign)


def _moved(end: Bound, by: Duration, turn: int) -> int | float:
    if isinstance(end, float):
        return end
    # A date that was calculated may lie outside the calendar: the last day there is stands for it.
    day = min(max(math.floor(end), 1), date.max.toordinal())
    return shift(date.fromordinal(day), turn * by.months, turn * by.days).toordinal()
