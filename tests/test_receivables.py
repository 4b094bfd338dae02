"""Promises about tables, on a real export where it lies beside the checkout and on our own."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from adieu.load.policy import load_policy
from support.beside import apart
from support.program import run

ROOT = Path(__file__).parents[1]
EXPORT = ROOT.parent / "shared" / "data" / "receivables" / "accounts-receivable.csv"
COLUMNS = (
    "number: invoiceNumber, issued: InvoiceDate, due: DueDate, paid: SettledDate,"
    " amount: InvoiceAmount"
)
TABLES = """
invoices:
  file: {file}
  client: customerID
  columns: {{{columns}}}
  dates: M/D/YYYY
  currency: USD
"""
POLICY = "policy: receivables\nversion: 1\nextends: house\nparameters: {window: 24 months}\n"

needs_export = pytest.mark.skipif(
    not EXPORT.is_file(), reason="the receivables export is not part of a public clone"
)


def reviewed(folder: Path, columns: str, *options: str) -> list[dict[str, Any]]:
    """The JSON of every client of a folder with the export in it."""
    clients = folder / "clients"
    clients.mkdir()
    shutil.copy(EXPORT, clients)
    (clients / "tables.yaml").write_text(TABLES.format(file=EXPORT.name, columns=columns), "utf-8")
    (folder / "policy.yaml").write_text(POLICY, "utf-8")
    done = run(
        "review", "clients", "--policy", "policy.yaml", "--as-of", "2014-02-28",
        "--format", "json", "--out", "-", *options, cwd=folder,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


def portfolio_apart(folder: Path, reviews: list[dict[str, Any]]) -> list[str]:
    """Where the rows of the same clients, by one statement, do not go with their reviews."""
    run(
        "portfolio", "clients", "--policy", "policy.yaml", "--as-of", "2014-02-28",
        "--out", "rows.jsonl", cwd=folder,
    )  # fmt: skip
    lines = (folder / "rows.jsonl").read_text("utf-8").splitlines()
    rows = {row["client"]: row for row in map(json.loads, lines)}
    order = [one.verdict for one in load_policy(folder / "policy.yaml").verdicts]
    assert rows.keys() == {one["client"] for one in reviews}
    return [one for review in reviews for one in apart(rows[review["client"]], review, order)]


def outcome(review: dict[str, Any], rule: str) -> str:
    """The list of a review in which a rule stands."""
    lists = ("findings", "superseded", "excused", "undetermined", "not_found", "off")
    (found,) = (name for name in lists if rule in [one["rule"] for one in review[name]])
    return found


@needs_export
def test_late_payers_of_the_export(tmp_path: Path) -> None:
    """Nineteen clients are always late; the others with two late invoices are late payers."""
    reviews = reviewed(tmp_path, COLUMNS)
    assert len(reviews) == 100
    assert sum(outcome(one, "always-late") == "findings" for one in reviews) == 19
    late: Counter[str] = Counter()
    for line in EXPORT.read_text("utf-8").splitlines()[1:]:
        cells = line.split(",")
        in_window = date(2012, 2, 28) < datetime.strptime(cells[5], "%m/%d/%Y").date()
        late[cells[1]] += in_window and int(cells[-1]) > 0
    for one in reviews:
        habitual = outcome(one, "always-late") == "findings"
        expected = (
            "superseded" if habitual else "findings" if late[one["client"]] >= 2 else "not_found"
        )
        assert outcome(one, "late-payment") == expected, one["client"]
    assert portfolio_apart(tmp_path, reviews) == []


@needs_export
def test_unknown_disputes_leave_rules_undetermined(tmp_path: Path) -> None:
    """What hangs on the unknown outcome of a dispute is undetermined, the verdict provisional."""
    plain = {one["client"]: one for one in reviewed(tmp_path, COLUMNS)}
    (tmp_path / "mapped").mkdir()
    mapped = reviewed(tmp_path / "mapped", f"{COLUMNS}, disputed: Disputed")
    assert len(mapped) == 100
    assert portfolio_apart(tmp_path / "mapped", mapped) == []
    undetermined = [one for one in mapped if outcome(one, "always-late") == "undetermined"]
    assert undetermined
    for one in undetermined:
        assert not one["final"]
        (needs,) = (it["needs"] for it in one["undetermined"] if it["rule"] == "always-late")
        assert all(need.endswith(".dispute_founded") for need in needs)
        assert {ask["fact"] for ask in one["ask"]} >= set(needs)
    for one in mapped:
        if outcome(one, "always-late") == "findings":
            assert outcome(plain[one["client"]], "always-late") == "findings"


def write_tables(folder: Path, rows: str, description: str = "") -> Path:
    """A small folder of tables of our own making."""
    clients = folder / "clients"
    clients.mkdir()
    (clients / "ledger.csv").write_text(rows, "utf-8")
    text = description or "invoices: {file: ledger.csv}\n"
    (clients / "tables.yaml").write_text(text, "utf-8")
    return clients


def review_json(clients: Path, *options: str, status: int = 0) -> tuple[list[dict[str, Any]], str]:
    """Reviews and messages of a folder under the house policy."""
    done = run(
        "review", clients, "--policy", ROOT / "rules", "--as-of", "2026-11-01",
        "--format", "json", "--out", "-", *options, status=status,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr


HEADER = "client,number,due,paid,disputed\n"


def test_columns_named_as_the_vocabulary_need_no_mapping(tmp_path: Path) -> None:
    """A table whose columns are named as the vocabulary does is read as it is."""
    rows = (
        "007,0001,2026-03-01,2026-03-20,no\n"
        "007,0002,2026-04-01,2026-04-20,no\n"
        "b,1,2026-05-01,2026-05-01,no\n"
    )
    reviews, _ = review_json(write_tables(tmp_path, HEADER + rows))
    assert [one["client"] for one in reviews] == ["007", "b"]
    assert outcome(reviews[0], "late-payment") == "findings"
    assert outcome(reviews[1], "late-payment") == "not_found"


def test_a_blank_cell_is_unknown_not_a_default(tmp_path: Path) -> None:
    """A blank cell in a mapped column is unknown, although the field has a default."""
    rows = HEADER + "".join(f"a,{n},2026-0{n}-01,2026-0{n}-20,\n" for n in range(1, 7))
    (review, _), _ = review_json(write_tables(tmp_path, rows + "b,1,2026-05-01,2026-05-01,no\n"))
    assert outcome(review, "always-late") == "undetermined"
    assert review["assumptions"] == []


def test_blank_payments_can_be_declared_open(tmp_path: Path) -> None:
    """A table whose blank payment dates mean "still open" says so, and is believed."""
    rows = HEADER + "a,1,2026-02-01,,no\na,2,2026-03-01,,no\nb,1,2026-05-01,2026-05-01,no\n"
    unknown = review_json(write_tables(tmp_path, rows))[0][0]
    (tmp_path / "open").mkdir()
    description = "invoices: {file: ledger.csv, blank: {paid: open}}\n"
    stated = review_json(write_tables(tmp_path / "open", rows, description))[0][0]
    assert outcome(unknown, "late-payment") == "undetermined"
    assert outcome(stated, "late-payment") == "findings"


def test_bad_rows_are_named_or_skipped(tmp_path: Path) -> None:
    """A bad cell is named by file, row and column; skipped, it makes the client's counts ranges."""
    rows = (
        HEADER
        + "a,1,2026-02-01,2026-03-01,no\na,2,soon,2026-03-01,no\nb,1,2026-05-01,2026-05-01,no\n"
    )
    clients = write_tables(tmp_path, rows)
    reviews, messages = review_json(clients, status=2)
    assert reviews == []
    assert "ledger.csv:3" in messages
    assert "due" in messages
    (first, second), messages = review_json(clients, "--skip-bad-rows")
    assert "1" in messages
    assert outcome(first, "late-payment") == "undetermined"
    assert outcome(second, "late-payment") == "not_found"
    assert any("1" in one for one in first["assumptions"])


def test_a_warning_about_a_column_loses_no_rows(tmp_path: Path) -> None:
    """A column that is only nearly named as the vocabulary does is warned of; the rows are read."""
    rows = "a,1,2026-02-01,2026-02-20,no\na,2,2026-03-01,x,no\nb,1,2026-05-01,x,no\n"
    clients = write_tables(tmp_path, f"client,number,due,payd,disputed\n{rows}")
    (late, _), messages = review_json(clients)
    assert "payd" in messages
    assert outcome(late, "late-payment") == "findings"


@pytest.mark.parametrize("rows", [",,,\n,,\n", '""\n', " ,\t, \n"])
def test_a_table_of_blank_cells_is_empty(rows: str, tmp_path: Path) -> None:
    """A table in which nothing stands is said to be empty."""
    reviews, messages = review_json(write_tables(tmp_path, rows), status=2)
    assert reviews == []
    assert "[table-empty]" in messages
