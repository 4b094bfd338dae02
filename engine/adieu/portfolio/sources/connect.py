"""A limit of memory and a folder for what does not fit → a DuckDB that keeps to them.

Nothing is installed and nothing loaded over the network: what a source needs has to be there.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import duckdb
from sqlglot import exp

from adieu.portfolio.sources.nouns import Connection
from adieu.quantities import Unreadable

_UNITS = {"KB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12,
          "KIB": 2**10, "MIB": 2**20, "GIB": 2**30, "TIB": 2**40}  # fmt: skip
_LEAST = 200_000_000
_OWN = 350_000_000
"""What the program itself takes beside the tables: the interpreter, DuckDB's and Arrow's code."""


def memory_bytes(text: str) -> int:
    """How many bytes a size such as ``2GB`` or ``512 MB`` is.

    Raises:
        Unreadable: where it is no size, or less than anything can be done with.
    """
    match = re.fullmatch(r"([0-9]{1,6}(?:\.[0-9]{1,3})?)\s*([KMGT]i?B)", text.strip(), re.I)
    if match is None:
        raise Unreadable("memory")
    size = int(float(match[1]) * _UNITS[match[2].upper()])
    if size < _LEAST:
        raise Unreadable("memory-least", least="200MB")
    return size


_WRAPPED = re.compile(r'\{"exception_type":.*?"exception_message":("(?:[^"\\]|\\.)*").*\}')


def problem_of(error: Exception) -> str:
    """What DuckDB says is wrong, in one line."""
    first = " ".join(str(error).split("\n", 1)[0].split())
    wrapped = _WRAPPED.search(first)
    return str(json.loads(wrapped[1])) if wrapped else first


def connect(
    memory: int | None = None, spill: Path | None = None, out: Path | None = None
) -> Connection:
    """A DuckDB of its own, which knows how far it is and prints nothing.

    Args:
        memory: How many bytes the whole program may use; DuckDB's own limit where left out.
        spill: The folder for what does not fit, made when it is needed.
        out: The folder that is written to, whatever else a source may not open.
    """
    settings: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
    }
    if memory is not None:
        left = max(memory - _OWN, memory // 2)
        settings["memory_limit"] = f"{left // 10**6}MB"
    if spill is not None:
        settings["temp_directory"] = str(spill)
    duck = duckdb.connect(config=settings)
    duck.execute("SET enable_progress_bar = true")
    duck.execute("SET enable_progress_bar_print = false")
    if out is not None:
        folder = exp.Literal.string(f"{out.absolute()}/").sql("duckdb")
        duck.execute(f"SET allowed_directories = [{folder}]")
    duck.execute("CREATE SCHEMA found")
    return Connection(duck)
