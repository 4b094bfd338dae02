"""Cases worked out by hand + the house policy → the outcome that each of them states.

A case under ``cases`` says ``why``, the ``client`` (what differs from ``cases/base.yaml``), what to
``expect``, and sometimes the ``policy`` (what a firm says beside the house policy, or one of the
example firms).  A list that is not stated is expected to be empty, and the verdict to be the only
possible one.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from adieu.case import Case
from adieu.clients.consistency import check_case
from adieu.clients.files import read_client
from adieu.diagnostics import Diagnostics, Unusable
from adieu.explain.explanation import Explanation
from adieu.judge import judge
from adieu.load.policy import load_policy
from adieu.logic import INFINITY, Interval
from adieu.policy import Policy
from adieu.tell.as_json import Json, json_text, to_json
from adieu.tell.narrate import narrate

CASES = Path(__file__).parent / "cases"
RULES = Path(__file__).parents[1] / "rules"
LISTS = ("findings", "superseded", "excused", "undetermined", "not_found", "off")
SECTIONS = ("invoices", "incidents", "contacts", "changes", "advice", "boundaries", "repairs")
UNORDERED = ("evidence", "needs", "ask")
TODAY = date(2026, 12, 1)
"""The day on which all of this is read; every case states its own review date."""

EXPECTABLE = {
    "verdict", "possible", "possible_at_least", "findings", "superseded", "excused", "undetermined",
    "off", "repair_tried", "grades", "hearsay", "can_do_without", "class", "score", "signed_off",
    "plan", "facts", "asks", "asks_not", "assumptions", "refused",
}  # fmt: skip


@dataclass(frozen=True)
class HandCase:
    """One case as it is written."""

    name: str
    client: Mapping[str, Any]
    expect: Mapping[str, Any]
    policy: str


def _read(path: Path) -> Any:
    """A YAML file as it is written, every scalar a text."""
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)


BASE: Mapping[str, Any] = _read(CASES / "base.yaml")


def _client(stated: Mapping[str, Any]) -> dict[str, Any]:
    """The base client with what a case states: answers one by one, sections whole."""
    if stated.get("nothing") == "yes":
        return {"client": BASE["client"], "as_of": BASE["as_of"]}
    scores = BASE["scores"]
    if "every_score" in stated:
        scores = dict.fromkeys(scores, stated["every_score"])
    own = {key: value for key, value in stated.items() if key in ("as_of", *SECTIONS)}
    client = {
        **BASE,
        **own,
        "facts": {**BASE["facts"], **stated.get("facts", {})},
        "scores": {**scores, **stated.get("scores", {})},
    }
    return {key: value for key, value in client.items() if key not in stated.get("without", ())}


def _cases() -> Iterator[HandCase]:
    for path in sorted(CASES.glob("*/*.yaml")):
        written = _read(path)
        policy = written.get("policy", "house")
        if not isinstance(policy, str):
            policy = json.dumps({"policy": "firm", "version": "1", "extends": "house", **policy})
        name = path.relative_to(CASES).with_suffix("").as_posix()
        yield HandCase(name, _client(written["client"]), written["expect"], policy)


ALL = tuple(_cases())
REVIEWED = tuple(one for one in ALL if "refused" not in one.expect)
REFUSED = tuple(one for one in ALL if "refused" in one.expect)
each_case = pytest.mark.parametrize("case", REVIEWED, ids=lambda case: case.name)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the clients and the firms' policies are written."""
    return tmp_path_factory.mktemp("cases")


@cache
def _policy(written: str, folder: Path) -> Policy:
    if written == "house":
        return load_policy(RULES)
    if not written.startswith("{"):
        return load_policy(RULES / "firms" / f"{written}.yaml")
    path = folder / "firm.policy.yaml"
    path.write_text(written, encoding="utf-8")
    return load_policy(path)


