"""The ``records`` of the tree + names → the sections of records, with their fields."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from adieu import policy as p
from adieu import quantities as q
from adieu.diagnostics import Diagnostics, did_you_mean
from adieu.expression import ALWAYS
from adieu.grammar import Names
from adieu.language import Text
from adieu.load import reading as r
from adieu.load.shapes import FIELD_TYPES
from adieu.load.types import stated_type
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import Scalar


def read_records(
    root: Tree, names: Names, matters: frozenset[str], diagnostics: Diagnostics
) -> dict[str, p.RecordKind]:
    """The sections of records, their derived fields bound."""
    ordered = tuple(r.keys(root.get("matters")))
    types = {
        name: _field_types(node, ordered, diagnostics)
        for name, _, node in r.entries(root.get("records"))
    }
    sections = about_matters(types)
    texts = r.text_table(root.get("matters"))
    found: dict[str, p.RecordKind] = {}
    for name, _, node in r.entries(root.get("records")):
        fields = types[name]
        date = r.text(node.get("date"))
        dates = [
            one
            for one, type_ in fields.items()
            if type_.name in ("date", "moment") and not type_.open
        ]
        if date not in dates:
            if date and (date in fields or date not in r.keys(node.get("fields"))):
                where = node.entries["date"][1].place
                diagnostics.error("record-date", where, did_you_mean(date, dates), name=date)
            continue
        scope = replace(
            names,
            fields=fields,
            sections=sections,
            matters=matters,
            elsewhere=frozenset(r.keys(root.get("facts"))),
            reported=names.reported | (r.keys(node.get("fields")) - fields.keys()),
        )
        derived = _fields(name, node, scope, date, texts, diagnostics)
        found[name] = p.RecordKind(
            name,
            date,
            r.text(node.get("counts")) == "in-window",
            r.texts(node.get("label")),
            r.texts(node.get("event")),
            derived,
            r.phrases(node.get("phrases")),
        )
    return found


def about_matters(types: Mapping[str, Mapping[str, q.Type]]) -> dict[str, frozenset[str]]:
    """The sections whose records are about a matter, each with its yes/no fields."""
    return {
        name: frozenset(one for one, type_ in fields.items() if type_.name == "yes-no")
        for name, fields in types.items()
        if "about" in fields
    }


def _field_types(
    node: Tree, matters: tuple[str, ...], diagnostics: Diagnostics
) -> dict[str, q.Type]:
    """The types of a record's fields; those derived by a condition are yes or no."""
    types: dict[str, q.Type] = {}
    for name, place, one in r.entries(node.get("fields")):
        derived = bool(r.groups(one))
        stated = stated_type(one, FIELD_TYPES, diagnostics, matters)
        if (one.get("type") is None) != derived:
            diagnostics.error("field-type", place, name=name)
        elif derived or stated is not None:
            types[name] = stated or q.YES_NO
    return types


def _fields(
    section: str,
    node: Tree,
    scope: Names,
    date: str,
    matters: Mapping[str, Text],
    diagnostics: Diagnostics,
) -> dict[str, p.RecordField]:
    fields: dict[str, p.RecordField] = {}
    for name, _, one in r.entries(node.get("fields")):
        if name not in scope.fields:
            continue
        type_ = scope.fields[name]
        when = None
        if r.groups(one):
            when = r.condition(one, scope, f"{section}.{name}", diagnostics) or ALWAYS
        default = r.word_at(one, "default")
        if default is not None:
            try:
                q.read_value(default[0], type_)
            except q.Unreadable as error:
                diagnostics.error("value-unreadable", default[1], error.expected, text=default[0])
        fields[name] = p.RecordField(
            name,
            type_,
            r.texts(one.get("label")),
            matters if isinstance(one.get("choices"), Scalar) else r.text_table(one.get("choices")),
            r.optional_texts(one.get("question")),
            name == date or r.flag(one.get("required")),
            default[0] if default else None,
            when,
        )
    return fields
