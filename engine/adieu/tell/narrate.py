"""An explanation + a language → the narrative: everything a report says, in order."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

from adieu import __version__
from adieu import language as lang
from adieu import policy as p
from adieu.explain.checked import gate_conditions
from adieu.explain.explanation import Explanation
from adieu.facts import Facts
from adieu.infer import Outcome
from adieu.language import Filling, Language
from adieu.logic import TRUE, UNKNOWN, Interval, Truth, is_known
from adieu.narrative import Gate, Narrative, PlanStep, Reason
from adieu.quantities import Duration
from adieu.tell.assumptions import assumptions
from adieu.tell.basis import basis, origin
from adieu.tell.conditions import fact_label, line
from adieu.tell.outlook import outlook
from adieu.tell.questions import questions
from adieu.tell.rules import found_rule, other_rules
from adieu.tell.score import score_sheet
from adieu.tell.timeline import timeline
from adieu.tell.values import FactFillings, Words

MOST_REASONS = 3


def narrate(explanation: Explanation, language: Language) -> Narrative:
    """The explanation in one language."""
    words = Words(language)
    facts, inference = explanation.facts, explanation.inference
    policy, case = facts.policy, facts.case
    fillings = FactFillings(facts, words)
    row = next(one for one in policy.verdicts if one.verdict == inference.verdict)
    titles = {one.verdict: one.title[language] for one in policy.verdicts}
    findings = tuple(found_rule(one, facts, words, fillings) for one in explanation.findings)
    others = other_rules(explanation, words, fillings)
    asked, settled = questions(explanation, words, titles)
    window = policy.settings.get("window")
    start = window.before(case.as_of) if isinstance(window, Duration) else date.min
    happenings = timeline(facts, inference, words)
    first = min((one.on for one in happenings), default=start)
    return Narrative(
        language=language,
        client=case.client,
        name=case.name,
        as_of=case.as_of,
        as_of_words=lang.day(language, case.as_of),
        window_words=lang.duration(language, window) if isinstance(window, Duration) else "",
        verdict=inference.verdict,
        verdict_title=titles[inference.verdict],
        verdict_sentence=lang.fill(language, row.sentence[language], fillings),
        verdict_meaning=lang.fill(language, row.meaning[language], fillings),
        final=inference.final,
        status_sentence=_status(explanation, words, titles),
        possible_verdicts=inference.possible,
        possible_titles=tuple(titles[one] for one in inference.possible),
        reasons=_reasons(explanation, words, fillings),
        no_red_flags=_no_red_flags(explanation, words),
        contrast=_contrast(explanation, words, titles),
        basis=basis(explanation, words, titles),
        timeline=happenings,
        timeline_span=(start if start > date.min else first, case.as_of),
        findings=findings,
        superseded=others["superseded"],
        excused=others["excused"],
        undetermined=others["undetermined"],
        not_found=others["not_found"],
        off=others["off"],
        questions=asked,
        other_questions=settled,
        outlook=outlook(explanation, words, titles),
        score=score_sheet(facts, words),
        revenue_sentence=_revenue(facts, words),
        plan_title=_plan_title(explanation, words),
        plan=tuple(_step(one, language, fillings) for one in explanation.plan),
        plan_open=tuple(_step(one, language, fillings) for one in explanation.plan_open),
        gates=tuple(
            _gate(name, value, explanation, words) for name, value in inference.gates.items()
        ),
        origins=tuple(origin(name, facts, words) for name in facts.values if _telling(name, facts)),
        assumptions=assumptions(facts, words),
        aml_sensitive=facts.values.get("aml_sensitive") is TRUE,
        policy=policy.name,
        policy_title=policy.title[language],
        policy_version=policy.version,
        policy_sha256=policy.sha256,
        facts_sha256=explanation.facts_sha256,
        engine=explanation.engine,
        agreed_with=explanation.agreed_with,
        version=__version__,
        client_place=PurePath(case.place.source.name).name if case.place else case.client,
        audience="internal",
    )


def _quoted(words: Words, titles: list[str]) -> str:
    """Titles in a row, each in the language's quotation marks."""
    marked = [words.say("quoted", text=Filling(title)) for title in titles]
    return lang.listing(words.language, marked)


def _status(explanation: Explanation, words: Words, titles: dict[str, str]) -> str:
    inference = explanation.inference
    if inference.final:
        return words.say("status.final")
    others = _quoted(words, [titles[one] for one in inference.possible[:-1]])
    said = words.say("status.provisional", verdicts=Filling(others))
    return said if explanation.proved else f"{said} {words.say('status.unproved')}"


