"""A policy's vocabulary: facts and how each is defined, records and their fields, parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from adieu import expression as ex
from adieu.diagnostics import Place
from adieu.expression import Condition, Operand
from adieu.language import Language, Text
from adieu.quantities import Setting, Type


class Phrase(Struct, frozen=True):
    """A Cucumber expression by which scenarios speak of a fact.

    Its parameter says the value, or ``value`` does; a yes/no fact without either is yes.
    """

    text: str
    value: str | None
    place: Place


class RecordField(Struct, frozen=True):
    """A field of a record: given (``default`` where it may be left out), or derived by ``when``."""

    name: str
    type: Type
    label: Text
    choices: Mapping[str, Text] = field(default_factory=dict)
    question: Text | None = None
    required: bool = False
    default: str | None = None
    when: Condition | None = None


class RecordKind(Struct, frozen=True):
    """A section of records: what dates them, whether the window limits them, their fields."""

    name: str
    date: str
    windowed: bool
    label: Text
    event: Text
    fields: Mapping[str, RecordField]
    phrases: Mapping[Language, tuple[Phrase, ...]] = field(default_factory=dict)
    """What scenarios call these records, beside their name and label."""

    @property
    def given(self) -> tuple[RecordField, ...]:
        """The fields that a client's file may hold."""
        return tuple(one for one in self.fields.values() if one.when is None)

    @property
    def derived(self) -> tuple[RecordField, ...]:
        """The fields derived within a record, each after those that it speaks of."""
        return tuple(one for one in self.fields.values() if one.when is not None)


class Given(Struct, frozen=True):
    """A fact that only the client's file can give."""


class Count(Struct, frozen=True):
    """How many records of a section fulfil a condition."""

    section: str
    where: Condition


class Sum(Struct, frozen=True):
    """The sum of a field over the records of a section that fulfil a condition."""

    field: str
    section: str
    where: Condition


class Calculation(Struct, frozen=True):
    """A value calculated from other facts."""

    operand: Operand


class Holds(Struct, frozen=True):
    """A yes/no fact that a condition over other facts answers."""

    condition: Condition


class Scored(Struct, frozen=True):
    """A fact that the scorecard brings into being: its score, its class, its sign-off."""

    what: Literal["score", "class", "agreed"]
    without_opinions: bool = False


Definition = Given | Count | Sum | Calculation | Holds | Scored


class Fact(Struct, frozen=True):
    """A name of the vocabulary: its type, where its value comes from, and how to ask for it.

    ``who`` can change it: the client, the firm, or nobody.  ``opinion`` marks what is felt rather
    than recorded.  ``beside`` names a fact whose value is shown beside the question.
    """

    name: str
    type: Type
    definition: Definition
    label: Text
    question: Text | None = None
    choices: Mapping[str, Text] = field(default_factory=dict)
    who: Literal["client", "firm", "nobody"] = "nobody"
    opinion: bool = False
    beside: str | None = None
    rule: str | None = None
    """For ``repair_tried.RULE`` and the count behind it: the rule."""
    phrases: Mapping[Language, tuple[Phrase, ...]] = field(default_factory=dict)


class Parameter(Struct, frozen=True):
    """A number the policy sets and a firm may override: what it means and what it may be."""

    name: str
    type: Type
    value: Setting
    label: Text
    meaning: Text


def speaks_of(definition: Definition) -> frozenset[str]:
    """The facts that a definition names."""
    match definition:
        case Calculation(operand):
            walked = ex.walk_operand(operand)
            return frozenset(one.name for one in walked if isinstance(one, ex.Fact))
        case Holds(condition):
            return ex.fact_names(condition)
        case _:
            return frozenset()
