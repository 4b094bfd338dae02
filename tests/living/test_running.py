"""Promises about a firm's folder without Python: pytest and ``adieu test`` run its scenarios."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from support.program import QUIET, run

FIRM = Path(__file__).parent / "firm"
EN = "features/en/mind.feature"
NL = "features/nl/gedachten.feature"


@pytest.fixture
def firm(tmp_path: Path) -> Path:
    """A copy of the firm's folder."""
    return Path(shutil.copytree(FIRM, tmp_path / "firm"))


def pytest_in(folder: Path, *words: str, status: int = 0) -> str:
    """What pytest prints in a folder; its status is part of the promise."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=folder,
        env={**QUIET, "PYTHONUTF8": "1"},
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def test_pytest_collects_and_passes(firm: Path) -> None:
    """Plain pytest finds all scenarios, by name, whatever its configuration is strict about."""
    (firm / "pytest.ini").write_text(
        "[pytest]\naddopts = --strict-markers --strict-config\nfilterwarnings = error\n"
    )
    told = pytest_in(firm, "-v")
    assert "7 passed" in told
    assert f"{EN}::Changes of mind: 1 [keep] PASSED" in told
    assert f"{NL}::Twee keer van gedachten veranderd PASSED" in told
    assert "Deux changements d’avis PASSED" in told


def test_choosing(firm: Path) -> None:
    """Names, tags and node ids choose scenarios as they choose any test."""
    assert "1 passed, 6 deselected" in pytest_in(firm, "-q", "-k", "records")
    assert "6 passed, 1 deselected" in pytest_in(firm, "-q", "-m", "rule:changes-mind")
    assert "1 passed" in pytest_in(firm, "-q", f"{EN}::Changes of mind: 2 [talk]")


def test_several_processes(firm: Path) -> None:
    """Scenarios run on two processes as on one."""
    assert "7 passed" in pytest_in(firm, "-q", "-n", "2")


def broken(firm: Path) -> None:
    """One scenario expects what is not so."""
    path = firm / NL
    path.write_text(
        path.read_text("utf-8").replace('oordeel "praten"', 'oordeel "behouden"'), "utf-8"
    )


def test_failure_reads_well(firm: Path) -> None:
    """A failure shows the steps, expected and actual, what applied, in the feature's language."""
    broken(firm)
    told = pytest_in(firm, "-q", status=1)
    assert "Traceback" not in told
    assert ".py" not in told
    for line in (
        f"{NL}:5  Twee keer van gedachten veranderd",
        "  ✓ Stel een klant die twee keer van gedachten veranderde",
        '  ✗ Dan is het oordeel "behouden"',
        "      verwacht: ‘Behouden’",
        "      gekregen: ‘Praten’, voorlopig",
        '  ✓ En is de reden "changes-mind"',
        "  vastgesteld: ‘Verandert telkens van gedachten’",
        "  onbekend: ",
    ):
        assert line in told


def test_last_failed(firm: Path) -> None:
    """Only what failed runs again, and it passes once the feature is right."""
    broken(firm)
    pytest_in(firm, "-q", status=1)
    assert "\n1 failed in" in pytest_in(firm, "-q", "--lf", status=1)
    shutil.copy(FIRM / NL, firm / NL)
    assert "\n1 passed in" in pytest_in(firm, "-q", "--lf")


def test_junit(firm: Path) -> None:
    """JUnit XML names each scenario, and says what went wrong."""
    broken(firm)
    run("test", "--junit", "out.xml", cwd=firm, status=1)
    cases = list(ElementTree.parse(firm / "out.xml").iter("testcase"))
    assert len(cases) == 7
    (failed,) = (one for one in cases if one.find("failure") is not None)
    assert failed.get("name") == "Twee keer van gedachten veranderd"


def test_adieu_test(firm: Path) -> None:
    """The program tells feature by feature what holds, and counts apart what is to be confirmed."""
    told = run("test", cwd=firm).stdout
    assert f"✓ {EN}  Two changes of mind are enough here: 3 scenarios passed, 1 to confirm" in told
    assert f"✓ {NL}  Twee keer is hier genoeg: 2 scenarios passed" in told
    assert "6 scenarios passed, 1 to confirm (" in told
    broken(firm)
    failed = run("test", "--lang", "fr", cwd=firm, status=1).stdout
    assert "5 scénarios réussis, 1 échoué, 1 à confirmer" in failed
    assert "✗ Dan is het oordeel" in failed


def test_adieu_test_chooses(firm: Path) -> None:
    """Features, names, tags and processes are chosen on the command line."""
    assert "2 scenarios passed (" in run("test", "features/nl", "-n", "2", cwd=firm).stdout
    assert "0 scenarios passed, 1 to confirm (" in run("test", "-m", "to-confirm", cwd=firm).stdout
    assert "no scenario ran" in run("test", "-k", "nothing_so", cwd=firm, status=2).stderr
    assert "-k" in run("test", "-k", "(", cwd=firm, status=2).stderr
    assert "no-such" in run("test", "no-such", cwd=firm, status=2).stderr
    strict = run("test", "--policy", "house.yaml", cwd=firm, status=2).stderr
    assert "house.yaml" in strict


