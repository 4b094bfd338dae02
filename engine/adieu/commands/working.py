"""A long query → its result, with a progress bar on a terminal; Ctrl-C ends it at once."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, TypeVar

from adieu.commands import terminal as t
from adieu.language import Language

if TYPE_CHECKING:
    from adieu.portfolio.sources.nouns import Connection

Result = TypeVar("Result")
_PATIENCE = 3.0
"""So many seconds a query that is interrupted may take to notice."""


class _Work(threading.Thread, Generic[Result]):
    """Does something beside the main thread, which waits for Ctrl-C meanwhile."""

    def __init__(self, do: Callable[[], Result]) -> None:
        super().__init__(daemon=True)
        self.do = do
        self.done = threading.Event()
        self.results: list[Result] = []
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.results.append(self.do())
        except BaseException as error:  # it is raised again where the result is asked for
            self.error = error
        finally:
            self.done.set()


def work(
    connection: Connection,
    do: Callable[[], Result],
    language: Language,
    give_up: Callable[[], None],
) -> Result:
    """What a function that queries the connection returns.

    Args:
        connection: What is queried, and interrupted.
        do: The function.
        language: The language of the progress bar.
        give_up: Cleans up where the query does not notice that it was interrupted.

    Raises:
        KeyboardInterrupt: where the user ends it.
    """
    working = _Work(do)
    working.start()
    try:
        with _progress(connection, language) as show:
            while not working.done.wait(0.1):
                show()
    except KeyboardInterrupt:
        connection.stop()
        if not working.done.wait(_PATIENCE):
            give_up()
            print(t.say(language, "interrupted"), file=sys.stderr, flush=True)
            os._exit(t.UNUSABLE)
        raise
    if working.error is not None:
        raise working.error
    return working.results[0]


@contextmanager
def ended_politely() -> Iterator[None]:
    """Who is told to end (SIGTERM) ends as by Ctrl-C, and leaves nothing behind."""

    def end(*_: object) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _progress(connection: Connection, language: Language) -> Iterator[Callable[[], None]]:
    """A bar on a terminal; DuckDB says how far it is."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(t.say(language, "reviewing"), total=100)

        def show() -> None:
            done = connection.duck.query_progress()
            if done >= 0:
                progress.update(task, completed=done)

        yield show
