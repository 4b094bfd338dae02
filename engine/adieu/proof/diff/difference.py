"""An old and a new policy → what changes for whom, each change with the simplest client.

Proved for every client of whom all that can be asked is answered and the rest is derived, reviewed
on one date.  A client may have any number of records.  What cannot be settled is said to be open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec import Struct

from adieu import policy as p
from adieu.proof import terms as t
from adieu.proof.diff.both import BothPolicies
from adieu.proof.diff.example import Examples, Showing, Unshown, cone
from adieu.proof.diff.made import Witness
from adieu.proof.diff.severity import Direction, Scale
from adieu.proof.diff.shown import Finding, Verdicts
from adieu.proof.solve import SECONDS, Solver, TimeIsUp
from adieu.proof.terms import Formula
from adieu.proof.witness import currency, review_date
from adieu.proof.world import World
from adieu.quantities import Duration

FOUR_YEARS = 4 * 366
"""Dates on which two windows may differ: each day of a leap year's cycle."""

Answer = Literal["yes", "no", "open"]


class VerdictChange(Struct, frozen=True):
    """Clients who get another verdict; without a witness the reference showed none so far."""

    old: str
    new: str
    direction: Direction
    witness: Witness | None


class RuleChange(Struct, frozen=True):
    """A rule that differs: for whom it is found now and was not (``more``), and the other way.

    ``status`` is ``changed``, ``new``, ``gone``, or, for one that a firm turned ``off`` or ``on``.
    ``grades`` are the old and the new grade where they differ.
    """

    name: str
    status: Literal["changed", "new", "gone", "off", "on"]
    more: Answer
    fewer: Answer
    more_witness: Witness | None = None
    fewer_witness: Witness | None = None
    grades: tuple[str, str] | None = None


Overall = Literal["same", "stricter", "milder", "mixed", "other", "open"]


class Difference(Struct, frozen=True):
    """What a new policy changes.

    ``settled`` says whether the changes of verdicts are all there are.
    """

    old: p.Policy
    new: p.Policy
    on: date
    verdicts: tuple[VerdictChange, ...]
    settled: bool
    rules: tuple[RuleChange, ...]
    same_rules: tuple[str, ...]

    @property
    def overall(self) -> Overall:
        """The direction of the change as a whole, as far as it is known."""
        told = {one.direction for one in self.verdicts}
        if not self.verdicts:
            return "same" if self.settled else "open"
        if {"stricter", "milder"} <= told:
            return "mixed"
        return "stricter" if "stricter" in told else "milder" if "milder" in told else "other"


def difference(old: p.Policy, new: p.Policy, seconds: float = SECONDS) -> Difference:
    """What changes for whom between two policies.

    Args:
        old: The policy as it was.
        new: The policy as it is to be.
        seconds: How long each question may take.
    """
    on = telling_date(old, new)
    return _Comparison(old, new, on, seconds).told()


def telling_date(old: p.Policy, new: p.Policy) -> date:
    """The date on which proofs review; where windows differ, one on which they do."""
    first = review_date(old, new)
    windows = [one.settings.get("window") for one in (old, new)]
    before, after = windows
    if not (isinstance(before, Duration) and isinstance(after, Duration)) or before == after:
        return first
    days = (first + timedelta(days=count) for count in range(FOUR_YEARS))
    return next((day for day in days if before.before(day) != after.before(day)), first)


