"""adieu: which clients should a firm part with, and why.

Declarative rules in, explained verdicts out.  From Python: ``load_policy``, ``review``, ``decide``
and ``portfolio``; see ``adieu.api``.
"""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers take it to be true; typing itself need not be imported
if TYPE_CHECKING:
    from adieu.api import (
        Answer,
        Decision,
        FactError,
        InputError,
        Policy,
        Review,
        UnknownFact,
        WrongType,
        WrongValue,
        decide,
        load_policy,
        review,
    )
    from adieu.portfolio.arrow import portfolio

__version__ = "0.1.0"
__all__ = [
    "Answer",
    "Decision",
    "FactError",
    "InputError",
    "Policy",
    "Review",
    "UnknownFact",
    "WrongType",
    "WrongValue",
    "__version__",
    "decide",
    "load_policy",
    "portfolio",
    "review",
]


def __getattr__(name: str) -> object:
    """The names of ``adieu.api``, imported when the first of them is asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    if name == "portfolio":
        return import_module("adieu.portfolio")  # the room can be called
    api = import_module("adieu.api")
    found = {one: getattr(api, one) for one in __all__ if hasattr(api, one)}
    globals().update(found)
    return found[name]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
