"""The ``parameters`` of the tree → the settings of the policy, each read by its type."""

from __future__ import annotations

from adieu import policy as p
from adieu import quantities as q
from adieu.diagnostics import Diagnostics
from adieu.load import reading as r
from adieu.load.shapes import PARAMETER_TYPES
from adieu.load.types import stated_type
from adieu.logic import Interval, Options
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import Node, Scalar


def read_parameters(root: Tree, diagnostics: Diagnostics) -> dict[str, p.Parameter]:
    """The parameters, each read by its type."""
    found: dict[str, p.Parameter] = {}
    for name, place, node in r.entries(root.get("parameters")):
        type_ = stated_type(node, PARAMETER_TYPES, diagnostics)
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
