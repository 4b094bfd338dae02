"""Policies + the examples they were held to → coverage and mutation, told, written, and judged."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from msgspec import Struct

from adieu import policy as p
from adieu.case import Case
from adieu.commands import terminal as t
from adieu.commands.parallel import in_parallel
from adieu.commands.tell_apart import TellApart
from adieu.language import Filling, Language
from adieu.living.coverage import Coverage, coverage
from adieu.living.example import Example
from adieu.living.fates import Mutation
from adieu.living.figures import Figures, Row, coverage_data, mutation_data
from adieu.living.mutants import Mutant, mutants
from adieu.living.mutation import mutation
from adieu.living.review import Review
from adieu.living.write import path_of, write
from adieu.load.files import extended

if TYPE_CHECKING:
    from adieu.commands.test import Request

_spread = partial(in_parallel, worth=4, chunk=1)
"""A group of mutants, or a proof, is much work: few of them are worth a second process."""


class Held(Struct, frozen=True):
    """A policy, where it lies, and the examples that it was held to."""

    path: Path
    policy: p.Policy
    examples: list[Example]


class Measured(Struct, frozen=True):
    """What was measured of a policy; ``own``: of what its own files say, not of what it extends."""

    held: Held
    own: bool
    coverage: Coverage | None
    mutation: Mutation | None


def measure(request: Request, held: Sequence[Held]) -> tuple[int, list[dict[str, object]]]:
    """Measure each policy, tell of it, and write what is asked for; the status, and data."""
    status = t.DONE
    told: list[dict[str, object]] = []
    for one in held:
        found = measured(request, one)
        told.append(_data(found))
        if request.format == "text":
            _tell(request, found, several=len(held) > 1)
        if found.mutation is not None:
            share = found.mutation.score.share * 100
            if request.least is not None and share < request.least:
                status = max(status, t.ANSWER_IS_NO)
                if request.format == "text":
                    _complain(request, found)
            if request.write is not None and not _write(request, found):
                status = t.UNUSABLE
    return status, told


def measured(request: Request, held: Held) -> Measured:
    """What is asked for of one policy; of one that extends another, of its own parts."""
    policy = held.policy
    own = extended(held.path) is not None
    covered = None
    if request.coverage:
        reviews = ((one.name, Review(policy, one.case)) for one in held.examples)
        whole = coverage(policy, reviews)
        parts = tuple(one for one in whole.parts if not own or _is_own(held, one.path))
        covered = Coverage(parts, whole.examples)
    mutated = None
    if request.mutates:
        apart = TellApart(policy, [one.case for one in held.examples])
        mutated = mutation(policy, held.examples, apart, _spread, own_mutants(held))
    return Measured(held, own, covered, mutated)


def own_mutants(held: Held) -> list[Mutant]:
    """The mutants of a policy; of one that extends another, those of its own parts."""
    own = extended(held.path) is not None
    return [one for one in mutants(held.policy) if not own or _is_own(held, one.path)]


def _is_own(held: Held, path: str) -> bool:
    """Whether a part of a policy stands in its own files."""
    places = held.policy.places
    while path and path not in places:
        path = path.rpartition("/")[0]
    if not path:
        return False
    file = Path(places[path].source.name)
    return file.parent == held.path if held.path.is_dir() else file == held.path


# Telling


def _tell(request: Request, found: Measured, several: bool) -> None:
    """Tables of what was measured."""
    figures = Figures(request.language)
    if several or found.own:
        key = "measure.own" if found.own else "measure.policy"
        name = Filling(found.held.policy.name)
        print(f"\n{t.printable(t.say(request.language, key, policy=name))}")
    if (covered := found.coverage) is not None:
        _print_table(figures.covered(covered))
        _print_table(figures.missing(covered))
    if (mutated := found.mutation) is not None:
        if not mutated.fates:
            print(f"\n{t.say(request.language, 'measure.nothing')}")
            return
        _print_table(figures.by_part(mutated))
        _print_table(figures.by_level(mutated))
        _print_table(figures.by_language(mutated))
        _print_table(figures.survivors(mutated))
        print(f"\n{t.printable(figures.score(mutated.score))}")
        for line in figures.remarks(mutated):
            print(t.printable(line))


def _complain(request: Request, found: Measured) -> None:
    assert found.mutation is not None
    words = t.say(
        request.language,
        "measure.too-low",
        policy=Filling(found.held.policy.name),
        share=Filling(Figures(request.language).share(found.mutation.score)),
        least=Filling(f"{request.least:g} %"),
    )
    print(t.printable(words), file=sys.stderr)


def _print_table(rows: Sequence[Row]) -> None:
    """A table with its columns below one another; nothing where it has a heading alone."""
    if len(rows) < 2:
        return
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    print()
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print(t.printable("  ".join(cells).rstrip()))


def _data(found: Measured) -> dict[str, object]:
    """All of it, as JSON has it."""
    policy = found.held.policy
    return {
        "id": policy.name,
        "version": policy.version,
        "sha256": policy.sha256,
        "own_parts_only": found.own,
        "coverage": None if found.coverage is None else coverage_data(found.coverage),
        "mutation": None if found.mutation is None else mutation_data(found.mutation),
    }


# Writing


def _write(request: Request, found: Measured) -> bool:
    """Write scenarios that notice what survived; whether that was possible."""
    assert found.mutation is not None
    assert request.write is not None
    told: list[tuple[Mutant, Case]] = [
        (one.mutant, one.witness) for one in found.mutation.survivors if one.witness is not None
    ]
    files = write(found.held.policy, told, request.language)
    folder = request.write / _place_of(found.held.path)
    try:
        paths = [
            _written(Path(path_of(folder, request.language, name)), text)
            for name, text in files.items()
        ]
    except OSError as error:
        reason = error.strerror or str(error)
        t.print_error(request.language, "out-unwritable", str(folder), reason=reason)
        return False
    if request.format == "text":
        _tell_written(request.language, files, paths)
    return True


def _tell_written(language: Language, files: Mapping[str, str], paths: Sequence[Path]) -> None:
    for path, text in zip(paths, files.values(), strict=True):
        count = text.count("  @to-confirm")
        words = t.say(language, "measure.written", count=count, file=Filling(str(path)))
        print(t.printable(words))
    if not paths:
        print(t.say(language, "measure.nothing-to-write"))


def _written(path: Path, text: str) -> Path:
    """Write a file under a name that is free: what is there may have been worked on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    free, number = path, 2
    while free.exists():
        free, number = path.with_stem(f"{path.stem}-{number}"), number + 1
    t.write_atomically(free, text)
    return free


def _place_of(policy: Path) -> PurePath:
    """Where in a folder of features those of a policy lie."""
    main, whole = t.default_policy().absolute(), policy.absolute()
    if whole == main or not whole.is_relative_to(main):
        return PurePath()
    return whole.relative_to(main).with_suffix("")
