"""Features + a policy → coverage, the mutation score by language and kind, and the time taken.

Run as ``python bench/mutation.py [POLICY] [FEATURES]``; by default the house policy and its own.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from adieu.commands.parallel import in_parallel
from adieu.living.coverage import coverage
from adieu.living.example import examples_in
from adieu.living.figures import Figures, Row
from adieu.living.mutation import mutation
from adieu.living.review import Review
from adieu.load.policy import load_policy

ROOT = Path(__file__).parents[1]


def show(rows: Sequence[Row]) -> None:
    """Print a table."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
    print()


def main() -> None:
    """Hold every mutant against every example, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("policy", nargs="?", type=Path, default=ROOT / "rules")
    parser.add_argument("features", nargs="?", type=Path, default=ROOT / "features")
    parser.add_argument("--survivors", action="store_true", help="list what nobody would notice")
    given = parser.parse_args()
    policy = load_policy(given.policy)
    files = sorted(given.features.rglob("*.feature"))
    examples = [one for file in files for one in examples_in(file, policy)]
    told = Figures("en")
    start = time.perf_counter()
    found = coverage(policy, [(one.name, Review(policy, one.case)) for one in examples])
    covered = time.perf_counter() - start
    start = time.perf_counter()
    result = mutation(policy, examples, spread=in_parallel)
    mutated = time.perf_counter() - start
    show(told.covered(found))
    show(told.by_language(result))
    show(told.by_level(result))
    if given.survivors:
        show(told.survivors(result))
    print(told.score(result.score), *told.remarks(result), sep="\n")
    print(f"{len(examples)} examples: coverage {covered:.1f} s, mutation {mutated:.1f} s")


if __name__ == "__main__":
    main()
