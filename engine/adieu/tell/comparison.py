"""Two explanations of one client + a language → what differs between them, and why, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from adieu.explain.checked import Checked, gate_conditions
from adieu.explain.explanation import Explanation, Listing
from adieu.language import Language
from adieu.logic import Truth
from adieu.narrative import Line, Narrative
from adieu.tell.conditions import fact_label, line
from adieu.tell.narrate import narrate
from adieu.tell.values import Words

SUPERSEDED = "superseded"


class LinePair(Struct, frozen=True):
    """One condition before and after; an exception where the rule does not apply if it holds."""

    before: Line
    after: Line
    exception: bool = False


class RuleChange(Struct, frozen=True):
    """A rule before and after, and the conditions that differ.

    It is found, superseded, excused, undetermined or not_found; ``by`` is the rule that covers it
    now or covered it before.
    """

    rule: str
    title: str
    before: str
    after: str
    lines: tuple[LinePair, ...]
    by: str | None = None
    by_title: str | None = None

    @property
    def flipped(self) -> bool:
        """Whether it is no longer where it was."""
        return self.before != self.after


class FactChange(Struct, frozen=True):
    """A gate, or whether repair was tried for a ``rule``, before and after, with the reason."""

    name: str
    rule: str | None
    label: str
    before: str
    after: str
    before_word: str
    after_word: str
    lines: tuple[LinePair, ...]


class StepChange(Struct, frozen=True):
    """A step of the plan before and after: yes, no, or open where it depends on an answer."""

    step: str
    title: str
    before: str
    after: str


class Comparison(Struct, frozen=True):
    """What differs between two reviews of one client.

    ``moved`` are rules that stay where they are though one of their conditions differs.
    """

    before: Narrative
    after: Narrative
    flipped: tuple[RuleChange, ...]
    moved: tuple[RuleChange, ...]
    gates: tuple[FactChange, ...]
    repairs: tuple[FactChange, ...]
    plan: tuple[StepChange, ...]

    @property
    def same(self) -> bool:
        """Whether the verdict and all that leads to it and follows from it stay as they are."""
        ends = [
            (one.possible_verdicts, one.score and (one.score.score, one.score.classes))
            for one in (self.before, self.after)
        ]
        parts = (self.flipped, self.moved, self.gates, self.repairs, self.plan)
        return ends[0] == ends[1] and not any(parts)


def compare(before: Explanation, after: Explanation, language: Language) -> Comparison:
    """What differs between two reviews by the same policy, told in one language."""
    pair = _Pair(before, after, Words(language))
    rules = tuple(pair.rules())
    inferences = before.inference, after.inference
    return Comparison(
        narrate(before, language),
        narrate(after, language),
        tuple(one for one in rules if one.flipped),
        tuple(one for one in rules if not one.flipped and one.lines),
        tuple(pair.truths(*((one.gates, "") for one in inferences))),
        tuple(pair.truths(*((one.repair_tried, "repair_tried.") for one in inferences))),
        tuple(pair.steps()),
    )


class _Pair:
    """Two explanations, and the words to tell them in."""

    def __init__(self, before: Explanation, after: Explanation, words: Words) -> None:
        self.before, self.after, self.words = before, after, words
        self.policy = before.facts.policy

    def rules(self) -> Iterator[RuleChange]:
        """Every rule that is elsewhere, or a condition of which differs, in the policy's order."""
        before, after = _placed(self.before), _placed(self.after)
        for rule in self.policy.active:
            (state, old), (now, new) = before[rule.name], after[rule.name]
            lines = (
                *self.lines(old.conditions, new.conditions),
                *self.lines(old.exceptions, new.exceptions, exception=True),
            )
            if state == now and not lines:
                continue
            by = rule.superseded_by if SUPERSEDED in (state, now) else None
            above = self.policy.rules[by].title[self.words.language] if by else None
            title = rule.title[self.words.language]
            yield RuleChange(rule.name, title, state, now, lines, by, above)

    def lines(
        self, old: tuple[Checked, ...], new: tuple[Checked, ...], exception: bool = False
    ) -> tuple[LinePair, ...]:
        """The conditions that differ in their truth, in what was found or in what is required."""
        if len(old) != len(new):
            return ()
        pairs = (
            LinePair(
                line(one, self.before.facts, self.words),
                line(other, self.after.facts, self.words),
                exception,
            )
            for one, other in zip(old, new, strict=True)
        )
        return tuple(one for one in pairs if _essence(one.before) != _essence(one.after))

    def truths(self, *sides: tuple[Mapping[str, object], str]) -> Iterator[FactChange]:
        """Yes/no facts that differ, with the conditions that made them differ."""
        (old, prefix), (new, _) = sides
        for name in old:
            if old[name] is not new[name]:
                yield self.truth(f"{prefix}{name}")

    def truth(self, name: str) -> FactChange:
        """One yes/no fact that differs."""
        before, after = self.before.facts, self.after.facts
        fact = self.policy.facts[name]
        lines = self.lines(gate_conditions(before, name), gate_conditions(after, name))
        old, new = before.values[name], after.values[name]
        assert isinstance(old, Truth)
        assert isinstance(new, Truth)
        shown = [self.words.value(one, fact.type) for one in (old, new)]
        label = fact_label(self.policy, name, self.words)
        return FactChange(name, fact.rule, label, old.word, new.word, shown[0], shown[1], lines)

    def steps(self) -> Iterator[StepChange]:
        """The steps of the plan that come, go or begin to depend on an answer."""
        before, after = _planned(self.before), _planned(self.after)
        for step in self.policy.plan:
            old, new = before.get(step.name, "no"), after.get(step.name, "no")
            if old != new:
                title = step.title[self.words.language]
                yield StepChange(step.name, title, old, new)


def _placed(explanation: Explanation) -> dict[str, tuple[str, Listing]]:
    """Where each rule is listed."""
    lists = {
        "found": explanation.findings,
        SUPERSEDED: explanation.superseded,
        "excused": explanation.excused,
        "undetermined": explanation.undetermined,
        "not_found": explanation.not_found,
    }
    return {one.rule.name: (state, one) for state, listed in lists.items() for one in listed}


def _planned(explanation: Explanation) -> dict[str, str]:
    """The steps that are in the plan, and those that depend on an answer."""
    certain = {one.name: "yes" for one in explanation.plan}
    return certain | {one.name: "open" for one in explanation.plan_open}


def _essence(one: Line) -> tuple[str, str, str]:
    """What a condition says apart from the records behind it."""
    return one.truth, one.actual, one.required
