"""A client that a proof yields → the text of a client's file, as one would write it."""

from __future__ import annotations

import json
import re

from adieu import policy as p
from adieu.case import Case, Record
from adieu.clients.change_texts import OPEN
from adieu.clients.fields import UNKNOWN_WORD
from adieu.tell.written import written

TITLE = "Witness"
_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 .%_+-]|:(?=\d))*\Z")
"""A text that needs no quotes on a line of fields."""


def witness_text(policy: p.Policy, case: Case) -> str:
    """The YAML of a client: answers, scores, and records."""
    card = policy.scorecard
    criteria = {one.name for one in card.criteria} if card else set()
    lines = [f"client: {TITLE}", f"as_of: {case.as_of.isoformat()}"]
    for title, scored in (("facts", False), ("scores", True)):
        said = [
            f"  {name}: {written(answer.value, policy.facts[name].type)}"
            for name, answer in case.answers.items()
            if (name in criteria) is scored
        ]
        lines += [f"{title}:", *said] if said else []
    for name, section in case.sections.items():
        if not section.records:
            lines.append(f"{name}: []")
            continue
        lines.append(f"{name}:")
        lines += [f"  - {{{_record_text(policy, one)}}}" for one in section.records]
    return "\n".join(lines) + "\n"


def _record_text(policy: p.Policy, record: Record) -> str:
    """The fields of a record that say something, on one line."""
    said = []
    for name, field in policy.records[record.section].fields.items():
        if field.when is None and name not in record.defaulted:
            text = written(record.fields[name], field.type)
            # What a file leaves out is still open where it may be, and unknown elsewhere.
            idle = field.default is None and text == (OPEN if field.type.open else UNKNOWN_WORD)
            if not idle:
                said.append(f"{name}: {text if _PLAIN.match(text) else json.dumps(text)}")
    return ", ".join(said)


def change_text(policy: p.Policy, name: str, case: Case) -> str:
    """What one fact is in a client's file, as ``adieu whatif`` takes it."""
    return f"{name}={written(case.answers[name].value, policy.facts[name].type)}"
