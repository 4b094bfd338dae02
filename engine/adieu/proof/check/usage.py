"""A policy → the facts, record fields and parameters that nothing in it uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adieu import expression as ex
from adieu import policy as p
from adieu.diagnostics import Note
from adieu.language import Text, placeholders
from adieu.proof.check.findings import Finding

TOLD = frozenset(("aml_sensitive", "revenue_share", "can_do_without"))
"""The facts that every report speaks of, whatever the policy says of them."""

WINDOW = "window"


class Uses:
    """What each part of a policy names, worked out once."""

    def __init__(self, policy: p.Policy) -> None:
        self.policy = policy
        self.texts = frozenset(_placeholders(policy))
        """The facts, parameters and fields that texts fill in."""
        self.shown = frozenset(_shown(policy)) | self.texts | TOLD
        """The facts that people see, or that a near miss hangs on."""
        self.facts = frozenset(_facts(policy)) | self.shown
        self.parameters = frozenset(_parameters(policy)) | self.texts | {WINDOW}
        self.fields = _fields(policy)


def unused(uses: Uses) -> Iterator[Finding]:
    """Facts, fields worked out and parameters that nothing uses; fields that nobody need ask for.

    A field that only tells what happened is no fault, for every report tells it.
    """
    policy = uses.policy
    for name, fact in policy.facts.items():
        if fact.rule is None and not isinstance(fact.definition, p.Scored):
            criterion = policy.scorecard and name in {one.name for one in policy.scorecard.criteria}
            if name not in uses.facts and not criterion:
                yield _unused("fact-unused", f"fact:{name}", name)
    for name in policy.parameters:
        if name not in uses.parameters:
            yield _unused("parameter-unused", f"parameter:{name}", name)
    for section, kind in policy.records.items():
        for field in kind.fields.values():
            if field.name in uses.fields[section] or field.name in (kind.date, "about"):
                continue
            path = f"field:{section}.{field.name}"
            if field.when is not None:
                yield _unused("field-unused", path, field.name)
            elif field.question is not None:
                help = Note("help.field-question-idle")
                yield Finding("field-question-idle", path, {"name": field.name}, help)


def _unused(code: str, path: str, name: str) -> Finding:
    return Finding(code, path, {"name": name}, Note("help.unused"))


def conditions_over_facts(policy: p.Policy) -> Iterator[ex.Condition]:
    """Every condition that speaks of facts."""
    for rule in policy.rules.values():
        yield from (*rule.when, *rule.unless)
        if rule.nearly:
            yield rule.nearly.when
    yield from (row.when for row in policy.verdicts)
    yield from (step.when for step in policy.plan)
    yield from policy.invariants
    yield from (promise.what.when for promise in policy.promises)
    for fact in policy.facts.values():
        if isinstance(fact.definition, p.Holds):
            yield fact.definition.condition


def conditions_over_fields(policy: p.Policy) -> dict[str, list[ex.Condition]]:
    """Every condition that speaks of records, by their section."""
    found: dict[str, list[ex.Condition]] = {name: [] for name in policy.records}
    for kind in policy.records.values():
        found[kind.name] += [one.when for one in kind.derived if one.when is not None]
    for fact in policy.facts.values():
        if isinstance(fact.definition, p.Count | p.Sum):
            found[fact.definition.section].append(fact.definition.where)
    return found


def _facts(policy: p.Policy) -> Iterator[str]:
    for condition in conditions_over_facts(policy):
        yield from ex.fact_names(condition)
    for fact in policy.facts.values():
        yield from p.speaks_of(fact.definition)
    for promise in policy.promises:
        match promise.what:
            case p.Monotone(_, name):
                yield name
            case p.Independent(_, names):
                yield from names
            case _:
                pass
    yield from policy.assumed_facts


def _shown(policy: p.Policy) -> Iterator[str]:
    for rule in policy.rules.values():
        if rule.conduct:
            yield rule.conduct
        if rule.nearly:
            yield from ex.fact_names(rule.nearly.when)
    for fact in policy.facts.values():
        if fact.beside:
            yield fact.beside


def _parameters(policy: p.Policy) -> Iterator[str]:
    operands = [one for condition in conditions_over_facts(policy) for one in ex.walk(condition)]
    for listed in conditions_over_fields(policy).values():
        operands += [one for condition in listed for one in ex.walk(condition)]
    for fact in policy.facts.values():
        if isinstance(fact.definition, p.Calculation):
            operands += ex.walk_operand(fact.definition.operand)
    yield from (one.name for one in operands if isinstance(one, ex.Parameter))


def _fields(policy: p.Policy) -> dict[str, set[str]]:
    """The fields of each section that something hangs on."""
    used: dict[str, set[str]] = {name: set() for name in policy.records}
    for section, listed in conditions_over_fields(policy).items():
        for one in (one for condition in listed for one in ex.walk(condition)):
            if isinstance(one, ex.Field):
                used[section].add(one.name)
            elif isinstance(one, ex.Earlier):
                used[section] |= {"kind"} if one.about is None else set()
                for other in one.sections:
                    used[other] |= {name for name, _ in one.having}
    for fact in policy.facts.values():
        if isinstance(fact.definition, p.Sum):
            used[fact.definition.section].add(fact.definition.field)
    for section, kind in policy.records.items():
        texts = [kind.event, *(one.question for one in kind.fields.values() if one.question)]
        used[section] |= {name for text in texts for name in _named(text)}
    return used


def _placeholders(policy: p.Policy) -> Iterator[str]:
    texts: list[Text | None] = []
    for rule in policy.rules.values():
        texts += [rule.title, rule.because, rule.excused, rule.remedy, rule.off]
        if rule.nearly:
            texts += [rule.nearly.because, rule.nearly.remedy]
    for row in policy.verdicts:
        texts += [row.title, row.sentence, row.meaning]
    for step in policy.plan:
        texts += [step.title, step.do, step.why]
    texts += [fact.question for fact in policy.facts.values()]
    for text in texts:
        yield from _named(text)


def _named(text: Text | None) -> Iterable[str]:
    return [name for words in (text or {}).values() for name in placeholders(words)]
