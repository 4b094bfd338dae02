"""Promises about what the reports of the worked examples say would change: replayed, one by one.

Only what stands in the JSON of a review is used, and the reference, which knows no proofs.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from adieu.case import Answer, Case
from adieu.clients.folder import read_cases
from adieu.commands.whatif import wanted
from adieu.diagnostics import Diagnostics, Unusable
from adieu.explain.trial import Trial
from adieu.facts import Facts, derive
from adieu.infer import reference
from adieu.load.policy import load_policy
from adieu.logic import TRUE, Value, exactly, truth
from adieu.policy import Count, Given, Policy
from support.examples import EXAMPLES, ROOT, client_file
from support.program import run

Json = dict[str, Any]
TODAY = date(2026, 12, 1)
TRIES = 60
"""How many clients that share the facts a verdict rests on are made up for each example."""


def _told(rendered: Path, client: str) -> Json:
    document: Json = json.loads((rendered / f"{client}.json").read_text("utf-8"))
    return document


def _policy_file(client: str) -> Path:
    firm = EXAMPLES[client].firm
    return ROOT / "rules" / (f"firms/{firm}.yaml" if firm else "")


@cache
def _policy(client: str) -> Policy:
    firm = EXAMPLES[client].firm
    return _loaded(firm)


@cache
def _loaded(firm: str | None) -> Policy:
    return load_policy(ROOT / "rules" / (f"firms/{firm}.yaml" if firm else ""))


@cache
def _case(client: str, on: date | None = None) -> Case:
    (one,) = read_cases([client_file(client)], _policy(client), on, TODAY)
    assert one.case is not None
    return one.case


def _verdict(client: str, *words: str, on: date | None = None) -> str:
    """The verdict with changes as `adieu whatif` reads them, and on another day."""
    policy, case = _policy(client), _case(client, on)
    if words:
        _, case = wanted(words, policy, case, Diagnostics())
    return reference.infer(policy, derive(policy, case)).verdict


def _change(shifts: Iterable[Json]) -> list[str]:
    return [f"{one['fact']}={one['to']}" for one in shifts]


# What would change the verdict


@pytest.mark.parametrize("client", EXAMPLES)
def test_each_change_gives_the_verdict_that_it_promises(client: str, rendered: Path) -> None:
    """Each printed way to a milder verdict, replayed, gives that verdict."""
    told, severity = _told(rendered, client), _policy(client).severity
    assert len(told["would_change"]) <= 3
    for way in told["would_change"]:
        assert severity[way["to"]] > severity[told["verdict"]]
        assert _verdict(client, *_change(way["changes"])) == way["to"]


@pytest.mark.parametrize("client", EXAMPLES)
def test_no_change_can_be_spared(client: str, rendered: Path) -> None:
    """Of several changes that are needed together, all but one give no verdict as mild."""
    told, severity = _told(rendered, client), _policy(client).severity
    for way in told["would_change"]:
        for spared in way["changes"] if len(way["changes"]) > 1 else ():
            rest = _change(one for one in way["changes"] if one is not spared)
            with suppress(Unusable):  # what the policy's invariants forbid is no way out either
                assert severity[_verdict(client, *rest)] < severity[way["to"]]


@pytest.mark.parametrize("client", EXAMPLES)
def test_only_what_somebody_can_change_is_changed(client: str, rendered: Path) -> None:
    """A change names who can make it, starts from what is so, and is not what is so already."""
    told, facts = _told(rendered, client), _policy(client).facts
    shifts = [shift for way in told["would_change"] for shift in way["changes"]]
    for shift in shifts:
        assert shift["who"] in ("client", "firm")
        assert shift["who"] == facts[shift["fact"]].who
    for shift in (*shifts, *([told["margin"]] if told["margin"] else [])):
        assert shift["from"] != shift["to"]
        assert _verdict(client, f"{shift['fact']}={shift['from']}") == told["verdict"]


@pytest.mark.parametrize("client", EXAMPLES)
def test_the_margin_makes_it_harsher(client: str, rendered: Path) -> None:
    """The smallest step for the worse, replayed, gives the harsher verdict that it promises."""
    told, severity = _told(rendered, client), _policy(client).severity
    if told["margin"]:
        assert _verdict(client, *_change([told["margin"]])) == told["margin"]["verdict"]
        assert severity[told["margin"]["verdict"]] < severity[told["verdict"]]


@pytest.mark.parametrize("client", EXAMPLES)
def test_the_verdict_lapses_on_its_day_and_not_before(client: str, rendered: Path) -> None:
    """On the day on which the verdict lapses it is milder, on the day before it is not."""
    told, severity = _told(rendered, client), _policy(client).severity
    if told["lapses"]:
        on = date.fromisoformat(told["lapses"]["on"])
        assert on > _case(client).as_of
        assert _verdict(client, on=on) == told["lapses"]["to"]
        assert severity[told["lapses"]["to"]] > severity[told["verdict"]]
        before = _verdict(client, on=on - timedelta(days=1))
        assert severity[before] <= severity[told["verdict"]]


# What the verdict rests on


@pytest.mark.parametrize("client", EXAMPLES)
def test_a_record_that_holds_the_verdict_up_does_so(client: str, rendered: Path) -> None:
    """Without each such record, or with its field the other way round, the verdict is the other."""
    told = _told(rendered, client)
    for one in told["rests_on"]["records"]:
        change = f"without {one['record']}"
        if one["field"] is not None:
            assert _verdict(client, change) == told["verdict"]
            section, _, _ = one["record"].partition("[")
            kept = _case(client).sections[section].records
            (record,) = (other for other in kept if other.ref == one["record"])
            turned = "no" if record.fields[one["field"]] is TRUE else "yes"
            change = f"{one['field']} {one['record']}={turned}"
        assert one["without"] != told["verdict"]
        assert _verdict(client, change) == one["without"]


@pytest.mark.parametrize("client", EXAMPLES)
def test_every_record_that_overturns_the_verdict_is_named(client: str, rendered: Path) -> None:
    """A record that is not named can be left out without changing the verdict."""
    told = _told(rendered, client)
    if told["verdict"] == _policy(client).verdicts[-1].verdict or not told["rests_on"]["proved"]:
        return
    named = {one["record"] for one in told["rests_on"]["records"]}
    for section in _case(client).sections.values():
        for record in section.records:
            if record.ref not in named:
                assert _verdict(client, f"without {record.ref}") == told["verdict"], record.ref
    least = told["rests_on"]["least"]
    assert not (least and named)
    if least:
        assert _verdict(client, *(f"without {one}" for one in least)) != told["verdict"]


def _known_of(client: str, names: Sequence[str]) -> Facts:
    """A client of whom these facts are known, and nothing else, and nothing assumed."""
    policy = replace(_policy(client), assumed_facts={}, assumed_sections=frozenset())
    facts = _facts(client)
    answers = {name: Answer(facts.values[name], "") for name in names}
    return derive(policy, Case(client, client, _case(client).as_of, answers))


@cache
def _facts(client: str) -> Facts:
    return derive(_policy(client), _case(client))


def _made_up(policy: Policy, rng: random.Random, most: int) -> Iterator[tuple[str, Value]]:
    """A value for every count, answer and score of a client that nobody knows."""
    for name, fact in policy.facts.items():
        type_ = fact.type
        if not isinstance(fact.definition, Given | Count):
            continue
        if type_.name == "yes-no":
            yield name, truth(rng.random() < 0.5)
        elif type_.name == "number":
            low = 0 if isinstance(type_.low, float) else int(type_.low)
            high = low + most if isinstance(type_.high, float) else int(type_.high)
            yield name, exactly(rng.randint(low, high))


def _mildest_found(client: str, names: Sequence[str]) -> int:
    """The mildest verdict among made-up clients that share some facts; the higher, the milder."""
    known, severity = _known_of(client, names), _policy(client).severity
    trial, rng = Trial(known, reference.infer(known.policy, known)), random.Random(client)
    fixed = {name: known.values[name] for name in names}
    mildest = 0
    for number in range(TRIES):
        most = 0 if number % 2 else 6
        others = {**dict(_made_up(known.policy, rng, most)), **fixed}
        if trial.allows(others):
            inference = trial.with_facts(others)
            mildest = max(mildest, severity[inference.verdict])
    return mildest


def _mildest_proved(client: str, names: Sequence[str]) -> int:
    """The mildest verdict that is possible at all where only these facts are known."""
    known = _known_of(client, names)
    settled = Trial(known, reference.infer(known.policy, known)).settled()
    return _policy(client).severity[settled.verdict]


@pytest.mark.parametrize("client", EXAMPLES)
def test_the_facts_that_the_verdict_rests_on_are_enough(client: str, rendered: Path) -> None:
    """These facts alone allow no milder verdict, and no made-up client who shares them gets one."""
    told = _told(rendered, client)
    names, severity = told["rests_on"]["facts"], _policy(client).severity
    if names:
        assert _mildest_proved(client, names) == severity[told["verdict"]]
        assert _mildest_found(client, names) <= severity[told["verdict"]]


@pytest.mark.parametrize("client", EXAMPLES)
def test_none_of_these_facts_can_be_spared(client: str, rendered: Path) -> None:
    """Without any one of these facts, some client who shares the rest fares better."""
    told = _told(rendered, client)
    names, severity = told["rests_on"]["facts"], _policy(client).severity
    for spared in names if told["rests_on"]["proved"] else ():
        rest = [one for one in names if one != spared]
        here = severity[told["verdict"]]
        if _mildest_found(client, rest) <= here:
            assert _mildest_proved(client, rest) > here, spared


# Through the program itself, and that there is something to promise at all


def test_the_program_itself_keeps_the_promises(rendered: Path) -> None:
    """`adieu whatif` gives the verdict that a change promises, `--as-of` the one of the lapse."""
    told = {client: _told(rendered, client) for client in EXAMPLES}
    client, way = next(
        (one, told[one]["would_change"][0]) for one in told if told[one]["would_change"]
    )
    policy = f"--policy={_policy_file(client)}"
    words = _change(way["changes"])
    done = run("whatif", client_file(client), *words, policy, "--format=json", cwd=ROOT)
    assert json.loads(done.stdout)["after"]["verdict"] == way["to"]
    client, lapse = next((one, told[one]["lapses"]) for one in told if told[one]["lapses"])
    policy, day = f"--policy={_policy_file(client)}", f"--as-of={lapse['on']}"
    done = run("review", client_file(client), policy, day, "--format=json", "--out=-", cwd=ROOT)
    assert json.loads(done.stdout)["verdict"] == lapse["to"]


def test_there_is_much_to_replay(rendered: Path) -> None:
    """Among the worked examples are many with ways out, records and facts they rest on, a lapse."""
    told = [_told(rendered, client) for client in EXAMPLES]
    harsh = [one for one in told if one["verdict"] != "keep"]
    assert sum(bool(one["would_change"]) for one in harsh) >= 3
    assert sum(not one["would_change"] and one["would_change_proved"] for one in harsh) >= 8
    assert sum(bool(one["rests_on"]["facts"]) for one in harsh) == len(harsh)
    assert sum(bool(one["rests_on"]["records"]) for one in harsh) >= 6
    assert sum(bool(one["rests_on"]["least"]) for one in harsh) >= 3
    assert sum(bool(one["lapses"]) for one in harsh) >= 8
    assert sum(bool(one["margin"]) for one in told) >= 5
    assert sum(one["would_change_proved"] for one in told) >= len(told) - 1
    assert all(one["possible_proved"] for one in told)
    assert all(one["rests_on"]["proved"] for one in told)
