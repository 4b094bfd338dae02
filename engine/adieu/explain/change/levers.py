"""Facts + what people can change → the levers on a verdict, and what pulling some of them allows.

Criteria that are felt through the score alone are pulled together: how many of them move decides
how far the score can go, whichever they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import prod

from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.evaluate import evaluate
from adieu.explain.change.attempts import Attempts
from adieu.explain.change.steps import NUMBERS
from adieu.explain.change.terrain import terrain_of
from adieu.facts import Facts
from adieu.infer import Outcome
from adieu.logic import FALSE, TRUE, Interval, Value, exactly, is_known, word
from adieu.quantities import Type

MAX_WAYS = 64
"""So many ways to settle what may not be left open are looked at one by one."""


class Group(Struct, frozen=True):
    """Criteria that are felt through the score alone, and one that can stand for them all.

    ``up`` and ``down`` are how far each can move the weighted sum, the farthest first.
    """

    members: tuple[str, ...]
    proxy: str
    weight: int
    up: tuple[Fraction, ...]
    down: tuple[Fraction, ...]


class Pull(Struct, frozen=True):
    """Levers to be pulled: single ones, and how many of each group."""

    single: frozenset[str] = frozenset()
    counts: tuple[int, ...] = ()

    @property
    def size(self) -> int:
        """How many facts change."""
        return len(self.single) + sum(self.counts)


class Levers:
    """The facts of one client that may be changed, as far as a verdict can feel them."""

    def __init__(self, facts: Facts, attempts: Attempts, names: Iterable[str]) -> None:
        self.facts, self.policy, self.attempts = facts, facts.policy, attempts
        self.terrain = terrain_of(self.policy)
        self.opaque = self.terrain.opaque
        felt = self._felt(tuple(names))
        self.groups = tuple(self._groups(felt))
        grouped = {name for group in self.groups for name in group.members}
        self.single = tuple(name for name in felt if name not in grouped)
        self._allowed: dict[Pull, frozenset[str]] = {}

    @property
    def all(self) -> Pull:
        """Every lever."""
        return Pull(frozenset(self.single), tuple(len(one.members) for one in self.groups))

    @property
    def none(self) -> Pull:
        """No lever."""
        return Pull(frozenset(), tuple(0 for _ in self.groups))

    def allowed(self, pull: Pull) -> frozenset[str]:
        """The verdicts that may be possible with any values of these levers; perhaps too many."""
        if pull not in self._allowed:
            ways = self._open(pull)
            self._allowed[pull] = frozenset(self.policy.severity)
            if ways is not None:
                self._allowed[pull] = frozenset(self._found(ways))
        return self._allowed[pull]

    def _found(self, ways: Iterable[dict[str, Value]]) -> set[str]:
        found: set[str] = set()
        for answers in ways:
            verdicts = self.attempts.possible(answers)
            if not found.issuperset(verdicts) and self.attempts.allows(answers):
                found.update(verdicts)
        return found

    def still(self, moved: Mapping[str, Value], rest: Iterable[str], verdict: str) -> bool:
        """Whether some values of the rest may give a verdict where other levers have moved."""
        ways = self._open(Pull(frozenset(rest)))
        if ways is None:
            return True
        opened = ({**answers, **moved} for answers in ways)
        return any(
            verdict in self.attempts.possible(one) and self.attempts.allows(one) for one in opened
        )

    def _open(self, pull: Pull) -> list[dict[str, Value]] | None:
        """The levers left open; of those that may not be left open, each value in turn.

        Nothing where those have too many values to say anything.
        """
        blind = sorted(name for name in pull.single if self.is_blind(name))
        ways: list[list[Value]] = []
        for name in blind:
            values = _few(self.policy.facts[name].type)
            if values is None:
                return None
            ways.append(values)
        if prod(len(one) for one in ways) > MAX_WAYS:
            return None
        answers = {
            name: self.policy.facts[name].type.unknown()
            for name in pull.single
            if name not in blind
        }
        for group, count in zip(self.groups, pull.counts, strict=False):
            if count:
                answers[group.proxy] = self._moved(group, count)
        return [{**answers, **dict(zip(blind, values, strict=True))} for values in product(*ways)]

    def _moved(self, group: Group, count: int) -> Interval:
        """Where the proxy would be if it alone moved the score as far as so many can."""
        now = self.facts.values[group.proxy]
        assert isinstance(now, Interval)
        ends = [
            exactly(-sum(group.down[:count])) / exactly(group.weight),
            exactly(sum(group.up[:count])) / exactly(group.weight),
        ]
        return now + Interval(ends[0].low, ends[1].low)

    def is_blind(self, name: str) -> bool:
        """Whether to leave a fact open would say something else than any of its values."""
        return not self.opaque.isdisjoint({name, *self.policy.hanging_on[name]})

    def _felt(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The levers that a verdict can feel, and those that invariants tie to them."""
        rows = self.terrain.rows
        reach = frozenset(names).union(*(self._after(name) for name in names))
        rules = tuple(self._open_to(reach))
        felt = rows.union(*map(self._speaking, rules))
        self._pin(felt)
        near = {name for name in names if not felt.isdisjoint({name, *self._after(name)})}
        open_ = {
            name: self.policy.facts[name].type.unknown() for name in near if not self.is_blind(name)
        }
        blind = near - open_.keys()
        unseen = blind.union(*(self._after(name) for name in blind))
        outcomes = self.attempts.trial.premises({**self.attempts.pinned, **open_})[1]
        felt = rows.union(
            *(
                self._speaking(rule)
                for rule in rules
                if outcomes[rule.name] is Outcome.UNDETERMINED
                or not unseen.isdisjoint(self._speaking(rule))
            ),
            *(
                {f"repair_tried.{rule.name}"}
                for rule in self.policy.active
                if outcomes[rule.name] is Outcome.FOUND
            ),
        )
        near = {name for name in near if not felt.isdisjoint({name, *self._after(name)})}
        return self._with_ties(names, near)

    def _open_to(self, reach: frozenset[str]) -> Iterator[p.Rule]:
        """The rules of which no condition fails that lies beyond reach."""
        scope = self.facts.scope()
        for rule in self.policy.active:
            fixed = (one for one in rule.when if reach.isdisjoint(ex.fact_names(one)))
            if all(evaluate(one, scope) is not FALSE for one in fixed):
                yield rule

    def _speaking(self, rule: p.Rule) -> frozenset[str]:
        """The facts that say whether a rule was found, and whether its repair was tried."""
        return self.policy.speaking[rule.name] | {f"repair_tried.{rule.name}"}

    def _pin(self, felt: Iterable[str]) -> None:
        """Leave derived facts alone that nothing feels."""
        felt = frozenset(felt).union(*self.terrain.ties)
        self.attempts.pinned = {
            name: self.facts.values[name]
            for name, fact in self.policy.facts.items()
            if isinstance(fact.definition, p.Scored | p.Calculation | p.Holds)
            and felt.isdisjoint({name, *self._after(name)})
            and name not in self.policy.gates
        }

    def _with_ties(self, names: tuple[str, ...], felt: set[str]) -> tuple[str, ...]:
        """The levers that are felt, and those that an invariant ties to them."""
        ties = self.terrain.ties
        spans = {name: {name, *self._after(name)} for name in names}
        while True:
            tied = [tie for tie in ties if any(not tie.isdisjoint(spans[one]) for one in felt)]
            more = {one for one in names if any(not tie.isdisjoint(spans[one]) for tie in tied)}
            if more <= felt:
                return tuple(name for name in names if name in felt)
            felt |= more

    def _after(self, name: str) -> frozenset[str]:
        return self.policy.hanging_on[name]

    def _groups(self, felt: tuple[str, ...]) -> Iterator[Group]:
        card = self.policy.scorecard
        for opinion in (False, True):
            members = [
                one
                for one in (card.criteria if card else ())
                if one.name in felt
                and one.opinion is opinion
                and one.weight
                and one.name not in self.terrain.spoken
                and self._scored_only(one.name)
            ]
            proxies = [one for one in members if not one.left_out]
            if len(members) > 1 and proxies:
                yield self._group(members, proxies[0])

    def _scored_only(self, name: str) -> bool:
        needed = self.policy.facts.values()
        return not any(
            name in p.speaks_of(one.definition) or one.name in self.opaque
            for one in needed
            if one.name in self._after(name) or name in p.speaks_of(one.definition)
        )

    def _group(self, members: list[p.Criterion], proxy: p.Criterion) -> Group:
        room = []
        for one in members:
            now = self.facts.values[one.name]
            assert isinstance(now, Interval)
            score = Fraction(now.low)
            room.append((one.weight * (5 - score), one.weight * (score - 1), one.name))
        ranked = sorted(room, key=lambda one: -max(one[0], one[1]))
        return Group(
            tuple(name for _, _, name in ranked),
            proxy.name,
            proxy.weight,
            tuple(sorted((up for up, _, _ in room), reverse=True)),
            tuple(sorted((down for _, down, _ in room), reverse=True)),
        )


def changeable(facts: Facts) -> tuple[str, ...]:
    """The known facts that the client or the firm can change."""
    return tuple(
        name
        for name, fact in facts.policy.facts.items()
        if fact.who != "nobody" and is_told(facts, name)
    )


def is_told(facts: Facts, name: str) -> bool:
    """Whether a person or records give a fact, its value is known, and there are other values."""
    fact = facts.policy.facts[name]
    told = facts.origins[name] == "given" or isinstance(fact.definition, p.Given | p.Count | p.Sum)
    kind = fact.type.name in ("yes-no", "choice", *NUMBERS)
    return told and kind and is_known(facts.values[name])


def _few(type_: Type) -> list[Value] | None:
    """Every value of a type that has few of them."""
    if type_.name == "yes-no":
        return [TRUE, FALSE]
    if type_.name == "choice":
        return [word(one) for one in type_.choices]
    if type_.name == "number" and (type_.low, type_.high) == (1, 5):
        return [exactly(score) for score in range(1, 6)]
    return None
