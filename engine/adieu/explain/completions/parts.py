"""What is open of one client → the parts of a verdict that hang on it, in components.

A component is what shares inputs: rules with their repairs, gates, what verdict rows compare, and
the limits that tie inputs together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adieu import expression as ex
from adieu.explain.completions.component import Component
from adieu.explain.completions.explored import explored
from adieu.explain.completions.grid import LIMITS, Part
from adieu.explain.completions.openings import Openings
from adieu.explain.completions.rows import Rows
from adieu.infer import Inference, Outcome
from adieu.load.repairs import repair_invariants
from adieu.logic import TRUE, exactly
from adieu.policy import Policy
from adieu.quantities import YES_NO

OPEN = (Outcome.FOUND, Outcome.UNDETERMINED)
TRIED, BEHIND = "repair_tried.", "went_on."


def outputs(openings: Openings, rows: Rows, inference: Inference) -> Iterator[Part]:
    """What a verdict hangs on and some input can change."""
    return (one for one in _seen(openings, rows, inference) if one.inputs)


def _seen(openings: Openings, rows: Rows, inference: Inference) -> Iterator[Part]:
    policy = openings.policy
    for rule in policy.active:
        outcome = inference.outcomes[rule.name]
        if not any(rows.seen[rule.name]) or (outcome not in OPEN and not openings.blind):
            continue
        conditions = (*rule.when, *rule.unless)
        yield Part("rule", rule.name, conditions, openings.of_conditions(conditions))
        tried = f"{TRIED}{rule.name}"
        if rule.name in rows.weighed and rule.name in inference.repair_tried:
            yield Part("tried", rule.name, (_is_yes(tried),), openings.of_fact(tried))
    for name in rows.asked:
        fact = ex.Fact(name, policy.facts[name].type)
        yield Part("fact", name, (ex.Compare(fact, "=", fact),), openings.of_fact(name))
    for place, leaf in enumerate(rows.leaves):
        yield Part("row", str(place), (leaf,), openings.of_conditions((leaf,)))


def _is_yes(name: str) -> ex.Condition:
    return ex.Compare(ex.Fact(name, YES_NO), "=", ex.Constant(TRUE, YES_NO))


def limits(openings: Openings, parts: Iterable[Part]) -> Iterator[Part]:
    """What completions must not contradict.

    The policy's invariants; conduct that went on after the client was told is conduct; and a count
    lies where the fields of records leave it room.  Of conduct that went on and on which no part
    and no invariant hangs there is always as much as there may be: nothing is said of it.
    """
    policy = openings.policy
    same = policy.once(_same_as_conducts)
    told = [(f"invariant {n}", one) for n, one in enumerate(policy.invariants) if one not in same]
    found = [(name, one, openings.of_conditions((one,))) for name, one in told]
    felt = {name for one in parts for name in one.inputs}
    felt |= {name for *_, inputs in found for name in inputs}
    for name, one in conducts(openings):
        inputs = openings.of_conditions((one,))
        if all(each in felt or not each.startswith(BEHIND) for each in inputs):
            found.append((name, one, inputs))
            felt.update(inputs)
    yield from (Part("limit", name, (one,), inputs) for name, one, inputs in found if inputs)
    for name in tuple(openings.inputs):
        fields = openings.narrow(name) if name in felt else ()
        if fields:
            yield Part("within", name, (), (name, *fields))


def _same_as_conducts(policy: Policy) -> frozenset[ex.Condition]:
    """The invariants of the loader's making that ``conducts`` says already."""
    return frozenset(repair_invariants(policy.rules, policy.facts))


def conducts(openings: Openings) -> Iterator[tuple[str, ex.Condition]]:
    """For each rule with dated conduct, that no more went on than there was."""
    facts, known = openings.policy.facts, openings.facts
    for rule in openings.policy.active:
        behind, tried = f"{BEHIND}{rule.name}", f"{TRIED}{rule.name}"
        if rule.conduct is not None and behind in facts and rule.conduct in facts:
            right = ex.Fact(rule.conduct, facts[rule.conduct].type)
            if known.origins[tried] == "given":
                once = ex.Constant(exactly(int(known.values[tried] is TRUE)), right.type)
                yield f"{behind} {once.value}", ex.Compare(once, "<=", right)
            else:
                yield behind, ex.Compare(ex.Fact(behind, facts[behind].type), "<=", right)


def components(openings: Openings, parts: Iterable[Part]) -> Iterator[Component]:
    """The parts of a verdict by what they share, each component with all that can become of it."""
    groups: list[list[Part]] = []
    parts = tuple(parts)
    for one in (*parts, *limits(openings, parts)):
        touched = [each for each in groups if _tied(one, each)]
        groups = [each for each in groups if each not in touched]
        groups.append([*(part for each in touched for part in each), one])
    for group in groups:
        if any(one.what not in LIMITS for one in group):
            names = tuple(dict.fromkeys(name for one in group for name in one.inputs))
            yield explored(openings, group, names)


def _tied(part: Part, others: Iterable[Part]) -> bool:
    """Whether a part shares an input with others, or is a rule whose repair is among them."""
    names, kinds = set(part.inputs), ("rule", "tried")
    return any(
        not names.isdisjoint(one.inputs)
        or (part.what in kinds and one.what in kinds and one.name == part.name)
        for one in others
    )
