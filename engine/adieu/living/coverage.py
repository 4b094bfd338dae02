"""A policy + the reviews of examples → what of the policy some example shows, and what none does.

Coverage says what was never tried; it does not say that a mistake would be noticed (``mutation``
does).  Each entry names the first example that shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.living import decision as d
from adieu.living.review import Review
from adieu.living.thresholds import Nearness, nearness, thresholds
from adieu.logic import FALSE, TRUE, UNKNOWN, Interval, Options, Truth

Shown = str | None
"""The first example that shows something; nothing where none does."""
Kind = Literal["rule", "condition", "threshold", "verdict", "gate", "class", "border", "step"]
KINDS: tuple[Kind, ...] = (
    "rule", "condition", "threshold", "verdict", "gate", "class", "border", "step",
)  # fmt: skip
_TRUTHS: Mapping[Truth, str] = {TRUE: "true", FALSE: "false", UNKNOWN: "unknown"}
_ALONE = {True: "alone-true", False: "alone-false"}


class Covered(Struct, frozen=True):
    """A part of the policy, by its path, and what was shown of it: each aspect by an example.

    ``optional`` aspects need not be possible: that a condition is unknown, for example.
    """

    kind: Kind
    path: str
    aspects: Mapping[str, Shown]
    optional: frozenset[str] = frozenset()

    @property
    def missing(self) -> tuple[str, ...]:
        """What no example shows."""
        return tuple(
            name
            for name, shown in self.aspects.items()
            if shown is None and name not in self.optional
        )


class Coverage(Struct, frozen=True):
    """Every part of a policy with what some example shows of it."""

    parts: tuple[Covered, ...]
    examples: int

    def of(self, kind: Kind) -> tuple[Covered, ...]:
        """The parts of one kind."""
        return tuple(one for one in self.parts if one.kind == kind)

    def counts(self, kind: Kind) -> tuple[int, int]:
        """How many aspects are shown, of how many, for one kind of part."""
        wanted = [
            shown
            for one in self.of(kind)
            for name, shown in one.aspects.items()
            if name not in one.optional
        ]
        return sum(shown is not None for shown in wanted), len(wanted)

    @property
    def complete(self) -> bool:
        """Whether nothing is left to show."""
        return not any(one.missing for one in self.parts)


def coverage(policy: p.Policy, reviews: Iterable[tuple[str, Review]]) -> Coverage:
    """What the examples, each with its name and its review under the policy, show of it."""
    seen = _Seen(policy)
    count = 0
    for name, review in reviews:
        seen.add(name, review)
        count += 1
    return Coverage(tuple(seen.parts()), count)


class _Seen:
    """Gathers what examples show, one after the other."""

    def __init__(self, policy: p.Policy) -> None:
        self.policy = policy
        self.found: dict[tuple[Kind, str], dict[str, Shown]] = {}
        self.optional: dict[tuple[Kind, str], frozenset[str]] = {}
        self.decisions = [d.of_rule(rule) for rule in policy.active]
        self.decisions += [
            made for name in policy.gates if (made := d.of_fact(policy.facts[name])) is not None
        ]
        self.thresholds = tuple(thresholds(policy))
        for one in self._all():
            self.found[one.kind, one.path] = dict(one.aspects)
            self.optional[one.kind, one.path] = one.optional

    def _all(self) -> Iterator[Covered]:
        """Every part, with nothing shown yet."""
        for rule in self.policy.active:
            wanted = ["found", "not_found", "undetermined", *(["excused"] if rule.unless else [])]
            yield _nothing("rule", f"rule:{rule.name}", wanted)
        for decision in self.decisions:
            for leaf in decision.leaves:
                aspects = [*_TRUTHS.values(), *_ALONE.values()]
                yield _nothing("condition", leaf, aspects)
        for one in self.thresholds:
            yield _nothing("threshold", one.path, list(one.wanted))
        for row in self.policy.verdicts:
            yield _nothing("verdict", f"verdict:{row.verdict}", ["final", "possible"], {"possible"})
        for gate in self.policy.gates:
            yield _nothing("gate", f"fact:{gate}", list(_TRUTHS.values()))
        card = self.policy.scorecard
        for name, border in card.classes if card else ():
            yield _nothing("class", f"class:{name}", ["only"])
            if border > 0:
                yield _nothing("border", f"class:{name}", ["at", "beside", "beyond"])
        for step in self.policy.plan:
            conditional = _has_condition(step)
            yield _nothing("step", f"step:{step.name}", ["in", *(["out"] if conditional else [])])

    def parts(self) -> Iterator[Covered]:
        """Every part with what was shown."""
        for (kind, path), aspects in self.found.items():
            yield Covered(kind, path, aspects, self.optional[kind, path])

    def show(self, kind: Kind, path: str, aspect: str, name: str) -> None:
        """Note that an example shows something, where it is asked for and nobody did before."""
        aspects = self.found.get((kind, path), {})
        if aspect in aspects and aspects[aspect] is None:
            aspects[aspect] = name

    def add(self, name: str, review: Review) -> None:
        """Note everything that one example shows."""
        for rule, outcome in review.inference.outcomes.items():
            self.show("rule", f"rule:{rule}", outcome.value, name)
        scope = review.facts.scope()
        for decision in self.decisions:
            if decision.fact is not None and decision.fact in review.case.answers:
                continue
            for leaf, truth, alone in d.shown(decision, scope):
                self.show("condition", leaf, _TRUTHS[truth], name)
                if alone:
                    self.show("condition", leaf, _ALONE[truth is TRUE], name)
        for one in self.thresholds:
            for near in nearness(one, review.facts):
                self.show("threshold", one.path, near, name)
        self.add_verdict(name, review)
        self.add_class(name, review)

    def add_verdict(self, name: str, review: Review) -> None:
        """The verdict, what it could be, the gates, and the steps of the plan."""
        possible = review.inference.possible
        for verdict in possible:
            self.show("verdict", f"verdict:{verdict}", "possible", name)
        if len(possible) == 1:
            self.show("verdict", f"verdict:{possible[0]}", "final", name)
        for gate, truth in review.inference.gates.items():
            self.show("gate", f"fact:{gate}", _TRUTHS[truth], name)
        for step in self.policy.plan:
            if review.verdict in step.verdicts:
                truth = review.plan[step.name]
                if truth is not UNKNOWN:
                    aspect = "in" if truth is TRUE else "out"
                    self.show("step", f"step:{step.name}", aspect, name)

    def add_class(self, name: str, review: Review) -> None:
        """The class where it is known, and how near its border the score is."""
        card = self.policy.scorecard
        if card is None:
            return
        classes, score = review.facts.values["client_class"], review.facts.values["score"]
        if isinstance(classes, Options) and classes.known and classes.words:
            self.show("class", f"class:{next(iter(classes.words))}", "only", name)
        if isinstance(score, Interval) and score.known:
            for letter, border in card.classes:
                self.show("border", f"class:{letter}", _beside(score, border), name)


def _beside(score: Interval, border: int) -> Nearness | Literal[""]:
    """Where a score lies: at a border, less than a point below it, or above it."""
    if score.low == border:
        return "at"
    if score.low > border:
        return "beyond"
    return "beside" if score.low >= border - 1 else ""


def _nothing(
    kind: Kind, path: str, aspects: Iterable[str], optional: Iterable[str] = ()
) -> Covered:
    return Covered(kind, path, dict.fromkeys(aspects), frozenset(optional))


def _has_condition(step: p.Step) -> bool:
    return step.when != ex.ALWAYS
