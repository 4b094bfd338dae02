"""A component of one client → what can become of it, worked out once for all clients alike in it.

Clients of a firm lack the same things: a component that hangs on no record is known by its parts
and by the facts that these speak of.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from adieu import expression as ex
from adieu.explain.completions.component import Component, explore
from adieu.explain.completions.grid import Part
from adieu.explain.completions.openings import Openings
from adieu.policy import Policy

MOST = 2_000
"""How many components are kept for a policy."""


def explored(openings: Openings, parts: Sequence[Part], inputs: Sequence[str]) -> Component:
    """All that can become of the parts of a component, as ``explore`` finds it."""
    if any("[" in name for name in inputs):
        return explore(openings, parts, inputs)
    kept = openings.policy.once(_nothing)
    facts = openings.facts
    names = sorted(spoken_of(openings.policy, parts))
    key = (
        facts.case.as_of,
        tuple((one.what, one.name, one.inputs) for one in parts),
        tuple((name, facts.values[name], facts.origins[name] == "given") for name in names),
    )
    if key not in kept:
        if len(kept) >= MOST:
            kept.clear()
        kept[key] = explore(openings, parts, inputs)
    return kept[key]


def spoken_of(policy: Policy, parts: Iterable[Part]) -> frozenset[str]:
    """The facts that parts speak of, and those that these are derived from."""
    behind = policy.once(_behind)
    spoken = {name for part in parts for one in part.conditions for name in ex.fact_names(one)}
    return frozenset().union(*(behind[name] for name in spoken))


def _behind(policy: Policy) -> Mapping[str, frozenset[str]]:
    """Each fact with those that it is derived from."""
    gathered: dict[str, set[str]] = {name: {name} for name in policy.facts}
    for name, after in policy.hanging_on.items():
        for one in after:
            gathered[one].add(name)
    return {name: frozenset(found) for name, found in gathered.items()}


def _nothing(_: Policy) -> dict[object, Component]:
    return {}
