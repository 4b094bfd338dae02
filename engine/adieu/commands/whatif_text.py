"""A comparison of two reviews + a language → the text that ``adieu whatif`` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adieu import language as lang
from adieu.commands.terminal import say
from adieu.language import Filling, Language
from adieu.narrative import Narrative
from adieu.tell.changes import ToldChange
from adieu.tell.comparison import Comparison, FactChange, LinePair, RuleChange, StepChange

STEP = "  "
GAP = "   "
ARROW = "→"


def as_text(changes: Sequence[ToldChange], comparison: Comparison, language: Language) -> str:
    """The changes, the two reviews side by side, what flipped and why."""
    return "\n".join(_Text(comparison, language).lines(changes)) + "\n"


class _Text:
    """Puts a comparison into lines."""

    def __init__(self, comparison: Comparison, language: Language) -> None:
        self.comparison, self.language = comparison, language

    def say(self, key: str, **values: str | int | Filling) -> str:
        """An entry of the catalogue's words for this command."""
        return say(self.language, f"whatif.{key}", **values)

    def lines(self, changes: Sequence[ToldChange]) -> Iterator[str]:
        """The whole text."""
        comparison, after = self.comparison, self.comparison.after
        yield self.say("title", client=Filling(after.name), day=Filling(after.as_of_words))
        yield from (STEP + self.change(one) for one in changes)
        yield ""
        yield from self.table()
        if comparison.same:
            yield ""
            yield self.say("nothing")
            return
        yield from self.section("rules", self.rules(comparison.flipped))
        facts = (*comparison.gates, *comparison.repairs)
        yield from self.section("gates", self.facts(facts))
        yield from self.section("plan", map(self.step, comparison.plan))
        yield from self.section("stay", self.rules(comparison.moved))

    def section(self, key: str, lines: Iterator[str]) -> Iterator[str]:
        """A part with its heading, where there is anything in it."""
        for number, one in enumerate(lines):
            if not number:
                yield from ("", self.say(f"heading.{key}"))
            yield STEP + one

    def change(self, one: ToldChange) -> str:
        """One change: what, before, after."""
        after = self.say("left-out") if one.after is None else one.after
        text = self.detail(one.label, f"{one.before} {ARROW} {after}")
        return f"{text} ({self.say(f'remark.{one.remark}')})" if one.remark else text

    def detail(self, label: str, value: str) -> str:
        """Something and its value."""
        values = {"label": Filling(label), "value": Filling(value)}
        return lang.say(self.language, "sentences.detail", **values)

    def table(self) -> Iterator[str]:
        """Verdict, status, possible verdicts, class and score, side by side."""
        before, after = self.comparison.before, self.comparison.after
        rows = [("", self.say("before"), self.say("after"))]
        for key in ("verdict", "status", "possible", "class", "score"):
            shown = self.cell(key, before), self.cell(key, after)
            if any(shown):
                rows.append((self.say(f"row.{key}"), *shown))
        widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
        for row in rows:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
            yield STEP + GAP.join((*cells, row[2])).rstrip()

    def cell(self, key: str, narrative: Narrative) -> str:
        """One cell of the table."""
        score = narrative.score
        match key:
            case "verdict":
                return narrative.verdict_title
            case "status":
                return self.say("final" if narrative.final else "provisional")
            case "possible":
                return ", ".join(narrative.possible_titles)
            case "class":
                return lang.listing(self.language, list(score.classes), "or") if score else ""
            case _:
                return score.score_words if score else ""

    def rules(self, changes: Sequence[RuleChange]) -> Iterator[str]:
        """Rules, each with the conditions that differ."""
        for one in changes:
            states = [self.say(f"state.{state}") for state in (one.before, one.after)]
            yield self.detail(one.title, f" {ARROW} ".join(dict.fromkeys(states)))
            if one.by_title is not None:
                yield STEP + self.say("covered", rule=Filling(one.by_title))
            yield from (STEP + self.pair(line, line.after.subject) for line in one.lines)

    def facts(self, changes: Sequence[FactChange]) -> Iterator[str]:
        """Gates and repairs, each with the conditions that differ."""
        for one in changes:
            yield self.detail(one.label, f"{one.before_word} {ARROW} {one.after_word}")
            for line in one.lines:
                subject = self.say("times") if one.rule else line.after.subject
                yield STEP + self.pair(line, subject)

    def pair(self, pair: LinePair, subject: str) -> str:
        """One condition: what was found before and after, what is required, what follows."""
        before, after = pair.before, pair.after
        actual = f" {ARROW} ".join(dict.fromkeys((before.actual, after.actual)))
        required = f" {ARROW} ".join(dict.fromkeys((before.required, after.required)))
        line = Filling(self.detail(subject, actual))
        text = self.say("condition", line=line, required=Filling(required))
        if before.truth != after.truth:
            text = f"{text} ({self.say(f'now.{after.truth}')})"
        return self.say("exception", line=Filling(text)) if pair.exception else text

    def step(self, one: StepChange) -> str:
        """A step of the plan that comes, goes or begins to depend on an answer."""
        return self.say(f"step.{one.after}", step=Filling(one.title))
