"""Every client at once: ways to decide about a Parquet file, each into another Parquet file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import duckdb

from adieu.policy import Policy
from adieu.portfolio.layout import CLIENTS, Column, Layout
from adieu.portfolio.statement import kept, statement

HERE = Path(__file__).parent
TODAY = date(2026, 11, 1)
MEMORY = "1GB"


def generated(policy: Policy, clients: Path) -> str:
    """The statement of a policy for the columns of a file, or of the tables in a folder."""
    with duckdb.connect() as connection:
        tables = {
            name: {
                column: Column(str(type_))
                for column, type_ in zip(table.columns, table.types, strict=True)
            }
            for name, path in _tables(clients).items()
            for table in [connection.read_parquet(str(path))]
        }
    layout = Layout(tables.pop(CLIENTS), tables)
    return kept(statement(policy, layout, TODAY)).sql("duckdb")


def _tables(clients: Path) -> dict[str, Path]:
    """The tables that there are: those of a folder, or the one file of clients."""
    if clients.is_dir():
        return {path.stem: path for path in sorted(clients.glob("*.parquet"))}
    return {CLIENTS: clients}


def by_duckdb(query: str, clients: Path, out: Path) -> None:
    """Run a statement over the clients of a file, or over the tables in a folder."""
    with duckdb.connect() as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'; SET preserve_insertion_order = false")
        for name, path in _tables(clients).items():
            connection.read_parquet(str(path)).create_view(name)
        connection.execute(f"COPY ({query}) TO '{out}' (FORMAT parquet)")


def by_polars(clients: Path, out: Path) -> None:
    """The benchmark's policy as expressions of Polars: verdict and list of findings."""
    import polars as pl

    def at_least(name: str, least: int) -> pl.Expr:
        return pl.col(name) >= least

    c = pl.col
    rules: dict[str, tuple[str, pl.Expr]] = {
        "physical-abuse": ("red-flag", at_least("threatening_incidents", 1)),
        "mental-abuse": ("red-flag", at_least("belittled_again", 1)),
        "belittling": ("concern", at_least("belittling_incidents", 1)),
        "lying": ("red-flag", at_least("deliberate_lies", 1)),
        "unreasonable-demands": ("red-flag", at_least("demands_after_told", 2)),
        "legal-liability": ("red-flag", c("legal_risk_known")),
        "price-cut-after-agreement": ("final", at_least("price_cuts", 1)),
        "rescue-after-ignored-advice": ("final", at_least("ignored_rescues", 1)),
        "always-late": (
            "ground",
            at_least("invoices_due", 5) & (5 * c("late_invoices") >= 4 * c("invoices_due")),
        ),
        "constant-disputes": (
            "ground",
            at_least("unfounded_disputes", 3) & (2 * c("unfounded_disputes") >= c("invoices_due")),
        ),
        "changes-mind": (
            "ground",
            at_least("mind_changes", 3) & ~(c("billed_hourly") & c("tolerates_rework")),
        ),
        "plays-off-competitors": (
            "ground",
            at_least("competitor_pressures", 1) & (c("contract") == "open-ended"),
        ),
        "feels-misused": ("concern", c("feels_misused")),
        "late-payment": ("concern", at_least("late_invoices", 2)),
        "after-hours": ("ground", at_least("calls_after_told", 3)),
        "scope-creep": (
            "ground",
            at_least("unpaid_extras", 3) | (10 * c("unpaid_hours") > c("agreed_hours")),
        ),
        "ignores-advice": (
            "concern",
            at_least("recommendations", 3) & (2 * c("followed_advice") < c("recommendations")),
        ),
        "threats": ("concern", at_least("threats_made", 1)),
        "went-too-far": ("ground", at_least("gone_on", 1)),
        "costs-more-than-it-yields": (
            "ground",
            (c("cost_to_serve") > c("revenue")) & c("loss_will_not_change"),
        ),
        "drains-time": (
            "concern",
            (c("hours_share") > 0) & (c("hours_share") >= 2 * c("revenue_share")),
        ),
        "drains-staff": ("concern", at_least("staff_incidents", 1) | (c("liked_by_team") == 1)),
    }

    def any_of(grade: str) -> pl.Expr:
        return pl.any_horizontal([pl.col(name) for name, one in rules.items() if one[0] == grade])

    enough = any_of("final") | (any_of("ground") & c("warned").fill_null(False))
    without = (
        (c("revenue_share") < 0.15) | c("pipeline_covers") | (c("cash_months") >= 6)
    ).fill_null(False)
    verdict = (
        pl.when(any_of("red-flag")).then(pl.lit("fire-now"))
        .when(enough & without).then(pl.lit("fire"))
        .when(enough).then(pl.lit("prepare"))
        .when(any_of("ground") | any_of("concern")).then(pl.lit("talk"))
        .otherwise(pl.lit("keep"))
    )  # fmt: skip
    listed = pl.concat_list(
        [pl.when(pl.col(name)).then(pl.lit(name)) for name in rules]
    ).list.drop_nulls()
    found = pl.scan_parquet(clients).with_columns(
        [one.fill_null(False).alias(name) for name, (_, one) in rules.items()]
    )
    told = found.select("client", verdict.alias("verdict"), listed.alias("findings"))
    told.sink_parquet(out)
