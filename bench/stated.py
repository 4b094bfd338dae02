"""A policy's rules → the same rules in the languages of other rule libraries.

Each is stated as what certainly holds: what is unknown is never taken for a yes.  Only facts are
spoken of, and constants; that is what all the languages have in common.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.logic import TRUE, Interval, Options, Truth


class Dialect(Struct, frozen=True):
    """How a language writes conditions in one line."""

    both: str
    either: str
    known: str
    """That the fact ``{}`` is known."""
    name: str
    """The fact ``{}``."""
    real: bool = False
    """Whether every number has to be written with a point."""

    def condition(self, condition: ex.Condition) -> str:
        """A condition over facts."""
        match condition:
            case ex.All(parts):
                return self._joined(self.both, map(self.condition, parts))
            case ex.AnyOf(parts):
                return self._joined(self.either, map(self.condition, parts))
            case ex.NoneOf():
                return self.condition(ex.negated(condition))
            case ex.Compare(left, relation, right):
                sign = {"=": "==", "!=": "!="}.get(relation, relation)
                return self._guarded(
                    condition, f"{self._operand(left)} {sign} {self._operand(right)}"
                )
            case ex.OneOf(left, frozenset() as words, negated):
                sign = {False: "==", True: "!="}[negated]
                listed = [
                    f"{self._operand(left)} {sign} {json.dumps(one)}" for one in sorted(words)
                ]
                return self._guarded(
                    condition, self._joined(self.both if negated else self.either, listed)
                )
            case _:
                raise NotImplementedError(condition)

    def _guarded(self, condition: ex.Condition, text: str) -> str:
        guards = [self.known.format(name) for name in sorted(ex.fact_names(condition))]
        return self._joined(self.both, [*guards, text])

    def _joined(self, word: str, parts: Iterable[str]) -> str:
        return f"({f' {word} '.join(parts)})"

    def _operand(self, operand: ex.Operand) -> str:
        match operand:
            case ex.Fact(name):
                return self.name.format(name)
            case ex.Constant(value):
                return self._constant(value)
            case ex.Arithmetic(sign, left, right):
                return f"({self._operand(left)} {sign} {self._operand(right)})"
            case _:
                raise NotImplementedError(operand)

    def _constant(self, value: object) -> str:
        plain = constant(value)
        if isinstance(plain, float) or (self.real and type(plain) is int):
            return repr(float(plain))
        return json.dumps(plain)


def constant(value: object) -> bool | int | float | str:
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


ZEN = Dialect("and", "or", "{} != null", "{}")
RULE_ENGINE = ZEN
CEL = Dialect("&&", "||", "has(c.{})", "c.{}", real=True)


def json_logic(condition: ex.Condition) -> Any:
    """A condition in JSON Logic."""
    match condition:
        case ex.All(parts):
            return {"and": [json_logic(part) for part in parts]}
        case ex.AnyOf(parts):
            return {"or": [json_logic(part) for part in parts]}
        case ex.NoneOf():
            return json_logic(ex.negated(condition))
        case ex.Compare(left, relation, right):
            sign = {"=": "===", "!=": "!=="}.get(relation, relation)
            return _known(condition, {sign: [_logic_operand(left), _logic_operand(right)]})
        case ex.OneOf(left, frozenset() as words, negated):
            inside = {"in": [_logic_operand(left), sorted(words)]}
            return _known(condition, {"!": [inside]} if negated else inside)
        case _:
            raise NotImplementedError(condition)


def _known(condition: ex.Condition, test: Any) -> Any:
    names = sorted(ex.fact_names(condition))
    return {"and": [*({"!==": [{"var": name}, None]} for name in names), test]}


def _logic_operand(operand: ex.Operand) -> Any:
    match operand:
        case ex.Fact(name):
            return {"var": name}
        case ex.Constant(value):
            return constant(value)
        case ex.Arithmetic(sign, left, right):
            return {sign: [_logic_operand(left), _logic_operand(right)]}
        case _:
            raise NotImplementedError(operand)


def found_when(rule: p.Rule) -> ex.Condition:
    """When a rule is found: its condition holds, and its exception does not."""
    if not rule.unless:
        return ex.All(rule.when)
    return ex.All((*rule.when, ex.negated(ex.All(rule.unless))))


def questions(policy: p.Policy) -> list[ex.Condition]:
    """What a library is asked: every rule; whether one can do without; whether one warned."""
    without = policy.facts["can_do_without"].definition
    assert isinstance(without, p.Holds)
    warned = policy.facts["warned"]
    return [
        *(found_when(rule) for rule in policy.active),
        without.condition,
        ex.Compare(ex.Fact("warned", warned.type), "=", ex.Constant(TRUE, warned.type)),
    ]


class Verdicts:
    """The answers to ``questions`` → verdict and findings: what every library leaves to Python."""

    def __init__(self, policy: p.Policy) -> None:
        self.names = [rule.name for rule in policy.active]
        self.grades = [rule.grade for rule in policy.active]

    def of(self, answers: Iterable[Any]) -> tuple[str, list[str]]:
        """The verdict and the findings."""
        *found, can_do_without, warned = answers
        findings = []
        grades = set()
        for name, grade, holds in zip(self.names, self.grades, found, strict=True):
            if holds:
                findings.append(name)
                grades.add(grade)
        if "red-flag" in grades:
            return "fire-now", findings
        if "final" in grades or ("ground" in grades and warned):
            return "fire" if can_do_without else "prepare", findings
        return ("talk" if grades else "keep"), findings
