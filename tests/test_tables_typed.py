"""Promises about tables whose cells have types of their own: workbooks and Parquet files."""

from __future__ import annotations

import datetime as d
import random
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import xlsxwriter  # type: ignore[import-untyped]

from adieu.case import Case
from adieu.clients.cells import decimal_text, float_text
from adieu.logic import Interval, OpenDate
from adieu.quantities import number
from support.bad_input import client_faults, one_code, said
from support.typed_tables import HEADER, ROWS, as_parquet, cases_in, described
from support.workbooks import Cell, repacked, write_parquet, write_xlsx


def invoices(case: Case) -> list[dict[str, Any]]:
    """The fields of a client's invoices."""
    return [dict(one.fields) for one in case.section("invoices").records]


def test_three_formats_say_the_same(tmp_path: Path) -> None:
    """The same rows as CSV, XLSX and Parquet are the same invoices, whatever their types."""
    text = (
        "client,number,due,paid,amount,disputed\n"
        "007,14,1/3/2026,20/3/2026,1250.5,no\n"
        "8,0015,1/4/2026,,0.1,yes\n"
        "b,,1/5/2026,1/5/2026,1000000,\n"
    )
    folders = {name: tmp_path / name for name in ("csv", "xlsx", "parquet")}
    for folder in folders.values():
        folder.mkdir()
    (folders["csv"] / "x.csv").write_text(text, "utf-8")
    write_xlsx(folders["xlsx"] / "x.xlsx", {"Sheet1": [HEADER, *ROWS]})
    as_parquet(folders["parquet"] / "x.parquet")
    read = {}
    for name, folder in folders.items():
        cases, said_of_it = cases_in(described(folder, f"x.{name}"))
        assert not said_of_it
        read[name] = {case.client: invoices(case) for case in cases}
    assert read["csv"].keys() == {"007", "8", "b"}
    assert read["xlsx"] == read["csv"]
    assert read["parquet"] == read["csv"]


@pytest.mark.parametrize("seed", range(5))
def test_fractions_are_read_by_their_shortest_text(seed: int, tmp_path: Path) -> None:
    """A binary fraction is the decimal that a program prints for it, to eighteen decimals."""
    rng = random.Random(seed)
    values = [0.1, 1 / 3, 1e-7, 2.5e-19, 1 / 300, 123456.789, 1e15, 0.1 + 0.2, -0.0]
    values += [rng.uniform(0, 10 ** rng.randint(-6, 12)) for _ in range(30)]
    columns = {
        "client": pa.array([f"c{index:03}" for index in range(len(values))]),
        "due": pa.array([d.date(2026, 3, 1)] * len(values)),
        "amount": pa.array(values),
    }
    write_parquet(tmp_path / "x.parquet", columns)
    cases, faults = cases_in(described(tmp_path, "x.parquet"))
    assert not faults
    for case, value in zip(cases, values, strict=True):
        (invoice,) = invoices(case)
        amount = invoice["amount"]
        assert isinstance(amount, Interval)
        assert abs(Fraction(amount.low) - Fraction(repr(value))) <= Fraction(1, 2 * 10**18)
        assert float(amount.low) == pytest.approx(value, rel=1e-15, abs=1e-18)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1.50", "1.5"), ("1E+3", "1000"), ("-0.00", "0"), ("0.10", "0.1"),
        ("123456789012345678.00", "123456789012345678"),
    ],
)  # fmt: skip
def test_decimals_are_written_out(value: str, text: str) -> None:
    """An exact number is written in digits, without zeros that say nothing."""
    assert decimal_text(Decimal(value)) == text
    assert Fraction(number(text)) == Fraction(value)


@pytest.mark.parametrize("value", [1 / 3000, 5e-18, 1e-30, 123.45678901234567, -1 / 300])
def test_long_fractions_fit(value: float) -> None:
    """However long a fraction is, its text is a number that can be read."""
    assert float(number(float_text(repr(value)))) == pytest.approx(value, rel=1e-14, abs=1e-18)


def test_bad_cells_are_named_as_a_spreadsheet_names_them(tmp_path: Path) -> None:
    """A cell that cannot be read is named by file, sheet and cell; all of them in one run."""
    rows: list[list[Cell]] = [
        [],
        [None, *HEADER],
        [None, "x", 1, "soon", None, True, "perhaps"],
        [None, None, 2, d.date(2026, 1, 1)],
    ]
    write_xlsx(tmp_path / "x.xlsx", {"My Book": rows})
    shown = said(client_faults(described(tmp_path, "x.xlsx")))
    for cell in ("'My Book'!D3: `soon`", "'My Book'!F3: `true`", "'My Book'!G3: `perhaps`",
                 "'My Book'!B4: the column `client`"):  # fmt: skip
        assert f"x.xlsx:{cell}" in shown
    assert shown.count("[cell-") == 4


