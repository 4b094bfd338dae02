"""Facts + what of them is open → the verdicts that are still possible, exactly.

Kleene's logic allows every verdict that a completion gives, and at times one that none gives (an
answer that two conditions share can make only one of them hold).  Each verdict that it allows is
therefore looked for among completions, and what is not found there is proved away or found by
``proof``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from adieu.explain.completions.openings import Openings
from adieu.explain.completions.prospects import Prospects
from adieu.facts import Facts, rederive
from adieu.infer import Inference, reference

if TYPE_CHECKING:
    from adieu.proof import Found


class Settled(Struct, frozen=True):
    """The verdicts that are still possible, harshest first; ``proved`` unless time ran out."""

    possible: tuple[str, ...]
    proved: bool = True

    @property
    def verdict(self) -> str:
        """The mildest possible verdict."""
        return self.possible[-1]


def settle(facts: Facts, inference: Inference, prospects: Prospects | None = None) -> Settled:
    """The verdicts of an inference that some completion gives.

    Where a policy asks whether something is known, or no completion is free of contradictions,
    nothing that Kleene's logic allows is taken away.
    """
    if inference.final:
        return Settled(inference.possible)
    prospects = prospects or Prospects(facts, inference)
    rows = facts.policy.verdicts
    seen = {rows[row].verdict for row in prospects.verdicts}
    left = [verdict for verdict in inference.possible if verdict not in seen]
    if not left:
        return Settled(inference.possible)
    if prospects.openings.blind or len(left) == len(inference.possible):
        return Settled(inference.possible, proved=False)
    bound = prospects.bound
    if bound is not None:
        left = [verdict for verdict in left if facts.policy.severity[verdict] in bound]
    kept, proved = _proved(facts, left, seen)
    return Settled(tuple(one for one in inference.possible if one in kept), proved)


def _proved(facts: Facts, left: list[str], seen: set[str]) -> tuple[set[str], bool]:
    """The verdicts seen, those that a proof finds, and those that it cannot rule out."""
    if not left:
        return seen, True
    # It takes a fifth of a second to start, and few reviews come this far.
    from adieu.proof import Found, Impossible
    from adieu.proof.client import ClientLogic

    logic = ClientLogic(facts)
    kept, proved = set(seen), True
    for verdict in left:
        answer = logic.completion(verdict)
        if isinstance(answer, Impossible):
            continue
        kept.add(verdict)
        if not (isinstance(answer, Found) and _gives(facts, answer, verdict)):
            proved = False
    return kept, proved


def _gives(facts: Facts, found: Found, verdict: str) -> bool:
    """Whether the answers found are a completion that gives the verdict, by the reference."""
    openings = Openings(facts)
    if any(openings.fields_of(name) for name in facts.members):
        return False
    values, _ = rederive(facts, found.values)
    completed = replace(facts, values=values)
    return verdict in reference.infer(facts.policy, completed).possible
