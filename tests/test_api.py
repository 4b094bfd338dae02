"""Promises about adieu from Python: documented, exact, clear in errors, harmless in a notebook."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import adieu
from adieu import api
from adieu.language import LANGUAGES
from support.program import run

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "clients" / "brasserie-du-parc.yaml"


@pytest.fixture(scope="module")
def policy() -> adieu.Policy:
    """The house policy."""
    return adieu.load_policy(ROOT / "rules")


def test_the_examples_in_the_documentation_run_without_a_warning() -> None:
    """Every example in the docstrings says what Python says, with warnings as errors."""
    code = (
        "import doctest; from adieu import api, errors; from adieu.infer import ahead;"
        "from adieu.portfolio import arrow;"
        "found = [doctest.testmod(one) for one in (api, errors, ahead, arrow)];"
        "assert sum(one.attempted for one in found) > 15;"
        "assert not any(one.failed for one in found)"
    )
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_importing_adieu_imports_nothing_else() -> None:
    """`import adieu` is instant: none of its own modules is loaded before it is needed."""
    code = "import sys, adieu; print([one for one in sys.modules if one.startswith('adieu.')])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_every_public_name_is_there_and_documented() -> None:
    """What `adieu` lists can be had, and says what it is."""
    for name in adieu.__all__:
        found = getattr(adieu, name)
        assert name in dir(adieu)
        assert name in ("Answer", "__version__") or found.__doc__
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        adieu.nothing_of_the_kind  # noqa: B018


def test_a_file_and_the_mapping_that_it_holds_give_one_review(policy: adieu.Policy) -> None:
    """A client may be a path, or a mapping of the same shape with Python's own values."""
    client = {
        "client": "Bakkerij De Korrel",
        "id": "de-korrel",
        "as_of": date(2026, 11, 1),
        "facts": {"billed_hourly": False, "revenue_share": Decimal("0.12"), "agreed_hours": None},
        "scores": {"decent_fee": 4, "pays_well": {"score": Fraction(7, 2), "reason": "slow"}},
        "invoices": [
            {"due": date(2026, 2, 9), "paid": date(2026, 3, 2), "amount": "EUR 1250.00"},
            {"due": "2026-03-09", "disputed": True, "dispute_founded": False},
        ],
        "contacts": ({"at": "2026-05-02 23:40", "reason": "new-idea"},),
        "incidents": [],
    }
    text = (
        "client: Bakkerij De Korrel\nid: de-korrel\nas_of: 2026-11-01\n"
        "facts: {billed_hourly: no, revenue_share: 12%}\n"
        "scores: {decent_fee: 4, pays_well: {score: 3.5, reason: slow}}\n"
        "invoices:\n"
        "  - {due: 2026-02-09, paid: 2026-03-02, amount: EUR 1250.00}\n"
        "  - {due: 2026-03-09, disputed: yes, dispute_founded: no}\n"
        "contacts:\n  - {at: 2026-05-02 23:40, reason: new-idea}\nincidents: []\n"
    )
    by_mapping = adieu.review(policy, client)
    from adieu.clients.files import read_text
    from adieu.diagnostics import Diagnostics, Source
    from adieu.judge import judge

    source = Source("de-korrel.yaml", tuple(text.splitlines()))
    case = read_text(source, policy, None, date(2026, 11, 1), Diagnostics())
    assert case is not None
    told, asked = api.Review(judge(policy, case)).document(), by_mapping.document()
    assert {**told, "facts_sha256": ""} == {**asked, "facts_sha256": ""}


def test_a_review_has_what_its_reports_say(policy: adieu.Policy) -> None:
    """Verdict, findings and reports of a worked example are those that the program writes."""
    review = adieu.review(policy, EXAMPLE)
    asked = ["review", str(EXAMPLE), "--policy", str(ROOT / "rules"), "--lang", "en"]
    document = json.loads(run(*asked, "--format", "json", "--out", "-").stdout)
    assert json.loads(review.json()) == document
    assert review.verdict == document["verdict"]
    assert review.possible == tuple(document["possible_verdicts"])
    assert review.final == document["final"]
    assert review.findings == tuple(one["rule"] for one in document["findings"])
    assert review.client == "brasserie-du-parc"
    assert str(review.as_of) == document["as_of"]
    assert review.verdict in repr(review)
    for language in LANGUAGES:
        assert review.markdown(language).startswith("# ")
        assert f'<html lang="{language}"' in review.html(language)
    assert review.html("en", audience="client") != review.html("en")


def test_a_review_date_beats_the_clients_own(policy: adieu.Policy) -> None:
    """The date that is asked for is the date of the review, as a date or as its text."""
    for day in (date(2026, 12, 1), "2026-12-01"):
        assert adieu.review(policy, EXAMPLE, as_of=day).as_of == date(2026, 12, 1)


