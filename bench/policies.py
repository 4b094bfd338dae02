"""The compact rules of a benchmark → a policy that is loaded as every policy is."""

from __future__ import annotations

import copy
import tempfile
from pathlib import Path
from typing import Any

import yaml

from adieu.load.policy import load_policy
from adieu.policy import Policy

BENCH = Path(__file__).parent / "policy" / "rules.yaml"
_TEXTS = {
    "facts": ("label",),
    "rules": ("title", "because"),
    "verdicts": ("title", "sentence", "meaning"),
}


def bench_policy() -> Policy:
    """The policy that all libraries state."""
    return completed(_read())


def grown_policy(rules: int) -> Policy:
    """A policy of so many rules: those of the benchmark again and again, with other thresholds."""
    tree = _read()
    own = tree["rules"]
    made = []
    for number in range(rules):
        rule, round_ = copy.deepcopy(own[number % len(own)]), number // len(own)
        if round_:
            rule["rule"] = f"{rule['rule']}-{round_}"
            rule["when"] = [*rule["when"], f"staff_incidents is less than {round_ + 3}"]
        made.append(rule)
    tree["rules"] = made
    return completed(tree)


def _read() -> Any:
    return yaml.load(BENCH.read_text("utf-8"), Loader=yaml.BaseLoader)  # texts only, as adieu reads


def completed(tree: dict[str, Any]) -> Policy:
    """The policy that a tree states, every text filled in with its name."""
    tree["title"] = _texts(tree["title"])
    tree["themes"] = {name: _texts(name) for name in tree["themes"]}
    for part, texts in _TEXTS.items():
        entries = tree[part]
        named = entries.items() if isinstance(entries, dict) else ((None, one) for one in entries)
        for name, entry in named:
            for text in texts:
                _say(entry, text, name or entry.get("rule") or entry["verdict"])
            if "unless" in entry:
                _say(entry, "excused", entry["rule"])
            if "type" in entry:
                _say(entry, "question", f"{name}?")
            if "choices" in entry:
                entry["choices"] = {one: _texts(one) for one in entry["choices"]}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "policy.yaml"
        path.write_text(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False), "utf-8")
        return load_policy(path)


def _say(entry: dict[str, Any], key: str, text: str) -> None:
    entry.setdefault(key, _texts(text))


def _texts(text: str) -> dict[str, str]:
    return dict.fromkeys(("en", "nl", "fr"), text)
