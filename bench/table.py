"""Rows → a Markdown table, and the file of results in which each benchmark has its part."""

from __future__ import annotations

import platform
import re
from collections.abc import Sequence
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HEAD = """# Benchmarks

Every comparison below ran side by side on one machine, in turns; the ratios are medians of paired
rounds.  `make bench-decide` and `make bench-portfolio` measure again and write this page.
"""


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table; every column but the first is set to the right."""
    widths = [max(len(row[index]) for row in (head, *rows)) for index in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        padded = [
            cell.ljust(width) if not index else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(cells, widths, strict=True))
        ]
        return f"| {' | '.join(padded)} |"

    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join([line(head), line(rule), *map(line, rows)])


def machine(*packages: str) -> str:
    """The day, the processor, and the versions that a figure belongs to."""
    found = []
    for name in packages:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    listed = ", ".join([f"Python {platform.python_version()}", *found])
    return f"Measured {date.today():%d %B %Y} on {_processor()}; {listed}."


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    names = re.findall(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return f"{names[0].strip()}, {len(names)} cores" if names else platform.machine()


def write_part(path: Path, title: str, text: str) -> None:
    """Replace one part of the page of results where it stands, or add it."""
    page = path.read_text("utf-8") if path.exists() else HEAD
    parts = re.split(r"^(?=## )", page, flags=re.MULTILINE)
    head, mine = f"## {title}\n", f"## {title}\n\n{text}\n"
    written = [mine if one.startswith(head) else one.rstrip("\n") + "\n" for one in parts]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(written if mine in written else [*written, mine]), "utf-8")
