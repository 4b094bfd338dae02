"""Promises about the Markdown report: its order, its layers, its reading as plain text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from markdown import markdown
from msgspec.structs import replace

from adieu.language import LANGUAGES, Language
from adieu.narrative import Narrative
from adieu.report.layout import WIDTH
from adieu.report.markdown import Pictures, to_markdown
from report.hostile import Seen, poisoned, texts
from report.narratives import keep, poor, rich

PICTURES = Pictures("de-korrel.en.timeline.svg", "de-korrel.en.score.svg")
MAKERS = (rich, poor, keep)


def _headings(text: str, level: int = 2) -> list[str]:
    mark = "#" * level + " "
    return [line.removeprefix(mark) for line in text.split("\n") if line.startswith(mark)]


def test_the_sections_come_in_the_order_in_which_people_read() -> None:
    """The report goes from the verdict through reasons, records and rules to plan and signature."""
    assert _headings(to_markdown(rich("en"), PICTURES)) == [
        "Why",
        "What separates this from the next milder verdict",
        "What happened",
        "What was found",
        "What was considered and did not apply",
        "What is still unknown",
        "What would change the verdict",
        "The classification",
        "What losing the revenue means",
        "Leaving through the front door",
        "The decision",
        "How this review was made",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", MAKERS)
def test_every_narrative_can_be_told_in_every_language(
    make: Callable[[Language], Narrative], language: Language
) -> None:
    """A rich, a poor and a good client each have a report in each language, the same every time."""
    told = to_markdown(make(language), PICTURES)
    assert told == to_markdown(make(language), PICTURES)
    assert told.startswith("# ")
    assert told.endswith("\n")
    assert "\n\n\n" not in told


def test_nothing_that_the_narrative_says_is_lost() -> None:
    """Reasons, conditions, sources, remedies, questions, steps and origins are all there."""
    narrative = rich("en")
    told = " ".join(to_markdown(narrative).split()).casefold()
    expected = [narrative.verdict_sentence, narrative.status_sentence, narrative.contrast]
    for finding in narrative.findings:
        expected += [finding.title, finding.because, finding.repair_sentence or ""]
        expected += [finding.remedy or "", *(cite.title for cite in finding.cites)]
        for line in (*finding.lines, *finding.exceptions):
            expected += [line.text.partition(":")[0], line.actual, line.required]
    for rules in (narrative.superseded, narrative.excused, narrative.undetermined, narrative.off):
        expected += [text for rule in rules for text in (rule.title, rule.sentence)]
    expected += [rule.title for rule in narrative.not_found]
    expected += [one.question for one in (*narrative.questions, *narrative.other_questions)]
    expected += [text for step in narrative.plan for text in (step.title, step.do, step.why)]
    expected += [one.sentence for one in narrative.outlook.alternatives]
    expected += [narrative.outlook.remark, narrative.outlook.lapse, narrative.outlook.margin]
    expected += [one.label for one in narrative.basis.facts]
    expected += [narrative.basis.sentence, narrative.basis.remark]
    expected += [one.label for one in narrative.origins]
    expected += [narrative.policy_sha256, narrative.facts_sha256, narrative.engine]
    assert [text for text in expected if text.casefold() not in told] == []


def test_no_ids_in_running_text() -> None:
    """The names that the policy's files use for rules, facts and records stay out of the report."""
    narrative = rich("en")
    told = to_markdown(narrative)
    ids = [one.rule for one in narrative.findings]
    ids += [one.rule for one in (*narrative.superseded, *narrative.excused)]
    ids += [one.fact for one in narrative.questions]
    ids += [one.fact for one in narrative.origins]
    assert [one for one in (*ids, "invoices[") if one in told] == []


def test_lines_are_short_and_tables_aligned() -> None:
    """Running text is broken into lines, and the bars of a table stand below each other."""
    long = "A sentence that goes on about nothing. " * 12
    told = to_markdown(replace(rich("en"), contrast=long))
    plain = [line for line in told.split("\n") if not line.startswith(("|", "#", "!"))]
    assert max(len(line) for line in plain) <= WIDTH
    table = told[told.index("| Date ") :].split("\n\n")[0].split("\n")
    assert len({line.index("|", 1) for line in table}) == 1


def test_pictures_only_where_they_lie_beside_the_report() -> None:
    """On a terminal there is no line for a picture; beside files there is, with its alternative."""
    assert "![" not in to_markdown(rich("en"))
    told = to_markdown(rich("en"), PICTURES)
    assert "![Timeline. The table below tells the same.](de-korrel.en.timeline.svg)" in told
    assert told.count("![") == 2


