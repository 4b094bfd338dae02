"""The effective tree + the vocabulary → rules, verdict rows and plan."""

from __future__ import annotations

from adieu import expression as ex
from adieu import policy as p
from adieu.diagnostics import Diagnostics, Note, did_you_mean
from adieu.expression import ALWAYS
from adieu.grammar import Names
from adieu.load import reading as r
from adieu.load.repairs import ITS_KIND
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import Scalar, Sequence


def read_rules(root: Tree, names: Names, diagnostics: Diagnostics) -> dict[str, p.Rule]:
    """The rules, each id once."""
    found: dict[str, p.Rule] = {}
    off = root.get("off")
    for node in r.items(root.get("rules")):
        id_ = r.word_at(node, "rule")
        if id_ is None or not isinstance(node, Tree):
            continue
        name = id_[0]
        found[name] = _rule(name, node, root, names, r.child(off, name), diagnostics)
    known = {*found, *(r.text(r.child(one, "promise")) for one in r.items(root.get("promises")))}
    for name, (key, _) in off.entries.items() if isinstance(off, Tree) else ():
        if name not in known:
            help = did_you_mean(name, known - {""})
            diagnostics.error("off-unknown", key.place, help, name=name)
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


def read_verdicts(root: Tree, names: Names, diagnostics: Diagnostics) -> tuple[p.VerdictRow, ...]:
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


def read_plan(
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
