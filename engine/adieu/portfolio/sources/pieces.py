"""Small pieces of DuckDB's SQL that texts are read with."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlglot import exp

from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.trees import Sql

BLANKS = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
"""What Python's ``str.strip`` takes off."""
BLANK = "[" + "".join(rf"\x{{{ord(one):x}}}" for one in BLANKS) + "]"
"""The same as a class of RE2, which DuckDB's regular expressions are."""

YES: Sql = exp.true()
NO: Sql = exp.false()

Let = Callable[[str, Sql], Sql]
"""Gives a piece that is used several times a name, so that it is worked out once."""


def inline(_: str, piece: Sql) -> Sql:
    """No name: the piece itself, wherever it is used."""
    return piece


def call(name: str, *arguments: Sql) -> Sql:
    """A function of DuckDB's by its name."""
    return exp.Anonymous(this=name, expressions=[t.own(one) for one in arguments])


def choose(branches: Iterable[tuple[Sql, Sql]], otherwise: Sql | None = None) -> Sql:
    """The first branch whose condition holds."""
    return t.case(branches, otherwise)


def trimmed(text: Sql, spaces_only: bool = False) -> Sql:
    """A text without blanks around it; ``""`` for NULL.  Spaces alone are taken off faster."""
    known = t.function(exp.Coalesce, text, t.text(""))
    return call("trim", known) if spaces_only else call("trim", known, t.text(BLANKS))


def one_of(text: Sql, words: Iterable[str]) -> Sql:
    """Whether a text is one of these words; of none, false."""
    listed = [t.text(one) for one in words]
    return exp.In(this=t.wrapped(text), expressions=listed) if listed else NO


def fully(text: Sql, pattern: str) -> Sql:
    """Whether the whole of a text is as a regular expression says."""
    return call("regexp_full_match", text, t.text(pattern))


def literal(text: str) -> str:
    """A text as a regular expression that means just it."""
    return "".join(
        one if one.isascii() and one.isalnum() else rf"\x{{{ord(one):x}}}" for one in text
    )
