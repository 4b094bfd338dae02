"""Conditions over facts → positive formulas for: certainly or possibly, true or false.

A condition is certainly true where nothing that is unknown can make it false, and possibly true
where it is not certainly false.  The four forms of a condition are each built of forms of its
parts, so that negation ends at the leaves, where a test has its own opposite.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import assert_never

from msgspec import Struct

from adieu import expression as ex
from adieu.evaluate import measure
from adieu.facts import FactScope
from adieu.infer import attributes as a
from adieu.infer.formula import Formulas, Node
from adieu.logic import FALSE, TRUE, Interval, Options, Truth, UnitMismatch
from adieu.policy import Holds, Policy
from adieu.quantities import Setting

_OPPOSITE: Mapping[ex.Relation, ex.Relation] = {
    ">=": "<", "<": ">=", ">": "<=", "<=": ">", "=": "!=", "!=": "=",
}  # fmt: skip
_CONSTANT = (ex.Constant, ex.Parameter, ex.Arithmetic)


class Form(Struct, frozen=True):
    """Which of the four: of a condition that holds, or fails, certainly or possibly."""

    certain: bool
    holds: bool

    @property
    def negated(self) -> Form:
        """The form of the negation."""
        return Form(self.certain, not self.holds)


CERTAIN, POSSIBLE, REFUTED = Form(True, True), Form(False, True), Form(True, False)


@dataclass
class Positive:
    """Builds the formulas of a policy's conditions.

    With ``inline``, a yes/no fact that a condition answers is derived from that condition wherever
    the client's file does not answer it; without, every yes/no fact is an answer.  ``required``
    are the sources that have to be read whatever the file answers.
    """

    policy: Policy
    inline: bool
    formulas: Formulas = field(default_factory=Formulas)
    required: set[a.Source] = field(default_factory=set)
    _scales: dict[a.Quantity, Mapping[int | Fraction, int]] = field(default_factory=dict)
    _answers: dict[tuple[str, Form], Node] = field(default_factory=dict)
    _depth: int = 0

    def learn(self, conditions: Iterable[ex.Condition]) -> None:
        """Take note of every threshold in these conditions, before any formula is built."""
        thresholds: dict[a.Quantity, dict[int | Fraction, None]] = {}
        for leaf in leaves(conditions, self.policy if self.inline else None):
            if (
                isinstance(leaf, ex.Compare)
                and not _is_word(leaf.left)
                and not _is_answer(leaf.left)
            ):
                quantity, threshold = quantity_of(leaf, self.policy)
                thresholds.setdefault(quantity, {})[threshold] = None
        self._scales = {one: a.scales(found) for one, found in thresholds.items()}

    def every(self, conditions: Iterable[ex.Condition], form: Form) -> Node:
        """The form of a list of conditions, which means all of them."""
        return self.form(ex.All(tuple(conditions)), form)

    def form(self, condition: ex.Condition, form: Form) -> Node:
        """A form of a condition."""
        book = self.formulas
        match condition:
            case ex.All(parts):
                join = book.every if form.holds else book.some
                return join([self.form(part, form) for part in parts])
            case ex.AnyOf(parts):
                join = book.some if form.holds else book.every
                return join([self.form(part, form) for part in parts])
            case ex.NoneOf(parts):
                return self.form(ex.AnyOf(parts), form.negated)
            case ex.AtLeast(count, parts):
                needed = count if form.holds else len(parts) - count + 1
                return book.at_least(needed, [self.form(part, form) for part in parts])
            case ex.Compare():
                return self._compare(condition, form)
            case ex.OneOf(left, words, negated):
                return self._one_of(left, self._words(words), form.negated if negated else form)
            case ex.IsUnknown(left, negated):
                return self._known(left, form.holds == negated)
            case ex.IsOpen() | ex.Within():
                raise LookupError(condition)
            case _:
                assert_never(condition)

    def answer(self, name: str, form: Form) -> Node:
        """A form of a yes/no fact: answered, or derived from its condition."""
        key = (name, form)
        if key not in self._answers:
            book, told = self.formulas, a.Answer(name)
            self._note(told)
            certain, opposite = (a.YES, a.NO) if form.holds else (a.NO, a.YES)
            condition = self.condition(name)
            if condition is None:
                self._answers[key] = (
                    book.test(told, "==", certain)
                    if form.certain
                    else book.test(told, "!=", opposite)
                )
            else:
                answers = (certain,) if form.certain else (certain, a.OPEN)
                derived = book.test(told, "==", a.DERIVED)
                self._answers[key] = book.some(
                    [book.test(told, "==", word) for word in answers]
                    + [book.every((derived, self.derived(condition, form)))]
                )
        return self._answers[key]

    def derived(self, condition: ex.Condition, form: Form) -> Node:
        """A form of the condition behind a fact, which is read only where the fact is not given."""
        self._depth += 1
        node = self.form(condition, form)
        self._depth -= 1
        return node

    def condition(self, name: str) -> ex.Condition | None:
        """The condition that answers a yes/no fact, where formulas are built of it."""
        definition = self.policy.facts[name].definition
        return definition.condition if self.inline and isinstance(definition, Holds) else None

    def _note(self, source: a.Source) -> None:
        if not self._depth:
            self.required.add(source)

    def _compare(self, leaf: ex.Compare, form: Form) -> Node:
        if not form.holds:
            opposite = ex.Compare(leaf.left, _OPPOSITE[leaf.relation], leaf.right)
            return self._compare(opposite, form.negated)
        if _is_answer(leaf.left):
            return self._same_answer(leaf, form)
        if _is_word(leaf.left):
            return self._same_word(leaf, form)
        quantity, threshold = quantity_of(leaf, self.policy)
        self._note(quantity)
        scale = self._scales[quantity][threshold]
        limit = a.threshold_code(threshold, scale)
        low, high = (a.Edge(quantity, scale, upper) for upper in (False, True))
        # What is certain holds at the worst end of the range, what is possible at the best one.
        worst, best = (low, high) if form.certain else (high, low)
        book = self.formulas
        match leaf.relation:
            case ">=" | ">":
                return book.test(worst, leaf.relation, limit)
            case "<=" | "<":
                return book.test(best, leaf.relation, limit)
            case "=":
                return book.every((book.test(worst, ">=", limit), book.test(best, "<=", limit)))
            case "!=":
                return book.some((book.test(worst, ">", limit), book.test(best, "<", limit)))
            case _:
                assert_never(leaf.relation)

    def _same_answer(self, leaf: ex.Compare, form: Form) -> Node:
        book, equal = self.formulas, leaf.relation == "="
        ways = [
            (self._says(leaf.left, form), self._says(leaf.right, form if equal else form.negated)),
            (
                self._says(leaf.left, form.negated),
                self._says(leaf.right, form.negated if equal else form),
            ),
        ]
        return book.some([book.every(way) for way in ways])

    def _says(self, operand: ex.Operand, form: Form) -> Node:
        match operand:
            case ex.Fact(name):
                return self.answer(name, form)
            case ex.Constant(Truth() as value):
                known = value is (TRUE if form.holds else FALSE)
                open_ = value is not (FALSE if form.holds else TRUE) and not form.certain
                return self.formulas.true if known or open_ else self.formulas.false
            case _:
                raise LookupError(operand)

    def _same_word(self, leaf: ex.Compare, form: Form) -> Node:
        form = form if leaf.relation == "=" else form.negated
        if isinstance(leaf.right, ex.Constant):
            value = leaf.right.value
            assert isinstance(value, Options)
            return self._one_of(leaf.left, value.words or frozenset(), form)
        book = self.formulas
        both = [
            [self._one_of(one, frozenset((word,)), form) for one in (leaf.left, leaf.right)]
            for word in leaf.left.type.choices
        ]
        if form.holds:
            return book.some([book.every(pair) for pair in both])
        return book.every([book.some(pair) for pair in both])

    def _one_of(self, operand: ex.Operand, allowed: frozenset[str], form: Form) -> Node:
        """Whether the word is one of those allowed: it may be one, or can be no other."""
        self._note(operand)
        book = self.formulas
        inside = [word for word in operand.type.choices if word in allowed]
        outside = [word for word in operand.type.choices if word not in allowed]
        wanted, unwanted = (inside, outside) if form.holds else (outside, inside)
        if form.certain:
            return book.every(
                [book.test(a.May(operand, word), "==", a.CANNOT) for word in unwanted]
            )
        return book.some([book.test(a.May(operand, word), "==", a.MAY) for word in wanted])

    def _words(self, words: frozenset[str] | ex.Parameter) -> frozenset[str]:
        if isinstance(words, frozenset):
            return words
        setting: Setting = self.policy.settings[words.name]
        assert isinstance(setting, Options)
        return setting.words or frozenset()

    def _known(self, operand: ex.Operand, known: bool) -> Node:
        book = self.formulas
        if isinstance(operand, ex.Fact) and _is_answer(operand):
            form = CERTAIN if known else POSSIBLE
            either = [self.answer(operand.name, form), self.answer(operand.name, form.negated)]
            return book.some(either) if known else book.every(either)
        self._note(operand)
        return book.test(a.Known(operand), "==", a.KNOWN if known else a.UNKNOWN)


def leaves(conditions: Iterable[ex.Condition], policy: Policy | None) -> Iterator[ex.Condition]:
    """Every condition that is no group; with a policy, also those behind yes/no facts."""
    seen: set[str] = set()
    waiting = list(conditions)
    while waiting:
        condition = waiting.pop()
        parts = ex.parts_of(condition)
        waiting.extend(parts)
        if not parts:
            yield condition
        if policy is None:
            continue
        for operand in ex.operands_of(condition):
            for one in ex.walk_operand(operand):
                if isinstance(one, ex.Fact) and one.name not in seen:
                    seen.add(one.name)
                    definition = policy.facts[one.name].definition
                    if isinstance(definition, Holds):
                        waiting.append(definition.condition)


def quantity_of(leaf: ex.Compare, policy: Policy) -> tuple[a.Quantity, int | Fraction]:
    """What a comparison of numbers looks at, and the threshold that it is compared with.

    Where the other side is no constant, or one too large for a code: the difference, and zero.
    """
    if all(isinstance(one, _CONSTANT) for one in ex.walk_operand(leaf.right)):
        try:
            value = measure(leaf.right, FactScope(policy, 0, {}))
        except UnitMismatch:
            return a.Quantity(leaf.left, leaf.right), 0
        if isinstance(value, Interval) and value.known and not isinstance(value.low, float):
            exact = value.low
            if a.fits(exact, exact.denominator):
                return a.Quantity(leaf.left, None, value.unit), exact
    return a.Quantity(leaf.left, leaf.right), 0


def _is_answer(operand: ex.Operand) -> bool:
    return operand.type.name == "yes-no"


def _is_word(operand: ex.Operand) -> bool:
    return operand.type.name in ("choice", "word")
