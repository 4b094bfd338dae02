"""Promises about the worked examples in ``clients/``: verdicts, reports, and every text they show.

What stands in ``EXAMPLES`` was worked out by hand from the policy, never copied from the program.
``ADIEU_UPDATE_GOLDEN=1`` writes the reports in ``reports/`` anew.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from yaml import safe_load

from adieu.language import LANGUAGES, Language, placeholders
from adieu.load.policy import load_policy

ROOT = Path(__file__).parent.parent
REPORTS = ROOT / "reports"
FIRMS = ("accountant", "criminal-lawyer", "web-agency")
HTML: Language = "en"
"""The language in which reports are kept as HTML as well."""

UPDATE = os.environ.get("ADIEU_UPDATE_GOLDEN") == "1"
NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Example:
    """What a person who reads the policy makes of a client.

    ``found`` has each finding with whether repair was tried; ``firm`` is whose policy applies.
    """

    possible: tuple[str, ...]
    found: dict[str, bool]
    classes: str
    superseded: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    undetermined: tuple[str, ...] = ()
    firm: str | None = None

    @property
    def verdict(self) -> str:
        """The mildest of the possible verdicts."""
        return self.possible[-1]

    @property
    def final(self) -> bool:
        """Whether no answer can change it any more."""
        return len(self.possible) == 1


EXAMPLES = {
    # Red flags: one is enough, whatever the rest says.
    "brasserie-du-parc": Example(
        ("fire-now",), {"physical-abuse": False, "drains-staff": False}, "ABCD"
    ),
    "immo-keizershof": Example(
        ("fire-now",),
        {"mental-abuse": True, "drains-staff": True, "feels-misused": False},
        "BCD",
        superseded=("belittling",),
    ),
    "bouwbedrijf-claes": Example(("fire-now",), {"lying": False, "legal-liability": False}, "BC"),
    "festival-zomerkade": Example(
        ("fire-now",),
        {"unreasonable-demands": True, "threats": False, "feels-misused": False},
        "B",
    ),
    # A final experience, or a ground whose repair was tried; the firm can do without the revenue.
    "atelier-lumiere": Example(("fire",), {"after-hours": True, "feels-misused": False}, "ABC"),
    "beau-sejour": Example(
        ("fire",),
        {
            "went-too-far": True,
            "constant-disputes": False,
            "threats": True,
            "drains-time": False,
            "feels-misused": False,
        },
        "CD",
    ),
    "drukkerij-janssens": Example(
        ("fire",), {"always-late": True}, "BC", superseded=("late-payment",)
    ),
    "modehuis-elise": Example(
        ("fire",), {"costs-more-than-it-yields": True, "changes-mind": False}, "B"
    ),
    "wijnhandel-roussel": Example(("fire",), {"rescue-after-ignored-advice": False}, "BC"),
    # The same, but the firm cannot do without it yet.
    "metaalwerken-de-smet": Example(
        ("prepare",),
        {
            "price-cut-after-agreement": False,
            "constant-disputes": True,
            "late-payment": False,
            "feels-misused": False,
        },
        "C",
    ),
    # A ground that nobody tried to repair, or a concern.
    "fitclub-de-coupure": Example(("talk",), {"plays-off-competitors": False}, "BC"),
    "taxi-noord": Example(("talk",), {"threats": False}, "ABC"),
    "vzw-de-brug": Example(
        ("talk",), {"drains-time": False}, "A", undetermined=("costs-more-than-it-yields",)
    ),
    "kapsalon-nadine": Example(
        ("talk",),
        {"class-d": False, "belittling": False, "ignores-advice": False},
        "D",
        firm="accountant",
    ),
    # Nothing speaks against them.
    "apotheek-lindenhof": Example(("keep",), {}, "A"),
    "bart-maes": Example(("keep",), {}, "ABC", firm="criminal-lawyer"),
    "hotel-de-linde": Example(("keep",), {}, "B"),
    "maison-fontaine": Example(("keep",), {}, "B", excused=("changes-mind",)),
    # Provisional: an answer is missing.
    "kinderwinkel-pippa": Example(
        ("fire", "prepare"),
        {"scope-creep": True, "ignores-advice": False},
        "B",
        firm="web-agency",
    ),
    "transport-lambert": Example(("fire-now", "keep"), {}, "B", undetermined=("lying",)),
    "de-gouden-arend": Example(
        ("fire-now", "fire", "talk", "keep"),
        {},
        "ABCD",
        undetermined=(
            "after-hours",
            "changes-mind",
            "costs-more-than-it-yields",
            "drains-staff",
            "drains-time",
            "feels-misused",
            "ignores-advice",
            "late-payment",
            "legal-liability",
            "rescue-after-ignored-advice",
            "scope-creep",
            "went-too-far",
        ),
    ),
}


def _client_file(client: str) -> Path:
    firm = EXAMPLES[client].firm
    return ROOT / "clients" / (f"firms/{firm}" if firm else "") / f"{client}.yaml"


def _adieu(*arguments: str | Path) -> str:
    """What the program prints, run in the repository as its users do."""
    done = subprocess.run(
        [sys.executable, "-m", "adieu", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _review_all(out: Path, *options: str) -> Path:
    """Reports of all examples in a folder, made by one command a folder of clients."""
    _adieu("review", "clients", *options, f"--out={out}")
    for firm in FIRMS:
        policy = f"--policy=rules/firms/{firm}.yaml"
        _adieu("review", f"clients/firms/{firm}", policy, *options, f"--out={out}")
    return out


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the internal reports of all examples."""
    languages = [f"--lang={one}" for one in (HTML, *(one for one in LANGUAGES if one != HTML))]
    formats = ["--format=md", "--format=html", "--format=json"]
    return _review_all(tmp_path_factory.mktemp("reports"), *languages, *formats)


