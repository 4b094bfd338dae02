"""What a policy is: vocabulary, parameters, rules, verdicts, plan and promises, loaded and bound.

Nothing here knows of YAML; ``load`` makes these, every reading takes them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Literal, TypeVar, cast

from msgspec import Struct, field

from adieu import expression as ex
from adieu.diagnostics import Place
from adieu.expression import Condition, Operand
from adieu.language import Language, Text
from adieu.quantities import Setting, Type

Made = TypeVar("Made")

GRADES = ("red-flag", "final", "ground", "concern")
"""How much a finding weighs, heaviest first."""


class Phrase(Struct, frozen=True):
    """A Cucumber expression by which scenarios speak of a fact.

    Its parameter says the value, or ``value`` does; a yes/no fact without either is yes.
    """

    text: str
    value: str | None
    place: Place


class RecordField(Struct, frozen=True):
    """A field of a record: given (``default`` where it may be left out), or derived by ``when``."""

    name: str
    type: Type
    label: Text
    choices: Mapping[str, Text] = field(default_factory=dict)
    question: Text | None = None
    required: bool = False
    default: str | None = None
    when: Condition | None = None


class RecordKind(Struct, frozen=True):
    """A section of records: what dates them, whether the window limits them, their fields."""

    name: str
    date: str
    windowed: bool
    label: Text
    event: Text
    fields: Mapping[str, RecordField]
    phrases: Mapping[Language, tuple[Phrase, ...]] = field(default_factory=dict)
    """What scenarios call these records, beside their name and label."""

    @property
    def given(self) -> tuple[RecordField, ...]:
        """The fields that a client's file may hold."""
        return tuple(one for one in self.fields.values() if one.when is None)

    @property
    def derived(self) -> tuple[RecordField, ...]:
        """The fields derived within a record, each after those that it speaks of."""
        return tuple(one for one in self.fields.values() if one.when is not None)


class Given(Struct, frozen=True):
    """A fact that only the client's file can give."""


class Count(Struct, frozen=True):
    """How many records of a section fulfil a condition."""

    section: str
    where: Condition


class Sum(Struct, frozen=True):
    """The sum of a field over the records of a section that fulfil a condition."""

    field: str
    section: str
    where: Condition


class Calculation(Struct, frozen=True):
    """A value calculated from other facts."""

    operand: Operand


class Holds(Struct, frozen=True):
    """A yes/no fact that a condition over other facts answers."""

    condition: Condition


class Scored(Struct, frozen=True):
    """A fact that the scorecard brings into being: its score, its class, its sign-off."""

    what: Literal["score", "class", "agreed"]
    without_opinions: bool = False


Definition = Given | Count | Sum | Calculation | Holds | Scored


class Fact(Struct, frozen=True):
    """A name of the vocabulary: its type, where its value comes from, and how to ask for it.

    ``who`` can change it: the client, the firm, or nobody.  ``opinion`` marks what is felt rather
    than recorded.  ``beside`` names a fact whose value is shown beside the question.
    """

    name: str
    type: Type
    definition: Definition
    label: Text
    question: Text | None = None
    choices: Mapping[str, Text] = field(default_factory=dict)
    who: Literal["client", "firm", "nobody"] = "nobody"
    opinion: bool = False
    beside: str | None = None
    rule: str | None = None
    """For ``repair_tried.RULE`` and the count behind it: the rule."""
    phrases: Mapping[Language, tuple[Phrase, ...]] = field(default_factory=dict)


class Parameter(Struct, frozen=True):
    """A number the policy sets and a firm may override: what it means and what it may be."""

    name: str
    type: Type
    value: Setting
    label: Text
    meaning: Text


class Citation(Struct, frozen=True):
    """Where a rule comes from: a source, and the item in it where its items are numbered."""

    source: str
    item: str | None


class Nearly(Struct, frozen=True):
    """A near miss worth saying: when, why and what would help."""

    when: Condition
    because: Text
    remedy: Text | None


class Rule(Struct, frozen=True):
    """A condition for parting with a client, its exception, its weight and its words.

    ``matter`` is what one can talk about (``its kind``: the kind of the incident concerned);
    ``conduct`` names the fact whose records are the conduct; ``off`` says why a firm does without.
    """

    name: str
    title: Text
    grade: str
    theme: str
    matter: str | None
    conduct: str | None
    superseded_by: str | None
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    because: Text
    excused: Text | None
    remedy: Text | None
    nearly: Nearly | None
    cites: tuple[Citation, ...]
    off: Text | None = None


class VerdictRow(Struct, frozen=True):
    """A verdict and when it holds; the last row holds otherwise."""

    verdict: str
    title: Text
    sentence: Text
    meaning: Text
    when: Condition


class Step(Struct, frozen=True):
    """A step of the plan: for which verdicts, under what condition, what to do and why."""

    name: str
    verdicts: frozenset[str]
    when: Condition
    title: Text
    do: Text
    why: Text


class Criterion(Struct, frozen=True):
    """One criterion of the scorecard, scored 1 to 5; ``left_out`` of the mean where unknown."""

    name: str
    weight: int
    left_out: bool
    opinion: bool
    low: Text
    high: Text


class Scorecard(Struct, frozen=True):
    """Weighted criteria and where each class begins, best class first."""

    agreed: bool
    criteria: tuple[Criterion, ...]
    classes: tuple[tuple[str, int], ...]


class SourceText(Struct, frozen=True):
    """A text that rules cite."""

    title: Text
    items: int | None


class Excludes(Struct, frozen=True):
    """A client for whom the condition holds gets none of these verdicts."""

    when: Condition
    verdicts: tuple[str, ...]


