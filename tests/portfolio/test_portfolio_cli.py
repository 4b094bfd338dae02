"""Promises about ``adieu portfolio`` and ``adieu sql``: what goes in, comes out and is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import sqlglot

from adieu.clients.folder import read_cases
from adieu.language import LANGUAGES
from adieu.load.policy import load_policy
from adieu.policy import Policy
from adieu.portfolio.cases import tables_of
from adieu.portfolio.printed import DIALECTS, full_layout
from adieu.portfolio.rows import rows_of
from support.examples import ROOT
from support.in_process import Run, runner

HOUSE = ROOT / "rules"
AS_OF = "2026-11-01"
OPTIONS = ("--policy", str(HOUSE), "--as-of", AS_OF)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The program."""
    return runner(capfd, monkeypatch)


@pytest.fixture(scope="module")
def policy() -> Policy:
    """The house policy."""
    return load_policy(HOUSE)


@pytest.fixture(scope="module")
def expected(policy: Policy) -> dict[str, dict[str, Any]]:
    """What the reference says of the example clients."""
    day = date.fromisoformat(AS_OF)
    found = read_cases([ROOT / "clients"], policy, day, day)
    cases = [one.case for one in found if one.case is not None]
    return {
        row.client: {
            "name": row.name,
            "verdict": row.verdict,
            "final": row.final,
            "possible": list(row.possible),
            "findings": list(row.findings),
            "undetermined": list(row.undetermined),
        }
        for row in rows_of(policy, cases)
    }


def lines(text: str) -> Iterator[dict[str, Any]]:
    """Lines of JSON."""
    return map(json.loads, text.splitlines())


def told(rows: Iterator[dict[str, Any]], expected: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """The same of each row as of those expected."""
    keys = next(iter(expected.values())).keys()
    return {row["client"]: {key: row[key] for key in keys} for row in rows}


def test_rows_into_a_pipe(run: Run, expected: dict[str, dict[str, Any]]) -> None:
    """Without a file every row goes to a pipe as a line of JSON, as the reference says."""
    done = run("portfolio", ROOT / "clients", *OPTIONS)
    assert told(lines(done.stdout), expected) == expected


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory, policy: Policy) -> Path:
    """The example clients as Parquet files in the form of the layout."""
    day = date.fromisoformat(AS_OF)
    found = read_cases([ROOT / "clients"], policy, day, day)
    made = tables_of(policy, [one.case for one in found if one.case is not None])
    folder = tmp_path_factory.mktemp("tables")
    for name, table in made.items():
        pq.write_table(table, folder / f"{name}.parquet")
    return folder


