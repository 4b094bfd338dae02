"""A policy + a mutant of it → a client whom the two review differently, where one is soon found.

Small clients are tried first: nothing happened to them but what the mistake is about, at the very
borders of its conditions.  Then those of the examples, changed a little; then made-up records.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import islice

from msgspec.structs import replace

from adieu import policy as p
from adieu.case import Case, Section
from adieu.clients.fields import left_out
from adieu.living import steps as s
from adieu.living.candidates import CHANGED, SMALL, Candidates
from adieu.living.holding import classes_of, state_of
from adieu.living.imagined import imagined_records, written
from adieu.living.mutants import Mutant
from adieu.living.reach import Reach
from adieu.living.rerun import Rerun
from adieu.living.review import Review
from adieu.living.seen import Base
from adieu.logic import FALSE, TRUE, UnitMismatch

RECORDS = 300
"""How many clients with made-up records are tried."""


class Witnesses:
    """Looks for clients that tell mutants of one policy apart from it; the same ones every time."""

    def __init__(self, policy: p.Policy, cases: Sequence[Case] = ()) -> None:
        self.policy, self.reach = policy, Reach(policy)
        self.candidates = Candidates(policy, cases)

    def find(self, mutant: Mutant) -> Case | None:
        """A client whom the policy and the mutant review differently, as small as it gets."""
        rerun = Rerun(self.policy, mutant, self.reach)
        rng = random.Random(mutant.name)
        tried = (
            *islice(self.candidates.small(rerun, mutant), SMALL),
            *islice(self.candidates.changed(rerun, rng), CHANGED),
        )
        for case in tried:
            if self.differ(rerun, case):
                return self._least(rerun, case)
        for case in islice(
            imagined_records(self.policy, self.candidates.quiet, rerun, rng), RECORDS
        ):
            if self.differ(rerun, case):
                return self._least(rerun, case)
        return None

    def differ(self, rerun: Rerun, case: Case) -> tuple[s.Expectation, ...]:
        """What is told of a client by the policy alone; of one that contradicts itself, nothing."""
        base = Base(self.policy, case)
        try:
            seen = rerun.seen(base)
            found = () if seen is None else differing(base, seen)
            return found if found and not base.faults.failed else ()
        except UnitMismatch:
            return ()

    def _least(self, rerun: Rerun, case: Case) -> Case:
        """The client with everything left out that makes no difference to the difference."""
        wanted = self.differ(rerun, case)
        for name in sorted(case.answers):
            rest = {key: one for key, one in case.answers.items() if key != name}
            less = replace(case, answers=rest)
            if self.differ(rerun, less) == wanted:
                case = less
        for name in sorted(case.sections):
            for one in case.sections[name].records:
                kept = tuple(each for each in case.sections[name].records if each is not one)
                less = replace(case, sections={**case.sections, name: Section(written(kept))})
                if self.differ(rerun, less) == wanted:
                    case = less
        return self._plainest(rerun, case, wanted)

    def _plainest(self, rerun: Rerun, case: Case, wanted: tuple[s.Expectation, ...]) -> Case:
        """The client with every field of a record left out that makes no difference either."""
        for name, section in sorted(case.sections.items()):
            for field in self.policy.records[name].given if section.records else ():
                if field.required:
                    continue
                blank = left_out(field, case.as_of)
                records = tuple(
                    replace(one, fields={**one.fields, field.name: blank})
                    for one in case.sections[name].records
                )
                less = replace(case, sections={**case.sections, name: Section(records)})
                if self.differ(rerun, less) == wanted:
                    case = less
        return case


def differing(base: Review, seen: Review) -> tuple[s.Expectation, ...]:
    """What holds of a client under the policy and not under the mutant, as steps can say it."""
    found: list[s.Expectation] = [
        s.StateIs(rule, state_of(rule, base))
        for rule in base.inference.outcomes
        if state_of(rule, base) != state_of(rule, seen)
    ]
    if classes_of(base) != classes_of(seen):
        found.append(s.ClassIs(classes_of(base)))
    ended = base.inference.final and seen.inference.final
    if not ended and (found or base.inference.possible == seen.inference.possible):
        return tuple(found)  # what is still possible, exactly, takes long to find out
    if base.verdict != seen.verdict:
        found.append(s.VerdictIs(base.verdict))
    if base.final != seen.final:
        found.append(s.FinalIs(base.final))
    for step, truth in base.plan.items():
        if truth is not seen.plan[step]:
            open_ = truth not in (TRUE, FALSE)
            found.append(s.PlanMayHave(step) if open_ else s.PlanHas(step, truth is TRUE))
    return tuple(found)
