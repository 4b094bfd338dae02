"""Promises about the records that hold a verdict up: alone, or the fewest together."""

from __future__ import annotations

import random

import pytest

from adieu.explain.reasons.pivots import Pivot
from adieu.explain.reasons.recount import Recount
from adieu.facts import derive
from support.examples import EXAMPLES
from support.reasons import (
    Review,
    assert_least_is_least,
    assert_pivots_are_all,
    changed_case,
    random_reviews,
    records_of,
    single_changes,
)
from support.reviewed import reviewed

FEW = 10
"""So many clients of whom something is open: what is possible takes long to settle."""


@pytest.mark.parametrize("client", EXAMPLES)
def test_records_of_every_example(client: str) -> None:
    """For a worked example, what is named overturns the verdict, and nothing less does."""
    review, basis = reviewed(client)
    assert_pivots_are_all(review, basis)
    assert_least_is_least(review, basis)


@pytest.mark.parametrize(
    ("client", "pivots", "least"),
    [
        ("brasserie-du-parc", (Pivot("incidents[0]", "talk"),), ()),
        ("immo-keizershof", (Pivot("boundaries[0]", "talk"),), ()),
        ("apotheek-lindenhof", (Pivot("advice[3]", "fire", "rescue_asked"),), ()),
        ("fitclub-de-coupure", (), ("incidents[0]", "incidents[1]")),
        ("modehuis-elise", (), ("repairs[0]", "repairs[1]")),
        # Two red flags, one of which rests on no record.
        ("bouwbedrijf-claes", (), ()),
    ],
)
def test_records_are_those_a_reader_expects(
    client: str, pivots: tuple[Pivot, ...], least: tuple[str, ...]
) -> None:
    """A pivot is named with the verdict without it; where there is none, the fewest records are."""
    basis = reviewed(client)[1]
    assert (basis.pivots, basis.least) == (pivots, least)


@pytest.mark.parametrize("part", range(5))
@pytest.mark.parametrize("tame", [True, False])
def test_records_of_random_clients(part: int, tame: bool) -> None:
    """For any policy and client each pivot is found, none is made up, and no set is too large."""
    many = 36 if part else FEW
    for review in random_reviews(f"records-{part}", many, tame=tame, known=part > 0):
        basis = review.basis()
        assert_pivots_are_all(review, basis)
        assert_least_is_least(review, basis)


def assert_counted_alike(rng: random.Random, review: Review) -> None:
    """Changes to some records give the facts that deriving the changed case anew gives."""
    records = list(records_of(review.case).values())
    chosen = rng.sample(records, min(len(records), rng.randint(0, 3)))
    changes = tuple(rng.choice(list(single_changes(review.policy, one))) for one in chosen)
    case = changed_case(review.case, changes)
    after = records_of(case)
    recount = Recount(review.facts).facts_with({one.ref: after.get(one.ref) for one in chosen})
    assert recount == derive(review.policy, case)


@pytest.mark.parametrize("part", range(4))
def test_counting_again_is_deriving_anew(part: int) -> None:
    """To count only what a change touches gives the same facts as to derive the changed case."""
    rng = random.Random(f"recount-{part}")
    for review in random_reviews(f"recount-{part}", 100, tame=True):
        assert_counted_alike(rng, review)


@pytest.mark.parametrize("client", EXAMPLES)
def test_counting_an_example_again_is_deriving_it_anew(client: str) -> None:
    """The same holds for the worked examples, with the boundaries that others ask for."""
    rng = random.Random(client)
    for _ in range(12):
        assert_counted_alike(rng, reviewed(client)[0])


def test_many_records_alike_are_one_kind() -> None:
    """Records that may stand for one another are one class, so that they are tried once."""
    review, _ = reviewed("drukkerij-janssens")
    classes = Recount(review.facts).alike()
    listed = [one.ref for alike in classes for one in alike]
    assert sorted(listed) == sorted(records_of(review.case))
    invoices = [alike for alike in classes if alike[0].section == "invoices"]
    assert len(invoices) < len(review.case.sections["invoices"].records)
