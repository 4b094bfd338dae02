"""Promises about running features without a test runner: the same is told as pytest would tell."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from adieu.commands.test import PolicyOf
from adieu.living.run import feature_files
from support.program import run

FIRM = Path(__file__).parent / "firm"
NL = "features/nl/gedachten.feature"


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """A firm with a scenario that fails, and a file that cannot be read."""
    folder = Path(shutil.copytree(FIRM, tmp_path / "firm"))
    text = (folder / NL).read_text("utf-8").replace('oordeel "praten"', 'oordeel "behouden"')
    (folder / NL).write_text(text, "utf-8")
    (folder / "features" / "fr" / "zut.feature").write_text("Feature: Zut\n  scenario: a\n")
    return folder


def test_the_same_is_told_either_way(firm: Path) -> None:
    """Features run directly and by pytest pass, fail and are refused with the same words."""
    plain = run("test", cwd=firm, status=2)
    by_pytest = run("test", "-n", "0", cwd=firm, status=2)
    seconds = re.compile(r"\(\d+\.\d s\)")
    assert seconds.sub("", plain.stdout) == seconds.sub("", by_pytest.stdout)
    assert plain.stderr == by_pytest.stderr
    assert "1 failed" in plain.stdout
    assert "zut.feature:2" in plain.stderr


def test_results_as_json(firm: Path) -> None:
    """JSON counts every feature's scenarios, and says what failed and what could not be read."""
    document = json.loads(run("test", "--format", "json", cwd=firm, status=2).stdout)
    assert document["scenarios"] == {"passed": 5, "failed": 1, "to_confirm": 1, "unreadable": 1}
    (failed,) = (one for one in document["features"] if one["failures"])
    assert failed["file"] == NL
    assert "✗ Dan is het oordeel" in failed["failures"][0]
    assert "zut.feature:2" in document["unreadable"][0]
    assert document["policies"] == []


def test_files_of_a_folder(tmp_path: Path) -> None:
    """Features are found in the order of their names; hidden folders and links are passed over."""
    for name in (
        "b.feature",
        "a/z.feature",
        "a.feature",
        ".git/c.feature",
        "d/notes.txt",
        "E.FEATURE",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / "link").symlink_to(tmp_path, target_is_directory=True)
    found = [one.relative_to(tmp_path).as_posix() for one in feature_files(tmp_path)]
    assert found == ["E.FEATURE", "a/z.feature", "a.feature", "b.feature"]


def test_the_policy_of_a_folder_elsewhere(firm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Features that lie in no firm's folder go with the policy here, those below by their place."""
    monkeypatch.chdir(firm)
    (firm / "rules" / "firms").mkdir()
    (firm / "rules" / "firms" / "own.yaml").write_text("policy: own\n")
    policies = PolicyOf(None, (Path("new"),))
    assert policies(Path("new/nl/a.feature")) == Path("rules")
    assert policies(Path("new/firms/own/nl/a.feature")) == Path("rules/firms/own.yaml")
    assert policies(Path(NL)) == firm / "rules"
    assert PolicyOf(Path("x.yaml"), ())(Path(NL)) == Path("x.yaml")
