"""Policies and their features → pages, as the tests read them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from adieu import policy as p
from adieu.diagnostics import Diagnostics, Source
from adieu.language import LANGUAGES, Language
from adieu.living.gherkin import parse_feature, read_feature
from adieu.living.page.held import Held, hold, read
from adieu.living.page.html import to_html
from adieu.living.page.page import Known, page_of
from adieu.load.policy import load_policy
from support.examples import ROOT


def scenarios_in(policy: p.Policy, paths: Sequence[Path]) -> list[Held]:
    """The scenarios of some files, not held to the policy."""
    found = Diagnostics()
    scenarios: list[Held] = []
    for path in paths:
        feature = read_feature(path, found)
        assert feature is not None
        scenarios += read(policy, feature, found)
    found.stop_on_error()
    return scenarios


def scenarios_of(policy: p.Policy, text: str, with_own_steps: bool = False) -> list[Held]:
    """The scenarios of a text, held to the policy."""
    found = Diagnostics()
    feature = parse_feature(Source("some.feature", tuple(text.split("\n"))), found)
    found.stop_on_error()
    assert feature is not None
    scenarios = read(policy, feature, found, with_own_steps)
    found.stop_on_error()
    hold(scenarios)
    return scenarios


@cache
def house_pages() -> dict[Language, str]:
    """The pages of the house policy with all its features, which other tests hold it to."""
    policy = load_policy(ROOT / "rules")
    folders = [ROOT / "features" / language for language in LANGUAGES]
    files = [file for folder in folders for file in sorted(folder.rglob("*.feature"))]
    scenarios = scenarios_in(policy, files)
    known = Known({one.name: "proved" for one in policy.promises})
    return {one: to_html(page_of(policy, scenarios, one, known)) for one in LANGUAGES}


@cache
def small_pages() -> dict[Language, str]:
    """Pages of the house policy with the features about one rule alone."""
    policy = load_policy(ROOT / "rules")
    names = ("en/changes-mind", "nl/van-gedachten-veranderen", "fr/changement-d-avis")
    scenarios = scenarios_in(policy, [ROOT / "features" / f"{name}.feature" for name in names])
    return {one: to_html(page_of(policy, scenarios, one, Known())) for one in LANGUAGES}


class Read(HTMLParser):
    """What a page says: its text, and every element with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.odd: list[str] = []
        self._skipped = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag in ("style", "script"):
            self._skipped = tag

    def handle_endtag(self, tag: str) -> None:
        """Listen again after a style or a script."""
        if tag == self._skipped:
            self._skipped = ""

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.text += "" if self._skipped else data

    def handle_comment(self, data: str) -> None:
        """Keep what a page of ours never has."""
        self.odd.append(data)

    handle_pi = unknown_decl = handle_comment

    @property
    def tags(self) -> list[str]:
        """The names of the elements, in their order."""
        return [tag for tag, _ in self.elements]

    def values(self, name: str) -> list[str]:
        """Every value of an attribute, in order."""
        return [attributes[name] for _, attributes in self.elements if name in attributes]
