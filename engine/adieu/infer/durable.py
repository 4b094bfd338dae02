"""Facts + a policy → the inference by durable-rules: forward chaining over the bounds of the facts.

The engine is handed values, never truths: it compares them with the thresholds, derives the certain
and the possible form of each condition, and finds what each rule, derived fact and verdict row
comes to.  Each must come to exactly one thing, or there is no verdict.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from adieu import expression as ex
from adieu.evaluate import Scope
from adieu.facts import Facts, FactScope
from adieu.infer import (
    Inference,
    Outcome,
    Setting,
    count_findings,
    settings,
)
from adieu.infer import attributes as a
from adieu.infer import compiled as c
from adieu.infer.compiled import Compiled, compile_policy
from adieu.infer.session import LOCK, EngineFailure, engine_name
from adieu.logic import FALSE, TRUE, UNKNOWN, Interval, Truth, UnitMismatch, Value
from adieu.policy import Policy

__all__ = ["Compiled", "EngineFailure", "compile_policy", "engine_name", "infer"]

_NONE: frozenset[str] = frozenset()
_Mixed = Mapping[a.Source, UnitMismatch]


def infer(policy: Policy, facts: Facts) -> Inference:
    """What the policy says of these facts, as durable-rules infers it.

    Raises:
        EngineFailure: where the engine fails, or leaves anything open that it has to settle.
        adieu.logic.UnitMismatch: where amounts in different currencies meet.
    """
    with LOCK:
        compiled = compile_policy(policy)
        program = compiled.rules.program
        fired = frozenset(program.run(_rule_values(compiled, policy, facts), _NONE))
        outcomes = {rule.name: _outcome(rule.name, fired) for rule in policy.active}
        derived = {
            name: _derived(name, fired)
            for name in compiled.derived
            if not _is_answered(name, facts)
        }
        repairs = {
            rule.name: _truth(fact.name, facts, derived)
            for rule in policy.active
            if (fact := policy.repair_fact(rule)) is not None
        }
        gates = {name: _truth(name, facts, derived) for name in compiled.gates}
        return Inference(
            outcomes, repairs, gates, _possible(compiled, policy, facts, outcomes, repairs, gates)
        )


def _possible(
    compiled: Compiled,
    policy: Policy,
    facts: Facts,
    outcomes: Mapping[str, Outcome],
    repairs: Mapping[str, Truth],
    gates: Mapping[str, Truth],
) -> tuple[str, ...]:
    """Every verdict that some setting allows, harshest first."""
    reachable: set[str] = set()
    tried: set[tuple[int | str | None, ...]] = set()
    ends = frozenset(f"{c.CERTAIN_ROW}{row.verdict}" for row in policy.verdicts)
    counted: dict[tuple[Truth, ...], Mapping[ex.Findings, Interval]] = {}
    for setting in settings(policy, outcomes, repairs, gates):
        tried_by = tuple(setting.repair_tried.values())
        if tried_by not in counted:
            counted[tried_by] = {
                node: count_findings(node, policy, outcomes, setting.repair_tried)
                for node in compiled.findings
            }
        counts = counted[tried_by]
        values, mixed = _values(compiled.verdicts, _Settled(policy, facts, setting, counts))
        # Counts that no threshold tells apart need one session, not one each.
        alike = tuple(
            max(span[0], min(span[1], value))
            if isinstance(value, int) and (span := compiled.spans.get(number))
            else value
            for number, value in enumerate(values)
        )
        if alike not in tried:
            tried.add(alike)
            fired = compiled.verdicts.program.run(values, ends)
            reachable |= _reached(compiled, policy, fired, mixed)
    return tuple(row.verdict for row in policy.verdicts if row.verdict in reachable)


def _reached(compiled: Compiled, policy: Policy, fired: Collection[str], mixed: _Mixed) -> set[str]:
    """The rows that may be the first that holds, up to one that is certain to hold."""
    found: set[str] = set()
    for row in policy.verdicts:
        _refuse(mixed, compiled.required_by[row.verdict])
        what = _only(fired, row.verdict, c.POSSIBLE_ROW, c.FALSE_ROW)
        if what == c.POSSIBLE_ROW:
            found.add(row.verdict)
        if f"{c.CERTAIN_ROW}{row.verdict}" in fired:
            if what != c.POSSIBLE_ROW:
                raise EngineFailure(f"`{row.verdict}` is certain, but not possible")
            break
    return found


def _outcome(rule: str, fired: Collection[str]) -> Outcome:
    what = _only(fired, rule, c.EXCUSED, c.OPEN, c.NOT_FOUND)
    found = f"{c.FOUND}{rule}" in fired
    if found and what != c.OPEN:
        raise EngineFailure(f"`{rule}` is found, but not possible")
    match what:
        case c.EXCUSED:
            return Outcome.EXCUSED
        case c.OPEN:
            return Outcome.FOUND if found else Outcome.UNDETERMINED
        case _:
            return Outcome.NOT_FOUND


def _derived(name: str, fired: Collection[str]) -> Truth:
    what = _only(fired, name, c.YES, c.NO, c.UNKNOWN)
    return {c.YES: TRUE, c.NO: FALSE}.get(what, UNKNOWN)


def _only(fired: Collection[str], name: str, *outcomes: str) -> str:
    """The one outcome that was concluded of several that exclude each other."""
    found = [one for one in outcomes if f"{one}{name}" in fired]
    if len(found) != 1:
        raise EngineFailure(f"`{name}` came to {len(found)} outcomes")
    return found[0]


def _truth(name: str, facts: Facts, derived: Mapping[str, Truth]) -> Truth:
    """The truth of a yes/no fact: what the engine derived, unless it is answered."""
    if name in derived:
        return derived[name]
    value = facts.values[name]
    assert isinstance(value, Truth)
    return value


def _is_answered(name: str, facts: Facts) -> bool:
    return facts.origins[name] in ("given", "assumed")


def _rule_values(compiled: Compiled, policy: Policy, facts: Facts) -> Sequence[int | str | None]:
    scope = FactScope(policy, facts.case.as_of.toordinal(), facts.values)
    values, mixed = _values(compiled.rules, scope)
    # Behind a fact that is answered, a condition is not looked at.
    _refuse(mixed, compiled.required)
    for number, name in compiled.inlined:
        if not _is_answered(name, facts):
            values[number] = a.DERIVED
    return values


def _values(reading: c.Reading, scope: Scope) -> tuple[list[int | str | None], _Mixed]:
    """What to tell of each attribute, and what could not be read for mixed currencies."""
    values: list[int | str | None] = [None] * len(reading.program.attributes)
    mixed: dict[a.Source, UnitMismatch] = {}
    for one in reading.sources:
        try:
            value = one.read(scope)
        except UnitMismatch as mismatch:
            mixed[one.source] = mismatch
            continue
        for number, tell in one.tellers:
            values[number] = tell(value)
    return values, mixed


def _refuse(mixed: _Mixed, required: Collection[a.Source]) -> None:
    for source, mismatch in mixed.items():
        if source in required:
            raise mismatch


class _Settled(FactScope):
    """Facts with the gates settled, and the findings as counted."""

    def __init__(
        self,
        policy: Policy,
        facts: Facts,
        setting: Setting,
        counts: Mapping[ex.Findings, Interval],
    ) -> None:
        super().__init__(policy, facts.case.as_of.toordinal(), facts.values)
        self.gates, self.counts = setting.gates, counts

    def fact(self, name: str) -> Value:
        """The value of a fact, settled where it is a gate."""
        return self.gates.get(name, self.values[name])

    def findings(self, node: ex.Findings) -> Interval:
        """How many rules were found, as counted between the two programs."""
        return self.counts[node]
