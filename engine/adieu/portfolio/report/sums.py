"""Rows of some clients, as they come in → the sums that a report tells of them."""

from __future__ import annotations

from fractions import Fraction

from adieu.logic import FALSE, TRUE, UNKNOWN, Bound, Interval, Truth
from adieu.portfolio.report.roles import Roles
from adieu.portfolio.report.what_if import Group, Sum, Tally
from adieu.portfolio.rows import Row

AMOUNTS = ("revenue", "cost", "hours", "revenue_share", "hours_share")
"""The roles that are summed up."""


class _Total:
    """An exact sum: fractions of one denominator are added as whole numbers, which is faster."""

    def __init__(self) -> None:
        self.clients = 0
        self.by_denominator: dict[int, int] = {}

    def add(self, number: Bound) -> None:
        """Add the number of one client, which is finite."""
        self.clients += 1
        assert not isinstance(number, float)
        below = number.denominator
        self.by_denominator[below] = self.by_denominator.get(below, 0) + number.numerator

    def sum(self) -> Sum:
        """What was added."""
        parts = (Fraction(above, below) for below, above in self.by_denominator.items())
        return Sum(sum(parts, Fraction(0)), self.clients)


class Sums:
    """Sums over the clients of a group, as they come in."""

    def __init__(self, roles: Roles) -> None:
        self.facts = [(role, fact) for role in AMOUNTS if (fact := getattr(roles, role))]
        self.gate, self.clients = roles.gate or "", 0
        self.totals: dict[tuple[str, str], _Total] = {}
        self.gates = {TRUE: 0, FALSE: 0, UNKNOWN: 0}

    def add(self, row: Row) -> None:
        """Add a client."""
        self.clients += 1
        amounts: dict[str, Interval] = {}
        for role, fact in self.facts:
            amount = row.known(fact)
            if amount is not None:
                amounts[role] = amount
                self._total(role, amount.unit).add(amount.low)
        revenue, cost, hours = (amounts.get(role) for role in ("revenue", "cost", "hours"))
        if revenue is not None and cost is not None and revenue.unit == cost.unit:
            margin = revenue.low - cost.low
            self._total("margin", revenue.unit).add(margin)
            if hours is not None:
                self._total("margin_with_hours", revenue.unit).add(margin)
                self._total("hours_with_margin", hours.unit).add(hours.low)
        gate = row.values.get(self.gate)
        self.gates[gate if isinstance(gate, Truth) else UNKNOWN] += 1

    def _total(self, role: str, unit: str) -> _Total:
        key = role, unit
        if key not in self.totals:
            self.totals[key] = _Total()
        return self.totals[key]

    def group(self) -> Group:
        """The group that came in."""
        tallies: dict[str, dict[str, Sum]] = {}
        for (role, unit), total in self.totals.items():
            tallies.setdefault(role, {})[unit] = total.sum()
        told = {role: Tally(sums) for role, sums in tallies.items()}
        return Group(self.clients, told, self.gates[TRUE], self.gates[FALSE])