def test_rows_of_parquet_files(
    run: Run, tables: Path, expected: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    """A folder of Parquet files in the form of the layout gives the same rows."""
    out = tmp_path / "rows.jsonl"
    done = run("portfolio", tables, *OPTIONS, "--currency", "EUR", "--out", out)
    assert done.stderr == f"written: {out}\n"
    assert told(lines(out.read_text("utf-8")), expected) == expected


def test_rows_of_a_duckdb_file(
    run: Run, tables: Path, expected: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    """A DuckDB file with these tables gives the same rows, and is not changed."""
    path = tmp_path / "book.duckdb"
    with duckdb.connect(str(path)) as database:
        for one in tables.glob("*.parquet"):
            database.execute(f"CREATE TABLE \"{one.stem}\" AS FROM '{one}'")
        database.execute('CREATE VIEW "complaints" AS SELECT 1')
    before = path.read_bytes()
    done = run("portfolio", path, *OPTIONS, "--currency", "EUR")
    assert told(lines(done.stdout), expected) == expected
    assert path.read_bytes() == before


def test_bad_cells_of_a_database_are_named(run: Run, tmp_path: Path) -> None:
    """What cannot be read in a table or in a view is named by table, row and column."""
    path = tmp_path / "book.duckdb"
    with duckdb.connect(str(path)) as database:
        database.execute("CREATE TABLE clients (client VARCHAR, revenue_share DOUBLE)")
        database.execute("INSERT INTO clients VALUES ('a', 0.5), ('b', 1.5), (NULL, 0.1)")
        database.execute(
            "CREATE VIEW invoices AS SELECT 'a' AS client, DATE '2026-01-01' AS due, 'x' AS paid"
        )
    done = run("portfolio", path, *OPTIONS, status=2)
    assert f"{path}:clients:2:2: `1.5` in column `revenue_share`" in done.stderr
    assert f"{path}:clients:3:1: the column `client`" in done.stderr
    assert f"{path}:invoices:1:3: `x` in column `paid`" in done.stderr
    assert not done.stdout


def test_a_view_opens_no_other_file(run: Run, tmp_path: Path) -> None:
    """A view in a database that reads another file is refused."""
    secret, path = tmp_path / "secret.csv", tmp_path / "book.duckdb"
    secret.write_text("client\nsecret\n", "utf-8")
    with duckdb.connect(str(path)) as database:
        database.execute(f"CREATE VIEW clients AS FROM read_csv('{secret}')")
    done = run("portfolio", path, *OPTIONS, status=2)
    assert "secret" not in done.stdout
    assert "[database-unreadable]" in done.stderr


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("nowhere", "file-missing"),
        ("nowhere.duckdb", "file-missing"),
        ("empty.duckdb", "database-without-tables"),
        ("text.duckdb", "database-unreadable"),
        ("postgres:host=localhost password=secret", "extension-missing"),
        ("mysql://u:secret@localhost/db", "extension-missing"),
        ("sqlite:x.sqlite", "extension-missing"),
        ("lite.sqlite", "extension-missing"),
        ("lite.db", "extension-missing"),
        ("https://example.com/x.duckdb", "source-remote"),
        ("s3://bucket/clients", "source-remote"),
        ("table.csv", "table-alone"),
        ("nothing/tables.yaml", "tables-none"),
        ("files", "parquet-without-tables"),
    ],
)
def test_sources_that_cannot_be_read(run: Run, source: str, code: str, tmp_path: Path) -> None:
    """A source that is not there, holds nothing or lacks its extension is one diagnostic."""
    duckdb.connect(str(tmp_path / "empty.duckdb")).close()
    for name in ("nothing", "files"):
        (tmp_path / name).mkdir()
    for name, text in (
        ("text.duckdb", "text"), ("lite.sqlite", ""), ("lite.db", "SQLite format 3\0"),
        ("table.csv", "client\na\n"), ("nothing/tables.yaml", "{}\n"), ("files/x.parquet", ""),
    ):  # fmt: skip
        (tmp_path / name).write_text(text, "utf-8")
    done = run("portfolio", source, *OPTIONS, cwd=tmp_path, status=2)
    assert done.stderr.count("[") == 1
    assert f"[{code}]" in done.stderr
    assert "secret" not in done.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--facts", "late_invoice"), "did you mean `late_invoices`?"),
        (("--out", "x.ods"), "[out-format]"),
        (("--memory", "some"), "write a size, as `2GB`"),
        (("--memory", "1MB"), "at least 200MB"),
        (("--reports", "talk"), "[needs-report]"),
        (("--reports", "leave", "--report", "x"), "unknown verdict `leave`"),
        (("--currency", "euro"), "three letters"),
        (("--out", "nowhere/x.csv"), "nothing can be written here"),
        (("--out", "."), "[out-format]"),
    ],
)
def test_options_that_make_no_sense(
    run: Run, options: tuple[str, ...], words: str, tmp_path: Path
) -> None:
    """An option that cannot be meant is said before anything is done."""
    done = run("portfolio", ROOT / "clients", *OPTIONS, *options, cwd=tmp_path, status=2)
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_clients_to_do_without_whom_nobody_knows(run: Run, tmp_path: Path) -> None:
    """An id that is not there is a warning, with who was probably meant."""
    (tmp_path / "de-korrel.yaml").write_text("client: Bakkerij De Korrel\n", "utf-8")
    names = "de-korrel,de-korel,Bakkerij de Korrel,elsewhere"
    done = run("portfolio", tmp_path, *OPTIONS, "--report", tmp_path, "--without", names)
    assert done.stderr.count("[client-absent]") == 3
    assert done.stderr.count("did you mean `de-korrel`?") == 2


def test_what_is_read_is_not_written_over(run: Run, tmp_path: Path) -> None:
    """A table is never replaced by the rows that are made of it."""
    table = tmp_path / "clients.parquet"
    pq.write_table(pa.table({"client": ["a"]}), table)
    before = table.read_bytes()
    done = run("portfolio", tmp_path, *OPTIONS, "--out", table, status=2)
    assert "[out-is-source]" in done.stderr
    assert table.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["clients.parquet"]


