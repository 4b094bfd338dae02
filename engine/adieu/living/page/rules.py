"""The rules of a policy + its examples → what the page says of each."""

from __future__ import annotations

from collections.abc import Sequence

from adieu import policy as p
from adieu.infer import Outcome
from adieu.language import Filling, placeholders
from adieu.living.page import model as m
from adieu.living.page.conditions import Conditions, is_empty
from adieu.living.page.examples import Shelf
from adieu.living.page.held import Held
from adieu.living.page.scales import Scales
from adieu.living.page.words import PageWords
from adieu.living.thresholds import nearness
from adieu.logic import is_known
from adieu.tell.values import FactFillings


def rules_by_theme(
    words: PageWords, shelf: Shelf, scales: Scales
) -> tuple[tuple[str, tuple[m.Rule, ...]], ...]:
    """Every rule of the policy, under its theme, in the policy's own order."""
    policy = words.policy
    named = [*policy.themes, *(one.theme for one in policy.rules.values())]
    told: list[tuple[str, tuple[m.Rule, ...]]] = []
    for theme in dict.fromkeys(named):
        rules = [one for one in policy.rules.values() if one.theme == theme]
        if rules:
            ordered = sorted(rules, key=lambda one: p.GRADES.index(one.grade))
            cards = tuple(_rule(one, words, shelf, scales) for one in ordered)
            told.append((words.theme(theme), cards))
    return tuple(told)


def _rule(rule: p.Rule, words: PageWords, shelf: Shelf, scales: Scales) -> m.Rule:
    home = f"rule:{rule.name}"
    about = [] if rule.off is not None else shelf.about(rule.name)
    own = shelf.chosen(home)
    conditions = Conditions(words)
    superseded = None
    if rule.superseded_by in words.policy.rules:
        assert rule.superseded_by is not None
        superseded = m.Link(words.rule(rule.superseded_by), f"rule-{rule.superseded_by}")
    return m.Rule(
        f"rule-{rule.name}",
        rule.name,
        words.rule(rule.name),
        rule.grade,
        words.grade(rule.grade),
        words.theme(rule.theme),
        "" if rule.off is None else words.text(rule.off, words.say("rule.turned-off-unsaid")),
        shelf.intro(home),
        _sentence(rule, words, scales, about),
        conditions.tree(rule.when, "rule.when"),
        None if is_empty(rule.unless) else conditions.tree(rule.unless, "rule.unless"),
        words.filled(rule.excused),
        scales.of_rule(rule, about),
        _repair(rule, words),
        words.filled(rule.remedy),
        words.filled(rule.nearly.because) if rule.nearly else "",
        words.filled(rule.nearly.remedy) if rule.nearly else "",
        superseded,
        tuple(_source(one, words) for one in rule.cites),
        shelf.examples(home),
        shelf.brief([*own, *shelf.tagged(home)]),
    )


def _source(cite: p.Citation, words: PageWords) -> str:
    source = words.policy.sources.get(cite.source)
    title = words.text(source.title if source else None, cite.source)
    if cite.item is None:
        return title
    return words.say("rule.source-item", title=Filling(title), item=Filling(cite.item))


def _repair(rule: p.Rule, words: PageWords) -> str:
    """What a ground waits for before it weighs: that the client was told about its matter."""
    if rule.matter is None or words.policy.repair_fact(rule) is None:
        return ""
    counted = any(
        one.repair_tried and any(rule is other for other in words.policy.fitting(one))
        for one in words.policy.counts
    )
    if not counted:
        return ""
    if rule.matter not in words.policy.matters:
        return words.say("rule.repair-own-kind")
    key = "rule.repair" if rule.conduct is not None else "rule.repair-attempt"
    return words.say(key, matter=Filling(words.matter(rule.matter)))


def _sentence(rule: p.Rule, words: PageWords, scales: Scales, about: Sequence[Held]) -> str:
    """What a report says of a finding: for the example nearest to the border, or with gaps."""
    template = words.text(rule.because)
    needed = [name for name in placeholders(template) if name in words.policy.facts]
    borders = scales.found.get(f"rule:{rule.name}", ())
    best: tuple[int, Held] | None = None
    for one in about if needed else ():
        review = one.review
        if review is None or review.inference.outcomes.get(rule.name) is not Outcome.FOUND:
            continue
        if not all(is_known(review.facts.values[name]) for name in needed):
            continue
        rank = sum("at" in nearness(each, review.facts) for each in borders)
        if best is None or rank > best[0]:
            best = rank, one
    if best is None or best[1].review is None:
        return words.filled(rule.because)
    return words.filled(rule.because, FactFillings(best[1].review.facts, words.values))
