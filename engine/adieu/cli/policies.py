"""Options + a policy → whether it is sound, what changed, whether its examples hold; a new one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import click

from adieu.cli import options
from adieu.cli.options import (
    PATH,
    help_of,
    option,
    with_lang,
    with_policy,
)
from adieu.commands.terminal import default_policy
from adieu.language import LANGUAGES, Language


@click.command(help=help_of("check"))
@click.argument("policy", required=False, type=PATH)
@with_lang
@option(
    "--format", "format_", key="check-format", type=click.Choice(("text", "json")),
    default="text", show_default=True,
)  # fmt: skip
@option("--witnesses", key="witnesses", type=PATH, metavar="DIR")
@option("--seconds", key="seconds", type=click.FloatRange(0.001), default=5, show_default=True)
@option("--no-proofs", key="no-proofs", is_flag=True)
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

    path = policy or default_policy()
    sys.exit(run(Request(path, lang, format_, witnesses, None if no_proofs else seconds)))


@click.command(help=help_of("diff"))
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
@option("--clients", key="diff-clients", type=PATH, multiple=True)
@option(
    "--format", "format_", key="diff-format", type=click.Choice(("text", "md", "json")),
    default="text", show_default=True,
)  # fmt: skip
@with_lang
@option("--seconds", key="seconds", type=click.FloatRange(0.001), default=5, show_default=True)
@option("--fail-on", key="diff-fail-on", type=click.Choice(("stricter", "milder", "mixed", "any")))
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


@click.command(help=help_of("test"))
@click.argument("features", nargs=-1, type=PATH, metavar="[FEATURES]...")
@with_policy
@option("-k", "keyword", key="keyword", metavar="EXPRESSION")
@option("-m", "marks", key="marks", metavar="EXPRESSION")
@option("--junit", key="junit", type=PATH, metavar="FILE")
@option("-n", "workers", key="workers", metavar="N")
@option("--coverage", key="coverage", is_flag=True)
@option("--mutate", key="mutate", is_flag=True)
@option("--write", key="write", type=PATH, metavar="DIR")
@option("--min-mutation", "least", key="min-mutation", type=click.FloatRange(0, 100), metavar="N")
@option("--watch", key="watch", is_flag=True)
@option(
    "--format", "format_", key="test-format", type=click.Choice(("text", "json")),
    default="text", show_default=True,
)  # fmt: skip
@with_lang
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


@click.command(help=help_of("docs"))
@with_policy
@option("--features", key="docs-features", type=PATH, multiple=True, metavar="PATH")
@option("--out", key="docs-out", type=PATH, default="site", show_default=True, metavar="DIR")
@option("--lang", "languages", key="docs-langs", type=click.Choice(LANGUAGES), multiple=True)
@option("--since", key="docs-since", type=PATH, metavar="POLICY")
@option("--mutation", key="docs-mutation", type=PATH, metavar="FILE")
@option("--mutate", key="docs-mutate", is_flag=True)
@option("--no-proofs", key="docs-no-proofs", is_flag=True)
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

    path = policy or default_policy()
    wanted = languages_of(languages)
    said = languages[0] if len(wanted) == 1 else options.HERE
    sys.exit(
        run(Request(path, features, out, wanted, since, mutation, mutate, not no_proofs, said))
    )


@click.command(help=help_of("new"))
@click.argument("folder", type=PATH, metavar="DIR")
@with_lang
def new(folder: Path, lang: Language) -> None:
    """Make a firm's folder."""
    from adieu.commands.new import new as run

    sys.exit(run(folder, lang))


@click.command("new-rule", help=help_of("new-rule"))
@click.argument("rule", metavar="ID")
@with_policy
@with_lang
def new_rule(rule: str, policy: Path | None, lang: Language) -> None:
    """Add a rule to a policy."""
    from adieu.commands.new_rule import new_rule as run

    sys.exit(run(rule, policy, lang))


@click.command(help=help_of("schema"))
@click.argument("kind", type=click.Choice(("policy", "client", "tables")), default="policy")
@with_policy
@with_lang
def schema(kind: str, policy: Path | None, lang: Language) -> None:
    """Print a JSON Schema."""
    from adieu.commands.schema import schema as run

    sys.exit(run(kind, policy or default_policy(), lang))
