"""The catalogues and the shipped policies → their texts in one language, by where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

from yaml import safe_load

from adieu.language import LANGUAGES, Language
from support.examples import ROOT

NO_BREAK = "\u00a0"


@cache
def texts_of(language: Language, area: str) -> dict[str, str]:
    """The entries of one area of the catalogue, by key."""
    path = resources.files("adieu") / "catalogue" / language / f"{area}.yaml"
    return dict(_flat("", safe_load(path.read_text("utf-8"))))


def _flat(prefix: str, tree: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        assert not isinstance(key, bool), f"{prefix}{key} is not read as text"
        if isinstance(value, dict):
            yield from _flat(f"{prefix}{key}.", value)
        else:
            assert isinstance(value, str), f"{prefix}{key} is not read as text"
            yield f"{prefix}{key}", value


@cache
def policy_texts(language: Language) -> dict[str, str]:
    """Every text of the shipped policies, by where it stands."""
    return {place: text[language] for place, text in all_texts().items()}


@cache
def all_texts() -> dict[str, dict[str, str]]:
    """The same in every language."""
    found: dict[str, dict[str, str]] = {}

    def walk(place: str, node: Any) -> None:
        if isinstance(node, dict):
            if set(node) & set(LANGUAGES):
                assert set(node) == set(LANGUAGES), place
                found[place] = node
            else:
                for key, value in node.items():
                    if key != "phrases":
                        walk(f"{place}.{key}", value)
        elif isinstance(node, list):
            for index, value in enumerate(node):
                walk(f"{place}[{index}]", value)

    for file in sorted((ROOT / "rules").rglob("*.yaml")):
        walk(file.name, safe_load(file.read_text("utf-8")))
    return found
