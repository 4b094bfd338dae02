"""An example + a policy → nothing where all that is expected holds; else a text for its reader.

The steps with ✓ and ✗, expected and actual, what applied, what was unknown, near misses: in the
language of the feature.
"""

from __future__ import annotations

from collections.abc import Iterator

from adieu import policy as p
from adieu.diagnostics import Diagnostics
from adieu.infer.durable import EngineFailure
from adieu.judge import EnginesDisagree
from adieu.language import say, say_diagnostic
from adieu.living.example import Example
from adieu.living.gherkin import Scenario, Step
from adieu.living.review import Review
from adieu.living.shortfall import Shortfall, shortfalls, surroundings
from adieu.logic import UnitMismatch

PASSED, FAILED = "✓", "✗"


class FellShort(Exception):
    """An example that does not hold; its text is for the reader of the feature."""


def play(policy: p.Policy, example: Example) -> None:
    """Hold a policy to an example.

    Raises:
        FellShort: with everything that does not hold.
    """
    review = Review(policy, example.case, frozenset(example.taken))
    try:
        faults = review.faults
        found = () if faults.failed else shortfalls(example, review)
    except UnitMismatch as error:
        faults = Diagnostics()
        place = example.case.place
        faults.error("currencies", place, left=error.left, right=error.right)
        found = ()
    except EnginesDisagree as error:
        faults = Diagnostics()
        answers = {"durable": error.durable, "reference": error.reference}
        faults.error("engines-disagree", example.place, None, **answers)
        found = ()
    except EngineFailure as error:
        faults = Diagnostics()
        faults.error("engine-failure", example.place, problem=str(error))
        found = ()
    if faults.failed:
        raise FellShort("\n".join(_impossible(example, faults)))
    if found:
        raise FellShort("\n".join(_told(example, review, found)))


def _impossible(example: Example, faults: Diagnostics) -> Iterator[str]:
    language = example.language
    yield from heading(example.scenario)
    yield f"  {say(language, 'living.say.unusable')}"
    for one in faults:
        yield from (f"  {line}" for line in say_diagnostic(language, one).splitlines())


def _told(example: Example, review: Review, found: tuple[Shortfall, ...]) -> Iterator[str]:
    yield from heading(example.scenario)
    left = list(found)
    expected = dict(zip(example.expected_at, example.expectations, strict=True))
    steps = example.scenario.steps
    played = steps if len(expected) > 1 else steps[: example.expected_at[-1] + 1]
    for place, step in enumerate(played):
        short = None
        if left and place in expected and expected[place] is left[0].expectation:
            short = left.pop(0)
        yield f"  {FAILED if short else PASSED} {step.line}"
        yield from below(step)
        if short:
            yield from (f"      {line}" for line in compared(example, short))
    yield ""
    yield from (f"  {line}" for line in surroundings(example, review, found))


def heading(scenario: Scenario) -> Iterator[str]:
    """Where the scenario stands, and its name."""
    yield f"{scenario.place.source.name}:{scenario.place.line}  {scenario.name}"
    yield ""


def lines_of(scenario: Scenario, failed: int) -> Iterator[str]:
    """The steps of a scenario up to the one that failed."""
    yield from heading(scenario)
    for place, step in enumerate(scenario.steps[: failed + 1]):
        yield f"  {FAILED if place == failed else PASSED} {step.line}"
        yield from below(step)


def below(step: Step) -> Iterator[str]:
    """The table and the text below a step."""
    widths = [max(len(row[place].text) for row in step.table) for place in range(_width(step))]
    for row in step.table:
        cells = (one.text.ljust(width) for one, width in zip(row, widths, strict=True))
        yield f"      | {' | '.join(cells)} |"
    if step.doc:
        yield from (f"      {line}" for line in ('"""', *step.doc.text.splitlines(), '"""'))


def _width(step: Step) -> int:
    return len(step.table[0]) if step.table else 0


def compared(example: Example, short: Shortfall) -> Iterator[str]:
    """What was expected and what is, one below the other."""
    words = [say(example.language, f"living.say.{one}") for one in ("expected", "actual")]
    width = max(map(len, words))
    for word, text in zip(words, (short.expected, short.actual), strict=True):
        yield f"{word.ljust(width)} {text}"
