"""Rows of a portfolio, as they come in → the few of each list that a report names.

Memory does not grow with the number of clients.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable

from msgspec import Struct

from adieu.logic import INFINITY, Bound, Interval
from adieu.policy import Policy
from adieu.portfolio.report.roles import Roles
from adieu.portfolio.rows import Row

Order = tuple[Bound | str, ...]
Key = Callable[[Row], Order | None]


class First:
    """The first few of the rows that belong to a list, in the order of a key, and their number.

    A key is nothing for a row that does not belong.
    """

    def __init__(self, most: int, key: Key) -> None:
        self.most, self.key, self.count = most, key, 0
        self._heap: list[tuple[_Backwards, int, Row]] = []

    def add(self, row: Row) -> None:
        """Keep a row if it belongs and is among the first."""
        key = self.key(row)
        if key is None:
            return
        self.count += 1
        if len(self._heap) < self.most:
            heapq.heappush(self._heap, (_Backwards(key), self.count, row))
        elif key < self._heap[0][0].key:
            heapq.heapreplace(self._heap, (_Backwards(key), self.count, row))

    @property
    def items(self) -> tuple[Row, ...]:
        """The rows kept, first one first."""
        return tuple(row for *_, row in sorted(self._heap, key=lambda one: one[0].key))

    @property
    def more(self) -> int:
        """How many were not kept."""
        return self.count - len(self._heap)


class _Backwards(Struct, frozen=True):
    """A key that sorts the other way round: the heap gives up what comes last."""

    key: Order

    def __lt__(self, other: _Backwards) -> bool:
        return other.key < self.key


# What each list is ordered by


def order_of_service(policy: Policy) -> Key:
    """Clients as the firm serves them: by class, score, mildest verdict, name.

    Where a class or a score is open, a client is sure of the lowest only, which comes first.
    """
    card = policy.scorecard
    places = {name: place for place, (name, _) in enumerate(card.classes)} if card else {}
    last, severity = len(places), policy.severity

    def key(row: Row) -> Order:
        surely = places[row.classes[-1]] if row.classes else last
        low, high = (row.score.low, row.score.high) if row.score else (0, 0)
        name = row.name.casefold()
        return surely, -low, -high, -severity[row.verdict], name, row.client

    return key


def harshest(policy: Policy, roles: Roles, belongs: Callable[[Row], bool]) -> Key:
    """Those that belong: the harshest possible verdict first, then as ``by_verdict``."""
    severity = policy.severity

    def key(row: Row) -> Order | None:
        return (severity[row.possible[0]], *_weight(row, roles)) if belongs(row) else None

    return key


def by_verdict(policy: Policy, roles: Roles, belongs: Callable[[Row], bool]) -> Key:
    """Those that belong: the harshest verdict first, then the most revenue, then the latest."""
    severity = policy.severity

    def key(row: Row) -> Order | None:
        return (severity[row.verdict], *_weight(row, roles)) if belongs(row) else None

    return key


def _weight(row: Row, roles: Roles) -> Order:
    """Whom one would look at first among equals: the most revenue, then the latest payer."""
    amount, late = (_first(row, fact) for fact in (roles.revenue or roles.revenue_share,
                                                  roles.late_share))  # fmt: skip
    return *amount, *late, row.client


def _first(row: Row, fact: str | None) -> Order:
    """A number that is known before one that is not, the largest first."""
    value = row.known(fact)
    return (0, -value.low) if value is not None else (1, 0)


def largest(fact: str | None, least: Bound | None = None) -> Key:
    """Those of whom an amount is known, and is at least this, the largest first."""

    def key(row: Row) -> Order | None:
        value = row.known(fact)
        if value is None or (least is not None and value.low < least):
            return None
        return -value.low, row.client

    return key


def weightiest(axes: tuple[str, str] | None) -> Key:
    """Those of whom revenue and hours are known: by revenue, then by hours."""
    across, up = axes or (None, None)

    def key(row: Row) -> Order | None:
        revenue, hours = row.known(across), row.known(up)
        if revenue is None or hours is None:
            return None
        return -revenue.low, -hours.low, row.client

    return key


def drains(row: Row, roles: Roles) -> bool:
    """Whether a client is known to take a larger share of the hours than of the revenue."""
    revenue, hours = row.known(roles.revenue_share), row.known(roles.hours_share)
    return revenue is not None and hours is not None and hours.low > revenue.low


def most_drained(roles: Roles) -> Key:
    """Those known to take a larger share of the hours than of the revenue, by how much larger."""

    def key(row: Row) -> Order | None:
        revenue, hours = row.known(roles.revenue_share), row.known(roles.hours_share)
        if revenue is None or hours is None or hours.low <= revenue.low:
            return None
        return revenue.low - hours.low, row.client

    return key


def latest(roles: Roles) -> Key:
    """Those known to have paid late at least once: by how often, then of how many invoices."""

    def key(row: Row) -> Order | None:
        value = row.values.get(roles.late_share or "")
        if not isinstance(value, Interval) or value.low <= 0 or value.high == INFINITY:
            return None
        due = row.known(roles.due)
        return -value.low, -due.low if due else 0, row.client

    return key


def best_scored(row: Row) -> Order | None:
    """Those that have a score, by the middle of its range."""
    return (-row.score.low - row.score.high, row.client) if row.score is not None else None


def axes_of(roles: Roles) -> tuple[str, str] | None:
    """The facts of the picture of revenue against hours: shares where the policy has them."""
    if roles.revenue_share and roles.hours_share:
        return roles.revenue_share, roles.hours_share
    if roles.revenue and roles.hours:
        return roles.revenue, roles.hours
    return None
