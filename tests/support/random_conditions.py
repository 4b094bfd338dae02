"""A seed + the names there are → conditions of every shape that the language allows."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from adieu import expression as ex
from adieu import policy as p
from adieu.logic import FALSE, TRUE, exactly, word
from adieu.quantities import YES_NO, Duration, Type

TODAY = date(2026, 11, 1)
MATTERS = ("manners", "money", "other")
NUMBER, SHARE, COUNT = Type("number"), Type("share", low=0, high=1), Type("number", low=0)
MONEY, DATE, WORDS = Type("money"), Type("date"), Type("words")
RELATIONS: tuple[ex.Relation, ...] = (">=", ">", "<=", "<", "=", "!=")
EQUALITIES: tuple[ex.Relation, ...] = ("=", "!=")


@dataclass
class Names:
    """What conditions may speak of so far."""

    rng: random.Random
    tame: bool
    facts: dict[str, Type] = field(default_factory=dict)
    parameters: dict[str, p.Parameter] = field(default_factory=dict)
    rules: list[str] = field(default_factory=list)
    counting: bool = False

    def of(self, *types: str) -> list[ex.Operand]:
        """The facts of these types."""
        return [ex.Fact(name, type_) for name, type_ in self.facts.items() if type_.name in types]


def condition(names: Names, depth: int) -> ex.Condition:
    """Any condition over facts."""
    rng = names.rng
    if depth and rng.random() < 0.5:
        parts = tuple(condition(names, depth - 1) for _ in range(rng.randint(1, 4)))
        if rng.random() < 0.3:
            return ex.AtLeast(rng.randint(0, len(parts)), parts)
        return rng.choice((ex.All, ex.AnyOf, ex.AnyOf, ex.NoneOf))(parts)
    return rng.choice((number_leaf, number_leaf, _answer_leaf, _word_leaf, _other_leaf))(names)


def number_leaf(names: Names) -> ex.Condition:
    """A comparison of numbers, shares, amounts or dates."""
    rng = names.rng
    relation = rng.choice(RELATIONS)
    match rng.randrange(6):
        case 0 if shares := names.of("share"):
            right: ex.Operand = constant(drawn_share(rng), SHARE)
            right = rng.choice((right, ex.Parameter("p_share", SHARE), rng.choice(shares)))
            return ex.Compare(rng.choice(shares), relation, right)
        case 1 if amounts := names.of("money"):
            right = ex.Constant(exactly(rng.randint(0, 9) * 100, "EUR"), MONEY)
            right = rng.choice((right, ex.Parameter("p_money", MONEY), rng.choice(amounts)))
            left = rng.choice(amounts)
            if rng.random() < 0.3:
                left = ex.Arithmetic("*", constant(drawn_share(rng), SHARE), left, MONEY)
            return ex.Compare(left, relation, right)
        case 2 if dates := names.of("date"):
            day = ex.Constant(exactly(TODAY.toordinal() - rng.randint(-100, 300)), DATE)
            back = ex.Constant(Duration(rng.randint(0, 6), rng.randint(0, 20)), Type("duration"))
            shifted = ex.Arithmetic(rng.choice(("+", "-")), ex.AsOf(), back, DATE)
            left = rng.choice((ex.AsOf(), rng.choice(dates)))
            return ex.Compare(left, relation, rng.choice((day, shifted, rng.choice(dates))))
        case _:
            return ex.Compare(
                any_number(names, 1), relation, any_number(names, rng.choice((0, 0, 1)))
            )


def any_number(names: Names, depth: int) -> ex.Operand:
    """A number that is stated, known or calculated."""
    rng = names.rng
    if depth and rng.random() < 0.3:
        sign: ex.Sign = rng.choice(("+", "-", "*", "/"))
        return ex.Arithmetic(
            sign, any_number(names, depth - 1), any_number(names, depth - 1), NUMBER
        )
    facts = names.of("number")
    if depth and facts:
        return rng.choice(facts)
    fixed: ex.Operand = constant(drawn_number(rng), NUMBER)
    parameter = ex.Parameter(rng.choice(("p_count", "p_number")), NUMBER)
    return rng.choice((fixed, fixed, parameter, *facts[:1]))


def _answer_leaf(names: Names) -> ex.Condition:
    rng, facts = names.rng, names.of("yes-no")
    if not facts:
        return number_leaf(names)
    right = rng.choice((yes(rng), yes(rng), yes(rng), rng.choice(facts)))
    return ex.Compare(rng.choice(facts), rng.choice(EQUALITIES), right)


def _word_leaf(names: Names) -> ex.Condition:
    rng, facts = names.rng, names.of("choice")
    if not facts:
        return _answer_leaf(names)
    left = rng.choice(facts)
    choices = left.type.choices
    match rng.randrange(5):
        case 0:
            return ex.Compare(left, rng.choice(EQUALITIES), rng.choice(facts))
        case 1 | 2:
            right = ex.Constant(word(rng.choice(choices)), left.type)
            return ex.Compare(left, rng.choice(EQUALITIES), right)
        case 3:
            chosen = frozenset(rng.sample(choices, rng.randint(1, len(choices))))
            return ex.OneOf(left, chosen, rng.random() < 0.5)
        case _:
            return ex.OneOf(left, ex.Parameter("p_words", WORDS), rng.random() < 0.5)


def _other_leaf(names: Names) -> ex.Condition:
    rng = names.rng
    anything = names.of("yes-no", "number", "share", "money", "date", "choice")
    if names.tame or not anything:
        return _answer_leaf(names)
    return ex.IsUnknown(rng.choice(anything), rng.random() < 0.5)


def constant(value: int | Fraction, type_: Type) -> ex.Constant:
    """A number as it would be written."""
    return ex.Constant(exactly(value), type_)


def yes(rng: random.Random) -> ex.Constant:
    """Yes or no."""
    return ex.Constant(rng.choice((TRUE, FALSE)), YES_NO)


def drawn_number(rng: random.Random) -> int | Fraction:
    """A number: small mostly, sometimes with an odd denominator, sometimes of eighteen digits."""
    match rng.randrange(12):
        case 0:
            return Fraction(rng.randint(-30, 30), rng.choice((3, 7, 10, 1000)))
        case 1:
            return rng.choice((10**17, 999999999999999999, 123456789012345678))
        case 2:
            return Fraction(rng.choice((1, 5, 123456789012345678)), 10 ** rng.randint(1, 9))
        case _:
            return rng.randint(-2, 6)


def drawn_share(rng: random.Random) -> int | Fraction:
    """A share, as a fraction of one."""
    return rng.choice((0, 1, Fraction(1, 2), Fraction(1, 3), Fraction(rng.randint(0, 1000), 1000)))
