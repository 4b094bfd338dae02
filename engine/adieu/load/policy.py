"""A path → the policy that lies there, complete and checked, or every diagnostic about it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.diagnostics import MANY, Diagnostics, Note, Place, did_you_mean, nearest
from adieu.grammar import Names
from adieu.load import reading as r
from adieu.load.facts import check_beside, fact_types, read_facts
from adieu.load.files import read_tree
from adieu.load.order import facts_in_order, fields_in_order
from adieu.load.parameters import read_parameters
from adieu.load.places import Places
from adieu.load.promises import read_promises
from adieu.load.records import about_matters, read_records
from adieu.load.repairs import repair_facts, repair_invariants, with_matter
from adieu.load.rules import read_plan, read_rules, read_verdicts
from adieu.load.scorecard import read_scorecard, scored_facts
from adieu.load.shapes import POLICY
from adieu.load.texts import check_texts
from adieu.quantities import YES_NO, Unreadable, day, read_value
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import Node, Scalar, Sequence

_SPOKEN = (("facts",), ("records",), ("scorecard", "criteria"))
"""The tables whose entries have phrases."""
_NEEDED = ("policy", "version", "rules", "verdicts")


def load_policy(path: Path, diagnostics: Diagnostics | None = None) -> p.Policy:
    """The policy in a file or folder, with what it extends.

    Args:
        path: A YAML file, or a folder of them.
        diagnostics: Receives the warnings (and the errors, before they are raised).

    Raises:
        Unusable: with every error of all files concerned.
    """
    found = diagnostics if diagnostics is not None else Diagnostics()
    found.limit = len(found) + MANY
    root = read_tree(path, POLICY, found)
    policy = None
    if root is not None:
        POLICY.check(root, found)
        policy = _build(root, found)
    found.stop_on_error()
    assert policy is not None
    return policy


def _build(root: Tree, diagnostics: Diagnostics) -> p.Policy | None:
    """The policy that a complete tree states.

    Everything is bound, however much is wrong, so that one run reports it all; a name whose own
    declaration is wrong has been reported there, and is passed over where it is used.
    """
    meant = {nearest(key, POLICY.keys) for key in root.entries if key not in POLICY.keys}
    lacking = [key for key in _NEEDED if key not in root.entries and key not in meant]
    if lacking:
        keys = ", ".join(f"`{key}`" for key in lacking)
        help = Note("help.policy-incomplete")
        diagnostics.error("policy-incomplete", root.place, help, keys=keys)
    _check_names(root, diagnostics)
    matters, themes = frozenset(r.keys(root.get("matters"))), frozenset(r.keys(root.get("themes")))
    parameters = read_parameters(root, diagnostics)
    card, card_facts = read_scorecard(root, diagnostics)
    names = Names(
        {name: one.type for name, one in parameters.items()},
        reported=frozenset(r.keys(root.get("parameters")) - parameters.keys()),
    )
    records = read_records(root, names, matters, diagnostics)
    field_types = {
        name: {one.name: one.type for one in kind.fields.values()} for name, kind in records.items()
    }
    stated = fact_types(root, field_types, diagnostics)
    _check_matters(root, records, matters, diagnostics)
    rule_names = frozenset(r.text(r.child(one, "rule")) for one in r.items(root.get("rules")))
    types = {**stated, **{name: one.type for name, one in card_facts.items()}}
    types |= {f"repair_tried.{name}": YES_NO for name in with_matter(root)}
    criteria = r.child(root.get("scorecard"), "criteria")
    declared = r.keys(root.get("facts")) | r.keys(criteria)
    fact_names = replace(
        names,
        facts=types,
        sections=about_matters(field_types),
        matters=matters,
        elsewhere=frozenset(one for fields in field_types.values() for one in fields),
        reported=names.reported | (declared - types.keys()),
    )
    facts = read_facts(root, fact_names, records, diagnostics)
    for _, _, node in r.entries(criteria):
        check_beside(r.word_at(node, "beside"), fact_names, diagnostics)
    facts |= card_facts
    rules = read_rules(root, replace(fact_names, themes=themes), diagnostics)
    facts |= repair_facts(rules, facts, records, root, fact_names, diagnostics)
    counting = replace(fact_names, grades=p.GRADES, themes=themes, rules=rule_names)
    rows = read_verdicts(root, counting, diagnostics)
    plan = read_plan(root, counting, rows, diagnostics)
    promises = read_promises(root, counting, facts, rows, diagnostics)
    stated_invariants = _invariants(root, fact_names, diagnostics)
    invariants = (*stated_invariants, *repair_invariants(rules, facts))
    assumed = _assume(root, records, facts, fact_names, diagnostics)
    ordered = facts_in_order(facts, root, diagnostics)
    records = {name: fields_in_order(kind, root, diagnostics) for name, kind in records.items()}
    check_texts(root, {*types, *parameters, *fact_names.reported}, diagnostics)
    effective = root.get("effective_from")
    if diagnostics.failed:
        return None
    return p.Policy(
        r.text(root.get("policy")),
        r.text(root.get("version")),
        day(effective.text) if isinstance(effective, Scalar) else None,
        r.texts(root.get("title") or root.get("policy")),
        _sha256(root),
        {
            name: p.SourceText(r.texts(node.get("title")), _whole(node.get("items")))
            for name, _, node in r.entries(root.get("sources"))
        },
        r.text_table(root.get("themes")),
        r.text_table(root.get("matters")),
        records,
        ordered,
        parameters,
        rules,
        rows,
        card,
        plan,
        invariants,
        *assumed,
        promises,
        Places(root),
    )


def _whole(node: Node | None) -> int | None:
    return int(node.text) if isinstance(node, Scalar) and node.text.isdecimal() else None


def _sha256(root: Tree) -> str:
    """The hash of what the files say; comments, quotes and the order of keys do not matter.

    Nor do the phrases by which scenarios speak of facts.
    """

    def plain(node: Node, *path: str) -> object:
        if isinstance(node, Scalar):
            return node.text
        if isinstance(node, Sequence):
            return [plain(item, *path, "") for item in node.items]
        return {
            key: plain(value, *path, key)
            for key, (_, value) in node.entries.items()
            if key != "phrases" or path[:-1] not in _SPOKEN
        }

    text = json.dumps(plain(root), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _check_names(root: Tree, diagnostics: Diagnostics) -> None:
    """Facts, criteria, parameters and record fields are names in one space, each for one thing."""
    card = root.get("scorecard")
    own = {"as_of", *(scored_facts(()) if card else ())}
    first: dict[str, Place] = {}
    tables = [root.get("parameters"), root.get("facts"), r.child(card, "criteria")]
    fields = [r.child(one, "fields") for _, _, one in r.entries(root.get("records"))]
    for table in (*tables, *fields):
        for name, (key, _) in table.entries.items() if isinstance(table, Tree) else ():
            if name in own:
                diagnostics.error("name-reserved", key.place, name=name)
            elif name in first:
                diagnostics.error("name-taken", key.place, name=name, first=first[name])
            elif table in tables:
                first[name] = key.place


def _check_matters(
    root: Tree, records: Mapping[str, p.RecordKind], matters: frozenset[str], found: Diagnostics
) -> None:
    """What a record can be about must have a name that people understand."""
    table = root.get("matters")
    for name, kind in records.items():
        about = kind.fields.get("about")
        for choice in about.type.choices if about else ():
            if choice not in matters:
                place = table.place if table else root.place
                found.error("matter-undescribed", place, name=choice, section=name)


def _invariants(root: Tree, names: Names, diagnostics: Diagnostics) -> tuple[ex.Condition, ...]:
    conditions = (
        r.condition(one, names, "invariants", diagnostics)
        for one in r.items(root.get("invariants"))
    )
    return tuple(one for one in conditions if one is not None)


def _assume(
    root: Tree,
    records: Mapping[str, p.RecordKind],
    facts: Mapping[str, p.Fact],
    names: Names,
    diagnostics: Diagnostics,
) -> tuple[frozenset[str], dict[str, str]]:
    """Sections taken to be empty and facts taken to have a value where nothing is recorded."""
    sections: set[str] = set()
    values: dict[str, str] = {}
    table = root.get("assume")
    for name, (key, node) in table.entries.items() if isinstance(table, Tree) else ():
        if name in records and isinstance(node, Sequence) and not node.items:
            sections.add(name)
        elif name in facts and isinstance(node, Scalar):
            try:
                read_value(node.text, facts[name].type)
                values[name] = node.text
            except Unreadable as error:
                diagnostics.error("value-unreadable", node.place, error.expected, text=node.text)
        elif name in records or name in names.facts:
            wanted = Note("help.assume-section" if name in records else "help.assume-fact")
            diagnostics.error("assume-shape", node.place, wanted, name=name)
        elif name not in names.reported | r.keys(root.get("records")):
            help = did_you_mean(name, [*records, *facts])
            diagnostics.error("fact-unknown-assumed", key.place, help, name=name)
    return frozenset(sections), values
