"""Promises about the page of the house policy as a real browser shows it, on a phone and a desk.

Needs Chromium, and is skipped without; where ADIEU_NEED_CHROMIUM is 1 that is a failure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from adieu.language import LANGUAGES, Language
from adieu.living.page.html import to_html
from living.page_parts import poisoned, rich
from living.pages import house_pages, small_pages
from support.browser import Browser, browser, chromium

WIDTHS = (390, 1280)
CHECK = (Path(__file__).parents[1] / "support" / "page_check.js").read_text("utf-8")
SHORT = frozenset({"word", "grade_word", "fate_word", "words", "marks", "told"})
"""Words of the catalogue and numbers, which nobody writes so long."""
LATER = "new Promise((done) => setTimeout(done, 250))"
"""The search waits for the end of a word."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pages of the house policy: with all features, and with few."""
    chromium()
    folder = tmp_path_factory.mktemp("site")
    for name, pages in (("house", house_pages()), ("small", small_pages())):
        for language, html in pages.items():
            (folder / f"{name}.{language}.html").write_text(html, "utf-8")
    return folder


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser for all tests of this file."""
    with browser(tmp_path_factory.mktemp("profile")) as one:
        yield one


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_seen_and_can_be_read(
    tab: Browser, site: Path, language: Language, width: int
) -> None:
    """Nothing is cut or spills, texts contrast, headings and names are right, links lead on."""
    tab.open(site / f"house.{language}.html", width)
    assert tab.run("document.documentElement.lang") == language
    assert tab.run(CHECK) == []
    assert tab.complaints() == []


def test_long_words_stay_on_the_screen(tab: Browser, site: Path) -> None:
    """Words far longer than a phone is wide are broken, in every place where one can stand."""
    page = poisoned(rich(), f"{'W' * 150} {'i' * 90}", SHORT)
    (site / "long.html").write_text(to_html(page), "utf-8")
    tab.open(site / "long.html", 390)
    assert tab.run(CHECK) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_dark_screen_is_as_readable(tab: Browser, site: Path, width: int) -> None:
    """For readers who prefer a dark screen the colours contrast as well."""
    dark = [{"name": "prefers-color-scheme", "value": "dark"}]
    tab.ask("Emulation.setEmulatedMedia", media="", features=dark)
    tab.open(site / "small.en.html", width)
    assert tab.run("matchMedia('(prefers-color-scheme: dark)').matches")
    assert tab.run(CHECK) == []
    tab.ask("Emulation.setEmulatedMedia", media="", features=[])


def test_paper_shows_what_was_opened(tab: Browser, site: Path, tmp_path: Path) -> None:
    """Printed, the page has no search and no contents, and nothing is wider than the paper."""
    tab.open(site / "small.fr.html", 700)
    tab.ask("Emulation.setEmulatedMedia", media="print")
    assert tab.run(CHECK) == []
    assert tab.run("document.querySelector('.side').checkVisibility()") is False
    tab.ask("Emulation.setEmulatedMedia", media="")
    tab.open(site / "small.fr.html", 1280)
    tab.pdf(tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-")


def found(tab: Browser) -> int:
    """How many places the page says that it found."""
    tab.run(LATER)
    told = str(tab.run("document.getElementById('search-found').textContent"))
    numbers = re.findall(r"\d+", told)
    return int(numbers[-1]) if numbers else 0


@pytest.mark.parametrize(
    ("language", "word"), [("en", "CHANGES of mind"), ("nl", "koerswijzigingen"), ("fr", "regle")]
)
def test_search_finds(tab: Browser, site: Path, language: Language, word: str) -> None:
    """From the keyboard alone: case and accents do not matter, and every place is highlighted."""
    tab.open(site / f"house.{language}.html", 1280)
    tab.press("/")
    assert tab.run("document.activeElement.id") == "search"
    tab.write(word)
    count = found(tab)
    plain = "one.textContent.normalize('NFD').replace(/\\p{M}/gu, '').toLowerCase()"
    shown = tab.run(
        "[...document.querySelectorAll('main *, footer *')]"
        ".filter((one) => !one.closest('svg,.unseen,dl > div > dd > ul') && !one.children.length"
        f" && {plain}.includes({word.lower()!r})).length"
    )
    assert count >= shown > 0
    assert tab.run("CSS.highlights.get('found').size") == count


def test_search_goes_to_what_is_folded_away(tab: Browser, site: Path) -> None:
    """Enter opens what hides a place and shows it, Shift and Enter goes back, Escape clears."""
    tab.open(site / "small.en.html", 390)
    hidden = "document.querySelector('main details:not([open]) .steps li:last-child')"
    text = tab.run(f"{hidden}.textContent.replace(/\\s+/g, ' ').trim()")
    tab.press("/")
    tab.write(str(text))
    count = found(tab)
    assert count >= 1
    folded = "document.querySelectorAll('main details:not([open])').length"
    before = tab.run(folded)
    tab.press("Enter")
    assert found(tab) == count
    assert tab.run(folded) < before
    here = "[...CSS.highlights.get('here')][0].getBoundingClientRect()"
    assert tab.run(f"{here}.top >= 0 && {here}.bottom <= innerHeight")
    tab.press("Enter", shift=True)
    assert tab.run("document.activeElement.id") == "search"
    tab.press("Escape")
    assert tab.run("document.getElementById('search').value") == ""
    assert tab.run("CSS.highlights.has('found')") is False
    assert tab.run(folded) == before


def test_search_says_when_there_is_nothing(tab: Browser, site: Path) -> None:
    """A word that is nowhere is said to be nowhere; one letter is not searched for."""
    tab.open(site / "small.nl.html", 1280)
    tab.press("/")
    tab.write("xyzzyx")
    tab.run(LATER)
    assert tab.run("document.getElementById('search-found').textContent") == "niets gevonden"
    tab.press("Escape")
    tab.write("k")
    tab.run(LATER)
    assert "twee letters" in str(tab.run("document.getElementById('search-found').textContent"))


def test_a_link_into_something_folded_opens_it(tab: Browser, site: Path) -> None:
    """The address of an example shows that example."""
    tab.open(site / "small.en.html", 1280)
    folded = "[...document.querySelectorAll('main details:not([open])')].map((one) => one.id)"
    first, *_, last = tab.run(folded)
    tab.run(f"location.hash = '#{last}'; {LATER}")
    assert tab.run(f"document.getElementById({last!r}).open") is True
    tab.open(site / "small.nl.html", 1280)
    tab.open(site / "small.en.html", 1280, fragment=f"#{first}")
    assert tab.run(f"document.getElementById({first!r}).open") is True


def test_without_script_all_is_there(tab: Browser, site: Path) -> None:
    """A browser that runs no script shows the page without its search, and complains of nothing."""
    tab.ask("Emulation.setScriptExecutionDisabled", value=True)
    try:
        tab.open(site / "small.fr.html", 390)
        document = tab.ask("DOM.getDocument")["root"]["nodeId"]
        form = tab.ask("DOM.querySelector", nodeId=document, selector="form.search[hidden]")
        assert form["nodeId"] != 0
        assert tab.complaints() == []
    finally:
        tab.ask("Emulation.setScriptExecutionDisabled", value=False)
