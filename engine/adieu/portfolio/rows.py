"""A policy + cases, or an Arrow table → the rows of a portfolio: what became of each client.

The rows of a statement and those of the reference are the same; this is where both become one noun.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from adieu import policy as p
from adieu.case import Case
from adieu.facts import derive
from adieu.infer import Outcome, reference
from adieu.logic import (
    INFINITY,
    Bound,
    Interval,
    OpenDate,
    Options,
    Value,
    exactly,
    is_known,
    truth,
    word,
)
from adieu.policy import Policy
from adieu.quantities import Type

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 8_192
"""So many rows of a table are decoded at a time."""


class Row(Struct, frozen=True):
    """What the policy makes of one client; ``verdict`` is the mildest of ``possible``.

    ``findings`` leaves superseded ones out.  ``classes`` (best first) and ``score`` (0 to 100) are
    nothing where nothing is scored.  ``values`` holds the facts that were asked for.
    """

    client: str
    name: str
    as_of: date
    verdict: str
    final: bool
    possible: tuple[str, ...]
    findings: tuple[str, ...] = ()
    superseded: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    undetermined: tuple[str, ...] = ()
    classes: tuple[str, ...] | None = None
    score: Interval | None = None
    values: Mapping[str, Value] = field(default_factory=dict)

    def known(self, fact: str | None) -> Interval | None:
        """The number that a fact is known to be; nothing where it is not known or was not asked."""
        value = self.values.get(fact) if fact is not None else None
        if not isinstance(value, Interval):
            return None
        return value if value.low is value.high or value.low == value.high else None


def rows_of(policy: Policy, cases: Iterable[Case], facts: Sequence[str] = ()) -> Iterator[Row]:
    """The rows by definition: each case judged by the reference.

    Raises:
        adieu.logic.UnitMismatch: where amounts in different currencies meet.
    """
    for case in cases:
        derived = derive(policy, case)
        inference = reference.infer(policy, derived)
        findings, superseded, excused, undetermined = _listed(policy, inference.outcomes)
        classes, score = _scored(policy, derived.values)
        yield Row(
            case.client,
            case.name,
            case.as_of,
            inference.verdict,
            inference.final,
            inference.possible,
            findings,
            superseded,
            excused,
            undetermined,
            classes,
            score,
            {name: derived.values[name] for name in facts},
        )


_Names = tuple[str, ...]


def _listed(
    policy: Policy, outcomes: Mapping[str, Outcome]
) -> tuple[_Names, _Names, _Names, _Names]:
    """Findings, superseded, excused and undetermined rules, each in the policy's order."""

    def those(outcome: Outcome) -> tuple[str, ...]:
        return tuple(name for name, one in outcomes.items() if one is outcome)

    found = those(Outcome.FOUND)
    below = tuple(name for name in found if policy.rules[name].superseded_by in found)
    findings = tuple(name for name in found if name not in below)
    return findings, below, those(Outcome.EXCUSED), those(Outcome.UNDETERMINED)


def _scored(
    policy: Policy, values: Mapping[str, Value]
) -> tuple[tuple[str, ...] | None, Interval | None]:
    """The classes, best first, and the score; nothing where nothing that counts is scored."""
    card = policy.scorecard
    if card is None or not any(one.weight and is_known(values[one.name]) for one in card.criteria):
        return None, None
    within, classes = values["score"], values["client_class"]
    assert isinstance(within, Interval)
    assert isinstance(classes, Options)
    return tuple(name for name, _ in card.classes if name in (classes.words or ())), within


# From a table


def rows_in(
    policy: Policy, table: pa.Table | pa.RecordBatchReader, currencies: Mapping[str, str]
) -> Iterator[Row]:
    """The rows of an Arrow table or of a reader of batches; ``currencies`` by fact.

    Decoded a batch at a time, so that memory does not grow with the table.
    """
    for batch in table.to_batches(BATCH) if hasattr(table, "to_batches") else table:
        yield from _decoded(policy, batch, currencies)


_PLAIN = ("client", "name", "as_of", "verdict", "final")
_LISTS = ("possible", "findings", "superseded", "excused", "undetermined")


def _decoded(policy: Policy, batch: pa.RecordBatch, currencies: Mapping[str, str]) -> Iterator[Row]:
    names = set(batch.schema.names)

    def column(name: str) -> list[Any]:
        found: list[Any] = batch.column(name).to_pylist()
        return found

    def listed(name: str) -> list[tuple[str, ...] | None]:
        return [tuple(one) if one is not None else None for one in column(name)]

    plain = [column(name) for name in _PLAIN]
    lists = [[one or () for one in listed(name)] for name in _LISTS]
    nothing: list[Any] = [None] * batch.num_rows
    classes = listed("class") if "class" in names else nothing
    scores = nothing
    if "score_low" in names:
        ends = zip(column("score_low"), column("score_high"), strict=True)
        scores = [
            None if low is None else Interval(_exact(low), _exact(high)) for low, high in ends
        ]
    asked = [name for name in policy.facts if {name, f"{name}.low", f"{name}.high"} & names]
    told = [_values(policy.facts[name], batch, names, currencies.get(name, "")) for name in asked]
    columns = zip(*told, strict=True) if told else iter([()] * batch.num_rows)
    filled = (dict(zip(asked, values, strict=True)) for values in columns)
    for cells in zip(*plain, *lists, classes, scores, filled, strict=True):
        yield Row(*cells)


def _values(fact: p.Fact, batch: pa.RecordBatch, names: set[str], currency: str) -> list[Value]:
    """The values of one fact; where nothing is said of it, all that it may be."""

    def column(name: str) -> list[Any]:
        nothing: list[Any] = [None] * batch.num_rows
        return batch.column(name).to_pylist() if name in names else nothing

    type_ = fact.type
    unknown = type_.unknown()
    plain = column(fact.name)
    if not type_.is_quantity:
        return [unknown if one is None else _value(one, type_) for one in plain]
    known = [None if one is None else exactly(_exact(one), currency) for one in plain]
    if None not in known:
        return [one for one in known if one is not None]
    lows, highs = column(f"{fact.name}.low"), column(f"{fact.name}.high")
    return [
        one or Interval(_end(low, type_.low), _end(high, type_.high), currency)
        for one, low, high in zip(known, lows, highs, strict=True)
    ]


def _value(cell: Any, type_: Type) -> Value:
    match type_.name:
        case "yes-no":
            return truth(bool(cell))
        case "date":
            day = exactly(cell.toordinal())
            return OpenDate(day, truth(False)) if type_.open else day
        case _:
            return word(str(cell))


def _end(cell: Any, otherwise: Bound) -> Bound:
    return otherwise if cell is None else _exact(cell)


def _exact(cell: int | float | Decimal) -> Bound:
    """The number that a cell shows; a binary float is taken as the decimal that it prints as."""
    if isinstance(cell, int):
        return cell
    if isinstance(cell, float):
        if cell in (INFINITY, -INFINITY):
            return cell
        cell = Decimal(repr(cell))
    above, below = cell.as_integer_ratio()
    return above if below == 1 else Fraction(above, below)
