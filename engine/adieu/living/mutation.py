"""A policy's mutants + examples → which mistakes the examples notice, and the mutation score.

An example that holds under the policy and fails under a mutant kills it.  What facts and inference
decide is held against mutants; what only the report says is not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from msgspec.structs import replace

from adieu import policy as p
from adieu.case import Case
from adieu.living.example import Example
from adieu.living.fates import Fate, Mutation
from adieu.living.killing import Prepared, Spread, kill, prepare
from adieu.living.mutants import Mutant, mutants

Answer = Case | Literal["equivalent"] | None
"""What is known of a mutant that survived: a client who tells it from the policy, that there is
none, or neither."""
TellApart = Callable[[p.Policy, Mutant], Answer]


def mutation(
    policy: p.Policy,
    examples: Sequence[Example],
    tell_apart: TellApart | None = None,
    spread: Spread = map,
    found: Sequence[Mutant] | None = None,
) -> Mutation:
    """Hold mutants of a policy (all, where none are named) against examples.

    Those that survive are asked about.
    """
    ready: list[Prepared] = []
    failing: list[Example] = []
    for one in examples:
        prepared = prepare(policy, one)
        if prepared is None:
            failing.append(one)
        elif prepared.parts:
            ready.append(prepared)
    found = mutants(policy) if found is None else found
    fates = [Fate(*pair) for pair in zip(found, kill(policy, found, ready, spread), strict=True)]
    if tell_apart is not None:
        fates = _asked(policy, fates, tell_apart, spread)
    languages = tuple(dict.fromkeys(one.language for one in examples))
    return Mutation(tuple(fates), len(examples), languages, tuple(failing))


def _asked(
    policy: p.Policy, fates: Sequence[Fate], tell_apart: TellApart, spread: Spread
) -> list[Fate]:
    """The fates, with what is found out about the survivors."""
    survivors = [place for place, one in enumerate(fates) if one.status == "survived"]
    told = dict(
        zip(
            survivors,
            spread(lambda place: tell_apart(policy, fates[place].mutant), survivors),
            strict=True,
        )
    )
    return [
        replace(one, witness=answer)
        if isinstance(answer := told.get(place), Case)
        else replace(one, equivalent=answer == "equivalent")
        for place, one in enumerate(fates)
    ]
