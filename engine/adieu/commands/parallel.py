"""A function + many items → its results in order, on every core where that pays."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

WORTH = 16
"""Below so many items, starting processes costs more than it saves."""

_work: tuple[Callable[[Any], object], Sequence[Any]] | None = None


def in_parallel(
    do: Callable[[Item], Result], items: Sequence[Item], worth: int = WORTH, chunk: int = 4
) -> Iterator[Result]:
    """The results in the order of the items; in one process where they are few or cannot be shared.

    Processes are forked, so that what was read is shared and only results travel.

    Args:
        do: What makes a result of an item.
        items: What to do it with.
        worth: Below so many items one process does them all.
        chunk: So many items a process takes at a time.
    """
    workers = min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1, 8)
    if len(items) < worth or workers < 2 or not sys.platform.startswith("linux"):
        yield from map(do, items)
        return
    import multiprocessing

    global _work
    _work = (do, items)
    try:
        with multiprocessing.get_context("fork").Pool(workers, _let_the_parent_end_it) as pool:
            yield from pool.imap(_do, range(len(items)), chunksize=chunk)
    finally:
        _work = None


def _let_the_parent_end_it() -> None:
    """Leave Ctrl-C to the process that was started, which ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _do(index: int) -> object:
    assert _work is not None
    do, items = _work
    return do(items[index])
