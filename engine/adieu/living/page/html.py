"""A page → one self-contained HTML file: nothing from outside, and no script but its search.

Templates escape every text; what they make is sanitised all the same before pictures, style and
script are put around it, so that no text of a policy or a feature can bring markup of its own.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from functools import cache, partial
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING

from adieu import language as lang
from adieu.language import Filling
from adieu.living.page import model as m
from adieu.living.page.pictures import classes_svg, scale_svg
from adieu.report.escape import clean

if TYPE_CHECKING:
    from jinja2 import Environment
    from markdown import Markdown
    from markupsafe import Markup

PROSE = frozenset({"p", "ul", "ol", "li", "strong", "em", "code"})
"""What the prose of a feature may be made of."""
TAGS = PROSE | frozenset(
    {"h1", "h2", "h3", "h4", "h5", "b", "i", "br", "a", "span", "div", "article", "figure", "pre"}
    | {"dl", "dt", "dd", "details", "summary", "caption"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
ATTRIBUTES = {
    "*": {"id", "class", "lang", "title", "role", "tabindex", "aria-label"},
    "a": {"href"},
    "details": {"open"},
    "th": {"scope"},
}
SIGNS = {
    "passed": "✓", "failed": "✗", "not-run": "–",
    "proved": "✓", "refuted": "✗", "not-settled": "?", "not-checked": "–",
}  # fmt: skip
MARKS = {"passed": "examples.passed", "failed": "examples.failed-one",
         "not-run": "examples.not-run-one"}  # fmt: skip
_FIGURE = re.compile(r'<figure id="([^"]*)"></figure>')
_LINK = re.compile(r'<a href="#([^"]*)">(.*?)</a>', re.DOTALL)
_ID = re.compile(r'\bid="([^"]*)"')


def to_html(page: m.Page) -> str:
    """The page as one file."""
    from markupsafe import Markup

    def say(key: str, **values: str | int | Filling) -> str:
        return lang.say(page.language, f"docs.{key}", **values)

    told = {key: _part(page, key, say) for key in ("front", *_keys(page), "colophon")}
    known = set(_ID.findall("".join(told.values()))) | {*told, "content"}
    linked = {key: Markup(_with_links(html, known)) for key, html in told.items()}  # noqa: S704
    style, script = _text("page.css"), _text("search.js")
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            p=page,
            t=say,
            language=page.language,
            title=clean(f"{page.title} · {say('version', version=page.version)}"),
            security=_security(style, script),
            style=Markup(style),  # noqa: S704 - it ships with the package
            script=Markup(script),  # noqa: S704 - so does this
            front=linked["front"],
            parts=[(key, say(f"heading.{key}"), linked[key]) for key in (*_keys(page), "colophon")],
            colophon=linked["colophon"],
        )
    )


def _keys(page: m.Page) -> Iterator[str]:
    """The sections that say something, in their order."""
    there = {
        "since": page.since, "verdicts": page.verdicts, "rules": page.rules,
        "classes": page.classes, "plan": page.plan, "promises": page.promises,
        "parameters": page.parameters, "failing": page.failing, "open": True,
        "glossary": page.entries or page.kinds,
    }  # fmt: skip
    yield from (key for key, told in there.items() if told)


def _part(page: m.Page, key: str, say: object) -> str:
    """A section: filled in, sanitised, with its anchor and its pictures."""
    from nh3 import clean as sanitised

    html = (
        _environment()
        .get_template("body.html.jinja")
        .render(
            part=key,
            p=page,
            t=say,
            language=page.language,
            colon="\u00a0:" if page.language == "fr" else ":",
            prose=_prose,
            signs=SIGNS,
            marks=MARKS,
        )
    )
    inert = sanitised(html, tags=set(TAGS), attributes=ATTRIBUTES, link_rel=None, url_schemes=set())
    anchored = inert.replace("<h2>", f'<h2 id="{key}-heading">', 1)
    return _FIGURE.sub(partial(_picture, _pictures(page)), anchored)


def _prose(text: str) -> Markup:
    """The prose of a feature, which may be Markdown, as paragraphs and lists."""
    from markupsafe import Markup
    from nh3 import clean as sanitised

    if not text.strip():
        return Markup()
    html = _converter().reset().convert(str(_shown(text)))
    return Markup(sanitised(html, tags=set(PROSE), attributes={}, url_schemes=set()))  # noqa: S704


@cache
def _converter() -> Markdown:
    """Paragraphs, lists and emphasis; markup and addresses in the text stay text."""
    from markdown import Markdown

    converter = Markdown(extensions=["sane_lists"])
    for name in ("html", "entity", "link", "image_link", "autolink", "automail"):
        converter.inlinePatterns.deregister(name, strict=False)
    converter.preprocessors.deregister("html_block", strict=False)
    return converter


def _pictures(page: m.Page) -> dict[str, m.Scale | m.Classes]:
    """Everything that is drawn, by the name of its place."""
    scales = [scale for gate in page.gates for scale in gate.scales]
    scales += [scale for _, rules in page.rules for rule in rules for scale in rule.scales]
    drawn: dict[str, m.Scale | m.Classes] = {scale.name: scale for scale in scales}
    if page.classes is not None:
        drawn["classes-picture"] = page.classes
    return drawn


def _picture(pictures: dict[str, m.Scale | m.Classes], match: re.Match[str]) -> str:
    """A picture in the place that was kept for it."""
    drawn = pictures[match[1]]
    svg = classes_svg(drawn) if isinstance(drawn, m.Classes) else scale_svg(drawn)
    return f"<figure>\n{svg}</figure>"


def _with_links(html: str, known: set[str]) -> str:
    """Links that lead somewhere; of the others only the text is left."""
    return _LINK.sub(lambda match: match[0] if match[1] in known else match[2], html)


@cache
def _text(name: str) -> str:
    path = resources.files("adieu.living.page") / "templates" / name
    return path.read_text("utf-8").strip()


def _security(style: str, script: str) -> str:
    """A policy under which a browser loads nothing; only this style and this script count."""
    hashes = [b64encode(sha256(one.encode()).digest()).decode() for one in (style, script)]
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("adieu.living.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )


def _shown(value: object) -> object:
    """What a template prints: a text with a mark for what would not be seen."""
    if not isinstance(value, str) or value.isprintable() or hasattr(value, "__html__"):
        return value
    return "\n".join(map(_seen, value.split("\n")))


def _seen(line: str) -> str:
    """A line as it is read, its outer spaces kept: they may be an indentation, or a colon's."""
    inner = line.strip(" \u00a0")
    start = line.index(inner)
    return line[:start] + clean(inner) + line[start + len(inner) :]
