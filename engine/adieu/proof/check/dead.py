"""Every client → rules that can never be found, and parts of rules that never matter."""

from __future__ import annotations

from collections.abc import Iterator

from adieu import expression as ex
from adieu import policy as p
from adieu.diagnostics import Note
from adieu.proof import terms as t
from adieu.proof.check.everyone import Everyone, unlike
from adieu.proof.check.findings import Finding
from adieu.proof.check.parts import Way, conjuncts, gathered, leaves, without
from adieu.proof.solve import TimeIsUp
from adieu.proof.terms import Formula
from adieu.proof.world import RuleLogic


def dead_rules(everyone: Everyone, unsettled: list[str]) -> Iterator[Finding]:
    """Rules that nobody can be found for; they are left open from then on."""
    for rule in everyone.rules:
        try:
            found = _dead(everyone, rule)
        except TimeIsUp:
            unsettled.append(f"rule:{rule.name}")
            continue
        if found is not None:
            everyone.dead.add(rule.name)
            yield found


def _dead(everyone: Everyone, rule: p.Rule) -> Finding | None:
    told = everyone.world.rule(rule.name)
    if everyone.ask(told.found):
        return None
    path, values = f"rule:{rule.name}", {"rule": rule.name}
    if everyone.ask(told.when.yes):
        return Finding("rule-dead", path, values, Note("help.rule-always-excused"))
    parts = list(conjuncts(rule.when))
    core = _core(everyone, [everyone.world.truth(one).yes for _, one in parts])
    ways = [parts[index][0] for index in core]
    paths = [f"{path}/when/{_joined(way)}" for way in ways]
    if len(paths) < 2:
        at = paths[0] if paths else path
        return Finding("rule-dead", at, values, Note("help.condition-never"))
    others = ", ".join(_spot(everyone, one) for one in paths[:-1])
    help = Note("help.conditions-contradict", {"others": others})
    return Finding("conditions-contradict", paths[-1], values, help, "error")


def _core(everyone: Everyone, formulas: list[Formula]) -> list[int]:
    """The fewest, by leaving out one after the other, that cannot hold together."""
    core = list(range(len(formulas)))
    for index in range(len(formulas)):
        rest = [one for one in core if one != index]
        if not everyone.ask(*(formulas[one] for one in rest)):
            core = rest
    return core


def _spot(everyone: Everyone, path: str) -> str:
    """Where a condition stands, in few characters."""
    place = everyone.policy.places.get(path)
    return f"{place.line}:{place.column}" if place else path


def idle_parts(everyone: Everyone, unsettled: list[str]) -> Iterator[Finding]:
    """Exceptions that never apply, and conditions without which a rule is found as before."""
    for rule in everyone.rules:
        if rule.name in everyone.dead:
            continue
        try:
            yield from _idle(everyone, rule)
        except (TimeIsUp, t.Beyond):
            unsettled.append(f"rule:{rule.name}")


def _idle(everyone: Everyone, rule: p.Rule) -> Iterator[Finding]:
    told = everyone.world.rule(rule.name)
    path, values = f"rule:{rule.name}", {"rule": rule.name}
    excepted = bool(rule.unless)
    if excepted and not everyone.ask(told.excused):
        yield Finding("exception-dead", f"{path}/unless", values, Note("help.exception-dead"))
        excepted = False
    rows = {"when": rule.when, "unless": rule.unless if excepted else ()}
    gone: dict[str, frozenset[Way]] = {"when": frozenset(), "unless": frozenset()}
    listed = [(key, way) for key, row in rows.items() for way, _ in leaves(row)]
    for key, way in reversed(listed):
        tried = {**gone, key: gone[key] | {way}}
        kept = {one: without(row, tried[one]) for one, row in rows.items()}
        if kept["when"] is None or kept["unless"] is None:
            continue
        if excepted and not kept["unless"]:
            continue
        rest = _logic(everyone, kept["when"], kept["unless"])
        if not everyone.ask(_differ(told, rest)):
            gone = tried
    for key, row in rows.items():
        for way in gathered(row, gone[key]):
            at = f"{path}/{key}/{_joined(way)}"
            yield Finding("condition-idle", at, values, Note("help.condition-idle"))


def _logic(
    everyone: Everyone, when: tuple[ex.Condition, ...], unless: tuple[ex.Condition, ...]
) -> RuleLogic:
    truth = everyone.world.truth
    holds = t.all_of(map(truth, when))
    excused = t.all_of(map(truth, unless)) if unless else t.NO
    return RuleLogic(holds, excused, t.NO)


def _differ(one: RuleLogic, other: RuleLogic) -> Formula:
    return t.disj((unlike(one.found, other.found), unlike(one.possible, other.possible)))


def _joined(way: Way) -> str:
    return "/".join(map(str, way))
