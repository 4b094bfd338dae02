"""A policy + the id of a new rule → the rule as YAML to be filled in, and scenarios that run.

The rule counts something, has a border of its own and an exception: whoever writes another kind of
rule has an example of each part.  Scenarios speak of facts and rules by name, for titles change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from adieu import language as lang
from adieu import policy as p
from adieu.diagnostics import Diagnostics, Source
from adieu.language import LANGUAGES, Filling, Language
from adieu.living import steps as s
from adieu.living.example import TO_CONFIRM, Example, examples_of
from adieu.living.gherkin import parse_feature
from adieu.living.keywords import keyword
from adieu.living.review import Review
from adieu.living.speech import Speaker, Unspoken

LIMIT = 3
"""Where the border stands until somebody moves it."""
_WIDTH = 98


class Names(Struct, frozen=True):
    """What the parts of a new rule are called: its id, what it counts, border, exception."""

    rule: str
    counted: str
    limit: str
    accepted: str


def names_for(policy: p.Policy, rule: str) -> Names:
    """Names that the policy does not use yet."""
    taken = {*policy.facts, *policy.parameters, *policy.records}
    taken |= {one for kind in policy.records.values() for one in kind.fields}
    base = re.sub(r"[^a-z0-9]+", "_", rule.lower()).strip("_")
    base = base if base[:1].isalpha() else f"rule_{base}".rstrip("_")
    stem, number = base, 2
    while not taken.isdisjoint((stem, f"{stem}_limit", f"{stem}_accepted")):
        stem, number = f"{base}_{number}", number + 1
    return Names(rule, stem, f"{stem}_limit", f"{stem}_accepted")


# The rule


def sections(policy: p.Policy, names: Names, language: Language) -> Mapping[str, str]:
    """The YAML of each section that the rule adds something to; comments in one language."""

    def remark(key: str, indent: int) -> str:
        themes = ", ".join(policy.themes)
        told = lang.say(language, f"terminal.new-rule.remark.{key}", themes=Filling(themes))
        return "".join(f"{' ' * indent}# {line}\n" for line in _wrapped(told, _WIDTH - indent - 2))

    def texts(key: str, indent: int) -> str:
        lines = []
        for one in LANGUAGES:
            told = lang.entry(one, f"terminal.new-rule.text.{key}")
            for mark, name in (("RULE", _called(names.rule)), ("COUNT", names.counted)):
                told = told.replace(mark, name)
            lines.append(f'{" " * indent}{one}: "{told}"\n')
        return "".join(lines)

    theme = next(iter(policy.themes), "general")
    facts = (
        f"{remark('facts', 2)}  {names.counted}:\n    type: number\n    range: [0, 1000]\n"
        f"    who: client\n    label:\n{texts('label', 6)}    question:\n{texts('question', 6)}"
        f"  {names.accepted}:\n    type: yes-no\n    who: firm\n"
        f"    label:\n{texts('accepted', 6)}    question:\n{texts('accepted-question', 6)}"
    )
    parameters = (
        f"{remark('parameters', 2)}  {names.limit}:\n    type: number\n    range: [1, 1000]\n"
        f"    value: {LIMIT}\n    label:\n{texts('limit', 6)}    meaning:\n{texts('meaning', 6)}"
    )
    rules = (
        f"{remark('rule', 2)}  - rule: {names.rule}\n    title:\n{texts('title', 6)}"
        f"{remark('grade', 4)}    grade: concern\n{remark('theme', 4)}    theme: {theme}\n"
        f"    when: [{names.counted} is at least {names.limit}]\n"
        f"    unless: [{names.accepted} is yes]\n"
        f"    because:\n{texts('because', 6)}    excused:\n{texts('excused', 6)}"
        f"    remedy:\n{texts('remedy', 6)}"
    )
    return {"facts": facts, "parameters": parameters, "rules": rules}


def _called(rule: str) -> str:
    words = re.sub(r"[^A-Za-z0-9]+", " ", rule).strip()
    return words[:1].upper() + words[1:]


def _wrapped(text: str, width: int) -> list[str]:
    import textwrap

    return textwrap.wrap(text, width, break_on_hyphens=False)


# Its scenarios


class Sketch(Struct, frozen=True):
    """A scenario to be: which one, what is given, and what becomes of the rule."""

    key: str
    given: Mapping[str, str]
    state: str


def feature(policy: p.Policy, names: Names, language: Language) -> str:
    """Scenarios in one language: found, at and beside the border, unknown, excused.

    Raises:
        Unspoken: where a step cannot be said in this policy's words.
    """
    title = lang.say(language, "terminal.new-rule.feature", rule=_called(names.rule))
    remark = lang.say(language, "terminal.mutation.write.unconfirmed", tag=f"@{TO_CONFIRM}")
    head = [
        f"# language: {language}",
        f"# {remark}",
        f"@rule:{names.rule}",
        f"{keyword(language, 'feature')}: {title}",
    ]
    told = Speaker(policy, language)
    parts = [_scenario(policy, told, head, one) for one in _sketches(names)]
    return "\n".join([*head, *parts]) + "\n"


def _sketches(names: Names) -> Iterator[Sketch]:
    counted, accepted = names.counted, names.accepted
    for key, count, state in (
        ("found", LIMIT + 2, "found"),
        ("border", LIMIT, "found"),
        ("beside", LIMIT - 1, "not_found"),
    ):
        yield Sketch(key, {counted: str(count), accepted: "no"}, state)
    yield Sketch("unknown", {accepted: "no"}, "undetermined")
    yield Sketch("excused", {counted: str(LIMIT), accepted: "yes"}, "excused")
    yield Sketch("unsaid", {counted: str(LIMIT)}, "undetermined")


def _scenario(policy: p.Policy, told: Speaker, head: list[str], one: Sketch) -> str:
    rule = next(line for line in head if line.startswith("@rule:")).removeprefix("@rule:")
    name = lang.say(told.language, f"terminal.new-rule.scenario.{one.key}")
    day = policy.effective_from
    given = [*(_fact(told, *each) for each in one.given.items()), told.nothing_else()]
    reviewed = told.first("when", told.generic("when.reviewed"), s.Reviewed(None))
    when = reviewed if day is None else told.reviewed(day)
    meant = s.StateIs(rule, one.state)
    key = one.state.replace("_", "-")
    states = told.generic(f"then.{key}", string=f'"{rule}"')
    then = [told.first("then", states, meant)]

    def text() -> str:
        listed = (("given", given), ("when", [when]), ("then", then))
        lines = [
            "",
            f"  @{TO_CONFIRM}",
            f"  {keyword(told.language, 'scenario')}: {name}",
        ]
        for kind, steps in listed:
            for place, step in enumerate(steps):
                word = keyword(told.language, "and" if place else kind)
                joint = "" if word.endswith("'") else " "
                lines.append(f"    {word}{joint}{step}")
        return "\n".join(lines)

    review = Review(policy, _read(policy, "\n".join([*head, text()])).case)
    then.append(told.expected(s.VerdictIs(review.verdict)))
    return text()


def _fact(told: Speaker, name: str, text: str) -> str:
    """Given a fact by its name."""
    shown = told.value(text, told.policy.facts[name].type, {})
    for candidate in told.generic("given.set-fact", fact=name, value=shown):
        said = told.said("given", candidate)
        if isinstance(said, s.SetFact) and (said.name, said.text) == (name, text):
            return candidate
    raise Unspoken(name)


def _read(policy: p.Policy, text: str) -> Example:
    found = Diagnostics()
    parsed = parse_feature(Source("", tuple(text.split("\n"))), found)
    examples = [] if parsed is None else list(examples_of(parsed, policy, found))
    found.stop_on_error()
    assert examples[0] is not None
    return examples[0]
