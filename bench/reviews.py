"""Reviews per second in one process: with and without explanation, for both engines.

Run as ``python bench/reviews.py [--seconds N]``.  The variants take turns in one run, so that their
ratios hold even where the machine's speed drifts.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from adieu.case import Case
from adieu.clients.folder import read_cases
from adieu.explain.explanation import explain
from adieu.facts import Facts, derive
from adieu.infer import Inference, durable, reference
from adieu.judge import judge
from adieu.load.policy import load_policy
from adieu.policy import Policy
from adieu.report.html import to_html
from adieu.report.markdown import to_markdown
from adieu.tell.narrate import narrate

ROOT = Path(__file__).parents[1]


def variants(policy: Policy) -> dict[str, Callable[[Case, Facts], object]]:
    """What is timed, simplest first."""

    def explained(engine: Callable[[Policy, Facts], Inference], facts: Facts) -> object:
        return explain(facts, engine(policy, facts), "bench", None)

    return {
        "facts alone": lambda case, _: derive(policy, case),
        "reference, facts given": lambda _, facts: reference.infer(policy, facts),
        "durable-rules, facts given": lambda _, facts: durable.infer(policy, facts),
        "reference, explained": lambda case, _: explained(reference.infer, derive(policy, case)),
        "durable-rules, explained": lambda case, _: explained(durable.infer, derive(policy, case)),
        "both, agreed and explained": lambda case, _: judge(policy, case),
        "with a Markdown report": lambda case, _: to_markdown(narrate(judge(policy, case), "en")),
        "with an HTML report": lambda case, _: to_html(narrate(judge(policy, case), "en")),
    }


def main() -> None:
    """Time every variant in turn and print reviews per second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20, help="how long to measure in all")
    seconds = parser.parse_args().seconds
    policy = load_policy(ROOT / "rules")
    found = read_cases([ROOT / "clients"], policy, None, date(2026, 11, 1))
    pairs = [(one.case, derive(policy, one.case)) for one in found if one.case is not None]
    timed = variants(policy)
    times: dict[str, list[float]] = {name: [] for name in timed}
    for case, facts in pairs:
        for run in timed.values():
            run(case, facts)
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for name, run in timed.items():
            start = time.perf_counter()
            for case, facts in pairs:
                run(case, facts)
            times[name].append((time.perf_counter() - start) / len(pairs))
    base = statistics.median(times["both, agreed and explained"])
    print(f"{len(pairs)} worked examples, {len(times['facts alone'])} rounds, medians")
    print(f"{'':30}{'ms a review':>12}{'reviews/s':>12}{'ratio':>8}")
    for name, measured in times.items():
        median = statistics.median(measured)
        print(f"{name:30}{median * 1e3:12.2f}{1 / median:12.0f}{median / base:8.2f}")


if __name__ == "__main__":
    main()