def test_bad_cells_of_a_parquet_file_are_named_by_row(tmp_path: Path) -> None:
    """A cell of a Parquet file is named by its row, counted from 1, and by its column."""
    columns = {
        "client": pa.array(["x", "x", "y"]),
        "due": pa.array(["1/2/2026", "31/2/2026", "2/2/2026"]),
        "amount": pa.array([Decimal("1.00"), Decimal("-3.00"), None], pa.decimal128(9, 2)),
        "disputed": pa.array([1, 0, None]),
    }
    write_parquet(tmp_path / "x.parquet", columns)
    shown = said(client_faults(described(tmp_path, "x.parquet")))
    assert "x.parquet:2:2: `31/2/2026` in column `due` cannot be read" in shown
    assert "x.parquet:1:4: `1` in column `disputed` cannot be read" in shown
    assert "the calendar has no such day" in shown


def test_many_bad_cells_are_counted(tmp_path: Path) -> None:
    """Of very many bad cells twenty are shown, and how many more there are."""
    rows: list[list[Cell]] = [HEADER]
    rows += [["x", 1, "soon", None, None, "perhaps"]] * 40
    write_xlsx(tmp_path / "x.xlsx", {"Sheet1": rows})
    found = client_faults(described(tmp_path, "x.xlsx"))
    assert len(found) == 21
    assert "60 more cells or rows of this table cannot be read" in said(found[-1:])


def test_a_row_with_two_bad_cells_is_left_out_once(tmp_path: Path) -> None:
    """Rows that are left out are counted as rows, however many of their cells are bad."""
    rows: list[list[Cell]] = [
        HEADER,
        ["x", 1, "soon", None, None, "perhaps"],
        ["x", 2, d.date(2026, 1, 1)],
    ]
    write_xlsx(tmp_path / "x.xlsx", {"Sheet1": rows})
    (case,), found = cases_in(described(tmp_path, "x.xlsx"), skip=True)
    assert "1 row is left out about `x`" in said(found)
    assert case.section("invoices").missing == 1


def test_rows_of_nobody_count_for_clients_of_later_tables(tmp_path: Path) -> None:
    """A row that names nobody may be about a client whom only another table names."""
    (tmp_path / "a.csv").write_text("client,due\n,2026-01-01\nx,2026-01-01\n", "utf-8")
    (tmp_path / "b.csv").write_text("client,date,about\ny,2026-01-01,payment\n", "utf-8")
    for order in (("a", "b"), ("b", "a")):
        names = {"a": "invoices", "b": "boundaries"}
        lines = [f"{names[one]}: {{file: {one}.csv}}\n" for one in order]
        (tmp_path / "tables.yaml").write_text("".join(lines), "utf-8")
        cases, _ = cases_in(tmp_path, skip=True)
        assert {one.client: one.section("invoices").missing for one in cases} == {"x": 1, "y": 1}


def test_errors_are_no_blanks(tmp_path: Path) -> None:
    """A cell that shows an error, or a formula without its result, is a fault, not unknown."""
    rows: list[list[Cell]] = [HEADER, ["x", 1, d.date(2026, 1, 1), None, "=1/0", "=A1=A2"]]
    path = write_xlsx(tmp_path / "x.xlsx", {"Sheet1": rows})

    def broken(data: bytes) -> bytes:
        error = data.replace(b'<c r="E2"><f>1/0</f><v>0</v>', b'<c r="E2" t="e"><v>#DIV/0!</v>')
        changed = error.replace(b"<f>A1=A2</f><v>0</v>", b"<f>A1=A2</f>")
        assert data != error != changed
        return changed

    repacked(path, broken)
    shown = said(client_faults(described(tmp_path, "x.xlsx")))
    assert "Sheet1!E2: `#DIV/0!` in column `amount` cannot be read" in shown
    assert "Sheet1!F2:" in shown
    assert "no stored result" in shown


def test_stored_results_of_formulas_are_read(tmp_path: Path) -> None:
    """A formula says what was stored for it; nothing is worked out."""
    rows: list[list[Cell]] = [HEADER, ["x", 1, d.date(2026, 1, 1), None, "=2+2", False]]
    path = write_xlsx(tmp_path / "x.xlsx", {"Sheet1": rows})
    repacked(path, lambda data: data.replace(b"<f>2+2</f><v>0</v>", b"<f>2+2</f><v>5</v>"))
    (case,), _ = cases_in(described(tmp_path, "x.xlsx"))
    assert invoices(case)[0]["amount"] == Interval(5, 5, "EUR")


def test_the_sheet_that_is_named(tmp_path: Path) -> None:
    """The first sheet is read where none is named; a wrong name says which sheets there are."""
    other: list[list[Cell]] = [HEADER, ["y", 1, d.date(2026, 2, 2)]]
    write_xlsx(tmp_path / "x.xlsx", {"One": [HEADER, *ROWS], "The other": other})
    first, _ = cases_in(described(tmp_path, "x.xlsx"))
    second, _ = cases_in(described(tmp_path, "x.xlsx", ", sheet: The other"))
    assert len(first) == 3
    assert [one.client for one in second] == ["y"]
    shown = said(client_faults(described(tmp_path, "x.xlsx", ", sheet: The othr")))
    assert "`x.xlsx` has no sheet `The othr`" in shown
    assert "did you mean `The other`?" in shown


