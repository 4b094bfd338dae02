"""Hand-made texts in one language → the parts of a narrative: timeline, findings, score."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import yaml
from msgspec.structs import replace

from adieu.language import Language, money, short_day
from adieu.narrative import Cite, Evidence, FoundRule, Happening, Line, ScoreLine, ScoreSheet

START = date(2025, 11, 1)
SPOKEN = yaml.safe_load(Path(__file__).with_name("narratives.yaml").read_text("utf-8"))
SCORES = (4, 3, 4, 2, 1, 2, None, 1, 3, None, 2, 2, 1)


def sayer(language: Language) -> Callable[[str], str]:
    """What is said under a key, in one language."""

    def say(key: str) -> str:
        return str(SPOKEN["texts"][key][language])

    return say


def timeline(language: Language, invoices: int) -> tuple[Happening, ...]:
    """Everything that happened, by date."""
    say = sayer(language)

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


class Lines:
    """What conditions say in one language, with the bad records of a timeline as evidence."""

    def __init__(self, language: Language, happenings: tuple[Happening, ...]) -> None:
        self.language, self.happenings = language, happenings
        self.say = sayer(language)

    def __call__(self, text: str, truth: str, actual: str, required: str, lane: str = "") -> Line:
        """A condition, how it stands, and the records of a lane."""
        word = {"true": "yes", "false": "no", "unknown": "unknown"}[truth]
        stop = "\u00a0:" if self.language == "fr" else ":"
        whole = f"{text}{stop} {required}"
        evidence = self.evidence(lane) if lane else ()
        return Line(whole, text, truth, self.say(word), actual, required, evidence)

    def evidence(self, lane: str) -> tuple[Evidence, ...]:
        """The bad records of a lane; one has a note, one does not count by itself."""
        bad = [one for one in self.happenings if one.lane == lane and one.tone == "bad"]
        return tuple(
            Evidence(
                one.ref,
                one.on,
                one.day,
                one.text,
                one.event,
                self.say("note") if place == 1 and lane != "invoices" else None,
                one.hearsay,
                place != 4,
            )
            for place, one in enumerate(bad)
        )


def findings(lines: Lines) -> tuple[FoundRule, FoundRule, FoundRule]:
    """A red flag, a ground whose repair is unknown, and a concern that is only felt."""
    say = lines.say
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
        (lines(say("belittled-again-after-being-told"), "true", "3", at_least("1"), "incidents"),),
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
            lines(say("invoices-fallen-due"), "true", "40", at_least("5")),
            lines(late_share, "true", say("late-share"), at_least("80%"), "invoices"),
        ),
        (lines(say("disputes-that-were-founded"), "false", "0", at_least("1")),),
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
                lines(say("somebody-feels-misused-2"), "true", say("yes"), say("yes")), opinion=True
            ),
        ),
        (),
        None,
        (five,),
        False,
        True,
    )
    return mental, late, misused


def score(language: Language) -> ScoreSheet:
    """A scorecard with a score unknown, one left out and an opinion."""
    say = sayer(language)
    known = 12
    lines = []
    for number, (labels, given) in enumerate(zip(SPOKEN["criteria"], SCORES, strict=True)):
        left_out = number == 6
        low = Fraction(100 * ((given or 1) - 1), 4 * known)
        high = Fraction(0) if left_out else Fraction(100 * ((given or 5) - 1), 4 * known)
        words = str(given) if given else say("left out" if left_out else "unknown")
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
