"""The house policy + its features → the figures of the living policy, in the README.

Run as ``python bench/figures.py`` (or ``make figures``): it rewrites what stands between the two
marks of the README, and prints it.  Anybody gets the same figures, whatever the machine.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BEGIN, END = "<!-- figures: make figures -->", "<!-- end of figures -->"
_KINDS = {
    "rule": "outcomes of rules",
    "condition": "outcomes of conditions (MC/DC)",
    "threshold": "borders",
    "verdict": "verdict rows",
    "gate": "gates",
    "class": "classes",
    "border": "borders of classes",
    "step": "steps of the plan",
}


def measured() -> dict[str, Any]:
    """What ``adieu test`` says of the house policy, as JSON."""
    words = ("test", *(f"features/{one}" for one in ("en", "nl", "fr")))
    options = ("--coverage", "--mutate", "--policy", "rules", "--format", "json")
    done = subprocess.run(
        [sys.executable, "-m", "adieu", *words, *options],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def block(document: dict[str, Any]) -> str:
    """The figures as Markdown, between their marks."""
    (policy,) = document["policies"]
    mutation, coverage = policy["mutation"], policy["coverage"]["kinds"]
    count = document["scenarios"]["passed"] + document["scenarios"]["to_confirm"]
    rows = [("all languages", mutation["score"])]
    rows += [(language, score) for language, score in mutation["languages"].items()]
    lines = [
        f"{count:,} scenarios; {len(mutation['mutants'])} mutants of the policy, of which "
        f"{mutation['equivalent']} are proved to change nothing.",
        "",
        "| mistakes noticed | of | share |  |",
        "|---|---|---|---|",
        *(
            f"| {score['killed']} | {score['of']} | {_percent(score)} | {name} |"
            for name, score in rows
        ),
        "",
        "| shown by some scenario | of | what |",
        "|---|---|---|",
        *(
            f"| {coverage[kind]['shown']} | {coverage[kind]['of']} | {name} |"
            for kind, name in _KINDS.items()
            if coverage[kind]["of"]
        ),
    ]
    return "\n".join((BEGIN, *lines, END))


def _percent(score: dict[str, Any]) -> str:
    """A share with one decimal, rounded down: 100 % is nothing less."""
    tenths = score["killed"] * 1000 // score["of"] if score["of"] else 1000
    return f"{tenths // 10}.{tenths % 10} %"


def main() -> None:
    """Measure, print, and rewrite the README where it has the marks."""
    told = block(measured())
    print(told)
    text = README.read_text("utf-8")
    marked = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    if marked.search(text):
        README.write_text(marked.sub(lambda _: told, text), "utf-8")


if __name__ == "__main__":
    main()