def test_unreadable_feature(firm: Path) -> None:
    """One feature that cannot be read is told of, the others run, and the status says so."""
    path = firm / EN
    path.write_text(path.read_text("utf-8").replace("    Then the reason", "    then the reason"))
    done = run("test", cwd=firm, status=2)
    assert f"{EN}:32:5: `then` begins no step here" in done.stderr
    assert "help: write `Then`" in done.stderr
    assert "3 scenarios passed, 1 unreadable file" in done.stdout
    told = pytest_in(firm, "-q", status=2)
    assert f"{EN}:32:5" in told
    assert "Traceback" not in told


def test_unusable_policy(firm: Path) -> None:
    """What is wrong with the policy is told once."""
    (firm / "rules" / "policy.yaml").write_text("policy: x\nversion: 1\nextends: hose\n")
    told = run("test", cwd=firm, status=2).stderr
    assert told.count("rules/policy.yaml:3") == 1


def test_impossible_client(firm: Path) -> None:
    """A client that contradicts itself fails, with what contradicts what."""
    (firm / "features" / "odd.feature").write_text(
        "Feature: F\n  Scenario: S\n    Given 3 invoices fell due\n    And 4 of them were late\n"
        '    When the client is reviewed\n    Then the verdict is "talk"\n'
    )
    told = run("test", "features/odd.feature", cwd=firm, status=1).stdout
    assert "the client as told is not possible" in told
    assert "features/odd.feature:3" in told


def test_own_steps_win(firm: Path) -> None:
    """A step of the firm's own conftest wins over ours, and can tell of the client and look."""
    (firm / "conftest.py").write_text(
        "from pytest_bdd import given, parsers, then\n"
        '@given("the client pays a fixed price")\n'
        "def _(adieu_client):\n"
        '    adieu_client.given("billed_hourly is yes")\n'
        '    adieu_client.given("we can stand redoing work")\n'
        '@given(parsers.parse("client {number:d} of our books"))\n'
        "def _(adieu_client, number):\n"
        '    adieu_client.given(f"mind_changes is {number}")\n'
        '@then("our books agree")\n'
        "def _(adieu_review):\n"
        '    assert adieu_review.verdict == "keep"\n'
    )
    feature = firm / "features" / "en" / "own.feature"
    feature.write_text(
        "Feature: Our books\n  Scenario: Own\n    Given client 9 of our books\n"
        "    And the client pays a fixed price\n    And nothing else happened\n"
        "    When the client is reviewed\n    Then our books agree\n"
        '    And "changes-mind" is excused\n'
    )
    assert "1 passed" in pytest_in(firm, "-q", "--strict-markers", str(feature))
    assert "1 passed" in pytest_in(firm, "-q", "-n", "2", str(feature))
    told = pytest_in(firm, "-q", EN, status=1)
    assert '  ✗ Then the verdict is "talk"' in told
    assert "3 failed, 1 passed" in told


def test_two_own_steps(firm: Path) -> None:
    """Two steps of the firm's own that read one sentence are refused."""
    (firm / "conftest.py").write_text(
        "from pytest_bdd import given, parsers\n"
        '@given("the client pays a fixed price")\ndef _(): pass\n'
        '@given(parsers.parse("the client pays a {what} price"))\ndef _(what): pass\n'
    )
    told = run("test", EN, cwd=firm, status=2).stderr
    assert "several ways" in told
    assert f"{EN}:5:11" in told


def test_a_firm_whose_name_is_misspelt(firm: Path) -> None:
    """Features of a firm that has no policy are not held to the policy of another."""
    (firm / "rules" / "firms").mkdir()
    (firm / "rules" / "firms" / "account.yaml").write_text(
        'policy: account\nversion: "1"\nextends: house\n'
    )
    feature = "Feature: F\n  Scenario: S\n    Given nothing else happened\n"
    feature += '    When the client is reviewed\n    Then "lying" is not found\n'
    for name in ("account", "acount"):
        folder = firm / "features" / "firms" / name / "en"
        folder.mkdir(parents=True)
        (folder / "x.FEATURE").write_text(feature)
    assert "1 scenario passed" in run("test", "features/firms/account", cwd=firm).stdout
    assert "acount.yaml" in run("test", "features/firms/acount", cwd=firm, status=2).stderr


def test_other_features_are_left_alone(tmp_path: Path) -> None:
    """A feature file that belongs to no firm is none of ours."""
    (tmp_path / "features").mkdir()
    shutil.copy(FIRM / EN, tmp_path / "features" / "mind.feature")
    pytest_in(tmp_path, "-q", status=5)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "lint.yaml").write_text("rules: [no-tabs]\n")
    pytest_in(tmp_path, "-q", status=5)
