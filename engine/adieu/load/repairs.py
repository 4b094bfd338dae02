"""Rules + the facts and records of their conduct → facts that say whether repair was tried."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from adieu import expression as ex
from adieu import policy as p
from adieu.diagnostics import Diagnostics, Note, did_you_mean
from adieu.grammar import Names
from adieu.load import reading as r
from adieu.logic import TRUE, Bound, Interval, exactly, word
from adieu.quantities import YES_NO, Type
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import Node

ITS_KIND = "its kind"
NUMBER = Type("number", low=0)


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

    With dated conduct: the records of that conduct before which the client had been told; that is
    the conduct itself where it counts such records only.  Without: the repair attempts about the
    matter that did not work (house policy, section 2).
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
        if rule.conduct is not None and _after_told(count):
            behind = rule.conduct
        else:
            found[behind] = p.Fact(behind, NUMBER, count, rule.title, rule=rule.name)
        name = f"repair_tried.{rule.name}"
        once = p.Holds(_at_least_once(behind))
        found[name] = p.Fact(name, YES_NO, once, rule.title, rule=rule.name)
    return found


def repair_invariants(
    rules_: Mapping[str, p.Rule], facts: Mapping[str, p.Fact]
) -> Iterator[ex.Condition]:
    """What went on after the client was told is conduct: there was some."""
    for rule in rules_.values():
        name = f"repair_tried.{rule.name}"
        if name in facts and rule.conduct is not None:
            not_tried = ex.NoneOf((_is_yes(ex.Fact(name, YES_NO)),))
            yield ex.AnyOf((not_tried, _at_least_once(rule.conduct)))


def _at_least_once(name: str) -> ex.Condition:
    return ex.Compare(ex.Fact(name, NUMBER), ">=", ex.Constant(exactly(1), NUMBER))


def _after_told(count: p.Count) -> bool:
    """Whether the conduct that is counted here is only what came after the client was told."""
    assert isinstance(count.where, ex.All)
    where, told = count.where.parts
    assert isinstance(told, ex.Compare)
    return any(_includes(part, told) for part in _stated(where))


def _stated(condition: ex.Condition) -> Iterator[ex.Condition]:
    if isinstance(condition, ex.All):
        for part in condition.parts:
            yield from _stated(part)
    else:
        yield condition


def _includes(said: ex.Condition, told: ex.Compare) -> bool:
    """Whether a condition says that the client had been told: in so many words, or more."""
    match said, told.left:
        case (
            ex.Compare(ex.Earlier(sections, about), (">=" | ">") as relation, right),
            ex.Earlier(all_sections, matter),
        ):
            least: Bound = -1
            if isinstance(right, ex.Parameter):
                least = right.type.low
            elif isinstance(right, ex.Constant) and isinstance(right.value, Interval):
                least = right.value.low
            enough = least >= 1 or (relation == ">" and least >= 0)
            return enough and about == matter and set(sections) <= set(all_sections)
        case _:
            return False


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


def _is_yes(one: ex.Field | ex.Fact) -> ex.Condition:
    return ex.Compare(one, "=", ex.Constant(TRUE, one.type))
