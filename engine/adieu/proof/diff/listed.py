"""Two policies → what they say differently, whether or not any client notices."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from adieu import policy as p

Part = Literal["parameter", "fact", "record", "order", "step", "class", "promise", "text", "source"]
PARTS: tuple[Part, ...] = (
    "parameter", "fact", "record", "order", "step", "class", "promise", "text", "source",
)  # fmt: skip


class Listed(Struct, frozen=True):
    """Something that is new, gone or said differently: its part of the policy and its name."""

    part: Part
    name: str
    what: Literal["new", "gone", "changed"]


def listed(old: p.Policy, new: p.Policy) -> tuple[Listed, ...]:
    """Everything beside rules and their conditions that differs, in the order of ``PARTS``."""
    found: list[Listed] = []
    for part in PARTS:
        before, after = dict(_said(old, part)), dict(_said(new, part))
        for name in {**before, **after}:
            if name not in before or name not in after:
                if part not in ("text", "source"):
                    found.append(Listed(part, name, "gone" if name in before else "new"))
            elif before[name] != after[name]:
                found.append(Listed(part, name, "changed"))
    return tuple(found)


def _said(policy: p.Policy, part: Part) -> Iterator[tuple[str, object]]:
    """What a policy says of a part, by name."""
    match part:
        case "parameter":
            yield from policy.settings.items()
        case "fact":
            for name, fact in policy.facts.items():
                if fact.rule is None:
                    yield name, (fact.type, fact.definition, policy.assumed_facts.get(name))
        case "record":
            for name, kind in policy.records.items():
                fields = {one.name: (one.type, one.when, one.default) for one in kind.given}
                derived = {one.name: one.when for one in kind.derived}
                yield name, (kind.date, kind.windowed, fields, derived)
        case "order":
            yield "", tuple(row.verdict for row in policy.verdicts)
        case "step":
            yield from ((one.name, (one.verdicts, one.when)) for one in policy.plan)
        case "class":
            yield from _scored(policy.scorecard)
        case "promise":
            yield from ((one.name, (one.what, dict(one.text))) for one in policy.promises)
        case "text":
            yield from _texts(policy)
        case "source":
            yield from ((name, one.cites) for name, one in policy.rules.items())


def _scored(card: p.Scorecard | None) -> Iterator[tuple[str, Hashable]]:
    if card is None:
        return
    for one in card.criteria:
        yield one.name, (one.weight, one.left_out, one.opinion)
    yield from card.classes
    yield "agreed", card.agreed


def _texts(policy: p.Policy) -> Iterator[tuple[str, object]]:
    for name, rule in policy.rules.items():
        nearly = rule.nearly
        yield name, (rule.title, rule.because, rule.excused, rule.remedy,
                     nearly and (nearly.because, nearly.remedy))  # fmt: skip
    for row in policy.verdicts:
        yield row.verdict, (row.title, row.sentence, row.meaning)
    for step in policy.plan:
        yield step.name, (step.title, step.do, step.why)
    labels: Mapping[str, p.Fact | p.Parameter] = {**policy.facts, **policy.parameters}
    for name, one in labels.items():
        question = one.question if isinstance(one, p.Fact) else one.meaning
        if not (isinstance(one, p.Fact) and one.rule is not None):
            yield name, (one.label, question)
