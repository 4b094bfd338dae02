"""A question about a policy or a client → a proof, a witness, or an honest "not settled".

What to ask (``client``, ``questions``, ``promises``, ``difference``) is kept apart from how it is
solved (``solve``).  Every witness is replayed in the reference before anybody sees it.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from adieu.logic import Value


class Impossible(Struct, frozen=True):
    """Proved: there is no such client."""


class NotSettled(Struct, frozen=True):
    """The time limit was reached, or the question is beyond the logic: nothing is known."""


class Found(Struct, frozen=True):
    """There is one: the values of facts that make it so, replayed in the reference."""

    values: Mapping[str, Value]


Answer = Impossible | NotSettled | Found
