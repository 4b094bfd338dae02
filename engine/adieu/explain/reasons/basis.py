"""A verdict + its facts → what it rests on: the facts and the records without which it would fall.

The facts are sufficient (by themselves they give this verdict, whatever the rest) and minimal
(leave out any one of them and they no longer do).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Case
from adieu.evaluate import evaluate
from adieu.explain.knowledge import looks_at_knowledge
from adieu.explain.reasons.completed import WAYS, completed, others
from adieu.explain.reasons.implied import implied
from adieu.explain.reasons.pivots import Pivot, overturning
from adieu.explain.trial import Trial
from adieu.facts import Facts, derive
from adieu.infer import Inference, Outcome, Setting, reference, settings
from adieu.infer.reference import VerdictScope
from adieu.logic import TRUE, Value, exactly

__all__ = ["Basis", "Pivot", "basis_of"]


class Basis(Struct, frozen=True):
    """What a verdict rests on; ``proved`` unless time ran out before it was minimal for certain.

    ``least`` are the fewest records that together overturn it if they are left out, where no
    single one does; none where more than four would have to go.
    """

    facts: tuple[str, ...] = ()
    pivots: tuple[Pivot, ...] = ()
    least: tuple[str, ...] = ()
    proved: bool = True


def basis_of(facts: Facts, inference: Inference, trial: Trial) -> Basis:
    """The least that forces the verdict, and the records that alone hold it up."""
    reasons = _Reasons(facts, inference)
    names = reasons.least()
    records = overturning(facts, inference.verdict, trial)
    return Basis(names, records.pivots, records.least, reasons.proved and records.proved)


def known_inputs(facts: Facts) -> dict[str, Value]:
    """What a client's file can say of these facts by itself: answers, scores, counts and sums.

    A count stands for its records, ``repair_tried`` for the hidden count behind it; what the policy
    assumes counts as said.  A fact of which nothing is known says nothing.
    """
    today = facts.case.as_of.toordinal()
    return {
        name: facts.values[name]
        for name, fact in facts.policy.facts.items()
        if _is_input(facts, fact)
        and facts.values[name] not in (fact.type.unknown(), fact.type.unknown(today))
    }


class Unknown:
    """A client of whom nothing is known, and nothing assumed, on the day of a review."""

    def __init__(self, policy: p.Policy, as_of: date) -> None:
        self.as_of, self.policy = as_of, policy
        if policy.assumed_facts or policy.assumed_sections:
            self.policy = replace(policy, assumed_facts={}, assumed_sections=frozenset())
        self.case = Case("", "", as_of)
        self.ways: dict[bool, Trial] = {}

    @cached_property
    def trial(self) -> Trial:
        """Trials in which a few things become known."""
        facts = derive(self.policy, self.case)
        return Trial(facts, reference.infer(self.policy, facts))

    def completed(self, high: bool) -> Trial:
        """Trials in which all else is known: amounts are high, or low."""
        if high not in self.ways:
            self.ways[high] = completed(self.policy, self.case, high)
        return self.ways[high]


def unknown_client(policy: p.Policy, as_of: date) -> Unknown:
    """The client of whom nothing is known; that of the last day is kept for a policy."""
    kept = policy.once(_nobody)
    if as_of not in kept:
        kept.clear()
        kept[as_of] = Unknown(policy, as_of)
    return kept[as_of]


def _nobody(_: p.Policy) -> dict[date, Unknown]:
    return {}


class _Reasons:
    """Looks for the least that forces a verdict; ``proved`` unless time ran out in between."""

    def __init__(self, facts: Facts, inference: Inference) -> None:
        self.facts, self.policy = facts, facts.policy
        self.inference = inference
        self.inputs = known_inputs(facts)
        self.unknown = unknown_client(facts.policy, facts.case.as_of)
        self.trial = self.unknown.trial
        self.proved = True
        card = self.policy.scorecard
        left_out = card is not None and any(one.left_out for one in card.criteria)
        self.blind = looks_at_knowledge(self.policy)
        self.settles = not left_out and not self.blind
        self.known: dict[frozenset[str], bool] = {}

    def least(self) -> tuple[str, ...]:
        """Facts that force the verdict, none of which can be spared; the most telling first."""
        for forces in (self.rules_out_milder, self.plainly, self.exactly):
            names = next(filter(forces, self._candidates()), None)
            if names is not None:
                kept = self._spared(_reduced(names, forces))
                # Where a policy asks what is known, to know less may have led elsewhere.
                if self.settles or self.plainly(kept) or self.exactly(kept):
                    return kept
        # What binds the records together goes beyond the counts: no set of facts is enough.
        self.proved = False
        return ()

    def rules_out_milder(self, names: Sequence[str]) -> bool:
        """Whether some row down to that of the verdict holds by these facts, whatever is open."""
        key = frozenset(names)
        if key in self.known:
            return self.known[key]
        scope, outcomes, repairs, gates = self.trial.premises(self._with_implied(names))
        rows = self.policy.verdicts[: self.policy.severity[self.inference.verdict] + 1]

        def holds(setting: Setting) -> bool:
            settled = VerdictScope(self.policy, scope, outcomes, setting)
            return any(evaluate(row.when, settled) is TRUE for row in rows)

        forced = holds(Setting(gates, repairs)) or all(
            map(holds, settings(self.policy, outcomes, repairs, gates))
        )
        self.known[key] = forced
        return forced

    def plainly(self, names: Sequence[str]) -> bool:
        """Whether these facts alone give the verdict by Kleene's logic."""
        return self.trial.with_facts(self._with_implied(names)).verdict == self.inference.verdict

    def exactly(self, names: Sequence[str]) -> bool:
        """Whether these facts alone give the verdict, exactly."""
        if self.blind:
            # Nothing that Kleene's logic allows is taken away where a policy asks what is known.
            inferred = self.trial.with_facts(self._answers(names))
            return inferred.verdict == self.inference.verdict
        settled = self.trial.settled_with(self._answers(names))
        self.proved = self.proved and settled.proved
        return settled.verdict == self.inference.verdict

    def _with_implied(self, names: Sequence[str]) -> dict[str, Value]:
        """These facts, and what they say of other counts."""
        answers = self._answers(names)
        return {**(implied(self.policy, answers) or {}), **answers}

    def _answers(self, names: Sequence[str]) -> dict[str, Value]:
        return {name: self.inputs[name] for name in names}

    def _spared(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Less what can be spared once it is known exactly what the rest leaves possible."""
        for name in reversed(names):
            rest = tuple(one for one in names if one != name)
            if not self._leaves_milder(rest, name) and self.exactly(rest):
                return self._spared(rest)
        return names

    def _leaves_milder(self, names: Sequence[str], without: str) -> bool:
        """Whether these facts leave a milder verdict possible, as one plain completion shows."""
        if self.blind:
            return False
        here = self.policy.severity[self.inference.verdict]
        value, type_ = self.inputs[without], self.policy.facts[without].type
        rest = self._answers(names)
        within = (implied(self.policy, rest) or {}).get(without)
        lowest_own = () if within is None else (exactly(within.low),)
        for other, high in product((*lowest_own, *others(value, type_)), WAYS):
            answers = {**rest, without: other}
            ranges = implied(self.policy, answers)
            if ranges is not None:
                lowest = {key: exactly(one.low) for key, one in ranges.items()}
                trial = self.unknown.completed(high)
                inferred = trial.with_facts({**lowest, **answers})
                milder = self.policy.severity[inferred.verdict] > here
                if milder and inferred.final and trial.allows({**lowest, **answers}):
                    return True
        return False

    def _candidates(self) -> Iterator[tuple[str, ...]]:
        """Sets to start from, the most readable first: nothing, one finding, more, everything."""
        yield ()
        rows = tuple(self._behind_rows())
        findings = [tuple(self._behind_rule(one)) for one in self._found()]
        for one in findings:
            yield self._ordered((*one, *rows))
        for count in range(2, len(findings) + 1):
            together = (name for one in findings[:count] for name in one)
            yield self._ordered((*together, *rows))
        together = (name for one in findings for name in one)
        yield self._ordered((*together, *rows, *self.inputs))

    def _found(self) -> list[p.Rule]:
        """The findings, heaviest first."""
        themes = {theme: index for index, theme in enumerate(self.policy.themes)}
        found = [
            rule
            for rule in self.policy.active
            if self.inference.outcomes[rule.name] is Outcome.FOUND
        ]
        return sorted(
            found, key=lambda one: (p.GRADES.index(one.grade), themes.get(one.theme, len(themes)))
        )

    def _behind_rule(self, rule: p.Rule) -> Iterator[str]:
        for condition in (*rule.when, *rule.unless):
            yield from self._behind(condition)
        if self.policy.repair_fact(rule) is not None:
            yield from self._inputs_of(f"repair_tried.{rule.name}")

    def _behind_rows(self) -> Iterator[str]:
        for row in self.policy.verdicts:
            yield from self._behind(row.when)

    def _behind(self, condition: ex.Condition) -> Iterator[str]:
        for one in ex.walk(condition):
            if isinstance(one, ex.Fact):
                yield from self._inputs_of(one.name)

    def _inputs_of(self, name: str) -> Iterator[str]:
        """What is known of the inputs that a fact rests on."""
        if name in self.inputs:
            yield name
        match self.policy.facts[name].definition:
            case p.Calculation(operand):
                for one in ex.walk_operand(operand):
                    if isinstance(one, ex.Fact):
                        yield from self._inputs_of(one.name)
            case p.Holds(condition):
                yield from self._behind(condition)
            case p.Scored("score" | "class"):
                card = self.policy.scorecard
                for criterion in card.criteria if card else ():
                    yield from self._inputs_of(criterion.name)
            case p.Scored() | p.Given() | p.Count() | p.Sum():
                pass

    def _ordered(self, names: Sequence[str]) -> tuple[str, ...]:
        """Each once, and last what one would rather not rest on."""
        return tuple(sorted(dict.fromkeys(names), key=self._rather_not))

    def _rather_not(self, name: str) -> bool:
        """Whether a fact is an opinion, hearsay, an assumption or an answer to a derived fact."""
        fact, origin = self.policy.facts[name], self.facts.origins[name]
        said = origin in ("given", "assumed") and not isinstance(fact.definition, p.Given)
        members = self.facts.members.get(name, ())
        heard = bool(members) and all(one.record.fields.get("hearsay") is TRUE for one in members)
        return fact.opinion or heard or said or origin == "assumed"


def _is_input(facts: Facts, fact: p.Fact) -> bool:
    if facts.origins[fact.name] in ("given", "assumed"):
        return True
    match fact.definition:
        case p.Given():
            return True
        case p.Count() | p.Sum():
            return fact.rule is None
        case _:
            return fact.rule is not None


def _reduced(names: Sequence[str], enough: Callable[[Sequence[str]], bool]) -> tuple[str, ...]:
    """Less what can be spared, the last first; runs that can be spared go at once."""
    kept: list[str] = []
    ahead, step = list(names), 1
    while ahead:
        rest = ahead[: max(0, len(ahead) - step)]
        if enough((*rest, *kept)):
            ahead, step = rest, step * 2
        elif step > 1:
            step = 1
        else:
            kept.insert(0, ahead.pop())
    return tuple(kept)
