"""What is wrong with a policy and what its proofs yield → JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from adieu import __version__
from adieu import policy as p
from adieu.diagnostics import Diagnostic
from adieu.language import Language, say_note
from adieu.proof.check.findings import Checked, Finding, Witness
from adieu.tell.witness import change_text, witness_text
from adieu.tell.written import written

Json = dict[str, object]


def check_json(
    policy: p.Policy | None,
    said: Sequence[tuple[Diagnostic, Finding | None]],
    checked: Checked | None,
    language: Language,
) -> str:
    """The findings with place, words and witness; counts; how each promise fared.

    Args:
        policy: The policy; nothing where it could not be loaded.
        said: Each diagnostic, and the finding of a proof behind it.
        checked: What the proofs yield; nothing where none were asked for.
        language: The language of messages.
    """
    errors = sum(one.severity == "error" for one, _ in said)
    document: Json = {
        "adieu": __version__,
        "policy": None
        if policy is None
        else {"id": policy.name, "version": policy.version, "sha256": policy.sha256},
        "proved": checked is not None,
        "findings": [_finding(policy, *one, language) for one in said],
        "counts": {"errors": errors, "warnings": len(said) - errors},
        "promises": dict(checked.promises) if checked else {},
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _finding(
    policy: p.Policy | None, said: Diagnostic, finding: Finding | None, language: Language
) -> Json:
    where = said.where
    witness = finding.witness if finding else None
    return {
        "code": said.code,
        "severity": said.severity,
        "about": finding.path if finding else None,
        "file": where.source.name if where else None,
        "line": where.line if where else None,
        "column": where.column if where else None,
        "message": say_note(language, said.message),
        "help": say_note(language, said.help) if said.help else None,
        "witness": _witness(policy, witness) if policy and witness else None,
    }


def _witness(policy: p.Policy, witness: Witness) -> Json:
    """A client as a file says it; with what the other one, who differs in some facts, gets."""
    values = {
        name: written(answer.value, policy.facts[name].type)
        for name, answer in witness.case.answers.items()
    }
    told: Json = {
        "verdict": witness.verdict,
        "answers": values,
        "file": witness_text(policy, witness.case),
    }
    if witness.other is not None:
        told["otherwise"] = {
            "changes": [change_text(policy, name, witness.other) for name in witness.changed],
            "verdict": witness.otherwise,
            "file": witness_text(policy, witness.other),
        }
    return told
