"""Mutants + the examples that killed them → the fate of each, and the mutation score."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Literal

from msgspec import Struct, field

from adieu.case import Case
from adieu.language import Language
from adieu.living.example import Example
from adieu.living.mutants import Mutant

Status = Literal["killed", "to-confirm", "equivalent", "survived"]
"""Killed by an example that a person stated, by one to confirm only, proved the same, or none."""


class Killed(Struct, frozen=True):
    """The first example that killed a mutant, by language, or by one to confirm."""

    by: Mapping[Language, str]
    to_confirm: str | None = None


class Fate(Struct, frozen=True):
    """What became of a mutant; a survivor that somebody tells apart comes with that client."""

    mutant: Mutant
    killed: Killed
    equivalent: bool = False
    witness: Case | None = None

    @property
    def status(self) -> Status:
        """Killed by an example that a person stated, by one to confirm only, or not at all."""
        if self.killed.by:
            return "killed"
        if self.killed.to_confirm is not None:
            return "to-confirm"
        return "equivalent" if self.equivalent else "survived"


class Score(Struct, frozen=True):
    """How many mutants were killed, of those that differ from the policy for some client."""

    killed: int
    of: int

    @property
    def share(self) -> Fraction:
        """The share of mutants killed, from 0 to 1; all of them where there are none."""
        return Fraction(self.killed, self.of) if self.of else Fraction(1)


class Mutation(Struct, frozen=True):
    """The fate of every mutant, and the examples that took part; ``failing`` ones did not."""

    fates: tuple[Fate, ...]
    examples: int
    languages: tuple[Language, ...]
    failing: tuple[Example, ...] = field(default_factory=tuple)

    @property
    def equivalent(self) -> int:
        """How many mutants were proved to be the policy itself."""
        return sum(one.status == "equivalent" for one in self.fates)

    @property
    def survivors(self) -> tuple[Fate, ...]:
        """The mutants that no example kills, not even one to confirm."""
        return tuple(one for one in self.fates if one.status == "survived")

    @property
    def score(self) -> Score:
        """The score of the examples that a person stated, all languages together."""
        return self._score(lambda one: one.status == "killed")

    @property
    def with_unconfirmed(self) -> Score:
        """The score if what is to confirm were confirmed."""
        return self._score(lambda one: one.status in ("killed", "to-confirm"))

    def of_language(self, language: Language) -> Score:
        """The score of the examples in one language alone."""
        return self._score(lambda one: language in one.killed.by)

    def _score(self, counts: Callable[[Fate], bool]) -> Score:
        return Score(sum(map(counts, self.fates)), len(self.fates) - self.equivalent)
