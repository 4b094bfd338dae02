"""A case + a policy → facts, findings, a verdict and its explanation, in one function."""

from __future__ import annotations

from collections.abc import Callable

from adieu.case import Case
from adieu.explain.explanation import Explanation, explain
from adieu.facts import Facts, derive
from adieu.infer import Inference, durable, reference
from adieu.policy import Policy

REFERENCE = "reference"


class EnginesDisagree(Exception):
    """The two engines inferred differently, so there is no verdict; carries both answers."""

    def __init__(self, client: str, durable: Inference, reference: Inference) -> None:
        super().__init__(client)
        self.client, self.durable, self.reference = client, durable, reference


Engine = Callable[[Policy, Facts], Inference]


def judge(
    policy: Policy,
    case: Case,
    first: Engine = durable.infer,
    second: Engine = reference.infer,
) -> Explanation:
    """Review one client.

    durable-rules infers; the reference gives the second opinion.  Where durable-rules is not
    installed the reference stands alone, and the explanation says so.

    Raises:
        EnginesDisagree: where the two differ in anything.
        adieu.infer.durable.EngineFailure: where durable-rules failed; there is no verdict then.
        adieu.logic.UnitMismatch: where amounts in different currencies meet.
    """
    facts = derive(policy, case)
    opinion = second(policy, facts)
    engine = durable.engine_name()
    if engine is None:
        return explain(facts, opinion, REFERENCE, None)
    inference = first(policy, facts)
    if inference != opinion:
        raise EnginesDisagree(case.client, inference, opinion)
    return explain(facts, inference, engine, REFERENCE)
