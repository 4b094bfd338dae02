"""A feature + a policy → examples: a case and what is expected of it, ready to be held to it.

No test runner takes part: whoever mutates a policy holds thousands of examples against it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from adieu import policy as p
from adieu.case import Case
from adieu.diagnostics import MANY, Diagnostic, Diagnostics, Note, Place, did_you_mean, nearest
from adieu.language import Language
from adieu.living import steps as s
from adieu.living.gherkin import KINDS, Feature, Rule, Scenario, Step, read_feature
from adieu.living.telling import part_of
from adieu.living.told import told
from adieu.living.wording import Wording, wording

TO_CONFIRM = "to-confirm"
"""The tag of a scenario that states what the policy does, until a person says that it should."""
_RULE_TAG = "rule:"
_LONGEST_KEYWORD = 3
_RULE_WORDS = ("rules", "regel", "regels", "règle", "regle", "règles")


class Example(Struct, frozen=True):
    """A scenario, read: the case that it tells of, and what is expected of the review.

    ``expected_at`` says which of the scenario's steps each expectation stands in; ``taken`` names
    the sections and facts that ``nothing else happened`` speaks of.
    """

    name: str
    language: Language
    place: Place
    tags: tuple[str, ...]
    case: Case
    expectations: tuple[s.Expectation, ...]
    to_confirm: bool
    scenario: Scenario
    expected_at: tuple[int, ...]
    taken: tuple[str, ...] = ()

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that its tags say it is about."""
        return tuple(one.removeprefix(_RULE_TAG) for one in self.tags if one.startswith(_RULE_TAG))


def examples_in(path: Path, policy: p.Policy) -> list[Example]:
    """Every example in a feature file.

    Raises:
        Unusable: with everything that is wrong with the file.
    """
    found = Diagnostics()
    feature = read_feature(path, found)
    examples = [] if feature is None else list(examples_of(feature, policy, found))
    found.stop_on_error()
    return [one for one in examples if one is not None]


def examples_of(
    feature: Feature,
    policy: p.Policy,
    diagnostics: Diagnostics,
    owned: Callable[[Step], bool] = lambda step: False,
) -> Iterator[Example | None]:
    """The example of each scenario; nothing where one is wrong, or has a step that is ``owned``."""
    words = wording(policy, feature.language)
    check_tags(feature, policy, diagnostics)
    _check_prose(feature, words, diagnostics)
    for scenario in feature.scenarios:
        if len(diagnostics) > MANY:
            diagnostics.append(Diagnostic("faults-more", Place(scenario.place.source)))
            return
        own = Diagnostics()
        read = [None if owned(step) else words.read(step, own) for step in scenario.steps]
        diagnostics.extend(one for one in own if one not in diagnostics)
        known = [
            (place, step, said)
            for place, (step, said) in enumerate(zip(scenario.steps, read, strict=True))
            if said is not None
        ]
        if own.failed or len(known) < len(scenario.steps):
            yield None
            continue
        given = [(step, said) for _, step, said in known if isinstance(said, s.Given)]
        reviewed = next((said for _, _, said in known if isinstance(said, s.Reviewed)))
        found = told(scenario.name, scenario.place, given, reviewed, policy, own)
        diagnostics.extend(one for one in own if one not in diagnostics)
        if found is None:
            yield None
            continue
        for _, step, said in known:
            if isinstance(said, s.Asked):
                _check_asked(step, said, found.case, diagnostics)
        expected = [(place, said) for place, _, said in known if isinstance(said, s.Expectation)]
        yield Example(
            scenario.name,
            feature.language,
            scenario.place,
            scenario.tags,
            found.case,
            tuple(said for _, said in expected),
            TO_CONFIRM in scenario.tags,
            scenario,
            tuple(place for place, _ in expected),
            found.taken,
        )


def check_tags(feature: Feature, policy: p.Policy, diagnostics: Diagnostics) -> None:
    """Report a tag about a rule that the policy does not have, or that is nearly one of ours."""
    parts: tuple[Feature | Rule | Scenario, ...] = (feature, *feature.rules, *feature.scenarios)
    for part in parts:
        for tag in part.tags:
            rule = tag.removeprefix(_RULE_TAG)
            where = _tag_place(part.place, tag) or part_of(part.place, tag)
            if tag.startswith(_RULE_TAG) and rule not in policy.rules:
                help: Note | None = did_you_mean(rule, policy.rules)
                diagnostics.error("feature-tag-rule", where, help, rule=rule)
            elif meant := _nearly_ours(tag):
                help = Note("help.did-you-mean", {"near": f"@{meant}"})
                diagnostics.error("feature-tag-misspelt", where, help, tag=f"@{tag}")


def _nearly_ours(tag: str) -> str | None:
    """The tag of ours that another was probably meant to be."""
    first, mark, rest = tag.casefold().partition(":")
    if tag.startswith(_RULE_TAG) or tag == TO_CONFIRM:
        return None
    if mark and (first in _RULE_WORDS or nearest(first, ["rule"])):
        return f"{_RULE_TAG}{rest}"
    bare = re.sub(r"[-_.]", "", tag.casefold())
    return TO_CONFIRM if difflib.get_close_matches(bare, ["toconfirm"], cutoff=0.8) else None


def _check_prose(feature: Feature, words: Wording, diagnostics: Diagnostics) -> None:
    """Report a step among the lines below a title, where it is prose.

    It has no keyword, or one that is misspelt, or it stands where no step can.
    """
    for line in feature.prose:
        pieces = line.text.split()
        texts = (" ".join(pieces[start:]) for start in range(_LONGEST_KEYWORD + 1))
        if any(words.reads(Step("", kind, text, line.place)) for text in texts for kind in KINDS):
            diagnostics.error("feature-step-prose", line.place, Note("help.feature-prose"))


def _check_asked(step: Step, one: s.Asked, case: Case, diagnostics: Diagnostics) -> None:
    """Report a question about a record that nobody told of."""
    match = re.fullmatch(r"(\w+)\[(\d+)\]\.\w+", one.fact)
    if match is None:
        return
    section = case.sections.get(match[1])
    if section is None or int(match[2]) >= len(section.records):
        where = part_of(step.place, one.fact)
        help = Note("help.step-record-unknown")
        diagnostics.error("step-record-unknown", where, help, name=one.fact.rpartition(".")[0])


def _tag_place(place: Place, tag: str) -> Place | None:
    """Where a tag stands: on the nearest line above that has it."""
    lines = place.source.lines
    for number in range(min(place.line, len(lines)), 0, -1):
        column = lines[number - 1].find(f"@{tag}")
        if column >= 0:
            return Place(place.source, number, column + 1, len(tag) + 1)
    return None
