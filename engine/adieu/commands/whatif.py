"""A client, changes + a policy → two reviews side by side and why they differ; writes no file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct

from adieu.case import Case
from adieu.clients.change_texts import read_changes
from adieu.clients.changes import Change, SetFact, changed
from adieu.clients.consistency import check_case
from adieu.clients.folder import read_cases
from adieu.commands import terminal as t
from adieu.commands.whatif_text import as_text
from adieu.diagnostics import Diagnostics, Note, Place, Source, Unusable
from adieu.infer.durable import EngineFailure
from adieu.judge import EnginesDisagree, judge
from adieu.language import Language
from adieu.load.policy import load_policy
from adieu.policy import Policy
from adieu.tell.as_json import json_text
from adieu.tell.changes import told_changes
from adieu.tell.comparison import compare
from adieu.tell.comparison_json import comparison_json


class Request(Struct, frozen=True):
    """What the user asked for; ``words`` are the changes as the shell gave them."""

    client: Path
    words: tuple[str, ...]
    policy: Path
    as_of: date | None
    language: Language
    format: Literal["text", "json"]


def whatif(request: Request) -> int:
    """Compare a client with what it would be; returns the exit status."""
    language = request.language
    found = Diagnostics()
    try:
        policy = load_policy(request.policy, found)
        case = _client(request, policy, found)
        changes, after = wanted(_readable(request.words), policy, case, found)
        found.stop_on_error()
    except Unusable as error:
        t.print_diagnostics(error.diagnostics, language)
        return t.UNUSABLE
    t.print_diagnostics(found, language)
    try:
        explanations = judge(policy, case), judge(policy, after)
    except EnginesDisagree as error:
        answers = {"durable": error.durable, "reference": error.reference}
        t.print_error(language, "engines-disagree", case.client, **answers)
        return t.UNUSABLE
    except EngineFailure as error:
        t.print_error(language, "engine-failure", case.client, problem=str(error))
        return t.UNUSABLE
    told = told_changes(changes, explanations[0].facts, explanations[1].facts, language)
    comparison = compare(*explanations, language)
    if request.format == "json":
        text = json_text(comparison_json(told, comparison)) + "\n"
    else:
        text = t.printable(as_text(told, comparison, language))
    sys.stdout.write(text)
    return t.DONE


def _client(request: Request, policy: Policy, found: Diagnostics) -> Case:
    """The one client that is asked about.

    Raises:
        Unusable: where it cannot be used, or where there is more than one.
    """
    cases = list(read_cases([request.client], policy, request.as_of, date.today()))
    if len(cases) > 1:
        help = Note("help.change-one-client")
        place = Place(Source(str(request.client)))
        found.error("change-several-clients", place, help, count=len(cases))
        found.stop_on_error()
    for one in cases:
        found.extend(one.diagnostics)
    found.stop_on_error()
    case = cases[0].case
    assert case is not None
    return case


def _readable(words: Sequence[str]) -> list[str]:
    """Words without the bytes that are no text, which a shell can pass and nothing can print."""
    return [one.encode("utf-8", "surrogateescape").decode("utf-8", "replace") for one in words]


def wanted(
    words: Sequence[str], policy: Policy, case: Case, found: Diagnostics
) -> tuple[tuple[Change, ...], Case]:
    """The changes that are asked for, and the case with them.

    Raises:
        Unusable: with everything that is wrong with the changes, or with what they lead to.
    """
    changes = read_changes(words, policy, case, found)
    found.stop_on_error()
    after = changed(case, changes)
    given = frozenset(one.name for one in changes if isinstance(one, SetFact))
    check_case(policy, after, found, given)
    found.stop_on_error()
    return changes, after
