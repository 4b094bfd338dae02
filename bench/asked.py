"""A condition over facts → questions that a library can answer that knows no unknowns.

One question is whether the condition certainly holds, the other whether it may.  In the first an
unknown fact is taken for what speaks most against the condition, in the second for what speaks
most for it: an end of its declared range, a word, yes or no.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from adieu import expression as ex
from adieu.logic import TRUE, Bound, Interval, Options, Truth

Plain = bool | int | float | str
BEYOND = 10**15
"""What stands for a range without limit: beyond every number that a client has."""


class Given(Struct, frozen=True):
    """A fact, and what it is taken for where it is not known."""

    name: str
    otherwise: Plain


class Calculated(Struct, frozen=True):
    """A sum, difference, product or quotient."""

    sign: ex.Sign
    left: Operand
    right: Operand


Operand = Given | Plain | Calculated


class Test(Struct, frozen=True):
    """Two operands compared; or a yes/no fact that is yes, where there is no second one."""

    left: Operand
    relation: ex.Relation = "="
    right: Operand = True


class Listed(Struct, frozen=True):
    """Whether a fact is one of several words."""

    left: Given
    words: tuple[str, ...]
    negated: bool


class Joined(Struct, frozen=True):
    """All parts, or at least one of them."""

    all: bool
    parts: tuple[Question, ...]


Question = Test | Listed | Joined


def certainly(condition: ex.Condition) -> Question:
    """Whether a condition over facts holds whatever the unknown facts are."""
    return _asked(condition, hopeful=False)


def possibly(condition: ex.Condition) -> Question:
    """Whether a condition over facts may hold, each comparison taken by itself."""
    return _asked(condition, hopeful=True)


def _asked(condition: ex.Condition, hopeful: bool) -> Question:
    match condition:
        case ex.All(parts) | ex.AnyOf(parts):
            asked = tuple(_asked(part, hopeful) for part in parts)
            return asked[0] if len(asked) == 1 else Joined(isinstance(condition, ex.All), asked)
        case ex.NoneOf():
            return _asked(ex.negated(condition), hopeful)
        case ex.Compare(ex.Fact(name, type_), "=" | "!=" as relation, ex.Constant(value)):
            wanted = constant(value)
            equal = hopeful == (relation == "=")
            otherwise = wanted if equal else _other(type_.low, type_.high, wanted)
            return Test(Given(name, otherwise), relation, wanted)
        case ex.Compare(left, ">=" | ">" | "<=" | "<" as relation, right):
            high = hopeful == (relation in (">=", ">"))
            return Test(_ended(left, high), relation, _ended(right, not high))
        case ex.OneOf(ex.Fact(name), frozenset() as words, negated):
            listed = tuple(sorted(words))
            return Listed(Given(name, listed[0] if hopeful != negated else ""), listed, negated)
        case _:
            raise NotImplementedError(condition)


def _other(low: Bound, high: Bound, wanted: Plain) -> Plain:
    """Something else than is wanted."""
    match wanted:
        case bool():
            return not wanted
        case str():
            return ""
        case _:
            return _finite(high if low == wanted else low)


def _ended(operand: ex.Operand, high: bool) -> Operand:
    """An operand, its unknown facts at the end where it is highest, or lowest."""
    match operand:
        case ex.Fact(name, type_):
            return Given(name, _finite(type_.high if high else type_.low))
        case ex.Constant(value):
            return constant(value)
        case ex.Arithmetic(sign, left, right):
            if sign in "*/" and not (_positive(left) and _positive(right)):
                raise NotImplementedError(operand)
            same = high if sign in "+*" else not high
            return Calculated(sign, _ended(left, high), _ended(right, same))
        case _:
            raise NotImplementedError(operand)


def _positive(operand: ex.Operand) -> bool:
    if isinstance(operand, ex.Constant):
        return isinstance(operand.value, Interval) and operand.value.low > 0
    return isinstance(operand, ex.Fact) and operand.type.low >= 0


def _finite(bound: Bound) -> int | float:
    if isinstance(bound, float):
        return BEYOND if bound > 0 else -BEYOND
    return bound.numerator if bound.denominator == 1 else float(bound)


def constant(value: object) -> Plain:
    """A constant of a policy as JSON would have it."""
    match value:
        case Truth():
            return value is TRUE
        case Interval(low):
            exact = Fraction(low)
            return exact.numerator if exact.denominator == 1 else float(exact)
        case Options(words):
            assert words is not None
            return next(iter(words))
        case _:
            raise NotImplementedError(value)