class Assures(Struct, frozen=True):
    """A client for whom the condition holds gets one of these verdicts."""

    when: Condition
    verdicts: tuple[str, ...]


class Monotone(Struct, frozen=True):
    """Of two clients alike but for one fact, the verdict of who has more of it is never so.

    ``direction`` is where it never goes: ``milder`` or ``harsher``.  The fact is one that a file
    may answer: a quantity, or yes/no (yes is more); what is derived from it follows.  The condition
    speaks of facts, and holds for both.
    """

    when: Condition
    fact: str
    direction: Literal["milder", "harsher"]


class Independent(Struct, frozen=True):
    """Two clients alike but for these facts get one verdict; what is derived from them follows.

    The condition speaks of facts, and holds for both.
    """

    when: Condition
    facts: tuple[str, ...]


class Apart(Struct, frozen=True):
    """No client for whom the condition holds has two of these rules found."""

    when: Condition
    rules: tuple[str, ...]


Claim = Excludes | Assures | Monotone | Independent | Apart


class Promise(Struct, frozen=True):
    """What the policy never does to anybody: its words, and the claim that can be proved.

    It speaks of clients of whom every fact that the claim rests on is known.
    """

    name: str
    text: Text
    what: Claim
    place: Place | None = None


class Policy(Struct, frozen=True, dict=True, weakref=True):
    """A firm's policy, complete: what it extends has been merged in."""

    name: str
    version: str
    effective_from: date | None
    title: Text
    sha256: str
    sources: Mapping[str, SourceText]
    themes: Mapping[str, Text]
    matters: Mapping[str, Text]
    records: Mapping[str, RecordKind]
    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    rules: Mapping[str, Rule]
    verdicts: tuple[VerdictRow, ...]
    scorecard: Scorecard | None
    plan: tuple[Step, ...]
    invariants: tuple[Condition, ...]
    assumed_sections: frozenset[str]
    assumed_facts: Mapping[str, str]
    promises: tuple[Promise, ...] = ()
    """Those that the firm keeps: what is under ``off`` is left out."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where each part stands, by its path (``load.places``); no part of what the policy says."""

    @cached_property
    def _made(self) -> dict[object, object]:
        return {}

    def once(self, make: Callable[[Policy], Made]) -> Made:
        """What a function makes of this policy, made when it is first asked for."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(Made, self._made[make])

    @cached_property
    def settings(self) -> Mapping[str, Setting]:
        """The value of each parameter."""
        return {name: one.value for name, one in self.parameters.items()}

    @cached_property
    def active(self) -> tuple[Rule, ...]:
        """The rules that the firm has not turned off."""
        return tuple(rule for rule in self.rules.values() if rule.off is None)

    @cached_property
    def severity(self) -> Mapping[str, int]:
        """How harsh each verdict is: 0 is the harshest."""
        return {row.verdict: index for index, row in enumerate(self.verdicts)}

    @cached_property
    def gates(self) -> tuple[str, ...]:
        """The yes/no facts that verdict rows speak of, in their order."""
        names = [
            one.name
            for row in self.verdicts
            for one in ex.walk(row.when)
            if isinstance(one, ex.Fact) and one.type.name == "yes-no"
        ]
        return tuple(dict.fromkeys(names))

    @cached_property
    def counts(self) -> tuple[ex.Findings, ...]:
        """The counts of findings that verdict rows speak of, each once."""
        walked = (one for row in self.verdicts for one in ex.walk(row.when))
        return tuple(dict.fromkeys(one for one in walked if isinstance(one, ex.Findings)))

    @cached_property
    def speaking(self) -> Mapping[str, frozenset[str]]:
        """The facts that the condition and the exception of each active rule speak of."""
        return {
            rule.name: frozenset().union(*map(ex.fact_names, (*rule.when, *rule.unless)))
            for rule in self.active
        }

    @cached_property
    def _fitting(self) -> dict[ex.Findings, tuple[Rule, ...]]:
        return {}

    def fitting(self, node: ex.Findings) -> tuple[Rule, ...]:
        """The active rules that a count of findings looks at, whatever became of them."""
        if node not in self._fitting:
            self._fitting[node] = tuple(
                rule
                for rule in self.active
                if node.grade in (None, rule.grade)
                and node.theme in (None, rule.theme)
                and node.rule in (None, rule.name)
            )
        return self._fitting[node]

    @cached_property
    def hanging_on(self) -> Mapping[str, frozenset[str]]:
        """The facts that are derived, directly or through others, from each fact."""
        hanging: dict[str, set[str]] = {name: set() for name in self.facts}
        for name in reversed(tuple(self.facts)):
            for before in self._needed_for(self.facts[name].definition):
                hanging[before] |= {name, *hanging[name]}
        return {name: frozenset(after) for name, after in hanging.items()}

    def _needed_for(self, definition: Definition) -> frozenset[str]:
        """The facts that a definition rests on: those that it names, or the criteria of a score."""
        if isinstance(definition, Scored) and definition.what != "agreed" and self.scorecard:
            return frozenset(one.name for one in self.scorecard.criteria)
        return speaks_of(definition)

    def repair_fact(self, rule: Rule) -> Fact | None:
        """The fact that says whether repair was tried, for a rule that has a matter."""
        return self.facts.get(f"repair_tried.{rule.name}")


def speaks_of(definition: Definition) -> frozenset[str]:
    """The facts that a definition names."""
    match definition:
        case Calculation(operand):
            walked = ex.walk_operand(operand)
            return frozenset(one.name for one in walked if isinstance(one, ex.Fact))
        case Holds(condition):
            return ex.fact_names(condition)
        case _:
            return frozenset()
