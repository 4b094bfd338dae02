"""A number written with a decimal comma → the same with a point, as a client's file has it."""

from __future__ import annotations

import re

from adieu.quantities import Unreadable

BETWEEN = ". \u00a0\u202f"
"""What may stand between groups of three digits: a point, or one of three spaces."""
GROUPED = rf"[+-]?([0-9]{{1,3}}([{BETWEEN}][0-9]{{3}})+|[0-9]*)(,[0-9]+)?"
"""A number with a decimal comma; without any digit, what is left is no number."""
_WRITTEN = re.compile(rf"(?P<before>([A-Z]{{3}}\s?)?)(?P<number>{GROUPED})(?P<after>\s*%?)\Z")


def with_point(text: str) -> str:
    """The text with its number as this program writes it.

    Raises:
        Unreadable: where there is no number with a decimal comma in it.
    """
    match = _WRITTEN.match(text)
    if match is None:
        raise Unreadable("decimal-comma")
    number = re.sub(rf"[{BETWEEN}]", "", match["number"]).replace(",", ".")
    return f"{match['before']}{number}{match['after']}"
