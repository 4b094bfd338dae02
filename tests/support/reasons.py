"""A case → its basis and contrast, and the same replayed plainly: another case, derived anew.

Nothing here is shared with what looks for them: a case is changed, derived and inferred afresh.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations
from math import comb

from msgspec.structs import replace

from adieu import policy as p
from adieu.case import Answer, Case, Record, Section
from adieu.explain.knowledge import looks_at_knowledge
from adieu.explain.reasons.basis import Basis, basis_of
from adieu.explain.reasons.contrast import Contrast, contrast_of
from adieu.explain.trial import Trial
from adieu.facts import Facts, derive
from adieu.infer import Inference, Outcome, reference
from adieu.logic import FALSE, TRUE, UNKNOWN, Truth, UnitMismatch, Value
from support.random_cases import completed, random_case
from support.random_policies import Shape, random_policy

LARGEST_SET = 4
DRAWN = 25
KNOWN = 0.8
Change = tuple[Record, str | None]
"""A record that is left out, or one of its yes/no fields turned round."""


class Review:
    """One client as it is reviewed: facts, what was inferred, exactly what is possible."""

    def __init__(self, policy: p.Policy, case: Case) -> None:
        self.policy, self.case = policy, case
        self.facts = derive(policy, case)
        inferred = reference.infer(policy, self.facts)
        settled = Trial(self.facts, inferred).settled()
        self.inference = replace(inferred, possible=settled.possible)
        self.verdict = self.inference.verdict

    def basis(self) -> Basis:
        """What the verdict rests on."""
        return basis_of(self.facts, self.inference, self._trial())

    def contrast(self) -> Contrast | None:
        """What separates it from the next milder verdict."""
        return contrast_of(self.facts, self.inference, self._trial())

    def _trial(self) -> Trial:
        return Trial(self.facts, _kleene(self.facts))

    def rank(self, verdict: str) -> int:
        """How mild a verdict is; the harshest has rank 0."""
        return self.policy.severity[verdict]


def _kleene(facts: Facts) -> Inference:
    return reference.infer(facts.policy, facts)


def verdict_of(policy: p.Policy, case: Case) -> str:
    """The verdict, at least, of a case that is derived and inferred afresh."""
    facts = derive(policy, case)
    inferred = _kleene(facts)
    # Nothing that Kleene's logic allows is taken away where a policy asks what is known.
    asks = looks_at_knowledge(policy)
    return inferred.verdict if asks else Trial(facts, inferred).settled().verdict


def only(review: Review, names: tuple[str, ...]) -> tuple[p.Policy, Case]:
    """A client of whom only these facts are known, and a policy that assumes nothing of it."""
    answers = {name: Answer(review.facts.values[name], "") for name in names}
    policy = replace(review.policy, assumed_facts={}, assumed_sections=frozenset())
    return policy, Case("bare", "", review.case.as_of, answers)


def with_only(review: Review, names: tuple[str, ...]) -> str:
    """The verdict on a client of whom only these facts are known, and nothing is assumed."""
    return verdict_of(*only(review, names))


def is_milder_for_some(review: Review, names: tuple[str, ...]) -> bool:
    """Whether somebody of whom these facts are known, drawn at random, has a milder verdict.

    Only for policies without invariants and conduct: what is drawn may contradict those.
    """
    policy, bare = only(review, names)
    rng = random.Random(str(names))
    for _ in range(DRAWN):
        facts = derive(policy, completed(rng, policy, bare))
        inferred = reference.infer(policy, facts)
        if inferred.final and review.rank(inferred.verdict) > review.rank(review.verdict):
            return True
    return False


def changed_case(case: Case, changes: tuple[Change, ...]) -> Case:
    """The case where records did not happen, or a field of theirs was the other way round."""
    by_ref = {record.ref: field for record, field in changes}
    sections: dict[str, Section] = {}
    for name, kept in case.sections.items():
        records = []
        for one in kept.records:
            if one.ref not in by_ref:
                records.append(one)
            elif (field := by_ref[one.ref]) is not None:
                value = one.fields[field]
                assert isinstance(value, Truth)
                records.append(replace(one, fields={**one.fields, field: ~value}))
        sections[name] = Section(tuple(records), kept.missing)
    return replace(case, sections=sections)


def with_changes(review: Review, changes: tuple[Change, ...]) -> str:
    """The verdict after changes to records."""
    return verdict_of(review.policy, changed_case(review.case, changes))


def records_of(case: Case) -> dict[str, Record]:
    """Every record of a case by its place."""
    return {one.ref: one for kept in case.sections.values() for one in kept.records}


def single_changes(policy: p.Policy, record: Record) -> Iterator[Change]:
    """All that can turn out to be wrong about one record."""
    yield record, None
    for field in policy.records[record.section].given:
        counts = field.type.name == "yes-no" and field.name != "hearsay"
        if counts and record.fields.get(field.name) in (TRUE, FALSE):
            yield record, field.name


def assert_facts_suffice(
    review: Review, basis: Basis, *, milder: bool, drawn: bool = False
) -> None:
    """The facts alone give the verdict; without any one of them it is milder (or another).

    With ``drawn`` it is enough that Kleene's logic allows nothing milder than the verdict (that the
    client itself shows to be possible), and that a client drawn at random shows one to be milder.
    """
    plain = _kleene(derive(*only(review, basis.facts))).verdict == review.verdict
    assert (drawn and plain) or with_only(review, basis.facts) == review.verdict
    for name in basis.facts:
        rest = tuple(one for one in basis.facts if one != name)
        if drawn and milder and is_milder_for_some(review, rest):
            continue
        verdict = with_only(review, rest)
        assert verdict != review.verdict, name
        assert not milder or review.rank(verdict) > review.rank(review.verdict), name


def assert_pivots_are_all(review: Review, basis: Basis) -> None:
    """Each pivot keeps its promise, and no record that is not among them overturns the verdict."""
    records = records_of(review.case)
    for one in basis.pivots:
        assert with_changes(review, ((records[one.ref], one.field),)) == one.verdict
        assert one.verdict != review.verdict
    overturning = {
        record.ref
        for record in records.values()
        for change in single_changes(review.policy, record)
        if with_changes(review, (change,)) != review.verdict
    }
    assert {one.ref for one in basis.pivots} == overturning
    days = [records[one.ref].day for one in basis.pivots]
    assert days == sorted(days)


def assert_least_is_least(review: Review, basis: Basis, most: int = 50) -> None:
    """The records together overturn the verdict, and no smaller set of records does.

    Sizes of which there are more than ``most`` sets are left out.
    """
    records = records_of(review.case)
    if basis.pivots:
        assert basis.least == ()
        return
    if basis.least:
        gone = tuple((records[ref], None) for ref in basis.least)
        assert 2 <= len(gone) <= LARGEST_SET
        assert with_changes(review, gone) != review.verdict
    smaller = range(2, len(basis.least) if basis.least else LARGEST_SET + 1)
    for size in smaller:
        for chosen in combinations(records.values(), size) if (
            comb(len(records), size) <= most
        ) else ():  # fmt: skip
            left_out = tuple((one, None) for one in chosen)
            assert with_changes(review, left_out) == review.verdict, chosen


def turned(
    review: Review, without: tuple[str, ...], gates: tuple[str, ...], repairs: tuple[str, ...]
) -> str:
    """The verdict without findings, and with gates and repairs the other way round."""
    inference = _kleene(review.facts)
    answers: dict[str, Value] = {gate: ~inference.gates[gate] for gate in gates}
    answers |= {f"repair_tried.{one}": ~inference.repair_tried[one] for one in repairs}
    said = {**review.case.answers, **{key: Answer(one, "") for key, one in answers.items()}}
    facts = derive(review.policy, replace(review.case, answers=said))
    after = reference.infer(review.policy, facts)
    outcomes = {**after.outcomes, **dict.fromkeys(without, Outcome.NOT_FOUND)}
    possible = reference.possible(
        review.policy, facts.scope(), outcomes, after.repair_tried, after.gates
    )
    return possible[-1]


def things_to_turn(review: Review) -> list[tuple[str, str]]:
    """Every finding, gate and repair that may be turned round."""
    policy, inference = review.policy, review.inference
    alive = (Outcome.FOUND, Outcome.UNDETERMINED)
    asked = {
        one.name for node in policy.counts if node.repair_tried for one in policy.fitting(node)
    }
    repairs = [
        name
        for name, value in inference.repair_tried.items()
        if value is not UNKNOWN and name in asked and inference.outcomes[name] in alive
    ]
    return [
        *(("finding", name) for name, one in inference.outcomes.items() if one is Outcome.FOUND),
        *(("gate", name) for name, one in inference.gates.items() if one is not UNKNOWN),
        *(("repair", name) for name in repairs),
    ]


def named(chosen: tuple[tuple[str, str], ...], kind: str) -> tuple[str, ...]:
    """The names of one kind among things to turn round."""
    return tuple(name for one, name in chosen if one == kind)


def assert_contrast_is_least(review: Review, contrast: Contrast | None) -> None:
    """It leads to the mildness that it says; no nearer verdict can be reached, and by no fewer."""
    # An exact verdict may be harsher than Kleene's: what is turned round is judged by Kleene.
    here = max(review.rank(review.verdict), review.rank(_kleene(review.facts).verdict))
    things = things_to_turn(review)
    reached: dict[int, int] = {}
    for size in range(1, len(things) + 1):
        for chosen in combinations(things, size):
            verdict = turned(review, *(named(chosen, one) for one in ("finding", "gate", "repair")))
            if review.rank(verdict) > here:
                reached.setdefault(review.rank(verdict), size)
    if not reached:
        assert contrast is None
        return
    assert contrast is not None
    said = (contrast.without, contrast.gates, contrast.repairs)
    assert turned(review, *said) == contrast.verdict
    assert review.rank(contrast.verdict) == min(reached)
    assert sum(map(len, said)) == reached[min(reached)]


def random_reviews(seed: str, many: int, *, tame: bool, known: bool = False) -> Iterator[Review]:
    """Random clients of random policies; amounts that cannot be compared are drawn again.

    Of a client who is ``known`` all is known, as of four in five that are drawn otherwise.
    """
    rng = random.Random(seed)
    while many:
        policy = random_policy(rng, Shape(tame=tame))
        for _ in range(min(3, many)):
            case = random_case(rng, policy, wild=not tame)
            if known or rng.random() < KNOWN:
                case = completed(rng, policy, case)
            try:
                review = Review(policy, case)
            except UnitMismatch:
                continue
            yield review
            many -= 1
