"""Some facts → another client, alike but for these: what to substitute, and what holds of both."""

from __future__ import annotations

from collections.abc import Sequence

import z3

from adieu.proof import terms as t
from adieu.proof.check.everyone import Everyone, variables_in
from adieu.proof.inputs import Variable
from adieu.proof.terms import Formula

Pairs = list[tuple[Formula, Formula]]
OTHERWISE = " otherwise"
"""What the name of the other client's variable ends in."""
_RATIO = "ratio!"


def replaced(formula: Formula, by: Pairs) -> Formula:
    """A formula, or a number, of the other client."""
    exact = isinstance(formula, bool) or t.is_exact(formula)
    return formula if exact else z3.substitute(formula, *by)


def others(everyone: Everyone, names: Sequence[str]) -> dict[str, Variable]:
    """The other client's variables for these facts."""
    found = {}
    for name in names:
        one = everyone.variables[name]
        known = one.known if one.known is True else z3.Bool(f"{one.known}{OTHERWISE}")
        found[name] = Variable(one.type, _otherwise(one.term), known)
    return found


def twin(everyone: Everyone, names: Sequence[str]) -> tuple[Pairs, list[Formula]]:
    """What to substitute for a client alike but for these facts, and what holds of that client.

    A ratio that hangs on them is another one for the other client.
    """
    by: Pairs = []
    for name, other in others(everyone, names).items():
        one = everyone.variables[name]
        by.append((one.term, other.term))
        if one.known is not True:
            by.append((one.known, other.known))
    changed: dict[int, Formula] = {}
    waiting = [str(one) for one, _ in by]
    while waiting:
        for formula in everyone.speaking_of(waiting.pop()):
            if formula.get_id() in changed:
                continue
            changed[formula.get_id()] = formula
            primed = {str(one) for one, _ in by}
            for name, ratio in variables_in(formula).items():
                if name.startswith(_RATIO) and name not in primed:
                    by.append((ratio, _otherwise(ratio)))
                    waiting.append(name)
    return by, [replaced(one, by) for one in changed.values()]


def _otherwise(variable: Formula) -> Formula:
    return z3.Const(f"{variable}{OTHERWISE}", variable.sort())
