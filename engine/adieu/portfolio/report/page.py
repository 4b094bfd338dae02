"""A document → Markdown, and the HTML page made of it, sanitised, with its pictures in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from urllib.parse import quote

from msgspec import Struct

from adieu.portfolio.report.document import (
    Block,
    Cell,
    Document,
    Grid,
    Link,
    Noted,
    Paragraph,
    Picture,
    Subheading,
)
from adieu.report.escape import Safe, finalize
from adieu.report.html import Page, page
from adieu.report.layout import table, wrapped
from adieu.report.sections import Section

SAFE_IN_PATHS = "/.-_~"


class Rendered(Struct, frozen=True):
    """The report as files: Markdown, HTML, and the pictures that lie beside the Markdown."""

    markdown: str
    html: str
    pictures: Mapping[str, str]


class _Places(Struct, frozen=True):
    """Where a rendering finds what it shows or leads to: pictures, and reviews by language."""

    pictures: Mapping[str, str]
    language: str
    format: str


def render(document: Document, prefix: str = "portfolio") -> Rendered:
    """The report in Markdown and HTML; ``prefix`` begins the names of its pictures."""
    names = {name: f"{prefix}.{document.language}.{name}.svg" for name in document.pictures}
    parts = sections(document, names, "md")
    markdown = "\n\n".join(one.markdown for one in parts) + "\n"
    drawn = {names[name]: svg for name, svg in document.pictures.items()}
    paths = _paths(document)
    told = sections(document, names, "html")
    html = page(Page(document.language, document.title, "other", told, drawn, paths, style()))
    return Rendered(markdown, html, drawn)


@cache
def style() -> str:
    """What the portfolio adds to the style of all reports."""
    path = resources.files("adieu.portfolio.report") / "templates" / "portfolio.css"
    return path.read_text("utf-8").strip()


def sections(document: Document, names: Mapping[str, str], format_: str) -> tuple[Section, ...]:
    """The document in Markdown, part by part; ``names`` are the files of its pictures.

    What is linked is the review in the document's language and in a format: ``md`` or ``html``.
    """
    places = _Places(names, document.language, format_)
    front = [f"# {finalize(document.title)}", finalize(document.internal)]
    quoted = [f"**{finalize(document.lead)}**", *map(_status, document.status)]
    front.append("\n>\n".join(f"> {one}" for one in quoted))
    told = [Section("front", document.title, wrapped("\n\n".join(front)))]
    for part in document.parts:
        blocks = [f"## {finalize(part.heading)}"]
        blocks += [_block(one, places) for one in part.blocks]
        told.append(Section(part.key, part.heading, wrapped("\n\n".join(filter(None, blocks)))))
    return tuple(told)


def _status(said: str | Noted) -> str:
    if isinstance(said, str):
        return finalize(said)
    return f"**{finalize(said.label)}** {finalize(said.text)}"


def _block(block: Block, places: _Places) -> str:
    match block:
        case Paragraph(text, strong):
            return f"**{finalize(text)}**" if strong else finalize(text)
        case Subheading(text):
            return f"### {finalize(text)}"
        case Picture(name, text):
            return (
                f"![{finalize(text)}]({quote(places.pictures[name])})"
                if name in places.pictures
                else ""
            )
        case Grid(headers, rows, right):
            return table(headers, [[_cell(one, places) for one in row] for row in rows], right).text


def _cell(cell: Cell, places: _Places) -> str | Safe:
    """A cell; a link only to a relative path below the report."""
    if isinstance(cell, str):
        return cell
    if not cell.text.strip():
        return cell.text
    return Safe(f"[{finalize(cell.text)}]({href(cell.path, places.language, places.format)})")


def href(path: str, language: str, format_: str) -> str:
    """A relative path as an address: nothing in it can end the link or name another place."""
    filled = path.replace("{language}", language).replace("{format}", format_)
    return quote(filled.replace("\\", "/").lstrip("/"), safe=SAFE_IN_PATHS, errors="replace")


def _paths(document: Document) -> frozenset[str]:
    cells = (
        cell
        for part in document.parts
        for block in part.blocks
        if isinstance(block, Grid)
        for row in block.rows
        for cell in row
    )
    links = (cell for cell in cells if isinstance(cell, Link))
    return frozenset(href(one.path, document.language, "html") for one in links)
