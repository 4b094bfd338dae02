"""Promises about rows and reviews: one statement and single reviews go together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import adieu
from support.beside import apart

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("firm", "finals"), [("", 8), ("accountant", 1), ("criminal-lawyer", 1), ("web-agency", 0)]
)
def test_a_row_goes_with_the_review_of_its_client(firm: str, finals: int) -> None:
    """Final rows are the reviews'; the others allow what the reviews allow, and are no harsher."""
    policy = adieu.load_policy(ROOT / "rules" / (f"firms/{firm}.yaml" if firm else ""))
    folder = ROOT / "clients" / (f"firms/{firm}" if firm else "")
    rows = {row["client"]: row for row in adieu.portfolio(policy, folder, as_of=TODAY).to_pylist()}
    order = [one.verdict for one in policy.verdicts]
    found, final = [], 0
    for path in sorted(folder.glob("*.yaml")):
        review = adieu.review(policy, path, as_of=TODAY)
        found += apart(rows.pop(review.client), review.document(), order)
        final += review.final
    assert found == []
    assert not rows
    assert final >= finals
