"""The ``scorecard`` of the tree → the scorecard and the facts that it brings into being."""

from __future__ import annotations

from adieu import policy as p
from adieu.diagnostics import Diagnostics, Note
from adieu.load import reading as r
from adieu.quantities import YES_NO, Type
from adieu.yaml_nodes import Mapping as Tree


def read_scorecard(
    root: Tree, diagnostics: Diagnostics
) -> tuple[p.Scorecard | None, dict[str, p.Fact]]:
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
            phrases=r.phrases(one.get("phrases")),
        )
    if criteria and not any(one.weight for one in criteria):
        diagnostics.error("weights-zero", root.entries["scorecard"][0].place)
    card = p.Scorecard(r.flag(node.get("agreed")), tuple(criteria), _classes(node, diagnostics))
    letters = tuple(name for name, _ in card.classes)
    return card, facts | scored_facts(letters)


def scored_facts(letters: tuple[str, ...]) -> dict[str, p.Fact]:
    """The facts that a scorecard brings into being, beside its criteria."""
    facts: dict[str, p.Fact] = {}
    for suffix, without in (("", False), ("_without_opinions", True)):
        facts[f"score{suffix}"] = p.Fact(
            f"score{suffix}", Type("number", low=0, high=100), p.Scored("score", without), {}
        )
        facts[f"client_class{suffix}"] = p.Fact(
            f"client_class{suffix}", Type("choice", letters), p.Scored("class", without), {}
        )
    facts["scorecard_agreed"] = p.Fact("scorecard_agreed", YES_NO, p.Scored("agreed"), {})
    return facts


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