def _read_client(case: HandCase, client: Mapping[str, Any], folder: Path) -> Case:
    """The client of a case, as it is written or in another order.

    Raises:
        Unusable: where it cannot be read.
    """
    path = folder / "client.yaml"
    path.write_text(json.dumps(client, ensure_ascii=False, indent=1), encoding="utf-8")
    found = Diagnostics()
    read = read_client(path, _policy(case.policy, folder), None, TODAY, found)
    found.stop_on_error()
    assert read is not None
    return read


def _explain(case: HandCase, client: Mapping[str, Any], folder: Path) -> Explanation:
    return judge(_policy(case.policy, folder), _read_client(case, client, folder))


def _document(explanation: Explanation) -> Json:
    return to_json(explanation, narrate(explanation, "en"))


@cache
def _reviews(folder: Path) -> dict[str, tuple[Explanation, Json]]:
    return {}


def _review(case: HandCase, folder: Path) -> tuple[Explanation, Any]:
    """The explanation of a case and its JSON, made once."""
    known = _reviews(folder)
    if case.name not in known:
        explanation = _explain(case, case.client, folder)
        known[case.name] = explanation, _document(explanation)
    return known[case.name]


def _names(document: Any, of: str) -> list[str]:
    return [one["rule"] for one in document[of]]


def _outcome(document: Any, expect: Mapping[str, Any]) -> dict[str, Any]:
    """What a review says, in the form in which a case states it; lists of rules in any order."""
    findings = {one["rule"]: one for one in document["findings"]}
    said: dict[str, Any] = {
        "verdict": document["verdict"],
        "possible": document["possible_verdicts"],
        "final": document["final"],
        "findings": sorted(findings),
        "superseded": {one["rule"]: one["by"] for one in document["superseded"]},
        "excused": sorted(_names(document, "excused")),
        "undetermined": sorted(_names(document, "undetermined")),
        "off": sorted(_names(document, "off")),
        "can_do_without": document["gates"]["can_do_without"],
        "class": document["class"],
        "hearsay": sorted(name for name, one in findings.items() if one["hearsay"]),
        "score": document["score"],
        "signed_off": document["signed_off"],
        "plan": document["plan"],
        "assumptions": len(document["assumptions"]),
    }
    for key, within in (("repair_tried", "repair_tried"), ("grades", "grade")):
        asked = findings.keys() & set(expect.get(key, ()))
        said[key] = {rule: findings[rule][within] for rule in asked}
    return said


def _expected(expect: Mapping[str, Any]) -> dict[str, Any]:
    """What a case states, completed: nothing else found, class A, the firm can do without."""
    possible = expect.get("possible", [expect["verdict"]])
    stated: dict[str, Any] = {
        "verdict": expect["verdict"],
        "possible": possible,
        "final": len(possible) == 1,
        "superseded": expect.get("superseded", {}),
        "can_do_without": expect.get("can_do_without", "true"),
        "class": _or_null(expect.get("class", ["A"])),
    }
    for key in ("findings", "excused", "undetermined", "off", "hearsay"):
        stated[key] = sorted(expect.get(key, ()))
    for key in ("repair_tried", "grades", "plan"):
        if key in expect:
            stated[key] = expect[key]
    if "score" in expect:
        score = _or_null(expect["score"])
        stated["score"] = score and [float(end) for end in score]
    if "signed_off" in expect:
        stated["signed_off"] = expect["signed_off"] == "true"
    if "assumptions" in expect:
        stated["assumptions"] = int(expect["assumptions"])
    if "possible_at_least" in expect:
        del stated["possible"], stated["final"]
    return stated


def _or_null(value: Any) -> Any:
    return None if value == "null" else value


def _range(value: Any) -> tuple[Any, Any]:
    """The ends of a range as a case states it: one number, or two."""
    ends = value if isinstance(value, list) else [value, value]
    low, high = (INFINITY if end == "unlimited" else Fraction(end) for end in ends)
    return low, high


