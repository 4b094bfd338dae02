"""Promises about a portfolio report as people read it: complete, inert, right in each language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from adieu.language import LANGUAGES, Language
from adieu.policy import Policy
from adieu.portfolio import duck
from adieu.portfolio.cases import layout_of, tables_of
from adieu.portfolio.report import Rendered, portfolio_report, portfolio_reports
from adieu.portfolio.report.page import href
from adieu.portfolio.rows import Row, rows_in
from adieu.portfolio.statement import statement
from adieu.quantities import read_value
from adieu.report.escape import clean
from report.hostile import FRAGMENTS, Seen, texts
from report.test_report_html import ATTRIBUTES, PAGE, PICTURE
from support.reported import (
    TODAY,
    example_cases,
    example_rows,
    facts_for,
    judged_by,
    random_portfolio,
    spread_out,
)
from support.stated import SHIPPED, house, loaded, name_of
from support.texts import NO_BREAK, policy_texts, texts_of

PARTS = (
    "numbers", "balance", "parting", "service", "late", "scores", "concentration", "unknown",
    "colophon",
)  # fmt: skip
LINKS = {row.client: row.client + ".{language}.{format}" for row in example_rows()}


@cache
def _examples() -> Mapping[Language, Rendered]:
    rows = example_rows()
    open_rows = [row for row in rows if not row.final]
    return portfolio_reports(house(), rows, LANGUAGES, ["taxi-noord"], LINKS, open_rows)


def _prose(language: Language) -> str:
    """What the examples' report says, each paragraph on a line, addresses left out."""
    text = re.sub(r"\]\([^)]*\)", "]", _examples()[language].markdown)
    body, found, _ = text.partition(
        f"## {texts_of(language, 'portfolio')['portfolio.heading.colophon']}"
    )
    assert found
    body = re.sub(r"^> ?", "", body, flags=re.MULTILINE)
    return "\n".join(re.sub(r"\s*\n\s*", " ", one) for one in re.split(r"\n(?=\n|\|)", body))


# What it says


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_is_there_in_its_order(language: Language) -> None:
    """The examples fill every part of the report; the first thing said is that it is internal."""
    texts_ = texts_of(language, "portfolio")
    said = re.findall("^## (.*)$", _examples()[language].markdown, re.MULTILINE)
    assert said == [texts_[f"portfolio.heading.{key}"] for key in PARTS]
    third = _examples()[language].markdown.split("\n\n")[1].replace("\n", " ")
    assert third == texts_["portfolio.internal"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_client_has_its_verdict_and_its_reason(language: Language) -> None:
    """The order of service lists each client with its verdict and the weightiest finding."""
    heading = texts_of(language, "portfolio")["portfolio.heading.service"]
    service = _examples()[language].markdown.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in service.splitlines() if line.startswith("| [")]
    assert len(lines) == len(example_rows())
    titles = {row.verdict: row.title[language] for row in house().verdicts}
    for row in example_rows():
        (line,) = (one for one in lines if f"]({row.client}.{language}.md)" in one)
        assert titles[row.verdict] in line
        assert line.rstrip(" |").endswith(".")


def test_the_reason_is_the_weightiest_finding() -> None:
    """A red flag is the reason even where the policy lists another finding before it."""
    flat = re.sub(r" +", " ", _examples()["en"].markdown)
    assert "There was 1 incident of aggression or threats in 12 months; once is enough." in flat
    assert "And 1 more finding. |" in flat


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_has_no_names_of_the_machinery(language: Language) -> None:
    """No id, no operator and no place left open stands in what people read."""
    prose = _prose(language)
    names = {*house().rules, *house().facts, *house().parameters, *house().severity}
    for name in names:
        if re.search("[-_]", name):
            assert not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", prose), name
    assert not re.findall(r"\w+_\w+|[{}#](?=\w)|\(\)|\.\.| ,", prose)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_counts_in_the_right_number(language: Language) -> None:
    """A report never says 1 with a plural."""
    said = {**texts_of(language, "portfolio"), **policy_texts(language)}
    pattern = re.compile(r"\{\s*\w+\s*:([^{}|]*)\|([^{}|]*)\}")
    prose = _prose(language)
    for one, many in {pair for text in said.values() for pair in pattern.findall(text)}:
        if re.search(r"#.*\w", many) and one != many:
            wrong = re.escape(many.replace("#", "1").strip())
            assert not re.search(rf"(?<![\d.,]){wrong}(?!\w)", prose), many


