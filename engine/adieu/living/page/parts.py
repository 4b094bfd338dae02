"""A policy's verdicts, gates, scorecard, plan, promises and parameters → what the page says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adieu import expression as ex
from adieu import policy as p
from adieu.language import Filling, number
from adieu.living.page import model as m
from adieu.living.page.conditions import Conditions
from adieu.living.page.examples import Shelf
from adieu.living.page.scales import Scales
from adieu.living.page.words import PageWords, capital, plain_name
from adieu.logic import INFINITY, Interval
from adieu.quantities import Type


def verdicts(words: PageWords) -> tuple[m.Verdict, ...]:
    """The verdict table, harshest first; the last row holds otherwise."""
    conditions = Conditions(words)

    def row(one: p.VerdictRow) -> m.Verdict:
        last = one is words.policy.verdicts[-1] or one.when == ex.ALWAYS
        when = None if last else conditions.tree((one.when,), "verdicts.when")
        title, meaning = words.verdict(one.verdict), words.filled(one.meaning)
        return m.Verdict(f"verdict-{one.verdict}", title, meaning, when)

    return tuple(map(row, words.policy.verdicts))


def weights(words: PageWords) -> tuple[m.Weight, ...]:
    """Each grade that some rule has, with the verdicts whose rows count its findings."""
    policy = words.policy
    told = []
    for grade in p.GRADES:
        rules = [one for one in policy.active if one.grade == grade]
        if not rules:
            continue
        leads = [
            m.Link(words.verdict(row.verdict), f"verdict-{row.verdict}")
            for row in policy.verdicts
            if any(
                isinstance(one, ex.Findings)
                and any(rule.grade == grade for rule in policy.fitting(one))
                for one in ex.walk(row.when)
            )
        ]
        meaning = words.say(f"weight.{grade}")
        told.append(m.Weight(grade, words.grade(grade), meaning, len(rules), tuple(leads)))
    return tuple(told)


def gates(words: PageWords, shelf: Shelf, scales: Scales) -> tuple[m.Gate, ...]:
    """The yes/no facts that the verdict table asks for."""
    policy, told = words.policy, []
    shown = [one for home in shelf.homes for one in shelf.chosen(home)]
    for name in policy.gates:
        fact = policy.facts[name]
        when = None
        if isinstance(fact.definition, p.Holds) and fact.rule is None:
            when = Conditions(words).tree((fact.definition.condition,), "glossary.holds")
        title, question = capital(words.fact(name)), words.filled(fact.question)
        told.append(m.Gate(f"fact-{name}", title, question, when, scales.of_gate(name, shown)))
    return tuple(told)


def classes(words: PageWords) -> m.Classes | None:
    """The scorecard."""
    card = words.policy.scorecard
    if card is None:
        return None
    say = words.say
    weighted = len({one.weight for one in card.criteria}) > 1
    said = []
    for place, (name, low) in enumerate(card.classes):
        key = "classes.from" if place + 1 < len(card.classes) else "classes.below"
        said.append(say(key, name=Filling(name), low=low))
    listed = say("joint").join(said)
    sentences = (
        say("classes.weighted" if weighted else "classes.equal", count=len(card.criteria)),
        say("classes.borders", borders=Filling(listed)),
        words.values.say("score.agreed" if card.agreed else "score.not-agreed"),
    )
    return m.Classes(
        tuple(_criterion(one, words) for one in card.criteria),
        card.classes,
        sentences,
        say("classes.picture"),
        f"{listed}.",
        weighted,
    )


def _criterion(one: p.Criterion, words: PageWords) -> m.Criterion:
    remarks = []
    if one.opinion:
        remarks.append(words.say("classes.opinion"))
    if one.left_out:
        remarks.append(words.say("classes.left-out"))
    return m.Criterion(
        f"fact-{one.name}",
        capital(words.fact(one.name)),
        words.text(one.low),
        words.text(one.high),
        number(words.language, one.weight),
        ", ".join(remarks),
    )


def plan(words: PageWords) -> tuple[m.PlanStep, ...]:
    """The plan's steps."""
    conditions, policy = Conditions(words), words.policy

    def step(one: p.Step) -> m.PlanStep:
        links = tuple(
            m.Link(words.verdict(row.verdict), f"verdict-{row.verdict}")
            for row in policy.verdicts
            if row.verdict in one.verdicts
        )
        return m.PlanStep(
            f"step-{one.name}",
            words.text(one.title, plain_name(one.name)),
            links,
            None if one.when == ex.ALWAYS else conditions.tree((one.when,), "plan.when"),
            words.filled(one.do),
            words.filled(one.why),
        )

    return tuple(map(step, policy.plan))


def promises(words: PageWords, fates: Mapping[str, str]) -> tuple[m.Promise, ...]:
    """What the policy promises, and whether that was proved."""

    def promise(one: p.Promise) -> m.Promise:
        fate = fates.get(one.name, "not checked").replace(" ", "-")
        text = words.text(one.text, plain_name(one.name))
        return m.Promise(f"promise-{one.name}", text, fate, words.say(f"promise.{fate}"))

    return tuple(map(promise, words.policy.promises))


def parameters(words: PageWords) -> tuple[m.Parameter, ...]:
    """The parameters with their values."""
    return tuple(
        m.Parameter(
            f"parameter-{one.name}",
            capital(words.text(one.label, plain_name(one.name))),
            words.filled(one.meaning),
            words.values.setting(one.value, one.type),
            range_of(one.type, words, one.value.unit if isinstance(one.value, Interval) else ""),
        )
        for one in words.policy.parameters.values()
    )


def range_of(type_: Type, words: PageWords, unit: str = "") -> str:
    """What a number may be; nothing where it may be anything."""
    if not type_.is_quantity:
        return ""

    def told() -> Iterator[str]:
        for bound in (type_.low, type_.high):
            if abs(bound) != INFINITY:
                yield words.values.number(bound, unit, type_)

    ends = list(told())
    if len(ends) == 2:
        return words.values.say("from-to", low=Filling(ends[0]), high=Filling(ends[1]))
    if not ends:
        return ""
    key = "at-most" if type_.low == -INFINITY else "at-least"
    return words.values.say(key, value=Filling(ends[0]))
