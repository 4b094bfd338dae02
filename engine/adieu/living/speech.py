"""What a step says + a language → the step in words, checked by reading it back.

The firm's own phrases come first, then the steps that every policy has, by label, then by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from adieu import policy as p
from adieu.case import Answer, Record
from adieu.clients.fields import left_out, read_field
from adieu.diagnostics import Diagnostics, Place, Source
from adieu.language import Language, Text, entry
from adieu.living import steps as s
from adieu.living.gherkin import Cell, Kind, Step
from adieu.living.imagined import text_of
from adieu.living.values import words
from adieu.living.wording import wording
from adieu.logic import Options
from adieu.quantities import Type

_HERE = Place(Source("", ()))
Table = tuple[tuple[str, ...], ...]


class Unspoken(Exception):
    """Nothing that was tried reads back as what is meant."""


class Speaker:
    """Puts steps into the words of one language."""

    def __init__(self, policy: p.Policy, language: Language) -> None:
        self.policy, self.language = policy, language
        self.wording = wording(policy, language)

    def said(self, kind: Kind, text: str, table: Table = ()) -> s.Said | None:
        """What a step says when it is read; nothing where it cannot be read in one way."""
        found = Diagnostics()
        cells = tuple(tuple(Cell(one, _HERE) for one in row) for row in table)
        step = Step("", kind, text, _HERE, cells)
        said = self.wording.read(step, found)
        return None if found.failed else said

    def first(self, kind: Kind, texts: Iterable[str], meant: s.Said) -> str:
        """The first of these texts that reads back as what is meant.

        Raises:
            Unspoken: where none does.
        """
        for text in texts:
            if self.said(kind, text) == meant:
                return text
        raise Unspoken(meant)

    def generic(self, key: str, **fillings: str) -> Iterator[str]:
        """The ways in which the catalogue says a step, filled in."""
        for line in entry(self.language, f"living.{key}").split("\n"):
            for text in written_out(line, one=False):
                yield re.sub(r"\{(\w+)\}", lambda match: fillings.get(match[1], match[0]), text)

    # Given and when

    def fact(self, name: str, answer: Answer) -> str:
        """Given a fact with a value."""
        fact = self.policy.facts[name]
        text = text_of(answer.value, fact.type)
        value = read_field(text, fact.type, date.max)
        for candidate in self._fact_texts(fact, text):
            said = self.said("given", candidate)
            if not isinstance(said, s.SetFact) or said.name != name:
                continue
            if read_field(said.text, fact.type, date.max) == value:
                return candidate
        raise Unspoken(name)

    def _fact_texts(self, fact: p.Fact, text: str) -> Iterator[str]:
        shown = self.value(text, fact.type, fact.choices)
        for phrase in fact.phrases.get(self.language, ()):
            if (
                "{" in phrase.text
                or phrase.value == text
                or (phrase.value is None and text == "yes")
            ):
                for one in written_out(phrase.text, one=text == "1"):
                    yield re.sub(r"\{\w*\}", shown, one)
        for called in (fact.label.get(self.language, ""), fact.name):
            yield from self.generic("given.set-fact", fact=called, value=shown)

    def value(self, text: str, type_: Type, choices: Mapping[str, Text]) -> str:
        """A value of a client's file as the language writes it."""
        if text in ("yes", "no", "unknown"):
            return words(self.language, text)[0]
        if text in choices:
            return choices[text].get(self.language, text)
        if type_.is_quantity and self.language != "en":
            return text.replace(".", ",")
        return text

    def records(self, section: str, records: Iterable[Record], as_of: date) -> tuple[str, Table]:
        """Given records, by a table."""
        kind, listed = self.policy.records[section], tuple(records)
        rows = [
            [self._cell(one, record, as_of) for one in kind.given if one.type.name != "text"]
            for record in listed
        ]
        named = [one for one in kind.given if one.type.name != "text"]
        used = [index for index in range(len(named)) if any(row[index] for row in rows)]
        body = tuple(tuple(row[index] for index in used) for row in rows)
        called = kind.phrases.get(self.language, ())
        titles = [*(one.text for one in called), kind.label.get(self.language, ""), section]
        for labels in (True, False):
            head = tuple(
                named[index].label.get(self.language, "") if labels else named[index].name
                for index in used
            )
            for title in titles:
                for text in self.generic("given.records", section=title):
                    said = self.said("given", text, (head, *body))
                    if isinstance(said, s.Records) and len(said.rows) == len(rows):
                        return text, (head, *body)
        raise Unspoken(section)

    def _cell(self, field: p.RecordField, record: Record, as_of: date) -> str:
        """A cell; blank where the value is what a field has that is left out."""
        value = record.fields[field.name]
        if value == left_out(field, as_of) and not field.required:
            return ""
        if isinstance(value, Options) and value.words is None:
            return ""
        return self.value(text_of(value, field.type), field.type, field.choices)

    def no_records(self, section: str) -> str:
        """Given a section that holds nothing."""
        kind = self.policy.records[section]
        titles = [one.text for one in kind.phrases.get(self.language, ())]
        titles += [kind.label.get(self.language, ""), section]
        texts = (text for one in titles for text in self.generic("given.no-records", section=one))
        return self.first("given", texts, s.NoRecords(section))

    def nothing_else(self) -> str:
        """Given that nothing else happened."""
        return self.first("given", self.generic("given.nothing-else"), s.NothingElse())

    def reviewed(self, on: date) -> str:
        """When the client is reviewed on a day."""
        texts = self.generic("when.reviewed", date=on.isoformat())
        return self.first("when", texts, s.Reviewed(on))

    # Then

    def expected(self, one: s.Expectation) -> str:
        """Then something is expected: a verdict, what became of a rule, the class, the plan."""
        policy = self.policy
        match one:
            case s.VerdictIs(verdict, True):
                titles = {row.verdict: row.title for row in policy.verdicts}
                return self._then("verdict", one, verdict, titles[verdict])
            case s.FinalIs(final):
                return self._then("final" if final else "provisional", one, "", {})
            case s.ReasonIs(rule, holds):
                key = "reason" if holds else "no-reason"
                return self._then(key, one, rule, policy.rules[rule].title)
            case s.StateIs(rule, state):
                key = state.replace("_", "-")
                return self._then(key, one, rule, policy.rules[rule].title)
            case s.ClassIs(classes):
                joint = f" {words(self.language, 'or')[0]} "
                texts = self.generic("then.class", classes=joint.join(classes))
                return self.first("then", texts, one)
            case s.PlanHas(step) | s.PlanMayHave(step):
                titles = {each.name: each.title for each in policy.plan}
                key = "plan-may"
                if isinstance(one, s.PlanHas):
                    key = "plan" if one.holds else "no-plan"
                return self._then(key, one, step, titles[step])
            case _:
                raise Unspoken(one)

    def _then(self, key: str, one: s.Expectation, name: str, title: Text) -> str:
        """A step about something named, by its title where that is its own, else by its name."""
        called = [f'"{text}"' for text in (title.get(self.language, ""), name) if text]
        texts = (
            text for each in called or [""] for text in self.generic(f"then.{key}", string=each)
        )
        return self.first("then", texts, one)


def written_out(expression: str, one: bool) -> Iterator[str]:
    """Texts that a Cucumber expression stands for: of one thing, or of several."""
    shown = re.sub(r"(?<!\\)\(([^()]*)\)", "" if one else r"\1", expression)
    other = re.sub(r"(?<!\\)\(([^()]*)\)", r"\1" if one else "", expression)
    for text in dict.fromkeys((shown, other)):
        for place in (0, 1):
            yield re.sub(
                r"[^\s/{}]+(?:/[^\s/{}]+)+",
                lambda match, place=place: _nth(match[0], place),  # type: ignore[misc]
                text,
            )


def _nth(alternatives: str, place: int) -> str:
    parts = alternatives.split("/")
    return parts[min(place, len(parts) - 1)]
