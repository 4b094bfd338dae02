"""Promises about deciding quickly: it is the reference's equal, exact, and safe in threads."""

from __future__ import annotations

import random
import re
from collections import OrderedDict, defaultdict
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.infer.ahead import Answer, Decider, Decision, UnknownFact, WrongType, WrongValue, decide
from adieu.infer.ahead.values import from_at_least, to_at_most
from adieu.load.policy import load_policy
from adieu.logic import exactly
from adieu.quantities import Type
from fuzz_engines import SHAPES
from support.given_facts import by_reference, random_facts
from support.random_conditions import TODAY
from support.random_policies import random_policy

RULES = Path(__file__).parents[2] / "rules"
NUMBER = Type("number")


@pytest.fixture(scope="module")
def house() -> p.Policy:
    """The house policy."""
    return load_policy(RULES)


def parts(decision: Decision, wanted: Mapping[str, object]) -> dict[str, object]:
    """The parts of a decision that the reference speaks of."""
    return {name: getattr(decision, name) for name in wanted}


@pytest.mark.parametrize("seed", range(6))
def test_it_decides_as_the_reference_does(seed: int) -> None:
    """Any policy, any facts in any form of number: every part of the decision is equal."""
    for number in range(10):
        rng = random.Random(f"decide/{seed}/{number}")
        policy = random_policy(rng, rng.choice(SHAPES))
        for index in range(15):
            facts = random_facts(rng, policy, floats=rng.random() < 0.7)
            wanted = by_reference(policy, facts)
            assert parts(decide(policy, facts, TODAY), wanted) == wanted, (seed, number, index)


@pytest.mark.parametrize("seed", range(3))
def test_it_decides_by_the_house_policy_as_the_reference_does(house: p.Policy, seed: int) -> None:
    """The house policy: random answers, few or many of them."""
    rng = random.Random(f"house/{seed}")
    for _ in range(30):
        facts = random_facts(rng, house)
        wanted = by_reference(house, facts)
        assert parts(decide(house, facts, TODAY), wanted) == wanted


def ratio_policy(sign: ex.Sign, factor: Fraction, relation: ex.Relation) -> p.Policy:
    """One rule: ``a`` stands in a relation to ``b`` times ``c`` times, or divided by, a number."""
    share = Type("number", low=0)
    facts = {name: p.Fact(name, share, p.Given(), {}) for name in ("a", "b", "c")}
    a, b, c = (ex.Fact(name, share) for name in facts)
    right = ex.Arithmetic(sign, ex.Arithmetic("*", b, c, NUMBER), constant(factor), NUMBER)
    rule = p.Rule(
        "close", {}, "ground", "t", None, None, None, (ex.Compare(a, relation, right),),
        (), {}, None, None, None, (),
    )  # fmt: skip
    found = ex.Compare(ex.Findings(), ">=", constant(Fraction(1)))
    rows = (p.VerdictRow("talk", {}, {}, {}, found), p.VerdictRow("keep", {}, {}, {}, ex.ALWAYS))
    return p.Policy(
        "close", "1", None, {}, "", {}, {}, {}, {}, facts, {}, {"close": rule}, rows, None, (), (),
        frozenset(), {},
    )  # fmt: skip


def constant(value: Fraction) -> ex.Constant:
    """A number as a policy writes it."""
    return ex.Constant(exactly(value), NUMBER)


decimals = st.decimals(0, 10**6, places=3, allow_nan=False, allow_infinity=False)