def test_a_date_with_a_time_is_its_day(tmp_path: Path) -> None:
    """A payment of which the time is known was made on that day."""
    write_xlsx(tmp_path / "x.xlsx", {"Sheet1": [HEADER, *ROWS]})
    cases, _ = cases_in(described(tmp_path, "x.xlsx"))
    paid = invoices(cases[0])[0]["paid"]
    assert isinstance(paid, OpenDate)
    assert paid.days.low == d.date(2026, 3, 20).toordinal()


@pytest.mark.parametrize(
    ("column", "code"),
    [
        (pa.array([[1]]), "column-kind"),
        (pa.array([{"a": 1}]), "column-kind"),
        (pa.array([b"x"]), "column-kind"),
        (pa.array([d.datetime(2026, 1, 1)], pa.timestamp("us", tz="UTC")), "column-zone"),
    ],
)
def test_columns_that_no_cell_can_hold(column: pa.Array[Any], code: str, tmp_path: Path) -> None:
    """Lists and bytes are no cells; an instant has no local day unless one knows where."""
    write_parquet(tmp_path / "x.parquet", {"client": pa.array(["x"]), "due": column})
    assert one_code(client_faults(described(tmp_path, "x.parquet"))) == code


def test_columns_that_are_not_read_may_be_anything(tmp_path: Path) -> None:
    """What nobody asks for is not looked at."""
    columns = {
        "client": pa.array(["x"]),
        "due": pa.array([d.date(2026, 1, 1)]),
        "notes": pa.array([[1, 2]]),
    }
    write_parquet(tmp_path / "x.parquet", columns)
    (case,), found = cases_in(described(tmp_path, "x.parquet"))
    assert case.client == "x"
    assert not found


def test_a_number_is_no_date(tmp_path: Path) -> None:
    """A date whose cell is formatted as a number says what to do, and all in the row's order."""
    rows: list[list[Cell]] = [HEADER, ["x", 1, 46_023, "soon", 1, False]]
    write_xlsx(tmp_path / "x.xlsx", {"Sheet1": rows})
    shown = said(client_faults(described(tmp_path, "x.xlsx")))
    assert "give it the format of a date" in shown.split("!D2")[0]
    assert "dates are read here as" in shown.split("!D2")[1]


def test_years_counted_from_1904(tmp_path: Path) -> None:
    """A workbook whose days count from 1904 has the dates that it shows."""
    with xlsxwriter.Workbook(tmp_path / "x.xlsx", {"date_1904": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["client", "due"])
        sheet.write_string(1, 0, "x")
        day = book.add_format({"num_format": "d/m/yy"})
        sheet.write_datetime(1, 1, d.datetime(2026, 3, 1), day)
    (case,), _ = cases_in(described(tmp_path, "x.xlsx"))
    due = invoices(case)[0]["due"]
    assert due == Interval(d.date(2026, 3, 1).toordinal(), d.date(2026, 3, 1).toordinal())


def test_a_hidden_sheet_is_not_the_first(tmp_path: Path) -> None:
    """Where no sheet is named, it is the first that a reader sees."""
    write_xlsx(tmp_path / "x.xlsx", {"Codes": [["x"]], "Book": [HEADER, *ROWS]})

    def hide(data: bytes) -> bytes:
        return data.replace(b'<sheet name="Codes"', b'<sheet state="veryHidden" name="Codes"')

    repacked(tmp_path / "x.xlsx", hide, "xl/workbook.xml")
    cases, _ = cases_in(described(tmp_path, "x.xlsx"))
    assert len(cases) == 3


def test_columns_that_nobody_reads_may_share_a_name(tmp_path: Path) -> None:
    """Two columns of one name are refused only where one of them is read."""
    head: list[Cell] = [*HEADER, "note", "note"]
    write_xlsx(tmp_path / "x.xlsx", {"Sheet1": [head, *ROWS]})
    cases, found = cases_in(described(tmp_path, "x.xlsx"))
    assert len(cases) == 3
    assert not found
    write_xlsx(tmp_path / "x.xlsx", {"Sheet1": [[*HEADER, "due"], *ROWS]})
    assert one_code(client_faults(tmp_path)) == "column-twice"


def test_a_decimal_comma_is_named(tmp_path: Path) -> None:
    """Numbers as they are written in Europe are refused, with how to write them."""
    lines = ["client;due;amount", "x;1/1/2026;1.250,50", "x;1/1/2026;EUR 12,5", "x;1/1/2026;,"]
    (tmp_path / "x.csv").write_text("\n".join(lines) + "\n", "utf-8")
    shown = said(client_faults(described(tmp_path, "x.csv")))
    assert shown.count("write the decimals behind a point") == 2
