"""The house policy with its text changed here and there → mutants and rewritings."""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from adieu.load.policy import load_policy
from adieu.policy import Policy
from support.house_clients import ROOT

Edit = tuple[str, str, str]
"""A file, a pattern that fits one place in it, and what is to stand there."""


class Mutant(NamedTuple):
    """A changed house policy, the direction of the change, and the rules that change."""

    name: str
    edits: tuple[Edit, ...]
    overall: str
    rules: frozenset[str]


def house_with(folder: Path, edits: Sequence[Edit]) -> Policy:
    """The house policy, copied to a folder and edited."""
    rules = folder / "rules"
    shutil.copytree(ROOT / "rules", rules, ignore=shutil.ignore_patterns("firms"))
    for file, pattern, text in edits:
        path = rules / file
        changed, times = re.subn(pattern, text, path.read_text("utf-8"), flags=re.DOTALL)
        assert times == 1, (file, pattern, times)
        path.write_text(changed, "utf-8")
    return load_policy(rules)


def _set(name: str, value: str) -> Edit:
    """Another value for a parameter."""
    pattern = rf"(\n  {name}:\n(?:    type: [^\n]*\n|    unit: [^\n]*\n)*    value: )[^\n]*"
    return "parameters.yaml", pattern, rf"\g<1>{value}"


def _in_rule(file: str, rule: str, before: str, after: str) -> Edit:
    """Another text in a rule."""
    return file, rf"(- rule: {rule}\n(?:(?!- rule:).)*?){before}", rf"\g<1>{after}"


def _of_fact(name: str, before: str, after: str) -> Edit:
    """Another text in the definition of a fact."""
    return "facts.yaml", rf"(\n  {name}:\n(?:(?!\n  \w).)*?){before}", rf"\g<1>{after}"


def _mutant(name: str, overall: str, rules: str, *edits: Edit) -> Mutant:
    return Mutant(name, edits, overall, frozenset(rules.split()))


TEN, FIVE, DOOR, CARD = "ten-signs.yaml", "five-reasons.yaml", "front-door.yaml", "scorecard.yaml"
AGREED = (CARD, "agreed: no", "agreed: yes")
EXCEPTION = r"    unless: \[billed_hourly is yes, tolerates_rework is yes\]\n"
FIRE = r"(- verdict: fire\n(?:(?!- verdict).)*)(findings with grade ground and repair_tried is at )"
LATE = "late_invoices is at least late_min"

MUTANTS = [
    # thresholds, in parameters and in conditions
    _mutant("late-up", "milder", "late-payment", _set("late_min", "3")),
    _mutant("late-down", "stricter", "late-payment", _set("late_min", "1")),
    _mutant("share-down", "stricter", "always-late", _set("always_late_share", "70%")),
    _mutant("cash-up", "milder", "", _set("cash_months_needed", "4")),
    _mutant("loss-up", "stricter", "", _set("revenue_share_limit", "30%")),
    _mutant("threat-twice", "milder", "physical-abuse",
            _in_rule(TEN, "physical-abuse", "is at least 1", "is at least 2")),
    _mutant("one-rescue-more", "milder", "rescue-after-ignored-advice",
            _in_rule(TEN, "rescue-after-ignored-advice", "is at least 1", "is at least 2")),
    # operators
    _mutant("more-than", "milder", "late-payment",
            (FIVE, LATE, "late_invoices is more than late_min")),
    _mutant("at-most-two", "stricter", "drains-staff",
            (DOOR, "liked_by_team is 1", "liked_by_team is at most 2")),
    _mutant("turned-round", "mixed", "late-payment",
            (FIVE, LATE, "late_invoices is less than late_min")),
    # conditions dropped and negated
    _mutant("dropped", "stricter", "costs-more-than-it-yields",
            (DOOR, "      - loss_will_not_change is yes\n", "")),
    _mutant("dropped-number", "stricter", "always-late",
            (TEN, "      - invoices_due is at least always_late_min\n", "")),
    _mutant("negated", "mixed", "costs-more-than-it-yields",
            (DOOR, "loss_will_not_change is yes", "loss_will_not_change is no")),
    _mutant("never-found", "milder", "legal-liability",
            _in_rule(TEN, "legal-liability", r"legal_risk_known is yes",
                     "legal_risk_known is yes, legal_risk_known is no")),
    # exceptions
    _mutant("no-exception", "stricter", "changes-mind", (TEN, EXCEPTION, "")),
    _mutant("wider-exception", "milder", "changes-mind",
            (TEN, EXCEPTION, "    unless: [billed_hourly is yes]\n")),
    # grades and rules
    _mutant("heavier", "stricter", "feels-misused",
            _in_rule(FIVE, "feels-misused", "grade: concern", "grade: red-flag")),
    _mutant("lighter", "milder", "lying",
            _in_rule(TEN, "lying", "grade: red-flag", "grade: ground")),
    # verdict rows
    _mutant("fires-late", "milder", "", ("verdicts.yaml", FIRE + "least 1", r"\1\2least 2")),
    # scorecard
    _mutant("agreed", "stricter", "class-d", AGREED),
    # counts of records
    _mutant("grace", "milder", "late-payment always-late", _set("grace_days", "5")),
    _mutant("hours", "milder", "after-hours", _set("office_hours", "07:00–19:00")),
    _mutant("days", "milder", "after-hours", _set("office_days", "monday–saturday")),
    _mutant("told-once", "stricter", "went-too-far", _set("repairs_limit", "1")),
    _mutant("lies-all", "stricter", "lying",
            _of_fact("deliberate_lies", "kind is lie, deliberate is yes", "kind is lie")),
    _mutant("undisputed", "stricter", "late-payment always-late",
            ("records.yaml", r"            - none:\n                - all: \[disputed is yes, "
             r"dispute_founded is yes\]\n", "")),
]  # fmt: skip
"""One change each; what they do to whom was worked out by hand."""

