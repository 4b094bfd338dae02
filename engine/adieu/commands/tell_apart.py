"""A mutant that survived → a proof that it changes nothing, a client for whom it does, or neither.

The proof is tried first: most survivors are the policy itself, and to find nobody takes longest.
"""

from __future__ import annotations

from collections.abc import Sequence

from adieu import policy as p
from adieu.case import Case
from adieu.living.mutants import Mutant
from adieu.living.mutation import Answer
from adieu.living.rerun import Rerun
from adieu.living.witness import Witnesses

SECONDS = 2.0
"""How long each question of a proof may take."""


class TellApart:
    """Asks about the mutants of one policy."""

    def __init__(self, policy: p.Policy, cases: Sequence[Case]) -> None:
        self.witnesses = Witnesses(policy, cases)

    def __call__(self, policy: p.Policy, mutant: Mutant) -> Answer:
        """That there is no such client, or one, or nothing."""
        from adieu.proof.alike import alike

        if alike(policy, mutant.policy, SECONDS):
            return "equivalent"
        case = self.witnesses.find(mutant)
        return self._by_difference(policy, mutant) if case is None else case

    def _by_difference(self, policy: p.Policy, mutant: Mutant) -> Case | None:
        """A client whom proofs yield, where trying shows that he does tell them apart."""
        from adieu.proof.diff.difference import difference

        told = difference(policy, mutant.policy, SECONDS)
        found = [one.witness for one in told.verdicts]
        found += [each for one in told.rules for each in (one.more_witness, one.fewer_witness)]
        rerun = Rerun(policy, mutant, self.witnesses.reach)
        for witness in found:
            if witness is not None and self.witnesses.differ(rerun, witness.before):
                return witness.before
        return None
