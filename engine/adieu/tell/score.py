"""The scorecard of a client + a language → the classification, line by line."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from adieu import language as lang
from adieu.facts import Facts
from adieu.language import Filling
from adieu.logic import Interval, Options, is_known
from adieu.narrative import ScoreLine, ScoreSheet
from adieu.policy import Criterion
from adieu.scorecard import contributions
from adieu.tell.conditions import fact_label
from adieu.tell.values import Words


def score_sheet(facts: Facts, words: Words) -> ScoreSheet | None:
    """The classification; nothing where nothing is scored."""
    card = facts.policy.scorecard
    if card is None:
        return None
    points = {one.criterion.name: one.points for one in contributions(card, _score_of(facts))}
    if not points:
        return None
    score, classes = facts.values["score"], facts.values["client_class"]
    assert isinstance(score, Interval)
    assert isinstance(classes, Options)
    names = tuple(name for name, _ in card.classes if name in (classes.words or ()))
    return ScoreSheet(
        tuple(_line(one, points.get(one.name), facts, words) for one in card.criteria),
        (Fraction(score.low), Fraction(score.high)),
        _range(score, words),
        names,
        words.say("score.class", **{"class": lang.listing(words.language, list(names), "or")}),
        card.classes,
        card.agreed,
        _sentence(facts, names, words),
    )


def _score_of(facts: Facts) -> Callable[[str], Interval]:
    def score_of(name: str) -> Interval:
        value = facts.values[name]
        assert isinstance(value, Interval)
        return value

    return score_of


def _range(score: Interval, words: Words) -> str:
    low, high = (lang.number(words.language, Fraction(one), 1) for one in (score.low, score.high))
    return low if low == high else words.say("score.range", low=low, high=high)


def _sentence(facts: Facts, names: tuple[str, ...], words: Words) -> str:
    card = facts.policy.scorecard
    assert card is not None
    said = words.say("score.agreed" if card.agreed else "score.not-agreed")
    without = facts.values["client_class_without_opinions"]
    assert isinstance(without, Options)
    others = [name for name, _ in card.classes if name in (without.words or ())]
    if tuple(others) == names:
        return said
    listed = lang.listing(words.language, others, "or")
    return f"{said} {words.say('score.opinion-matters', **{'class': listed})}"


def _line(criterion: Criterion, points: Interval | None, facts: Facts, words: Words) -> ScoreLine:
    fact = facts.policy.facts[criterion.name]
    value = facts.values[criterion.name]
    said = words.value(value, fact.type)
    if points is None and criterion.left_out and not is_known(value):
        said = words.say("score.left-out")
    answer = facts.case.answers.get(criterion.name)
    beside = None
    if fact.beside is not None and is_known(facts.values[fact.beside]):
        other = facts.policy.facts[fact.beside]
        shown = words.value(facts.values[other.name], other.type, other.choices)
        label = Filling(fact_label(facts.policy, other.name, words))
        beside = words.say("question.beside", label=label, value=Filling(shown))
    return ScoreLine(
        criterion.name,
        fact.label[words.language],
        said,
        criterion.weight,
        Fraction(points.low) if points else Fraction(0),
        Fraction(points.high) if points else Fraction(0),
        criterion.opinion,
        answer.reason if answer else None,
        beside,
    )
