"""A portfolio + a policy → a row a client in a file or on the terminal, and a report about all."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Literal

import duckdb
from msgspec import Struct
from sqlglot import exp

from adieu import policy as p
from adieu.commands import portfolio_text
from adieu.commands import terminal as t
from adieu.commands.working import work
from adieu.diagnostics import Diagnostics, Note, Place, Source, Unusable, did_you_mean
from adieu.language import Language
from adieu.load.policy import load_policy
from adieu.portfolio import sinks
from adieu.portfolio.parts import Part, discard, part_of
from adieu.portfolio.sources import Asked, Book, open_book
from adieu.portfolio.sources.connect import connect, memory_bytes
from adieu.portfolio.statement import kept, statement
from adieu.quantities import Unreadable

Engine = Literal["duckdb", "spark"]


class Request(Struct, frozen=True):
    """What the user asked for; without ``out`` the rows are printed."""

    source: str
    policy: Path
    as_of: date | None = None
    facts: tuple[str, ...] = ()
    out: Path | None = None
    memory: str | None = None
    engine: Engine = "duckdb"
    skip_bad_rows: bool = False
    languages: tuple[Language, ...] = ("en",)
    report: Path | None = None
    reports: str | None = None
    without: tuple[str, ...] = ()
    currency: str = ""

    @property
    def language(self) -> Language:
        """The language of messages."""
        return self.languages[0]


def portfolio(request: Request) -> int:
    """Make of a portfolio what is asked for; returns the exit status."""
    found = Diagnostics()
    try:
        policy = load_policy(request.policy, found)
    except Unusable as error:
        t.print_diagnostics(error.diagnostics, request.language)
        return t.UNUSABLE
    memory = _checked(request, policy, found)
    t.print_diagnostics(found, request.language)
    if found.failed:
        return t.UNUSABLE
    if request.engine == "spark":
        from adieu.commands.portfolio_spark import on_spark

        return on_spark(request, policy)
    try:
        return _run(request, policy, memory)
    except Unusable as error:
        t.print_diagnostics(error.diagnostics, request.language)
    except KeyboardInterrupt:
        print(t.say(request.language, "interrupted"), file=sys.stderr)
    except sinks.TooManyRows:
        t.print_error(request.language, "sheet-full", str(request.out), limit=1_048_575)
    except duckdb.Error as error:
        problem = " ".join(str(error).split())
        t.print_error(request.language, "database-failed", request.source, problem=problem)
    except OSError as error:
        where = str(request.out or request.report or request.source)
        t.print_error(request.language, "out-unwritable", where, reason=error.strerror or error)
    return t.UNUSABLE


def _checked(request: Request, policy: p.Policy, found: Diagnostics) -> int | None:
    """Report options that make no sense under this policy; the limit of memory in bytes."""

    def wrong(option: str, code: str, help: Note | None = None, **values: object) -> None:
        found.error(code, Place(Source(option)), help, **values)

    for name in request.facts:
        if name not in policy.facts:
            wrong("--facts", "fact-unknown-client", did_you_mean(name, policy.facts), name=name)
    if request.out is not None and sinks.format_of(request.out) is None:
        endings = ", ".join(f"`.{one}`" for one in sinks.FORMATS)
        wrong("--out", "out-format", None, name=request.out.name, endings=endings)
    if request.reports is not None and request.reports not in policy.severity:
        known = ", ".join(f"`{one}`" for one in policy.severity)
        wrong("--reports", "fail-on-unknown", None, name=request.reports, known=known)
    if (request.reports is not None or request.without) and request.report is None:
        option = "--reports" if request.reports is not None else "--without"
        wrong(option, "needs-report", Note("help.needs-report"))
    if request.currency and not re.fullmatch(r"[A-Z]{3}", request.currency):
        wrong("--currency", "value-unreadable", Note("expected.currency"), text=request.currency)
    if request.memory is None:
        return None
    try:
        return memory_bytes(request.memory)
    except Unreadable as error:
        wrong("--memory", "value-unreadable", error.expected, text=request.memory)
    return None


@contextmanager
def _place(request: Request) -> Iterator[Part | Path]:
    """Where rows go until they are whole: beside the file, or in a folder that is taken away."""
    if request.out is not None:
        with part_of(request.out) as part:
            yield part
        return
    with tempfile.TemporaryDirectory(prefix="adieu-") as folder:
        yield Path(folder)


def _run(request: Request, policy: p.Policy, memory: int | None) -> int:
    with ExitStack() as stack:
        place = stack.enter_context(_place(request))
        part = place if isinstance(place, Part) else None
        spill = place.spill if isinstance(place, Part) else place / "spill"
        folder = request.out.absolute().parent if request.out is not None else None
        connection = connect(memory, spill, folder)
        stack.callback(connection.duck.close)

        def give_up() -> None:
            if part is not None:
                discard(part)

        def read() -> tuple[Book | None, Diagnostics]:
            found = Diagnostics()
            asked = Asked(request.as_of, date.today(), request.skip_bad_rows, request.currency)
            return open_book(request.source, policy, asked, connection, found), found

        book, found = work(connection, read, request.language, give_up)
        t.print_diagnostics(found, request.language)
        if book is None:
            raise Unusable(())
        as_of = request.as_of or date.today()
        query = kept(statement(policy, book.layout, as_of, request.facts))
        if part is not None and request.out is not None:
            format_ = sinks.format_of(request.out)
            assert format_ is not None
            work(connection, lambda: sinks.write(connection, query, part.file, format_),
                 request.language, give_up)  # fmt: skip
        if request.report is not None:
            from adieu.commands.portfolio_report import write_report

            wrote = work(connection, lambda: write_report(request, policy, book, as_of),
                         request.language, give_up)  # fmt: skip
        elif request.out is None:
            _print_rows(request, policy, book, query, give_up)
            wrote = []
        else:
            wrote = []
        written = [*wrote]
        status = t.UNUSABLE if book.incomplete else t.DONE
    if request.out is not None:
        written.insert(0, request.out)
    for file in written:
        print(t.say(request.language, "written", file=str(file)), file=sys.stderr)
    return status


def _print_rows(
    request: Request, policy: p.Policy, book: Book, query: exp.Select, give_up: object
) -> None:
    """On a terminal the first rows and how many there are; into a pipe every row as JSON."""
    connection = book.connection
    if not sys.stdout.isatty():
        for batch in sinks.batches(connection, query):
            sys.stdout.buffer.write(sinks.json_lines(batch))
        sys.stdout.buffer.flush()
        return
    portfolio_text.show(connection, query, policy, request.language)


def print_sql(
    source: str | None,
    policy_path: Path,
    dialect: str,
    facts: Sequence[str],
    as_of: date | None,
    language: Language,
) -> int:
    """Print the statement for the tables of a source, else for all that the vocabulary knows."""
    from adieu.portfolio.printed import printed

    found = Diagnostics()
    try:
        policy = load_policy(policy_path, found)
        t.print_diagnostics(found, language)
        unknown = [name for name in facts if name not in policy.facts]
        for name in unknown:
            help = did_you_mean(name, policy.facts)
            found.error("fact-unknown-client", Place(Source("--facts")), help, name=name)
        found.stop_on_error()
        layout = None
        if source is not None:
            own = Diagnostics()
            book = open_book(source, policy, Asked(as_of, date.today()), connect(), own)
            t.print_diagnostics(own, language)
            if book is None:
                return t.UNUSABLE
            layout = book.layout
        day = as_of or date.today()
        sys.stdout.write(printed(policy, dialect, day, facts, layout) + "\n")
    except Unusable as error:
        t.print_diagnostics(error.diagnostics, language)
        return t.UNUSABLE
    return t.DONE
