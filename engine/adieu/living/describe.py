"""A mutant + a language → what its mistake is, and what the part is called that it is in."""

from __future__ import annotations

from adieu import language as lang
from adieu import policy as p
from adieu.language import Filling, Language, Text
from adieu.living.mutants import Mutant


def described(mutant: Mutant, language: Language) -> str:
    """The mistake in a few words, the policy's own between backticks."""
    words = {"was": Filling(f"`{mutant.was}`"), "became": Filling(f"`{mutant.became}`")}
    key = f"terminal.mutation.operator.{mutant.operator}"
    return lang.say(language, key, **words)


def title_of(policy: p.Policy, root: str, language: Language) -> str:
    """What people call a part of the policy; its name where it has no other."""
    kind, _, name = root.partition(":")
    title: Text | None = None
    match kind:
        case "rule":
            title = policy.rules[name].title
        case "fact" | "criterion":
            title = policy.facts[name].label
        case "parameter":
            title = policy.parameters[name].label
        case "verdict":
            title = next(row.title for row in policy.verdicts if row.verdict == name)
        case "step":
            title = next(step.title for step in policy.plan if step.name == name)
        case "field":
            section, _, field = name.partition(".")
            kind_ = policy.records[section]
            label, own = kind_.label.get(language), kind_.fields[field].label.get(language)
            return f"{label}: {own}" if label and own else name
        case "class":
            return lang.say(language, "sentences.score.class", **{"class": name})
        case _:
            return name
    return title.get(language) or name
