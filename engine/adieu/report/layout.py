"""Markdown fragments → Markdown that also reads well as plain text: aligned tables, short lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from adieu.report.escape import Safe, finalize

WIDTH = 98
"""The longest line of running text."""

_WIDEST = 44
"""No cell is padded beyond this, so that one long note does not stretch a whole table."""

_UNEVEN = re.compile("[\u0300-\u036f\u0591-\u0ee0\u1100-\u11ff\u2e80-\uffff\U00010000-\U0010ffff]")
"""Where the signs that take no column, or two, may lie; any other takes one."""

_MARGIN = re.compile(r"^(?P<indent> *)(?P<marks>(?:> |[-*] |\d+\. )*)")
_UNSAFE_START = re.compile(r"[#>=+\-|:~]|\*$|\d{1,9}[.)]$")

Cell = str | Safe | None


def table(
    headers: Sequence[str], rows: Sequence[Sequence[Cell]], right: Sequence[int] = ()
) -> Safe:
    """A table of raw texts; columns that say nothing anywhere are left out."""
    filled = [
        column
        for column in range(len(headers))
        if any(row[column] not in (None, "") for row in rows) or not any(any(row) for row in rows)
    ]
    lines = [[finalize(headers[column]) for column in filled]]
    lines += [[finalize(row[column]) for column in filled] for row in rows]
    widths = [
        max(3, *(min(_width(line[place]), _WIDEST) for line in lines))
        for place in range(len(filled))
    ]
    rule = [
        "-" * (width - 1) + ":" if column in right else "-" * width
        for column, width in zip(filled, widths, strict=True)
    ]
    padded = [
        [
            _pad(cell, width, column in right)
            for cell, width, column in zip(line, widths, filled, strict=True)
        ]
        for line in lines
    ]
    return Safe("\n".join(f"| {' | '.join(line)} |" for line in [padded[0], rule, *padded[1:]]))


def wrapped(text: str) -> str:
    """Running text broken into lines; tables, headings and pictures keep theirs."""
    lines: list[str] = []
    for line in text.split("\n"):
        if len(line) <= WIDTH or line.startswith(("|", "#", "!")):
            lines.append(line.rstrip(" "))
        else:
            lines += _broken(line)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _broken(line: str) -> list[str]:
    """A line broken at spaces, never before a word that would start a list or a heading there."""
    match = _MARGIN.match(line)
    assert match is not None
    first, quoted = match[0], match["marks"].startswith("> ")
    hanging = match["indent"] + ("> " if quoted else "").ljust(len(match["marks"]))
    lines, current = [], first
    for word in line[len(first) :].split(" "):
        begins = current in (first, hanging)
        if begins or len(current) + 1 + len(word) <= WIDTH or _UNSAFE_START.match(word):
            current += word if begins else f" {word}"
        else:
            lines.append(current)
            current = hanging + word
    return [*lines, current]


def _pad(cell: str, width: int, right: bool) -> str:
    blank = " " * max(0, width - _width(cell))
    return blank + cell if right else cell + blank


def _width(text: str) -> int:
    """How many columns a text takes on a terminal."""
    if not _UNEVEN.search(text):
        return len(text)
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )
