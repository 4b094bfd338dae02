"""A rule where it is listed + a language → its sentence, its conditions and its evidence."""

from __future__ import annotations

from adieu import language as lang
from adieu import policy as p
from adieu.evaluate import evaluate
from adieu.explain.checked import Checked
from adieu.explain.explanation import Explanation, Listing
from adieu.facts import Facts
from adieu.language import Filling, Text
from adieu.logic import TRUE
from adieu.narrative import Cite, FoundRule, Line, OtherRule
from adieu.tell.conditions import line, subject
from adieu.tell.values import FactFillings, Words


def found_rule(listing: Listing, facts: Facts, words: Words, fillings: FactFillings) -> FoundRule:
    """A finding."""
    rule, language = listing.rule, words.language
    lines = _lines(listing.conditions, facts, words)
    held = [one for one in lines if one.truth == "true"]
    evidence = [one for held_line in held for one in held_line.evidence]
    return FoundRule(
        rule.name,
        rule.title[language],
        rule.grade,
        words.say(f"grade.{rule.grade}"),
        rule.theme,
        facts.policy.themes[rule.theme][language],
        listing.repair_tried.word if listing.repair_tried is not None else None,
        _repair(listing, words),
        lang.fill(language, rule.because[language], fillings),
        lines,
        _lines(listing.exceptions, facts, words),
        lang.fill(language, rule.remedy[language], fillings) if rule.remedy else None,
        tuple(_cite(one, facts.policy, words) for one in rule.cites),
        bool(evidence) and all(one.hearsay for one in evidence),
        bool(held) and all(one.opinion for one in held),
    )


def _repair(listing: Listing, words: Words) -> str | None:
    """What the firm's attempts to repair mean for this finding."""
    if listing.repair_tried is None:
        return None
    if listing.rule.grade in ("red-flag", "final"):
        return words.say("repair.needless")
    if listing.rule.grade == "concern":
        return words.say("repair.concern")
    told = "repair" if listing.rule.conduct is not None else "repair.attempt"
    return words.say(f"{told}.{listing.repair_tried.word}")


def _lines(checked: tuple[Checked, ...], facts: Facts, words: Words) -> tuple[Line, ...]:
    return tuple(line(one, facts, words) for one in checked)


def _cite(cite: p.Citation, policy: p.Policy, words: Words) -> Cite:
    title = policy.sources[cite.source].title[words.language]
    return Cite(cite.source, cite.item, title)


def other_rules(
    explanation: Explanation, words: Words, fillings: FactFillings
) -> dict[str, tuple[OtherRule, ...]]:
    """Every rule that is no finding, under the name of its list."""
    facts = explanation.facts

    def told(listings: tuple[Listing, ...], kind: str) -> tuple[OtherRule, ...]:
        return tuple(_other(one, kind, facts, words, fillings) for one in listings)

    return {
        "superseded": told(explanation.superseded, "superseded"),
        "excused": told(explanation.excused, "excused"),
        "undetermined": told(explanation.undetermined, "undetermined"),
        "not_found": told(explanation.not_found, "not_found"),
        "off": tuple(_off(rule, facts, words) for rule in explanation.off),
    }


def _other(
    listing: Listing, kind: str, facts: Facts, words: Words, fillings: FactFillings
) -> OtherRule:
    rule, language = listing.rule, words.language
    sentence, remedy = _sentence(listing, kind, facts, words, fillings)
    shown = listing.exceptions if kind == "excused" else listing.conditions
    return OtherRule(
        rule.name,
        rule.title[language],
        words.say(f"grade.{rule.grade}"),
        facts.policy.themes[rule.theme][language],
        sentence,
        _lines(shown, facts, words),
        line(listing.nearest, facts, words) if listing.nearest else None,
        listing.near,
        remedy,
        listing.needs,
        rule.superseded_by if kind == "superseded" else None,
    )


def _sentence(
    listing: Listing, kind: str, facts: Facts, words: Words, fillings: FactFillings
) -> tuple[str, str | None]:
    """Why a rule is listed where it is, and what would help where it nearly applied."""
    rule, language = listing.rule, words.language

    def told(text: Text | None) -> str | None:
        return lang.fill(language, text[language], fillings) if text else None

    if kind == "excused":
        return told(rule.excused) or "", None
    if kind == "superseded":
        above = facts.policy.rules[rule.superseded_by or ""].title[language]
        return words.say("nearly.superseded", rule=Filling(above)), None
    nearly = rule.nearly
    if kind == "not_found" and nearly and evaluate(nearly.when, facts.scope()) is TRUE:
        return told(nearly.because) or "", told(nearly.remedy or rule.remedy)
    if kind == "not_found" and listing.near and listing.nearest:
        nearest = line(listing.nearest, facts, words)
        sentence = words.say(
            "nearly.generic",
            label=Filling(subject(listing.nearest, facts, words)),
            actual=Filling(nearest.actual),
            required=Filling(nearest.required),
        )
        return sentence, told(rule.remedy)
    return "", None


def _off(rule: p.Rule, facts: Facts, words: Words) -> OtherRule:
    assert rule.off is not None
    language = words.language
    return OtherRule(
        rule.name,
        rule.title[language],
        words.say(f"grade.{rule.grade}"),
        facts.policy.themes[rule.theme][language],
        words.say("nearly.off", reason=Filling(rule.off[language])),
        (),
    )
