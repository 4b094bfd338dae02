"""The ``facts`` of the tree + names + records → the facts, their definitions bound."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, cast

from msgspec.structs import replace

from adieu import policy as p
from adieu import quantities as q
from adieu.diagnostics import Diagnostics, Note, Place, did_you_mean
from adieu.expression import ALWAYS
from adieu.grammar import Names, fits, parse_operand, type_note
from adieu.load import reading as r
from adieu.load.shapes import FACT_TYPES
from adieu.load.types import stated_range, stated_type, sum_type
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import Scalar

_WAYS = ("count", "sum", "value")


def fact_types(
    root: Tree, kinds: Mapping[str, Mapping[str, q.Type]], diagnostics: Diagnostics
) -> dict[str, q.Type]:
    """The types of all facts, stated or implied by what they are counted or derived from."""
    types: dict[str, q.Type] = {}
    for name, place, node in r.entries(root.get("facts")):
        ways = [key for key in node.entries if key in _WAYS or r.is_group(key)]
        stated = stated_type(node, FACT_TYPES, diagnostics)
        if len(ways) > 1 or (not ways and node.get("type") is None):
            diagnostics.error("fact-definition", place, Note("help.fact-definition"), name=name)
            continue
        _check_keys(node, ways, diagnostics)
        if not ways:
            if stated is not None:
                types[name] = stated
        elif ways[0] == "count":
            low, high = stated_range(node, "number", diagnostics)
            types[name] = q.Type("number", low=max(low, 0), high=high)
        elif ways[0] == "sum":
            summed = kinds.get(r.text(node.get("of")), {}).get(r.text(node.get("sum")))
            types[name] = sum_type(summed, node)
        elif ways[0] == "value":
            types[name] = stated or q.Type("number")
        else:
            types[name] = q.YES_NO
    return types


def _check_keys(node: Tree, ways: list[str], diagnostics: Diagnostics) -> None:
    """Keys of a fact that say nothing beside the way in which it comes about."""
    way = ways[0] if ways else "type"
    at_home = {
        "where": ("count", "sum"),
        "of": ("sum",),
        "type": ("type", "value"),
        "choices": ("type",),
    }
    for key, places in at_home.items():
        if key in node.entries and way not in places:
            diagnostics.error("key-idle", node.entries[key][0].place, key=key, way=way)


def read_facts(
    root: Tree,
    names: Names,
    kinds: Mapping[str, p.RecordKind],
    diagnostics: Diagnostics,
) -> dict[str, p.Fact]:
    """The facts of the vocabulary, their definitions bound."""
    found: dict[str, p.Fact] = {}
    for name, place, node in r.entries(root.get("facts")):
        if name not in names.facts:
            continue
        definition = _definition(name, node, root, names, kinds, diagnostics)
        if definition is None:
            continue
        beside = r.word_at(node, "beside")
        check_beside(beside, names, diagnostics)
        question = r.optional_texts(node.get("question"))
        if question is None and isinstance(definition, p.Given):
            diagnostics.error("question-missing", place, name=name)
        found[name] = p.Fact(
            name,
            names.facts[name],
            definition,
            r.texts(node.get("label")),
            question,
            r.text_table(node.get("choices")),
            cast(Literal["client", "firm", "nobody"], r.text(node.get("who"), "nobody")),
            r.flag(node.get("opinion")),
            beside[0] if beside else None,
            phrases=r.phrases(node.get("phrases")),
        )
    return found


def check_beside(beside: tuple[str, Place] | None, names: Names, diagnostics: Diagnostics) -> None:
    """What is shown beside a question is a fact."""
    if beside and beside[0].strip() and beside[0] not in names.facts.keys() | names.reported:
        help = did_you_mean(beside[0], names.facts)
        diagnostics.error("fact-unknown-beside", beside[1], help, name=beside[0])


def _definition(
    name: str,
    node: Tree,
    root: Tree,
    names: Names,
    kinds: Mapping[str, p.RecordKind],
    diagnostics: Diagnostics,
) -> p.Definition | None:
    if node.get("count") is not None or node.get("sum") is not None:
        return _aggregate(name, node, root, names, kinds, diagnostics)
    if (value := node.get("value")) is not None:
        if not isinstance(value, Scalar) or not value.text.strip():
            return None
        operand = parse_operand(value.text, value.place, names, f"facts.{name}", diagnostics)
        if operand is None:
            return None
        stated = names.facts[name]
        if not fits(operand.type, stated):
            help, types = Note("help.value-type"), (type_note(stated), type_note(operand.type))
            diagnostics.error(
                "value-type", value.place, help, name=name, type=types[0], other_type=types[1]
            )
        return p.Calculation(operand)
    if r.groups(node):
        condition = r.condition(node, names, f"facts.{name}", diagnostics)
        return None if condition is None else p.Holds(condition)
    return p.Given()


def _aggregate(
    name: str,
    node: Tree,
    root: Tree,
    names: Names,
    kinds: Mapping[str, p.RecordKind],
    diagnostics: Diagnostics,
) -> p.Definition | None:
    section = r.word_at(node, "count") or r.word_at(node, "of")
    if section is None or section[0] not in kinds:
        if section is None and "sum" in node.entries and "of" not in node.entries:
            diagnostics.error("key-missing", node.place, key="of")
        elif section is not None and section[0] not in r.keys(root.get("records")):
            help = did_you_mean(section[0], kinds)
            diagnostics.error("section-unknown", section[1], help, name=section[0],
                              where=f"facts.{name}")  # fmt: skip
        return None
    kind = kinds[section[0]]
    fields = {one.name: one.type for one in kind.fields.values()}
    declared = r.keys(r.child(r.child(root.get("records"), section[0]), "fields"))
    scope = replace(
        names,
        facts={},
        fields=fields,
        elsewhere=frozenset(names.facts),
        reported=names.reported | (declared - fields.keys()),
    )
    where_node = node.get("where")
    condition = (
        ALWAYS
        if where_node is None
        else r.condition(where_node, scope, f"facts.{name}", diagnostics) or ALWAYS
    )
    if (summed := r.word_at(node, "sum")) is None:
        return p.Count(section[0], condition)
    if summed[0] not in fields and summed[0] in declared:
        return None
    if summed[0] not in fields or not fields[summed[0]].is_quantity:
        numbers = [one for one, type_ in fields.items() if type_.is_quantity]
        diagnostics.error("field-unknown", summed[1], did_you_mean(summed[0], numbers),
                          name=summed[0], where=f"facts.{name}")  # fmt: skip
        return None
    return p.Sum(summed[0], section[0], condition)
