"""Promises about the worked examples in ``clients/``: their verdicts, and the reports kept of them.

``ADIEU_UPDATE_GOLDEN=1`` writes the reports in ``reports/`` anew.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from yaml import safe_load

from adieu.load.policy import load_policy
from support.examples import EXAMPLES, HTML, ROOT, client_file
from support.program import run

REPORTS = ROOT / "reports"
UPDATE = os.environ.get("ADIEU_UPDATE_GOLDEN") == "1"


def _reviewed(rendered: Path, client: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((rendered / f"{client}.json").read_text("utf-8"))
    return document


def _under_the_house_policy(file: Path) -> dict[str, Any]:
    done = run("review", file, "--policy=rules", "--format=json", "--out=-", cwd=ROOT)
    document: dict[str, Any] = json.loads(done.stdout)
    return document


# The verdicts


def test_every_example_is_in_the_table() -> None:
    """The table knows every client file, and every entry of the table has one."""
    files = {path for path in (ROOT / "clients").rglob("*.yaml") if path.name != "tables.yaml"}
    assert files == {client_file(client) for client in EXAMPLES}


@pytest.mark.parametrize("client", EXAMPLES)
def test_an_example_says_what_it_shows(client: str) -> None:
    """A client file begins with two lines: who it is, and what the case shows."""
    lines = client_file(client).read_text("utf-8").splitlines()
    assert lines[0].startswith("# ")
    assert lines[1].startswith("# Shows: ")
    assert lines[2].startswith("client: ")


@pytest.mark.parametrize("client", EXAMPLES)
def test_the_verdict_is_the_one_worked_out_by_hand(client: str, rendered: Path) -> None:
    """The verdict, its alternatives, the findings and the class are those of the table."""
    expected, told = EXAMPLES[client], _reviewed(rendered, client)
    tried = {one["rule"]: one["repair_tried"] == "true" for one in told["findings"]}
    assert (told["verdict"], told["final"]) == (expected.verdict, expected.final)
    assert tuple(told["possible_verdicts"]) == expected.possible
    assert tried == expected.found
    for key in ("superseded", "excused", "undetermined"):
        assert {one["rule"] for one in told[key]} == set(getattr(expected, key)), key
    assert "".join(told["class"]) == expected.classes


def test_the_examples_show_every_verdict() -> None:
    """Every verdict of the policy occurs as a final one, and some reviews are provisional."""
    verdicts = {row.verdict for row in load_policy(ROOT / "rules").verdicts}
    assert {one.verdict for one in EXAMPLES.values() if one.final} == verdicts
    assert sum(not one.final for one in EXAMPLES.values()) >= 3


def test_the_examples_show_every_rule() -> None:
    """Every rule of the house policy is found for some client."""
    found = {rule for one in EXAMPLES.values() for rule in (*one.found, *one.superseded)}
    assert found == set(load_policy(ROOT / "rules").rules)


def test_the_same_calls_under_two_policies() -> None:
    """A lawyer's client and a consultant's client called at the same moments; only one is kept."""
    calls = [
        [one["at"] for one in safe_load(client_file(client).read_text("utf-8"))["contacts"]]
        for client in ("atelier-lumiere", "bart-maes")
    ]
    assert calls[0] == calls[1]
    told = _under_the_house_policy(client_file("bart-maes"))
    assert told["verdict"] == "fire"
    assert [one["rule"] for one in told["findings"]] == ["after-hours"]


@pytest.mark.parametrize(("answer", "verdict"), [("yes", "fire-now"), ("no", "keep")])
def test_one_answer_decides(answer: str, verdict: str, tmp_path: Path) -> None:
    """Whether the haulier lied on purpose decides between the harshest and the mildest verdict."""
    text = client_file("transport-lambert").read_text("utf-8")
    file = tmp_path / "answered.yaml"
    file.write_text(text.replace("kind: lie\n", f"kind: lie\n    deliberate: {answer}\n"), "utf-8")
    told = _under_the_house_policy(file)
    assert (told["verdict"], told["final"]) == (verdict, True)


def test_the_rescue_comes_before_the_parting(rendered: Path) -> None:
    """Whoever still sits in a predicament is helped out of it before anything else."""
    assert _reviewed(rendered, "wijnhandel-roussel")["plan"][0] == "resolve-predicament"


# The reports


def _kept(file: Path) -> bool:
    """Whether a rendered file is one of those that are kept in ``reports/``."""
    return file.suffix in (".md", ".svg") or file.name.endswith(f".{HTML}.html")


@pytest.mark.skipif(sys.platform == "win32", reason="reports name the engine that made them")
def test_the_reports_are_up_to_date(rendered: Path) -> None:
    """The reports in the repository are those that the program writes now, and no others."""
    fresh = {file.name: file for file in sorted(rendered.iterdir()) if _kept(file)}
    if UPDATE:
        REPORTS.mkdir(exist_ok=True)
        for file in _golden().values():
            file.unlink()
        for name, file in fresh.items():
            shutil.copyfile(file, REPORTS / name)
    assert sorted(_golden()) == sorted(fresh)
    stale = [
        name for name, file in fresh.items() if file.read_bytes() != _golden()[name].read_bytes()
    ]
    assert not stale, "ADIEU_UPDATE_GOLDEN=1 writes them anew"


def _golden() -> dict[str, Path]:
    if not REPORTS.is_dir():
        return {}
    files = (file for file in REPORTS.iterdir() if file.suffix in (".md", ".svg", ".html"))
    return {file.name: file for file in files if file.name != "README.md"}
