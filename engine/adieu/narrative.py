"""An explanation told in one language: plain texts, ready for any rendering.

The JSON, the Markdown and the HTML of a review print these and add nothing.  Every text that comes
from a client's file is still raw here; each rendering escapes for its own medium.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from msgspec import Struct


class Evidence(Struct, frozen=True):
    """A record that a finding rests on.

    ``ref`` is its place (``invoices[3]``), ``text`` what it says, ``event`` the same without its
    details (which may tell who in the firm was concerned), ``note`` the firm's own note;
    ``hearsay`` marks what was heard from others, ``certain`` is false where it may not belong here.
    """

    ref: str
    on: date
    day: str
    text: str
    event: str
    note: str | None
    hearsay: bool
    certain: bool


class Line(Struct, frozen=True):
    """A condition in words, its truth (``true`` to ``unknown``), actual against required."""

    text: str
    subject: str
    truth: str
    truth_word: str
    actual: str
    required: str
    evidence: tuple[Evidence, ...]
    opinion: bool = False


class Cite(Struct, frozen=True):
    """The source of a rule: its id and item, and its title in the reader's language."""

    source: str
    item: str | None
    title: str


class FoundRule(Struct, frozen=True):
    """A rule that was found.  ``repair_tried`` is none for a rule that has no matter."""

    rule: str
    title: str
    grade: str
    grade_word: str
    theme: str
    theme_word: str
    repair_tried: str | None
    repair_sentence: str | None
    because: str
    lines: tuple[Line, ...]
    exceptions: tuple[Line, ...]
    remedy: str | None
    cites: tuple[Cite, ...]
    hearsay: bool
    opinion: bool


class OtherRule(Struct, frozen=True):
    """A rule that was not listed as a finding, and why.

    ``sentence`` says it in words: the exception that excuses, the rule that supersedes, the firm's
    reason for doing without, the near miss.  ``near`` marks a near miss worth showing.
    """

    rule: str
    title: str
    grade_word: str
    theme_word: str
    sentence: str
    lines: tuple[Line, ...]
    nearest: Line | None = None
    near: bool = False
    remedy: str | None = None
    needs: tuple[str, ...] = ()
    by: str | None = None


class Question(Struct, frozen=True):
    """What is still to ask: the name of the fact or field, its question, and why it is asked.

    ``can_lead_to`` are verdict ids; ``why`` names them in words; ``beside`` is what records say.
    """

    fact: str
    question: str
    why: str
    can_lead_to: tuple[str, ...]
    beside: str | None = None


class Happening(Struct, frozen=True):
    """An entry of the timeline: what happened when.

    ``lane`` is the section of the record; ``tone`` is ``bad`` (conduct), ``told`` (a boundary or a
    repair) or ``plain``.
    """

    ref: str
    on: date
    day: str
    lane: str
    lane_word: str
    text: str
    event: str
    tone: str
    hearsay: bool


class ScoreLine(Struct, frozen=True):
    """A criterion in the waterfall; ``low`` and ``high`` are the points (of 100) that it adds.

    ``score`` is the score in words ("4", "unknown", "left out").
    """

    criterion: str
    label: str
    score: str
    weight: int
    low: Fraction
    high: Fraction
    opinion: bool
    reason: str | None
    beside: str | None


class ScoreSheet(Struct, frozen=True):
    """The classification: lines, the score as a range, the class or classes, the sign-off."""

    lines: tuple[ScoreLine, ...]
    score: tuple[Fraction, Fraction]
    score_words: str
    classes: tuple[str, ...]
    class_words: str
    borders: tuple[tuple[str, int], ...]
    signed_off: bool
    sentence: str


class PlanStep(Struct, frozen=True):
    """A step of the plan in words."""

    step: str
    title: str
    do: str
    why: str


class Gate(Struct, frozen=True):
    """A gate of the verdict: its truth and the conditions behind it."""

    gate: str
    label: str
    truth: str
    truth_word: str
    lines: tuple[Line, ...]


class Origin(Struct, frozen=True):
    """Where a fact comes from: its name, label, value and origin in words (file, records …)."""

    fact: str
    label: str
    value: str
    origin: str
    opinion: bool


class Reason(Struct, frozen=True):
    """One of at most three reasons up front: a finding's sentence and its grade in words."""

    rule: str
    text: str
    grade: str
    grade_word: str
    hearsay: bool
    opinion: bool


class Pivot(Struct, frozen=True):
    """A record that overturns the verdict if it is left out, or wrong on the ``point`` said."""

    record: Evidence
    verdict: str
    title: str
    point: str = ""


class Shift(Struct, frozen=True):
    """Another value of one fact, as a client's file writes it, and a sentence that says so.

    ``internal`` marks what the client is not to read: an opinion, a score, hearsay behind it.
    """

    fact: str
    who: str
    before: str
    after: str
    sentence: str
    internal: bool


class Alternative(Struct, frozen=True):
    """Shifts that together make the verdict this one, and the sentences that say so."""

    verdict: str
    title: str
    shifts: tuple[Shift, ...]
    sentence: str


class Outlook(Struct, frozen=True):
    """What would change the verdict: ways to a milder one or why there are none, lapse, margin."""

    alternatives: tuple[Alternative, ...] = ()
    remark: str = ""
    lapse: str = ""
    margin: str = ""


class Basis(Struct, frozen=True):
    """What the verdict rests on: facts, records that alone overturn it or at ``least`` together."""

    facts: tuple[Origin, ...] = ()
    sentence: str = ""
    pivots: tuple[Pivot, ...] = ()
    least: tuple[Evidence, ...] = ()
    remark: str = ""


class Narrative(Struct, frozen=True):
    """Everything a report says, in one language, in the order in which it says it.

    ``audience`` is ``internal`` (the firm) or ``client`` (see ``report.audience``).
    """

    language: str
    audience: str
    client: str
    name: str
    as_of: date
    as_of_words: str
    window_words: str
    verdict: str
    verdict_title: str
    verdict_sentence: str
    verdict_meaning: str
    final: bool
    status_sentence: str
    possible_verdicts: tuple[str, ...]
    possible_titles: tuple[str, ...]
    reasons: tuple[Reason, ...]
    no_red_flags: str | None
    contrast: str
    basis: Basis
    timeline: tuple[Happening, ...]
    timeline_span: tuple[date, date]
    findings: tuple[FoundRule, ...]
    superseded: tuple[OtherRule, ...]
    excused: tuple[OtherRule, ...]
    undetermined: tuple[OtherRule, ...]
    not_found: tuple[OtherRule, ...]
    off: tuple[OtherRule, ...]
    questions: tuple[Question, ...]
    other_questions: tuple[Question, ...]
    outlook: Outlook
    score: ScoreSheet | None
    revenue_sentence: str
    plan_title: str
    plan: tuple[PlanStep, ...]
    plan_open: tuple[PlanStep, ...]
    gates: tuple[Gate, ...]
    origins: tuple[Origin, ...]
    assumptions: tuple[str, ...]
    aml_sensitive: bool
    policy: str
    policy_title: str
    policy_version: str
    policy_sha256: str
    facts_sha256: str
    engine: str
    agreed_with: str | None
    version: str
    client_place: str
