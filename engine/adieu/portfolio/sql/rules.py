"""Rules + facts in SQL → what became of each rule: columns, then bits of a few whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from msgspec import Struct
from sqlglot import exp

from adieu import expression as ex
from adieu import policy as p
from adieu.portfolio.sql import conditions as c
from adieu.portfolio.sql import trees as t
from adieu.portfolio.sql import truths
from adieu.portfolio.sql.facts import FactScope
from adieu.portfolio.sql.nouns import MAYBE, NO, End, Number, Plain, Ranged, Test
from adieu.portfolio.sql.trees import Sql

MASK_BITS = 60
"""So many rules share one whole number."""
_ZERO = exp.Literal.number(0)


class Outcome(Struct, frozen=True):
    """What becomes of a rule.

    ``found`` is true where it is found, unknown where it is undetermined, false where it is excused
    or not found; ``tried`` says whether repair was, for a rule of which that is ever asked.
    """

    found: Test
    excused: Sql
    tried: Test


def outcomes_of(scope: FactScope, repairs: frozenset[str]) -> dict[str, Outcome]:
    """What becomes of each active rule; what cannot be stated is collected, and unknown.

    Args:
        scope: The facts.
        repairs: The rules of which it is asked whether repair was tried.
    """
    found = {}
    for rule in scope.policy.active:
        found[rule.name] = Outcome(MAYBE, NO.sql, MAYBE)
        with scope.collecting(f"rule:{rule.name}"):
            tried = _tried(rule, scope) if rule.name in repairs else NO
            found[rule.name] = _outcome(rule, scope, tried)
    return found


def _outcome(rule: p.Rule, scope: FactScope, tried: Test) -> Outcome:
    """What becomes of one rule: its condition, less its exception."""
    found = truths.all_of(c.test(one, scope) for one in rule.when)
    excused = NO.sql
    if rule.unless:
        when = _named(found, f"{rule.name} when", scope)
        unless = truths.all_of(c.test(one, scope) for one in rule.unless)
        unless = _named(unless, f"{rule.name} unless", scope)
        found = truths.all_of([when, truths.denied(unless)])
        excused = t.conjunction([t.certain(unless.sql), t.possible(when.sql)])
    column = scope.stages.let(f"{rule.name} found", found.sql, comment=rule.name, always=True)
    piece = found.sql if isinstance(found.sql, exp.Boolean | exp.Null) else column
    return Outcome(Test(piece, found.sure), excused, tried)


def _named(test: Test, name: str, scope: FactScope) -> Test:
    return Test(scope.let(name, test.sql), test.sure)


def _tried(rule: p.Rule, scope: FactScope) -> Test:
    """Whether repair was tried; for a rule without a matter it was not."""
    fact = scope.policy.repair_fact(rule)
    if fact is None:
        return NO
    value = scope.fact(fact.name)
    assert isinstance(value, Test)
    return value


# Bits


class Mask(Struct, frozen=True):
    """A truth for each of many rules, as the bits of columns; a rule left out is never true."""

    columns: tuple[Sql, ...]
    bits: Mapping[str, tuple[int, int]]

    def parts(self, rules: Iterable[str]) -> list[tuple[int, int]]:
        """Which columns these rules have bits in, and which bits."""
        found: dict[int, int] = {}
        for name in rules:
            if name in self.bits:
                index, bit = self.bits[name]
                found[index] = found.get(index, 0) | bit
        return list(found.items())

    def holds(self, rule: str) -> Sql:
        """Whether it is true of a rule."""
        if rule not in self.bits:
            return NO.sql
        index, bit = self.bits[rule]
        return t.related(bits_of(self.columns[index], bit), "!=", _ZERO)


def mask(name: str, truths: Mapping[str, Sql], order: Iterable[str], scope: FactScope) -> Mask:
    """The bits of rules whose truths are never unknown."""
    bits: dict[str, tuple[int, int]] = {}
    columns: list[Sql] = []
    rules = iter(order)
    while chunk := tuple(islice(rules, MASK_BITS)):
        piece: Sql | None = None
        for position, rule in enumerate(chunk):
            holds = truths[rule]
            if isinstance(holds, exp.Boolean) and not holds.this:
                continue
            bits[rule] = len(columns), 1 << position
            one = t.case([(holds, exp.Literal.number(1 << position))], _ZERO)
            piece = one if piece is None else exp.Add(this=piece, expression=one)
        title = name if not columns else f"{name} {len(columns) + 1}"
        columns.append(scope.stages.let(title, piece, always=True) if piece else _ZERO)
    return Mask(tuple(columns), bits)


def bits_of(column: Sql, bits: int) -> exp.Paren:
    """The part of a whole number that some of its bits make."""
    return exp.Paren(
        this=exp.BitwiseAnd(this=t.wrapped(column), expression=exp.Literal.number(bits))
    )


class Masks(Struct, frozen=True):
    """What became of all rules: found, undetermined, excused; repair tried, or not known."""

    found: Mask
    undetermined: Mask
    excused: Mask
    tried: Mask
    untold: Mask


def masks_of(scope: FactScope, outcomes: Mapping[str, Outcome]) -> Masks:
    """The masks of all rules."""
    order = list(outcomes)

    def made(name: str, truths: dict[str, Sql]) -> Mask:
        return mask(name, truths, order, scope)

    return Masks(
        made("found", {name: _true(one.found) for name, one in outcomes.items()}),
        made("undetermined", {name: unknown(one.found) for name, one in outcomes.items()}),
        made("excused", {name: one.excused for name, one in outcomes.items()}),
        made("repair tried", {name: _true(one.tried) for name, one in outcomes.items()}),
        made("repair unknown", {name: unknown(one.tried) for name, one in outcomes.items()}),
    )


def _true(test: Test) -> Sql:
    """A truth as the condition of a CASE, which takes no unknown one."""
    return NO.sql if isinstance(test.sql, exp.Null) else test.sql


def unknown(test: Test) -> Sql:
    """Whether a truth is unknown."""
    if isinstance(test.sql, exp.Null):
        return exp.Boolean(this=True)
    return NO.sql if test.sure else t.is_null(test.sql)


def tally(masks: Iterable[Mask], rules: Iterable[str]) -> Sql:
    """Of how many of these rules all masks are true."""
    first, *others = masks
    kept = [one for one in rules if all(one in other.bits for other in (first, *others))]
    counted: list[Sql] = []
    for index, bits in first.parts(kept):
        piece = first.columns[index]
        for other in others:
            piece = exp.BitwiseAnd(this=t.wrapped(piece), expression=t.own(other.columns[index]))
        counted.append(t.as_type(exp.BitwiseCount(this=bits_of(piece, bits).this), "int"))
    return total(counted)


def _either(one: Mask, other: Mask) -> Mask:
    """Of which rules either is true."""
    columns = [
        exp.BitwiseOr(this=t.own(first), expression=t.own(second))
        for first, second in zip(one.columns, other.columns, strict=True)
    ]
    return Mask(tuple(columns), {**one.bits, **other.bits})


def total(pieces: Iterable[Sql]) -> Sql:
    """The sum of small whole numbers."""
    found: Sql = _ZERO
    for one in pieces:
        found = t.own(one) if found is _ZERO else exp.Add(this=found, expression=t.own(one))
    return found


def counted(node: ex.Findings, policy: p.Policy, masks: Masks) -> Number:
    """How many rules were found that fit: those certain, and those still possible."""
    names = [rule.name for rule in policy.fitting(node)]
    found, open_ = masks.found, masks.undetermined
    digits = len(str(len(names)))
    low = tally((found,), names)
    if not open_.parts(names):
        return Plain(End(low, whole=digits), 0, len(names), sure=True)
    high = tally((_either(found, open_),), names)
    return Ranged(End(low, whole=digits), End(high, whole=digits), 0, len(names))


# Lists


class Lists(Struct, frozen=True):
    """Lists of ids that hang on a few columns: made once for all clients that have the same."""

    name: str
    columns: tuple[str, ...]
    lists: Mapping[str, Sql]


def id_list(entries: Iterable[tuple[str, Sql]]) -> Sql:
    """The ids whose truth holds, in their order."""
    made = [
        t.text(one) if isinstance(holds, exp.Boolean) else t.case([(holds, t.text(one))])
        for one, holds in entries
        if not (isinstance(holds, exp.Boolean) and not holds.this)
    ]
    if not made:
        return t.as_type(exp.array(), "array<text>")
    one = exp.to_identifier("one")
    kept = exp.Lambda(this=t.is_not_null(one), expressions=[one.copy()])
    return exp.ArrayFilter(this=exp.array(*made, copy=False), expression=kept)


def lists_of(policy: p.Policy, masks: Masks) -> Iterator[Lists]:
    """Findings and superseded, excused and undetermined rules."""
    found = {rule.name: masks.found.holds(rule.name) for rule in policy.active}
    shown: list[tuple[str, Sql]] = []
    below: list[tuple[str, Sql]] = []
    for rule in policy.active:
        above = found.get(rule.superseded_by or "", NO.sql)
        shown.append((rule.name, t.conjunction([found[rule.name], t.negation(above)])))
        below.append((rule.name, t.conjunction([found[rule.name], above])))
    yield _listed("found", masks.found, {"findings": shown, "superseded": below})
    for name, one in (("excused", masks.excused), ("undetermined", masks.undetermined)):
        entries = [(rule.name, one.holds(rule.name)) for rule in policy.active]
        yield _listed(name, one, {name: entries})


def _listed(name: str, mask_: Mask, entries: Mapping[str, Iterable[tuple[str, Sql]]]) -> Lists:
    columns = tuple(one.name for one in mask_.columns if isinstance(one, exp.Column))
    return Lists(name, columns, {title: id_list(one) for title, one in entries.items()})
