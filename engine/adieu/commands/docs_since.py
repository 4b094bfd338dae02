"""The last version of a policy + the new one → what changed, in the words of a page."""

from __future__ import annotations

from msgspec import Struct

from adieu import language as lang
from adieu import policy as p
from adieu.case import Case
from adieu.language import Filling, Language
from adieu.living.page import model as m
from adieu.living.page.words import PageWords, capital, plain_name
from adieu.logic import FALSE, UNKNOWN, Interval
from adieu.proof.diff.difference import Difference
from adieu.proof.diff.listed import Listed
from adieu.proof.diff.made import Witness
from adieu.tell.difference import tell_difference
from adieu.tell.records import happened


class Changed(Struct, frozen=True):
    """What differs between two policies, found out once for all languages."""

    told: Difference
    others: tuple[Listed, ...]


def changed(old: p.Policy, new: p.Policy) -> Changed:
    """What differs between two policies."""
    from adieu.proof.diff.difference import difference
    from adieu.proof.diff.listed import listed

    return Changed(difference(old, new), tuple(listed(old, new)))


def since(found: Changed, language: Language) -> m.Since:
    """What changed, in one language; each client as the new policy asks about it."""
    told, shifted = found.told, _shifted(found.told)
    others = [one for one in found.others if one.part != "parameter" or one.name not in shifted]
    words, new = tell_difference(told, others, language), PageWords(told.new, language)
    known = set(told.new.rules)
    return m.Since(
        words.title,
        words.headline,
        words.remarks,
        tuple(
            m.Change(one.old, one.new, one.direction, _client(change.witness, new, "client"))
            for one, change in zip(words.verdicts, told.verdicts, strict=True)
        ),
        tuple(
            m.RuleChange(
                one.title,
                f"rule-{change.name}" if change.name in known else "",
                one.changes,
                tuple(
                    client
                    for witness, key in (
                        (change.more_witness, "found-now"),
                        (change.fewer_witness, "found-before"),
                    )
                    if (client := _client(witness, new, key)) is not None
                ),
            )
            for one, change in zip(words.rules, told.rules, strict=True)
        ),
        tuple(_shift(name, told, new) for name in shifted),
        words.same,
        words.listed,
    )


def _shifted(told: Difference) -> list[str]:
    """The parameters that both have, with different values."""
    old, new = told.old.parameters, told.new.parameters
    return [name for name in new if name in old and old[name].value != new[name].value]


def _shift(name: str, told: Difference, words: PageWords) -> m.Shift:
    values = (
        words.values.setting(one.parameters[name].value, one.parameters[name].type)
        for one in (told.old, told.new)
    )
    title = words.text(told.new.parameters[name].label, plain_name(name))
    return m.Shift(capital(title), f"parameter-{name}", *values)


def _client(witness: Witness | None, words: PageWords, key: str) -> m.ToldClient | None:
    """A client in words; what is neither no nor zero stands apart from what is."""
    if witness is None:
        return None
    if key == "client":
        caption = words.say("since.client")
    else:
        caption = capital(lang.say(words.language, f"terminal.diff.{key}"))
    case, policy = witness.after, words.policy
    facts, quiet = [], []
    for name, answer in case.answers.items():
        fact, value = policy.facts[name], answer.value
        if value is UNKNOWN:
            continue
        nothing = isinstance(value, Interval) and value.low == value.high == 0
        if value is FALSE or nothing:
            quiet.append(words.fact(name))
        else:
            choices = {
                one: {words.language: words.text(text, one)} for one, text in fact.choices.items()
            }
            facts.append((capital(words.fact(name)), words.values.value(value, fact.type, choices)))
    listed = Filling(words.say("joint").join(quiet))
    return m.ToldClient(
        caption,
        tuple(facts),
        words.say("since.quiet", names=listed) if quiet else "",
        tuple(_records(case, words)),
    )


def _records(case: Case, words: PageWords) -> list[str]:
    """What happened to a client, a sentence each."""
    told = []
    for section in case.sections.values():
        for record in section.records:
            day = lang.short_day(words.language, record.on)
            text, _ = happened(words.policy, record, words.values)
            told.append(words.values.say("detail", label=Filling(day), value=Filling(text)))
    return told
