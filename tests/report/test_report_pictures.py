"""Promises about the two pictures: readable without colour, without eyes, without overlaps."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from adieu.language import LANGUAGES, Language
from adieu.report.timeline import STEP, timeline_svg
from adieu.report.waterfall import waterfall_svg
from report.hostile import poisoned, texts
from report.narratives import keep, poor, rich

SVG = "{http://www.w3.org/2000/svg}"


def _tree(picture: str | None) -> ElementTree.Element:
    assert picture is not None
    return ElementTree.fromstring(picture)


def _texts(picture: str | None) -> list[str]:
    return [one.text or "" for one in _tree(picture).iter(f"{SVG}text")]


def _places(picture: str | None) -> list[tuple[float, float]]:
    """Where the signs of a timeline lie, its key left aside."""
    places = []
    for group in _tree(picture).iter(f"{SVG}g"):
        for one in group:
            if one.tag == f"{SVG}circle":
                places.append((float(one.attrib["cx"]), float(one.attrib["cy"])))
            elif one.tag == f"{SVG}path":
                x, y = re.findall(r"-?[\d.]+", one.attrib["d"])[:2]
                places.append((float(x), float(y)))
    return places


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_are_well_formed_and_described(language: Language) -> None:
    """Each picture is XML with a title and a description, and the same every time."""
    for draw in (timeline_svg, waterfall_svg):
        picture = draw(rich(language))
        tree = _tree(picture)
        assert tree.findtext(f"{SVG}title")
        assert tree.findtext(f"{SVG}desc")
        assert tree.attrib["role"] == "img"
        assert picture == draw(rich(language))


def test_no_picture_of_nothing() -> None:
    """Where nothing happened or nothing was scored there is no picture."""
    assert timeline_svg(poor("en")) is None
    assert waterfall_svg(poor("en")) is None


def test_signs_differ_by_shape_and_hearsay_is_hollow() -> None:
    """Conduct is a diamond, what was told a triangle, the rest a circle; hearsay has no filling."""
    picture = timeline_svg(rich("en")) or ""
    hollow = re.findall(r'<path [^>]*class="bad hollow"[^>]*fill="#ffffff"', picture)
    assert len(hollow) == 3
    shapes = {
        kind: set(re.findall(rf'<(path|circle) [^>]*class="{kind}"', picture))
        for kind in ("bad", "told", "plain")
    }
    assert shapes == {"bad": {"path"}, "told": {"path"}, "plain": {"circle"}}


@pytest.mark.parametrize("invoices", [1, 12, 40, 300])
def test_signs_do_not_overlap(invoices: int) -> None:
    """However many records there are, each sign has its own place; a pile becomes a number."""
    places = _places(timeline_svg(rich("en", invoices)))
    assert len(set(places)) == len(places)
    for place, (x, y) in enumerate(places):
        for other_x, other_y in places[place + 1 :]:
            assert abs(x - other_x) >= STEP - 0.2 or abs(y - other_y) >= 8


def test_what_happened_before_the_period_has_a_place_of_its_own() -> None:
    """A boundary from before the period lies left of the axis, under its own heading."""
    assert "earlier" in _texts(timeline_svg(rich("en")))
    assert "earlier" not in _texts(timeline_svg(keep("en")))


def test_a_long_period_names_only_some_months() -> None:
    """Names of months never run into each other, however long the period."""
    long = replace(rich("en"), timeline_span=(date(2016, 3, 1), date(2026, 11, 1)))
    names = [text for text in _texts(timeline_svg(long)) if re.fullmatch(r"\w+ \d{4}", text)]
    assert 3 <= len(names) <= 12


def test_the_description_of_the_timeline_counts() -> None:
    """Who does not see the timeline hears how much each lane holds."""
    text = _tree(timeline_svg(rich("en"))).findtext(f"{SVG}desc") or ""
    assert "invoice: 40 records, of which 35 count against the client" in text
    assert "repair attempt: 1 record." in text


def test_the_waterfall_names_criteria_borders_and_total() -> None:
    """Criteria, borders of the classes, what is left out, and the total can be read."""
    shown = _texts(waterfall_svg(rich("en")))
    for text in ("A", "B", "C", "D", "25", "50", "75", "left out", "27.1 to 35.4", "0\u20138.3"):
        assert text in shown
    sheet = rich("en").score
    assert sheet is not None
    assert all(line.label in shown for line in sheet.lines)


def test_the_unknown_is_hatched() -> None:
    """What is only possible is hatched; where all is known, nothing is."""
    assert (waterfall_svg(rich("en")) or "").count('class="maybe"') == 3
    sheet = rich("en").score
    assert sheet is not None
    lines = tuple(replace(line, high=line.low) for line in sheet.lines)
    known = replace(sheet, lines=lines, score=(sheet.score[0], sheet.score[0]))
    assert 'class="maybe"' not in (waterfall_svg(replace(rich("en"), score=known)) or "")


@settings(deadline=None, max_examples=25)
@given(text=texts)
def test_a_hostile_file_draws_nothing_of_its_own(text: str) -> None:
    """With a hostile text in every place the pictures have only the elements of pictures."""
    tags = {"svg", "title", "desc", "g", "rect", "line", "path", "circle", "text", "defs"}
    for draw in (timeline_svg, waterfall_svg):
        picture = draw(poisoned(rich("en", 5), f"a {text} b"))
        found = {one.tag.removeprefix(SVG) for one in _tree(picture).iter()}
        assert found <= {*tags, "pattern"}
