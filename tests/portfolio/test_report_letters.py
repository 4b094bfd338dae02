"""Promises about odd names in a report: they fit where they stand, as a browser shows them too."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from adieu.language import LANGUAGES
from adieu.portfolio.report import portfolio_reports
from adieu.portfolio.report.letters import fitted, width
from support.browser import Browser, browser, chromium
from support.program import run
from support.reported import example_rows
from support.stated import ROOT, house

CHECK = (Path(__file__).parents[1] / "support" / "page_check.js").read_text("utf-8")
HIDDEN = ("cut: <thead>", "spills: <tr>")
"""On a phone the order of service shows its headings to those who listen only."""
NAMES = (
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "شركة النور للتجارة والمقاولات العامة المحدودة", "מאפיית השלום בע״מ (תל־אביב)",
    "🍕🍕 Pizza 👩‍👩‍👧‍👦 Família 🍕🍕🍕🍕🍕🍕🍕🍕🍕🍕",
    "株式会社日本語の会社名テスト株式会社日本語の会社名テスト",
    "W" * 120, "\u202eright to left", "<script>alert(1)</script>", "**bold** | `code` | [a](b)",
    "Кондитерская «Шоколадница» и сыновья, общество", "i" * 200, "A",
)  # fmt: skip


@given(st.text(max_size=60), st.floats(20, 400), st.floats(6, 20))
def test_a_name_is_never_wider_than_its_room(name: str, room: float, size: float) -> None:
    """What is kept fits, is the name itself or its beginning, and says where it was cut."""
    kept = fitted(name, room, size)
    assert width(kept, size) <= room
    assert "\n" not in kept
    assert kept == fitted(name, 1e9, size) or kept.endswith("…")


def test_a_name_that_fits_stays_whole() -> None:
    """Nothing is cut that has room; what is cut ends in an ellipsis, not in half a sign."""
    assert fitted("Apotheek Lindenhof", 200, 11) == "Apotheek Lindenhof"
    assert fitted("W" * 120, 100, 11).endswith("W…")
    assert fitted("株式会社日本語", 60, 11) == "株式会…"
    assert not fitted("👩\u200d👩\u200d👧" * 9, 60, 11)[:-1].endswith("\u200d")


def test_a_client_called_portfolio_keeps_its_review(tmp_path: Path) -> None:
    """The report of all never takes the file of a client's own review."""
    clients = tmp_path / "clients"
    clients.mkdir()
    for client in ("brasserie-du-parc", "taxi-noord"):
        name = "portfolio" if client == "taxi-noord" else client
        shutil.copy(ROOT / "clients" / f"{client}.yaml", clients / f"{name}.yaml")
    run(
        "portfolio", "clients", "--policy", ROOT / "rules", "--report", "out", "--reports", "talk",
        cwd=tmp_path,
    )  # fmt: skip
    own, of_all = (
        (tmp_path / "out" / f"{name}.en.md").read_text("utf-8")
        for name in ("portfolio", "portfolio-report")
    )
    assert "Taxi Noord" in own.splitlines()[0]
    assert "](portfolio.en.md)" in of_all
    pictures = re.findall(r"!\[.*\]\((.*)\)", of_all)
    assert pictures
    assert all((tmp_path / "out" / one).is_file() for one in pictures)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, Path]]:
    """A browser, and the report of clients with odd names in every language."""
    chromium()
    folder = tmp_path_factory.mktemp("report")
    rows = [
        replace(row, client=f"c{number:02}", name=NAMES[number % len(NAMES)])
        for number, row in enumerate(example_rows())
    ]
    links = {row.client: row.client + ".{language}.{format}" for row in rows}
    told = portfolio_reports(house(), rows, LANGUAGES, ["c03", "c07"], links, rows)
    for language, one in told.items():
        (folder / f"{language}.html").write_text(one.html, "utf-8")
    with browser(tmp_path_factory.mktemp("profile")) as tab:
        yield tab, folder


@pytest.mark.parametrize("size", [390, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_as_a_browser_shows_it(
    shown: tuple[Browser, Path], language: str, size: int
) -> None:
    """Nothing is cut, drawn over something else or too pale, on a phone and on a desk."""
    tab, folder = shown
    tab.open(folder / f"{language}.html", size)
    wrong = [one for one in tab.run(CHECK) if not one.startswith(HIDDEN)]
    assert wrong == []
    assert tab.complaints() == []
