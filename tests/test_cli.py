"""Promises about the command line: what it prints where, what it writes, how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from adieu.cli import app

ROOT = Path(__file__).parents[1]
CLIENTS = ROOT / "clients"
QUIET = {name: value for name, value in os.environ.items() if name not in ("LANG", "LC_ALL")}


def adieu(
    *arguments: str | Path, cwd: Path, language: str = "en", status: int = 0
) -> subprocess.CompletedProcess[str]:
    """A run of the program as a user starts it; its status is part of the promise."""
    done = subprocess.run(
        [sys.executable, "-m", "adieu", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={**QUIET, "ADIEU_LANG": language},
    )
    assert done.returncode == status, done.stderr
    return done


def example(verdict: str, tmp_path: Path) -> Path:
    """A worked example with this verdict."""
    for file in sorted(CLIENTS.glob("*.yaml")):
        printed = adieu("review", file, "--format", "json", "--out", "-", cwd=tmp_path).stdout
        if json.loads(printed)["verdict"] == verdict:
            return file
    raise LookupError(verdict)


def test_every_command_is_in_the_readme() -> None:
    """No command exists that the README does not explain."""
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in app.commands if f"`adieu {name}" not in readme] == []


def test_every_option_of_review_is_in_the_readme() -> None:
    """No option of the main command exists that the README does not name."""
    readme = (ROOT / "README.md").read_text("utf-8")
    options = [name for one in app.commands["review"].params for name in one.opts]
    assert [one for one in options if one.startswith("--") and one not in readme] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Review clients"), ("nl", "Beoordeel klanten"), ("fr", "Examiner des clients")],
)
def test_help_speaks_the_users_language(language: str, words: str, tmp_path: Path) -> None:
    """The help is in the language that the environment asks for."""
    assert words in adieu("review", "--help", cwd=tmp_path, language=language).stdout


@pytest.mark.parametrize("language", ["en", "nl", "fr"])
def test_a_new_firm_passes_its_own_check_test_and_review(language: str, tmp_path: Path) -> None:
    """``adieu new`` makes a folder whose own check, scenarios and review pass, in each language."""
    adieu("new", "my-firm", cwd=tmp_path, language=language)
    firm = tmp_path / "my-firm"
    assert {one.name for one in firm.iterdir()} >= {"rules", "features", "clients", "reports"}
    adieu("check", cwd=firm, language=language)
    assert (firm / "features" / language / "policy.feature").is_file()
    adieu("test", cwd=firm, language=language)
    done = adieu("review", "--format", "md", "--format", "html", "--format", "json",
                 cwd=firm, language=language)  # fmt: skip
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
    written = {one.name for one in (firm / "reports").iterdir()}
    assert {f"example.{language}.md", f"example.{language}.html", "example.json"} <= written


def test_new_never_overwrites(tmp_path: Path) -> None:
    """``adieu new`` refuses a folder in which something lies, and leaves it as it was."""
    (tmp_path / "firm").mkdir()
    (tmp_path / "firm" / "precious").write_text("mine", "utf-8")
    assert "firm" in adieu("new", "firm", cwd=tmp_path, status=2).stderr
    assert [one.name for one in (tmp_path / "firm").iterdir()] == ["precious"]


def test_json_alone_on_stdout(tmp_path: Path) -> None:
    """``--format json --out -`` prints JSON alone, one document a line for several clients."""
    files = sorted(CLIENTS.glob("*.yaml"))[:3]
    done = adieu("review", *files, "--format", "json", "--out", "-", cwd=tmp_path)
    assert [json.loads(line)["client"] for line in done.stdout.splitlines()] == [
        one.stem for one in files
    ]
    assert list(tmp_path.iterdir()) == []


def test_fail_on_turns_a_verdict_into_a_status(tmp_path: Path) -> None:
    """``--fail-on`` ends with 1 for a verdict at least that severe, else with 0."""
    fire, keep = example("fire", tmp_path), example("keep", tmp_path)
    review = ("--out", "-", "--fail-on", "prepare")
    adieu("review", fire, *review, cwd=tmp_path, status=1)
    adieu("review", keep, *review, cwd=tmp_path, status=0)
    unknown = adieu("review", keep, "--fail-on", "sack", cwd=tmp_path, status=2)
    assert "fire-now" in unknown.stderr


def test_one_unusable_client_does_not_stop_the_others(tmp_path: Path) -> None:
    """Where one of several clients is unusable the others are reviewed, and the status is 2."""
    bad = tmp_path / "bad.yaml"
    bad.write_text("client: Bad\nfacts: {billed_hourly: perhaps}\n", "utf-8")
    good = next(iter(sorted(CLIENTS.glob("*.yaml"))))
    done = adieu("review", bad, good, cwd=tmp_path, status=2)
    assert "bad.yaml:2:24" in done.stderr
    assert (tmp_path / "reports" / f"{good.stem}.en.md").is_file()
    assert not list((tmp_path / "reports").glob("bad*"))


def test_as_of_beats_the_file(tmp_path: Path) -> None:
    """``--as-of`` beats the date that the client's file states."""
    good = next(iter(sorted(CLIENTS.glob("*.yaml"))))
    options = ("--format", "json", "--out", "-", "--as-of", "2026-10-02")
    printed = adieu("review", good, *options, cwd=tmp_path).stdout
    assert json.loads(printed)["as_of"] == "2026-10-02"
    adieu("review", good, "--as-of", "tomorrow", cwd=tmp_path, status=2)


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two runs write byte-identical reports in every format and language."""
    good = next(iter(sorted(CLIENTS.glob("*.yaml"))))
    every = [part for one in ("md", "html", "json") for part in ("--format", one)]
    every += [part for one in ("en", "nl", "fr") for part in ("--lang", one)]
    for out in ("one", "two"):
        adieu("review", good, *every, "--out", out, cwd=tmp_path)
    one, two = ({it.name: it.read_bytes() for it in (tmp_path / out).iterdir()}
                for out in ("one", "two"))  # fmt: skip
    assert one == two
    assert len(one) >= 7


class Alive(HTMLParser):
    """Collects what a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note scripts, frames, images and handlers."""
        if tag in ("script", "iframe", "img", "object", "embed", "form"):
            self.found.append(tag)
        self.found += [name for name, _ in attrs if name.startswith("on")]
        self.found += [value for _, value in attrs if value and "javascript:" in value.lower()]


def test_hostile_text_never_reaches_the_page_alive(tmp_path: Path) -> None:
    """HTML in a client's name or note is shown as text, never acted on."""
    client = tmp_path / "x.yaml"
    client.write_text(
        "client: '<script>alert(1)</script><img src=x onerror=alert(2)>'\n"
        "as_of: 2026-11-01\n"
        "incidents:\n"
        "  - {date: 2026-03-04, kind: threatening,"
        " note: '[x](javascript:alert(3)) <iframe src=//x> ![y](http://x/y.png)'}\n",
        "utf-8",
    )
    adieu("review", client, "--format", "html", "--format", "md", cwd=tmp_path)
    page = (tmp_path / "reports" / "x.en.html").read_text("utf-8")
    alive = Alive()
    alive.feed(page)
    assert alive.found == []
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_client_may_read_its_own_version(tmp_path: Path) -> None:
    """The version for the client holds no scores, no notes, no gates and no signature lines."""
    file = example("prepare", tmp_path)
    adieu("review", file, "--audience", "client", "--format", "html", cwd=tmp_path)
    internal = tmp_path / "internal"
    adieu("review", file, "--format", "html", "--out", internal, cwd=tmp_path)
    shown = (tmp_path / "reports" / f"{file.stem}.en.html").read_text("utf-8")
    whole = (internal / f"{file.stem}.en.html").read_text("utf-8")
    for words in ("The classification", "Signature", "What losing the revenue means"):
        assert words in whole
        assert words not in shown
    adieu("review", file, "--audience", "client", "--format", "json", cwd=tmp_path, status=2)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str, tmp_path: Path) -> None:
    """There is a completion script for each shell."""
    assert "_ADIEU_COMPLETE" in adieu("completion", shell, cwd=tmp_path).stdout
