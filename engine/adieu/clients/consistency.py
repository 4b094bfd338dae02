"""A case + a policy → what contradicts itself in it: answers, records, invariants."""

from __future__ import annotations

from collections.abc import Iterator

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Answer, Case
from adieu.diagnostics import Diagnostics, Note, Place
from adieu.evaluate import evaluate
from adieu.facts import Facts, computed, derive
from adieu.logic import FALSE, INFINITY, Interval, Truth, UnitMismatch, Value, is_known


def check_case(
    policy: p.Policy,
    case: Case,
    diagnostics: Diagnostics,
    standing: frozenset[str] = frozenset(),
    facts: Facts | None = None,
) -> None:
    """Report a review date too early, answers that the records already give, contradictions.

    Answers that are ``standing`` hold whatever the records say: somebody asks what would be if.
    ``facts`` are those of the case, where they were derived already.
    """
    if policy.effective_from and case.as_of < policy.effective_from:
        diagnostics.error(
            "as-of-too-early", case.place, as_of=case.as_of, effective=policy.effective_from
        )
        return
    try:
        wrong = [
            _check_answer(policy, case, name, answer, diagnostics)
            for name, answer in case.answers.items()
            if name not in standing
        ]
        known = derive(policy, case) if facts is None else facts
        if not any(wrong):
            _check_invariants(known, diagnostics)
        scope = known.scope()
        for condition in _conditions(policy) if facts is None or _has_amounts(case) else ():
            evaluate(condition, scope)
    except UnitMismatch as error:
        diagnostics.error("currencies", _money_place(case), left=error.left, right=error.right)


def sections_behind(policy: p.Policy, name: str) -> frozenset[str]:
    """The sections whose records a fact is derived from."""
    definition = policy.facts[name].definition
    if isinstance(definition, p.Count | p.Sum):
        earlier = _earlier_sections(policy, definition.section, definition.where)
        return frozenset({definition.section}) | earlier
    names = p.speaks_of(definition)
    return frozenset(one for behind in names for one in sections_behind(policy, behind))


def _earlier_sections(policy: p.Policy, section: str, where: ex.Condition) -> frozenset[str]:
    found: set[str] = set()
    for operand in ex.walk(where):
        if isinstance(operand, ex.Earlier):
            found.update(operand.sections)
        elif isinstance(operand, ex.Field):
            derived = policy.records[section].fields[operand.name].when
            if derived is not None:
                found |= _earlier_sections(policy, section, derived)
    return frozenset(found)


def _check_answer(
    policy: p.Policy, case: Case, name: str, answer: Answer, diagnostics: Diagnostics
) -> bool:
    """Report an answer for a derived fact whose records are kept, or which the rest contradicts."""
    if isinstance(policy.facts[name].definition, p.Given):
        return False
    behind = sections_behind(policy, name)
    if behind and behind <= case.sections.keys():
        sections = ", ".join(f"`{one}`" for one in sorted(behind))
        help = Note("help.answer-or-records")
        diagnostics.error("fact-derived", answer.place, help, name=name, sections=sections)
        return True
    definition = policy.facts[name].definition
    kept = case.sections.keys() | policy.assumed_sections
    if isinstance(definition, p.Count) and definition.section not in kept:
        return False
    if _fits(answer.value, computed(policy, case, name)):
        return False
    diagnostics.error("fact-contradiction", answer.place, name=name, text=answer.text)
    return True


def _fits(given: Value, other: Value) -> bool:
    """Whether what is derived leaves room for what was given."""
    if isinstance(given, Interval) and isinstance(other, Interval):
        return other.low <= given.low and given.high <= other.high
    if isinstance(given, Truth) and isinstance(other, Truth):
        return not is_known(other) or given is other
    return True


def _conditions(policy: p.Policy) -> Iterator[ex.Condition]:
    """Every comparison of facts in the policy; in one of them, amounts may meet that cannot."""
    conditions = [
        *(one for rule in policy.active for one in (*rule.when, *rule.unless)),
        *(rule.nearly.when for rule in policy.active if rule.nearly),
        *(row.when for row in policy.verdicts),
        *(step.when for step in policy.plan),
    ]
    while conditions:
        condition = conditions.pop()
        parts = ex.parts_of(condition)
        conditions += parts
        if not parts and not any(isinstance(one, ex.Findings) for one in ex.walk(condition)):
            yield condition


def _check_invariants(facts: Facts, diagnostics: Diagnostics) -> None:
    case, scope = facts.case, facts.scope()
    for invariant in facts.policy.invariants:
        if evaluate(invariant, scope) is FALSE:
            names = sorted(ex.fact_names(invariant))
            given = [case.answers[name].place for name in names if name in case.answers]
            listed = ", ".join(f"`{name}`" for name in names)
            place = given[0] if given else case.place
            diagnostics.error("invariant", place, names=listed)


def _has_amounts(case: Case) -> bool:
    """Whether an amount of money is known of a client."""
    values = [one.value for one in case.answers.values()]
    for section in case.sections.values():
        values += [value for one in section.records for value in one.fields.values()]
    return any(isinstance(one, Interval) and one.unit for one in values)


def _money_place(case: Case) -> Place | None:
    """The first amount whose currency differs from the first one."""
    first = None
    amounts = [(one.value, one.place) for one in case.answers.values()]
    for section in case.sections.values():
        amounts += [(value, one.place) for one in section.records for value in one.fields.values()]
    for value, place in amounts:
        if isinstance(value, Interval) and value.unit and value.low < INFINITY:
            first = first or value.unit
            if value.unit != first:
                return place
    return case.place
