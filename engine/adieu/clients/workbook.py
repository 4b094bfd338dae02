"""An XLSX file → its sheets, once it is known that reading them is safe.

A few kilobytes of ZIP can unfold to gigabytes, and one cell far off to a sheet of billions.  So
every part is unfolded here against a limit, and each sheet's cells are looked at as they pass.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from msgspec import Struct, field
from msgspec.structs import replace

from adieu.clients.grid import Broken
from adieu.diagnostics import Note, Place, Source

MAX_UNFOLDED = 512 * 1024 * 1024
MAX_CELLS = 20_000_000
MAX_COLUMNS = 16_384
MAX_ROWS = 1_048_576
MAX_PARTS = 5_000
_CHUNK = 1 << 20
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How a compound file begins: a workbook with a password, or one of before 2007 ([MS-CFB] 2.2)."""
_ENCRYPTED = 1
"""The flag of an encrypted part of an archive (PKWARE, *APPNOTE* 4.4.4)."""
_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})\Z")


class Sheet(Struct, frozen=True):
    """A sheet: its part, and the cells without a value, with what they show, by row and column."""

    part: str
    hidden: bool = False
    faulty: Mapping[int, Mapping[int, str]] = field(default_factory=dict)


class _Unsafe(Exception):
    """A part that must not be read: the code of what is said, and its limit."""

    def __init__(self, code: str, help: Note | None = None, **values: object) -> None:
        super().__init__(code)
        self.code, self.help, self.values = code, help, values


def examined(path: Path) -> dict[str, Sheet]:
    """The sheets of a workbook by name, in its order.

    Raises:
        Broken: where it is no workbook, is damaged, or unfolds to more than the limits.
    """
    place = Place(Source(str(path)))
    try:
        _check_kind(path)
        with ZipFile(path) as archive:
            found = dict(_cells_of(archive))
            sheets = _listed_sheets(archive)
    except _Unsafe as error:
        raise Broken(error.code, place, error.help, **error.values) from None
    except BadZipFile:
        raise Broken("workbook-cut", place, Note("help.workbook-damaged")) from None
    except (zlib.error, NotImplementedError, EOFError, OSError, ValueError,
            KeyError, RuntimeError, expat.ExpatError) as error:  # fmt: skip
        problem = " ".join(str(error).split()) or type(error).__name__
        help = Note("help.workbook-damaged")
        raise Broken("table-damaged", place, help, problem=problem) from None
    filled = {
        name: replace(one, faulty=found[one.part])
        for name, one in sheets.items()
        if one.part in found
    }
    if not filled:
        raise Broken("workbook-without-sheets", place)
    return filled


def _check_kind(path: Path) -> None:
    """See by its first bytes that a file is an archive at all."""
    with path.open("rb") as stream:
        start = stream.read(8)
    if start == _COMPOUND:
        raise _Unsafe("workbook-locked", Note("help.workbook-locked"))
    if not start.startswith(b"PK"):
        raise _Unsafe("workbook-none", Note("help.workbook-damaged"))