def test_french_is_set_as_french() -> None:
    """French elides before a vowel and keeps its signs on their lines."""
    prose = _prose("fr")
    vowels = "aeiouàâéèêëîïôûAEIOUÀÂÉÈÊËÎÏÔÛ"
    assert not re.findall(rf"\b(?:de|le|la|que|ne|se|je|ce) [{vowels}]\w+", prose)
    assert not re.findall(rf"[^{NO_BREAK}\s:|-][:;?!»](?=\s|$)|«[^{NO_BREAK}]", prose)
    assert "'" not in prose


def test_the_languages_tell_the_same_story() -> None:
    """The report has as many headings, table rows and pictures in every language."""
    starts = (r"^#+ ", r"^\|", r"^!\[", r"^> \*\*")
    shapes = [
        [len(re.findall(start, one.markdown, re.MULTILINE)) for start in starts]
        for one in _examples().values()
    ]
    assert shapes[0] == shapes[1] == shapes[2]


def test_how_many_were_tried_is_said() -> None:
    """Where the questions were tried on some provisional clients only, the report says so."""
    some = [row for row in example_rows() if not row.final][:1]
    told = portfolio_report(house(), example_rows(), "en", open_rows=some).markdown
    said = "was tried on 1 client with a provisional verdict. 1 other was not tried."
    assert said in " ".join(told.split())


def test_the_same_rows_give_the_same_report() -> None:
    """Nothing in a report depends on the hour or on the order of the rows."""
    rows = example_rows()
    once, again = (
        portfolio_report(house(), those, "nl", ["taxi-noord"], LINKS, those)
        for those in (rows, rows[::-1])
    )
    assert once == again


def test_the_statement_tells_the_same() -> None:
    """From the rows that DuckDB returns the report is, word for word, that of the reference."""
    tables = tables_of(house(), example_cases())
    query = statement(house(), layout_of(tables), TODAY, facts_for(house()))
    currencies = {"revenue": "EUR", "cost_to_serve": "EUR"}
    rows = list(rows_in(house(), duck.run(query, tables), currencies))
    told = portfolio_report(house(), rows, "en", ["taxi-noord"], LINKS, rows)
    assert told.markdown == _examples()["en"].markdown


def _with(row: Row, **amounts: str) -> Row:
    """A client with other amounts, as a file writes them."""
    facts = house().facts
    read = {name: read_value(text, facts[name].type) for name, text in amounts.items()}
    return replace(row, values={**row.values, **read})


def test_what_parting_means_worked_out_by_hand() -> None:
    """100 of 400 goes; 10 hours have to earn 20, and 2 do where the rest earns 10 an hour."""
    by_id = {row.client: row for row in example_rows()}
    one = _with(by_id["atelier-lumiere"], revenue="EUR 60", cost_to_serve="EUR 50",
                agreed_hours="4", revenue_share="12%", hours_share="16%")  # fmt: skip
    other = _with(by_id["beau-sejour"], revenue="EUR 40", cost_to_serve="EUR 30",
                  agreed_hours="6", revenue_share="4%", hours_share="9%")  # fmt: skip
    rest = _with(by_id["apotheek-lindenhof"], revenue="EUR 300", cost_to_serve="EUR 100",
                 agreed_hours="20", revenue_share="20%", hours_share="10%")  # fmt: skip
    told = " ".join(portfolio_report(house(), [one, other, rest], "en").markdown.split())
    for sentence in (
        "The firm loses €100 of revenue, 25% of what is known. Cost of €80 falls away.",
        "That frees 25% of the firm’s hours. Agreed work of 10 hours falls away.",
        "After cost, these clients earn the firm €20. That would be gone.",
        "The rest brings in €200 more than it costs to serve.",
        "Each hour that comes free would have to earn €2 after cost. The rest earns €10 an hour",
        "At that rate, the firm has to sell 2 hours again to make up for the loss. "
        "Parting frees 10 hours.",
        "Together they bring 16% of the firm’s revenue. The policy’s limit for a single client is",
        "2 clients take a larger share of the hours than of the revenue. "
        "Together: 25% of the hours, 16% of the revenue.",
        "The largest client brings in 75% of the revenue that is known.",
        "No client is known to reach that.",
    ):
        assert sentence in told


