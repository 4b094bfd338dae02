"""Two policies → what changes for whom, on the terminal, in Markdown or JSON."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct

from adieu import __version__
from adieu.clients.folder import read_cases
from adieu.commands import terminal as t
from adieu.commands.diff_text import ClientChange, as_markdown, as_text
from adieu.diagnostics import Diagnostic, Diagnostics, Unusable
from adieu.facts import derive
from adieu.infer import reference
from adieu.language import Language
from adieu.load.policy import load_policy
from adieu.policy import Policy
from adieu.proof.diff.difference import Difference, difference
from adieu.proof.diff.listed import Listed, listed
from adieu.proof.diff.made import Witness
from adieu.tell.as_json import Json, json_text
from adieu.tell.difference import tell_difference
from adieu.tell.witness import witness_text

Kind = Literal["stricter", "milder", "mixed", "any"]


class Request(Struct, frozen=True):
    """What the user asked for; ``clients`` are reviewed under both policies."""

    old: Path
    new: Path
    clients: tuple[Path, ...]
    format: Literal["text", "md", "json"]
    language: Language
    seconds: float
    fail_on: Kind | None


def diff(request: Request) -> int:
    """Compare two policies; returns the exit status."""
    policies: list[Policy] = []
    warnings: list[Diagnostic] = []
    for path in (request.old, request.new):
        found = Diagnostics()
        try:
            policies.append(load_policy(path, found))
        except Unusable as error:
            t.print_diagnostics(error.diagnostics, request.language)
            continue
        warnings += (one for one in found if one not in warnings)
    t.print_diagnostics(warnings, request.language)
    if len(policies) < 2:
        return t.UNUSABLE
    old, new = policies
    clients, unusable = _clients(request, old, new)
    told, others = difference(old, new, request.seconds), listed(old, new)
    if request.format == "json":
        text = json_text(_json(told, others, clients, unusable)) + "\n"
    else:
        words = tell_difference(told, others, request.language)
        reviewed = clients if request.clients else None
        if request.format == "md":
            text = as_markdown(words, told, reviewed, unusable, request.language)
        else:
            text = t.printable(as_text(words, told, reviewed, unusable, request.language))
    sys.stdout.write(text)
    if unusable:
        return t.UNUSABLE
    return t.ANSWER_IS_NO if _fails(told, request.fail_on) else t.DONE


def _fails(told: Difference, wanted: Kind | None) -> bool:
    """Whether the change is of the kind that the user wants to hear of.

    A mixed change is a stricter and a milder one; what is not settled may be anything.
    """
    match wanted:
        case None:
            return False
        case "any":
            return told.overall != "same"
        case "mixed":
            return told.overall == "mixed" or (not told.settled and told.overall != "other")
        case _:
            return told.overall in (wanted, "mixed") or not told.settled


def _clients(request: Request, old: Policy, new: Policy) -> tuple[tuple[ClientChange, ...], int]:
    """The firm's own clients under both policies, and how many could not be used."""
    if not request.clients:
        return (), 0
    said: list[Diagnostic] = []
    read = []
    failed: set[str] = set()
    for policy in (old, new):
        found = list(read_cases(list(request.clients), policy, None, date.today()))
        read.append({one.case.client: one.case for one in found if one.case is not None})
        for one in found:
            said += (other for other in one.diagnostics if other not in said)
            if one.case is None:
                place = next((other.where for other in one.diagnostics if other.where), None)
                failed.add(place.source.name if place else "")
    t.print_diagnostics(said, request.language)
    changes = tuple(
        ClientChange(
            name,
            read[1][name].name,
            reference.infer(old, derive(old, read[0][name])).possible,
            reference.infer(new, derive(new, read[1][name])).possible,
        )
        for name in read[0]
        if name in read[1]
    )
    return changes, len(failed)


def _json(
    told: Difference, others: Sequence[Listed], clients: Sequence[ClientChange], unusable: int
) -> Json:
    """The JSON of a difference."""
    return {
        "adieu": __version__,
        "old": _policy(told.old),
        "new": _policy(told.new),
        "as_of": told.on.isoformat(),
        "overall": told.overall,
        "settled": told.settled,
        "verdicts": [
            {
                "from": one.old,
                "to": one.new,
                "direction": one.direction,
                "witness": _witness(told, one.witness),
            }
            for one in told.verdicts
        ],
        "rules": [
            {
                "rule": one.name,
                "status": one.status,
                "more": one.more,
                "fewer": one.fewer,
                "more_witness": _witness(told, one.more_witness),
                "fewer_witness": _witness(told, one.fewer_witness),
                "grades": list(one.grades) if one.grades else None,
            }
            for one in told.rules
        ],
        "same_rules": list(told.same_rules),
        "said_differently": [
            {"part": one.part, "name": one.name, "what": one.what} for one in others
        ],
        "clients": [
            {"client": one.client, "from": list(one.before), "to": list(one.after)}
            for one in clients
        ],
        "unusable_clients": unusable,
    }


def _policy(policy: Policy) -> Json:
    return {"id": policy.name, "version": policy.version, "sha256": policy.sha256}


def _witness(told: Difference, witness: Witness | None) -> Json | None:
    if witness is None:
        return None
    return {
        "old": witness_text(told.old, witness.before),
        "new": witness_text(told.new, witness.after),
    }