@each_case
def test_outcome(case: HandCase, folder: Path) -> None:
    """A review says what was worked out by hand, finds nothing else, and lists every rule once."""
    expect = case.expect
    assert not expect.keys() - EXPECTABLE
    explanation, document = _review(case, folder)
    policy, possible = explanation.facts.policy, document["possible_verdicts"]
    contradictions = Diagnostics()
    check_case(policy, explanation.facts.case, contradictions)
    assert not contradictions
    assert sorted(name for of in LISTS for name in _names(document, of)) == sorted(policy.rules)
    assert possible == sorted(possible, key=lambda one: policy.severity[one])
    assert (document["verdict"], document["final"]) == (possible[-1], len(possible) == 1)
    stated, said = _expected(expect), _outcome(document, expect)
    assert {key: said[key] for key in stated} == stated
    assert set(expect.get("possible_at_least", ())) <= set(possible)
    asked = {one["fact"] for one in document["ask"]}
    assert set(expect.get("asks", ())) <= asked
    assert asked.isdisjoint(expect.get("asks_not", ()))
    for name, value in expect.get("facts", {}).items():
        fact = explanation.facts.values[name]
        assert isinstance(fact, Interval)
        assert (name, fact.low, fact.high) == (name, *_range(value))


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_refused(case: HandCase, folder: Path) -> None:
    """A client that contradicts itself or its vocabulary is refused, for the reason stated."""
    found = Diagnostics()
    try:
        check_case(_policy(case.policy, folder), _read_client(case, case.client, folder), found)
    except Unusable as error:
        found = Diagnostics(error.diagnostics)
    assert [one.code for one in found] == case.expect["refused"]


def _shuffled(
    client: Mapping[str, Any], rng: random.Random
) -> tuple[dict[str, Any], dict[str, str]]:
    """A client with its records and keys in another order, and where each record stood before."""
    shuffled: dict[str, Any] = {}
    before: dict[str, str] = {}
    for section, value in client.items():
        if isinstance(value, list):
            order = rng.sample(range(len(value)), len(value))
            shuffled[section] = [_other_keys(value[old], rng) for old in order]
            before |= {f"{section}[{new}]": f"{section}[{old}]" for new, old in enumerate(order)}
        else:
            shuffled[section] = _other_keys(value, rng)
    return _other_keys(shuffled, rng), before


def _other_keys(value: Any, rng: random.Random) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: value[key] for key in rng.sample(sorted(value), len(value))}


def _unordered(value: Any) -> Any:
    """A document in which records may be named in any order."""
    if isinstance(value, list):
        return [_unordered(one) for one in value]
    if isinstance(value, dict):
        loose = {key: sorted(map(json.dumps, value[key])) for key in UNORDERED if key in value}
        return {key: loose.get(key) or _unordered(one) for key, one in value.items()}
    return value


@each_case
def test_order_never_matters(case: HandCase, folder: Path) -> None:
    """Records and keys in another order give the same JSON, the places of the records aside."""
    client, before = _shuffled(case.client, random.Random(case.name))
    text = json_text(_document(_explain(case, client, folder)))
    placed = re.sub(r"\b[a-z]+\[\d+\]", lambda match: before[match[0]], text)
    assert _unordered(json.loads(placed)) == _unordered(_review(case, folder)[1])


@pytest.mark.parametrize("case", REVIEWED[::8], ids=lambda case: case.name)
def test_same_input_same_bytes(case: HandCase, folder: Path) -> None:
    """The same input gives byte-identical output."""
    again = _document(_explain(case, case.client, folder))
    assert json_text(again) == json_text(_review(case, folder)[1])


def test_every_outcome_of_every_rule(folder: Path) -> None:
    """Every rule has a case where it is found, one where it is open, and its other outcomes."""
    house = [one for one in REVIEWED if one.policy == "house"]
    seen = {(of, name) for one in REVIEWED for of in LISTS for name in one.expect.get(of, ())}
    wanted = set()
    rules = _policy("house", folder).rules
    for name, rule in rules.items():
        wanted |= {("findings", name), ("undetermined", name)}
        wanted |= {("excused", name)} if rule.unless else set()
        wanted |= {("superseded", name)} if rule.superseded_by else set()
    assert wanted <= seen
    assert any(not one.expect.keys() & set(LISTS) for one in house)
    assert len(rules) == 23
