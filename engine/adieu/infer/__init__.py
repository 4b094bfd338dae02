"""Facts + a policy → what was inferred: the outcome of every rule, the gates, the verdict.

Two engines give the same ``Inference``: the reference, which defines it, and durable-rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import product

from msgspec import Struct

from adieu import expression as ex
from adieu.logic import FALSE, TRUE, UNKNOWN, Interval, Truth
from adieu.policy import Policy


class Outcome(StrEnum):
    """What became of a rule for one client (``found`` even where another supersedes it)."""

    FOUND = "found"
    EXCUSED = "excused"
    UNDETERMINED = "undetermined"
    NOT_FOUND = "not_found"


class Inference(Struct, frozen=True):
    """What an engine inferred; two engines agree where these are equal.

    ``possible`` are the verdicts that are still possible, harshest first; ``verdict`` is the
    mildest of them: at least this.  ``repair_tried`` holds every rule that has a matter.
    """

    outcomes: Mapping[str, Outcome]
    repair_tried: Mapping[str, Truth]
    gates: Mapping[str, Truth]
    possible: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """The mildest possible verdict."""
        return self.possible[-1]

    @property
    def final(self) -> bool:
        """Whether no answer can change the verdict."""
        return len(self.possible) == 1


class Setting(Struct, frozen=True):
    """One way to settle what is unknown about the gates and the repairs."""

    gates: Mapping[str, Truth]
    repair_tried: Mapping[str, Truth]


MAX_SETTINGS = 5_000


def count_findings(
    node: ex.Findings,
    policy: Policy,
    outcomes: Mapping[str, Outcome],
    repair_tried: Mapping[str, Truth],
) -> Interval:
    """How many rules were found that fit: those certain, and those still possible."""
    low = high = 0
    for rule in policy.fitting(node):
        outcome = outcomes[rule.name]
        if outcome is Outcome.FOUND or outcome is Outcome.UNDETERMINED:
            tried = repair_tried.get(rule.name, FALSE) if node.repair_tried else TRUE
            low += outcome is Outcome.FOUND and tried is TRUE
            high += tried is not FALSE
    return Interval(low, high)


def settings(
    policy: Policy,
    outcomes: Mapping[str, Outcome],
    repair_tried: Mapping[str, Truth],
    gates: Mapping[str, Truth],
) -> Iterator[Setting]:
    """Every way to settle the undetermined gates and repairs that can make a difference.

    Rules that every count sees alike are interchangeable, so that only how many of them are settled
    as tried matters.  Above a limit the repairs stay unknown, which allows more verdicts.
    """
    counts = [node for node in policy.counts if node.repair_tried]
    alike: dict[tuple[object, ...], list[str]] = {}
    for rule in policy.active:
        outcome = outcomes[rule.name]
        if repair_tried.get(rule.name) is UNKNOWN and outcome in (
            Outcome.FOUND,
            Outcome.UNDETERMINED,
        ):
            seen = tuple(rule in policy.fitting(node) for node in counts)
            if any(seen):
                alike.setdefault((outcome, *seen), []).append(rule.name)
    undecided = [name for name, value in gates.items() if value is UNKNOWN]
    groups = list(alike.values())
    ways = 2 ** len(undecided)
    for group in groups:
        ways *= len(group) + 1
    if ways > MAX_SETTINGS:
        groups = []
    for answers in product((TRUE, FALSE), repeat=len(undecided)):
        settled = {**gates, **dict(zip(undecided, answers, strict=True))}
        for tried in product(*(range(len(group) + 1) for group in groups)):
            told = {
                name: TRUE if index < count else FALSE
                for group, count in zip(groups, tried, strict=True)
                for index, name in enumerate(group)
            }
            yield Setting(settled, {**repair_tried, **told})
