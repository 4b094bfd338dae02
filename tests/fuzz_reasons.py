"""Random policies × random clients → how often the basis or the contrast of a verdict is wrong.

Run it as ``python tests/fuzz_reasons.py --cases 2000``; the status is 1 where one is.
"""

from __future__ import annotations

import argparse
import sys
import time

from support.reasons import (
    assert_contrast_is_least,
    assert_facts_suffice,
    assert_least_is_least,
    assert_pivots_are_all,
    random_reviews,
    things_to_turn,
)

MOST_THINGS = 6


def main() -> int:
    """Check the reasons by plain replays and say how it goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    started, wrong, open_, facts, contrasts = time.monotonic(), 0, 0, 0, 0
    for tame in (True, False):
        reviews = random_reviews(f"{arguments.seed}-{tame}", arguments.cases // 2, tame=tame)
        for number, review in enumerate(reviews):
            basis = review.basis()
            open_ += not basis.proved
            facts += bool(basis.facts)
            few = len(things_to_turn(review)) <= MOST_THINGS and not review.policy.assumed_facts
            contrasts += few
            try:
                if basis.proved:
                    assert_facts_suffice(review, basis, milder=tame, drawn=True)
                assert_pivots_are_all(review, basis)
                assert_least_is_least(review, basis)
                if few:
                    assert_contrast_is_least(review, review.contrast())
            except AssertionError as error:
                wrong += 1
                sys.stdout.write(f"{arguments.seed}-{tame}/{number}: {error or basis}\n")
    spent = time.monotonic() - started
    sys.stdout.write(
        f"{arguments.cases} cases, {facts} that rest on facts, {contrasts} contrasts enumerated: "
        f"{wrong} wrong, {open_} not settled, {spent:.0f} s\n"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
