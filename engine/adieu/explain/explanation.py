"""An inference + its facts → the explanation: every rule accounted for, with what it rests on.

One object, in no language; ``tell`` puts it into words and every rendering prints those.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Case, Record
from adieu.evaluate import evaluate
from adieu.explain.questions import Ask, asks, other_inputs
from adieu.explain.trial import Trial
from adieu.explain.unknowns import needed_for
from adieu.facts import Facts, FactScope
from adieu.infer import Inference, Outcome, Setting
from adieu.infer.reference import VerdictScope
from adieu.logic import FALSE, TRUE, UNKNOWN, Interval, Truth

HALF_WAY = 0.5
"""So near a count has to come for a near miss: 1 of 2 invoices."""

ALMOST = 0.9
"""So near an amount, a share or a time has to come."""


class Checked(Struct, frozen=True):
    """A condition without parts, its truth, and the records it counts; ``alternative`` marks one of
    several of which one is enough.
    """

    condition: ex.Condition
    truth: Truth
    evidence: tuple[tuple[Record, Truth], ...]
    alternative: bool = False


class Listing(Struct, frozen=True):
    """A rule in the place where it is listed, with its conditions as they stand."""

    rule: p.Rule
    conditions: tuple[Checked, ...]
    exceptions: tuple[Checked, ...]
    repair_tried: Truth | None
    needs: tuple[str, ...] = ()
    nearest: Checked | None = None
    near: bool = False


class Contrast(Struct, frozen=True):
    """What separates the verdict from a milder one: findings without which, or a gate turned round."""

    without: tuple[str, ...]
    gate: str | None
    verdict: str


class Explanation(Struct, frozen=True):
    """Why this verdict: what was found, what was not, what is unknown and what to ask."""

    facts: Facts
    inference: Inference
    engine: str
    agreed_with: str | None
    findings: tuple[Listing, ...]
    superseded: tuple[Listing, ...]
    excused: tuple[Listing, ...]
    undetermined: tuple[Listing, ...]
    not_found: tuple[Listing, ...]
    off: tuple[p.Rule, ...]
    questions: tuple[Ask, ...]
    other_questions: tuple[str, ...]
    contrast: Contrast | None
    plan: tuple[p.Step, ...]
    plan_open: tuple[p.Step, ...]
    facts_sha256: str


def explain(
    facts: Facts, inference: Inference, engine: str, agreed_with: str | None
) -> Explanation:
    """Account for every rule, name what is unknown, and say what the answers can still decide."""
    policy = facts.policy
    scope = facts.scope()
    trial = Trial(facts, inference)
    listings = {rule.name: _listing(rule, facts, inference, scope) for rule in policy.active}
    found = {name for name, outcome in inference.outcomes.items() if outcome is Outcome.FOUND}
    superseded = {name for name in found if policy.rules[name].superseded_by in found}
    order = {grade: index for index, grade in enumerate(p.GRADES)}
    themes = {theme: index for index, theme in enumerate(policy.themes)}

    def weight(one: Listing) -> tuple[int, bool, int]:
        waits = one.rule.grade == "ground" and one.repair_tried is not TRUE
        return order[one.rule.grade], waits, themes[one.rule.theme]

    def listed(outcome: Outcome) -> tuple[Listing, ...]:
        named = (one for name, one in listings.items() if inference.outcomes[name] is outcome)
        return tuple(sorted(named, key=weight))

    all_found = listed(Outcome.FOUND)
    questions = asks(facts, inference, trial)
    steps = list(_plan(facts, inference, scope))
    return Explanation(
        facts,
        inference,
        engine,
        agreed_with,
        tuple(one for one in all_found if one.rule.name not in superseded),
        tuple(one for one in all_found if one.rule.name in superseded),
        listed(Outcome.EXCUSED),
        listed(Outcome.UNDETERMINED),
        listed(Outcome.NOT_FOUND),
        tuple(rule for rule in policy.rules.values() if rule.off is not None),
        questions,
        other_inputs(facts, questions),
        _contrast(facts, inference, trial),
        tuple(step for step, truth in steps if truth is TRUE),
        tuple(step for step, truth in steps if truth is UNKNOWN),
        facts_sha256(facts.case),
    )


def _listing(rule: p.Rule, facts: Facts, inference: Inference, scope: FactScope) -> Listing:
    outcome = inference.outcomes[rule.name]
    conditions = tuple(_checked(rule.when, facts, scope))
    exceptions = tuple(_checked(rule.unless, facts, scope))
    undetermined = outcome is Outcome.UNDETERMINED
    needs = needed_for(facts, (*rule.when, *rule.unless)) if undetermined else ()
    nearest, near = None, False
    if outcome is Outcome.NOT_FOUND:
        failed = [one for one in conditions if one.truth is FALSE]
        nearest = max(failed, key=lambda one: _closeness(one, scope), default=None)
        near = _is_near(rule, conditions, nearest, scope)
    tried = inference.repair_tried.get(rule.name)
    return Listing(rule, conditions, exceptions, tried, needs, nearest, near)


def _checked(
    conditions: tuple[ex.Condition, ...], facts: Facts, scope: FactScope
) -> Iterator[Checked]:
    """The conditions of a rule, taken apart to what can be shown as actual against required."""
    for condition in conditions:
        for leaf, alternative in leaves(condition):
            records = tuple(records_behind(facts, leaf))
            yield Checked(leaf, evaluate(leaf, scope), records, alternative)


def leaves(
    condition: ex.Condition, alternative: bool = False
) -> Iterator[tuple[ex.Condition, bool]]:
    """The conditions without parts inside a condition; those under "any" are alternatives."""
    match condition:
        case ex.All(parts):
            for part in parts:
                yield from leaves(part, alternative)
        case ex.AnyOf(parts) | ex.AtLeast(_, parts):
            for part in parts:
                yield from leaves(part, True)
        case ex.NoneOf(parts):
            for part in parts:
                yield from leaves(ex.negated(part), alternative)
        case _:
            yield condition, alternative


def records_behind(facts: Facts, condition: ex.Condition) -> Iterator[tuple[Record, Truth]]:
    """The records that the counted facts of a condition rest on, each once."""
    seen: set[str] = set()
    for operand in ex.operands_of(condition)[:1]:
        for name in _counted_in(facts.policy, operand):
            for member in facts.members.get(name, ()):
                if member.record.ref not in seen:
                    seen.add(member.record.ref)
                    yield member.record, member.belongs


def _counted_in(policy: p.Policy, operand: ex.Operand) -> Iterator[str]:
    """The counts and sums that an operand speaks of; of a quotient, those of what is divided."""
    match operand:
        case ex.Arithmetic("/", left, _):
            yield from _counted_in(policy, left)
        case ex.Arithmetic(_, left, right):
            yield from _counted_in(policy, left)
            yield from _counted_in(policy, right)
        case ex.Fact(name):
            definition = policy.facts[name].definition
            if isinstance(definition, p.Calculation):
                yield from _counted_in(policy, definition.operand)
            elif isinstance(definition, p.Holds):
                for leaf, _ in leaves(definition.condition):
                    yield from _counted_in(policy, ex.operands_of(leaf)[0])
            else:
                yield name
        case _:
            return


def _closeness(one: Checked, scope: FactScope) -> float:
    """How near a failed condition came, from 0 to 1; only for choosing what to show."""
    from adieu.evaluate import measure

    if not isinstance(one.condition, ex.Compare):
        return 0.0
    left, right = measure(one.condition.left, scope), measure(one.condition.right, scope)
    if not (isinstance(left, Interval) and isinstance(right, Interval)):
        return 0.0
    if one.condition.relation not in (">=", ">") or not right.low or left.high > right.low:
        return 0.0
    return max(0.0, float(left.high / right.low))


def _is_near(
    rule: p.Rule, conditions: tuple[Checked, ...], nearest: Checked | None, scope: FactScope
) -> bool:
    """Whether a rule that was not found came near enough to be worth saying."""
    if rule.nearly is not None and evaluate(rule.nearly.when, scope) is TRUE:
        return True
    if nearest is None:
        return False
    needed = [one.truth for one in conditions if not one.alternative]
    any_of = [one.truth for one in conditions if one.alternative]
    failed = needed.count(FALSE) + (bool(any_of) and TRUE not in any_of)
    close = _closeness(nearest, scope) >= (HALF_WAY if _is_tally(nearest) else ALMOST)
    return close and (failed == 1 or TRUE in needed)


def _is_tally(one: Checked) -> bool:
    """Whether a condition compares a plain count with a fixed number, as 1 with at least 2."""
    match one.condition:
        case ex.Compare(left, _, ex.Parameter() | ex.Constant()):
            return left.type.name == "number" and not left.type.unit
        case _:
            return False


def _plan(facts: Facts, inference: Inference, scope: FactScope) -> Iterator[tuple[p.Step, Truth]]:
    """The steps for the verdict, each with whether its condition holds."""
    settled = Setting(inference.gates, inference.repair_tried)
    verdicts = VerdictScope(facts.policy, scope, inference.outcomes, settled)
    for step in facts.policy.plan:
        if inference.verdict in step.verdicts:
            yield step, evaluate(step.when, verdicts)


def _contrast(facts: Facts, inference: Inference, trial: Trial) -> Contrast | None:
    """The least that separates the verdict from a milder one: one finding, one gate, or a grade."""
    severity = facts.policy.severity
    here = severity[inference.verdict]
    if here == len(severity) - 1:
        return None
    options: list[tuple[int, Contrast]] = []
    found = [name for name, one in inference.outcomes.items() if one is Outcome.FOUND]
    by_grade = [
        frozenset(name for name in found if facts.policy.rules[name].grade in p.GRADES[: index + 1])
        for index in range(len(p.GRADES))
    ]
    for group in (*(frozenset({name}) for name in found), *by_grade):
        if group:
            verdict = trial.without(group)[-1]
            if severity[verdict] > here:
                options.append((len(group), Contrast(tuple(sorted(group)), None, verdict)))
    for gate, value in inference.gates.items():
        if value is not UNKNOWN:
            verdict = trial.with_fact(gate, ~value).verdict
            if severity[verdict] > here:
                options.append((1, Contrast((), gate, verdict)))
    nearest = sorted(options, key=lambda one: (severity[one[1].verdict], one[0]))
    return nearest[0][1] if nearest else None


def facts_sha256(case: Case) -> str:
    """The hash of what a client's file says; the order of records and keys does not matter."""
    sections = {
        name: {
            "missing": str(section.missing),
            "records": sorted(
                json.dumps(
                    {key: _plain(value) for key, value in one.fields.items()}, sort_keys=True
                )
                for one in section.records
            ),
        }
        for name, section in case.sections.items()
    }
    plain = {
        "client": case.client,
        "name": case.name,
        "as_of": case.as_of.isoformat(),
        "answers": {name: [one.text, one.reason] for name, one in case.answers.items()},
        "sections": sections,
    }
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: object) -> str:
    words = getattr(value, "words", None)
    return repr(sorted(words)) if isinstance(words, frozenset) else repr(value)


def gate_conditions(facts: Facts, name: str) -> tuple[Checked, ...]:
    """The conditions behind a gate; none where the client's file answers it."""
    definition = facts.policy.facts[name].definition
    if not isinstance(definition, p.Holds) or facts.origins[name] in ("given", "assumed"):
        return ()
    return tuple(_checked((definition.condition,), facts, facts.scope()))
