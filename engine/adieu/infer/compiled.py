"""A policy → the two programs that infer by it: rules and derived facts, then verdict rows.

The first finds every rule found, excused, open or not found, and every derived yes/no fact yes, no
or unknown.  The second tries the verdict rows in their order, once what is unknown about the gates
and the repairs has been settled in one of the possible ways.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Mapping

from msgspec import Struct

from adieu import expression as ex
from adieu.evaluate import Scope
from adieu.infer import attributes as a
from adieu.infer.formula import Node
from adieu.infer.positive import (
    CERTAIN,
    POSSIBLE,
    REFUTED,
    Positive,
)
from adieu.infer.program import Program, write
from adieu.infer.session import LOCK
from adieu.logic import Value
from adieu.policy import Holds, Policy, Rule
from adieu.quantities import Duration

FOUND, EXCUSED, OPEN, NOT_FOUND = "found ", "excused ", "open ", "not found "
YES, NO, UNKNOWN = "yes ", "no ", "unknown "
CERTAIN_ROW, POSSIBLE_ROW, FALSE_ROW = "certain ", "possible ", "false "
"""What the programs conclude: one of these, and the name of the rule, fact or verdict."""


class SourceReading(Struct, frozen=True):
    """A source, how to read it, and how to tell each attribute (by its number) from it."""

    source: a.Source
    read: Callable[[Scope], Value | Duration]
    tellers: tuple[tuple[int, Callable[[Value | Duration], int | str]], ...]


class Reading(Struct, frozen=True):
    """A program with what has to be read to tell its attributes."""

    program: Program
    sources: tuple[SourceReading, ...]


class Compiled(Struct, frozen=True, eq=False):
    """A policy as the engine runs it.

    ``derived`` are the yes/no facts that the rules program finds, and ``inlined`` those that it is
    told of by attribute, for they may be answered.  ``required`` is what rules read whatever the
    client's file answers, and ``required_by`` what each verdict row reads.  ``spans`` holds the
    codes that suffice to tell each number that verdict rows look at.
    """

    rules: Reading
    verdicts: Reading
    gates: tuple[str, ...]
    findings: tuple[ex.Findings, ...]
    derived: tuple[str, ...]
    inlined: tuple[tuple[int, str], ...]
    required: frozenset[a.Source]
    required_by: Mapping[str, frozenset[a.Source]]
    spans: Mapping[int, tuple[int, int]]


_COMPILED: dict[int, Compiled] = {}


def compile_policy(policy: Policy) -> Compiled:
    """The policy's programs, made once for each policy object."""
    with LOCK:
        if id(policy) not in _COMPILED:
            _COMPILED[id(policy)] = _compile(policy)
            weakref.finalize(policy, _COMPILED.pop, id(policy), None).atexit = False
        return _COMPILED[id(policy)]


def _compile(policy: Policy) -> Compiled:
    repairs = [fact.name for rule in policy.active if (fact := policy.repair_fact(rule))]
    gates = policy.gates
    derived = tuple(
        name
        for name in dict.fromkeys((*repairs, *gates))
        if isinstance(policy.facts[name].definition, Holds)
    )
    rules, required = _rules(policy, derived)
    verdicts, required_by, spans = _verdicts(policy)
    inlined = tuple(
        (number, attribute.fact)
        for number, attribute in enumerate(rules.program.attributes)
        if isinstance(attribute, a.Answer)
        and isinstance(policy.facts[attribute.fact].definition, Holds)
    )
    return Compiled(
        rules=rules,
        verdicts=verdicts,
        gates=gates,
        findings=policy.counts,
        derived=derived,
        inlined=inlined,
        required=required,
        required_by=required_by,
        spans=spans,
    )


def _rules(policy: Policy, derived: tuple[str, ...]) -> tuple[Reading, frozenset[a.Source]]:
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
    required = frozenset(positive.required)
    return _reading(write(outcomes, positive.formulas), required), required


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


def _verdicts(
    policy: Policy,
) -> tuple[Reading, Mapping[str, frozenset[a.Source]], Mapping[int, tuple[int, int]]]:
    positive = Positive(policy, inline=False)
    positive.learn(row.when for row in policy.verdicts)
    outcomes: list[tuple[Node, str, int]] = []
    required_by: dict[str, frozenset[a.Source]] = {}
    for index, row in enumerate(policy.verdicts):
        positive.required.clear()
        # A row's three rules stand together: possible before certain, which ends the session.
        for rank, (form, what) in enumerate(
            ((REFUTED, FALSE_ROW), (POSSIBLE, POSSIBLE_ROW), (CERTAIN, CERTAIN_ROW)), 1
        ):
            node = positive.form(row.when, form)
            outcomes.append((node, f"{what}{row.verdict}", 3 * index + rank))
        required_by[row.verdict] = frozenset(positive.required)
    reading = _reading(write(outcomes, positive.formulas), frozenset().union(*required_by.values()))
    return reading, required_by, _spans(reading.program, positive)


def _spans(program: Program, positive: Positive) -> Mapping[int, tuple[int, int]]:
    tested: dict[a.Attribute, list[int]] = {}
    attributes = positive.formulas.attributes
    for test in positive.formulas.tests():
        if isinstance(test.value, int):
            tested.setdefault(attributes[test.attribute], []).append(test.value)
    return {
        number: (min(tested[attribute]) - 1, max(tested[attribute]) + 1)
        for number, attribute in enumerate(program.attributes)
        if isinstance(attribute, a.Edge)
    }


def _reading(program: Program, required: frozenset[a.Source]) -> Reading:
    """What to read: what attributes tell, and what has to be looked at in any case."""
    sources: dict[a.Source, list[tuple[int, a.Attribute]]] = {one: [] for one in required}
    for number, attribute in enumerate(program.attributes):
        sources.setdefault(a.source_of(attribute), []).append((number, attribute))
    return Reading(
        program,
        tuple(
            SourceReading(source, a.reader(source), tuple((n, a.teller(one)) for n, one in found))
            for source, found in sources.items()
        ),
    )


def _condition(policy: Policy, name: str) -> ex.Condition:
    definition = policy.facts[name].definition
    assert isinstance(definition, Holds)
    return definition.condition
