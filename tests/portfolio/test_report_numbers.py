"""Promises about the numbers of a portfolio report: recounted here by plain arithmetic."""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction

import pytest
from msgspec.structs import replace

from adieu.logic import INFINITY, Interval, UnitMismatch, exactly
from adieu.policy import Policy
from adieu.portfolio.report.roles import parting
from adieu.portfolio.report.summary import MOST_LISTED, Summary, summarize
from adieu.portfolio.report.what_if import Tally, let_go
from adieu.portfolio.rows import Row, rows_in, rows_of
from support.reported import arrow, example_cases, example_rows, plain_sum, random_portfolio
from support.stated import FIRMS, house, loaded

AMOUNTS = {
    "revenue": "revenue",
    "cost": "cost_to_serve",
    "hours": "agreed_hours",
    "revenue_share": "revenue_share",
    "hours_share": "hours_share",
}


def _as_plain(tally: Tally) -> dict[str, tuple[Fraction, int]]:
    return {unit: (one.total, one.clients) for unit, one in tally.sums.items()}


def _drawn(seed: int) -> tuple[Policy, list[Row]]:
    """Examples with gaps and other amounts, judged by the house policy: a larger portfolio."""
    rng = random.Random(seed)
    rows = []
    for number in range(rng.randint(0, 60)):
        row = rng.choice(example_rows())
        values = dict(row.values)
        for name in AMOUNTS.values():
            unit = "EUR" if name in ("revenue", "cost_to_serve") else ""
            drawn = exactly(Fraction(rng.randint(0, 9_999), 100), unit)
            if name.endswith("share"):
                drawn = exactly(Fraction(rng.randint(0, 1_000), 1_000))
            values[name] = rng.choice((values[name], Interval(0, INFINITY), drawn))
        rows.append(replace(row, client=f"c{number}", name=f"Client {number}", values=values))
    return house(), rows


@pytest.mark.parametrize("seed", range(12))
def test_every_client_is_counted_once(seed: int) -> None:
    """Verdicts, provisional ones and classes add up to the clients, each counted where it is."""
    policy, _, rows = random_portfolio(seed, 25)
    summary = summarize(policy, rows)
    assert summary.clients == len(rows)
    lines = {line.verdict: (line.clients, line.provisional) for line in summary.lines}
    for verdict in policy.severity:
        those = [row for row in rows if row.verdict == verdict]
        assert lines[verdict] == (len(those), sum(not row.final for row in those))
    assert summary.cells == Counter((row.verdict, row.classes) for row in rows)
    assert summary.undecided.count == sum(len(row.possible) > 1 for row in rows)


@pytest.mark.parametrize("seed", range(12))
def test_sums_are_exact_and_leave_nothing_out(seed: int) -> None:
    """A sum runs over exactly those of whom the amount is known, for all and for each verdict."""
    policy, rows = _drawn(seed)
    summary = summarize(policy, rows)
    for role, fact in AMOUNTS.items():
        assert _as_plain(summary.whole.tally(role)) == plain_sum(rows, fact)
        for line in summary.lines:
            those = [row for row in rows if row.verdict == line.verdict]
            assert _as_plain(line.group.tally(role)) == plain_sum(those, fact)
            assert line.group.unknown(role) == len(those) - line.group.tally(role).known


@pytest.mark.parametrize("seed", range(12))
def test_what_goes_and_what_stays_make_the_whole(seed: int) -> None:
    """For the clients proposed and for any others: what goes, what stays, what is left over."""
    policy, rows = _drawn(seed)
    rng = random.Random(seed)
    without = [row.client for row in rows if rng.random() < 0.3]
    summary = summarize(policy, rows, [*without, "nobody", *without])
    proposed = {row.client for row in rows if row.verdict in ("fire-now", "fire", "prepare")}
    assert summary.absent == ("nobody",)
    assert summary.chosen is not None
    for group, ids in ((summary.parted, proposed), (summary.chosen, set(without))):
        told = let_go(group, summary.whole)
        going = [row for row in rows if row.client in ids]
        staying = [row for row in rows if row.client not in ids]
        assert (told.leaving.clients, told.staying.clients) == (len(going), len(staying))
        for role, fact in AMOUNTS.items():
            assert _as_plain(told.leaving.tally(role)) == plain_sum(going, fact)
            assert _as_plain(told.staying.tally(role)) == plain_sum(staying, fact)
        assert _as_plain(told.leaving.tally("margin")) == _margin(going)
        assert _as_plain(told.staying.tally("margin")) == _margin(staying)
        assert told.revenue_part == _part(going, rows)
        assert told.needed_an_hour == _an_hour(going)
        assert told.earned_an_hour == _an_hour(staying)


def _both(rows: list[Row], *facts: str) -> list[tuple[Fraction, ...]]:
    values = [[row.values[fact] for fact in facts] for row in rows]
    return [
        tuple(Fraction(one.low) for one in each if isinstance(one, Interval))
        for each in values
        if all(isinstance(one, Interval) and one.low == one.high for one in each)
    ]


def _margin(rows: list[Row]) -> dict[str, tuple[Fraction, int]]:
    known = _both(rows, "revenue", "cost_to_serve")
    total = sum((revenue - cost for revenue, cost in known), Fraction(0))
    return {"EUR": (total, len(known))} if known else {}


def _part(some: list[Row], rows: list[Row]) -> Fraction | None:
    part, total = (sum(one for (one,) in _both(those, "revenue")) for those in (some, rows))
    return Fraction(part) / total if total and _both(some, "revenue") else None


