"""The worked examples → their reports, made once for all tests that read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from adieu.language import LANGUAGES
from support.examples import HTML, review_all
from support.reported import report_examples


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the internal reports of all examples, each by itself and side by side."""
    languages = [f"--lang={one}" for one in (HTML, *(one for one in LANGUAGES if one != HTML))]
    formats = ["--format=md", "--format=html", "--format=json"]
    folder = review_all(tmp_path_factory.mktemp("reports"), *languages, *formats)
    report_examples(folder)
    return folder


@pytest.fixture(scope="session")
def rendered_for_client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reports that the clients themselves may see."""
    return review_all(tmp_path_factory.mktemp("clients"), "--audience=client", f"--lang={HTML}")
