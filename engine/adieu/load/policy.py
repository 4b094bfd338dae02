"""A path → the policy that lies there, complete and checked, or every diagnostic about it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.diagnostics import MANY, Diagnostics, Note, Place, did_you_mean, nearest
from adieu.grammar import Names
from adieu.language import placeholders, stray_brace
from adieu.load import reading as r
from adieu.load import rules as bind
from adieu.load import vocabulary
from adieu.load.files import read_tree
from adieu.load.shapes import POLICY
from adieu.quantities import Unreadable, day, read_value
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import Node, Scalar, Sequence

_NEEDED = ("policy", "version", "rules", "verdicts")
_PLACEHOLDERS = Note(
    "help.placeholder",
    {"example": "{window}", "plural": "{late_invoices: # invoice | # invoices}"},
)


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
    parameters = vocabulary.parameters(root, diagnostics)
    card, card_facts = bind.scorecard(root, diagnostics)
    names = Names(
        {name: one.type for name, one in parameters.items()},
        reported=frozenset(r.keys(root.get("parameters")) - parameters.keys()),
    )
    records = vocabulary.records(root, names, matters, diagnostics)
    field_types = {
        name: {one.name: one.type for one in kind.fields.values()} for name, kind in records.items()
    }
    fact_types = vocabulary.fact_types(root, field_types, diagnostics)
    _check_matters(root, records, matters, diagnostics)
    rule_names = frozenset(r.text(r.child(one, "rule")) for one in r.items(root.get("rules")))
    types = {**fact_types, **{name: one.type for name, one in card_facts.items()}}
    types |= {f"repair_tried.{name}": bind.YES_NO for name in bind.with_matter(root)}
    criteria = r.child(root.get("scorecard"), "criteria")
    declared = r.keys(root.get("facts")) | r.keys(criteria)
    sections = {
        name: frozenset(one for one, type_ in fields.items() if type_.name == "yes-no")
        for name, fields in field_types.items()
        if "about" in fields
    }
    fact_names = replace(
        names,
        facts=types,
        sections=sections,
        matters=matters,
        elsewhere=frozenset(one for fields in field_types.values() for one in fields),
        reported=names.reported | (declared - types.keys()),
    )
    facts = vocabulary.facts(root, fact_names, records, diagnostics)
    for _, _, node in r.entries(criteria):
        vocabulary.check_beside(r.word_at(node, "beside"), fact_names, diagnostics)
    facts |= card_facts
    rules = bind.rules(root, replace(fact_names, themes=themes), diagnostics)
    facts |= bind.repair_facts(rules, facts, records, root, fact_names, diagnostics)
    counting = replace(fact_names, grades=p.GRADES, themes=themes, rules=rule_names)
    rows = bind.verdicts(root, counting, diagnostics)
    plan = bind.plan(root, counting, rows, diagnostics)
    invariants = _invariants(root, fact_names, diagnostics)
    assumed = _assume(root, records, facts, fact_names, diagnostics)
    ordered = _in_order(facts, root, diagnostics)
    records = {name: _fields_in_order(kind, root, diagnostics) for name, kind in records.items()}
    _check_texts(root, {*types, *parameters, *fact_names.reported}, diagnostics)
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
        {name: r.texts(node) for name, _, node in r.entries(root.get("themes"))},
        {name: r.texts(node) for name, _, node in r.entries(root.get("matters"))},
        records,
        ordered,
        parameters,
        rules,
        rows,
        card,
        plan,
        invariants,
        *assumed,
    )


def _whole(node: Node | None) -> int | None:
    return int(node.text) if isinstance(node, Scalar) and node.text.isdecimal() else None


def _sha256(root: Tree) -> str:
    """The hash of what the files say; comments, quotes and the order of keys do not matter."""

    def plain(node: Node) -> object:
        if isinstance(node, Scalar):
            return node.text
        if isinstance(node, Sequence):
            return [plain(item) for item in node.items]
        return {key: plain(value) for key, (_, value) in node.entries.items()}

    text = json.dumps(plain(root), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _check_names(root: Tree, diagnostics: Diagnostics) -> None:
    """Facts, criteria, parameters and record fields are names in one space, each for one thing."""
    card = root.get("scorecard")
    own = {"as_of", *(bind.SCORED if card else ())}
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


def _speaks_of(fact: p.Fact) -> frozenset[str]:
    match fact.definition:
        case p.Calculation(operand):
            walked = ex.walk_operand(operand)
            return frozenset(one.name for one in walked if isinstance(one, ex.Fact))
        case p.Holds(condition):
            return ex.fact_names(condition)
        case _:
            return frozenset()


def _in_order(
    facts: Mapping[str, p.Fact], root: Tree, diagnostics: Diagnostics
) -> dict[str, p.Fact]:
    """The facts, each after those that it is derived from."""
    needs = {name: _speaks_of(fact) for name, fact in facts.items()}
    order = _topological(needs)
    _report_cycles(needs, order, root.get("facts"), diagnostics)
    return {name: facts[name] for name in order}


def _report_cycles(
    needs: Mapping[str, frozenset[str]], order: list[str], table: Node | None, found: Diagnostics
) -> None:
    """Report each cycle once, not what merely depends on one."""
    waiting = {name: before for name, before in needs.items() if name not in order}
    while waiting:
        path = [next(iter(waiting))]
        while (following := min(waiting[path[-1]] & waiting.keys(), default=None)) not in path:
            if following is None:
                break
            path.append(following)
        if following is not None:
            cycle = path[path.index(following) :]
            name = next((one for one in waiting if one in cycle), following)
            turned = cycle[cycle.index(name) :] + cycle[: cycle.index(name)]
            shown = " → ".join(f"`{one}`" for one in (*turned, name))
            place = table.entries[name][0].place if isinstance(table, Tree) else None
            found.error("fact-cycle", place, name=name, cycle=shown)
        for name in path:
            del waiting[name]


def _fields_in_order(kind: p.RecordKind, root: Tree, diagnostics: Diagnostics) -> p.RecordKind:
    needs = {
        name: frozenset(
            one.name for one in ex.walk(field.when or ex.ALWAYS) if isinstance(one, ex.Field)
        )
        for name, field in kind.fields.items()
    }
    order = _topological(needs)
    table = r.child(r.child(root.get("records"), kind.name), "fields")
    _report_cycles(needs, order, table, diagnostics)
    fields_ = {name: kind.fields[name] for name in order}
    return p.RecordKind(kind.name, kind.date, kind.windowed, kind.label, kind.event, fields_)


def _topological(needs: Mapping[str, Iterable[str]]) -> list[str]:
    """Names after those that they need; those in a cycle are left out."""
    order: list[str] = []
    waiting = {name: {one for one in before if one in needs} for name, before in needs.items()}
    while ready := [name for name, before in waiting.items() if before <= set(order)]:
        order += ready
        for name in ready:
            del waiting[name]
    return order


def _check_texts(
    root: Tree,
    known: set[str],
    diagnostics: Diagnostics,
) -> None:
    """Every placeholder in a text names something that can be filled in there."""

    def check(node: Node | None, names: set[str]) -> None:
        for text in _scalars_below(node):
            for name in placeholders(text.text):
                if name not in names:
                    match = re.search(r"\{\s*" + re.escape(name), text.text)
                    start = match.end() - len(name) if match else 0
                    where = text.place.part(text.text, start, len(name))
                    help = did_you_mean(name, names)
                    diagnostics.error("placeholder-unknown", where, help, name=name)
            if (brace := stray_brace(text.text)) is not None:
                where = text.place.part(text.text, brace, 1)
                diagnostics.error("placeholder-shape", where, _PLACEHOLDERS)

    for rule in r.items(root.get("rules")):
        for key in ("title", "because", "excused", "remedy", "nearly"):
            node = r.child(rule, key)
            if key == "nearly":
                check(r.child(node, "because"), known)
                check(r.child(node, "remedy"), known)
            else:
                check(node, known)
    for section in ("verdicts", "plan"):
        for entry in r.items(root.get(section)):
            for key in ("title", "sentence", "meaning", "do", "why"):
                check(r.child(entry, key), known | {"client"})
    for name, _, fact in r.entries(root.get("facts")):
        check(fact.get("question"), known - {name})
    for name, _, record in r.entries(root.get("records")):
        fields = set(r.keys(record.get("fields")))
        check(record.get("event"), fields)
        for _, _, field in r.entries(record.get("fields")):
            check(field.get("question"), fields)


def _scalars_below(node: Node | None) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Tree):
        return [one for _, value in node.entries.values() for one in _scalars_below(value)]
    return []
