"""A verdict + the records of a client → those that alone hold it up, or the fewest that do.

A record is tried left out, and with each of its yes/no fields turned round.  Records that may
stand for one another are tried once, and what cannot reach the verdict is not tried at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from adieu import policy as p
from adieu.case import Record
from adieu.explain.knowledge import looks_at_knowledge
from adieu.explain.reasons.completed import WAYS, completed
from adieu.explain.reasons.recount import Changes, Recount, turned, with_records
from adieu.explain.trial import Trial
from adieu.facts import Facts, derive
from adieu.infer import Inference, Outcome, reference
from adieu.logic import FALSE, TRUE, Interval, Truth, Value

MOST_TOGETHER = 4
"""How many records are tried together, at most."""
MOST_EFFORT = 1_000
"""How many replays there are before it stays open whether fewer records would do."""
SETTLING = 20
"""As many replays does it cost to settle exactly which verdicts are possible, at least."""
POINTS = 2
"""How many ways to complete a client cost as much as a replay."""

Alike = tuple[Record, ...]


class Pivot(Struct, frozen=True):
    """A record (``incidents[2]``) that alone holds the verdict up, and the verdict without it.

    ``field`` is the yes/no field that would have to be the other way round, where the verdict stays
    when the record is left out.
    """

    ref: str
    verdict: str
    field: str | None = None


class Overturning(Struct, frozen=True):
    """The records that overturn a verdict, each alone (by date) or the fewest together.

    ``proved`` unless sets were left untried, or time ran out on one that was tried.
    """

    pivots: tuple[Pivot, ...]
    least: tuple[str, ...] = ()
    proved: bool = True


def overturning(facts: Facts, verdict: str, trial: Trial) -> Overturning:
    """Each record that alone overturns the verdict; where none does, the fewest that do."""
    tried = Replays(facts, trial)
    pivots = sorted(_pivots(tried, verdict), key=lambda one: tried.recount.records[one.ref].day)
    if pivots:
        return Overturning(tuple(pivots), (), tried.proved)
    least = _least(tried, verdict)
    return Overturning((), least or (), least is not None and tried.proved)


def _pivots(tried: Replays, verdict: str) -> Iterator[Pivot]:
    """Each record that overturns the verdict: it did not happen, or one field was not so."""
    names = tried.open_counts(1, turned=True, verdict=verdict)
    for alike in tried.recount.alike() if names else ():
        for other, field in _otherwise(tried, alike[0], names):
            if other != verdict:
                yield from (Pivot(one.ref, other, field) for one in alike)
                break


def _otherwise(
    tried: Replays, record: Record, names: Sequence[str]
) -> Iterator[tuple[str, str | None]]:
    """The verdict without a record, and with each field turned round that these counts look at."""
    asked = [tried.recount.asked[name] for name in names]
    if any(_takes_part(tried.recount, name, record) for name in names):
        yield tried.verdict({record.ref: None}), None
    for field in tried.facts.policy.records[record.section].given:
        value = record.fields.get(field.name)
        if field.type.name == "yes-no" and field.name != "hearsay" and value in (TRUE, FALSE):
            assert isinstance(value, Truth)
            other = replace(record, fields={**record.fields, field.name: ~value})
            if any(
                (one.section == record.section and field.name in one.fields)
                or one.asks_for(record, other)
                for one in asked
            ):
                yield tried.verdict({record.ref: other}), field.name


def _takes_part(recount: Recount, name: str, record: Record) -> bool:
    """Whether a record belongs to a count, or may, or may be asked for by what does."""
    return record.ref in recount.belongs[name] or recount.asked[name].asks_for(record, None)


class Replays:
    """The verdict with other records; what leads to the same counts is inferred once."""

    def __init__(self, facts: Facts, trial: Trial) -> None:
        self.facts, self.trial = facts, trial
        self.recount = Recount(facts)
        self.blind = looks_at_knowledge(facts.policy)
        self.proved, self.effort = True, 0
        self.known: dict[frozenset[tuple[str, Value]], Inference] = {}
        self.completions: dict[bool, tuple[Recount, Trial]] = {}

    def verdict(self, changes: Changes) -> str:
        """The verdict, at least, if some records were replaced or left out."""
        self.effort += 1
        if self.facts.policy.assumed_facts:
            facts = derive(self.facts.policy, with_records(self.facts.case, changes))
            return self._settled(facts, reference.infer(facts.policy, facts))
        inference = self.inferred(self.recount.values(changes))
        if inference.final or self._is_seen(changes, inference.verdict):
            return inference.verdict
        return self._settled(self.recount.facts_with(changes), inference)

    def _is_seen(self, changes: Changes, verdict: str) -> bool:
        """Whether a completion shows that the mildest verdict of Kleene's logic is possible."""
        if self.blind:
            return False
        for high in WAYS:
            if high not in self.completions:
                trial = completed(self.facts.policy, self.facts.case, high)
                self.completions[high] = Recount(trial.facts), trial
            recount, trial = self.completions[high]
            filled = {
                ref: after and turned(recount.records[ref], self.recount.records[ref], after)
                for ref, after in changes.items()
            }
            values = recount.values(filled)
            if trial.with_facts(values).possible == (verdict,) and trial.allows(values):
                return True
        return False

    def inferred(self, values: dict[str, Value]) -> Inference:
        """What is inferred with these counts and sums."""
        key = frozenset(values.items())
        if key not in self.known:
            self.known[key] = self.trial.with_facts(values)
        return self.known[key]

    def open_counts(self, size: int, turned: bool, verdict: str) -> tuple[str, ...]:
        """The counts and sums through which so many records can reach the verdict at all.

        Counts are widened to all that they may become; what is inferred all the same is certain.
        """
        policy, asked = self.facts.policy, self.recount.asked
        if policy.assumed_facts or self.blind:
            return tuple(asked)
        wider = {name: _range(self.recount, name, size, turned) for name in asked}
        values: dict[str, Value] = {
            name: one for name, one in wider.items() if one != self.facts.values[name]
        }
        wide = self.inferred(values)
        if wide.possible == (verdict,):
            return ()
        spoken = set(policy.gates) | set(self.trial.row_facts)
        for rule, outcome in wide.outcomes.items():
            if outcome is Outcome.UNDETERMINED:
                spoken |= policy.speaking[rule]
            if outcome in (Outcome.UNDETERMINED, Outcome.FOUND):
                spoken.add(f"repair_tried.{rule}")
        return tuple(
            name
            for name in asked
            if name in spoken or not policy.hanging_on[name].isdisjoint(spoken)
        )

    def _settled(self, facts: Facts, inference: Inference) -> str:
        if inference.final or self.blind:
            return inference.verdict
        trial = Trial(facts, inference)
        settled = trial.settled()
        self.effort += max(SETTLING, trial.prospects.size // POINTS)
        self.proved = self.proved and settled.proved
        return settled.verdict


def _least(tried: Replays, verdict: str) -> tuple[str, ...] | None:
    """The fewest records that together overturn the verdict; nothing where that stays open."""
    if not tried.open_counts(MOST_TOGETHER, turned=False, verdict=verdict):
        return ()
    classes, tried.effort = tried.recount.alike(), 0
    for size in range(2, MOST_TOGETHER + 1):
        names = tried.open_counts(size, turned=False, verdict=verdict)
        for chosen in _choices(_merged(tried, classes, names) if names else (), size):
            if tried.effort >= MOST_EFFORT:
                return None
            if tried.verdict(dict.fromkeys(chosen)) != verdict:
                return chosen
    return ()


def _choices(classes: Sequence[Sequence[Record]], size: int) -> Iterator[tuple[str, ...]]:
    """Every way to choose so many records; of those alike, the earliest first."""
    if not size:
        yield ()
    for index, alike in enumerate(classes):
        for count in range(min(size, len(alike)), 0, -1):
            refs = tuple(one.ref for one in alike[:count])
            if count == size:
                yield refs
            else:
                for rest in _choices(classes[index + 1 :], size - count):
                    yield (*refs, *rest)


def _range(recount: Recount, name: str, size: int, turned: bool) -> Interval:
    """All that a count or a sum may become if so many records are left out, or turned round."""
    fact, members = recount.policy.facts[name], recount.facts.members[name]
    value, sections = recount.facts.values[name], recount.facts.case.sections
    asked = recount.asked[name]
    unknown = fact.type.unknown()
    assert isinstance(value, Interval)
    assert isinstance(unknown, Interval)
    told = any(one in sections and sections[one].records for one in asked.earlier)
    counted = len(recount.counted[asked.section])
    if isinstance(fact.definition, p.Sum):
        added = (one.record.fields[fact.definition.field] for one in members)
        falls = all(isinstance(one, Interval) and one.low >= 0 for one in added)
        if told or not falls or fact.type.low > 0 or (turned and counted):
            return Interval(unknown.low, unknown.high, value.unit)
        return value.hull(Interval(0, 0, value.unit)) if members else value
    missing = recount.facts.case.section(asked.section).missing
    if told:
        return Interval(0, max(value.high, counted + missing))
    sure = sum(one.belongs is TRUE for one in members)
    more = min(size, counted - len(members)) if turned else 0
    return Interval(value.low - min(size, sure), value.high + more)


def _merged(
    tried: Replays, classes: Sequence[Alike], names: Sequence[str]
) -> Sequence[Sequence[Record]]:
    """The records that can change one of these counts.

    Where none of them is asked for by others, those that these counts take alike are one class.
    """
    recount = tried.recount
    kept = [one for one in classes if any(_takes_part(recount, name, one[0]) for name in names)]
    if any(recount.asked[name].asks_for(one[0], None) for one in kept for name in names):
        return kept
    merged: dict[object, list[Record]] = {}
    for alike in kept:
        first = alike[0]
        key = tuple(
            (name, recount.belongs[name][first.ref], _added(recount, name, first))
            for name in names
            if first.ref in recount.belongs[name]
        )
        merged.setdefault(key, []).extend(alike)
    return list(merged.values())


def _added(recount: Recount, name: str, record: Record) -> Value | None:
    """What a record adds to a sum."""
    definition = recount.policy.facts[name].definition
    return record.fields[definition.field] if isinstance(definition, p.Sum) else None
