"""A client that tells a mutant from the policy + a language → a scenario, ready to be confirmed.

It states what the policy does, which is not always what it should do: hence the tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from msgspec import Struct
from msgspec.structs import replace

from adieu import language as lang
from adieu import policy as p
from adieu.case import Case
from adieu.diagnostics import Diagnostics, Source
from adieu.language import Filling, Language
from adieu.living import steps as s
from adieu.living.describe import described, title_of
from adieu.living.example import TO_CONFIRM, Example, examples_of
from adieu.living.gherkin import parse_feature
from adieu.living.keywords import keyword
from adieu.living.killing import fails, prepare
from adieu.living.mutants import Mutant
from adieu.living.reach import Reach
from adieu.living.rerun import Rerun
from adieu.living.seen import Base
from adieu.living.speech import Speaker, Table, Unspoken
from adieu.living.witness import differing

_MOST = 3
"""So many of the differences a scenario states, beside the verdict."""


class Written(Struct, frozen=True):
    """A scenario in words, with the rule that it is about; ``lines`` are its steps."""

    mutant: Mutant
    name: str
    rule: str | None
    lines: tuple[str, ...]


def write(
    policy: p.Policy, told: Sequence[tuple[Mutant, Case]], language: Language
) -> Mapping[str, str]:
    """Feature files by name that state what the policy does to these clients.

    A mutant that a scenario before it kills gets none of its own; nor does one that no step of the
    language can tell from the policy.
    """
    writer = _Writer(policy, language)
    for mutant, case in told:
        writer.add(mutant, case)
    return writer.files()


class _Writer:
    """Writes scenarios, each only where those before it do not do."""

    def __init__(self, policy: p.Policy, language: Language) -> None:
        self.policy, self.language = policy, language
        self.reach, self.speaker = Reach(policy), Speaker(policy, language)
        self.written: dict[str, list[Written]] = {}
        self.examples: list[Example] = []

    def add(self, mutant: Mutant, case: Case) -> None:
        """A scenario for one mutant, in the fewest words that do."""
        rerun = Rerun(self.policy, mutant, self.reach)
        if any(self.kills(rerun, one) for one in self.examples):
            return
        group = self.written.setdefault(mutant.root, [])
        name = self.say(
            "scenario", what=title_of(self.policy, mutant.root, self.language), n=len(group) + 1
        )
        for given in self.ways(case):
            written = self.scenario(mutant, rerun, name, *given)
            example = written and self.example(written)
            if written and example and self.kills(rerun, example):
                group.append(written)
                self.examples.append(example)
                return

    def kills(self, rerun: Rerun, example: Example) -> bool:
        """Whether an example holds under the policy and fails under a mutant."""
        ready = prepare(self.policy, example)
        return ready is not None and fails(rerun, ready)

    def ways(self, case: Case) -> Iterator[tuple[Case, bool]]:
        """The client as he may be told; first with "nothing else happened" for the rest."""
        quiet = {
            name
            for name, one in case.answers.items()
            if not isinstance(self.policy.facts[name].definition, p.Given)
            and one.text in ("0", "no")
        }
        told = {name: one for name, one in case.answers.items() if name not in quiet}
        full = {name: one for name, one in case.sections.items() if one.records}
        for answers in (told, case.answers):
            yield replace(case, answers=answers, sections=full), True
        yield case, False

    def scenario(
        self, mutant: Mutant, rerun: Rerun, name: str, case: Case, rest: bool
    ) -> Written | None:
        """The scenario of a client, or nothing where words fail."""
        try:
            given = list(self.given(case, rest))
            told = self.draft(mutant, name, given, case)
            if told is None:
                return None
            base = Base(self.policy, told.case)
            seen = rerun.seen(base)
            if seen is None:
                return None
            steps = self.steps(given, case, base, differing(base, seen))
            return Written(mutant, name, self.rule_of(mutant), steps)
        except Unspoken:
            return None

    def draft(self, mutant: Mutant, name: str, given: list[str], case: Case) -> Example | None:
        """The example of what was given, to learn which client the words tell of."""
        lines = self.lines(given, case, [self.speaker.expected(s.FinalIs(True))])
        return self.example(Written(mutant, name, None, lines))

    def steps(
        self, given: list[str], case: Case, base: Base, differ: tuple[s.Expectation, ...]
    ) -> tuple[str, ...]:
        """All steps: what is given, the review, the verdict and what tells the mutant apart."""
        wanted: list[s.Expectation] = [s.VerdictIs(base.verdict)]
        steps = s.PlanHas | s.PlanMayHave
        differ = tuple(one for one in differ if not isinstance(one, steps)) or differ
        for one in differ[:_MOST]:
            match one:
                case s.StateIs(rule, "found"):
                    wanted.append(s.ReasonIs(rule))
                case s.VerdictIs():
                    pass
                case _:
                    wanted.append(one)
        return self.lines(given, case, [self.speaker.expected(one) for one in wanted])

    def given(self, case: Case, rest: bool) -> Iterator[str]:
        """What is given of a client; ``rest``: that nothing else happened."""
        for name, answer in case.answers.items():
            yield self.speaker.fact(name, answer)
        for name, section in case.sections.items():
            if section.records:
                text, table = self.speaker.records(name, section.records, case.as_of)
                yield "\n".join((text, *_table(table)))
            elif not rest:
                yield self.speaker.no_records(name)
        if rest:
            yield self.speaker.nothing_else()
        elif not case.answers and not case.sections:
            yield next(self.speaker.generic("given.client"))

    def lines(self, given: list[str], case: Case, then: list[str]) -> tuple[str, ...]:
        """The steps with their keywords."""
        also = keyword(self.language, "and")
        listed = [("given", given), ("when", [self.speaker.reviewed(case.as_of)]), ("then", then)]
        lines = []
        for kind, texts in listed:
            for index, text in enumerate(texts):
                word = also if index else keyword(self.language, kind)
                joint = "" if word.endswith("'") else " "
                lines.append(f"{word}{joint}{text}")
        return tuple(lines)

    def rule_of(self, mutant: Mutant) -> str | None:
        """The rule that a mistake is in."""
        kind, _, name = mutant.root.partition(":")
        return name if kind == "rule" else None

    def example(self, written: Written) -> Example | None:
        """The example that a scenario makes once it is read."""
        found = Diagnostics()
        text = self.feature(written.mutant.root, [written])
        feature = parse_feature(Source("", tuple(text.split("\n"))), found)
        examples = [] if feature is None else list(examples_of(feature, self.policy, found))
        return examples[0] if examples and not found.failed else None

    def files(self) -> Mapping[str, str]:
        """A file for each part of the policy, by its name."""
        return {
            f"{re.sub('[^A-Za-z0-9.]+', '-', root)}.feature": self.feature(root, group)
            for root, group in self.written.items()
            if group
        }

    def feature(self, root: str, group: Sequence[Written]) -> str:
        """The text of one file."""
        title = self.say("feature", what=title_of(self.policy, root, self.language))
        parts = [
            f"# language: {self.language}",
            f"# {self.say('unconfirmed', tag=f'@{TO_CONFIRM}')}",
            f"{keyword(self.language, 'feature')}: {title}",
        ]
        for one in group:
            tags = [TO_CONFIRM, *([f"rule:{one.rule}"] if one.rule else [])]
            parts += [
                "",
                f"  # {self.say('noticed', what=described(one.mutant, self.language))}",
                "  " + " ".join(f"@{tag}" for tag in tags),
                f"  {keyword(self.language, 'scenario')}: {one.name}",
                *(f"    {line}" for step in one.lines for line in step.split("\n")),
            ]
        return "\n".join(parts) + "\n"

    def say(self, key: str, what: str = "", n: int = 0, tag: str = "") -> str:
        """An entry of the catalogue."""
        filled = {"what": Filling(what), "tag": Filling(tag), "n": n}
        return lang.say(self.language, f"terminal.mutation.write.{key}", **filled)  # type: ignore[arg-type]


def _table(table: Table) -> Iterator[str]:
    """The rows of a table, its columns below one another."""
    widths = [max(len(row[index]) for row in table) for index in range(len(table[0]))]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield f"  | {' | '.join(cells)} |"


def path_of(folder: PurePath, language: Language, name: str) -> PurePath:
    """Where a written file belongs: features of one language lie together."""
    return folder / language / name
