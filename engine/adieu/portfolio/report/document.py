"""What a portfolio report says, as plain blocks in one language; every text is still raw."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from adieu.language import Language


class Link(Struct, frozen=True):
    """A text that leads to another file, by a relative path."""

    text: str
    path: str


Cell = str | Link


class Paragraph(Struct, frozen=True):
    """A sentence or a few; ``strong`` ones catch the eye."""

    text: str
    strong: bool = False


class Noted(Struct, frozen=True):
    """A text after a label that catches the eye."""

    label: str
    text: str


class Grid(Struct, frozen=True):
    """A table; ``right`` are the columns of numbers."""

    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    right: tuple[int, ...] = ()


class Picture(Struct, frozen=True):
    """The place of a picture: its name, and its text for those who do not see it."""

    name: str
    text: str


class Subheading(Struct, frozen=True):
    """A heading within a part."""

    text: str


Block = Paragraph | Grid | Picture | Subheading


class Part(Struct, frozen=True):
    """A part of the report under a heading of its own."""

    key: str
    heading: str
    blocks: tuple[Block, ...]


class Document(Struct, frozen=True):
    """A report: its title, what stands before everything else, its parts and its pictures.

    ``lead`` is the one sentence to take along, ``status`` what goes with it.  ``pictures`` are SVG.
    """

    language: Language
    title: str
    internal: str
    lead: str
    status: tuple[str | Noted, ...]
    parts: tuple[Part, ...]
    pictures: Mapping[str, str]
