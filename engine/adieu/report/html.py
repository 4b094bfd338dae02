"""A narrative → one self-contained, printable HTML page, made of its Markdown.

The Markdown is converted, sanitised, and only then put into the page with its pictures, so that
nothing which comes from a client's file can bring markup of its own.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache, partial
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING

from msgspec import Struct

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
_IMAGE = re.compile(r'<p><img (?:alt="[^"]*" )?src="([a-z.]+)"(?: alt="[^"]*")?></p>')


class _Part(Struct, frozen=True):
    """A section of the page."""

    key: str
    heading: str
    html: Markup


def to_html(narrative: Narrative) -> str:
    """The report as one file: no script, nothing from outside, made to be printed and signed."""
    from markupsafe import Markup

    language = language_of(narrative.language)
    words = words_in(language)
    front, *others = _parts(sections(narrative, PICTURES), narrative, words)
    style = _style()
    return _page().render(
        language=language,
        title=clean(words("title", client=narrative.name)),
        version=narrative.version,
        security=_security(style),
        style=Markup(style),  # noqa: S704 - it ships with the package
        tone=narrative.verdict if narrative.verdict in VERDICTS else "other",
        front=front.html,
        contents=others,
        contents_title=words("contents"),
        parts=[part for part in others if part.key != "colophon"],
        colophon=next((part for part in others if part.key == "colophon"), None),
    )


def _parts(told: tuple[Section, ...], narrative: Narrative, words: Words) -> list[_Part]:
    """Every section converted, sanitised, and given its pictures and anchors."""
    from markupsafe import Markup
    from nh3 import clean as sanitised

    converter = _converter()
    sanitise = partial(
        sanitised,
        tags=set(TAGS),
        attributes={"img": {"alt"}},
        tag_attribute_values={
            "img": {"src": {PICTURES.timeline or "", PICTURES.score or ""}},
            "th": ALIGNED,
            "td": ALIGNED,
        },
        link_rel=None,
        url_schemes=set(),
    )
    parts = []
    for section in told:
        html = sanitise(converter.reset().convert(section.markdown))
        html = _dressed(_with_pictures(html, narrative), section.key, words)
        markup = Markup(html)  # noqa: S704 - sanitised two lines above
        parts.append(_Part(section.key, clean(section.heading), markup))
    return parts


def _converter() -> Markdown:
    """A converter without links, raw HTML and whatever else our Markdown never uses."""
    from markdown import Markdown
    from markdown.extensions.tables import TableExtension

    converter = Markdown(extensions=[TableExtension(use_align_attribute=True), "sane_lists"])
    for name in UNUSED_INLINE:
        converter.inlinePatterns.deregister(name, strict=False)
    for name in UNUSED_BLOCKS:
        converter.parser.blockprocessors.deregister(name, strict=False)
    converter.preprocessors.deregister("html_block", strict=False)
    return converter


def _with_pictures(html: str, narrative: Narrative) -> str:
    """The page's own pictures in the places that the Markdown keeps for them."""

    def draw(match: re.Match[str]) -> str:
        make = timeline_svg if match[1] == PICTURES.timeline else waterfall_svg
        return f'<figure tabindex="0">\n{make(narrative) or ""}</figure>'

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
