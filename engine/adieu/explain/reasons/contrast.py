"""A verdict + what it was inferred from → the least that separates it from the next milder one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from msgspec import Struct

from adieu import policy as p
from adieu.explain.knowledge import looks_at_knowledge
from adieu.explain.trial import Trial
from adieu.facts import Facts, FactScope
from adieu.infer import Inference, Outcome
from adieu.logic import UNKNOWN, Truth, Value

MOST_TRIED = 3_000
"""How many ways to turn things round are tried before the best so far is taken."""

Premises = tuple[FactScope, dict[str, Outcome], dict[str, Truth], dict[str, Truth]]


class Contrast(Struct, frozen=True):
    """What separates a verdict from the next milder one that can be reached at all.

    It is that verdict without these findings, with these gates the other way round, and with repair
    tried where it was not and not tried where it was, for the rules of ``repairs``: the fewest
    that together lead there.
    """

    without: tuple[str, ...]
    gates: tuple[str, ...]
    repairs: tuple[str, ...]
    verdict: str


class _Group(Struct, frozen=True):
    """Things that make the same difference, of which so many may be turned round."""

    kind: str
    names: tuple[str, ...]


def contrast_of(facts: Facts, inference: Inference, trial: Trial) -> Contrast | None:
    """The fewest findings, gates and repairs behind the verdict; nothing for the mildest."""
    severity = facts.policy.severity
    here = max(severity[inference.verdict], severity[trial.inference.verdict])
    if here == len(severity) - 1:
        return None
    groups = _groups(trial)
    nearest = here + 1 if looks_at_knowledge(facts.policy) else _nearest(trial, groups, here)
    if nearest is None:
        return None
    best: Contrast | None = None
    for number, chosen in enumerate(_choices(groups)):
        if number == MOST_TRIED:
            break
        verdict = _replayed(trial, chosen)
        if severity[verdict] > here and (
            best is None or severity[verdict] < severity[best.verdict]
        ):
            best = Contrast(*chosen, verdict)
            if severity[verdict] <= nearest:
                break
    return best


def _groups(trial: Trial) -> tuple[_Group, ...]:
    """What may be turned round; rules that every count sees alike make the same difference."""
    policy, inference = trial.policy, trial.inference
    gates = [gate for gate, value in inference.gates.items() if value is not UNKNOWN]
    tried = [
        rule.name
        for rule in policy.active
        if inference.repair_tried.get(rule.name) not in (None, UNKNOWN)
        and inference.outcomes[rule.name] in (Outcome.FOUND, Outcome.UNDETERMINED)
        and any(node.repair_tried and rule in policy.fitting(node) for node in policy.counts)
    ]
    turned = {*gates, *(f"repair_tried.{rule}" for rule in tried)}
    swayed = turned.union(*(policy.hanging_on[name] for name in turned))
    spoken = frozenset(trial.row_facts).union(*policy.speaking.values())
    order = {grade: index for index, grade in enumerate(p.GRADES)}
    rules = sorted(policy.active, key=lambda one: order[one.grade])
    findings: dict[object, list[str]] = {}
    repairs: dict[object, list[str]] = {}
    for rule in rules:
        name, outcome = rule.name, inference.outcomes[rule.name]
        # A rule that speaks of what may be turned round is like no other.
        alone = name if policy.speaking[name] & swayed else None
        key = (trial.seen[name], inference.repair_tried.get(name), outcome, alone)
        if outcome is Outcome.FOUND:
            findings.setdefault(key, []).append(name)
        if name in tried:
            fact = f"repair_tried.{name}"
            single = name if spoken & (policy.hanging_on[fact] | {fact}) else alone
            repairs.setdefault((key, single), []).append(name)
    return (
        *(_Group("finding", tuple(one)) for one in findings.values()),
        # From the other end, so that a finding and a repair of one group are of different rules.
        *(_Group("repair", tuple(reversed(one))) for one in repairs.values()),
        *(_Group("gate", (one,)) for one in gates),
    )


Chosen = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _choices(groups: Sequence[_Group]) -> Iterator[Chosen]:
    """Findings, gates and repairs to turn round: the fewest first, and findings before others."""
    kinds = {kind: [one.names for one in groups if one.kind == kind]
             for kind in ("finding", "gate", "repair")}  # fmt: skip
    total = sum(len(one.names) for one in groups)
    for size in range(1, total + 1):
        for others in range(size + 1):
            for repairs in range(others + 1):
                yield from product(
                    _some(kinds["finding"], size - others),
                    _some(kinds["gate"], others - repairs),
                    _some(kinds["repair"], repairs),
                )


def _some(groups: Sequence[tuple[str, ...]], size: int) -> Iterator[tuple[str, ...]]:
    """Every way to take so many, the first of each group."""
    if not size:
        yield ()
    elif groups:
        for count in range(min(size, len(groups[0])), -1, -1):
            for rest in _some(groups[1:], size - count):
                yield (*groups[0][:count], *rest)


def _replayed(trial: Trial, chosen: Chosen) -> str:
    """The verdict with these findings not found, and these gates and repairs turned round."""
    without, gates, repairs = chosen
    scope, outcomes, tried, known = _premises(trial, gates, repairs)
    left = {**outcomes, **dict.fromkeys(without, Outcome.NOT_FOUND)}
    return trial.possible(scope, left, tried, known)[-1]


def _premises(trial: Trial, gates: Sequence[str], repairs: Sequence[str]) -> Premises:
    inference = trial.inference
    if not gates and not repairs:
        scope = trial.facts.scope()
        return scope, {**inference.outcomes}, {**inference.repair_tried}, {**inference.gates}
    answers: dict[str, Value] = {gate: ~inference.gates[gate] for gate in gates}
    answers |= {f"repair_tried.{rule}": ~inference.repair_tried[rule] for rule in repairs}
    return trial.premises(answers)


def _nearest(trial: Trial, groups: Sequence[_Group], here: int) -> int | None:
    """How mild the next milder verdict is at least, whatever is turned round; nothing for none."""
    opened: dict[str, Value] = {}
    found: set[str] = set()
    for one in groups:
        for name in one.names:
            if one.kind == "finding":
                found.add(name)
            else:
                opened[name if one.kind == "gate" else f"repair_tried.{name}"] = UNKNOWN
    scope, outcomes, tried, gates = trial.premises(opened)
    undecided = {
        name: Outcome.UNDETERMINED if name in found else one for name, one in outcomes.items()
    }
    possible = trial.possible(scope, undecided, tried, gates)
    severity = trial.policy.severity
    return min((severity[one] for one in possible if severity[one] > here), default=None)
