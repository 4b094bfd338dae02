"""Sums over clients → what goes and what stays where some of them leave, and who carries what.

Exact throughout: an amount that is not known is counted as such, never taken for zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct, field


class Sum(Struct, frozen=True):
    """A sum, and over how many clients it runs."""

    total: Fraction
    clients: int


NOTHING = Sum(Fraction(0), 0)


class Tally(Struct, frozen=True):
    """Sums by currency (none for plain numbers): amounts in different ones are never added."""

    sums: Mapping[str, Sum] = field(default_factory=dict)

    @property
    def known(self) -> int:
        """Of how many clients the amount is known."""
        return sum(one.clients for one in self.sums.values())

    @property
    def single(self) -> tuple[Fraction, str] | None:
        """The sum and its currency; nothing where there is none, or there are several."""
        if len(self.sums) != 1:
            return None
        ((unit, one),) = self.sums.items()
        return one.total, unit

    def __add__(self, other: Tally) -> Tally:
        sums = dict(self.sums)
        for unit, one in other.sums.items():
            mine = sums.get(unit, NOTHING)
            sums[unit] = Sum(mine.total + one.total, mine.clients + one.clients)
        return Tally(sums)

    def __sub__(self, other: Tally) -> Tally:
        left = {}
        for unit, one in self.sums.items():
            less = other.sums.get(unit, NOTHING)
            if one.clients > less.clients:
                left[unit] = Sum(one.total - less.total, one.clients - less.clients)
        return Tally(left)


class Group(Struct, frozen=True):
    """Some clients: sums by role, and of how many the firm can, or cannot, do without.

    ``margin`` sums revenue less cost where both are known.
    """

    clients: int = 0
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    can: int = 0
    cannot: int = 0

    def tally(self, role: str) -> Tally:
        """The sum for a role."""
        return self.tallies.get(role, Tally())

    def unknown(self, role: str) -> int:
        """Of how many clients it is not known."""
        return self.clients - self.tally(role).known

    @property
    def open(self) -> int:
        """Of how many it is not known whether the firm can do without."""
        return self.clients - self.can - self.cannot

    def __add__(self, other: Group) -> Group:
        roles = self.tallies.keys() | other.tallies.keys()
        return Group(
            self.clients + other.clients,
            {role: self.tally(role) + other.tally(role) for role in roles},
            self.can + other.can,
            self.cannot + other.cannot,
        )

    def __sub__(self, other: Group) -> Group:
        return Group(
            self.clients - other.clients,
            {role: tally - other.tally(role) for role, tally in self.tallies.items()},
            self.can - other.can,
            self.cannot - other.cannot,
        )


class WhatIf(Struct, frozen=True):
    """The clients that leave, those that stay, and all of them."""

    leaving: Group
    staying: Group
    whole: Group

    @property
    def revenue_part(self) -> Fraction | None:
        """What part of the known revenue goes; nothing where that cannot be said."""
        return _part(self.leaving.tally("revenue"), self.whole.tally("revenue"))

    @property
    def needed_an_hour(self) -> tuple[Fraction, str] | None:
        """What an hour that comes free has to leave over to make up for what goes.

        Of the clients of whom revenue, cost and hours are all known.
        """
        return _per_hour(self.leaving)

    @property
    def earned_an_hour(self) -> tuple[Fraction, str] | None:
        """What an hour of work for those who stay leaves over now."""
        return _per_hour(self.staying)


def let_go(leaving: Group, whole: Group) -> WhatIf:
    """What becomes of a portfolio without some of its clients."""
    return WhatIf(leaving, whole - leaving, whole)


def _part(some: Tally, all_: Tally) -> Fraction | None:
    part, total = some.single, all_.single
    if part is None or total is None or part[1] != total[1] or total[0] <= 0:
        return None
    return part[0] / total[0]


def _per_hour(group: Group) -> tuple[Fraction, str] | None:
    margin, hours = group.tally("margin_with_hours").single, group.tally("hours_with_margin").single
    if margin is None or hours is None or hours[0] <= 0:
        return None
    return margin[0] / hours[0], margin[1]
