"""A YAML file's text + more entries for its sections → the text with them, all else as it was."""

from __future__ import annotations

import re
from collections.abc import Mapping

_KEY = re.compile(r"""^(?:(["'])([^"']+)\1|([A-Za-z][\w-]*))\s*:(.*)$""")


class Flow(Exception):
    """A section that is written on one line, between brackets, and cannot be added to."""

    def __init__(self, section: str, line: int) -> None:
        super().__init__(section)
        self.section, self.line = section, line


def inserted(text: str, sections: Mapping[str, str]) -> str:
    """The text with more entries at the end of each section; one that is missing is begun.

    Args:
        text: A file that was read as YAML: a mapping, its sections at the left margin.
        sections: For each section its entries, indented by two spaces.

    Raises:
        Flow: for a section that is written between brackets.
    """
    for name, entries in sections.items():
        text = _inserted(text, name, entries)
    return text


def _inserted(text: str, section: str, entries: str) -> str:
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    start = _start(lines, section)
    added = entries.rstrip("\n").split("\n")
    if start is None:
        return ending.join([*lines, "", f"{section}:", "", *added]) + ending
    end = next(
        (place for place in range(start + 1, len(lines)) if _KEY.match(lines[place])), len(lines)
    )
    while end > start + 1 and re.match(r"\s*(#.*)?$", lines[end - 1]):
        end -= 1
    margin = _margin(lines[start + 1 : end])
    shifted = [f"{margin}{line[2:]}" if line.strip() else line for line in added]
    return ending.join([*lines[:end], "", *shifted, *lines[end:]]) + ending


def _start(lines: list[str], section: str) -> int | None:
    """The line on which a section begins."""
    for place, line in enumerate(lines):
        match = _KEY.match(line)
        if match and section in (match[2], match[3]):
            if re.match(r"\s*(#.*)?$", match[4]) is None:
                raise Flow(section, place + 1)
            return place
    return None


def _margin(lines: list[str]) -> str:
    """How far the entries of a section are indented."""
    first = next((line for line in lines if re.match(r"\s*[^#\s]", line)), "  x")
    return first[: len(first) - len(first.lstrip())]
