"""A policy's mutants + examples → which mistakes the examples notice, and the mutation score.

An example that holds under the policy and fails under a mutant kills it.  What facts and inference
decide is held against mutants; what only the report says is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Literal, Protocol, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from adieu import policy as p
from adieu.case import Case
from adieu.infer import Outcome
from adieu.language import Language
from adieu.living import steps as s
from adieu.living.example import Example
from adieu.living.holding import holds, with_changes
from adieu.living.mutants import Mutant, mutants
from adieu.living.rerun import Base, Reach, Rerun
from adieu.logic import UnitMismatch

Answer = Case | Literal["equivalent"] | None
"""What is known of a mutant that survived: a client who tells it from the policy, that there is
none, or neither."""
TellApart = Callable[[p.Policy, Mutant], Answer]
Status = Literal["killed", "to-confirm", "equivalent", "survived"]
Made = TypeVar("Made")


class Spread(Protocol):
    """How work is done item by item, as ``map`` does; on every core where that pays."""

    def __call__(self, do: Callable[[int], Made], items: Sequence[int], /) -> Iterable[Made]:
        """The results in the order of the items."""


class Killed(Struct, frozen=True):
    """The first example that killed a mutant, by language, or by one to confirm."""

    by: Mapping[Language, str]
    to_confirm: str | None = None


class Fate(Struct, frozen=True):
    """What became of a mutant; a survivor that somebody tells apart comes with that client."""

    mutant: Mutant
    killed: Killed
    equivalent: bool = False
    witness: Case | None = None

    @property
    def status(self) -> Status:
        """Killed by an example that a person stated, by one to confirm only, or not at all."""
        if self.killed.by:
            return "killed"
        if self.killed.to_confirm is not None:
            return "to-confirm"
        return "equivalent" if self.equivalent else "survived"


class Score(Struct, frozen=True):
    """How many mutants were killed, of those that differ from the policy for some client."""

    killed: int
    of: int

    @property
    def share(self) -> Fraction:
        """The share of mutants killed, from 0 to 1; all of them where there are none."""
        return Fraction(self.killed, self.of) if self.of else Fraction(1)


class Mutation(Struct, frozen=True):
    """The fate of every mutant, and the examples that took part; ``failing`` ones did not."""

    fates: tuple[Fate, ...]
    examples: int
    languages: tuple[Language, ...]
    failing: tuple[Example, ...] = field(default_factory=tuple)

    @property
    def equivalent(self) -> int:
        """How many mutants were proved to be the policy itself."""
        return sum(one.status == "equivalent" for one in self.fates)

    @property
    def survivors(self) -> tuple[Fate, ...]:
        """The mutants that no example kills, not even one to confirm."""
        return tuple(one for one in self.fates if one.status == "survived")

    @property
    def score(self) -> Score:
        """The score of the examples that a person stated, all languages together."""
        return self._score(lambda one: one.status == "killed")

    @property
    def with_unconfirmed(self) -> Score:
        """The score if what is to confirm were confirmed."""
        return self._score(lambda one: one.status in ("killed", "to-confirm"))

    def of_language(self, language: Language) -> Score:
        """The score of the examples in one language alone."""
        return self._score(lambda one: language in one.killed.by)

    def _score(self, counts: Callable[[Fate], bool]) -> Score:
        return Score(sum(map(counts, self.fates)), len(self.fates) - self.equivalent)


class Part(Struct, frozen=True):
    """A case of an example, what is expected of it, and the rules said to be near misses."""

    base: Base
    expectations: tuple[s.Expectation, ...]
    near: frozenset[str]


class Prepared(Struct, frozen=True):
    """An example that holds under the policy, with the cases that it speaks of."""

    example: Example
    parts: tuple[Part, ...]


def mutation(
    policy: p.Policy,
    examples: Sequence[Example],
    tell_apart: TellApart | None = None,
    spread: Spread = map,
    found: Sequence[Mutant] | None = None,
) -> Mutation:
    """Hold mutants of a policy (all, where none are named) against examples.

    Those that survive are asked about.
    """
    ready: list[Prepared] = []
    failing: list[Example] = []
    for one in examples:
        prepared = prepare(policy, one)
        if prepared is None:
            failing.append(one)
        elif prepared.parts:
            ready.append(prepared)
    found = mutants(policy) if found is None else found
    fates = [Fate(*pair) for pair in zip(found, kill(policy, found, ready, spread), strict=True)]
    if tell_apart is not None:
        fates = _asked(policy, fates, tell_apart, spread)
    languages = tuple(dict.fromkeys(one.language for one in examples))
    return Mutation(tuple(fates), len(examples), languages, tuple(failing))


def _asked(
    policy: p.Policy, fates: Sequence[Fate], tell_apart: TellApart, spread: Spread
) -> list[Fate]:
    """The fates, with what is found out about the survivors."""
    survivors = [place for place, one in enumerate(fates) if one.status == "survived"]
    told = dict(
        zip(
            survivors,
            spread(lambda place: tell_apart(policy, fates[place].mutant), survivors),
            strict=True,
        )
    )
    return [
        replace(one, witness=answer)
        if isinstance(answer := told.get(place), Case)
        else replace(one, equivalent=answer == "equivalent")
        for place, one in enumerate(fates)
    ]


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