@pytest.fixture(scope="session")
def rendered_for_client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reports that the clients themselves may see."""
    return _review_all(tmp_path_factory.mktemp("clients"), "--audience=client", f"--lang={HTML}")


def _reviewed(rendered: Path, client: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((rendered / f"{client}.json").read_text("utf-8"))
    return document


# The verdicts


def test_every_example_is_in_the_table() -> None:
    """The table knows every client file, and every entry of the table has one."""
    files = {path for path in (ROOT / "clients").rglob("*.yaml") if path.name != "tables.yaml"}
    assert files == {_client_file(client) for client in EXAMPLES}


@pytest.mark.parametrize("client", EXAMPLES)
def test_an_example_says_what_it_shows(client: str) -> None:
    """A client file begins with two lines: who it is, and what the case shows."""
    lines = _client_file(client).read_text("utf-8").splitlines()
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
        [one["at"] for one in safe_load(_client_file(client).read_text("utf-8"))["contacts"]]
        for client in ("atelier-lumiere", "bart-maes")
    ]
    assert calls[0] == calls[1]
    told = json.loads(
        _adieu("review", _client_file("bart-maes"), "--policy=rules", "--format=json", "--out=-")
    )
    assert told["verdict"] == "fire"
    assert [one["rule"] for one in told["findings"]] == ["after-hours"]


@pytest.mark.parametrize(("answer", "verdict"), [("yes", "fire-now"), ("no", "keep")])
def test_one_answer_decides(answer: str, verdict: str, tmp_path: Path) -> None:
    """Whether the haulier lied on purpose decides between the harshest and the mildest verdict."""
    text = _client_file("transport-lambert").read_text("utf-8")
    file = tmp_path / "answered.yaml"
    file.write_text(text.replace("kind: lie\n", f"kind: lie\n    deliberate: {answer}\n"), "utf-8")
    told = json.loads(_adieu("review", file, "--policy=rules", "--format=json", "--out=-"))
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
    if not _golden():
        pytest.skip("there are no reports yet; ADIEU_UPDATE_GOLDEN=1 writes them")
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


# What a report says


def _prose(rendered: Path, client: str, language: Language) -> str:
    """What a report says in text and tables, without its footer and the firm's own words."""
    text = (rendered / f"{client}.{language}.md").read_text("utf-8")
    heading = _catalogue(language, "report")["report.heading.colophon"]
    body, found, _ = text.partition(f"## {heading}")
    assert found
    body = re.sub(r"!\[([^\]]*)\]\([^)]*\)", r"\1", body)
    body = re.sub(r"^> ?", "", body, flags=re.MULTILINE)
    paragraphs = [re.sub(r"\s*\n\s*", " ", one) for one in re.split(r"\n(?=\n|- |\|)", body)]
    note = _catalogue(language, "report")["report.finding.note"]
    before, after = (re.escape(part) for part in note.split("{note}"))
    prose = re.sub(rf"{before}.*?{after}(?=$|\s|\))", "", "\n".join(paragraphs), flags=re.MULTILINE)
    for said in _own_words(client):
        prose = prose.replace(said, "…")
    return prose


