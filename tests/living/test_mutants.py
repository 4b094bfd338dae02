"""Every mutation operator on small conditions, and mutants of whole policies."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from msgspec.structs import replace

from adieu import expression as ex
from adieu.facts import derive
from adieu.infer import Outcome, reference
from adieu.language import LANGUAGES, Language, entry
from adieu.living.describe import described, title_of
from adieu.living.mutants import LEVELS, OPERATORS, mutants
from adieu.living.mutate_conditions import changes
from adieu.logic import TRUE, UNKNOWN, exactly
from adieu.policy import GRADES, Policy, Rule
from adieu.quantities import YES_NO, Type
from support.random_cases import random_case
from support.random_policies import random_policy
from support.stated import FIRMS, house, loaded

NUMBER, SHARE = Type("number"), Type("share")
LATE, DUE = ex.Fact("late", NUMBER), ex.Fact("due", NUMBER)
SURE = ex.Compare(ex.Fact("sure", YES_NO), "=", ex.Constant(TRUE, YES_NO))
FIVE = ex.Compare(LATE, ">=", ex.Constant(exactly(5), NUMBER))

CONDITIONS: dict[str, tuple[ex.Condition, set[str]]] = {
    "an answer is left out or turned round": (
        SURE,
        {"dropped otherwise", "negated none [sure is yes]"},
    ),
    "a number is off by one, and its comparison is another": (
        ex.All((FIVE,)),
        {
            "dropped otherwise",
            "negated none [late is at least 5]",
            "compared late is more than 5",
            "compared late is 5",
            "shifted late is at least 4",
            "shifted late is at least 6",
        },
    ),
    "a group loses a part or is joined otherwise": (
        ex.AnyOf((SURE, ex.IsUnknown(LATE))),
        {
            "dropped otherwise",
            "negated none [any [sure is yes, late is unknown]]",
            "dropped late is unknown",
            "dropped sure is yes",
            "joined all [sure is yes, late is unknown]",
            "negated none [sure is yes]",
            "negated none [late is unknown]",
        },
    ),
    "a quotient is turned over": (
        ex.All((ex.Compare(ex.Arithmetic("/", LATE, DUE, SHARE), "=", ex.Parameter("p", SHARE)),)),
        {
            "dropped otherwise",
            "negated none [late ÷ due is p]",
            "swapped due ÷ late is p",
            "compared late ÷ due is at least p",
            "compared late ÷ due is at most p",
        },
    ),
    "so is a ratio that is written as a product": (
        ex.All((ex.Compare(LATE, "<", ex.Arithmetic("*", ex.Parameter("p", SHARE), DUE, NUMBER)),)),
        {
            "dropped otherwise",
            "negated none [late is less than p × due]",
            "swapped due is less than p × late",
            "compared late is at most p × due",
            "compared late is not p × due",
        },
    ),
    "one of several words is forgotten": (
        ex.All((ex.OneOf(ex.Fact("kind", Type("choice")), frozenset(("a", "b"))),)),
        {
            "dropped otherwise",
            "negated none [kind is one of [a, b]]",
            "shortened kind is one of [a]",
            "shortened kind is one of [b]",
        },
    ),
    "a count of findings looks at fewer things": (
        ex.All(
            (ex.Compare(ex.Findings("ground", repair_tried=True), ">", ex.Parameter("p", NUMBER)),)
        ),
        {
            "dropped otherwise",
            "negated none [findings with grade ground and repair_tried is more than p]",
            "compared findings with grade ground and repair_tried is at least p",
            "compared findings with grade ground and repair_tried is not p",
            "widened findings with repair_tried is more than p",
            "widened findings with grade ground is more than p",
        },
    ),
    "more or fewer of several are required": (
        ex.AtLeast(2, (SURE, SURE, SURE)),
        {
            "dropped otherwise",
            "negated none [at least 2 [sure is yes, sure is yes, sure is yes]]",
            "dropped at least 2 [sure is yes, sure is yes]",
            "shifted at least 1 [sure is yes, sure is yes, sure is yes]",
            "shifted at least 3 [sure is yes, sure is yes, sure is yes]",
            "negated none [sure is yes]",
        },
    ),
}


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_condition_has_these_mistakes(name: str) -> None:
    """Each condition yields exactly the mistakes that the table of operators allows."""
    whole, wanted = CONDITIONS[name]
    assert {f"{one.operator} {one.became}" for one in changes(whole, "x")} == wanted


def by_name(policy: Policy) -> dict[str, Policy]:
    """The mutants of a policy."""
    return {one.name: one.policy for one in mutants(policy)}


def test_every_operator_is_used_on_the_house_policy() -> None:
    """No operator and no level is dead: the house policy has mutants of nearly all."""
    found = mutants(house())
    assert {one.level for one in found} == set(LEVELS)
    assert {one.operator for one in found} == set(OPERATORS)


@pytest.mark.parametrize("firm", FIRMS, ids=lambda one: one.stem)
def test_names_are_stable_and_stand_for_one_mutant(firm: Path) -> None:
    """The same policy yields the same mutants in the same order, each named once."""
    policy = loaded(firm)
    names = [one.name for one in mutants(policy)]
    assert names == [one.name for one in mutants(policy)]
    assert len(set(names)) == len(names)


def test_a_rule_is_deleted_regraded_and_loses_its_exception() -> None:
    """The operators on whole rules change what they say they change, and nothing else."""
    found, policy = by_name(house()), house()
    rule = policy.rules["changes-mind"]
    grades = {
        one.policy.rules["changes-mind"].grade
        for one in mutants(policy)
        if one.operator == "regraded" and one.root == "rule:changes-mind"
    }
    here = GRADES.index(rule.grade)
    assert grades == {GRADES[here - 1], GRADES[here + 1]}
    assert found["rule:changes-mind/unless unexcused"].rules["changes-mind"].unless == ()
    deleted = found["rule:changes-mind deleted"]
    for seed in range(5):
        case = random_case(random.Random(seed), policy, wild=False)
        inferred = reference.infer(deleted, derive(deleted, case))
        assert inferred.outcomes["changes-mind"] is Outcome.NOT_FOUND


def test_a_parameter_moves_wherever_it_is_used_and_stays_in_its_range() -> None:
    """One mutant moves a parameter in all its places; none sets what a firm could not set."""
    policy = house()
    for one in mutants(policy):
        kind, _, name = one.root.partition(":")
        if kind != "parameter":
            continue
        own, other = policy.parameters[name], one.policy.parameters[name]
        assert other.value != own.value
        assert replace(one.policy, parameters=policy.parameters) == policy
        if own.type.is_quantity:
            assert own.type.low <= getattr(other.value, "low") <= own.type.high  # noqa: B009


def is_plain(rule: Rule) -> bool:
    """Whether a rule has one condition and no exception."""
    return len(rule.when) == 1 and not rule.unless


def test_what_is_unknown_is_taken_as_true_or_false_and_nothing_else_changes() -> None:
    """A rule whose mutant settles the unknown agrees with the rule wherever nothing is unknown."""
    for seed in range(12):
        rng = random.Random(seed)
        policy = random_policy(rng)
        cases = [random_case(rng, policy, wild=False) for _ in range(4)]
        settled = [one for one in mutants(policy) if one.operator.startswith("unknown-")]
        for one in settled:
            if not one.root.startswith("rule:"):
                continue
            name, wanted = one.root.removeprefix("rule:"), one.operator == "unknown-true"
            for case in cases:
                facts = derive(one.policy, case)
                hidden = facts.values[f"condition.{one.path}"]
                ours = reference.outcome(policy.rules[name], derive(policy, case).scope())
                theirs = reference.outcome(one.policy.rules[name], facts.scope())
                if hidden is not UNKNOWN:
                    assert theirs is ours
                elif one.path.endswith("/when/0") and is_plain(policy.rules[name]):
                    assert theirs is (Outcome.FOUND if wanted else Outcome.NOT_FOUND)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mutant_is_described(language: Language) -> None:
    """Each operator has its words in every language, and each part a name."""
    for one in mutants(house()):
        assert described(one, language)
        assert title_of(house(), one.root, language)
    for operator in OPERATORS:
        assert entry(language, f"terminal.mutation.operator.{operator}")
