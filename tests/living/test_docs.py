"""Promises about ``adieu docs``: pages are built of any firm's folder, or it is said why not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from adieu.commands.docs import Request, docs
from adieu.commands.docs_features import features_of
from adieu.language import LANGUAGES
from adieu.load.policy import load_policy
from living.pages import Read
from support.examples import ROOT
from support.program import run

FIRM = Path(__file__).parent / "firm"


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A copy of the firm's folder."""
    return Path(shutil.copytree(FIRM, tmp_path / "firm"))


@pytest.fixture
def firm(whole: Path) -> Path:
    """The same with English features alone, which are read in a third of the time."""
    shutil.rmtree(whole / "features" / "nl")
    shutil.rmtree(whole / "features" / "fr")
    return whole


def request(firm: Path, **changes: object) -> Request:
    """What is asked for: the English page of a firm, without proofs."""
    asked: dict[str, object] = {
        "policy": firm / "rules", "features": (), "out": firm / "site", "languages": ("en",),
        "since": None, "mutation": None, "mutate": False, "prove": False, "language": "en",
    }  # fmt: skip
    return Request(**{**asked, **changes})  # type: ignore[arg-type]


def english(firm: Path) -> Read:
    """The English page that was built."""
    return Read((firm / "site" / "corner-office.en.html").read_text("utf-8"))


def test_a_folder_becomes_a_page_a_language(whole: Path) -> None:
    """In a firm's folder one command builds the three pages, and says so."""
    done = run("docs", cwd=whole)
    assert done.stdout.splitlines() == [
        f"site/corner-office.{one}.html: 23 rules, 7 examples" for one in LANGUAGES
    ]
    for language in LANGUAGES:
        page = Read((whole / "site" / f"corner-office.{language}.html").read_text("utf-8"))
        assert ("html", {"lang": language}) in page.elements
        assert "example-mind-told-by-records" in page.values("id") or language != "en"
    assert "21 promises proved" in " ".join(english(whole).text.split())


def test_only_what_was_asked_for(whole: Path) -> None:
    """A language, a folder and features of one's own choice."""
    elsewhere = whole / "elsewhere"
    feature = whole / "features" / "nl" / "gedachten.feature"
    asked = request(whole, languages=("nl",), out=elsewhere, features=(feature,), language="nl")
    assert docs(asked) == 0
    assert [one.name for one in elsewhere.iterdir()] == ["corner-office.nl.html"]
    page = Read((elsewhere / "corner-office.nl.html").read_text("utf-8"))
    assert "Een deel van een klantbestand" in page.text
    assert "Told by records" not in page.text


def test_each_policy_has_its_own_features() -> None:
    """The house page shows the house's features, a firm's page its own."""
    house = features_of(ROOT / "rules", ())
    agency = features_of(ROOT / "rules" / "firms" / "web-agency.yaml", ())
    assert house
    assert agency
    assert all("firms" not in one.parts for one in house)
    assert {one.parent.parent.name for one in agency} == {"web-agency"}
    assert features_of(ROOT / "rules", (ROOT / "features",)) == house


