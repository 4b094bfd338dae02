"""A policy's file or folder, and what it extends → one effective tree.

The files of a folder are joined; a policy that extends another says only what differs, key by key.
Every node keeps its place, so that messages point at the file that said it.
"""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path

from adieu.diagnostics import Diagnostics, Place, Source, did_you_mean
from adieu.load.override import Tree, move_weights, override
from adieu.load.shapes import IDS
from adieu.shape import Keys
from adieu.yaml_nodes import Mapping, Node, Scalar, Sequence, kind_of, leads_into, read_yaml

MAX_FILES = 200
"""So many files a folder may hold at most."""
MAX_CHAIN = 8
"""So many policies extend one another at most."""


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
        merged = override(merged, chain.pop(), diagnostics)
    move_weights(merged, diagnostics)
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
    if not leads_into(other, folder):
        diagnostics.error("extends-outside", place, name=name)
        return None
    try:
        exists = other.exists()
    except (OSError, ValueError):
        exists = False
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
