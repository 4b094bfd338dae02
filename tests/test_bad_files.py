"""Files too large, too deep or too strange to be stored → one diagnostic, at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from adieu.clients.folder import read_cases
from adieu.diagnostics import MANY, Diagnostic
from adieu.yaml_nodes import MAX_BYTES
from support.bad_input import TODAY, client_faults, one_code, policy, policy_faults, said


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
    assert "1 row is left out whose client is not known" in shown
    missing = {one.case.client: one.case.sections["invoices"].missing for one in found if one.case}
    assert missing == {"x": 3, "y": 2}
