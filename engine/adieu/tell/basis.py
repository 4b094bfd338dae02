"""What a verdict rests on + a language → its facts and records in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adieu import narrative as n
from adieu.case import Record
from adieu.explain.explanation import Explanation
from adieu.explain.reasons.pivots import MOST_TOGETHER, Pivot
from adieu.facts import Facts
from adieu.language import Filling
from adieu.logic import TRUE, Truth
from adieu.tell.conditions import fact_label
from adieu.tell.records import evidence_of
from adieu.tell.values import Words


def basis(explanation: Explanation, words: Words, titles: Mapping[str, str]) -> n.Basis:
    """The facts that force the verdict, and the records without which it falls.

    The mildest verdict rests on nothing: it is what is left where nothing speaks against a client.
    """
    facts, told = explanation.facts, explanation.basis
    if explanation.inference.verdict == facts.policy.verdicts[-1].verdict:
        return n.Basis()
    records = dict(_records(facts))
    severity = facts.policy.severity

    def pivot(one: Pivot) -> n.Pivot:
        point = _point(records[one.ref], one.field, facts, words) if one.field else ""
        return n.Pivot(evidence(one.ref), one.verdict, titles[one.verdict], point)

    def evidence(ref: str) -> n.Evidence:
        return evidence_of(facts.policy, records[ref], TRUE, words)

    pivots = [pivot(one) for one in told.pivots]
    pivots.sort(key=lambda one: (severity[one.verdict], one.record.on, one.record.ref))
    least = () if pivots else tuple(evidence(ref) for ref in told.least)
    return n.Basis(
        tuple(origin(name, facts, words) for name in told.facts),
        _sentence(explanation, words),
        tuple(pivots),
        tuple(sorted(least, key=lambda one: (one.on, one.ref))),
        _remark(explanation, words),
    )


def origin(name: str, facts: Facts, words: Words) -> n.Origin:
    """A fact with its value, and where it comes from."""
    fact = facts.policy.facts[name]
    said = words.say(f"origin.{facts.origins[name]}")
    answer = facts.case.answers.get(name)
    if answer and answer.place and answer.place.line and facts.origins[name] == "given":
        said = words.say("origin.given-at", line=str(answer.place.line))
    value = words.value(facts.values[name], fact.type, fact.choices)
    return n.Origin(name, fact_label(facts.policy, name, words), value, said, fact.opinion)


def _records(facts: Facts) -> Iterator[tuple[str, Record]]:
    for section in facts.case.sections.values():
        for record in section.records:
            yield record.ref, record


def _sentence(explanation: Explanation, words: Words) -> str:
    """That these facts are enough (more may make it harsher), and that none can be spared."""
    told = explanation.basis
    if not told.facts:
        return ""
    count = len(told.facts)
    least = words.say("basis.least" if told.proved else "basis.unsettled", count=count)
    return f"{words.say('basis.enough', count=count)} {least}"


def _remark(explanation: Explanation, words: Words) -> str:
    """How many records it takes to overturn the verdict, where no single one does."""
    told = explanation.basis
    if told.pivots:
        return ""
    if told.least:
        return words.say("basis.no-single-record", count=len(told.least))
    if not told.proved or not any(one.records for one in explanation.facts.case.sections.values()):
        return ""
    return words.say("basis.no-record", count=MOST_TOGETHER)


def _point(record: Record, name: str, facts: Facts, words: Words) -> str:
    """The yes/no field of a record that would have to be the other way round."""
    field, value = facts.policy.records[record.section].fields[name], record.fields[name]
    assert isinstance(value, Truth)
    before, after = words.truth(value), words.truth(~value)
    label = Filling(field.label[words.language])
    return words.say("basis.point", label=label, before=before, after=after)
