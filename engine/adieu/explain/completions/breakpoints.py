"""A condition + all but one of its inputs → the values of that input at which its truth may change.

A condition over numbers is taken as one of a single unknown: the difference of its two sides is a
quotient of polynomials in it, which changes sign only at roots of the two.  All roots of lines are
exact; of curves they are found only where they are fractions.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction
from functools import partial
from itertools import pairwise

from adieu import expression as ex
from adieu import policy as p
from adieu import scorecard
from adieu.evaluate import Scope, measure
from adieu.logic import Bound, Interval, Moment, OpenDate, Options, exactly
from adieu.quantities import Duration

Polynomial = tuple[Fraction, ...]
"""Coefficients, the constant first."""
Quotient = tuple[Polynomial, Polynomial]

LAST_DAY = 3_652_059
"""The last day of the calendar, 9999-12-31, as a day number."""


class Curved(Exception):
    """The condition is no such quotient, or its roots are not all fractions."""


class Line:
    """Conditions as they depend on one input; the others have the values of a scope."""

    def __init__(self, policy: p.Policy, name: str, scope: Scope, hangs: frozenset[str]) -> None:
        self.policy, self.name, self.scope = policy, name, scope
        self.hangs = hangs
        """The facts that are calculated from the input."""
        self.found: list[Fraction] = []
        self.exact = True

    def marks(self, leaf: ex.Condition) -> list[Fraction]:
        """The values at which the truth of a condition without parts may change."""
        self.found = []
        try:
            self._visit(leaf)
        except Curved:
            self.exact = False
        return self.found

    def _visit(self, leaf: ex.Condition) -> None:
        match leaf:
            case ex.Compare(left, _, right) if isinstance(left, ex.Fact) and _is_class(left):
                self._classes(left.name)
                _ = right
            case ex.Compare(left, _, right):
                if any(isinstance(one, ex.Findings) for one in ex.walk(leaf)):
                    raise Curved
                if _is_moved(left, self) or _is_moved(right, self):
                    self._dates(left, right)
                    return
                top, bottom = self._quotient(left), self._quotient(right)
                num = _minus(_times(top[0], bottom[1]), _times(bottom[0], top[1]))
                self.found += _roots(num)
            case ex.OneOf(left) if isinstance(left, ex.Fact) and _is_class(left):
                self._classes(left.name)
            case _:
                pass

    def _quotient(self, operand: ex.Operand) -> Quotient:
        match operand:
            case ex.Fact(name) | ex.Field(name) if name == self.name:
                return (Fraction(0), Fraction(1)), (Fraction(1),)
            case ex.Fact(name) if name in self.hangs:
                return self._derived(name)
            case ex.Arithmetic(sign, left, right):
                return self._calculated(sign, left, right)
            case _:
                return (_number(operand, self.scope),), (Fraction(1),)

    def _calculated(self, sign: ex.Sign, left: ex.Operand, right: ex.Operand) -> Quotient:
        if _is_duration(right, self.scope):
            return (_number(ex.Arithmetic(sign, left, right, ex.AsOf().type), self.scope),), (
                Fraction(1),
            )
        (a, b), (c, d) = self._quotient(left), self._quotient(right)
        if sign == "*":
            return _times(a, c), _times(b, d)
        if sign == "/":
            self.found += _roots(c)
            return _times(a, d), _times(b, c)
        one, other = _times(a, d), _times(c, b)
        return (_plus(one, other) if sign == "+" else _minus(one, other)), _times(b, d)

    def _derived(self, name: str) -> Quotient:
        """A fact that is calculated; at the ends of its range it becomes unknown."""
        fact = self.policy.facts[name]
        match fact.definition:
            case p.Calculation(operand):
                num, den = self._quotient(operand)
                for end in (fact.type.low, fact.type.high):
                    if not isinstance(end, float):
                        self.found += _roots(_minus(num, _times((Fraction(end),), den)))
                return num, den
            case p.Scored("score", without_opinions):
                return self._score(without_opinions), (Fraction(1),)
            case _:
                raise Curved

    def _score(self, without_opinions: bool) -> Polynomial:
        card = self.policy.scorecard
        assert card is not None
        ends = []
        for score in (exactly(1), exactly(5)):
            at = scorecard.score(card, partial(self._scored, score), without_opinions)
            if not at.known:
                raise Curved
            ends.append(Fraction(at.low))
        slope = (ends[1] - ends[0]) / 4
        return (ends[0] - slope, slope)

    def _scored(self, score: Interval, name: str) -> Interval:
        value = score if name == self.name else self.scope.fact(name)
        assert isinstance(value, Interval)
        return value

    def _classes(self, name: str) -> None:
        definition, card = self.policy.facts[name].definition, self.policy.scorecard
        if name not in self.hangs or not isinstance(definition, p.Scored) or card is None:
            return
        line = self._score(definition.without_opinions)
        for _, border in card.classes:
            self.found += _roots(_minus(line, (Fraction(border),)))

    def _dates(self, left: ex.Operand, right: ex.Operand) -> None:
        """Days at which one side, moved by calendar months, passes the other."""
        inside, outside = (left, right) if _mentions(left, self) else (right, left)
        if _mentions(outside, self):
            raise Curved
        goal = _number(outside, self.scope)
        for strict in (False, True):
            low, high = 1, LAST_DAY + 1
            while low < high:
                middle = (low + high) // 2
                at = self._at(inside, middle)
                if at > goal if strict else at >= goal:
                    high = middle
                else:
                    low = middle + 1
            self.found += [Fraction(low), Fraction(low - 1)]

    def _at(self, operand: ex.Operand, day: int) -> Fraction:
        match operand:
            case ex.Fact(name) | ex.Field(name) if name == self.name:
                return Fraction(day)
            case ex.Arithmetic(sign, left, right) if sign in "+-" and not _mentions(right, self):
                fixed = ex.Constant(exactly(int(self._at(left, day))), ex.AsOf().type)
                return _number(ex.Arithmetic(sign, fixed, right, operand.type), self.scope)
            case _:
                raise Curved


def _is_class(fact: ex.Fact) -> bool:
    return fact.type.name == "choice"


def _mentions(operand: ex.Operand, line: Line) -> bool:
    return any(
        isinstance(one, ex.Fact | ex.Field) and (one.name == line.name or one.name in line.hangs)
        for one in ex.walk_operand(operand)
    )


def _is_moved(operand: ex.Operand, line: Line) -> bool:
    """Whether the input is moved by a length of time in an operand."""
    return any(
        isinstance(one, ex.Arithmetic)
        and _is_duration(one.right, line.scope)
        and _mentions(one.left, line)
        for one in ex.walk_operand(operand)
    )


def _is_duration(operand: ex.Operand, scope: Scope) -> bool:
    match operand:
        case ex.Constant(value):
            return isinstance(value, Duration)
        case ex.Parameter(name):
            return isinstance(scope.parameters[name], Duration)
        case _:
            return False


def _number(operand: ex.Operand, scope: Scope) -> Fraction:
    value = measure(operand, scope)
    if isinstance(value, OpenDate):
        value = value.days
    if isinstance(value, Moment):
        return Fraction(value.day)
    if isinstance(value, Interval) and value.known and not isinstance(value.low, float):
        return Fraction(value.low)
    raise Curved


def _plus(one: Polynomial, other: Polynomial) -> Polynomial:
    size = max(len(one), len(other))
    padded = [(*each, *[Fraction(0)] * (size - len(each))) for each in (one, other)]
    return tuple(left + right for left, right in zip(*padded, strict=True))


def _minus(one: Polynomial, other: Polynomial) -> Polynomial:
    return _plus(one, tuple(-each for each in other))


def _times(one: Polynomial, other: Polynomial) -> Polynomial:
    product = [Fraction(0)] * (len(one) + len(other) - 1)
    for i, left in enumerate(one):
        for j, right in enumerate(other):
            product[i + j] += left * right
    return tuple(product)


def _roots(polynomial: Polynomial) -> list[Fraction]:
    while polynomial and not polynomial[-1]:
        polynomial = polynomial[:-1]
    match polynomial:
        case () | (_,):
            return []
        case (constant, slope):
            return [-constant / slope]
        case (constant, slope, bend):
            inside = slope * slope - 4 * bend * constant
            if inside < 0:
                return []
            top, bottom = math.isqrt(inside.numerator), math.isqrt(inside.denominator)
            if top * top != inside.numerator or bottom * bottom != inside.denominator:
                raise Curved
            root = Fraction(top, bottom)
            return [(-slope - root) / (2 * bend), (-slope + root) / (2 * bend)]
        case _:
            raise Curved


def spread(marks: Iterable[Fraction], low: Bound, high: Bound, whole: bool) -> list[int | Fraction]:
    """A number at each mark and one between any two, all within a range: the ends included."""
    ends = [Fraction(end) for end in (low, high) if not isinstance(end, float)]
    edges = sorted({one for one in marks if low <= one <= high} | set(ends))
    if not edges:
        return [0]
    found = set(edges)
    if isinstance(low, float):
        found.add(Fraction(math.ceil(edges[0]) - 1))
    if isinstance(high, float):
        found.add(Fraction(math.floor(edges[-1]) + 1))
    for one, other in pairwise(edges):
        between = Fraction(math.floor(one) + 1)
        found.add(between if whole and between < other else one if whole else (one + other) / 2)
    return [_plain(one) for one in sorted(found) if not whole or one.denominator == 1]


def _plain(number: Fraction) -> int | Fraction:
    return number.numerator if number.denominator == 1 else number


def words_in(policy: p.Policy, leaves: Iterable[ex.Condition]) -> list[str]:
    """The words that conditions name, for a field that may be any word."""
    found: set[str] = set()
    for leaf in leaves:
        match leaf:
            case ex.OneOf(_, frozenset() as words):
                found |= words
            case ex.Compare(_, _, ex.Constant(Options(words))):
                found |= words or frozenset()
            case _:
                pass
        for operand in ex.operands_of(leaf):
            if isinstance(operand, ex.Parameter):
                setting = policy.settings[operand.name]
                if isinstance(setting, Options):
                    found |= setting.words or frozenset()
    return sorted(found)
