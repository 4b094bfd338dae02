"""The state of a client → one whole number, and how each part of it is read back."""

from __future__ import annotations

from msgspec import Struct
from sqlglot import exp

from adieu.portfolio.sql import rules as r
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql import verdicts as v
from adieu.portfolio.sql.nouns import Test
from adieu.portfolio.sql.trees import Sql

INTEGER_BITS = 31
"""From so many bits on a whole number is a BIGINT."""


class Packed(Struct, frozen=True):
    """A state in the bits of one number, and how each part of it is read back."""

    number: Sql
    state: v.State


def packed(rows: v.Rows, state: v.State, name: str) -> Packed | None:
    """A state in one number, read back from a column; nothing where it does not fit."""
    if rows.mixed:
        return None
    pieces: list[Sql] = []
    used = 0

    def stored(piece: Sql, bits: int) -> Sql:
        nonlocal used
        wide = used + bits >= INTEGER_BITS
        if wide or not isinstance(piece, exp.Case):
            piece = t.as_type(piece, "bigint" if wide else "int")
        if used:
            piece = t.binary(exp.Mul, piece, exp.Literal.number(1 << used))
        pieces.append(piece)
        column: Sql = t.column(name)
        if used:
            column = exp.BitwiseRightShift(this=column, expression=exp.Literal.number(used))
        used += bits
        return r.bits_of(column, (1 << bits) - 1)

    def truth(test: Test) -> Test:
        if isinstance(test.sql, exp.Null | exp.Boolean):
            return test
        two, one, zero = (exp.Literal.number(index) for index in (2, 1, 0))
        if test.sure:
            kept = stored(t.case([(test.sql, one)], zero), 1)
            return Test(t.related(kept, "=", one), True)
        kept = stored(t.case([(test.sql, two), (t.is_null(test.sql), one)], zero), 2)
        yes, no = exp.Boolean(this=True), exp.Boolean(this=False)
        return Test(t.case([(t.related(kept, "=", two), yes), (t.related(kept, "=", zero), no)]))

    def count(piece: Sql, group: v.Group) -> Sql:
        if isinstance(piece, exp.Literal):
            return piece
        one, zero = exp.Literal.number(1), exp.Literal.number(0)
        if group.most == 1 and (bits := t.bits_counted(piece)) is not None:
            some = t.related(bits, "!=", zero)
            return stored(t.case([(some, one)], zero), 1)
        most = group.most if state.too_many == exp.Boolean(this=False) else len(group.rules)
        if most < len(group.rules):
            piece = t.function(exp.Least, piece, exp.Literal.number(most))
        return stored(piece, most.bit_length())

    gates = {one: truth(test) for one, test in state.gates.items()}
    atoms = tuple(truth(test) for test in state.atoms)
    groups = []
    for group, sorts in zip(rows.groups, state.groups, strict=True):
        first, second, third, fourth = (count(piece, group) for piece in sorts)
        groups.append((first, second, third, fourth))
    too_many = truth(Test(state.too_many, True)).sql
    if used > r.MASK_BITS:
        return None
    number: Sql = exp.Literal.number(0)
    for one in pieces:
        number = one if number == exp.Literal.number(0) else exp.Add(this=number, expression=one)
    return Packed(t.as_type(number, "bigint"), v.State(gates, atoms, tuple(groups), too_many))
