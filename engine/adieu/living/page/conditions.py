"""A condition + a policy's words → the condition as people read it, of no client in particular.

What it is about leads to the glossary, a parameter to its meaning.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from adieu import expression as ex
from adieu import language as lang
from adieu import policy as p
from adieu.language import Filling, Text
from adieu.living.page.model import Line, Tree
from adieu.living.page.words import PageWords, capital, plain_name
from adieu.quantities import Type


class Conditions:
    """Puts conditions into words; ``section`` says which records' fields they speak of."""

    def __init__(self, words: PageWords, section: str | None = None) -> None:
        self.words, self.policy, self.section = words, words.policy, section

    def tree(self, parts: Iterable[ex.Condition], heading: str = "") -> Tree:
        """Conditions that all have to hold; their heading in the catalogue, if there is one.

        Where there are several, the heading is the one that says that all have to hold.
        """
        listed = tuple(parts)
        if len(listed) == 1 and isinstance(listed[0], ex.All):
            return self.tree(listed[0].parts, heading)
        told = tuple(map(self.part, listed))
        if heading:
            return Tree(self.words.say(heading if len(told) < 2 else f"{heading}-all"), told)
        return Tree(self.words.say("condition.all") if len(told) > 1 else "", told)

    def part(self, condition: ex.Condition) -> Line | Tree:
        """A condition as a line, a group as a tree."""
        say = self.words.say
        match condition:
            case ex.All((one,)) | ex.AnyOf((one,)):
                return self.part(one)
            case ex.All(parts):
                return Tree(say("condition.all"), tuple(map(self.part, parts)))
            case ex.AnyOf(parts):
                return Tree(say("condition.any"), tuple(map(self.part, parts)))
            case ex.NoneOf(parts):
                return Tree(say("condition.none"), tuple(map(self.part, parts)))
            case ex.AtLeast(count, parts):
                heading = say("condition.at-least", count=count)
                return Tree(heading, tuple(map(self.part, parts)))
            case ex.Compare() | ex.OneOf() | ex.IsUnknown() | ex.IsOpen() | ex.Within():
                return self.line(condition)
            case _:
                assert_never(condition)

    def line(self, condition: ex.Condition) -> Line:
        """A comparison: what it is about, and what is required."""
        left, *others = ex.operands_of(condition)
        parameters = [one.name for one in others if isinstance(one, ex.Parameter)]
        return Line(
            capital(self.name(left)),
            self.required(condition),
            self.href(left),
            f"parameter-{parameters[0]}" if len(parameters) == 1 else "",
        )

    def href(self, operand: ex.Operand) -> str:
        """Where an operand is explained."""
        match operand:
            case ex.Fact(name) if self.policy.facts[name].rule is not None:
                return "repair"
            case ex.Fact(name):
                return f"fact-{name}"
            case ex.Parameter(name):
                return f"parameter-{name}"
            case ex.Field() if self.section is not None:
                return f"records-{self.section}"
            case _:
                return ""

    # Operands

    def name(self, operand: ex.Operand) -> str:
        """What an operand is called."""
        words = self.words
        match operand:
            case ex.Fact(name):
                return words.fact(name)
            case ex.Field(name):
                return self.field_name(name)
            case ex.Parameter(name, type_):
                return words.values.setting(self.policy.settings[name], type_)
            case ex.Constant(value, type_):
                return words.values.value(value, shown(type_), {})
            case ex.AsOf():
                return words.values.say("review-date")
            case ex.Arithmetic(sign, left, right):
                return self.calculation(sign, left, right)
            case ex.Earlier():
                return self.earlier(operand)
            case ex.Findings():
                return self.findings(operand)
            case _:
                assert_never(operand)

    def field_name(self, name: str) -> str:
        """What a field is called."""
        kind = self.policy.records.get(self.section or "")
        field = kind.fields.get(name) if kind else None
        return self.words.text(field.label if field else None, plain_name(name))

    def calculation(self, sign: ex.Sign, left: ex.Operand, right: ex.Operand) -> str:
        """A calculation; a share of something reads as such."""
        if sign == "*" and isinstance(right, ex.Parameter | ex.Constant):
            left, right = right, left
        names = [Filling(self.name(left)), Filling(self.name(right))]
        if sign == "*" and left.type.name == "share" and not isinstance(left, ex.Fact):
            return self.words.values.say("share-of", share=names[0], what=names[1])
        key = {"+": "plus", "-": "less", "*": "times", "/": "divided-by"}[sign]
        return self.words.values.say(key, left=names[0], right=names[1])

    def earlier(self, one: ex.Earlier) -> str:
        """How many earlier records there are about a matter."""
        sections = [self.words.section(section) for section in one.sections]
        listed = Filling(self.words.listing(sections, "or"))
        about = self.words.say("condition.same-kind")
        if one.about is not None:
            about = self.words.matter(one.about)
        said = self.words.say("condition.earlier", sections=listed, about=Filling(about))
        having = []
        for name, wanted in one.having:
            fields = [self.policy.records[section].fields.get(name) for section in one.sections]
            field = next((each for each in fields if each is not None), None)
            label = self.words.text(field.label if field else None, plain_name(name))
            answer = self.words.values.say("yes" if wanted else "no")
            detail = self.words.values.say("detail", label=Filling(label), value=Filling(answer))
            having.append(detail)
        return f"{said} ({', '.join(having)})" if having else said

    def findings(self, one: ex.Findings) -> str:
        """How many findings there are of some sort."""
        words, sorts = self.words, []
        if one.rule is not None:
            title = Filling(words.rule(one.rule) if one.rule in self.policy.rules else one.rule)
            sorts.append(words.say("findings.rule", rule=title))
        if one.grade is not None:
            sorts.append(words.say("findings.grade", grade=Filling(words.grade(one.grade))))
        if one.theme is not None:
            sorts.append(words.say("findings.theme", theme=Filling(words.theme(one.theme))))
        if one.repair_tried:
            sorts.append(words.say("findings.repair"))
        return " ".join([words.say("findings.all"), *sorts])

    # What is required

    def required(self, condition: ex.Condition) -> str:
        """What is required of what a condition is about."""
        say = self.words.values.say
        match condition:
            case ex.Compare(left, relation, right):
                return self.relation(left, relation, right)
            case ex.OneOf(left, words, negated):
                listed = Filling(self.listed(left, words))
                return say("not-one-of" if negated else "one-of", words=listed)
            case ex.IsUnknown(_, negated):
                return say("known" if negated else "unknown")
            case ex.IsOpen(_, negated):
                return say("not-open" if negated else "open")
            case ex.Within(_, hours, days, negated):
                times = [Filling(self.name(one)) for one in (hours, days)]
                key = "condition.outside" if negated else "condition.within"
                return self.words.say(key, hours=times[0], days=times[1])
            case ex.All() | ex.AnyOf() | ex.NoneOf() | ex.AtLeast():
                return ""
            case _:
                assert_never(condition)

    def listed(self, left: ex.Operand, words: frozenset[str] | ex.Parameter) -> str:
        """The words of which one is, or is not, required."""
        if isinstance(words, ex.Parameter):
            label = self.words.text(
                self.policy.parameters[words.name].label, plain_name(words.name)
            )
            listed = self.words.values.setting(self.policy.settings[words.name], Type("words"))
            return f"{label} ({listed})"
        choices = self.choices(left)
        shown_ = [self.words.text(choices.get(one), one) for one in sorted(words)]
        return lang.listing(self.words.language, shown_, "or")

    def choices(self, operand: ex.Operand) -> dict[str, Text]:
        """The words of the choices of a fact or a field."""
        match operand:
            case ex.Fact(name):
                return dict(self.policy.facts[name].choices)
            case ex.Field(name):
                kind = self.policy.records.get(self.section or "")
                field = kind.fields.get(name) if kind else None
                return dict(field.choices) if field else {}
            case _:
                return {}

    def relation(self, left: ex.Operand, relation: ex.Relation, right: ex.Operand) -> str:
        """A relation and what stands on its right."""
        said = self.right(left, right)
        values = self.words.values
        if left.type.name in ("yes-no", "choice", "word", "text"):
            return said if relation == "=" else values.say("is-not", value=Filling(said))
        dates = left.type.name in ("date", "moment")
        key = {
            ">=": "at-least",
            ">": "after" if dates else "more-than",
            "<=": "at-most",
            "<": "before" if dates else "less-than",
            "=": "exactly",
            "!=": "other-than",
        }[relation]
        return values.say(key, value=Filling(said))

    def right(self, left: ex.Operand, right: ex.Operand) -> str:
        """What something is compared with, in the words of what it is compared with."""
        if isinstance(right, ex.Constant):
            choices = {
                name: {self.words.language: self.words.text(text, name)}
                for name, text in self.choices(left).items()
            }
            return self.words.values.value(right.value, shown(left.type), choices)
        if isinstance(right, ex.Parameter):
            return self.words.values.setting(self.policy.settings[right.name], shown(left.type))
        return self.name(right)


def shown(type_: Type) -> Type:
    """A type without its range, so that a bound of the range still prints as a number."""
    return Type(type_.name, type_.choices, unit="" if type_.unit == "ratio" else type_.unit)


def is_empty(conditions: Iterable[ex.Condition]) -> bool:
    """Whether nothing is required."""
    return all(one == ex.ALWAYS for one in conditions)


def definition(fact: p.Fact, words: PageWords) -> Tree | None:
    """What answers a fact, where a condition or a count does."""
    match fact.definition:
        case p.Count(section, where) | p.Sum(_, section, where):
            return None if where == ex.ALWAYS else Conditions(words, section).tree((where,))
        case p.Holds(condition):
            return Conditions(words).tree((condition,), "glossary.holds")
        case p.Given() | p.Calculation() | p.Scored():
            return None
        case _:
            assert_never(fact.definition)