def test_what_changed_since(firm: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Beside another version a page says who gets another verdict, with the simplest client."""
    assert docs(request(firm, since=ROOT / "rules")) == 0
    text = " ".join(english(firm).text.split())
    assert "What changed since the last version" in text
    assert "Stricter. Some clients get a harsher verdict, none a milder one." in text
    assert "Keep → Talk (harsher)" in text
    assert "Changes of mind that are too many: 3 → 2" in text
    assert ("a", {"href": "#parameter-mind_changes_limit"}) in english(firm).elements
    html = (firm / "site" / "corner-office.en.html").read_text("utf-8")
    assert "<dt>Changes of mind</dt><dd>2</dd>" in html
    assert capsys.readouterr().err == ""


def test_an_example_that_does_not_hold_is_shown(
    firm: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page is built all the same, shows what was expected, and the terminal says so."""
    file = firm / "features" / "en" / "mind.feature"
    text = file.read_text("utf-8").replace("| 2     | talk ", "| 2     | keep ")
    file.write_text(text, "utf-8")
    assert docs(request(firm)) == 0
    assert capsys.readouterr().err == "1 example does not hold; the page shows it\n"
    page = english(firm)
    assert "failing" in page.values("id")
    assert "expected" in page.text


def results(firm: Path, **changes: object) -> Path:
    """A file as ``adieu test --mutate --format json`` prints it."""
    policy = load_policy(firm / "rules")
    told = {
        "sha256": policy.sha256,
        "mutation": {
            "score": {"killed": 196, "of": 199},
            "languages": {"en": {"killed": 195, "of": 199}, "fr": {"killed": 20, "of": 199}},
        },
        **changes,
    }
    path = firm / "mutation.json"
    path.write_text(json.dumps({"adieu": "1", "policies": [told]}), "utf-8")
    return path


def test_how_many_mistakes_are_noticed(firm: Path) -> None:
    """The mutation score comes from the file that the test command prints; never rounded up."""
    assert docs(request(firm, mutation=results(firm))) == 0
    text = " ".join(english(firm).text.split())
    assert "98.4% of small mistakes noticed" in text
    assert "one language alone notice 97.9% in English and 10% in French." in text
    assert "Of 199 small mistakes put into the policy on purpose, its examples notice 196." in text


def test_mistakes_can_be_made_on_the_spot(firm: Path) -> None:
    """With ``--mutate`` the score is worked out: the page is that of the test command's result."""
    assert docs(request(firm, mutate=True)) == 0
    page = (firm / "site" / "corner-office.en.html").read_text("utf-8")
    assert "of small mistakes noticed" in page
    told = firm / "mutation.json"
    told.write_text(run("test", "--mutate", "--format", "json", cwd=firm).stdout, "utf-8")
    assert docs(request(firm, mutation=told)) == 0
    assert (firm / "site" / "corner-office.en.html").read_text("utf-8") == page


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"policies": 3}', '{"policies": [{}]}', "\x00"])
def test_a_file_that_is_no_result(
    firm: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    """Whatever else the file holds is refused, by its name, and no page is written."""
    path = firm / "mutation.json"
    path.write_text(text, "utf-8")
    assert docs(request(firm, mutation=path)) == 2
    told = capsys.readouterr().err
    assert f"{path}: not the result of `adieu test --mutate --format json`" in told
    assert not (firm / "site").exists()


def test_a_result_of_another_policy(firm: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A result is only taken for the very policy that it is about."""
    assert docs(request(firm, mutation=results(firm, sha256="0" * 64))) == 2
    assert "about another policy, or another version of it" in capsys.readouterr().err


def test_what_cannot_be_built(firm: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing file, a feature that cannot be read and a folder that is none are said plainly."""
    assert docs(request(firm, features=(firm / "nowhere",))) == 2
    assert "there is no such file" in capsys.readouterr().err
    assert docs(request(firm, policy=firm / "nowhere.yaml")) == 2
    assert "there is no such file" in capsys.readouterr().err
    (firm / "taken").write_text("", "utf-8")
    assert docs(request(firm, out=firm / "taken")) == 2
    assert "nothing can be written here" in capsys.readouterr().err
    (firm / "features" / "en" / "odd.feature").write_text(
        "Feature: Odd\n  Scenario: One\n    Given the moon is full\n"
        "    When the client is reviewed\n    Then the verdict is final\n",
        "utf-8",
    )
    assert docs(request(firm)) == 2
    assert "odd.feature:3:11: " in capsys.readouterr().err


def test_steps_of_the_firms_own_do_not_keep_the_page(firm: Path) -> None:
    """Where a firm has Python of its own, a step that only it knows is shown, not refused."""
    (firm / "conftest.py").write_text("", "utf-8")
    (firm / "features" / "en" / "odd.feature").write_text(
        "@rule:changes-mind\nFeature: Odd\n  Scenario: One\n    Given the moon is full\n"
        "    When the client is reviewed\n    Then the verdict is final\n",
        "utf-8",
    )
    assert docs(request(firm)) == 0
    assert "1 example has steps of the firm’s own" in " ".join(english(firm).text.split())


def test_a_policy_without_features(firm: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A policy that nobody gave examples for has a page too, which says that they are missing."""
    shutil.rmtree(firm / "features")
    (firm / "features").mkdir()
    assert docs(request(firm)) == 0
    assert "no features were found; the page has no examples" in capsys.readouterr().err
    assert "There is no example of this yet." in english(firm).text
