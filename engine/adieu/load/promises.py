"""The ``promises`` of the tree + what can be spoken of → promises, each with one claim."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, cast

from adieu import expression as ex
from adieu import policy as p
from adieu.diagnostics import Diagnostics, Note, did_you_mean, nearest
from adieu.expression import ALWAYS
from adieu.grammar import Names, type_note
from adieu.load import reading as r
from adieu.load.shapes import CLAIMS, PROMISE
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import Node, Scalar, Sequence

_ORDERED = ("yes-no", "number", "share", "money")


def read_promises(
    root: Tree,
    names: Names,
    facts: Mapping[str, p.Fact],
    rows: tuple[p.VerdictRow, ...],
    diagnostics: Diagnostics,
) -> tuple[p.Promise, ...]:
    """The promises that are not turned off.

    Args:
        root: The tree.
        names: What a condition of a promise may speak of, findings among it.
        facts: All facts, those that say whether repair was tried among them.
        rows: The verdict rows.
        diagnostics: Receives what is wrong.
    """
    reader = _Reader(names, facts, tuple(row.verdict for row in rows), diagnostics)
    off, found = r.keys(root.get("off")), []
    rules = {
        id_[0]: id_[1] for one in r.items(root.get("rules")) if (id_ := r.word_at(one, "rule"))
    }
    for node in r.items(root.get("promises")):
        id_ = r.word_at(node, "promise")
        if id_ is None or not isinstance(node, Tree):
            continue
        name, place = id_
        if name in rules:
            diagnostics.error("duplicate-id", place, name=name, first=rules[name])
        what = reader.claim(name, node)
        if what is not None and name not in off:
            found.append(p.Promise(name, r.texts(node.get("text")), what, place))
    return tuple(found)


class _Reader:
    """Reads the claim of one promise after another."""

    def __init__(
        self,
        names: Names,
        facts: Mapping[str, p.Fact],
        verdicts: tuple[str, ...],
        diagnostics: Diagnostics,
    ) -> None:
        self.names, self.facts, self.verdicts = names, facts, verdicts
        self.diagnostics = diagnostics

    def claim(self, name: str, node: Tree) -> p.Claim | None:
        """What a promise claims, or nothing where that has been reported."""
        where = f"promises.{name}"
        key = self.kind(name, node)
        varies = key in ("more", "without")
        when = self.condition(node, where, key if varies else None)
        match key:
            case "never":
                return p.Excludes(when, self.verdicts_at(node, key, where))
            case "always":
                return p.Assures(when, self.verdicts_at(node, key, where))
            case "more":
                fact = self.fact(node.get(key), where, ordered=True)
                never = r.text(node.get("verdict")).removeprefix("never ")
                direction = cast(Literal["milder", "harsher"], never)
                return p.Monotone(when, fact, direction) if fact else None
            case "without":
                listed = self.listed(node, key, where)
                named = (self.fact(one, where) for one in listed)
                return p.Independent(when, tuple(dict.fromkeys(one for one in named if one)))
            case "apart":
                return p.Apart(when, self.rules_at(node, key))
            case _:
                return None

    def kind(self, name: str, node: Tree) -> str | None:
        """The key that makes the claim, where there is one."""
        keys = [key for key in node.entries if key in CLAIMS]
        if len(keys) > 1:
            help = Note("help.promise-each")
            self.diagnostics.error("promise-several", node.entries[keys[1]][0].place, help,
                                   name=name, first=keys[0], key=keys[1])  # fmt: skip
            return None
        if keys and "verdict" in node.entries and keys != ["more"]:
            idle = node.entries["verdict"][0].place
            self.diagnostics.error("key-idle", idle, key="verdict", way=keys[0])
        elif keys == ["more"] and "verdict" not in node.entries:
            self.lacking(node, "verdict")
        elif not keys and "verdict" in node.entries:
            self.lacking(node, "more")
        elif not keys and not _misspelt(node, CLAIMS):
            self.diagnostics.error(
                "promise-empty", node.place, Note("help.promise-claims"), name=name
            )
        return keys[0] if keys else None

    def lacking(self, node: Tree, key: str) -> None:
        """Report that a key is missing, unless a misspelt one was reported already."""
        if not _misspelt(node, (key,)):
            self.diagnostics.error("key-missing", node.place, key=key)

    def condition(self, node: Tree, where: str, varying: str | None) -> ex.Condition:
        """Of which clients it is promised; findings cannot be counted where facts vary."""
        when = node.get("when")
        if when is None:
            return ALWAYS
        found = r.condition(when, self.names, where, self.diagnostics) or ALWAYS
        if varying and any(isinstance(one, ex.Findings) for one in ex.walk(found)):
            for line in _lines(when):
                if (start := line.text.find("findings")) >= 0:
                    place = line.place.part(line.text, start, len("findings"))
                    help = Note("help.promise-facts")
                    self.diagnostics.error("promise-findings", place, help, key=varying)
        return found

    def verdicts_at(self, node: Tree, key: str, where: str) -> tuple[str, ...]:
        """The verdicts under a key."""
        listed = self.listed(node, key, where)
        for one in listed:
            if one.text not in self.verdicts:
                help = did_you_mean(one.text, self.verdicts)
                self.diagnostics.error("verdict-unknown", one.place, help, name=one.text)
        verdicts = tuple(dict.fromkeys(one.text for one in listed))
        if key == "always" and set(self.verdicts) <= set(verdicts):
            place = node.entries[key][0].place
            self.diagnostics.error("promise-idle", place, Note("help.promise-idle"), where=where)
        return verdicts

    def rules_at(self, node: Tree, key: str) -> tuple[str, ...]:
        """The rules under a key, of which there have to be two."""
        words = node.get(key)
        listed = [one for one in r.items(words) if isinstance(one, Scalar) and one.text.strip()]
        for one in listed:
            if one.text not in self.names.rules:
                help = did_you_mean(one.text, self.names.rules)
                self.diagnostics.error("rule-unknown", one.place, help, name=one.text)
        rules = tuple(dict.fromkeys(one.text for one in listed))
        if len(rules) < 2 and isinstance(words, Sequence):
            self.diagnostics.error("promise-few-rules", words.place)
        return rules

    def listed(self, node: Tree, key: str, where: str) -> list[Scalar]:
        """The words in a list, of which there has to be one."""
        words = node.get(key)
        if isinstance(words, Sequence) and not words.items:
            code = "promise-no-facts" if key == "without" else "promise-no-verdicts"
            self.diagnostics.error(code, words.place, where=where)
        return [one for one in r.items(words) if isinstance(one, Scalar) and one.text.strip()]

    def fact(self, node: Node | None, where: str, ordered: bool = False) -> str | None:
        """A fact that a client's file may answer (``ordered``: of which there can be more)."""
        if not isinstance(node, Scalar) or not node.text.strip():
            return None
        name = node.text
        fact = self.facts.get(name)
        if fact is None:
            self.unknown(node, where)
        elif not _answered(fact):
            self.diagnostics.error("promise-derived", node.place, self.instead(fact), name=name)
        elif ordered and fact.type.name not in _ORDERED:
            help = Note("help.promise-ordered", {"name": name})
            self.diagnostics.error(
                "not-ordered", node.place, help, name=name, type=type_note(fact.type)
            )
        else:
            return name
        return None

    def unknown(self, node: Scalar, where: str) -> None:
        """Report a name that is no fact, unless its declaration was reported."""
        name, names = node.text, self.names
        if name in names.parameters:
            self.diagnostics.error("parameter-in-client", node.place, name=name)
        elif name in names.elsewhere:
            help = Note("help.only-facts")
            self.diagnostics.error("name-not-here", node.place, help, name=name, where=where)
        elif name not in names.reported | names.facts.keys():
            known = [one for one, fact in self.facts.items() if _answered(fact)]
            help_ = did_you_mean(name, known)
            self.diagnostics.error("fact-unknown", node.place, help_, name=name, where=where)

    def instead(self, fact: p.Fact) -> Note | None:
        """What to name instead of a fact that is worked out."""
        match fact.definition:
            case p.Calculation() as definition if before := p.speaks_of(definition):
                words = ", ".join(f"`{one}`" for one in sorted(before))
                return Note("help.promise-from", {"words": words})
            case p.Scored("score" | "class"):
                return Note("help.promise-criterion")
            case _:
                return None


def _answered(fact: p.Fact) -> bool:
    """Whether it can vary by itself: an answer, a count, a sum, a condition that one may answer."""
    inner = fact.name.startswith("went_on.")
    return not inner and not isinstance(fact.definition, p.Calculation | p.Scored)


def _misspelt(node: Tree, wanted: tuple[str, ...]) -> bool:
    """Whether an unknown key, reported as such, was meant to be one of these."""
    unknown = [key for key in node.entries if key not in PROMISE.keys]
    return any(nearest(key, PROMISE.keys) in wanted for key in unknown)


def _lines(node: Node) -> list[Scalar]:
    """The lines of a condition."""
    if isinstance(node, Scalar):
        return [node]
    inside = r.items(node)
    if isinstance(node, Tree):
        inside = tuple(value for _, value in node.entries.values())
    return [line for one in inside for line in _lines(one)]
