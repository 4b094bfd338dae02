"""Two ends of a number that the program holds → the comparisons and products of them, as code.

Numbers that were given are compared as they are.  Products and quotients are kept as fractions, a
numerator and a divisor above zero, and compared by cross-multiplication: without loss where they
are whole numbers, and otherwise unless they lie too close to each other (``values.Doubt``).
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from fractions import Fraction

from msgspec import Struct

from adieu.infer.ahead import code
from adieu.infer.ahead.values import NEAR, from_at_least, to_at_most
from adieu.logic import INFINITY, Bound

MOST_FACTORS = 6
"""A product of more floats than this is left to exact numbers."""


Ends = tuple[str, str, str, str]
"""The variables that hold a range: the lower end's numerator and divisor, the higher end's."""


class End(Struct, frozen=True):
    """One end: a constant where it is ``fixed``, else ``above`` divided by ``below``.

    ``natural`` says that it is never below zero.
    """

    above: ast.expr
    below: ast.expr
    fixed: Bound | None = None
    natural: bool = False

    @property
    def plain(self) -> bool:
        """Whether it is a number as it was given: a variable, divided by nothing."""
        whole = isinstance(self.below, ast.Constant) and self.below.value == 1
        return whole and isinstance(self.above, ast.Name)


class Range(Struct, frozen=True):
    """What a number may be: its ends, the least that it can ever be, how many factors it has.

    ``bounded`` says that the higher end is never infinite.
    """

    low: End
    high: End
    least: Bound = -INFINITY
    bounded: bool = False
    factors: int = 1


ONE = ast.Constant(1)


def plain_end(identifier: str, natural: bool = False) -> End:
    """A number as it was given."""
    return End(code.name(identifier), ONE, None, natural)


def fixed_end(value: Bound) -> End:
    """A constant."""
    if isinstance(value, float):
        return End(ast.Constant(value), ONE, value, value >= 0)
    exact = Fraction(value)
    above, below = ast.Constant(exact.numerator), ast.Constant(exact.denominator)
    return End(above, below, value, value >= 0)


def fixed_range(low: Bound, high: Bound) -> Range:
    """A range that is the same for every client."""
    return Range(fixed_end(low), fixed_end(high), low, high < INFINITY, 0)


class Comparing:
    """Writes comparisons: of ``int`` and ``float``, or of exact numbers."""

    def __init__(
        self, exact: bool, bind: Callable[[object], ast.expr], variable: Callable[[str], str]
    ) -> None:
        self.exact, self.bind, self.variable = exact, bind, variable

    def at_least(self, left: End, right: End) -> ast.expr:
        """``left ≥ right``."""
        if left.fixed is not None and right.fixed is not None:
            return code.constant(left.fixed >= right.fixed)
        if right.fixed is not None and left.plain:
            return code.compare(left.above, ">=", self._from(right.fixed))
        if left.fixed is not None and right.plain:
            return code.compare(right.above, "<=", self._to(left.fixed))
        return self._crossed("at_least", ">=", left, right)

    def more_than(self, left: End, right: End) -> ast.expr:
        """``left > right``."""
        if left.fixed is not None and right.fixed is not None:
            return code.constant(left.fixed > right.fixed)
        if right.fixed is not None and left.plain:
            return code.compare(left.above, ">", self._to(right.fixed))
        if left.fixed is not None and right.plain:
            return code.compare(right.above, "<", self._from(left.fixed))
        return self._crossed("more_than", ">", left, right)

    def known(self, one: Range) -> ast.expr:
        """Whether both ends are one number."""
        low, high = one.low, one.high
        if low.fixed is not None and high.fixed is not None:
            return code.constant(low.fixed == high.fixed)
        if low.plain and high.plain:
            return code.compare(low.above, "=", high.above)
        same = code.both(
            (
                code.compare(low.above, "=", high.above),
                code.compare(low.below, "=", high.below),
            )
        )
        left, right = _cross(low, high)
        if self.exact:
            return code.compare(left, "=", right)
        return code.either((same, code.call("equal", left, right)))

    def _crossed(self, helper: str, relation: str, left: End, right: End) -> ast.expr:
        if left.plain and right.plain:
            return code.compare(left.above, relation, right.above)
        one, other = _cross(left, right)
        if self.exact:
            return code.compare(one, relation, other)
        if not (left.natural and right.natural):
            return code.call(helper, one, other)
        # Nearly always one is clearly larger: only then is it worth a call to be sure.
        first, second = self.variable("x"), self.variable("y")
        above = code.calculate(ast.Constant(1 + NEAR), "*", code.assign(second, other))
        below = code.calculate(ast.Constant(1 - NEAR), "*", code.name(second))
        clearly = code.compare(code.assign(first, one), ">", above)
        near = code.compare(code.name(first), ">=", below)
        asked = code.call(helper, code.name(first), code.name(second))
        return code.either((clearly, code.both((near, asked))))

    def _from(self, limit: Bound) -> ast.expr:
        return self.bind(limit if self.exact else from_at_least(limit))

    def _to(self, limit: Bound) -> ast.expr:
        return self.bind(limit if self.exact else to_at_most(limit))


def _cross(left: End, right: End) -> tuple[ast.expr, ast.expr]:
    return (
        code.calculate(left.above, "*", right.below),
        code.calculate(right.above, "*", left.below),
    )


def scaled(one: Range, factor: Bound) -> Range:
    """A range times a constant above zero."""
    exact = Fraction(factor)
    above, below = ast.Constant(exact.numerator), ast.Constant(exact.denominator)

    def end(of: End) -> End:
        if of.fixed is not None:
            return fixed_end(of.fixed if isinstance(of.fixed, float) else of.fixed * exact)
        return End(
            code.calculate(above, "*", of.above),
            code.calculate(below, "*", of.below),
            None,
            of.natural,
        )

    least = one.least if isinstance(one.least, float) else one.least * exact
    return Range(end(one.low), end(one.high), least, one.bounded, one.factors)


def product(left: Range, right: Range, variables: Ends) -> list[ast.stmt]:
    """Statements that multiply two ranges, neither of which goes below zero."""
    low_above, low_below, high_above, high_below = variables
    highest = code.calculate(left.high.above, "*", right.high.above)
    if not (left.bounded and right.bounded):
        # Zero times what has no limit is zero.
        nonzero = code.both((left.high.above, right.high.above))
        highest = code.choose(nonzero, highest, ast.Constant(0))
    return [
        code.put(low_above, code.calculate(left.low.above, "*", right.low.above)),
        code.put(low_below, code.calculate(left.low.below, "*", right.low.below)),
        code.put(high_above, highest),
        code.put(high_below, code.calculate(left.high.below, "*", right.high.below)),
    ]


def quotient(left: Range, right: Range, variables: Ends, comparing: Comparing) -> list[ast.stmt]:
    """Statements that divide two ranges, neither of which goes below zero."""
    low_above, low_below, high_above, high_below = variables
    lowest = [
        code.put(low_above, code.calculate(left.low.above, "*", right.high.below)),
        code.put(low_below, code.calculate(left.low.below, "*", right.high.above)),
    ]
    if not right.bounded:
        nothing = [code.put(low_above, ast.Constant(0)), code.put(low_below, ONE)]
        unlimited = code.compare(right.high.above, "=", ast.Constant(INFINITY))
        lowest = code.when(unlimited, nothing, lowest)
    divided = [
        *lowest,
        code.put(high_above, code.calculate(left.high.above, "*", right.low.below)),
        code.put(high_below, code.calculate(left.high.below, "*", right.low.above)),
    ]
    anything = put_range(variables, fixed_range(-INFINITY, INFINITY))
    return code.when(comparing.more_than(right.low, fixed_end(0)), divided, anything)


def put_range(variables: Ends, one: Range) -> list[ast.stmt]:
    """Statements that store the ends of a range."""
    ends = (one.low.above, one.low.below, one.high.above, one.high.below)
    return [code.put(name, end) for name, end in zip(variables, ends, strict=True)]


def stored(variables: Ends, least: Bound = -INFINITY) -> Range:
    """The range that such variables hold."""
    low_above, low_below, high_above, high_below = map(code.name, variables)
    natural = least >= 0
    low = End(low_above, low_below, None, natural)
    return Range(low, End(high_above, high_below, None, natural), least)
