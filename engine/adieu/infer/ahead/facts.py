"""A fact of the vocabulary → the statements that read it, or work it out where it is not given."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import assert_never

from msgspec import Struct

from adieu import policy as p
from adieu import scorecard
from adieu.infer.ahead import code
from adieu.infer.ahead.conditions import Holds, holds, is_known
from adieu.infer.ahead.operands import Answered, Source, Word, Words
from adieu.infer.ahead.ranges import (
    ONE,
    Range,
    fixed_end,
    fixed_range,
    plain_end,
    put_range,
    stored,
)
from adieu.infer.ahead.values import LIMIT, SMALLEST, from_at_least, to_at_most
from adieu.logic import INFINITY, UNKNOWN, Bound, Interval, Options, Truth, Value
from adieu.quantities import Type, read_value

REFUSED = ast.Return(code.NONE)
"""What the program does with a value that it does not take as it stands."""


class Reading(Struct, frozen=True):
    """How the facts of a program are read.

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


def read_fact(fact: p.Fact, reading: Reading) -> None:
    """Write the statements for a fact, and note how the program holds it."""
    source, definition = reading.source, fact.definition
    match definition:
        case p.Given() | p.Count() | p.Sum():
            _stated(fact, reading)
        case p.Calculation():
            _calculated(fact, definition, reading)
        case p.Holds(condition):
            variable = reading.given.get(fact.name) or source.variable("t")
            if fact.name in reading.given:
                _check_answer(variable, source)
                answered = code.compare(code.name(variable), "is", code.NONE)
            else:
                answered = code.TRUE

            def write() -> None:
                source.body += _put_truth(variable, holds(condition, source))

            source.body += code.when(answered, source.block(write))
            _assume_answer(fact, variable, source)
            source.held[fact.name] = Answered(code.name(variable))
        case p.Scored(what, without_opinions):
            _scored(fact, what, without_opinions, reading)
        case _:
            assert_never(definition)


def truth_of_repair(fact: p.Fact, reading: Reading) -> Holds:
    """Whether repair was tried, as code for the one place that asks: nothing is stored."""
    source, assumed = reading.source, reading.source.policy.assumed_facts.get(fact.name)
    given = reading.given.get(fact.name)
    if isinstance(fact.definition, p.Holds):
        worked_out = holds(fact.definition.condition, source)
    else:
        worked_out = Holds(code.FALSE, code.TRUE)
    if assumed is not None:
        yes = code.constant(read_value(assumed, fact.type) == 2)
        unknown = code.both((worked_out.possible, code.inverse(worked_out.certain)))
        one = code.either((worked_out.certain, code.both((unknown, yes))))
        worked_out = Holds(one, one)
    if given is None:
        return worked_out
    variable = code.name(given)
    no_answer = code.compare(variable, "is", code.NONE)
    return Holds(
        code.choose(no_answer, worked_out.certain, variable),
        code.choose(no_answer, worked_out.possible, variable),
    )


def check_given(fact: p.Fact, reading: Reading) -> None:
    """Write the statements that check an answer which is used only here and there."""
    if fact.name in reading.given:
        _check_answer(reading.given[fact.name], reading.source)


def _stated(fact: p.Fact, reading: Reading) -> None:
    """An answer, or what the fact is without one."""
    source, blank = reading.source, reading.blanks[fact.name]
    variable = reading.given.get(fact.name)
    match blank:
        case Truth():
            if variable is None:
                truth = None if blank is UNKNOWN else bool(blank)
                source.held[fact.name] = Answered(ast.Constant(truth))
                return
            _check_answer(variable, source)
            if blank is not UNKNOWN:
                _fill(variable, ast.Constant(bool(blank)), source)
            source.held[fact.name] = Answered(code.name(variable))
        case Options(words):
            assert variable is not None
            _check_word(variable, fact.type, source)
            if words is not None and len(words) == 1:
                _fill(variable, ast.Constant(next(iter(words))), source)
            choices = frozenset(fact.type.choices) or None
            source.held[fact.name] = Word(code.name(variable), choices)
        case Interval(low, high):
            if variable is None:
                source.held[fact.name] = fixed_range(low, high)
                return
            _number(fact, variable, low, high, reading)
        case _:
            raise LookupError(fact.name)


