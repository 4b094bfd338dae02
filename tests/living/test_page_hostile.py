"""Promises about pages made of hostile texts: they bring no markup, and show as what they are."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from adieu.living.page.html import to_html
from adieu.report.escape import clean
from living.page_parts import PICTURE, TAGS, poisoned, rich
from living.pages import Read
from report.hostile import FRAGMENTS, texts


def _outside_pictures(html: str) -> list[str]:
    return Read(re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)).tags


@settings(deadline=None, max_examples=15)
@given(text=texts)
def test_a_hostile_text_brings_no_markup(text: str) -> None:
    """With a hostile text in every place the page has no element that it would not have anyway."""
    html = to_html(poisoned(rich(), f"a {text} b"))
    seen = Read(html)
    assert set(seen.tags) <= TAGS | PICTURE
    assert not seen.odd
    assert html.count("<script") == html.count("<style") == 1
    prose = {"p", "ul", "ol", "li", "strong", "em", "code"}
    told, harmless = (
        [tag for tag in _outside_pictures(one) if tag not in prose]
        for one in (html, to_html(poisoned(rich(), "a b")))
    )
    assert told == harmless


@pytest.mark.parametrize("text", FRAGMENTS)
def test_each_known_trick_stays_text(text: str) -> None:
    """Every trick of the list is shown as the text that it is."""
    title = f"a {text} b"
    html = to_html(replace(rich(), title=title))
    seen = Read(html)
    assert set(seen.tags) <= TAGS | PICTURE
    shown = " ".join(seen.text.split())
    assert " ".join(clean(title).split()) in shown
