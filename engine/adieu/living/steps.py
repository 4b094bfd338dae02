"""What a step can say: a closed union of what is given, what is done, and what is expected."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from adieu.diagnostics import Place
from adieu.living.gherkin import Doc


class SetFact(Struct, frozen=True):
    """Given a fact or a score with a value, written as in a client's file."""

    name: str
    text: str


class Record(Struct, frozen=True):
    """Given one record: the names of its fields and their values, as in a client's file."""

    section: str
    fields: tuple[tuple[str, str, Place], ...]


class Records(Struct, frozen=True):
    """Given records by a table; no rows: none."""

    section: str
    rows: tuple[tuple[tuple[str, str, Place], ...], ...]


class NoRecords(Struct, frozen=True):
    """Given a section that is known to hold nothing."""

    section: str


class NotKept(Struct, frozen=True):
    """Given a section of which nothing is known, whatever else did not happen."""

    section: str


class NothingElse(Struct, frozen=True):
    """Given that nothing happened beside what was told."""


class Client(Struct, frozen=True):
    """Given a client, by name where one is told, of whom nothing else is said."""

    name: str | None = None


class Fragment(Struct, frozen=True):
    """Given part of a client's file."""

    doc: Doc


Given = SetFact | Record | Records | NoRecords | NotKept | NothingElse | Client | Fragment


class Reviewed(Struct, frozen=True):
    """When the client is reviewed, on a day where one is told."""

    on: date | None


class VerdictIs(Struct, frozen=True):
    """Then the verdict (of a provisional review: at least this) is so, or is not."""

    verdict: str
    holds: bool = True


class FinalIs(Struct, frozen=True):
    """Then the verdict is final, or provisional."""

    final: bool


class CouldBecome(Struct, frozen=True):
    """Then a verdict is still possible, or is not any more."""

    verdict: str
    holds: bool = True


class PossibleAre(Struct, frozen=True):
    """Then exactly these verdicts are possible, harshest first."""

    verdicts: tuple[str, ...]


class ReasonIs(Struct, frozen=True):
    """Then a rule is among the findings (no heavier one covers it), or is not."""

    rule: str
    holds: bool = True


class StateIs(Struct, frozen=True):
    """Then this became of a rule: found, superseded, excused, undetermined, not_found.

    Or it is ``near``: not found, but it came near enough to be worth saying; or ``not_near``.
    """

    rule: str
    state: str


class ClassIs(Struct, frozen=True):
    """Then the scorecard gives exactly these classes."""

    classes: tuple[str, ...]


class PlanHas(Struct, frozen=True):
    """Then the plan contains a step for certain, or certainly does not."""

    step: str
    holds: bool = True


class PlanMayHave(Struct, frozen=True):
    """Then it depends on what is unknown whether the plan contains a step."""

    step: str


class FactIs(Struct, frozen=True):
    """Then a fact has a value, written as in a client's file."""

    name: str
    text: str


class Change(Struct, frozen=True):
    """Another value of a fact, written as in a client's file."""

    name: str
    text: str


class WouldBecome(Struct, frozen=True):
    """Then the verdict would be this if facts were otherwise: replayed.

    It ``turns`` where it must be another as things stand.
    """

    verdict: str
    changes: tuple[Change, ...]
    turns: bool = False


class Asked(Struct, frozen=True):
    """Then a question is asked (``fact`` as the JSON of a review names it), or is not."""

    fact: str
    holds: bool = True


class Offered(Struct, frozen=True):
    """Then the explanation itself names these changes as a way to a milder verdict."""

    verdict: str
    changes: tuple[Change, ...]


class Says(Struct, frozen=True):
    """Then the report contains a text, whatever its spaces and case, or does not."""

    text: str
    holds: bool = True


Cheap = (
    VerdictIs
    | FinalIs
    | CouldBecome
    | PossibleAre
    | ReasonIs
    | StateIs
    | ClassIs
    | PlanHas
    | PlanMayHave
    | FactIs
    | WouldBecome
)
"""What facts and inference decide; mutants are held against these."""

Dear = Asked | Offered | Says
"""What needs the whole explanation."""

Expectation = Cheap | Dear
Said = Given | Reviewed | Expectation


def is_cheap(one: Expectation) -> bool:
    """Whether facts and inference suffice to decide it."""
    return not isinstance(one, Dear)
