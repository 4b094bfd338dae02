"""A policy's file or folder, and what it extends → one effective tree.

The files of a folder are joined; a policy that extends another says only what differs, key by key.
Every node keeps its place, so that messages point at the file that said it.
"""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path

from adieu.diagnostics import Diagnostics, Note, Place, Source, did_you_mean
from adieu.load.shapes import CLAIMS
from adieu.shape import Keys
from adieu.yaml_nodes import Mapping, Node, Scalar, Sequence, kind_of, read_yaml

MAX_FILES = 200
MAX_CHAIN = 8
IDS = {"rules": "rule", "verdicts": "verdict", "plan": "step", "promises": "promise"}
"""The sections that are lists, and the key that names their entries."""

Tree = dict[str, tuple[Scalar, Node]]


def policy_here() -> Path:
    """The policy of the folder one stands in; the house policy where there is none."""
    own = Path("rules")
    if own.is_dir() and any(one.suffix in (".yaml", ".yml") for one in own.iterdir()):
        return own
    return house_folder()


def house_folder() -> Path:
    """Where the house policy lies: in the repository of an editable install, else shipped."""
    repository = Path(__file__).parents[3] / "rules"
    if (repository / "policy.yaml").is_file() and (repository.parent / "pyproject.toml").is_file():
        return repository
    return Path(str(resources.files("adieu"))) / "house"


def read_tree(path: Path, shape: Keys, diagnostics: Diagnostics) -> Mapping | None:
    """The tree of a policy and of all that it extends, merged; nothing where one cannot be read."""
    chain: list[Tree] = []
    seen: list[Path] = []
    current: Path | None = path
    while current is not None:
        tree = _joined(current, diagnostics)
        if tree is None:
            return None
        if "extends" in tree:
            shape.check(Mapping(tree, _start(current)), diagnostics, complete=False)
        chain.append(tree)
        seen.append(_real(current))
        if "extends" not in tree:
            break
        current = _extended(current, tree, diagnostics)
        if current is None:
            return None
        if _real(current) in seen or len(seen) >= MAX_CHAIN:
            diagnostics.error("extends-cycle", tree["extends"][1].place)
            return None
    merged = chain.pop()
    while chain:
        merged = _override(merged, chain.pop(), diagnostics)
    _move_weights(merged, diagnostics)
    return Mapping(merged, _start(path))


def _start(path: Path) -> Place:
    """The beginning of a policy, for what it lacks as a whole."""
    return Place(Source(str(path)))


def _files(path: Path) -> list[Path]:
    """The YAML files of a folder (its subfolders hold other policies), or the file itself."""
    if not path.is_dir():
        return [path]
    return sorted(one for one in path.iterdir() if one.suffix in (".yaml", ".yml"))[: MAX_FILES + 1]


def _joined(path: Path, diagnostics: Diagnostics) -> Tree | None:
    where = Place(Source(str(path)))
    try:
        files = _files(path)
    except OSError as error:
        diagnostics.error("file-unreadable", where, reason=error.strerror or error)
        return None
    if not files or len(files) > MAX_FILES:
        code = "policy-too-many-files" if files else "policy-folder-empty"
        diagnostics.error(code, where, limit=MAX_FILES)
        return None
    tree: Tree = {}
    failed = False
    for file in files:
        node = read_yaml(file, diagnostics)
        if not isinstance(node, Mapping):
            if node is not None:
                diagnostics.error(f"needs-keys-found-{kind_of(node)}", node.place)
            failed = True
            continue
        if "policy" in node.entries and "policy" in tree:
            first = tree["policy"][0].place
            diagnostics.error("policy-twice", node.entries["policy"][0].place, first=first)
            failed = True
            continue
        for key, (name, value) in node.entries.items():
            tree[key] = (name, _join(key, tree[key][1], value, diagnostics)) if key in tree else (
                name, value
            )  # fmt: skip
    for key, id_key in IDS.items():
        if key in tree:
            tree[key] = (tree[key][0], _once(tree[key][1], id_key, diagnostics))
    return None if failed else tree


def _once(node: Node, key: str, diagnostics: Diagnostics) -> Node:
    """A list whose entries have an id, each id once."""
    if not isinstance(node, Sequence):
        return node
    first: dict[str, Place] = {}
    items = []
    for item in node.items:
        named = item.get(key) if isinstance(item, Mapping) else None
        if isinstance(named, Scalar) and named.text in first:
            diagnostics.error("duplicate-id", named.place, name=named.text, first=first[named.text])
            continue
        if isinstance(named, Scalar):
            first[named.text] = named.place
        items.append(item)
    return Sequence(tuple(items), node.place)


def _join(key: str, first: Node, second: Node, diagnostics: Diagnostics) -> Node:
    """One section from two files of one folder."""
    if isinstance(first, Sequence) and isinstance(second, Sequence):
        return Sequence(first.items + second.items, first.place)
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        entries = dict(first.entries)
        for name, (where, value) in second.entries.items():
            if name in entries:
                first_place = entries[name][0].place
                diagnostics.error("duplicate-key", where.place, key=name, first=first_place)
            entries.setdefault(name, (where, value))
        return Mapping(entries, first.place)
    diagnostics.error("duplicate-key", second.place, key=key, first=first.place)
    return first


def _real(path: Path) -> Path:
    """Where a path leads to in the end."""
    return Path(os.path.realpath(path))


def _extended(path: Path, tree: Tree, diagnostics: Diagnostics) -> Path | None:
    """The path of the policy that this one extends; nothing where it has been reported."""
    named = tree["extends"][1]
    if not isinstance(named, Scalar) or not named.text.strip():
        return None
    name, place = named.text, named.place
    if name == "house":
        return house_folder()
    folder = path if path.is_dir() else path.parent
    other = folder / name
    try:
        inside, exists = _real(other).is_relative_to(_real(folder)), other.exists()
    except (OSError, ValueError):
        inside, exists = True, False
    if not inside:
        diagnostics.error("extends-outside", place, name=name)
        return None
    if not exists:
        own = {path.name} if path.is_file() else set()
        names = {"house", *(one.name for one in _files(folder))} - own
        diagnostics.error("extends-missing", place, did_you_mean(name, names), name=name)
        return None
    return other


def extended(path: Path) -> Path | None:
    """The path of the policy that the one at a path extends; nothing where it extends none."""
    found = Diagnostics()
    tree = _joined(path, found)
    return _extended(path, tree, found) if tree is not None and "extends" in tree else None


def _override(base: Tree, own: Tree, diagnostics: Diagnostics) -> Tree:
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


def _move_weights(merged: Tree, diagnostics: Diagnostics) -> None:
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
