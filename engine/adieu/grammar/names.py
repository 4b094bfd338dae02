"""The vocabulary + where a condition stands → the names that it may use there."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from adieu.quantities import Type


class Names(Struct, frozen=True):
    """The names that a condition may use where it stands, and what else it may count.

    ``fields`` are those of the record at hand; ``sections`` maps the sections that can be asked for
    earlier records to their yes/no fields; ``matters`` are what those can be about; ``grades``,
    ``themes`` and ``rules`` are what findings can be counted by (empty where they cannot).
    ``elsewhere`` are names that mean something, but not here; ``reported`` those whose
    declaration is wrong, of which nothing more is said.
    """

    parameters: Mapping[str, Type]
    facts: Mapping[str, Type] = field(default_factory=dict)
    fields: Mapping[str, Type] = field(default_factory=dict)
    sections: Mapping[str, frozenset[str]] = field(default_factory=dict)
    matters: frozenset[str] = frozenset()
    grades: tuple[str, ...] = ()
    themes: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()
    elsewhere: frozenset[str] = frozenset()
    reported: frozenset[str] = frozenset()

    @property
    def known(self) -> frozenset[str]:
        """Every name there is."""
        return frozenset(self.parameters) | frozenset(self.facts) | frozenset(self.fields)
