"""A condition + what its names stand for → a truth in SQL.

The mirror of ``adieu.evaluate``, which is the definition.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, assert_never

from sqlglot import exp

from adieu import expression as ex
from adieu import quantities as q
from adieu.logic import Interval, OpenDate, Options, Truth
from adieu.portfolio.sql import arithmetic as ar
from adieu.portfolio.sql import days, division, truths
from adieu.portfolio.sql import ends as e
from adieu.portfolio.sql import numbers as n
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql import words as w
from adieu.portfolio.sql.nouns import (
    MAYBE,
    NO,
    YES,
    At,
    Choices,
    End,
    Number,
    OpenDay,
    Plain,
    Ranged,
    Setting,
    Test,
    Value,
    Word,
)
from adieu.portfolio.sql.trees import Sql


class Scope(Protocol):
    """What the names in a condition stand for."""

    @property
    def as_of(self) -> Plain:
        """The review date."""

    @property
    def settings(self) -> Mapping[str, q.Setting]:
        """The values of the policy's parameters."""

    def fact(self, name: str) -> Value:
        """The value of a fact."""

    def field(self, name: str) -> Value:
        """The value of a field of the record at hand."""

    def earlier(self, node: ex.Earlier) -> Number:
        """How many earlier records there are."""

    def once(self, node: ex.Earlier) -> Test | None:
        """Whether there is an earlier record at all; nothing where more are asked for."""

    def findings(self, node: ex.Findings) -> Number:
        """How many rules were found."""

    def let(self, name: str, piece: Sql) -> Sql:
        """A name for a piece, so that it is calculated once."""


def test(condition: ex.Condition, scope: Scope) -> Test:
    """Whether a condition holds."""
    match condition:
        case ex.Compare(ex.Earlier() as node, relation, _) if found := scope.once(node):
            return truths.signed(found, relation in ("<", "<="))
        case ex.Compare(left, relation, right):
            return compare(measure(left, scope), relation, measure(right, scope))
        case ex.OneOf(left, words, negated):
            allowed = words if isinstance(words, frozenset) else _listed(scope, words)
            return truths.signed(w.within(_word(measure(left, scope)), allowed), negated)
        case ex.IsUnknown(left, negated):
            return truths.signed(known(measure(left, scope)), not negated)
        case ex.IsOpen(left, negated):
            value = scope.field(left.name)
            return truths.signed(value.open if isinstance(value, OpenDay) else NO, negated)
        case ex.Within(left, hours, days, negated):
            return truths.signed(_within(scope, left, hours, days), negated)
        case ex.All(parts):
            return truths.all_of(test(part, scope) for part in parts)
        case ex.AnyOf(parts):
            return truths.any_of(test(part, scope) for part in parts)
        case ex.NoneOf(parts):
            return truths.denied(truths.any_of(test(part, scope) for part in parts))
        case ex.AtLeast(count, parts):
            return truths.at_least_of(count, [test(part, scope) for part in parts], scope.let)
        case _:
            assert_never(condition)


# Values


def measure(operand: ex.Operand, scope: Scope) -> Setting:
    """The value of an operand."""
    match operand:
        case ex.Constant(value, type_):
            return constant(value, type_)
        case ex.Fact(name):
            return scope.fact(name)
        case ex.Field(name):
            return scope.field(name)
        case ex.Parameter(name, type_):
            return constant(scope.settings[name], type_)
        case ex.AsOf():
            return scope.as_of
        case ex.Arithmetic(sign, left, right):
            return _calculated(sign, measure(left, scope), measure(right, scope), scope)
        case ex.Earlier():
            return scope.earlier(operand)
        case ex.Findings():
            return scope.findings(operand)
        case _:
            assert_never(operand)


def constant(value: object, type_: q.Type) -> Setting:
    """A value that stands in the policy."""
    match value:
        case Truth():
            return truths.truth(value)
        case Interval():
            return n.fixed(value, type_.name in ("date", "moment"))
        case Options(words):
            return w.fixed(words)
        case OpenDate(days, open_):
            day = n.fixed(days, True)
            assert isinstance(day, Plain)
            return OpenDay(day, truths.truth(open_), day)
        case q.Duration() | q.Hours() | q.Weekdays():
            return value
        case _:
            raise AssertionError(value)


def known(value: Setting) -> Test:
    """Whether nothing about a value is open."""
    match value:
        case Test(sql, sure):
            return YES if sure else Test(t.is_not_null(sql), True)
        case Plain() | Ranged():
            return n.known(value)
        case Word() | Choices():
            return w.known(value)
        case OpenDay(days, open_):
            closed = truths.all_of([truths.denied(open_), n.known(days)])
            return Test(t.certain(truths.any_of([open_, closed]).sql), True)
        case At(_, minute):
            return Test(t.is_not_null(minute), True)
        case _:
            return YES