def _number(fact: p.Fact, variable: str, low: Bound, high: Bound, reading: Reading) -> None:
    source = reading.source
    lowest, highest = f"l{variable}", f"h{variable}"
    value: ast.expr = code.name(variable)
    if fact.type.name == "date":
        value = ast.Call(ast.Attribute(value, "toordinal", ast.Load()), [], [])
    known = [code.put_all((lowest, highest), value)]
    ends = reading.stand_ins.get(fact.name, (low, high))
    unknown = [
        code.put(name, source.end(end)) for name, end in zip((lowest, highest), ends, strict=True)
    ]
    source.body += _read(fact, variable, known, unknown, reading)
    least = min(low, fact.type.low)
    bounded = high < INFINITY
    ends_held = plain_end(lowest, least >= 0), plain_end(highest, least >= 0)
    source.held[fact.name] = Range(*ends_held, least, bounded)


def _read(
    fact: p.Fact,
    variable: str,
    known: list[ast.stmt],
    unknown: list[ast.stmt],
    reading: Reading,
) -> list[ast.stmt]:
    """Statements for a number that is known, for one that is not, and the refusal of all else."""
    absent = code.compare(code.name(variable), "is", code.NONE)
    if reading.source.exact:
        return code.when(absent, unknown, known)
    if fact.type.name == "date":
        dated = code.when(_of_type(variable, "date"), known, [REFUSED])
        return code.when(absent, unknown, dated)
    whole, real = _whole(variable, fact, reading), _real(variable, fact, reading)
    first, second = (real, whole) if fact.type.name in ("share", "money") else (whole, real)
    last = code.when(second, known, [REFUSED])
    return code.when(first, known, code.when(absent, unknown, last))


def _of_type(variable: str, name: str) -> ast.expr:
    return code.compare(code.call("type", code.name(variable)), "is", code.name(name))


def _whole(variable: str, fact: p.Fact, reading: Reading) -> ast.expr:
    """Whether a value is a whole number that the fact can have, compared without loss."""
    low, high = _ends(fact)
    if fact.name in reading.constant_only:
        low = -INFINITY if fact.type.low == -INFINITY else low
        high = INFINITY if fact.type.high == INFINITY else high
    return code.both((_of_type(variable, "int"), _between(variable, low, high)))


def _real(variable: str, fact: p.Fact, reading: Reading) -> ast.expr:
    """Whether a value is a float that the fact can have, compared without loss."""
    if reading.whole(fact):
        return code.FALSE
    parts = [_of_type(variable, "float"), _between(variable, *_ends(fact))]
    if fact.name in reading.factors:
        value = code.name(variable)
        large = code.compare(code.call("abs", value), ">=", ast.Constant(SMALLEST))
        parts.append(code.either((large, code.inverse(value))))
    return code.both(parts)


def _ends(fact: p.Fact) -> tuple[Bound, Bound]:
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


def _check_answer(variable: str, source: Source) -> None:
    value = code.name(variable)
    wrong = code.both(
        code.compare(value, "is not", one) for one in (code.NONE, code.FALSE, code.TRUE)
    )
    if not source.exact:
        source.body += code.when(wrong, [REFUSED])


def _check_word(variable: str, type_: Type, source: Source) -> None:
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


def _fill(variable: str, value: ast.expr, source: Source) -> None:
    blank = code.compare(code.name(variable), "is", code.NONE)
    source.body += code.when(blank, [code.put(variable, value)])


def _put_truth(variable: str, truth: Holds) -> list[ast.stmt]:
    open_ = code.choose(truth.possible, code.NONE, code.FALSE)
    return [code.put(variable, code.choose(truth.certain, code.TRUE, open_))]


def _assume_answer(fact: p.Fact, variable: str, source: Source) -> None:
    assumed = source.policy.assumed_facts.get(fact.name)
    if assumed is not None:
        answer = read_value(assumed, fact.type)
        assert isinstance(answer, Truth)
        _fill(variable, ast.Constant(bool(answer)), source)


def _calculated(fact: p.Fact, definition: p.Calculation, reading: Reading) -> None:
    source = reading.source
    variables = source.ends()
    least, factors = fact.type.low, 1

    def write() -> None:
        nonlocal least, factors
        value = source.range_of(definition.operand)
        source.body += put_range(variables, value)
        given = fact.name in reading.given
        least = fact.type.low if given else max(value.least, fact.type.low)
        factors = max(1, value.factors)
        source.body += _clipped(variables, value, fact.type, source)
        _assume_number(fact, variables, source)

    worked_out = source.block(write)
    given = reading.given.get(fact.name)
    if given is None:
        source.body += worked_out
    else:
        answer = plain_end(given)
        known = put_range(variables, Range(answer, answer))
        source.body += _read(fact, given, known, worked_out, reading)
    one = stored(variables, least)
    bounded = fact.type.high < INFINITY
    source.held[fact.name] = Range(one.low, one.high, least, bounded, factors)


