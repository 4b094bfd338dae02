"""The effective tree → records, facts and parameters: first the types of all names, then what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, cast

from msgspec.structs import replace

from adieu import policy as p
from adieu import quantities as q
from adieu.diagnostics import Diagnostics, Note, Place, did_you_mean
from adieu.expression import ALWAYS
from adieu.grammar import Names, fits, parse_operand, type_note
from adieu.language import Text
from adieu.load import reading as r
from adieu.load.shapes import FACT_TYPES, FIELD_TYPES, PARAMETER_TYPES
from adieu.logic import INFINITY, Bound, Interval, Options
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import Node, Scalar, Sequence

_WAYS = ("count", "sum", "value")
COUNT = q.Type("number", low=0)


def parameters(root: Tree, diagnostics: Diagnostics) -> dict[str, p.Parameter]:
    """The parameters, each read by its type."""
    found: dict[str, p.Parameter] = {}
    for name, place, node in r.entries(root.get("parameters")):
        type_ = _type(node, PARAMETER_TYPES, diagnostics)
        value = node.get("value")
        if type_ is None or value is None or (isinstance(value, Scalar) and not value.text):
            continue
        try:
            setting = _setting(value, type_, node.get("range"))
        except q.Unreadable as error:
            where = value.place if isinstance(value, Scalar) else place
            diagnostics.error(
                "parameter-unreadable", where, error.expected, name=name, text=_written(value)
            )
            continue
        label, meaning = r.texts(node.get("label")), r.texts(node.get("meaning"))
        found[name] = p.Parameter(name, type_, setting, label, meaning)
    if isinstance(table := root.get("parameters"), Tree):
        for name, (key, node_) in table.entries.items():
            if not isinstance(node_, Tree):
                diagnostics.error("parameter-undescribed", key.place, name=name)
    return found


def _written(node: Node) -> str:
    return (
        node.text if isinstance(node, Scalar) else ", ".join(r.text(one) for one in r.items(node))
    )


def _setting(node: Node, type_: q.Type, stated: Node | None) -> q.Setting:
    text = r.text(node)
    match type_.name:
        case "duration":
            length = q.duration(text)
            days = length.months * 31 + length.days
            if not type_.low <= days <= type_.high:
                low, high = (r.text(one) for one in r.items(stated))
                raise q.Unreadable("in-range", low=low, high=high)
            return length
        case "hours":
            return q.hours(text)
        case "weekdays":
            return q.weekdays([r.text(one) for one in r.items(node)] or text.split(","))
        case "words":
            if isinstance(node, Scalar):
                raise q.Unreadable("words")
            return Options(frozenset(r.text(one) for one in r.items(node)))
        case _:
            value = q.read_value(text, type_)
            assert isinstance(value, Interval)
            return value


def _type(
    node: Tree,
    allowed: tuple[str, ...],
    diagnostics: Diagnostics,
    matters: tuple[str, ...] = (),
) -> q.Type | None:
    """The type that a fact, field or parameter states; ``choices: matters`` are all matters."""
    name = r.text(node.get("type"))
    if name not in allowed:
        return None
    low, high = _range(node, name, diagnostics)
    choices: tuple[str, ...] = ()
    table = node.get("choices")
    if name == "choice":
        if isinstance(table, Scalar) and table.text == "matters":
            choices = matters
        elif not isinstance(table, Tree) or not table.entries:
            diagnostics.error("choices-missing", node.place)
        else:
            choices = tuple(table.entries)
    elif table is not None:
        where = node.entries["choices"][0].place
        diagnostics.error("choices-unwanted", where, type=Note(f"type.{name}"))
    unit = r.text(node.get("unit"))
    if unit and name != "number":
        where = node.entries["unit"][0].place
        diagnostics.error("unit-unwanted", where, type=Note(f"type.{name}"))
    is_open = node.get("absent") is not None
    if is_open and name != "date":
        where = node.entries["absent"][0].place
        diagnostics.error("absent-unwanted", where, type=Note(f"type.{name}"))
    return q.Type(cast(q.TypeName, name), choices, low, high, unit, is_open)


def _range(node: Tree, name: str, diagnostics: Diagnostics) -> tuple[Bound, Bound]:
    """The declared range; a share lies within 0 and 100 % unless it says otherwise."""
    default: tuple[Bound, Bound] = (0, 1) if name == "share" else (-INFINITY, INFINITY)
    stated = node.get("range")
    if stated is None:
        return default
    ends = [one for one in r.items(stated) if isinstance(one, Scalar) and one.text.strip()]
    if name not in ("number", "share", "money", "duration"):
        where = node.entries["range"][0].place
        diagnostics.error("range-unwanted", where, type=Note(f"type.{name}"))
        return default
    if not isinstance(stated, Sequence) or len(ends) < len(stated.items):
        return default
    if len(ends) != 2:
        diagnostics.error("range-shape", stated.place, Note("help.range"))
        return default
    bounds: list[Bound] = []
    for end, sign in zip(ends, (-1, 1), strict=True):
        try:
            bounds.append(_bound(end.text, name, sign))
        except q.Unreadable as error:
            diagnostics.error("value-unreadable", end.place, error.expected, text=end.text)
            return default
    low, high = bounds
    if low > high:
        diagnostics.error("range-empty", stated.place, low=ends[0].text, high=ends[1].text)
        return default
    return low, high


def _bound(text: str, name: str, sign: int) -> Bound:
    if text == "unlimited":
        return sign * INFINITY
    match name:
        case "share":
            return q.share(text)
        case "money":
            return q.money(text)[0]
        case "duration":
            length = q.duration(text)
            return length.months * 31 + length.days
        case _:
            return q.number(text)


def records(
    root: Tree, names: Names, matters: frozenset[str], diagnostics: Diagnostics
) -> dict[str, p.RecordKind]:
    """The sections of records, their derived fields bound."""
    ordered = tuple(r.keys(root.get("matters")))
    types = {
        name: field_types(node, ordered, diagnostics)
        for name, _, node in r.entries(root.get("records"))
    }
    sections = {
        name: frozenset(one for one, type_ in fields.items() if type_.name == "yes-no")
        for name, fields in types.items()
        if "about" in fields
    }
    found: dict[str, p.RecordKind] = {}
    for name, place, node in r.entries(root.get("records")):
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
        texts = {one: r.texts(table) for one, _, table in r.entries(root.get("matters"))}
        derived = _fields(name, node, scope, date, texts, diagnostics)
        found[name] = p.RecordKind(
            name,
            date,
            r.text(node.get("counts")) == "in-window",
            r.texts(node.get("label")),
            r.texts(node.get("event")),
            derived,
        )
    return found


def field_types(
    node: Tree, matters: tuple[str, ...], diagnostics: Diagnostics
) -> dict[str, q.Type]:
    """The types of a record's fields; those derived by a condition are yes or no."""
    types: dict[str, q.Type] = {}
    for name, place, one in r.entries(node.get("fields")):
        derived = _derivation(one)
        stated = _type(one, FIELD_TYPES, diagnostics, matters)
        if (one.get("type") is None) == (derived is None):
            diagnostics.error("field-type", place, name=name)
        elif derived is not None or stated is not None:
            types[name] = stated or q.Type("yes-no")
    return types


