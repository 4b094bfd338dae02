"""A portfolio that was read + a policy → its report, and the single reviews it links to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
from sqlglot import exp

from adieu import policy as p
from adieu.clients.folder import read_cases
from adieu.commands.review import Request as ReviewRequest
from adieu.commands.review import Review
from adieu.commands.terminal import write_atomically
from adieu.diagnostics import Diagnostics, Note, Place, Source
from adieu.portfolio import sinks
from adieu.portfolio.layout import CLIENT, CLIENTS, NAME, Layout
from adieu.portfolio.report import facts_to_settle, facts_wanted, portfolio_reports
from adieu.portfolio.rows import Row, rows_in
from adieu.portfolio.sources import Book
from adieu.portfolio.sources.databases import is_database
from adieu.portfolio.sources.nouns import FOUND
from adieu.portfolio.sources.pieces import call, one_of
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.trees import Sql
from adieu.portfolio.statement import kept, statement

if TYPE_CHECKING:
    from adieu.commands.portfolio import Request

_RESULT = exp.table_("judged", db=FOUND)


def write_report(request: Request, policy: p.Policy, book: Book, as_of: date) -> list[Path]:
    """Write ``portfolio.LANG.md`` and ``.html`` and what belongs to them; returns what to read.

    Raises:
        Unusable: where single reviews are asked for that cannot be made, or are refused.
        OSError: where the folder cannot be written to.
    """
    folder = request.report
    assert folder is not None
    _check_reviews(request)
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {*facts_wanted(policy), *facts_to_settle(policy)}
    facts = [name for name in policy.facts if name in wanted and _can_be_shown(policy, name)]
    made = exp.Create(this=_RESULT, kind="TABLE",
                      expression=kept(statement(policy, book.layout, as_of, facts)))  # fmt: skip
    book.connection.duck.execute(made.sql("duckdb"))
    links = _single_reviews(request, policy, book)
    reports = portfolio_reports(
        policy,
        _rows(policy, book),
        request.languages,
        request.without,
        links,
        _rows(policy, book, t.negation(t.column("final"))),
        stem := _stem(links),
    )
    files: dict[Path, str] = {}
    written = []
    for language, rendered in reports.items():
        for ending, text in (("md", rendered.markdown), ("html", rendered.html)):
            files[folder / f"{stem}.{language}.{ending}"] = text
        files |= {folder / name: svg for name, svg in rendered.pictures.items()}
        written.append(folder / f"{stem}.{language}.html")
    for path, text in files.items():
        write_atomically(path, text)
    return written


def _stem(clients: Iterable[str]) -> str:
    """What the report's files begin with: never as those of a client's own review do."""
    taken, stem = {client.casefold() for client in clients}, "portfolio"
    while stem in taken:
        stem += "-report"
    return stem


def absent(request: Request, book: Book) -> Diagnostics:
    """Warnings about clients to do without whom nobody here knows, with who was probably meant."""
    found = Diagnostics()
    for name in request.without:
        text, client = t.text(name), t.column(CLIENT)
        like = call("greatest", *(
            call("jaro_winkler_similarity", call("lower", one), call("lower", text))
            for one in (client, t.column(NAME))
        ))  # fmt: skip
        likeness = t.aliased(like, "likeness")
        known = exp.select(client, likeness).from_(exp.to_table(CLIENTS, quoted=True))
        own = t.related(client, "=", text)
        best = known.order_by(exp.Ordered(this=own, desc=True), "likeness DESC", client).limit(1)
        near = next(iter(book.connection.query(best)), None)
        if near is None or near[CLIENT] != name:
            meant = near is not None and near["likeness"] >= _MEANT
            help = Note("help.did-you-mean", {"near": near[CLIENT]}) if near and meant else None
            found.warn("client-absent", Place(Source("--without")), help, name=name)
    return found


_MEANT = 0.85
"""From this likeness on (Winkler 1990) a name was probably meant."""


def _check_reviews(request: Request) -> None:
    """Refuse single reviews of clients that stand in no client's file and in no described table."""
    path = Path(request.source)
    files = path.is_file() or any(path.glob("*.yaml")) or any(path.glob("*.yml"))
    if request.reports is not None and (is_database(request.source) or not files):
        found = Diagnostics()
        help = Note("help.reviews-need-files")
        found.error("reviews-need-files", Place(Source("--reports")), help)
        found.stop_on_error()


def _can_be_shown(policy: p.Policy, name: str) -> bool:
    return policy.facts[name].type.name not in ("moment",)


def _rows(policy: p.Policy, book: Book, where: Sql | None = None) -> Iterator[Row]:
    """The rows in the order of the clients, a piece at a time."""
    query = exp.select("*").from_(_RESULT.copy()).order_by(t.column(CLIENT))
    if where is not None:
        query = query.where(where)
    found = list(sinks.batches(book.connection, query))
    table = pa.Table.from_batches(found)
    return rows_in(policy, table, currencies(policy, book.layout))


def currencies(policy: p.Policy, layout: Layout) -> Mapping[str, str]:
    """The currency of each fact that is an amount, as far as the tables say it."""
    columns = [*layout.clients.values(), *(one for it in layout.sections.values()
                                           for one in it.values())]  # fmt: skip
    units = {one.unit for one in columns} - {""}
    own = {name: one.unit for name, one in layout.clients.items() if one.unit}
    if len(units) != 1:
        return own
    (unit,) = units
    return {name: unit for name, fact in policy.facts.items() if fact.type.name == "money"}


def _single_reviews(request: Request, policy: p.Policy, book: Book) -> Mapping[str, str]:
    """Review the clients of a verdict at least as severe as asked; where each review lies."""
    if request.reports is None or request.report is None:
        return {}
    refused = Diagnostics()
    path = Path(request.source)
    severe = policy.severity[request.reports]
    verdicts = [name for name, rank in policy.severity.items() if rank <= severe]
    query = exp.select(t.column(CLIENT)).from_(_RESULT.copy()).where(
        one_of(t.column("verdict"), verdicts)
    )  # fmt: skip
    chosen = {str(row[CLIENT]) for row in book.connection.query(query)}
    review = ReviewRequest(
        (path,), request.policy, request.as_of, request.languages, "internal", ("md", "html"),
        request.report, request.skip_bad_rows, None,
    )  # fmt: skip
    reviewer = Review(review, policy, True)
    links = {}
    for found in read_cases([path], policy, request.as_of, date.today(), request.skip_bad_rows):
        if found.case is not None and found.case.client in chosen:
            result = reviewer(found.case)
            refused.extend(result.diagnostics)
            links[found.case.client] = f"{found.case.client}.{{language}}.{{format}}"
    refused.stop_on_error()
    return links
