"""Broken policies, client files and tables → exactly what is said about them.

Each case in ``bad/`` lies beside a golden ``.txt``: every diagnostic in English, as it is printed.
``ADIEU_UPDATE_GOLDEN=1 pytest tests/test_bad_input.py`` writes the goldens anew: read what changed.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

import adieu
from adieu.clients.folder import read_cases
from adieu.diagnostics import MANY, Diagnostic, Diagnostics, Place, Source, Unusable
from adieu.language import LANGUAGES, say_diagnostic
from adieu.load.policy import load_policy
from adieu.policy import Policy
from adieu.yaml_nodes import MAX_BYTES

BAD = Path(__file__).parent / "bad"
SUPPORT = ("base", "circle", "broken")
"""What lies among the policies to be extended by them."""
POLICY = "house-from-2026.yaml"
TODAY = date(2026, 11, 1)
UPDATE = os.environ.get("ADIEU_UPDATE_GOLDEN") == "1"


def cases(group: str) -> list[str]:
    """The cases of a group, as paths relative to ``bad/``."""
    found = sorted(one for one in (BAD / group).iterdir() if one.suffix != ".txt")
    return [f"{group}/{one.name}" for one in found if one.stem not in SUPPORT]


POLICIES, CLIENTS, TABLES, HOSTILE = map(cases, ("policy", "client", "tables", "hostile"))
ALL = [*POLICIES, *CLIENTS, *TABLES, *HOSTILE]
TWO_FAULTS = ("policy/extends-broken.yaml", "policy/in-quotes-and-folded.yaml")
"""Cases that hold two faults by intention."""


@pytest.fixture(autouse=True)
def _in_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in ``bad/``, so that places are relative to it."""
    monkeypatch.chdir(BAD)


@cache
def policy() -> Policy:
    """The policy by which the clients are read."""
    return load_policy(BAD / POLICY)


def policy_faults(path: Path) -> list[Diagnostic]:
    """What is wrong with a policy."""
    found = Diagnostics()
    try:
        load_policy(path, found)
    except Unusable as error:
        return list(error.diagnostics)
    return list(found)


def client_faults(path: Path) -> list[Diagnostic]:
    """What is wrong with clients: a file, a folder, or tables."""
    found = read_cases([path], policy(), None, TODAY)
    return [one for case in found for one in case.diagnostics]


@cache
def faults_of(case: str) -> list[Diagnostic]:
    """What is wrong with a case, read as what it is a case of."""
    return (policy_faults if case in POLICIES else client_faults)(Path(case))


def golden_of(case: str) -> PurePosixPath:
    """The golden beside a case."""
    return PurePosixPath(case.removesuffix(".yaml") + ".txt")


def said(found: list[Diagnostic]) -> str:
    """Every diagnostic in English."""
    return "".join(say_diagnostic("en", one) + "\n" for one in found)


def check_golden(case: str) -> None:
    """Compare with the golden beside the case, or write it."""
    found, golden = faults_of(case), Path(golden_of(case))
    if UPDATE:
        golden.write_text(said(found), encoding="utf-8", newline="\n")
    assert found, "nothing was found wrong"
    assert said(found) == golden.read_text("utf-8")


@pytest.mark.parametrize("case", POLICIES)
def test_policy(case: str) -> None:
    """A broken policy is reported in exactly these words."""
    check_golden(case)


@pytest.mark.parametrize("case", CLIENTS)
def test_client(case: str) -> None:
    """A broken client file is reported in exactly these words."""
    check_golden(case)


@pytest.mark.parametrize("case", TABLES)
def test_tables(case: str) -> None:
    """Broken tables are reported in exactly these words."""
    check_golden(case)


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile(case: str) -> None:
    """A file that no editor wrote is reported in exactly these words."""
    check_golden(case)


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


# Files that are too large, too deep or too strange to be stored


def one_code(found: list[Diagnostic]) -> str:
    """The code of the only diagnostic."""
    assert len(found) == 1, said(found)
    return found[0].code


@pytest.fixture(params=[client_faults, policy_faults], ids=["client", "policy"])
def faults(request: pytest.FixtureRequest) -> Callable[[Path], list[Diagnostic]]:
    """Read as a client file, and as a policy."""
    reader: Callable[[Path], list[Diagnostic]] = request.param
    return reader


Reader = Callable[[Path], list[Diagnostic]]


def test_file_of_100_megabytes(faults: Reader, tmp_path: Path) -> None:
    """A file of 100 MB is refused before it is read."""
    path = tmp_path / "huge.yaml"
    with path.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    assert one_code(faults(path)) == "file-too-large"


def test_file_just_too_large(faults: Reader, tmp_path: Path) -> None:
    """One byte over the limit is too much."""
    path = tmp_path / "large.yaml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    assert one_code(faults(path)) == "file-too-large"


@pytest.mark.parametrize("text", ["[" * 10_000, "{a: " * 10_000, "- " * 10_000, "? " * 10_000])
def test_nesting_of_10_000_levels(text: str, faults: Reader, tmp_path: Path) -> None:
    """Ten thousand levels, in brackets or in hyphens, are refused at the thirty-first."""
    path = tmp_path / "deep.yaml"
    path.write_text(text, encoding="utf-8")
    assert one_code(faults(path)) == "yaml-too-deep"


