"""What was given + a policy → the case that it tells of, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Answer, Case, Record, Section
from adieu.clients.consistency import sections_behind
from adieu.clients.fields import Written, answerable, make_record, read_field
from adieu.clients.files import read_root
from adieu.diagnostics import Diagnostics, Note, Place, Source
from adieu.living import steps as s
from adieu.living.gherkin import Doc, Step
from adieu.living.per_policy import per_policy
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import Scalar, parse_yaml

ANY_DAY = date(2026, 1, 1)
"""The day of a review whose day does not matter, unless the policy begins later."""
Given = tuple[Step, s.Given]


class Told(Struct, frozen=True):
    """A case, and what ``nothing else happened`` took for granted: empty sections, answers."""

    case: Case
    taken: tuple[str, ...] = ()


def told(
    name: str,
    place: Place,
    given: Iterable[Given],
    reviewed: s.Reviewed,
    policy: p.Policy,
    diagnostics: Diagnostics,
) -> Told | None:
    """The case that a scenario tells of."""
    own = Diagnostics()
    teller = _Teller(policy, reviewed.on, own)
    for step, one in given:
        teller.hear(step, one)
    found = teller.told(name, place)
    diagnostics.extend(own)
    return None if own.failed else found


class _Teller:
    """Gathers what is told of one client."""

    def __init__(self, policy: p.Policy, on: date | None, found: Diagnostics) -> None:
        self.policy, self.on, self.found = policy, on, found
        self.name: str | None = None
        self.answers: dict[str, tuple[str, Step]] = {}
        self.rows: dict[str, list[tuple[Step, tuple[tuple[str, str, Place], ...]]]] = {}
        self.docs: list[tuple[Step, Doc]] = []
        self.unkept: set[str] = set()
        self.stated: date | None = None
        self.nothing_else = False

    def hear(self, step: Step, one: s.Given) -> None:
        """Add what one step gives."""
        match one:
            case s.SetFact(name, text):
                before = self.answers.get(name)
                if before and before[0] != text and before[1].background is step.background:
                    self.found.error("told-twice", step.place, name=name)
                self.answers[name] = text, step
            case s.Record(section, fields):
                self.rows.setdefault(section, []).append((step, fields))
            case s.Records(section, rows):
                self.rows.setdefault(section, []).extend((step, row) for row in rows)
            case s.NoRecords(section):
                self.rows.setdefault(section, [])
            case s.NotKept(section):
                self.unkept.add(section)
            case s.NothingElse():
                self.nothing_else = True
            case s.Client(name_):
                self.name = name_ or self.name
            case s.Fragment(doc):
                self.docs.append((step, doc))

    def told(self, name: str, place: Place) -> Told | None:
        """The case, once everything was heard."""
        earliest = max(ANY_DAY, self.policy.effective_from or ANY_DAY)
        parts = [self.part(step, doc, earliest) for step, doc in self.docs]
        dated = any(self.rows.values()) or any(
            section.records for one in parts if one for section in one.sections.values()
        )
        day = self.on or self.stated
        if day is None and dated:
            self.found.error("no-day", place, Note("help.reviewed-on"))
            return None
        as_of = day or earliest
        answers, sections = self.own_answers(as_of), self.own_sections(as_of)
        for one in parts:
            if one is not None:
                answers, sections = {**one.answers, **answers}, {**one.sections, **sections}
        taken: tuple[str, ...] = ()
        if self.nothing_else:
            taken = nothing_else(self.policy, answers, sections, frozenset(self.unkept), place)
        if self.found.failed:
            return None
        return Told(Case("client", self.name or name, as_of, answers, sections, place), taken)

    def part(self, step: Step, doc: Doc, today: date) -> Case | None:
        """What part of a client's file says, its places those of the feature."""
        indent = " " * (doc.place.column - 1)
        lines = (indent + line for line in doc.text.split("\n"))
        source = Source(doc.place.source.name, (*("",) * doc.place.line, *lines))
        root = parse_yaml(source, self.found)
        if not isinstance(root, Tree):
            return None
        named = Scalar("client", True, step.place)
        entries = {"client": (named, named), "id": (named, named), **root.entries}
        whole = Tree(entries, root.place)
        case = read_root(whole, Path("x"), self.policy, self.on, today, self.found)
        if case is not None and "as_of" in root.entries:
            self.stated = case.as_of
        if case is not None and "client" in root.entries:
            self.name = case.name
        return case

    def own_answers(self, as_of: date) -> dict[str, Answer]:
        """The answers that steps give."""
        facts = self.policy.facts
        return {
            name: Answer(read_field(text, facts[name].type, as_of), text, step.place)
            for name, (text, step) in self.answers.items()
            if text != "unknown"
        }

    def own_sections(self, as_of: date) -> dict[str, Section]:
        """The records that steps give."""
        sections: dict[str, Section] = {}
        for section, rows in self.rows.items():
            kind = self.policy.records[section]
            records: list[Record] = []
            for step, row in rows:
                place = row[0][2] if row else step.place
                written = {name: Written(text, at) for name, text, at in row}
                values = {
                    name: read_field(text, kind.fields[name].type, as_of) for name, text, _ in row
                }
                record = make_record(kind, len(records), written, values, place, as_of, self.found)
                records += [record] if record is not None else []
            sections[section] = Section(tuple(records))
        return sections


