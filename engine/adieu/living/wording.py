"""A step's text + a policy's vocabulary + a language → what the step says, or why nobody can tell.

The steps that every policy has stand in the catalogue (``living.given`` …); the phrases of facts
stand beside them in the vocabulary.  Every reading of a step is made, and there must be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from adieu import policy as p
from adieu.diagnostics import Diagnostic, Diagnostics, Note, nearest
from adieu.language import Language, catalogue
from adieu.living import steps as s
from adieu.living.gherkin import Kind, Step
from adieu.living.makers import Maker
from adieu.living.names import Names, names_of
from adieu.living.per_policy import per_policy
from adieu.living.phrases import (
    QUOTED,
    Spoken,
    alternatives,
    check_phrases,
    compiled,
    own_types,
    plain_marks,
    spoken,
    told_facts,
)
from adieu.living.telling import part_of
from adieu.living.values import numbers, plain, words

_MOST_READ = 20_000


class Generic(Struct, frozen=True):
    """A step that every policy has: its key in the catalogue, its text and its pattern."""

    key: str
    text: str
    pattern: re.Pattern[str]


def wording(policy: p.Policy, language: Language) -> Wording:
    """How scenarios of a language speak of a policy; made once for a policy.

    Raises:
        Unusable: where a phrase of the vocabulary cannot be read, in whichever language.
    """
    kept = _wordings(policy)
    if language not in kept:
        kept[language] = Wording(policy, language)
    return kept[language]


@per_policy
def _wordings(policy: p.Policy) -> dict[Language, Wording]:
    """The wordings of a policy whose phrases can be read, made as they are needed."""
    found = Diagnostics()
    check_phrases(policy, found)
    found.stop_on_error()
    return {}


class Wording:
    """Reads the steps of one language."""

    def __init__(self, policy: p.Policy, language: Language) -> None:
        self.language = language
        self.names: Names = names_of(policy, language)
        self.maker = Maker(policy, language, self.names)
        types = {**own_types(language), **_types(self.names, language)}
        self.generic: dict[Kind, tuple[Generic, ...]] = {
            kind: tuple(_generic(kind, language, types)) for kind in ("given", "when", "then")
        }
        self.maker.set_fact = tuple(
            one.pattern for one in self.generic["given"] if one.key == "set-fact"
        )
        loose = {**types, "fact": ".+?", "section": ".+?"}
        self.loose = tuple(
            one for one in _generic("given", language, loose) if one.key in ("set-fact", "records")
        )
        self.spoken: tuple[Spoken, ...] = spoken(policy, language, Diagnostics())
        self.told = told_facts(policy)
        self.kept: dict[tuple[Kind, str], s.Said] = {}

    def read(self, step: Step, diagnostics: Diagnostics) -> s.Said | None:
        """What a step says; nothing where nobody can tell, or not for certain."""
        key = (step.kind, step.text)
        bare = not step.table and step.doc is None
        if bare and key in self.kept:
            return self.kept[key]
        readings, faults = self.readings(step)
        if len(readings) == 1:
            said = next(iter(readings))
            if bare and not isinstance(said, s.Record) and len(self.kept) < _MOST_READ:
                self.kept[key] = said
            return said
        if readings:
            ways = ", ".join(dict.fromkeys(f"`{one}`" for one in readings.values()))
            help = Note("help.step-ambiguous")
            diagnostics.error("step-ambiguous", step.place, help, ways=ways)
        elif faults:
            diagnostics.extend(faults)
        else:
            self.unknown(step, diagnostics)
        return None

    def reads(self, step: Step) -> bool:
        """Whether a text is that of a step, whatever its values are."""
        text = plain_marks(step.text)
        patterns = [one.pattern for one in self.generic[step.kind]]
        patterns += [one.pattern for one in self.spoken] if step.kind == "given" else []
        return any(pattern.match(text) for pattern in patterns)

    def readings(self, step: Step) -> tuple[dict[s.Said, str], list[Diagnostic]]:
        """Every reading of a step with the text it goes by; else what is wrong with the first."""
        text = plain_marks(step.text)
        found: dict[s.Said, str] = {}
        faults: list[Diagnostic] = []
        for generic in self.generic[step.kind]:
            if match := generic.pattern.match(text):
                own = Diagnostics()
                said = self.maker.make(f"{step.kind}.{generic.key}", match.groups(), step, own)
                if said is not None and not own.failed:
                    found.setdefault(said, generic.text)
                faults = faults or list(own)
        for one in self.spoken if step.kind == "given" else ():
            if match := one.pattern.match(text):
                own = Diagnostics()
                said = self.maker.spoken(one, match.groups(), step, own)
                if said is not None and not own.failed:
                    found.setdefault(said, one.phrase.text)
                faults = faults or list(own)
        return found, faults

    def unknown(self, step: Step, diagnostics: Diagnostics) -> None:
        """Report a step that nothing reads, with what was probably meant."""
        text = plain_marks(step.text)
        for generic in self.loose if step.kind == "given" else ():
            match = generic.pattern.match(text)
            known = self.names.facts if generic.key == "set-fact" else self.names.sections
            near = nearest(plain(match[1]), known) if match else None
            if match and near and plain(match[1]) not in known:
                where = part_of(step.place, match[1])
                help = Note("help.did-you-mean", {"near": near})
                diagnostics.error("step-fact-unknown", where, help, name=match[1])
                return
        near_text = nearest(self.skeleton(text), shown := self.shown(step.kind))
        help = Note("help.did-you-mean", {"near": shown[near_text]}) if near_text else (
            Note("help.step-unknown")
        )  # fmt: skip
        diagnostics.error("step-unknown", step.place, help, text=step.text)

    def shown(self, kind: Kind) -> dict[str, str]:
        """The steps of a kind as one could write them, by what is compared."""
        texts = [one.text for one in self.generic[kind]]
        if kind == "given":
            texts += [one.phrase.text for one in self.spoken]
        return {self.skeleton(re.sub(r"[()]", "", text)): text for text in texts}

    def skeleton(self, text: str) -> str:
        """A step without its values, as steps are compared with each other."""
        small = "|".join(map(re.escape, numbers(self.language)))
        values = rf"{QUOTED}|\{{\w*\}}|\d[\d.,-]*|(?<!/)\b(?:{small})\b(?!/)"
        return re.sub(values, "…", text, flags=re.IGNORECASE).lower()[:100]


def _types(names: Names, language: Language) -> Mapping[str, str]:
    """The parameters of the steps that every policy has."""
    articles = alternatives(words(language, "articles"))
    elided = "(?:l')" if language == "fr" else "(?!)"
    article = rf"(?:(?:{articles}) |{elided})?"
    joint = rf"(?: ?, ?| (?:{alternatives((*words(language, 'and'), *words(language, 'or')))}) )"
    return {
        "fact": rf"{article}(?:{alternatives(names.facts)})",
        "section": rf"{article}(?:{alternatives(names.sections)})",
        "string": QUOTED,
        "strings": rf"(?:{QUOTED})(?:{joint}(?:{QUOTED}))*",
        "classes": r".+",
        "fields": r".+",
        "changes": r".+",
    }


def _generic(kind: Kind, language: Language, types: Mapping[str, str]) -> Iterator[Generic]:
    prefix = f"living.{kind}."
    for key, texts in catalogue(language).items():
        if key.startswith(prefix):
            for text in texts.splitlines():
                yield Generic(key.removeprefix(prefix), text, compiled(text, types))
