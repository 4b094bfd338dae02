"""A policy's facts and records → a glossary: what each is, where it comes from, who changes it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from adieu import expression as ex
from adieu import policy as p
from adieu.language import Filling
from adieu.living.page import model as m
from adieu.living.page.conditions import Conditions, definition
from adieu.living.page.parts import range_of
from adieu.living.page.words import PageWords, capital, plain_name
from adieu.quantities import Type

SOURCES = ("asked", "counted", "derived")
"""Where facts come from, in the order in which they are listed."""


def entries(words: PageWords) -> tuple[tuple[str, tuple[m.Entry, ...]], ...]:
    """The facts by where they come from, each group by name.

    Criteria and gates stand elsewhere, what was repaired is explained once for all rules.
    """
    policy = words.policy
    elsewhere = {*policy.gates, *(one.name for one in policy.scorecard.criteria)} if (
        policy.scorecard) else {*policy.gates}  # fmt: skip
    groups: dict[str, list[m.Entry]] = {}
    used = _used(words)
    for fact in policy.facts.values():
        if fact.rule is None and fact.name not in elsewhere and not _is_hidden(fact.name):
            groups.setdefault(_group(fact), []).append(_entry(fact, words, used))
    return tuple(
        (
            words.say(f"glossary.{name}"),
            tuple(sorted(groups[name], key=lambda one: one.title.lower())),
        )
        for name in SOURCES
        if name in groups
    )


def _is_hidden(name: str) -> bool:
    return name.startswith(("went_on.", "repair_tried."))


def _group(fact: p.Fact) -> str:
    match fact.definition:
        case p.Given():
            return "asked"
        case p.Count() | p.Sum():
            return "counted"
        case p.Calculation() | p.Holds() | p.Scored():
            return "derived"
        case _:
            assert_never(fact.definition)


def _entry(fact: p.Fact, words: PageWords, used: dict[str, list[m.Link]]) -> m.Entry:
    return m.Entry(
        f"fact-{fact.name}",
        capital(words.fact(fact.name)),
        type_words(fact, words),
        words.filled(fact.question) if isinstance(fact.definition, p.Given) else "",
        _source(fact, words),
        definition(fact, words),
        words.say(f"who.{fact.who}") if isinstance(fact.definition, p.Given) else "",
        fact.opinion,
        tuple(used.get(fact.name, ())),
    )


def _source(fact: p.Fact, words: PageWords) -> str:
    match fact.definition:
        case p.Given():
            return ""
        case p.Count(section, where):
            key = "glossary.count" if where == ex.ALWAYS else "glossary.count-where"
            return words.say(key, section=Filling(words.section(section)))
        case p.Sum(field, section, where):
            key = "glossary.sum" if where == ex.ALWAYS else "glossary.sum-where"
            label = Conditions(words, section).field_name(field)
            return words.say(key, field=Filling(label), section=Filling(words.section(section)))
        case p.Calculation(operand):
            calculation = Filling(Conditions(words).name(operand))
            return words.say("glossary.calculated", calculation=calculation)
        case p.Holds():
            return ""
        case p.Scored():
            return words.say("glossary.scored")
        case _:
            assert_never(fact.definition)


def type_words(fact: p.Fact, words: PageWords) -> str:
    """What kind of answer a fact takes."""
    type_: Type = fact.type
    if type_.name == "choice":
        listed = [words.text(fact.choices.get(one), one) for one in type_.choices]
        return words.listing(listed, "or")
    name = words.say(f"type.{type_.name}")
    range_ = range_of(Type(type_.name, low=type_.low, high=type_.high), words)
    return f"{name}, {range_}" if range_ and type_.name != "share" else name


def _used(words: PageWords) -> dict[str, list[m.Link]]:
    """The rules whose conditions rest on each fact, directly or through others."""
    policy = words.policy
    found: dict[str, list[m.Link]] = {}
    for name, spoken in policy.speaking.items():
        link = m.Link(words.rule(name), f"rule-{name}")
        for fact in policy.facts:
            if fact in spoken or not policy.hanging_on.get(fact, frozenset()).isdisjoint(spoken):
                found.setdefault(fact, []).append(link)
    return found


def kinds(words: PageWords) -> tuple[m.Kind, ...]:
    """The kinds of records that a client's file may hold."""
    return tuple(_kind(one, words) for one in words.policy.records.values())


def _kind(kind: p.RecordKind, words: PageWords) -> m.Kind:
    conditions = Conditions(words, kind.name)

    def derived() -> Iterator[tuple[str, m.Tree]]:
        for field in kind.derived:
            assert field.when is not None
            label = capital(words.text(field.label, plain_name(field.name)))
            yield label, conditions.tree((field.when,))

    labels = [words.text(one.label, plain_name(one.name)) for one in kind.given]
    counts = words.say("glossary.always")
    if kind.windowed:
        date = Filling(conditions.field_name(kind.date))
        counts = words.say("glossary.windowed", date=date, window=_window(words))
    return m.Kind(
        f"records-{kind.name}",
        capital(words.section(kind.name)),
        counts,
        words.listing(labels),
        tuple(derived()),
    )


def _window(words: PageWords) -> Filling:
    window = words.policy.parameters.get("window")
    return Filling("" if window is None else words.values.setting(window.value, window.type))
