"""A provisional verdict + a person's answers → a verdict that settles, question by question."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress

import click

from adieu import language as lang
from adieu.case import Case
from adieu.clients.answered import Given, field_of, record_of, with_answers
from adieu.clients.consistency import check_case
from adieu.commands import terminal as t
from adieu.commands.answers import Form, choices, form_of, hint, is_skip, read_answer
from adieu.diagnostics import Diagnostics, shorten
from adieu.explain.explanation import Explanation
from adieu.explain.unknowns import inputs_of
from adieu.infer import Outcome
from adieu.language import Filling, Language
from adieu.logic import UNKNOWN
from adieu.narrative import Question
from adieu.policy import Policy, Rule
from adieu.quantities import Unreadable
from adieu.tell.conditions import fact_label
from adieu.tell.questions import questions
from adieu.tell.records import happened, note_of
from adieu.tell.values import Words

WHY, QUIT = "?", "q"


class Talk:
    """Says and asks, on a terminal or through a pipe."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.live = sys.stdin.isatty() and sys.stdout.isatty()
        self.styled = self.live and not os.environ.get("NO_COLOR")
        reconfigure = getattr(sys.stdin, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
        if self.live:
            with suppress(ImportError):
                import readline  # noqa: F401

    def words(self, key: str, **values: str | int | Filling) -> str:
        """An entry of the catalogue."""
        return t.say(self.language, f"ask.{key}", **values)

    def say(self, text: str = "", bold: bool = False, dim: bool = False) -> None:
        """Print a line."""
        shown = t.printable(text)
        print(click.style(shown, bold=bold, dim=dim) if self.styled else shown, flush=True)

    def object(self, *said: str) -> None:
        """Say what is wrong with an answer."""
        print(t.printable(f"   {'; '.join(said)}"), file=sys.stderr, flush=True)

    def ask(self, prompt: str = "> ") -> str | None:
        """A line that a person types; nothing at the end of the input."""
        if not self.live:
            line = sys.stdin.readline()
            return line.rstrip("\r\n") if line else None
        try:
            return input(prompt)
        except EOFError:
            print()
            return None


class Interview:
    """Asks the open questions, the most decisive first, and judges after each answer."""

    def __init__(
        self,
        policy: Policy,
        case: Case,
        judged: Callable[[Case], Explanation],
        talk: Talk,
    ) -> None:
        self.policy, self.case, self.judged, self.talk = policy, case, judged, talk
        self.words = Words(talk.language)
        self.titles = {one.verdict: one.title[talk.language] for one in policy.verdicts}
        self.explanation = judged(case)
        self.given: dict[str, Given] = {}
        self.skipped: set[str] = set()
        self.asked: dict[str, str] = {}

    def run(self) -> None:
        """Ask until the verdict is final, no question is left, or somebody stops."""
        try:
            self.open()
            number = 1
            while (question := self.next()) is not None:
                if not self.about(question, number):
                    return
                number += 1
        except KeyboardInterrupt:
            self.talk.say()
            return
        if not self.explanation.inference.final:
            self.talk.say(self.talk.words("none-left"))

    def open(self) -> None:
        """Say who it is about, how the verdict stands, and how to answer."""
        day = lang.day(self.talk.language, self.case.as_of)
        self.talk.say(self.talk.words("title", client=self.case.name, day=day), bold=True)
        self.talk.say(self.standing())
        count = sum(1 for _ in self.waiting())
        if count:
            self.talk.say(self.talk.words("how", count=count), dim=True)

    def standing(self) -> str:
        """How the verdict stands."""
        inference = self.explanation.inference
        verdict = self.titles[inference.verdict]
        if inference.final:
            return self.talk.words("final", verdict=verdict)
        others = self.listed(inference.possible[:-1])
        return self.talk.words("provisional", verdict=verdict, verdicts=others)

    def listed(self, verdicts: tuple[str, ...]) -> str:
        """Verdicts in words, in a row."""
        titles = [self.words.say("quoted", text=self.titles[one]) for one in verdicts]
        return lang.listing(self.talk.language, titles)

    def waiting(self) -> Iterator[Question]:
        """The questions that are still to ask, the most decisive first."""
        asked, _ = questions(self.explanation, self.words, self.titles)
        done = self.skipped | self.given.keys()
        yield from (one for one in asked if one.fact not in done)

    def next(self) -> Question | None:
        """The next question; nothing where the verdict is final or none is left."""
        return next(self.waiting(), None)

    def about(self, question: Question, number: int) -> bool:
        """Ask one question until it is answered or skipped; false where somebody stops."""
        talk = self.talk
        form = form_of(self.explanation.facts, question.fact)
        self.asked[question.fact] = question.question
        talk.say()
        talk.say(f"{number}. {question.question}", bold=True)
        for line in choices(form, talk.language):
            talk.say(f"   {line}")
        talk.say(f"   {hint(form, talk.language)}", dim=True)
        while (typed := talk.ask()) is not None and typed.strip().casefold() != QUIT:
            if typed.strip() == WHY:
                for line in self.why(question):
                    talk.say(f"   {line}")
            elif is_skip(typed):
                self.skipped.add(question.fact)
                talk.say(f"   {talk.words('skipped')}", dim=True)
                return True
            else:
                try:
                    given = read_answer(typed, form, talk.language)
                except Unreadable as error:
                    talk.object(self.wanted(typed, error, form))
                    continue
                if self.take(given):
                    return True
        return False

    def wanted(self, typed: str, error: Unreadable, form: Form) -> str:
        """What is said of an answer of another form: what was expected."""
        language = self.talk.language
        if error.expected.key != f"expected.{form.type.name}" or form.type.name == "choice":
            return lang.say_note(language, error.expected)
        text = shorten(typed.strip())
        return self.talk.words("unreadable", text=text, hint=hint(form, language))

    def take(self, given: Given) -> bool:
        """Judge with one more answer; false where it contradicts what is known."""
        case = with_answers(self.case, (*self.given.values(), given))
        found = Diagnostics()
        check_case(self.policy, case, found)
        if found.failed:
            for one in found:
                notes = [one.message, *([one.help] if one.help else [])]
                self.talk.object(*(lang.say_note(self.talk.language, note) for note in notes))
            return False
        before = self.explanation.inference.possible
        self.explanation = self.judged(case)
        self.given[given.name] = given
        after = self.explanation.inference.possible
        gone = tuple(one for one in before if one not in after)
        if gone and not self.explanation.inference.final:
            self.talk.say(f"   {self.talk.words('gone', verdicts=self.listed(gone))}")
        self.talk.say(f"   {self.standing()}", bold=gone != ())
        return True

    def answer(self, given: Given) -> str:
        """An answer in words."""
        form = form_of(self.explanation.facts, given.name)
        return self.words.value(given.value, form.type, form.choices)

    # Why

    def why(self, question: Question) -> Iterator[str]:
        """Why a question is asked: what it decides, which rules wait for it, what is recorded."""
        talk, facts = self.talk, self.explanation.facts
        yield question.why
        rules = [one.title[talk.language] for one in self.rules(question.fact)]
        if rules:
            quoted = [self.words.say("quoted", text=one) for one in rules]
            listed = lang.listing(talk.language, quoted)
            yield talk.words("rules", count=len(rules), rules=listed)
        for gate, value in self.explanation.inference.gates.items():
            if value is UNKNOWN and question.fact in inputs_of(facts, gate):
                yield talk.words("gate", label=fact_label(self.policy, gate, self.words))
        if field_of(question.fact) is not None:
            record = record_of(facts.case, question.fact)
            yield talk.words("record", text=happened(self.policy, record, self.words)[0])
            note = note_of(record)
            if note:
                yield talk.words("note", note=" ".join(note.split()))
        if question.beside:
            yield question.beside

    def rules(self, name: str) -> Iterator[Rule]:
        """The rules that wait for an answer, or whose weight does."""
        facts, inference = self.explanation.facts, self.explanation.inference
        needing = {one.rule.name for one in self.explanation.undetermined if name in one.needs}
        for rule in self.policy.active:
            found = inference.outcomes[rule.name] in (Outcome.FOUND, Outcome.UNDETERMINED)
            waits = found and inference.repair_tried.get(rule.name) is UNKNOWN
            if rule.name in needing or (
                waits and name in inputs_of(facts, f"repair_tried.{rule.name}")
            ):
                yield rule
