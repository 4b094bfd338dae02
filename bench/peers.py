"""The benchmark's policy + each library → a function that decides about one client's facts.

Every way starts from the facts as Python values, None where one is not known.  Where a library
wants its own objects made of them, that is done beforehand and the row says so.  Everything is
compiled ahead; where a library can be asked several ways, the fastest was taken.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import plain
from given import Facts
from msgspec import Struct
from stated import CEL, CEL_LEFT_OUT, RULE_ENGINE, ZEN, JsonLogic, Verdicts

from adieu import policy as p
from adieu.case import Answer, Case
from adieu.facts import derive
from adieu.infer import Inference, Outcome, durable, reference
from adieu.infer.ahead import Decider
from adieu.logic import FALSE, TRUE, Value, exactly, word
from adieu.portfolio.layout import CLIENT, Layout
from adieu.portfolio.printed import full_layout
from adieu.portfolio.statement import kept, statement

Decided = tuple[str, list[str]] | tuple[str, list[str], list[str]]
"""Verdict and findings; in full, the undetermined rules too."""
TODAY = date(2026, 11, 1)
CONVERTED = "converted beforehand"


class Peer(Struct, frozen=True):
    """A way to decide: its name, how it takes facts, and what it makes of them.

    ``result`` makes what is compared of what ``decide`` returns, for the check; ``few`` says that
    it is too slow to be asked about every client; ``ours`` that it is no other library.
    """

    name: str
    prepare: Callable[[Facts], Any]
    decide: Callable[[Any], Any]
    result: Callable[[Any], Decided] = lambda decided: decided
    few: bool = False
    ours: bool = False

    @property
    def converted(self) -> bool:
        """Whether the facts are made the library's own objects before the clock starts."""
        return self.name.endswith(CONVERTED)


def peers(policy: p.Policy, full: bool) -> list[Peer]:
    """Every way that is installed here, ours second; ``full`` asks for undetermined rules too.

    The libraries that take a hundred times as long as plain Python are asked for findings only.
    """
    made: list[Callable[[p.Policy, bool], list[Peer]]] = [_ours, _zen, _cel, _datalogic]
    if not full:
        made += [_rule_engine, _cel_python, _json_logic]
    by_hand = plain.decide_fully if full else plain.decide
    found = [Peer("plain Python, by hand", _as_it_is, by_hand, ours=True)]
    for make in made:
        try:
            found += make(policy, full)
        except ImportError as error:
            print(f"not installed: {error.name}")
    return found


def _as_it_is(facts: Facts) -> Facts:
    return facts


def _ours(policy: p.Policy, full: bool) -> list[Peer]:
    decider = Decider(policy)

    def case(facts: Facts) -> Case:
        answers = {name: Answer(_value(one), "") for name, one in facts.items() if one is not None}
        return Case("client", "client", TODAY, answers)

    def inferred(infer: Callable[..., Inference]) -> Callable[[Case], Inference]:
        return lambda one: infer(policy, derive(policy, one))

    def decided(verdict: str, findings: list[str], undetermined: list[str]) -> Decided:
        return (verdict, findings, undetermined) if full else (verdict, findings)

    def result(inference: Inference) -> Decided:
        by = inference.outcomes.items()
        found = [name for name, one in by if one is Outcome.FOUND]
        return decided(
            inference.verdict, found, [name for name, one in by if one is Outcome.UNDETERMINED]
        )

    return [
        Peer(
            "adieu.decide",
            _as_it_is,
            decider.decide,
            lambda one: decided(one.verdict, list(one.findings), list(one.undetermined)),
            ours=True,
        ),
        Peer("adieu, reference", case, inferred(reference.infer), result, few=True, ours=True),
        Peer("adieu, durable-rules", case, inferred(durable.infer), result, few=True, ours=True),
        Peer(
            f"adieu, its SQL in DuckDB {_version('duckdb')}, a client at a time",
            lambda facts: [None if one is None else str(one) for one in facts.values()],
            _by_sql(policy),
            lambda row: decided(*row),
            few=True,
            ours=True,
        ),
    ]


