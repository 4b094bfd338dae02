"""A condition as it stands + a language → a line: what was asked, found and required."""

from __future__ import annotations

from typing import assert_never

from adieu import expression as ex
from adieu import language as lang
from adieu import policy as p
from adieu.evaluate import measure
from adieu.explain.checked import Checked
from adieu.facts import Facts
from adieu.language import Filling, Text
from adieu.logic import UNKNOWN, Interval, Value
from adieu.narrative import Evidence, Line
from adieu.quantities import Duration, Type
from adieu.tell.records import evidence_of
from adieu.tell.values import Words


def line(checked: Checked, facts: Facts, words: Words) -> Line:
    """A checked condition in words."""
    teller = _Teller(facts, words)
    condition = checked.condition
    left = ex.operands_of(condition)[0]
    required = teller.required(condition)
    about = teller.name(left)
    text = words.say("detail", label=Filling(about), value=Filling(required))
    if checked.alternative:
        text = words.say("one-is-enough", text=Filling(text))
        about = words.say("one-is-enough", text=Filling(about))
    evidence: tuple[Evidence, ...] = tuple(
        evidence_of(facts.policy, record, belongs, words) for record, belongs in checked.evidence
    )
    opinion = any(
        isinstance(one, ex.Fact) and facts.policy.facts[one.name].opinion
        for one in ex.walk(condition)
    )
    return Line(
        text,
        about,
        checked.truth.word,
        words.say("unknown-yet") if checked.truth is UNKNOWN else words.truth(checked.truth),
        teller.actual(condition),
        required,
        evidence,
        opinion,
    )


def subject(checked: Checked, facts: Facts, words: Words) -> str:
    """What a checked condition is about."""
    return _Teller(facts, words).name(ex.operands_of(checked.condition)[0])


def fact_label(policy: p.Policy, name: str, words: Words) -> str:
    """What a fact is called."""
    fact = policy.facts[name]
    if fact.rule is not None:
        title = policy.rules[fact.rule].title[words.language]
        return words.say("fact.repair-tried", rule=title)
    if isinstance(fact.definition, p.Scored):
        return words.say(f"fact.{name}")
    return fact.label[words.language]


class _Teller:
    """Puts operands and what is required of them into words."""

    def __init__(self, facts: Facts, words: Words) -> None:
        self.facts, self.words, self.policy = facts, words, facts.policy

    def value(self, operand: ex.Operand) -> Value | Duration:
        """What an operand amounts to for this client."""
        return measure(operand, self.facts.scope())

    def name(self, operand: ex.Operand) -> str:
        """What an operand is called."""
        match operand:
            case ex.Fact(name):
                return fact_label(self.policy, name, self.words)
            case ex.Parameter(name, type_):
                setting = self.policy.settings[name]
                return self.words.setting(setting, type_)
            case ex.Constant(value, type_):
                return self.words.value(value, type_, self.choices(operand))
            case ex.AsOf():
                return self.words.say("review-date")
            case ex.Arithmetic(sign, left, right):
                return self.calculation(sign, left, right)
            case ex.Field(name):
                return name
            case ex.Earlier() | ex.Findings():
                return ""
            case _:
                assert_never(operand)

    def calculation(self, sign: ex.Sign, left: ex.Operand, right: ex.Operand) -> str:
        """A calculation in words; a share of something reads as such."""
        if sign == "*" and isinstance(right, ex.Parameter | ex.Constant):
            left, right = right, left
        if sign == "*" and left.type.name == "share" and not isinstance(left, ex.Fact):
            return self.words.say("share-of", share=self.name(left), what=self.name(right))
        key = {"+": "plus", "-": "less", "*": "times", "/": "divided-by"}[sign]
        return self.words.say(key, left=self.name(left), right=self.name(right))

    def choices(self, operand: ex.Operand) -> dict[str, Text]:
        """The words of the choice that a constant is one of."""
        for fact in self.policy.facts.values():
            if fact.type == operand.type and fact.choices:
                return dict(fact.choices)
        return {}

    def actual(self, condition: ex.Condition) -> str:
        """What was found."""
        left = ex.operands_of(condition)[0]
        value = self.value(left)
        places = None
        if isinstance(condition, ex.Compare):
            right = self.value(condition.right)
            if isinstance(value, Interval) and isinstance(right, Interval):
                places = self.words.apart(value, right, _shown(left.type), _shown(left.type))
        return self.words.value(value, _shown(left.type), self.choices_of(left), places)

    def choices_of(self, operand: ex.Operand) -> dict[str, Text]:
        """The words of a fact that is a choice."""
        if isinstance(operand, ex.Fact):
            return dict(self.policy.facts[operand.name].choices)
        return {}

    def required(self, condition: ex.Condition) -> str:
        """What was required."""
        match condition:
            case ex.Compare(left, relation, right):
                return self.relation(left, relation, right)
            case ex.OneOf(left, words, negated):
                listed = self.listed(left, words)
                return self.words.say("not-one-of" if negated else "one-of", words=listed)
            case ex.IsUnknown(_, negated):
                return self.words.say("known" if negated else "unknown")
            case ex.IsOpen(_, negated):
                return self.words.say("not-open" if negated else "open")
            case ex.Within() | ex.All() | ex.AnyOf() | ex.NoneOf() | ex.AtLeast():
                return ""
            case _:
                assert_never(condition)

    def listed(self, left: ex.Operand, words: frozenset[str] | ex.Parameter) -> str:
        """The words of which one is, or is not, required."""
        if isinstance(words, ex.Parameter):
            return self.words.setting(self.policy.settings[words.name], Type("words"))
        texts, language = self.choices_of(left), self.words.language
        shown = [texts[one][language] if one in texts else one for one in sorted(words)]
        return lang.listing(language, shown, "or")

    def relation(self, left: ex.Operand, relation: ex.Relation, right: ex.Operand) -> str:
        """A relation and what stands on its right."""
        if left.type.name in ("yes-no", "choice"):
            said = self.words.value(self.value(right), left.type, self.choices_of(left))
            return said if relation == "=" else self.words.say("is-not", value=said)
        amount = self.value(right)
        type_ = _shown(left.type)
        said = self.words.value(amount, type_, self.choices_of(left))
        if isinstance(right, ex.Fact | ex.Arithmetic):
            known = not isinstance(amount, Interval) or amount.known
            name = self.name(right)
            said = self.words.say("amounting-to", what=name, value=said) if known else name
        dates = left.type.name in ("date", "moment")
        key = {
            ">=": "at-least",
            ">": "after" if dates else "more-than",
            "<=": "at-most",
            "<": "before" if dates else "less-than",
            "=": "exactly",
            "!=": "other-than",
        }[relation]
        return self.words.say(key, value=said)


def _shown(type_: Type) -> Type:
    """A type without its range, so that a bound of the range still prints as a number."""
    return type_ if type_.unit != "ratio" else Type("number")
