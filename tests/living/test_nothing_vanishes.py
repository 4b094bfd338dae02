"""A promise about typing errors: a line of a feature is read, or the file is refused."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from adieu.diagnostics import Diagnostics, Unusable
from adieu.living.example import examples_in
from adieu.living.keywords import meant
from adieu.load.policy import load_policy
from adieu.policy import Policy

FIRM = Path(__file__).parent / "firm"
FEATURES = sorted(FIRM.glob("features/*/*.feature"))


@cache
def policy() -> Policy:
    """The policy of the firm."""
    return load_policy(FIRM / "rules", Diagnostics())


def misspelt(line: str) -> Iterator[str]:
    """The line with a typing error in its keyword, or without its end."""
    found = meant(line, "en")
    if found is not None:
        start = line.index(found.found[0])
        end = start + len(found.found)
        yield line[:start] + found.found[:-1] + line[end:]
        yield line[:start] + found.found[0] + found.found + line[end:]
        yield line[:start] + found.found.swapcase() + line[end:]
        yield line[:start] + line[end:].lstrip(" :'’")
    if line.strip().startswith("|"):
        yield line.rstrip().removesuffix("|")
    if "@rule:" in line or "@to-confirm" in line:
        yield line.replace("@rule:", "@rules:").replace("@to-", "@to_")


def is_refused(path: Path) -> bool:
    """Whether a feature file is refused."""
    try:
        examples_in(path, policy())
    except Unusable:
        return True
    return False


@pytest.mark.parametrize("path", FEATURES, ids=lambda one: one.stem)
def test_a_typing_error_makes_nothing_vanish(path: Path, tmp_path: Path) -> None:
    """Every error in a keyword, in the end of a row and in a tag of ours is refused."""
    lines = path.read_text("utf-8").split("\n")
    copy = tmp_path / "x.feature"
    assert examples_in(path, policy())
    tried = 0
    for place, line in enumerate(lines):
        for wrong in misspelt(line):
            tried += 1
            copy.write_text("\n".join([*lines[:place], wrong, *lines[place + 1 :]]), "utf-8")
            assert is_refused(copy), f"line {place + 1} passes as `{wrong}`"
    assert tried > 20
