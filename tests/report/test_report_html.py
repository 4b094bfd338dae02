"""Promises about the HTML report: one file, printable, for every reader, and never hostile."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given, settings

from adieu.language import LANGUAGES, Language
from adieu.narrative import Narrative
from adieu.report.audience import for_client
from adieu.report.escape import clean
from adieu.report.html import to_html
from report.hostile import FRAGMENTS, Seen, poisoned, texts
from report.narratives import keep, poor, rich

PAGE = {
    "html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "footer",
    "h1", "h2", "h3", "p", "ol", "ul", "li", "a", "strong", "em", "code", "blockquote", "figure",
    "div", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
PICTURE = {"svg", "desc", "g", "rect", "line", "path", "circle", "text", "defs", "pattern"}
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "id", "class", "href", "scope", "role",
    "tabindex", "aria-label", "aria-labelledby", "xmlns", "viewbox", "width", "height", "x", "y",
    "x1", "x2", "y1", "y2", "cx", "cy", "r", "d", "fill", "stroke", "stroke-width", "font-family",
    "stroke-dasharray", "font-size", "font-weight", "text-anchor", "patternunits",
    "patterntransform",
}  # fmt: skip


def _outside_pictures(page: str) -> list[str]:
    return Seen(re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)).tags


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [rich, poor, keep])
def test_one_file_that_needs_nothing_else(
    make: Callable[[Language], Narrative], language: Language
) -> None:
    """A page has no script, no form, no address but its own anchors, and is the same every time."""
    page = to_html(make(language))
    seen = Seen(page)
    assert set(seen.tags) <= PAGE | PICTURE
    assert {name for _, attributes in seen.elements for name, _ in attributes} <= ATTRIBUTES
    pairs = [pair for _, attributes in seen.elements for pair in attributes]
    links = [value or "" for name, value in pairs if name == "href"]
    ids = [value for name, value in pairs if name == "id"]
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert len(ids) == len(set(ids))
    assert "url(http" not in page
    assert "@import" not in page
    assert page == to_html(make(language))


def test_a_browser_may_load_and_run_nothing() -> None:
    """The page's security policy allows only its own style, by its hash."""
    page = to_html(rich("en"))
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert style
    assert policy
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert f"style-src &#39;sha256-{digest}&#39;" in policy[1]
    assert "default-src &#39;none&#39;" in policy[1]
    assert " style=" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_who_listens_finds_the_way(language: Language) -> None:
    """The page tells its language, has one title, landmarks, and pictures with a text."""
    seen = Seen(to_html(rich(language)))
    assert ("html", (("lang", language),)) in seen.elements
    for landmark in ("header", "nav", "main", "footer", "h1"):
        assert seen.tags.count(landmark) == 1
    assert seen.tags.count("svg") == seen.tags.count("desc") == 2
    assert seen.tags.count("title") >= 3
    heads = [attributes for tag, attributes in seen.elements if tag == "th"]
    assert heads
    assert all(("scope", "col") in attributes for attributes in heads)


def test_headings_go_down_one_step_at_a_time() -> None:
    """No level of heading is skipped."""
    levels = [int(tag[1]) for tag in Seen(to_html(rich("en"))).tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


def test_the_verdict_has_its_colour() -> None:
    """A verdict of the house colours the page; one that nobody knows is neutral."""
    assert '<body class="fire-now">' in to_html(rich("en"))
    assert '<body class="other">' in to_html(poisoned(rich("en", 3), '"><script>'))


def _contrast(first: str, second: str) -> float:
    def light(colour: str) -> float:
        digits = colour.lstrip("#")
        digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
        parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(first), light(second)))
    return (high + 0.05) / (low + 0.05)


def test_every_colour_of_text_is_easy_to_read() -> None:
    """Each colour that text has is in contrast 4.5 to 1 with what lies behind, light and dark."""
    style = to_html(rich("en")).split("<style>")[1].split("</style>")[0]
    screen, rest = style.split("@media screen and (prefers-color-scheme:dark)", 1)
    for part in (screen, rest.split("*{box-sizing")[0]):
        root = dict(re.findall(r"--(\w+):(#\w+)", part.split("}")[0]))
        for name in ("ink", "muted", "bad", "told", "plain"):
            assert _contrast(root[name], root["paper"]) >= 4.5, name
        for name in ("ink", "muted"):
            assert _contrast(root[name], root["band"]) >= 4.5, name
        tones = re.findall(r"\.[\w-]+\{--accent:(#\w+);--tint:(#\w+)\}", part)
        assert len(tones) == 5
        for accent, tint in tones:
            assert _contrast(accent, tint) >= 4.5
            assert _contrast(root["ink"], tint) >= 4.5


@settings(deadline=None, max_examples=25)
@given(text=texts)
def test_a_hostile_file_brings_no_markup(text: str) -> None:
    """With a hostile text in every place the page has the elements of a harmless one."""
    page, harmless = (to_html(poisoned(rich("en", 5), one)) for one in (f"a {text} b", "a b"))
    seen = Seen(page)
    assert _outside_pictures(page) == _outside_pictures(harmless)
    assert set(seen.tags) <= PAGE | PICTURE
    assert {name for _, attributes in seen.elements for name, _ in attributes} <= ATTRIBUTES
    assert not seen.odd
    shown = re.sub(r"\s+", " ", seen.text)
    assert re.sub(r"\s+", " ", clean(f"a {text} b")).strip() in shown


@pytest.mark.parametrize("text", FRAGMENTS)
def test_each_known_trick_stays_text(text: str) -> None:
    """Every trick of the list is shown in the page of the client as the text that it is."""
    page = to_html(for_client(poisoned(rich("en", 3), f"a {text} b")))
    assert set(Seen(page).tags) <= PAGE | PICTURE
    assert re.sub(r"\s+", " ", clean(f"a {text} b")) in re.sub(r"\s+", " ", Seen(page).text)
