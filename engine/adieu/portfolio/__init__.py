"""A policy + tables of clients → a row a client, by one SQL statement.

The room can be called: ``adieu.portfolio(policy, tables)`` is ``adieu.portfolio.arrow.portfolio``.
"""

from __future__ import annotations

import sys
from types import ModuleType


class _Room(ModuleType):
    """A package that stands for its main function as well."""

    def __call__(self, *arguments: object, **options: object) -> object:
        from adieu.portfolio.arrow import portfolio

        return portfolio(*arguments, **options)  # type: ignore[arg-type]


sys.modules[__name__].__class__ = _Room