@cache
def _own_words(client: str) -> tuple[str, ...]:
    """The reasons that a firm wrote itself, longest first."""
    file = safe_load(_client_file(client).read_text("utf-8"))
    scores = [one for one in file["scores"].values() if isinstance(one, dict)]
    records = [*file.get("contacts", ()), *file.get("incidents", ())]
    reasons = {one["reason"] for one in (*scores, *records) if "reason" in one}
    return tuple(sorted(reasons, key=len, reverse=True))


@cache
def _ids() -> tuple[str, ...]:
    """Ids that no reader should meet: those that are not at the same time plain English."""
    policy = load_policy(ROOT / "rules")
    said = [fact.choices for fact in policy.facts.values()]
    said += [field.choices for kind in policy.records.values() for field in kind.fields.values()]
    choices = {word: text["en"] for one in said for word, text in one.items()}
    names = {
        *policy.rules,
        *policy.facts,
        *policy.parameters,
        *policy.matters,
        *choices,
        *(step.name for step in policy.plan),
        *(row.verdict for row in policy.verdicts),
    }
    return tuple(sorted(one for one in names if re.search("[-_]", one) and choices.get(one) != one))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("client", EXAMPLES)
def test_a_report_has_no_names_of_the_machinery(
    client: str, language: Language, rendered: Path
) -> None:
    """No id, no operator and no place left open stands in what people read."""
    prose = _prose(rendered, client, language)
    for name in _ids():
        assert not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", prose), name
    assert not re.findall(r"\w+_\w+", prose)
    assert not re.findall(r"[<>=!]=|÷|×|[{}#](?=\w)|\w [<>=] \w", prose)
    assert not re.findall(r"\(\)|\.\.| ,", prose)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("client", EXAMPLES)
def test_a_report_counts_in_the_right_number(
    client: str, language: Language, rendered: Path
) -> None:
    """A report never says 1 with a plural."""
    prose = _prose(rendered, client, language)
    for one, many in _plurals(language):
        if re.search(r"#.*\w", many) and one != many:
            wrong = re.escape(many.replace("#", "1").strip())
            assert not re.search(rf"(?<![\d.,]){wrong}(?!\w)", prose), many


@cache
def _plurals(language: Language) -> frozenset[tuple[str, str]]:
    texts = (*_catalogue(language, "sentences").values(), *_policy_texts(language).values())
    pattern = re.compile(r"\{\s*\w+\s*:([^{}|]*)\|([^{}|]*)\}")
    return frozenset(pair for text in texts for pair in pattern.findall(text))


@pytest.mark.parametrize("client", EXAMPLES)
def test_french_elides(client: str, rendered: Path) -> None:
    """A French report elides before a vowel, and no line begins with a sign of punctuation."""
    prose = _prose(rendered, client, "fr")
    vowels = "aeiouàâéèêëîïôûAEIOUÀÂÉÈÊËÎÏÔÛ"
    found = re.findall(rf"\b(?:de|le|la|que|ne|se|je|ce) [{vowels}]\w+", prose)
    assert not [one for one in found if one.split()[1] not in ("oui", "onze")]
    assert not re.findall(rf"[^{NO_BREAK}\s:|-][:;?!»](?=\s|$)|«[^{NO_BREAK}]", prose)
    assert "'" not in prose


@pytest.mark.parametrize("client", EXAMPLES)
def test_the_languages_tell_the_same_story(client: str, rendered: Path) -> None:
    """The report has as many headings, table rows and items in every language."""

    def shape(language: Language) -> list[int]:
        text = (rendered / f"{client}.{language}.md").read_text("utf-8")
        starts = (r"^#+ ", r"^\|", r"^- ", r"^\d+\. ")
        return [len(re.findall(start, text, re.MULTILINE)) for start in starts]

    assert shape("en") == shape("nl") == shape("fr")


