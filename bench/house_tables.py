"""A number of clients + the house policy → tables of made-up clients, written as Parquet.

DuckDB makes them from the row number alone: the same number always gives the same tables.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

COUNTS = (
    "late_invoices", "calls_after_told", "unpaid_extras", "recommendations", "followed_advice",
    "threats_made", "gone_on", "staff_incidents", "threatening_incidents", "belittled_again",
    "belittling_incidents", "deliberate_lies", "demands_after_told", "price_cuts",
    "ignored_rescues", "invoices_due", "unfounded_disputes", "mind_changes",
    "competitor_pressures", "cash_months",
)  # fmt: skip
ANSWERS = (
    "feels_misused", "loss_will_not_change", "legal_risk_known", "billed_hourly",
    "tolerates_rework", "pipeline_covers",
)  # fmt: skip
SCORES = (
    "decent_fee", "can_afford", "improvable", "wants_change", "open_to_advice",
    "positive_mindset", "refers_others", "pays_well", "case_study", "well_known",
    "attends_events", "liked_by_you", "liked_by_team",
)  # fmt: skip
UNKNOWN = 8
"""One of so many answers is not known."""
_OFTEN = {"invoices_due": 12, "late_invoices": 6, "recommendations": 8, "followed_advice": 6}


def amounts() -> list[str]:
    """The columns of hours, amounts and shares."""
    return [
        column("agreed_hours", "((r % 4000) / 10)::DECIMAL(6, 1)", 81),
        column("cost_to_serve", "((r % 5000000) / 100)::DECIMAL(12, 2)", 82),
        column("revenue", "((r % 6000000) / 100)::DECIMAL(12, 2)", 83),
        column("hours_share", "((r % 400) / 1000)::DECIMAL(4, 3)", 84),
        column("revenue_share", "((r % 500) / 1000)::DECIMAL(4, 3)", 85),
    ]


def facts_given(path: Path, clients: int) -> None:
    """A table ``clients`` in which the facts of the house policy are given."""
    columns = [
        "'c' || lpad(i::VARCHAR, 9, '0') AS client",
        "'Client ' || i AS name",
        *(column(name, _count(name), number) for number, name in enumerate(COUNTS)),
        *(column(name, "r % 7 = 0", 40 + n) for n, name in enumerate(ANSWERS)),
        *(column(name, "(1 + r % 5)::TINYINT", 60 + n) for n, name in enumerate(SCORES)),
        column("unpaid_hours", "((r % 400) / 10)::DECIMAL(6, 1)", 80),
        *amounts(),
    ]
    write(path, f"SELECT {', '.join(columns)} FROM range({clients}) AS made(i)")


def _count(name: str) -> str:
    most = _OFTEN.get(name)
    return (
        f"(r % {most})::INTEGER"
        if most
        else "(CASE WHEN r % 23 < 3 THEN r % 4 ELSE 0 END)::INTEGER"
    )


def column(name: str, value: str, salt: int, unknown: int = UNKNOWN) -> str:
    """A column of pseudo-random values ``r``, one of so many not known; 0: all of them known."""
    drawn = f"(hash(i * 1000 + {salt}) % 1000003)::BIGINT"
    made = value.replace("r ", f"({drawn} // {unknown or 1}) ")
    if unknown:
        made = f"CASE WHEN {drawn} % {unknown} = 0 THEN NULL ELSE {made} END"
    return f'{made} AS "{name}"'


def write(path: Path, query: str) -> None:
    """Write the rows of a query as Parquet."""
    with duckdb.connect() as connection:
        connection.sql(query).write_parquet(str(path))


def bench_facts(path: Path, clients: int) -> None:
    """A table ``clients`` for the benchmark's own policy."""
    yes_no = (
        "legal_risk_known", "billed_hourly", "tolerates_rework", "feels_misused",
        "loss_will_not_change", "warned", "pipeline_covers",
    )  # fmt: skip
    columns = [
        "'c' || lpad(i::VARCHAR, 9, '0') AS client",
        *(column(name, _count(name), number) for number, name in enumerate(COUNTS)),
        *(column(name, "r % 7 = 0", 40 + n) for n, name in enumerate(yes_no)),
        column("liked_by_team", "(1 + r % 5)::INTEGER", 60),
        column("contract", "['open-ended', 'fixed-term', 'per-job'][1 + r % 3]", 61),
        column("unpaid_hours", "((r % 400) / 10)::DECIMAL(6, 1)", 80),
        *amounts(),
    ]
    write(path, f"SELECT {', '.join(columns)} FROM range({clients}) AS made(i)")
