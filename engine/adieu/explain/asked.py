"""A policy → what each of its counts and sums asks of a record, and of the records before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Record
from adieu.logic import Options

Look = ex.Condition | str
"""What is looked at in a record: a condition without parts, or a field by name."""


class Asked(Struct, frozen=True):
    """What a count or a sum over a section asks: of a record's fields, and of earlier records."""

    section: str
    where: ex.Condition
    fields: frozenset[str]
    nodes: tuple[ex.Earlier, ...]
    looks: tuple[Look, ...]

    @property
    def earlier(self) -> frozenset[str]:
        """The sections in which it asks for earlier records."""
        return frozenset(section for node in self.nodes for section in node.sections)

    def asks_for(self, record: Record, after: Record | None) -> bool:
        """Whether it may tell a record from what replaces it as one that came earlier."""
        return any(
            record.section in node.sections
            and _may_be_about(record, node.about)
            and (after is None or any(_differs(record, after, name) for name, _ in node.having))
            for node in self.nodes
        )

    def looks_at(self, record: Record, after: Record) -> bool:
        """Whether it looks at a field in which two records differ."""
        return any(_differs(record, after, name) for name in self.fields)


def asked_by(policy: p.Policy) -> Mapping[str, Asked]:
    """What each count and sum of a policy asks; worked out once for reviews by one policy."""
    return policy.once(_asked_by)


def _asked_by(policy: p.Policy) -> Mapping[str, Asked]:
    return {
        name: _asked(policy, fact.definition)
        for name, fact in policy.facts.items()
        if isinstance(fact.definition, p.Count | p.Sum)
    }


def _asked(policy: p.Policy, definition: p.Count | p.Sum) -> Asked:
    section, where = definition.section, definition.where
    operands = tuple(_operands(policy, section, where))
    fields = {one.name for one in operands if isinstance(one, ex.Field)}
    nodes = tuple(dict.fromkeys(one for one in operands if isinstance(one, ex.Earlier)))
    if any(one.about is None for one in nodes):
        fields.add("kind")
    added = (definition.field,) if isinstance(definition, p.Sum) else ()
    looks = dict.fromkeys((*added, *_looks(policy, section, where)))
    return Asked(section, where, frozenset(fields), nodes, tuple(looks))


def _operands(policy: p.Policy, section: str, where: ex.Condition) -> Iterator[ex.Operand]:
    """Every operand of a condition on a record, those behind derived fields too."""
    for operand in ex.walk(where):
        yield operand
        if isinstance(operand, ex.Field):
            when = policy.records[section].fields[operand.name].when
            if when is not None:
                yield from _operands(policy, section, when)


def _looks(policy: p.Policy, section: str, where: ex.Condition) -> Iterator[Look]:
    """The conditions without parts, and the fields of those that ask for earlier records."""
    parts = ex.parts_of(where)
    for part in parts:
        yield from _looks(policy, section, part)
    if parts:
        return
    operands = tuple(_operands(policy, section, where))
    if not any(isinstance(one, ex.Earlier) for one in operands):
        yield where
        return
    for one in operands:
        if isinstance(one, ex.Earlier) and one.about is None:
            yield "kind"
        elif isinstance(one, ex.Field):
            when = policy.records[section].fields[one.name].when
            yield from (one.name,) if when is None else _looks(policy, section, when)


def _may_be_about(record: Record, about: str | None) -> bool:
    said = record.fields["about"]
    assert isinstance(said, Options)
    return about is None or said.words is None or about in said.words


def _differs(record: Record, after: Record, name: str) -> bool:
    return name in record.fields and record.fields[name] != after.fields[name]
