"""Every client → rules that change nothing, and rules that include one another.

Most rules are cleared by one question: is there somebody for whom this rule alone is found, and who
would fare otherwise without it?  Only of the others more is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import z3

from adieu import expression as ex
from adieu import policy as p
from adieu.diagnostics import Note
from adieu.infer import Outcome
from adieu.proof import terms as t
from adieu.proof.check.apart import Knots
from adieu.proof.check.confirmed import Seen, Wanted, confirmed
from adieu.proof.check.everyone import Everyone, unlike
from adieu.proof.check.findings import Finding, Witness
from adieu.proof.check.twins import replaced
from adieu.proof.solve import TimeIsUp
from adieu.proof.terms import Formula


def idle_and_included(everyone: Everyone, unsettled: list[str]) -> Iterator[Finding]:
    """Rules that change neither verdict nor plan, and those that include another."""
    wanted = [rule for rule in everyone.rules if rule.name not in everyone.dead]
    names = frozenset(rule.name for rule in wanted)
    candidates: Candidates | None = None
    idle: set[str] = set()
    included: dict[str, list[str]] = {}
    try:
        alone = _decisive_alone(everyone)
    except t.Beyond:
        unsettled += [f"rule:{rule.name}" for rule in wanted]
        return
    for rule in wanted:
        try:
            found = everyone.world.switches[rule.name].certain
            if everyone.judged().allows(found, alone):
                continue
            matters = _matters(everyone, rule.name)
            if not everyone.judged().allows(matters):
                idle.add(rule.name)
                yield Finding(
                    "rule-idle",
                    f"rule:{rule.name}",
                    {"rule": rule.name},
                    Note("help.rule-idle"),
                    witness=_somebody(everyone, rule.name),
                )
            else:
                candidates = candidates or Candidates(everyone, names)
                included[rule.name] = candidates.included(rule.name)
        except (TimeIsUp, t.Beyond):
            unsettled.append(f"rule:{rule.name}")
    yield from _inclusions(everyone, included, idle)


def _matters(everyone: Everyone, name: str) -> Formula:
    """That verdict or plan would be other, were a rule not found.

    Raises:
        Beyond: where z3 cannot be asked for the verdict.
    """
    left_out = everyone.world.switches[name].left_out
    rule = everyone.policy.rules[name]
    told = [everyone.verdict]
    for step in everyone.policy.plan:
        counts = [one for one in ex.walk(step.when) if isinstance(one, ex.Findings)]
        if any(rule in everyone.world.policy.fitting(one) for one in counts):
            told += [t.conj((everyone.gives(step.verdicts), one))
                     for one in everyone.world.truth(step.when)]  # fmt: skip
    return t.disj(unlike(one, replaced(one, left_out)) for one in told)


def _decisive_alone(everyone: Everyone) -> Formula:
    """That one rule at most may be found, and verdict or plan would be other without it.

    Said once, so that each rule is asked about in few words.

    Raises:
        Beyond: where z3 cannot be asked for the verdict.
    """
    switches = everyone.world.switches.values()
    nothing = [pair for one in switches for pair in one.left_out]
    told = [everyone.verdict]
    for step in everyone.policy.plan:
        if any(isinstance(one, ex.Findings) for one in ex.walk(step.when)):
            told += [t.conj((everyone.gives(step.verdicts), one))
                     for one in everyone.world.truth(step.when)]  # fmt: skip
    decisive = t.disj(unlike(one, replaced(one, nothing)) for one in told)
    alone, possible = z3.Bool("one rule alone"), [one.possible for one in switches]
    if not possible or decisive is False:
        return False
    said = z3.And(z3.AtMost(*possible, 1), decisive)
    everyone.judged().add([z3.Implies(alone, said)])
    return alone


class Candidates:
    """Which rules may include which: those that are near, and those found for everybody."""

    def __init__(self, everyone: Everyone, names: frozenset[str]) -> None:
        self.everyone, self.names = everyone, names
        self.knots = Knots(everyone)
        self.always = frozenset(self._kept(names))

    def included(self, name: str) -> list[str]:
        """The rules that everybody has of whom this one is found."""
        found = self.everyone.world.switches[name].certain
        near = (self.knots.near(name) & self.names) - self.always - {name}
        kept = {*self._kept(near, found), *(self.always - {name})}
        return [rule.name for rule in self.everyone.rules if rule.name in kept]

    def _kept(self, names: Iterable[str], *wanted: Formula) -> set[str]:
        """Those of some rules that are found for everybody of whom this holds."""
        switches, kept = self.everyone.world.switches, set(names)
        while kept:
            lacking = t.disj(t.neg(switches[one].certain) for one in sorted(kept))
            model = self.everyone.judged().model(*wanted, lacking)
            if model is None:
                break
            kept = {
                one
                for one in kept
                if z3.is_true(model.eval(switches[one].certain, model_completion=True))
            }
        return kept


def _somebody(everyone: Everyone, *names: str) -> Witness | None:
    """The simplest client for whom these rules are found, if one is confirmed in time."""

    def found(one: Seen, _: Seen) -> bool:
        return all(one.inference.outcomes.get(name) is Outcome.FOUND for name in names)

    wanted = [everyone.world.switches[name].certain for name in names]
    try:
        return confirmed(everyone, everyone.judged(), Wanted(wanted, found))
    except (TimeIsUp, t.Beyond):
        return None


def _inclusions(
    everyone: Everyone, included: dict[str, list[str]], idle: set[str]
) -> Iterator[Finding]:
    """Each pair of rules that nothing explains, but none that follows from two others."""
    policy = everyone.policy
    position = {name: index for index, name in enumerate(policy.rules)}
    for name, others in included.items():
        for other in others:
            same = name in included.get(other, ())
            if other in idle or _related(policy, name, other):
                continue
            if same and position[name] < position[other]:
                continue
            between = (one for one in others if one != other and other in included.get(one, ()))
            if any(one not in included.get(other, ()) for one in between):
                continue
            yield Finding(
                "rule-includes",
                f"rule:{name}",
                {"rule": name, "other": other},
                Note("help.rule-includes", {"rule": name, "other": other}),
                witness=_somebody(everyone, name, other),
            )


def _related(policy: p.Policy, one: str, other: str) -> bool:
    """Whether one of two rules supersedes the other, maybe through others."""
    return other in _above(policy, one) or one in _above(policy, other)


def _above(policy: p.Policy, name: str) -> list[str]:
    """The rules that supersede a rule, each the next."""
    chain: list[str] = []
    above = policy.rules[name].superseded_by
    while above is not None and above not in chain:
        chain.append(above)
        above = policy.rules[above].superseded_by
    return chain
