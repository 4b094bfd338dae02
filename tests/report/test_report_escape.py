"""Promises about escaping: what comes from a client's file is shown, and never acts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from markdown import markdown

from adieu.report.escape import JOINER, MARK, Safe, clean, finalize, markdown_text, markup_text
from adieu.report.layout import table, wrapped
from report.hostile import Seen, texts

PLACES = {
    "paragraph": ("{}", ["p"]),
    "later line": ("First\n{}", ["p"]),
    "heading": ("## {}", ["h2"]),
    "item": ("- {}", ["ul", "li"]),
    "numbered": ("1. {}", ["ol", "li"]),
    "continued": ("- **x**\n  {}", ["ul", "li", "strong"]),
    "bold": ("**{}**", ["p", "strong"]),
    "italic": ("x *({})*", ["p", "em"]),
    "quote": ("> {}", ["blockquote", "p"]),
}


def _visible(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace(JOINER, "")).strip()


def _stripped(markdown_text: str, place: str) -> str:
    """The frame of a place taken off what is seen."""
    frame = {"later line": "First ", "continued": "x ", "italic": "x ("}.get(place, "")
    seen = _visible(markdown_text)
    assert seen.startswith(frame.strip())
    return seen[len(frame) :].removesuffix(")" if place == "italic" else "")


@pytest.mark.parametrize("place", PLACES)
@settings(deadline=None)
@given(text=texts)
def test_a_hostile_text_is_shown_and_nothing_else(place: str, text: str) -> None:
    """Wherever a text is put, the Markdown library shows it and makes no element of it."""
    if not clean(text):
        return
    frame, tags = PLACES[place]
    seen = Seen(markdown(frame.format(markdown_text(text)), extensions=["tables", "sane_lists"]))
    assert seen.tags == tags
    assert not seen.odd
    assert _stripped(seen.text, place) == _visible(clean(text))


@pytest.mark.parametrize("place", PLACES)
@settings(deadline=None)
@given(text=texts)
def test_a_second_reader_of_markdown_agrees(place: str, text: str) -> None:
    """A CommonMark parser with tables sees the same text and the same elements."""
    reader = pytest.importorskip("markdown_it").MarkdownIt("commonmark")
    if not clean(text):
        return
    frame, tags = PLACES[place]
    rendered = reader.enable(["table", "strikethrough"]).render(frame.format(markdown_text(text)))
    seen = Seen(rendered)
    assert [tag for tag in seen.tags if tag != "p"] == [tag for tag in tags if tag != "p"]
    assert _stripped(seen.text, place) == _visible(clean(text))


@settings(deadline=None)
@given(text=texts)
def test_a_cell_stays_a_cell(text: str) -> None:
    """A hostile text in a table adds no column and no row."""
    if not clean(text):
        return
    shown = table(["a", "b"], [[text, "x"], ["y", text]]).text
    seen = Seen(markdown(shown, extensions=["tables"]))
    assert seen.tags == ["table", "thead", "tr", "th", "th", "tbody", *["tr", "td", "td"] * 2]
    assert _visible(seen.text).count(_visible(clean(text))) >= 2


@settings(deadline=None)
@given(text=texts)
def test_wrapping_adds_nothing(text: str) -> None:
    """Breaking lines never makes a list, a heading or a table of a text."""
    escaped = markdown_text(f"word {text} " * 6)
    for frame, tags in (("{}", ["p"]), ("- {}", ["ul", "li"]), ("> {}", ["blockquote", "p"])):
        broken = wrapped(frame.format(escaped))
        seen = Seen(markdown(broken, extensions=["tables", "sane_lists"]))
        assert seen.tags == tags
        assert _visible(seen.text) == _visible(clean(f"word {text} " * 6))
        reader = pytest.importorskip("markdown_it").MarkdownIt("commonmark")
        again = Seen(reader.enable(["table", "strikethrough"]).render(broken))
        assert [tag for tag in again.tags if tag != "p"] == [tag for tag in tags if tag != "p"]


@settings(deadline=None)
@given(text=texts)
def test_markup_text_is_inert_in_elements_and_attributes(text: str) -> None:
    """A hostile text in an element or a quoted attribute stays text."""
    seen = Seen(f'<p title="{markup_text(text)}">{markup_text(text)}</p>')
    assert seen.elements == [("p", (("title", clean(text)),))]
    assert seen.text == clean(text)


@settings(deadline=None)
@given(text=texts)
def test_nothing_is_hidden(text: str) -> None:
    """Controls, overrides and halves of characters are shown as a mark; lines become one line."""
    shown = clean(text)
    assert "\n" not in shown
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ud800-\udfff]", shown)
    shown.encode("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        "EUR 1.250,00",
        "Jansen & Zn. (since 1998), a.k.a. “J-Z”",
        "Échéance\u00a0: 12\u00a0%",
        "snake_case and C# in-between",
        "about ~5 hours, US$5 - a lot!",
        "He said: 2026-014 was wrong; 50% of it.",
    ],
)
def test_ordinary_texts_stay_as_they_are(text: str) -> None:
    """What could not act is not escaped, so that the Markdown reads well as plain text."""
    assert markdown_text(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("www.evil.example", "www&#46;evil.example"),
        ("see https://evil.example", "see https&#58;//evil.example"),
        ("a@evil.example", f"a@{JOINER}evil.example"),
        ("$x$", "&#36;x$"),
        ("1. no list", "1\\. no list"),
        ("a\u202eb", f"a{MARK}b"),
    ],
)
def test_a_code_host_makes_no_link_of_it(text: str, shown: str) -> None:
    """Addresses, mentions, formulas and lists that a code host would make are broken up."""
    assert markdown_text(text) == shown


def test_only_safe_fragments_pass() -> None:
    """A template prints texts escaped, our own fragments as they are, nothing for nothing."""
    assert finalize("*x*") == "\\*x\\*"
    assert finalize(Safe("*x*")) == "*x*"
    assert finalize(None) == ""
