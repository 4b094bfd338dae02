"""Promises about workbooks and Parquet files that are damaged, locked, or made to do harm."""

from __future__ import annotations

import random
import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pyarrow as pa
import pytest

from support.bad_input import client_faults, one_code
from support.typed_tables import HEADER, ROWS, as_parquet, cases_in, described
from support.workbooks import repacked, write_parquet, write_xlsx

FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'


def test_a_cell_far_off_takes_no_memory(tmp_path: Path) -> None:
    """A sheet of seventeen billion cells, all but one of them blank, is refused."""
    path = write_xlsx(tmp_path / "x.xlsx", {"Sheet1": [HEADER, *ROWS]})
    repacked(path, lambda data: data.replace(b"</sheetData>", FAR))
    assert one_code(client_faults(described(tmp_path, "x.xlsx"))) == "sheet-too-large"


def test_a_hidden_sheet_far_off_is_refused_as_well(tmp_path: Path) -> None:
    """What is not asked for is looked at as well: nobody knows what a reader loads."""
    path = write_xlsx(tmp_path / "x.xlsx", {"Sheet1": [HEADER, *ROWS], "Sheet2": [["x"]]})
    part = "xl/worksheets/sheet2.xml"
    repacked(path, lambda data: data.replace(b"</sheetData>", FAR), part)
    assert one_code(client_faults(described(tmp_path, "x.xlsx"))) == "sheet-too-large"


def test_a_workbook_that_unfolds_to_gigabytes(tmp_path: Path) -> None:
    """A workbook of a few megabytes that unfolds to more than the limit is refused."""
    path = write_xlsx(tmp_path / "x.xlsx", {"Sheet1": [HEADER, *ROWS]})
    with ZipFile(path, "a", ZIP_DEFLATED, compresslevel=1) as archive:
        part = archive.open("xl/media/image1.bin", "w", force_zip64=True)
        with part:
            for _ in range(513):
                part.write(b"\0" * (1 << 20))
    assert path.stat().st_size < 4_000_000
    assert one_code(client_faults(described(tmp_path, "x.xlsx"))) == "workbook-too-large"


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", b"<worksheet", b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet"),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b""),
        ("xl/worksheets/sheet1.xml", b'r="B1"', b'r="1B"'),
        ("xl/worksheets/sheet1.xml", b'<row r="2"', b'<row r="1"'),
        ("xl/workbook.xml", b"<sheets>", b"<sheets"),
        ("xl/sharedStrings.xml", b"</sst>", b"<sst>"),
    ],
)
def test_a_damaged_workbook_is_one_diagnostic(
    part: str, old: bytes, new: bytes, tmp_path: Path
) -> None:
    """A part that is no XML, declares a document type or names impossible cells is refused."""
    path = write_xlsx(tmp_path / "x.xlsx", {"Sheet1": [HEADER, *ROWS]})

    def change(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, 1)

    repacked(path, change, part)
    assert one_code(client_faults(described(tmp_path, "x.xlsx"))) == "table-damaged"


@pytest.mark.parametrize("ending", ["xlsx", "parquet"])
@pytest.mark.parametrize("content", [b"", b"client,due\n", b"PAR1", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_table_of_its_kind(content: bytes, ending: str, tmp_path: Path) -> None:
    """A file that only its name makes a workbook or a Parquet file is refused."""
    (tmp_path / f"x.{ending}").write_bytes(content)
    found = client_faults(described(tmp_path, f"x.{ending}"))
    assert one_code(found) in ("table-damaged", "workbook-none", "workbook-without-sheets")


def test_a_workbook_with_a_password(tmp_path: Path) -> None:
    """A workbook that nobody can open without a password says so, in either way to lock one."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 2_000)
    described(tmp_path, "x.xlsx")
    assert one_code(client_faults(tmp_path)) == "workbook-locked"
    data = bytearray(write_xlsx(path, {"Sheet1": [HEADER, *ROWS]}).read_bytes())
    for mark, flags in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        for match in re.finditer(re.escape(mark), bytes(data)):
            data[match.start() + flags] |= 1
    path.write_bytes(bytes(data))
    assert one_code(client_faults(tmp_path)) == "workbook-locked"


def test_half_a_workbook(tmp_path: Path) -> None:
    """A workbook of which the end is missing is said not to be whole."""
    path = write_xlsx(tmp_path / "x.xlsx", {"Sheet1": [HEADER, *ROWS]})
    path.write_bytes(path.read_bytes()[:2_000])
    assert one_code(client_faults(described(tmp_path, "x.xlsx"))) == "workbook-cut"


@pytest.mark.parametrize("ending", ["xlsx", "parquet"])
def test_any_byte_may_be_wrong(ending: str, tmp_path: Path) -> None:
    """A file with a few bytes changed is read or refused; it never ends in an exception."""
    rng = random.Random(ending)
    path = tmp_path / f"x.{ending}"
    whole = (
        write_xlsx(path, {"Sheet1": [HEADER, *ROWS]}) if ending == "xlsx" else as_parquet(path)
    ).read_bytes()
    described(tmp_path, path.name)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(rng.randint(1, 4)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        path.write_bytes(bytes(data[: rng.randint(1, len(data))] if rng.random() < 0.2 else data))
        cases_in(tmp_path)


def test_an_empty_workbook_is_empty(tmp_path: Path) -> None:
    """A sheet without cells is an empty table."""
    write_xlsx(tmp_path / "x.xlsx", {"Sheet1": []})
    assert one_code(client_faults(described(tmp_path, "x.xlsx"))) == "table-empty"


def test_a_small_parquet_file_of_very_many_rows(tmp_path: Path) -> None:
    """A file whose rows are coded in a few bytes, but are too many, is refused."""
    count = 21_000_000
    column = pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int8()), count), ["x"])
    path = write_parquet(tmp_path / "x.parquet", {"client": column})
    assert path.stat().st_size < 1_000_000
    assert one_code(client_faults(described(tmp_path, "x.parquet"))) == "table-too-many-rows"


def test_a_link_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    """A table beside its description may be a link, but not to a file elsewhere."""
    folder = tmp_path / "clients"
    folder.mkdir()
    for place in (tmp_path, folder):
        (place / "real.csv").write_text("client,due\nx,1/1/2026\n", "utf-8")
    (folder / "near.csv").symlink_to(folder / "real.csv")
    (folder / "far.csv").symlink_to(tmp_path / "real.csv")
    assert client_faults(described(folder, "near.csv")) == []
    assert one_code(client_faults(described(folder, "far.csv"))) == "table-outside"
