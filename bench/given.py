"""A seed + the benchmark's policy → clients whose facts are given, some of them unknown."""

from __future__ import annotations

import random
from collections.abc import Iterator

from adieu.policy import Policy

Facts = dict[str, bool | int | float | str | None]
UNKNOWN = 0.1
"""So many of the facts of a client are not known."""


def clients(policy: Policy, count: int, seed: int = 1, unknown: float = UNKNOWN) -> Iterator[Facts]:
    """Clients of a firm: most of them fine, some of them not; every fact is there or None."""
    rng = random.Random(seed)
    for _ in range(count):
        trouble = rng.choice((0.02, 0.02, 0.1, 0.3))
        facts: Facts = {}
        for name, fact in policy.facts.items():
            if name == "can_do_without":
                continue
            facts[name] = (
                None if rng.random() < unknown else _drawn(rng, name, fact.type.name, trouble)
            )
        for part, whole in (
            ("late_invoices", "invoices_due"),
            ("unfounded_disputes", "invoices_due"),
            ("followed_advice", "recommendations"),
        ):
            some, all_ = facts[part], facts[whole]
            if isinstance(some, int) and isinstance(all_, int):
                facts[part] = min(some, all_)
        yield facts


def _drawn(rng: random.Random, name: str, type_: str, trouble: float) -> bool | int | float | str:
    match type_:
        case "yes-no":
            good = name in ("pipeline_covers", "tolerates_rework")
            return (rng.random() < trouble * 2) != good
        case "share":
            return round(rng.random() * 0.4, 3)
        case "money":
            return round(rng.uniform(0, 50_000), 2)
        case "choice":
            return rng.choice(("open-ended", "fixed-term", "per-job"))
    match name:
        case "invoices_due" | "recommendations":
            return rng.randint(0, 12)
        case "late_invoices" | "followed_advice":
            return rng.randint(0, 12) if rng.random() < max(0.3, trouble) else rng.randint(0, 2)
        case "agreed_hours":
            return round(rng.uniform(10, 400), 1)
        case "unpaid_hours":
            return round(rng.uniform(0, 40) * trouble * 3, 1)
        case "liked_by_team":
            return rng.randint(1, 5)
        case "cash_months":
            return rng.randint(0, 12)
        case _:
            return rng.randint(1, 5) if rng.random() < trouble else 0
