"""A condition + symbols for its names → its truth as two formulas.

A line for each line of ``evaluate``, which it mirrors: what that does with intervals and sets of
options, this does with ends that are formulas.  Quotients are compared by multiplying both sides
with the divisor, by its sign; a divisor that is zero makes the quotient unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, assert_never

from adieu import expression as ex
from adieu.logic import Interval, Moment, OpenDate, Options, Truth, Value
from adieu.proof import terms as t
from adieu.proof.comparisons import at_least
from adieu.proof.numbers import as_range, calculated, moved
from adieu.proof.terms import NO, OPEN, YES, Formula, Pair, Range, Symbol
from adieu.quantities import Duration, Hours, Setting, Weekdays


class Scope(Protocol):
    """What the names in a condition stand for."""

    codes: t.Codes
    defined: list[Formula]

    @property
    def as_of(self) -> int:
        """The review date as a day number."""

    @property
    def parameters(self) -> Mapping[str, Setting]:
        """The values of the policy's parameters."""

    def fact(self, name: str) -> Symbol:
        """The symbol of a fact."""

    def field(self, name: str) -> Symbol:
        """The symbol of a field of the record at hand."""

    def earlier(self, node: ex.Earlier) -> Range:
        """How many earlier records there are."""

    def findings(self, node: ex.Findings) -> t.Tally:
        """Which rules were found."""


def truth(condition: ex.Condition, scope: Scope) -> Pair:
    """Whether a condition holds, as two formulas.

    Raises:
        Beyond: where z3 cannot be asked this.
    """
    match condition:
        case ex.Compare(left, relation, right):
            return _compared(measure(left, scope), relation, measure(right, scope), scope)
        case ex.OneOf(left, words, negated):
            allowed = words if isinstance(words, frozenset) else _words(scope, words)
            return _signed(_within_words(_word(measure(left, scope)), allowed, scope), negated)
        case ex.IsUnknown(left, negated):
            known = _known(measure(left, scope), scope)
            return t.certain(known if negated else t.neg(known))
        case ex.IsOpen(left, negated):
            value = scope.field(left.name)
            return _signed(value.open if isinstance(value, t.OpenDay) else NO, negated)
        case ex.Within(left, hours, days, negated):
            return _signed(_within_hours(scope, left, hours, days), negated)
        case ex.All(parts):
            return t.all_of(truth(part, scope) for part in parts)
        case ex.AnyOf(parts):
            return t.any_of(truth(part, scope) for part in parts)
        case ex.NoneOf(parts):
            return ~t.any_of(truth(part, scope) for part in parts)
        case ex.AtLeast(count, parts):
            return t.some_of(count, [truth(part, scope) for part in parts])
        case _:
            assert_never(condition)


def measure(operand: ex.Operand, scope: Scope) -> Symbol | Duration:
    """The symbol of an operand."""
    match operand:
        case ex.Constant(value):
            return value if isinstance(value, Duration) else constant(value, scope.codes)
        case ex.Fact(name):
            return scope.fact(name)
        case ex.Field(name):
            return scope.field(name)
        case ex.Parameter(name):
            setting = scope.parameters[name]
            if isinstance(setting, Duration):
                return setting
            assert isinstance(setting, Interval | Options)
            return constant(setting, scope.codes)
        case ex.AsOf():
            return t.one(scope.as_of)
        case ex.Arithmetic(sign, left, right):
            return _calculated(sign, measure(left, scope), measure(right, scope), scope)
        case ex.Earlier():
            return scope.earlier(operand)
        case ex.Findings():
            return scope.findings(operand)
        case _:
            assert_never(operand)


def constant(value: Value, codes: t.Codes) -> Symbol:
    """What is said of a value, known or not, as a symbol."""
    match value:
        case Truth():
            return YES if value is Truth.TRUE else NO if value is Truth.FALSE else OPEN
        case Interval(low, high):
            return t.between(low, high)
        case Options(words):
            if words is not None and len(words) == 1:
                return t.Word(codes.of(next(iter(words))), True, words)
            return t.Word(0, False, words)
        case OpenDate(days, is_open):
            return t.OpenDay(t.between(days.low, days.high), _pair(is_open))
        case Moment(day, minute):
            return t.Instant(day, minute or 0, minute is not None)
        case _:
            assert_never(value)


def _pair(value: Truth) -> Pair:
    return YES if value is Truth.TRUE else NO if value is Truth.FALSE else OPEN


def _signed(pair: Pair, negated: bool) -> Pair:
    return ~pair if negated else pair