def test_nesting_in_blocks(faults: Reader, tmp_path: Path) -> None:
    """Keys below keys below keys are refused as soon."""
    path = tmp_path / "deep.yaml"
    path.write_text("".join(" " * depth + "a:\n" for depth in range(2_000)), encoding="utf-8")
    assert one_code(faults(path)) == "yaml-too-deep"


def test_line_of_a_million_characters(tmp_path: Path) -> None:
    """A fault at the end of a very long line is shown on a short one."""
    path = tmp_path / "long.yaml"
    path.write_text(f"client: Long\nfacts: {{{' ' * 1_000_000}billed_hourli: no}}\n", "utf-8")
    shown = said(client_faults(path))
    assert "did you mean `billed_hourly`?" in shown
    assert max(map(len, shown.splitlines())) < 200


def test_many_faults(tmp_path: Path) -> None:
    """Of very many faults a hundred are reported, quickly, and that there are more."""
    path = tmp_path / "many.yaml"
    lines = "".join(f"  fact_{number}: x\n" for number in range(5_000))
    path.write_text(f"client: Many\nfacts:\n{lines}", encoding="utf-8")
    found = client_faults(path)
    assert len(found) == MANY + 1
    assert found[-1].code == "faults-more"


def test_many_faults_of_a_policy(tmp_path: Path) -> None:
    """The same holds for a policy."""
    path = tmp_path / "many.yaml"
    path.write_text("".join(f"key_{number}: x\n" for number in range(5_000)), encoding="utf-8")
    found = policy_faults(path)
    assert len(found) == MANY + 1
    assert found[-1].code == "faults-more"


def test_missing_file(faults: Reader, tmp_path: Path) -> None:
    """A file that does not exist is reported by its name."""
    found = faults(tmp_path / "missing.yaml")
    assert one_code(found) == "file-missing"
    assert "missing.yaml: there is no such file" in said(found)


def test_name_that_no_file_can_have(faults: Reader) -> None:
    """Neither a name of ten thousand letters nor one with a NUL ends in a traceback."""
    assert one_code(faults(Path("x" * 10_000))) in ("file-missing", "file-unreadable")
    assert one_code(faults(Path("x\0y"))) in ("file-missing", "file-unreadable")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_pipe(faults: Reader, tmp_path: Path) -> None:
    """A pipe is not waited for."""
    path = tmp_path / "pipe.yaml"
    os.mkfifo(path)
    assert one_code(faults(path)) == "file-not-regular"


def test_folder_named_as_a_file(tmp_path: Path) -> None:
    """A folder whose name ends in .yaml is no file, among clients and among a policy's files."""
    (tmp_path / "clients" / "odd.yaml").mkdir(parents=True)
    assert one_code(client_faults(tmp_path / "clients")) == "file-is-folder"
    assert one_code(policy_faults(tmp_path / "clients")) == "file-is-folder"


def test_link_that_leads_to_itself(faults: Reader, tmp_path: Path) -> None:
    """A link in a circle is no file."""
    path = tmp_path / "link.yaml"
    path.symlink_to(path)
    assert one_code(faults(path)) in ("file-missing", "file-unreadable")


def test_extending_a_link(tmp_path: Path) -> None:
    """A link does not lead a policy out of its folder, nor in a circle."""
    (tmp_path / "outside.yaml").write_text("policy: outside\n", encoding="utf-8")
    folder = tmp_path / "firm"
    folder.mkdir()
    own, link = folder / "own.yaml", folder / "link.yml"
    own.write_text("extends: link.yml\n", encoding="utf-8")
    link.symlink_to(tmp_path / "outside.yaml")
    assert one_code(policy_faults(own)) == "extends-outside"
    link.unlink()
    link.symlink_to(link)
    assert one_code(policy_faults(own)) == "extends-missing"


@pytest.mark.parametrize("name", ["a\\0b", "x" * 5_000, "", " ", "..", "/etc/passwd"])
def test_extending_the_impossible(name: str, tmp_path: Path) -> None:
    """Whatever a policy says that it extends, it ends in one diagnostic."""
    path = tmp_path / "own.yaml"
    path.write_text(f'extends: "{name}"\n', encoding="utf-8")
    assert one_code(policy_faults(path)) in ("extends-missing", "extends-outside", "text-empty")


