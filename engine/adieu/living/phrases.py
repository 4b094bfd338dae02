"""The vocabulary + a language → how steps speak of facts, compiled, or what is wrong with it.

Phrases are Cucumber expressions: optional letters ``time(s)``, alternatives ``billed/paid``, and at
most one parameter that says the value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from cucumber_expressions.errors import CucumberExpressionError
from cucumber_expressions.expression import CucumberExpression
from cucumber_expressions.parameter_type import ParameterType
from msgspec import Struct

from adieu.clients.fields import answerable, criteria, read_field
from adieu.diagnostics import Diagnostics, Note, did_you_mean
from adieu.language import LANGUAGES, Language
from adieu.living.values import canonical, numbers, plain
from adieu.policy import Fact, Phrase, Policy
from adieu.quantities import Unreadable

QUOTED = '"[^"]*"|“[^”]*”|„[^”“]*[”“]|«[^»]*»|`[^`]*`'
_DIGITS = r"-?\d+(?:[ .,']\d+)*"
_OWN_TYPES: Mapping[str, tuple[str, ...]] = {
    "int": ("number",),
    "number": ("number",),
    "share": ("share",),
    "money": ("money",),
    "date": ("date",),
    "word": ("choice", "word"),
    "value": ("number", "share", "money", "date", "choice", "yes-no"),
}
"""The parameters of phrases, and the types of the facts that they fit."""


_AS_IN = Note("help.phrase", {"number": "{number}"})


class Spoken(Struct, frozen=True):
    """A phrase, compiled: what it matches and the fact that it speaks of."""

    pattern: re.Pattern[str]
    fact: Fact
    phrase: Phrase


def own_types(language: Language) -> dict[str, str]:
    """The parameters of phrases and what each matches."""
    small = "|".join(map(re.escape, numbers(language)))
    return {
        "int": rf"-?\d[\d.,]*|{small}",
        "number": rf"{_DIGITS}|{small}",
        "share": rf"{_DIGITS} ?%|0?\.\d+|[01]",
        "money": rf"[^\d\s]* ?{_DIGITS}(?: [^\W\d]+| ?[€$£])?",
        "date": r"\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th|er|e)? [^\W\d]+ \d{4}",
        "word": rf"[^\s\"“”«»]+|{QUOTED}",
        "value": r".+",
    }


def compiled(text: str, types: Mapping[str, str]) -> re.Pattern[str]:
    """What an expression matches, each parameter as one group.

    Raises:
        CucumberExpressionError: where it is none.
    """
    return _compiled(plain_marks(text), tuple(types.items()))


@lru_cache(maxsize=4096)
def _compiled(text: str, types: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    expression = CucumberExpression(text, _Types(dict(types)))
    return re.compile(expression.regexp, re.IGNORECASE)


def plain_marks(text: str) -> str:
    """A text with one kind of space and apostrophe, as steps are matched."""
    return " ".join(text.replace("’", "'").split())


class _Types:
    """The parameters that expressions may have, as the library asks for them."""

    def __init__(self, types: Mapping[str, str]) -> None:
        self.types = types

    def lookup_by_type_name(self, name: str) -> ParameterType | None:
        """The parameter of that name."""
        pattern = self.types.get(name)
        return ParameterType(name, pattern, str) if pattern is not None else None


def spoken(policy: Policy, language: Language, diagnostics: Diagnostics) -> tuple[Spoken, ...]:
    """Every phrase of a language, compiled; what is wrong with one is reported at its place."""
    types = own_types(language)
    found: list[Spoken] = []
    taken: dict[str, Spoken] = {}
    for fact in told_facts(policy).values():
        for phrase in fact.phrases.get(language, ()):
            one = _one(fact, phrase, types, language, diagnostics)
            if one is None:
                continue
            for text in _examples(phrase.text):
                other = taken.setdefault(plain(text), one)
                if (other.fact.name, other.phrase.value) != (fact.name, one.phrase.value):
                    diagnostics.error("phrase-twofold", phrase.place, Note("help.phrase-twofold"),
                                      text=phrase.text, name=other.fact.name)  # fmt: skip
                    break
            found.append(one)
    return tuple(found)


def check_phrases(policy: Policy, diagnostics: Diagnostics) -> None:
    """Report what is wrong with the phrases of every language."""
    for language in LANGUAGES:
        spoken(policy, language, diagnostics)


def told_facts(policy: Policy) -> dict[str, Fact]:
    """The facts that a scenario can give: those of a client's file, and the criteria."""
    return {**answerable(policy), **criteria(policy)}