def test_nobody_at_all(run: Run, tmp_path: Path) -> None:
    """A table without rows is a warning, and an empty result."""
    (tmp_path / "x.csv").write_text("client,due\n", "utf-8")
    (tmp_path / "tables.yaml").write_text("invoices: {file: x.csv}\n", "utf-8")
    done = run("portfolio", tmp_path, *OPTIONS, "--out", tmp_path / "rows.csv")
    assert "[clients-nobody]" in done.stderr
    assert len((tmp_path / "rows.csv").read_text("utf-8").splitlines()) == 1


def test_one_bad_client_of_many(run: Run, tmp_path: Path) -> None:
    """Where one client's file is unusable the others are there, and the status is 2."""
    for name, text in (("a", "client: A\n"), ("b", "client: B\nfacts: {no_fact: yes}\n")):
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    done = run("portfolio", tmp_path, *OPTIONS, status=2)
    assert [row["client"] for row in lines(done.stdout)] == ["a"]
    assert "b.yaml:2" in done.stderr


def test_facts_that_are_asked_for(run: Run, tmp_path: Path) -> None:
    """Facts stand beside the verdict, with their range where they are numbers."""
    (tmp_path / "a.yaml").write_text("client: A\nfacts: {revenue_share: 12.5%}\n", "utf-8")
    done = run("portfolio", tmp_path, *OPTIONS, "--facts", "revenue_share, late_invoices")
    (row,) = lines(done.stdout)
    assert row["revenue_share"] == 0.125
    assert row["late_invoices"] is None
    assert row["late_invoices.low"] == 0


def test_reports_in_every_language(run: Run, tmp_path: Path) -> None:
    """The report is written in each language, with the single reviews that it links to."""
    languages = [part for one in LANGUAGES for part in ("--lang", one)]
    run("portfolio", ROOT / "clients", *OPTIONS, *languages, "--report", tmp_path,
        "--reports", "fire-now", "--without", "taxi-noord")  # fmt: skip
    for language in LANGUAGES:
        for ending in ("md", "html"):
            report = (tmp_path / f"portfolio.{language}.{ending}").read_text("utf-8")
            assert f"immo-keizershof.{language}.{ending}" in report
        assert (tmp_path / f"immo-keizershof.{language}.html").is_file()
        assert not (tmp_path / f"taxi-noord.{language}.html").exists()


def test_reports_of_a_database_without_files(run: Run, tables: Path, tmp_path: Path) -> None:
    """Single reviews of what is in no client's file are refused, and it is said why."""
    done = run("portfolio", tables, *OPTIONS, "--currency", "EUR", "--report", tmp_path,
               "--reports", "talk", status=2)  # fmt: skip
    assert "[reviews-need-files]" in done.stderr


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_statement_is_printed(run: Run, dialect: str, policy: Policy) -> None:
    """The statement can be read by people and parsed in its dialect; it names every rule."""
    done = run("sql", "--policy", HOUSE, "--as-of", AS_OF, "--dialect", dialect)
    (tree,) = [one for one in sqlglot.parse(done.stdout, read=dialect) if one is not None]
    assert tree.find(sqlglot.exp.Select) is not None
    assert all(rule.name in done.stdout for rule in policy.active)


def test_the_printed_statement_runs(run: Run, policy: Policy) -> None:
    """What is printed for DuckDB runs on tables such as it names."""
    done = run("sql", "--policy", HOUSE, "--as-of", AS_OF, "--facts", "late_share")
    layout = full_layout(policy)
    with duckdb.connect() as database:
        for name, columns in {"clients": layout.clients, **layout.sections}.items():
            listed = ", ".join(f'"{key}" {one.type}' for key, one in columns.items())
            database.execute(f'CREATE TABLE "{name}" ({listed})')
        database.execute("INSERT INTO clients (client) VALUES ('a')")
        result = database.execute(done.stdout)
        names = [one[0] for one in result.description or ()]
        (row,) = result.fetchall()
    assert dict(zip(names, row, strict=True))["client"] == "a"
    assert {"verdict", "possible", "late_share.low"} <= set(names)
