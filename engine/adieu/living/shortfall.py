"""An example + the review of its case → where it falls short of what is expected, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import assert_never

from msgspec import Struct

from adieu.infer import Outcome
from adieu.language import Filling, Language, listing, say
from adieu.living import steps as s
from adieu.living.example import Example
from adieu.living.holding import (
    classes_of,
    holds,
    is_near_miss,
    narrative_of,
    report_of,
    searched,
    state_of,
    value_of,
    with_changes,
)
from adieu.living.review import Review
from adieu.logic import FALSE, TRUE
from adieu.narrative import Narrative
from adieu.tell.values import Words

_MOST_NAMED, _NEAR_ENOUGH = 8, 0.5
__all__ = ["Shortfall", "Teller", "holds", "shortfalls", "surroundings"]


class Shortfall(Struct, frozen=True):
    """An expectation that does not hold: what was expected and what is, in words."""

    expectation: s.Expectation
    expected: str
    actual: str


def shortfalls(example: Example, review: Review) -> tuple[Shortfall, ...]:
    """Where a review falls short of what an example expects; nothing where all holds."""
    found = (_one(one, review, example.language) for one in example.expectations)
    return tuple(one for one in found if one is not None)


def _one(one: s.Expectation, review: Review, language: Language) -> Shortfall | None:
    if holds(one, review, language):
        return None
    told = Teller(review, language)
    return Shortfall(one, told.expected(one), told.actual(one))


class Teller(Struct, frozen=True):
    """Says in words what was expected of a review and what is."""

    review: Review
    language: Language

    def say(self, key: str, **values: str) -> str:
        """An entry of the catalogue."""
        filled = {name: Filling(value) for name, value in values.items()}
        return say(self.language, f"living.say.{key}", **filled)

    def became(self, rule: str, state: str) -> str:
        """What became of a rule."""
        outcome = say(self.language, f"living.outcome.{state}")
        return self.say("became", rule=self.rule(rule), outcome=outcome)

    def quoted(self, text: str) -> str:
        """A text in quotation marks."""
        return self.say("quoted", text=text)

    def verdicts(self, names: Iterable[str]) -> str:
        """The titles of verdicts."""
        titles = {one.verdict: one.title[self.language] for one in self.review.policy.verdicts}
        return listing(self.language, [self.quoted(titles[one]) for one in names])

    def verdict(self, review: Review) -> str:
        """The verdict, and what else is possible."""
        title = {one.verdict: one.title[self.language] for one in review.policy.verdicts}
        if review.final:
            return self.say("final", verdict=title[review.verdict])
        others = self.verdicts(one for one in review.possible if one != review.verdict)
        return self.say("provisional", verdict=title[review.verdict], verdicts=others)

    def expected(self, one: s.Expectation) -> str:
        """What was expected."""
        match one:
            case s.VerdictIs(verdict, wanted) | s.CouldBecome(verdict, wanted):
                return self.no(self.verdicts((verdict,)), wanted)
            case s.FinalIs(final):
                return self.say("is-final" if final else "is-provisional")
            case s.PossibleAre(verdicts):
                return self.verdicts(verdicts)
            case s.ReasonIs(rule, wanted):
                return self.became(rule, "reason" if wanted else "no_reason")
            case s.StateIs(rule, state):
                return self.became(rule, state)
            case s.ClassIs(classes):
                return listing(self.language, list(classes), "or")
            case s.PlanMayHave(step):
                return f"{self.quoted(self.step(step))} {self.say('may-be-in-plan')}"
            case s.PlanHas(step, wanted):
                where = self.say("in-plan" if wanted else "not-in-plan")
                return f"{self.quoted(self.step(step))} {where}"
            case s.FactIs(name, text):
                return self.value(name, None if text == "unknown" else text)
            case s.WouldBecome(verdict) | s.Offered(verdict):
                return self.verdicts((verdict,))
            case s.Asked(fact, wanted):
                key = "is-asked" if wanted else "not-asked"
                return f"{self.quoted(self.question(fact))} {self.say(key)}"
            case s.Says(text, wanted):
                return f"{self.quoted(text)} {self.say('said' if wanted else 'not-said')}"
            case _:
                assert_never(one)

    def actual(self, one: s.Expectation) -> str:
        """What is."""
        review = self.review
        match one:
            case s.VerdictIs() | s.FinalIs():
                return self.verdict(review)
            case s.CouldBecome() | s.PossibleAre():
                return self.say("possible", verdicts=self.verdicts(review.possible))
            case s.ReasonIs(rule) | s.StateIs(rule):
                about_near = isinstance(one, s.StateIs) and one.state in ("near", "not_near")
                is_near = about_near and is_near_miss(rule, review)
                return self.became(rule, "near" if is_near else state_of(rule, review))
            case s.ClassIs():
                classes = classes_of(review)
                return listing(self.language, list(classes), "or") or self.say("no-class")
            case s.PlanHas(step) | s.PlanMayHave(step):
                if review.plan[step] not in (TRUE, FALSE):
                    return self.say("plan-open")
                titles = [self.step(name) for name, truth in review.plan.items() if truth is TRUE]
                return self.say("plan", steps=", ".join(titles)) if titles else self.say("no-plan")
            case s.FactIs(name):
                return self.value(name, None, review)
            case s.WouldBecome(_, changes):
                return self.verdict(with_changes(review, changes))
            case s.Asked():
                asked = [self.question(ask.name) for ask in review.explanation.questions]
                questions = self.say("asked", questions=self.some(asked))
                return questions if asked else self.say("nothing-asked")
            case s.Offered():
                ways = [one.sentence for one in self.narrative.outlook.alternatives]
                return self.say("ways", ways=" · ".join(ways)) if ways else self.say("no-ways")
            case s.Says(text, wanted):
                near = self.nearest(text) if wanted else ""
                return self.say("nearest", text=near) if near else self.said(not wanted)
            case _:
                assert_never(one)

    def no(self, text: str, wanted: bool) -> str:
        """A text, or that it is not so."""
        return text if wanted else self.say("not-so", text=text)

    @property
    def narrative(self) -> Narrative:
        """The report as told."""
        return narrative_of(self.review, self.language)

    def rule(self, name: str) -> str:
        """The title of a rule."""
        return self.quoted(self.review.policy.rules[name].title[self.language])

    def step(self, name: str) -> str:
        """The title of a step of the plan."""
        return next(one.title[self.language] for one in self.review.policy.plan if one.name == name)

    def label(self, name: str) -> str:
        """What people call a fact."""
        fact = self.review.policy.facts.get(name)
        return (fact.label.get(self.language) or name) if fact else name

    def question(self, name: str) -> str:
        """What is asked for: a fact by its label, a field as it stands."""
        return self.label(name)

    def value(self, name: str, text: str | None, review: Review | None = None) -> str:
        """A value in words: that of a text, or that which a review has."""
        fact = self.review.policy.facts[name]
        value = fact.type.unknown()
        if text is not None:
            value = value_of(self.review.policy, name, text, self.review)
        elif review is not None:
            value = review.facts.values[name]
        return Words(self.language).value(value, fact.type, fact.choices)

    def said(self, it_is: bool) -> str:
        """That the report says something, or not."""
        return self.say("said" if it_is else "not-said")

    def some(self, names: list[str]) -> str:
        """A list, cut short where it is long."""
        left = len(names) - _MOST_NAMED
        shown = names if left < 2 else [*names[:_MOST_NAMED], self.say("more", count=str(left))]
        return ", ".join(shown)

    def nearest(self, text: str) -> str:
        """The line of the report that comes nearest to a text; nothing where none is near."""
        lines = [one.strip("#-* ") for one in report_of(self.review, self.language).splitlines()]
        wanted = searched(text)

        def closeness(line: str) -> float:
            return SequenceMatcher(None, wanted, searched(line), autojunk=False).ratio()

        near = max((one for one in lines if one), key=closeness, default="")
        return near if near and closeness(near) >= _NEAR_ENOUGH else ""


def surroundings(
    example: Example, review: Review, found: tuple[Shortfall, ...] = ()
) -> Iterator[str]:
    """What applied, what was unknown, what nearly applied, and what was taken for granted.

    Where all that was ``found`` is about rules, only what these leave open counts as unknown.
    """
    told = Teller(review, example.language)
    states = {name: state_of(name, review) for name in review.inference.outcomes}
    applied = [told.rule(name) for name, state in states.items() if state == Outcome.FOUND]
    yield told.say("applied", rules=", ".join(applied)) if applied else told.say("applied-none")
    about = [one.expectation for one in found]
    rules = {one.rule for one in about if isinstance(one, s.StateIs | s.ReasonIs)}
    only = len(rules) > 0 and all(isinstance(one, s.StateIs | s.ReasonIs) for one in about)
    open_rules = [
        name
        for name, state in states.items()
        if state == Outcome.UNDETERMINED and (name in rules or not only)
    ]
    if unknown := [told.label(one) for one in _unknown(review, open_rules)]:
        yield told.say("unknown", facts=told.some(unknown))
    if near := [told.rule(name) for name in states if is_near_miss(name, review)]:
        yield told.say("near", rules=", ".join(near))
    if example.taken:
        named = (one for one in example.taken if not one.startswith("repair_tried."))
        names = [_taken(one, told) for one in named]
        yield told.say("taken", names=", ".join(names))


def _unknown(review: Review, rules: Iterable[str]) -> list[str]:
    """The facts that keep rules undetermined and gates open."""
    from adieu.explain.unknowns import needed_for

    conditions = [
        one
        for name in rules
        for one in (*review.policy.rules[name].when, *review.policy.rules[name].unless)
    ]
    return list(needed_for(review.facts, tuple(conditions))) if conditions else []


def _taken(name: str, told: Teller) -> str:
    records = told.review.policy.records.get(name)
    if records is None:
        value = told.value(name, None, told.review)
        return told.say("taken-value", name=told.label(name), value=value)
    called = records.phrases.get(told.language, ())
    plural = called[0].text if called else records.label[told.language]
    return told.say("none-of", name=plural)
