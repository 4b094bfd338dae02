"""The effective tree of a policy → where each of its parts stands, by a stable path.

A part is named by what it is and its id: ``rule:always-late``, ``verdict:fire``, ``step:safety``,
``promise:ID``, ``fact:NAME``, ``parameter:NAME``, ``criterion:NAME``, ``class:NAME``,
``source:ID``, ``theme:ID``, ``matter:ID``, ``record:NAME``, ``field:SECTION.NAME``,
``invariant:N``.  A key of it follows a slash (``rule:always-late/because``), and so do the
conditions under a ``when``, ``unless`` or ``where``, by their position among what they were bound
to: ``rule:ID/when/0`` is the first of ``Rule.when``, ``/when/0/1`` the second of its parts;
``verdict:ID/when`` is ``VerdictRow.when``, ``/when/1`` the second of its parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from adieu.diagnostics import Place
from adieu.load import reading as r
from adieu.load.shapes import IDS
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import Node, Scalar, Sequence

_TABLES = {
    "sources": "source",
    "themes": "theme",
    "matters": "matter",
    "facts": "fact",
    "parameters": "parameter",
    "records": "record",
}
_LISTED = ("when", "unless")
"""The conditions of a rule that are bound as a row of them, not as one."""

Found = Iterator[tuple[str, Place]]


class Places(Mapping[str, Place]):
    """The places of a policy's parts, looked for when the first is asked for."""

    def __init__(self, root: Tree) -> None:
        self._root = root

    @cached_property
    def _found(self) -> dict[str, Place]:
        return dict(_places(self._root))

    def __getitem__(self, path: str) -> Place:
        return self._found[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def _places(root: Tree) -> Found:
    for section, what in _TABLES.items():
        yield from _table(what, root.get(section))
    for name, _, record in r.entries(root.get("records")):
        yield from _table("field", record.get("fields"), f"{name}.")
    card = root.get("scorecard")
    yield from _table("criterion", r.child(card, "criteria"))
    yield from _table("class", r.child(card, "classes"))
    for section, what in IDS.items():
        for node in r.items(root.get(section)):
            named = r.word_at(node, what)
            if named is not None and isinstance(node, Tree):
                path = f"{what}:{named[0]}"
                yield path, named[1]
                yield from _keys(path, node, listed=what == "rule")
    for index, node in enumerate(r.items(root.get("invariants"))):
        yield f"invariant:{index}", node.place


def _table(what: str, node: Node | None, prefix: str = "") -> Found:
    """The entries of a table; one that a condition derives has it under ``when``."""
    for name, (key, value) in node.entries.items() if isinstance(node, Tree) else ():
        path = f"{what}:{prefix}{name}"
        yield path, key.place
        if isinstance(value, Tree) and what in ("fact", "field", "parameter", "criterion"):
            yield from _keys(path, value)
            if what in ("fact", "field") and r.groups(value):
                yield from _condition(f"{path}/when", value)


def _keys(path: str, node: Tree, listed: bool = False) -> Found:
    """The keys of a part, and the conditions under those that hold some."""
    for name, (key, value) in node.entries.items():
        yield f"{path}/{name}", key.place
        if name in ("when", "unless", "where"):
            row = listed and name in _LISTED and not _is_all(value)
            yield from _condition(f"{path}/{name}/0" if row else f"{path}/{name}", value)
        elif name == "nearly" and isinstance(value, Tree):
            yield from _keys(f"{path}/{name}", value)


def _condition(path: str, node: Node) -> Found:
    """A condition and its parts, by their position."""
    if isinstance(node, Scalar):
        yield path, node.place
        return
    parts: tuple[Node, ...] = r.items(node)
    if isinstance(node, Tree):
        for group in r.groups(node)[:1]:
            key, value = node.entries[group]
            if group == "when":
                yield from _condition(path, value)
                return
            yield path, key.place
            parts = value.items if isinstance(value, Sequence) else (value,)
    for index, part in enumerate(parts):
        yield from _condition(f"{path}/{index}", part)


def _is_all(node: Node) -> bool:
    """Whether its parts are bound as a row: a list, or ``all`` of one."""
    if isinstance(node, Tree):
        group = next(iter(r.groups(node)), "")
        return group == "all" or (group == "when" and _is_all(node.entries[group][1]))
    return isinstance(node, Sequence)
