"""A narrative → one self-contained, printable HTML page, made of its Markdown.

The Markdown is converted, sanitised, and only then put into the page with its pictures, so that
nothing which comes from a client's file can bring markup of its own.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache, partial
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING

from msgspec import Struct

from adieu import __version__
from adieu.language import Language
from adieu.narrative import Narrative
from adieu.report.escape import JOINER, clean, markup_text
from adieu.report.sections import Pictures, Section, sections
from adieu.report.timeline import timeline_svg
from adieu.report.waterfall import waterfall_svg
from adieu.report.words import Words, language_of, words_in

if TYPE_CHECKING:
    from jinja2 import Template
    from markdown import Markdown
    from markupsafe import Markup

VERDICTS = ("fire-now", "fire", "prepare", "talk", "keep")
"""The verdicts that have a colour; a firm's own verdicts share a neutral one."""

TAGS = frozenset(
    {"h1", "h2", "h3", "p", "ol", "ul", "li", "strong", "em", "code", "blockquote", "img"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
UNUSED_INLINE = (
    "reference", "link", "image_reference", "short_reference", "short_image_ref", "autolink",
    "automail", "linebreak", "html",
)  # fmt: skip
UNUSED_BLOCKS = ("code", "setextheader", "hr", "reference")
PICTURES = Pictures(timeline="timeline.svg", score="score.svg")
ALIGNED = {"align": {"right"}}
_IMAGE = re.compile(r'<p><img (?:alt="[^"]*" )?src="([\w.-]+)"(?: alt="[^"]*")?></p>')


class _Part(Struct, frozen=True):
    """A section of the page."""

    key: str
    heading: str
    html: Markup


class Page(Struct, frozen=True):
    """What a page is made of: its sections in Markdown, the first one being its front.

    ``pictures`` are drawn by the source that the Markdown names; ``links`` are the only addresses
    that it may lead to; ``style`` is added to that of all reports.
    """

    language: Language
    title: str
    tone: str
    sections: tuple[Section, ...]
    pictures: Mapping[str, str]
    links: frozenset[str] = frozenset()
    style: str = ""


def to_html(narrative: Narrative) -> str:
    """The report as one file: no script, nothing from outside, made to be printed and signed."""
    language = language_of(narrative.language)
    title = words_in(language)("title", client=narrative.name)
    tone = narrative.verdict if narrative.verdict in VERDICTS else "other"
    drawn = {
        PICTURES.timeline or "": timeline_svg(narrative) or "",
        PICTURES.score or "": waterfall_svg(narrative) or "",
    }
    return page(Page(language, title, tone, sections(narrative, PICTURES), drawn))


def page(told: Page) -> str:
    """A page as one file: converted, sanitised, with its pictures and its style in it."""
    from markupsafe import Markup

    words = words_in(told.language)
    front, *others = _parts(told, words)
    style = f"{_style()}\n{told.style}" if told.style else _style()
    return _page().render(
        language=told.language,
        title=clean(told.title),
        version=__version__,
        security=_security(style),
        style=Markup(style),  # noqa: S704 - it ships with the package
        tone=told.tone,
        front=front.html,
        contents=others,
        contents_title=words("contents"),
        parts=[part for part in others if part.key != "colophon"],
        colophon=next((part for part in others if part.key == "colophon"), None),
    )


def _parts(told: Page, words: Words) -> list[_Part]:
    """Every section converted, sanitised, and given its pictures and anchors."""
    from markupsafe import Markup
    from nh3 import clean as sanitised

    converter = _converter(links=bool(told.links))
    sanitise = partial(
        sanitised,
        tags=TAGS | {"a"} if told.links else set(TAGS),
        attributes={"img": {"alt"}},
        tag_attribute_values={
            "img": {"src": set(told.pictures)},
            "a": {"href": set(told.links)},
            "th": ALIGNED,
            "td": ALIGNED,
        },
        link_rel=None,
        url_schemes=set(),
    )
    parts = []
    for section in told.sections:
        html = sanitise(converter.reset().convert(section.markdown))
        html = _dressed(_with_pictures(html, told.pictures), section.key, words)
        markup = Markup(html)  # noqa: S704 - sanitised two lines above
        parts.append(_Part(section.key, clean(section.heading), markup))
    return parts


def _converter(links: bool) -> Markdown:
    """A converter without raw HTML and whatever else our Markdown never uses."""
    from markdown import Markdown
    from markdown.extensions.tables import TableExtension

    converter = Markdown(extensions=[TableExtension(use_align_attribute=True), "sane_lists"])
    for name in UNUSED_INLINE:
        if not (links and name == "link"):
            converter.inlinePatterns.deregister(name, strict=False)
    for name in UNUSED_BLOCKS:
        converter.parser.blockprocessors.deregister(name, strict=False)
    converter.preprocessors.deregister("html_block", strict=False)
    return converter


def _with_pictures(html: str, pictures: Mapping[str, str]) -> str:
    """The page's own pictures in the places that the Markdown keeps for them."""

    def draw(match: re.Match[str]) -> str:
        return f'<figure tabindex="0">\n{pictures.get(match[1], "")}</figure>'

    return _IMAGE.sub(draw, html)


def _dressed(html: str, key: str, words: Words) -> str:
    """Sanitised markup with an anchor, tables that scroll on a phone, and no invisible signs."""
    name = markup_text(words("scroll"))
    scroll = f'<div class="scroll" role="region" tabindex="0" aria-label="{name}">'
    return (
        html.replace("<h2>", f'<h2 id="{key}-heading">', 1)
        .replace("<table>", f"{scroll}<table>")
        .replace("</table>", "</table></div>")
        .replace("<th>", '<th scope="col">')
        .replace('<th align="right">', '<th scope="col" class="number">')
        .replace('<td align="right">', '<td class="number">')
        .replace(JOINER, "")
    )


@cache
def _style() -> str:
    """The style sheet; its colours follow the reader's light or dark, paper is always light."""
    path = resources.files("adieu.report") / "templates" / "page.css"
    return path.read_text("utf-8").strip()


@cache
def _security(style: str) -> str:
    """A policy under which a browser loads nothing and runs nothing; only this style counts."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def _page() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("adieu.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.jinja")
