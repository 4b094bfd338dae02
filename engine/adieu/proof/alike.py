"""A policy + the same with one change → whether it is proved that nobody is told anything else.

Nothing need be known of anybody: what becomes of a rule, and whether a step of the plan is in it,
is compared with every gap that a client's file may have.  Where the verdicts rest on something that
differs, they are compared for clients of whom everything is known: the verdicts that are possible
for others are those of what they may turn out to be.  Rows of tables that could not be read, which
no file has, are left aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations

import z3
from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.clients.fields import answerable
from adieu.proof import terms as t
from adieu.proof.diff.both import behind
from adieu.proof.diff.difference import difference, telling_date
from adieu.proof.diff.meaning import Meaning, Meanings
from adieu.proof.diff.records import RecordLogic
from adieu.proof.gaps import AnyGaps, GapsRecord, GapsWorld
from adieu.proof.inputs import AnyClient, conditions, is_input
from adieu.proof.solve import SECONDS, Solver, TimeIsUp
from adieu.proof.terms import Formula, Pair
from adieu.proof.world import World

MOST_GIVEN = 4
"""So many derived numbers may be answered outright; each is tried both ways."""


def alike(old: p.Policy, new: p.Policy, seconds: float = SECONDS) -> bool:
    """Whether no client can be told apart by the two; ``False`` where that is not settled.

    Args:
        old: A policy.
        new: The same with a change in its conditions, grades, order of verdicts or parameters.
        seconds: How long each question may take.
    """
    try:
        return _Alike(old, new, seconds).proved()
    except (t.Beyond, TimeIsUp):
        return False


class _Alike:
    """Puts the old in the place of what is proved to be the same, until nothing else is left."""

    def __init__(self, old: p.Policy, new: p.Policy, seconds: float) -> None:
        self.old, self.new, self.seconds = old, new, seconds
        self.as_of = telling_date(old, new).toordinal()

    def proved(self) -> bool:
        """Whether records, facts, rules, verdicts and the plan are the same, in this order."""
        old, new = self.old, self.new
        if old.scorecard != new.scorecard or old.rules.keys() != new.rules.keys():
            return False
        self._counts()
        return self._rules() and self._verdicts() and self._plan()

    # Records

    def _counts(self) -> None:
        """Take the old counts where every record belongs to both or to neither."""
        old, new = self.old, self.new
        if old.settings != new.settings:
            return
        for section in sorted(old.records.keys() & new.records.keys()):
            pairs = [
                (fact.definition, new.facts[name].definition)
                for name, fact in old.facts.items()
                if isinstance(fact.definition, p.Count | p.Sum)
                and fact.definition.section == section
            ]
            plain = old.records[section] == new.records[section]
            if (plain and all(one == other for one, other in pairs)) or not all(
                self._same_records(section, one, other) for one, other in pairs
            ):
                continue
            names = {
                name
                for name, fact in old.facts.items()
                if isinstance(fact.definition, p.Count | p.Sum)
                and fact.definition.section == section
            }
            self.new = replace(
                self.new,
                records={**self.new.records, section: old.records[section]},
                facts={**self.new.facts, **{name: old.facts[name] for name in names}},
            )

    def _same_records(self, section: str, one: p.Definition, other: p.Definition) -> bool:
        assert isinstance(one, p.Count | p.Sum)
        if not isinstance(other, type(one)) or other.section != section:
            return False
        if isinstance(one, p.Sum) and isinstance(other, p.Sum) and one.field != other.field:
            return False
        try:
            days = self._days(section, one, other)
            return all(self._same_on(day, section, one, other) for day in days)
        except t.Beyond:
            return False

    def _same_on(
        self, day: int, section: str, one: p.Count | p.Sum, other: p.Count | p.Sum
    ) -> bool:
        """Whether every record belongs to both or to neither on a review date."""
        fields = GapsRecord(section, day)
        sides = [RecordLogic(policy, fields) for policy in (self.old, self.new)]
        first, second = sides[0].belongs(one.where), sides[1].belongs(other.where)
        defined = chain(fields.constraints, *(side.defined for side in sides))
        return not Solver(defined, self.seconds).allows(_apart(first, second))

    def _days(self, section: str, one: p.Count | p.Sum, other: p.Count | p.Sum) -> Iterable[int]:
        """Review dates that stand for all: records may be of any day, and it is theirs that counts.

        Raises:
            Beyond: where a record is compared with a day of the calendar.
        """
        wheres = [one.where, other.where]
        for policy in (self.old, self.new):
            wheres += [one.when for one in policy.records[section].derived if one.when is not None]
        nodes = [node for where in wheres for node in _nodes(where)]
        if any(isinstance(node, ex.Constant) and node.type.name == "date" for node in nodes):
            raise t.Beyond("a day of the calendar")
        weekly = any(isinstance(node, ex.Within) for node in nodes)
        return range(self.as_of, self.as_of + (7 if weekly else 1))

    # Rules

    def _rules(self) -> bool:
        """Whether the same becomes of every rule, and of the repairs; take the old ones then."""
        first, second = self._meanings()
        names = [
            rule.name
            for rule in self.old.active
            if first.rule(rule) != second.rule(self.new.rules[rule.name])
        ]
        spoken = [
            one
            for policy in (self.old, self.new)
            for name in names
            for one in (*policy.rules[name].when, *policy.rules[name].unless)
        ]
        for worlds in self._worlds(spoken) if names else ():
            for name in names:
                mine, other = (world.rule(name) for world in worlds)
                ends = zip(
                    (mine.found, mine.possible, mine.excused),
                    (other.found, other.possible, other.excused),
                    strict=True,
                )
                if self._allowed(worlds, t.disj(_differs(*each) for each in ends)):
                    return False
        kept = {name: self.old.rules[name] for name in names}
        rules = {
            name: replace(rule, when=kept[name].when, unless=kept[name].unless)
            if name in kept
            else rule
            for name, rule in self.new.rules.items()
        }
        self.new = replace(self.new, rules=rules)
        return True

    # Verdicts and the plan

    def _verdicts(self) -> bool:
        """Whether everybody may get the same verdicts."""
        first, second = self._meanings()
        if first.verdict() == second.verdict():
            return True
        policies = self.old, self.new
        dated = any(
            isinstance(one, ex.AsOf)
            for policy in policies
            for condition in (*conditions(policy), *policy.invariants)
            for one in ex.walk(condition)
        )
        if dated or not all(map(self._decided, policies)):
            return False
        told = difference(self.old, self.new, self.seconds)
        return told.settled and not told.verdicts

    def _decided(self, policy: p.Policy) -> bool:
        """Whether every row of the verdicts holds or fails once everything is known."""
        inputs = AnyClient([policy])
        world = World(policy, inputs, self.as_of)
        rows = [world.truth(row.when).open for row in policy.verdicts]
        constraints = (*world.constraints(), *inputs.constraints, *world.defined)
        return not Solver(constraints, self.seconds).allows(t.disj(rows))

    def _plan(self) -> bool:
        """Whether the same steps are in the plan, are not, or may be."""
        first, second = self._meanings()
        steps = list(zip(self.old.plan, self.new.plan, strict=True))
        differing = [
            (one.when, other.when)
            for one, other in steps
            if first.condition(one.when) != second.condition(other.when)
        ]
        rules = [
            part
            for policy in (self.old, self.new)
            for rule in policy.active
            for part in (*rule.when, *rule.unless)
        ]
        spoken = [one for pair in differing for one in pair]
        counted = any(isinstance(one, ex.Findings) for whole in spoken for one in ex.walk(whole))
        for worlds in self._worlds(spoken + (rules if counted else [])) if differing else ():
            for one, other in differing:
                if self._allowed(worlds, _apart(worlds[0].truth(one), worlds[1].truth(other))):
                    return False
        return all(one.verdicts == other.verdicts for one, other in steps)

    # The question as formulas

    def _meanings(self) -> tuple[Meaning, Meaning]:
        numbers = Meanings()
        return Meaning(self.old, numbers), Meaning(self.new, numbers)

    def _worlds(self, spoken: Sequence[ex.Condition]) -> Iterator[tuple[GapsWorld, GapsWorld]]:
        """Both policies over the same clients, for each way in which derived facts are answered."""
        names: set[str] = set()
        for policy in (self.old, self.new):
            told = [one for one in spoken if ex.fact_names(one) <= policy.facts.keys()]
            names |= behind(policy, told)
        derived = frozenset(
            name for name in answerable(self.old) if not is_input(self.old.facts[name])
        )
        numbers = sorted(
            name
            for name in names & derived
            if isinstance(self.old.facts[name].definition, p.Calculation)
        )
        if len(numbers) > MOST_GIVEN:
            raise t.Beyond("derived numbers that may be answered")
        for count in range(len(numbers) + 1):
            for given in combinations(numbers, count):
                gaps, (first, second) = AnyGaps(frozenset(given), derived), self._meanings()
                yield (
                    GapsWorld(self.old, gaps, first),
                    GapsWorld(self.new, gaps, second),
                )

    def _allowed(self, worlds: tuple[GapsWorld, GapsWorld], wanted: Formula) -> bool:
        """Whether some client fulfils a formula."""
        if wanted is False:
            return False
        invariants = [t.neg(worlds[0].truth(one).no) for one in self.old.invariants]
        defined = (one for world in worlds for one in world.defined)
        constraints = (*worlds[0].gaps.constraints, *invariants, *defined)
        return Solver(constraints, self.seconds).allows(wanted)


def _nodes(whole: ex.Condition) -> Iterator[object]:
    """The conditions in a condition, and the operands of each."""
    yield whole
    yield from ex.walk(whole)
    for part in ex.parts_of(whole):
        yield from _nodes(part)


def _differs(one: Formula, other: Formula) -> Formula:
    """That one holds and the other does not."""
    if isinstance(one, bool) and isinstance(other, bool):
        return one != other
    lifted = [z3.BoolVal(each) if isinstance(each, bool) else each for each in (one, other)]
    return z3.Xor(*lifted)


def _apart(one: Pair, other: Pair) -> Formula:
    """That two truths are not the same."""
    return t.disj((_differs(one.yes, other.yes), _differs(one.no, other.no)))
