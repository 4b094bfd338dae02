"""The command line: options → what each command does, imported when it is used."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar

import click

from adieu import __version__
from adieu.commands.terminal import DONE, UNUSABLE, environment_language, say
from adieu.language import LANGUAGES, Language

HERE: Language = environment_language()
SHELLS = ("bash", "zsh", "fish")
Command = TypeVar("Command", bound=Callable[..., None])


def _help(key: str) -> str:
    return say(HERE, f"help.{key}")


def _option(*names: str, key: str, **settings: Any) -> Callable[[Command], Command]:
    return click.option(*names, help=_help(key), **settings)


_PATH = click.Path(path_type=Path)
_policy = _option("--policy", key="policy", type=_PATH, metavar="FILE")
_lang = _option("--lang", key="lang", type=click.Choice(LANGUAGES), default=HERE, show_default=True)


def _day(context: click.Context, option: click.Parameter, text: str | None) -> date | None:
    """The date that an option says."""
    if text is None:
        return None
    from adieu.quantities import Unreadable, day

    try:
        return day(text)
    except Unreadable:
        message = say(HERE, "bad-date", value=text)
        raise click.BadParameter(message, ctx=context, param=option) from None


@click.group(help=_help("adieu"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s", help=_help("version"))
def app() -> None:
    """The program."""


@app.command(help=_help("review"))
@click.argument("clients", nargs=-1, type=_PATH, metavar="[CLIENT]...")
@_policy
@_option("--as-of", key="as-of", callback=_day, metavar="DATE")
@_option("--lang", "languages", key="langs", type=click.Choice(LANGUAGES), multiple=True)
@_option(
    "--audience", key="audience", type=click.Choice(("internal", "client")), default="internal",
    show_default=True,
)  # fmt: skip
@_option(
    "--format", "formats", key="format", type=click.Choice(("md", "html", "json")), multiple=True
)
@_option("--out", key="out", default="reports", show_default=True, metavar="DIR")
@_option("--skip-bad-rows", key="skip-bad-rows", is_flag=True)
@_option("--fail-on", key="fail-on", metavar="VERDICT")
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
        raise click.UsageError(say(HERE, "json-is-internal"))
    paths = clients or ((Path("clients"),) if Path("clients").is_dir() else ())
    if not paths:
        raise click.UsageError(say(HERE, "no-clients"))
    from adieu.commands.review import Request
    from adieu.commands.review import review as run
    from adieu.commands.terminal import default_policy

    request = Request(
        paths,
        policy or default_policy(),
        as_of,
        tuple(dict.fromkeys(languages)) or (HERE,),
        audience,
        formats,
        None if out == "-" else Path(out),
        skip_bad_rows,
        fail_on,
    )
    sys.exit(run(request))


@app.command(help=_help("whatif"))
@click.argument("client", type=_PATH, metavar="CLIENT")
@click.argument("changes", nargs=-1, metavar="CHANGE...")
@_policy
@_option("--as-of", key="as-of", callback=_day, metavar="DATE")
@_lang
@_option(
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
        raise click.UsageError(say(HERE, "whatif.no-changes"))
    from adieu.commands.terminal import default_policy
    from adieu.commands.whatif import Request
    from adieu.commands.whatif import whatif as run

    sys.exit(run(Request(client, changes, policy or default_policy(), as_of, lang, format_)))


@app.command(help=_help("check"))
@click.argument("policy", required=False, type=_PATH)
@_lang
@_option(
    "--format", "format_", key="check-format", type=click.Choice(("text", "json")),
    default="text", show_default=True,
)  # fmt: skip
@_option("--witnesses", key="witnesses", type=_PATH, metavar="DIR")
@_option("--seconds", key="seconds", type=click.FloatRange(0.001), default=5, show_default=True)
@_option("--no-proofs", key="no-proofs", is_flag=True)
def check(
    policy: Path | None,
    lang: Language,
    format_: Literal["text", "json"],
    witnesses: Path | None,
    seconds: float,
    no_proofs: bool,
) -> None:
    """Check a policy."""
    from adieu.commands.check import Request
    from adieu.commands.check import check as run
    from adieu.commands.terminal import default_policy

    path = policy or default_policy()
    sys.exit(run(Request(path, lang, format_, witnesses, None if no_proofs else seconds)))


@app.command(help=_help("diff"))
@click.argument("old", type=_PATH)
@click.argument("new", type=_PATH)
@_option("--clients", key="diff-clients", type=_PATH, multiple=True)
@_option(
    "--format", "format_", key="diff-format", type=click.Choice(("text", "md", "json")),
    default="text", show_default=True,
)  # fmt: skip
@_lang
@_option("--seconds", key="seconds", type=click.FloatRange(0.001), default=5, show_default=True)
@_option("--fail-on", key="diff-fail-on", type=click.Choice(("stricter", "milder", "mixed", "any")))
def diff(
    old: Path,
    new: Path,
    clients: tuple[Path, ...],
    format_: Literal["text", "md", "json"],
    lang: Language,
    seconds: float,
    fail_on: Literal["stricter", "milder", "mixed", "any"] | None,
) -> None:
    """Compare two policies."""
    from adieu.commands.diff import Request
    from adieu.commands.diff import diff as run

    sys.exit(run(Request(old, new, clients, format_, lang, seconds, fail_on)))


@app.command(help=_help("ask"))
@click.argument("client", type=_PATH, metavar="CLIENT")
@_policy
@_option("--as-of", key="as-of", callback=_day, metavar="DATE")
@_lang
@_option("--by", key="by", metavar="NAME")
@_option("--yes", key="yes", is_flag=True)
@_option("--dry-run", key="dry-run", is_flag=True)
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
    from adieu.commands.terminal import default_policy

    request = Request(client, policy or default_policy(), as_of, lang, by, yes, dry_run)
    sys.exit(run(request))


@app.command(help=_help("test"))
@click.argument("features", nargs=-1, type=_PATH, metavar="[FEATURES]...")
@_policy
@_option("-k", "keyword", key="keyword", metavar="EXPRESSION")
@_option("-m", "marks", key="marks", metavar="EXPRESSION")
@_option("--junit", key="junit", type=_PATH, metavar="FILE")
@_option("-n", "workers", key="workers", metavar="N")
@_option("--coverage", key="coverage", is_flag=True)
@_option("--mutate", key="mutate", is_flag=True)
@_option("--write", key="write", type=_PATH, metavar="DIR")
@_option("--min-mutation", "least", key="min-mutation", type=click.FloatRange(0, 100), metavar="N")
@_option("--watch", key="watch", is_flag=True)
@_option(
    "--format", "format_", key="test-format", type=click.Choice(("text", "json")),
    default="text", show_default=True,
)  # fmt: skip
@_lang
def test(
    features: tuple[Path, ...],
    policy: Path | None,
    keyword: str | None,
    marks: str | None,
    junit: Path | None,
    workers: str | None,
    coverage: bool,
    mutate: bool,
    write: Path | None,
    least: float | None,
    watch: bool,
    format_: Literal["text", "json"],
    lang: Language,
) -> None:
    """Run scenarios."""
    from adieu.commands.test import Request
    from adieu.commands.test import test as run

    request = Request(
        features, policy, keyword, marks, junit, workers, lang,
        coverage, mutate, write, least, format_,
    )  # fmt: skip
    if watch:
        from adieu.commands.watch import watch as run_again

        sys.exit(run_again(request))
    sys.exit(run(request))


@app.command(help=_help("docs"))
@_policy
@_option("--features", key="docs-features", type=_PATH, multiple=True, metavar="PATH")
@_option("--out", key="docs-out", type=_PATH, default="site", show_default=True, metavar="DIR")
@_option("--lang", "languages", key="docs-langs", type=click.Choice(LANGUAGES), multiple=True)
@_option("--since", key="docs-since", type=_PATH, metavar="POLICY")
@_option("--mutation", key="docs-mutation", type=_PATH, metavar="FILE")
@_option("--mutate", key="docs-mutate", is_flag=True)
@_option("--no-proofs", key="docs-no-proofs", is_flag=True)
def docs(
    policy: Path | None,
    features: tuple[Path, ...],
    out: Path,
    languages: tuple[Language, ...],
    since: Path | None,
    mutation: Path | None,
    mutate: bool,
    no_proofs: bool,
) -> None:
    """Build the living documentation."""
    from adieu.commands.docs import Request, languages_of
    from adieu.commands.docs import docs as run
    from adieu.commands.terminal import default_policy

    path = policy or default_policy()
    wanted = languages_of(languages)
    said = languages[0] if len(wanted) == 1 else HERE
    sys.exit(
        run(Request(path, features, out, wanted, since, mutation, mutate, not no_proofs, said))
    )


@app.command(help=_help("new"))
@click.argument("folder", type=_PATH, metavar="DIR")
@_lang
def new(folder: Path, lang: Language) -> None:
    """Make a firm's folder."""
    from adieu.commands.new import new as run

    sys.exit(run(folder, lang))


