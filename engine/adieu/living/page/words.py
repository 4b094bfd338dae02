"""A policy + a language → its texts, values and the fixed words of a page, without any client.

A text that the policy lacks in a language stands in another; what only a client could fill in is
left out between brackets.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from adieu import language as lang
from adieu import policy as p
from adieu.language import LANGUAGES, Filling, Language, Text
from adieu.logic import Interval
from adieu.tell.conditions import fact_label
from adieu.tell.values import Words

GAP = "[…]"
"""What stands for something that only a client could fill in."""


class PageWords:
    """Puts the parts of a policy into the words of one language."""

    def __init__(self, policy: p.Policy, language: Language) -> None:
        self.policy, self.language = policy, language
        self.values = Words(language)
        self._gaps = _Gaps(self)

    def say(self, key: str, **values: str | int | Filling) -> str:
        """An entry of the catalogue's words for the page."""
        return lang.say(self.language, f"docs.{key}", **values)

    def text(self, text: Text | None, otherwise: str = "") -> str:
        """A text in this language, else in another, else something else."""
        if not text:
            return otherwise
        order = (self.language, *LANGUAGES)
        return next((text[one] for one in order if text.get(one)), otherwise)

    def filled(self, text: Text | None, fillings: Mapping[str, Filling] | None = None) -> str:
        """A text with the policy's own numbers, and a gap for whatever a client would fill in."""
        known = _Known(fillings, self._gaps) if fillings is not None else self._gaps
        return lang.fill(self.language, self.text(text), known)

    def fact(self, name: str) -> str:
        """What a fact is called."""
        fact = self.policy.facts[name]
        if fact.rule is not None:
            title = Filling(self.rule(fact.rule))
            return lang.say(self.language, "sentences.fact.repair-tried", rule=title)
        if isinstance(fact.definition, p.Scored):
            return fact_label(self.policy, name, self.values)
        return self.text(fact.label, plain_name(name))

    def rule(self, name: str) -> str:
        """What a rule is called."""
        return self.text(self.policy.rules[name].title, plain_name(name))

    def grade(self, grade: str) -> str:
        """What a grade is called."""
        return self.values.say(f"grade.{grade}")

    def theme(self, name: str) -> str:
        """What a theme is called."""
        return self.text(self.policy.themes.get(name), plain_name(name))

    def matter(self, name: str) -> str:
        """What a matter is called, as it follows "about"."""
        return self.text(self.policy.matters.get(name), plain_name(name))

    def section(self, name: str) -> str:
        """What one record of a section is called."""
        return self.text(self.policy.records[name].label, plain_name(name))

    def verdict(self, name: str) -> str:
        """What a verdict is called."""
        row = next(one for one in self.policy.verdicts if one.verdict == name)
        return self.text(row.title, plain_name(name))

    def listing(self, items: list[str], joint: str = "and") -> str:
        """Items in a row."""
        return lang.listing(self.language, items, joint)


class _Gaps(Mapping[str, Filling]):
    """Parameters fill in what they are; everything else is a gap."""

    def __init__(self, words: PageWords) -> None:
        self.words = words

    def __getitem__(self, name: str) -> Filling:
        if name == "client":
            return Filling(self.words.say("the-client"))
        parameter = self.words.policy.parameters.get(name)
        if parameter is None:
            return Filling(GAP)
        value = parameter.value
        exact = Fraction(value.high) if isinstance(value, Interval) and value.known else None
        return Filling(self.words.values.setting(value, parameter.type), exact)

    def __iter__(self) -> Iterator[str]:
        return iter(("client", *self.words.policy.parameters))

    def __len__(self) -> int:
        return 1 + len(self.words.policy.parameters)


class _Known(Mapping[str, Filling]):
    """What an example fills in, of "the client" rather than of its name."""

    def __init__(self, known: Mapping[str, Filling], gaps: _Gaps) -> None:
        self.known, self.gaps = known, gaps

    def __getitem__(self, name: str) -> Filling:
        return self.gaps[name] if name == "client" else self.known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)


def plain_name(name: str) -> str:
    """An id as one can read it."""
    return name.replace("_", " ").replace("-", " ")


def capital(text: str) -> str:
    """A text that begins a line, with a capital."""
    return text[:1].upper() + text[1:]
