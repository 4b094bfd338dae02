"""Worked examples + random changes → what ``adieu whatif`` finds in a file edited by hand.

``ADIEU_WHATIF_SEEDS`` sets how many rounds there are for each example.
"""

from __future__ import annotations

import json
import os
import random
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from adieu.clients.change_texts import read_changes
from adieu.clients.changes import changed
from adieu.commands.whatif import wanted
from adieu.diagnostics import Diagnostics
from adieu.judge import judge
from adieu.tell.as_json import to_json
from adieu.tell.comparison import compare
from adieu.tell.narrate import narrate
from support.house_clients import CLIENTS, EXAMPLES, cases, example, faults, policy

DATES = ("date", "at", "due")
ROUNDS = int(os.environ.get("ADIEU_WHATIF_SEEDS", "4"))


def tree_of(name: str) -> dict[str, Any]:
    """A client's file as texts, lists and keys."""
    text = (CLIENTS / f"{name}.yaml").read_text("utf-8")
    tree: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return tree


def records_of(tree: dict[str, Any]) -> list[tuple[str, int, dict[str, str]]]:
    """Every record of a client's file, with its section and index."""
    sections = [(name, value) for name, value in tree.items() if isinstance(value, list)]
    return [(name, at, one) for name, listed in sections for at, one in enumerate(listed)]


def score_of(value: str | dict[str, str]) -> str:
    """A score, whether or not a reason stands beside it."""
    return value if isinstance(value, str) else value["score"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_changes_to_what_is_so_change_nothing(name: str) -> None:
    """Saying everything that a client's file says once more changes nothing at all."""
    tree, case = tree_of(name), example(name)
    words = [f"{fact}={value}" for fact, value in tree.get("facts", {}).items()]
    words += [f"{one}={score_of(value)}" for one, value in tree.get("scores", {}).items()]
    words += [
        f"{field} {section}[{at}]={value}"
        for section, at, record in records_of(tree)
        for field, value in record.items()
        if field != "note"
    ]
    found = Diagnostics()
    after = changed(case, read_changes(words, policy(), case, found))
    assert found == []
    assert after == case
    assert compare(judge(policy(), case), judge(policy(), after), "en").same


def edit(tree: dict[str, Any], rng: random.Random) -> tuple[list[str], dict[str, Any]]:
    """Random changes, and a client's file edited by hand in the same way."""
    edited, changes = deepcopy(tree), []
    for name in rng.sample(sorted(tree["facts"]), 2):
        changes.append(f"{name}=unknown")
        del edited["facts"][name]
    records = records_of(tree)
    left_out: dict[str, set[int]] = {}
    for section, at, record in rng.sample(records, min(len(records), 6)):
        fields = sorted(record.keys() - {*DATES, "kind", "about", "note"})
        if not fields or rng.random() < 0.6:
            changes.append(f"without {section}[{at}]")
            left_out.setdefault(section, set()).add(at)
            continue
        field = rng.choice(fields)
        same_field = sorted(
            {one[field] for of, _, one in records if of == section and field in one}
        )
        value = rng.choice(["unknown", *same_field, *(["open"] if section == "invoices" else [])])
        if field == "paid" and value == "open":
            del edited[section][at][field]
        elif value == "open" or field == "number":
            continue
        else:
            edited[section][at][field] = value
        changes.append(f"{field} {section}[{at}]={value}")
    for section, gone in left_out.items():
        edited[section] = [one for at, one in enumerate(edited[section]) if at not in gone]
    return changes, edited


def renumbered(document: Any, changes: list[str]) -> Any:
    """A document in which records have the index that is left to them once others are gone."""
    pattern = r"without (\w+)\[(\d+)\]"
    gone = [(one[1], int(one[2])) for change in changes if (one := re.match(pattern, change))]

    def shifted(match: re.Match[str]) -> str:
        section, at = match[1], int(match[2])
        return f"{section}[{at - sum(of == section and one < at for of, one in gone)}]"

    return json.loads(re.sub(r"\b([a-z]+)\[(\d+)\]", shifted, json.dumps(document)))


@pytest.mark.parametrize("seed", range(ROUNDS))
@pytest.mark.parametrize("name", EXAMPLES)
def test_as_if_the_file_were_edited(name: str, seed: int, tmp_path: Path) -> None:
    """What would be is what a review of the file finds, once it is edited by hand in the same way.

    Records keep the index that they have in the file, however many are left out.
    """
    changes, edited = edit(tree_of(name), random.Random(f"{name} {seed}"))
    file = tmp_path / f"{name}.yaml"
    file.write_text(json.dumps(edited), "utf-8")
    by_hand, found = cases(file)
    if by_hand is None:
        assert {one.code for one in faults(name, *changes)} == {one.code for one in found}
        return
    _, after = wanted(changes, policy(), example(name), Diagnostics())
    first, second = (judge(policy(), one) for one in (after, by_hand))
    documents = [to_json(one, narrate(one, "en")) for one in (first, second)]
    assert renumbered(documents[0], changes) == documents[1]
