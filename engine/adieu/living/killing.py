"""Mutants + examples → the examples that hold under the policy and fail under each mutant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Protocol, TypeVar

from msgspec import Struct

from adieu import policy as p
from adieu.case import Case
from adieu.infer import Outcome
from adieu.language import Language
from adieu.living import steps as s
from adieu.living.example import Example
from adieu.living.fates import Killed
from adieu.living.holding import holds, with_changes
from adieu.living.mutants import Mutant
from adieu.living.reach import Reach
from adieu.living.rerun import Rerun
from adieu.living.seen import Base
from adieu.logic import UnitMismatch

Made = TypeVar("Made")


class Spread(Protocol):
    """How work is done item by item, as ``map`` does; on every core where that pays."""

    def __call__(self, do: Callable[[int], Made], items: Sequence[int], /) -> Iterable[Made]:
        """The results in the order of the items."""


class Part(Struct, frozen=True):
    """A case of an example, what is expected of it, and the rules said to be near misses."""

    base: Base
    expectations: tuple[s.Expectation, ...]
    near: frozenset[str]


class Prepared(Struct, frozen=True):
    """An example that holds under the policy, with the cases that it speaks of."""

    example: Example
    parts: tuple[Part, ...]


def prepare(policy: p.Policy, example: Example) -> Prepared | None:
    """The example as mutants are held against it; nothing where it fails under the policy itself.

    What would be if facts were otherwise is a case of its own.
    """
    cheap = tuple(one for one in example.expectations if s.is_cheap(one))
    plain = tuple(one for one in cheap if not isinstance(one, s.WouldBecome))
    parts = [_part(policy, example.case, plain)] if plain else []
    for one in cheap:
        if isinstance(one, s.WouldBecome):
            case = with_changes(Base(policy, example.case), one.changes).case
            parts.append(_part(policy, case, (s.VerdictIs(one.verdict),)))
            if one.turns:
                otherwise = s.VerdictIs(one.verdict, False)
                parts.append(_part(policy, example.case, (otherwise,)))
    kept = all(
        holds(one, part.base, example.language) for part in parts for one in part.expectations
    )
    return Prepared(example, tuple(parts)) if kept else None


def _part(policy: p.Policy, case: Case, expectations: tuple[s.Expectation, ...]) -> Part:
    near = frozenset(
        one.rule
        for one in expectations
        if isinstance(one, s.StateIs) and one.state in ("near", "not_near")
    )
    return Part(Base(policy, case), expectations, near)


def kill(
    policy: p.Policy, found: Sequence[Mutant], ready: Sequence[Prepared], spread: Spread = map
) -> Iterator[Killed]:
    """For each mutant in order, the examples that kill it."""
    groups = [list(group) for _, group in groupby(found, key=lambda one: one.root)]
    reach = Reach(policy)
    work = _Killer(policy, groups, ready, reach)
    for killed in spread(work.group, range(len(groups))):
        yield from killed


class _Killer:
    """Holds groups of mutants that have their mistakes in one part against the examples."""

    def __init__(
        self,
        policy: p.Policy,
        groups: Sequence[Sequence[Mutant]],
        ready: Sequence[Prepared],
        reach: Reach,
    ) -> None:
        self.policy, self.groups, self.ready, self.reach = policy, groups, ready, reach

    def group(self, number: int) -> list[Killed]:
        """The killers of each mutant of a group; who killed one is likely to kill the next."""
        group = self.groups[number]
        order = self._by_likelihood(group[0])
        found: list[Killed] = []
        for mutant in group:
            rerun = Rerun(self.policy, mutant, self.reach)
            killed = _killed(rerun, order)
            killers = {*killed.by.values(), killed.to_confirm}
            order.sort(key=lambda one: one.example.name not in killers)
            found.append(killed)
        return found

    def _by_likelihood(self, mutant: Mutant) -> list[Prepared]:
        """The examples, those first that are about a rule that the mistake touches."""
        rerun = Rerun(self.policy, mutant, self.reach)
        touched = rerun.rules | {
            name
            for name, facts in self.policy.speaking.items()
            if not facts.isdisjoint(rerun.dirty)
        }

        def rank(one: Prepared) -> tuple[bool, int]:
            inference = one.parts[0].base.inference
            if not touched.isdisjoint(one.example.rules):
                return not inference.final, 0
            reached = any(inference.outcomes[name] is not Outcome.NOT_FOUND for name in touched)
            return not inference.final, 2 - reached

        return sorted(self.ready, key=rank)


def _killed(rerun: Rerun, order: Iterable[Prepared]) -> Killed:
    """The first killer in each language; one to confirm only where there is no other."""
    by: dict[Language, str] = {}
    waiting: list[Prepared] = []
    for one in order:
        if one.example.to_confirm:
            waiting.append(one)
        elif one.example.language not in by and fails(rerun, one):
            by[one.example.language] = one.example.name
    first = None if by else next((one for one in waiting if fails(rerun, one)), None)
    if not by and first is None:
        return _killed_exactly(rerun, order)
    return Killed(by, None if first is None else first.example.name)


def _killed_exactly(rerun: Rerun, order: Iterable[Prepared]) -> Killed:
    """The killers of a mutant that none seems to kill: those that a proof tells."""
    by: dict[Language, str] = {}
    to_confirm: str | None = None
    for one in order:
        if one.example.language not in by and fails(rerun, one, exact=True):
            if one.example.to_confirm:
                to_confirm = to_confirm or one.example.name
            else:
                by[one.example.language] = one.example.name
    return Killed(by, None if by else to_confirm)


def fails(rerun: Rerun, prepared: Prepared, exact: bool = False) -> bool:
    """Whether an example fails under a mutant; where amounts cannot be compared, it does.

    Where it takes a proof to tell it does only if that is asked for (``exact``).
    """
    language = prepared.example.language
    for part in prepared.parts:
        try:
            always = not part.near.isdisjoint(rerun.rules)
            seen = rerun.seen(part.base, always, exact)
            if seen is not None and not all(
                holds(one, seen, language) for one in part.expectations
            ):
                return True
        except UnitMismatch:
            return True
    return False
