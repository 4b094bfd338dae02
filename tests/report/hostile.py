"""A narrative + a hostile text → the same narrative with that text wherever a text can stand."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TypeVar, cast

from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import fields, replace

Noun = TypeVar("Noun")
KEPT = ("language", "audience", "tone", "lane", "truth")

FRAGMENTS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</style></svg></title>", "<!--",
    "-->", "]]>", "<a href='javascript:alert(1)'>x</a>", "![x](https://evil.example/x.png)",
    "[x](javascript:alert(1))", "[x]: https://evil.example", "https://evil.example/?a=b&c=d",
    "www.evil.example", "<https://evil.example>", "someone@evil.example", "&lt;b&gt;",
    "&#60;b&#62;", "&amp", "`", "```", "~~~", "~~x~~", "~5", "*", "**", "_", "__x__", "snake_case",
    "\\", "\\*", "|", "| --- |", "\n| - |", "# ", "#", "\n# x", "- ", "\n- x", "+ ", "1. ", "2) ",
    "\n3. x", "> ", "\n> x", "---", "\n===\n", "    code", "\t", "\n\n", "- [ ] ", "[^1]", ":--",
    "{{ 7*7 }}", "{% raw %}", "{# #}", "{name: # one | # more}", "\x00", "\x02klzzwxh:0\x03",
    "\u202e", "\u2066", "\u200b", "\ufeff", "\ud800", "\u2028", "$x$", "US$5", "\"", "'",
    "' onload='x", "=", "EUR 1.250,00", "\u00a0", "é", "日本", "\U0001d4b3", "12", ".", ")",
    "2026.", " ", "AT&T", "<b",
)  # fmt: skip

texts = st.lists(
    st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=6)), min_size=1, max_size=8
).map("".join)
"""Texts that try to be markup: of Markdown, HTML, SVG, templates, and of anything at all."""


def poisoned(noun: Noun, text: str) -> Noun:
    """The same noun with a text in the place of every text, at any depth."""
    if isinstance(noun, str):
        return cast(Noun, text)
    if isinstance(noun, tuple):
        return cast(Noun, tuple(poisoned(one, text) for one in noun))
    if isinstance(noun, Struct):
        changes = {
            one.name: poisoned(getattr(noun, one.name), text)
            for one in fields(noun)
            if one.name not in KEPT
        }
        return cast(Noun, replace(noun, **changes))
    return noun


class Seen(HTMLParser):
    """What a reader of a page sees, and every element with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = []
        self.text = ""
        self.odd: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, tuple(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.text += data

    def handle_comment(self, data: str) -> None:
        """Keep what a page of ours never has."""
        self.odd.append(data)

    handle_pi = unknown_decl = handle_comment

    @property
    def tags(self) -> list[str]:
        """The names of the elements, in their order."""
        return [tag for tag, _ in self.elements]
