"""Options + clients → a review, an interview, a comparison, a portfolio."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Literal

import click

from adieu.cli import options
from adieu.cli.options import (
    PATH,
    help_of,
    option,
    with_as_of,
    with_lang,
    with_languages,
    with_policy,
)
from adieu.commands.terminal import default_policy, say
from adieu.language import Language


@click.command(help=help_of("review"))
@click.argument("clients", nargs=-1, type=PATH, metavar="[CLIENT]...")
@with_policy
@with_as_of
@with_languages
@option(
    "--audience", key="audience", type=click.Choice(("internal", "client")), default="internal",
    show_default=True,
)  # fmt: skip
@option(
    "--format", "formats", key="format", type=click.Choice(("md", "html", "json")), multiple=True
)
@option("--out", key="out", default="reports", show_default=True, metavar="DIR")
@option("--skip-bad-rows", key="skip-bad-rows", is_flag=True)
@option("--fail-on", key="fail-on", metavar="VERDICT")
def review(
    clients: tuple[Path, ...],
    policy: Path | None,
    as_of: date | None,
    languages: tuple[Language, ...],
    audience: str,
    formats: tuple[str, ...],
    out: str,
    skip_bad_rows: bool,
    fail_on: str | None,
) -> None:
    """Review clients."""
    formats = tuple(dict.fromkeys(formats)) or ("md",)
    if audience == "client" and "json" in formats:
        raise click.UsageError(say(options.HERE, "json-is-internal"))
    paths = clients or ((Path("clients"),) if Path("clients").is_dir() else ())
    if not paths:
        raise click.UsageError(say(options.HERE, "no-clients"))
    from adieu.commands.review import Request
    from adieu.commands.review import review as run

    request = Request(
        paths,
        policy or default_policy(),
        as_of,
        tuple(dict.fromkeys(languages)) or (options.HERE,),
        audience,
        formats,
        None if out == "-" else Path(out),
        skip_bad_rows,
        fail_on,
    )
    sys.exit(run(request))


@click.command(help=help_of("whatif"))
@click.argument("client", type=PATH, metavar="CLIENT")
@click.argument("changes", nargs=-1, metavar="CHANGE...")
@with_policy
@with_as_of
@with_lang
@option(
    "--format", "format_", key="whatif-format", type=click.Choice(("text", "json")),
    default="text", show_default=True,
)  # fmt: skip
def whatif(
    client: Path,
    changes: tuple[str, ...],
    policy: Path | None,
    as_of: date | None,
    lang: Language,
    format_: Literal["text", "json"],
) -> None:
    """Compare a client with what it would be."""
    if not changes:
        raise click.UsageError(say(options.HERE, "whatif.no-changes"))
    from adieu.commands.whatif import Request
    from adieu.commands.whatif import whatif as run

    sys.exit(run(Request(client, changes, policy or default_policy(), as_of, lang, format_)))


@click.command(help=help_of("ask"))
@click.argument("client", type=PATH, metavar="CLIENT")
@with_policy
@with_as_of
@with_lang
@option("--by", key="by", metavar="NAME")
@option("--yes", key="yes", is_flag=True)
@option("--dry-run", key="dry-run", is_flag=True)
def ask(
    client: Path,
    policy: Path | None,
    as_of: date | None,
    lang: Language,
    by: str | None,
    yes: bool,
    dry_run: bool,
) -> None:
    """Interview about a client."""
    from adieu.commands.ask import Request
    from adieu.commands.ask import ask as run

    request = Request(client, policy or default_policy(), as_of, lang, by, yes, dry_run)
    sys.exit(run(request))


def _listed(_: click.Context, __: click.Parameter, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Names that are parted by commas, in one option or in several."""
    names = (one.strip() for text in texts for one in text.split(","))
    return tuple(dict.fromkeys(filter(None, names)))


@click.command(help=help_of("portfolio"))
@click.argument("source", default="clients", metavar="[SOURCE]")
@with_policy
@with_as_of
@option("--facts", key="facts", multiple=True, callback=_listed, metavar="FACT,...")
@option("--out", key="portfolio-out", type=PATH, metavar="FILE")
@option("--memory", key="memory", metavar="SIZE")
@option(
    "--engine", key="engine", type=click.Choice(("duckdb", "spark")), default="duckdb",
    show_default=True,
)  # fmt: skip
@option("--skip-bad-rows", key="skip-bad-rows", is_flag=True)
@option("--currency", key="currency", default="", metavar="EUR")
@option("--report", key="portfolio-report", type=PATH, metavar="DIR")
@option("--reports", key="portfolio-reports", metavar="VERDICT")
@option("--without", key="without", multiple=True, callback=_listed, metavar="ID,...")
@with_languages
def portfolio(
    source: str,
    policy: Path | None,
    as_of: date | None,
    facts: tuple[str, ...],
    out: Path | None,
    memory: str | None,
    engine: Literal["duckdb", "spark"],
    skip_bad_rows: bool,
    currency: str,
    report: Path | None,
    reports: str | None,
    without: tuple[str, ...],
    languages: tuple[Language, ...],
) -> None:
    """Review a portfolio."""
    from adieu.commands.portfolio import Request
    from adieu.commands.portfolio import portfolio as run

    said = tuple(dict.fromkeys(languages)) or (options.HERE,)
    request = Request(
        source, policy or default_policy(), as_of, facts, out, memory, engine, skip_bad_rows, said,
        report, reports, without, currency,
    )  # fmt: skip
    sys.exit(run(request))


@click.command(help=help_of("sql"))
@click.argument("source", required=False, metavar="[SOURCE]")
@option(
    "--dialect", key="dialect", type=click.Choice(("duckdb", "spark", "postgres")),
    default="duckdb", show_default=True,
)  # fmt: skip
@with_policy
@with_as_of
@option("--facts", key="facts", multiple=True, callback=_listed, metavar="FACT,...")
@option("--currency", key="currency", default="", metavar="EUR")
@with_lang
def sql(
    source: str | None,
    dialect: str,
    policy: Path | None,
    as_of: date | None,
    facts: tuple[str, ...],
    currency: str,
    lang: Language,
) -> None:
    """Print a policy as SQL."""
    from adieu.commands.portfolio import print_sql

    sys.exit(print_sql(source, policy or default_policy(), dialect, facts, as_of, lang, currency))
