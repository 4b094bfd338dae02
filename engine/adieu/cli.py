"""The command line: options → what each command does.  Everything heavy is imported when it is used."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from adieu import __version__
from adieu.commands.terminal import DONE, UNUSABLE, environment_language, say
from adieu.language import Language

HERE: Language = environment_language()


class Lang(StrEnum):
    """The languages of reports and messages."""

    EN = "en"
    NL = "nl"
    FR = "fr"


class Audience(StrEnum):
    """For whom a report is."""

    INTERNAL = "internal"
    CLIENT = "client"


class Format(StrEnum):
    """What a review can be written as."""

    MD = "md"
    HTML = "html"
    JSON = "json"


class Kind(StrEnum):
    """The kinds of file that have a schema."""

    POLICY = "policy"
    CLIENT = "client"
    TABLES = "tables"


def _help(key: str) -> str:
    return say(HERE, f"help.{key}")


app = typer.Typer(
    help=_help("adieu"),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

PolicyOption = Annotated[Path | None, typer.Option("--policy", help=_help("policy"))]
LangOption = Annotated[Lang, typer.Option("--lang", help=_help("lang"))]


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    from adieu.quantities import Unreadable, day

    try:
        return day(text)
    except Unreadable:
        raise typer.BadParameter(say(HERE, "bad-date", value=text)) from None


@app.command(help=_help("review"))
def review(
    clients: Annotated[list[Path] | None, typer.Argument(help=_help("clients"))] = None,
    policy: PolicyOption = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help=_help("as-of"))
    ] = None,
    lang: Annotated[list[Lang] | None, typer.Option("--lang", help=_help("langs"))] = None,
    audience: Annotated[Audience, typer.Option(help=_help("audience"))] = Audience.INTERNAL,
    format_: Annotated[list[Format] | None, typer.Option("--format", help=_help("format"))] = None,
    out: Annotated[str, typer.Option(help=_help("out"))] = "reports",
    skip_bad_rows: Annotated[
        bool, typer.Option("--skip-bad-rows", help=_help("skip-bad-rows"))
    ] = False,
    fail_on: Annotated[
        str | None, typer.Option("--fail-on", metavar="VERDICT", help=_help("fail-on"))
    ] = None,
) -> None:
    """Review clients."""
    formats = tuple(dict.fromkeys(one.value for one in format_ or [Format.MD]))
    if audience is Audience.CLIENT and "json" in formats:
        raise typer.BadParameter(say(HERE, "json-is-internal"))
    paths = tuple(clients or ([Path("clients")] if Path("clients").is_dir() else []))
    if not paths:
        raise typer.BadParameter(say(HERE, "no-clients"))
    as_of_day = _day(as_of)
    from adieu.commands.review import Request
    from adieu.commands.review import review as run
    from adieu.commands.terminal import default_policy

    request = Request(
        paths,
        policy or default_policy(),
        as_of_day,
        tuple(dict.fromkeys(one.value for one in lang or [])) or (HERE,),
        audience.value,
        formats,
        None if out == "-" else Path(out),
        skip_bad_rows,
        fail_on,
    )
    raise typer.Exit(run(request))


@app.command(help=_help("check"))
def check(
    policy: Annotated[Path | None, typer.Argument(help=_help("policy"))] = None,
    lang: LangOption = Lang(HERE),
) -> None:
    """Check a policy."""
    from adieu.commands.check import check as run
    from adieu.commands.terminal import default_policy

    raise typer.Exit(run(policy or default_policy(), lang.value))


@app.command(help=_help("new"))
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=_help("folder"))],
    lang: LangOption = Lang(HERE),
) -> None:
    """Make a firm's folder."""
    from adieu.commands.new import new as run

    raise typer.Exit(run(folder, lang.value))


@app.command(help=_help("schema"))
def schema(
    kind: Annotated[Kind, typer.Argument(help=_help("kind"))] = Kind.POLICY,
    policy: PolicyOption = None,
    lang: LangOption = Lang(HERE),
) -> None:
    """Print a JSON Schema."""
    from adieu.commands.schema import schema as run
    from adieu.commands.terminal import default_policy

    raise typer.Exit(run(kind.value, policy or default_policy(), lang.value))


def _version(wanted: bool) -> None:
    if wanted:
        print(__version__)
        raise typer.Exit


@app.callback()
def options(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=_help("version"))
    ] = False,
) -> None:
    """Options of the program itself."""


def main() -> None:
    """Run the command line; whatever goes wrong outside our own files ends in one line."""
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(DONE)
    except KeyboardInterrupt:
        print(say(HERE, "interrupted"), file=sys.stderr)
        sys.exit(UNUSABLE)
