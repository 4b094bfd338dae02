"""The texts of the tree + the names known → every placeholder that nothing can fill in."""

from __future__ import annotations

import re

from adieu.diagnostics import Diagnostics, Note, did_you_mean
from adieu.language import placeholders, stray_brace
from adieu.load import reading as r
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import Node, Scalar

_PLACEHOLDERS = Note(
    "help.placeholder",
    {"example": "{window}", "plural": "{late_invoices: # invoice | # invoices}"},
)


def check_texts(
    root: Tree,
    known: set[str],
    diagnostics: Diagnostics,
) -> None:
    """Every placeholder in a text names something that can be filled in there."""

    def check(node: Node | None, names: set[str] | None) -> None:
        for text in _scalars_below(node):
            for name in placeholders(text.text):
                if names is None or name not in names:
                    match = re.search(r"\{\s*" + re.escape(name), text.text)
                    start = match.end() - len(name) if match else 0
                    where = text.place.part(text.text, start, len(name))
                if names is None:
                    diagnostics.error("promise-placeholder", where, name=name)
                elif name not in names:
                    help = did_you_mean(name, names)
                    diagnostics.error("placeholder-unknown", where, help, name=name)
            if (brace := stray_brace(text.text)) is not None:
                where = text.place.part(text.text, brace, 1)
                diagnostics.error("placeholder-shape", where, _PLACEHOLDERS)

    for rule in r.items(root.get("rules")):
        for key in ("title", "because", "excused", "remedy", "nearly"):
            node = r.child(rule, key)
            if key == "nearly":
                check(r.child(node, "because"), known)
                check(r.child(node, "remedy"), known)
            else:
                check(node, known)
    for section in ("verdicts", "plan"):
        for entry in r.items(root.get(section)):
            for key in ("title", "sentence", "meaning", "do", "why"):
                check(r.child(entry, key), known | {"client"})
    for promise in r.items(root.get("promises")):
        check(r.child(promise, "text"), None)
    for name, _, fact in r.entries(root.get("facts")):
        check(fact.get("question"), known - {name})
    for _, _, record in r.entries(root.get("records")):
        fields = set(r.keys(record.get("fields")))
        check(record.get("event"), fields)
        for _, _, field in r.entries(record.get("fields")):
            check(field.get("question"), fields)


def _scalars_below(node: Node | None) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Tree):
        return [one for _, value in node.entries.values() for one in _scalars_below(value)]
    return []
