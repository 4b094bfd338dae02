"""A policy's tree + the tree of one that extends it → the tree of both: key by key, id by id."""

from __future__ import annotations

from adieu.diagnostics import Diagnostics, Note, did_you_mean
from adieu.load.shapes import CLAIMS, IDS
from adieu.yaml_nodes import Mapping, Node, Scalar, Sequence, kind_of

Tree = dict[str, tuple[Scalar, Node]]
"""The sections of a policy by name, each with the place of its name."""


def override(base: Tree, own: Tree, diagnostics: Diagnostics) -> Tree:
    """A policy's tree over the one that it extends."""
    merged = dict(base)
    for key, (name, value) in own.items():
        if key in ("grades", "extends"):
            continue
        inherited = base[key][1] if key in base else None
        if inherited is not None and kind_of(value) != kind_of(inherited):
            continue
        if key in IDS and inherited is not None:
            merged[key] = (name, _override_list(IDS[key], inherited, value))
        elif key == "parameters" and isinstance(inherited, Mapping):
            merged[key] = (name, _override_parameters(inherited, value, diagnostics))
        elif key == "invariants" and isinstance(inherited, Sequence):
            items = value.items if isinstance(value, Sequence) else ()
            merged[key] = (name, Sequence(inherited.items + items, value.place))
        else:
            merged[key] = (name, value if inherited is None else _over(inherited, value))
    if "grades" in own:
        _apply_grades(merged, own["grades"][1], diagnostics)
    return merged


def _over(base: Node, own: Node) -> Node:
    """Mappings merge key by key; anything else is replaced."""
    if not (isinstance(base, Mapping) and isinstance(own, Mapping)):
        return own
    entries = dict(base.entries)
    for key, (name, value) in own.entries.items():
        entries[key] = (name, _over(entries[key][1], value) if key in entries else value)
    return Mapping(entries, own.place)


def _override_list(key: str, base: Node, own: Node) -> Node:
    """Entries with the id of an inherited one override the keys they name; others are added."""
    if not (isinstance(base, Sequence) and isinstance(own, Sequence)):
        return own
    items = list(base.items)
    index = {_id(item, key): position for position, item in enumerate(items)}
    added = []
    for item in own.items:
        position = index.get(_id(item, key))
        if position is None:
            added.append(item)
        else:
            items[position] = _over_entry(items[position], item)
    return Sequence((*added, *items) if key == "verdict" else (*items, *added), own.place)


def _over_entry(base: Node, own: Node) -> Node:
    """An overriding entry replaces each key it names as a whole, a promise's claim by its own."""
    if not (isinstance(base, Mapping) and isinstance(own, Mapping)):
        return own
    kept = base.entries
    if "promise" in kept and any(key in CLAIMS for key in own.entries):
        kept = {key: one for key, one in kept.items() if key not in (*CLAIMS, "verdict")}
    return Mapping({**kept, **own.entries}, own.place)


def _id(item: Node, key: str) -> str | None:
    node = item.get(key) if isinstance(item, Mapping) else None
    return node.text if isinstance(node, Scalar) else None


def _override_parameters(base: Mapping, own: Node, diagnostics: Diagnostics) -> Node:
    if not isinstance(own, Mapping):
        return own
    entries = dict(base.entries)
    for name, (key, value) in own.entries.items():
        inherited = entries.get(name)
        if isinstance(value, Mapping):
            entries[name] = (key, _over(inherited[1], value) if inherited else value)
        elif inherited is None or not isinstance(inherited[1], Mapping):
            help = did_you_mean(name, base.entries)
            diagnostics.error("parameter-unknown-override", key.place, help, name=name)
        else:
            if _same(inherited[1].get("value"), value):
                diagnostics.warn("override-same", value.place, name=name)
            changed = {**inherited[1].entries, "value": (key, value)}
            entries[name] = (key, Mapping(changed, inherited[1].place))
    return Mapping(entries, base.place)


def _same(first: Node | None, second: Node) -> bool:
    return isinstance(first, Scalar) and isinstance(second, Scalar) and first.text == second.text


def move_weights(merged: Tree, diagnostics: Diagnostics) -> None:
    """A firm's ``weights`` become the weight of each criterion."""
    entry = merged.get("scorecard")
    if entry is None or not isinstance(entry[1], Mapping):
        return
    scorecard = entry[1]
    weights, criteria = scorecard.get("weights"), scorecard.get("criteria")
    if not (isinstance(weights, Mapping) and isinstance(criteria, Mapping)):
        return
    entries = dict(criteria.entries)
    for name, (key, value) in weights.entries.items():
        criterion = entries.get(name)
        if criterion is None or not isinstance(criterion[1], Mapping):
            help = did_you_mean(name, criteria.entries)
            diagnostics.error("criterion-unknown", key.place, help, name=name)
            continue
        weighed = {**criterion[1].entries, "weight": (key, value)}
        entries[name] = (criterion[0], Mapping(weighed, criterion[1].place))
    kept = {key: one for key, one in scorecard.entries.items() if key != "weights"}
    kept["criteria"] = (scorecard.entries["criteria"][0], Mapping(entries, criteria.place))
    merged["scorecard"] = (entry[0], Mapping(kept, scorecard.place))


def _apply_grades(merged: Tree, grades: Node, diagnostics: Diagnostics) -> None:
    """A firm's ``grades`` become the grades of the rules that they name."""
    rules, off = merged.get("rules"), merged.get("off")
    if rules is None or not isinstance(rules[1], Sequence) or not isinstance(grades, Mapping):
        return
    items = list(rules[1].items)
    index = {_id(item, "rule"): position for position, item in enumerate(items)}
    turned_off = off[1].entries if off and isinstance(off[1], Mapping) else {}
    for name, (where, value) in grades.entries.items():
        position = index.get(name)
        item = items[position] if position is not None else None
        if position is None or not isinstance(item, Mapping):
            help = did_you_mean(name, [one for one in index if one])
            diagnostics.error("rule-unknown", where.place, help, name=name)
            continue
        if name in turned_off:
            help = Note("help.leave-out-one")
            diagnostics.error("override-unreachable", where.place, help, rule=name)
        elif _same(item.get("grade"), value):
            diagnostics.warn("override-same", value.place, name=name)
        items[position] = Mapping({**item.entries, "grade": (where, value)}, item.place)
    merged["rules"] = (rules[0], Sequence(tuple(items), rules[1].place))
