"""A policy + a language → what its parts are called: by name, and by label or title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from adieu import policy as p
from adieu.language import Language, Text
from adieu.living.values import plain


class Names(Struct, frozen=True):
    """What may stand for each part of a policy; a title that two share stands for neither."""

    facts: Mapping[str, str]
    sections: Mapping[str, str]
    verdicts: Mapping[str, str]
    rules: Mapping[str, str]
    steps: Mapping[str, str]
    fields: Mapping[str, Mapping[str, str]]
    questions: Mapping[str, str]


def names_of(policy: p.Policy, language: Language) -> Names:
    """The names of everything that steps can speak of."""
    facts = [one for name, one in policy.facts.items() if not name.startswith("went_on.")]

    def called(kind: p.RecordKind) -> tuple[str, ...]:
        told = tuple(one.text for one in kind.phrases.get(language, ()))
        return (*told, kind.label.get(language, ""))

    return Names(
        _table((one.name, _title({} if one.rule else one.label, language)) for one in facts),
        _table((one.name, called(one)) for one in policy.records.values()),
        _table((one.verdict, _title(one.title, language)) for one in policy.verdicts),
        _table((one.name, _title(one.title, language)) for one in policy.rules.values()),
        _table((one.name, _title(one.title, language)) for one in policy.plan),
        {
            kind.name: _table((one.name, _title(one.label, language)) for one in kind.given)
            for kind in policy.records.values()
        },
        _table((one.name, _title(one.question or {}, language)) for one in facts),
    )


def _title(text: Text, language: Language) -> tuple[str, ...]:
    return (text.get(language, ""),)


def _table(named: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """Names and titles → names; a name is never taken for another's title."""
    listed = list(named)
    found = {plain(name): name for name, _ in listed}
    titles: dict[str, set[str]] = {}
    for name, called in listed:
        for title in called:
            if title.strip():
                titles.setdefault(plain(title), set()).add(name)
    for title, names in titles.items():
        if len(names) == 1:
            found.setdefault(title, next(iter(names)))
    return found
