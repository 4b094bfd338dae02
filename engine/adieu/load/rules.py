"""The effective tree + the vocabulary → rules, verdict rows, plan and scorecard."""

from __future__ import annotations

from adieu import expression as ex
from adieu import policy as p
from adieu.diagnostics import Diagnostics, Note, did_you_mean
from adieu.expression import ALWAYS, NoneOf
from adieu.grammar import Names
from adieu.load import reading as r
from adieu.logic import exactly, word
from adieu.quantities import Type
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import Node, Scalar, Sequence

ITS_KIND = "its kind"
SCORED = (
    "score", "score_without_opinions", "client_class", "client_class_without_opinions",
    "scorecard_agreed",
)  # fmt: skip
"""The facts that a scorecard brings into being, beside its criteria."""
YES_NO = Type("yes-no")


def rules(root: Tree, names: Names, diagnostics: Diagnostics) -> dict[str, p.Rule]:
    """The rules, each id once."""
    found: dict[str, p.Rule] = {}
    off = root.get("off")
    for node in r.items(root.get("rules")):
        id_ = r.word_at(node, "rule")
        if id_ is None or not isinstance(node, Tree):
            continue
        name = id_[0]
        found[name] = _rule(name, node, root, names, r.child(off, name), diagnostics)
    if isinstance(off, Tree):
        for name, (key, _) in off.entries.items():
            if name not in found:
                diagnostics.error("rule-unknown", key.place, did_you_mean(name, found), name=name)
    for node in r.items(root.get("rules")):
        above = r.word_at(node, "superseded_by")
        if above and above[0].strip() and above[0] not in found:
            help = did_you_mean(above[0], found)
            diagnostics.error("rule-unknown", above[1], help, name=above[0])
        cycle = _superseding_cycle(found, r.text(r.child(node, "rule")))
        if above and cycle and cycle[0] == min(cycle):
            shown = " → ".join(f"`{one}`" for one in (*cycle, cycle[0]))
            diagnostics.error("superseding-cycle", above[1], name=cycle[0], cycle=shown)
    return found


def _superseding_cycle(found: dict[str, p.Rule], start: str) -> list[str]:
    """The rules that supersede one another in a circle from this one back to it, if they do."""
    path = [start]
    while path[-1] in found and (above := found[path[-1]].superseded_by) is not None:
        if above == start:
            return path
        if above in path:
            break
        path.append(above)
    return []


def with_matter(root: Tree) -> list[str]:
    """The ids of the rules that have a matter: of those one can ask whether repair was tried."""
    rules = [one for one in r.items(root.get("rules")) if r.text(r.child(one, "matter"))]
    return [r.text(r.child(one, "rule")) for one in rules]


def _rule(
    name: str,
    node: Tree,
    root: Tree,
    names: Names,
    off: object,
    diagnostics: Diagnostics,
) -> p.Rule:
    where = f"rules.{name}"
    for key, known in (("theme", names.themes), ("matter", names.matters | {ITS_KIND})):
        said = r.word_at(node, key)
        if said and said[0].strip() and said[0] not in known:
            help = did_you_mean(said[0], known)
            diagnostics.error(f"{key}-unknown", said[1], help, name=said[0], where=where)
    unless = r.conditions(node.get("unless"), names, where, diagnostics)
    if unless and node.get("excused") is None:
        diagnostics.error("excused-missing", node.entries["unless"][0].place, rule=name)
    return p.Rule(
        name,
        r.texts(node.get("title")),
        r.text(node.get("grade")),
        r.text(node.get("theme")),
        r.text(node.get("matter")) or None,
        r.text(node.get("conduct")) or None,
        r.text(node.get("superseded_by")) or None,
        r.conditions(node.get("when"), names, where, diagnostics),
        unless,
        r.texts(node.get("because")),
        r.optional_texts(node.get("excused")),
        r.optional_texts(node.get("remedy")),
        _nearly(node.get("nearly"), names, where, diagnostics),
        _cites(node, root, diagnostics),
        r.texts(off) if isinstance(off, Scalar | Tree) else None,
    )


def _nearly(node: object, names: Names, where: str, diagnostics: Diagnostics) -> p.Nearly | None:
    if not isinstance(node, Tree):
        return None
    when = r.condition(node.get("when"), names, where, diagnostics)
    remedy = r.optional_texts(node.get("remedy"))
    return p.Nearly(when or ALWAYS, r.texts(node.get("because")), remedy)


def _number(text: str) -> int:
    """A whole number of at most nine digits; 0 where it is none."""
    return int(text) if text.isdecimal() and len(text) <= 9 else 0


def _cites(node: Tree, root: Tree, diagnostics: Diagnostics) -> tuple[p.Citation, ...]:
    sources = root.get("sources")
    known = sources.entries if isinstance(sources, Tree) else {}
    cites = []
    for one in r.items(node.get("cites")):
        source = r.word_at(one, "source")
        if source is None:
            continue
        item = r.word_at(one, "item")
        if source[0].strip() and source[0] not in known:
            help = did_you_mean(source[0], known)
            diagnostics.error("source-unknown", source[1], help, name=source[0])
        elif item and source[0] in known:
            last = r.text(r.child(known[source[0]][1], "items"))
            if last.isdecimal() and not 1 <= _number(item[0]) <= _number(last):
                diagnostics.error("item-unknown", item[1], name=item[0], source=source[0],
                                  last=last)  # fmt: skip
        cites.append(p.Citation(source[0], item[0] if item else None))
    return tuple(cites)


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
            name, YES_NO, p.Holds(at_least_once), rule.title, who="firm", rule=rule.name
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
    """Say why nobody can tell whether repair was tried, unless a name's own declaration is wrong."""
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
    failed = NoneOf((_is_yes(ex.Field("worked", worked)),))
    return p.Count(repairs[0], ex.All((is_about, failed)))


