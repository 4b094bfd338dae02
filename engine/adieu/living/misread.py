"""A file that Gherkin cannot read, or would read amiss → what is wrong with it, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gherkin.errors import (
    AstBuilderException,
    ParserException,
    UnexpectedEOFException,
)

from adieu.diagnostics import Diagnostics, Note, Place, Source, did_you_mean
from adieu.language import LANGUAGES, Language
from adieu.living.keywords import FENCES, Meant, keyword, meant, stated_language

if TYPE_CHECKING:
    pass


def language_of(source: Source, diagnostics: Diagnostics) -> Language | None:
    """The language that the file states before anything else; English where it states none."""
    begun = fenced = False
    found: Language = "en"
    for number, line in enumerate(source.lines, 1):
        fenced ^= line.lstrip().startswith(FENCES)
        stated = None if fenced else stated_language(line)
        if stated is None:
            begun = begun or not (not line.strip() or line.lstrip().startswith("#"))
            continue
        where = Place(source, number, line.index(stated) + 1, len(stated))
        if begun:
            diagnostics.error("feature-language-late", where, Note("help.feature-language-first"))
        elif stated not in LANGUAGES:
            help = did_you_mean(stated, LANGUAGES)
            diagnostics.error("feature-language", where, help, language=stated)
        else:
            found = stated
    return None if diagnostics.failed else found


def no_feature(source: Source, language: Language, diagnostics: Diagnostics) -> None:
    """Report a file in which no feature begins."""
    help = Note("help.feature-begins", {"keyword": keyword(language, "feature")})
    diagnostics.error("feature-none", Place(source, 1), help)


def syntax(source: Source, language: Language, error: Exception, diagnostics: Diagnostics) -> None:
    """Report what Gherkin's parser stumbled over."""
    location = error.location if isinstance(error, ParserException) else {"line": 1}
    number = min(location["line"], max(len(source.lines), 1))
    line = source.lines[number - 1] if source.lines else ""
    indent = len(line) - len(line.lstrip())
    where = Place(source, number, indent + 1, max(len(line.strip()), 1))
    match error:
        case UnexpectedEOFException():
            fence = "#DocStringSeparator" in str(error)
            ending = "feature-fence-open" if fence else "feature-ends"
            diagnostics.error(ending, Place(source, number), Note(f"help.{ending}"))
        case AstBuilderException():
            diagnostics.error("feature-table-ragged", where, Note("help.feature-table-ragged"))
        case _ if line.lstrip().startswith("@"):
            diagnostics.error("feature-tag", where, Note("help.feature-tag"))
        case _:
            found = meant(line, language)
            if found is not None and not _written_so(line, found):
                lost(where, found, diagnostics)
            else:
                code = "feature-line-misplaced" if found else "feature-line"
                steps = ", ".join(f"`{keyword(language, kind)}`" for kind in _SHOWN)
                help: Note | None = Note("help.feature-line", {"keywords": steps})
                if found:
                    second = found.keyword == keyword(language, "feature")
                    help = Note("help.feature-one" if second else "help.feature-misplaced")
                diagnostics.error(code, where, help, text=line.strip())


_SHOWN = ("given", "when", "then", "and", "but")


def _written_so(line: str, found: Meant) -> bool:
    return line.lstrip().startswith(found.keyword)


def lost(where: Place, found: Meant, diagnostics: Diagnostics) -> None:
    """Report a line that begins with a keyword and is read as prose."""
    code = "feature-step-lost" if found.is_step else "feature-title-lost"
    colon = "" if found.is_step else ":"
    help = Note("help.feature-keyword", {"keyword": f"{found.keyword}{colon}"})
    diagnostics.error(code, where, help, word=found.found)
