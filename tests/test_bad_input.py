"""Broken policies, client files and tables → exactly what is said about them.

Each case in ``bad/`` lies beside a golden ``.txt``: every diagnostic in English, as it is printed.
``ADIEU_UPDATE_GOLDEN=1 pytest tests/test_bad_input.py`` writes the goldens anew: read what changed.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from adieu.diagnostics import Diagnostics, Place, Source
from adieu.language import LANGUAGES, say_diagnostic
from support.bad_input import (
    ALL,
    BAD,
    CLIENTS,
    HOSTILE,
    POLICIES,
    POLICY,
    TABLES,
    client_faults,
    faults_of,
    golden_of,
    policy_faults,
    said,
)

UPDATE = os.environ.get("ADIEU_UPDATE_GOLDEN") == "1"
TWO_FAULTS = ("policy/extends-broken.yaml", "policy/in-quotes-and-folded.yaml")
"""Cases that hold two faults by intention."""


@pytest.fixture(autouse=True)
def _in_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in ``bad/``, so that places are relative to it."""
    monkeypatch.chdir(BAD)


@pytest.mark.parametrize("case", ALL)
def test_it_is_said_in_exactly_these_words(case: str) -> None:
    """Whatever is wrong is reported in the words of the golden beside it."""
    found, golden = faults_of(case), Path(golden_of(case))
    if UPDATE:
        golden.write_text(said(found), encoding="utf-8", newline="\n")
    assert found, "nothing was found wrong"
    assert said(found) == golden.read_text("utf-8")


@pytest.mark.parametrize("case", [*HOSTILE, *CLIENTS])
def test_no_policy_either(case: str) -> None:
    """What is no client file is no policy either, and only that is said."""
    assert policy_faults(Path(case))


@pytest.mark.parametrize("case", HOSTILE)
def test_no_tables_either(case: str, tmp_path: Path) -> None:
    """What is no client file is no description of tables either, and only that is said."""
    described = tmp_path / "tables.yaml"
    described.write_bytes(Path(case).read_bytes())
    assert client_faults(described)


@pytest.mark.parametrize("case", ALL)
def test_said_in_every_language(case: str) -> None:
    """Whatever is found can be said in every language, and differs from the English words."""
    for one in faults_of(case):
        words = {say_diagnostic(language, one).split(" [", 1)[0] for language in LANGUAGES}
        assert len(words) == len(LANGUAGES)


def test_enough_cases() -> None:
    """There are at least sixty broken policies, client files and tables, and far more in truth."""
    assert len([*POLICIES, *CLIENTS, *TABLES]) >= 60
    assert len(POLICIES) >= 100
    assert len(CLIENTS) >= 60
    assert len(HOSTILE) >= 35


def test_no_golden_without_a_case() -> None:
    """Every golden belongs to a case."""
    goldens = {one.relative_to(BAD).as_posix() for one in BAD.glob("*/*.txt")}
    assert goldens == {str(golden_of(case)) for case in ALL}


@pytest.mark.parametrize("case", [*POLICIES, *CLIENTS])
def test_one_fault_one_diagnostic(case: str) -> None:
    """One fault gives one diagnostic; files that hold several say so in their first line."""
    found = faults_of(case)
    several = Path(case).is_dir() or "several-faults" in case or case in TWO_FAULTS
    assert len(found) == 1 or several, said(found)


@pytest.mark.parametrize("case", [*POLICIES, *CLIENTS])
def test_the_place_is_right(case: str) -> None:
    """What a message quotes stands under the caret, where it stands on that line at all."""
    for one in faults_of(case):
        line = one.where.line_text if one.where else None
        quoted = [value for value in map(one.values.get, ("text", "key", "found")) if value]
        if line is None or not quoted or not one.where or not isinstance(quoted[0], str):
            continue
        marked = line[one.where.column - 1 :][: one.where.width]
        if quoted[0] in line and one.code != "fact-contradiction":
            assert quoted[0] in marked.strip("\"'"), (said([one]), marked)


def test_the_base_is_fine() -> None:
    """Nothing is wrong with the policies that the broken ones extend."""
    assert policy_faults(Path("policy/base.yaml")) == []
    assert policy_faults(Path(POLICY)) == []


def test_nothing_moves_the_cursor() -> None:
    """Whatever stands in a file or in its name, what is printed has no control characters."""
    where = Place(Source("x\x1b[2J\n.yaml", ("a\x9b31m\u202eb\tc",)), 1, 1, 9)
    found = Diagnostics()
    found.error("key-unknown", where, key="\x07\x1b]0;title\x07")
    shown = said(list(found))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)
