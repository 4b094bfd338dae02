"""What was taken by default or assumed + a language → the sentences that say so."""

from __future__ import annotations

from collections import Counter

from adieu.facts import Facts, counted
from adieu.language import Filling
from adieu.logic import INFINITY
from adieu.quantities import read_value
from adieu.tell.conditions import fact_label
from adieu.tell.values import Words


def assumptions(facts: Facts, words: Words) -> tuple[str, ...]:
    """Every default that was used, everything the policy assumed, every row that is missing."""
    policy, language = facts.policy, words.language
    said: list[str] = []
    for kind in policy.records.values():
        records = counted(policy, facts.case, kind.name)
        section = Filling(kind.label[language])
        used = Counter(name for record in records for name in record.defaulted)
        for name in sorted(used):
            field = kind.fields[name]
            value = words.value(read_value(field.default or "", field.type), field.type)
            said.append(
                words.say(
                    "assumption.default",
                    section=section,
                    field=Filling(field.label[language]),
                    count=used[name],
                    value=Filling(value),
                )
            )
        missing = facts.case.section(kind.name).missing
        if missing and missing != INFINITY:
            said.append(words.say("assumption.missing", section=section, count=int(missing)))
        if kind.name in facts.assumed_sections:
            said.append(words.say("assumption.section", section=section))
    for name, origin in facts.origins.items():
        if origin == "assumed":
            fact = policy.facts[name]
            value = words.value(facts.values[name], fact.type, fact.choices)
            label = Filling(fact_label(policy, name, words))
            said.append(words.say("assumption.fact", label=label, value=Filling(value)))
    return tuple(said)
