"""A key of the catalogue + settings → an option with its help.

What begins with ``with_`` is an option that several commands have.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from adieu.commands.terminal import environment_language, say
from adieu.language import LANGUAGES, Language

HERE: Language = environment_language()
"""The language of the terminal."""
PATH = click.Path(path_type=Path)
Command = TypeVar("Command", bound=Callable[..., None])


def help_of(key: str) -> str:
    """What the program says of a command or an option."""
    return say(HERE, f"help.{key}")


def option(*names: str, key: str, **settings: Any) -> Callable[[Command], Command]:
    """An option whose help stands in the catalogue."""
    return click.option(*names, help=help_of(key), **settings)


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


with_policy = option("--policy", key="policy", type=PATH, metavar="FILE")
with_as_of = option("--as-of", key="as-of", callback=_day, metavar="DATE")
with_lang = option(
    "--lang", key="lang", type=click.Choice(LANGUAGES), default=HERE, show_default=True
)
with_languages = option(
    "--lang", "languages", key="langs", type=click.Choice(LANGUAGES), multiple=True
)