@pytest.mark.parametrize("client", EXAMPLES)
def test_the_client_is_not_told_what_is_internal(client: str, rendered_for_client: Path) -> None:
    """The client's own version leaves out scores, opinions, hearsay and the firm's notes."""
    told = (rendered_for_client / f"{client}.{HTML}.md").read_text("utf-8")
    flat = re.sub(r"\s+", " ", told)
    file = safe_load(_client_file(client).read_text("utf-8"))
    records = [one for value in file.values() if isinstance(value, list) for one in value]
    private = [one["note"] for one in records if "note" in one]
    scores = [one for one in file["scores"].values() if isinstance(one, dict)]
    private += [one["reason"] for one in scores if "reason" in one]
    assert not [one for one in private if one in flat]
    assert not re.findall(r"(?:hearsay|opinion)\)", flat)


# The texts themselves


@cache
def _catalogue(language: Language, area: str) -> dict[str, str]:
    path = resources.files("adieu") / "catalogue" / language / f"{area}.yaml"
    return dict(_flat("", safe_load(path.read_text("utf-8"))))


def _flat(prefix: str, tree: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        assert not isinstance(key, bool), f"{prefix}{key} is not read as text"
        if isinstance(value, dict):
            yield from _flat(f"{prefix}{key}.", value)
        else:
            assert isinstance(value, str), f"{prefix}{key} is not read as text"
            yield f"{prefix}{key}", value


@cache
def _policy_texts(language: Language) -> dict[str, str]:
    """Every text of the shipped policies, by where it stands."""
    return {place: text[language] for place, text in _texts().items()}


@cache
def _texts() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}

    def walk(place: str, node: Any) -> None:
        if isinstance(node, dict):
            if set(node) & set(LANGUAGES):
                assert set(node) == set(LANGUAGES), place
                found[place] = node
            else:
                for key, value in node.items():
                    walk(f"{place}.{key}", value)
        elif isinstance(node, list):
            for index, value in enumerate(node):
                walk(f"{place}[{index}]", value)

    for file in sorted((ROOT / "rules").rglob("*.yaml")):
        walk(file.name, safe_load(file.read_text("utf-8")))
    return found


AREAS = ("sentences", "report", "terminal", "diagnostics")


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_entry(language: Language, area: str) -> None:
    """The catalogues of all languages have the same keys, with the same places to fill in."""
    expected = {key: set(placeholders(text)) for key, text in _catalogue("en", area).items()}
    found = {key: set(placeholders(text)) for key, text in _catalogue(language, area).items()}
    assert found == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_policy_text_has_the_same_places_to_fill_in(language: Language) -> None:
    """A text of the policy names the same facts in every language."""
    for place, text in _texts().items():
        assert set(placeholders(text[language])) == set(placeholders(text["en"])), place


def _longest_sentence(text: str) -> int:
    """The words of a text's longest sentence: a place to fill in is one, code in backticks none."""
    plain = re.sub(
        r"\{\s*[\w.-]+\s*(?::([^{}|]*)\|([^{}|]*))?\}",
        lambda match: max(match[1] or "x", match[2] or "x", key=lambda one: len(one.split())),
        re.sub("`[^`]*`", "", text),
    )
    sentences = re.split(r"(?<=[.?!·])\s", plain.replace(NO_BREAK, " "))
    return max(sum(any(map(str.isalnum, word)) for word in one.split()) for one in sentences)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(language: Language) -> None:
    """No sentence of the policies or the catalogues has more than twenty words."""
    texts = {**_policy_texts(language)}
    for area in AREAS:
        texts |= _catalogue(language, area)
    assert not {place: text for place, text in texts.items() if _longest_sentence(text) > 20}


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_well_set(language: Language) -> None:
    """Apostrophes are curly, and French puts no-break spaces around its signs."""
    texts = {**_policy_texts(language), **_catalogue(language, "sentences")}
    for place, text in texts.items():
        assert not re.search(r"['\"]|  ", text), place
        if language == "fr":
            told = re.sub(r"\{(\w+): ([^|}]*)\|([^}]*)\}", r"\2 \3", text)
            assert not re.search(rf"[^{NO_BREAK}][:;?!»]|«[^{NO_BREAK}]", told), place
