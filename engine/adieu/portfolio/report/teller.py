"""A policy + a language → words for what a portfolio's rows and sums hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct

from adieu import language as lang
from adieu.case import Case
from adieu.facts import Facts
from adieu.language import Filling, Language, Text
from adieu.logic import Interval, Value
from adieu.policy import GRADES, Policy
from adieu.portfolio.report.document import Cell, Link
from adieu.portfolio.report.settling import facts_of
from adieu.portfolio.report.what_if import Tally
from adieu.portfolio.rows import Row
from adieu.quantities import Type
from adieu.tell.questions import question
from adieu.tell.values import FactFillings, Words

NO_VALUE = "\u2013"


class Teller(Struct, frozen=True):
    """Puts a portfolio into one language; ``links`` are the single reviews, by client."""

    policy: Policy
    language: Language
    links: Mapping[str, str]

    @property
    def words(self) -> Words:
        """Words for single values."""
        return Words(self.language)

    def say(self, key: str, **values: str | int | Filling) -> str:
        """An entry of the portfolio's catalogue."""
        return lang.say(self.language, f"portfolio.{key}", **values)

    def own(self, text: Text | None, otherwise: str) -> str:
        """A text of the policy, or its name where the policy has no such text."""
        return (text or {}).get(self.language) or otherwise

    def number(self, count: int | Fraction, places: int = 2) -> str:
        """A number."""
        return lang.number(self.language, count, places)

    def share(self, share: Fraction) -> str:
        """A share."""
        return lang.share(self.language, share)

    def listing(self, items: list[str], joint: str = "and") -> str:
        """Items in a row."""
        return lang.listing(self.language, items, joint)

    # What a policy calls things

    def verdict(self, name: str) -> str:
        """The title of a verdict."""
        row = self.policy.verdicts[self.policy.severity[name]]
        return self.own(row.title, name)

    def rule(self, name: str) -> str:
        """The title of a rule."""
        return self.own(self.policy.rules[name].title, name)

    def standing(self, row: Row) -> str:
        """A client's verdict, marked where it is provisional."""
        title = self.verdict(row.verdict)
        return title if row.final else self.say("service.provisional", verdict=Filling(title))

    def client(self, row: Row) -> Cell:
        """A client's name, which leads to its review where there is one."""
        path = self.links.get(row.client)
        return Link(row.name, path) if path else row.name

    def names(self, names: Sequence[str], count: int) -> Filling:
        """The first few of so many clients, and how many others there are."""
        others = count - len(names)
        told = [*names, self.say("others", count=others)] if others else [*names]
        return Filling(self.listing(told))

    def classes(self, row: Row) -> str:
        """The class, or those that are possible."""
        return self.listing(list(row.classes or ()), "or") or NO_VALUE

    def score(self, row: Row) -> str:
        """The score, or the range in which it lies."""
        if row.score is None:
            return NO_VALUE
        low, high = (self.number(Fraction(one), 1) for one in (row.score.low, row.score.high))
        return low if low == high else f"{low}\u2013{high}"

    def question(self, name: str) -> str:
        """How to ask for a fact; its name where the policy has no words for it."""
        fact = self.policy.facts[name]
        rule = self.policy.rules[fact.rule] if fact.rule is not None else None
        texts = rule.title if rule is not None else fact.question or fact.label
        if self.language not in texts:
            return name
        nobody = Row("", "", date.min, "", False, ())
        return question(facts_of(self.policy, nobody), name, self.words)

    # Values and sums

    def value(self, row: Row, fact: str) -> str:
        """The value of a fact of one client."""
        value, one = row.values.get(fact), self.policy.facts[fact]
        if value is None:
            return NO_VALUE
        if one.type.name == "money" and (found := ends(value)) and found[0] == found[1]:
            assert isinstance(value, Interval)
            return self.amount(found[0], value.unit, one.type)
        return self.words.value(value, one.type, one.choices)

    def amount(self, total: Fraction, unit: str, type_: Type) -> str:
        """One number by its type; an amount without cents where it has none."""
        said = self.words.number(total, unit, type_)
        whole = type_.name == "money" and total.denominator == 1
        return re.sub(r"[.,]00(?!\d)", "", said) if whole else said

    def sums(self, tally: Tally, fact: str) -> str:
        """A sum, in each currency that there is."""
        type_ = self.policy.facts[fact].type
        parts = [self.amount(one.total, unit, type_) for unit, one in sorted(tally.sums.items())]
        return " + ".join(parts) or NO_VALUE

    def total(self, tally: Tally, clients: int, fact: str) -> str:
        """A sum, with how many it runs over where that is not all."""
        said = self.sums(tally, fact)
        if not tally.known:
            return self.say("not_known") if clients else NO_VALUE
        if tally.known == clients:
            return said
        known, all_ = self.number(tally.known), self.number(clients)
        return self.say("partly", amount=Filling(said), known=known, clients=all_)

    # Why

    def reason(self, row: Row) -> str:
        """Why a client has its verdict, in one sentence: the weightiest finding's own."""
        if not row.findings:
            key = "reason.none-yet" if row.undetermined else "reason.none"
            return self.words.say(key, count=len(row.undetermined))
        first = min(row.findings, key=lambda name: self._weight(row, name))
        said, more = self._because(row, first), len(row.findings) - 1
        return self.say("service.more_findings", reason=Filling(said), count=more) if more else said

    def _weight(self, row: Row, name: str) -> tuple[int, int]:
        """How early a finding is told: by grade, then as the policy has it."""
        rule = self.policy.rules[name]
        return GRADES.index(rule.grade) if rule.grade in GRADES else len(
            GRADES
        ), row.findings.index(name)

    def _because(self, row: Row, name: str) -> str:
        """A rule's own sentence; its title where the row does not hold what that names."""
        rule = self.policy.rules[name]
        text = (rule.because or {}).get(self.language, "")
        named = set(lang.placeholders(text)) - {"client"} - self.policy.parameters.keys()
        if text and named <= row.values.keys():
            facts = Facts(self.policy, Case(row.client, row.name, row.as_of), row.values, {})
            return lang.fill(self.language, text, FactFillings(facts, self.words))
        return self.say("service.by_title", rule=Filling(self.rule(name)))


def ends(value: Value | None) -> tuple[Fraction, Fraction] | None:
    """The ends of a number's range, where both are known."""
    if not isinstance(value, Interval):
        return None
    if isinstance(value.low, float) or isinstance(value.high, float):
        return None
    return Fraction(value.low), Fraction(value.high)
