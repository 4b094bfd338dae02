"""Features + their policies → coverage, the mutation score, and the time that each takes.

Run as ``python bench/mutation.py [FEATURES]``; by default the features of the house and of the
firms that extend it, each held to its own policy.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from adieu.commands.measure import Held, own_mutants
from adieu.commands.parallel import in_parallel
from adieu.commands.tell_apart import TellApart
from adieu.commands.test import PolicyOf
from adieu.living.coverage import coverage
from adieu.living.example import examples_in
from adieu.living.figures import Figures, Row
from adieu.living.firm import Policies
from adieu.living.mutation import mutation
from adieu.living.review import Review
from adieu.living.run import feature_files

ROOT = Path(__file__).parents[1]


def show(rows: Sequence[Row]) -> None:
    """Print a table."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
    print()


def held(features: Path) -> list[Held]:
    """The policies that features speak of, with the examples that each is held to."""
    policies, known, found = PolicyOf(None, (features,)), Policies(), dict[Path, Held]()
    for file in feature_files(features):
        path = policies(file)
        one = found.setdefault(path, Held(path, known.at(path), []))
        one.examples.extend(examples_in(file, one.policy))
    return list(found.values())


def main() -> None:
    """Hold every mutant against every example of its policy, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("features", nargs="?", type=Path, default=ROOT / "features")
    parser.add_argument("--survivors", action="store_true", help="list what nobody would notice")
    given = parser.parse_args()
    told = Figures("en")
    for one in held(given.features):
        start = time.perf_counter()
        found = coverage(
            one.policy, [(each.name, Review(one.policy, each.case)) for each in one.examples]
        )
        covered = time.perf_counter() - start
        start = time.perf_counter()
        apart = TellApart(one.policy, [each.case for each in one.examples])
        spread = partial(in_parallel, worth=4, chunk=1)
        result = mutation(one.policy, one.examples, apart, spread, own_mutants(one))
        mutated = time.perf_counter() - start
        print(f"# {one.policy.name}\n")
        show(told.covered(found))
        show(told.by_language(result))
        show(told.by_level(result))
        if given.survivors:
            show(told.survivors(result))
        print(told.score(result.score), *told.remarks(result), sep="\n")
        count = len(one.examples)
        print(f"{count} examples: coverage {covered:.1f} s, mutation {mutated:.1f} s\n")


if __name__ == "__main__":
    main()
