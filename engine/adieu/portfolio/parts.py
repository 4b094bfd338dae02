"""A file to be written → a part beside it that takes its name once it is whole.

Whoever stops the program half-way finds nothing that looks finished.  What an earlier run left
behind when it was killed is taken away by the next.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct


class Part(Struct, frozen=True):
    """Where a file is written until it is whole, and where what does not fit in memory goes."""

    file: Path
    spill: Path


@contextmanager
def part_of(out: Path) -> Iterator[Part]:
    """A part of a file; it becomes the file at the end, unless anything went wrong.

    Where ``out`` is a link, what it leads to is written.

    Raises:
        OSError: where the folder cannot be written to, or ``out`` is itself a folder.
    """
    out = out.resolve() if out.is_symlink() else out
    if out.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    clear(out)
    name = f".{out.name}.{os.getpid()}"
    part = Part(out.with_name(f"{name}.part"), out.with_name(f"{name}.spill"))
    part.file.touch()
    try:
        yield part
        if out.exists():
            shutil.copymode(out, part.file)
        _kept(part.file)
        part.file.replace(out)
    finally:
        discard(part)


def _kept(file: Path) -> None:
    """See to it that the whole file is on the disk before it takes its name."""
    with file.open("rb+") as stream:
        os.fsync(stream.fileno())


def discard(part: Part) -> None:
    """Take away what is left of a part."""
    part.file.unlink(missing_ok=True)
    shutil.rmtree(part.spill, ignore_errors=True)


def clear(out: Path) -> None:
    """Take away what runs that no longer live have left beside a file."""
    pattern = re.compile(rf"\.{re.escape(out.name)}\.([0-9]{{1,9}})\.(part|spill)\Z")
    for one in out.parent.iterdir():
        match = pattern.match(one.name)
        if match and not _lives(int(match[1])):
            if one.is_dir() and not one.is_symlink():
                shutil.rmtree(one, ignore_errors=True)
            else:
                one.unlink(missing_ok=True)


def _lives(process: int) -> bool:
    """Whether a process is there; one of somebody else's is."""
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
