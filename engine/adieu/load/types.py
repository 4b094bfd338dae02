"""What a fact, field or parameter states of its values → its type, with choices, range and unit."""

from __future__ import annotations

from typing import cast

from adieu import quantities as q
from adieu.diagnostics import Diagnostics, Note
from adieu.load import reading as r
from adieu.logic import INFINITY, Bound
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import Scalar, Sequence


def stated_type(
    node: Tree,
    allowed: tuple[str, ...],
    diagnostics: Diagnostics,
    matters: tuple[str, ...] = (),
) -> q.Type | None:
    """The type that a fact, field or parameter states; ``choices: matters`` are all matters."""
    name = r.text(node.get("type"))
    if name not in allowed:
        return None
    low, high = stated_range(node, name, diagnostics)
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


def stated_range(node: Tree, name: str, diagnostics: Diagnostics) -> tuple[Bound, Bound]:
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


def sum_type(summed: q.Type | None, node: Tree) -> q.Type:
    """The type of a sum: that of what is summed, of one sign where that is."""
    if summed is None or not summed.is_quantity:
        return q.Type("number")
    low = 0 if summed.low >= 0 else -INFINITY
    high = 0 if summed.high <= 0 else INFINITY
    return q.Type(summed.name, low=low, high=high, unit=r.text(node.get("unit")) or summed.unit)
