"""A sound small policy + edits → policies with planted defects, and what is to be said of each."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

SOUND = Path(__file__).parents[1] / "proof" / "policies" / "sound.yaml"
WORDS = "{en: Words, nl: Woorden, fr: Mots}"
RULE_END = "\nverdicts:\n"
STEP_END = "\npromises:\n"
ROW_END = "  - verdict: keep\n"
FACT_END = "\nscorecard:\n"


class Defect(NamedTuple):
    """What is put before or in place of a text, and where which finding is to be reported."""

    code: str
    line: str
    """The line at which it is reported, or the beginning of it."""
    old: str
    new: str
    severity: str = "warning"


def rule(name: str, grade: str, when: str, more: str = "") -> str:
    """A rule to be added."""
    return (
        f"  - rule: {name}\n    title: {WORDS}\n    grade: {grade}\n    theme: work\n"
        f"    when: {when}\n{more}    because: {WORDS}\n"
    )


def before(end: str, text: str) -> tuple[str, str]:
    """The edit that puts a text before another."""
    return end, f"{text}{end}"


ROW = (
    f"  - verdict: warn\n    title: {WORDS}\n    sentence: {WORDS}\n    meaning: {WORDS}\n"
    "    when: [findings with grade concern is at least 2]\n"
)
STEP = (
    "  - step: never-taken\n    verdicts: [keep]\n"
    "    when: [findings with rule insulting is at least 1]\n"
    f"    title: {WORDS}\n    do: {WORDS}\n    why: {WORDS}\n"
)
EXCUSED = f"    unless: [hours is more than 2]\n    excused: {WORDS}\n"
MOOD = f"  mood:\n    type: yes-no\n    label: {WORDS}\n    question: {WORDS}\n"
ODD = (
    "  odd_bills:\n    count: bills\n    where: [size is small, size is large]\n"
    f"    label: {WORDS}\n"
)
SINK = "when: [hours is more than 100, "
SIZE = "      size:\n"
PROMISE = "  - promise: the-rude-never-stay\n"
TEXT = f"    text: {WORDS}\n"

DEFECTS = {
    "rule that is always excused": Defect(
        "rule-dead", "  - rule: never-found",
        *before(RULE_END, rule("never-found", "concern", "[hours is more than 5]", EXCUSED)),
    ),
    "conditions that contradict": Defect(
        "conditions-contradict", "      - hours is less than 5",
        *before(RULE_END, rule(
            "both-ways", "concern",
            "\n      - hours is more than 10\n      - rude is yes\n      - hours is less than 5",
        )),
        severity="error",
    ),
    "rule that changes nothing": Defect(
        "rule-idle", "  - rule: no-matter",
        *before(RULE_END, rule(
            "no-matter", "concern", "[hours is more than 200, revenue is less than EUR 1000]"
        )),
    ),
    "exception that never applies": Defect(
        "exception-dead", "    unless: [bills_due is 0]",
        "    because: {en: Late.",
        f"    unless: [bills_due is 0]\n    excused: {WORDS}\n    because: {{en: Late.",
    ),
    "condition that changes nothing": Defect(
        "condition-idle", "    when: [hours is more than 100, hours is more than 50",
        SINK, SINK + "hours is more than 50, ",
    ),
    "verdict that nobody gets": Defect(
        "verdict-dead", "  - verdict: warn", *before(ROW_END, ROW)
    ),
    "class that nobody gets": Defect(
        "class-dead", "  classes: {A: 50, M: 40, B: 0}",
        "  classes: {A: 50, B: 0}", "  classes: {A: 50, M: 40, B: 0}",
    ),
    "step that nobody takes": Defect(
        "step-dead", "  - step: never-taken", *before(STEP_END, STEP)
    ),
    "rule that includes another": Defect(
        "rule-includes", "  - rule: heavy-sink",
        *before(RULE_END, rule(
            "heavy-sink", "ground", "[hours is more than 500, revenue is less than EUR 500]"
        )),
    ),
    "fact that nothing uses": Defect(
        "fact-unused", "  colour:",
        *before(FACT_END, MOOD.replace("mood", "colour")),
    ),
    "field that nothing uses": Defect(
        "field-unused", "      huge:",
        *before(SIZE, f"      huge:\n        when: size is large\n        label: {WORDS}\n"),
    ),
    "parameter that nothing uses": Defect(
        "parameter-unused", "  spare:",
        *before("\nrecords:\n", f"  spare:\n    type: number\n    value: 3\n    label: {WORDS}\n"
                f"    meaning: {WORDS}\n"),
    ),
    "question that nobody needs": Defect(
        "question-idle", "  mood:",
        FACT_END, MOOD + FACT_END,
    ),
    "field that nobody needs to ask for": Defect(
        "field-question-idle", "      smell:",
        *before(SIZE, f"      smell:\n        type: word\n        label: {WORDS}\n"
                f"        question: {WORDS}\n"),
    ),
    "count of nothing": Defect(
        "count-dead", "    where: [size is small, size is large]",
        FACT_END, ODD + FACT_END,
    ),
    "promise that is broken": Defect(
        "promise-broken", "  - promise: diluting",
        *before(PROMISE, f"  - promise: diluting\n{TEXT}    more: bills_due\n"
                "    verdict: never milder\n"),
        severity="error",
    ),
    "rules that are not apart": Defect(
        "rules-together", "  - promise: either-or",
        *before(PROMISE, f"  - promise: either-or\n{TEXT}    apart: [insulting, late-payer]\n"),
        severity="error",
    ),
}  # fmt: skip
MENTIONS = {
    "question that nobody needs": before(
        PROMISE, f"  - promise: moods\n{TEXT}    without: [mood]\n"
    ),
    "count of nothing": before(RULE_END, rule("odd-payer", "concern", "[odd_bills is at least 1]")),
}
"""What else a defect needs: something that mentions the name."""


def planted(*names: str) -> str:
    """The text of the sound policy with these defects."""
    text = SOUND.read_text("utf-8")
    for name in names:
        defect = DEFECTS[name]
        edits = [(defect.old, defect.new)]
        edits += [MENTIONS[name]] if name in MENTIONS else []
        for old, new in edits:
            assert old in text, (name, old)
            text = text.replace(old, new, 1)
    return text
