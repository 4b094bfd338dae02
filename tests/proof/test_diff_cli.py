"""Promises about ``adieu diff``: what it prints, in which form and language, how it ends."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from adieu.cli import app
from adieu.language import LANGUAGES
from support.house_clients import CLIENTS, ROOT

GOLDEN = Path(__file__).parent / "golden"
HOUSE = ROOT / "rules"
FIRM = """\
policy: firm
version: "1"
title: {{en: "A *firm*", nl: "Een *bedrijf*", fr: "Une *entreprise*"}}
extends: house
parameters: {{{0}}}
"""
Run = Callable[..., str]


@pytest.fixture
def firm(tmp_path: Path) -> Callable[[str], Path]:
    """The house policy with other parameters."""

    def made(parameters: str) -> Path:
        path = tmp_path / "firm.yaml"
        path.write_text(FIRM.format(parameters), "utf-8")
        return path

    return made


@pytest.fixture
def diff(capsys: pytest.CaptureFixture[str]) -> Run:
    """A run of the command; returns its stdout."""

    def run(*words: str | Path, status: int = 0, errors: str = "") -> str:
        language = () if "--lang" in words else ("--lang", "en")
        with pytest.raises(SystemExit) as ended:
            app(["diff", *map(str, words), *language], prog_name="adieu")
        printed = capsys.readouterr()
        assert (ended.value.code or 0) == status, printed.err
        assert errors in printed.err
        return printed.out

    return run


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown(language: str, diff: Run, firm: Callable[[str], Path]) -> None:
    """The Markdown for a change request is what it was, in each language."""
    text = diff(HOUSE, firm("late_min: 3"), "--format", "md", "--lang", language)
    golden = GOLDEN / f"late-min.{language}.md"
    assert re.sub(r"\b[0-9a-f]{64}\b", "HASH", text) == golden.read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_text(language: str, diff: Run, firm: Callable[[str], Path]) -> None:
    """The text says the headline, the change with its example, and what rests."""
    text = diff(HOUSE, firm("grace_days: 5"), "--lang", language)
    assert "grace_days" in text
    assert "  invoices:" in text
    assert "→" in text
    assert len(text.splitlines()) > 30


def test_json_and_replay(diff: Run, firm: Callable[[str], Path], tmp_path: Path) -> None:
    """The clients in the JSON, reviewed by the program itself, get the verdicts that it states."""
    new = firm("grace_days: 5")
    told = json.loads(diff(HOUSE, new, "--format", "json"))
    assert (told["overall"], told["settled"]) == ("milder", True)
    assert told["verdicts"]
    change = told["verdicts"][0]
    for policy, key, wanted in ((HOUSE, "old", "from"), (new, "new", "to")):
        client = tmp_path / "client.yaml"
        client.write_text(change["witness"][key], "utf-8")
        out = tmp_path / "out"
        words = ["review", str(client), "--policy", str(policy), "--format", "json"]
        with pytest.raises(SystemExit) as ended:
            app([*words, "--out", str(out)], prog_name="adieu")
        assert not ended.value.code
        review = json.loads((out / "client.json").read_text("utf-8"))
        assert (review["verdict"], review["final"]) == (change[wanted], True)


@pytest.mark.parametrize(
    ("parameters", "kind", "status"),
    [
        ("late_min: 3", "milder", 1), ("late_min: 3", "any", 1), ("late_min: 3", "stricter", 0),
        ("late_min: 3", "mixed", 0), ("late_min: 1", "stricter", 1), ("late_min: 1", "milder", 0),
        ("late_min: 2", "any", 0),
    ],
)  # fmt: skip
def test_exit_status(
    parameters: str, kind: str, status: int, diff: Run, firm: Callable[[str], Path]
) -> None:
    """The status is 1 where the change is of the kind that was asked for, else 0."""
    diff(HOUSE, firm(parameters), "--fail-on", kind, status=status)


def test_the_firms_own_clients(diff: Run, firm: Callable[[str], Path], tmp_path: Path) -> None:
    """Clients whose verdict changes are listed; an unusable file is reported and counted."""
    folder = tmp_path / "clients"
    folder.mkdir()
    for name in ("hotel-de-linde", "drukkerij-janssens"):
        shutil.copy(CLIENTS / f"{name}.yaml", folder)
    new = firm("late_min: 1")
    told = json.loads(diff(HOUSE, new, "--clients", folder, "--format", "json"))
    changed = {one["client"]: one for one in told["clients"] if one["from"] != one["to"]}
    assert changed.keys() == {"hotel-de-linde"}
    assert (changed["hotel-de-linde"]["from"], changed["hotel-de-linde"]["to"]) == (
        ["keep"], ["talk"],
    )  # fmt: skip
    text = diff(HOUSE, new, "--clients", folder)
    assert "Hotel De Linde: Keep → Talk" in text
    assert "1 client keeps its verdict." in text
    (folder / "bad.yaml").write_text("client: X\nfacts: {nonsense: 3}\n", "utf-8")
    text = diff(HOUSE, new, "--clients", folder, status=2, errors="nonsense")
    assert "1 file is unusable and left out." in text


def test_unusable_policies(diff: Run, tmp_path: Path) -> None:
    """What is wrong with both policies is said in one run, and nothing is compared."""
    (tmp_path / "a.yaml").write_text("policy: a\n", "utf-8")
    out = diff(tmp_path / "a.yaml", tmp_path / "b.yaml", status=2, errors="a.yaml")
    assert out == ""
    diff(tmp_path / "a.yaml", tmp_path / "b.yaml", status=2, errors="b.yaml")


def test_hostile_titles(diff: Run, firm: Callable[[str], Path]) -> None:
    """What a policy's texts contain cannot act in the Markdown."""
    text = diff(HOUSE, firm("late_min: 3"), "--format", "md")
    assert "A \\*firm\\*" in text
