"""Hand-made texts → narratives in three languages: a rich one, a poor one, a client to keep."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import yaml
from msgspec.structs import replace

from adieu.language import Language, day, money, short_day
from adieu.narrative import (
    Cite,
    Evidence,
    FoundRule,
    Gate,
    Happening,
    Line,
    Narrative,
    Origin,
    OtherRule,
    PlanStep,
    Question,
    Reason,
    ScoreLine,
    ScoreSheet,
)

AS_OF = date(2026, 11, 1)
START = date(2025, 11, 1)
SPOKEN = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
SCORES = (4, 3, 4, 2, 1, 2, None, 1, 3, None, 2, 2, 1)


def _sayer(language: Language) -> Callable[[str], str]:
    def say(key: str) -> str:
        return str(SPOKEN["texts"][key][language])

    return say


def rich(language: Language, invoices: int = 40) -> Narrative:
    """A client about whom much is recorded and something is unknown."""
    say = _sayer(language)

    timeline = _timeline(language, invoices)

    def evidence(lane: str) -> tuple[Evidence, ...]:
        return tuple(
            Evidence(
                h.ref,
                h.on,
                h.day,
                h.text,
                h.event,
                say("note") if place == 1 and lane != "invoices" else None,
                h.hearsay,
                place != 4,
            )
            for place, h in enumerate(h for h in timeline if h.lane == lane and h.tone == "bad")
        )

    def line(text: str, truth: str, actual: str, required: str, lane: str = "") -> Line:
        word = {"true": say("yes"), "false": say("no"), "unknown": say("unknown")}[truth]
        stop = "\u00a0:" if language == "fr" else ":"
        return Line(
            f"{text}{stop} {required}",
            text,
            truth,
            word,
            actual,
            required,
            evidence(lane) if lane else (),
        )

    ten = Cite("ten-signs", "2", say("ten-signs"))
    five = Cite("five-reasons", None, say("five-reasons"))
    late_share = say("share-of-invoices-paid-late")
    at_least = say("at-least").format
    mental = FoundRule(
        "mental-abuse",
        say("keeps-belittling-people"),
        "red-flag",
        say("red-flag"),
        "conduct",
        say("conduct"),
        "true",
        say("they-were-told-on-5"),
        say("it-happened-again-after-the"),
        (line(say("belittled-again-after-being-told"), "true", "3", at_least("1"), "incidents"),),
        (),
        say("tell-them-once-more-that"),
        (ten, five),
        True,
        False,
    )
    late = FoundRule(
        "always-late",
        say("always-pays-late"),
        "ground",
        say("ground-to-part"),
        "payment",
        say("payment"),
        "unknown",
        say("whether-they-were-told-about"),
        say("35-of-40-invoices-were"),
        (
            line(say("invoices-fallen-due"), "true", "40", at_least("5")),
            line(late_share, "true", say("late-share"), at_least("80%"), "invoices"),
        ),
        (line(say("disputes-that-were-founded"), "false", "0", at_least("1")),),
        say("ask-for-a-deposit-agree"),
        (Cite("ten-signs", "5", ten.title),),
        False,
        False,
    )
    misused = FoundRule(
        "feels-misused",
        say("somebody-feels-misused"),
        "concern",
        say("concern"),
        "conduct",
        mental.theme_word,
        None,
        None,
        say("somebody-in-the-firm-says"),
        (
            replace(
                line(say("somebody-feels-misused-2"), "true", say("yes"), say("yes")), opinion=True
            ),
        ),
        (),
        None,
        (five,),
        False,
        True,
    )
    findings = (mental, late, misused)
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
            Reason(f.rule, f.because, f.grade, f.grade_word, f.hearsay, f.opinion) for f in findings
        ),
        no_red_flags=None,
        contrast=say("the-next-milder-verdict-is"),
        timeline=timeline,
        timeline_span=(START, AS_OF),
        findings=findings,
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
        score=_score(language),
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
        texts={},
    )


def _timeline(language: Language, invoices: int) -> tuple[Happening, ...]:
    say = _sayer(language)

    def happening(ref: str, on: date, word: str, text: str, tone: str) -> Happening:
        lane = ref.partition("[")[0]
        heard = ref in ("incidents[3]", "incidents[4]")
        return Happening(
            ref,
            on,
            short_day(language, on),
            lane,
            say(word),
            text,
            text.partition(";")[0],
            tone,
            heard,
        )

    found = []
    for number in range(invoices):
        on = START + timedelta(days=5 + number * 354 // max(1, invoices))
        amount = money(language, 1250 + 37 * number, "EUR")
        text = say("fell-due").format(number=number, amount=amount)
        tone = "plain" if number % 8 == 0 else "bad"
        found.append(happening(f"invoices[{number}]", on, "invoice", text, tone))
    for number, (month, on_day) in enumerate(((1, 12), (3, 4), (3, 9), (5, 20), (5, 21), (9, 2))):
        key = "threatened" if number == 5 else "belittled"
        on = date(2026, month, on_day)
        found.append(happening(f"incidents[{number}]", on, "incident", say(key), "bad"))
    for number, on_day in enumerate((2, 9, 16)):
        on = date(2026, 6, on_day)
        tone = "plain" if number == 0 else "bad"
        found.append(happening(f"contacts[{number}]", on, "contact", say("called"), tone))
    on = date(2026, 3, 5)
    found.append(happening("boundaries[0]", on, "boundary", say("told"), "told"))
    on = date(2025, 2, 1)
    found.append(happening("boundaries[1]", on, "boundary", say("told"), "told"))
    on = date(2026, 4, 10)
    found.append(happening("repairs[0]", on, "repair", say("tried"), "told"))
    return tuple(sorted(found, key=lambda one: (one.on, one.ref)))


def _score(language: Language) -> ScoreSheet:
    say = _sayer(language)
    known = 12
    lines = []
    for number, (labels, score) in enumerate(zip(SPOKEN["criteria"], SCORES, strict=True)):
        left_out = number == 6
        low = Fraction(100 * ((score or 1) - 1), 4 * known)
        high = Fraction(0) if left_out else Fraction(100 * ((score or 5) - 1), 4 * known)
        words = str(score) if score else say("left out" if left_out else "unknown")
        reason = say("fee-is-well-above-par")
        lines.append(
            ScoreLine(
                f"criterion_{number}",
                labels[language],
                words,
                1,
                low,
                high,
                number == 11,
                reason if number == 0 else None,
                say("87-5-late") if number == 7 else None,
            )
        )
    least = sum((one.low for one in lines), Fraction(0))
    most = sum((one.high for one in lines), Fraction(0))
    return ScoreSheet(
        tuple(lines),
        (least, most),
        say("27-1-to-35-4"),
        ("C",),
        say("class"),
        (("A", 75), ("B", 50), ("C", 25), ("D", 0)),
        False,
        say("the-firm-has-not-signed"),
    )


def keep(language: Language) -> Narrative:
    """A client to keep: nothing was found, everything that matters is known."""
    say = _sayer(language)
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
