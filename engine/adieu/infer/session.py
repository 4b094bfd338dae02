"""A ruleset's definition + messages → the rules that fired, in order, by durable-rules.

Only that part of its C module is used, and only in those ways, that were found to be sound: one
live state per ruleset, explicit ids, one attribute a message, facts asserted and never taken back.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import Protocol, TypeVar, cast

HANDLED, NOT_HANDLED = 0, 1
_WARM = "warm"
_KEPT = 8 * 2**20

LOCK = threading.RLock()
"""Held for a whole inference: the engine's module has no protection of its own."""


class EngineFailure(Exception):
    """The engine failed, or did not reach an outcome: no verdict then, and never a guess."""


class _Module(Protocol):
    """What is used of the C module."""

    def create_ruleset(self, name: str, definition: str) -> int: ...
    def delete_ruleset(self, handle: int) -> None: ...
    def assert_fact(self, handle: int, message: str) -> tuple[int, int]: ...
    def start_action_for_state(self, handle: int, state: int) -> tuple[str, str] | None: ...
    def complete_and_start_action(self, handle: int, state: int) -> str | None: ...
    def delete_state(self, handle: int, sid: str | None) -> None: ...


@cache
def _module() -> _Module | None:
    """The C module, or nothing where it cannot be imported."""
    # To free a large block once makes the allocator of the C library keep smaller ones for reuse;
    # without, the memory of every session goes back to the system and comes again.
    bytearray(_KEPT)
    flags = sys.getdlopenflags() if hasattr(sys, "getdlopenflags") else None
    try:
        if flags is not None:
            # It names a function that Python 3.13 no longer has, and never calls it.
            sys.setdlopenflags(os.RTLD_LAZY)
        return cast(_Module, import_module("durable_rules_engine"))
    except ImportError:
        return None
    finally:
        if flags is not None:
            sys.setdlopenflags(flags)


VERSION = "2.0.28"
"""The version that was found to be sound in the part that is used; the only one installed."""


@cache
def engine_name() -> str | None:
    """The engine and its version, or nothing where it cannot be imported."""
    if _module() is None:
        return None
    return f"durable-rules {VERSION}"


Concluded = TypeVar("Concluded")


class Ruleset:
    """A ruleset of the engine, created when it first runs and deleted with the object."""

    def __init__(self, rules: Mapping[str, Mapping[str, object]]) -> None:
        warm = {_WARM: {"all": [{"m": {_WARM: 1}}]}}
        self._definition = json.dumps({**rules, **warm})
        self._handle: int | None = None

    def run(
        self,
        messages: Sequence[str],
        chained: Mapping[str, str],
        conclusions: Mapping[str, Concluded],
        ends: frozenset[Concluded],
    ) -> list[Concluded]:
        """What was concluded from these messages, each conclusion once, in the order of firing.

        ``chained`` holds the message that a rule's conclusion asserts, ``ends`` the conclusions
        that end the session.

        Raises:
            EngineFailure: whenever the engine does not work as it should.
        """
        with LOCK, self._guarded() as engine:
            handle, state = self._created(engine), 0
            asserted = set()
            for message in messages:
                state = _assert(engine, handle, message)
                asserted.add(message)
            concluded: dict[Concluded, None] = {}
            started = engine.start_action_for_state(handle, state) if messages else None
            action = started[1] if started else None
            while action is not None:
                rule = action[2 : action.index('"', 2)]
                concluded[conclusions[rule]] = None
                if conclusions[rule] in ends:
                    break
                message = chained.get(rule, "")
                if message and message not in asserted:
                    asserted.add(message)
                    _assert(engine, handle, message)
                action = engine.complete_and_start_action(handle, state)
            if messages:
                engine.delete_state(handle, None)
            return list(concluded)

    def _created(self, engine: _Module) -> int:
        if self._handle is None:
            handle = engine.create_ruleset("adieu", self._definition)
            # Deleting a state in which no action ever ran ends the process: run one first.
            state = _assert(engine, handle, f'{{"id":"1","{_WARM}":1}}')
            if engine.start_action_for_state(handle, state) is None:
                raise EngineFailure("the engine does not fire")
            engine.complete_and_start_action(handle, state)
            engine.delete_state(handle, None)
            self._handle = handle
            weakref.finalize(self, engine.delete_ruleset, handle).atexit = False
        return self._handle

    @contextmanager
    def _guarded(self) -> Iterator[_Module]:
        """The module; on any error the ruleset, whose state is then in doubt, is not used again."""
        engine = _module()
        if engine is None:
            raise EngineFailure("durable-rules cannot be imported")
        try:
            yield engine
        except Exception as error:
            self._handle = None
            raise EngineFailure(f"durable-rules: {error}") from error


def _assert(engine: _Module, handle: int, message: str) -> int:
    result, state = engine.assert_fact(handle, message)
    if result not in (HANDLED, NOT_HANDLED):
        raise EngineFailure(f"a message was refused ({result}): {message}")
    return state
