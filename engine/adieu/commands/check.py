"""A policy → what is wrong with it and what its proofs yield, on the terminal."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from adieu.commands import terminal as t
from adieu.diagnostics import Diagnostic, Diagnostics, Unusable
from adieu.language import Filling, Language
from adieu.load.policy import load_policy
from adieu.policy import Policy

if TYPE_CHECKING:
    from adieu.proof.check.findings import Checked, Finding

_UNREADABLE = ("file-missing", "file-is-folder", "file-not-regular", "file-unreadable")


class Request(NamedTuple):
    """What to check and how to print it; without ``seconds`` nothing is proved."""

    path: Path
    language: Language
    format: Literal["text", "json"] = "text"
    witnesses: Path | None = None
    seconds: float | None = 5.0


class Said(NamedTuple):
    """A diagnostic about a policy, and the finding of a proof behind it."""

    diagnostic: Diagnostic
    finding: Finding | None


def check(request: Request) -> int:
    """Print everything that is wrong with a policy; returns the exit status."""
    found = Diagnostics()
    try:
        policy = load_policy(request.path, found)
        _check_phrases(policy, found)
    except Unusable as error:
        codes = {one.code for one in error.diagnostics if one.severity == "error"}
        status = t.UNUSABLE if codes <= set(_UNREADABLE) else t.ANSWER_IS_NO
        if request.format == "json":
            _print_json(request, None, [Said(one, None) for one in error.diagnostics], None)
        else:
            t.print_diagnostics(error.diagnostics, request.language)
        return status
    checked = _proofs(policy, request)
    said = _in_order(policy, found, checked)
    if request.witnesses is not None and not _write(policy, said, request):
        return t.UNUSABLE
    if request.format == "json":
        _print_json(request, policy, said, checked)
    else:
        _print(request, policy, said, checked)
    failed = any(one.diagnostic.severity == "error" for one in said)
    return t.ANSWER_IS_NO if failed else t.DONE


def _check_phrases(policy: Policy, found: Diagnostics) -> None:
    """Report phrases of scenarios that cannot be read, where what reads them is installed."""
    if find_spec("cucumber_expressions") is not None:
        from adieu.living.phrases import check_phrases

        check_phrases(policy, found)
        found.stop_on_error()


def _proofs(policy: Policy, request: Request) -> Checked | None:
    """What the proofs yield, less what the author of these files can do nothing about."""
    if request.seconds is None:
        return None
    from adieu.load.files import extended
    from adieu.proof.check.proofs import check as prove
    from adieu.proof.check.proofs import own, settled_elsewhere

    checked = own(prove(policy, request.seconds), policy, request.path)
    base = extended(request.path)
    if base is None or not settled_elsewhere(checked, policy, request.path):
        return checked
    before = prove(load_policy(base), request.seconds)
    return own(checked, policy, request.path, before)


def _in_order(policy: Policy, found: Diagnostics, checked: Checked | None) -> list[Said]:
    """Everything that is said, file by file."""
    findings = checked.findings if checked else ()
    said = [Said(one, None) for one in found]
    said += [Said(one.said_of(policy), one) for one in findings]

    def file(one: Said) -> str:
        return one.diagnostic.where.source.name if one.diagnostic.where else ""

    said.sort(key=file)
    behind = {id(one.diagnostic): one for one in said}
    return [behind[id(one)] for one in Diagnostics(one.diagnostic for one in said).in_order()]


def _print(request: Request, policy: Policy, said: list[Said], checked: Checked | None) -> None:
    for one in said:
        t.print_diagnostics([one.diagnostic], request.language)
        if one.finding is not None:
            _print_witness(one.finding, policy, request.language)
    errors = sum(one.diagnostic.severity == "error" for one in said)
    language = request.language
    wrong = t.say(language, "check.errors", count=errors) if errors else (
        t.say(language, "check.no-errors")
    )  # fmt: skip
    warnings = t.say(language, "check.warnings", count=len(said) - errors)
    line = t.say(
        language,
        "check.fine",
        policy=Filling(policy.name),
        version=Filling(policy.version),
        rules=len(policy.active),
        facts=sum(fact.rule is None for fact in policy.facts.values()),
        errors=Filling(wrong),
        warnings=Filling(warnings),
    )
    print(t.printable(line))
    if proved := _proved(language, checked):
        print(t.printable(proved))


def _proved(language: Language, checked: Checked | None) -> str:
    """How the promises fared, and whether every part of the policy can matter."""
    if checked is None:
        return t.say(language, "check.not-proved")
    fates = list(checked.promises.values())
    counts = (("proved", "proved"), ("refuted", "refuted"), ("not settled", "unsettled"))
    words = [
        t.say(language, f"check.{key}", count=fates.count(fate))
        for fate, key in counts
        if fate in fates
    ]
    lines = [", ".join(words)] if words else []
    if not checked.findings:
        lines.append(t.say(language, "check.all-needed"))
    return "\n".join(lines)


def _print_witness(finding: Finding, policy: Policy, language: Language) -> None:
    """The client that shows a finding, and how the other one differs."""
    witness = finding.witness
    if witness is None:
        return
    from adieu.tell.witness import change_text, witness_text

    titles = {one.verdict: one.title[language] for one in policy.verdicts}
    words = t.say(language, "check.witness", verdict=Filling(titles[witness.verdict]))
    lines = [f"   {words}:"]
    lines += [f"     {line}" for line in witness_text(policy, witness.case).splitlines()]
    if witness.other is not None and witness.otherwise is not None:
        changes = ", ".join(
            f"`{change_text(policy, name, witness.other)}`" for name in witness.changed
        )
        other = Filling(titles[witness.otherwise])
        words = t.say(language, "check.otherwise", changes=Filling(changes), verdict=other)
        lines.append(f"   {words}")
    print(t.printable("\n".join(lines)), file=sys.stderr)


def _write(policy: Policy, said: list[Said], request: Request) -> bool:
    """Write each witness as a client's file; reports where that is impossible."""
    from adieu.tell.witness import witness_text

    assert request.witnesses is not None
    files: dict[str, str] = {}
    for one in said:
        witness = one.finding.witness if one.finding else None
        if one.finding is None or witness is None:
            continue
        name = one.finding.path.partition(":")[2].replace("/", ".")
        base, number = f"{one.finding.code}-{name}", 2
        stem = base
        while f"{stem}.yaml" in files:
            stem, number = f"{base}-{number}", number + 1
        files[f"{stem}.yaml"] = witness_text(policy, witness.case)
        if witness.other is not None:
            files[f"{stem}-otherwise.yaml"] = witness_text(policy, witness.other)
    try:
        request.witnesses.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            t.write_atomically(request.witnesses / name, text)
    except OSError as error:
        where, reason = str(request.witnesses), error.strerror or str(error)
        t.print_error(request.language, "out-unwritable", where, reason=reason)
        return False
    return True


def _print_json(
    request: Request, policy: Policy | None, said: list[Said], checked: Checked | None
) -> None:
    from adieu.tell.check_json import check_json

    pairs = [(one.diagnostic, one.finding) for one in said]
    print(check_json(policy, pairs, checked, request.language))
