"""A seed → policies of every shape that the language allows.

Policies are built as objects, past the loader: what the two engines must agree on is their meaning.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass

from adieu import expression as ex
from adieu import policy as p
from adieu.load.scorecard import scored_facts
from adieu.logic import INFINITY, Options, exactly
from adieu.quantities import YES_NO, Duration, Setting, Type
from support.random_conditions import (
    COUNT,
    DATE,
    EQUALITIES,
    MATTERS,
    MONEY,
    NUMBER,
    RELATIONS,
    SHARE,
    WORDS,
    Names,
    any_number,
    condition,
    constant,
    drawn_number,
    drawn_share,
    number_leaf,
    yes,
)

THEMES = ("conduct", "payment", "fit")
KIND = Type("choice", MATTERS)
QUANTITIES = ("number", "share", "money")


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


def random_policy(rng: random.Random, shape: Shape = DEFAULT) -> p.Policy:
    """A policy with a bit of everything."""
    names = Names(rng, shape.tame)
    names.parameters = _parameters(rng)
    records = _records(rng)
    facts: dict[str, p.Fact] = {}
    for number in range(rng.randint(5, 14)):
        fact = _given(rng, f"g{number}")
        facts[fact.name] = fact
        names.facts[fact.name] = fact.type
    card = _scorecard(rng, shape.tame, facts) if rng.random() < 0.3 else None
    for number in range(rng.randint(1, 8)):
        one = _derived(rng, f"d{number}", names, shape)
        facts[one.name] = one
        names.facts[one.name] = one.type
    names.facts |= {name: one.type for name, one in facts.items() if name not in names.facts}
    rules: dict[str, p.Rule] = {}
    for number in range(rng.randint(*shape.rules)):
        rule = _rule(rng, f"rule-{number}", names, shape)
        rules[rule.name] = rule
        if rng.random() < 0.8:
            facts |= _repair(rng, rule, names)
    names.rules = list(rules)
    name, sha256 = f"random-{rng.randrange(10**9)}", str(rng.random())
    rows = _verdicts(rng, names, facts, shape)
    assumed = (
        frozenset(() if shape.tame else (one for one in records if rng.random() < 0.1)),
        {} if shape.tame else _assumed(rng, facts),
    )
    names.rng = random.Random(sha256)  # so that what is drawn after a policy stays the same
    return p.Policy(
        name, "1", None, {}, sha256, {}, {}, {},
        records, facts, names.parameters, rules, rows, card, (), (), *assumed,
        _promises(names, facts, rows, shape),
    )  # fmt: skip


def _parameters(rng: random.Random) -> dict[str, p.Parameter]:
    values: dict[str, tuple[Type, Setting]] = {
        "window": (Type("duration"), Duration(months=rng.choice((3, 12, 24)))),
        "p_count": (NUMBER, exactly(rng.randint(0, 4))),
        "p_number": (NUMBER, exactly(drawn_number(rng))),
        "p_share": (SHARE, exactly(drawn_share(rng))),
        "p_money": (MONEY, exactly(rng.randint(0, 9) * 100, "EUR")),
        "p_words": (WORDS, Options(frozenset(rng.sample(MATTERS, rng.randint(0, 3))))),
    }
    listed = list(values.items())
    rng.shuffle(listed)
    return {name: p.Parameter(name, type_, value, {}, {}) for name, (type_, value) in listed}


def _records(rng: random.Random) -> dict[str, p.RecordKind]:
    def kind(
        name: str, windowed: bool, given: dict[str, Type], **whens: ex.Condition
    ) -> p.RecordKind:
        fields = {one: p.RecordField(one, type_, {}) for one, type_ in given.items()}
        fields |= {one: p.RecordField(one, YES_NO, {}, when=when) for one, when in whens.items()}
        return p.RecordKind(name, "date", windowed, {}, {}, fields)

    closed, weight = ex.Field("closed", Type("date", open=True)), ex.Field("weight", COUNT)
    late: ex.Condition = ex.AnyOf(
        (
            ex.Compare(closed, ">", ex.Field("date", DATE)),
            ex.All((ex.IsOpen(closed), ex.Compare(ex.AsOf(), ">", ex.Field("date", DATE)))),
        )
    )
    heavy = ex.Compare(weight, rng.choice((">=", ">")), constant(rng.randint(0, 5), NUMBER))
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
    return p.Fact(name, type_, p.Given(), {})


def _scorecard(rng: random.Random, tame: bool, facts: dict[str, p.Fact]) -> p.Scorecard:
    criteria = []
    for number in range(rng.randint(1, 4)):
        name = f"criterion{number}"
        facts[name] = p.Fact(name, Type("number", low=1, high=5), p.Given(), {})
        left_out = not tame and rng.random() < 0.3
        criteria.append(p.Criterion(name, rng.randint(1, 3), left_out, rng.random() < 0.3, {}, {}))
    classes = (("A", 75), ("B", 50), ("C", 25), ("D", 0))
    facts |= scored_facts(tuple(name for name, _ in classes))
    return p.Scorecard(rng.random() < 0.5, tuple(criteria), classes)


def _derived(
    rng: random.Random,
    name: str,
    names: Names,
    shape: Shape,
) -> p.Fact:
    match rng.randrange(6):
        case 0 | 1:
            return p.Fact(name, COUNT, p.Count("events", _where(rng)), {})
        case 2:
            what = rng.choice(("weight", "cost"))
            type_ = COUNT if what == "weight" else Type("money", low=0)
            return p.Fact(name, type_, p.Sum(what, "events", _where(rng)), {})
        case 3:
            operand = any_number(names, 2)
            low, high = (-INFINITY, INFINITY) if shape.tame else rng.choice(
                ((-INFINITY, INFINITY), (0, 1), (0, INFINITY))
            )  # fmt: skip
            definition = p.Calculation(operand)
            return p.Fact(name, Type("number", low=low, high=high), definition, {})
        case _:
            return p.Fact(name, YES_NO, p.Holds(condition(names, shape.depth)), {})


def _where(rng: random.Random) -> ex.Condition:
    """A condition on an event."""
    flag, late = ex.Field("flag", YES_NO), ex.Field("late", YES_NO)
    heavy, kind = ex.Field("heavy", YES_NO), ex.Field("kind", KIND)
    having = (("worked", rng.random() < 0.5),) if rng.random() < 0.5 else ()
    told = ex.Earlier(("talks",), rng.choice((None, *MATTERS)), having)
    leaves: list[ex.Condition] = [
        ex.Compare(flag, rng.choice(EQUALITIES), yes(rng)),
        ex.Compare(late, "=", yes(rng)),
        ex.Compare(heavy, "=", yes(rng)),
        ex.OneOf(kind, frozenset(rng.sample(MATTERS, rng.randint(1, 2))), rng.random() < 0.3),
        ex.OneOf(kind, ex.Parameter("p_words", WORDS), rng.random() < 0.5),
        ex.Compare(told, ">=", constant(rng.randint(1, 2), NUMBER)),
    ]
    chosen = tuple(rng.sample(leaves, rng.randint(0, 3)))
    return rng.choice((ex.All, ex.All, ex.AnyOf, ex.NoneOf))(chosen) if chosen else ex.All(())


def _rule(rng: random.Random, name: str, names: Names, shape: Shape) -> p.Rule:
    when = tuple(condition(names, shape.depth) for _ in range(rng.randint(1, 3)))
    excused = rng.random() < 0.4
    unless = (
        tuple(condition(names, shape.depth) for _ in range(rng.randint(1, 2))) if excused else ()
    )
    return p.Rule(
        name, {}, rng.choice(p.GRADES), rng.choice(THEMES), rng.choice(MATTERS), None, None,
        when, unless, {}, None, None, None, (), {} if rng.random() < 0.1 else None,
    )  # fmt: skip


def _repair(rng: random.Random, rule: p.Rule, names: Names) -> dict[str, p.Fact]:
    """Whether repair was tried: a count behind it, a condition, or an answer."""
    name = f"repair_tried.{rule.name}"
    if rng.random() < 0.15:
        return {name: p.Fact(name, YES_NO, p.Given(), {})}
    if rng.random() < 0.3:
        return {name: p.Fact(name, YES_NO, p.Holds(condition(names, 1)), {})}
    behind = f"went_on.{rule.name}"
    once = ex.Compare(ex.Fact(behind, COUNT), ">=", constant(1, NUMBER))
    return {
        behind: p.Fact(behind, COUNT, p.Count("events", _where(rng)), {}),
        name: p.Fact(name, YES_NO, p.Holds(once), {}),
    }


def _verdicts(
    rng: random.Random, names: Names, facts: Mapping[str, p.Fact], shape: Shape
) -> tuple[p.VerdictRow, ...]:
    for name, fact in facts.items():
        names.facts.setdefault(name, fact.type)
    names.counting = True
    gates = rng.sample(names.of("yes-no"), min(3, len(names.of("yes-no"))))
    rows = []
    for number in range(rng.randint(*shape.rows)):
        parts: list[ex.Condition] = [_counted(names) for _ in range(rng.randint(1, 2))]
        if gates and rng.random() < 0.6:
            parts.append(ex.Compare(rng.choice(gates), rng.choice(EQUALITIES), yes(rng)))
        if rng.random() < 0.2:
            parts.append(number_leaf(names))
        if rng.random() < 0.1 and gates and not names.tame:
            parts.append(ex.IsUnknown(rng.choice(gates), rng.random() < 0.5))
        rng.shuffle(parts)
        when: ex.Condition = rng.choice((ex.All, ex.All, ex.AnyOf, ex.NoneOf))(tuple(parts))
        if len(parts) > 1 and rng.random() < 0.2:
            when = ex.AtLeast(rng.randint(1, len(parts)), tuple(parts))
        rows.append(p.VerdictRow(f"verdict-{number}", {}, {}, {}, when))
    rows.append(p.VerdictRow("keep", {}, {}, {}, ex.ALWAYS))
    return tuple(rows)


def _counted(names: Names) -> ex.Condition:
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
    limit: ex.Operand = constant(rng.randint(0, 3), NUMBER)
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


def _promises(
    names: Names,
    facts: Mapping[str, p.Fact],
    rows: tuple[p.VerdictRow, ...],
    shape: Shape,
) -> tuple[p.Promise, ...]:
    """Promises of every kind, most of which the policy will break."""
    rng = names.rng
    answered = [
        name
        for name, fact in facts.items()
        if not isinstance(fact.definition, p.Calculation | p.Scored)
        and not name.startswith("went_on.")
    ]
    ordered = [one for one in answered if facts[one].type.name in ("yes-no", *QUANTITIES)]
    verdicts = [row.verdict for row in rows]

    def claim() -> p.Claim:
        of_facts = condition(names, shape.depth) if rng.random() < 0.4 else ex.ALWAYS
        some = tuple(rng.sample(verdicts, rng.randint(1, max(1, len(verdicts) - 1))))
        kind = rng.randrange(4)
        if kind < 2:
            when = _counted(names) if rng.random() < 0.6 else of_facts
            return (p.Excludes, p.Assures)[kind](when, some)
        if kind == 2 and ordered:
            return p.Monotone(of_facts, rng.choice(ordered), rng.choice(("milder", "harsher")))
        return p.Independent(of_facts, tuple(rng.sample(answered, rng.randint(1, 2))))

    return tuple(p.Promise(f"promise-{one}", {}, claim()) for one in range(rng.randint(0, 3)))
