"""The records of a case + a language → what happened, in the order of time."""

from __future__ import annotations

from adieu import language as lang
from adieu import policy as p
from adieu.case import Record
from adieu.facts import Facts, counted
from adieu.infer import Inference, Outcome
from adieu.logic import TRUE
from adieu.narrative import Happening
from adieu.tell.records import happened, is_hearsay
from adieu.tell.values import Words


def timeline(facts: Facts, inference: Inference, words: Words) -> tuple[Happening, ...]:
    """Every record that counts: conduct, what was said about it, and the rest."""
    conduct = _conduct(facts, inference)
    happenings = [
        _happening(record, kind, conduct, facts.policy, words)
        for kind in facts.policy.records.values()
        for record in counted(facts.policy, facts.case, kind.name)
    ]
    return tuple(sorted(happenings, key=lambda one: (one.on, one.lane, one.text, one.ref)))


def _conduct(facts: Facts, inference: Inference) -> frozenset[str]:
    """The records that are the conduct of some rule that was found."""
    found = (rule for rule in facts.policy.active if inference.outcomes[rule.name] is Outcome.FOUND)
    names = {rule.conduct for rule in found if rule.conduct is not None}
    return frozenset(
        member.record.ref
        for name in names
        for member in facts.members.get(name, ())
        if member.belongs is TRUE
    )


def _happening(
    record: Record, kind: p.RecordKind, conduct: frozenset[str], policy: p.Policy, words: Words
) -> Happening:
    told = "about" in kind.fields
    return Happening(
        record.ref,
        record.on,
        lang.short_day(words.language, record.on),
        kind.name,
        kind.label[words.language],
        *happened(policy, record, words),
        "told" if told else "bad" if record.ref in conduct else "plain",
        is_hearsay(record),
    )
