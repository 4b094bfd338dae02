"""A CSV file → a table of texts: read by DuckDB itself where it reads as Python's reader does.

A file with unusual ends of lines, with blanks around its quotes, or with a line that is damaged is
read by Python's reader, whatever its size: slower, and with the number of every line.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from sqlglot import exp

from adieu.clients.description import Description
from adieu.clients.grid import MAX_CELL, Broken, Grid, read_csv
from adieu.diagnostics import Note, Place, Source
from adieu.portfolio.sources.loaded import column_of, make
from adieu.portfolio.sources.nouns import Connection
from adieu.portfolio.sql import trees as t
from adieu.yaml_nodes import LINE_END

_BUFFER = 32 * 1024 * 1024
"""So many bytes DuckDB reads at once, however long its lines may be."""
_CHUNK = 4 * 1024 * 1024
_ODD = (b"\0", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9", b' "', b'" ', b'\t"', b'"\t')

_BLANKS = (
    b"[\t\x0b\x0c\x1c-\x1f]|\xc2[\x85\xa0]|\xe1\x9a\x80|\xe2\x80[\x80-\x8a\xa8\xa9\xaf]"
    b"|\xe2\x81\x9f|\xe3\x80\x80"
)
"""Blanks that are no spaces, as bytes."""


class Scan(Struct, frozen=True):
    """What a look at a file's bytes tells: its first line, whether it is plain, how many lines."""

    first: str
    plain: bool
    lines: int
    spaces_only: bool


def scan(path: Path, delimiter: str | None) -> Scan:
    """Look at a file; a delimiter that is a tab may well stand beside a quote.

    Raises:
        OSError: where it cannot be read.
    """
    odd = tuple(one for one in _ODD if not (b"\t" in one and delimiter == "\t"))
    returns = pairs = feeds = 0
    plain, before, first, spaces = True, b"", b"", True
    blanks = re.compile(_BLANKS.replace(b"\t", b"") if delimiter == "\t" else _BLANKS)
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            first = first or chunk
            together = before + chunk
            plain = plain and not any(one in together for one in odd)
            spaces = spaces and not blanks.search(together)
            returns += chunk.count(b"\r")
            feeds += chunk.count(b"\n")
            pairs += together.count(b"\r\n")
            before = chunk[-2:]
            if before[-2:] == b"\r\n":
                before = b"\n"
    alike = returns in (0, pairs) and (not returns or feeds == pairs)
    head = first.removeprefix(codecs.BOM_UTF8).split(b"\n", 1)[0].rstrip(b"\r")
    text = head.decode("utf-8", "replace")
    lines = feeds + (before[-1:] != b"\n")
    return Scan(text, plain and alike and "\ufffd" not in text, lines, spaces)


def header_of(found: Scan, description: Description) -> tuple[list[str], str] | None:
    """The header in the first line and what parts its cells; nothing where it does not fit."""
    delimiter = description.delimiter(found.first)
    try:
        (header,) = csv.reader([found.first], delimiter=delimiter, strict=True)
    except (csv.Error, ValueError):
        return None
    return (header, delimiter) if any(one.strip() for one in header) else None


def view(connection: Connection, name: str, path: Path, delimiter: str, width: int) -> None:
    """Have DuckDB read the file whenever its table is asked for."""
    columns = [
        exp.PropertyEQ(this=t.text(column_of(index)), expression=t.text("VARCHAR"))
        for index in range(width)
    ]
    settings = {
        "header": exp.false(), "skip": t.number(1), "auto_detect": exp.false(),
        "columns": exp.Struct(expressions=columns), "delim": t.text(delimiter),
        "quote": t.text('"'), "escape": t.text('"'),
        "max_line_size": t.number(MAX_CELL), "buffer_size": t.number(_BUFFER),
        "strict_mode": exp.true(), "null_padding": exp.false(), "encoding": t.text("utf-8"),
        "hive_partitioning": exp.false(), "comment": t.text(""),
    }  # fmt: skip
    make(connection, name, exp.select("*").from_(table_function("read_csv", path, settings)))


def table_function(name: str, path: Path, settings: Mapping[str, exp.Expr]) -> exp.Expr:
    """A function of DuckDB's that reads one file; nothing in its name stands for other files."""
    plain = re.sub(r"([*?\[])", r"[\1]", str(path.absolute()))
    named = [
        exp.EQ(this=exp.to_identifier(key), expression=value) for key, value in settings.items()
    ]
    return exp.Anonymous(this=name, expressions=[t.text(plain), *named])


def grid(path: Path, description: Description) -> Grid:
    """The table as Python's reader reads it, a piece at a time.

    Raises:
        Broken: where it is empty or damaged.
    """
    source = Source(str(path))
    first = next((line for line in lines_of(path) if line.strip()), None)
    if first is None:
        raise Broken("table-empty", Place(source))
    delimiter = description.delimiter(first)
    rows = read_csv(lines_of(path), delimiter, source)
    head = next(rows, None)
    if head is None:
        raise Broken("table-empty", Place(source))
    seen = Source(str(path), tuple(_some_lines(path, [head[1].line])))
    return Grid(seen, head[0], Place(seen, head[1].line), lambda _: rows, delimiter)


def lines_of(path: Path) -> Iterator[str]:
    """The lines of a file, a piece of it at a time.

    Raises:
        Broken: where it is no text in UTF-8.
    """
    decode = codecs.getincrementaldecoder("utf-8-sig")()
    rest, line, end = "", 0, False
    with path.open("rb") as stream:
        while not end:
            chunk = stream.read(_CHUNK)
            end = not chunk
            where = Place(Source(str(path)), line + 1)
            if b"\0" in chunk and not chunk.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise Broken("file-binary", Place(where.source))
            try:
                text = rest + decode.decode(chunk, end)
            except UnicodeDecodeError as error:
                where = Place(where.source, line + 1 + chunk.count(b"\n", 0, max(error.start, 0)))
                raise Broken("file-not-utf8", where, Note("help.save-as-utf8")) from None
            held = "\r" if text.endswith("\r") and not end else ""
            *lines, rest = LINE_END.split(text.removesuffix(held) if held else text)
            rest += held
            line += len(lines)
            yield from lines
    if rest:
        yield rest


def _some_lines(path: Path, wanted: list[int]) -> list[str]:
    """The lines of a file up to the last one that is wanted; others are left blank."""
    kept, last = set(wanted), max(wanted, default=0)
    lines = []
    for number, line in enumerate(lines_of(path), start=1):
        lines.append(line if number in kept else "")
        if number >= last:
            break
    return lines


def with_lines(path: Path, wanted: list[int]) -> Source:
    """The file as a source in which these lines can be shown."""
    try:
        return Source(str(path), tuple(_some_lines(path, wanted)))
    except Broken:
        return Source(str(path))
