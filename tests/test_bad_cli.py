"""Bad input at the command line → its words on stderr, its status, and nothing written."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from support.bad_input import BAD, POLICY, golden_of
from support.program import run

SOME = [
    "client/fact-unknown.yaml",
    "client/several-faults.yaml",
    "client/currencies.yaml",
    "tables/cell-date",
    "tables/no-clients",
    "hostile/alias-bomb.yaml",
    "hostile/picture.yaml",
    "hostile/latin-1.yaml",
    "hostile/empty.yaml",
]


def golden(case: str) -> str:
    """What is said about a case."""
    return (BAD / golden_of(case)).read_text("utf-8")


def refused(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A run among the bad input that ends with status 2."""
    return run(*arguments, cwd=BAD, status=2)


@pytest.mark.parametrize("case", SOME)
def test_review_of_a_bad_client(case: str, tmp_path: Path) -> None:
    """The command line says the same on stderr, ends with status 2, and writes nothing."""
    out = tmp_path / "out"
    done = refused("review", case, "--policy", POLICY, "--out", out)
    assert done.stdout == ""
    assert done.stderr == golden(case)
    assert not out.exists() or not list(out.iterdir())


@pytest.mark.parametrize("case", ["policy/fact-unknown.yaml", "policy/extends-missing.yaml"])
def test_review_by_a_bad_policy(case: str, tmp_path: Path) -> None:
    """A policy that is unusable is reported, and no client is reviewed."""
    out = tmp_path / "out"
    done = refused("review", "client/fact-unknown.yaml", "--policy", case, "--out", out)
    assert done.stdout == ""
    assert done.stderr == golden(case)
    assert not out.exists() or not list(out.iterdir())


@pytest.mark.parametrize("case", ["policy/several-faults.yaml", "policy/two-files"])
def test_check_of_a_bad_policy(case: str) -> None:
    """``check`` answers no: status 1, and every fault on stderr."""
    done = run("check", case, cwd=BAD, status=1)
    assert done.stdout == ""
    assert done.stderr == golden(case)


def test_check_of_a_missing_policy() -> None:
    """A policy that is not there is unusable input."""
    done = refused("check", "policy/no-such.yaml")
    assert done.stdout == ""
    assert done.stderr == "policy/no-such.yaml: there is no such file [file-missing]\n"


def test_one_bad_client_of_three(tmp_path: Path) -> None:
    """The others are reviewed, and the status is 2."""
    out = tmp_path / "out"
    done = refused("review", "tables/one-of-three", "--policy", POLICY, "--out", out)
    assert len(done.stdout.splitlines()) == 2
    assert done.stderr == golden("tables/one-of-three")
    assert {one.name.split(".")[0] for one in out.iterdir()} == {"a", "c"}


def test_out_that_is_a_file(tmp_path: Path) -> None:
    """Where reports cannot be written, that is said at once."""
    out = tmp_path / "out"
    out.write_text("in the way", encoding="utf-8")
    done = refused("review", "tables/one-of-three/a.yaml", "--policy", POLICY, "--out", out)
    assert done.stdout == ""
    assert done.stderr.startswith(f"{out}: nothing can be written here: ")
    assert out.read_text("utf-8") == "in the way"


def test_nothing_in_other_languages_either() -> None:
    """In Dutch and in French, bad input ends as quietly."""
    for language, words in (("nl", "onbekend feit"), ("fr", "fait inconnu")):
        done = refused("review", "client/fact-unknown.yaml", "--policy", POLICY, "--lang", language)
        assert done.stdout == ""
        assert words in done.stderr
