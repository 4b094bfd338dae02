"""A policy → whether it asks anywhere if something is known: to know more changes truths then."""

from __future__ import annotations

from typing import assert_never

from adieu import expression as ex
from adieu import policy as p


def looks_at_knowledge(policy: p.Policy) -> bool:
    """Whether any condition asks whether something is known."""
    conditions = [one for rule in policy.active for one in (*rule.when, *rule.unless)]
    conditions += [row.when for row in policy.verdicts]
    for fact in policy.facts.values():
        match fact.definition:
            case p.Holds(condition):
                conditions.append(condition)
            case p.Count(_, where) | p.Sum(_, _, where):
                conditions.append(where)
            case p.Given() | p.Calculation() | p.Scored():
                pass
            case _:
                assert_never(fact.definition)
    conditions += [
        field.when
        for kind in policy.records.values()
        for field in kind.fields.values()
        if field.when is not None
    ]
    return any(_asks_knowledge(one) for one in conditions)


def _asks_knowledge(condition: ex.Condition) -> bool:
    return isinstance(condition, ex.IsUnknown) or any(map(_asks_knowledge, ex.parts_of(condition)))
