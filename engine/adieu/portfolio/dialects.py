"""A statement → its text in a dialect of SQL, what that lacks said in what it has."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlglot import exp

from adieu.portfolio.sql import trees as t


def in_dialect(query: exp.Query, dialect: str, pretty: bool = False) -> str:
    """The text of a statement in a dialect."""
    if dialect in _REWRITES:
        query = query.copy()
        for kind, rewritten in _REWRITES[dialect].items():
            for node in list(query.find_all(kind)):
                node.replace(rewritten(node))
    if dialect in _LONGEST:
        _shorten(query, _LONGEST[dialect])
    return query.sql(dialect, pretty=pretty)


def _shorten(query: exp.Expr, longest: int) -> None:
    """Give each name that is too long another: two that begin alike would become one."""
    names = {one.name: None for one in query.find_all(exp.Identifier)}
    short: dict[str, str] = {}
    for name in names:
        if len(name.encode()) > longest:
            start = name.encode()[: longest - 6].decode(errors="ignore")
            number = len(short) + 1
            while f"{start} {number}" in names:
                number += 1
            short[name] = f"{start} {number}"
    for one in query.find_all(exp.Identifier):
        one.set("this", short.get(one.name, one.name))


def _narrower(kind: exp.Expr) -> exp.Expr:
    """A decimal, where there are no integers of 128 bits."""
    if isinstance(kind, exp.DataType) and kind.this == exp.DataType.Type.INT128:
        return exp.DataType.build("decimal(38, 0)")
    return kind


def _ones(count: exp.Expr) -> exp.Expr:
    """How many bits of a number are set, as the ones among its digits."""
    digits = t.as_type(exp.cast(t.own(count.this), _BITS), "text")
    zero, nothing = exp.Literal.string("0"), exp.Literal.string("")
    return exp.Length(this=exp.Replace(this=digits, expression=zero, replacement=nothing))


_LONGEST = {"postgres": 63}
"""So many bytes has a name at most, where what is longer is cut in silence."""
_BITS = exp.DataType.build("bit(64)", dialect="postgres")
_Rewrite = Callable[[exp.Expr], exp.Expr]
_REWRITES: Mapping[str, Mapping[type[exp.Expr], _Rewrite]] = {
    "spark": {exp.DataType: _narrower},
    "postgres": {exp.DataType: _narrower, exp.BitwiseCount: _ones},
}
