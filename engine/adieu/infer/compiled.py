"""A policy → the two programs that infer by it: rules and derived facts, then verdict rows.

The first finds every rule found, excused, open or refuted, and every derived yes/no fact yes, no or
open.  The second tries the verdict rows in their order, once what is unknown about the gates and the
repairs has been settled in one of the possible ways.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from adieu import expression as ex
from adieu.infer import attributes as a
from adieu.infer import gates_of
from adieu.infer.formula import Node
from adieu.infer.positive import (
    CERTAIN,
    POSSIBLE,
    REFUTED,
    Positive,
    leaves,
    quantity_of,
)
from adieu.infer.program import Program, write
from adieu.infer.session import LOCK, EngineFailure
from adieu.policy import Holds, Policy, Rule

FOUND, EXCUSED, OPEN, NOT_FOUND = "found ", "excused ", "open ", "not found "
YES, NO, UNKNOWN = "yes ", "no ", "unknown "
CERTAIN_ROW, POSSIBLE_ROW, FALSE_ROW = "certain ", "possible ", "false "
"""What the programs conclude: one of these, and the name of the rule, fact or verdict."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A program with what has to be read to tell its attributes; ``direct``: whatever is given."""

    program: Program
    sources: tuple[tuple[a.Source, bool, tuple[tuple[int, a.Attribute], ...]], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """A policy as the engine runs it; ``derived`` are the yes/no facts that the rules program finds."""

    rules: Reading
    verdicts: Reading
    derived: tuple[str, ...]
    spans: Mapping[int, tuple[int, int]]
    """For each attribute of the verdict rows that is an edge: the codes that suffice to tell it."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A number that the engine cannot compare exactly, and the part of the policy that needs it."""

    where: str
    threshold: int | Fraction


_COMPILED: dict[int, Compiled] = {}


def compile_policy(policy: Policy) -> Compiled:
    """The policy's programs, made once for each policy object.

    Raises:
        EngineFailure: where a limit of the engine is exceeded.
    """
    with LOCK:
        if id(policy) not in _COMPILED:
            if exceeded := limits(policy):
                raise EngineFailure(f"{exceeded[0].where}: {exceeded[0].threshold} has no code")
            _COMPILED[id(policy)] = _compile(policy)
            weakref.finalize(policy, _COMPILED.pop, id(policy), None).atexit = False
        return _COMPILED[id(policy)]


def limits(policy: Policy) -> tuple[Limit, ...]:
    """What exceeds a limit of the engine that no splitting of rulesets can help."""
    parts: list[tuple[str, Iterable[ex.Condition]]] = [
        (f"rules.{rule.name}", (*rule.when, *rule.unless)) for rule in policy.active
    ]
    parts += [(f"verdicts.{row.verdict}", (row.when,)) for row in policy.verdicts]
    parts += [
        (f"facts.{fact.name}", (fact.definition.condition,))
        for fact in policy.facts.values()
        if isinstance(fact.definition, Holds)
    ]
    found = []
    for where, conditions in parts:
        for leaf in leaves(conditions, None):
            if isinstance(leaf, ex.Compare) and leaf.left.type.name not in ("yes-no", "choice"):
                _, threshold = quantity_of(leaf, policy)
                if not a.fits(threshold, threshold.denominator):
                    found.append(Limit(where, threshold))
    return tuple(dict.fromkeys(found))


def _compile(policy: Policy) -> Compiled:
    repairs = [fact.name for rule in policy.active if (fact := policy.repair_fact(rule))]
    derived = tuple(
        name
        for name in dict.fromkeys((*repairs, *gates_of(policy)))
        if isinstance(policy.facts[name].definition, Holds)
    )
    rules = _rules(policy, derived)
    verdicts, spans = _verdicts(policy)
    return Compiled(rules, verdicts, derived, spans)


def _rules(policy: Policy, derived: tuple[str, ...]) -> Reading:
    positive = Positive(policy, inline=True)
    whole = [one for rule in policy.active for one in (*rule.when, *rule.unless)]
    conditions = {name: _condition(policy, name) for name in derived}
    positive.learn([*whole, *conditions.values()])
    outcomes: list[tuple[Node, str, int]] = []
    for rule in policy.active:
        outcomes += [(node, f"{what}{rule.name}", 1) for node, what in _forms(rule, positive)]
    for name, condition in conditions.items():
        certain, refuted, open_ = (
            positive.derived(condition, CERTAIN),
            positive.derived(condition, REFUTED),
            positive.formulas.every(
                positive.derived(condition, form) for form in (POSSIBLE, POSSIBLE.negated)
            ),
        )
        outcomes += [(certain, f"{YES}{name}", 1), (refuted, f"{NO}{name}", 1)]
        outcomes += [(open_, f"{UNKNOWN}{name}", 1)]
    return _reading(write(outcomes, positive.formulas), positive)


def _forms(rule: Rule, positive: Positive) -> list[tuple[Node, str]]:
    """When a rule is found, excused, still open (found or not yet), and not found."""
    book = positive.formulas
    certain, possible = positive.every(rule.when, CERTAIN), positive.every(rule.when, POSSIBLE)
    forms = [(positive.every(rule.when, REFUTED), NOT_FOUND)]
    if not rule.unless:
        return [*forms, (certain, FOUND), (possible, OPEN)]
    not_excepted = positive.every(rule.unless, REFUTED)
    maybe_not = positive.every(rule.unless, POSSIBLE.negated)
    excepted = positive.every(rule.unless, CERTAIN)
    return [
        *forms,
        (book.every((certain, not_excepted)), FOUND),
        (book.every((possible, maybe_not)), OPEN),
        (book.every((possible, excepted)), EXCUSED),
    ]


def _verdicts(policy: Policy) -> tuple[Reading, Mapping[int, tuple[int, int]]]:
    positive = Positive(policy, inline=False)
    positive.learn(row.when for row in policy.verdicts)
    outcomes: list[tuple[Node, str, int]] = []
    for index, row in enumerate(policy.verdicts):
        # A row's three rules stand together: possible before certain, which ends the session.
        for rank, (form, what) in enumerate(
            ((REFUTED, FALSE_ROW), (POSSIBLE, POSSIBLE_ROW), (CERTAIN, CERTAIN_ROW)), 1
        ):
            node = positive.form(row.when, form)
            outcomes.append((node, f"{what}{row.verdict}", 3 * index + rank))
    reading = _reading(write(outcomes, positive.formulas), positive)
    return reading, _spans(reading.program, positive)


def _spans(program: Program, positive: Positive) -> Mapping[int, tuple[int, int]]:
    tested: dict[a.Attribute, list[int]] = {}
    for test in positive.formulas.tests():
        if isinstance(test.value, int):
            tested.setdefault(test.attribute, []).append(test.value)
    return {
        number: (min(tested[attribute]) - 1, max(tested[attribute]) + 1)
        for number, attribute in enumerate(program.attributes)
        if isinstance(attribute, a.Edge)
    }


def _reading(program: Program, positive: Positive) -> Reading:
    sources: dict[a.Source, list[tuple[int, a.Attribute]]] = {}
    for number, attribute in enumerate(program.attributes):
        sources.setdefault(a.source_of(attribute), []).append((number, attribute))
    return Reading(
        program,
        tuple(
            (source, source in positive.direct, tuple(found)) for source, found in sources.items()
        ),
    )


def _condition(policy: Policy, name: str) -> ex.Condition:
    definition = policy.facts[name].definition
    assert isinstance(definition, Holds)
    return definition.condition
