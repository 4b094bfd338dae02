"""A name + the room for it → the name cut to fit, by an estimate of how wide its letters are."""

from __future__ import annotations

import unicodedata

from adieu.report.escape import clean

_NARROW, _BROAD = frozenset("iljtfrI.,:;'’|!()[] -1"), frozenset("mwMW@%&—…ОШЩЖМФЮшщжмфю")
_JOINER = "\u200d"


def width(text: str, size: float) -> float:
    """About how wide a text is in letters of a size, in the same unit; rather more than less."""
    return size * sum(map(_width, text))


def _width(sign: str) -> float:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WF" or unicodedata.category(sign) == "So":
        return 1.3
    if sign in _BROAD:
        return 1.0
    if sign in _NARROW:
        return 0.4
    return 0.72 if sign.isupper() else 0.62


def fitted(text: str, room: float, size: float) -> str:
    """A text on one line, cut off with an ellipsis where there is no room for all of it."""
    line = " ".join(clean(text).split())
    if width(line, size) <= room:
        return line
    kept, left = "", room - width("…", size)
    for sign in line:
        left -= size * _width(sign)
        if left < 0:
            break
        kept += sign
    return f"{kept.rstrip(f' {_JOINER}')}…"