def _compared(
    left: Symbol | Duration, relation: ex.Relation, right: Symbol | Duration, scope: Scope
) -> Pair:
    """Whether a relation holds between two values of one type."""
    if isinstance(left, Pair):
        assert isinstance(right, Pair)
        same = Pair(
            t.disj((t.conj((left.yes, right.yes)), t.conj((left.no, right.no)))),
            t.disj((t.conj((left.yes, right.no)), t.conj((left.no, right.yes)))),
        )
        return _signed(same, relation == "!=")
    if isinstance(left, t.Word):
        return _signed(_same_word(left, _word(right), scope), relation == "!=")
    if isinstance(left, t.OpenDay):
        return t.all_of((~left.open, _compared(left.days, relation, right, scope)))
    if isinstance(right, t.OpenDay):
        return t.all_of((~right.open, _compared(left, relation, right.days, scope)))
    first, second = _numeric(left), _numeric(right)
    match relation:
        case ">=":
            return at_least(first, second, scope.defined)
        case ">":
            return ~at_least(second, first, scope.defined)
        case "<=":
            return at_least(second, first, scope.defined)
        case "<":
            return ~at_least(first, second, scope.defined)
        case "=" | "!=":
            both = (at_least(first, second, scope.defined), at_least(second, first, scope.defined))
            return _signed(t.all_of(both), relation == "!=")
        case _:
            assert_never(relation)


def _calculated(
    sign: ex.Sign, left: Symbol | Duration, right: Symbol | Duration, scope: Scope
) -> Symbol:
    if isinstance(left, t.OpenDay):
        left = left.days
    if isinstance(right, Duration):
        assert isinstance(left, Range)
        return moved(left, right, 1 if sign == "+" else -1)
    return calculated(sign, _numeric(left), _numeric(right), scope.defined)


def _known(value: Symbol | Duration, scope: Scope) -> Formula:
    """Whether a value is known."""
    match value:
        case Duration():
            return True
        case Pair():
            return t.disj((value.yes, value.no))
        case Range():
            return value.known
        case t.Tally(certain, possible):
            return t.conj(
                t.disj((one, t.neg(other))) for one, other in zip(certain, possible, strict=True)
            )
        case t.Quotient():
            return as_range(value, scope.defined).known
        case t.Mean(parts, known):
            scored = (t.disj((t.neg(counted), score.known)) for _, score, counted in parts)
            return t.conj((known, *scored))
        case t.Word(_, known):
            return known
        case t.OpenDay(days, is_open):
            return t.disj((is_open.yes, t.conj((is_open.no, days.known))))
        case t.Instant(_, _, timed):
            return timed
        case _:
            assert_never(value)


def _words(scope: Scope, parameter: ex.Parameter) -> frozenset[str]:
    setting = scope.parameters[parameter.name]
    assert isinstance(setting, Options)
    return setting.words or frozenset()


def _word(value: Symbol | Duration) -> t.Word:
    assert isinstance(value, t.Word)
    return value


def _numeric(value: Symbol | Duration) -> t.Numeric:
    if isinstance(value, t.Instant):
        return t.one(value.day)
    assert isinstance(value, t.Range | t.Quotient | t.Tally | t.Mean)
    return value


def among(word: t.Word, allowed: frozenset[str], codes: t.Codes) -> Formula:
    """Whether a known word is one of those allowed."""
    return t.disj(t.compared(word.code, "=", codes.of(one)) for one in sorted(allowed))


def _within_words(word: t.Word, allowed: frozenset[str], scope: Scope) -> Pair:
    if not allowed:
        return NO
    inside = among(word, allowed, scope.codes)
    options = word.options
    every = options is not None and options <= allowed
    none = options is not None and options.isdisjoint(allowed)
    return Pair(t.chosen(word.known, inside, every), t.chosen(word.known, t.neg(inside), none))


def _same_word(left: t.Word, right: t.Word, scope: Scope) -> Pair:
    both = t.conj((left.known, right.known))
    same = t.compared(left.code, "=", right.code)
    apart = [t.conj((both, t.neg(same)))]
    for one, other in ((left, right), (right, left)):
        if other.options is not None:
            outside = t.neg(among(one, other.options, scope.codes))
            apart.append(t.conj((one.known, t.neg(other.known), outside)))
    if left.options is not None and right.options is not None:
        disjoint = left.options.isdisjoint(right.options)
        apart.append(t.conj((t.neg(left.known), t.neg(right.known), disjoint)))
    return Pair(t.conj((both, same)), t.disj(apart))


def _within_hours(scope: Scope, left: ex.Field, hours: ex.Parameter, days: ex.Parameter) -> Pair:
    moment = scope.field(left.name)
    span, week = scope.parameters[hours.name], scope.parameters[days.name]
    assert isinstance(span, Hours)
    assert isinstance(week, Weekdays)
    if not isinstance(moment, t.Instant):
        return OPEN
    if t.is_exact(moment.day):
        on_day: Formula = (moment.day - 1) % 7 in week.days
    else:
        on_day = t.disj((moment.day - 1) % 7 == one for one in sorted(week.days))
    after = t.compared(moment.minute, ">=", span.start)
    before = t.compared(span.end, ">=", moment.minute)
    joined = t.conj if span.start <= span.end else t.disj
    inside = joined((after, before))
    timed = Pair(t.conj((moment.timed, inside)), t.conj((moment.timed, t.neg(inside))))
    return t.all_of((t.certain(on_day), timed))
