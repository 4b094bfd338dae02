"""A value given for a fact → the statements that take it as it stands, or refuse it."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from msgspec import Struct

from adieu import policy as p
from adieu.infer.ahead import code
from adieu.infer.ahead.operands import Source
from adieu.infer.ahead.values import LIMIT, SMALLEST, from_at_least, to_at_most
from adieu.logic import INFINITY, Bound, Value
from adieu.quantities import Type

REFUSED = ast.Return(code.NONE)
"""What the program does with a value that it does not take as it stands."""


class Intake(Struct, frozen=True):
    """How a program takes its facts in.

    Attributes:
        source: The program.
        blanks: What each fact is where neither it nor any other is given.
        given: The variable of each fact that is read.
        factors: The facts that are multiplied or divided, and those worked out from others.
        stand_ins: The ends of facts that are compared with nothing but constants, where they are
            not known: small numbers, beyond all the constants where there is no limit.
        graded: Whether the program works out the score.
    """

    source: Source
    blanks: Mapping[str, Value]
    given: Mapping[str, str]
    factors: frozenset[str]
    stand_ins: Mapping[str, tuple[Bound, Bound]]
    graded: bool

    @property
    def constant_only(self) -> frozenset[str]:
        """The facts that are compared with nothing but constants."""
        return frozenset(self.stand_ins)

    def whole(self, fact: p.Fact) -> bool:
        """Whether a number has to be whole, or is left to exact numbers: the score adds it up."""
        card = self.source.policy.scorecard
        return (
            self.graded and card is not None and any(one.name == fact.name for one in card.criteria)
        )


def check_given(fact: p.Fact, intake: Intake) -> None:
    """Write the statements that check an answer which is used only here and there."""
    if fact.name in intake.given:
        check_answer(intake.given[fact.name], intake.source)


def check_answer(variable: str, source: Source) -> None:
    """Write the refusal of what is neither yes, no nor unknown."""
    value = code.name(variable)
    wrong = code.both(
        code.compare(value, "is not", one) for one in (code.NONE, code.FALSE, code.TRUE)
    )
    if not source.exact:
        source.body += code.when(wrong, [REFUSED])


def check_word(variable: str, type_: Type, source: Source) -> None:
    """Write the refusal of what is neither one of the type's words nor unknown."""
    if not source.exact:
        value = code.name(variable)
        fits = code.both(
            (
                _of_type(variable, "str"),
                code.compare(value, "in", ast.Constant(frozenset(type_.choices))),  # type: ignore[arg-type]
            )
        )
        source.body += code.when(
            code.both((code.compare(value, "is not", code.NONE), code.inverse(fits))), [REFUSED]
        )


def take_number(
    fact: p.Fact,
    variable: str,
    known: list[ast.stmt],
    unknown: list[ast.stmt],
    intake: Intake,
) -> list[ast.stmt]:
    """Statements for a number that is known, for one that is not, and the refusal of all else."""
    absent = code.compare(code.name(variable), "is", code.NONE)
    if intake.source.exact:
        return code.when(absent, unknown, known)
    if fact.type.name == "date":
        dated = code.when(_of_type(variable, "date"), known, [REFUSED])
        return code.when(absent, unknown, dated)
    whole, real = _whole(variable, fact, intake), _real(variable, fact, intake)
    first, second = (real, whole) if fact.type.name in ("share", "money") else (whole, real)
    last = code.when(second, known, [REFUSED])
    return code.when(first, known, code.when(absent, unknown, last))


def _of_type(variable: str, name: str) -> ast.expr:
    return code.compare(code.call("type", code.name(variable)), "is", code.name(name))


def _whole(variable: str, fact: p.Fact, intake: Intake) -> ast.expr:
    """Whether a value is a whole number that the fact can have, compared without loss."""
    low, high = _ends(fact)
    if fact.name in intake.constant_only:
        low = -INFINITY if fact.type.low == -INFINITY else low
        high = INFINITY if fact.type.high == INFINITY else high
    return code.both((_of_type(variable, "int"), _between(variable, low, high)))


def _real(variable: str, fact: p.Fact, intake: Intake) -> ast.expr:
    """Whether a value is a float that the fact can have, compared without loss."""
    if intake.whole(fact):
        return code.FALSE
    parts = [_of_type(variable, "float"), _between(variable, *_ends(fact))]
    if fact.name in intake.factors:
        value = code.name(variable)
        large = code.compare(code.call("abs", value), ">=", ast.Constant(SMALLEST))
        parts.append(code.either((large, code.inverse(value))))
    return code.both(parts)


def _ends(fact: p.Fact) -> tuple[Bound, Bound]:
    """What the fact can be, less the numbers that are not compared without loss."""
    low, high = fact.type.low, fact.type.high
    return (
        from_at_least(low) if low > -LIMIT else -LIMIT + 1,
        to_at_most(high) if high < LIMIT else LIMIT - 1,
    )


def _between(variable: str, low: Bound, high: Bound) -> ast.expr:
    value = code.name(variable)
    if high == INFINITY:
        at_least = code.compare(value, ">=", ast.Constant(low))  # type: ignore[arg-type]
        return code.TRUE if low == -INFINITY else at_least
    return ast.Compare(
        ast.Constant(low),  # type: ignore[arg-type]
        [ast.LtE(), ast.LtE()],
        [value, ast.Constant(high)],  # type: ignore[arg-type]
    )


def fill(variable: str, value: ast.expr, source: Source) -> None:
    """Write that the variable has this value where nothing was given."""
    blank = code.compare(code.name(variable), "is", code.NONE)
    source.body += code.when(blank, [code.put(variable, value)])
