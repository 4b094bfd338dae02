"""The text of a line → its tokens, each with the place where it starts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<quantity>\d{4}-\d{2}-\d{2} | [A-Z]{3}\s\d[\d.]* | \d[\d.]*\s?%
                 | \d+\s+(?:day|week|month|year)s?\b | \d[\d.]*(?![\w-]) )
    | (?P<word>[^\W\d]\w*(?:[-.]\w+)*)
    | (?P<sign><=|>=|!=|≤|≥|≠|[<>=+−×÷*/()\[\],-])
    | (?P<strange>[\w.%-]+|\S)
    )""",
    re.VERBOSE,
)


class Token(Struct, frozen=True):
    """A piece of a line: its kind, its text and where it starts.

    A ``strange`` one is no token of the language; ``end`` stands behind the last one.
    """

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a line, to its end."""
    for match in _TOKEN.finditer(text):
        kind = str(match.lastgroup)
        yield Token(kind, match[kind], match.start(kind))
