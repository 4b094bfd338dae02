"""A case and what is known of it → what names stand for in a condition: over facts, in a record."""

from __future__ import annotations

from collections.abc import Mapping

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Case, Record, Section
from adieu.evaluate import evaluate
from adieu.logic import (
    FALSE,
    TRUE,
    UNKNOWN,
    Interval,
    OpenDate,
    Options,
    Truth,
    Value,
    all_of,
    exactly,
    truth,
)
from adieu.quantities import Setting


class FactScope:
    """Facts and parameters by name; no record is at hand, and no findings are known yet."""

    def __init__(self, policy: p.Policy, as_of: int, values: Mapping[str, Value]) -> None:
        self.as_of = as_of
        self.parameters: Mapping[str, Setting] = policy.settings
        self.values = values

    def fact(self, name: str) -> Value:
        """The value of a fact."""
        return self.values[name]

    def field(self, name: str) -> Value:
        """There is no record at hand."""
        raise LookupError(name)

    def earlier(self, node: ex.Earlier) -> Interval:
        """There is no record at hand."""
        raise LookupError(node)

    def findings(self, node: ex.Findings) -> Interval:
        """Nothing has been inferred yet."""
        raise LookupError(node)


class RecordScope:
    """The fields of one record, derived ones included, and the records earlier than it."""

    def __init__(self, policy: p.Policy, case: Case, record: Record) -> None:
        self.as_of = case.as_of.toordinal()
        self.parameters: Mapping[str, Setting] = policy.settings
        self.policy, self.case, self.record = policy, case, record
        self.derived: dict[str, Value] = {}

    def fact(self, name: str) -> Value:
        """A record's conditions speak of its own fields only."""
        raise LookupError(name)

    def field(self, name: str) -> Value:
        """The value of a field; what came after the review date has not come yet."""
        if name in self.record.fields:
            value = self.record.fields[name]
            if isinstance(value, OpenDate) and value.open is FALSE and value.days.low > self.as_of:
                return OpenDate(value.days, TRUE)
            return value
        if name not in self.derived:
            condition = self.policy.records[self.record.section].fields[name].when
            assert condition is not None
            self.derived[name] = evaluate(condition, self)
        return self.derived[name]

    def earlier(self, node: ex.Earlier) -> Interval:
        """How many records about the matter are dated strictly earlier, however old they are."""
        low, high = 0, exactly(0)
        wanted = self.field("kind") if node.about is None else Options(frozenset((node.about,)))
        for name in node.sections:
            section = section_of(self.policy, self.case, name)
            for other in section.records:
                if other.day < self.record.day and other.day <= self.as_of:
                    fits = _about(other, wanted) & all_of(
                        _says(other.fields[one], answer) for one, answer in node.having
                    )
                    low += fits is TRUE
                    high = high + exactly(fits is not FALSE)
            high = high + exactly(section.missing)
        return Interval(low, high.high)

    def findings(self, node: ex.Findings) -> Interval:
        """Nothing has been inferred yet."""
        raise LookupError(node)


def _about(record: Record, wanted: Value) -> Truth:
    about = record.fields["about"]
    assert isinstance(about, Options)
    assert isinstance(wanted, Options)
    if wanted.words is None or about.words is None:
        return UNKNOWN
    known = wanted.known and about.known
    return truth(wanted.words == about.words) if known else (
        UNKNOWN if wanted.words & about.words else FALSE
    )  # fmt: skip


def _says(value: Value, answer: bool) -> Truth:
    assert isinstance(value, Truth)
    return value if answer else ~value


def section_of(policy: p.Policy, case: Case, name: str) -> Section:
    """A section of the case; one that is absent but assumed to be empty is empty."""
    if name not in case.sections and name in policy.assumed_sections:
        return Section()
    return case.section(name)
