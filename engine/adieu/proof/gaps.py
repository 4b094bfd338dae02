"""What a client's file may leave open → symbols for it: facts and fields that may be known in part.

``inputs`` stands for clients of whom every question was answered; here nothing need be.  Each fact
is taken by itself, which allows more than there is: what holds of all of these holds of everybody.
"""

from __future__ import annotations

import z3

from adieu import expression as ex
from adieu import policy as p
from adieu.proof import logic
from adieu.proof import terms as t
from adieu.proof.diff.fields import LAST_MINUTE, MOST_WORDS, RecordFields
from adieu.proof.diff.meaning import Meaning
from adieu.proof.inputs import LAST_DAY, Variable, is_input, is_score, variable
from adieu.proof.terms import Formula, Pair, Symbol
from adieu.proof.world import World


class AnyGaps:
    """Every client, whatever is known of him; two policies that are compared share it.

    A derived fact may be answered as well, as far as what it is derived from allows; those that are
    ``given`` are answered in any case.
    """

    def __init__(self, given: frozenset[str], givable: frozenset[str]) -> None:
        self.given, self.givable = given, givable
        self.codes = t.Codes()
        self.constraints: list[Formula] = []
        self.variables: dict[str, Variable] = {}
        self.as_of = z3.Int("as of")
        self.constraints += [self.as_of >= 1, self.as_of <= LAST_DAY]
        self._symbols: dict[str, Symbol] = {}
        self._counted: dict[str, int] = {}
        self._truths: dict[str, Pair] = {}

    def symbol(self, fact: p.Fact) -> Symbol | None:
        """The symbol of a fact that a file gives or records count; nothing for a derived one."""
        if not is_input(fact) and fact.name not in self.given:
            return None
        if fact.name not in self._symbols:
            self._symbols[fact.name] = self._new(fact)
        return self._symbols[fact.name]

    def count(self, name: str, meaning: int) -> None:
        """Note which records a fact counts, or sums up.

        Raises:
            Beyond: where it counts others under another policy.
        """
        if self._counted.setdefault(name, meaning) != meaning:
            raise t.Beyond(f"{name}, which is counted in two ways")

    def _new(self, fact: p.Fact) -> Symbol:
        name, type_ = fact.name, fact.type
        counted = isinstance(fact.definition, p.Count | p.Sum) and name not in self.given
        whole = isinstance(fact.definition, p.Count) or is_score(type_)
        if not counted or _counts_all(fact):
            known = z3.Bool(f"{name}?")
            return variable(name, type_, known, whole, self.codes, self.constraints)[0]
        sort = z3.Int if whole else z3.Real
        low, high, bounded = sort(f"{name}<"), sort(f"{name}>"), z3.Bool(f"{name}|")
        for end in (low, high):
            if not isinstance(type_.low, float):
                self.constraints.append(end >= t.number(type_.low))
            if not isinstance(type_.high, float):
                self.constraints.append(end <= t.number(type_.high))
        self.constraints.append(high >= low)
        finite = bounded if isinstance(type_.high, float) else True
        return t.Range(low, high, not isinstance(type_.low, float) or bounded, finite)

    def truth(self, name: str) -> Pair:
        """A truth that may be anything, by its name."""
        if name not in self._truths:
            yes, no = z3.Bool(f"{name}=yes"), z3.Bool(f"{name}=no")
            self.constraints.append(t.neg(t.conj((yes, no))))
            self._truths[name] = Pair(yes, no)
        return self._truths[name]


def _counts_all(fact: p.Fact) -> bool:
    """Whether every record belongs to a count, so that it is known, or no records are kept."""
    return isinstance(fact.definition, p.Count) and fact.definition.where == ex.ALWAYS


class GapsWorld(World):
    """Every client with whatever gaps, judged by one policy."""

    def __init__(self, policy: p.Policy, inputs: AnyGaps, meaning: Meaning) -> None:
        super().__init__(policy, inputs, inputs.as_of)
        self.gaps, self.meaning = inputs, meaning

    def fact(self, name: str) -> Symbol:
        """The symbol of a fact; a derived truth that is open may have been answered."""
        definition = self.policy.facts[name].definition
        if isinstance(definition, p.Count | p.Sum) and name not in self.gaps.given:
            self.gaps.count(name, self.meaning.counted(definition))
        if name not in self._facts:
            value = super().fact(name)
            if isinstance(value, Pair) and name in self.gaps.givable - self.gaps.given:
                said = self.gaps.truth(f"{name} said")
                value = Pair(
                    t.disj((value.yes, t.conj((value.open, said.yes)))),
                    t.disj((value.no, t.conj((value.open, said.no)))),
                )
            self._facts[name] = value
        return self._facts[name]

    def truth(self, condition: ex.Condition) -> Pair:
        """Whether a condition holds; a comparison that is beyond the logic may be anything."""
        parts = ex.parts_of(condition)
        match condition:
            case ex.All():
                return t.all_of(map(self.truth, parts))
            case ex.AnyOf():
                return t.any_of(map(self.truth, parts))
            case ex.NoneOf():
                return ~t.any_of(map(self.truth, parts))
            case ex.AtLeast(count):
                return t.some_of(count, [self.truth(part) for part in parts])
            case _:
                try:
                    return logic.truth(condition, self)
                except t.Beyond:
                    return self.gaps.truth(f"#{self.meaning.condition(condition)}")


class GapsRecord(RecordFields):
    """The fields of a record of which any that may be left out is perhaps not known."""

    def __init__(self, section: str, as_of: int) -> None:
        super().__init__(section, as_of, frozenset())
        self._counted: dict[ex.Earlier, t.Range] = {}

    def symbol(self, field: p.RecordField) -> Symbol:
        """The symbol of a given field."""
        type_, name = field.type, f"{self.section}.{field.name}"
        known: Formula = True if field.required else z3.Bool(f"{name}?")
        match type_.name:
            case "word" | "text":
                code = z3.Int(name)
                self.constraints += [code >= 0, code <= MOST_WORDS]
                return t.Word(code, known, None)
            case "moment":
                day, minute = z3.Int(name), z3.Int(f"{name}'")
                self.constraints += [day >= 1, day <= LAST_DAY, minute >= 0, minute <= LAST_MINUTE]
                if not field.required:
                    raise t.Beyond("a moment that may be unknown")
                return t.Instant(day, minute, z3.Bool(f"{name}'?"))
            case "date":
                return self._date(field, name, known)
            case _:
                return variable(name, type_, known, False, self.codes, self.constraints)[0]

    def _date(self, field: p.RecordField, name: str, known: Formula) -> Symbol:
        day = z3.Int(name)
        self.constraints += [day >= 1, day <= LAST_DAY]
        if known is True:
            days = t.one(day)
        else:
            high = t.chosen(known, day, self.as_of)
            days = t.Range(t.chosen(known, day, 0), high, known, True)
        if not field.type.open:
            return days
        to_come = t.disj((z3.Bool(f"{name}'"), day > self.as_of))
        return t.OpenDay(days, Pair(t.conj((known, to_come)), t.conj((known, t.neg(to_come)))))

    def count(self, node: ex.Earlier) -> t.Range:
        """How many records are earlier than this one: any number, perhaps not known exactly."""
        if node not in self._counted:
            name = f"{self.section}>{len(self._counted)}"
            low, high = z3.Int(name), z3.Int(f"{name}'")
            self.constraints += [low >= 0, high >= low]
            self._counted[node] = t.Range(low, high, True, z3.Bool(f"{name}|"))
        return self._counted[node]