def _one(
    fact: Fact,
    phrase: Phrase,
    types: Mapping[str, str],
    language: Language,
    diagnostics: Diagnostics,
) -> Spoken | None:
    try:
        pattern = compiled(phrase.text, types)
    except CucumberExpressionError:
        strange = next((one for one in _parameters(phrase.text) if one not in types), None)
        if strange is None:
            diagnostics.error("phrase-unreadable", phrase.place, _AS_IN, text=phrase.text)
        else:
            help = did_you_mean(strange, types)
            diagnostics.error("phrase-parameter", phrase.place, help, parameter=strange)
        return None
    parameters = _parameters(phrase.text)
    if len(parameters) + (phrase.value is not None) > 1:
        diagnostics.error("phrase-values", phrase.place, _AS_IN, text=phrase.text)
        return None
    if phrase.value is not None:
        return _with_value(fact, phrase, pattern, language, diagnostics)
    if not parameters and fact.type.name != "yes-no":
        diagnostics.error("phrase-no-value", phrase.place, _AS_IN, name=fact.name)
        return None
    if parameters and fact.type.name not in _OWN_TYPES[parameters[0]]:
        fitting = [one for one, fits in _OWN_TYPES.items() if fact.type.name in fits]
        help = Note("help.one-of", {"words": ", ".join(f"`{{{one}}}`" for one in fitting)})
        diagnostics.error("phrase-type", phrase.place, help, name=fact.name,
                          parameter=parameters[0])  # fmt: skip
        return None
    return Spoken(pattern, fact, phrase)


def _with_value(
    fact: Fact,
    phrase: Phrase,
    pattern: re.Pattern[str],
    language: Language,
    diagnostics: Diagnostics,
) -> Spoken | None:
    """A phrase that says a fixed value."""
    from datetime import date

    assert phrase.value is not None
    try:
        text = canonical(phrase.value, fact.type, language, fact.choices)
        read_field(text, fact.type, date.max)
    except Unreadable as error:
        diagnostics.error("value-unreadable", phrase.place, error.expected, text=phrase.value)
        return None
    return Spoken(pattern, fact, Phrase(phrase.text, text, phrase.place))


def _parameters(text: str) -> list[str]:
    return re.findall(r"(?<!\\)\{(\w*)\}", text)


def _examples(text: str) -> Iterator[str]:
    """Some texts that an expression stands for: with and without what is optional, each choice."""
    yield text
    for keep in (True, False):
        shown = re.sub(r"(?<!\\)\(([^()]*)\)", r"\1" if keep else "", text)
        for place in range(4):
            yield re.sub(r"[^\s/]+(?:/[^\s/]+)+", _choice(place), shown)


def _choice(place: int) -> Callable[[re.Match[str]], str]:
    def chosen(match: re.Match[str]) -> str:
        parts = match[0].split("/")
        return parts[min(place, len(parts) - 1)]

    return chosen


def alternatives(texts: Iterable[str]) -> str:
    """A pattern that matches one of these texts, the longest first."""
    ordered = sorted({plain_marks(one) for one in texts if one.strip()}, key=lambda one: -len(one))
    return "|".join(map(re.escape, ordered)) or r"(?!)"
