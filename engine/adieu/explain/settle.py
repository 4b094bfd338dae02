"""Facts + what of them is open → the verdicts that are still possible, exactly.

Kleene's logic allows every verdict that a completion gives, and at times one that none gives (an
answer that two conditions share can make only one of them hold).  Each verdict that it allows is
therefore looked for among completions, and what is not found there is proved away or found by
``proof``.
"""

from __future__ import annotations

from msgspec import Struct


class Settled(Struct, frozen=True):
    """The verdicts that are still possible, harshest first; ``proved`` unless time ran out."""

    possible: tuple[str, ...]
    proved: bool = True

    @property
    def verdict(self) -> str:
        """The mildest possible verdict."""
        return self.possible[-1]
