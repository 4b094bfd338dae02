"""Diagnostics and results → the terminal: messages to stderr, results to stdout."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from adieu import language as lang
from adieu.language import LANGUAGES, Filling, Language

if TYPE_CHECKING:
    from adieu.diagnostics import Diagnostic

DONE, ANSWER_IS_NO, UNUSABLE = 0, 1, 2


def environment_language() -> Language:
    """The language that the environment asks for; English where it asks for none of ours."""
    for name in ("ADIEU_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = os.environ.get(name, "")[:2].lower()
        for language in LANGUAGES:
            if wanted == language:
                return language
        if wanted:
            break
    return "en"


def say(language: Language, key: str, **values: str | int | Filling) -> str:
    """An entry of the catalogue's words for the terminal."""
    return lang.say(language, f"terminal.{key}", **values)


def print_diagnostics(found: Iterable[Diagnostic], language: Language) -> None:
    """Each diagnostic with its place, caret and help, on stderr."""
    for one in found:
        print(printable(lang.say_diagnostic(language, one)), file=sys.stderr)


def print_error(language: Language, code: str, where: str, /, **values: object) -> None:
    """One diagnostic about something that is no place in a file."""
    from adieu.diagnostics import Diagnostics, Place, Source

    found = Diagnostics()
    found.error(code, Place(Source(where)), **values)
    print_diagnostics(found, language)


def printable(text: str) -> str:
    """A text without control characters, which a file's content could use to fool a terminal."""
    return "".join(
        one if one in "\n\t\u00a0\u202f" or one.isprintable() else f"\\u{ord(one):04x}"
        for one in text
    )


def default_policy() -> Path:
    """The policy of the folder one stands in; the house policy where there is none."""
    from adieu.load.files import policy_here

    return policy_here()


def write_atomically(path: Path, text: str) -> None:
    """Write a whole file or nothing; one that is there keeps its permissions.

    Raises:
        OSError: where it cannot be written; nothing is left behind then.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, encoding="utf-8", newline="\n")
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
