"""Values of what two policies ask + sorts of records → a client's file as each of them reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from adieu import policy as p
from adieu.case import Answer, Case, Record, Section
from adieu.clients.fields import left_out
from adieu.logic import FALSE, TRUE, Interval, Moment, Value, exactly, truth, word
from adieu.proof.diff.both import BothPolicies
from adieu.proof.diff.sample import Need, Sample, sample
from adieu.proof.witness import NAME

MOST_RECORDS = 200
"""A client with more records of one sort than these is not made."""


class Witness(Struct, frozen=True):
    """A client's file as each of two policies reads it; where they know the same, it is one."""

    before: Case
    after: Case

    @property
    def alike(self) -> bool:
        """Whether one file will do for both policies."""
        return self.before == self.after


class Maker:
    """Makes clients; a record of each sort is looked for once."""

    def __init__(self, both: BothPolicies, on: date, unit: str) -> None:
        self.both, self.on, self.unit = both, on, unit
        self._samples: dict[tuple[str, int, tuple[tuple[str, Fraction], ...]], Sample | None] = {}

    def made(self, values: Mapping[str, Value], full: bool) -> Witness | None:
        """The client of these values; nothing where some record of its cannot be made."""
        samples = self._sampled(values)
        if samples is None:
            return None
        happened = {section for section, _ in self._counted(values)}
        cases = []
        for side, policy in zip(self.both.sides, self.both.policies, strict=True):
            answers, sections = self._answers(side.side, policy, values, happened)
            recorded = _recorded(policy, samples, self.on, full)
            for name in recorded:
                answers = _without_counts(policy, answers, name)
            cases.append(
                Case(NAME, NAME, self.on, dict(sorted(answers.items())), {**sections, **recorded})
            )
        return Witness(*cases)

    def _counted(self, values: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
        """The sections of counts and sums that are not zero, with the facts."""
        for side in self.both.sides:
            facts = self.both.policies[side.side].facts
            for name, variable in side.names.items():
                definition, value = facts[name].definition, values.get(variable)
                if not isinstance(definition, p.Count | p.Sum):
                    continue
                if isinstance(value, Interval) and value.low != 0:
                    yield definition.section, name

    def _answers(
        self, side: int, policy: p.Policy, values: Mapping[str, Value], happened: set[str]
    ) -> tuple[dict[str, Answer], dict[str, Section]]:
        """The answers, and the sections of which nothing is counted: they are there and empty."""
        answers: dict[str, Answer] = {}
        sections: dict[str, Section] = {}
        for name, variable in self.both.sides[side].names.items():
            fact, value = policy.facts[name], values.get(variable)
            if value is None:
                continue
            if not isinstance(fact.definition, p.Count | p.Sum):
                answers[name] = Answer(value, "")
            elif fact.definition.section not in happened:
                sections[fact.definition.section] = Section()
            elif fact.rule is None:
                answers[name] = Answer(value, "")
            else:
                assert isinstance(value, Interval)
                answers[f"repair_tried.{fact.rule}"] = Answer(truth(value.low > 0), "")
        return answers, dict(sorted(sections.items()))

    def _sampled(self, values: Mapping[str, Value]) -> dict[str, list[Sample]] | None:
        """The records of each section that is told by its sorts."""
        found: dict[str, list[Sample]] = {}
        for section, told in sorted(self.both.sections.items()):
            found[section] = []
            for sort in told.sorts:
                number = _number(values.get(sort.name))
                if not number:
                    continue
                prefix = f"{sort.name}."
                sums = {
                    name.removeprefix(prefix): Fraction(_number(values.get(name)), int(number))
                    for name in self.both.variables
                    if name.startswith(prefix)
                }
                key = section, sort.number, tuple(sorted(sums.items()))
                if key not in self._samples:
                    self._samples[key] = sample(told, sort, sums, self.unit)
                one = self._samples[key]
                if one is None or number > MOST_RECORDS:
                    return None
                found[section] += [one] * int(number)
        return found


def _number(value: Value | None) -> Fraction:
    return Fraction(value.low) if isinstance(value, Interval) else Fraction(0)


def _without_counts(
    policy: p.Policy, answers: dict[str, Answer], section: str
) -> dict[str, Answer]:
    """The answers without those that the records of a section give."""
    told = set()
    for name, fact in policy.facts.items():
        if isinstance(fact.definition, p.Count | p.Sum) and fact.definition.section == section:
            told |= {name, f"repair_tried.{fact.rule}"}
    return {name: one for name, one in answers.items() if name not in told}


def _recorded(
    policy: p.Policy, samples: Mapping[str, Sequence[Sample]], on: date, full: bool
) -> dict[str, Section]:
    """The sections with records, as one policy reads them."""
    records = {
        section: [one.record(policy, section, on, full) for one in listed]
        for section, listed in samples.items()
        if section in policy.records
    }
    needs = [
        (one.day, need)
        for section, listed in samples.items()
        if section in policy.records
        for one in listed
        for need in one.needs
    ]
    for day, need in sorted(needs, key=lambda one: one[0]):
        _tell(policy, records, day, need, on)
    return {
        section: Section(
            tuple(
                replace(one, index=index)
                for index, one in enumerate(sorted(listed, key=lambda one: one.day))
            )
        )
        for section, listed in records.items()
    }


def _tell(
    policy: p.Policy, records: dict[str, list[Record]], day: int, need: Need, on: date
) -> None:
    """Add as many records as are still missing before a day."""
    node = need.node
    having = {name: TRUE if answer else FALSE for name, answer in node.having}
    fitting = [
        one
        for name in node.sections
        for one in records.get(name, ())
        if one.day < day
        and one.fields.get("about") == word(need.matter)
        and all(one.fields.get(name) == value for name, value in having.items())
    ]
    counted = {
        fact.definition.section
        for fact in policy.facts.values()
        if isinstance(fact.definition, p.Count | p.Sum)
    }
    chosen = min(node.sections, key=lambda name: (name in counted, node.sections.index(name)))
    kind = policy.records[chosen]
    for _ in range(need.number - len(fitting)):
        fields = {one.name: left_out(one, on) for one in kind.given}
        told: dict[str, Value] = {"about": word(need.matter), **having}
        dated = _dated(kind, day - 1)
        record = Record(chosen, 0, day - 1, {**fields, **told, **dated})
        records.setdefault(chosen, []).append(record)


def _dated(kind: p.RecordKind, day: int) -> dict[str, Value]:
    """The field that dates a record, for a day."""
    moment = kind.fields[kind.date].type.name == "moment"
    return {kind.date: Moment(day, 12 * 60) if moment else exactly(day)}