def _by_sql(policy: p.Policy) -> Callable[[list[str | None]], Any]:
    """Decides by the statement over a table that holds one client, its facts in their order."""
    import duckdb

    layout = full_layout(policy)
    names = [name for name, fact in policy.facts.items() if isinstance(fact.definition, p.Given)]
    columns = ", ".join(f'"{name}" {layout.clients[name].type}' for name in names)
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE clients (client VARCHAR, {columns})")
    connection.execute("INSERT INTO clients (client) VALUES ('one')")
    given = ", ".join(f'"{name}" = ?' for name in names)
    own = Layout({name: layout.clients[name] for name in (CLIENT, *names)}, {})
    query = kept(statement(policy, own, TODAY)).sql("duckdb")

    def decide(facts: list[str | None]) -> Any:
        connection.execute(f"UPDATE clients SET {given}", facts)
        rows = connection.execute(f"SELECT verdict, findings, undetermined FROM ({query})")
        return rows.fetchone()

    return decide


def _value(given: bool | int | float | str) -> Value:
    match given:
        case bool():
            return TRUE if given else FALSE
        case str():
            return word(given)
        case _:
            return exactly(Fraction(str(given)))


def _of(policy: p.Policy, full: bool) -> Callable[[Any], Decided]:
    verdicts = Verdicts(policy)
    return verdicts.graded if full else verdicts.certain


def _zen(policy: p.Policy, full: bool) -> list[Peer]:
    import zen

    evaluate = zen.compile_expression(ZEN.listed(policy, full)).evaluate
    of = _of(policy, full)
    return [Peer(f"zen-engine {_version('zen-engine')}", _as_it_is, lambda one: of(evaluate(one)))]


def _rule_engine(policy: p.Policy, full: bool) -> list[Peer]:
    import rule_engine

    context = rule_engine.Context(default_value=None)
    rules = [rule_engine.Rule(one, context) for one in RULE_ENGINE.texts(policy, full)]
    of = _of(policy, full)
    return [
        Peer(
            f"rule-engine {_version('rule-engine')}",
            _as_it_is,
            lambda one: of([rule.matches(one) for rule in rules]),
            few=True,
        )
    ]


def _real(facts: Facts) -> Facts:
    """The facts, every number a float."""
    return {name: float(one) if type(one) is int else one for name, one in facts.items()}


def _cel(policy: p.Policy, full: bool) -> list[Peer]:
    import cel

    execute = cel.compile(CEL.listed(policy, full)).execute
    of = _of(policy, full)
    name = f"CEL: common-expression-language {_version('common-expression-language')}"

    def decide(facts: Any) -> Decided:
        return of(execute(facts))

    def converted(facts: Facts) -> Any:
        return cel.Context(variables=_real(facts))

    return [Peer(name, _real, decide), Peer(f"{name}, {CONVERTED}", converted, decide)]


def _cel_python(policy: p.Policy, full: bool) -> list[Peer]:
    import celpy
    from celpy.adapter import json_to_cel

    environment = celpy.Environment()
    program = environment.program(environment.compile(CEL_LEFT_OUT.listed(policy, full)))
    of = _of(policy, full)

    def known(facts: Facts) -> Facts:
        return {name: one for name, one in _real(facts).items() if one is not None}

    def decide(facts: Any) -> Decided:
        answers: Any = program.evaluate({"c": json_to_cel(facts)})
        return of(answers)

    return [Peer(f"CEL: cel-python {_version('cel-python')}", known, decide, few=True)]


def _json_logic(policy: p.Policy, full: bool) -> list[Peer]:
    from json_logic import jsonLogic

    rules = JsonLogic(coalescing=False).trees(policy, full)
    of = _of(policy, full)
    return [
        Peer(
            f"JSON Logic: panzi-json-logic {_version('panzi-json-logic')}",
            _as_it_is,
            lambda one: of([jsonLogic(rule, one) for rule in rules]),
            few=True,
        )
    ]


def _datalogic(policy: p.Policy, full: bool) -> list[Peer]:
    import datalogic_py

    rule = datalogic_py.Engine().compile(JsonLogic(coalescing=True).trees(policy, full))
    of, evaluate, evaluate_data = _of(policy, full), rule.evaluate, rule.evaluate_data
    name = f"JSON Logic: datalogic-py {_version('datalogic-py')}"

    def converted(facts: Facts) -> Any:
        return datalogic_py.DataHandle(json.dumps(facts))

    return [
        Peer(name, _as_it_is, lambda one: of(evaluate(one))),
        Peer(f"{name}, {CONVERTED}", converted, lambda one: of(evaluate_data(one))),
    ]


def _version(package: str) -> str:
    from importlib.metadata import version

    return version(package)