@pytest.mark.parametrize("asked", [{"language": "de"}, {"audience": "press"}])
def test_a_language_that_is_not_there_is_refused(
    policy: adieu.Policy, asked: dict[str, str]
) -> None:
    """The error names what there is."""
    review = adieu.review(policy, {"client": "X", "as_of": "2026-11-01"})
    with pytest.raises(ValueError, match=r"en, nl, fr|internal and client"):
        review.markdown(**asked)  # type: ignore[arg-type]


def test_in_a_notebook_a_hostile_client_stays_in_its_frame(policy: adieu.Policy) -> None:
    """Markup in a client's file neither runs nor leaves the frame of the review."""
    hostile = '"></iframe><script>alert(1)</script><img src=x onerror=alert(1)>'
    client = {
        "client": hostile,
        "as_of": "2026-11-01",
        "incidents": [{"date": "2026-10-01", "kind": "belittling", "note": hostile}],
    }
    shown = adieu.review(policy, client)._repr_html_()
    assert shown.startswith('<iframe sandbox="" srcdoc="')
    assert shown.count("<") == 2
    assert "<script" not in adieu.review(policy, client).html().lower()


def test_everything_wrong_with_a_client_is_said_at_once(policy: adieu.Policy) -> None:
    """One exception carries every diagnostic, each with where it is in the mapping, in words."""
    client = {
        "client": "X",
        "facts": {"late_invoice": 3, "revenue_share": 40, "agreed_hours": [1]},
        "invoices": [{"paid": True}, 5],
        "invoces": [],
    }
    with pytest.raises(adieu.InputError) as error:
        adieu.review(policy, client)
    text = str(error.value)
    for part in (
        "client: facts.late_invoice: unknown fact `late_invoice`",
        "did you mean `late_invoices`?",
        "client: facts.revenue_share: ",
        "client: facts.agreed_hours: ",
        "client: invoices[0]",
        "client: invoices[1]",
        "client: invoces: ",
    ):
        assert part in text
    assert len(error.value.diagnostics) >= 6
    assert "bedoelde u" in error.value.said("nl").lower()


@pytest.mark.parametrize("name", ["nothing.yaml", "policy.yaml"])
def test_a_policy_that_cannot_be_used_says_why(tmp_path: Path, name: str) -> None:
    """A missing or a wrong policy is an InputError, printed as the program prints it."""
    (tmp_path / "policy.yaml").write_text("policy: x\nversion: 1\nrulez: []\n", "utf-8")
    with pytest.raises(adieu.InputError) as error:
        adieu.load_policy(tmp_path / name)
    assert name in str(error.value)
    assert isinstance(error.value, ValueError)


def test_a_path_names_one_client(policy: adieu.Policy, tmp_path: Path) -> None:
    """A folder of several clients is no client; a file that is missing is said to be."""
    with pytest.raises(adieu.InputError, match="name one of them"):
        adieu.review(policy, ROOT / "clients")
    with pytest.raises(adieu.InputError, match="no such file"):
        adieu.review(policy, tmp_path / "nobody.yaml")


ODD = {
    "deep": {"client": "X", "facts": {"agreed_hours": [[[[[[[[[[1]]]]]]]]]]}},
    "huge": {"client": "X", "facts": {"agreed_hours": 10**5000}},
    "tiny": {"client": "X", "facts": {"agreed_hours": Decimal("1e-999999")}},
    "endless": {"client": "X", "facts": {"agreed_hours": float("inf")}},
    "object": {"client": "X", "facts": {"agreed_hours": object()}},
    "name": {"client": 5, "id": "../x"},
    "keys": {1: 2, None: 3},
    "text": {"client": "\x00\u202e", "id": ""},
}


@pytest.mark.parametrize("name", ODD)
def test_odd_values_are_diagnosed(policy: adieu.Policy, name: str) -> None:
    """Whatever a mapping holds, what is wrong with it is a diagnostic."""
    with pytest.raises(adieu.InputError):
        adieu.review(policy, ODD[name])  # type: ignore[arg-type]


def test_the_policy_here_is_the_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a path it is the policy of the folder one stands in, else the house policy."""
    monkeypatch.chdir(tmp_path)
    assert adieu.load_policy().name == "house"
    monkeypatch.chdir(ROOT)
    assert adieu.load_policy().name == "house"


def test_tables_give_what_reviews_of_each_client_give(policy: adieu.Policy) -> None:
    """A portfolio of tables has every client's findings, whatever library the tables are of."""
    import pyarrow as pa

    clients = pa.table({"client": ["a", "b"], "late_invoices": [3, None], "agreed_hours": [9, 1]})
    incidents = pa.table(
        {"client": ["a"], "date": [date(2026, 10, 1)], "kind": ["belittling"], "toward": ["staff"]}
    )
    day = date(2026, 11, 1)
    tables = {"clients": clients, "incidents": incidents}
    rows = adieu.portfolio(policy, tables, as_of=day, facts=["late_invoices"])
    asked: list[dict[str, object]] = [
        {
            "client": "a",
            "facts": {"late_invoices": 3, "agreed_hours": 9},
            "incidents": [{"date": "2026-10-01", "kind": "belittling", "toward": "staff"}],
        },
        {"client": "b", "facts": {"agreed_hours": 1}, "incidents": []},
    ]
    for row, client in zip(rows.sort_by("client").to_pylist(), asked, strict=True):
        review = adieu.review(policy, client, as_of=day)
        assert set(row["findings"]) == set(review.findings)
        assert set(review.possible) <= set(row["possible"])
    streamed = {name: Streamed(table) for name, table in tables.items()}
    again = adieu.portfolio(policy, streamed, as_of=day, facts=["late_invoices"], memory="400MB")
    assert again.sort_by("client").equals(rows.sort_by("client"))


