"""A verdict + its facts → what would change it: the fewest changes, the lapse, the margin.

Only facts that somebody can change are changed (``who`` is the client or the firm), never the past.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from adieu.explain.trial import Trial
from adieu.facts import Facts
from adieu.infer import Inference
from adieu.logic import Value


class Shift(Struct, frozen=True):
    """One fact that is known, and another value for it."""

    fact: str
    before: Value
    after: Value


class Alternative(Struct, frozen=True):
    """Changes that together make the verdict this milder one; no fewer do."""

    verdict: str
    shifts: tuple[Shift, ...]


class Lapse(Struct, frozen=True):
    """The first day on which the verdict is milder if nothing new is recorded."""

    on: date
    verdict: str


class Margin(Struct, frozen=True):
    """The smallest step of one fact that would make the verdict harsher."""

    shift: Shift
    verdict: str


class Outlook(Struct, frozen=True):
    """What would change a verdict; ``proved`` unless time ran out before fewer were ruled out.

    No alternatives and ``proved``: nothing that anybody can change makes the verdict milder.
    """

    alternatives: tuple[Alternative, ...] = ()
    lapse: Lapse | None = None
    margin: Margin | None = None
    proved: bool = True


def outlook_of(facts: Facts, inference: Inference, trial: Trial) -> Outlook:
    """What would make the verdict milder, when it lapses, and what would make it harsher."""
    return Outlook()
