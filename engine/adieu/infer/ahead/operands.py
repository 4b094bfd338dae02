"""An operand of a condition + the facts so far → its range, as code."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache
from typing import assert_never

from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.evaluate import evaluate, measure
from adieu.facts import FactScope
from adieu.infer.ahead import code
from adieu.infer.ahead.ranges import (
    MOST_FACTORS,
    Comparing,
    Ends,
    Range,
    fixed_range,
    plain_end,
    product,
    quotient,
    scaled,
    stored,
)
from adieu.infer.ahead.values import exact, simple
from adieu.logic import FALSE, INFINITY, TRUE, UNKNOWN, Bound, Interval, Options, Truth, Value
from adieu.quantities import Duration

DAY = "day"
"""The review date's variable."""


class Answered(Struct, frozen=True):
    """A yes/no fact: a variable that is True, False or None; or a constant."""

    variable: ast.expr


class Word(Struct, frozen=True):
    """A choice: a variable that is a word or None, and what it may be where it is None."""

    variable: ast.expr
    blank: frozenset[str] | None


class Words(Struct, frozen=True):
    """The classes that a score allows: a variable that is a set of words."""

    variable: ast.expr


Held = Answered | Word | Words | Range
"""How the program holds a fact."""
Rebuild = Callable[..., Value]


class NotSimple(Exception):
    """Neither an ``int`` nor a ``float`` says this number."""


class Source:
    """A program while it is written: its facts, its constants, and its statements so far."""

    def __init__(self, policy: p.Policy, exact: bool) -> None:
        self.policy, self.exact = policy, exact
        self.namespace: dict[str, object] = {}
        self.held: dict[str, Held] = {}
        self.body: list[ast.stmt] = []
        self.calculated: dict[ex.Arithmetic, Range] = {}
        self.counter = 0
        self.comparing = Comparing(exact, self.number, self.variable)

    def variable(self, letter: str) -> str:
        """A variable that nothing else has."""
        self.counter += 1
        return f"{letter}{self.counter}"

    def bind(self, value: object) -> str:
        """The name by which the program reaches a value that is no constant of Python's."""
        name = self.variable("given_")
        self.namespace[name] = value
        return name

    def number(self, value: object) -> ast.expr:
        """A number as code."""
        if isinstance(value, Fraction):
            value = exact(value)
        return code.name(self.bind(value)) if isinstance(value, Fraction) else ast.Constant(value)  # type: ignore[arg-type]

    def end(self, bound: Bound) -> ast.expr:
        """An end of a declared range as code.

        Raises:
            NotSimple: where only exact numbers can hold it.
        """
        if self.exact or isinstance(bound, float):
            return self.number(bound)
        plain = simple(bound)
        if isinstance(plain, Fraction):
            raise NotSimple
        return ast.Constant(plain)

    def block(self, write: Callable[[], object]) -> list[ast.stmt]:
        """What is written meanwhile, apart from the statements so far."""
        outer, known = self.body, dict(self.calculated)
        self.body = []
        write()
        inner, self.body, self.calculated = self.body, outer, known
        return inner

    def range_of(self, operand: ex.Operand) -> Range:
        """The range of a number, a share, an amount or a date."""
        match operand:
            case ex.Constant() | ex.Parameter():
                fixed = self.fixed(operand)
                assert isinstance(fixed, Interval)
                return fixed_range(fixed.low, fixed.high)
            case ex.Fact(name):
                held = self.held[name]
                assert isinstance(held, Range)
                return held
            case ex.AsOf():
                return Range(plain_end(DAY, True), plain_end(DAY, True), 0, True)
            case ex.Arithmetic():
                if operand not in self.calculated:
                    self.calculated[operand] = self._calculate(operand)
                return self.calculated[operand]
            case ex.Field() | ex.Earlier() | ex.Findings():
                raise LookupError(operand)
            case _:
                assert_never(operand)

    def fixed(self, operand: ex.Operand) -> Value | Duration | None:
        """The value of an operand that is the same for every client; nothing for any other."""
        if any(isinstance(one, ex.Fact | ex.AsOf) for one in ex.walk_operand(operand)):
            return None
        return measure(operand, FactScope(self.policy, 1, {}))

    def _calculate(self, node: ex.Arithmetic) -> Range:
        fixed = self.fixed(node)
        if fixed is not None:
            assert isinstance(fixed, Interval)
            return fixed_range(fixed.low, fixed.high)
        left, right = self.fixed(node.left), self.fixed(node.right)
        if node.sign == "*" and (factor := _above_zero(left)) is not None:
            return self._scaled(node.right, factor)
        if node.sign == "*" and (factor := _above_zero(right)) is not None:
            return self._scaled(node.left, factor)
        if node.sign == "/" and (factor := _above_zero(right)) is not None:
            return self._scaled(node.left, Fraction(1) / factor)
        if node.sign in ("*", "/") and not isinstance(left, Duration):
            first, second = self.range_of(node.left), self.range_of(node.right)
            factors = first.factors + second.factors
            if first.least >= 0 and second.least >= 0 and factors <= MOST_FACTORS:
                return self._multiplied(node.sign, first, second, factors)
        return self._any(node)

    def _scaled(self, operand: ex.Operand, factor: int | Fraction) -> Range:
        return scaled(self.range_of(operand), factor)

    def _multiplied(self, sign: ex.Sign, first: Range, second: Range, factors: int) -> Range:
        variables = self.ends()
        if sign == "*":
            self.body += product(first, second, variables)
            both = stored(variables, 0)
            return Range(both.low, both.high, 0, first.bounded and second.bounded, factors)
        self.body += quotient(first, second, variables, self.comparing)
        both = stored(variables)
        return Range(both.low, both.high, -INFINITY, False, factors)

    def ends(self) -> Ends:
        """Variables for a range, that nothing else has."""
        number = self.variable("")
        return f"la{number}", f"lb{number}", f"ha{number}", f"hb{number}"

    def _any(self, node: ex.Arithmetic) -> Range:
        """Whatever else can be calculated: by the definition, remembered."""
        rebuild, arguments = self.scope_of(ex.walk_operand(node))

        @lru_cache(maxsize=4096, typed=True)
        def calculated(*values: object) -> tuple[Bound, int, Bound, int]:
            result = measure(node, rebuild(values))
            assert isinstance(result, Interval)
            return *_parts(result.low), *_parts(result.high)

        variables = self.ends()
        self.body.append(code.put(variables, code.call(self.bind(calculated), *arguments)))
        return stored(variables)

    def truth_of(self, condition: ex.Condition) -> ast.expr:
        """The truth of any condition by the definition: 0 false, 1 unknown, 2 true."""
        rebuild, arguments = self.scope_of(ex.walk(condition))

        def truth(*values: object) -> int:
            return int(evaluate(condition, rebuild(values)))

        return code.call(self.bind(truth), *arguments)

    def scope_of(
        self, operands: Iterable[ex.Operand], without: frozenset[str] = frozenset()
    ) -> tuple[Callable[[tuple[object, ...]], FactScope], list[ast.expr]]:
        """What makes the scope of a condition again of the program's values, and those values."""
        facts = dict.fromkeys(one.name for one in operands if isinstance(one, ex.Fact))
        names = [name for name in facts if name not in without]
        arguments: list[ast.expr] = [code.name(DAY)]
        rebuilt: list[tuple[str, Rebuild, int, int]] = []
        for name in names:
            parts, rebuild = _parted(self.held[name])
            rebuilt.append((name, rebuild, len(arguments), len(arguments) + len(parts)))
            arguments += parts
        policy = self.policy

        def scope(values: tuple[object, ...]) -> FactScope:
            day = values[0]
            assert isinstance(day, int)
            facts = {name: make(*values[start:end]) for name, make, start, end in rebuilt}
            return FactScope(policy, day, facts)

        return scope, arguments


