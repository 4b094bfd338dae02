"""Bytes of a YAML file → a tree of nodes with places, read as text and within limits.

Nothing is resolved: ``NO`` stays text, ``2026-014`` stays text; whoever knows the field's type
reads it.  Events come from libyaml's parser; anchors, aliases and tags are refused, so that no file
can grow in memory, and depth and size are limited before anything is built.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from adieu.diagnostics import Diagnostics, Note, Place, Source

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 30
MAX_NODES = 2_000_000

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[^\t\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Scalar(Struct, frozen=True):
    """A text; ``plain`` where it stood without quotes."""

    text: str
    plain: bool
    place: Place


class Sequence(Struct, frozen=True):
    """A list."""

    items: tuple[Node, ...]
    place: Place


class Mapping(Struct, frozen=True):
    """Keys and values in the order of the file; a duplicate key has been reported and dropped."""

    entries: dict[str, tuple[Scalar, Node]]
    place: Place

    def get(self, key: str) -> Node | None:
        """The value under a key, or nothing."""
        entry = self.entries.get(key)
        return entry[1] if entry else None


Node = Scalar | Sequence | Mapping


def kind_of(node: Node) -> str:
    """What a node is, as the codes of diagnostics name it: text, nothing, list or keys."""
    if isinstance(node, Scalar):
        return "text" if node.text or not node.plain else "nothing"
    return "list" if isinstance(node, Sequence) else "keys"


def leads_into(path: Path, folder: Path) -> bool:
    """Whether a path ends in a folder, links followed; one that leads nowhere at all does."""
    try:
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
    except (OSError, ValueError):
        return True


def read_source(path: Path, diagnostics: Diagnostics, limit: int = MAX_BYTES) -> Source | None:
    """The text of a file, or nothing and a diagnostic: missing, a folder, too large, not UTF-8."""
    where = Place(Source(str(path)))
    try:
        if path.is_dir():
            diagnostics.error("file-is-folder", where)
            return None
        if not path.is_file():
            missing = not path.exists()
            diagnostics.error("file-missing" if missing else "file-not-regular", where)
            return None
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except (OSError, ValueError) as error:
        diagnostics.error(
            "file-unreadable", where, reason=getattr(error, "strerror", None) or error
        )
        return None
    if len(data) > limit:
        diagnostics.error("file-too-large", where, limit=limit // (1024 * 1024))
        return None
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        diagnostics.error("file-binary", where)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        diagnostics.error("file-not-utf8", Place(where.source, line), Note("help.save-as-utf8"))
        return None
    return source_of(str(path), text)


def source_of(name: str, text: str) -> Source:
    """A text as a source, by its lines."""
    lines = LINE_END.split(text)
    return Source(name, tuple(lines if lines[-1] else lines[:-1]))


def read_yaml(path: Path, diagnostics: Diagnostics) -> Node | None:
    """The tree of a YAML file, or nothing and the diagnostics that say why."""
    source = read_source(path, diagnostics)
    return None if source is None else parse_yaml(source, diagnostics)


def parse_yaml(source: Source, diagnostics: Diagnostics) -> Node | None:
    """The tree of one YAML document, or nothing and the diagnostics that say why."""
    try:
        return _Builder(source, diagnostics).document()
    except yaml.MarkedYAMLError as error:
        _report(source, error, diagnostics)
    except yaml.YAMLError:
        diagnostics.error("yaml-characters", _unprintable(source))
    except _Refused:
        pass
    return None


def _report(source: Source, error: yaml.MarkedYAMLError, diagnostics: Diagnostics) -> None:
    """Say what is wrong with the YAML by what stands at the places that the parser names."""

    def at(mark: Any) -> tuple[Place, str]:
        place = Place(source, mark.line + 1, mark.column + 1) if mark else Place(source)
        return place, (place.line_text or "")[max(place.column - 1, 0) :][:1]

    where, sign = at(error.problem_mark or error.context_mark)
    begin, opening = at(error.context_mark)
    line = where.line_text or ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        tab = Place(source, where.line, line.index("\t") + 1)
        diagnostics.error("yaml-tab", tab, Note("help.use-spaces"))
    elif opening in tuple("[{\"'") and where.line > len(source.lines):
        diagnostics.error("yaml-never-closed", begin, Note("help.close"), sign=opening)
    elif opening in tuple("[{\"'") and begin.line < where.line:
        diagnostics.error("yaml-open", begin, Note("help.close"), sign=opening, line=where.line)
    elif sign == ":":
        diagnostics.error("yaml-colon", where, Note("help.colon"))
    elif sign in tuple("[]{}%@`,"):
        diagnostics.error("yaml-sign", where, Note("help.quote"), sign=sign)
    else:
        problem = error.problem or error.context or ""
        diagnostics.error("yaml-syntax", where, Note("help.yaml-syntax"), problem=problem)


def _unprintable(source: Source) -> Place:
    """The first character that cannot stand in YAML."""
    for number, line in enumerate(source.lines, start=1):
        if match := _UNPRINTABLE.search(line):
            return Place(source, number, match.start() + 1)
    return Place(source)


class _Refused(Exception):
    """The file was refused; its diagnostic has been collected."""


class _Builder:
    """Builds the tree from events, counting as it goes."""

    def __init__(self, source: Source, diagnostics: Diagnostics) -> None:
        self.source = source
        self.diagnostics = diagnostics
        self.events: Iterator[Any] = yaml.parse("\n".join(source.lines) + "\n", Loader=_Parser)
        self.nodes = 0

    def document(self) -> Node | None:
        """The one document of the file."""
        next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            self.diagnostics.error("yaml-empty", Place(self.source))
            return None
        node = self.node(next(self.events), 1)
        next(self.events)
        rest = next(self.events)
        if not isinstance(rest, yaml.StreamEndEvent):
            self.refuse("yaml-several-documents", self.place(rest))
        return node

    def refuse(self, code: str, where: Place, help: Note | None = None, **values: object) -> None:
        """Report what ends the reading of this file."""
        self.diagnostics.error(code, where, help, **values)
        raise _Refused

    def place(self, event: Any) -> Place:
        """Where an event begins, as wide as its text on that line."""
        start, end = event.start_mark, event.end_mark
        same_line = start.line == end.line
        width = end.column - start.column if same_line else 1
        return Place(self.source, start.line + 1, start.column + 1, max(width, 1))

    def node(self, event: Any, depth: int) -> Node:
        """The node that begins with this event."""
        place = self.place(event)
        self.nodes += 1
        if depth > MAX_DEPTH:
            self.refuse("yaml-too-deep", place, limit=MAX_DEPTH)
        if self.nodes > MAX_NODES:
            self.refuse("yaml-too-many", place, limit=MAX_NODES)
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            self.refuse("yaml-anchor", place, Note("help.write-it-out"))
        if event.tag is not None:
            tag = (place.line_text or "")[place.column - 1 :].split(maxsplit=1)[0]
            self.refuse("yaml-tag", place, Note("help.leave-out-tag"), tag=tag)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, not event.style, place)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                items.append(self.node(event, depth + 1))
            return Sequence(tuple(items), place)
        return self.mapping(place, depth)

    def mapping(self, place: Place, depth: int) -> Mapping:
        """A mapping whose keys are texts, each once."""
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                self.diagnostics.error("yaml-key", key.place)
            elif key.text in entries:
                first = entries[key.text][0].place
                self.diagnostics.error("duplicate-key", key.place, key=key.text, first=first)
            else:
                entries[key.text] = (key, value)
        if entries and place.line_text is not None and place.line_text[place.column - 1] != "{":
            place = next(iter(entries.values()))[0].place
        return Mapping(entries, place)
