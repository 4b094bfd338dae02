"""One client's facts + a question → whether answers or changes lead to a verdict, proved.

The last word for ``explain``: it asks here only what trying could not settle.  A count that the
records leave open is taken for any number within its range; that allows more than the records may,
so what is impossible here is impossible, and what is found is replayed by whoever asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adieu.facts import Facts
from adieu.logic import Interval, Value, is_known
from adieu.proof import Answer, Found, Impossible, NotSettled
from adieu.proof import terms as t
from adieu.proof.inputs import OneClient, equals, is_input, values_of
from adieu.proof.solve import SECONDS, Solver, TimeIsUp
from adieu.proof.world import World


class ClientLogic:
    """What is known of one client, as logic.

    Args:
        facts: What is known; what is not is open, save criteria that an unknown leaves out.
        seconds: How long each question may take.
    """

    def __init__(self, facts: Facts, seconds: float = SECONDS) -> None:
        self.facts, self.policy, self.seconds = facts, facts.policy, seconds
        self.unit = currency(facts)
        card = self.policy.scorecard
        left_out = {one.name for one in card.criteria if one.left_out} if card else set()
        self.open = frozenset(
            name
            for name, fact in self.policy.facts.items()
            if is_input(fact) and not is_known(facts.values[name]) and name not in left_out
        )

    def completion(self, verdict: str, answers: Mapping[str, Value] | None = None) -> Answer:
        """Whether some way to answer what is unknown (beside these answers) gives the verdict."""

        def ask() -> Answer:
            given = dict(answers or {})
            world = self._world(self.open | given.keys())
            wanted = self._is(world, verdict)
            solver = self._solver(world)
            told = [
                equals(world.inputs.variables[name], value, world.codes)
                for name, value in given.items()
            ]
            model = solver.model(wanted, *told)
            return Impossible() if model is None else self._found(world, model)

        return _settled(ask)

    def matters(self, name: str) -> Answer:
        """Whether two answers to one open question, all else equal, give different verdicts.

        What is found are the answers to the other questions.
        """

        def ask() -> Answer:
            if name not in self.facts.values:
                return NotSettled()
            free = self.open | {name}
            inputs = OneClient(self.facts, free)
            world = World(self.policy, inputs, self.facts.case.as_of.toordinal())
            other = OneClient(self.facts, free, beside=inputs, apart=frozenset((name,)))
            twin = World(self.policy, other, world.as_of)
            differs = t.neg(t.compared(world.verdict(), "=", twin.verdict()))
            solver = self._solver(world)
            solver.add((*twin.constraints(), *other.constraints, *twin.defined))
            model = solver.model(differs)
            return Impossible() if model is None else self._found(world, model)

        return _settled(ask)

    def changes(self, verdict: str, levers: frozenset[str]) -> Answer:
        """Whether other values of these facts, and answers to what is open, give this verdict.

        Nobody may rely on the answers: where something is open the verdict shown is the mildest
        possible one, so that what is found here may still turn out milder.
        """

        def ask() -> Answer:
            world = self._world(self.open | levers)
            wanted = self._is(world, verdict)
            model = self._solver(world).model(wanted)
            return Impossible() if model is None else self._found(world, model)

        return _settled(ask)

    def _world(self, free: frozenset[str]) -> World:
        return World(self.policy, OneClient(self.facts, free), self.facts.case.as_of.toordinal())

    def _is(self, world: World, verdict: str) -> t.Formula:
        return t.compared(world.verdict(), "=", self.policy.severity[verdict])

    def _solver(self, world: World) -> Solver:
        constraints = tuple(world.constraints())
        return Solver((*world.inputs.constraints, *constraints, *world.defined), self.seconds)

    def _found(self, world: World, model: object) -> Found:
        return Found(values_of(model, world.inputs.variables, world.codes, self.unit))


def _settled(ask: Callable[[], Answer]) -> Answer:
    """The answer; what is beyond the logic or takes too long is not settled."""
    try:
        return ask()
    except (t.Beyond, TimeIsUp):
        return NotSettled()


def currency(facts: Facts) -> str:
    """The currency that the client's amounts are in; nothing where there is none."""
    units = (one.unit for one in facts.values.values() if isinstance(one, Interval))
    return next(filter(None, units), "")
