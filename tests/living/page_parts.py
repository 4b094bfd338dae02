"""Pages with few examples → whole, or with another text in every place where one can stand."""

from __future__ import annotations

from functools import cache
from typing import TypeVar, cast

from msgspec import Struct
from msgspec.structs import fields, replace

from adieu.language import Language
from adieu.living.page import model as m
from adieu.living.page.page import Known, page_of
from adieu.load.policy import load_policy
from living.pages import scenarios_of
from support.examples import ROOT

HOUSE = load_policy(ROOT / "rules")
TAGS = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "nav", "ul", "ol", "li", "p",
    "h1", "h2", "h3", "h4", "h5", "strong", "em", "b", "i", "br", "code", "div", "form", "label",
    "input", "main", "section", "article", "dl", "dt", "dd", "span", "table", "caption", "thead",
    "tbody", "tr", "th", "td", "details", "summary", "pre", "figure", "footer", "script",
}  # fmt: skip
PICTURE = {"svg", "desc", "g", "rect", "line", "path", "circle", "text"}
MIND = """\
@rule:changes-mind
Feature: Changing one's mind
  Why this matters, *in short*.

  Background:
    Given the client pays a fixed price

  Rule: Three is too many

    Scenario Outline: How often
      Given a client who changed their mind <times> times
      And nothing else happened
      When the client is reviewed
      Then "changes-mind" is <outcome>

      Examples:
        | times | outcome   |
        | 2     | not found |
        | 3     | found     |
        | 4     | not found |

    @to-confirm
    Scenario: By the hour
      Given a client who changed their mind 7 times
      And the client pays by the hour
      When the client is reviewed
      Then "changes-mind" is undetermined
"""
MIND_NL = """\
# language: nl
@rule:changes-mind
Functionaliteit: Van gedachten veranderen
  Scenario: Drie keer
    Gegeven een klant die 3 keer van gedachten veranderde
    En de klant betaalt een vaste prijs
    Als de klant wordt beoordeeld
    Dan is "changes-mind" vastgesteld
"""


def page(text: str = MIND, language: Language = "en", known: Known | None = None) -> m.Page:
    """The page of the house policy with the scenarios of a text."""
    return page_of(HOUSE, scenarios_of(HOUSE, text), language, known or Known())


def rule(told: m.Page, name: str) -> m.Rule:
    """What a page says of a rule."""
    return next(one for _, rules in told.rules for one in rules if one.name == name)


CLIENT = m.ToldClient("x", (("x", "x"),), "x", ("x",))
Noun = TypeVar("Noun")
KEPT = {
    "language", "others", "anchor", "href", "subject_href", "required_href", "name", "status",
    "fate", "grade", "outcome", "outcomes",
}  # fmt: skip
"""What no file can fill with a text of its own: anchors, languages, kinds."""


def poisoned(noun: Noun, text: str, kept: frozenset[str] = frozenset()) -> Noun:
    """The same with a text in the place of every text, at any depth, save in some fields."""
    if isinstance(noun, str):
        return cast(Noun, text)
    if isinstance(noun, tuple):
        return cast(Noun, tuple(poisoned(one, text, kept) for one in noun))
    if isinstance(noun, Struct):
        changes = {
            one.name: poisoned(getattr(noun, one.name), text, kept)
            for one in fields(noun)
            if one.name not in KEPT | kept
        }
        return cast(Noun, replace(noun, **changes))
    return noun


@cache
def rich() -> m.Page:
    """A page with one thing of every kind."""
    told = page()
    rules = next(rules for _, rules in told.rules if any(one.scales for one in rules))
    mind = rule(told, "changes-mind")
    assert told.classes is not None
    return replace(
        told,
        verdicts=told.verdicts[:2], gates=told.gates[:1], rules=(("x", (mind, rules[0])),),
        classes=replace(told.classes, criteria=told.classes.criteria[:1]), plan=told.plan[:1],
        promises=told.promises[:1], parameters=told.parameters[:1], kinds=told.kinds[:1],
        entries=tuple((title, entries[:1]) for title, entries in told.entries),
        since=m.Since(
            "x", "x", ("x",), (m.Change("x", "x", "x", CLIENT),),
            (m.RuleChange("x", "", "x", (CLIENT,)),), (m.Shift("x", "x", "x", "x"),), "x", ("x",),
        ),
    )  # fmt: skip