def _reasons(explanation: Explanation, words: Words, fillings: FactFillings) -> tuple[Reason, ...]:
    """The weightiest findings; where there are none, one sentence that says so."""
    chosen = explanation.findings[:MOST_REASONS]
    if chosen:
        facts = explanation.facts
        told = [found_rule(one, facts, words, fillings) for one in chosen]
        return tuple(
            Reason(one.rule, one.because, one.grade, one.grade_word, one.hearsay, one.opinion)
            for one in told
        )
    undecided = len(explanation.undetermined)
    text = words.say("reason.none-yet", count=undecided) if undecided else words.say("reason.none")
    return (Reason("", text, "", "", False, False),)


def _no_red_flags(explanation: Explanation, words: Words) -> str | None:
    outcomes = explanation.inference.outcomes
    flags = [rule for rule in explanation.facts.policy.active if rule.grade == "red-flag"]
    if any(outcomes[rule.name] is Outcome.FOUND for rule in flags):
        return None
    undecided = sum(outcomes[rule.name] is Outcome.UNDETERMINED for rule in flags)
    return (
        words.say("red-flags.open", count=undecided) if undecided else words.say("red-flags.none")
    )


def _contrast(explanation: Explanation, words: Words, titles: dict[str, str]) -> str:
    contrast = explanation.contrast
    policy = explanation.facts.policy
    if explanation.inference.verdict == policy.verdicts[-1].verdict:
        return words.say("contrast.mildest")
    if contrast is None:
        return words.say("contrast.none")
    listed_in_order = (*explanation.findings, *explanation.superseded)
    ordered = [one.rule for one in listed_in_order if one.rule.name in contrast.without]
    parts: list[tuple[str, dict[str, str]]] = [
        ("finding", {"rule": rule.title[words.language]}) for rule in ordered
    ]
    for gate in contrast.gates:
        value = explanation.facts.values[gate]
        assert isinstance(value, Truth)
        label = fact_label(policy, gate, words)
        parts.append(("gate", {"gate": label, "value": words.truth(value)}))
    for name in contrast.repairs:
        tried = explanation.inference.repair_tried[name] is TRUE
        title = policy.rules[name].title[words.language]
        parts.append(("repair" if tried else "no-repair", {"rule": title}))
    verdict = titles[contrast.verdict]
    kind, said = parts[0]
    if len(parts) == 1:
        return words.say(f"contrast.{kind}", **said, verdict=verdict)
    if len(parts) == len(ordered):
        rules = _quoted(words, [rule.title[words.language] for rule in ordered])
        return words.say("contrast.findings", rules=rules, verdict=verdict)
    told = [words.say(f"contrast.part.{kind}", **said) for kind, said in parts]
    listed = lang.listing(words.language, told)
    return words.say("contrast.several", parts=listed, verdict=verdict)


def _revenue(facts: Facts, words: Words) -> str:
    """What share of the revenue is at stake, and whether the firm can do without it."""
    share = facts.values.get("revenue_share")
    known = isinstance(share, Interval) and is_known(share)
    said = words.say("revenue.unknown")
    if known and isinstance(share, Interval):
        type_ = facts.policy.facts["revenue_share"].type
        said = words.say("revenue.share", share=words.value(share, type_))
    gate = facts.values.get("can_do_without")
    if gate is None:
        return said
    key = "open" if gate is UNKNOWN else "can" if gate is TRUE else "cannot"
    return f"{said} {words.say(f'revenue.{key}')}"


def _plan_title(explanation: Explanation, words: Words) -> str:
    steps = {one.name for one in (*explanation.plan, *explanation.plan_open)}
    if not steps:
        return words.say("plan.none")
    return words.say("plan.parting" if "tell-in-person" in steps else "plan.talking")


def _step(step: p.Step, language: Language, fillings: FactFillings) -> PlanStep:
    title, do, why = (
        lang.fill(language, text[language], fillings) for text in (step.title, step.do, step.why)
    )
    return PlanStep(step.name, title, do, why)


def _gate(name: str, value: Truth, explanation: Explanation, words: Words) -> Gate:
    facts = explanation.facts
    lines = tuple(line(one, facts, words) for one in gate_conditions(facts, name))
    label = fact_label(facts.policy, name, words)
    return Gate(name, label, value.word, words.truth(value), lines)


def _telling(name: str, facts: Facts) -> bool:
    """Whether the footer lists a fact: it is known and no mere intermediate step."""
    fact = facts.policy.facts[name]
    return fact.rule is None and is_known(facts.values[name]) and facts.origins[name] != "unknown"
