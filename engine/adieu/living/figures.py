"""Coverage and mutation → tables for the terminal in a language, and plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from adieu import language as lang
from adieu.language import Filling, Language
from adieu.living.coverage import KINDS, Coverage, Covered
from adieu.living.describe import described
from adieu.living.fates import Fate, Mutation, Score
from adieu.living.mutants import LEVELS

Row = tuple[str, ...]


class Figures:
    """Puts what was measured into one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, key: str, **values: str | int | Filling) -> str:
        """An entry of the catalogue."""
        return lang.say(self.language, f"terminal.{key}", **values)

    def heading(self, what: str, *keys: str) -> Row:
        """The heads of columns."""
        return tuple(self.say(f"{what}.heading.{key}") for key in keys)

    def share(self, score: Score) -> str:
        """A share in percent; never 100 % where something is left."""
        tenths = Fraction(int(score.share * 1000), 1000)
        return lang.share(self.language, tenths)

    # Mutation

    def score(self, score: Score) -> str:
        """A score in a line."""
        return self.say("mutation.line", killed=score.killed, all=score.of, share=self.share(score))

    def remarks(self, one: Mutation) -> Iterator[str]:
        """What was counted apart, and what was not counted."""
        waiting = one.with_unconfirmed.killed - one.score.killed
        counted = {"to-confirm": waiting, "equivalent": one.equivalent, "failing": len(one.failing)}
        for key, count in counted.items():
            if count:
                yield self.say(f"mutation.{key}", count=count)

    def by_language(self, one: Mutation) -> Sequence[Row]:
        """The score of all languages together, and of each."""
        rows = [self.heading("mutation", "level", "noticed", "share")]
        scored = [(self.say("mutation.total"), one.score)]
        scored += [(each, one.of_language(each)) for each in one.languages]
        rows += [(name, f"{each.killed}/{each.of}", self.share(each)) for name, each in scored]
        return rows

    def by_part(self, one: Mutation) -> Sequence[Row]:
        """The score of each rule, and of each other part where something goes unnoticed.

        In each language of the examples as well, where there are several.
        """
        several = one.languages if len(one.languages) > 1 else ()
        rows = [(*self.heading("mutation", "part", "noticed", "share"), *several)]
        roots = dict.fromkeys(fate.mutant.root for fate in one.fates)
        for root in roots:
            fates = tuple(fate for fate in one.fates if fate.mutant.root == root)
            part = Mutation(fates, one.examples, one.languages)
            if root.startswith("rule:") or part.score.killed < part.score.of:
                each = (self.share(part.of_language(language)) for language in several)
                counts = f"{part.score.killed}/{part.score.of}"
                rows.append((root, counts, self.share(part.score), *each))
        return rows

    def by_level(self, one: Mutation) -> Sequence[Row]:
        """The score of each kind of mistake."""
        rows = [self.heading("mutation", "level", "noticed", "share")]
        for level in LEVELS:
            fates = [fate for fate in one.fates if fate.mutant.level == level]
            if not fates:
                continue
            part = Mutation(tuple(fates), one.examples, one.languages).score
            name = self.say(f"mutation.level.{level}")
            rows.append((name, f"{part.killed}/{part.of}", self.share(part)))
        return rows

    def survivors(self, one: Mutation) -> Sequence[Row]:
        """The mistakes that nobody would notice."""
        rows = [self.heading("mutation", "part", "mistake", "witness")]
        for fate in one.survivors:
            known = self.say(f"mutation.{'no' if fate.witness is None else 'yes'}")
            rows.append((fate.mutant.path, described(fate.mutant, self.language), known))
        return rows

    # Coverage

    def covered(self, coverage: Coverage) -> Sequence[Row]:
        """How much of each kind of part is shown."""
        rows = [self.heading("coverage", "kind", "shown", "of")]
        for kind in KINDS:
            shown, wanted = coverage.counts(kind)
            if wanted:
                rows.append((self.say(f"coverage.kind.{kind}"), str(shown), str(wanted)))
        return rows

    def missing(self, coverage: Coverage) -> Sequence[Row]:
        """What no example shows."""
        rows = [self.heading("coverage", "part", "aspect")]
        for one in coverage.parts:
            if one.missing:
                aspects = [self.say(f"coverage.aspect.{each}") for each in one.missing]
                rows.append((one.path, "; ".join(aspects)))
        return rows


def mutation_data(one: Mutation) -> dict[str, object]:
    """Scores and the fate of every mutant, as JSON has it."""
    return {
        "examples": one.examples,
        "failing": [each.name for each in one.failing],
        "score": _score(one.score),
        "with_unconfirmed": _score(one.with_unconfirmed),
        "languages": {each: _score(one.of_language(each)) for each in one.languages},
        "equivalent": one.equivalent,
        "mutants": [_fate(each) for each in one.fates],
    }


def _score(score: Score) -> dict[str, object]:
    return {"killed": score.killed, "of": score.of, "share": float(score.share)}


def _fate(fate: Fate) -> dict[str, object]:
    mutant = fate.mutant
    return {
        "id": mutant.name,
        "level": mutant.level,
        "operator": mutant.operator,
        "path": mutant.path,
        "was": mutant.was,
        "became": mutant.became,
        "status": fate.status,
        "killed_by": dict(fate.killed.by),
        "to_confirm": fate.killed.to_confirm,
        "witness": fate.witness is not None,
    }


def coverage_data(coverage: Coverage) -> dict[str, object]:
    """What is shown of each part, by which example, as JSON has it."""
    return {
        "examples": coverage.examples,
        "kinds": {
            kind: {"shown": shown, "of": of}
            for kind in KINDS
            for shown, of in (coverage.counts(kind),)
        },
        "parts": [_part(one) for one in coverage.parts],
    }


def _part(one: Covered) -> dict[str, object]:
    return {
        "kind": one.kind,
        "path": one.path,
        "shown": dict(one.aspects),
        "missing": list(one.missing),
    }