def compare(left: Setting, relation: ex.Relation, right: Setting) -> Test:
    """Whether a relation holds between two values of one type."""
    if isinstance(left, Test):
        assert isinstance(right, Test)
        return _same_answer(left, right, relation == "!=")
    if isinstance(left, Word | Choices):
        return truths.signed(w.same(left, _word(right)), relation == "!=")
    if isinstance(left, OpenDay):
        return truths.all_of([truths.denied(left.open), _compare_come(left, relation, right)])
    if isinstance(right, OpenDay):
        return compare(right, _TURNED[relation], left)
    first, second = _number(left), _number(right)
    if {*_sorts(first), *_sorts(second)} > {"day"}:
        first, second = ar.whole_days(first), ar.whole_days(second)
    return n.compare(first, relation, second)


_TURNED: dict[str, ex.Relation] = {
    ">=": "<=", ">": "<", "<=": ">=", "<": ">", "=": "=", "!=": "!=",
}  # fmt: skip


def _compare_come(left: OpenDay, relation: ex.Relation, right: Setting) -> Test:
    """The comparison of a date that has come: it is known, or none after the latest."""
    if isinstance(right, OpenDay):
        right = right.days
    known_ = compare(left.days, relation, right)
    match relation:
        case ">=" | ">":
            return truths.all_of([compare(left.latest, relation, right), known_])
        case "<=" | "<":
            return truths.any_of([compare(left.latest, relation, right), known_])
        case "=":
            return truths.all_of([compare(left.latest, ">=", right), known_])
        case "!=":
            return truths.any_of([compare(left.latest, "<", right), known_])
        case _:
            assert_never(relation)


def _same_answer(left: Test, right: Test, negated: bool) -> Test:
    for one, other in ((left, right), (right, left)):
        if isinstance(one.sql, exp.Boolean):
            return truths.signed(other, bool(one.sql.this) == negated)
    return Test(t.related(left.sql, "!=" if negated else "=", right.sql), left.sure and right.sure)


def _word(value: Setting) -> Word | Choices:
    assert isinstance(value, Word | Choices)
    return value


def _number(value: Setting) -> Number:
    if isinstance(value, At):
        return value.day
    assert isinstance(value, Plain | Ranged)
    return value


def _sorts(number: Number) -> set[str]:
    sides = (number.end,) if isinstance(number, Plain) else (number.low, number.high)
    return {one.sort if one.sort == "day" else "" for one in sides if isinstance(one, End)}


def _listed(scope: Scope, parameter: ex.Parameter) -> frozenset[str]:
    setting = scope.settings[parameter.name]
    assert isinstance(setting, Options)
    return setting.words or frozenset()


def _within(scope: Scope, left: ex.Field, hours: ex.Parameter, days: ex.Parameter) -> Test:
    moment = scope.field(left.name)
    span, week = scope.settings[hours.name], scope.settings[days.name]
    assert isinstance(span, q.Hours)
    assert isinstance(week, q.Weekdays)
    if not isinstance(moment, At):
        return MAYBE
    # The first day of the calendar is a Monday.
    weekday = exp.Mod(this=e.days_since(moment.day.end), expression=exp.Literal.number(7))
    listed = [exp.Literal.number(day) for day in sorted(week.days)]
    on_day = NO if not listed else YES if len(listed) == 7 else Test(
        exp.In(this=exp.Paren(this=weekday), expressions=listed), True
    )  # fmt: skip
    since = t.related(moment.minute, ">=", exp.Literal.number(span.start))
    until = t.related(moment.minute, "<=", exp.Literal.number(span.end))
    joined = t.conjunction if span.start <= span.end else t.disjunction
    return truths.all_of([on_day, Test(joined([since, until]))])


def _calculated(sign: ex.Sign, left: Setting, right: Setting, scope: Scope) -> Number:
    if isinstance(left, OpenDay):
        left = left.days
    first = _number(left)
    if isinstance(right, q.Duration):
        return days.moved(first, right, 1 if sign == "+" else -1, scope.let)
    second = _number(right)
    if sign in ("+", "-") and "day" in _sorts(first) and "day" not in _sorts(second):
        later = days.some_days_later(first, second, 1 if sign == "+" else -1)
        if later is not None:
            return later
    if {*_sorts(first), *_sorts(second)} & {"day"}:
        first, second = ar.whole_days(first), ar.whole_days(second)
    match sign:
        case "+":
            return ar.add(first, second)
        case "-":
            return ar.add(first, ar.negative(second))
        case "*":
            return ar.multiply(first, second, scope.let)
        case "/":
            return division.divide(first, second, scope.let)
        case _:
            assert_never(sign)
