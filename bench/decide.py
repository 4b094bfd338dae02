"""One client at a time: adieu.decide, rule libraries and plain Python, side by side in one run.

Run as ``python bench/decide.py [--clients N] [--rounds N] [--out FILE]``.  Twice: for verdict and
findings, and for the undetermined rules too.  Every way decides about the same clients; what they
say is compared first, client by client.  Then they take turns, round by round, and each is given as
the median of its ratios to plain Python in the same round, so that the figures hold even where the
machine's speed drifts.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from given import clients
from msgspec import Struct
from peers import CONVERTED, Peer, peers
from policies import bench_policy, grown_policy
from table import machine, markdown, write_part

from adieu.infer.ahead import Decider

FEW = 40
"""So many clients are enough for ways that take a millisecond each."""


class Timed(Struct):
    """A way to decide, and how long it took in each round, in seconds a client."""

    peer: Peer
    facts: list[Any]
    rounds: list[float]


def disagreements(ways: Sequence[Peer], policy: Any, count: int) -> list[str]:
    """Every client about whom a way says something else than plain Python does."""
    found = []
    for number, facts in enumerate(clients(policy, count)):
        wanted = None
        for way in ways:
            if way.few and number >= 10 * FEW:
                continue
            said = way.result(way.decide(way.prepare(facts)))
            wanted = wanted or said
            if said != wanted:
                found.append(f"client {number}: {way.name}: {said}, not {wanted}")
    return found


def timed(ways: Sequence[Peer], policy: Any, count: int, rounds: int) -> list[Timed]:
    """The ways in turn, round by round."""
    facts = list(clients(policy, count))
    made = [
        Timed(way, [way.prepare(one) for one in facts[: FEW if way.few else count]], [])
        for way in ways
    ]
    for one in made:
        _run(one.peer.decide, one.facts)
    for _ in range(rounds):
        for one in made:
            one.rounds.append(_run(one.peer.decide, one.facts) / len(one.facts))
    return made


def _run(decide: Callable[[Any], Any], facts: list[Any]) -> float:
    started = time.process_time()
    for one in facts:
        decide(one)
    return time.process_time() - started


def ratio(one: Timed, base: Timed) -> float:
    """The median of the paired ratios."""
    pairs = zip(one.rounds, base.rounds, strict=True)
    return statistics.median(mine / other for mine, other in pairs)


def grown(rules: int, count: int, rounds: int) -> float:
    """Microseconds a decision by a policy of so many rules, which are given what they look at.

    Facts that decide nothing are checked one by one, so a policy that is cut short would seem slow.
    """
    policy = grown_policy(rules)
    decider = Decider(policy)
    facts: list[Any] = [
        {name: one for name, one in each.items() if name in decider.used}
        for each in clients(policy, count)
    ]
    _run(decider.decide, facts)
    return statistics.median(_run(decider.decide, facts) for _ in range(rounds)) / count * 1e6


def main() -> int:
    """Check, time, print, and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--out", type=Path, help="the Markdown file whose part is replaced")
    asked = parser.parse_args()
    policy = bench_policy()
    compared = [peers(policy, full) for full in (False, True)]
    wrong = [one for ways in compared for one in disagreements(ways, policy, asked.clients)]
    ways = sum(map(len, compared))
    print(f"{asked.clients} clients, {ways} ways, {len(wrong)} differences")
    for one in wrong[:5]:
        print(one)
    if wrong:
        return 1
    findings, full = (timed(ways, policy, asked.clients, asked.rounds) for ways in compared)
    growth = [
        (f"{rules}", f"{grown(rules, asked.clients, asked.rounds):,.1f}")
        for rules in (20, 50, 100, 200, 400)
    ]
    text = "\n\n".join(
        (
            f"{len(policy.active)} rules, {asked.clients:,} clients, a tenth of their facts not "
            f"known, each client a dict of Python values; all ways agree on every client that "
            f"they are asked about, the slow ones on the first {10 * FEW}.  {machine()}",
            "Verdict and findings:",
            _table(findings),
            f"{_said(findings)}  It says more: undetermined and excused rules, possible verdicts, "
            "checked types and ranges.",
            "The same outputs: verdict, findings and undetermined rules:",
            _table(full),
            f"{_said(full)}  What it says beyond that: excused rules, possible verdicts, checked "
            "types and ranges.",
            "adieu.decide by the number of rules:",
            markdown(("rules", "µs a decision"), growth),
        )
    )
    print(text)
    if asked.out:
        write_part(asked.out, "One client at a time", text)
    return 0


def _table(found: list[Timed]) -> str:
    plain, ours = found[0], found[1]
    rows = [
        (
            one.peer.name,
            f"{statistics.median(one.rounds) * 1e6:,.1f}",
            f"{ratio(one, plain):,.1f}",
            f"{ratio(one, ours):,.1f}",
        )
        for one in sorted(found, key=lambda one: statistics.median(one.rounds))
    ]
    return markdown(("way", "µs a decision", "÷ plain Python", "÷ adieu.decide"), rows)


def _said(found: list[Timed]) -> str:
    """In a sentence or two, how adieu.decide stands to plain Python and the fastest libraries."""
    plain, ours = found[0], found[1]
    said = f"`adieu.decide` takes {ratio(ours, plain):.1f} times as long as plain Python by hand."
    for converted, which in (
        (False, "the fastest rule library here that takes the dict"),
        (True, "the fastest whose own copy of the facts is made beforehand, off the clock"),
    ):
        libraries = [one for one in found if not one.peer.ours and one.peer.converted is converted]
        if libraries:
            fastest = min(libraries, key=lambda one: statistics.median(one.rounds))
            name = fastest.peer.name.removesuffix(f", {CONVERTED}")
            said += f"  It is {_stands(ratio(fastest, ours))} {which}, {name}."
    return said


def _stands(ahead: float) -> str:
    if 0.95 < ahead < 1.05:
        return "as fast as"
    if ahead >= 1:
        return f"{ahead:.1f} times as fast as"
    return f"{1 / ahead:.1f} times as slow as"


if __name__ == "__main__":
    raise SystemExit(main())
