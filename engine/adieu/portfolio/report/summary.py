"""Rows of a portfolio + a policy → its numbers: counts, sums and the few clients worth naming.

One pass, exact arithmetic, and memory that does not grow with the number of clients.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from adieu.policy import Policy
from adieu.portfolio.report import lists
from adieu.portfolio.report.lists import First
from adieu.portfolio.report.roles import Roles, limit, parting, roles_of
from adieu.portfolio.report.sums import Sums
from adieu.portfolio.report.what_if import Group
from adieu.portfolio.rows import Row

MOST_LISTED, MOST_NAMED, MOST_LATE, MOST_LARGE, MOST_FRONT = 200, 40, 12, 10, 5
MOST_POINTS, MOST_SCORES, MOST_OPEN, BIN = 400, 24, 15, 5


class VerdictLine(Struct, frozen=True):
    """How many clients have a verdict, how many of them provisionally, and what they amount to."""

    verdict: str
    clients: int
    provisional: int
    group: Group


class Spread(Struct, frozen=True):
    """Scores in bins of five points: how many are known, and how many are ranges (by the middle).

    ``few`` holds the rows themselves where they are few enough to show one by one.
    """

    known: tuple[int, ...]
    ranges: tuple[int, ...]
    few: tuple[Row, ...]

    @property
    def count(self) -> int:
        """How many clients have a score."""
        return sum(self.known) + sum(self.ranges)


class Summary(Struct, frozen=True):
    """The numbers of a portfolio; lists hold the first few, and how many there are in all."""

    policy: Policy
    roles: Roles
    clients: int
    dates: tuple[date, date] | None
    lines: tuple[VerdictLine, ...]
    cells: Counter[tuple[str, tuple[str, ...] | None]]
    possible: Counter[tuple[str, ...]]
    """How many provisional clients have each set of possible verdicts."""
    whole: Group
    parted: Group
    chosen: Group | None
    """Those that were asked to be left out; nothing where nobody asked."""
    absent: tuple[str, ...]
    """Ids that were asked to be left out and are no client of this portfolio."""
    maybe: int
    """How many have no verdict of parting, but one is possible."""
    tops: Mapping[str, First]
    """Those to name first, of each verdict."""
    service: First
    leaving: First
    named: First
    undecided: First
    largest: First
    dependent: First
    """Those on whom the firm depends, where the policy sets a limit for that."""
    late: First
    points: First
    drained: Group
    """Those known to take a larger share of the hours than of the revenue."""
    draining: First
    spread: Spread

    def adds_up(self, role: str) -> bool:
        """Whether the shares that are known can all be right: they make no more than the whole."""
        recorded = self.whole.tally(role).single
        return recorded is None or recorded[0] <= 1

    def told(self, role: str) -> str | None:
        """The fact whose sums are told for a role: one of whom something is known, and adds up."""
        fact: str | None = getattr(self.roles, role)
        shares = role in ("revenue_share", "hours_share")
        known = self.whole.tally(role).known > 0
        return fact if known and not (shares and not self.adds_up(role)) else None


def summarize(policy: Policy, rows: Iterable[Row], without: Sequence[str] = ()) -> Summary:
    """The numbers of a portfolio, in one pass over its rows."""
    told = _Pass(policy, without)
    for row in rows:
        told.add(row)
    return told.summary()


class _Pass:
    """What is kept of the rows while they come in."""

    def __init__(self, policy: Policy, without: Sequence[str]) -> None:
        self.policy, self.without = policy, tuple(dict.fromkeys(without))
        self.asked = frozenset(without)
        roles = self.roles = roles_of(policy)
        self.parting = parts = parting(policy)
        self.each = {row.verdict: Sums(roles) for row in policy.verdicts}
        self.chosen, self.drained = Sums(roles), Sums(roles)
        self.seen: set[str] = set()
        self.provisional: Counter[str] = Counter()
        self.cells: Counter[tuple[str, tuple[str, ...] | None]] = Counter()
        self.possible: Counter[tuple[str, ...]] = Counter()
        self.bins: Counter[tuple[bool, int]] = Counter()
        self.maybe, self.first, self.last = 0, date.max, date.min
        self.service = First(MOST_LISTED, lists.order_of_service(policy))
        self.leaving = First(
            MOST_NAMED, lists.by_verdict(policy, roles, lambda row: row.verdict in parts)
        )
        self.named = First(
            MOST_NAMED, lists.by_verdict(policy, roles, lambda row: row.client in self.asked)
        )
        first = lists.by_verdict(policy, roles, lambda _: True)
        self.tops = {row.verdict: First(MOST_FRONT, first) for row in policy.verdicts}
        self.undecided = First(MOST_OPEN, lists.harshest(policy, roles, lambda row: not row.final))
        self.largest = First(MOST_LARGE, lists.largest(roles.revenue))
        border = limit(policy, "revenue_share_limit")
        self.dependent = First(MOST_LARGE, lists.largest(roles.revenue_share, border))
        self.late = First(MOST_LATE, lists.latest(roles))
        self.points = First(MOST_POINTS, lists.weightiest(lists.axes_of(roles)))
        self.draining = First(MOST_LARGE, lists.most_drained(roles))
        self.few = First(MOST_SCORES, lists.best_scored)
        self.all_lists = (
            self.service, self.leaving, self.named, self.undecided, self.largest,
            self.dependent, self.late, self.points, self.draining, self.few,
        )  # fmt: skip

    def add(self, row: Row) -> None:
        """Take in a row."""
        self.first, self.last = min(self.first, row.as_of), max(self.last, row.as_of)
        self.cells[row.verdict, row.classes] += 1
        self.provisional[row.verdict] += not row.final
        self.each[row.verdict].add(row)
        self.tops[row.verdict].add(row)
        if not row.final:
            self.possible[row.possible] += 1
        if row.verdict not in self.parting and not self.parting.isdisjoint(row.possible):
            self.maybe += 1
        if row.client in self.asked:
            self.seen.add(row.client)
            self.chosen.add(row)
        if lists.drains(row, self.roles):
            self.drained.add(row)
        if row.score is not None:
            low, high = row.score.low, row.score.high
            place = min(int((low + high) / 2) // BIN, 100 // BIN - 1)
            self.bins[low == high, place] += 1
        for one in self.all_lists:
            one.add(row)

    def summary(self) -> Summary:
        """What came in."""
        groups = {name: sums.group() for name, sums in self.each.items()}
        whole = sum(groups.values(), Group())
        places = range(100 // BIN)
        return Summary(
            self.policy,
            self.roles,
            whole.clients,
            (self.first, self.last) if whole.clients else None,
            tuple(
                VerdictLine(name, group.clients, self.provisional[name], group)
                for name, group in groups.items()
            ),
            self.cells,
            self.possible,
            whole,
            sum((group for name, group in groups.items() if name in self.parting), Group()),
            self.chosen.group() if self.asked else None,
            tuple(one for one in self.without if one not in self.seen),
            self.maybe,
            self.tops,
            self.service,
            self.leaving,
            self.named,
            self.undecided,
            self.largest,
            self.dependent,
            self.late,
            self.points,
            self.drained.group(),
            self.draining,
            Spread(
                tuple(self.bins[True, place] for place in places),
                tuple(self.bins[False, place] for place in places),
                () if self.few.more else self.few.items,
            ),
        )