def test_what_is_not_known_of_those_who_leave_is_said() -> None:
    """Where an amount is not known a sum says so, and a share becomes a lower bound."""
    by_id = {row.client: row for row in example_rows()}
    one, other = by_id["atelier-lumiere"], by_id["beau-sejour"]
    gone = {name: house().facts[name].type.unknown() for name in ("revenue", "revenue_share")}
    rows = [one, replace(other, values={**other.values, **gone}), by_id["apotheek-lindenhof"]]
    told = " ".join(portfolio_report(house(), rows, "en").markdown.split())
    assert "For 1 of 2 clients the revenue is not known." in told
    assert "Together they bring at least 12% of the firm’s revenue." in told
    assert "| €13,900 (1/2) |" in told


def _flat(rows: Sequence[Row], language: Language = "en") -> str:
    """A report on one line; of the front the marks of a quotation are left out."""
    told = portfolio_report(house(), rows, language, open_rows=rows).markdown
    return " ".join(re.sub("^>", "", told, flags=re.MULTILINE).split())


def test_where_both_lose_money_nobody_is_said_to_carry_it() -> None:
    """Who leaves costs 20 too much, who stays 5: the one is a gain, the other a warning."""
    by_id = {row.client: row for row in example_rows()}
    rows = [
        _with(by_id["beau-sejour"], revenue="EUR 40", cost_to_serve="EUR 60"),
        _with(by_id["apotheek-lindenhof"], revenue="EUR 30", cost_to_serve="EUR 35"),
    ]
    told = _flat(rows)
    assert "This client costs €20 more than it brings in. That loss would end." in told
    assert (
        "The rest costs €5 more to serve than it brings in, and so does not carry itself." in told
    )
    assert "sell" not in told


def test_hours_that_do_not_make_up_for_the_loss() -> None:
    """Ten hours that earn 5 each leave 30 of 80 missing."""
    by_id = {row.client: row for row in example_rows()}
    rows = [
        _with(by_id["beau-sejour"], revenue="EUR 90", cost_to_serve="EUR 10", agreed_hours="10"),
        _with(by_id["apotheek-lindenhof"], revenue="EUR 60", cost_to_serve="EUR 10",
              agreed_hours="10"),
    ]  # fmt: skip
    said = "At that rate the freed hours do not make up for the loss: €30 is missing."
    assert said in _flat(rows)


def test_each_can_be_missed_but_not_all_of_them() -> None:
    """Clients who are each below the policy's limit are weighed together as well."""
    by_id = {row.client: row for row in example_rows()}
    warning = "Each “yes” holds for one client by itself, not for all of them together."
    for share, warned in (("12%", False), ("13%", True)):
        rows = [
            _with(by_id["atelier-lumiere"], revenue_share="12%"),
            _with(by_id["beau-sejour"], revenue_share=share),
            by_id["apotheek-lindenhof"],
        ]
        assert (warning in _flat(rows)) == warned


def test_everybody_on_whom_the_firm_depends_is_counted() -> None:
    """Ten are named, and how many others there are beyond the policy's limit is said."""
    rows = [
        replace(
            _with(example_rows()[0], revenue_share=share), client=f"c{number}", name=f"N{number}"
        )
        for number, share in enumerate(["25%"] * 13 + ["24.9%"] * 4)
    ]
    assert re.search(r"That holds for: N0 \(25%\), .* and 3 others\.", _flat(rows))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_screen_says_what_to_decide(language: Language) -> None:
    """Each verdict with its clients, what parting means, and the question that settles somebody."""
    front = _examples()[language].markdown.split("\n## ")[0]
    front = " ".join(re.sub("^>", "", front, flags=re.MULTILINE).split())
    for verdict in house().verdicts:
        those = [row for row in example_rows() if row.verdict == verdict.verdict]
        label = rf"\*\*{re.escape(verdict.title[language])} \({len(those)}\)\s?:\*\*"
        (names,) = re.findall(rf"{label} (.*?)\.(?= \*\*| \d)", front)
        assert all(row.name in names for row in those)
    asked = house().facts["deliberate_lies"].question
    assert asked is not None
    assert asked[language].split("{")[0] in front
    assert "Transport Lambert." in front
    assert len(re.findall("842.300|5.310|121.650", front.replace("\u202f", "."))) == 3


