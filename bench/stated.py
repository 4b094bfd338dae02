"""A policy's rules → the same rules in the languages of other rule libraries.

Only facts are spoken of, and constants; that is what all the languages have in common.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from itertools import compress
from typing import Any, TypeVar, assert_never

from asked import Calculated, Given, Joined, Listed, Operand, Question, Test, certainly, possibly
from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.logic import TRUE

Said = TypeVar("Said")


class Dialect(Struct, frozen=True):
    """How a language writes questions in one line."""

    both: str
    either: str
    opposite: str
    given: str
    """The fact ``{0}``, or ``{1}`` where it is not known."""
    choice: str = "({} ? {} : {})"
    real: bool = False
    """Whether every number has to be written with a point."""

    def listed(self, policy: p.Policy, full: bool) -> str:
        """Everything that is asked of a policy; ``full`` asks too what may hold."""
        return f"[{', '.join(self.texts(policy, full))}]"

    def texts(self, policy: p.Policy, full: bool = False) -> list[str]:
        """The same, one by one."""
        return questions(policy, self.certain, self.graded if full else self.certain)

    def certain(self, condition: ex.Condition) -> str:
        """Whether a condition certainly holds."""
        return self.text(certainly(condition))

    def text(self, question: Question) -> str:
        """A question."""
        match question:
            case Joined(all_, parts):
                return self._joined(self.both if all_ else self.either, map(self.text, parts))
            case Test(left, "=" | "!=" as relation, bool() as wanted):
                yes = self._operand(left)
                return yes if wanted == (relation == "=") else self.opposite.format(yes)
            case Test(left, relation, right):
                sign = {"=": "=="}.get(relation, relation)
                return f"({self._operand(left)} {sign} {self._operand(right)})"
            case Listed(left, words, negated):
                sign, word = ("!=", self.both) if negated else ("==", self.either)
                fact = self._operand(left)
                return self._joined(word, (f"({fact} {sign} {json.dumps(one)})" for one in words))
            case _:
                assert_never(question)

    def graded(self, condition: ex.Condition) -> str:
        """2 where a condition certainly holds, 1 where it may, else 0."""
        surely = self.choice.format(self.certain(condition), 2, 1)
        return self.choice.format(self.text(possibly(condition)), surely, 0)

    def _joined(self, word: str, parts: Iterable[str]) -> str:
        return f"({f' {word} '.join(parts)})"

    def _operand(self, operand: Operand) -> str:
        match operand:
            case Given(name, otherwise):
                return self.given.format(name, self._operand(otherwise))
            case Calculated(sign, left, right):
                return f"({self._operand(left)} {sign} {self._operand(right)})"
            case _:
                number = isinstance(operand, int | float) and not isinstance(operand, bool)
                return json.dumps(float(operand) if self.real and number else operand)


ZEN = Dialect("and", "or", "(not {})", "({0} ?? {1})")
RULE_ENGINE = Dialect("and", "or", "(not {})", "({0} == null ? {1} : {0})")
CEL = Dialect("&&", "||", "!{}", "({0} == null ? {1} : {0})", real=True)
CEL_LEFT_OUT = Dialect("&&", "||", "!{}", "(has(c.{0}) ? c.{0} : {1})", real=True)
"""CEL about the fields of one fact ``c``; unknown ones are left out."""


class JsonLogic(Struct, frozen=True):
    """How a question is written in JSON Logic; with the operator ``??`` where there is one."""

    coalescing: bool

    def trees(self, policy: p.Policy, full: bool = False) -> list[Any]:
        """Everything that is asked of a policy; ``full`` asks too what may hold."""
        return questions(policy, self.certain, self.graded if full else self.certain)

    def certain(self, condition: ex.Condition) -> Any:
        """Whether a condition certainly holds."""
        return self.tree(certainly(condition))

    def tree(self, question: Question) -> Any:
        """A question."""
        match question:
            case Joined(all_, parts):
                return {"and" if all_ else "or": [self.tree(part) for part in parts]}
            case Test(left, "=" | "!=" as relation, bool() as wanted):
                yes = self._operand(left)
                return yes if wanted == (relation == "=") else {"!": [yes]}
            case Test(left, relation, right):
                sign = {"=": "===", "!=": "!=="}.get(relation, relation)
                return {sign: [self._operand(left), self._operand(right)]}
            case Listed(left, words, negated):
                inside = {"in": [self._operand(left), list(words)]}
                return {"!": [inside]} if negated else inside
            case _:
                assert_never(question)

    def graded(self, condition: ex.Condition) -> Any:
        """2 where a condition certainly holds, 1 where it may, else 0."""
        surely = {"if": [self.certain(condition), 2, 1]}
        return {"if": [self.tree(possibly(condition)), surely, 0]}

    def _operand(self, operand: Operand) -> Any:
        match operand:
            case Given(name, otherwise):
                if self.coalescing:
                    return {"??": [{"var": name}, otherwise]}
                return {"var": [name, otherwise]}
            case Calculated(sign, left, right):
                return {sign: [self._operand(left), self._operand(right)]}
            case _:
                return operand


def questions(
    policy: p.Policy, certain: Callable[[ex.Condition], Said], rule: Callable[[ex.Condition], Said]
) -> list[Said]:
    """What a library is asked: every rule; whether one can do without; whether one warned."""
    without = policy.facts["can_do_without"].definition
    assert isinstance(without, p.Holds)
    warned = policy.facts["warned"]
    asked = ex.Compare(ex.Fact("warned", warned.type), "=", ex.Constant(TRUE, warned.type))
    return [
        *(rule(found_when(one)) for one in policy.active),
        certain(without.condition),
        certain(asked),
    ]


def found_when(rule: p.Rule) -> ex.Condition:
    """When a rule is found: its condition holds, and its exception does not."""
    if not rule.unless:
        return ex.All(rule.when)
    return ex.All((*rule.when, ex.negated(ex.All(rule.unless))))


class Verdicts:
    """The answers to ``questions`` → verdict and findings: what every library leaves to Python."""

    def __init__(self, policy: p.Policy) -> None:
        self.names = [rule.name for rule in policy.active]
        self.grades = [rule.grade for rule in policy.active]
        self.rules = list(zip(self.names, self.grades, strict=True))

    def certain(self, answers: Sequence[Any]) -> tuple[str, list[str]]:
        """The verdict and the findings, of answers yes or no."""
        grades = set(compress(self.grades, answers))
        return _verdict(grades, answers), list(compress(self.names, answers))

    def graded(self, answers: Sequence[Any]) -> tuple[str, list[str], list[str]]:
        """The verdict, the findings and the undetermined rules, of answers 2, 1 and 0."""
        findings, undetermined, grades = [], [], set()
        for (name, grade), answer in zip(
            compress(self.rules, answers), filter(None, answers), strict=False
        ):
            if answer == 2:
                findings.append(name)
                grades.add(grade)
            else:
                undetermined.append(name)
        return _verdict(grades, answers), findings, undetermined


def _verdict(grades: set[str], answers: Sequence[Any]) -> str:
    if "red-flag" in grades:
        return "fire-now"
    if "final" in grades or ("ground" in grades and answers[-1]):
        return "fire" if answers[-2] else "prepare"
    return "talk" if grades else "keep"
