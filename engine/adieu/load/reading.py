"""A node of a checked tree → what it says; nothing where its shape has been reported as wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, KeysView

from adieu import expression as ex
from adieu.diagnostics import Diagnostics, Note, Place, Source
from adieu.grammar import Names, parse_condition
from adieu.language import LANGUAGES, Language, Text
from adieu.logic import TRUE
from adieu.policy import Phrase
from adieu.quantities import Unreadable, yes_no
from adieu.yaml_nodes import Mapping, Node, Scalar, Sequence

NOWHERE = Place(Source(""))
EMPTY = Mapping({}, NOWHERE)
_GROUPS = ("all", "any", "none")
AT_LEAST = re.compile(r"at least (\d+) of\Z", re.ASCII)


def text(node: Node | None, default: str = "") -> str:
    """The text of a scalar."""
    return node.text if isinstance(node, Scalar) else default


def word_at(node: Node, key: str) -> tuple[str, Place] | None:
    """The text under a key and its place."""
    child = node.get(key) if isinstance(node, Mapping) else None
    return (child.text, child.place) if isinstance(child, Scalar) else None


def texts(node: Node | None) -> Text:
    """A text in every language; one text alone serves for all."""
    if isinstance(node, Scalar):
        return dict.fromkeys(LANGUAGES, node.text)
    found = {language: text(child(node, language)) for language in LANGUAGES}
    return {language: said.strip() for language, said in found.items()}


def optional_texts(node: Node | None) -> Text | None:
    """The same, or nothing where nothing stands."""
    return None if node is None else texts(node)


def child(node: Node | None, key: str) -> Node | None:
    """The value under a key."""
    return node.get(key) if isinstance(node, Mapping) else None


def entries(node: Node | None) -> Iterator[tuple[str, Place, Mapping]]:
    """The names, places and mappings in a table; what is no mapping has been reported."""
    if isinstance(node, Mapping):
        for name, (key, value) in node.entries.items():
            if isinstance(value, Mapping):
                yield name, key.place, value


def keys(node: Node | None) -> KeysView[str]:
    """The names in a table, whatever stands under them."""
    return (node.entries if isinstance(node, Mapping) else EMPTY.entries).keys()


def scalars(node: Node | None) -> Iterator[tuple[str, Scalar]]:
    """The names and texts in a table."""
    if isinstance(node, Mapping):
        for name, (_, value) in node.entries.items():
            if isinstance(value, Scalar):
                yield name, value


def items(node: Node | None) -> tuple[Node, ...]:
    """The items of a list."""
    return node.items if isinstance(node, Sequence) else ()


def text_table(node: Node | None) -> dict[str, Text]:
    """A table of texts, each in every language."""
    return {name: texts(value) for name, _, value in entries(node)}


def phrases(node: Node | None) -> dict[Language, tuple[Phrase, ...]]:
    """The phrases under a fact, by language; ``… = no`` says what a phrase without value means."""
    found: dict[Language, tuple[Phrase, ...]] = {}
    for language in LANGUAGES:
        said = (one for one in items(child(node, language)) if isinstance(one, Scalar))
        listed = tuple(_phrase(one) for one in said if one.text.strip())
        if listed:
            found[language] = listed
    return found


def _phrase(node: Scalar) -> Phrase:
    said, equals, value = node.text.rpartition(" = ")
    return Phrase(said.strip(), value.strip(), node.place) if equals else (
        Phrase(node.text.strip(), None, node.place)
    )  # fmt: skip


def flag(node: Node | None) -> bool:
    """Whether it says yes."""
    try:
        return isinstance(node, Scalar) and yes_no(node.text) is TRUE
    except Unreadable:
        return False


def condition(
    node: Node | None, names: Names, where: str, diagnostics: Diagnostics
) -> ex.Condition | None:
    """A line, a list (all) or a group of conditions; ``when: …`` in a mapping means the same."""
    if isinstance(node, Scalar):
        if not node.text.strip():
            return None
        return parse_condition(node.text, node.place, names, where, diagnostics)
    if isinstance(node, Sequence):
        return ex.All(_parts(node, names, where, diagnostics))
    if not isinstance(node, Mapping):
        return None
    found = groups(node)
    if len(found) > 1 or not node.entries:
        place = node.entries[found[1]][0].place if found else node.place
        diagnostics.error("one-group", place, Note("help.one-group"), where=where)
    if len(found) != 1:
        return None
    key, value = found[0], node.entries[found[0]][1]
    if key == "when":
        return condition(value, names, where, diagnostics)
    parts = _parts(value, names, where, diagnostics)
    match key:
        case "all":
            return ex.All(parts)
        case "any":
            return ex.AnyOf(parts)
        case "none":
            return ex.NoneOf(parts)
        case _:
            count = key.removeprefix("at least ").removesuffix(" of")
            listed = len(value.items) if isinstance(value, Sequence) else 1
            if listed and not 1 <= int(count[:9]) <= listed:
                diagnostics.error(
                    "at-least-count",
                    node.entries[key][0].place,
                    where=where,
                    count=count,
                    parts=listed,
                )
                return None
            return ex.AtLeast(int(count[:9]), parts)


def groups(node: Mapping) -> list[str]:
    """The keys that say how the conditions below them go together."""
    return [key for key in node.entries if is_group(key)]


def is_group(key: str) -> bool:
    """Whether a key says how the conditions below it go together."""
    return key in (*_GROUPS, "when") or AT_LEAST.match(key) is not None


def _parts(
    node: Node, names: Names, where: str, diagnostics: Diagnostics
) -> tuple[ex.Condition, ...]:
    listed = node.items if isinstance(node, Sequence) else (node,)
    if not listed:
        diagnostics.error("group-empty", node.place, where=where)
    found = [condition(one, names, where, diagnostics) for one in listed]
    return tuple(one for one in found if one is not None)


def conditions(
    node: Node | None, names: Names, where: str, diagnostics: Diagnostics
) -> tuple[ex.Condition, ...]:
    """The conditions of a ``when`` or an ``unless``, all of which must hold."""
    whole = condition(node, names, where, diagnostics)
    if whole is None:
        return ()
    return whole.parts if isinstance(whole, ex.All) else (whole,)
