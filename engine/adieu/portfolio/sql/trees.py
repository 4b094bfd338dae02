"""Pieces of SQL → larger pieces, with what is already decided left out.

Dialect-neutral nodes only.  A node that stands somewhere already is copied, never moved.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from sqlglot import exp

from adieu.quantities import plain

Sql = exp.Expr


def column(name: str, table: str | None = None) -> exp.Column:
    """A column by its quoted name."""
    return exp.column(name, table=table, quoted=True)


def text(value: str) -> Sql:
    """A text as a literal."""
    return exp.Literal.string(value)


def number(value: int | Fraction) -> Sql:
    """A number that has an end in decimals, as a literal."""
    positive = value if value >= 0 else -value
    literal = exp.Literal.number(plain(positive))
    return exp.Neg(this=literal) if value < 0 else literal


def day(value: date) -> Sql:
    """A date as a literal."""
    return exp.cast(exp.Literal.string(value.isoformat()), "date")


def null(of: str = "") -> Sql:
    """NULL, of a type where one is named."""
    return exp.cast(exp.null(), of) if of else exp.null()


def own(node: Sql) -> Sql:
    """The node itself where it stands nowhere yet, else a copy of it."""
    return node.copy() if node.parent else node


def wrapped(node: Sql) -> Sql:
    """The node, in brackets where it would not hold together by itself."""
    loose = exp.Binary | exp.Not | exp.In | exp.Between | exp.Neg
    if isinstance(node, loose) and not isinstance(node, exp.Dot):
        return exp.Paren(this=own(node))
    return own(node)


def binary(kind: type[exp.Binary], left: Sql, right: Sql) -> Sql:
    """An operation on two pieces."""
    return kind(this=wrapped(left), expression=wrapped(right))


_RELATIONS: dict[str, type[exp.Binary]] = {
    ">=": exp.GTE, ">": exp.GT, "<=": exp.LTE, "<": exp.LT, "=": exp.EQ, "!=": exp.NEQ,
}  # fmt: skip


def related(left: Sql, relation: str, right: Sql) -> Sql:
    """A comparison."""
    return binary(_RELATIONS[relation], left, right)


def is_null(node: Sql) -> Sql:
    """Whether something is NULL."""
    return exp.Is(this=wrapped(node), expression=exp.null())


def is_not_null(node: Sql) -> Sql:
    """Whether something is not NULL."""
    return exp.Not(this=is_null(node))


def possible(node: Sql) -> Sql:
    """Whether a truth is not false."""
    return node if isinstance(node, exp.Boolean) else _settled(node, True)


def certain(node: Sql) -> Sql:
    """Whether a truth is true, and not merely unknown."""
    return node if isinstance(node, exp.Boolean) else _settled(node, False)


def _settled(node: Sql, unknown: bool) -> Sql:
    if isinstance(node, exp.Null):
        return exp.Boolean(this=unknown)
    return function(exp.Coalesce, node, exp.Boolean(this=unknown))


def conjunction(parts: Iterable[Sql]) -> Sql:
    """Every part, joined by AND; of nothing, true."""
    return _joined(exp.And, parts, True)


def disjunction(parts: Iterable[Sql]) -> Sql:
    """Any part, joined by OR; of nothing, false."""
    return _joined(exp.Or, parts, False)


def _joined(kind: type[exp.Connector], parts: Iterable[Sql], neutral: bool) -> Sql:
    kept: list[Sql] = []
    for one in parts:
        if isinstance(one, exp.Boolean):
            if bool(one.this) != neutral:
                return exp.Boolean(this=not neutral)
        elif one not in kept:
            kept.append(one)
    if not kept:
        return exp.Boolean(this=neutral)
    other = exp.Or if kind is exp.And else exp.And
    joined = _bracketed(kept[0], other) if len(kept) > 1 else own(kept[0])
    for one in kept[1:]:
        joined = kind(this=joined, expression=_bracketed(one, other))
    return joined


def _bracketed(node: Sql, other: type[exp.Connector]) -> Sql:
    return exp.Paren(this=own(node)) if isinstance(node, other) else own(node)


def negation(node: Sql) -> Sql:
    """NOT, unless what is denied says its contrary itself."""
    match node:
        case exp.Boolean():
            return exp.Boolean(this=not node.this)
        case exp.Null():
            return exp.null()
        case exp.Not():
            inner = own(node.this)
            return inner.this if isinstance(inner, exp.Paren) else inner
    return exp.Not(this=wrapped(node))


def function(kind: type[exp.Func], first: Sql, *others: Sql) -> Sql:
    """A function of several pieces: COALESCE, LEAST, GREATEST."""
    return kind(this=own(first), expressions=[own(one) for one in others])


def case(branches: Iterable[tuple[Sql, Sql]], otherwise: Sql | None = None) -> Sql:
    """The first branch that holds; a branch that never does, or always does, is decided here."""
    ifs: list[exp.If] = []
    default = otherwise
    for condition, result in branches:
        if isinstance(condition, exp.Boolean):
            if condition.this:
                default = result
                break
            continue
        if isinstance(condition, exp.Null):
            continue
        ifs.append(exp.If(this=own(condition), true=own(result)))
    if not ifs:
        return own(default) if default is not None else exp.null()
    return exp.Case(ifs=ifs, default=own(default) if default is not None else None)


def as_type(node: Sql, kind: str) -> Sql:
    """A cast."""
    return exp.cast(own(node), kind)


def count(condition: Sql) -> Sql:
    """How many rows fulfil a condition."""
    rows = exp.Count(this=exp.Star())
    if isinstance(condition, exp.Boolean) and condition.this:
        return rows
    return exp.Filter(this=rows, expression=exp.Where(this=own(condition)))


def bits_counted(node: Sql) -> Sql | None:
    """The bits of which a piece is the number; nothing where it is something else."""
    inner = node.this if isinstance(node, exp.Cast) else node
    return exp.Paren(this=own(inner.this)) if isinstance(inner, exp.BitwiseCount) else None


def aliased(node: Sql, name: str, comment: str = "") -> Sql:
    """A piece under a name, with a remark where there is one to make."""
    named = exp.alias_(own(node), name, quoted=True, copy=False)
    if comment:
        named.add_comments([comment])
    return named


def values(rows: Iterable[Iterable[Sql]], name: str, names: Iterable[str]) -> Sql:
    """A table of constants."""
    tuples = [exp.Tuple(expressions=[own(one) for one in row]) for row in rows]
    alias = exp.TableAlias(
        this=exp.to_identifier(name, quoted=True),
        columns=[exp.to_identifier(one, quoted=True) for one in names],
    )
    return exp.Values(expressions=tuples, alias=alias)


def qualified(node: Sql, table: str) -> Sql:
    """A piece whose columns are those of a table."""
    node = node.copy()
    for one in list(node.find_all(exp.Column)):
        if not one.table:
            one.set("table", exp.to_identifier(table, quoted=True))
    return node


def constant(node: Sql) -> bool:
    """Whether a piece is a name or a constant: nothing is gained by naming it."""
    inner = node.this if isinstance(node, exp.Cast | exp.Neg) else node
    if isinstance(node, exp.Column):
        return True
    return isinstance(inner, exp.Literal | exp.Null | exp.Boolean)
