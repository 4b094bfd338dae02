"""Two policies → a number for the meaning of each part, equal where it is plainly the same.

Parameters and derived facts are put in, negations pushed inwards, and what may stand in any order
is sorted, so that renaming and reordering leave the number as it is.  Different numbers prove
nothing: z3 has the last word then.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import assert_never

from adieu import expression as ex
from adieu import policy as p
from adieu.logic import FALSE, TRUE, Options
from adieu.quantities import Hours, Type, Weekdays

_TURNED: dict[ex.Relation, tuple[ex.Relation, bool]] = {
    ">=": (">=", False), ">": (">", False), "<=": (">=", True), "<": (">", True),
    "=": ("=", False), "!=": ("!=", False),
}  # fmt: skip
"""Each relation as one of four, and whether its sides change places."""


class Meanings:
    """Numbers for meanings; policies that are compared share them."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}

    def of(self, *parts: Hashable) -> int:
        """The number of a node."""
        return self._numbers.setdefault(parts, len(self._numbers))

    def group(self, name: str, parts: Iterable[int]) -> int:
        """Parts that may stand in any order and as often as one likes."""
        listed = tuple(sorted(set(parts)))
        return listed[0] if len(listed) == 1 else self.of(name, listed)


class Meaning:
    """What the parts of one policy mean."""

    def __init__(self, policy: p.Policy, meanings: Meanings) -> None:
        self.policy, self.meanings = policy, meanings
        self._facts: dict[str, int] = {}
        self._rules: dict[str, int] = {}

    def verdict(self) -> int:
        """Which clients get which verdict."""
        rows = ((row.verdict, self.condition(row.when)) for row in self.policy.verdicts)
        return self.meanings.of("verdicts", tuple(rows))

    def rule(self, rule: p.Rule) -> int:
        """For which clients a rule is found."""
        if rule.name not in self._rules:
            when = self.condition(ex.All(rule.when))
            unless = self.condition(ex.All(rule.unless)) if rule.unless else None
            self._rules[rule.name] = self.meanings.of("rule", when, unless)
        return self._rules[rule.name]

    def fact(self, name: str) -> int:
        """What a fact says of a client."""
        if name not in self._facts:
            told = self._fact(self.policy.facts[name])
            assumed = self.policy.assumed_facts.get(name)
            if assumed is not None:
                told = self.meanings.of("assumed", assumed, told)
            self._facts[name] = told
        return self._facts[name]

    def counted(self, definition: p.Count | p.Sum) -> int:
        """Which records a count counts, or a sum sums up."""
        kind = self.policy.records[definition.section]
        window = self.policy.settings.get("window") if kind.windowed else None
        where = self.condition(definition.where, kind)
        dated = kind.date, _plain(kind.fields[kind.date].type)
        what: Hashable = None
        if isinstance(definition, p.Sum):
            what = definition.field, _plain(kind.fields[definition.field].type)
        return self.meanings.of("counted", what, kind.name, dated, window, where)

    def _fact(self, fact: p.Fact) -> int:
        of = self.meanings.of
        match fact.definition:
            case p.Given():
                return of("given", fact.name, _plain(fact.type))
            case p.Count() | p.Sum():
                return of("count", self.counted(fact.definition), _plain(fact.type))
            case p.Calculation(operand):
                return of("value", self.operand(operand, None), fact.type.low, fact.type.high)
            case p.Holds(condition):
                return self.condition(condition)
            case p.Scored(what, without_opinions):
                return of("scored", what, without_opinions, self._card())
            case _:
                assert_never(fact.definition)

    def _card(self) -> Hashable:
        card = self.policy.scorecard
        assert card is not None
        criteria = (
            (one.name, one.weight, one.left_out, one.opinion) for one in card.criteria if one.weight
        )
        return card.agreed, tuple(sorted(criteria)), card.classes

    def condition(
        self, condition: ex.Condition, kind: p.RecordKind | None = None, turned: bool = False
    ) -> int:
        """What a condition says; ``turned``: what its opposite says."""
        of, group = self.meanings.of, self.meanings.group
        match condition:
            case ex.Compare():
                return self._compared(condition, kind, turned)
            case ex.OneOf(left, words, negated):
                allowed = words if isinstance(words, frozenset) else self._words(words)
                return self._among(self.operand(left, kind), allowed, negated != turned)
            case ex.IsUnknown(left, negated):
                return of("unknown", self.operand(left, kind), negated != turned)
            case ex.IsOpen(left, negated):
                return of("open", self.operand(left, kind), negated != turned)
            case ex.Within(left, hours, days, negated):
                span, week = self.policy.settings[hours.name], self.policy.settings[days.name]
                assert isinstance(span, Hours)
                assert isinstance(week, Weekdays)
                listed = tuple(sorted(week.days))
                return of("within", self.operand(left, kind), span, listed, negated != turned)
            case ex.All(parts) | ex.AnyOf(parts):
                every = isinstance(condition, ex.All) != turned
                told = self._flat(parts, kind, turned, every)
                return group("all" if every else "any", told)
            case ex.NoneOf(parts):
                return self.condition(ex.AnyOf(parts), kind, not turned)
            case ex.AtLeast(count, parts):
                needed = len(parts) - count + 1 if turned else count
                if needed in (1, len(parts)):
                    same = ex.AnyOf(parts) if count == 1 else ex.All(parts)
                    return self.condition(same, kind, turned)
                every_part = (self.condition(one, kind, turned) for one in parts)
                return of("at least", needed, tuple(sorted(every_part)))
            case _:
                assert_never(condition)

    def _flat(
        self, parts: Iterable[ex.Condition], kind: p.RecordKind | None, turned: bool, every: bool
    ) -> Iterable[int]:
        """The parts of a group, those of a group of the same sort inside it among them."""
        for one in parts:
            match one:
                case ex.All(inner) if every != turned:
                    yield from self._flat(inner, kind, turned, every)
                case ex.AnyOf(inner) if every == turned:
                    yield from self._flat(inner, kind, turned, every)
                case ex.NoneOf(inner) if every != turned:
                    yield from self._flat(inner, kind, not turned, every)
                case _:
                    yield self.condition(one, kind, turned)

    def _compared(self, one: ex.Compare, kind: p.RecordKind | None, turned: bool) -> int:
        right = one.right.value if isinstance(one.right, ex.Constant) else None
        if right is TRUE or right is FALSE:
            holds = (one.relation == "=") == (right is TRUE)
            return self._said(one.left, kind, turned == holds)
        left, other = self.operand(one.left, kind), self.operand(one.right, kind)
        words = self._constant(one.right)
        if isinstance(words, Options) and words.known and one.relation in ("=", "!="):
            return self._among(left, words.words or frozenset(), (one.relation == "!=") != turned)
        if one.left.type.open or one.right.type.open:
            # An open date fulfils no comparison, nor its opposite.
            return self.meanings.of("dates", one.relation, left, other, turned)
        relation, swapped = _TURNED[one.relation]
        if swapped:
            left, other = other, left
        match relation:
            case "=" | "!=":
                named = "=" if (relation == "=") != turned else "!="
                return self.meanings.of(named, tuple(sorted((left, other))))
            case _ if turned:
                return self.meanings.of(">" if relation == ">=" else ">=", other, left)
            case _:
                return self.meanings.of(relation, left, other)

    def _said(self, operand: ex.Operand, kind: p.RecordKind | None, turned: bool) -> int:
        """That something is so; ``turned``: that it is not."""
        when: ex.Condition | None = None
        if isinstance(operand, ex.Field) and kind is not None:
            when = kind.fields[operand.name].when
        elif isinstance(operand, ex.Fact) and operand.name not in self.policy.assumed_facts:
            definition = self.policy.facts[operand.name].definition
            if isinstance(definition, p.Holds):
                when, kind = definition.condition, None
        if when is not None:
            return self.condition(when, kind, turned)
        return self.meanings.of("no" if turned else "yes", self.operand(operand, kind))

    def _among(self, left: int, words: frozenset[str], turned: bool) -> int:
        return self.meanings.of("not among" if turned else "among", left, tuple(sorted(words)))

    def operand(self, operand: ex.Operand, kind: p.RecordKind | None) -> int:
        """What an operand stands for."""
        of = self.meanings.of
        match operand:
            case ex.Constant() | ex.Parameter():
                value = self._constant(operand)
                if isinstance(value, Options):
                    return of("words", tuple(sorted(value.words or ())))
                return of("constant", value)
            case ex.Fact(name):
                return self.fact(name)
            case ex.Field(name):
                assert kind is not None
                field = kind.fields[name]
                if field.when is not None:
                    return self.condition(field.when, kind)
                return of("field", name, _plain(field.type))
            case ex.AsOf():
                return of("as of")
            case ex.Arithmetic(sign, left, right):
                sides = self.operand(left, kind), self.operand(right, kind)
                return of(sign, tuple(sorted(sides)) if sign in "+*" else sides)
            case ex.Earlier(sections, about, having):
                return of("earlier", tuple(sorted(sections)), about, tuple(sorted(having)))
            case ex.Findings():
                return of("findings", tuple(sorted(self._found(operand))))
            case _:
                assert_never(operand)

    def _found(self, node: ex.Findings) -> Iterable[int]:
        for rule in self.policy.fitting(node):
            tried = self.policy.repair_fact(rule) if node.repair_tried else None
            if node.repair_tried and tried is None:
                continue
            yield self.meanings.of("found", self.rule(rule), tried and self._tried(tried))

    def _tried(self, fact: p.Fact) -> int:
        return self._said(ex.Fact(fact.name, fact.type), None, False)

    def _constant(self, operand: ex.Operand) -> Hashable:
        match operand:
            case ex.Constant(value):
                return value
            case ex.Parameter(name):
                return self.policy.settings[name]
            case _:
                return None

    def _words(self, parameter: ex.Parameter) -> frozenset[str]:
        setting = self.policy.settings[parameter.name]
        assert isinstance(setting, Options)
        return setting.words or frozenset()


def _plain(type_: Type) -> Hashable:
    """A type, whatever the order of its choices."""
    return type_.name, tuple(sorted(type_.choices)), type_.low, type_.high, type_.open
