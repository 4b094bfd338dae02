"""A raw text + a medium → the same text, inert there.

Everything that comes from a client's file is hostile until it has passed through here.
"""

from __future__ import annotations

import re
from html import escape as _html_escape

from msgspec import Struct

MARK = "\ufffd"
"""What stands for a character that would not be seen: controls, bidirectional overrides, halves."""

JOINER = "\u2060"
"""An invisible sign that keeps a code host from making an address or a mention of ``@``."""

_BLANK = re.compile("[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)

_START = r"""
    ^(?:(?P<number>\d{1,9})(?P<dot>[.)])(?=\ |$)      # 1. and 1) would start a list
      | (?P<bullet>[-+])(?=[-\ ]|$)                   # so would - and +; --- is a rule
      | (?P<underline>=)                              # === makes a heading of the line above
      | (?P<align>:)(?=-) )                           # :-- is the second line of a table
"""
_ANYWHERE = r"""
      (?P<hash>^\#|\#(?=\#*$))                        # a heading's opening and closing
    | (?P<backslash>\\)(?=[ !-/:-@\[-`{-~]|$)         # it would escape what follows
    | (?P<word>(?<=[^\W_])_+(?=[^\W_]))               # snake_case stays as it is
    | (?P<sign>[`*_\[\]|])
    | (?P<less><) | (?P<more>>)
    | (?P<entity>&)(?=\#|\w+;)
    | (?P<near>(?<![^\ ])~(?=\d))                     # ~5 stays as it is
    | (?P<tilde>~)
    | (?P<dollar>(?<![^\W_])\$)                       # a code host would read a formula
    | (?P<at>@)(?=\S)
    | (?P<scheme>:)(?=//)                             # a bare address becomes a link
    | (?P<www>\b(?i:www))\.
"""
_MARKDOWN = re.compile(f"(?:{_START}) | {_ANYWHERE}", re.VERBOSE)

_SIGNS = re.compile(r"[\\`*_\[\]|<>&~$@#]")
_STARTS = (*"0123456789+-=:",)

_ENTITIES = {
    "underline": "&#61;",
    "align": "&#58;",
    "backslash": "&#92;",
    "less": "&lt;",
    "more": "&gt;",
    "entity": "&amp;",
    "tilde": "&#126;",
    "dollar": "&#36;",
    "at": f"@{JOINER}",
    "scheme": "&#58;",
}


class Safe(Struct, frozen=True):
    """A fragment that is Markdown already and passes unescaped; only this package makes them."""

    text: str


def clean(text: str) -> str:
    """A text on one line, with a visible mark for every character that would not be seen."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return _UNSEEN.sub(MARK, _BLANK.sub(" ", text)).strip()


def markdown_text(text: str) -> str:
    """A text as Markdown that shows exactly that text, wherever it is put."""
    told = clean(text)
    return told if _is_inert(told) else _MARKDOWN.sub(_inert, told)


def markup_text(text: str) -> str:
    """A text as HTML or SVG, in an element or in a quoted attribute."""
    return _html_escape(clean(text), quote=True)


def finalize(value: object) -> str:
    """What a Markdown template prints for a value: safe fragments as they are, texts escaped."""
    if isinstance(value, Safe):
        return value.text
    return "" if value is None else markdown_text(str(value))


def _is_inert(text: str) -> bool:
    """Whether a text holds nothing that could act: a quick answer, which is right for most."""
    acts = _SIGNS.search(text) or text.startswith(_STARTS) or "://" in text
    return not acts and "www" not in text.casefold()


def _inert(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    if kind in _ENTITIES:
        return _ENTITIES[kind]
    match kind:
        case "dot":
            return f"{match['number']}\\{match['dot']}"
        case "www":
            return f"{match['www']}&#46;"
        case "word" | "near":
            return match[0]
        case _:
            return f"\\{match[0]}"