def _above_zero(value: Value | Duration | None) -> int | Fraction | None:
    """A constant above zero."""
    if isinstance(value, Interval) and value.known and not isinstance(value.low, float):
        return value.low if value.low > 0 else None
    return None


def _parts(end: Bound) -> tuple[Bound, int]:
    return (end, 1) if isinstance(end, float) else (end.numerator, end.denominator)


def _parted(held: Held) -> tuple[list[ast.expr], Rebuild]:
    """A fact as the program holds it, and what makes its value of that."""
    match held:
        case Answered(variable):
            return [variable], _truth
        case Word(variable, blank):
            unknown = Options(blank)
            return [variable], lambda word: unknown if word is None else Options(frozenset((word,)))
        case Words(variable):
            return [variable], Options
        case Range(low, high):
            if low.plain and high.plain and low.fixed is high.fixed is None:
                return [low.above, high.above], lambda a, b: Interval(_exact(a), _exact(b))
            return [low.above, low.below, high.above, high.below], _interval
        case _:
            assert_never(held)


def _truth(answer: bool | None) -> Truth:
    return UNKNOWN if answer is None else TRUE if answer else FALSE


def _interval(low: Bound, below_low: Bound, high: Bound, below_high: Bound) -> Interval:
    return Interval(_divided(low, below_low), _divided(high, below_high))


def _divided(above: Bound, below: Bound) -> Bound:
    top, bottom = _exact(above), _exact(below)
    return top if isinstance(top, float) else exact(Fraction(top) / Fraction(bottom))


def _exact(number: Bound) -> Bound:
    infinite = isinstance(number, float) and number in (INFINITY, -INFINITY)
    return number if infinite else exact(number)
