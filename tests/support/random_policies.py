"""A seed → policies of every shape the language allows, and cases for them, known and unknown.

Policies are built as objects, past the loader: what the two engines must agree on is their meaning.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TypeVar

from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Answer, Case, Record, Section
from adieu.language import Text
from adieu.logic import (
    FALSE,
    INFINITY,
    TRUE,
    Interval,
    Moment,
    OpenDate,
    Options,
    Value,
    exactly,
    word,
)
from adieu.quantities import Duration, Setting, Type

Thing = TypeVar("Thing")
TODAY = date(2026, 11, 1)
MATTERS = ("manners", "money", "other")
THEMES = ("conduct", "payment", "fit")
YES_NO, NUMBER, SHARE = Type("yes-no"), Type("number"), Type("share", low=0, high=1)
MONEY, DATE, COUNT = Type("money"), Type("date"), Type("number", low=0)
KIND = Type("choice", MATTERS)
WORDS = Type("words")
RELATIONS: tuple[ex.Relation, ...] = (">=", ">", "<=", "<", "=", "!=")
EQUALITIES: tuple[ex.Relation, ...] = ("=", "!=")


@dataclass(frozen=True, slots=True)
class Shape:
    """How large and how wild a policy is.

    A ``tame`` policy has nothing that looks at knowledge itself (``is unknown``, assumptions,
    criteria left out where unknown), so that knowing more can only settle what was open.
    """

    rules: tuple[int, int] = (1, 7)
    rows: tuple[int, int] = (1, 4)
    depth: int = 2
    tame: bool = False


DEFAULT = Shape()


@dataclass
class _Names:
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


def random_policy(rng: random.Random, shape: Shape = DEFAULT) -> p.Policy:
    """A policy with a bit of everything."""
    names = _Names(rng, shape.tame)
    names.parameters = _parameters(rng)
    records = _records(rng)
    facts: dict[str, p.Fact] = {}
    for number in range(rng.randint(5, 14)):
        fact = _given(rng, f"g{number}")
        facts[fact.name] = fact
        names.facts[fact.name] = fact.type
    card = _scorecard(rng, shape.tame, facts) if rng.random() < 0.3 else None
    for number in range(rng.randint(1, 8)):
        one = _derived(rng, f"d{number}", names, records, shape)
        facts[one.name] = one
        names.facts[one.name] = one.type
    names.facts |= {name: one.type for name, one in facts.items() if name not in names.facts}
    rules: dict[str, p.Rule] = {}
    for number in range(rng.randint(*shape.rules)):
        rule = _rule(rng, f"rule-{number}", names, shape)
        rules[rule.name] = rule
        if rng.random() < 0.8:
            facts |= _repair(rng, rule, records, names)
    names.rules = list(rules)
    return p.Policy(
        f"random-{rng.randrange(10**9)}", "1", None, {}, str(rng.random()), {}, {}, {},
        records, facts, names.parameters, rules, _verdicts(rng, names, facts, shape), card, (), (),
        frozenset(() if shape.tame else (one for one in records if rng.random() < 0.1)),
        {} if shape.tame else _assumed(rng, facts),
    )  # fmt: skip


def _text() -> Text:
    return {}


def _parameters(rng: random.Random) -> dict[str, p.Parameter]:
    values: dict[str, tuple[Type, Setting]] = {
        "window": (Type("duration"), Duration(months=rng.choice((3, 12, 24)))),
        "p_count": (NUMBER, exactly(rng.randint(0, 4))),
        "p_number": (NUMBER, exactly(number(rng))),
        "p_share": (SHARE, exactly(share(rng))),
        "p_money": (MONEY, exactly(rng.randint(0, 9) * 100, "EUR")),
        "p_words": (WORDS, Options(frozenset(rng.sample(MATTERS, rng.randint(0, 3))))),
    }
    listed = list(values.items())
    rng.shuffle(listed)
    return {
        name: p.Parameter(name, type_, value, _text(), _text()) for name, (type_, value) in listed
    }


def _records(rng: random.Random) -> dict[str, p.RecordKind]:
    def kind(
        name: str, windowed: bool, given: dict[str, Type], **whens: ex.Condition
    ) -> p.RecordKind:
        fields = {one: p.RecordField(one, type_, _text()) for one, type_ in given.items()}
        fields |= {
            one: p.RecordField(one, YES_NO, _text(), when=when) for one, when in whens.items()
        }
        return p.RecordKind(name, "date", windowed, _text(), _text(), fields)

    closed, weight = ex.Field("closed", Type("date", open=True)), ex.Field("weight", COUNT)
    late: ex.Condition = ex.AnyOf(
        (
            ex.Compare(closed, ">", ex.Field("date", DATE)),
            ex.All((ex.IsOpen(closed), ex.Compare(ex.AsOf(), ">", ex.Field("date", DATE)))),
        )
    )
    heavy = ex.Compare(weight, rng.choice((">=", ">")), _constant(rng.randint(0, 5), NUMBER))
    events = kind(
        "events", rng.random() < 0.8,
        {
            "date": DATE, "kind": KIND, "flag": YES_NO, "closed": Type("date", open=True),
            "weight": Type("number", low=0, high=10), "cost": Type("money", low=0),
        },
        late=late, heavy=heavy,
    )  # fmt: skip
    talks = kind("talks", False, {"date": DATE, "about": KIND, "worked": YES_NO})
    return {"events": events, "talks": talks}


def _given(rng: random.Random, name: str) -> p.Fact:
    ranges = ((-INFINITY, INFINITY), (0, INFINITY), (0, 10), (1, 5))
    low, high = rng.choice(ranges)
    type_ = rng.choice(
        (
            YES_NO, YES_NO, Type("number", low=low, high=high), Type("number", low=low, high=high),
            SHARE, Type("money", low=rng.choice((-INFINITY, 0))), KIND, DATE,
        )
    )  # fmt: skip
    return p.Fact(name, type_, p.Given(), _text())


def _scorecard(rng: random.Random, tame: bool, facts: dict[str, p.Fact]) -> p.Scorecard:
    criteria = []
    for number in range(rng.randint(1, 4)):
        name = f"criterion{number}"
        facts[name] = p.Fact(name, Type("number", low=1, high=5), p.Given(), _text())
        left_out = not tame and rng.random() < 0.3
        criteria.append(
            p.Criterion(name, rng.randint(1, 3), left_out, rng.random() < 0.3, _text(), _text())
        )
    classes = (("A", 75), ("B", 50), ("C", 25), ("D", 0))
    for suffix, without in (("", False), ("_without_opinions", True)):
        score, class_ = f"score{suffix}", f"client_class{suffix}"
        facts[score] = p.Fact(
            score, Type("number", low=0, high=100), p.Scored("score", without), _text()
        )
        letters = Type("choice", tuple(name for name, _ in classes))
        facts[class_] = p.Fact(class_, letters, p.Scored("class", without), _text())
    facts["scorecard_agreed"] = p.Fact("scorecard_agreed", YES_NO, p.Scored("agreed"), _text())
    return p.Scorecard(rng.random() < 0.5, tuple(criteria), classes)


def _derived(
    rng: random.Random,
    name: str,
    names: _Names,
    records: Mapping[str, p.RecordKind],
    shape: Shape,
) -> p.Fact:
    match rng.randrange(6):
        case 0 | 1:
            return p.Fact(name, COUNT, p.Count("events", _where(rng)), _text())
        case 2:
            what = rng.choice(("weight", "cost"))
            type_ = COUNT if what == "weight" else Type("money", low=0)
            return p.Fact(name, type_, p.Sum(what, "events", _where(rng)), _text())
        case 3:
            operand = _number(names, 2)
            low, high = (-INFINITY, INFINITY) if shape.tame else rng.choice(
                ((-INFINITY, INFINITY), (0, 1), (0, INFINITY))
            )  # fmt: skip
            definition = p.Calculation(operand)
            return p.Fact(name, Type("number", low=low, high=high), definition, _text())
        case _:
            return p.Fact(name, YES_NO, p.Holds(condition(names, shape.depth)), _text())


def _where(rng: random.Random) -> ex.Condition:
    """A condition on an event."""
    flag, late = ex.Field("flag", YES_NO), ex.Field("late", YES_NO)
    heavy, kind = ex.Field("heavy", YES_NO), ex.Field("kind", KIND)
    having = (("worked", rng.random() < 0.5),) if rng.random() < 0.5 else ()
    told = ex.Earlier(("talks",), rng.choice((None, *MATTERS)), having)
    leaves: list[ex.Condition] = [
        ex.Compare(flag, rng.choice(EQUALITIES), _yes(rng)),
        ex.Compare(late, "=", _yes(rng)),
        ex.Compare(heavy, "=", _yes(rng)),
        ex.OneOf(kind, frozenset(rng.sample(MATTERS, rng.randint(1, 2))), rng.random() < 0.3),
        ex.OneOf(kind, ex.Parameter("p_words", WORDS), rng.random() < 0.5),
        ex.Compare(told, ">=", _constant(rng.randint(1, 2), NUMBER)),
    ]
    chosen = tuple(rng.sample(leaves, rng.randint(0, 3)))
    return rng.choice((ex.All, ex.All, ex.AnyOf, ex.NoneOf))(chosen) if chosen else ex.All(())


def _rule(rng: random.Random, name: str, names: _Names, shape: Shape) -> p.Rule:
    when = tuple(condition(names, shape.depth) for _ in range(rng.randint(1, 3)))
    excused = rng.random() < 0.4
    unless = (
        tuple(condition(names, shape.depth) for _ in range(rng.randint(1, 2))) if excused else ()
    )
    return p.Rule(
        name, _text(), rng.choice(p.GRADES), rng.choice(THEMES), rng.choice(MATTERS), None, None,
        when, unless, _text(), None, None, None, (), _text() if rng.random() < 0.1 else None,
    )  # fmt: skip


def _repair(
    rng: random.Random, rule: p.Rule, records: Mapping[str, p.RecordKind], names: _Names
) -> dict[str, p.Fact]:
    """Whether repair was tried: a count behind it, a condition, or an answer."""
    name = f"repair_tried.{rule.name}"
    if rng.random() < 0.15:
        return {name: p.Fact(name, YES_NO, p.Given(), _text())}
    if rng.random() < 0.3:
        return {name: p.Fact(name, YES_NO, p.Holds(condition(names, 1)), _text())}
    behind = f"went_on.{rule.name}"
    once = ex.Compare(ex.Fact(behind, COUNT), ">=", _constant(1, NUMBER))
    return {
        behind: p.Fact(behind, COUNT, p.Count("events", _where(rng)), _text()),
        name: p.Fact(name, YES_NO, p.Holds(once), _text()),
    }


def _verdicts(
    rng: random.Random, names: _Names, facts: Mapping[str, p.Fact], shape: Shape
) -> tuple[p.VerdictRow, ...]:
    for name, fact in facts.items():
        names.facts.setdefault(name, fact.type)
    names.counting = True
    gates = rng.sample(names.of("yes-no"), min(3, len(names.of("yes-no"))))
    rows = []
    for number in range(rng.randint(*shape.rows)):
        parts: list[ex.Condition] = [_counted(names) for _ in range(rng.randint(1, 2))]
        if gates and rng.random() < 0.6:
            parts.append(ex.Compare(rng.choice(gates), rng.choice(EQUALITIES), _yes(rng)))
        if rng.random() < 0.2:
            parts.append(_number_leaf(names))
        if rng.random() < 0.1 and gates and not names.tame:
            parts.append(ex.IsUnknown(rng.choice(gates), rng.random() < 0.5))
        rng.shuffle(parts)
        when: ex.Condition = rng.choice((ex.All, ex.All, ex.AnyOf, ex.NoneOf))(tuple(parts))
        if len(parts) > 1 and rng.random() < 0.2:
            when = ex.AtLeast(rng.randint(1, len(parts)), tuple(parts))
        rows.append(p.VerdictRow(f"verdict-{number}", _text(), _text(), _text(), when))
    rows.append(p.VerdictRow("keep", _text(), _text(), _text(), ex.ALWAYS))
    return tuple(rows)


def _counted(names: _Names) -> ex.Condition:
    rng = names.rng
    node: ex.Operand = ex.Findings(
        rng.choice((None, *p.GRADES)),
        rng.choice((None, None, *THEMES)),
        rng.choice((None, None, None, *names.rules)),
        rng.random() < 0.4,
    )
    if rng.random() < 0.15:
        other = ex.Findings(rng.choice(p.GRADES), repair_tried=rng.random() < 0.5)
        node = ex.Arithmetic(rng.choice(("+", "-", "*")), node, other, NUMBER)
    relation: ex.Relation = rng.choice((">=", ">=", ">=", *RELATIONS))
    limit: ex.Operand = _constant(rng.randint(0, 3), NUMBER)
    return ex.Compare(node, relation, rng.choice((limit, limit, ex.Parameter("p_count", NUMBER))))


def _assumed(rng: random.Random, facts: Mapping[str, p.Fact]) -> dict[str, str]:
    texts = {"yes-no": ("yes", "no"), "number": ("1", "3"), "share": ("50%",), "choice": MATTERS}
    return {
        name: rng.choice(texts[fact.type.name])
        for name, fact in facts.items()
        if fact.type.name in texts
        and fact.type.choices in ((), MATTERS)
        and fact.type.low <= 1
        and not isinstance(fact.definition, p.Scored)
        and rng.random() < 0.05
        and (fact.type.name != "number" or fact.type.high >= 3)
    }


def condition(names: _Names, depth: int) -> ex.Condition:
    """Any condition over facts."""
    rng = names.rng
    if depth and rng.random() < 0.5:
        parts = tuple(condition(names, depth - 1) for _ in range(rng.randint(1, 4)))
        if rng.random() < 0.3:
            return ex.AtLeast(rng.randint(0, len(parts)), parts)
        return rng.choice((ex.All, ex.AnyOf, ex.AnyOf, ex.NoneOf))(parts)
    return rng.choice((_number_leaf, _number_leaf, _answer_leaf, _word_leaf, _other_leaf))(names)


def _number_leaf(names: _Names) -> ex.Condition:
    rng = names.rng
    relation = rng.choice(RELATIONS)
    match rng.randrange(6):
        case 0 if shares := names.of("share"):
            right: ex.Operand = _constant(share(rng), SHARE)
            right = rng.choice((right, ex.Parameter("p_share", SHARE), rng.choice(shares)))
            return ex.Compare(rng.choice(shares), relation, right)
        case 1 if amounts := names.of("money"):
            right = ex.Constant(exactly(rng.randint(0, 9) * 100, "EUR"), MONEY)
            right = rng.choice((right, ex.Parameter("p_money", MONEY), rng.choice(amounts)))
            left = rng.choice(amounts)
            if rng.random() < 0.3:
                left = ex.Arithmetic("*", _constant(share(rng), SHARE), left, MONEY)
            return ex.Compare(left, relation, right)
        case 2 if dates := names.of("date"):
            day = ex.Constant(exactly(TODAY.toordinal() - rng.randint(-100, 300)), DATE)
            back = ex.Constant(Duration(rng.randint(0, 6), rng.randint(0, 20)), Type("duration"))
            shifted = ex.Arithmetic(rng.choice(("+", "-")), ex.AsOf(), back, DATE)
            left = rng.choice((ex.AsOf(), rng.choice(dates)))
            return ex.Compare(left, relation, rng.choice((day, shifted, rng.choice(dates))))
        case _:
            return ex.Compare(_number(names, 1), relation, _number(names, rng.choice((0, 0, 1))))


def _number(names: _Names, depth: int) -> ex.Operand:
    rng = names.rng
    if depth and rng.random() < 0.3:
        sign: ex.Sign = rng.choice(("+", "-", "*", "/"))
        return ex.Arithmetic(sign, _number(names, depth - 1), _number(names, depth - 1), NUMBER)
    facts = names.of("number")
    if depth and facts:
        return rng.choice(facts)
    constant: ex.Operand = _constant(number(rng), NUMBER)
    parameter = ex.Parameter(rng.choice(("p_count", "p_number")), NUMBER)
    return rng.choice((constant, constant, parameter, *facts[:1]))


def _answer_leaf(names: _Names) -> ex.Condition:
    rng, facts = names.rng, names.of("yes-no")
    if not facts:
        return _number_leaf(names)
    right = rng.choice((_yes(rng), _yes(rng), _yes(rng), rng.choice(facts)))
    return ex.Compare(rng.choice(facts), rng.choice(EQUALITIES), right)


def _word_leaf(names: _Names) -> ex.Condition:
    rng, facts = names.rng, names.of("choice")
    if not facts:
        return _answer_leaf(names)
    left = rng.choice(facts)
    choices = left.type.choices
    match rng.randrange(5):
        case 0:
            return ex.Compare(left, rng.choice(EQUALITIES), rng.choice(facts))
        case 1 | 2:
            constant = ex.Constant(word(rng.choice(choices)), left.type)
            return ex.Compare(left, rng.choice(EQUALITIES), constant)
        case 3:
            chosen = frozenset(rng.sample(choices, rng.randint(1, len(choices))))
            return ex.OneOf(left, chosen, rng.random() < 0.5)
        case _:
            return ex.OneOf(left, ex.Parameter("p_words", WORDS), rng.random() < 0.5)


def _other_leaf(names: _Names) -> ex.Condition:
    rng = names.rng
    anything = names.of("yes-no", "number", "share", "money", "date", "choice")
    if names.tame or not anything:
        return _answer_leaf(names)
    return ex.IsUnknown(rng.choice(anything), rng.random() < 0.5)


def _constant(value: int | Fraction, type_: Type) -> ex.Constant:
    return ex.Constant(exactly(value), type_)


def _yes(rng: random.Random) -> ex.Constant:
    return ex.Constant(rng.choice((TRUE, FALSE)), YES_NO)


def number(rng: random.Random) -> int | Fraction:
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


def share(rng: random.Random) -> int | Fraction:
    """A share, as a fraction of one."""
    return rng.choice((0, 1, Fraction(1, 2), Fraction(1, 3), Fraction(rng.randint(0, 1000), 1000)))


def random_case(rng: random.Random, policy: p.Policy, wild: bool = True) -> Case:
    """A client for any policy: answers, ranges and gaps.

    A case that is not ``wild`` answers no derived fact and has no amounts in another currency.
    """
    gap = rng.choice((0.0, 0.2, 0.5, 0.9))
    answers = {}
    for name, fact in policy.facts.items():
        derived = not isinstance(fact.definition, p.Given)
        if derived and (not wild or rng.random() > 0.06 or name.startswith(("score", "client_cl"))):
            continue
        if not derived and rng.random() < gap:
            continue
        value = random_value(rng, fact.type)
        if isinstance(value, Interval) and rng.random() < 0.1:
            value = value.hull(_as_interval(random_value(rng, fact.type)))
        if wild and fact.type.name == "money" and rng.random() < 0.02:
            value = replace(_as_interval(value), unit="USD")
        answers[name] = Answer(value, "")
    sections = {}
    for name, kind in policy.records.items():
        if rng.random() < 0.75:
            records = [random_record(rng, kind, number, gap) for number in range(_size(rng))]
            missing = rng.choice((0,) * 8 + (1, 2))
            sections[name] = Section(tuple(records), missing)
    return Case("client", "A client", TODAY, shuffled(rng, answers), shuffled(rng, sections))


def _size(rng: random.Random) -> int:
    return rng.choice((0, 0, 1, 1, 2, 3, 4, 6))


def random_record(rng: random.Random, kind: p.RecordKind, index: int, gap: float = 0.0) -> Record:
    """A record of any kind, some of its fields left open."""
    day = TODAY.toordinal() - rng.randint(-20, 500)
    fields: dict[str, Value] = {}
    for one in kind.given:
        if one.name == kind.date:
            minute = rng.choice((None, rng.randrange(1440)))
            moment = one.type.name == "moment"
            fields[one.name] = Moment(day, minute) if moment else exactly(day)
        elif not one.required and one.type.name != "text" and rng.random() < gap / 2:
            fields[one.name] = one.type.unknown(TODAY.toordinal())
        else:
            fields[one.name] = random_value(rng, one.type)
    return Record(kind.name, index, day, fields)


def random_value(rng: random.Random, type_: Type) -> Value:
    """A known value of a type, within its range."""
    match type_.name:
        case "yes-no":
            return rng.choice((TRUE, FALSE))
        case "choice":
            return word(rng.choice(type_.choices))
        case "date":
            days = exactly(TODAY.toordinal() - rng.randint(0, 400))
            if type_.open:
                return OpenDate(days, TRUE if rng.random() < 0.3 else FALSE)
            return days
        case "share":
            return exactly(share(rng))
        case "number" | "money":
            unit = "EUR" if type_.name == "money" else ""
            drawn = rng.randint(0, 9) * 100 if unit else number(rng)
            low = type_.low if not isinstance(type_.low, float) else drawn
            high = type_.high if not isinstance(type_.high, float) else drawn
            return exactly(max(low, min(high, max(low, drawn))), unit)
        case _:
            return word(rng.choice(("new-idea", "emergency", "chat", *MATTERS)))


def completed(rng: random.Random, policy: p.Policy, case: Case) -> Case:
    """The case with everything settled that it leaves open, in one of the ways that it allows.

    Criteria that do not count where they are unknown stay so: to score one changes what is counted.
    """
    card = policy.scorecard
    left_out = {one.name for one in card.criteria if one.left_out} if card else set()
    answers = {
        name: Answer(_settled(rng, answer.value, policy.facts[name].type), "")
        for name, answer in case.answers.items()
    }
    for name, fact in policy.facts.items():
        if isinstance(fact.definition, p.Given) and name not in {*answers, *left_out}:
            answers[name] = Answer(random_value(rng, fact.type), "")
    sections = {}
    for name, kind in policy.records.items():
        section = case.section(name)
        records = [
            replace(
                one,
                fields={
                    key: _settled(rng, value, kind.fields[key].type)
                    for key, value in one.fields.items()
                },
            )
            for one in section.records
        ]
        most = 3 if math.isinf(section.missing) else int(section.missing)
        for number in range(rng.randint(0, most)):
            records.append(random_record(rng, kind, len(records) + number))
        sections[name] = Section(tuple(records))
    return replace(case, answers=answers, sections=sections)


def _settled(rng: random.Random, value: Value, type_: Type) -> Value:
    match value:
        case Interval(low, high, unit) if low != high:
            ends = [end for end in (low, high) if not isinstance(end, float)]
            drawn = _as_interval(random_value(rng, type_)).low
            return exactly(rng.choice([*ends, max(low, min(high, drawn))]), unit)
        case OpenDate(days, open_) if not value.known:
            opened = rng.choice((TRUE, FALSE)) if open_ not in (TRUE, FALSE) else open_
            return OpenDate(_as_interval(_settled(rng, days, DATE)), opened)
        case Options(words) if not value.known:
            return word(rng.choice(sorted(words))) if words else random_value(rng, type_)
        case Moment(day, None):
            return Moment(day, rng.randrange(1440))
        case _ if value is not TRUE and value is not FALSE and type_.name == "yes-no":
            return rng.choice((TRUE, FALSE))
        case _:
            return value


def _as_interval(value: Value) -> Interval:
    assert isinstance(value, Interval)
    return value


def shuffled(rng: random.Random, mapping: Mapping[str, Thing]) -> dict[str, Thing]:
    """The same mapping in another order."""
    listed = list(mapping.items())
    rng.shuffle(listed)
    return dict(listed)


def reordered(rng: random.Random, policy: p.Policy) -> p.Policy:
    """The policy with its rules, parameters, and the parts of every group in another order."""
    rules = {
        name: replace(
            rule,
            when=_reordered_all(rng, rule.when),
            unless=_reordered_all(rng, rule.unless),
        )
        for name, rule in shuffled(rng, policy.rules).items()
    }
    rows = tuple(replace(row, when=_reordered(rng, row.when)) for row in policy.verdicts)
    parameters = shuffled(rng, policy.parameters)
    return replace(policy, rules=rules, verdicts=rows, parameters=parameters)


def _reordered_all(
    rng: random.Random, conditions: Sequence[ex.Condition]
) -> tuple[ex.Condition, ...]:
    parts = [_reordered(rng, one) for one in conditions]
    rng.shuffle(parts)
    return tuple(parts)


def _reordered(rng: random.Random, one: ex.Condition) -> ex.Condition:
    match one:
        case ex.All(parts) | ex.AnyOf(parts) | ex.NoneOf(parts):
            return type(one)(_reordered_all(rng, parts))
        case ex.AtLeast(count, parts):
            return ex.AtLeast(count, _reordered_all(rng, parts))
        case _:
            return one


def reordered_case(rng: random.Random, case: Case) -> Case:
    """The case with its answers, sections and records in another order."""
    sections = {}
    for name, section in shuffled(rng, case.sections).items():
        records = list(section.records)
        rng.shuffle(records)
        sections[name] = replace(section, records=tuple(records))
    return replace(case, answers=shuffled(rng, case.answers), sections=sections)
