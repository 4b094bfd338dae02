"""A policy's promises: what it never does to anybody, as claims that can be proved."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from adieu.diagnostics import Place
from adieu.expression import Condition
from adieu.language import Text


class Excludes(Struct, frozen=True):
    """A client for whom the condition holds gets none of these verdicts."""

    when: Condition
    verdicts: tuple[str, ...]


class Assures(Struct, frozen=True):
    """A client for whom the condition holds gets one of these verdicts."""

    when: Condition
    verdicts: tuple[str, ...]


class Monotone(Struct, frozen=True):
    """Of two clients alike but for one fact, the verdict of who has more of it is never so.

    ``direction`` is where it never goes: ``milder`` or ``harsher``.  The fact is one that a file
    may answer: a quantity, or yes/no (yes is more); what is derived from it follows.  The condition
    speaks of facts, and holds for both.
    """

    when: Condition
    fact: str
    direction: Literal["milder", "harsher"]


class Independent(Struct, frozen=True):
    """Two clients alike but for these facts get one verdict; what is derived from them follows.

    The condition speaks of facts, and holds for both.
    """

    when: Condition
    facts: tuple[str, ...]


class Apart(Struct, frozen=True):
    """No client for whom the condition holds has two of these rules found."""

    when: Condition
    rules: tuple[str, ...]


Claim = Excludes | Assures | Monotone | Independent | Apart


class Promise(Struct, frozen=True):
    """What the policy never does to anybody: its words, and the claim that can be proved.

    It speaks of clients of whom every fact that the claim rests on is known.
    """

    name: str
    text: Text
    what: Claim
    place: Place | None = None
