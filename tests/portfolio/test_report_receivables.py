"""Promises about the portfolio report of a real export, where it lies beside the checkout."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

from adieu.clients.folder import read_cases
from adieu.language import LANGUAGES
from adieu.load.policy import load_policy
from adieu.portfolio.report import portfolio_reports
from adieu.portfolio.report.summary import MOST_LATE, summarize
from adieu.portfolio.rows import rows_of
from support.reported import facts_for
from test_receivables import COLUMNS, EXPORT, POLICY, TABLES, needs_export

AS_OF = date(2014, 2, 28)


def _late_shares() -> dict[str, Fraction]:
    """The share of late invoices of each client in the window, counted in the file itself."""
    due: Counter[str] = Counter()
    late: Counter[str] = Counter()
    for line in EXPORT.read_text("utf-8").splitlines()[1:]:
        cells = line.split(",")
        fell_due = datetime.strptime(cells[5], "%m/%d/%Y").date()
        if date(2012, 2, 28) < fell_due < AS_OF:
            due[cells[1]] += 1
            late[cells[1]] += int(cells[-1]) > 0
    return {client: Fraction(late[client], count) for client, count in due.items()}


@needs_export
def test_the_export_is_told_in_three_languages(tmp_path: Path) -> None:
    """A hundred clients, the latest payers first, as anybody can count them in the file."""
    clients = tmp_path / "clients"
    clients.mkdir()
    shutil.copy(EXPORT, clients)
    (clients / "tables.yaml").write_text(TABLES.format(file=EXPORT.name, columns=COLUMNS), "utf-8")
    (tmp_path / "policy.yaml").write_text(POLICY, "utf-8")
    policy = load_policy(tmp_path / "policy.yaml")
    found = read_cases([clients], policy, AS_OF, AS_OF)
    cases = [one.case for one in found if one.case is not None]
    rows = list(rows_of(policy, cases, facts_for(policy)))
    shares = _late_shares()
    summary = summarize(policy, rows)
    assert summary.clients == len(shares) == 100
    assert summary.late.count == sum(share > 0 for share in shares.values())
    shown = [shares[row.client] for row in summary.late.items]
    assert shown == sorted(shares.values(), reverse=True)[:MOST_LATE]
    told = portfolio_reports(policy, rows, LANGUAGES, (), {}, rows)
    for one in told.values():
        assert all(one.markdown.count(row.client) >= 2 for row in summary.late.items)
        assert "<svg" in one.html
