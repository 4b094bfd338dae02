"""A policy → what is wrong with it, on the terminal."""

from __future__ import annotations

from pathlib import Path

from adieu.commands import terminal as t
from adieu.diagnostics import Diagnostics, Unusable
from adieu.language import Filling, Language
from adieu.load.policy import load_policy

_UNREADABLE = ("file-missing", "file-is-folder", "file-not-regular", "file-unreadable")


def check(path: Path, language: Language) -> int:
    """Print every diagnostic about a policy; returns the exit status."""
    found = Diagnostics()
    try:
        policy = load_policy(path, found)
    except Unusable as error:
        t.print_diagnostics(error.diagnostics, language)
        codes = {one.code for one in error.diagnostics if one.severity == "error"}
        return t.UNUSABLE if codes <= set(_UNREADABLE) else t.ANSWER_IS_NO
    t.print_diagnostics(found, language)
    print(
        t.printable(
            t.say(
                language,
                "check.fine",
                policy=Filling(policy.name),
                version=Filling(policy.version),
                rules=len(policy.active),
                facts=sum(fact.rule is None for fact in policy.facts.values()),
                warnings=Filling(t.say(language, "check.warnings", count=len(found))),
            )
        )
    )
    return t.DONE
