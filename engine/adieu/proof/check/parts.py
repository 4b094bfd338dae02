"""A rule + a place in it → its conditions there, each with the path under which it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from adieu import expression as ex

Way = tuple[int, ...]
"""The way to a condition from a row of them: the position in each group on the way."""


def leaves(row: tuple[ex.Condition, ...], way: Way = ()) -> Iterator[tuple[Way, ex.Condition]]:
    """The conditions without parts, in the order in which they stand."""
    for index, condition in enumerate(row):
        parts = ex.parts_of(condition)
        if parts:
            yield from leaves(parts, (*way, index))
        elif not isinstance(condition, ex.Group):
            yield (*way, index), condition


def conjuncts(row: tuple[ex.Condition, ...], way: Way = ()) -> Iterator[tuple[Way, ex.Condition]]:
    """What has to hold, each by itself: the conditions, and those in groups of ``all``."""
    for index, condition in enumerate(row):
        if isinstance(condition, ex.All):
            yield from conjuncts(condition.parts, (*way, index))
        else:
            yield (*way, index), condition


def without(
    row: tuple[ex.Condition, ...], gone: frozenset[Way], way: Way = ()
) -> tuple[ex.Condition, ...] | None:
    """The row with these conditions left out, and every group that is empty then.

    Nothing where a group would ask for more conditions than it has left.
    """
    kept = []
    for index, condition in enumerate(row):
        here = (*way, index)
        if here in gone:
            continue
        if not any(one[: len(here)] == here for one in gone):
            kept.append(condition)
            continue
        parts = without(ex.parts_of(condition), gone, here)
        if parts is None:
            return None
        if parts:
            rebuilt = _of_parts(condition, parts)
            if rebuilt is None:
                return None
            kept.append(rebuilt)
    return tuple(kept)


def _of_parts(group: ex.Condition, parts: tuple[ex.Condition, ...]) -> ex.Condition | None:
    match group:
        case ex.All():
            return ex.All(parts)
        case ex.AnyOf():
            return ex.AnyOf(parts)
        case ex.NoneOf():
            return ex.NoneOf(parts)
        case ex.AtLeast(count):
            return ex.AtLeast(count, parts) if count <= len(parts) else None
        case ex.Compare() | ex.OneOf() | ex.IsUnknown() | ex.IsOpen() | ex.Within():
            return group
        case _:
            assert_never(group)


def gathered(row: tuple[ex.Condition, ...], gone: frozenset[Way], way: Way = ()) -> Iterator[Way]:
    """The same conditions, a group that loses all of its own in their stead."""
    for index, condition in enumerate(row):
        here, parts = (*way, index), ex.parts_of(condition)
        inside = {one for one, _ in leaves(parts, here)} if parts else {here}
        if inside and inside <= gone:
            yield here
        elif parts:
            yield from gathered(parts, gone, here)
