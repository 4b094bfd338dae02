"""A witness + what it is to show → the same client, saying no more than it needs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from adieu.case import Case, Section
from adieu.proof.diff.made import Witness

MOST_TRIALS = 240
"""So often it is tried to leave something out of a client's file."""

Shows = Callable[[Witness], bool]
Piece = tuple[str, str]
"""An answer, an empty section, or a record by its section and its place there."""


def shortened(
    witness: Witness, shows: Shows, needed: set[Piece], order: Mapping[str, int]
) -> Witness:
    """The client with everything left out that it does not need.

    First all that no client needed before, then halves, then one thing after another.

    Args:
        witness: The client.
        shows: Whether a shorter one still shows what it is to show.
        needed: What clients needed so far; what this one needs is added.
        order: The place of each fact: what stands together in a policy goes together.
    """
    pieces = sorted(_pieces(witness, order), key=needed.__contains__)
    unlikely = [one for one in pieces if one not in needed]
    trials, size = 0, max(1, len(pieces) // 2)
    if needed and unlikely and shows(shorter := without(witness, unlikely)):
        witness, pieces, size = shorter, [one for one in pieces if one in needed], 1
    while pieces and trials < MOST_TRIALS:
        kept: list[Piece] = []
        for start in range(0, len(pieces), size):
            chunk = pieces[start : start + size]
            trials += 1
            if trials <= MOST_TRIALS and shows(shorter := without(witness, chunk)):
                witness = shorter
            else:
                kept += chunk
        pieces = kept
        if size == 1:
            break
        size //= 2
    needed.update(one for one in pieces if one[0] != "record")
    return witness


def _pieces(witness: Witness, order: Mapping[str, int]) -> Iterator[Piece]:
    before, after = witness.before, witness.after
    for name in sorted({**before.answers, **after.answers}, key=order.__getitem__):
        yield "answer", name
    for name in sorted({**before.sections, **after.sections}):
        number = max(len(one.section(name).records) for one in (before, after))
        if not number:
            yield "section", name
        for place in range(number):
            yield "record", f"{name}[{place}]"


def without(witness: Witness, pieces: Sequence[Piece]) -> Witness:
    """The client without some pieces."""
    gone = set(pieces)
    before = _less(witness.before, gone)
    return Witness(before, before if witness.alike else _less(witness.after, gone))


def _less(case: Case, gone: set[Piece]) -> Case:
    answers = {name: one for name, one in case.answers.items() if ("answer", name) not in gone}
    sections = {}
    for name, section in case.sections.items():
        if ("section", name) in gone:
            continue
        kept = tuple(
            one for one in section.records if ("record", f"{name}[{one.index}]") not in gone
        )
        if kept or not section.records:
            sections[name] = section if len(kept) == len(section.records) else Section(kept)
        else:
            sections[name] = Section()
    return replace(case, answers=answers, sections=sections)
