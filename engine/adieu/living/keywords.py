"""A line of a feature file + its language → the same line as Gherkin reads it, and its keyword.

Word processors and keyboards write no-break spaces, curly apostrophes, accents in two parts, and a
space before a colon.  Each line is put right by itself, so that line numbers stay.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import cache

from gherkin.dialect import DIALECTS
from msgspec import Struct

from adieu.diagnostics import Source
from adieu.language import LANGUAGES, Language

TITLES = ("feature", "rule", "background", "scenario", "scenarioOutline", "examples")
STEPS = ("given", "when", "then", "and", "but")
LANGUAGE_LINE = re.compile(r"\s*#\s*language\s*:\s*([\w-]+)\s*\Z")
_BEGUN = re.compile(r"\s*([^\W\d_][\w' -]{2,24}?)\s*:")
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\t", " "))
_NOTHING = str.maketrans(dict.fromkeys("\ufeff\u200b\u200c\u200d\u2060\u00ad", ""))
FENCES = ('"""', "```")


class Meant(Struct, frozen=True):
    """A keyword that a line begins with, in whatever case or language.

    ``found`` is how it is written there, ``keyword`` how the feature's language has it.
    """

    found: str
    keyword: str
    is_step: bool


def as_gherkin(source: Source) -> Source:
    """The lines of a file as Gherkin reads them."""
    fenced = ""
    language: str | None = None
    lines = []
    for raw in source.lines:
        line = unicodedata.normalize("NFC", raw).translate(_NOTHING)
        bare = line.translate(_SPACES)
        fence = next((one for one in FENCES if bare.lstrip().startswith(one)), "")
        if not fenced:
            language = language or stated_language(bare)
            line = _put_right(bare, language or "en")
        elif fence == fenced:
            line = bare
        lines.append(line)
        if fence and fenced in ("", fence):
            fenced = "" if fenced else fence
    return Source(source.name, tuple(lines))


def stated_language(line: str) -> str | None:
    """The language that a line such as ``# language: nl`` states."""
    match = LANGUAGE_LINE.match(line)
    return match[1] if match else None


def _put_right(line: str, language: str) -> str:
    """A line without the space before a title's colon, and with the apostrophe of its keyword."""
    if language not in DIALECTS:
        return line
    if match := _title_line(language).match(line):
        return f"{match[1]}{match[2]}:{line[match.end() :]}"
    start = len(line) - len(line.lstrip())
    for keyword in _elided(language):
        if line[start:].replace("’", "'").startswith(keyword):
            return line[:start] + keyword + line[start + len(keyword) :]
    return line


@cache
def _title_line(language: str) -> re.Pattern[str]:
    words = sorted((one for key in TITLES for one in DIALECTS[language][key]), key=len)  # type: ignore[literal-required]
    return re.compile(rf"(\s*)({'|'.join(map(re.escape, reversed(words)))}) +:")


@cache
def _elided(language: str) -> tuple[str, ...]:
    return tuple(one for key in STEPS for one in DIALECTS[language][key] if "'" in one)  # type: ignore[literal-required]


def keyword(language: Language, kind: str) -> str:
    """A keyword of a language as one writes it, as ``Gegeven``."""
    words: list[str] = DIALECTS[language][kind]  # type: ignore[literal-required]
    own = [one.strip() for one in words if not one.startswith("*")]
    if kind in ("and", "but"):
        return min(own, key=len)
    return own[-1] if kind == "scenario" else own[0]


def meant(line: str, language: Language) -> Meant | None:
    """The keyword that a line begins with, in any case and in any of our languages."""
    text = line.strip().replace("’", "'")
    for pattern, is_step in ((_any_title(), False), (_any_step(), True)):
        if match := pattern.match(text):
            found = match[1]
            kind = _kinds(is_step)[_plain(found)]
            return Meant(found, keyword(language, kind), is_step)
    return None


def nearly_title(line: str, language: Language) -> Meant | None:
    """The title that a line probably begins, with a typing error in its keyword."""
    match = _BEGUN.match(line)
    if match is None:
        return None
    kinds = _kinds(steps=False)
    near = difflib.get_close_matches(_plain(match[1]), kinds, n=1, cutoff=0.8)
    return Meant(match[1], keyword(language, kinds[near[0]]), False) if near else None


def _plain(text: str) -> str:
    """A word without accents and case."""
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(one for one in parts if not unicodedata.combining(one))


@cache
def _kinds(steps: bool) -> dict[str, str]:
    """Every keyword of our languages, without accents and case, and what it is."""
    return {
        _plain(word.strip()): kind
        for kind in reversed(STEPS if steps else TITLES)
        for language in LANGUAGES
        for word in DIALECTS[language][kind]  # type: ignore[literal-required]
        if not word.startswith("*")
    }


@cache
def _any_title() -> re.Pattern[str]:
    return re.compile(rf"({_alternatives(False)})\s*:", re.IGNORECASE)


@cache
def _any_step() -> re.Pattern[str]:
    return re.compile(rf"({_alternatives(True)})(?:(?<=')|(?=[\s:,]|\Z))", re.IGNORECASE)


def _alternatives(steps: bool) -> str:
    """Every keyword as an alternative, the longest first, with or without its accents."""
    written = {
        word.strip()
        for kind in (STEPS if steps else TITLES)
        for language in LANGUAGES
        for word in DIALECTS[language][kind]  # type: ignore[literal-required]
        if not word.startswith("*")
    }
    words = sorted(written | {_plain(one) for one in written}, key=lambda one: (-len(one), one))
    return "|".join(map(re.escape, words))
