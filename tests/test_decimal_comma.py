"""Promises about decimal commas: numbers as people write them, where the table says so."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from adieu.case import Case
from adieu.logic import Interval
from support.bad_input import said
from support.typed_tables import cases_in
from support.workbooks import Cell, write_parquet, write_xlsx

COMMA = "{{file: {file}, client: client, currency: EUR, decimals: comma{more}}}"


def tables(folder: Path, name: str, file: str, more: str = "") -> Path:
    """A folder whose table is this file, with decimal commas."""
    text = f"{name}: {COMMA.format(file=file, more=more)}\n"
    (folder / "tables.yaml").write_text(text, "utf-8")
    return folder


def value_of(case: Case, name: str) -> tuple[Fraction, str] | None:
    """An answer as a number and its currency."""
    answer = case.answers.get(name)
    if answer is None or not isinstance(answer.value, Interval):
        return None
    return Fraction(answer.value.low), answer.value.unit


def read(folder: Path, name: str, text: str) -> tuple[tuple[Fraction, str] | None, str]:
    """What a cell of a CSV table says of the one client in it, and what is said about it."""
    (folder / "x.csv").write_text(f"client;{name}\na;{text}\n", "utf-8")
    cases, found = cases_in(tables(folder, "clients", "x.csv", ", delimiter: semicolon"))
    return (value_of(cases[0], name) if cases else None), said(found)


@pytest.mark.parametrize(
    ("name", "text", "number"),
    [
        ("revenue", "1250,50", "1250.5"),
        ("revenue", "1.250,50", "1250.5"),
        ("revenue", "1.250", "1250"),
        ("revenue", "12 345 678,9", "12345678.9"),
        ("revenue", "12\u00a0345", "12345"),
        ("revenue", "12\u202f345,5", "12345.5"),
        ("revenue", "EUR 1.250,50", "1250.5"),
        ("revenue", "EUR1250", "1250"),
        ("revenue", ",5", "0.5"),
        ("revenue_share", "12,5%", "0.125"),
        ("revenue_share", "0,125", "0.125"),
        ("agreed_hours", "+7,25", "7.25"),
    ],
)
def test_a_number_with_a_comma_is_that_number(
    name: str, text: str, number: str, tmp_path: Path
) -> None:
    """Decimals stand behind the comma; points and spaces part groups of three digits."""
    value, message = read(tmp_path, name, text)
    assert message == ""
    assert value == (Fraction(number), "EUR" if name == "revenue" else "")


@pytest.mark.parametrize(
    "text", ["1250.50", "1.25", "12.34.567", "1,250,50", "1.250.50", "1 25", ",", "1,", "1.2345"]
)
def test_what_is_no_number_with_a_comma_is_named(text: str, tmp_path: Path) -> None:
    """A point is never taken for a comma, nor a comma for a point."""
    value, message = read(tmp_path, "revenue", text)
    assert value is None
    assert "cannot be read" in message
    assert "behind a comma" in message or "as `EUR 1250.00`" in message


def test_cells_that_are_numbers_need_no_comma(tmp_path: Path) -> None:
    """In a workbook and in Parquet a number is what its cell says, beside texts with commas."""
    cells: list[list[Cell]] = [["client", "revenue"], ["a", 1250.5], ["b", "1.250,5"], ["c", 1.125]]
    write_xlsx(tmp_path / "x.xlsx", {"Sheet1": cells})
    cases, found = cases_in(tables(tmp_path, "clients", "x.xlsx"))
    assert said(found) == ""
    wanted = [(Fraction("1250.5"), "EUR"), (Fraction("1250.5"), "EUR"), (Fraction("1.125"), "EUR")]
    assert [value_of(one, "revenue") for one in cases] == wanted
    write_parquet(tmp_path / "x.parquet", {"client": ["a", "b"], "revenue": [1250.5, 1.125]})
    cases, found = cases_in(tables(tmp_path, "clients", "x.parquet"))
    assert said(found) == ""
    assert [value_of(one, "revenue") for one in cases] == [wanted[0], wanted[2]]


def test_a_comma_without_a_word_about_it_is_refused(tmp_path: Path) -> None:
    """What `1.250` means is not guessed: the message says how to say it."""
    (tmp_path / "x.csv").write_text("client;revenue\na;1.250,50\n", "utf-8")
    (tmp_path / "tables.yaml").write_text("clients: {file: x.csv, currency: EUR}\n", "utf-8")
    _, found = cases_in(tmp_path)
    assert "`decimals: comma` in tables.yaml" in said(found)


def test_there_is_no_third_way(tmp_path: Path) -> None:
    """Another word than point or comma is an error."""
    (tmp_path / "x.csv").write_text("client\n", "utf-8")
    text = "clients: {file: x.csv, decimals: apostrophe}\n"
    (tmp_path / "tables.yaml").write_text(text, "utf-8")
    _, found = cases_in(tmp_path)
    assert "`apostrophe`" in said(found)
