"""What would change a verdict + a language → sentences: who changes what, from what, to what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adieu import expression as ex
from adieu import language as lang
from adieu import narrative as n
from adieu import policy as p
from adieu.explain.change.outlook import Alternative, Shift
from adieu.explain.explanation import Explanation
from adieu.facts import Facts
from adieu.language import Filling
from adieu.logic import Interval, Value
from adieu.quantities import Type
from adieu.tell.conditions import fact_label
from adieu.tell.records import is_hearsay
from adieu.tell.values import Words
from adieu.tell.written import places_of, written

_FEWEST_PLACES = {"share": 1, "number": 2}
"""The decimals that a value has wherever it is shown; here it has more where it needs them."""


def outlook(explanation: Explanation, words: Words, titles: Mapping[str, str]) -> n.Outlook:
    """Ways to a milder verdict, or why there is none; when it lapses; the smallest step back."""
    facts, told = explanation.facts, explanation.outlook
    lapse = margin = ""
    if told.lapse is not None:
        day = Filling(lang.day(words.language, told.lapse.on))
        lapse = words.say("change.lapse", day=day, verdict=Filling(titles[told.lapse.verdict]))
    if told.margin is not None:
        label, before, after = _spoken(told.margin.shift, facts, words)
        verdict = Filling(titles[told.margin.verdict])
        margin = words.say(
            "change.margin", label=label, before=before, after=after, verdict=verdict
        )
    ways = tuple(_alternative(one, facts, words, titles) for one in told.alternatives)
    return n.Outlook(ways, _remark(explanation, words), lapse, margin)


def _remark(explanation: Explanation, words: Words) -> str:
    """Why there is no way to a milder verdict, or what was not settled about it."""
    told = explanation.outlook
    if explanation.inference.verdict == explanation.facts.policy.verdicts[-1].verdict:
        return words.say("change.mildest")
    if told.alternatives:
        return "" if told.proved else words.say("change.fewer-unsettled")
    return words.say("change.nothing" if told.proved else "change.unsettled")


def _alternative(
    one: Alternative, facts: Facts, words: Words, titles: Mapping[str, str]
) -> n.Alternative:
    ordered = sorted(one.shifts, key=lambda shift: facts.policy.facts[shift.fact].who)
    shifts: list[n.Shift] = []
    for shift in ordered:
        shifts.append(_shift(shift, facts, words, shifts[-1].who if shifts else None))
    sentences = [shift.sentence for shift in shifts]
    if len(shifts) > 1:
        sentences.append(words.say("change.together"))
    return n.Alternative(one.verdict, titles[one.verdict], tuple(shifts), " ".join(sentences))


def _shift(shift: Shift, facts: Facts, words: Words, before_it: str | None) -> n.Shift:
    """Who changes what; ``before_it`` is who changes something in the sentence before."""
    fact = facts.policy.facts[shift.fact]
    label, before, after = _spoken(shift, facts, words)
    key = f"change.{fact.who}.{_way(shift, fact.type)}"
    key = f"{key}-too" if before_it == fact.who else key
    sentence = words.say(key, label=label, before=before, after=after)
    texts = [written(value, fact.type) for value in (shift.before, shift.after)]
    return n.Shift(fact.name, fact.who, texts[0], texts[1], sentence, _is_internal(fact, facts))


def _way(shift: Shift, type_: Type) -> str:
    """How one says that a value changes: a number falls or rises, a day moves, an answer turns."""
    match shift.before, shift.after:
        case Interval(low=before), Interval(low=after):
            return "days" if type_.name == "date" else "down" if after < before else "up"
        case _:
            return "answer"


def _spoken(shift: Shift, facts: Facts, words: Words) -> tuple[Filling, Filling, Filling]:
    """What the fact is called and its two values; words stand in quotation marks, numbers do not.

    A number has all its decimals: rounded, it might not be enough.
    """
    fact = facts.policy.facts[shift.fact]

    def quoted(text: str) -> Filling:
        return Filling(words.say("quoted", text=Filling(text)))

    def said(value: Value) -> Filling:
        places = _places(value, fact.type)
        text = words.value(value, fact.type, fact.choices, places)
        return Filling(text) if isinstance(value, Interval) else quoted(text)

    label = quoted(fact_label(facts.policy, fact.name, words))
    return label, said(shift.before), said(shift.after)


def _places(value: Value, type_: Type) -> int | None:
    if not isinstance(value, Interval) or not value.known:
        return None
    exact = value.low * 100 if type_.name == "share" else value.low
    return max(_FEWEST_PLACES.get(type_.name, 2), places_of(exact))


def _is_internal(fact: p.Fact, facts: Facts) -> bool:
    """Whether a fact is nothing for the client: an opinion, a score, or hearsay is behind it."""
    behind = set(_behind(facts.policy, fact.name))
    card = facts.policy.scorecard
    scores = {one.name for one in card.criteria} if card else set()
    named = [facts.policy.facts[name] for name in behind]
    if behind & scores or any(one.opinion or isinstance(one.definition, p.Scored) for one in named):
        return True
    members = (member for name in behind for member in facts.members.get(name, ()))
    return any(is_hearsay(member.record) for member in members)


def _behind(policy: p.Policy, name: str) -> Iterator[str]:
    """A fact and every fact that it follows from."""
    yield name
    definition = policy.facts[name].definition
    if isinstance(definition, p.Calculation):
        operands = ex.walk_operand(definition.operand)
        for operand in operands:
            if isinstance(operand, ex.Fact):
                yield from _behind(policy, operand.name)
    elif isinstance(definition, p.Holds):
        for other in ex.fact_names(definition.condition):
            yield from _behind(policy, other)
