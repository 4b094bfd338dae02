"""Promises about promises: how a policy states them, whom they bind, where each part stands."""

from __future__ import annotations

import random
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import assert_never

import pytest

from adieu import expression as ex
from adieu import policy as p
from adieu.case import Answer, Case
from adieu.clients.fields import answerable, criteria
from adieu.diagnostics import Diagnostics
from adieu.evaluate import evaluate
from adieu.facts import FactScope, derive
from adieu.infer import Outcome, settings
from adieu.infer.reference import VerdictScope, infer
from adieu.load.policy import load_policy
from adieu.logic import FALSE, TRUE, Interval, Value, exactly, word
from adieu.quantities import Type
from support.stated import FIRMS, ROOT, SHIPPED, TEXT, claims, house, loaded, name_of, written

TODAY = date(2026, 11, 1)


@pytest.mark.parametrize(
    ("lines", "claim"),
    [
        ("never: [fire]", p.Excludes(ex.ALWAYS, ("fire",))),
        ("always: [keep, keep]", p.Assures(ex.ALWAYS, ("keep",))),
        (
            "{more: late_invoices, verdict: never milder}",
            p.Monotone(ex.ALWAYS, "late_invoices", "milder"),
        ),
        (
            "{more: billed_hourly, verdict: never harsher}",
            p.Monotone(ex.ALWAYS, "billed_hourly", "harsher"),
        ),
        (
            "{more: pays_well, verdict: never harsher}",
            p.Monotone(ex.ALWAYS, "pays_well", "harsher"),
        ),
        (
            "{more: repair_tried.always-late, verdict: never milder}",
            p.Monotone(ex.ALWAYS, "repair_tried.always-late", "milder"),
        ),
        ("without: [contract_kind, lies]", p.Independent(ex.ALWAYS, ("contract_kind", "lies"))),
        ("apart: [always-late, lying]", p.Apart(ex.ALWAYS, ("always-late", "lying"))),
    ],
)
def test_each_claim_is_read(lines: str, claim: p.Claim, tmp_path: Path) -> None:
    """Each kind of claim is read as what it says, of all clients where it has no condition."""
    inner = lines.strip("{}")
    entry = f"- {{promise: own, {TEXT}, {inner}}}"
    policy = written(tmp_path, f"extends: base.yaml\npromises: [{entry[2:]}]\n")
    assert claims(policy) == {"own": claim}
    assert policy.promises[0].text == {"en": "Own", "nl": "Eigen", "fr": "Propre"}


def test_the_condition_speaks_of_findings(tmp_path: Path) -> None:
    """The condition of a promise counts findings as a verdict row does, and may read a score."""
    policy = written(
        tmp_path,
        f"""
extends: base.yaml
promises:
  - promise: flagged
    {TEXT}
    when: [findings with grade red-flag is at least 1]
    always: [fire]
  - promise: graded
    {TEXT}
    when: client_class is A
    without: [billed_hourly]
""",
    )
    flagged, graded = (one.what for one in policy.promises)
    assert isinstance(flagged, p.Assures)
    assert next(ex.walk(flagged.when)) == ex.Findings(grade="red-flag")
    assert isinstance(graded, p.Independent)
    assert ex.fact_names(graded.when) == {"client_class"}


HEIR = f"""
extends: own.yaml
promises:
  - promise: another
    {TEXT}
    without: [revenue]
"""
PARENT = f"""
extends: base.yaml
promises:
  - promise: inherited
    {TEXT}
    when: [lies is at least 1]
    more: late_invoices
    verdict: never milder
"""


def test_promises_are_inherited(tmp_path: Path) -> None:
    """A policy promises what the one that it extends promises, and what it adds."""
    written(tmp_path, PARENT)
    policy = written(tmp_path, HEIR, "heir.yaml")
    assert [one.name for one in policy.promises] == ["inherited", "another"]


def test_a_promise_can_be_dropped(tmp_path: Path) -> None:
    """An inherited promise that is named under ``off`` is promised no more."""
    written(tmp_path, PARENT)
    policy = written(tmp_path, HEIR + "off: {inherited: we see that otherwise}\n", "heir.yaml")
    assert [one.name for one in policy.promises] == ["another"]


def test_a_claim_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """A promise of the same id replaces the inherited claim; condition and words stay."""
    before = claims(written(tmp_path, PARENT))["inherited"]
    own = "extends: own.yaml\npromises: [{promise: inherited, never: [keep]}]\n"
    policy = written(tmp_path, own, "heir.yaml")
    assert isinstance(before, p.Monotone)
    assert claims(policy) == {"inherited": p.Excludes(before.when, ("keep",))}
    assert policy.promises[0].text["en"] == "Own"


def test_the_house_promises() -> None:
    """The house promises at least ten things, of every kind, and every firm that extends it too."""
    for path in SHIPPED:
        found = claims(loaded(path))
        assert len(found) >= 10
        assert claims(house()).keys() <= found.keys()
        assert len({type(one) for one in found.values()}) == 4


# What a promise means, by definition


class Client:
    """A client of whom every fact is known: the answers, and what follows from them."""

    def __init__(self, policy: p.Policy, values: dict[str, Value]) -> None:
        self.values = values
        answers = {name: Answer(value, "") for name, value in values.items()}
        facts = derive(policy, Case("client", "A client", TODAY, answers, {}))
        inferred = infer(policy, facts)
        assert len(inferred.possible) == 1, "a fact was left open"
        self.verdict, self.outcomes = inferred.verdict, inferred.outcomes
        self.severity = policy.severity[inferred.verdict]
        (setting,) = settings(policy, inferred.outcomes, inferred.repair_tried, inferred.gates)
        self.scope = VerdictScope(policy, facts.scope(), inferred.outcomes, setting)

    def fulfils(self, condition: ex.Condition) -> bool:
        """Whether the condition holds for the client."""
        return evaluate(condition, self.scope) is TRUE


