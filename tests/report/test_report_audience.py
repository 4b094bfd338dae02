"""Promises about the client's own version: what it may see, and what never leaves the firm."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from adieu.language import LANGUAGES, Language
from adieu.report.audience import for_client
from adieu.report.html import to_html
from adieu.report.markdown import to_markdown
from report.narratives import rich


def _told(language: Language = "en", sensitive: bool = False) -> str:
    narrative = for_client(replace(rich(language), aml_sensitive=sensitive))
    return to_markdown(narrative) + to_html(narrative)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_internal_never_leaves(language: Language) -> None:
    """Notes, opinions, hearsay, scores, money, advice to the firm and signatures are left out."""
    narrative = rich(language)
    told = _told(language)
    assert narrative.score is not None
    internal = [one.reason or "" for one in narrative.score.lines]
    internal += [one.note or "" for f in narrative.findings for x in f.lines for one in x.evidence]
    internal += [one.day for one in narrative.timeline if one.hearsay]
    internal += [narrative.revenue_sentence, narrative.contrast, narrative.client_place]
    internal += [step.title for step in (*narrative.plan, *narrative.plan_open)]
    internal += [one.question for one in (*narrative.questions, *narrative.other_questions)]
    internal += [one.title for one in narrative.not_found]
    internal += [one.remedy or "" for one in narrative.findings]
    internal += [one.because for one in narrative.findings if one.opinion]
    internal += [narrative.basis.sentence, narrative.outlook.lapse, narrative.outlook.margin]
    internal += [
        shift.sentence
        for one in narrative.outlook.alternatives
        for shift in one.shifts
        if shift.who != "client" or shift.internal
    ]
    assert [text for text in internal if text and text in told] == []


def test_the_client_sees_for_whom_it_is_and_why() -> None:
    """The client sees its name, the verdict, the firm's reasons, and whom to tell of a mistake."""
    told = _told()
    assert "For Bakkerij De Korrel." in told
    assert "35 of 40 invoices were paid late: 87.5%." in told
    assert "Tell your contact at the firm." in told
    assert "This review is provisional" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_client_sees_what_it_can_change_alone(language: Language) -> None:
    """Only ways that lie in the client's own hands are shown, and none that is half of one."""
    (way,) = for_client(rich(language)).outlook.alternatives
    assert [shift.who for shift in way.shifts] == ["client"]
    assert way.sentence in _told(language)
    assert way.sentence not in _told(language, sensitive=True)
    firm = rich(language).outlook.alternatives[1:]
    outlook = replace(rich(language).outlook, alternatives=firm)
    nothing = for_client(replace(rich(language), outlook=outlook))
    assert 'id="change-heading"' not in to_html(nothing)


def test_what_rests_on_hearsay_alone_vanishes() -> None:
    """A finding keeps its first-hand records; without any it goes, and its reason with it."""
    narrative = rich("en")
    first = narrative.findings[0]
    heard = tuple(
        replace(line, evidence=tuple(replace(one, hearsay=True) for one in line.evidence))
        for line in first.lines
    )
    only = for_client(replace(narrative, findings=(replace(first, lines=heard),)))
    assert only.findings == ()
    assert only.reasons == ()
    kept = for_client(narrative).findings[0]
    assert kept.rule == "mental-abuse"
    assert not kept.hearsay
    assert not any(one.hearsay for line in kept.lines for one in line.evidence)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sensitive_case_gives_no_reason(language: Language) -> None:
    """The client of a sensitive case reads the verdict and no reason, nor that it is sensitive."""
    narrative = for_client(replace(rich(language), aml_sensitive=True))
    reasons = (narrative.reasons, narrative.findings, narrative.timeline, narrative.excused)
    assert not any((*reasons, narrative.superseded, narrative.assumptions))
    assert not narrative.aml_sensitive
    told = _told(language, sensitive=True)
    assert rich(language).verdict_sentence in told
    assert not any(one.because in told for one in rich(language).findings)


def test_who_in_the_firm_was_concerned_stays_inside() -> None:
    """The details of a record, which may say whom it hit, are not shown to the client."""
    narrative = rich("en")
    text = "Incident (threatening); aimed at: the owner"
    event = "Incident (threatening)"
    named = tuple(replace(one, text=text, event=event) for one in narrative.timeline)
    assert {one.text for one in for_client(replace(narrative, timeline=named)).timeline} == {event}


def test_the_internal_report_is_not_changed() -> None:
    """Making the client's version leaves the narrative as it was."""
    narrative = rich("en")
    for_client(narrative)
    assert narrative == rich("en")
