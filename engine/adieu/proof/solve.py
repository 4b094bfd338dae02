"""Formulas → a model, the proof that there is none, or the end of the time that there is.

How a question is solved stands here, what is asked stands elsewhere.  The same question gives the
same model: seeds are fixed, and formulas come in a fixed order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import z3

from adieu.proof.terms import Formula, conj

Told = TypeVar("Told")
SECONDS = 5.0
"""How long a question may take."""


class TimeIsUp(Exception):
    """The question was not settled within its time."""


class Solver:
    """Answers questions about everything that fulfils the constraints."""

    def __init__(self, constraints: Iterable[Formula], seconds: float = SECONDS) -> None:
        self._solver = z3.Solver()
        self._solver.set("timeout", max(1, int(seconds * 1000)))
        self._solver.set("random_seed", 0)
        self._empty = False
        self.add(constraints)

    def add(self, constraints: Iterable[Formula]) -> None:
        """Constrain everything that is asked from now on."""
        whole = conj(constraints)
        if whole is False:
            self._empty = True
        elif whole is not True:
            self._solver.add(whole)

    @contextmanager
    def narrowed(self, *wanted: Formula) -> Iterator[None]:
        """Ask only about what fulfils this too, and what is added meanwhile."""
        empty = self._empty
        self._solver.push()
        try:
            self.add(wanted)
            yield
        finally:
            self._solver.pop()
            self._empty = empty

    def model(self, *wanted: Formula) -> z3.ModelRef | None:
        """A model in which everything wanted holds; nothing where there is none.

        Raises:
            TimeIsUp: where neither could be found out in time.
        """
        return self._asked(wanted, self._solver.model)

    def allows(self, *wanted: Formula) -> bool:
        """Whether there is such a model; which one it would be costs more time to say.

        Raises:
            TimeIsUp: where neither could be found out in time.
        """
        return self._asked(wanted, lambda: True) is not None

    def _asked(self, wanted: Iterable[Formula], told: Callable[[], Told]) -> Told | None:
        whole = conj(wanted)
        if self._empty or whole is False:
            return None
        self._solver.push()
        try:
            if whole is not True:
                self._solver.add(whole)
            answer = self._solver.check()
            if answer == z3.sat:
                return told()
            if answer == z3.unsat:
                return None
            raise TimeIsUp(self._solver.reason_unknown())
        finally:
            self._solver.pop()
