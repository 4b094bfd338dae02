"""What was decided of one client whose facts were given: verdict, findings, class and score."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from adieu import scorecard
from adieu.infer.ahead.values import exact
from adieu.logic import Interval, Value
from adieu.policy import Scorecard


class Graded(Struct, frozen=True):
    """A scorecard, and what each of its criteria is where nobody scored it."""

    card: Scorecard
    blanks: tuple[Value, ...]

    def within(self, scores: tuple[int | float | Fraction | None, ...]) -> Interval | None:
        """The score as a range; nothing where nothing is scored."""
        values = {
            one.name: blank if mark is None else Interval(exact(mark), exact(mark))
            for one, blank, mark in zip(self.card.criteria, self.blanks, scores, strict=True)
        }

        def score_of(name: str) -> Interval:
            value = values[name]
            assert isinstance(value, Interval)
            return value

        if not scorecard.contributions(self.card, score_of):
            return None
        return scorecard.score(self.card, score_of)


class Decision(Struct, frozen=True, eq=False, gc=False):
    """What a policy says of the facts given.

    Attributes:
        verdict: At least this: the mildest verdict that is still possible.
        possible: Every verdict that is still possible, harshest first.
        findings: The rules that were found, in the policy's order, less those superseded.
        undetermined: The rules that could still be found.
        excused: The rules whose exception holds.
        superseded: The rules that were found, and that another found rule makes superfluous.
    """

    verdict: str
    possible: tuple[str, ...]
    findings: tuple[str, ...]
    undetermined: tuple[str, ...]
    excused: tuple[str, ...]
    superseded: tuple[str, ...]
    _graded: Graded | None = None
    _scores: tuple[int | float | Fraction | None, ...] = ()

    @property
    def final(self) -> bool:
        """Whether no further answer can change the verdict."""
        return len(self.possible) == 1

    @property
    def score(self) -> tuple[Fraction, Fraction] | None:
        """The score from 0 to 100 as its lowest and its highest; nothing where nothing is scored.

        Worked out when it is asked for.
        """
        within = self._graded.within(self._scores) if self._graded else None
        return None if within is None else (Fraction(within.low), Fraction(within.high))

    @property
    def classes(self) -> tuple[str, ...] | None:
        """The classes that the score allows, best first; nothing where nothing is scored."""
        score = self.score
        if score is None or self._graded is None:
            return None
        allowed = scorecard.classes(self._graded.card, Interval(*score)).words or frozenset()
        return tuple(name for name, _ in self._graded.card.classes if name in allowed)

    def document(self) -> dict[str, object]:
        """Everything as plain values that JSON can hold; scores are rounded to four decimals."""
        score, classes = self.score, self.classes
        return {
            "verdict": self.verdict,
            "final": self.final,
            "possible_verdicts": list(self.possible),
            "findings": list(self.findings),
            "undetermined": list(self.undetermined),
            "excused": list(self.excused),
            "superseded": list(self.superseded),
            "class": None if classes is None else list(classes),
            "score": None if score is None else [round(float(end), 4) for end in score],
        }

    def __repr__(self) -> str:
        names = [one for one in self.__struct_fields__ if not one.startswith("_")]
        return f"Decision({', '.join(f'{one}={getattr(self, one)!r}' for one in names)})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Decision):
            return NotImplemented
        return self.document() == other.document()

    def __hash__(self) -> int:
        return hash((self.possible, self.findings, self.undetermined, self.excused))
