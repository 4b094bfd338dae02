"""Truths that may be unknown → what they say together: Kleene's logic, which is SQL's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sqlglot import exp

from adieu.logic import Truth
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql.nouns import MAYBE, NO, YES, Test
from adieu.portfolio.sql.trees import Sql


def all_of(tests: Iterable[Test]) -> Test:
    """Kleene's conjunction."""
    listed = list(tests)
    return joined(t.conjunction(one.sql for one in listed), listed)


def any_of(tests: Iterable[Test]) -> Test:
    """Kleene's disjunction."""
    listed = list(tests)
    return joined(t.disjunction(one.sql for one in listed), listed)


def joined(piece: Sql, tests: Iterable[Test]) -> Test:
    """What tests joined say; sure where all of them are, or where some decide it."""
    return Test(piece, isinstance(piece, exp.Boolean) or all(one.sure for one in tests))


def denied(one: Test) -> Test:
    """Kleene's negation."""
    return Test(t.negation(one.sql), one.sure)


def signed(one: Test, negated: bool) -> Test:
    """The truth itself or its negation."""
    return denied(one) if negated else one


def at_least_of(count: int, tests: list[Test], let: Callable[[str, Sql], Sql]) -> Test:
    """Whether at least so many of them are true."""
    if count <= 1 or count >= len(tests):
        if count <= 0:
            return YES
        if count > len(tests):
            return NO
        return any_of(tests) if count == 1 else all_of(tests)
    pieces = [let("part", one.sql) for one in tests]
    limit = exp.Literal.number(count)
    enough = t.related(tally(t.certain(one) for one in pieces), ">=", limit)
    if all(one.sure for one in tests):
        return Test(enough, True)
    short = t.related(tally(t.possible(one) for one in pieces), "<", limit)
    yes, no = exp.Boolean(this=True), exp.Boolean(this=False)
    return Test(t.case([(enough, yes), (short, no)]))


def tally(truths: Iterable[Sql]) -> Sql:
    """How many of them are true."""
    found: Sql | None = None
    sure = 0
    for truth in truths:
        if isinstance(truth, exp.Boolean):
            sure += bool(truth.this)
            continue
        one = t.case([(truth, exp.Literal.number(1))], exp.Literal.number(0))
        found = one if found is None else exp.Add(this=found, expression=one)
    if found is None:
        return exp.Literal.number(sure)
    return exp.Add(this=found, expression=exp.Literal.number(sure)) if sure else found


def truth(value: Truth) -> Test:
    """A truth that is known beforehand."""
    return {Truth.TRUE: YES, Truth.FALSE: NO, Truth.UNKNOWN: MAYBE}[value]