class Streamed:
    """A table of some library that hands itself over by Arrow's C interface."""

    def __init__(self, table: object) -> None:
        self.table = table

    def __arrow_c_stream__(self, schema: object = None) -> object:
        return self.table.__arrow_c_stream__(schema)  # type: ignore[attr-defined]


def test_bad_tables_are_named_as_the_caller_names_them(policy: adieu.Policy) -> None:
    """An unknown table, what is no table, a bad cell and an unknown fact are diagnosed."""
    import pyarrow as pa

    bad = {"clients": pa.table({"client": ["a"], "late_invoices": [-3]})}
    with pytest.raises(adieu.InputError, match=r"tables\.clients:1.*`-3`"):
        adieu.portfolio(policy, bad)
    with pytest.raises(adieu.InputError, match="did you mean `clients`"):
        adieu.portfolio(policy, {"client": bad["clients"]})
    with pytest.raises(adieu.InputError, match="no table that can be read"):
        adieu.portfolio(policy, {"clients": [1]})
    with pytest.raises(adieu.InputError, match="did you mean `late_invoices`"):
        adieu.portfolio(policy, bad, facts=["late_invoice"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"tables": {}}, "tables are given by name"),
        ({"tables": None}, "tables are given by name"),
        ({"tables": "clients"}, "clients: there is no such file"),
        ({"memory": "lots"}, "memory: `lots` does not fit here"),
        ({"memory": 2}, "memory: `2` does not fit here"),
        ({"currency": "euro"}, "write the three letters of a currency"),
        ({"as_of": "soon"}, "write the date as `2026-11-01`"),
        ({"facts": "late_invoice"}, "did you mean `late_invoices`"),
    ],
)
def test_arguments_that_make_no_sense(
    policy: adieu.Policy, arguments: dict[str, object], words: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """What a portfolio cannot be made with is a diagnostic, whatever it is."""
    import pyarrow as pa

    monkeypatch.chdir(tmp_path)
    tables = {"clients": pa.table({"client": ["a"]})}
    with pytest.raises(adieu.InputError, match=re.escape(words)):
        adieu.portfolio(policy, **{"tables": tables, **arguments})  # type: ignore[arg-type]


@pytest.mark.parametrize("as_of", ["2026-11-01", date(2026, 11, 1), datetime(2026, 11, 1, 23, 59)])
def test_a_review_date_in_any_form(policy: adieu.Policy, as_of: date | str) -> None:
    """A date may be a text or have a time; what is none is a diagnostic."""
    import pyarrow as pa

    day = date(2026, 11, 1)
    assert adieu.review(policy, {"client": "A"}, as_of=as_of).as_of == day
    rows = adieu.portfolio(policy, {"clients": pa.table({"client": ["a"]})}, as_of=as_of)
    assert rows["as_of"].to_pylist() == [day]
    with pytest.raises(adieu.InputError, match="as_of: `soon`"):
        adieu.review(policy, {"client": "A"}, as_of="soon")


def test_amounts_without_a_currency_are_said_once(policy: adieu.Policy) -> None:
    """A column of plain amounts is one diagnostic, and says how to name their currency."""
    import pyarrow as pa

    tables = {"clients": pa.table({"client": ["a", "b"], "revenue": [5, 6]})}
    with pytest.raises(adieu.InputError, match="without a currency") as raised:
        adieu.portfolio(policy, tables)
    assert len(raised.value.diagnostics) == 1
    assert adieu.portfolio(policy, tables, currency="EUR").num_rows == 2


def test_rows_that_are_left_out_are_told(policy: adieu.Policy) -> None:
    """Who goes on without bad rows is warned of what was left out."""
    import pyarrow as pa

    tables = {"clients": pa.table({"client": ["a", "b"], "late_invoices": [-1, 2]})}
    with pytest.warns(UserWarning, match=r"tables\.clients: .*1 row is left out about `a`"):
        rows = adieu.portfolio(policy, tables, skip_bad_rows=True)
    assert rows.num_rows == 2