@app.command("new-rule", help=_help("new-rule"))
@click.argument("rule", metavar="ID")
@_policy
@_lang
def new_rule(rule: str, policy: Path | None, lang: Language) -> None:
    """Add a rule to a policy."""
    from adieu.commands.new_rule import new_rule as run

    sys.exit(run(rule, policy, lang))


def _listed(_: click.Context, __: click.Parameter, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Names that are parted by commas, in one option or in several."""
    names = (one.strip() for text in texts for one in text.split(","))
    return tuple(dict.fromkeys(filter(None, names)))


@app.command(help=_help("portfolio"))
@click.argument("source", default="clients", metavar="[SOURCE]")
@_policy
@_option("--as-of", key="as-of", callback=_day, metavar="DATE")
@_option("--facts", key="facts", multiple=True, callback=_listed, metavar="FACT,...")
@_option("--out", key="portfolio-out", type=_PATH, metavar="FILE")
@_option("--memory", key="memory", metavar="SIZE")
@_option(
    "--engine", key="engine", type=click.Choice(("duckdb", "spark")), default="duckdb",
    show_default=True,
)  # fmt: skip
@_option("--skip-bad-rows", key="skip-bad-rows", is_flag=True)
@_option("--currency", key="currency", default="", metavar="EUR")
@_option("--report", key="portfolio-report", type=_PATH, metavar="DIR")
@_option("--reports", key="portfolio-reports", metavar="VERDICT")
@_option("--without", key="without", multiple=True, callback=_listed, metavar="ID,...")
@_option("--lang", "languages", key="langs", type=click.Choice(LANGUAGES), multiple=True)
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
    from adieu.commands.terminal import default_policy

    said = tuple(dict.fromkeys(languages)) or (HERE,)
    request = Request(
        source, policy or default_policy(), as_of, facts, out, memory, engine, skip_bad_rows, said,
        report, reports, without, currency,
    )  # fmt: skip
    sys.exit(run(request))


@app.command(help=_help("sql"))
@click.argument("source", required=False, metavar="[SOURCE]")
@_option(
    "--dialect", key="dialect", type=click.Choice(("duckdb", "spark", "postgres")),
    default="duckdb", show_default=True,
)  # fmt: skip
@_policy
@_option("--as-of", key="as-of", callback=_day, metavar="DATE")
@_option("--facts", key="facts", multiple=True, callback=_listed, metavar="FACT,...")
@_lang
def sql(
    source: str | None,
    dialect: str,
    policy: Path | None,
    as_of: date | None,
    facts: tuple[str, ...],
    lang: Language,
) -> None:
    """Print a policy as SQL."""
    from adieu.commands.portfolio import print_sql
    from adieu.commands.terminal import default_policy

    sys.exit(print_sql(source, policy or default_policy(), dialect, facts, as_of, lang))


@app.command(help=_help("schema"))
@click.argument("kind", type=click.Choice(("policy", "client", "tables")), default="policy")
@_policy
@_lang
def schema(kind: str, policy: Path | None, lang: Language) -> None:
    """Print a JSON Schema."""
    from adieu.commands.schema import schema as run
    from adieu.commands.terminal import default_policy

    sys.exit(run(kind, policy or default_policy(), lang))


@app.command(help=_help("completion"))
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the script that completes commands and options in a shell."""
    from click.shell_completion import get_completion_class

    complete = get_completion_class(shell)
    assert complete is not None
    print(complete(app, {}, "adieu", "_ADIEU_COMPLETE").source())


def main() -> None:
    """Run the command line; an interruption ends in one line."""
    try:
        app(prog_name="adieu")
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(DONE)
    except KeyboardInterrupt:
        print(say(HERE, "interrupted"), file=sys.stderr)
        sys.exit(UNUSABLE)