def test_the_first_screen_answers_what_was_asked() -> None:
    """Where somebody asks what it means to do without a client, that comes before the proposal."""
    told = portfolio_report(house(), example_rows(), "en", ["apotheek-lindenhof"]).markdown
    front = " ".join(re.sub("^>", "", told, flags=re.MULTILINE).split()).split(" ## ")[0]
    asked = "**Without the client that you named:** The firm loses €15,600 of revenue"
    assert 0 < front.index(asked) < front.index("**If these 10 clients go:**")


def test_one_client_alone_is_called_by_its_name() -> None:
    """A portfolio of one says who it is and what the verdict is, and never speaks of them."""
    (row,) = (one for one in example_rows() if one.client == "brasserie-du-parc")
    told = _flat([row])
    assert "**Brasserie du Parc: Part at once.**" in told
    assert "**If this client goes:** The firm loses €41,200 of revenue" in told
    assert "No client would be left." in told
    assert "of them" not in told.split("## The portfolio in numbers")[0]


def test_what_nobody_knows_is_said_first() -> None:
    """Where revenue and hours are known of nobody, the first screen says so."""
    unknown = {name: house().facts[name].type.unknown()
               for name in ("revenue", "cost_to_serve", "agreed_hours", "revenue_share",
                            "hours_share")}  # fmt: skip
    front = _flat([replace(row, values={**row.values, **unknown}) for row in example_rows()]).split(
        "## "
    )[0]
    assert "The revenue that goes is not known. The hours that come free are not known." in front
    assert "The revenue is not known for any client." in front


# For any policy


@pytest.mark.parametrize("path", SHIPPED, ids=name_of)
def test_every_shipped_policy_has_a_report(path: Path) -> None:
    """Each policy that comes with the program tells of the examples in three languages."""
    policy = loaded(path)
    rows = judged_by(policy) if policy.facts.keys() >= house().facts.keys() else ()
    told = portfolio_reports(policy, rows, LANGUAGES, (), {}, rows)
    assert all(len(one.html) > 1_000 for one in told.values())


