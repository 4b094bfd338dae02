"""How long a check, a difference and a review take as a policy grows, and how each grows.

Run as ``python bench/proofs.py [--rounds N] [--rules N …]``.  A large policy is the house policy
several times over: rules, facts and records under new names, one scorecard, one table of verdicts.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import fields, replace

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Case, Section
from adieu.clients.folder import read_cases
from adieu.judge import judge
from adieu.load.policy import load_policy
from adieu.logic import exactly
from adieu.proof.check.proofs import check
from adieu.report.markdown import to_markdown
from adieu.tell.narrate import narrate

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 1)
SIZES = (23, 100, 200, 400)
SHARED = ("revenue_share", "pipeline_covers", "cash_months", "can_do_without")
ONCE = ("class-d", "drains-staff")
"""The rules that hang on scores, of which there is one row."""
NAMED: dict[type, tuple[str, ...]] = {
    ex.Fact: ("name",),
    ex.Earlier: ("sections",),
    p.Fact: ("name", "beside", "rule"),
    p.Count: ("section",),
    p.Sum: ("section",),
    p.RecordKind: ("name",),
    p.Rule: ("name", "conduct", "superseded_by"),
}
"""Where a name stands that a copy renames."""


def renamed(value: Any, names: Mapping[str, str]) -> Any:
    """A part of a policy with other names in it."""
    if isinstance(value, Struct):
        own = NAMED.get(type(value), ())
        changed = {
            one.name: _words(part, names) if one.name in own else renamed(part, names)
            for one in fields(value)
            if (part := getattr(value, one.name)) is not None
        }
        return replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(renamed(one, names) for one in value)
    if isinstance(value, Mapping) and not all(isinstance(one, str) for one in value.values()):
        return {names.get(key, key): renamed(one, names) for key, one in value.items()}
    return value


def _words(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(names.get(one, one) for one in value)
    return names.get(value, value)


def several(policy: p.Policy, rules: int) -> p.Policy:
    """The policy, so many times over that it has about as many rules as are asked for."""
    each = len(policy.rules) - len(ONCE)
    times = max(1, round((rules - len(ONCE)) / each))
    card = policy.scorecard
    criteria = {one.name for one in card.criteria} if card else set()
    kept = {name for name, fact in policy.facts.items() if isinstance(fact.definition, p.Scored)}
    kept |= criteria | set(SHARED)
    kept |= {f"{prefix}.{one}" for prefix in ("repair_tried", "went_on") for one in ONCE}
    kept |= policy.facts.keys() - _needed(policy)
    facts, found, records = dict(policy.facts), dict(policy.rules), dict(policy.records)
    invariants = list(policy.invariants)
    for number in range(2, times + 1):
        names = {one: f"{one}_{number}" for one in (*policy.facts, *policy.records)
                 if one not in kept}  # fmt: skip
        names |= {one: f"{one}-{number}" for one in policy.rules}
        names |= {
            f"{prefix}.{rule}": f"{prefix}.{rule}-{number}"
            for prefix in ("repair_tried", "went_on")
            for rule in policy.rules
            if rule not in ONCE
        }
        for name, fact in policy.facts.items():
            if name not in kept:
                facts[names[name]] = renamed(fact, names)
        for name, rule in policy.rules.items():
            if name not in ONCE:
                found[names[name]] = renamed(rule, names)
        for name, kind in policy.records.items():
            records[names[name]] = renamed(kind, {name: names[name]})
        invariants += [
            renamed(one, names) for one in policy.invariants if ex.fact_names(one) <= names.keys()
        ]
    return replace(
        policy, facts=facts, rules=found, records=records, invariants=tuple(invariants), places={}
    )


def _needed(policy: p.Policy) -> set[str]:
    """The facts that rules hang on: those that a copy of the rules needs a copy of."""
    copied = [rule for rule in policy.active if rule.name not in ONCE]
    waiting = [name for rule in copied for name in policy.speaking[rule.name]]
    waiting += [rule.conduct for rule in copied if rule.conduct]
    waiting += [name for name, fact in policy.facts.items() if fact.rule]
    needed: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += p.speaks_of(policy.facts[name].definition)
    return needed


def client_of(policy: p.Policy, large: p.Policy) -> Case:
    """A client of the house, of whom nothing more is to be told under the larger policy."""
    case = next(
        one.case
        for one in read_cases([ROOT / "clients" / "drukkerij-janssens.yaml"], policy, None, TODAY)
        if one.case is not None
    )
    answers = dict(case.answers)
    for name in large.facts:
        base = name.rpartition("_")[0]
        if name not in policy.facts and base in case.answers:
            answers[name] = case.answers[base]
    empty = {name: Section() for name in large.records if name not in policy.records}
    return replace(case, answers=answers, sections={**case.sections, **empty})


def stricter(policy: p.Policy) -> p.Policy:
    """The policy with one parameter changed."""
    parameters = dict(policy.parameters)
    parameters["late_min"] = replace(parameters["late_min"], value=exactly(3))
    return replace(policy, parameters=parameters)


def timed(policy: p.Policy, rules: int) -> dict[str, Callable[[], object]]:
    """What is timed for a policy of this size."""
    large = several(policy, rules)
    case = client_of(policy, large)
    runs: dict[str, Callable[[], object]] = {
        "check": lambda: check(large),
        "review": lambda: to_markdown(narrate(judge(large, case), "en")),
    }
    try:
        from adieu.proof.diff.difference import difference
    except ImportError:
        return runs
    other = stricter(large)
    return {**runs, "diff": lambda: difference(large, other)}


def main() -> None:
    """Time each size in turn and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often to measure each")
    parser.add_argument("--rules", type=int, nargs="+", default=SIZES, help="how many rules")
    asked = parser.parse_args()
    policy = load_policy(ROOT / "rules")
    first: dict[str, float] = {}
    print("rules  what    median  ×  (processor seconds)")
    for size in asked.rules:
        for name, run in timed(policy, size).items():
            median = statistics.median(_seconds(run) for _ in range(asked.rounds))
            ratio = median / first.setdefault(name, median)
            print(f"{size:5}  {name:7} {median:6.2f} {ratio:5.1f}", flush=True)


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


if __name__ == "__main__":
    main()