def nothing_else(
    policy: p.Policy,
    answers: dict[str, Answer],
    sections: dict[str, Section],
    unkept: frozenset[str],
    place: Place,
) -> tuple[str, ...]:
    """Add that nothing else happened; what was taken for granted: sections and facts by name.

    A section that nobody told of is empty.  Where a count over a section was told, the section
    itself stays unknown, its other counts are zero, and no warning is taken to have been given;
    what an invariant ties to a count that was told stays unknown.
    """
    derived = [one for one in answers if not isinstance(policy.facts[one].definition, p.Given)]
    spoken_of = {section for name in derived for section in sections_behind(policy, name)}
    empty = [one for one in policy.records if one not in (*sections, *spoken_of, *unkept)]
    counted = {_section(policy, name) for name in derived} - {None}
    told = _told_sections(policy)
    empty += [
        one
        for one in policy.records
        if one in spoken_of and one in told and one not in (*counted, *sections, *unkept)
        and not any(name.startswith("repair_tried.") for name in derived)
    ]  # fmt: skip
    taken = list(empty)
    for name in empty:
        sections[name] = Section()
    told_of = frozenset(derived)
    tied = frozenset().union(*(names for names, _ in ties(policy) if names & told_of))
    nobody_told = all(one in empty or sections.get(one) == Section() for one in told)
    for name, section, text in _zeros(policy):
        if name in answers or name in tied:
            continue
        if section not in counted or section in sections or section in unkept:
            continue
        if text == "no" and not nobody_told:
            continue
        answers[name] = Answer(read_field(text, policy.facts[name].type, ANY_DAY), text, place)
        taken.append(name)
    return tuple(taken)


@per_policy
def ties(policy: p.Policy) -> tuple[tuple[frozenset[str], ex.Condition], ...]:
    """Each invariant with the facts that it speaks of."""
    return tuple((ex.fact_names(one), one) for one in policy.invariants)


@per_policy
def _zeros(policy: p.Policy) -> tuple[tuple[str, str, str], ...]:
    """Each fact of a section, and what its answer is where nothing of the kind happened."""
    found = []
    for name, fact in answerable(policy).items():
        section = _section(policy, name)
        if section is not None and fact.type.name != "money":
            found.append((name, section, "no" if name.startswith("repair_tried.") else "0"))
    return tuple(found)


@per_policy
def _told_sections(policy: p.Policy) -> tuple[str, ...]:
    """The sections that hold when a client was told about something."""
    return tuple(name for name, kind in policy.records.items() if "about" in kind.fields)


def _section(policy: p.Policy, name: str) -> str | None:
    """The section that a fact counts, itself or by the one count that it asks about."""
    definition: object = policy.facts[name].definition
    rule = policy.facts[name].rule
    if rule is not None and name.startswith("repair_tried."):
        behind = policy.facts.get(f"went_on.{rule}")
        definition = behind.definition if behind else None
    return definition.section if isinstance(definition, p.Count | p.Sum) else None
