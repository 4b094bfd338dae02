"""Which mutants examples kill: the same as by brute force, whatever the policy."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from adieu.case import Case
from adieu.diagnostics import Place, Source
from adieu.facts import derive
from adieu.infer import Inference, reference
from adieu.language import LANGUAGES, Language
from adieu.living import steps as s
from adieu.living.example import Example
from adieu.living.fates import Fate, Killed, Mutation
from adieu.living.figures import Figures, mutation_data
from adieu.living.gherkin import Scenario
from adieu.living.holding import holds, state_of
from adieu.living.killing import prepare
from adieu.living.mutants import Mutant, mutants
from adieu.living.mutation import mutation
from adieu.living.reach import Reach
from adieu.living.rerun import Rerun
from adieu.living.review import Review
from adieu.living.seen import Base, steps_of
from adieu.living.witness import Witnesses, differing
from adieu.logic import FALSE, TRUE, UnitMismatch
from adieu.policy import Policy
from support.random_cases import completed, random_case
from support.random_policies import Shape, random_policy

HERE = Place(Source("", ()))
SMALL = Shape(rules=(1, 3), rows=(1, 3), depth=1)


def random_example(rng: random.Random, policy: Policy, number: int) -> Example:
    """A client of whom all is known, and some of what the policy says of him."""
    case = completed(rng, policy, random_case(rng, policy, wild=False))
    review = Review(policy, case)
    rules = sorted(review.inference.outcomes)
    said: list[s.Expectation] = [
        s.StateIs(one, state_of(one, review))
        for one in rng.sample(rules, rng.randint(0, min(2, len(rules))))
    ]
    if not said or rng.random() < 0.6:
        said.append(s.VerdictIs(review.verdict))
    return an_example(f"example {number}", case, tuple(said), rng.choice(LANGUAGES))


def an_example(
    name: str,
    case: Case,
    said: tuple[s.Expectation, ...],
    language: Language = "en",
    tags: str = "",
) -> Example:
    """An example that no file holds."""
    tagged = tuple(tags.split())
    scenario = Scenario(name, HERE, tagged, ())
    return Example(name, language, HERE, tagged, case, said, "to-confirm" in tagged, scenario, ())


def worlds(count: int, first: int = 0) -> list[tuple[Policy, list[Example]]]:
    """Random policies, each with a few examples that hold."""
    found = []
    for seed in range(first, first + count):
        rng = random.Random(seed)
        policy = random_policy(rng, SMALL)
        try:
            examples = [random_example(rng, policy, number) for number in range(5)]
        except UnitMismatch:
            continue
        found.append((policy, examples))
    return found


def really_fails(policy: Policy, example: Example) -> bool:
    """Whether an example fails, worked out from nothing."""
    try:
        review = Review(policy, example.case)
        return not all(holds(one, review, example.language) for one in example.expectations)
    except UnitMismatch:
        return True


def test_examples_kill_whom_they_kill_by_brute_force() -> None:
    """A mutant is killed exactly where some example fails when everything is worked out anew."""
    killed = 0
    for policy, examples in worlds(7):
        result = mutation(policy, examples)
        assert not result.failing
        for fate in result.fates:
            failing = {one.name for one in examples if really_fails(fate.mutant.policy, one)}
            languages = {one.language for one in examples if one.name in failing}
            assert set(fate.killed.by) == languages
            assert set(fate.killed.by.values()) <= failing
            killed += bool(failing)
    assert killed > 50


def whole(policy: Policy, case: Case) -> tuple[Inference, object]:
    """What the reference makes of a case, and the steps of the plan."""
    facts = derive(policy, case)
    inference = reference.infer(policy, facts)
    return inference, steps_of(policy, facts, inference)


def test_what_is_redone_is_what_would_be_done_from_nothing() -> None:
    """Facts and inference under a mutant are those of a full review, gaps and ranges included."""
    for seed in range(8):
        rng = random.Random(seed)
        policy = random_policy(rng, SMALL)
        reach = Reach(policy)
        bases = [Base(policy, random_case(rng, policy, wild=seed % 2 == 0)) for _ in range(3)]
        for mutant in mutants(policy):
            rerun = Rerun(policy, mutant, reach)
            for base in bases:
                try:
                    known, _ = base.inference, base.facts
                except UnitMismatch:
                    continue
                try:
                    expected = whole(mutant.policy, base.case)
                except UnitMismatch:
                    with pytest.raises(UnitMismatch):
                        rerun.seen(base, always=True)
                    continue
                seen = rerun.seen(base, always=True)
                assert seen is not None
                assert (
                    seen.inference,
                    steps_of(mutant.policy, seen.facts, seen.inference),
                ) == expected
                if rerun.seen(base) is None:
                    assert expected[0] == known


def test_an_example_that_fails_takes_no_part() -> None:
    """What does not hold under the policy kills nobody, and is named."""
    for policy, examples in worlds(3):
        first = examples[0]
        verdict = Review(policy, first.case).verdict
        wrong = an_example("wrong", first.case, (s.VerdictIs(verdict, False),))
        result = mutation(policy, [wrong])
        assert result.failing == (wrong,)
        assert result.score.killed == 0


def test_what_is_to_confirm_is_counted_apart() -> None:
    """A mutant that only an unconfirmed example kills raises the other score alone."""
    for policy, examples in worlds(3):
        unconfirmed = [
            an_example(one.name, one.case, one.expectations, one.language, "to-confirm")
            for one in examples
        ]
        stated, waiting = mutation(policy, examples), mutation(policy, unconfirmed)
        assert waiting.score.killed == 0
        assert waiting.with_unconfirmed == stated.score == stated.with_unconfirmed


def test_the_score_leaves_out_what_is_proved_equivalent() -> None:
    """Of four mutants one is killed, one is the policy itself: the score is a third."""
    policy, _ = worlds(1)[0]
    some = mutants(policy)[:4]
    fates = [Fate(one, Killed({})) for one in some]
    fates[0] = Fate(some[0], Killed({"nl": "x"}))
    fates[1] = Fate(some[1], Killed({}), equivalent=True)
    fates[2] = Fate(some[2], Killed({}, to_confirm="y"))
    result = Mutation(tuple(fates), 2, ("nl", "fr"))
    assert result.score.share == Fraction(1, 3)
    assert result.with_unconfirmed.share == Fraction(2, 3)
    assert result.of_language("nl").share == Fraction(1, 3)
    assert result.of_language("fr").killed == 0
    assert [one.mutant for one in result.survivors] == [some[3]]
    assert mutation_data(result)["equivalent"] == 1


def test_survivors_alone_are_asked_about() -> None:
    """Whoever proves is asked about the mutants that nobody killed, and is taken at their word."""
    policy, examples = worlds(1, first=3)[0]
    asked: list[str] = []

    def tell_apart(_: Policy, mutant: Mutant) -> Case | None:
        asked.append(mutant.name)
        return examples[0].case if len(asked) % 2 else None

    result = mutation(policy, examples, tell_apart)
    survivors = [one for one in result.fates if not one.killed.by]
    assert asked == [one.mutant.name for one in survivors]
    assert [one.witness is not None for one in survivors] == [
        number % 2 == 0 for number in range(len(survivors))
    ]


def test_a_witness_is_reviewed_differently() -> None:
    """A client who is said to tell a mutant from the policy does so when both review him anew."""
    found = 0
    for seed in range(3):
        rng = random.Random(seed)
        policy = random_policy(rng, SMALL)
        cases = [completed(rng, policy, random_case(rng, policy, wild=False)) for _ in range(4)]
        witnesses = Witnesses(policy, cases)
        for mutant in rng.sample(mutants(policy), min(5, len(mutants(policy)))):
            case = witnesses.find(mutant)
            if case is None:
                continue
            found += 1
            base, seen = Review(policy, case), Review(mutant.policy, case)
            assert differing(base, seen)
            assert whole(policy, case)[0] != whole(mutant.policy, case)[0] or any(
                truth in (TRUE, FALSE) for truth in base.plan.values()
            )
    assert found > 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_figures_are_told(language: Language) -> None:
    """Scores, kinds of mistakes and survivors are put into words in every language."""
    policy, examples = worlds(1, first=5)[0]
    result = mutation(policy, examples)
    told = Figures(language)
    assert str(result.score.of) in told.score(result.score)
    assert len(told.by_language(result)) == len(result.languages) + 2
    assert len(told.survivors(result)) == len(result.survivors) + 1
    assert len({len(row) for row in told.by_level(result)}) == 1
    assert prepare(policy, examples[0]) is not None
