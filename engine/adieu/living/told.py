"""What was given + a policy → the case that it tells of, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from msgspec import Struct

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Answer, Case, Section
from adieu.clients.consistency import sections_behind
from adieu.clients.fields import answerable, read_field
from adieu.clients.files import read_root
from adieu.diagnostics import Diagnostics, Note, Place, Source
from adieu.facts import derive
from adieu.living import steps as s
from adieu.living.gherkin import Doc, Step
from adieu.living.hearing import Heard
from adieu.living.per_policy import per_policy
from adieu.logic import UnitMismatch, is_known
from adieu.quantities import day
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
    found = _Teller(policy, reviewed.on, own).told(name, place, given)
    diagnostics.extend(own)
    return None if own.failed else found


class _Teller:
    """Tells of one client."""

    def __init__(self, policy: p.Policy, on: date | None, found: Diagnostics) -> None:
        self.policy, self.on, self.found = policy, on, found
        self.earliest = max(ANY_DAY, policy.effective_from or ANY_DAY)
        self.heard = Heard(policy, on, self.part, found)

    def told(self, name: str, place: Place, given: Iterable[Given]) -> Told | None:
        """The case, once everything was heard."""
        heard = self.heard
        for step, one in given:
            heard.hear(step, one)
        stated = self.on or (heard.dated[0] if heard.dated else None)
        if stated is None and heard.has_records:
            self.found.error("no-day", place, Note("help.reviewed-on"))
            return None
        as_of = stated or self.earliest
        answers, sections = heard.answers(), heard.sections(as_of)
        taken: tuple[str, ...] = ()
        unknown = frozenset(heard.unknown)
        if heard.nothing_else:
            taken = nothing_else(self.policy, answers, sections, heard.unkept, place, unknown)
        if self.found.failed:
            return None
        called = heard.called[0] if heard.called else name
        case = Case("client", called, as_of, answers, sections, place)
        self.check_unknown(case)
        return Told(case, taken)

    def check_unknown(self, case: Case) -> None:
        """Report a derived fact that nobody is said to know, and that the rest gives away."""
        derived = [
            (name, step)
            for name, step in self.heard.unknown.items()
            if not isinstance(self.policy.facts[name].definition, p.Given)
        ]
        if not derived:
            return
        with suppress(UnitMismatch):
            values = derive(self.policy, case).values
            for name, step in derived:
                if is_known(values[name]):
                    self.found.error("told-known", step.place, Note("help.told-known"), name=name)

    def part(self, step: Step, doc: Doc) -> Case | None:
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
        case = read_root(whole, Path("x"), self.policy, self.on, self.earliest, self.found)
        stated = root.entries.get("as_of")
        if case is not None and stated is not None and isinstance(stated[1], Scalar):
            self.heard.reviewed(day(stated[1].text), step)
        if case is not None and "client" in root.entries:
            self.heard.name(case.name, step)
        return case


def nothing_else(
    policy: p.Policy,
    answers: dict[str, Answer],
    sections: dict[str, Section],
    unkept: frozenset[str],
    place: Place,
    unknown: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """Add that nothing else happened; what was taken for granted: sections and facts by name.

    A section that nobody told of is empty.  Where a count over a section was told, the section
    itself stays unknown, its other counts are zero, and no warning is taken to have been given;
    what an invariant ties to a count that was told stays unknown, and so does what was said to be
    ``unknown``.
    """
    spoken = (*answers, *sorted(unknown))
    derived = [one for one in spoken if not isinstance(policy.facts[one].definition, p.Given)]
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
        if name in answers or name in tied or name in unknown:
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
