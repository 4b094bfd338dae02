"""The shape of a YAML file, stated once → diagnostics for a tree, and its JSON Schema.

A shape says what may stand where.  ``check`` walks a tree and reports what does not fit, each at
its place (what is missing only in a ``complete`` tree: a firm's file says only what differs);
``schema`` says the same to an editor.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Protocol

from msgspec import Struct, field

from adieu.diagnostics import Diagnostics, did_you_mean, nearest
from adieu.quantities import Unreadable
from adieu.yaml_nodes import Mapping as MappingNode
from adieu.yaml_nodes import Node, Scalar, Sequence, kind_of

Json = dict[str, object]


class Shape(Protocol):
    """What may stand at a place."""

    def check(self, node: Node, diagnostics: Diagnostics, complete: bool = True) -> None:
        """Report everything below this node that does not fit."""

    def schema(self) -> Json:
        """The JSON Schema of the same."""


def _wrong_kind(node: Node, expected: str, diagnostics: Diagnostics) -> None:
    diagnostics.error(f"needs-{expected}-found-{kind_of(node)}", node.place)


def _spoken(pattern: str) -> str:
    """A pattern of a key as one would write the key."""
    return pattern.strip("^$").replace("\\d+", "2")


class Leaf(Struct, frozen=True):
    """A text that ``read`` can read, or any text; ``pattern`` tells an editor how it looks."""

    read: Callable[[str], object] | None = None
    pattern: str | None = None
    words: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("string",)

    def check(self, node: Node, diagnostics: Diagnostics, complete: bool = True) -> None:
        """Report a node that is no text, or a text that cannot be read."""
        if not isinstance(node, Scalar):
            _wrong_kind(node, "text", diagnostics)
        elif not node.text.strip():
            diagnostics.error("text-empty", node.place)
        elif self.words and node.text not in self.words:
            help = did_you_mean(node.text, self.words)
            diagnostics.error("word-unknown", node.place, help, text=node.text)
        elif self.read is not None:
            try:
                self.read(node.text)
            except Unreadable as error:
                diagnostics.error("value-unreadable", node.place, error.expected, text=node.text)

    def schema(self) -> Json:
        """A scalar, with its pattern or its words."""
        schema: Json = {"type": list(self.kinds) if len(self.kinds) > 1 else self.kinds[0]}
        if self.pattern:
            schema["pattern"] = self.pattern
        if self.words:
            allowed: list[object] = list(self.words)
            if "boolean" in self.kinds:
                allowed += [True, False]
            schema["enum"] = allowed
        return schema


class Items(Struct, frozen=True):
    """A list of one shape."""

    item: Shape

    def check(self, node: Node, diagnostics: Diagnostics, complete: bool = True) -> None:
        """Report a node that is no list, and what is wrong with its items."""
        if not isinstance(node, Sequence):
            _wrong_kind(node, "list", diagnostics)
            return
        for item in node.items:
            self.item.check(item, diagnostics, complete)

    def schema(self) -> Json:
        """An array."""
        return {"type": "array", "items": self.item.schema()}


class Table(Struct, frozen=True):
    """A mapping of names of the user's own to one shape."""

    value: Shape
    name: Shape = field(default_factory=Leaf)

    def check(self, node: Node, diagnostics: Diagnostics, complete: bool = True) -> None:
        """Report a node that is no mapping, its bad names, and what is wrong below them."""
        if not isinstance(node, MappingNode):
            _wrong_kind(node, "keys", diagnostics)
            return
        for key, value in node.entries.values():
            self.name.check(key, diagnostics)
            self.value.check(value, diagnostics, complete)

    def schema(self) -> Json:
        """An object with free names."""
        schema: Json = {"type": "object", "additionalProperties": self.value.schema()}
        names = self.name.schema()
        if "pattern" in names or "enum" in names:
            schema["propertyNames"] = {
                key: names[key] for key in ("pattern", "enum") if key in names
            }
        return schema


class Keys(Struct, frozen=True):
    """A mapping with fixed keys; ``required`` must stand; ``docs`` explains keys to an editor."""

    keys: Mapping[str, Shape]
    required: tuple[str, ...] = ()
    docs: Mapping[str, str] = field(default_factory=dict)
    patterns: Mapping[str, Shape] = field(default_factory=dict)
    partial: bool = False

    def check(self, node: Node, diagnostics: Diagnostics, complete: bool = True) -> None:
        """Report unknown and missing keys, and what is wrong below the known ones."""
        if not isinstance(node, MappingNode):
            _wrong_kind(node, "keys", diagnostics)
            return
        meant = set()
        for name, (key, value) in node.entries.items():
            shape = self.keys.get(name) or next(
                (one for pattern, one in self.patterns.items() if re.search(pattern, name)), None
            )
            if shape is None:
                help = did_you_mean(name, (*self.keys, *map(_spoken, self.patterns)))
                diagnostics.error("key-unknown", key.place, help, key=name)
                meant.add(nearest(name, self.keys))
            else:
                shape.check(value, diagnostics, complete)
        for name in self.required if complete else ():
            if name not in node.entries and name not in meant:
                diagnostics.error("key-missing", node.place, key=name)

    def schema(self) -> Json:
        """An object with these properties and no others."""
        properties: Json = {}
        for name, shape in self.keys.items():
            described = shape.schema()
            if name in self.docs:
                described = {"description": self.docs[name], **described}
            properties[name] = described
        schema: Json = {"type": "object", "properties": properties, "additionalProperties": False}
        if self.patterns:
            schema["patternProperties"] = {one: it.schema() for one, it in self.patterns.items()}
        if self.required and not self.partial:
            schema["required"] = list(self.required)
        return schema


class Either(Struct, frozen=True):
    """A text, a list or a mapping, each with its own shape (none: not allowed)."""

    text: Shape | None = None
    list: Shape | None = None
    keys: Shape | None = None

    def check(self, node: Node, diagnostics: Diagnostics, complete: bool = True) -> None:
        """Check by what the node is."""
        shape = (
            self.text
            if isinstance(node, Scalar)
            else self.list
            if isinstance(node, Sequence)
            else self.keys
        )
        if shape is None:
            wanted = "text" if self.text else "list" if self.list else "keys"
            _wrong_kind(node, wanted, diagnostics)
        else:
            shape.check(node, diagnostics, complete)

    def schema(self) -> Json:
        """Any of the alternatives."""
        return {"anyOf": [one.schema() for one in (self.text, self.list, self.keys) if one]}


class Named(Struct, frozen=True):
    """A shape that refers to itself: in the schema, a definition by name."""

    name: str
    make: Callable[[], Shape]

    def check(self, node: Node, diagnostics: Diagnostics, complete: bool = True) -> None:
        """Check by the shape of that name."""
        self.make().check(node, diagnostics, complete)

    def schema(self) -> Json:
        """A reference."""
        return {"$ref": f"#/$defs/{self.name}"}
