"""One client at a time: adieu.decide, rule libraries and plain Python, side by side in one run.

Run as ``python bench/decide.py [--clients N] [--rounds N] [--out FILE]``.  Every way decides about
the same clients; what they say is compared first, client by client.  Then they take turns, round by
round, and each is given as the median of its ratios to plain Python in the same round, so that the
figures hold even where the machine's speed drifts.
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
from peers import Peer, peers
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
            verdict, findings = way.result(way.decide(way.prepare(facts)))
            wanted = wanted or (verdict, findings)
            if (verdict, findings) != wanted:
                found.append(f"client {number}: {way.name}: {verdict}, {findings}, not {wanted}")
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
    """Microseconds a decision by a policy of so many rules."""
    policy = grown_policy(rules)
    decide = Decider(policy).decide
    facts: list[Any] = list(clients(policy, count))
    _run(decide, facts)
    return statistics.median(_run(decide, facts) for _ in range(rounds)) / count * 1e6


def main() -> int:
    """Check, time, print, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--out", type=Path, help="the Markdown file whose part is replaced")
    asked = parser.parse_args()
    policy = bench_policy()
    ways = peers(policy)
    wrong = disagreements(ways, policy, asked.clients)
    print(f"{asked.clients} clients, {len(ways)} ways, {len(wrong)} differences")
    for one in wrong[:5]:
        print(one)
    if wrong:
        return 1
    found = timed(ways, policy, asked.clients, asked.rounds)
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
    head = ("way", "µs a decision", "÷ plain Python", "÷ adieu.decide")
    growth = [(f"{rules}", f"{grown(rules, 200, 5):,.1f}") for rules in (20, 50, 100, 200, 400)]
    text = "\n\n".join(
        (
            f"{len(policy.active)} rules, {asked.clients:,} clients, a tenth of their facts not "
            f"known: verdict and findings; all ways agree on every client.  {machine()}",
            markdown(head, rows),
            _said(found),
            "adieu.decide by the number of rules:",
            markdown(("rules", "µs a decision"), growth),
        )
    )
    print(text)
    if asked.out:
        write_part(asked.out, "One client at a time", text)
    return 0


def _said(found: list[Timed]) -> str:
    """In a sentence, how adieu.decide stands to the fastest peer."""
    plain, ours = found[0], found[1]
    peer = min(
        (one for one in found[2:] if not one.peer.name.startswith("adieu")),
        key=lambda one: statistics.median(one.rounds),
    )
    ahead = ratio(peer, ours)
    stands = f"{ahead:.1f} times as fast as" if ahead >= 1 else f"{1 / ahead:.1f} times as slow as"
    return (
        f"`adieu.decide` takes {ratio(ours, plain):.1f} times as long as plain Python written by "
        f"hand, and says more: undetermined rules, possible verdicts, checked types.  It is "
        f"{stands} the fastest rule library here, {peer.peer.name}."
    )


if __name__ == "__main__":
    raise SystemExit(main())
