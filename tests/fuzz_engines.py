"""Random policies × random cases → how often durable-rules and the reference differ.

Run it as ``python tests/fuzz_engines.py --cases 100000``; the status is 1 where they differ.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator

from adieu.facts import Facts, derive
from adieu.infer import Inference, durable, reference
from adieu.judge import Engine
from adieu.logic import UnitMismatch
from adieu.policy import Policy
from support.random_cases import random_case
from support.random_policies import Shape, random_policy

CASES_PER_POLICY = 25
SHAPES = (Shape(), Shape(), Shape(rules=(1, 3), depth=3), Shape(rules=(8, 20), rows=(3, 6)))


def inferred(infer: Engine, policy: Policy, facts: Facts) -> Inference | str:
    """What an engine infers, or why it refuses."""
    try:
        return infer(policy, facts)
    except UnitMismatch:
        return "amounts in different currencies"


def pairs(seed: int | str, cases: int) -> Iterator[tuple[str, Policy, Facts]]:
    """So many cases, each with its name and its policy."""
    made = number = 0
    while made < cases:
        rng = random.Random(f"{seed}/{number}")
        policy = random_policy(rng, rng.choice(SHAPES))
        for index in range(CASES_PER_POLICY):
            case = random_case(rng, policy)
            try:
                facts = derive(policy, case)
            except UnitMismatch:
                continue
            yield f"{seed}/{number}/{index}", policy, facts
            made += 1
            if made == cases:
                return
        number += 1


def difference(one: Inference | str, other: Inference | str) -> str:
    """Where two inferences differ, or nothing."""
    if one == other:
        return ""
    if isinstance(one, str) or isinstance(other, str):
        return f"{one} / {other}"
    for part in ("outcomes", "repair_tried", "gates", "possible"):
        left, right = getattr(one, part), getattr(other, part)
        if left != right:
            return f"{part}: {left} / {right}"
    return "?"


def main() -> int:
    """Compare the engines and say how it goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shown", type=int, default=10, help="how many differences to print")
    arguments = parser.parse_args()
    started, differences, policies = time.monotonic(), 0, 0
    last: Policy | None = None
    done = 0
    for name, policy, facts in pairs(arguments.seed, arguments.cases):
        policies += policy is not last
        last = policy
        found = difference(
            inferred(reference.infer, policy, facts), inferred(durable.infer, policy, facts)
        )
        done += 1
        if found:
            differences += 1
            if differences <= arguments.shown:
                print(f"{name}: {found}", flush=True)
        if done % 5000 == 0:
            seconds = time.monotonic() - started
            print(f"{done} cases, {differences} differences, {seconds:.0f} s", file=sys.stderr)
    print(f"{done} cases, {differences} differences, {policies} policies")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