def test_file_that_may_not_be_read(
    faults: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that the system does not let us open is reported with the system's reason."""
    path = tmp_path / "secret.yaml"
    path.write_text("client: Secret\n", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "Permission denied" in said(faults(path))


def test_folder_that_may_not_be_read(
    faults: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same holds for a folder."""

    def refuse(_: object) -> Iterator[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert "Permission denied" in said(faults(tmp_path))


def test_folder_of_too_many_files(tmp_path: Path) -> None:
    """A policy has at most two hundred files."""
    for number in range(201):
        (tmp_path / f"{number}.yaml").touch()
    assert one_code(policy_faults(tmp_path)) == "policy-too-many-files"


def test_table_with_a_huge_cell(tmp_path: Path) -> None:
    """A cell of a million characters is a diagnostic like any other."""
    (tmp_path / "tables.yaml").write_text("invoices: {file: invoices.csv}\n", encoding="utf-8")
    (tmp_path / "invoices.csv").write_text(f"client,due\nx,{'9' * 1_000_000}\n", encoding="utf-8")
    shown = said(client_faults(tmp_path))
    assert "invoices.csv:2" in shown
    assert max(map(len, shown.splitlines())) < 300


def test_table_that_is_binary(tmp_path: Path) -> None:
    """A picture is no table."""
    (tmp_path / "tables.yaml").write_text("invoices: {file: invoices.csv}\n", encoding="utf-8")
    (tmp_path / "invoices.csv").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert one_code(client_faults(tmp_path)) == "file-binary"


def test_skipped_rows_are_counted(tmp_path: Path) -> None:
    """Rows that are left out on request are a warning that says how many, about whom."""
    (tmp_path / "tables.yaml").write_text("invoices: {file: invoices.csv}\n", encoding="utf-8")
    rows = "x,soon\nx,later\ny,soon\n,2026-02-09\nx,2026-02-09\n"
    (tmp_path / "invoices.csv").write_text(f"client,due\n{rows}", encoding="utf-8")
    found = list(read_cases([tmp_path], policy(), None, TODAY, skip_bad_rows=True))
    shown = said([one for case in found for one in case.diagnostics])
    assert "2 rows are left out about `x`, whose counts become ranges" in shown
    assert "1 row is left out about `y`" in shown
    assert "1 row is left out about clients unknown" in shown
    missing = {one.case.client: one.case.sections["invoices"].missing for one in found if one.case}
    assert missing == {"x": 3, "y": 2}


def test_nothing_moves_the_cursor() -> None:
    """Whatever stands in a file or in its name, what is printed has no control characters."""
    where = Place(Source("x\x1b[2J\n.yaml", ("a\x9b31m\u202eb\tc",)), 1, 1, 9)
    found = Diagnostics()
    found.error("key-unknown", where, key="\x07\x1b]0;title\x07")
    shown = said(list(found))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)


# Through the command line


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a process of its own."""
    root = str(Path(adieu.__file__).parents[1])
    return subprocess.run(
        [sys.executable, "-m", "adieu", *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={
            **os.environ,
            "PYTHONPATH": root,
            "ADIEU_LANG": "en",
            "PYTHONUTF8": "1",
            **environment,
        },
    )


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


@pytest.mark.parametrize("case", SOME)
def test_review_of_a_bad_client(case: str, tmp_path: Path) -> None:
    """The command line says the same on stderr, ends with status 2, and writes nothing."""
    out = tmp_path / "out"
    done = run("review", case, "--policy", POLICY, "--out", str(out))
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == Path(golden_of(case)).read_text("utf-8")
    assert not out.exists() or not list(out.iterdir())


@pytest.mark.parametrize("case", ["policy/fact-unknown.yaml", "policy/extends-missing.yaml"])
def test_review_by_a_bad_policy(case: str, tmp_path: Path) -> None:
    """A policy that is unusable is reported, and no client is reviewed."""
    out = tmp_path / "out"
    done = run("review", "client/fact-unknown.yaml", "--policy", case, "--out", str(out))
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == Path(golden_of(case)).read_text("utf-8")
    assert not out.exists() or not list(out.iterdir())


@pytest.mark.parametrize("case", ["policy/several-faults.yaml", "policy/two-files"])
def test_check_of_a_bad_policy(case: str) -> None:
    """``check`` answers no: status 1, and every fault on stderr."""
    done = run("check", case)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == Path(golden_of(case)).read_text("utf-8")


def test_check_of_a_missing_policy() -> None:
    """A policy that is not there is unusable input."""
    done = run("check", "policy/no-such.yaml")
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == "policy/no-such.yaml: there is no such file [file-missing]\n"


def test_one_bad_client_of_three(tmp_path: Path) -> None:
    """The others are reviewed, and the status is 2."""
    out = tmp_path / "out"
    done = run("review", "tables/one-of-three", "--policy", POLICY, "--out", str(out))
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 2
    assert done.stderr == Path("tables/one-of-three.txt").read_text("utf-8")
    assert {one.name.split(".")[0] for one in out.iterdir()} == {"a", "c"}


def test_out_that_is_a_file(tmp_path: Path) -> None:
    """Where reports cannot be written, that is said at once."""
    out = tmp_path / "out"
    out.write_text("in the way", encoding="utf-8")
    done = run("review", "tables/one-of-three/a.yaml", "--policy", POLICY, "--out", str(out))
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"{out}: nothing can be written here: ")
    assert out.read_text("utf-8") == "in the way"


def test_nothing_in_other_languages_either() -> None:
    """In Dutch and in French, bad input ends as quietly."""
    for language, words in (("nl", "onbekend feit"), ("fr", "fait inconnu")):
        done = run("review", "client/fact-unknown.yaml", "--policy", POLICY, "--lang", language)
        assert done.returncode == 2
        assert done.stdout == ""
        assert words in done.stderr
