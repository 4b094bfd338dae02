"""Promises about policies that say the same in other words: that nothing changes is proved."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest

from adieu.load.policy import load_policy
from adieu.proof.diff.difference import difference
from support.house_clients import ROOT, policy
from support.mutants import SAME, house_with
from support.random_policies import random_policy
from support.reordering import reordered


@pytest.mark.parametrize("name", SAME)
def test_a_rewriting(name: str, tmp_path: Path) -> None:
    """A condition said in other words changes no verdict and no rule."""
    new = house_with(tmp_path, SAME[name])
    assert new.sha256 != policy().sha256
    told = difference(policy(), new)
    assert (told.overall, told.settled, told.rules) == ("same", True, ())
    assert set(told.same_rules) == set(policy().rules)


def test_a_renamed_parameter(tmp_path: Path) -> None:
    """A parameter under another name is the same number."""
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", rules)
    for file in rules.glob("*.yaml"):
        text = file.read_text("utf-8")
        text = re.sub(r"\b(late_min|grace_days|accepted_reasons|office_hours)\b", r"own_\1", text)
        file.write_text(text, "utf-8")
    told = difference(policy(), load_policy(rules))
    assert (told.overall, told.settled, told.rules) == ("same", True, ())


def test_a_renamed_count(tmp_path: Path) -> None:
    """A count under another name counts the same records, and shares its number."""
    rules = tmp_path / "rules"
    shutil.copytree(ROOT / "rules", rules)
    for file in rules.glob("*.yaml"):
        text = re.sub(r"\blate_invoices\b", "overdue_invoices", file.read_text("utf-8"))
        file.write_text(text, "utf-8")
    told = difference(policy(), load_policy(rules))
    assert (told.overall, told.settled, told.rules) == ("same", True, ())


def test_files_and_order(tmp_path: Path) -> None:
    """One file instead of twelve, or rules and parts in another order: nothing changes."""
    parts, rules = [], []
    for file in sorted((ROOT / "rules").glob("*.yaml")):
        text = file.read_text("utf-8")
        text, split, tail = text.partition("\nrules:\n")
        parts.append(text)
        rules += [tail] if split else []
    whole = tmp_path / "policy.yaml"
    whole.write_text("\n".join([*parts, "rules:\n", *reversed(rules)]), "utf-8")
    one = load_policy(whole)
    for new in (one, reordered(random.Random("diff"), one)):
        told = difference(policy(), new)
        assert (told.overall, told.settled, told.rules) == ("same", True, ())


@pytest.mark.parametrize("seed", range(25))
def test_a_random_policy_in_another_order(seed: int) -> None:
    """Whatever a policy says, and even beyond what z3 can be asked: in another order it is same."""
    rng = random.Random(f"same-{seed}")
    old = random_policy(rng)
    told = difference(old, reordered(rng, old))
    assert (told.overall, told.settled, told.rules) == ("same", True, ())
