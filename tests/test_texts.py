"""Promises about every text that the program and the policies can show, in each language."""

from __future__ import annotations

import re

import pytest

from adieu.language import LANGUAGES, Language, placeholders
from support.texts import NO_BREAK, all_texts, policy_texts, texts_of

AREAS = (
    "sentences",
    "report",
    "terminal",
    "diagnostics",
    "living",
    "testing",
    "tables",
    "portfolio",
    "docs",
)
STEPS = ("living.given.", "living.when.", "living.then.", "living.words.")
"""The steps of scenarios and the words of values: several ways to say one thing, one a line."""


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_entry(language: Language, area: str) -> None:
    """The catalogues of all languages have the same keys, with the same places to fill in."""
    expected = {key: set(placeholders(text)) for key, text in texts_of("en", area).items()}
    found = {key: set(placeholders(text)) for key, text in texts_of(language, area).items()}
    assert found == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_policy_text_has_the_same_places_to_fill_in(language: Language) -> None:
    """A text of the policy names the same facts in every language."""
    for place, text in all_texts().items():
        assert set(placeholders(text[language])) == set(placeholders(text["en"])), place


def _longest_sentence(text: str) -> int:
    """The words of a text's longest sentence: a place to fill in is one, code in backticks none."""
    plain = re.sub(
        r"\{\s*[\w.-]+\s*(?::([^{}|]*)\|([^{}|]*))?\}",
        lambda match: max(match[1] or "x", match[2] or "x", key=lambda one: len(one.split())),
        re.sub("`[^`]*`", "", text),
    )
    sentences = re.split(r"(?<=[.?!·])\s", plain.replace(NO_BREAK, " "))
    return max(sum(any(map(str.isalnum, word)) for word in one.split()) for one in sentences)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(language: Language) -> None:
    """No sentence of the policies or the catalogues has more than twenty words."""
    texts = {**policy_texts(language)}
    for area in AREAS:
        texts |= texts_of(language, area)
    texts = {place: text for place, text in texts.items() if not place.startswith(STEPS)}
    assert not {place: text for place, text in texts.items() if _longest_sentence(text) > 20}


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_well_set(language: Language) -> None:
    """Apostrophes are curly, and French puts no-break spaces around its signs."""
    texts = {**policy_texts(language)}
    for area in ("sentences", "portfolio"):
        texts |= texts_of(language, area)
    page = texts_of(language, "docs").items()
    texts |= {place: text for place, text in page if place.startswith("docs.")}
    for place, text in texts.items():
        assert not re.search(r"['\"]|  ", text), place
        if language == "fr":
            told = re.sub(r"\{(\w+): ([^|}]*)\|([^}]*)\}", r"\2 \3", text)
            assert not re.search(rf"[^{NO_BREAK}][:;?!»]|«[^{NO_BREAK}]", told), place
