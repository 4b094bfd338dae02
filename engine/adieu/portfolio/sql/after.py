"""A count of records that came after another → whether there is one, from the last alone.

Where only whether there is one is asked, no record is compared with any other: the last of them
came after the first about the matter, or none did.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.portfolio.sql.earlier import EarlierQueries
from adieu.portfolio.sql.enough import asks_for_one


class After(Struct, frozen=True):
    """Records that belong by all of ``rest``, and came after the first that ``node`` is about."""

    rest: ex.Condition
    node: ex.Earlier


def after(policy: p.Policy, where: ex.Condition, queries: EarlierQueries) -> After | None:
    """A condition taken apart; nothing where it does not ask for one earlier record."""
    rest: list[ex.Condition] = []
    found: list[ex.Earlier] = []
    for part in _parts(where):
        match part:
            case ex.Compare(ex.Earlier() as node, (">=" | ">")) if asks_for_one(
                part, policy
            ) and queries.first_enough(node):
                found.append(node)
            case _:
                rest.append(part)
    if len(found) != 1:
        return None
    return After(rest[0] if len(rest) == 1 else ex.All(tuple(rest)), found[0])


def _parts(where: ex.Condition) -> Iterator[ex.Condition]:
    """The conditions of which all must hold."""
    if not isinstance(where, ex.All):
        yield where
        return
    for part in where.parts:
        yield from _parts(part)