class _Comparison:
    """Asks what there is to ask about two policies."""

    def __init__(self, old: p.Policy, new: p.Policy, on: date, seconds: float) -> None:
        self.old, self.new, self.on, self.seconds = old, new, on, seconds
        self.both = BothPolicies(old, new, on, seconds)
        self.worlds = [
            World(policy, side, self.both.as_of)
            for policy, side in zip(self.both.policies, self.both.sides, strict=True)
        ]
        self.scale = Scale([row.verdict for row in old.verdicts],
                           [row.verdict for row in new.verdicts])  # fmt: skip
        self.shown = self._shown()
        names = {**old.rules, **new.rules}
        self.rules = {name: self._found(name) for name in names if not self._same_rule(name)}
        constraints = [*self.both.constraints, *self._constraints()]
        defined = (one for world in self.worlds for one in world.defined)
        self.solver = Solver((*constraints, *defined), seconds)
        self.examples = Examples(self.both, self.solver, on, currency(new, old))

    def told(self) -> Difference:
        """Everything that changes."""
        verdicts, settled = self._verdicts()
        rules = [self._rule(name) for name in self.rules]
        changed = tuple(one for one in rules if one is not None)
        named = {one.name for one in changed}
        same = tuple(name for name in self.new.rules if name not in named)
        return Difference(self.old, self.new, self.on, verdicts, settled, changed, same)

    # The question as formulas

    def _shown(self) -> tuple[t.Number, t.Number] | None:
        """The verdicts that are shown; nothing where that is beyond the logic."""
        try:
            return self.worlds[0].verdict(), self.worlds[1].verdict()
        except (t.Beyond, TimeIsUp):
            return None

    def _constraints(self) -> Iterator[Formula]:
        """What holds of every client; what cannot be said of it is left out: that allows more."""
        for world in self.worlds:
            try:
                yield from world.constraints()
            except t.Beyond:
                continue

    def _same_rule(self, name: str) -> bool:
        """Whether a rule plainly is the same in both."""
        old, new = self.old.rules.get(name), self.new.rules.get(name)
        if old is None or new is None or (old.off is None) != (new.off is None):
            return False
        if old.off is not None:
            return True
        first, second = self.both.meanings
        return old.grade == new.grade and first.rule(old) == second.rule(new)

    def _found(self, name: str) -> tuple[Formula, Formula] | None:
        """For whom a rule is found, under each policy; nothing where that is beyond the logic."""
        try:
            found = [
                world.rule(name).found if _is_active(policy, name) else False
                for policy, world in zip(self.both.policies, self.worlds, strict=True)
            ]
        except t.Beyond:
            return None
        return found[0], found[1]

    # Verdicts

    def _verdicts(self) -> tuple[tuple[VerdictChange, ...], bool]:
        """Every pair of verdicts that some client gets, and whether these are all."""
        first, second = self.both.meanings
        if first.verdict() == second.verdict():
            return (), True
        if self.shown is None:
            return (), False
        pairs, all_of_them = self._pairs()
        found: list[VerdictChange] = []
        try:
            for old, new in pairs:
                found.append(self._verdict_change(old, new))
        except TimeIsUp:
            return tuple(found), False
        settled = all_of_them and all(one.witness is not None for one in found)
        return tuple(one for one in found if one.witness is not None), settled

    def _pairs(self) -> tuple[list[tuple[str, str]], bool]:
        """The pairs of different verdicts that occur, in order, and whether these are all."""
        assert self.shown is not None
        before, after = self.shown
        rows = [[row.verdict for row in policy.verdicts] for policy in self.both.policies]
        alike = (
            self._pair(rows[0].index(one), rows[1].index(one)) for one in rows[0] if one in rows[1]
        )
        found: list[tuple[str, str]] = []
        with self.solver.narrowed():
            try:
                if not self.solver.allows():
                    return [], False
                self.solver.add([t.neg(t.disj(list(alike)))])
                while (model := self.solver.model()) is not None:
                    places = [
                        int(model.eval(t.lifted(one), model_completion=True).as_long())
                        for one in (before, after)
                    ]
                    found.append((rows[0][places[0]], rows[1][places[1]]))
                    self.solver.add([t.neg(self._pair(*places))])
            except TimeIsUp:
                return self._sorted(found), False
        # z3 finds them in any order, and the clients that are told hang on it.
        return self._sorted(found), True

    def _pair(self, old: int, new: int) -> Formula:
        assert self.shown is not None
        before, after = self.shown
        return t.conj((t.compared(before, "=", old), t.compared(after, "=", new)))

    def _verdict_change(self, old: str, new: str) -> VerdictChange:
        wanted = [self._pair(self.old.severity[old], self.new.severity[new])]
        shows = [Verdicts(self.old, self.new, (old, new), final) for final in (True, False)]
        _, witness = self._asked(wanted, shows)
        return VerdictChange(old, new, self.scale.direction(old, new), witness)

    def _asked(
        self,
        wanted: Sequence[Formula],
        shows: Sequence[Showing],
        among: frozenset[str] | None = None,
    ) -> tuple[Answer, Witness | None]:
        """Whether there is such a client, and the simplest; what it shows is sought in order."""
        for one in shows:
            try:
                witness = self.examples.find(wanted, one, among)
            except Unshown:
                continue
            except (t.Beyond, TimeIsUp):
                break
            return ("no", None) if witness is None else ("yes", witness)
        return "open", None

    def _sorted(self, found: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Stricter first, then milder; within these from the harshest verdict on."""
        order, scale = ("stricter", "milder", "other"), self.scale
        return sorted(
            found,
            key=lambda one: (
                order.index(scale.direction(*one)), scale.old[one[0]], scale.new[one[1]]
            ),
        )  # fmt: skip

    # Rules

    def _rule(self, name: str) -> RuleChange | None:
        """What differs about a rule; nothing where it is found for the same clients."""
        old, new = self.old.rules.get(name), self.new.rules.get(name)
        status: Literal["changed", "new", "gone", "off", "on"] = "changed"
        if old is None or new is None:
            status = "new" if old is None else "gone"
        elif (old.off is None) != (new.off is None):
            status = "off" if old.off is None else "on"
        regraded = old is not None and new is not None and old.grade != new.grade
        grades = (old.grade, new.grade) if old and new and regraded else None
        (more, gained), (fewer, lost) = self._direction(name, 1), self._direction(name, 0)
        if status == "changed" and more == fewer == "no" and not regraded:
            return None
        return RuleChange(name, status, more, fewer, gained, lost, grades)

    def _direction(self, name: str, side: int) -> tuple[Answer, Witness | None]:
        """Whether a rule is found by one policy for somebody of whom the other does not find it."""
        both = self.rules[name]
        if both is None:
            return "open", None
        here, there = both[side], both[1 - side]
        wanted = t.conj((here, t.neg(there)))
        if wanted is False or (not isinstance(here, bool) and here is there):
            return "no", None
        levels = [
            Finding(self.old, self.new, name, side == 1, certain) for certain in (True, False)
        ]
        return self._asked([wanted], levels, cone(self.both, [wanted]))


def _is_active(policy: p.Policy, name: str) -> bool:
    return name in policy.rules and policy.rules[name].off is None
