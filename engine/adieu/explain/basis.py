"""A verdict + its facts → what it rests on: the facts and the records without which it would fall.

The facts are sufficient (by themselves they give this verdict, whatever the rest) and minimal
(leave out any one of them and they no longer do).
"""

from __future__ import annotations

from msgspec import Struct

from adieu.explain.trial import Trial
from adieu.facts import Facts
from adieu.infer import Inference


class Pivot(Struct, frozen=True):
    """A record (``incidents[2]``) that alone holds the verdict up, and the verdict without it."""

    ref: str
    verdict: str


class Basis(Struct, frozen=True):
    """What a verdict rests on; ``proved`` unless time ran out before it was minimal for certain."""

    facts: tuple[str, ...] = ()
    pivots: tuple[Pivot, ...] = ()
    proved: bool = True


def basis_of(facts: Facts, inference: Inference, trial: Trial) -> Basis:
    """The least that forces the verdict, and the records that alone hold it up."""
    return Basis()
