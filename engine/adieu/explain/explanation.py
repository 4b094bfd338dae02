"""An inference + its facts → the explanation: every rule accounted for, with what it rests on.

One object, in no language; ``tell`` puts it into words and every rendering prints those.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from adieu import policy as p
from adieu.case import Case
from adieu.evaluate import evaluate
from adieu.explain.change.outlook import Outlook, outlook_of
from adieu.explain.checked import Checked, checked
from adieu.explain.near import is_near, nearest
from adieu.explain.questions import Ask, asks, other_inputs
from adieu.explain.reasons.basis import Basis, basis_of
from adieu.explain.reasons.contrast import Contrast, contrast_of
from adieu.explain.trial import Trial
from adieu.explain.unknowns import needed_for
from adieu.facts import Facts, FactScope
from adieu.infer import Inference, Outcome, Setting
from adieu.infer.reference import VerdictScope
from adieu.logic import TRUE, UNKNOWN, Truth


class Listing(Struct, frozen=True):
    """A rule in the place where it is listed, with its conditions as they stand."""

    rule: p.Rule
    conditions: tuple[Checked, ...]
    exceptions: tuple[Checked, ...]
    repair_tried: Truth | None
    needs: tuple[str, ...] = ()
    nearest: Checked | None = None
    near: bool = False


class Explanation(Struct, frozen=True):
    """Why this verdict: what was found, what was not, what is unknown and what to ask.

    The possible verdicts of its inference are exact; ``proved`` unless time ran out before that.
    """

    facts: Facts
    inference: Inference
    proved: bool
    engine: str
    agreed_with: str | None
    findings: tuple[Listing, ...]
    superseded: tuple[Listing, ...]
    excused: tuple[Listing, ...]
    undetermined: tuple[Listing, ...]
    not_found: tuple[Listing, ...]
    off: tuple[p.Rule, ...]
    questions: tuple[Ask, ...]
    other_questions: tuple[str, ...]
    contrast: Contrast | None
    basis: Basis
    outlook: Outlook
    plan: tuple[p.Step, ...]
    plan_open: tuple[p.Step, ...]
    facts_sha256: str


def explain(
    facts: Facts, inference: Inference, engine: str, agreed_with: str | None
) -> Explanation:
    """Account for every rule, name what is unknown, and say what the answers can still decide."""
    policy = facts.policy
    scope = facts.scope()
    trial = Trial(facts, inference)
    settled = trial.settled()
    inference = replace(inference, possible=settled.possible)
    listings = {rule.name: _listing(rule, facts, inference, scope) for rule in policy.active}
    found = {name for name, outcome in inference.outcomes.items() if outcome is Outcome.FOUND}
    superseded = {name for name in found if policy.rules[name].superseded_by in found}
    order = {grade: index for index, grade in enumerate(p.GRADES)}
    themes = {theme: index for index, theme in enumerate(policy.themes)}

    def weight(one: Listing) -> tuple[int, bool, int]:
        waits = one.rule.grade == "ground" and one.repair_tried is not TRUE
        return order[one.rule.grade], waits, themes[one.rule.theme]

    def listed(outcome: Outcome) -> tuple[Listing, ...]:
        named = (one for name, one in listings.items() if inference.outcomes[name] is outcome)
        return tuple(sorted(named, key=weight))

    all_found = listed(Outcome.FOUND)
    questions = asks(facts, inference, trial)
    steps = list(_plan(facts, inference, scope))
    return Explanation(
        facts,
        inference,
        settled.proved,
        engine,
        agreed_with,
        tuple(one for one in all_found if one.rule.name not in superseded),
        tuple(one for one in all_found if one.rule.name in superseded),
        listed(Outcome.EXCUSED),
        listed(Outcome.UNDETERMINED),
        listed(Outcome.NOT_FOUND),
        tuple(rule for rule in policy.rules.values() if rule.off is not None),
        questions,
        other_inputs(facts, inference, trial, questions),
        contrast_of(facts, inference, trial),
        basis_of(facts, inference, trial),
        outlook_of(facts, inference, trial),
        tuple(step for step, truth in steps if truth is TRUE),
        tuple(step for step, truth in steps if truth is UNKNOWN),
        facts_sha256(facts.case),
    )


def _listing(rule: p.Rule, facts: Facts, inference: Inference, scope: FactScope) -> Listing:
    outcome = inference.outcomes[rule.name]
    conditions = tuple(checked(rule.when, facts))
    exceptions = tuple(checked(rule.unless, facts))
    undetermined = outcome is Outcome.UNDETERMINED
    needs = needed_for(facts, (*rule.when, *rule.unless)) if undetermined else ()
    tried = inference.repair_tried.get(rule.name)
    if outcome is not Outcome.NOT_FOUND:
        return Listing(rule, conditions, exceptions, tried, needs)
    closest = nearest(conditions, scope)
    near = is_near(rule, conditions, closest, scope)
    return Listing(rule, conditions, exceptions, tried, needs, closest, near)


def _plan(facts: Facts, inference: Inference, scope: FactScope) -> Iterator[tuple[p.Step, Truth]]:
    """The steps for the verdict, each with whether its condition holds."""
    settled = Setting(inference.gates, inference.repair_tried)
    verdicts = VerdictScope(facts.policy, scope, inference.outcomes, settled)
    for step in facts.policy.plan:
        if inference.verdict in step.verdicts:
            yield step, evaluate(step.when, verdicts)


def facts_sha256(case: Case) -> str:
    """The hash of what a client's file says; the order of records and keys does not matter."""
    sections = {
        name: {
            "missing": str(section.missing),
            "records": sorted(
                json.dumps(
                    {key: _plain(value) for key, value in one.fields.items()}, sort_keys=True
                )
                for one in section.records
            ),
        }
        for name, section in case.sections.items()
    }
    plain = {
        "client": case.client,
        "name": case.name,
        "as_of": case.as_of.isoformat(),
        "answers": {name: [one.text, one.reason] for name, one in case.answers.items()},
        "sections": sections,
    }
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: object) -> str:
    words = getattr(value, "words", None)
    return repr(sorted(words)) if isinstance(words, frozenset) else repr(value)