def _derivation(node: Tree) -> str | None:
    for key in node.entries:
        if r.is_group(key):
            return key
    return None


def _fields(
    section: str,
    node: Tree,
    scope: Names,
    date: str,
    matters: Mapping[str, Text],
    diagnostics: Diagnostics,
) -> dict[str, p.RecordField]:
    fields: dict[str, p.RecordField] = {}
    for name, place, one in r.entries(node.get("fields")):
        if name not in scope.fields:
            continue
        type_ = scope.fields[name]
        when = None
        if _derivation(one) is not None:
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
            matters if isinstance(one.get("choices"), Scalar) else _choice_texts(one),
            r.optional_texts(one.get("question")),
            name == date or r.flag(one.get("required")),
            default[0] if default else None,
            when,
        )
    return fields


def _choice_texts(node: Tree) -> dict[str, Text]:
    return {name: r.texts(value) for name, _, value in r.entries(node.get("choices"))}


def fact_types(
    root: Tree, kinds: Mapping[str, Mapping[str, q.Type]], diagnostics: Diagnostics
) -> dict[str, q.Type]:
    """The types of all facts, stated or implied by what they are counted or derived from."""
    types: dict[str, q.Type] = {}
    for name, place, node in r.entries(root.get("facts")):
        ways = [key for key in node.entries if key in _WAYS or r.is_group(key)]
        stated = _type(node, FACT_TYPES, diagnostics)
        if len(ways) > 1 or (not ways and node.get("type") is None):
            diagnostics.error("fact-definition", place, Note("help.fact-definition"), name=name)
            continue
        _check_keys(node, ways, diagnostics)
        if not ways:
            if stated is not None:
                types[name] = stated
        elif ways[0] == "count":
            low, high = _range(node, "number", diagnostics)
            types[name] = q.Type("number", low=max(low, 0), high=high)
        elif ways[0] == "sum":
            summed = kinds.get(r.text(node.get("of")), {}).get(r.text(node.get("sum")))
            types[name] = _sum_type(summed, node)
        elif ways[0] == "value":
            types[name] = stated or q.Type("number")
        else:
            types[name] = q.Type("yes-no")
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


def _sum_type(summed: q.Type | None, node: Tree) -> q.Type:
    if summed is None or not summed.is_quantity:
        return q.Type("number")
    low = 0 if summed.low >= 0 else -INFINITY
    high = 0 if summed.high <= 0 else INFINITY
    return q.Type(summed.name, low=low, high=high, unit=r.text(node.get("unit")) or summed.unit)


def facts(
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
            _choice_texts(node),
            cast(Literal["client", "firm", "nobody"], r.text(node.get("who"), "nobody")),
            r.flag(node.get("opinion")),
            beside[0] if beside else None,
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
            diagnostics.error("value-type", value.place, Note("help.value-type"), name=name,
                              type=type_note(stated), other_type=type_note(operand.type))  # fmt: skip
        return p.Calculation(operand)
    if _derivation(node) is not None:
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
