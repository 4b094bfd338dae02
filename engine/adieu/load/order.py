"""Facts and fields + what each is derived from → the same in order, or the cycles among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from adieu import expression as ex
from adieu import policy as p
from adieu.diagnostics import Diagnostics
from adieu.load import reading as r
from adieu.yaml_nodes import Mapping as Tree
from adieu.yaml_nodes import Node


def facts_in_order(
    facts: Mapping[str, p.Fact], root: Tree, diagnostics: Diagnostics
) -> dict[str, p.Fact]:
    """The facts, each after those that it is derived from."""
    needs = {name: p.speaks_of(fact.definition) for name, fact in facts.items()}
    order = _topological(needs)
    _report_cycles(needs, order, root.get("facts"), diagnostics)
    return {name: facts[name] for name in order}


def fields_in_order(kind: p.RecordKind, root: Tree, diagnostics: Diagnostics) -> p.RecordKind:
    """A kind of record, its fields each after those that it is derived from."""
    needs = {
        name: frozenset(
            one.name for one in ex.walk(field.when or ex.ALWAYS) if isinstance(one, ex.Field)
        )
        for name, field in kind.fields.items()
    }
    order = _topological(needs)
    table = r.child(r.child(root.get("records"), kind.name), "fields")
    _report_cycles(needs, order, table, diagnostics)
    return replace(kind, fields={name: kind.fields[name] for name in order})


def _topological(needs: Mapping[str, Iterable[str]]) -> list[str]:
    """Names after those that they need; those in a cycle are left out."""
    order: list[str] = []
    waiting = {name: {one for one in before if one in needs} for name, before in needs.items()}
    while ready := [name for name, before in waiting.items() if before <= set(order)]:
        order += ready
        for name in ready:
            del waiting[name]
    return order


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
