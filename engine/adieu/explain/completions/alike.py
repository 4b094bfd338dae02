"""Open yes/no fields of records → those of which only how many are yes can matter.

Twenty disputes of which nobody knows whether they were founded are twenty-one cases, not 2²⁰.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from adieu import policy as p
from adieu.case import Record
from adieu.evaluate import evaluate
from adieu.explain.asked import asked_by
from adieu.facts import Facts, RecordScope, counted
from adieu.logic import FALSE, TRUE


def interchangeable(facts: Facts, inputs: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The inputs (``invoices[3].dispute_founded``) that every count takes alike, where several are.

    Each is the only open one of its record, on which no other record hangs, and with either answer
    its record belongs to the same counts, and adds the same to the same sums.
    """
    named = [name.partition("].") for name in inputs if "]." in name]
    open_fields = Counter(head for head, _, _ in named)
    classes: dict[object, list[str]] = {}
    records = _countable(facts) if named else {}
    for head, mark, field in named:
        record = records.get(f"{head}]")
        if record is not None and open_fields[head] == 1 and _is_yes_no(facts, record, field):
            key = record.section, field, _contribution(facts, record, field)
            classes.setdefault(key, []).append(f"{head}{mark}{field}")
    return tuple(tuple(one) for one in classes.values() if len(one) > 1)


def _countable(facts: Facts) -> dict[str, Record]:
    """The records that count, by place, of sections in which no count asks for earlier ones."""
    asked = asked_by(facts.policy).values()
    told = frozenset().union(*(one.earlier for one in asked))
    names = {one.section for one in asked} - told
    return {one.ref: one for name in names for one in counted(facts.policy, facts.case, name)}


def _is_yes_no(facts: Facts, record: Record, field: str) -> bool:
    return facts.policy.records[record.section].fields[field].type.name == "yes-no"


def _contribution(facts: Facts, record: Record, field: str) -> tuple[object, ...]:
    """To which counts the record belongs with either answer, and what it adds to which sums."""
    found: list[object] = []
    for answer in (FALSE, TRUE):
        after = replace(record, fields={**record.fields, field: answer})
        scope = RecordScope(facts.policy, facts.case, after)
        for name, asked in asked_by(facts.policy).items():
            if asked.section == record.section:
                found.append(evaluate(asked.where, scope))
                definition = facts.policy.facts[name].definition
                if isinstance(definition, p.Sum) and found[-1] is not FALSE:
                    found.append(record.fields[definition.field])
    return tuple(found)
