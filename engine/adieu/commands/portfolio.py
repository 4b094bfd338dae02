"""A portfolio + a policy → a row a client in a file or on the terminal, and a report about all."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

import duckdb
from msgspec import Struct
from sqlglot import exp

from adieu import policy as p
from adieu.clients.description import is_currency
from adieu.commands import portfolio_text
from adieu.commands import terminal as t
from adieu.commands.working import ended_politely, work
from adieu.diagnostics import Diagnostics, Note, Place, Source, Unusable, did_you_mean
from adieu.language import Language
from adieu.load.policy import load_policy
from adieu.portfolio import sinks
from adieu.portfolio.parts import Part, discard, part_of
from adieu.portfolio.sources import Asked, Book, open_book
from adieu.portfolio.sources.connect import connect, memory_bytes, problem_of
from adieu.portfolio.sources.nouns import Connection
from adieu.portfolio.statement import kept, statement
from adieu.quantities import Unreadable

Engine = Literal["duckdb", "spark"]
Result = TypeVar("Result")


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
    try:
        with ended_politely():
            if request.engine == "spark":
                from adieu.commands.portfolio_spark import on_spark

                return on_spark(request, policy)
            return _run(request, policy, memory)
    except Unusable as error:
        t.print_diagnostics(error.diagnostics, request.language)
    except KeyboardInterrupt:
        print(t.say(request.language, "interrupted"), file=sys.stderr)
    except sinks.TooManyRows:
        t.print_error(request.language, "sheet-full", str(request.out), limit=1_048_575)
    except duckdb.Error as error:
        problem = problem_of(error)
        t.print_error(request.language, "database-failed", request.source, problem=problem)
    except BrokenPipeError:
        _write_nowhere()
        return t.DONE
    except OSError as error:
        where = str(request.out or request.report or request.source)
        t.print_error(request.language, "out-unwritable", where, reason=error.strerror or error)
    return t.UNUSABLE


def _write_nowhere() -> None:
    """Nobody reads the output any further: what is left of it goes nowhere, and nothing is said."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
    elif request.out is not None and request.engine == "duckdb" and request.out.is_dir():
        wrong("--out", "file-is-folder")
    if request.reports is not None and request.reports not in policy.severity:
        known = ", ".join(f"`{one}`" for one in policy.severity)
        wrong("--reports", "fail-on-unknown", None, name=request.reports, known=known)
    if (request.reports is not None or request.without) and request.report is None:
        option = "--reports" if request.reports is not None else "--without"
        wrong(option, "needs-report", Note("help.needs-report"))
    if request.currency and not is_currency(request.currency):
        wrong("--currency", "value-unreadable", Note("expected.currency"), text=request.currency)
    if request.memory is None:
        return None
    try:
        return memory_bytes(request.memory)
    except Unreadable as error:
        wrong("--memory", "value-unreadable", error.expected, text=request.memory)
    return None


@contextmanager
def _place(out: Path | None) -> Iterator[Part]:
    """Where rows go until they are whole: beside the file, or into a folder that is taken away."""
    if out is not None:
        with part_of(out) as part:
            yield part
        return
    with tempfile.TemporaryDirectory(prefix="adieu-") as folder:
        yield Part(Path(folder) / "rows", Path(folder) / "spill")


def _run(request: Request, policy: p.Policy, memory: int | None) -> int:
    """Read the source, write what is asked for, and say what was written."""
    with _place(request.out) as part:
        folder = request.out.absolute().parent if request.out is not None else None
        connection = connect(memory, part.spill, folder)
        with closing(connection.duck):
            run = _Run(request, policy, part, connection)
            book = run.read()
            written = [*run.rows(book), *run.report(book)]
    for file in written:
        print(t.say(request.language, "written", file=str(file)), file=sys.stderr)
    return t.UNUSABLE if book.incomplete else t.DONE


class _Run(Struct, frozen=True):
    """One run: each of its steps shows how far it is, and can be interrupted."""

    request: Request
    policy: p.Policy
    part: Part
    connection: Connection

    def do(self, step: Callable[[], Result]) -> Result:
        """A step."""
        return work(self.connection, step, self.request.language, lambda: discard(self.part))

    def read(self) -> Book:
        """The portfolio, with everything said that is wrong with it.

        Raises:
            Unusable: where it cannot be used.
        """
        request, found = self.request, Diagnostics()
        asked = Asked(request.as_of, date.today(), request.skip_bad_rows, request.currency)
        book = self.do(
            lambda: open_book(request.source, self.policy, asked, self.connection, found)
        )
        t.print_diagnostics(found, request.language)
        if book is None:
            raise Unusable(())
        return book

    def rows(self, book: Book) -> list[Path]:
        """Write the rows, or print them where neither they nor a report go to a file."""
        request = self.request
        if request.out is None and request.report is not None:
            return []
        as_of = request.as_of or date.today()
        query = kept(statement(self.policy, book.layout, as_of, request.facts))
        if request.out is not None:
            format_ = sinks.format_of(request.out)
            assert format_ is not None
            _spare(request.out, book)
            self.do(lambda: sinks.write(self.connection, query, self.part, format_))
            return [request.out]
        if sys.stdout.isatty():
            self.do(lambda: portfolio_text.keep(self.connection, query))
            portfolio_text.show(self.connection, self.policy, request.language)
        else:
            self.do(lambda: self.print_lines(query))
        return []

    def print_lines(self, query: exp.Query) -> None:
        """Print the rows as lines of JSON.

        Raises:
            BrokenPipeError: where nobody reads on.
        """
        for batch in sinks.batches(self.connection, sinks.in_order(query)):
            sys.stdout.buffer.write(sinks.json_lines(batch))
        sys.stdout.buffer.flush()

    def report(self, book: Book) -> list[Path]:
        """Write the report, where one is asked for."""
        request = self.request
        if request.report is None:
            return []
        from adieu.commands.portfolio_report import absent, write_report

        as_of = request.as_of or date.today()
        t.print_diagnostics(self.do(lambda: absent(request, book)), request.language)
        return self.do(lambda: write_report(request, self.policy, book, as_of))


def _spare(out: Path, book: Book) -> None:
    """Refuse to write over what is read.

    Raises:
        Unusable: where the file is one of the tables.
    """
    found = Diagnostics()
    if out.exists() and any(one.exists() and one.samefile(out) for one in book.files):
        found.error("out-is-source", Place(Source("--out")), None, name=out.name)
    found.stop_on_error()


def print_sql(
    source: str | None,
    policy_path: Path,
    dialect: str,
    facts: Sequence[str],
    as_of: date | None,
    language: Language,
    currency: str = "",
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
        if currency and not is_currency(currency):
            help = Note("expected.currency")
            found.error("value-unreadable", Place(Source("--currency")), help, text=currency)
        found.stop_on_error()
        layout = None
        if source is not None:
            own = Diagnostics()
            asked = Asked(as_of, date.today(), currency=currency)
            book = open_book(source, policy, asked, connect(), own)
            t.print_diagnostics(own, language)
            if book is None:
                return t.UNUSABLE
            layout = book.layout
        day = as_of or date.today()
        sys.stdout.write(printed(policy, dialect, day, facts, layout) + "\n")
    except Unusable as error:
        t.print_diagnostics(error.diagnostics, language)
        return t.UNUSABLE
    except duckdb.Error as error:
        t.print_error(language, "database-failed", str(source), problem=problem_of(error))
        return t.UNUSABLE
    return t.DONE
