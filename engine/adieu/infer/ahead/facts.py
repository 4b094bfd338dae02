"""A fact of the vocabulary → the statements that read it, or work it out where it is not given."""

from __future__ import annotations

import ast
from typing import assert_never

from adieu import policy as p
from adieu.expression import Condition
from adieu.infer.ahead import code
from adieu.infer.ahead.conditions import Holds, holds, is_known
from adieu.infer.ahead.intake import Intake, check_answer, check_word, fill, take_number
from adieu.infer.ahead.operands import Answered, Source, Word, Words
from adieu.infer.ahead.ranges import (
    Ends,
    Range,
    fixed_end,
    fixed_range,
    plain_end,
    put_range,
    stored,
)
from adieu.infer.ahead.score import classes_of, score
from adieu.logic import INFINITY, UNKNOWN, Bound, Interval, Options, Truth
from adieu.quantities import Type, read_value


def read_fact(fact: p.Fact, intake: Intake) -> None:
    """Write the statements for a fact, and note how the program holds it."""
    definition = fact.definition
    match definition:
        case p.Given() | p.Count() | p.Sum():
            _stated(fact, intake)
        case p.Calculation():
            _calculated(fact, definition, intake)
        case p.Holds(condition):
            _concluded(fact, condition, intake)
        case p.Scored(what, without_opinions):
            _scored(fact, what, without_opinions, intake)
        case _:
            assert_never(definition)


def truth_of_repair(fact: p.Fact, intake: Intake) -> Holds:
    """Whether repair was tried, as code for the one place that asks: nothing is stored."""
    source, assumed = intake.source, intake.source.policy.assumed_facts.get(fact.name)
    given = intake.given.get(fact.name)
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


def _stated(fact: p.Fact, intake: Intake) -> None:
    """An answer, or what the fact is without one."""
    source, blank = intake.source, intake.blanks[fact.name]
    variable = intake.given.get(fact.name)
    match blank:
        case Truth():
            if variable is None:
                truth = None if blank is UNKNOWN else bool(blank)
                source.held[fact.name] = Answered(ast.Constant(truth))
                return
            check_answer(variable, source)
            if blank is not UNKNOWN:
                fill(variable, ast.Constant(bool(blank)), source)
            source.held[fact.name] = Answered(code.name(variable))
        case Options(words):
            assert variable is not None
            check_word(variable, fact.type, source)
            if words is not None and len(words) == 1:
                fill(variable, ast.Constant(next(iter(words))), source)
            choices = frozenset(fact.type.choices) or None
            source.held[fact.name] = Word(code.name(variable), choices)
        case Interval(low, high):
            if variable is None:
                source.held[fact.name] = fixed_range(low, high)
                return
            _number(fact, variable, low, high, intake)
        case _:
            raise LookupError(fact.name)


def _number(fact: p.Fact, variable: str, low: Bound, high: Bound, intake: Intake) -> None:
    """A number or a date that is given, or lies between the ends of its range."""
    source = intake.source
    lowest, highest = f"l{variable}", f"h{variable}"
    value: ast.expr = code.name(variable)
    if fact.type.name == "date":
        value = ast.Call(ast.Attribute(value, "toordinal", ast.Load()), [], [])
    known = [code.put_all((lowest, highest), value)]
    ends = intake.stand_ins.get(fact.name, (low, high))
    unknown = [
        code.put(name, source.end(end)) for name, end in zip((lowest, highest), ends, strict=True)
    ]
    source.body += take_number(fact, variable, known, unknown, intake)
    least = min(low, fact.type.low)
    bounded = high < INFINITY
    ends_held = plain_end(lowest, least >= 0), plain_end(highest, least >= 0)
    source.held[fact.name] = Range(*ends_held, least, bounded)


def _concluded(fact: p.Fact, condition: Condition, intake: Intake) -> None:
    """A yes/no fact that a condition answers where it is not given."""
    source = intake.source
    variable = intake.given.get(fact.name) or source.variable("t")
    if fact.name in intake.given:
        check_answer(variable, source)
        unanswered = code.compare(code.name(variable), "is", code.NONE)
    else:
        unanswered = code.TRUE

    def write() -> None:
        source.body += _put_truth(variable, holds(condition, source))

    source.body += code.when(unanswered, source.block(write))
    _assume_answer(fact, variable, source)
    source.held[fact.name] = Answered(code.name(variable))


def _put_truth(variable: str, truth: Holds) -> list[ast.stmt]:
    open_ = code.choose(truth.possible, code.NONE, code.FALSE)
    return [code.put(variable, code.choose(truth.certain, code.TRUE, open_))]


def _assume_answer(fact: p.Fact, variable: str, source: Source) -> None:
    assumed = source.policy.assumed_facts.get(fact.name)
    if assumed is not None:
        answer = read_value(assumed, fact.type)
        assert isinstance(answer, Truth)
        fill(variable, ast.Constant(bool(answer)), source)


def _calculated(fact: p.Fact, definition: p.Calculation, intake: Intake) -> None:
    """A number that is worked out where it is not given, and kept within what the fact can be."""
    source = intake.source
    variables = source.ends()
    least, factors = fact.type.low, 1

    def write() -> None:
        nonlocal least, factors
        value = source.range_of(definition.operand)
        source.body += put_range(variables, value)
        given = fact.name in intake.given
        least = fact.type.low if given else max(value.least, fact.type.low)
        factors = max(1, value.factors)
        source.body += _clipped(variables, value, fact.type, source)
        _assume_number(fact, variables, source)

    worked_out = source.block(write)
    given = intake.given.get(fact.name)
    if given is None:
        source.body += worked_out
    else:
        answer = plain_end(given)
        known = put_range(variables, Range(answer, answer))
        source.body += take_number(fact, given, known, worked_out, intake)
    one = stored(variables, least)
    bounded = fact.type.high < INFINITY
    source.held[fact.name] = Range(one.low, one.high, least, bounded, factors)


def _clipped(variables: Ends, value: Range, type_: Type, source: Source) -> list[ast.stmt]:
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


def _assume_number(fact: p.Fact, variables: Ends, source: Source) -> None:
    assumed = source.policy.assumed_facts.get(fact.name)
    if assumed is not None:
        value = read_value(assumed, fact.type)
        assert isinstance(value, Interval)
        put = put_range(variables, fixed_range(value.low, value.high))
        source.body += code.when(is_known(stored(variables), source), (), put)


def _scored(fact: p.Fact, what: str, without_opinions: bool, intake: Intake) -> None:
    """What the scorecard says: whether it is signed off, the score, the classes allowed."""
    source, card = intake.source, intake.source.policy.scorecard
    assert card is not None
    if what == "agreed":
        source.held[fact.name] = Answered(ast.Constant(card.agreed))
        return
    variables = source.ends()
    source.body += score(card, without_opinions, variables, source)
    if what == "score":
        _assume_number(fact, variables, source)
        one = stored(variables, 0)
        source.held[fact.name] = Range(one.low, one.high, 0, True)
        return
    words = source.variable("s")
    source.body.append(code.put(words, classes_of(card, variables, source)))
    held = Words(code.name(words))
    assumed = source.policy.assumed_facts.get(fact.name)
    if assumed is not None:
        only = code.put(words, code.name(source.bind(frozenset((assumed,)))))
        source.body += code.when(is_known(held, source), (), [only])
    source.held[fact.name] = held
