"""Rules + the facts and records of their conduct → facts that say whether repair was tried."""

from __future__ import annotations

from adieu import expression as ex
from adieu import policy as p
from adieu.diagnostics import Diagnostics, Note, did_you_mean
from adieu.grammar import Names
from adieu.load import reading as r
from adieu.logic import TRUE, exactly, word
from adieu.quantities import YES_NO, Type
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import Node

ITS_KIND = "its kind"


def with_matter(root: Tree) -> list[str]:
    """The ids of the rules that have a matter: of those one can ask whether repair was tried."""
    rules = [one for one in r.items(root.get("rules")) if r.text(r.child(one, "matter"))]
    return [r.text(r.child(one, "rule")) for one in rules]


def repair_facts(
    rules_: dict[str, p.Rule],
    facts: dict[str, p.Fact],
    records: dict[str, p.RecordKind],
    root: Tree,
    names: Names,
    diagnostics: Diagnostics,
) -> dict[str, p.Fact]:
    """``repair_tried.RULE`` of each rule that has a matter, and the count behind it.

    With dated conduct: the records of that conduct before which the client had been told.  Without:
    the repair attempts about the matter that did not work (house policy, section 2).
    """
    found: dict[str, p.Fact] = {}
    places = {r.text(r.child(one, "rule")): one for one in r.items(root.get("rules"))}
    for rule in rules_.values():
        if rule.matter is None:
            continue
        count = _tried(rule, facts, records)
        if count is None:
            _report_conduct(rule, places[rule.name], facts, records, names, diagnostics)
            continue
        behind = f"went_on.{rule.name}"
        number = Type("number", low=0)
        at_least_once = ex.Compare(ex.Fact(behind, number), ">=", ex.Constant(exactly(1), number))
        found[behind] = p.Fact(behind, number, count, rule.title, rule=rule.name)
        name = f"repair_tried.{rule.name}"
        found[name] = p.Fact(
            name, YES_NO, p.Holds(at_least_once), rule.title, rule=rule.name
        )
    return found


def _report_conduct(
    rule: p.Rule,
    node: Node,
    facts: dict[str, p.Fact],
    records: dict[str, p.RecordKind],
    names: Names,
    diagnostics: Diagnostics,
) -> None:
    """Say why nobody can tell whether repair was tried, unless its names were reported before."""
    conduct, matter = r.word_at(node, "conduct"), r.word_at(node, "matter")
    if conduct is not None:
        counts = [one for one, fact in facts.items() if isinstance(fact.definition, p.Count)]
        if conduct[0] in facts and rule.matter == ITS_KIND and conduct[0] in counts:
            where = matter[1] if matter else conduct[1]
            diagnostics.error("conduct-no-kind", where, name=conduct[0], rule=rule.name)
        elif conduct[0] in facts:
            diagnostics.error("conduct-uncounted", conduct[1], Note("help.conduct"),
                              name=conduct[0], rule=rule.name)  # fmt: skip
        elif conduct[0].strip() and conduct[0] not in names.reported | names.facts.keys():
            help = did_you_mean(conduct[0], counts)
            diagnostics.error("fact-unknown", conduct[1], help, name=conduct[0],
                              where=f"rules.{rule.name}")  # fmt: skip
    elif matter is not None and (rule.matter == ITS_KIND or rule.matter in names.matters):
        known = [one for one in records.values() if {"about", "worked"} <= one.fields.keys()]
        if rule.matter == ITS_KIND or not known:
            diagnostics.error("conduct-missing", matter[1], Note("help.conduct"), rule=rule.name)


def _tried(
    rule: p.Rule, facts: dict[str, p.Fact], records: dict[str, p.RecordKind]
) -> p.Count | None:
    about = tuple(name for name, kind in records.items() if "about" in kind.fields)
    one = ex.Constant(exactly(1), Type("number"))
    if rule.conduct is not None:
        fact = facts.get(rule.conduct)
        if fact is None or not isinstance(fact.definition, p.Count):
            return None
        section = records[fact.definition.section]
        if rule.matter == ITS_KIND and section.fields.get("kind") is None:
            return None
        matter = None if rule.matter == ITS_KIND else rule.matter
        told = ex.Compare(ex.Earlier(about, matter), ">=", one)
        return p.Count(fact.definition.section, ex.All((fact.definition.where, told)))
    repairs = [name for name in about if "worked" in records[name].fields]
    if not repairs or rule.matter in (None, ITS_KIND):
        return None
    kind = records[repairs[0]]
    matter_type, worked = kind.fields["about"].type, kind.fields["worked"].type
    is_about = ex.Compare(
        ex.Field("about", matter_type), "=", ex.Constant(word(rule.matter or ""), matter_type)
    )
    failed = ex.NoneOf((_is_yes(ex.Field("worked", worked)),))
    return p.Count(repairs[0], ex.All((is_about, failed)))


def _is_yes(field: ex.Field) -> ex.Condition:
    return ex.Compare(field, "=", ex.Constant(TRUE, field.type))
