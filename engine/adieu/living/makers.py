"""The parts of a step's text → what it says, each name resolved and each value read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from adieu import policy as p
from adieu.diagnostics import Diagnostics, Note, Place, did_you_mean
from adieu.living import steps as s
from adieu.living.gherkin import Step
from adieu.living.phrases import QUOTED, Spoken
from adieu.living.telling import Teller, part_of
from adieu.living.values import canonical, plain
from adieu.quantities import Type, Unreadable, day

Groups = tuple[str | None, ...]
_MARKS = '"“”„«»` '
_STATES = {
    "found": "found",
    "not-found": "not_found",
    "superseded": "superseded",
    "excused": "excused",
    "undetermined": "undetermined",
    "near": "near",
    "not-near": "not_near",
}


class Maker(Teller):
    """Makes what a step says of what its text matched; what is wrong is collected."""

    def make(self, key: str, groups: Groups, step: Step, found: Diagnostics) -> s.Said | None:
        """What a step of the catalogue says."""
        said = self._given(key, groups, step, found) or self._then(key, groups, step, found)
        takes_doc = key in ("given.fragment", "then.says", "then.says-not")
        if step.table and key != "given.records":
            found.error("step-table-unused", step.table[0][0].place, Note("help.step-table-unused"))
        elif step.doc and not takes_doc:
            found.error("step-doc-unused", step.doc.place, Note("help.step-doc-unused"))
        return said

    def spoken(
        self, one: Spoken, groups: Groups, step: Step, found: Diagnostics
    ) -> s.SetFact | None:
        """What a phrase of the vocabulary says."""
        if step.table or step.doc:
            where = step.table[0][0].place if step.table else step.place
            code = "step-table-unused" if step.table else "step-doc-unused"
            found.error(code, where, Note(f"help.{code}"))
        text = next((one for one in groups if one is not None), None)
        if text is None:
            return s.SetFact(one.fact.name, one.phrase.value or "yes")
        return self.set(one.fact.name, text, step.place, found)

    def _given(self, key: str, groups: Groups, step: Step, found: Diagnostics) -> s.Said | None:
        match key:
            case "given.set-fact":
                return self.told(self.fact(groups[0]), groups[1] or "", step.place, found)
            case "given.records":
                return self.records(self.section(groups[0]), step, found)
            case "given.record":
                return self.record(self.section(groups[0]), groups[1] or "", step.place, found)
            case "given.no-records":
                return s.NoRecords(self.section(groups[0]))
            case "given.not-kept":
                return s.NotKept(self.section(groups[0]))
            case "given.nothing-else":
                return s.NothingElse()
            case "given.client":
                return s.Client(groups[0].strip(_MARKS) if groups and groups[0] else None)
            case "given.fragment":
                if step.doc is None:
                    found.error("step-doc-missing", step.place)
                return s.Fragment(step.doc) if step.doc else None
            case "when.reviewed":
                return self.reviewed(groups[0] if groups else None, step.place, found)
            case _:
                return None

    def _then(self, key: str, groups: Groups, step: Step, found: Diagnostics) -> s.Said | None:
        name = key.partition(".")[2]
        text = groups[0] if groups else None
        if name in _STATES:
            rule = self.one("rule", text, self.names.rules, step.place, found)
            return None if rule is None else s.StateIs(rule, _STATES[name])
        match key:
            case "then.verdict" | "then.no-verdict" | "then.could-become" | "then.no-more":
                verdict = self.one("verdict", text, self.names.verdicts, step.place, found)
                kind = s.VerdictIs if name.endswith("verdict") else s.CouldBecome
                holds = name in ("verdict", "could-become")
                return None if verdict is None else kind(verdict, holds)
            case "then.final" | "then.provisional":
                return s.FinalIs(name == "final")
            case "then.possible":
                return self.possible(text or "", step.place, found)
            case "then.reason" | "then.no-reason":
                rule = self.one("rule", text, self.names.rules, step.place, found)
                return None if rule is None else s.ReasonIs(rule, name == "reason")
            case "then.class":
                return self.classes(text or "", step.place, found)
            case "then.plan" | "then.no-plan":
                one = self.one("plan", text, self.names.steps, step.place, found)
                return None if one is None else s.PlanHas(one, name == "plan")
            case "then.plan-may":
                one = self.one("plan", text, self.names.steps, step.place, found)
                return None if one is None else s.PlanMayHave(one)
            case "then.fact":
                said = self.set(self.fact(text), groups[1] or "", step.place, found)
                return None if said is None else s.FactIs(said.name, said.text)
            case "then.asked" | "then.not-asked":
                return self.asked(text or "", name == "asked", step.place, found)
            case "then.would-become" | "then.would-be" | "then.offered":
                verdict = self.one("verdict", text, self.names.verdicts, step.place, found)
                changes = self.changes(groups[1] or "", step.place, found)
                if verdict is None or not changes:
                    return None
                if name == "offered":
                    return s.Offered(verdict, changes)
                return s.WouldBecome(verdict, changes, turns=name == "would-become")
            case "then.says" | "then.says-not":
                if text is None and step.doc is None:
                    found.error("step-doc-missing", step.place)
                if text is not None and step.doc is not None:
                    help = Note("help.step-doc-unused")
                    found.error("step-doc-unused", step.doc.place, help)
                told = step.doc.text if step.doc else (text or "").strip(_MARKS)
                if not re.search(r"[^\W_]|[^\s\\*_`|#>\w]", told):
                    found.error("step-says-nothing", step.place, Note("help.step-says-nothing"))
                return s.Says(told, name == "says")
            case _:
                return None

    # Names

    def bare(self, text: str | None) -> str:
        """A name without the article before it."""
        folded = plain(text or "")
        return self.article.sub("", folded, count=1) if self.article.match(folded) else folded

    def fact(self, text: str | None) -> str:
        """The fact that a text names."""
        return self.names.facts.get(plain(text or "")) or self.names.facts[self.bare(text)]

    def section(self, text: str | None) -> str:
        """The section that a text names."""
        return self.names.sections.get(plain(text or "")) or self.names.sections[self.bare(text)]

    def one(
        self,
        what: str,
        text: str | None,
        known: Mapping[str, str],
        place: Place,
        found: Diagnostics,
    ) -> str | None:
        """The rule, the verdict or the step that a quoted text names."""
        bare = (text or "").strip(_MARKS)
        if plain(bare) in known:
            return known[plain(bare)]
        where = part_of(place, bare)
        called = known.values() if what == "class" else known
        found.error(f"step-{what}-unknown", where, did_you_mean(bare, called), name=bare)
        return None

    # Values

    def told(self, name: str, text: str, place: Place, found: Diagnostics) -> s.SetFact | None:
        """A fact that is given; one that the scorecard yields cannot be."""
        if isinstance(self.policy.facts[name].definition, p.Scored):
            help = Note("help.step-fact-scored")
            found.error("step-fact-scored", part_of(place, name), help, name=name)
            return None
        return self.set(name, text, place, found)

    def reviewed(self, text: str | None, place: Place, found: Diagnostics) -> s.Reviewed | None:
        """The review, and its day where one is told."""
        if text is None:
            return s.Reviewed(None)
        try:
            return s.Reviewed(day(canonical(text, Type("date"), self.language)))
        except Unreadable as error:
            found.error("value-unreadable", part_of(place, text), error.expected, text=text)
            return None

    def changes(self, text: str, place: Place, found: Diagnostics) -> tuple[s.Change, ...]:
        """What facts would be, one after the other."""
        changes: list[s.Change] = []
        pieces = self.joint.split(text)
        while pieces:
            for size in range(1, len(pieces) + 1):
                piece = " ".join(pieces[:size])
                match = next((m for one in self.set_fact if (m := one.match(piece))), None)
                if match:
                    said = self.set(self.fact(match[1]), match[2], place, found)
                    changes += [s.Change(said.name, said.text)] if said else []
                    pieces = pieces[size:]
                    break
            else:
                help = Note("help.step-changes")
                found.error("step-changes", part_of(place, pieces[0]), help, text=pieces[0])
                return ()
        return tuple(changes)

    def possible(self, text: str, place: Place, found: Diagnostics) -> s.PossibleAre | None:
        """Verdicts in the order of the policy."""
        quoted = re.findall(QUOTED, text)
        named = [self.one("verdict", one, self.names.verdicts, place, found) for one in quoted]
        severity = self.policy.severity
        known = [one for one in named if one is not None]
        return s.PossibleAre(tuple(sorted(set(known), key=severity.__getitem__))) if known else None

    def classes(self, text: str, place: Place, found: Diagnostics) -> s.ClassIs | None:
        """Classes in the order of the scorecard."""
        card = self.policy.scorecard
        known = {plain(name): name for name, _ in card.classes} if card else {}
        named = [self.one("class", one, known, place, found) for one in self.joint.split(text)]
        order = list(known.values())
        classes = sorted({one for one in named if one is not None}, key=order.index)
        return s.ClassIs(tuple(classes)) if classes else None

    def asked(self, text: str, holds: bool, place: Place, found: Diagnostics) -> s.Asked | None:
        """A question by the name of its fact or field, or by its words."""
        bare = text.strip(_MARKS)
        names = self.names
        fact = names.facts.get(plain(bare)) or names.facts.get(self.bare(bare))
        fact = fact or names.questions.get(plain(bare))
        if fact is None and re.fullmatch(r"\w+\[\d+\]\.\w+", bare):
            section, field = bare.split("[")[0], bare.rsplit(".")[-1]
            if field in (names.fields.get(section) or {}).values():
                fact = bare
        if fact is None:
            help = did_you_mean(bare, names.facts)
            found.error("step-question-unknown", part_of(place, bare), help, name=bare)
            return None
        return s.Asked(fact, holds)
