"""Counts over the same records → what holds between them whatever the records say.

A count whose condition says all that another's says, and more, is never higher.
"""

from __future__ import annotations

from collections.abc import Iterator

from adieu import expression as ex
from adieu import policy as p
from adieu.logic import TRUE


def inclusions(policy: p.Policy) -> Iterator[tuple[str, str]]:
    """Counts or sums, each with a wider count: where that is zero, so is this one.

    Between two counts the first is never higher than the second.
    """
    stated = {
        name: (fact.definition.section, frozenset(_stated(policy, fact.definition)))
        for name, fact in policy.facts.items()
        if isinstance(fact.definition, p.Count | p.Sum)
    }
    for narrow, (section, more) in stated.items():
        for wide, (other, less) in stated.items():
            is_count = isinstance(policy.facts[wide].definition, p.Count)
            if narrow != wide and section == other and is_count and less <= more:
                yield narrow, wide


def _stated(policy: p.Policy, definition: p.Count | p.Sum) -> Iterator[ex.Condition]:
    """Everything that a record must fulfil to be counted, as far as it stands there plainly."""
    waiting = [definition.where]
    while waiting:
        condition = waiting.pop()
        match condition:
            case ex.All(parts):
                waiting.extend(parts)
                continue
            case ex.Compare(ex.Field(name), "=", ex.Constant(value)) if value is TRUE:
                derived = policy.records[definition.section].fields[name].when
                if derived is not None:
                    waiting.append(derived)
            case _:
                pass
        yield condition
