"""The rows of a portfolio → a short table for the terminal, and how many of each verdict."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from sqlglot import exp

from adieu import policy as p
from adieu.commands import terminal as t
from adieu.language import Language
from adieu.portfolio.layout import CLIENT
from adieu.portfolio.sources.nouns import FOUND, Connection
from adieu.portfolio.sources.pieces import call, choose
from adieu.portfolio.sql import trees as tree

SHOWN = 20


def keep(connection: Connection, query: exp.Query) -> None:
    """Work the rows out, and keep them to be shown."""
    made = exp.Create(this=_kept(), kind="TABLE", expression=query)
    connection.duck.execute(made.sql("duckdb"))


def _kept() -> exp.Table:
    return exp.table_(exp.to_identifier("result"), db=exp.to_identifier(FOUND))


def show(connection: Connection, policy: p.Policy, language: Language) -> None:
    """Print the harshest verdicts first, and what the whole portfolio comes to."""
    kept = _kept()
    verdict = tree.column("verdict")
    order = choose(
        [(tree.related(verdict, "=", tree.text(name)), tree.number(rank))
         for name, rank in policy.severity.items()]
    )  # fmt: skip
    first = exp.select("*").from_(kept.copy()).order_by(order, tree.column(CLIENT)).limit(SHOWN)
    titles = {row.verdict: row.title[language] for row in policy.verdicts}
    table = Table(box=None, pad_edge=False)
    for key in ("client", "verdict", "findings", "undetermined"):
        table.add_column(t.say(language, f"portfolio.{key}"))
    for row in connection.query(first):
        rules = [_rule(policy, name, language) for name in row["findings"]]
        open_ = [_rule(policy, name, language) for name in row["undetermined"]]
        state = "" if row["final"] else t.say(language, "portfolio.provisional")
        cells = (row["name"] or row[CLIENT], f"{titles[row['verdict']]} {state}".strip(),
                 ", ".join(rules), ", ".join(open_))  # fmt: skip
        table.add_row(*(escape(t.printable(one)) for one in cells))
    console = Console()
    console.print(table)
    count, final = exp.Count(this=exp.Star()), tree.column("final")
    counts = {
        row["verdict"]: row
        for row in connection.query(
            exp.select(
                verdict.copy(),
                tree.aliased(count, "clients"),
                tree.aliased(call("count_if", final), "final"),
            )
            .from_(kept.copy())
            .group_by(verdict.copy())
        )
    }
    total = sum(int(row["clients"]) for row in counts.values())
    if total > SHOWN:
        console.print(t.say(language, "portfolio.more", count=total - SHOWN))
    for held in policy.verdicts:
        if held.verdict in counts:
            one = counts[held.verdict]
            print(t.say(language, "portfolio.count", verdict=titles[held.verdict],
                        count=int(one["clients"]), final=int(one["final"])))  # fmt: skip


def _rule(policy: p.Policy, name: str, language: Language) -> str:
    return policy.rules[name].title.get(language, name)
