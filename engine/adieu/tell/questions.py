"""What is still to ask + a language → questions, why they are asked, what the records say."""

from __future__ import annotations

from collections.abc import Mapping

from adieu import language as lang
from adieu import policy as p
from adieu.explain.explanation import Explanation
from adieu.explain.questions import Ask
from adieu.facts import Facts
from adieu.language import Filling
from adieu.logic import is_known
from adieu.narrative import Question
from adieu.tell.conditions import fact_label
from adieu.tell.values import FactFillings, RecordFillings, Words


def questions(
    explanation: Explanation, words: Words, titles: Mapping[str, str]
) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """The questions that the verdict hangs on, and those that no longer matter."""
    facts = explanation.facts
    asked = tuple(_asked(one, facts, words, titles) for one in explanation.questions)
    settled = tuple(
        Question(name, question(facts, name, words), words.say("question.settled"), ())
        for name in explanation.other_questions
    )
    return asked, settled


def _asked(ask: Ask, facts: Facts, words: Words, titles: Mapping[str, str]) -> Question:
    quoted = [words.say("quoted", text=Filling(titles[one])) for one in ask.leads_to]
    listed = lang.listing(words.language, quoted)
    key = "question.decides" if ask.alone else "question.with-others"
    why = words.say(key, verdicts=Filling(listed))
    text = question(facts, ask.name, words)
    return Question(ask.name, text, why, ask.leads_to, _beside(facts, ask.name, words))


def question(facts: Facts, name: str, words: Words) -> str:
    """How to ask for a fact or for a field of a record."""
    if "[" in name:
        return _record_question(facts, name, words)
    fact = facts.policy.facts[name]
    if fact.rule is not None:
        return _repair_question(facts.policy.rules[fact.rule], facts.policy, words)
    if fact.question is None:
        label = Filling(fact_label(facts.policy, name, words))
        return words.say("question.fallback", label=label)
    return lang.fill(words.language, fact.question[words.language], FactFillings(facts, words))


def _record_question(facts: Facts, name: str, words: Words) -> str:
    ref, _, field_name = name.partition(".")
    kind = facts.policy.records[ref.partition("[")[0]]
    record = next(one for one in facts.case.sections[kind.name].records if one.ref == ref)
    field = kind.fields[field_name]
    if field.question is not None:
        fillings = RecordFillings(facts.policy, record, words)
        return lang.fill(words.language, field.question[words.language], fillings)
    day = lang.day(words.language, record.on)
    label = f"{field.label[words.language]} ({kind.label[words.language]}, {day})"
    return words.say("question.fallback", label=Filling(label))


def _repair_question(rule: p.Rule, policy: p.Policy, words: Words) -> str:
    title = Filling(rule.title[words.language])
    if rule.matter is None or rule.matter not in policy.matters:
        return words.say("repair.question-own-kind", rule=title)
    key = "repair.question" if rule.conduct else "repair.question-repair"
    return words.say(key, matter=Filling(policy.matters[rule.matter][words.language]))


def _beside(facts: Facts, name: str, words: Words) -> str | None:
    """What the records say about the same thing."""
    fact = facts.policy.facts.get(name)
    if fact is None or fact.beside is None or not is_known(facts.values[fact.beside]):
        return None
    other = facts.policy.facts[fact.beside]
    value = words.value(facts.values[other.name], other.type, other.choices)
    label = Filling(fact_label(facts.policy, other.name, words))
    return words.say("question.beside", label=label, value=Filling(value))
