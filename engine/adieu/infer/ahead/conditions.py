"""A condition → two expressions: whether it certainly holds, and whether it possibly holds.

Of a condition that is true both hold, of one that is unknown only the second: Kleene's logic
without a third value.
"""

from __future__ import annotations

import ast
from typing import assert_never

from msgspec import Struct

from adieu import expression as ex
from adieu.infer.ahead import code
from adieu.infer.ahead.operands import Answered, Held, Source, Word, Words
from adieu.infer.ahead.ranges import Range
from adieu.logic import TRUE, UNKNOWN, Options, Truth


class Holds(Struct, frozen=True):
    """Whether a condition certainly holds, and whether it possibly does."""

    certain: ast.expr
    possible: ast.expr

    def opposite(self) -> Holds:
        """The same of its negation."""
        return Holds(code.inverse(self.possible), code.inverse(self.certain))

    def signed(self, negated: bool) -> Holds:
        """Of its negation where it is negated."""
        return self.opposite() if negated else self


ALWAYS, NEVER = Holds(code.TRUE, code.TRUE), Holds(code.FALSE, code.FALSE)
OPEN = Holds(code.FALSE, code.TRUE)


def known(truth: Truth) -> Holds:
    """A truth that is the same for every client."""
    return ALWAYS if truth is TRUE else OPEN if truth is UNKNOWN else NEVER


def all_hold(parts: list[Holds]) -> Holds:
    """Every part holds."""
    return Holds(code.both(one.certain for one in parts), code.both(one.possible for one in parts))


def any_holds(parts: list[Holds]) -> Holds:
    """At least one part holds."""
    return Holds(
        code.either(one.certain for one in parts), code.either(one.possible for one in parts)
    )


def holds(condition: ex.Condition, source: Source) -> Holds:
    """Whether a condition over facts certainly and possibly holds, as code."""
    match condition:
        case ex.Compare():
            return _compared(condition, source)
        case ex.OneOf(left, words, negated):
            allowed = words if isinstance(words, frozenset) else _listed(source, words)
            held = source.held[left.name] if isinstance(left, ex.Fact) else None
            if isinstance(held, Word | Words):
                return _within(held, allowed).signed(negated)
            return _defined(condition, source)
        case ex.IsUnknown(left, negated):
            if isinstance(left, ex.Fact):
                sure = is_known(source.held[left.name], source)
                return Holds(sure, sure).signed(not negated)
            return _defined(condition, source)
        case ex.All(parts):
            return all_hold([holds(part, source) for part in parts])
        case ex.AnyOf(parts):
            return any_holds([holds(part, source) for part in parts])
        case ex.NoneOf(parts):
            return any_holds([holds(part, source) for part in parts]).opposite()
        case ex.AtLeast(count, parts):
            return _so_many(count, [holds(part, source) for part in parts])
        case ex.IsOpen() | ex.Within():
            raise LookupError(condition)
        case _:
            assert_never(condition)


def is_known(held: Held, source: Source) -> ast.expr:
    """Whether the value of a fact is known, as code."""
    match held:
        case Answered(variable):
            return code.compare(variable, "is not", code.NONE)
        case Word(variable):
            return code.compare(variable, "is not", code.NONE)
        case Words(variable):
            return code.compare(code.call("len", variable), "=", ast.Constant(1))
        case Range():
            return source.comparing.known(held)
        case _:
            assert_never(held)


def _so_many(count: int, parts: list[Holds]) -> Holds:
    if count <= 0:
        return ALWAYS
    if count == 1:
        return any_holds(parts)
    if count == len(parts):
        return all_hold(parts)
    limit = ast.Constant(count)
    return Holds(
        code.compare(code.total([one.certain for one in parts]), ">=", limit),
        code.compare(code.total([one.possible for one in parts]), ">=", limit),
    )


def _defined(condition: ex.Condition, source: Source) -> Holds:
    """By the definition, whatever it is."""
    truth = source.truth_of(condition)
    return Holds(
        code.compare(truth, "=", ast.Constant(2)), code.compare(truth, ">=", ast.Constant(1))
    )


def _compared(condition: ex.Compare, source: Source) -> Holds:
    left, relation, right = condition.left, condition.relation, condition.right
    kind = left.type.name
    if kind == "duration":
        return _defined(condition, source)
    if kind in ("yes-no", "choice", "word", "text", "words"):
        first, second = _answer(left, source), _answer(right, source)
        if isinstance(first, Truth | Options):
            first, second = second, first
        same: Holds | None = None
        if isinstance(first, Answered) and isinstance(second, Truth | Answered):
            same = _same_answer(first, second)
        elif isinstance(first, Word | Words) and isinstance(second, Options) and second.known:
            same = _within(first, second.words or frozenset())
        return same.signed(relation == "!=") if same else _defined(condition, source)
    return _ordered(source.range_of(left), relation, source.range_of(right), source)


def _answer(operand: ex.Operand, source: Source) -> Held | Truth | Options | None:
    if isinstance(operand, ex.Fact):
        return source.held[operand.name]
    value = source.fixed(operand)
    return value if isinstance(value, Truth | Options) else None


def _same_answer(first: Answered, second: Truth | Answered) -> Holds:
    if isinstance(second, Answered):
        same = code.compare(first.variable, "is", second.variable)
        unknown = [code.compare(one.variable, "is", code.NONE) for one in (first, second)]
        certain = code.both((same, code.inverse(unknown[0])))
        return Holds(certain, code.either((same, *unknown)))
    if second is UNKNOWN:
        return OPEN
    yes = second is TRUE
    return Holds(
        code.compare(first.variable, "is", code.constant(yes)),
        code.compare(first.variable, "is not", code.constant(not yes)),
    )


def _within(held: Word | Words, allowed: frozenset[str]) -> Holds:
    if not allowed:
        return NEVER
    words = code.constant(allowed)
    match held:
        case Words(variable):
            outside = ast.Call(ast.Attribute(variable, "isdisjoint", ast.Load()), [words], [])
            return Holds(ast.Compare(variable, [ast.LtE()], [words]), code.inverse(outside))
        case Word(variable, blank):
            if blank is not None and blank <= allowed:
                return ALWAYS
            inside = (
                code.compare(variable, "=", code.constant(next(iter(allowed))))
                if len(allowed) == 1
                else code.compare(variable, "in", words)
            )
            if blank is not None and blank.isdisjoint(allowed):
                return Holds(inside, inside)
            return Holds(inside, code.either((code.compare(variable, "is", code.NONE), inside)))
        case _:
            assert_never(held)


def _ordered(left: Range, relation: ex.Relation, right: Range, source: Source) -> Holds:
    compare = source.comparing

    def at_least(one: Range, other: Range) -> Holds:
        return Holds(compare.at_least(one.low, other.high), compare.at_least(one.high, other.low))

    def more_than(one: Range, other: Range) -> Holds:
        return Holds(compare.more_than(one.low, other.high), compare.more_than(one.high, other.low))

    match relation:
        case ">=":
            return at_least(left, right)
        case ">":
            return more_than(left, right)
        case "<=":
            return at_least(right, left)
        case "<":
            return more_than(right, left)
        case "=":
            return all_hold([at_least(left, right), at_least(right, left)])
        case "!=":
            return all_hold([at_least(left, right), at_least(right, left)]).opposite()
        case _:
            assert_never(relation)


def _listed(source: Source, parameter: ex.Parameter) -> frozenset[str]:
    setting = source.policy.settings[parameter.name]
    assert isinstance(setting, Options)
    return setting.words or frozenset()
