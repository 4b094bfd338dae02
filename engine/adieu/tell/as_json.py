"""A narrative and its explanation → the JSON of a review, as the contract spells it."""

from __future__ import annotations

import json
from fractions import Fraction

from adieu.explain.change.outlook import Lapse
from adieu.explain.explanation import Explanation
from adieu.explain.reasons.basis import Basis
from adieu.narrative import Line, Narrative, Shift
from adieu.tell.written import written

Json = dict[str, object]


def heading(narrative: Narrative) -> Json:
    """Who was reviewed, when, by which program and policy: how every document begins."""
    return {
        "adieu": narrative.version,
        "client": narrative.client,
        "name": narrative.name,
        "as_of": narrative.as_of.isoformat(),
        "language": narrative.language,
        "policy": {
            "id": narrative.policy,
            "version": narrative.policy_version,
            "sha256": narrative.policy_sha256,
        },
    }


def to_json(explanation: Explanation, narrative: Narrative) -> Json:
    """The JSON of a review; texts in the narrative's language."""
    score = narrative.score
    return {
        **heading(narrative),
        "facts_sha256": narrative.facts_sha256,
        "engine": narrative.engine,
        "agreed_with": narrative.agreed_with,
        "verdict": narrative.verdict,
        "final": narrative.final,
        "possible_verdicts": list(narrative.possible_verdicts),
        "possible_proved": explanation.proved,
        "class": list(score.classes) if score else None,
        "score": [rounded(end) for end in score.score] if score else None,
        "signed_off": bool(score and score.signed_off),
        "findings": [
            {
                "rule": one.rule,
                "grade": one.grade,
                "theme": one.theme,
                "repair_tried": one.repair_tried,
                "because": one.because,
                "hearsay": one.hearsay,
                "conditions": [_line(line) for line in one.lines],
                "cites": [_cite(cite.source, cite.item) for cite in one.cites],
            }
            for one in narrative.findings
        ],
        "superseded": [{"rule": one.rule, "by": one.by} for one in narrative.superseded],
        "excused": [{"rule": one.rule, "exception": one.sentence} for one in narrative.excused],
        "undetermined": [
            {"rule": one.rule, "needs": list(one.needs)} for one in narrative.undetermined
        ],
        "not_found": [
            {
                "rule": one.rule,
                "nearest": _nearest(one.nearest) if one.nearest else None,
            }
            for one in narrative.not_found
        ],
        "off": [{"rule": one.rule, "reason": one.sentence} for one in narrative.off],
        "ask": [
            {"fact": one.fact, "question": one.question, "can_lead_to": list(one.can_lead_to)}
            for one in narrative.questions
        ],
        "would_change": [
            {"to": one.verdict, "changes": [_shift(shift) for shift in one.shifts]}
            for one in narrative.outlook.alternatives
        ],
        "would_change_proved": explanation.outlook.proved,
        "lapses": _lapse(explanation.outlook.lapse),
        "margin": _margin(explanation),
        "rests_on": _basis(explanation.basis),
        "plan": [one.step for one in narrative.plan],
        "assumptions": list(narrative.assumptions),
        "gates": {name: value.word for name, value in explanation.inference.gates.items()},
    }


def json_text(document: Json, compact: bool = False) -> str:
    """A document as text; compact, it stands on one line."""
    if compact:
        return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return json.dumps(document, ensure_ascii=False, indent=2)


def rounded(exact: Fraction) -> float:
    """One decimal, half up; the class is decided unrounded."""
    return int(exact * 10 + Fraction(1, 2)) / 10


def _cite(source: str, item: str | None) -> Json:
    if item is None:
        return {"source": source}
    return {"source": source, "item": int(item) if item.isdigit() and item.isascii() else item}


def _line(line: Line) -> Json:
    return {
        "text": line.text,
        "truth": line.truth,
        "actual": line.actual,
        "required": line.required,
        "evidence": [one.ref for one in line.evidence],
    }


def _nearest(line: Line) -> Json:
    return {"text": line.text, "actual": line.actual, "required": line.required}


def _shift(shift: Shift) -> Json:
    return {"fact": shift.fact, "from": shift.before, "to": shift.after, "who": shift.who}


def _lapse(lapse: Lapse | None) -> Json | None:
    return {"on": lapse.on.isoformat(), "to": lapse.verdict} if lapse else None


def _margin(explanation: Explanation) -> Json | None:
    margin = explanation.outlook.margin
    if margin is None:
        return None
    shift = margin.shift
    type_ = explanation.facts.policy.facts[shift.fact].type
    before, after = written(shift.before, type_), written(shift.after, type_)
    return {"fact": shift.fact, "from": before, "to": after, "verdict": margin.verdict}


def _basis(basis: Basis) -> Json:
    return {
        "facts": list(basis.facts),
        "proved": basis.proved,
        "records": [
            {"record": one.ref, "field": one.field, "without": one.verdict} for one in basis.pivots
        ],
        "least": list(basis.least),
    }
