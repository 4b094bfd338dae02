"""Hand-made texts → narratives in three languages: a rich one, a poor one, a client to keep."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from adieu.language import Language, day
from adieu.narrative import (
    Alternative,
    Basis,
    Evidence,
    Gate,
    Narrative,
    Origin,
    OtherRule,
    Outlook,
    Pivot,
    PlanStep,
    Question,
    Reason,
    Shift,
)
from report.narrative_parts import SPOKEN, START, Lines, findings, sayer, score, timeline

AS_OF = date(2026, 11, 1)


def rich(language: Language, invoices: int = 40) -> Narrative:
    """A client about whom much is recorded and something is unknown."""
    say = sayer(language)

    happenings = timeline(language, invoices)
    line = Lines(language, happenings)
    found = mental, late, misused = findings(line)
    at_least = say("at-least").format
    changes = say("changes-of-mind")
    near = OtherRule(
        "unreasonable-demands",
        say("unreasonable-demands"),
        mental.grade_word,
        mental.theme_word,
        say("there-were-2-demands-but"),
        (),
        line(say("demands-after-being-told"), "false", "0", at_least("2")),
        True,
        say("tell-them-and-record-it"),
    )
    not_found = tuple(
        OtherRule(
            f"rule-{number}",
            title[language],
            mental.grade_word,
            mental.theme_word,
            "",
            (),
            line(title[language].lower(), "false", str(number), at_least(str(number + 2)))
            if number
            else None,
        )
        for number, title in enumerate(SPOKEN["titles"])
    )
    return Narrative(
        language=language,
        audience="internal",
        client="de-korrel",
        name="Bakkerij De Korrel",
        as_of=AS_OF,
        as_of_words=day(language, AS_OF),
        window_words=say("12-months"),
        verdict="fire-now",
        verdict_title=say("part-at-once"),
        verdict_sentence=say("part-with-bakkerij-de-korrel"),
        verdict_meaning=say("a-red-flag-was-found"),
        final=False,
        status_sentence=say("this-is-provisional-two-answers"),
        possible_verdicts=("fire-now", "fire"),
        possible_titles=(say("part-at-once"), say("part")),
        reasons=tuple(
            Reason(f.rule, f.because, f.grade, f.grade_word, f.hearsay, f.opinion) for f in found
        ),
        no_red_flags=None,
        contrast=say("the-next-milder-verdict-is"),
        basis=_basis(language, tuple(x for f in found for one in f.lines for x in one.evidence)),
        timeline=happenings,
        timeline_span=(START, AS_OF),
        findings=found,
        superseded=(
            OtherRule(
                "late-payment",
                say("pays-late"),
                misused.grade_word,
                late.theme_word,
                say("always-pays-late-says-more"),
                (),
                by="always-late",
            ),
        ),
        excused=(
            OtherRule(
                "changes-mind",
                say("keeps-changing-their-mind"),
                late.grade_word,
                late.theme_word,
                say("the-work-is-billed-by"),
                (line(changes, "true", "4", at_least("3")),),
            ),
        ),
        undetermined=(
            OtherRule(
                "drains-time",
                say("drains-time"),
                misused.grade_word,
                late.theme_word,
                say("the-share-of-the-firm"),
                (),
                needs=("hours_share",),
            ),
        ),
        not_found=(near, *not_found),
        off=(
            OtherRule(
                "class-d",
                say("class-d"),
                late.grade_word,
                late.theme_word,
                say("we-talk-about-that-in"),
                (),
            ),
        ),
        questions=(
            Question(
                "incidents[2].deliberate",
                say("was-what-happened-on-4"),
                say("it-decides-between-part-at"),
                ("fire-now", "fire"),
                say("records-say"),
            ),
        ),
        other_questions=(Question("hours_share", say("what-share-of-the-firm"), "", ()),),
        outlook=_outlook(language),
        score=score(language),
        revenue_sentence=say("this-client-brings-12-of"),
        plan_title=say("leaving-through-the-front-door"),
        plan=tuple(
            PlanStep(f"step-{n}", title[language], do[language], why[language])
            for n, (title, do, why) in enumerate(SPOKEN["steps"])
        ),
        plan_open=(PlanStep("collect-first", *(text[language] for text in SPOKEN["open"])),),
        gates=(
            Gate(
                "can_do_without",
                say("the-firm-can-do-without"),
                "true",
                say("yes"),
                (
                    line(say("share-of-revenue"), "true", say("twelve"), say("less-than-25")),
                    line(say("months-of-cash"), "unknown", say("unknown"), at_least("3")),
                ),
            ),
        ),
        origins=tuple(
            Origin(f"fact_{n}", label[language], str(n + 2), origin[language], n == 2)
            for n, (label, origin) in enumerate(SPOKEN["origins"])
        ),
        assumptions=(say("where-a-record-does-not"),),
        aml_sensitive=False,
        policy="house",
        policy_title=say("house-policy"),
        policy_version="2026.1",
        policy_sha256="9f2c" * 16,
        facts_sha256="04be" * 16,
        engine="durable-rules 2.0.28",
        agreed_with="reference",
        version="0.1.0",
        client_place="clients/de-korrel.yaml",
    )


def _basis(language: Language, evidence: tuple[Evidence, ...]) -> Basis:
    """Two facts, of which one is an opinion, and records that hold the verdict up."""
    say = sayer(language)
    return Basis(
        (
            Origin("late_invoices", say("share-of-invoices-paid-late"), "87.5%", "", False),
            Origin("feels_misused", say("somebody-feels-misused-2"), say("yes"), "", True),
        ),
        say("these-facts-are-enough"),
        tuple(Pivot(one, "fire", say("part")) for one in evidence[:8]),
        (),
        "",
    )


def _outlook(language: Language) -> Outlook:
    """Ways in the hands of the client, of the firm and of both, and one that is an opinion."""
    say = sayer(language)
    pays = Shift("open_invoices", "client", "9", "0", say("the-client-pays"), False)
    saves = Shift("cash_months", "firm", "2", "3", say("the-firm-saves"), False)
    feels = Shift("attitude", "client", "1", "4", say("the-client-smiles"), True)
    return Outlook(
        tuple(
            Alternative("fire", say("part"), shifts, " ".join(one.sentence for one in shifts))
            for shifts in ((pays,), (saves,), (pays, saves), (feels,))
        ),
        say("fewer-changes-unsettled"),
        say("it-lapses"),
        say("one-more-and-it-is-worse"),
    )


def keep(language: Language) -> Narrative:
    """A client to keep: nothing was found, everything that matters is known."""
    say = sayer(language)
    full = rich(language, 12)
    verdict = say("keep-this-client")
    return replace(
        full,
        verdict="keep",
        verdict_title=say("keep"),
        verdict_sentence=verdict,
        verdict_meaning="",
        final=True,
        status_sentence=say("this-is-final-no-missing"),
        possible_verdicts=("keep",),
        possible_titles=(say("keep"),),
        reasons=(),
        no_red_flags=say("no-red-flags-were-found"),
        contrast="",
        basis=Basis(),
        outlook=Outlook(remark=say("already-the-mildest")),
        timeline=tuple(
            replace(one, tone="plain") for one in full.timeline if one.lane == "invoices"
        ),
        findings=(),
        superseded=(),
        undetermined=(),
        questions=(),
        off=(),
        plan_title=full.plan_title,
        plan=(),
        plan_open=(),
        agreed_with=None,
    )


def poor(language: Language) -> Narrative:
    """A client about whom nothing is known."""
    full = keep(language)
    return replace(
        full,
        final=False,
        status_sentence="",
        possible_verdicts=("fire-now", "fire", "prepare", "talk", "keep"),
        possible_titles=("A", "B", "C", "D", "E"),
        timeline=(),
        excused=(),
        undetermined=rich(language).undetermined,
        questions=rich(language).questions * 3,
        not_found=(),
        score=None,
        revenue_sentence="",
        gates=(),
        origins=(),
        assumptions=(),
    )