REASONS = _mutant(
    "reasons", "milder", "after-hours unreasonable-demands went-too-far",
    _set("accepted_reasons", "[emergency]"),
)  # fmt: skip
WINDOW = _mutant("window", "mixed", "", _set("window", "18 months"))

CARDS = [
    _mutant("border-up", "stricter", "class-d",
            (CARD, r"C: 25, D: 0\}", "C: 30, D: 0}")),
    _mutant("weight", "mixed", "class-d",
            (CARD, r"(\n    decent_fee:\n(?:(?!\n    \w).)*?weight: )1", r"\g<1>3")),
]  # fmt: skip
"""Changes of a scorecard that the firm has agreed to."""

SAME: dict[str, tuple[Edit, ...]] = {
    "sign": ((FIVE, LATE, "late_invoices >= late_min"),),
    "not-fewer": (
        (FIVE, rf"when: \[{LATE}\]",
         "when:\n      - none: [late_invoices is less than late_min]"),
    ),
    "twice-not": (
        (DOOR, "      - loss_will_not_change is yes\n",
         "      - none:\n          - none: [loss_will_not_change is yes]\n"),
    ),
    "reordered": (
        (FIVE, r"(          - unpaid_extras is at least unpaid_extras_limit\n)"
         r"(          - unpaid_hours is more than unpaid_hours_share × agreed_hours\n)", r"\2\1"),
    ),
    "product": (
        _in_rule(TEN, "always-late", "late_share is at least always_late_share",
                 "late_invoices is at least always_late_share × invoices_due"),
    ),
    "number-for-parameter": ((FIVE, LATE, "late_invoices is at least 2"),),
    "whole-number": ((FIVE, LATE, "late_invoices is more than 1"),),
    "record-reordered": (
        ("records.yaml", r"all: \[disputed is yes, dispute_founded is yes\]",
         "all: [dispute_founded is yes, disputed is yes]"),
    ),
    "record-rewritten": (
        _of_fact("staff_incidents", r"      - kind is one of \[threatening, belittling\]\n",
                 "      - any: [kind is belittling, kind is threatening]\n"),
    ),
    "record-days": (
        ("records.yaml", "when: as_of is after due\n", "when: as_of is at least due + 1\n"),
    ),
    "fact-inside": (
        _in_rule(TEN, "always-late", "late_share is at least always_late_share",
                 "late_invoices ÷ invoices_due is at least always_late_share"),
    ),
}  # fmt: skip
"""Rewritings that mean the same, each for another reason."""
