"""Promises about the fixed words of a report: complete, short, and right in every language."""

from __future__ import annotations

import re
from importlib import resources

import pytest
from yaml import safe_load

from adieu.language import LANGUAGES, Language, placeholders

NO_BREAK = "\u00a0"


def _entries(language: Language) -> dict[str, str]:
    path = resources.files("adieu") / "catalogue" / language / "report.yaml"
    found: dict[str, str] = {}

    def walk(prefix: str, tree: dict[str, object]) -> None:
        for key, value in tree.items():
            assert isinstance(key, str), f"{prefix}{key} is not read as text"
            if isinstance(value, dict):
                walk(f"{prefix}{key}.", value)
            else:
                found[f"{prefix}{key}"] = str(value)

    walk("", safe_load(path.read_text("utf-8")))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same(language: Language) -> None:
    """Every language has the same entries with the same places to fill in."""
    expected = {key: set(placeholders(text)) for key, text in _entries("en").items()}
    assert {key: set(placeholders(text)) for key, text in _entries(language).items()} == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(language: Language) -> None:
    """No sentence has more than twenty words."""
    for key, text in _entries(language).items():
        told = re.sub(r"\{(\w+): ([^|}]*)\|[^}]*\}", r"\2", text)
        assert all(len(part.split()) <= 20 for part in re.split(r"[.?!·] ", told)), key


def test_french_signs_stand_off_without_breaking() -> None:
    """In French a no-break space stands before : ; ? ! and within quotation marks."""
    for key, text in _entries("fr").items():
        told = re.sub(r"\{(\w+): ([^|}]*)\|([^}]*)\}", r"\2 \3", text)
        assert not re.search(rf"[^{NO_BREAK}][:;?!»]|«[^{NO_BREAK}]", told), key
        assert "'" not in told, key
