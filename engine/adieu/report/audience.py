"""An internal narrative → the narrative that may be shown to the client itself.

What is opinion, hearsay, score, money or advice to the firm goes; what the firm recorded itself and
what it concludes from that stays.  Where a case is sensitive, no reason of any kind stays.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from adieu.narrative import Basis, FoundRule, Line, Narrative, OtherRule, Outlook


def for_client(narrative: Narrative) -> Narrative:
    """A version to show the client: no opinions, hearsay, scores, notes or internal advice."""
    bare = _bare(narrative)
    if narrative.aml_sensitive:
        return replace(bare, aml_sensitive=False)
    findings = tuple(told for one in narrative.findings if (told := _finding(one)) is not None)
    kept = {one.rule for one in findings}
    return replace(
        bare,
        final=narrative.final,
        reasons=tuple(
            replace(one, hearsay=False)
            for one in narrative.reasons
            if one.rule in kept and not one.opinion
        ),
        no_red_flags=narrative.no_red_flags,
        timeline=tuple(
            replace(one, text=one.event) for one in narrative.timeline if not one.hearsay
        ),
        findings=findings,
        superseded=_others(narrative.superseded),
        outlook=_outlook(narrative.outlook),
        excused=_others(narrative.excused),
        assumptions=narrative.assumptions,
    )


def _bare(narrative: Narrative) -> Narrative:
    """The verdict, and what it takes to make it again: nothing that tells why."""
    return replace(
        narrative,
        audience="client",
        verdict_meaning="",
        final=True,
        status_sentence="",
        possible_verdicts=(narrative.verdict,),
        possible_titles=(narrative.verdict_title,),
        reasons=(),
        no_red_flags=None,
        contrast="",
        basis=Basis(),
        timeline=(),
        findings=(),
        superseded=(),
        excused=(),
        undetermined=(),
        not_found=(),
        off=(),
        questions=(),
        other_questions=(),
        outlook=Outlook(),
        score=None,
        revenue_sentence="",
        plan_title="",
        plan=(),
        plan_open=(),
        gates=(),
        origins=(),
        assumptions=(),
        client_place="",
    )


def _finding(finding: FoundRule) -> FoundRule | None:
    """A finding without opinions and hearsay, or nothing where it rests on these alone."""
    lines = _lines(finding.lines)
    before = [one for line in finding.lines for one in line.evidence]
    after = [one for line in lines for one in line.evidence]
    if finding.opinion or (finding.lines and not lines) or (before and not after):
        return None
    if finding.hearsay and not after:
        return None
    exceptions = _lines(finding.exceptions)
    return replace(finding, lines=lines, exceptions=exceptions, remedy=None, hearsay=False)


def _lines(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Conditions without opinions; those that had only hearsay for evidence go as well."""
    told = []
    for line in lines:
        evidence = tuple(
            replace(one, text=one.event, note=None) for one in line.evidence if not one.hearsay
        )
        if not line.opinion and (evidence or not line.evidence):
            told.append(replace(line, evidence=evidence))
    return tuple(told)


def _others(rules: Iterable[OtherRule]) -> tuple[OtherRule, ...]:
    """Rules that did not count, where neither opinion nor hearsay is among what they rest on."""
    return tuple(
        replace(rule, lines=_lines(rule.lines), nearest=None, remedy=None, needs=())
        for rule in rules
        if not any(line.opinion or any(one.hearsay for one in line.evidence) for line in rule.lines)
    )


def _outlook(outlook: Outlook) -> Outlook:
    """The ways to a milder verdict that lie in the client's own hands alone, if there are any."""
    own = (
        one
        for one in outlook.alternatives
        if all(shift.who == "client" and not shift.internal for shift in one.shifts)
    )
    return Outlook(tuple(own))
