"""Shapes and raw texts → the elements of a picture.

Colours are attributes (a picture lies beside the Markdown as a file of its own) and classes (the
page that contains it may be dark).  No style, script or link ever.
"""

from __future__ import annotations

from collections.abc import Iterable

from adieu.report.escape import clean, markup_text

FONT = "system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif"
PAPER, INK, MUTED, LINE = "#ffffff", "#1f2328", "#57606a", "#d5d2ca"
FILLS = {
    "ink": INK,
    "muted": MUTED,
    "line": LINE,
    "paper": PAPER,
    "bad": "#a3312a",
    "warn": "#96461c",
    "doubt": "#7b5a0f",
    "told": "#1f5f99",
    "plain": "#6b7280",
    "sure": "#2f6f6a",
    "band": "#f4f2ec",
}


def picture(
    name: str, size: tuple[float, float], title: str, text: str, body: Iterable[str]
) -> str:
    """A whole picture with its title and its description for those who do not see it."""
    width, height = (f"{side:.0f}" for side in size)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}" role="img" '
            f'aria-labelledby="{name}-title {name}-text" font-family="{FONT}" font-size="12">',
            f'<title id="{name}-title">{markup_text(title)}</title>',
            f'<desc id="{name}-text">{markup_text(text)}</desc>',
            rect((0, 0), size, "paper"),
            *body,
            "</svg>\n",
        ]
    )


def label(
    at: tuple[float, float],
    text: str,
    kind: str = "ink",
    anchor: str = "start",
    *,
    size: float = 12,
    bold: bool = False,
) -> str:
    """A line of text; ``at`` is its base line."""
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" class="{kind}" fill="{FILLS[kind]}" '
        f'text-anchor="{anchor}" font-size="{size:g}"{weight}>{markup_text(text)}</text>'
    )


def line(
    start: tuple[float, float], end: tuple[float, float], dashes: str = "", kind: str = "rule"
) -> str:
    """A thin line; one that is a ``mark`` says something itself, and is darker."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" '
        f'class="{kind}" stroke="{MUTED if kind == "mark" else LINE}"{dashed}/>'
    )


def rect(at: tuple[float, float], size: tuple[float, float], kind: str, fill: str = "") -> str:
    """A rectangle."""
    return (
        f'<rect x="{at[0]:.1f}" y="{at[1]:.1f}" width="{size[0]:.1f}" height="{size[1]:.1f}" '
        f'class="{kind}" fill="{fill or FILLS[kind]}"/>'
    )


def hatched(at: tuple[float, float], size: tuple[float, float], pattern: str) -> str:
    """A rectangle of hatches with an outline: what is possible, not certain."""
    return (
        f'<rect x="{at[0]:.1f}" y="{at[1]:.1f}" width="{size[0]:.1f}" height="{size[1]:.1f}" '
        f'class="maybe" fill="url(#{pattern})" stroke="{FILLS["sure"]}" stroke-width="0.8"/>'
    )


def hatch(pattern: str) -> str:
    """The definition of a pattern of hatches."""
    return (
        f'<defs><pattern id="{pattern}" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)">'
        f'<rect width="5" height="5" class="paper" fill="{PAPER}"/>'
        f'<rect width="1.6" height="5" class="sure" fill="{FILLS["sure"]}"/></pattern></defs>'
    )


def symbol(at: tuple[float, float], tone: str, hollow: bool) -> str:
    """A sign that can be told apart by its shape: diamond, triangle, circle; hearsay is hollow."""
    x, y = at
    kind = tone if tone in ("bad", "told") else "plain"
    fill = PAPER if hollow else FILLS[kind]
    paint = (
        f'class="{kind}{" hollow" if hollow else ""}" fill="{fill}" '
        f'stroke="{FILLS[kind]}" stroke-width="1.4"'
    )
    match kind:
        case "bad":
            path = f"M{x:.1f} {y - 5:.1f}l5 5l-5 5l-5 -5z"
        case "told":
            path = f"M{x:.1f} {y - 4.6:.1f}l5 8.6h-10z"
        case _:
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.4" {paint}/>'
    return f'<path d="{path}" {paint}/>'


_MARKS = (
    ("bad", "M{x:.1f} {y:.1f}m0 -6.5l6.5 6.5l-6.5 6.5l-6.5 -6.5z"),
    ("warn", "M{x:.1f} {y:.1f}m0 -5.6l6 10.4h-12z"),
    ("doubt", "M{x:.1f} {y:.1f}m-4.8 -4.8h9.6v9.6h-9.6z"),
    ("told", "M{x:.1f} {y:.1f}m0 5.6l6 -10.4h-12z"),
    ("sure", "M{x:.1f} {y:.1f}m-4.6 0a4.6 4.6 0 1 0 9.2 0a4.6 4.6 0 1 0 -9.2 0z"),
)
"""Signs for what is graded, worst first: a colour and a shape each, one outline in one path."""


def mark(at: tuple[float, float], rank: int, ranks: int, *, hollow: bool) -> str:
    """The sign of a rank, 0 being the worst of so many; the best is always the circle."""
    place = rank if ranks <= len(_MARKS) else rank * len(_MARKS) // ranks
    kind, path = _MARKS[-1 if rank == ranks - 1 else min(place, len(_MARKS) - 2)]
    return (
        f'<path d="{path.format(x=at[0], y=at[1])}" class="{kind}{" hollow" if hollow else ""}" '
        f'fill="{PAPER if hollow else FILLS[kind]}" stroke="{FILLS[kind]}" stroke-width="1.4"/>'
    )


def titled(title: str, elements: Iterable[str]) -> str:
    """Elements with a title that shows when one points at them."""
    return f"<g><title>{markup_text(title)}</title>{''.join(elements)}</g>"


def broken(text: str, width: int, lines: int = 2) -> list[str]:
    """A text in at most so many lines of so many characters; what does not fit is cut off."""
    result, current = [], ""
    for word in clean(text).split(" "):
        if current and len(current) + 1 + len(word) > width:
            result.append(current)
            current = word
        else:
            current = f"{current} {word}".strip()
    result.append(current)
    if len(result) > lines:
        result = [*result[: lines - 1], " ".join(result[lines - 1 :])]
    return [part if len(part) <= width else f"{part[: width - 1]}…" for part in result]
