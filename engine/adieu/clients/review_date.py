"""What another program gives as the review date → a date, or why it is none."""

from __future__ import annotations

from datetime import date, datetime

from adieu.diagnostics import Diagnostics, Place, Source
from adieu.quantities import Unreadable, day


def day_of(as_of: date | str | None, diagnostics: Diagnostics) -> date | None:
    """The date that a date, a date with a time or a text in ISO 8601 says; nothing for nothing.

    Args:
        as_of: What was given.
        diagnostics: Receives what is wrong with it.
    """
    if isinstance(as_of, datetime):
        return as_of.date()
    if as_of is None or isinstance(as_of, date):
        return as_of
    try:
        return day(str(as_of))
    except Unreadable as error:
        place = Place(Source("as_of"))
        diagnostics.error("value-unreadable", place, error.expected, text=str(as_of))
        return None