def _an_hour(rows: list[Row]) -> tuple[Fraction, str] | None:
    known = _both(rows, "revenue", "cost_to_serve", "agreed_hours")
    hours = sum(one for _, _, one in known)
    return (sum(r - c for r, c, _ in known) / Fraction(hours), "EUR") if hours else None


def test_amounts_in_different_currencies_are_never_added() -> None:
    """Each currency has its own sum, and a share of the whole is not told."""
    one, other = example_rows()[:2]
    dollars = {**other.values, "revenue": exactly(7, "USD")}
    summary = summarize(house(), [one, replace(other, values=dollars)], [other.client])
    assert set(summary.whole.tally("revenue").sums) == {"EUR", "USD"}
    assert summary.whole.tally("revenue").single is None
    assert summary.chosen is not None
    assert let_go(summary.chosen, summary.whole).revenue_part is None
    assert set(let_go(summary.chosen, summary.whole).staying.tally("revenue").sums) == {"EUR"}


@pytest.mark.parametrize("seed", range(8))
def test_those_who_leave_are_listed_by_their_verdict(seed: int) -> None:
    """The harshest verdict first, then the most revenue, whatever is still possible."""
    policy, rows = _drawn(seed)
    summary = summarize(policy, rows)
    shown = summary.leaving.items

    def place(row: Row) -> tuple[object, ...]:
        value = row.known("revenue")
        return policy.severity[row.verdict], value is None, -value.low if value else 0

    assert [place(row) for row in shown] == sorted(map(place, shown))
    assert summary.leaving.count == summary.parted.clients
    for verdict, first in summary.tops.items():
        assert first.count == sum(row.verdict == verdict for row in rows)
    assert sum(summary.possible.values()) == sum(not row.final for row in rows)
    assert all(len(names) > 1 for names in summary.possible)


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_service(seed: int) -> None:
    """Sure of the better class first, then the higher score, the milder verdict, the name."""
    policy, _, rows = random_portfolio(seed, 40)
    letters = [name for name, _ in policy.scorecard.classes] if policy.scorecard else []

    def place(row: Row) -> tuple[object, ...]:
        surely = letters.index(row.classes[-1]) if row.classes else len(letters)
        score = row.score or Interval(0, 0)
        mildest_first = len(policy.verdicts) - policy.severity[row.verdict]
        return surely, -score.low, -score.high, mildest_first, row.name.casefold(), row.client

    shown = summarize(policy, rows).service
    assert list(shown.items) == sorted(rows, key=place)
    assert shown.more == 0


def _same(one: Summary, other: Summary) -> bool:
    return (one.lines, one.cells, one.whole, one.maybe) == (
        other.lines, other.cells, other.whole, other.maybe,
    )  # fmt: skip


def test_lists_are_short_and_say_what_they_leave_out() -> None:
    """Of very many clients a list holds the first few, the same in whatever order they come."""
    rows = [
        replace(example_rows()[number % 18], client=f"c{number:04}", name=f"N{number:04}")
        for number in range(1_000)
    ]
    summary = summarize(house(), rows)
    turned = summarize(house(), rows[::-1])
    assert len(summary.service.items) == MOST_LISTED
    assert summary.service.more == 1_000 - MOST_LISTED
    assert summary.service.items == turned.service.items
    assert summary.late.items == turned.late.items
    assert summary.largest.items == turned.largest.items
    assert _same(summary, turned)


@pytest.mark.parametrize("seed", range(10))
def test_a_table_gives_the_rows_of_the_reference(seed: int) -> None:
    """Rows that went through an Arrow table are the rows that the reference gives."""
    policy, _, rows = random_portfolio(seed, 12)
    table, currencies = arrow(policy, rows)
    for before, after in zip(rows, rows_in(policy, table, currencies), strict=True):
        for name in ("client", "name", "as_of", "verdict", "final", "possible", "findings",
                     "superseded", "excused", "undetermined", "classes"):  # fmt: skip
            assert getattr(before, name) == getattr(after, name), name
        assert before.values.keys() == after.values.keys()
        assert (before.score is None) == (after.score is None)


def test_the_table_of_the_examples_is_told_as_their_rows() -> None:
    """The numbers of the worked examples are the same from rows and from a table of them."""
    table, currencies = arrow(house(), example_rows())
    assert _same(summarize(house(), example_rows()),
                 summarize(house(), rows_in(house(), table, currencies)))  # fmt: skip


def test_whom_the_policy_parts_with() -> None:
    """The plan says which verdicts part; without one it is those harsher than the two mildest."""
    assert parting(house()) == {"fire-now", "fire", "prepare"}
    for firm in FIRMS:
        assert parting(loaded(firm)) == {"fire-now", "fire", "prepare"}
    rows = house().verdicts
    for count, expected in ((5, 3), (4, 2), (3, 1), (2, 1), (1, 0)):
        policy = replace(house(), plan=(), verdicts=rows[-count:])
        assert parting(policy) == {row.verdict for row in rows[-count:][:expected]}


def test_a_row_says_where_currencies_meet() -> None:
    """A client whose own amounts cannot be compared is refused, not guessed at."""
    case = next(one for one in example_cases() if one.client == "modehuis-elise")
    answer = replace(case.answers["revenue"], value=exactly(9_600, "USD"))
    mixed = replace(case, answers={**case.answers, "revenue": answer})
    with pytest.raises(UnitMismatch):
        list(rows_of(house(), [mixed]))