def test_a_long_timeline_shows_what_matters() -> None:
    """Beyond sixty records the table keeps what counts, and says how much it leaves out."""
    told = to_markdown(rich("en", 120))
    assert told.count("● invoice") == 0
    assert "16 other records that do not count against the client are left out" in told
    one = to_markdown(replace(rich("en", 120), timeline=rich("en", 120).timeline[-61:]))
    assert "left out of this table" in one


def test_much_evidence_is_counted() -> None:
    """Evidence beyond a dozen records is counted and found in the timeline."""
    assert "- and 23 more records, in the table above" in to_markdown(rich("en"))


def test_what_leads_to_the_same_verdict_stands_together() -> None:
    """Each verdict is named once above the ways to it, and once above the records that hold it."""
    told = " ".join(to_markdown(rich("en")).split())
    assert told.count("Each of these makes the verdict “Part”: -") == 1
    assert (
        "any one of these records is left out or proves wrong, the verdict becomes “Part”" in told
    )


def test_a_record_that_is_wrong_on_one_point_says_which() -> None:
    """Where leaving a record out changes nothing, the field that does is named behind it."""
    narrative = rich("en")
    first, second = narrative.basis.pivots[:2]
    pivots = (first, replace(second, point="deliberate: no instead of yes"))
    told = to_markdown(replace(narrative, basis=replace(narrative.basis, pivots=pivots)))
    assert "If this record is left out or proves wrong, the verdict becomes “Part”:" in told
    assert "If this record proves wrong on one point, the verdict becomes “Part”:" in told
    assert "; deliberate: no instead of yes" in told


def test_many_records_that_hold_the_verdict_up_are_counted() -> None:
    """Six of them are named, and the rest is found in the timeline."""
    narrative = rich("en")
    assert len(narrative.basis.pivots) == 8
    assert "- and 2 more records, in the timeline below" in to_markdown(narrative)
    least = tuple(one.record for one in narrative.basis.pivots)
    together = replace(narrative.basis, pivots=(), least=least, remark="Only together:")
    told = " ".join(to_markdown(replace(narrative, basis=together)).split())
    assert f"Only together: - {least[0].day}" in told
    assert "- and 2 more records, in the timeline below" in told


def test_the_mildest_verdict_rests_on_nothing() -> None:
    """Where nothing speaks against a client, no fact and no record is said to hold that up."""
    told = to_markdown(keep("en"))
    assert "rests on" not in told
    assert "proves wrong" not in told
    assert keep("en").outlook.remark in told


def test_what_is_not_known_is_not_shown_as_none() -> None:
    """Where nothing was scored there is no classification; where nothing is recorded it says so."""
    told = to_markdown(poor("en"))
    assert "## The classification" not in told
    assert "Nothing is recorded in this period." in told
    assert "Nothing was assumed." in told


def test_hearsay_and_opinions_are_marked() -> None:
    """Hearsay is called hearsay and an opinion an opinion wherever they are used."""
    told = to_markdown(rich("en"))
    assert "*(red flag, hearsay)*" in told
    assert "*(concern, opinion)*" in told
    assert "20 May 2026: Belittled someone (hearsay)" in told
    assert "Somebody feels misused (opinion)" in told


def test_a_reason_without_a_grade_has_no_empty_brackets() -> None:
    """Where no rule is behind a reason, nothing stands in brackets after it."""
    bare = replace(rich("en").reasons[1], grade="", grade_word="")
    assert "()" not in to_markdown(replace(rich("en"), reasons=(bare,)))


def test_the_second_opinion_is_named_or_missed() -> None:
    """The footer says which engine agreed, or that a second opinion was not available."""
    assert "A second engine (reference) came to the same result." in to_markdown(rich("en"))
    assert "A second opinion was not available." in to_markdown(keep("en"))


def test_a_sensitive_case_warns_the_reader() -> None:
    """The internal report of a sensitive case says at the top that the reasons stay inside."""
    head = to_markdown(replace(rich("en"), aml_sensitive=True)).split("## ")[0]
    assert "do not tell the client why" in head


def test_a_person_decides() -> None:
    """The report ends its argument with the question to weigh, and with room to sign."""
    told = to_markdown(rich("en"))
    assert "Weigh the effort of keeping this client against what it brings." in told
    assert "| Name " in told
    assert "| Signature " in told


@settings(deadline=None, max_examples=25)
@given(text=texts)
def test_a_hostile_file_changes_no_structure(text: str) -> None:
    """With a hostile text in every place the document has the elements of a harmless one."""
    hostile, harmless = (
        Seen(markdown(to_markdown(poisoned(rich("en", 5), one), PICTURES), extensions=["tables"]))
        for one in (f"a {text} b", "a b")
    )
    assert hostile.tags == harmless.tags
    assert not hostile.odd