@given(
    decimals, decimals,
    st.sampled_from(("*", "/")),
    st.fractions(Fraction(1, 1000), 1000, max_denominator=1000),
    st.sampled_from((">=", ">", "<=", "<", "=", "!=")),
    st.sampled_from((-1, 0, 0, 1)),
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_products_of_floats_are_compared_exactly(
    b: Decimal,
    c: Decimal,
    sign: ex.Sign,
    factor: Fraction,
    relation: ex.Relation,
    off: int,
) -> None:
    """Where a float lies on a border, or a hair beside it, exact numbers decide."""
    exact = Fraction(b) * Fraction(c)
    exact = exact * factor if sign == "*" else exact / factor
    facts = {"a": float(exact) * (1 + off * 2**-52), "b": float(b), "c": float(c)}
    policy = ratio_policy(sign, factor, relation)
    wanted = by_reference(policy, facts)
    assert parts(decide(policy, facts), wanted) == wanted


@given(st.fractions(max_denominator=10**6) | st.integers(-(10**18), 10**18), st.integers(-3, 3))
def test_a_float_beside_a_limit_falls_on_the_side_that_its_text_says(
    limit: Fraction, steps: int
) -> None:
    """A float is compared as the number that its shortest text names."""
    if abs(limit) >= 2**53:
        return
    near = float(limit)
    for _ in range(abs(steps)):
        near = float.__add__(near, (1 if steps > 0 else -1) * abs(near) * 2**-52)
    assert (near >= from_at_least(limit)) == (Fraction(repr(near)) >= limit)
    assert (near <= to_at_most(limit)) == (Fraction(repr(near)) <= limit)


FORMS: dict[str, tuple[Answer, ...]] = {
    "revenue_share": (0.12, Decimal("0.12"), Fraction(3, 25), "12%", "0.12"),
    "late_invoices": (3, 3.0, Decimal(3), Fraction(3), "3"),
    "revenue": (1250, 1250.0, Decimal("1250.00"), "EUR 1250.00"),
    "billed_hourly": (True, "yes", "Yes", "true"),
    "contract_kind": ("open-ended",),
}


@pytest.mark.parametrize("name", FORMS)
def test_one_answer_has_many_forms(house: p.Policy, name: str) -> None:
    """A number, its decimal, its fraction and its text mean the same."""
    rest: dict[str, Answer] = {"cost_to_serve": 2000, "hours_share": 0.24, "invoices_due": 3}
    decisions = {decide(house, {**rest, name: form}, TODAY) for form in FORMS[name]}
    assert len(decisions) == 1


@pytest.mark.parametrize("text", ["unknown", None])
def test_nothing_and_unknown_are_as_if_left_out(house: p.Policy, text: str | None) -> None:
    """A fact that is None, or said to be unknown, is not known."""
    facts: dict[str, Answer] = {"late_invoices": 4}
    silent: dict[str, Answer] = {**facts, "invoices_due": text, "billed_hourly": text}
    assert decide(house, silent) == decide(house, facts)


def test_any_mapping_will_do(house: p.Policy) -> None:
    """Facts may come in any mapping; one that makes up defaults is not asked to."""
    facts: dict[str, Answer] = {"late_invoices": 4, "billed_hourly": False}
    made_up: defaultdict[str, Answer] = defaultdict(int, facts)
    wanted = decide(house, facts)
    for mapping in (OrderedDict(facts), MappingProxyType(facts), made_up):
        assert decide(house, mapping) == wanted
    assert set(made_up) == set(facts)


WRONG: dict[str, tuple[object, type[Exception], str]] = {
    "late_invoice": (3, UnknownFact, "did you mean `late_invoices`?"),
    "client_class": ("D", UnknownFact, "it cannot be given"),
    "late_invoices": (-1, WrongValue, "`late_invoices` cannot be `-1`; write a value from 0 on"),
    "invoices_due": (float("nan"), WrongValue, "`invoices_due` cannot be `nan`"),
    "recommendations": (Decimal("1e999999"), WrongValue, "cannot be"),
    "revenue_share": (12, WrongValue, "write a value from 0% to 100%"),
    "mind_changes": (True, WrongType, "`mind_changes` cannot be `True`; give a number"),
    "billed_hourly": (1, WrongType, "`billed_hourly` cannot be `1`; give True or False"),
    "feels_misused": ("perhaps", WrongValue, "write yes or no"),
    "contract_kind": ("openended", WrongValue, "did you mean `open-ended`?"),
    "legal_risk_known": ([], WrongType, "give True or False"),
    "liked_by_team": (6, WrongValue, "write a value from 1 to 5"),
    "notice_days": ("ten", WrongValue, "write a number"),
}


@pytest.mark.parametrize("name", WRONG)
def test_an_answer_that_cannot_be_used_is_named(house: p.Policy, name: str) -> None:
    """The error says which fact, what was given and what was expected, and is Python's own kind."""
    value, kind, text = WRONG[name]
    with pytest.raises(kind, match=re.escape(text)) as error:
        decide(house, {"late_invoices": 2, name: value})  # type: ignore[dict-item]
    assert isinstance(error.value, TypeError if kind is WrongType else ValueError)


def test_a_moment_is_no_date() -> None:
    """A date with a time is refused: nobody knows in which zone it was meant."""
    rng = random.Random(3)
    while True:
        policy = random_policy(rng)
        dates = [name for name, one in policy.facts.items() if one.type.name == "date"]
        if dates:
            break
    decide(policy, {dates[0]: date(2026, 1, 1)}, TODAY)
    with pytest.raises(WrongType, match="give a date"):
        decide(policy, {dates[0]: datetime(2026, 1, 1, 12)}, TODAY)


def test_amounts_in_two_currencies_are_refused(house: p.Policy) -> None:
    """Amounts in different currencies are never compared."""
    with pytest.raises(WrongValue, match="USD"):
        decide(house, {"revenue": "EUR 100", "cost_to_serve": "USD 200"})
    alone = decide(house, {"revenue": "USD 100", "cost_to_serve": "USD 200"})
    assert alone == decide(house, {"revenue": 100, "cost_to_serve": 200})


def test_a_review_date_before_the_policy_is_refused(house: p.Policy) -> None:
    """A policy decides nothing before it takes effect."""
    later = replace(house, effective_from=date(2026, 6, 1))
    decide(later, {}, date(2026, 6, 1))
    with pytest.raises(WrongValue, match="before"):
        decide(later, {}, date(2026, 5, 31))


def test_facts_are_a_mapping(house: p.Policy) -> None:
    """Anything else than names with values is refused in so many words."""
    with pytest.raises(WrongType, match="mapping"):
        decide(house, ["late_invoices"])  # type: ignore[arg-type]


def test_score_and_classes_come_with_the_decision(house: p.Policy) -> None:
    """The score is a range where some criteria are open, and exact where none is."""
    assert house.scorecard is not None
    marks: dict[str, Answer] = {one.name: 3 for one in house.scorecard.criteria}
    known = decide(house, marks)
    assert (known.score, known.classes) == ((Fraction(50), Fraction(50)), ("B",))
    assert decide(house, {**marks, "pays_well": 3.5}).score != known.score
    del marks["pays_well"]
    open_ = decide(house, marks)
    assert open_.score is not None
    assert open_.score[0] < 50 < open_.score[1]
    assert open_.classes == ("B", "C")
    assert decide(house, {}).score is None
    assert decide(house, marks).document()["class"] == ["B", "C"]


def test_threads_decide_as_one_does(house: p.Policy) -> None:
    """A policy that many threads ask at once, from its first use on, says the same to all."""
    rng = random.Random(11)
    asked = [random_facts(rng, house) for _ in range(60)]
    wanted = [decide(house, facts, TODAY) for facts in asked]
    fresh = replace(house)
    with ThreadPoolExecutor(8) as pool:
        for _ in range(3):
            assert list(pool.map(lambda facts: decide(fresh, facts, TODAY), asked)) == wanted


def test_names_and_texts_of_a_policy_stay_texts() -> None:
    """Names that look like code are texts to the program."""
    odd = '"); raise SystemExit #'
    rng = random.Random(5)
    policy = random_policy(rng)
    fact = p.Fact(odd, Type("choice", (odd, "\n\\'")), p.Given(), {})
    rule = p.Rule(
        odd, {}, "ground", "t", None, None, None,
        (ex.OneOf(ex.Fact(odd, fact.type), frozenset((odd, "x"))),), (), {}, None, None, None, (),
    )  # fmt: skip
    policy = replace(policy, facts={**policy.facts, odd: fact}, rules={odd: rule})
    assert decide(policy, {odd: odd}, TODAY).findings == (odd,)
    assert decide(policy, {odd: "\n\\'"}, TODAY).findings == ()


def test_it_remembers_no_more_than_it_should(house: p.Policy) -> None:
    """Deciding about many clients leaves a table of states, not of clients."""
    decider = Decider(house)
    rng = random.Random(2)
    for _ in range(200):
        decider.decide(random_facts(rng, house))
    assert decider.states < 200


def test_a_decision_shows_what_was_decided_alone(house: p.Policy) -> None:
    """Printed, a decision says its verdict and its rules, and nothing of how it was reached."""
    shown = repr(decide(house, {"late_invoices": 7, "invoices_due": 8}, TODAY))
    assert shown.startswith("Decision(verdict='talk', possible=(")
    assert "findings=('always-late',)" in shown
    assert "Criterion" not in shown