def _is_yes(field: ex.Field) -> ex.Condition:
    from adieu.logic import TRUE

    return ex.Compare(field, "=", ex.Constant(TRUE, field.type))


def verdicts(root: Tree, names: Names, diagnostics: Diagnostics) -> tuple[p.VerdictRow, ...]:
    """The verdict rows, harshest first; the last holds otherwise."""
    rows: list[p.VerdictRow] = []
    nodes = r.items(root.get("verdicts"))
    for index, node in enumerate(nodes):
        id_ = r.word_at(node, "verdict")
        if id_ is None or not isinstance(node, Tree):
            continue
        name, place = id_
        otherwise, conditional = r.flag(node.get("otherwise")), node.get("when") is not None
        last = index == len(nodes) - 1
        if otherwise and conditional:
            where = node.entries["when"][0].place
            diagnostics.error("verdict-when-and-otherwise", where, name=name)
        elif otherwise and not last:
            diagnostics.error("verdict-not-last", node.entries["otherwise"][0].place, name=name)
        elif last and not any(r.flag(r.child(one, "otherwise")) for one in nodes):
            diagnostics.error("verdict-last", place, Note("help.otherwise"), name=name)
        elif not last and not conditional:
            diagnostics.error("verdict-when-missing", place, name=name)
        when: ex.Condition = ALWAYS
        if not otherwise:
            when = r.condition(node.get("when"), names, f"verdicts.{name}", diagnostics) or ALWAYS
        title, sentence = r.texts(node.get("title")), r.texts(node.get("sentence"))
        rows.append(p.VerdictRow(name, title, sentence, r.texts(node.get("meaning")), when))
    stated = root.get("verdicts")
    if isinstance(stated, Sequence) and not stated.items:
        diagnostics.error("verdicts-missing", stated.place)
    return tuple(rows)


def plan(
    root: Tree, names: Names, rows: tuple[p.VerdictRow, ...], diagnostics: Diagnostics
) -> tuple[p.Step, ...]:
    """The steps of the plan in their order."""
    known = frozenset(row.verdict for row in rows)
    steps: dict[str, p.Step] = {}
    for node in r.items(root.get("plan")):
        id_ = r.word_at(node, "step")
        if id_ is None or not isinstance(node, Tree):
            continue
        name = id_[0]
        verdict_nodes = [one for one in r.items(node.get("verdicts")) if isinstance(one, Scalar)]
        for one in verdict_nodes:
            if one.text.strip() and one.text not in known:
                help = did_you_mean(one.text, known)
                diagnostics.error("verdict-unknown", one.place, help, name=one.text)
        when: ex.Condition = ALWAYS
        if (condition := node.get("when")) is not None:
            when = r.condition(condition, names, f"plan.{name}", diagnostics) or ALWAYS
        steps[name] = p.Step(
            name,
            frozenset(one.text for one in verdict_nodes),
            when,
            r.texts(node.get("title")),
            r.texts(node.get("do")),
            r.texts(node.get("why")),
        )
    return tuple(steps.values())


def scorecard(root: Tree, diagnostics: Diagnostics) -> tuple[p.Scorecard | None, dict[str, p.Fact]]:
    """The scorecard, and the facts that it brings into being."""
    node = root.get("scorecard")
    if not isinstance(node, Tree):
        return None, {}
    criteria, facts = [], {}
    for name, _, one in r.entries(node.get("criteria")):
        scale = one.get("scale")
        weight = r.text(one.get("weight"), "1")
        opinion = r.flag(one.get("opinion"))
        criteria.append(
            p.Criterion(
                name,
                int(weight) if weight.isdecimal() and len(weight) <= 9 else 1,
                one.get("unknown") is not None,
                opinion,
                r.texts(r.child(scale, "low")),
                r.texts(r.child(scale, "high")),
            )
        )
        facts[name] = p.Fact(
            name,
            Type("number", low=1, high=5),
            p.Given(),
            r.texts(one.get("label")),
            r.optional_texts(one.get("question")),
            {},
            "client" if r.text(one.get("who")) == "client" else "nobody",
            opinion,
            r.text(one.get("beside")) or None,
        )
    if criteria and not any(one.weight for one in criteria):
        diagnostics.error("weights-zero", root.entries["scorecard"][0].place)
    card = p.Scorecard(r.flag(node.get("agreed")), tuple(criteria), _classes(node, diagnostics))
    letters = tuple(name for name, _ in card.classes)
    for suffix, without in (("", False), ("_without_opinions", True)):
        facts[f"score{suffix}"] = p.Fact(
            f"score{suffix}", Type("number", low=0, high=100), p.Scored("score", without), {}
        )
        facts[f"client_class{suffix}"] = p.Fact(
            f"client_class{suffix}", Type("choice", letters), p.Scored("class", without), {}
        )
    facts["scorecard_agreed"] = p.Fact("scorecard_agreed", YES_NO, p.Scored("agreed"), {})
    return card, facts


def _classes(node: Tree, diagnostics: Diagnostics) -> tuple[tuple[str, int], ...]:
    classes: list[tuple[str, int]] = []
    table = node.get("classes")
    for name, border in r.scalars(table):
        if not border.text.isdecimal():
            return ()
        if int(border.text[:9]) > 100:
            diagnostics.error("class-border", border.place, text=border.text)
            return ()
        classes.append((name, int(border.text[:9])))
    ordered = sorted(classes, key=lambda one: -one[1])
    equal = len({border for _, border in classes}) < len(classes)
    if table is None or equal or not classes or ordered[-1][1] != 0:
        where = node.entries["classes"][0].place if table else node.place
        diagnostics.error("classes-shape", where, Note("help.classes"))
    return tuple(ordered)
