"""One expectation + a review → whether it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

from adieu import policy as p
from adieu.case import Answer
from adieu.clients.changes import SetFact, changed
from adieu.clients.fields import read_field
from adieu.explain.checked import checked
from adieu.explain.near import is_near, nearest
from adieu.infer import Outcome
from adieu.language import Language
from adieu.living import steps as s
from adieu.living.review import Review
from adieu.living.values import plain
from adieu.logic import FALSE, TRUE, Options, Value, is_known
from adieu.narrative import Narrative
from adieu.report.markdown import to_markdown
from adieu.tell.narrate import narrate

_SUPERSEDED, _OFF = "superseded", "off"


def holds(one: s.Expectation, review: Review, language: Language) -> bool:
    """Whether an expectation holds."""
    match one:
        case s.VerdictIs(verdict, wanted):
            return (review.verdict == verdict) == wanted
        case s.FinalIs(final):
            return review.final == final
        case s.CouldBecome(verdict, wanted):
            possible = verdict in review.inference.possible and verdict in review.possible
            return possible == wanted
        case s.PossibleAre(verdicts):
            return review.possible == verdicts
        case s.ReasonIs(rule, wanted):
            return (state_of(rule, review) == Outcome.FOUND) == wanted
        case s.StateIs(rule, state):
            return _is_so(rule, state, review)
        case s.ClassIs(classes):
            return classes_of(review) == classes
        case s.PlanHas(step, wanted):
            return review.plan[step] is (TRUE if wanted else FALSE)
        case s.PlanMayHave(step):
            return not is_known(review.plan[step])
        case s.FactIs(name, text):
            return _has_value(review, name, text)
        case s.WouldBecome(verdict, changes, turns):
            stays = turns and review.verdict == verdict
            return not stays and with_changes(review, changes).verdict == verdict
        case s.Asked(fact, wanted):
            asked = {ask.name for ask in review.explanation.questions}
            return (fact in asked) == wanted
        case s.Offered(verdict, changes):
            return _offered(review, verdict, changes)
        case s.Says(text, wanted):
            return (searched(text) in searched(report_of(review, language))) == wanted
        case _:
            assert_never(one)


def _is_so(rule: str, state: str, review: Review) -> bool:
    """Whether a rule is in a state; one that is covered was found, one that is off was not."""
    found = state_of(rule, review)
    match state:
        case Outcome.FOUND:
            return found in (Outcome.FOUND, _SUPERSEDED)
        case Outcome.NOT_FOUND:
            return found in (Outcome.NOT_FOUND, _OFF)
        case "near" | "not_near":
            return is_near_miss(rule, review) == (state == "near")
        case _:
            return found == state


def state_of(rule: str, review: Review) -> str:
    """What became of a rule: an outcome, ``superseded``, or ``off``."""
    outcome = review.inference.outcomes.get(rule)
    if outcome is None:
        return _OFF
    heavier = review.policy.rules[rule].superseded_by
    covered = heavier and review.inference.outcomes.get(heavier) is Outcome.FOUND
    return _SUPERSEDED if outcome is Outcome.FOUND and covered else outcome


def is_near_miss(rule: str, review: Review) -> bool:
    """Whether a rule was not found but came near enough to be worth saying."""
    if review.inference.outcomes.get(rule) is not Outcome.NOT_FOUND:
        return False
    scope, stated = review.facts.scope(), review.policy.rules[rule]
    conditions = tuple(checked(stated.when, review.facts))
    return is_near(stated, conditions, nearest(conditions, scope), scope)


def classes_of(review: Review) -> tuple[str, ...]:
    """The classes that are possible, best first; none without a scorecard."""
    card = review.policy.scorecard
    value = review.facts.values["client_class"] if card else None
    words = value.words if isinstance(value, Options) else None
    return tuple(name for name, _ in card.classes if name in (words or ())) if card else ()


def value_of(policy: p.Policy, name: str, text: str, review: Review) -> Value:
    """The value that a text says, for a fact."""
    return read_field(text, policy.facts[name].type, review.case.as_of)


def _has_value(review: Review, name: str, text: str) -> bool:
    actual = review.facts.values[name]
    if text == "unknown":
        return not is_known(actual)
    return actual == value_of(review.policy, name, text, review)


def with_changes(review: Review, changes: Iterable[s.Change]) -> Review:
    """The review of the client as it would be."""
    told = [
        SetFact(
            one.text,
            one.name,
            None
            if one.text == "unknown"
            else Answer(value_of(review.policy, one.name, one.text, review), one.text),
        )
        for one in changes
    ]
    return Review(review.policy, changed(review.case, told))


def _offered(review: Review, verdict: str, changes: Iterable[s.Change]) -> bool:
    wanted = {one.name: value_of(review.policy, one.name, one.text, review) for one in changes}
    return any(
        way.verdict == verdict and {one.fact: one.after for one in way.shifts} == wanted
        for way in review.explanation.outlook.alternatives
    )


def report_of(review: Review, language: Language) -> str:
    """The report about the client, for the firm itself."""
    return to_markdown(narrative_of(review, language))


def narrative_of(review: Review, language: Language) -> Narrative:
    """The explanation told in a language."""
    return narrate(review.explanation, language)


def searched(text: str) -> str:
    """A text as it is looked for: without marks, with plain spaces, whatever its case."""
    return plain(re.sub(r"\\(?=\W)|[*_`|#>]|<[^<>]*>|&\w+;", " ", text))
