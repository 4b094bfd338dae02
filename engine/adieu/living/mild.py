"""Facts of which much is open → answers that are likely to give the mildest verdict.

They are a guess that makes most proofs unnecessary: whoever uses them checks what they lead to.
"""

from __future__ import annotations

from datetime import date

from adieu import policy as p
from adieu.case import Case, Section
from adieu.explain.trial import Trial
from adieu.facts import Facts, Origin, derive, rederive
from adieu.infer import Outcome, reference
from adieu.living.per_policy import per_policy
from adieu.logic import FALSE, INFINITY, TRUE, Value, exactly, is_known, word
from adieu.quantities import Type

_OFTEN = 1_000
_SOME_DAY = date(2026, 1, 1)


def completion(facts: Facts) -> dict[str, Value]:
    """An answer to everything that is open in these facts: no more records, mild answers."""
    policy = facts.policy
    mild = _mild(policy)
    found: dict[str, Value] = {}
    for name, fact in policy.facts.items():
        if facts.origins[name] == "given" or is_known(facts.values[name]):
            continue
        if isinstance(fact.definition, p.Given):
            found[name] = mild[name]
        elif isinstance(fact.definition, p.Count | p.Sum):
            low = getattr(facts.values[name], "low", 0)
            found[name] = exactly(low if low > -INFINITY else 0)
    return found


@per_policy
def _mild(policy: p.Policy) -> dict[str, Value]:
    """The mildest answer to each question, one after the other."""
    sections = {name: Section() for name in policy.records}
    facts = derive(policy, Case("", "", _SOME_DAY, {}, sections))
    trial = Trial(facts, reference.infer(policy, facts))
    worst = _worst(facts)
    found: dict[str, Value] = {}
    severity = policy.severity
    for name, fact in policy.facts.items():
        if not isinstance(fact.definition, p.Given):
            continue
        tried = []
        for place, value in enumerate(_values(fact.type)):
            possible = trial.with_facts({**found, name: value}).possible
            outcomes = worst.premises({**found, name: value})[1]
            rules = sum(one is Outcome.FOUND for one in outcomes.values())
            key = (-severity[possible[-1]], len(possible), -severity[possible[0]], rules, place)
            tried.append((key, value))
        found[name] = min(tried, key=lambda one: one[0])[1]
    return found


def _worst(facts: Facts) -> Trial:
    """A client who did everything very often: what excuses can be told there."""
    counted = {
        name: exactly(_OFTEN)
        for name, fact in facts.policy.facts.items()
        if isinstance(fact.definition, p.Count | p.Sum)
    }
    values, _ = rederive(facts, counted)
    given: dict[str, Origin] = dict.fromkeys(counted, "given")
    often = Facts(facts.policy, facts.case, values, {**facts.origins, **given})
    return Trial(often, reference.infer(facts.policy, often))


def _values(type_: Type) -> list[Value]:
    """A few values of a type that matter."""
    match type_.name:
        case "yes-no":
            return [FALSE, TRUE]
        case "choice":
            return [word(one) for one in type_.choices]
        case "number" | "share" | "money":
            low = 0 if type_.low == -INFINITY else type_.low
            high = low + 1_000 if type_.high == INFINITY else type_.high
            return [exactly(low), exactly(high)]
        case _:
            return [type_.unknown()]
