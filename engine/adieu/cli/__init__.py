"""The command line: options → what each command does, imported when it is used."""

from __future__ import annotations

import sys

import click

from adieu import __version__
from adieu.cli import clients, options, policies
from adieu.cli.options import help_of
from adieu.commands.terminal import DONE, UNUSABLE, say

SHELLS = ("bash", "zsh", "fish")


@click.group(help=help_of("adieu"), context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(version)s", help=help_of("version"))
def app() -> None:
    """The program."""


for command in (
    clients.review,
    clients.whatif,
    clients.ask,
    clients.portfolio,
    clients.sql,
    policies.check,
    policies.diff,
    policies.test,
    policies.docs,
    policies.new,
    policies.new_rule,
    policies.schema,
):
    app.add_command(command)


@app.command(help=help_of("completion"))
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
        print(say(options.HERE, "interrupted"), file=sys.stderr)
        sys.exit(UNUSABLE)
