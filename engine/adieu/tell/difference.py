"""A difference between two policies + a language → its sentences, and its examples as files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from adieu import language as lang
from adieu import policy as p
from adieu.language import Filling, Language
from adieu.proof.diff.difference import Difference, RuleChange
from adieu.proof.diff.listed import PARTS, Listed
from adieu.proof.diff.made import Witness
from adieu.tell.witness import witness_text

MOST_NAMES = 12
"""So many names are listed of what is said differently."""


class Example(Struct, frozen=True):
    """A client's file with its caption; a second one where the policies ask different things."""

    caption: str
    files: tuple[tuple[str, str], ...]


class ToldVerdict(Struct, frozen=True):
    """Clients who get another verdict."""

    old: str
    new: str
    direction: str
    example: Example | None


class ToldRule(Struct, frozen=True):
    """A rule that differs: its name, what changes, examples."""

    title: str
    changes: str
    examples: tuple[Example, ...]


class ToldDifference(Struct, frozen=True):
    """A difference in words."""

    title: str
    headline: str
    remarks: tuple[str, ...]
    verdicts: tuple[ToldVerdict, ...]
    rules: tuple[ToldRule, ...]
    same: str
    listed: tuple[str, ...]
    policies: tuple[str, str]


def tell_difference(
    told: Difference, others: Sequence[Listed], language: Language
) -> ToldDifference:
    """A difference in words; ``others`` is what else the policies say differently."""
    return _Teller(told, language).tell(others)


class _Teller:
    """Puts a difference into words of one language."""

    def __init__(self, told: Difference, language: Language) -> None:
        self.told, self.language = told, language

    def say(self, key: str, **values: str | int | Filling) -> str:
        """An entry of the catalogue's words for this command."""
        return lang.say(self.language, f"terminal.diff.{key}", **values)

    def tell(self, others: Sequence[Listed]) -> ToldDifference:
        """All of it."""
        told = self.told
        overall = told.overall
        key = overall if told.settled or overall == "open" else f"{overall}-open"
        titles = [Filling(self.version(one)) for one in (told.old, told.new)]
        count = len(told.same_rules)
        unchanged = "same-rules" if told.rules else "no-rules"
        return ToldDifference(
            self.say("title", old=titles[0], new=titles[1]),
            self.say(f"overall.{key}"),
            tuple(self.remarks()),
            tuple(
                ToldVerdict(
                    self.verdict(told.old, one.old),
                    self.verdict(told.new, one.new),
                    self.say(f"direction.{one.direction}"),
                    self.example(one.witness),
                )
                for one in told.verdicts
            ),
            tuple(map(self.rule, told.rules)),
            self.say(unchanged, count=count) if told.rules else self.say(unchanged),
            tuple(self.listed(others)),
            (self.policy(told.old), self.policy(told.new)),
        )

    def remarks(self) -> Iterator[str]:
        """What the headline rests on, and how verdicts compare where that is not plain."""
        told = self.told
        if told.settled:
            yield self.say("proved", day=Filling(lang.day(self.language, told.on)))
        elif told.verdicts:
            yield self.say("unproved")
        if told.overall == "same" and any("yes" in (one.more, one.fewer) for one in told.rules):
            yield self.say("regardless")
        orders = [[row.verdict for row in one.verdicts] for one in (told.old, told.new)]
        if orders[0] != orders[1] and told.verdicts:
            yield self.say("scale")

    def version(self, policy: p.Policy) -> str:
        """The name and the version of a policy."""
        title, version = Filling(policy.title[self.language]), Filling(policy.version)
        return self.say("version", title=title, version=version)

    def policy(self, policy: p.Policy) -> str:
        """The name, the version and the hash of a policy."""
        title, version = Filling(policy.title[self.language]), Filling(policy.version)
        return self.say("policy", title=title, version=version, sha256=Filling(policy.sha256))

    def verdict(self, policy: p.Policy, name: str) -> str:
        """The title of a verdict."""
        row = next(one for one in policy.verdicts if one.verdict == name)
        return row.title[self.language]

    def example(self, witness: Witness | None, key: str | None = None) -> Example | None:
        """A witness as a client's file, or as two where the policies ask different things."""
        if witness is None:
            return None
        caption = self.say(key or "for-both")
        after = witness_text(self.told.new, witness.after)
        if witness.alike:
            return Example(caption, ((caption, after),))
        before = witness_text(self.told.old, witness.before)
        files = (self.say("for-old"), before), (self.say("for-new"), after)
        return Example(caption, files)

    def rule(self, one: RuleChange) -> ToldRule:
        """A rule that differs."""
        policy = self.told.new if one.name in self.told.new.rules else self.told.old
        changes = [self.say(f"status.{one.status}")] if one.status != "changed" else []
        if one.status == "changed":
            changes.append(self.say(f"found.{_whom(one)}"))
        if one.grades is not None:
            old, new = (
                Filling(lang.say(self.language, f"sentences.grade.{grade}")) for grade in one.grades
            )
            changes.append(self.say("grade", old=old, new=new))
        examples = (
            self.example(one.more_witness, "found-now"),
            self.example(one.fewer_witness, "found-before"),
        )
        title = policy.rules[one.name].title[self.language]
        kept = tuple(example for example in examples if example is not None)
        return ToldRule(title, "; ".join(changes), kept)

    def listed(self, others: Sequence[Listed]) -> Iterator[str]:
        """What is said differently, a line for each part of the policy."""
        for part in PARTS:
            names = [
                self.say(f"what.{one.what}", name=Filling(one.name)) if one.name else ""
                for one in others
                if one.part == part
            ]
            if not names:
                continue
            said = ", ".join(names[:MOST_NAMES])
            if len(names) > MOST_NAMES:
                said = self.say("and-more", names=Filling(said), count=len(names) - MOST_NAMES)
            label = self.say(f"listed.{part}")
            yield self.say("listing", part=Filling(label), names=Filling(said)) if said else label


def _whom(one: RuleChange) -> str:
    """For whom a rule is found that was not before, or no longer."""
    match one.more, one.fewer:
        case "yes", "yes":
            return "others"
        case "yes", fewer:
            return "more" if fewer == "no" else "more-open"
        case more, "yes":
            return "fewer" if more == "no" else "fewer-open"
        case "no", "no":
            return "same"
        case _:
            return "open"
