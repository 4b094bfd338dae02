"""The benchmark's policy + each library → a function that decides about one client's facts.

Each library gets the facts in the form that suits it, made beforehand, and compiles everything
ahead; where it can be asked several ways, the fastest was taken.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import plain
from given import Facts
from msgspec import Struct
from stated import CEL, RULE_ENGINE, ZEN, Verdicts, json_logic, questions

from adieu import policy as p
from adieu.case import Answer, Case
from adieu.facts import derive
from adieu.infer import Inference, Outcome, durable, reference
from adieu.infer.ahead import Decider
from adieu.logic import FALSE, TRUE, Value, exactly, word

Decided = tuple[str, list[str]]
TODAY = date(2026, 11, 1)


class Peer(Struct, frozen=True):
    """A way to decide: its name, how it takes facts, and what it makes of them.

    ``result`` makes verdict and findings of what ``decide`` returns, for the check; ``few`` says
    that it is too slow to be asked about every client.
    """

    name: str
    prepare: Callable[[Facts], Any]
    decide: Callable[[Any], Any]
    result: Callable[[Any], Decided] = lambda decided: decided
    few: bool = False


def peers(policy: p.Policy) -> list[Peer]:
    """Every way that is installed here, ours first."""
    made: list[Callable[[p.Policy], list[Peer]]] = [
        _ours, _zen, _rule_engine, _cel, _cel_python, _json_logic, _datalogic,
    ]  # fmt: skip
    found = [Peer("plain Python, by hand", _as_it_is, plain.decide)]
    for make in made:
        try:
            found += make(policy)
        except ImportError as error:
            print(f"not installed: {error.name}")
    return found


def _as_it_is(facts: Facts) -> Facts:
    return facts


def _ours(policy: p.Policy) -> list[Peer]:
    decider = Decider(policy)

    def case(facts: Facts) -> Case:
        answers = {name: Answer(_value(one), "") for name, one in facts.items() if one is not None}
        return Case("client", "client", TODAY, answers)

    def inferred(infer: Callable[..., Inference]) -> Callable[[Case], Inference]:
        return lambda one: infer(policy, derive(policy, one))

    def result(inference: Inference) -> Decided:
        found = [name for name, one in inference.outcomes.items() if one is Outcome.FOUND]
        return inference.verdict, found

    return [
        Peer(
            "adieu.decide",
            _as_it_is,
            decider.decide,
            lambda one: (one.verdict, list(one.findings)),
        ),
        Peer("adieu, reference", case, inferred(reference.infer), result, few=True),
        Peer("adieu, durable-rules", case, inferred(durable.infer), result, few=True),
    ]


def _value(given: bool | int | float | str) -> Value:
    match given:
        case bool():
            return TRUE if given else FALSE
        case str():
            return word(given)
        case _:
            return exactly(Fraction(str(given)))


def _zen(policy: p.Policy) -> list[Peer]:
    import zen

    listed = ", ".join(ZEN.condition(one) for one in questions(policy))
    compiled = zen.compile_expression(f"[{listed}]")
    of, evaluate = Verdicts(policy).of, compiled.evaluate
    return [Peer(f"zen-engine {_version('zen-engine')}", _as_it_is, lambda one: of(evaluate(one)))]


def _rule_engine(policy: p.Policy) -> list[Peer]:
    import rule_engine

    context = rule_engine.Context(default_value=None)
    rules = [rule_engine.Rule(RULE_ENGINE.condition(one), context) for one in questions(policy)]
    of = Verdicts(policy).of
    return [
        Peer(
            f"rule-engine {_version('rule-engine')}",
            _as_it_is,
            lambda one: of([rule.matches(one) for rule in rules]),
            few=True,
        )
    ]


def _known(facts: Facts) -> dict[str, bool | float | str]:
    """The facts that are known, every number a float."""
    return {
        name: float(one) if type(one) is int else one
        for name, one in facts.items()
        if one is not None
    }


def _cel(policy: p.Policy) -> list[Peer]:
    import cel

    listed = ", ".join(CEL.condition(one) for one in questions(policy))
    program = cel.compile(f"[{listed}]")
    of, execute = Verdicts(policy).of, program.execute
    name = f"CEL: common-expression-language {_version('common-expression-language')}"
    return [Peer(name, lambda facts: {"c": _known(facts)}, lambda one: of(execute(one)))]


def _cel_python(policy: p.Policy) -> list[Peer]:
    import celpy
    from celpy.adapter import json_to_cel

    environment = celpy.Environment()
    listed = ", ".join(CEL.condition(one) for one in questions(policy))
    program = environment.program(environment.compile(f"[{listed}]"))
    of = Verdicts(policy).of

    def decide(facts: Any) -> Decided:
        answers: Any = program.evaluate({"c": json_to_cel(facts)})
        return of(answers)

    return [
        Peer(
            f"CEL: cel-python {_version('cel-python')}",
            _known,
            decide,
            few=True,
        )
    ]


def _json_logic(policy: p.Policy) -> list[Peer]:
    from json_logic import jsonLogic

    rules = [json_logic(one) for one in questions(policy)]
    of = Verdicts(policy).of
    return [
        Peer(
            f"JSON Logic: panzi-json-logic {_version('panzi-json-logic')}",
            _as_it_is,
            lambda one: of([jsonLogic(rule, one) for rule in rules]),
            few=True,
        )
    ]


def _datalogic(policy: p.Policy) -> list[Peer]:
    import datalogic_py

    rule = datalogic_py.Engine().compile([json_logic(one) for one in questions(policy)])
    of, evaluate = Verdicts(policy).of, rule.evaluate
    name = f"JSON Logic: datalogic-py {_version('datalogic-py')}"
    return [Peer(name, _as_it_is, lambda one: of(evaluate(one)))]


def _version(package: str) -> str:
    from importlib.metadata import version

    return version(package)
