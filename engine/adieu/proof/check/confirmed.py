"""Formulas about a client, or about two alike → the simplest such client, as a file would say it.

What the reference does not confirm is never shown: a number without an end in decimals is rounded
as a file writes it, and who contradicts himself is no client.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Answer, Case
from adieu.clients.consistency import check_case
from adieu.diagnostics import Diagnostics
from adieu.evaluate import evaluate
from adieu.facts import Facts, derive
from adieu.infer import Inference, Setting, reference
from adieu.logic import TRUE, Interval, UnitMismatch, Value, exactly
from adieu.proof.check.everyone import AS_OF, Everyone
from adieu.proof.check.findings import Witness
from adieu.proof.check.twins import OTHERWISE
from adieu.proof.inputs import Variable, inputs_behind
from adieu.proof.solve import Solver
from adieu.proof.terms import Formula
from adieu.proof.witness import as_case, shortest, simplest

PLACES = 6
"""How many decimals a file writes of a number without an end."""


class Seen(NamedTuple):
    """What the reference says of a client."""

    policy: p.Policy
    facts: Facts
    inference: Inference

    @property
    def severity(self) -> int:
        """How harsh the verdict is: 0 is the harshest."""
        return self.policy.severity[self.inference.verdict]

    def fulfils(self, condition: ex.Condition) -> bool:
        """Whether a condition that may count findings holds."""
        settled = Setting(self.inference.gates, self.inference.repair_tried)
        outcomes, values = self.inference.outcomes, self.facts.scope()
        scope = reference.VerdictScope(self.policy, values, outcomes, settled)
        return evaluate(condition, scope) is TRUE


class Wanted(NamedTuple):
    """What a client is to look like: in formulas, and as the reference is to say it.

    ``others`` are the variables of another client, who differs in these facts; where there are
    none, ``holds`` is asked of the one client twice.
    """

    formulas: Sequence[Formula]
    holds: Callable[[Seen, Seen], bool]
    others: Mapping[str, Variable] = {}


class _Pair:
    """A client and the other one: who is alike but for some facts, or the same."""

    def __init__(self, policy: p.Policy, wanted: Wanted, changed: Mapping[str, Answer]) -> None:
        self.policy, self.wanted, self.changed = policy, wanted, changed

    def other(self, case: Case) -> Case:
        """The other client."""
        return replace(case, answers={**case.answers, **self.changed})

    def seen(self, case: Case) -> tuple[Seen, Seen] | None:
        """What the reference says of both; nothing where one of them is none."""
        if not self.changed.keys() <= case.answers.keys():
            return None
        one = _seen(self.policy, case)
        other = _seen(self.policy, self.other(case)) if self.changed else one
        return None if one is None or other is None else (one, other)

    def usable(self, case: Case) -> bool:
        """Whether the files of both would be read."""
        return all(_usable(self.policy, one) for one in (case, self.other(case)))

    def shows(self, case: Case, final: bool) -> bool:
        """Whether they are as wanted, and (``final``) whatever else is answered."""
        both = self.seen(case)
        if both is None or not self.wanted.holds(*both):
            return False
        return not final or all(one.inference.final for one in both)


def confirmed(everyone: Everyone, solver: Solver, wanted: Wanted) -> Witness | None:
    """The simplest client, or pair of clients, that the reference confirms; nothing where not.

    Raises:
        TimeIsUp: where none was found in time.
    """
    policy, codes = everyone.policy, everyone.inputs.codes
    primed = {f"{name}{OTHERWISE}": one for name, one in wanted.others.items()}
    variables = {**everyone.variables, **primed}
    told = simplest(solver, wanted.formulas, variables, codes, policy)
    if told is None:
        return None
    day = told.pop(AS_OF, None)
    on = date.fromordinal(int(day.low)) if isinstance(day, Interval) else everyone.on
    values = {
        name: _writable(policy, name.removesuffix(OTHERWISE), one) for name, one in told.items()
    }
    pair = _Pair(
        policy,
        wanted,
        {name: Answer(values[f"{name}{OTHERWISE}"], "") for name in wanted.others},
    )
    own = {name: one for name, one in values.items() if name not in primed}
    whole = as_case(policy, own, on, frozenset(wanted.others))
    tried = (whole, _bare(policy, whole, wanted.others))
    case = next((one for one in tried if pair.shows(one, final=False) and pair.usable(one)), None)
    if case is None:
        return None
    if pair.shows(case, final=True):
        # Who is told less of contradicts nothing that the whole client did not.
        case = shortest(case, lambda one: pair.shows(one, final=True))
    both = pair.seen(case)
    assert both is not None
    one, other = (seen.inference.verdict for seen in both)
    return Witness(case, one, pair.other(case), other) if pair.changed else Witness(case, one)


def _bare(policy: p.Policy, case: Case, changed: Mapping[str, Variable]) -> Case:
    """The client without what the facts that change are otherwise worked out from."""
    behind = frozenset().union(*(inputs_behind(policy, name) for name in changed))
    gone = behind - changed.keys()
    kept = {name: one for name, one in case.answers.items() if name not in gone}
    counted = {getattr(policy.facts[name].definition, "section", None) for name in gone}
    sections = {name: one for name, one in case.sections.items() if name not in counted}
    return replace(case, answers=kept, sections=sections)


def _seen(policy: p.Policy, case: Case) -> Seen | None:
    """What the reference says of a client; nothing where amounts cannot be compared."""
    try:
        facts = derive(policy, case)
        return Seen(policy, facts, reference.infer(policy, facts))
    except UnitMismatch:
        return None


def _usable(policy: p.Policy, case: Case) -> bool:
    """Whether the client's file would be read: nothing in it contradicts the rest."""
    found = Diagnostics()
    check_case(policy, case, found)
    return not found.failed


def _writable(policy: p.Policy, name: str, value: Value) -> Value:
    """A value as a file can write it."""
    if not isinstance(value, Interval) or not isinstance(value.low, Fraction):
        return value
    scale = 10 ** (PLACES + 2 if policy.facts[name].type.name == "share" else PLACES)
    return exactly(Fraction(round(value.low * scale), scale), value.unit)