def _cells_of(archive: ZipFile) -> Iterator[tuple[str, Mapping[int, Mapping[int, str]]]]:
    """Each part with cells, and those of them that have no value; all parts are unfolded."""
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        raise _Unsafe("workbook-too-large", limit=MAX_UNFOLDED // _CHUNK)
    left = MAX_UNFOLDED
    for part in parts:
        chunks = _unfolded(archive, part, left)
        scan = _Scan() if part.filename.lower().endswith((".xml", ".rels")) else None
        for chunk in chunks:
            left -= len(chunk)
            if scan is not None:
                scan.feed(chunk)
        if scan is not None and scan.done():
            yield part.filename, scan.faulty


def _unfolded(archive: ZipFile, part: ZipInfo, limit: int) -> Iterator[bytes]:
    """A part in pieces, however long it says that it is; never more than the limit."""
    if part.flag_bits & _ENCRYPTED:
        raise _Unsafe("workbook-locked", Note("help.workbook-locked"))
    part.file_size = 1 << 62
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            limit -= len(chunk)
            if limit < 0:
                raise _Unsafe("workbook-too-large", limit=MAX_UNFOLDED // _CHUNK)
            yield chunk


class _Scan:
    """Follows the cells of a part: how far they reach, and which of them have no value."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.buffer_text = True
        self.is_sheet = False
        self.row = self.column = self.last_row = self.last_column = 0
        self.error = self.formula = self.value = False
        self.shown = ""
        self.faulty: dict[int, dict[int, str]] = {}

    def feed(self, chunk: bytes) -> None:
        """The next piece of the part."""
        self.parser.Parse(chunk, False)

    def done(self) -> bool:
        """Whether the part that has been read is a sheet.

        Raises:
            _Unsafe: where its cells reach too far.
        """
        self.parser.Parse(b"", True)
        return self.is_sheet

    def refuse(self, *_: object) -> None:
        """A workbook has no document type; who declares one is up to something."""
        raise ValueError("DOCTYPE")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        match tag.rpartition(":")[2]:
            case "sheetData":
                self.is_sheet = True
            case "row" if self.is_sheet:
                self.row, self.column = self._number(attributes.get("r"), self.row), 0
                self.reach()
            case "c" if self.is_sheet:
                self.cell(attributes.get("r"))
                self.error = attributes.get("t") == "e"
                self.formula = self.value = False
                self.shown = ""
            case "v" | "is":
                self.value = True
                if self.error:
                    self.parser.CharacterDataHandler = self.text
            case "f":
                self.formula = True

    def end(self, tag: str) -> None:
        """An element ends; a cell's is where one knows whether it has a value."""
        name = tag.rpartition(":")[2]
        if name == "v" and self.error:
            self.parser.CharacterDataHandler = None
        elif name == "c" and (self.error or (self.formula and not self.value)):
            self.faulty.setdefault(self.row, {})[self.column] = self.shown[:20]

    def text(self, text: str) -> None:
        """What a cell with an error shows."""
        self.shown += text[:20]

    def cell(self, reference: str | None) -> None:
        """Go to the next cell, or to where it says that it is."""
        if reference is None:
            self.column += 1
        else:
            match = _REFERENCE.match(reference)
            if match is None or int(match[2]) < self.row:
                raise ValueError(reference[:20])
            self.row, self.column = int(match[2]), 0
            for letter in match[1].upper():
                self.column = self.column * 26 + ord(letter) - 64
        self.reach()

    def reach(self) -> None:
        """Note how far the cells reach."""
        self.last_row = max(self.last_row, self.row)
        self.last_column = max(self.last_column, self.column)
        if (
            self.last_row > MAX_ROWS
            or self.last_column > MAX_COLUMNS
            or self.last_row * self.last_column > MAX_CELLS
        ):
            raise _Unsafe("sheet-too-large", limit=MAX_CELLS // 1_000_000)

    def _number(self, text: str | None, before: int) -> int:
        if text is None:
            return before + 1
        if not (text.isascii() and text.isdigit() and len(text) <= 7 and int(text) > before):
            raise ValueError(text[:20])
        return int(text)


def _listed_sheets(archive: ZipFile) -> dict[str, Sheet]:
    """The sheets by name, as the workbook lists them."""
    targets: dict[str, str] = {}
    listed: dict[str, tuple[str, bool]] = {}

    def relation(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def sheet(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            by_local_name = {key.rpartition(":")[2]: text for key, text in attributes.items()}
            hidden = attributes.get("state", "visible") != "visible"
            listed[attributes.get("name", "")] = by_local_name.get("id", ""), hidden

    for part, handler in (
        ("xl/_rels/workbook.xml.rels", relation),
        ("xl/workbook.xml", sheet),
    ):
        parser = expat.ParserCreate()
        parser.StartElementHandler = handler
        parser.Parse(b"".join(_unfolded(archive, archive.getinfo(part), 16 * _CHUNK)), True)
    return {
        name: Sheet(_resolved(targets.get(id_, "")), hidden)
        for name, (id_, hidden) in listed.items()
    }


def _resolved(target: str) -> str:
    """Where a relation of the workbook leads, as the archive names its parts."""
    path = PurePosixPath(target.removeprefix("/"))
    return str(path if target.startswith(("/", "xl/")) else "xl" / path)
