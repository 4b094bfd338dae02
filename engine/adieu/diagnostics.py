"""A file and what is wrong with it → a diagnostic: place, message, caret, help.

One noun for everything that can be wrong with what a user wrote.  The words come from the
catalogue, in the user's language; whoever finds the fault names a code and what it is about.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping

from msgspec import Struct, field


class Source(Struct, frozen=True, eq=False):
    """A text that a user wrote: the name shown for it, and its lines.

    Of a ``sheet`` of a workbook, lines are rows and columns are its columns.
    """

    name: str
    lines: tuple[str, ...] = ()
    sheet: str = ""


class Place(Struct, frozen=True):
    """Where in a source: line and column count from 1; ``width`` characters are underlined."""

    source: Source
    line: int = 0
    column: int = 0
    width: int = 1

    def __str__(self) -> str:
        if self.source.sheet and self.line:
            return f"{self.source.name}:{self._cell}"
        parts = [self.source.name, *(str(part) for part in (self.line, self.column) if part)]
        return ":".join(parts)

    @property
    def _cell(self) -> str:
        """A cell of a sheet as a spreadsheet names it, ``Sheet1!C7``; a row as ``Sheet1!7:7``."""
        sheet = self.source.sheet
        if not re.fullmatch(r"[^\W\d]\w*", sheet):
            sheet = "'" + sheet.replace("'", "''") + "'"
        letters, column = "", self.column
        while column:
            column, letter = divmod(column - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{sheet}!{letters}{self.line}" if letters else f"{sheet}!{self.line}:{self.line}"

    def within(self, offset: int, width: int) -> Place:
        """The part of a one-line text that begins ``offset`` characters into it."""
        return Place(self.source, self.line, self.column + offset, max(width, 1))

    def part(self, text: str, offset: int, width: int) -> Place:
        """Where part of a text that begins here stands, whatever quotes and line breaks it has."""
        if self.line_text is not None and self.line_text.startswith(text, self.column - 1):
            return self.within(offset, width)
        if offset >= len(text.rstrip()) > 0:
            last = text.rsplit(maxsplit=1)[-1].rstrip()
            end = self.part(text, text.rindex(last), len(last))
            return Place(self.source, end.line, end.column + end.width)
        words = re.compile(r"\s+".join(map(re.escape, text[offset : offset + width].split())))
        before = sum(1 for _ in words.finditer(text, 0, offset)) if words.pattern else 0
        column = self.column - 1
        for number in range(self.line, min(self.line + 100, len(self.source.lines) + 1)):
            for match in words.finditer(self.source.lines[number - 1], column):
                if match[0] and not before:
                    return Place(self.source, number, match.start() + 1, len(match[0]))
                before -= 1
            column = 0
        return self

    @property
    def line_text(self) -> str | None:
        """The line itself, where there is one to show."""
        lines = self.source.lines
        return lines[self.line - 1] if 0 < self.line <= len(lines) else None


class Note(Struct, frozen=True):
    """An entry of the catalogue and what fills it: words that still lack a language."""

    key: str
    values: Mapping[str, str | int | Note] = field(default_factory=dict)


class Diagnostic(Struct, frozen=True):
    """One thing that is wrong, or (``severity`` warning) worth a look, with place and help."""

    code: str
    where: Place | None
    values: Mapping[str, str | int | Note] = field(default_factory=dict)
    help: Note | None = None
    severity: str = "error"

    @property
    def message(self) -> Note:
        """What is wrong, as an entry of the catalogue."""
        return Note(f"diagnostic.{self.code}", self.values)


MANY = 100
"""So many faults of one file or policy are reported in one run."""
_MORE = "faults-more"


class Unusable(Exception):
    """Input that cannot be used; carries every diagnostic that was found."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(", ".join(f"{one.where}: {one.code}" for one in self.diagnostics))


class Diagnostics(list[Diagnostic]):
    """What is collected while a file is read, in the order in which it was found."""

    def __init__(self, found: Iterable[Diagnostic] = (), limit: int | None = None) -> None:
        """Collect in one go at most ``limit``, where one is given."""
        super().__init__(found)
        self.said: set[tuple[str, Place | None, str]] = set()
        self.limit = limit

    def error(
        self, code: str, where: Place | None, help: Note | None = None, /, **values: object
    ) -> None:
        """Add one, unless the same was said of the same place already.

        Raises:
            Unusable: with all of them, where there are more than the limit.
        """
        found = Diagnostic(code, where, _shown(values), help)
        said = (code, where, repr(found.values))
        if said not in self.said:
            self.said.add(said)
            if self.limit is not None and len(self) >= self.limit:
                self.append(Diagnostic(_MORE, Place(where.source) if where else None))
                raise Unusable(self.in_order())
            self.append(found)

    def warn(
        self, code: str, where: Place | None, help: Note | None = None, /, **values: object
    ) -> None:
        """Add one that does not make the input unusable."""
        self.append(Diagnostic(code, where, _shown(values), help, "warning"))

    @property
    def errors(self) -> int:
        """How many of them are errors."""
        return sum(one.severity == "error" for one in self)

    @property
    def failed(self) -> bool:
        """Whether any of them is an error."""
        return any(one.severity == "error" for one in self)

    def in_order(self) -> list[Diagnostic]:
        """All of them as the files are read: file by file, from the first line to the last."""
        files = list(dict.fromkeys(one.where.source.name for one in self if one.where))

        def position(one: Diagnostic) -> tuple[int, int, int]:
            if one.where is None or one.code == _MORE:
                return (len(files) if one.code == _MORE else -1, 0, 0)
            return (files.index(one.where.source.name), one.where.line, one.where.column)

        return sorted(self, key=position)

    def stop_on_error(self) -> None:
        """Raise all of them where one is an error.

        Raises:
            Unusable: with every diagnostic collected so far.
        """
        if self.failed:
            raise Unusable(self.in_order())


def _shown(values: Mapping[str, object]) -> dict[str, str | int | Note]:
    """Values as they are put into words: on one line, and short."""
    return {
        name: value if isinstance(value, int | Note) else shorten(str(value))
        for name, value in values.items()
    }


def shorten(text: str, limit: int = 80) -> str:
    """A text on one line, its end left out where it is long."""
    line = " ".join(text[: 4 * limit].split())
    return line if len(line) <= limit and len(text) <= 4 * limit else f"{line[: limit - 1]}…"


def nearest(wrong: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, if any."""
    cutoff = 0.6 if len(wrong) <= 6 else 0.7
    near = difflib.get_close_matches(wrong[:100].lower(), sorted(set(known)), n=1, cutoff=cutoff)
    return near[0] if near else None


def did_you_mean(wrong: str, known: Iterable[str]) -> Note | None:
    """The nearest known word as help; the list of them where it is short; else nothing."""
    words = sorted(set(known))
    if near := nearest(wrong, words):
        return Note("help.did-you-mean", {"near": near})
    if 0 < len(words) <= 16:
        return Note("help.one-of", {"words": ", ".join(f"`{one}`" for one in words)})
    return None
