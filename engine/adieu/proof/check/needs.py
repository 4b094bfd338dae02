"""Every client → the questions whose answers change nothing for anybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adieu import expression as ex
from adieu import policy as p
from adieu.diagnostics import Note
from adieu.proof import terms as t
from adieu.proof.check.everyone import Everyone, unlike
from adieu.proof.check.findings import Finding
from adieu.proof.check.twins import Pairs, replaced, twin
from adieu.proof.check.usage import Uses
from adieu.proof.inputs import inputs_behind, is_input
from adieu.proof.solve import TimeIsUp
from adieu.proof.terms import Formula


def idle_questions(
    everyone: Everyone, uses: Uses, reported: frozenset[str], unsettled: list[str]
) -> Iterator[Finding]:
    """Facts that a person is asked for although no answer can change anything.

    Args:
        everyone: The clients.
        uses: What names each fact.
        reported: The inputs behind what was reported already.
        unsettled: Receives the facts of which nobody knows.
    """
    policy = everyone.policy
    card = policy.scorecard
    weighing = {one.name for one in card.criteria if one.weight} if card else set()
    shown = _behind(policy, uses.shown)
    for name, fact in policy.facts.items():
        asked = fact.question is not None and fact.rule is None and is_input(fact)
        if not asked or name not in uses.facts | _criteria(policy):
            continue
        if name in shown | weighing | reported:
            continue
        path = f"criterion:{name}" if name in _criteria(policy) else f"fact:{name}"
        try:
            if not _felt(everyone, name):
                yield Finding("question-idle", path, {"name": name}, Note("help.question-idle"))
        except (TimeIsUp, t.Beyond):
            unsettled.append(path)


def _criteria(policy: p.Policy) -> frozenset[str]:
    return frozenset(one.name for one in policy.scorecard.criteria) if policy.scorecard else (
        frozenset()
    )  # fmt: skip


def _behind(policy: p.Policy, names: Iterable[str]) -> frozenset[str]:
    known = [name for name in names if name in policy.facts]
    return frozenset().union(*(inputs_behind(policy, name) for name in known))


def _felt(everyone: Everyone, name: str) -> bool:
    """Whether two clients alike but for this fact differ in a finding, the verdict or the plan."""
    policy, world = everyone.policy, everyone.world
    if name not in everyone.inputs.variables:
        return False
    hanging = policy.hanging_on[name] | {name}
    by, allowed = twin(everyone, (name,))
    rules = [
        rule.name
        for rule in everyone.rules
        if rule.name not in everyone.dead and policy.speaking[rule.name] & hanging
    ]
    for rule in rules:
        told = world.rule(rule)
        if everyone.ask(_changes((told.found, told.possible), by), *allowed):
            return True
    rows = [row.when for row in policy.verdicts]
    tried = any(f"repair_tried.{one}" in hanging for one in policy.rules)
    in_rows = tried or any(ex.fact_names(one) & hanging for one in rows)
    verdicts = (everyone.verdict,) if in_rows else ()
    if everyone.judged().allows(_changes(verdicts, by), *allowed):
        return True
    steps = [world.truth(one.when) for one in policy.plan if ex.fact_names(one.when) & hanging]
    changed = _changes([one for pair in steps for one in pair], by)
    return everyone.judged().allows(changed, *allowed)


def _changes(told: Iterable[Formula], by: Pairs) -> Formula:
    return t.disj(unlike(one, replaced(one, by)) for one in told)