def _clipped(
    variables: tuple[str, str, str, str], value: Range, type_: Type, source: Source
) -> list[ast.stmt]:
    """What lies within the declared range; the range itself where nothing does."""
    one, compare = stored(variables), source.comparing
    low, high = fixed_end(type_.low), fixed_end(type_.high)
    checks_low = type_.low > -INFINITY and value.least < type_.low
    checks_high = type_.high < INFINITY
    outside: list[ast.expr] = []
    inside: list[ast.stmt] = []
    if checks_high:
        outside.append(compare.more_than(one.low, high))
        inside += code.when(
            compare.more_than(one.high, high), put_range(variables, Range(one.low, high))[2:]
        )
    if checks_low:
        outside.append(compare.more_than(low, one.high))
        inside += code.when(
            compare.more_than(low, one.low), put_range(variables, Range(low, one.high))[:2]
        )
    return code.when(code.either(outside), put_range(variables, Range(low, high)), inside)


def _assume_number(fact: p.Fact, variables: tuple[str, str, str, str], source: Source) -> None:
    assumed = source.policy.assumed_facts.get(fact.name)
    if assumed is not None:
        value = read_value(assumed, fact.type)
        assert isinstance(value, Interval)
        put = put_range(variables, fixed_range(value.low, value.high))
        source.body += code.when(is_known(stored(variables), source), (), put)


def _scored(fact: p.Fact, what: str, without_opinions: bool, reading: Reading) -> None:
    source, card = reading.source, reading.source.policy.scorecard
    assert card is not None
    if what == "agreed":
        source.held[fact.name] = Answered(ast.Constant(card.agreed))
        return
    if what == "score":
        variables = source.ends()
        source.body += _score(card, without_opinions, variables, reading)
        _assume_number(fact, variables, source)
        one = stored(variables, 0)
        source.held[fact.name] = Range(one.low, one.high, 0, True)
        return
    variables = source.ends()
    source.body += _score(card, without_opinions, variables, reading)

    @lru_cache(maxsize=4096, typed=True)
    def classes(low: Bound, low_below: int, high: Bound, high_below: int) -> frozenset[str]:
        within = Interval(_ratio(low, low_below), _ratio(high, high_below))
        return scorecard.classes(card, within).words or frozenset()

    words = source.variable("s")
    parts = [code.name(one) for one in variables]
    source.body.append(code.put(words, code.call(source.bind(classes), *parts)))
    assumed = source.policy.assumed_facts.get(fact.name)
    held = Words(code.name(words))
    if assumed is not None:
        only = code.put(words, code.name(source.bind(frozenset((assumed,)))))
        source.body += code.when(is_known(held, source), (), [only])
    source.held[fact.name] = held


def _ratio(above: Bound, below: int) -> Bound:
    return Fraction(above) / below


def _score(
    card: p.Scorecard,
    without_opinions: bool,
    variables: tuple[str, str, str, str],
    reading: Reading,
) -> list[ast.stmt]:
    """25 times the weighted sum of what each score is above one, divided by the weights."""
    source = reading.source
    counted = [
        one for one in card.criteria if one.weight and not (without_opinions and one.opinion)
    ]
    lows: list[ast.expr] = []
    highs: list[ast.expr] = []
    weights: list[ast.expr] = []
    scored: list[ast.expr] = []
    for one in counted:
        held = source.held[one.name]
        assert isinstance(held, Range)
        known = source.comparing.known(held)
        weight = ast.Constant(one.weight)
        counts = known if one.left_out else code.TRUE
        scored.append(known)
        for ends, end in ((lows, held.low), (highs, held.high)):
            points = code.calculate(weight, "*", code.calculate(end.above, "-", ONE))
            ends.append(code.choose(counts, points, ast.Constant(0)))
        weights.append(code.choose(counts, weight, ast.Constant(0)))
    low_above, low_below, high_above, high_below = variables
    result = [
        code.put(low_above, code.calculate(ast.Constant(25), "*", code.total(lows))),
        code.put(high_above, code.calculate(ast.Constant(25), "*", code.total(highs))),
        code.put_all((low_below, high_below), code.total(weights)),
    ]
    return code.when(code.either(scored), result, put_range(variables, fixed_range(0, 100)))