@pytest.mark.parametrize("seed", range(30))
def test_any_policy_has_a_report(seed: int) -> None:
    """Policies of every shape, without texts and with other facts, have a report that is right."""
    policy, _, rows = random_portfolio(seed, seed % 7)
    told = portfolio_reports(policy, rows, LANGUAGES, ["c0", "c99"], {}, rows)
    for one in told.values():
        _check_page(one.html)
        assert len(re.findall("^# ", one.markdown, re.MULTILINE)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_clients_or_none(count: int, language: Language) -> None:
    """No client at all is said; one or two are told as one or two."""
    told = portfolio_report(house(), example_rows()[:count], language, ["nobody"])
    none = texts_of(language, "portfolio")["portfolio.no_clients"]
    assert (none in told.markdown) == (count == 0)
    _check_page(told.html)


def test_many_clients_stay_readable() -> None:
    """Of thousands of clients the report names the first few and says how many more there are."""
    few, many = (
        portfolio_report(house(), spread_out(example_rows(), size), "en") for size in (1_000, 3_000)
    )
    assert "800 more clients are not shown here." in few.markdown
    assert "2,800 more clients are not shown here." in many.markdown
    assert "in the table of all clients" not in many.markdown
    assert len(many.html) < 1.1 * len(few.html)


def _without(policy: Policy, *facts: str) -> Policy:
    names = [name for name in policy.facts if name not in facts]
    return replace(policy, facts={name: policy.facts[name] for name in names})


def test_what_a_policy_cannot_feed_is_left_out() -> None:
    """Without revenue, hours or late payment in the vocabulary the report has no such parts."""
    gone = ("revenue", "cost_to_serve", "agreed_hours", "revenue_share", "hours_share",
            "late_share", "late_invoices", "can_do_without")  # fmt: skip
    rows = [replace(row, values={}) for row in example_rows()]
    told = portfolio_report(_without(house(), *gone), rows, "en")
    said = re.findall("^## (.*)$", told.markdown, re.MULTILINE)
    kept = ("numbers", "parting", "service", "scores", "unknown", "colophon")
    assert said == [texts_of("en", "portfolio")[f"portfolio.heading.{key}"] for key in kept]
    assert not re.search("revenue|hours", told.markdown.split("## Every client")[0])


# The page


def _check_page(page: str) -> Seen:
    seen = Seen(page)
    assert set(seen.tags) <= PAGE | PICTURE
    assert {name for _, attributes in seen.elements for name, _ in attributes} <= ATTRIBUTES
    levels = [int(tag[1]) for tag in seen.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert seen.tags.count("svg") == seen.tags.count("desc")
    ids = [value for _, attributes in seen.elements for name, value in attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert " style=" not in page
    assert not seen.odd
    return seen


def _links(seen: Seen) -> set[str]:
    found = (dict(attributes).get("href") for tag, attributes in seen.elements if tag == "a")
    return {one for one in found if one and not one.startswith("#")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_file_that_leads_to_the_single_reviews_only(language: Language) -> None:
    """The page loads nothing; its only addresses are the reviews of its own clients."""
    seen = _check_page(_examples()[language].html)
    assert ("html", (("lang", language),)) in seen.elements
    assert _links(seen) == {f"{row.client}.{language}.html" for row in example_rows()}
    assert seen.tags.count("svg") == 3


def test_verdicts_are_told_apart_without_colour() -> None:
    """Each verdict has a sign of its own shape, and a provisional one is an outline."""
    (picture,) = (svg for name, svg in _examples()["en"].pictures.items() if ".balance." in name)
    shapes: dict[str, set[str]] = {}
    for path, kind in re.findall(r'<path d="M[\d.]+ [\d.]+m([^"]*)" class="([\w ]+)"', picture):
        shapes.setdefault(kind.split()[0], set()).add(path)
    assert len(shapes) == 5
    assert all(len(paths) == 1 for paths in shapes.values())
    assert len({next(iter(paths)) for paths in shapes.values()}) == 5
    assert 'class="sure hollow"' in picture


def _hostile(text: str) -> tuple[Row, ...]:
    rows = example_rows()[:4]
    return tuple(replace(row, name=f"a {text} b") for row in rows)


def _outside_pictures(page: str) -> list[str]:
    return Seen(re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)).tags


@settings(deadline=None, max_examples=20)
@given(text=texts)
def test_a_hostile_name_brings_no_markup(text: str) -> None:
    """With a hostile name of a client the page has the elements of a harmless one."""
    page, harmless = (
        portfolio_report(house(), _hostile(one), "en", [text], LINKS).html for one in (text, "x")
    )
    seen = _check_page(page)
    assert _outside_pictures(page) == _outside_pictures(harmless)
    assert _links(seen) == _links(Seen(harmless))
    shown = re.sub(r"\s+", " ", seen.text)
    assert re.sub(r"\s+", " ", clean(f"a {text} b")) in shown


def test_a_hostile_path_leads_nowhere_else() -> None:
    """What stands in a link is a relative path below the report, whatever the id of a client is."""
    row = example_rows()[0]
    ids = [f"{text}{number}" for number, text in enumerate(FRAGMENTS)] + ["../../x", "//evil", "/x"]
    rows = [replace(row, client=one) for one in ids]
    links = {one: one + ".{language}.{format}" for one in ids}
    found = _links(_check_page(portfolio_report(house(), rows, "fr", ids, links).html))
    assert found == {href(one, "fr", "html") for one in links.values()}
    for link in found:
        assert re.fullmatch(r"[\w.~%-][\w./~%-]*", link)


def test_the_pictures_are_files_beside_the_text() -> None:
    """Every picture that the Markdown shows is among those given, and no other is."""
    for one in _examples().values():
        shown = set(re.findall(r"!\[[^\]]*\]\(([^)]*)\)", one.markdown))
        assert shown == set(one.pictures)
        for svg in one.pictures.values():
            assert svg.startswith("<svg xmlns=")
            assert "<title" in svg