def drawn(rng: random.Random, type_: Type) -> Value:
    """A value near what rules look at, mostly nothing bad."""
    match type_.name:
        case "yes-no":
            return rng.choice((TRUE, FALSE, FALSE))
        case "choice":
            return word(rng.choice(type_.choices))
        case "share":
            return exactly(Fraction(rng.choice((0, 1, 2, 5, 10)), 10))
        case "money":
            return exactly(rng.choice((0, 100, 200)), "EUR")
        case _ if type_.high == 5:
            return exactly(rng.choice((1, 1, 2, 5)))
        case _:
            return exactly(rng.randint(0, rng.choice((0, 0, 0, 0, 0, 1, 3, 8))))


def inputs(policy: p.Policy) -> dict[str, p.Fact]:
    """The facts that vary by themselves, without those that follow from others."""
    answered = answerable(policy) | criteria(policy)
    return {
        name: fact
        for name, fact in answered.items()
        if not isinstance(fact.definition, p.Calculation) and name != "can_do_without"
    }


def contradicted(policy: p.Policy, values: dict[str, Value]) -> ex.Condition | None:
    """The first invariant that fails; nothing where there can be such a client."""
    scope = FactScope(policy, TODAY.toordinal(), values)
    return next((one for one in policy.invariants if evaluate(one, scope) is FALSE), None)


def random_client(rng: random.Random, policy: p.Policy) -> Client:
    """Some client that there can be: what contradicts itself is drawn again."""
    free = inputs(policy)
    values = {name: drawn(rng, one.type) for name, one in free.items()}
    while wrong := contradicted(policy, values):
        for name in sorted(ex.fact_names(wrong) & free.keys()):
            values[name] = drawn(rng, free[name].type)
    return Client(policy, values)


def otherwise(
    rng: random.Random, policy: p.Policy, client: Client, names: tuple[str, ...]
) -> Client | None:
    """A client alike but for these facts, if one is found soon."""
    for _ in range(20):
        changed = {name: drawn(rng, policy.facts[name].type) for name in names}
        values = {**client.values, **changed}
        if values != client.values and contradicted(policy, values) is None:
            return Client(policy, values)
    return None


def kept(rng: random.Random, policy: p.Policy, claim: p.Claim, client: Client) -> bool | None:
    """Whether a promise holds of a client (and of one alike); nothing where it says nothing."""
    if not client.fulfils(claim.when):
        return None
    match claim:
        case p.Excludes(_, verdicts):
            return client.verdict not in verdicts
        case p.Assures(_, verdicts):
            return client.verdict in verdicts
        case p.Monotone(when, fact, direction):
            other = otherwise(rng, policy, client, (fact,))
            if other is None or not other.fulfils(when):
                return None
            less, more = sorted((client, other), key=lambda one: amount(one.values[fact]))
            milder = more.severity > less.severity
            harsher = more.severity < less.severity
            return not (milder if direction == "milder" else harsher)
        case p.Independent(when, names):
            other = otherwise(rng, policy, client, names)
            if other is None or not other.fulfils(when):
                return None
            return client.verdict == other.verdict
        case p.Apart(_, rules):
            return sum(client.outcomes[one] is Outcome.FOUND for one in rules) < 2
        case _:
            assert_never(claim)


def amount(value: Value) -> float:
    """How much it is; yes is more than no."""
    return float(value.low) if isinstance(value, Interval) else float(value is TRUE)


CLIENTS = 50


@pytest.mark.parametrize("path", [ROOT / "rules", *FIRMS], ids=name_of)
def test_what_the_house_promises_is_true(path: Path) -> None:
    """No client is found for whom the house or a firm breaks its word, and many who test it."""
    policy, rng = loaded(path), random.Random(7)
    seen: dict[str, list[bool]] = {name: [] for name in claims(policy)}
    for _ in range(CLIENTS):
        client = random_client(rng, policy)
        for name, claim in claims(policy).items():
            if (held := kept(rng, policy, claim, client)) is not None:
                seen[name].append(held)
    rare = {"nothing-found-means-keep", "a-feeling-means-talk", "concerns-mean-talk"}
    assert not {name for name, held in seen.items() if not all(held)}
    assert not {name for name, held in seen.items() if not held} - rare


@pytest.mark.parametrize(
    "claim",
    [
        p.Excludes(ex.ALWAYS, ("fire-now",)),
        p.Assures(ex.ALWAYS, ("fire-now", "talk", "keep")),
        p.Monotone(ex.ALWAYS, "deliberate_lies", "harsher"),
        p.Monotone(ex.ALWAYS, "legal_risk_known", "harsher"),
        p.Independent(ex.ALWAYS, ("aml_sensitive", "price_cuts")),
    ],
    ids=lambda claim: type(claim).__name__,
)
def test_a_broken_promise_is_noticed(claim: p.Claim) -> None:
    """The same search finds who breaks a promise that the house could not keep."""
    rng = random.Random(11)
    clients = (random_client(rng, house()) for _ in range(4 * CLIENTS))
    assert any(kept(rng, house(), claim, client) is False for client in clients)


def test_nothing_is_said_against_the_shipped_promises() -> None:
    """The shipped policies load without a word."""
    for path in SHIPPED:
        found = Diagnostics()
        load_policy(path, found)
        assert list(found) == []
