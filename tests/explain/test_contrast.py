"""Promises about what separates a verdict from the next milder one: nothing less does."""

from __future__ import annotations

import pytest

from adieu.explain.reasons.contrast import Contrast
from support.examples import EXAMPLES
from support.reasons import assert_contrast_is_least, random_reviews, things_to_turn
from support.reviewed import reviewed

MOST_THINGS = 6
"""Above so many findings, gates and repairs, plain enumeration takes too long."""


@pytest.mark.parametrize("client", EXAMPLES)
def test_contrast_of_every_example(client: str) -> None:
    """For a worked example no nearer verdict can be reached, and this one by nothing less."""
    review, _ = reviewed(client)
    assert_contrast_is_least(review, review.contrast())


@pytest.mark.parametrize(
    ("client", "contrast"),
    [
        ("brasserie-du-parc", Contrast(("physical-abuse",), (), (), "talk")),
        ("bouwbedrijf-claes", Contrast(("lying", "legal-liability"), (), (), "keep")),
        ("beau-sejour", Contrast((), ("can_do_without",), (), "prepare")),
        ("kinderwinkel-pippa", Contrast(("scope-creep",), (), (), "talk")),
        ("apotheek-lindenhof", None),
    ],
)
def test_contrast_is_what_a_reader_expects(client: str, contrast: Contrast | None) -> None:
    """One finding, several, or a gate: whatever is least; nothing for the mildest."""
    assert reviewed(client)[0].contrast() == contrast


@pytest.mark.parametrize("part", range(5))
@pytest.mark.parametrize("tame", [True, False])
def test_contrast_of_random_clients(part: int, tame: bool) -> None:
    """For any policy and client plain enumeration finds nothing nearer and nothing less."""
    tried = 0
    many = 40 if part else 20
    for review in random_reviews(f"contrast-{part}", many, tame=tame, known=part > 0):
        # What is assumed of a client hangs on what else is known: turned round it is not assumed.
        if len(things_to_turn(review)) <= MOST_THINGS and not review.policy.assumed_facts:
            assert_contrast_is_least(review, review.contrast())
            tried += 1
    assert tried > 5
