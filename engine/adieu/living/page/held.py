"""A feature + a policy → its scenarios, each with what came of it: ready to be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import PurePath

from adieu import policy as p
from adieu.diagnostics import Diagnostics
from adieu.language import Language
from adieu.living.example import TO_CONFIRM, Example, examples_of
from adieu.living.gherkin import Feature, Scenario, Step
from adieu.living.page.model import Status
from adieu.living.played import FellShort, play
from adieu.living.review import Review
from adieu.living.wording import wording
from adieu.logic import UnitMismatch

Spread = Callable[[Callable[[int], str | None], Sequence[int]], Iterable[str | None]]
"""How work is done item by item, as ``map`` does; on every core where that pays."""


class Held:
    """A scenario, read and held to a policy; ``fault`` says why where it does not hold.

    Without an example it has steps of the firm's own, which only the firm's tests can run.
    """

    def __init__(
        self, policy: p.Policy, feature: Feature, scenario: Scenario, example: Example | None
    ) -> None:
        self.policy, self.feature, self.scenario = policy, feature, scenario
        self.example, self.fault = example, ""

    @property
    def language(self) -> Language:
        """The language that the scenario is written in."""
        return self.feature.language

    @property
    def file(self) -> str:
        """The name of the file that it stands in, without its ending."""
        return PurePath(self.scenario.place.source.name).stem

    @property
    def to_confirm(self) -> bool:
        """Whether a person has still to say that it should be so."""
        return TO_CONFIRM in self.scenario.tags

    @property
    def status(self) -> Status:
        """What came of it."""
        if self.example is None:
            return "not-run"
        return "failed" if self.fault else "passed"

    @cached_property
    def review(self) -> Review | None:
        """What is inferred of its client; nothing of one who cannot be reviewed."""
        if self.example is None:
            return None
        review = Review(self.policy, self.example.case, frozenset(self.example.taken))
        try:
            assert review.facts
        except UnitMismatch:
            return None
        return review


def read(
    policy: p.Policy, feature: Feature, diagnostics: Diagnostics, with_own_steps: bool = False
) -> list[Held]:
    """The scenarios of a feature, not held yet; what is wrong is collected.

    Args:
        policy: The policy that the feature speaks of.
        feature: The feature.
        diagnostics: Where to collect what is wrong.
        with_own_steps: Whether a step that nobody can read may be the firm's own.
    """
    words = wording(policy, feature.language)

    def owned(step: Step) -> bool:
        return with_own_steps and words.read(step, Diagnostics()) is None

    found = Diagnostics()
    examples = list(examples_of(feature, policy, found, owned))
    diagnostics.extend(found)
    return [
        Held(policy, feature, scenario, example)
        for scenario, example in zip(feature.scenarios, examples, strict=False)
    ]


def hold(scenarios: Sequence[Held], spread: Spread = map) -> None:
    """Hold the policy to every scenario, and note where it falls short."""

    def one(number: int) -> str | None:
        example = scenarios[number].example
        try:
            if example is not None:
                play(scenarios[number].policy, example)
        except FellShort as short:
            return str(short)
        return None

    for number, fault in enumerate(spread(one, range(len(scenarios)))):
        scenarios[number].fault = fault or ""
