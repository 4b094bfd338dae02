"""A comparison of two reviews → the JSON that ``adieu whatif`` prints."""

from __future__ import annotations

from collections.abc import Sequence

from adieu.narrative import Line, Narrative
from adieu.tell.as_json import Json, heading, rounded
from adieu.tell.changes import ToldChange
from adieu.tell.comparison import Comparison, FactChange, LinePair, RuleChange


def comparison_json(changes: Sequence[ToldChange], comparison: Comparison) -> Json:
    """The JSON of a comparison; texts in the narratives' language."""
    after = comparison.after
    return {
        **heading(after),
        "engine": after.engine,
        "agreed_with": after.agreed_with,
        "changes": [
            {
                "change": one.text,
                "of": one.target,
                "label": one.label,
                "from": one.before,
                "to": one.after,
                "remark": one.remark,
            }
            for one in changes
        ],
        "before": _side(comparison.before),
        "after": _side(after),
        "same": comparison.same,
        "flipped": [_rule(one) for one in comparison.flipped],
        "moved": [_rule(one) for one in comparison.moved],
        "gates": [_fact(one) for one in comparison.gates],
        "repairs": [_fact(one) for one in comparison.repairs],
        "plan": [
            {"step": one.step, "from": one.before, "to": one.after} for one in comparison.plan
        ],
    }


def _side(narrative: Narrative) -> Json:
    score = narrative.score
    return {
        "verdict": narrative.verdict,
        "final": narrative.final,
        "possible_verdicts": list(narrative.possible_verdicts),
        "class": list(score.classes) if score else None,
        "score": [rounded(end) for end in score.score] if score else None,
        "facts_sha256": narrative.facts_sha256,
    }


def _rule(one: RuleChange) -> Json:
    return {
        "rule": one.rule,
        "from": one.before,
        "to": one.after,
        "covered_by": one.by,
        "conditions": [_pair(line) for line in one.lines],
    }


def _fact(one: FactChange) -> Json:
    conditions = [_pair(line) for line in one.lines]
    return {"fact": one.name, "from": one.before, "to": one.after, "conditions": conditions}


def _pair(pair: LinePair) -> Json:
    return {
        "subject": pair.after.subject,
        "exception": pair.exception,
        "before": _end(pair.before),
        "after": _end(pair.after),
    }


def _end(line: Line) -> Json:
    return {"truth": line.truth, "actual": line.actual, "required": line.required}
